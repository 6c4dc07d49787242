"""Tables for a spreadsheet: names, not ids; nothing that a spreadsheet would run; and people come in again as they were."""

from __future__ import annotations

import csv
import io
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.exchange.csv_export import as_csv
from store.exchange.csv_tables import NOT_EXPORTED, TABLES, table_of
from store.exchange.people_import.cells import freed, guarded
from store.exchange.people_import.importer import carry_out, plan_import
from store.exchange.people_import.spreadsheet_reader import read_sheet
from store.model.agreement import Article
from store.model.assessments import Agreement
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Cost, Kpi, OutsideQuote
from store.model.people import Checklist, Department, Task, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.people.directory import department_of
from store.people.stages import stage_of
from tests.support.making import TODAY, fill

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "＝1", "－x", "＠x"]


def table(book: Book, what: str) -> list[dict[str, str]]:
    text = as_csv(book, what, TODAY).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_be_a_formula_is_guarded_and_freed_again(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert freed(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "Ana", "1+1", "'quoted'", "a=b", "O'Neil"])
def test_all_else_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_people_come_in_again_as_they_were(sample: Book, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(as_csv(sample, "people", TODAY))
    told = {v.name: (v, department_of(sample, v), stage_of(sample, v, TODAY)) for v in sample.volunteers.values()}
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as other:
        plan = plan_import(other, read_sheet(tmp_path / "people.csv"), TODAY)
        assert not plan.problems
        with other.change("Bring in") as change:
            carry_out(other, plan, change)
        assert {v.name for v in other.volunteers.values()} == {*told}
        for came in other.volunteers.values():
            was, department, standing = told[came.name]
            same = ("email", "job", "delivery", "tags", "met_on", "yes_on", "yes_words", "notes", "quiet_until")
            assert [getattr(came, name) for name in same] == [getattr(was, name) for name in same]
            assert ", ".join(came.topics) == ", ".join(was.topics)  # a comma within a topic divides it
            assert department_of(other, came) == department
            assert stage_of(other, came, TODAY).stage == standing.stage


def test_names_in_the_place_of_ids_and_days_in_iso(book: Book) -> None:
    fill(
        book,
        Department(id="ops", name="=Ops"),
        Volunteer(id="ann", name="[/x] Ann [Ops]", department="ops", notes="=HYPERLINK(1)\nsecond"),
        Move(volunteer="ann", stage="interested", on=date(2026, 11, 1)),
        Ritual(id="ama", name="Ask me anything", start=date(2026, 11, 18), rule="FREQ=WEEKLY", at=time(9)),
        Gathering(id="kick", name="Kick-off", on=date(2026, 11, 27), host="organiser", cohosts=("ann",), links=("a", "b")),
        Recognition(to=("ann",), behaviour="shares knowledge", words="-thanks", on=date(2026, 11, 2)),
        Cost(what="Room", amount=Decimal("12.50"), on=date(2026, 11, 3), ritual="ama"),
    )  # fmt: skip
    [person] = table(book, "people")
    assert (person["Name"], person["Department"], person["Notes"]) == (
        "[/x] Ann [Ops]",
        "'=Ops",
        "'=HYPERLINK(1)\nsecond",
    )
    first, second = table(book, "gatherings")
    assert (first["Date"], first["Ritual"], first["Status"], first["Time"]) == (
        "2026-11-18",
        "Ask me anything",
        "planned",
        "09:00",
    )
    assert (second["Host"], second["Co-hosts"], second["Links"]) == ("the organiser", "[/x] Ann [Ops]", "a, b")
    [thanks] = table(book, "recognitions")
    assert (thanks["To"], thanks["Message"]) == ("[/x] Ann [Ops]", "'-thanks")
    [cost] = table(book, "costs")
    assert (cost["Amount"], cost["Ritual"]) == ("12.50", "Ask me anything")


def test_every_table_can_be_exported_or_says_nothing_outside(book: Book) -> None:
    assert sorted([*map(table_of, TABLES), *NOT_EXPORTED]) == sorted(book.tables)


def test_a_book_with_decimal_commas_is_divided_by_semicolons_and_comes_in_again(book: Book, tmp_path: Path) -> None:
    fill(
        book,
        Community(amounts="point_comma"),
        Volunteer(id="ann", name="Ruiz, Ann; [Ops]", email="ann@example.org", topics=("Excel", "Word")),
        Kpi(id="k", name="Errors", baseline=Decimal("-1240.5"), baseline_on=TODAY, target=Decimal(6)),
        Cost(what="Room", amount=Decimal("1240.50"), on=TODAY),
        Article(topic="vision", text="Everyone teaches.", on=TODAY),
        Agreement(theme="success", answer="Fewer errors", on=TODAY),
    )  # fmt: skip
    [cost], [kpi], [article], [answer] = (
        [*csv.DictReader(io.StringIO(as_csv(book, what, TODAY).decode("utf-8-sig"), newline=""), delimiter=";")]
        for what in ("costs", "kpis", "charter", "canvas-answers")
    )
    assert cost["Amount"] == "1240,50"
    assert (kpi["Baseline"], kpi["Target"]) == ("'-1240,50", "6")
    assert (article["Topic"], article["Agreed on"], answer["Theme"]) == (
        "Vision",
        "2026-11-23",
        "Success definition",
    )
    (tmp_path / "people.csv").write_bytes(as_csv(book, "people", TODAY))
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as other:
        plan = plan_import(other, read_sheet(tmp_path / "people.csv"), TODAY)
        with other.change("Bring in") as change:
            carry_out(other, plan, change)
        [came] = other.volunteers.values()
    assert (came.name, came.email, came.topics) == ("Ruiz, Ann; [Ops]", "ann@example.org", ("Excel", "Word"))


def test_names_stand_for_whatever_an_id_leads_to(book: Book) -> None:
    fill(
        book,
        Volunteer(id="ann", name="Ann"),
        Contribution(id="c", volunteer="ann", kind="led_session", on=TODAY),
        Checklist(id="l", volunteer="ann", kind="onboarding", on=TODAY),
        Task(checklist="l", text="Welcome"),
        OutsideQuote(what="Course", price=Decimal(9), source="offer", quoted_on=TODAY, sessions=("c",)),
    )
    [quote], [task] = table(book, "supplier-quotes"), table(book, "checklist-items")
    assert quote["Sessions that replaced it"] == "led a session, Ann"
    assert task["Checklist"] == "onboarding, Ann"


@pytest.mark.parametrize("what", TABLES)
def test_an_empty_book_gives_a_header(book: Book, what: str) -> None:
    assert as_csv(book, what, TODAY).decode("utf-8-sig").count("\r\n") == 1


@pytest.mark.parametrize(
    ("until", "days"), [(None, 3), (TODAY + timedelta(days=1), 3), (TODAY, 3), (TODAY - timedelta(days=1), 2)]
)  # fmt: skip
def test_gatherings_of_a_rule_are_listed_up_to_today(book: Book, until: date | None, days: int) -> None:
    daily = Ritual(id="daily", name="Daily", start=TODAY - timedelta(days=2), rule="FREQ=DAILY", retired_on=until)
    fill(book, daily)
    assert len(table(book, "gatherings")) == days
    fill(
        book,
        Gathering(name="Fair", on=TODAY + timedelta(days=9)),
        Gathering(name="Old", on=TODAY - timedelta(days=90)),
    )
    assert {row["Name"] for row in table(book, "gatherings")} == {"Daily", "Fair", "Old"}
    assert len(table(book, "gatherings")) == days + 2
