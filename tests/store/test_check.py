"""Looking a book over: silent about a sound one, one line about each fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from store.adoption import Move
from store.book import Book
from store.check import findings
from store.costs import Cost
from store.kpis import Kpi, Reading
from store.mending import mend
from store.people import Contact, Role, Tenure, Volunteer
from store.records import Record
from store.rituals import Gathering, Ritual

DAY = date(2026, 11, 23)


def fill(book: Book, *records: Record) -> list[str]:
    with book.change("Fill") as change:
        for record in records:
            change.put(record)
    return list(findings(book))


def test_a_sound_book_has_no_findings(book: Book) -> None:
    assert list(findings(book)) == []
    ann = Volunteer(name="[/x] Ann [Ops]", yes_on=DAY)
    assert not fill(
        book,
        ann,
        Move(volunteer=ann.id, stage="newcomer", on=DAY),
        Ritual(id="r", name="AMA", start=DAY, rule="FREQ=WEEKLY"),
        Gathering(name="AMA", ritual="r", on=DAY, host="organiser", attended=(ann.id,)),
    )


def test_an_id_that_leads_nowhere_is_named_with_its_field(book: Book) -> None:
    assert fill(book, Contact(id="c", who="gone", on=DAY)) == [
        "contacts, record c: Who names gone, which is not in the book"
    ]


def test_what_was_written_by_another_hand_is_looked_at_too(book: Book) -> None:
    fill(book, Volunteer(id="v", name="Ann", met_on=DAY))
    data = book.path.read_bytes().replace(b'"2026-11-23"', b'"1066-10-14"').replace(b'"name":"Ann"', b'"name":" "')
    data = data.replace(b'"v":{"id":"v"', b'"v":{"id":"w"')
    book.path.write_bytes(data)
    book.reload()
    assert list(findings(book)) == [
        "volunteers, record v: calls itself w",
        "volunteers, record v: Name is needed",
        "volunteers, record v: Interested since: a year between 1900 and 2200 is needed",
    ]


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "no day ever fits this rule"),
        ("FREQ=HOURLY", "nothing finer"),
        ("every monday", "is not a part of a rule"),
    ],
)
def test_a_rule_that_gives_no_days_is_found(book: Book, rule: str, why: str) -> None:
    found = fill(book, Ritual(id="r", name="AMA", start=DAY, rule=rule))
    assert len(found) == 1
    assert found[0].startswith("rituals, record r: AMA cannot come back by «")
    assert why in found[0]


def test_somebody_placed_without_their_yes_is_found(book: Book) -> None:
    ann = Volunteer(id="v", name="Ann")
    assert not fill(book, ann, Move(volunteer="v", stage="interested", on=DAY))
    assert fill(book, Move(volunteer="v", stage="active", on=DAY, step=1)) == [
        "volunteers, record v: Ann is active without a recorded yes"
    ]


def test_each_finding_is_one_line_whatever_the_records_hold(book: Book, tmp_path: Path) -> None:
    assert tmp_path == book.path.parent
    found = fill(
        book,
        Volunteer(id="v", name="Ann\nOps\x1b[31m"),
        Move(id="a\nb", volunteer="v", stage="active", on=DAY),
        Contact(id="c\n", who="go\nne", on=DAY),
    )
    assert len(found) == 2
    assert all(line.isprintable() for line in found)


def test_what_is_safe_is_mended_and_the_rest_still_told(book: Book) -> None:
    fill(
        book,
        Volunteer(id="v", name="[/x] Ann [Ops]"),
        Contact(id="c", who="gone", on=DAY),
        Gathering(id="g", name="AMA", on=DAY, host="gone", attended=("v", "gone", "lost")),
    )
    data = book.path.read_bytes().replace(b'"v":{"id":"v"', b'"v":{"id":"w"')
    book.path.write_bytes(data.replace(b'"name":"AMA"', b'"name":"AM\\u202eA"'))
    book.reload()
    with book.change("Repair") as change:
        told = mend(book, change)
    assert sorted(told) == [
        "gatherings, record g: Host no longer names gone",
        "gatherings, record g: Who came no longer names gone, lost",
        "volunteers, record v: called itself w",
    ]
    assert [*findings(book)] == ["contacts, record c: Who names gone, which is not in the book"]
    assert book.gatherings["g"].attended == ("v",)
    assert book.gatherings["g"].name == "AM\N{REPLACEMENT CHARACTER}A"  # as it was read
    with book.change("Repair") as change:
        assert mend(book, change) == []
    book.undo()
    assert book.gatherings["g"].host == "gone"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('"amount":"12.00"', '"amount":"-12.00"', "costs, record c: Amount is -12.00, which is not between 0 and 999,999,999.99"),
        ('"amount":"12.00"', '"amount":"1E+30"', "costs, record c: Amount is 1E+30, which is not between 0 and 999,999,999.99"),
        ('"amount":"12.00"', '"amount":"12.005"', "costs, record c: Amount is 12.005, which has more than two decimals"),
        ('"learners":3', '"learners":-3', "gatherings, record g: Learners reached is -3, which is not between 0 and 9,999,999"),
        ('"minutes":45', '"minutes":45000000', "gatherings, record g: Minutes is 45000000, which is not between 0 and 9,999,999"),
        ('"until":"2026-11-24"', '"until":"2026-11-22"', "tenures, record t: its last day, 2026-11-22, is before its first, 2026-11-23"),
        ('"value":"-4.50"', '"value":"-4.5e99"', "readings, record r: Reading is -4.5E+99, which is not between -999,999,999.99 and 999,999,999.99"),
    ],
)  # fmt: skip
def test_what_no_form_takes_and_another_hand_wrote_is_named(book: Book, was: str, now: str, said: str) -> None:
    assert not fill(
        book,
        Volunteer(id="v", name="[/x] Ann [Ops]"),
        Role(id="o", name="Moderator"),
        Tenure(id="t", role="o", volunteer="v", since=DAY, until=date(2026, 11, 24)),
        Cost(id="c", what="Room", amount=Decimal("12.00"), on=DAY),
        Gathering(id="g", name="AMA", on=DAY, minutes=45, learners=3),
        Kpi(id="k", name="Rate", baseline=Decimal(4), baseline_on=DAY, target=Decimal(9)),
        Reading(id="r", kpi="k", value=Decimal("-4.50"), on=DAY),
    )
    before = book.path.read_bytes()
    assert was.encode() in before
    book.path.write_bytes(before.replace(was.encode(), now.encode()))
    book.reload()
    assert list(findings(book)) == [said]
    with book.change("Repair") as change:
        assert mend(book, change) == []  # what it should be only a person knows
