"""A recurrence built with keys: what it becomes, how it stands in its fields again, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.calendar.recurrence import days, suggestions
from store.calendar.recurrence_builder import Rhythm, rhythm_of, rule_of, told
from store.calendar.recurrence_wording import in_words
from store.core.dates import DAY_NAMES
from store.core.errors import Invalid
from tests.support.making import TODAY
from tests.support.rfc5545 import EXAMPLES, TOO_FINE

END = date(2200, 12, 31)


def first(rule: str, start: date) -> list[date]:
    return [*islice(days(rule, start, start, END), 5)]


WORDS = {
    Rhythm(): "every Monday",
    Rhythm(every=2, weekdays=("Tuesday",)): "every second Tuesday",
    Rhythm(how="daily", weekdays=DAY_NAMES[:5]): "every working day",
    Rhythm(how="monthly"): "monthly on the 23rd",
    Rhythm(how="monthly", which="last", weekdays=("Friday",)): "monthly on the last Friday",
    Rhythm(how="monthly", which="last", weekdays=DAY_NAMES[:5]): "monthly on the last working day",
    Rhythm(how="monthly", which="first"): "monthly on the first Monday",
    Rhythm(how="monthly", which="the last day", every=3): "quarterly on the last day",
    Rhythm(how="yearly"): "yearly on 23 November",
    Rhythm(how="yearly", which="second", weekdays=("Thursday",)): "yearly on the second Thursday in November",
    Rhythm(times=4): "every Monday, 4 times",
    Rhythm(until=date(2027, 3, 1)): "every Monday, until 1 Mar 2027",
    Rhythm(how="yearly", typed="rrule:freq=monthly;byday=2tu"): "monthly on the second Tuesday",
}


@pytest.mark.parametrize(("rhythm", "words"), WORDS.items(), ids=WORDS.values())
def test_what_is_built_reads_as_it_was_meant(rhythm: Rhythm, words: str) -> None:
    assert in_words(rule_of(rhythm, TODAY), TODAY) == words


def test_on_the_31st_it_is_the_31st_or_the_last_day() -> None:
    start = date(2026, 12, 31)
    assert in_words(rule_of(Rhythm(how="monthly"), start), start) == "monthly on the 31st, or the last day"


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_every_suggestion_stands_in_the_fields_and_is_built_again(start: date) -> None:
    for rule in suggestions(start):
        rhythm = rhythm_of(rule, start)
        assert not rhythm.typed
        assert first(rule_of(rhythm, start), start) == first(rule, start)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.rule)
def test_any_rule_stands_in_the_fields_or_as_it_is_typed(example: EXAMPLES[0].__class__) -> None:  # type: ignore[valid-type]
    rhythm = rhythm_of(example.rule, example.start)
    assert first(rule_of(rhythm, example.start), example.start) == first(example.rule, example.start)


@given(
    st.builds(
        Rhythm,
        how=st.sampled_from(["daily", "weekly", "monthly", "yearly"]),
        every=st.integers(0, 100),
        weekdays=st.lists(st.sampled_from(DAY_NAMES), unique=True, max_size=7).map(tuple),
        which=st.sampled_from(["the same date", "the last day", "first", "fourth", "last"]),
        until=st.none() | st.dates(TODAY - timedelta(days=9), date(2030, 1, 1)),
        times=st.none() | st.integers(0, 20),
    ),
    st.dates(date(2026, 1, 1), date(2029, 1, 1)),
)
def test_whatever_is_built_has_days_or_says_what_is_wrong_with_a_field(rhythm: Rhythm, start: date) -> None:
    try:
        rule = rule_of(rhythm, start)
    except Invalid as refused:
        [(field, words)] = refused.errors.items()
        assert field in Rhythm.__struct_fields__
        assert words.endswith(".")
        return
    assert first(rule, start)
    assert first(rule_of(rhythm_of(rule, start), start), start) == first(rule, start)
    assert told(rule, start).startswith(in_words(rule, start))


REFUSED = {
    Rhythm(every=0): ("every", "from 1 to 99"),
    Rhythm(every=100): ("every", "from 1 to 99"),
    Rhythm(times=0): ("times", "from 1 to 9999"),
    Rhythm(times=3, until=date(2027, 1, 1)): ("times", "not both"),
    Rhythm(until=date(2026, 11, 22)): ("until", "This is before the start, Mon 23 Nov 2026. Choose a later date."),
    Rhythm(typed="every monday"): ("typed", "is not part of a rule"),
    Rhythm(typed="FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1"): ("typed", "no date matches this rule"),
    **{Rhythm(typed=rule): ("typed", "not more often|do not support") for rule in TOO_FINE},
}


@pytest.mark.parametrize(("rhythm", "why"), REFUSED.items(), ids=lambda value: str(value)[:60])
def test_what_cannot_be_is_refused_at_its_field_with_the_reason(rhythm: Rhythm, why: tuple[str, str]) -> None:
    with pytest.raises(Invalid, match=why[1]) as refused:
        rule_of(rhythm, TODAY)
    assert [*refused.value.errors] == [why[0]]


def test_the_first_days_are_told_beside_the_words() -> None:
    assert told("FREQ=WEEKLY;BYDAY=MO", TODAY) == "every Monday: Mon 23 Nov, Mon 30 Nov, Mon 7 Dec, …"
    assert told("FREQ=WEEKLY;BYDAY=MO;COUNT=2", TODAY) == "every Monday, 2 times: Mon 23 Nov, Mon 30 Nov"


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYDAY=MO", "FREQ=DAILY;BYDAY=MO"])
def test_where_no_place_is_said_none_is_chosen(rule: str) -> None:
    found = rhythm_of(rule, TODAY)
    assert (found.typed, found.weekdays, found.which) == ("", ("Monday",), "the same date")
