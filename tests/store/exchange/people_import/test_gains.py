"""What people already in the book gain from a sheet is offered, and only done where it is wished."""

from __future__ import annotations

from datetime import date

import pytest

from store.book.book import Book
from store.exchange.people_import.import_plan import ImportPlan, summary
from store.exchange.people_import.importer import carry_out, plan_import
from store.exchange.people_import.spreadsheet_reader import read_pasted
from store.integrity.check import findings
from store.model.people import Department, Volunteer
from store.people.directory import department_of
from store.people.stages import stage_of
from tests.support.making import TODAY, fill

BO = Volunteer(id="bo", name="Bo Ek", email="bo@x.org", job="Rep", topics=("Excel",), notes="met at the fair")


def planned(book: Book, text: str) -> ImportPlan:
    plan = plan_import(book, read_pasted(text), TODAY)
    assert plan.problems == []
    return plan


def updated(book: Book, plan: ImportPlan) -> None:
    with book.change("Import") as change:
        carry_out(book, plan, change, updated=[known.row for known in plan.gaining])
    assert [*findings(book)] == []


def offered(plan: ImportPlan) -> dict[str, object]:
    (known,) = plan.known
    return {gain.field: gain.added for gain in known.gains}


@pytest.mark.parametrize(
    ("header", "row", "gained"),
    [
        ("Name\tEmail\tTopics", "Bo Ek\tbo@x.org\texcel, Feedback", {"topics": ("Feedback",)}),
        ("Name\tEmail\tJob title", "Bo Ek\tbo@x.org\tLead", {}),
        (
            "Name\tEmail\tPhone\tManager",
            "Bo Ek\tbo@x.org\t0650\tGroß, Eva",
            {"phone": "0650", "manager": "Eva Groß"},
        ),
        ("Name\tEmail\tDepartment", "Bo Ek\tbo@x.org\tSales", {"department": "Sales"}),
        (
            "Name\tEmail\tMay be listed since\tMay be listed: note",
            "Bo Ek\tbo@x.org\t2026-11-02\tyes",
            {"may_be_listed_on": date(2026, 11, 2), "may_be_listed_words": "yes"},
        ),
        ("Name\tEmail\tComments", "Bo Ek\tBO@X.ORG\tmet at the fair", {}),
        ("Name\tEmail\tComments", "Bo Ek\tbo@x.org\tonly on Tuesdays", {"notes": "only on Tuesdays"}),
    ],
)
def test_what_someone_would_gain(book: Book, header: str, row: str, gained: dict[str, object]) -> None:
    fill(book, BO)
    plan = planned(book, f"{header}\n{row}\n")
    assert plan.newcomers == []
    assert offered(plan) == gained
    updated(book, plan)
    again = planned(book, f"{header}\n{row}\n")
    assert offered(again) == {}
    bo = book.volunteers["bo"]
    assert (bo.job, bo.email) == ("Rep", "bo@x.org")
    assert department_of(book, bo) == gained.get("department", "")


def test_nothing_is_done_unasked(book: Book) -> None:
    fill(book, BO)
    plan = planned(book, "Name\tEmail\tPhone\nBo Ek\tbo@x.org\t0650\n")
    with book.change("Import") as change:
        carry_out(book, plan, change)
    assert book.volunteers["bo"] == BO


def test_a_new_address_says_which_it_takes_the_place_of(book: Book) -> None:
    sales = Department(name="Sales")
    fill(book, sales, Volunteer(id="bo", name="Bo Ek", email="old@x.org", department=sales.id))
    plan = planned(book, "Name\tEmail\tDepartment\nEk, Bo\tnew@x.org\tSales\n")
    assert [line for line in summary(plan, TODAY) if "new@x.org" in line and "old@x.org" in line]
    updated(book, plan)
    assert book.volunteers["bo"].email == "new@x.org"


def test_a_consent_moves_someone_interested_on(book: Book) -> None:
    fill(book, BO)
    text = "Timestamp\tName\tEmail\tI agree to take part\n20/11/2026 14:03:22\tBo Ek\tbo@x.org\tYes\n"
    updated(book, planned(book, text))
    bo = book.volunteers["bo"]
    assert (bo.yes_on, bo.yes_words) == (date(2026, 11, 20), "I agree to take part: Yes")
    assert stage_of(book, bo, TODAY).stage == "said_yes"
    assert offered(planned(book, text)) == {}


def test_two_rows_of_one_person_both_count(book: Book) -> None:
    fill(book, BO)
    plan = planned(book, "Name\tEmail\tTopics\tPhone\nBo Ek\tbo@x.org\tFeedback\t\nBo Ek\tbo@x.org\tSQL\t0650\n")
    updated(book, plan)
    bo = book.volunteers["bo"]
    assert (bo.topics, bo.phone) == (("Excel", "Feedback", "SQL"), "0650")


def test_someone_twice_in_a_sheet_comes_in_once_with_all_of_it(book: Book) -> None:
    text = "Name\tEmail\tTopics\tDepartment\nBo Ek\tbo@x.org\tExcel\t\nEk, Bo\t\tFeedback\tSales\n"
    updated(book, planned(book, text))
    (bo,) = book.volunteers.values()
    assert (bo.topics, department_of(book, bo)) == (("Excel", "Feedback"), "Sales")
    assert [known.gains for known in planned(book, text).known] == [(), ()]
