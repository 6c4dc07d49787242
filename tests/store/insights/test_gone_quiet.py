"""Gone quiet: members without attendance, contribution or contact, and when each was last seen."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.record import Record
from store.insights.gone_quiet import gone_quiet, last_seen
from store.model.people import Contact
from store.model.stages import Stage
from tests.support.making import TODAY, ago, fill, held, led, member


def quiet(book: Book, today: date = TODAY) -> list[str]:
    return [one.standing.volunteer.id for one in gone_quiet(book, today)]


@pytest.mark.parametrize("stage", ["newcomer", "active", "core"])
def test_a_silent_member_has_gone_quiet_after_45_days(book: Book, stage: Stage) -> None:
    fill(book, *member("ann", stage), led(45, "ann"))
    assert quiet(book, ago(1)) == []
    [found] = gone_quiet(book, TODAY)
    assert (found.standing.volunteer.id, found.seen, found.since, found.days) == ("ann", ago(45), ago(45), 45)


@pytest.mark.parametrize("stage", ["interested", "said_yes", "onboarding", "alumni", "not_now"])
def test_no_one_else_goes_quiet(book: Book, stage: Stage) -> None:
    fill(book, *member("ann", stage))
    assert quiet(book) == []


@pytest.mark.parametrize(
    "sign",
    [
        held(44, "ann"),
        held(44, host="ann"),
        held(44, host="bo", cohosts=("ann",)),
        led(44, "ann"),
        led(44, "bo", together=("ann",)),
        Contact(who="ann", on=ago(44)),
    ],
    ids=["attended", "hosted", "co-hosted", "contributed", "contributed with", "contact"],
)
def test_whatever_is_seen_of_someone_starts_the_count_anew(book: Book, sign: Record) -> None:
    fill(book, *member("ann"), *member("bo"), Contact(who="bo", on=TODAY))
    assert quiet(book) == ["ann"]
    fill(book, sign)
    assert quiet(book) == []
    assert last_seen(book, "ann", TODAY) == ago(44)
    assert quiet(book, ago(-1)) == ["ann"]


def test_what_was_only_planned_or_skipped_or_lies_ahead_is_not_seen(book: Book) -> None:
    fill(book, *member("ann"), held(3, "ann", state="skipped"), held(2, "ann", state="planned"), held(-1, "ann"))
    assert last_seen(book, "ann", TODAY) is None
    assert quiet(book) == ["ann"]


def test_the_newest_day_counts_whatever_it_was(book: Book) -> None:
    fill(book, *member("ann"), held(60, "ann"), led(50, "ann"), Contact(who="ann", on=ago(70)), held(80, "ann"))
    assert last_seen(book, "ann", TODAY) == ago(50)


def test_a_new_stage_starts_the_count_anew_and_never_seen_counts_from_there(book: Book) -> None:
    fill(book, *member("ann", when=44))
    assert quiet(book) == []
    [found] = gone_quiet(book, ago(-1))
    assert (found.seen, found.since, found.days) == (None, ago(44), 45)


def test_the_settings_say_after_how_many_days(book: Book) -> None:
    fill(book, *member("ann"), led(20, "ann"))
    fill(book, replace(book.community, quiet_after=20))
    assert quiet(book) == ["ann"]
    fill(book, replace(book.community, quiet_after=21))
    assert quiet(book) == []


def test_someone_to_be_asked_later_is_left_in_peace(book: Book) -> None:
    fill(book, *member("ann", quiet_until=ago(-3)))
    assert quiet(book) == []
    assert quiet(book, ago(-3)) == ["ann"]


def test_the_longest_silent_comes_first(book: Book) -> None:
    fill(
        book,
        *(
            record
            for who, days in (("ann", 50), ("bo", 90), ("cy", 70))
            for record in (*member(who), led(days, who))
        ),
    )
    assert quiet(book) == ["bo", "cy", "ann"]
