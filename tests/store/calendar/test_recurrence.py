"""Recurrence rules: the days they stand for, the words for them, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.calendar.recurrence import check_rule, days, follow, suggestions
from store.calendar.recurrence_wording import in_words
from store.core.recurrence_rules import parse_rule
from store.core.text import ordinal
from tests.support.making import TODAY
from tests.support.rfc5545 import EXAMPLES, TOO_FINE, Example

END = date(2200, 12, 31)


def first(rule: str, start: date, count: int) -> list[date]:
    return list(islice(days(rule, start, start, END), count))


# -- the examples of the RFC -----------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule} from {e.start}")
def test_each_example_of_the_rfc_gives_the_days_it_prints(example: Example) -> None:
    found = first(example.rule, example.start, len(example.days) + 1)
    assert tuple(found[: len(example.days)]) == example.days
    assert (len(found) > len(example.days)) == example.goes_on


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule} from {e.start}")
def test_each_example_of_the_rfc_reads_as_a_person_would_say_it(example: Example) -> None:
    assert in_words(example.rule, example.start) == example.words
    check_rule(example.rule, example.start)


@pytest.mark.parametrize("rule", TOO_FINE)
def test_what_comes_back_more_often_than_daily_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r"not more often|gatherings do not support"):
        parse_rule(rule)


# -- days ------------------------------------------------------------------------------------------


@given(
    st.sampled_from([e.rule for e in EXAMPLES]),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.integers(0, 3000),
    st.integers(0, 400),
)
def test_a_window_holds_what_the_whole_holds_there(rule: str, start: date, ahead: int, length: int) -> None:
    since = start + timedelta(days=ahead)
    until = since + timedelta(days=length)
    whole = [day for day in days(rule, start, start, until) if day >= since]
    assert list(days(rule, start, since, until)) == whole
    assert all(since <= day <= until for day in whole)
    assert whole == sorted(set(whole))


def test_both_ends_of_a_window_count() -> None:
    assert list(days("FREQ=DAILY", TODAY, TODAY, TODAY)) == [TODAY]
    assert list(days("FREQ=DAILY", TODAY, TODAY + timedelta(days=1), TODAY)) == []


@pytest.mark.parametrize(
    ("until", "last"),
    [("20261224", 24), ("20261224T080000Z", 24), ("20261224T225959", 24), ("20261224T000000Z", 23)],
)
def test_until_counts_its_day_but_not_when_that_day_has_not_begun(until: str, last: int) -> None:
    found = list(days(f"FREQ=DAILY;UNTIL={until}", date(2026, 12, 20), date(2026, 12, 1), END))
    assert found[-1] == date(2026, 12, last)


def test_on_the_31st_or_the_last_day_comes_every_month() -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    found = first(rule, date(2027, 12, 31), 15)
    assert [(day.month, day.day) for day in found[:6]] == [(12, 31), (1, 31), (2, 29), (3, 31), (4, 30), (5, 31)]
    assert all((day + timedelta(days=1)).day == 1 for day in found)
    assert in_words(rule, date(2027, 12, 31)) == "monthly on the 31st, or the last day"


def test_on_the_30th_or_the_last_day_comes_every_month() -> None:
    found = first("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", date(2026, 11, 30), 5)
    assert [(day.month, day.day) for day in found] == [(11, 30), (12, 30), (1, 30), (2, 28), (3, 30)]


def test_a_plain_31st_skips_the_months_without_one_as_the_rfc_says() -> None:
    found = first("FREQ=MONTHLY;BYMONTHDAY=31", date(2027, 1, 31), 4)
    assert [day.month for day in found] == [1, 3, 5, 7]


def test_a_week_without_a_named_day_has_the_day_of_the_start() -> None:
    found = first("FREQ=YEARLY;BYWEEKNO=20", date(1997, 5, 13), 3)
    assert found == [date(1997, 5, 13), date(1998, 5, 12), date(1999, 5, 18)]
    assert in_words("FREQ=YEARLY;BYWEEKNO=20", date(1997, 5, 13)) == "yearly on Tuesday of week 20"


@pytest.mark.parametrize("start", [date(1900, 1, 1), date(2026, 2, 28), date(2199, 12, 31), date(2200, 12, 31)])
def test_the_ends_of_what_a_book_holds_are_no_trouble(start: date) -> None:
    for rule in ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"):
        found = first(rule, start, 3)
        assert found[0] == start
        assert all(day <= END for day in found)


@pytest.mark.parametrize("year", range(1900, 2200, 7))
def test_a_rule_without_an_end_goes_on_to_the_last_year_a_book_holds(year: int) -> None:
    found = list(days("FREQ=YEARLY", date(year, 5, 1), date(year, 1, 1), date(9999, 12, 31)))
    assert [day.year for day in found] == list(range(year, 2201))


# -- what is refused -------------------------------------------------------------------------------

NEVER = [
    ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", TODAY),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", TODAY),
    ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", date(2023, 1, 1)),
    ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", date(2026, 6, 1)),
    ("FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", TODAY),
    ("FREQ=MONTHLY;BYDAY=6MO", TODAY),
    ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", TODAY),
    ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", TODAY),
    ("FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1", TODAY),
    ("FREQ=DAILY;UNTIL=20200101", TODAY),
    ("FREQ=YEARLY;INTERVAL=98;BYMONTH=2;BYMONTHDAY=29", date(2025, 3, 1)),
]


@pytest.mark.parametrize(("rule", "start"), NEVER)
def test_a_rule_without_a_single_day_is_answered_and_refused(rule: str, start: date) -> None:
    assert list(days(rule, start, start, END)) == []
    with pytest.raises(ValueError, match=r"^no date matches this rule$"):
        check_rule(rule, start)


REFUSED = {
    "": "daily, weekly, monthly or yearly",
    "INTERVAL=2": "daily, weekly, monthly or yearly",
    "FREQ=SECONDLY": "not more often",
    "FREQ=HOURLY": "not more often",
    "every monday": "‘EVERY MONDAY’ is not part of a rule",
    "FREQ=": "is not part of a rule",
    "FREQ=DAILY;FREQ=WEEKLY": "‘FREQ=WEEKLY’ is not part of a rule",
    "FREQ=DAILY;INTERVAL=0": "INTERVAL must be a number from 1 to 99",
    "FREQ=DAILY;INTERVAL=-1": "INTERVAL must be a number",
    "FREQ=DAILY;INTERVAL=100": "INTERVAL must be a number",
    "FREQ=DAILY;INTERVAL=²": "INTERVAL must be a number",
    f"FREQ=DAILY;INTERVAL={'9' * 5000}": "INTERVAL must be a number",
    "FREQ=DAILY;COUNT=0": "COUNT must be a number from 1 to 9999",
    "FREQ=DAILY;COUNT=3;UNTIL=20270101": "COUNT or UNTIL, but not both",
    "FREQ=DAILY;UNTIL=soon": "UNTIL=SOON is not a day",
    "FREQ=DAILY;UNTIL=20261301": "is not a day",
    "FREQ=DAILY;UNTIL=20261224garbage": "is not a day",
    "FREQ=DAILY;BYDAY=XX": "‘XX’ is not a day of the week",
    "FREQ=DAILY;WKST=1": "is not a day of the week",
    "FREQ=WEEKLY;BYDAY=1MO": "1MO is allowed in monthly and yearly rules only",
    "FREQ=MONTHLY;BYDAY=0MO": "must be a number from 1",
    "FREQ=MONTHLY;BYDAY=--1MO": "must be a number from 1",
    "FREQ=MONTHLY;BYMONTHDAY=0": "BYMONTHDAY must be a number from 1 to 31",
    "FREQ=MONTHLY;BYMONTHDAY=32": "BYMONTHDAY must be a number from 1 to 31",
    "FREQ=MONTHLY;BYMONTHDAY=": "is not part of a rule",
    "FREQ=MONTHLY;BYMONTHDAY=1,,2": "BYMONTHDAY must be a number from 1 to 31",
    "FREQ=YEARLY;BYMONTH=-1": "BYMONTH must be a number from 1 to 12",
    "FREQ=DAILY;BYDAY=MO;BYSETPOS=2": "BYSETPOS is allowed in monthly and yearly rules only",
    "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1": "BYSETPOS is allowed in monthly and yearly rules only",
    "FREQ=MONTHLY;BYSETPOS=1": "BYSETPOS needs days to choose from",
    "FREQ=WEEKLY;BYMONTHDAY=13": "BYMONTHDAY is allowed in daily, monthly and yearly rules only",
    "FREQ=MONTHLY;BYWEEKNO=20": "BYWEEKNO is allowed in yearly rules only",
    "FREQ=DAILY;BYYEARDAY=1": "BYYEARDAY is allowed in yearly rules only",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO": "each weekday can appear only once",
    "FREQ=DAILY;BYHOUR=9": "gatherings do not support BYHOUR",
    "FREQ=DAILY;X-OWN=1": "gatherings do not support X-OWN",
}


@pytest.mark.parametrize(("rule", "why"), REFUSED.items(), ids=lambda text: text[:50])
def test_what_no_gathering_can_have_is_refused_with_the_reason(rule: str, why: str) -> None:
    with pytest.raises(ValueError, match="(?i)" + why) as refused:
        parse_rule(rule)
    assert "\n" not in str(refused.value)


PARTS = [
    "INTERVAL=2", "INTERVAL=3", "COUNT=3", "UNTIL=20300101", "BYDAY=MO", "BYDAY=TU,TH", "BYDAY=1MO,-1FR", "BYDAY=SA,SU",
    "BYMONTH=2", "BYMONTH=6,7,8", "BYMONTHDAY=13", "BYMONTHDAY=-1", "BYMONTHDAY=1,2,3,4", "BYMONTHDAY=31",
    "BYSETPOS=-1", "BYSETPOS=1,2", "BYWEEKNO=1,-1", "BYYEARDAY=1,-1", "WKST=SU", "BYHOUR=9", "",
]  # fmt: skip


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.lists(st.sampled_from(PARTS), max_size=4, unique=True),
    st.dates(date(1900, 1, 1), date(2190, 1, 1)),
)
def test_any_rule_is_refused_in_a_line_or_has_words_and_days(frequency: str, parts: list[str], start: date) -> None:
    rule = ";".join([f"FREQ={frequency}", *parts])
    try:
        parse_rule(rule)
    except ValueError as error:
        words = str(error)
    else:
        words = in_words(rule, start)
        found = first(rule, start, 4)
        assert found == sorted(set(found))
        assert all(day >= start for day in found)
    assert words == " ".join(words.split())
    assert words.isprintable()
    assert not {"  ", " ,", "the the", "of of"} & {words[i : i + 7].strip() for i in range(len(words))}
    assert not words.endswith(("on", "of", "the", "in", ","))


@given(st.text())
def test_any_text_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refused:
        parse_rule(f"FREQ=DAILY;X{text}=1")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("rule", ["RRULE:FREQ=WEEKLY;BYDAY=MO", " freq=weekly;byday=mo ", "FREQ=WEEKLY;BYDAY=MO;"])
def test_how_a_rule_is_written_does_not_matter(rule: str) -> None:
    assert first(rule, TODAY, 3) == first("FREQ=WEEKLY;BYDAY=MO", TODAY, 3)
    assert in_words(rule, TODAY) == "every Monday"


# -- words -----------------------------------------------------------------------------------------

WORDS = {
    "": "once",
    "FREQ=DAILY": "every day",
    "FREQ=DAILY;COUNT=1": "every day, 1 time",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR": "every working day",
    "FREQ=DAILY;BYDAY=FR,TH,WE,TU,MO": "every working day",
    "FREQ=DAILY;BYDAY=SA,SU": "every weekend day",
    "FREQ=DAILY;BYDAY=MO": "every Monday",
    "FREQ=DAILY;BYMONTHDAY=13": "monthly on the 13th",
    "FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13": "monthly on Friday the 13th",
    "FREQ=DAILY;INTERVAL=2;BYDAY=MO,FR": "every second day if a Monday or Friday",
    "FREQ=WEEKLY": "every Monday",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "every working day",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU": "every second Tuesday",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU": "every 3 weeks on Tuesday",
    "FREQ=WEEKLY;INTERVAL=3": "every 3 weeks on Monday",
    "FREQ=WEEKLY;BYDAY=MO;BYMONTH=1,2": "every Monday in January and February",
    "FREQ=MONTHLY": "monthly on the 23rd",
    "FREQ=MONTHLY;INTERVAL=2": "every second month on the 23rd",
    "FREQ=MONTHLY;INTERVAL=3": "quarterly on the 23rd",
    "FREQ=MONTHLY;BYDAY=-1FR": "monthly on the last Friday",
    "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1": "monthly on the last Friday",
    "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1,3": "monthly on the first and third Friday",
    "FREQ=MONTHLY;BYDAY=2TU,4TU": "monthly on the second and fourth Tuesday",
    "FREQ=MONTHLY;BYDAY=1MO,-1FR": "monthly on the first Monday and the last Friday",
    "FREQ=MONTHLY;BYDAY=MO": "every Monday",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1": "monthly on the first working day",
    "FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYSETPOS=-1": "monthly on the last day",
    "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1": "monthly on the first weekend day",
    "FREQ=MONTHLY;BYMONTHDAY=-1": "monthly on the last day",
    "FREQ=MONTHLY;BYMONTHDAY=5,20": "monthly on the 5th and 20th",
    "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1": "monthly on the 29th, or the last day",
    "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=28,29,30,31;BYSETPOS=-1": "every 6 months on the 31st, or the last day",
    "FREQ=YEARLY": "yearly on 23 November",
    "FREQ=YEARLY;INTERVAL=2": "every second year on 23 November",
    "FREQ=YEARLY;BYMONTH=5": "yearly on 23 May",
    "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1": "yearly on 1 May",
    "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1,15": "yearly on the 1st and 15th of May",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1": "yearly on the last day of February",
    "FREQ=YEARLY;BYMONTHDAY=1": "yearly on the 1st of every month",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH": "yearly on the fourth Thursday in November",
    "FREQ=YEARLY;BYDAY=-1MO": "yearly on the last Monday of the year",
    "FREQ=YEARLY;BYMONTH=6;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1": "yearly on the first working day in June",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1": "yearly on 29 February, or the last day",
    "FREQ=YEARLY;BYYEARDAY=-1": "yearly on the last day of the year",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=TH": "every Thursday in March of every second year",
}


@pytest.mark.parametrize(("rule", "words"), WORDS.items())
def test_a_rule_reads_as_a_person_would_say_it(rule: str, words: str) -> None:
    assert in_words(rule, TODAY) == words


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (22, "22nd"), (23, "23rd"), (30, "30th"), (31, "31st"), (101, "101st"), (111, "111th"), (112, "112th")],
)  # fmt: skip
def test_ordinals(number: int, text: str) -> None:
    assert ordinal(number) == text


# -- suggestions -----------------------------------------------------------------------------------

LEAP_YEAR = [date(2028, 1, 1) + timedelta(days=day) for day in range(366)]


def test_every_suggestion_for_every_day_of_a_leap_year_first_happens_on_that_day() -> None:
    for start in LEAP_YEAR:
        found = suggestions(start)
        assert len(found) == len(set(found)) >= 5
        for rule in found:
            check_rule(rule, start)
            assert first(rule, start, 1) == [start], (rule, start)


def test_every_suggestion_reads_differently() -> None:
    for start in LEAP_YEAR:
        words = [in_words(rule, start) for rule in suggestions(start)]
        assert len(set(words)) == len(words)


def test_monthly_and_yearly_suggestions_miss_no_month_and_no_year() -> None:
    for start in LEAP_YEAR:
        for rule in suggestions(start):
            months = [(day.year, day.month) for day in first(rule, start, 13)]
            if rule.startswith("FREQ=MONTHLY;B"):
                assert len(set(months)) == 13, (rule, start)
                assert months[-1] == (start.year + 1, start.month)
            elif rule.startswith("FREQ=MONTHLY;INTERVAL=3"):
                assert months[4] == (start.year + 1, start.month), (rule, start)
            elif rule.startswith("FREQ=YEARLY"):
                assert [year for year, _ in months] == list(range(start.year, start.year + 13)), (rule, start)


def test_suggestions_by_example() -> None:
    assert [in_words(rule, TODAY) for rule in suggestions(TODAY)] == [
        "every Monday",
        "every second Monday",
        "monthly on the fourth Monday",
        "monthly on the 23rd",
        "quarterly on the fourth Monday",
        "yearly on 23 November",
        "every working day",
    ]
    leap_day = date(2028, 2, 29)
    assert [in_words(rule, leap_day) for rule in suggestions(leap_day)] == [
        "every Tuesday",
        "every second Tuesday",
        "monthly on the last Tuesday",
        "monthly on the 29th, or the last day",
        "quarterly on the last Tuesday",
        "yearly on 29 February, or the last day",
        "every working day",
    ]


@pytest.mark.parametrize(
    ("rule", "followed"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("FREQ=MONTHLY;BYDAY=4MO", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=MONTHLY;BYMONTHDAY=23", "FREQ=MONTHLY;BYMONTHDAY=8"),
        ("FREQ=YEARLY", "FREQ=YEARLY"),
        ("FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=FR"),
        ("FREQ=MONTHLY;COUNT=3", "FREQ=MONTHLY;COUNT=3"),
    ],
)
def test_a_suggestion_follows_another_first_day(rule: str, followed: str) -> None:
    assert follow(rule, date(2026, 11, 23), date(2026, 12, 8)) == followed
