"""Records built of values: what is refused, with one sentence for each field at fault."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from store.book.book import Book
from store.core.errors import Invalid
from store.core.fields import fields
from store.core.parsing import format_value, parse
from store.core.record import Record
from store.core.text import clean
from store.core.validation import build, check_limits, cleaned, ends_too_early, problems
from store.model.calendar import Gathering
from store.model.finance import Budget, Cost
from store.model.people import Department, Tenure, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.training import Readiness
from tests.support.making import TODAY


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
    assert errors["volunteer"] == "Person is required"
    assert errors["on"] == "Date: the year must be between 1900 and 2200"
    assert errors["kind"].startswith("Contribution: ")
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
        (Volunteer(name=""), "name", "Name is required"),
        (Volunteer(name="\n "), "name", "Name is required"),
        (Volunteer(name=3), "name", "expected str, got int"),  # type: ignore[arg-type]
        (Volunteer(name="Ann", topics=["a"]), "", ""),  # type: ignore[arg-type]
        (Volunteer(name="Ann", met_on="soon"), "met_on", "Interested since: "),  # type: ignore[arg-type]
        (Volunteer(name="Ann", met_on=date(2500, 1, 1)), "met_on", "between 1900 and 2200"),
        (Volunteer(name="\ud83e"), "name", "Name: it contains a character that cannot be saved"),
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
        f.name: parse(f, format_value(f, getattr(whole, f.name), TODAY), TODAY)
        for f in fields(Volunteer)
        if not f.hidden
    }
    assert build(Volunteer, values, Volunteer(id=whole.id, name="x")) == whole
    assert book.is_empty


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


def test_texts_are_cleaned_and_what_names_a_record_stays() -> None:
    steering = "a\x1b[31mb\x7f"
    kept = cleaned(Gathering(id=steering, name=steering, on=TODAY, host=steering, attended=(steering,)))
    assert (kept.id, kept.host, kept.attended) == (steering, steering, (steering,))
    assert kept.name == clean(steering) != steering
    someone = cleaned(Volunteer(id="a", name="Ann", topics=(steering, "Excel"), department=steering))
    assert (someone.topics, someone.department) == ((clean(steering), "Excel"), steering)


@pytest.mark.parametrize(
    ("amount", "good"),
    [
        ("999999999.99", True), ("-999999999.99", True), ("1000000000", False), ("-1000000000", False),
        ("1E-9", True), ("1E-10", False), ("-1E-10", False), ("0E-40", True), ("0", True), ("sNaN", False), ("Infinity", False),
    ],
)  # fmt: skip
def test_amounts_from_the_smallest_to_the_largest(amount: str, good: bool) -> None:
    if good:
        check_limits((Decimal(amount), Decimal(1)))
    else:
        with pytest.raises(ValueError, match="amount"):
            check_limits((Decimal(1), Decimal(amount)))


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"answers": 9, "recommend": 9}, []), ({"answers": 9, "recommend": 10}, ["recommend"]), ({"recommend": 10}, []), ({"answers": 0, "recommend": 0}, []),
        ({"answers": 9, "recommend": 10, "tested": 3, "passed": 4}, ["recommend", "passed"]),
    ],
)  # fmt: skip
def test_a_part_is_at_most_its_whole(values: dict[str, int], refused: list[str]) -> None:
    given = {"name": "Coffee", "on": TODAY, **values}
    if not refused:
        assert build(Gathering, given).recommend == values.get("recommend")
        return
    with pytest.raises(Invalid) as error:
        build(Gathering, given)
    assert [*error.value.errors] == refused


def test_what_was_too_many_already_keeps_no_other_field_from_being_changed() -> None:
    base = Gathering(name="Coffee", on=TODAY, answers=3, recommend=4)
    assert build(Gathering, {"name": "Tea"}, base).name == "Tea"
    with pytest.raises(Invalid):
        build(Gathering, {"recommend": 5}, base)


@pytest.mark.parametrize(
    ("values", "missing"),
    [({}, ["to"]), ({"to": ()}, ["to"]), ({"to": (), "named": ("Eva",)}, []), ({"named": ("Eva",)}, []), ({"named": ()}, ["to"]), ({"to": ("ann",)}, [])],
)  # fmt: skip
def test_people_are_needed_by_id_or_by_name(values: dict[str, Any], missing: list[str]) -> None:
    given = {"on": TODAY, "behaviour": "helps others", "words": "Thank you", **values}
    if not missing:
        assert build(Recognition, given).on == TODAY
        return
    with pytest.raises(Invalid) as error:
        build(Recognition, given)
    assert [*error.value.errors] == missing


def test_a_name_kept_in_the_record_stands_for_who_is_needed() -> None:
    base = Recognition(to=("ann",), named=("Eva",), on=TODAY, behaviour="helps others", words="Thank you")
    assert build(Recognition, {"to": ()}, base).to == ()
    with pytest.raises(Invalid):
        build(Recognition, {"to": (), "named": ()}, base)
