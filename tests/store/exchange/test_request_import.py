"""Training requests out of a form: columns by headings and content, people and departments by name, nothing twice."""

from __future__ import annotations

from datetime import date

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.exchange.request_import.request_reader import FormRequest, carry_out, read_pasted
from store.integrity import check
from tests.support.making import HOSTILE, TODAY, department, fill, person, stakeholder

FORM = (
    "Timestamp,Your name,Email address,Which department are you in?,What training do you need?,How many people?,When do you need it?,Anything else?\n"
    "11/20/2026 9:12:44,Ann Lee,ann@example.org,IT,Excel basics,12,January 2027,\n"
    "11/21/2026 10:00:00,Zoe Quill,zoe@example.org,Legal,Negotiation,about 5,2027-02-15,in the mornings\n"
    f"11/21/2026 11:00:00,Eva,,Legal,{HOSTILE},,,\n"
)


@pytest.fixture
def circle(book: Book) -> Book:
    fill(
        book,
        department("it", "IT"),
        person("ann", "Ann Lee", email="ANN@example.org", department="it"),
        stakeholder("eva"),
    )
    return book


def imported(book: Book, text: str) -> list[FormRequest]:
    found = read_pasted(book, text, TODAY)
    with book.change("Import") as change:
        carry_out(book, found, change)
    return found


def test_the_answers_to_a_form(circle: Book) -> None:
    imported(circle, FORM)
    excel, deal, hostile = sorted(circle.training_requests.values(), key=lambda r: (r.on, r.asked_by))
    assert (excel.topic, excel.department, excel.asked_by, excel.size) == ("Excel basics", "it", "ann", 12)
    assert (excel.on, excel.needed_by) == (date(2026, 11, 20), date(2027, 1, 31))
    assert (deal.size, deal.needed_by, deal.asked_by) == (5, date(2027, 2, 15), "")
    assert deal.note == "in the mornings\nRequested by Zoe Quill <zoe@example.org>"
    assert (hostile.topic, hostile.asked_by) == (HOSTILE, "eva")
    (legal,) = (d for d in circle.departments.values() if d.name == "Legal")
    assert {deal.department, hostile.department} == {legal.id}
    assert not [*check.findings(circle)]


def test_the_same_file_adds_nothing_twice(circle: Book) -> None:
    imported(circle, FORM)
    assert all(answer.known for answer in imported(circle, FORM))
    assert len(circle.training_requests) == 3
    assert len(circle.departments) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Team\tTopic\tPeople\nIT\tExcel\t8\n", ("Excel", "IT", 8, None)),
        ("Abteilung;Thema der Schulung;Anzahl Teilnehmende;Bis wann\nIT;Excel;8;31.01.2027\n", ("Excel", "IT", 8, date(2027, 1, 31))),
        ("Requests of autumn\n\nTraining topic,Department,Needed by\nExcel,it,Feb\n", ("Excel", "IT", None, date(2027, 2, 28))),
    ],
)  # fmt: skip
def test_sheets_without_times_or_names(circle: Book, text: str, told: tuple[object, ...]) -> None:
    (answer,) = imported(circle, text)
    request = answer.request
    assert (request.topic, answer.department, request.size, request.needed_by) == told
    assert request.on == TODAY
    assert imported(circle, text)[0].known


def test_what_says_too_little_is_named_and_left_out(circle: Book) -> None:
    found = imported(circle, "Department,Topic\nIT,\n,Excel\nIT,Excel\n")
    assert [(a.row, a.problem) for a in found] == [(2, "no topic"), (3, "no department or person"), (4, "")]
    assert len(circle.training_requests) == 1


@pytest.mark.parametrize("text", ["", "1\n2\n", "Name,Email\nAnn,ann@x.org\n"])
def test_what_holds_no_requests_is_refused(book: Book, text: str) -> None:
    with pytest.raises(GuildbookError):
        read_pasted(book, text, TODAY)
