"""From typed text to a record and back, with one sentence for each field at fault."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.book.book import Book
from store.core.errors import Invalid
from store.core.schema import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_MONEY,
    Field,
    Record,
    build,
    choose,
    ends_too_early,
    fields,
    parse,
    parse_money,
    problems,
    written,
)
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Budget, Cost
from store.model.people import Department, Tenure, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.training import Readiness

TODAY = date(2026, 11, 23)


def field(kind: type[Record], name: str) -> Field:
    return next(found for found in fields(kind) if found.name == name)


# -- fields ----------------------------------------------------------------------------------------


def test_fields_describe_a_record_in_its_order() -> None:
    found = fields(Volunteer)
    assert [f.name for f in found[:4]] == ["id", "name", "email", "department"]
    assert found[0].hidden
    name, home = found[1], found[3]
    assert (name.label, name.kind, name.needed, name.hidden) == ("Name", "text", True, False)
    assert (home.kind, home.ref, home.needed) == ("ref", "departments", False)
    assert found[2].hint == "so that a second import knows them again"


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (Volunteer, "notes", "long"),
        (Volunteer, "met_on", "date"),
        (Volunteer, "topics", "list"),
        (Gathering, "at", "time"),
        (Gathering, "attended", "refs"),
        (Gathering, "learners", "number"),
        (Recognition, "public", "yes/no"),
        (Recognition, "behaviour", "own"),
        (Contribution, "minutes", "minutes"),
        (Cost, "amount", "money"),
        (Community, "budget", "money"),
        (Ritual, "rule", "rule"),
    ],
)
def test_kinds_of_fields(kind: type[Record], name: str, expected: str) -> None:
    assert field(kind, name).kind == expected


def test_every_field_that_is_asked_for_is_described(book: Book) -> None:
    for table in book.tables.values():
        for found in fields(table.kind):
            assert found.hidden or found.kind != "other", f"{table.name}.{found.name} cannot be typed"
            assert found.label


def test_what_has_no_default_is_needed() -> None:
    assert field(Recognition, "behaviour").needed
    with pytest.raises(Invalid) as refused:
        build(Recognition, {"to": ("a",), "words": "Thanks", "on": TODAY})
    assert refused.value.errors == {"behaviour": "Behaviour is needed"}


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
        (Gathering, "learners", "", None),
        (Cost, "amount", "1,240.50", Decimal("1240.50")),
        (Cost, "bucket", "opp", "opportunity"),
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
        (Volunteer, "name", "", "Name is needed"),
        (Volunteer, "name", " \n ", "Name is needed"),
        (Recognition, "behaviour", "", "Behaviour is needed"),
        (Volunteer, "met_on", "soon", "Interested since: «soon» is not a day: try fri, 27/11, +2w or 2026-11-23"),
        (Gathering, "at", "25", "Time: «25» is not a time: try 14:00 or 2pm"),
        (Gathering, "learners", "-3", "Learners reached: «-3» is not a whole number"),
        (Gathering, "learners", "3.5", "Learners reached: «3.5» is not a whole number"),
        (Gathering, "learners", "１２", "Learners reached: «１２» is not a whole number"),
        (Gathering, "learners", "12345678", "Learners reached: «12345678» is not a whole number"),
        (Cost, "amount", "12x", "Amount: «12x» is not an amount of money"),
        (Cost, "bucket", "o", "Bucket: «o» is none of opportunity, operational, other"),
        (Recognition, "public", "perhaps", "In public: «perhaps» is neither yes nor no"),
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
    assert parse(met, written(met, day), today) == day
    assert parse(met, written(met, day, today), today) == day


MONEY = st.decimals(0, MOST_MONEY, places=2)


@given(MONEY)
def test_money_written_is_read_again_to_the_cent(amount: Decimal) -> None:
    found = parse(field(Cost, "amount"), written(field(Cost, "amount"), amount), TODAY)
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
    with pytest.raises(ValueError, match=r"^«.*» is (not an|too large an) amount"):
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
    assert parse(at, written(at, found), TODAY) == found


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters=",;"), max_size=20), max_size=5))
def test_lists_written_are_read_again(parts: list[str]) -> None:
    topics = field(Volunteer, "topics")
    read = parse(topics, ", ".join(parts), TODAY)
    assert parse(topics, written(topics, read), TODAY) == read


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "yes"), (False, "no"), (12, "12"), ((), ""), (("a", "b"), "a, b"), ("x", "x")],
)
def test_values_as_text(value: Any, text: str) -> None:
    assert written(field(Volunteer, "notes"), value) == text


# -- choose ----------------------------------------------------------------------------------------

CHOICES = ("led a session", "co-led a session", "shared material", "shared", "e-learning")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("LED", "led a session"), ("co-led", "co-led a session"), ("co led", "co-led a session"), ("shared", "shared"),
     ("shared_m", "shared material"), ("e-l", "e-learning"), ("E learning", "e-learning")],
)  # fmt: skip
def test_a_choice_is_meant_by_its_beginning(typed: str, meant: str) -> None:
    assert choose(typed, CHOICES) == meant


@pytest.mark.parametrize("typed", ["sh", "session", "x", "led a session!"])
def test_a_choice_that_is_none_or_several_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is none of led a session, co-led a session"):
        choose(typed, CHOICES)


# -- build and problems ----------------------------------------------------------------------------


def test_build_makes_a_record_of_values() -> None:
    found = build(Volunteer, {"name": "[/x] Ann [Ops]", "met_on": TODAY, "topics": ("a",)})
    assert (found.name, found.met_on, found.topics, found.email) == ("[/x] Ann [Ops]", TODAY, ("a",), "")


def test_build_over_a_base_keeps_what_is_not_said() -> None:
    base = Volunteer(name="Ann", email="ann@example.org", met_on=TODAY)
    found = build(Volunteer, {"name": "Ida", "met_on": None}, base)
    assert (found.id, found.name, found.email, found.met_on) == (base.id, "Ida", "ann@example.org", None)
    assert base.name == "Ann"


def test_every_field_at_fault_has_its_sentence() -> None:
    with pytest.raises(Invalid) as refused:
        build(Contribution, {"volunteer": "", "kind": "sang", "on": date(1066, 10, 14), "minutes": "90"})
    errors = refused.value.errors
    assert set(errors) == {"volunteer", "kind", "on", "minutes"}
    assert errors["volunteer"] == "Who is needed"
    assert errors["on"] == "When: a year between 1900 and 2200 is needed"
    assert errors["kind"].startswith("What they did: ")
    assert str(refused.value) == "; ".join(errors.values())


def test_what_is_missing_altogether_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        build(Cost, {})
    assert set(refused.value.errors) == {"what", "amount", "on"}


def test_a_good_record_has_no_problems() -> None:
    assert problems(Volunteer(name="[/x] Ann [Ops]")) == {}
    assert problems(Department(name="Ops", head_count=0)) == {}
    assert problems(Cost(what="Room", amount=Decimal(0), on=TODAY)) == {}


@pytest.mark.parametrize(
    ("record", "name", "said"),
    [
        (Volunteer(name=""), "name", "Name is needed"),
        (Volunteer(name="\n "), "name", "Name is needed"),
        (Volunteer(name=3), "name", "expected str, got int"),  # type: ignore[arg-type]
        (Volunteer(name="Ann", topics=["a"]), "", ""),  # type: ignore[arg-type]
        (Volunteer(name="Ann", met_on="soon"), "met_on", "Interested since: "),  # type: ignore[arg-type]
        (Volunteer(name="Ann", met_on=date(2500, 1, 1)), "met_on", "between 1900 and 2200"),
        (Volunteer(name="\ud83e"), "name", "Name: a character in it cannot be written to a file"),
        (Cost(what="x", amount=Decimal("NaN"), on=TODAY), "amount", "is not an amount of money"),
        (Cost(what="x", amount=Decimal("-Infinity"), on=TODAY), "amount", "is not an amount of money"),
        (Cost(what="x", amount=1.5, on=TODAY), "", ""),  # type: ignore[arg-type]
        (Gathering(name="x", on=TODAY, state="cancelled"), "state", "invalid enum value"),  # type: ignore[arg-type]
    ],
)
def test_problems_are_found_by_field(record: Record, name: str, said: str) -> None:
    found = problems(record)
    assert set(found) == ({name} if name else set())
    assert said in found.get(name, "")


def test_what_forms_write_builds_the_same_record_again(book: Book) -> None:
    whole = Volunteer(
        name="[/x] Ann [Ops]", email="a@b.c", topics=("a", "b"), delivery=("webinar",), met_on=TODAY, notes="x\ny"
    )
    values = {
        f.name: parse(f, written(f, getattr(whole, f.name), TODAY), TODAY)
        for f in fields(Volunteer)
        if not f.hidden
    }
    assert build(Volunteer, values, Volunteer(id=whole.id, name="x")) == whole
    assert book.is_empty


def test_records_are_described_without_the_screen() -> None:
    script = "import sys, store.book.book; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_no_record_leaves_its_annotations_to_be_evaluated_later(book: Book) -> None:
    """Text is evaluated anew by each that reads it, which made a start slower by a tenth."""
    for table in book.tables.values():
        assert not [hint for hint in vars(table.kind)["__annotations__"].values() if isinstance(hint, str)]


EARLY, LATE = date(2026, 11, 22), date(2026, 11, 23)
PERIODS = [
    (Budget, "since", {"amount": Decimal(9)}),
    (Cost, "on", {"what": "Rent", "amount": Decimal(9), "every": "monthly"}),
    (Readiness, "on", {"volunteer": "ann", "topic": "Feedback", "level": "certified"}),
    (Tenure, "since", {"role": "moderator", "volunteer": "ann"}),
]


@pytest.mark.parametrize(("kind", "begin", "values"), PERIODS)
def test_what_ends_before_it_begins_is_refused(kind: type[Record], begin: str, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as wrong:
        build(kind, {**values, begin: LATE, "until": EARLY})
    assert [*wrong.value.errors] == ["until"]
    one_day = build(kind, {**values, begin: LATE, "until": LATE})
    with pytest.raises(Invalid):
        build(kind, {begin: LATE + timedelta(days=1)}, one_day)


@pytest.mark.parametrize(("kind", "begin", "values"), PERIODS)
def test_what_ended_too_early_already_can_be_changed_and_put_right(
    kind: type[Record], begin: str, values: dict[str, Any]
) -> None:
    wrong = kind(**values, **{begin: LATE, "until": EARLY})
    assert build(kind, {"until": EARLY, begin: LATE}, wrong) == wrong
    with pytest.raises(Invalid):
        build(kind, {"until": EARLY - timedelta(days=1)}, wrong)
    assert ends_too_early(build(kind, {begin: EARLY}, wrong)) is None
