"""What a new book begins with, guessed from the name of a locale."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.core.validation import problems
from store.launch.locale_defaults import Dates, beginning, begun, guess
from store.model.community import Community

GUESSED = {
    "en_GB.UTF-8": ("GBP", True, "monday", "comma_point"),
    "en_US.UTF-8": ("USD", False, "sunday", "comma_point"),
    "en-US": ("USD", False, "sunday", "comma_point"),
    "de_AT": ("EUR", True, "monday", "space_comma"),
    "de": ("EUR", True, "monday", "point_comma"),
    "de_CH.utf8@euro": ("CHF", True, "monday", "apostrophe_point"),
    "zh_Hant_TW": ("TWD", False, "sunday", "comma_point"),
    "ar_EG": ("EGP", True, "saturday", "comma_point"),
    "pt_BR": ("BRL", True, "sunday", "point_comma"),
    "hu_HU": ("HUF", False, "monday", "space_comma"),
}


@pytest.mark.parametrize(("locale", "meant"), GUESSED.items())
def test_a_locale_says_how_people_write(locale: str, meant: tuple[object, ...]) -> None:
    found = guess(locale)
    assert (found.currency, found.day_first, found.week_starts, found.amounts) == meant


@pytest.mark.parametrize("locale", ["", "C", "C.UTF-8", "POSIX", "en", "xx_XX", "[/x]", "_", "e" * 300])
def test_a_locale_that_says_nothing_gets_what_any_book_begins_with(locale: str) -> None:
    assert guess(locale) == Community()


@given(st.text())
def test_any_name_gives_a_sound_beginning(locale: str) -> None:
    found = guess(locale)
    assert problems(found) == {}
    assert begun(found, beginning(found)) == found


def test_each_answer_about_dates_is_kept_and_shown_again() -> None:
    kept = set()
    for dates in get_args(Dates):
        first = beginning(Community())
        community = begun(Community(), type(first)(name="A", currency="EUR", dates=dates))
        assert beginning(community).dates == dates
        kept.add((community.day_first, community.first_weekday))
    assert kept == {(order, first) for order in (True, False) for first in (0, 5, 6)}
