"""Looking a book over: silent about a sound one, one line about each fault."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.errors import Invalid, RecordUnreadable
from store.core.record import Record
from store.integrity.check import findings
from store.integrity.repair import repair
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Cost, Kpi, Reading
from store.model.people import Contact, Role, Tenure, Volunteer
from store.model.stages import Move
from store.persistence.backups import backups
from tui import main as cli

DAY = date(2026, 11, 23)
EXACT = (
    Volunteer(id="v", name="[/x] Ann [Ops]"),
    Role(id="o", name="Moderator"),
    Tenure(id="t", role="o", volunteer="v", since=DAY, until=date(2026, 11, 24)),
    Cost(id="c", what="Room", amount=Decimal("12.00"), on=DAY),
    Ritual(id="i", name="Coffee", start=DAY, rule="FREQ=WEEKLY", except_on=(date(2026, 11, 24),)),
    Gathering(id="g", name="AMA", on=DAY, at=time(9), minutes=45, learners=3),
    Kpi(id="k", name="Rate", baseline=Decimal(4), baseline_on=DAY, target=Decimal(9)),
    Reading(id="r", kpi="k", value=Decimal("-4.50"), on=DAY),
)
"""One record of each kind whose values are looked at closely."""


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
        "contacts, record c: Person refers to gone, which is not in the book"
    ]


def test_what_was_written_by_another_hand_is_looked_at_too(book: Book) -> None:
    fill(book, Volunteer(id="v", name="Ann", met_on=DAY))
    data = book.path.read_bytes().replace(b'"name":"Ann"', b'"name":" "')
    data = data.replace(b'"v":{"id":"v"', b'"v":{"id":"w"')
    book.path.write_bytes(data)
    book.reload()
    assert list(findings(book)) == [
        "volunteers, record v: its own ID reads w",
        "volunteers, record v: Name is required",
    ]


def test_a_rule_that_gives_no_days_is_found(book: Book) -> None:
    found = fill(book, Ritual(id="r", name="AMA", start=DAY, rule="FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"))
    assert len(found) == 1
    assert found[0].startswith("rituals, record r: AMA cannot repeat by the rule ‘")
    assert "no date matches this rule" in found[0]


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "every monday", "FREQ=DAILY;INTERVAL=0"])
def test_a_rule_that_is_none_is_never_saved(book: Book, rule: str) -> None:
    with pytest.raises(Invalid, match="Repeats: "):
        fill(book, Ritual(id="r", name="AMA", start=DAY, rule=rule))
    assert not book.rituals


def test_somebody_placed_without_their_yes_is_found(book: Book) -> None:
    ann = Volunteer(id="v", name="Ann")
    assert not fill(book, ann, Move(volunteer="v", stage="interested", on=DAY))
    assert fill(book, Move(volunteer="v", stage="active", on=DAY, step=1)) == [
        "volunteers, record v: Ann is active without recorded consent"
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
        told = repair(book, change)
    assert sorted(told) == [
        "gatherings, record g: Attendees no longer refers to gone, lost",
        "gatherings, record g: Host no longer refers to gone",
        "volunteers, record v: its own ID read w",
    ]
    assert [*findings(book)] == ["contacts, record c: Person refers to gone, which is not in the book"]
    assert book.gatherings["g"].attended == ("v",)
    assert book.gatherings["g"].name == "AM\N{REPLACEMENT CHARACTER}A"  # as it was read
    with book.change("Repair") as change:
        assert repair(book, change) == []
    book.undo()
    assert book.gatherings["g"].host == "gone"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('"amount":"12.00"', '"amount":"-12.00"', "costs, record c: Amount is -12.00, which is not between 0 and 999,999,999.99"),
        ('"amount":"12.00"', '"amount":"12.005"', "costs, record c: Amount is 12.005, which has more than 2 decimals"),
        ('"learners":3', '"learners":-3', "gatherings, record g: Learners reached is -3, which is not between 0 and 9,999,999"),
        ('"until":"2026-11-24"', '"until":"2026-11-22"', "tenures, record t: its last day, 2026-11-22, is before its first, 2026-11-23"),
    ],
)  # fmt: skip
def test_what_no_form_takes_and_another_hand_wrote_is_named(book: Book, was: str, now: str, said: str) -> None:
    assert not fill(book, *EXACT)
    before = book.path.read_bytes()
    assert was.encode() in before
    book.path.write_bytes(before.replace(was.encode(), now.encode()))
    book.reload()
    assert list(findings(book)) == [said]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_file_in_another_encoding_is_named_once(
    book: Book, end: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(book, *(Volunteer(id=f"v{number}", name=f"Zoë {number}") for number in range(9)))
    book.close()
    book.path.write_bytes(book.path.read_text("utf-8").encode("cp1252").replace(b"\n", end))
    assert cli.main(["--book", str(book.path), "check"]) == 1
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 1
    assert "UTF-8" in told.err
    assert "codec" not in told.err
    lines = [line for line in told.out.splitlines() if "UTF-8" in line]
    assert lines == ([line for line in told.out.splitlines() if "volunteers, record v0 and 8 more records" in line])
    assert len(lines) == (1 if end == b"\n" else 0)


@pytest.mark.parametrize(
    ("was", "now", "where"),
    [
        ('"amount":"12.00"', f'"amount":"{"9" * 29}"', "costs, record c: .*amount"),
        ('"amount":"12.00"', '"amount":"1E+999999"', "costs, record c: .*amount"),
        ('"amount":"12.00"', '"amount":"sNaN"', "costs, record c: .*amount"),
        ('"amount":"12.00"', '"amount":"1E-999999"', "costs, record c: .*amount"),
        ('"value":"-4.50"', '"value":"-4.5e99"', "readings, record r: .*value"),
        ('"minutes":45', '"minutes":45000000', "gatherings, record g: .*minutes"),
        ('"learners":3', f'"learners":-{"9" * 40}', "gatherings, record g: .*"),
        ('"on":"2026-11-23","at"', '"on":"0001-01-01","at"', "gatherings, record g: .*on"),
        ('"at":"09:00:00"', '"at":"09:00:00Z"', "gatherings, record g: .*at"),
        ('"start":"2026-11-23"', '"start":"9999-12-31"', "rituals, record i: .*start"),
        ('"except_on":["2026-11-24"]', '"except_on":["2026-11-24","2201-01-01"]', "rituals, record i: .*except_on"),
        ('"rule":"FREQ=WEEKLY"', '"rule":"FREQ=HOURLY"', "rituals, record i: .*rule"),
        ('"number":1', '"number":10000000', "steps, record .*number"),
    ],
)  # fmt: skip
def test_what_cannot_be_reckoned_with_is_refused_by_its_record_and_its_field(
    book: Book, was: str, now: str, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not fill(book, *EXACT)
    book.close()
    before = book.path.read_bytes()
    assert before.count(was.encode()) == 1
    for laid_out in (b"{", b" {"):  # as this program does it, and as another hand
        damaged = before.replace(was.encode(), now.encode()).replace(b'"costs":{', b'"costs":' + laid_out)
        book.path.write_bytes(damaged)
        with pytest.raises(RecordUnreadable, match=where) as refused:
            Book.open(book.path, write=False)
        assert "guildbook --book" in str(refused.value)
        assert len(str(refused.value).splitlines()) == 1
        assert cli.main(["--book", str(book.path), "check"]) == 1
        assert re.search(f"^- {where}", capsys.readouterr().out)
        assert book.path.read_bytes() == damaged


def test_only_a_backup_whose_records_can_be_read_is_offered(book: Book) -> None:
    fill(book, *EXACT)
    good = book.path.read_bytes()
    book.close()
    Book.open(book.path).close()  # which keeps a backup
    bad = good.replace(b'"amount":"12.00"', b'"amount":"1E+30"')
    for path in (book.path, *(kept.path for kept in backups(book.path))):
        path.write_bytes(bad)
    with pytest.raises(RecordUnreadable, match=r" check$"):
        Book.open(book.path)
    backups(book.path)[-1].path.write_bytes(good)
    with pytest.raises(RecordUnreadable, match=r" restore$"):
        Book.open(book.path)


def test_a_record_that_calls_itself_otherwise_is_found_by_its_key(book: Book) -> None:
    fill(book, *EXACT)
    book.path.write_bytes(book.path.read_bytes().replace(b'"i":{"id":"i"', b'"i":{"id":"j"'))
    book.reload()
    assert book.rituals["i"].id == "i"
    assert [g.ritual for g in gatherings(book, date(2026, 12, 1), date(2026, 12, 7))] == ["i"]
    assert list(findings(book)) == ["rituals, record i: its own ID reads j"]
    with book.change("Repair") as change:
        assert repair(book, change) == ["rituals, record i: its own ID read j"]
    assert list(findings(book)) == []
    with Book.open(book.path, write=False) as again:
        assert list(findings(again)) == []


def test_a_step_that_remembers_a_record_by_another_name_puts_it_back_under_its_key(book: Book) -> None:
    fill(book, Volunteer(id="v", name="Ann"))
    fill(book, Volunteer(id="v", name="Bo"))
    book.path.write_bytes(
        book.path.read_bytes().replace(b'"v":{"id":"v","name":"Ann"', b'"v":{"id":"w","name":"Ann"')
    )
    book.reload()
    book.undo()
    assert book.volunteers["v"] == Volunteer(id="v", name="Ann")
    assert list(findings(book)) == []


def test_settings_that_nothing_reads_are_named(book: Book) -> None:
    fill(book, Community(name="The circle"))
    book.path.write_bytes(book.path.read_bytes().replace(b'"community":{', b'"other":{"id":"other",'))
    book.reload()
    assert book.community == Community()
    assert [*findings(book)] == [
        "communities, record other: ignored, as only the settings with the ID community are read"
    ]
    with book.change("Repair") as change:
        assert repair(book, change) == []  # what it should be only a person knows


def test_a_currency_that_is_none_is_named(book: Book) -> None:
    fill(book, Community(currency="Ida Berg"))
    assert [*findings(book)] == [
        "communities, record community: Currency: ‘Ida Berg’ is not a currency: type a code or symbol, such as EUR, GBP, USD or kr"
    ]
    fill(book, Community(currency="CHF"))
    assert [*findings(book)] == []
