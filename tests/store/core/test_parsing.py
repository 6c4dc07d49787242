"""From typed text to values and back, with one sentence for what does not fit."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.core.fields import LONGEST_LINE, LONGEST_TEXT, MOST_MONEY
from store.core.parsing import choose, format_value, parse, parse_money
from store.core.record import Record
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Cost, Kpi
from store.model.people import Volunteer
from store.model.recognition import Recognition
from tests.support.making import TODAY, field

# -- parse and written -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "typed", "value"),
    [
        (Volunteer, "name", "  [/x] Ann\n[Ops] ", "[/x] Ann [Ops]"),
        (Volunteer, "name", "e\u0301\x1b", "é␛"),
        (Volunteer, "notes", " two\r\nlines ", "two\nlines"),
        (Volunteer, "email", "", ""),
        (Volunteer, "topics", "Excel; feedback,, Excel , ", ("Excel", "feedback")),
        (Volunteer, "topics", "", ()),
        (Volunteer, "met_on", "fri", date(2026, 11, 27)),
        (Volunteer, "met_on", "", None),
        (Gathering, "at", "2pm", time(14)),
        (Gathering, "learners", "12", 12),
        (Gathering, "learners", "1,600", 1600),
        (Gathering, "learners", "1.600", 1600),
        (Gathering, "learners", "1 234 567", 1234567),
        (Gathering, "learners", "", None),
        (Cost, "amount", "1,240.50", Decimal("1240.50")),
        (Cost, "bucket", "opp", "opportunity"),
        (Community, "currency", "eur", "EUR"),
        (Community, "currency", "€", "EUR"),
        (Community, "currency", "US$", "USD"),
        (Community, "currency", "$", "$"),
        (Community, "currency", "Kr", "Kr"),
        (Cost, "bucket", "", "operational"),
        (Recognition, "public", "Yes", True),
        (Recognition, "public", "-", False),
        (Recognition, "public", "", False),
        (Volunteer, "department", "dept", "dept"),
    ],
)
def test_typed_text_becomes_a_value(kind: type[Record], name: str, typed: str, value: Any) -> None:
    assert parse(field(kind, name), typed, TODAY) == value


@pytest.mark.parametrize(
    ("kind", "name", "typed", "said"),
    [
        (Volunteer, "name", "", "Name is required"),
        (Volunteer, "name", " \n ", "Name is required"),
        (Recognition, "behaviour", "", "Behaviour is required"),
        (
            Volunteer,
            "met_on",
            "soon",
            "Interested since: ‘soon’ is not a day: enter one such as fri, 27/11, +2w or 2026-11-23",
        ),
        (Gathering, "at", "25", "Time: ‘25’ is not a time: enter one such as 14:00 or 2pm"),
        (Gathering, "learners", "-3", "Learners reached: ‘-3’ is not a whole number: enter one such as 12"),
        (Gathering, "learners", "3.5", "Learners reached: ‘3.5’ is not a whole number: enter one such as 12"),
        (Gathering, "learners", "１２", "Learners reached: ‘１２’ is not a whole number: enter one such as 12"),
        (
            Gathering,
            "learners",
            "12345678",
            "Learners reached: ‘12345678’ is not a whole number: enter one such as 12",
        ),
        (Cost, "amount", "12x", "Amount: ‘12x’ is not an amount of money: enter one such as 1240 or 1,240.50"),
        (Cost, "bucket", "o", "Bucket: ‘o’ is not one of opportunity, operational, other"),
        *(
            (
                Community,
                "currency",
                typed,
                f"Currency: ‘{typed}’ is not a currency: type a code or symbol, such as EUR, GBP, USD or kr",
            )
            for typed in ("Ida Berg", "Ida", "12€", "€€€€€")
        ),
        (Recognition, "public", "perhaps", "Public: ‘perhaps’ is not an answer here: type yes or no"),
        (Volunteer, "name", "x" * (LONGEST_LINE + 1), "Name is longer than 500 characters; shorten it"),
        (Volunteer, "notes", "x" * (LONGEST_TEXT + 1), "Notes is longer than 20,000 characters; shorten it"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(kind: type[Record], name: str, typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refused:
        parse(field(kind, name), typed, TODAY)
    assert str(refused.value) == said


def test_the_longest_texts_fit() -> None:
    assert len(parse(field(Volunteer, "name"), "x" * LONGEST_LINE, TODAY)) == LONGEST_LINE
    assert len(parse(field(Volunteer, "notes"), "x" * LONGEST_TEXT, TODAY)) == LONGEST_TEXT


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_days_written_are_read_again(day: date, today: date) -> None:
    met = field(Volunteer, "met_on")
    assert parse(met, format_value(met, day), today) == day
    assert parse(met, format_value(met, day, today), today) == day
    for first in (True, False):
        assert parse(met, format_value(met, day, day_first=first), today, day_first=first) == day


MONEY = st.decimals(0, MOST_MONEY, places=2)


@given(MONEY)
def test_money_written_is_read_again_to_the_cent(amount: Decimal) -> None:
    found = parse(field(Cost, "amount"), format_value(field(Cost, "amount"), amount), TODAY)
    assert (found, found.as_tuple().exponent) == (amount, -2)


@given(MONEY, st.sampled_from([",.", ".,", " ,", " .", "'.", "’,", "\N{NARROW NO-BREAK SPACE},"]))
def test_money_is_read_in_every_custom(amount: Decimal, marks: str) -> None:
    typed = f"{amount:,.2f}".translate({ord(","): marks[0], ord("."): marks[1]})
    assert parse_money(typed) == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", "0.00"), ("1240", "1240.00"), ("1240.5", "1240.50"), ("1 240,5", "1240.50"), (".5", "0.50"),
        (",05", "0.05"), ("1.240", "1240.00"), ("1,240", "1240.00"), ("12.345.678", "12345678.00"), ("007", "7.00"),
        ("999999999.99", "999999999.99"), ("5.", "5.00"),
    ],
)  # fmt: skip
def test_money_by_example(typed: str, amount: str) -> None:
    assert str(parse_money(typed)) == amount


@pytest.mark.parametrize(
    "typed",
    ["", ".", ",", "-5", "+5", "1e3", "nan", "inf", "Infinity", "1_000", "0x10", "٣", "5 EUR", "1.2.3", "1,2,3",
     "12,34.567", "1.24,000", "1000000000", "9" * 400, "--", "1..5", "1,.5", ",.", "[/x]", "0.125", "1.2405", "1.240.50", "12 34", "1 240 50", "01.240", "'5"],
)  # fmt: skip
def test_what_is_not_money_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^‘.*’ is (not an|too large an) amount"):
        parse_money(typed)


@given(st.text())
def test_any_text_is_money_or_one_sentence(typed: str) -> None:
    try:
        found = parse_money(typed)
    except ValueError as error:
        found, said = None, str(error)
    if found is None:
        assert "amount" in said
    else:
        assert 0 <= found <= MOST_MONEY


@given(st.times().map(lambda found: found.replace(second=0, microsecond=0)))
def test_times_written_are_read_again(found: time) -> None:
    at = field(Gathering, "at")
    assert parse(at, format_value(at, found), TODAY) == found


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters=",;"), max_size=20), max_size=5))
def test_lists_written_are_read_again(parts: list[str]) -> None:
    topics = field(Volunteer, "topics")
    read = parse(topics, ", ".join(parts), TODAY)
    assert parse(topics, format_value(topics, read), TODAY) == read


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "yes"), (False, "no"), (12, "12"), ((), ""), (("a", "b"), "a, b"), ("x", "x")],
)
def test_values_as_text(value: Any, text: str) -> None:
    assert format_value(field(Volunteer, "notes"), value) == text


# -- choose ----------------------------------------------------------------------------------------

CHOICES = ("led_session", "co_led_session", "shared_material", "shared", "e-learning")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("LED", "led_session"), ("co-led", "co_led_session"), ("co led", "co_led_session"), ("shared", "shared"),
     ("shared_m", "shared_material"), ("e-l", "e-learning"), ("E learning", "e-learning")],
)  # fmt: skip
def test_a_choice_is_meant_by_its_beginning(typed: str, meant: str) -> None:
    assert choose(typed, CHOICES) == meant


@pytest.mark.parametrize("typed", ["sh", "session", "x", "led a session!"])
def test_a_choice_that_is_none_or_several_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is not one of led a session, co-led a session"):
        choose(typed, CHOICES)


@pytest.mark.parametrize("typed", ["tried", "roi", "monday", "[/x] Our own"])
def test_a_kind_of_ones_own_stays_as_typed_though_another_field_has_a_name_like_it(typed: str) -> None:
    kind = field(Ritual, "kind")
    assert parse(kind, typed, TODAY) == typed
    assert format_value(kind, typed) == typed
    assert Ritual(name="R", start=TODAY, kind=typed).kind_label == typed


@pytest.mark.parametrize(
    ("typed", "name"), [("Round-up", "round_up"), ("round up", "round_up"), ("own kind", "other")]
)
def test_a_usual_kind_is_known_by_its_label_and_by_what_it_was_called(typed: str, name: str) -> None:
    assert parse(field(Ritual, "kind"), typed, TODAY) == name


@pytest.mark.parametrize(
    ("typed", "rating"), [("1", "1"), ("5", "5"), ("4.5", "4.5"), ("0.99", ""), ("5.01", ""), ("-1", "")]
)
def test_a_rating_is_from_one_to_five(typed: str, rating: str) -> None:
    wanted = field(Gathering, "rating")
    if rating:
        assert parse(wanted, typed, TODAY) == Decimal(rating)
        return
    with pytest.raises(ValueError, match="not a rating from 1 to 5"):
        parse(wanted, typed, TODAY)


def test_a_whole_label_is_meant_before_its_beginning() -> None:
    assert choose("Not now", ("not_now_then", "not_now")) == "not_now"
    with pytest.raises(ValueError, match="not one of"):
        choose("not", ("not_now_then", "not_now"))


def test_amounts_have_their_cents_and_figures_only_where_there_are_any() -> None:
    assert format_value(field(Cost, "amount"), Decimal("3.00")) == "3.00"
    assert format_value(field(Kpi, "target"), Decimal("3.00")) == "3"
    assert format_value(field(Kpi, "target"), Decimal("3.50")) == "3.50"
