"""Sign-up forms, recipients of an email, vCards, and what is hidden in a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.exchange.people_import.import_plan import ImportPlan, Newcomer, as_they_will_be
from store.exchange.people_import.importer import plan_import
from store.exchange.people_import.spreadsheet_reader import read_pasted, read_sheet
from tests.support.making import TODAY


def planned(book: Book, text: str, **mapping: str) -> ImportPlan:
    plan = plan_import(book, read_pasted(text), TODAY, mapping)
    assert plan.problems == []
    return plan


def only(plan: ImportPlan) -> Newcomer:
    (newcomer,) = plan.newcomers
    return newcomer


# -- forms -------------------------------------------------------------------------------------


def test_a_microsoft_form(book: Book) -> None:
    plan = planned(
        book,
        "ID\tStart time\tCompletion time\tEmail\tName\tDepartment\tWhich topics could you teach?\tAny comments?\n"
        "1\t11/20/26 14:01:02\t11/20/26 14:03:22\tnora@x.org\tNora Quist\tOps\tExcel;Feedback;\tTuesdays only\n"
        "2\t11/21/26 9:01:02\t11/21/26 9:03:22\tbo@x.org\tBo Ek\tSales\tNegotiation;\t\n",
    )
    nora, bo = plan.newcomers
    assert (nora.volunteer.topics, nora.department, nora.volunteer.notes) == (
        ("Excel", "Feedback"),
        "Ops",
        "Tuesdays only",
    )
    assert [n.volunteer.met_on for n in (nora, bo)] == [date(2026, 11, 20), date(2026, 11, 21)]
    assert plan.mapping["Completion time"] == "met_on"
    assert "Start time" in plan.unmapped


@pytest.mark.parametrize(
    ("header", "answer", "words"),
    [
        ("I agree that my data is kept", "Yes", "I agree that my data is kept: Yes"),
        ("Consent", "I agree to be asked for sessions", "I agree to be asked for sessions"),
        ("Do you consent to being contacted?", "x", "Do you consent to being contacted?: x"),
        ("Einwilligung (DSGVO)", "Ja", "Einwilligung (DSGVO): Ja"),
        ("J'accepte que mes données soient conservées", "Oui", "J'accepte que mes données soient conservées: Oui"),
        ("Acepto la política de privacidad", "Sí, acepto", "Acepto la política de privacidad: Sí, acepto"),
        ("Acconsento al trattamento dei dati", "Sì", "Acconsento al trattamento dei dati: Sì"),
        ("Toestemming", "Ik ga akkoord met de voorwaarden", "Ik ga akkoord met de voorwaarden"),
        ("Zgoda na przetwarzanie danych", "Tak", "Zgoda na przetwarzanie danych: Tak"),
    ],
)
def test_a_consent_is_recorded_with_its_words_and_its_day(book: Book, header: str, answer: str, words: str) -> None:
    text = f"Timestamp\tName\t{header}\n2026/11/20 9:03:44 AM GMT+1\tNora Quist\t{answer}\n"
    nora = only(planned(book, text))
    assert (nora.volunteer.yes_on, nora.volunteer.yes_words, nora.stage) == (date(2026, 11, 20), words, "said_yes")
    assert (nora.volunteer.met_on, nora.since) == (date(2026, 11, 20), date(2026, 11, 20))


@pytest.mark.parametrize("answer", ["No", "I do not agree", "Nein", "No, thank you", ""])
def test_a_no_is_no_consent(book: Book, answer: str) -> None:
    plan = planned(book, f"Name\tI consent\nNora Quist\t{answer}\nBo Ek\tYes\n")
    nora, bo = plan.newcomers
    assert (nora.volunteer.yes_on, nora.volunteer.yes_words, nora.stage) == (None, "", "interested")
    assert bo.volunteer.yes_on == TODAY


def test_an_answer_that_is_neither_is_kept_in_its_words_only(book: Book) -> None:
    plan = planned(book, "Name\tConsent\nNora Quist\tperhaps later\nBo Ek\tyes\nAnn Lee\tyes\n")
    nora = plan.newcomers[0]
    assert (nora.volunteer.yes_on, nora.volunteer.yes_words) == (None, "Consent: perhaps later")


def test_the_day_of_consent_goes_before_the_day_of_the_form(book: Book) -> None:
    plan = planned(book, "Name\tI consent\tConsent date\nNora Quist\tYes\t2026-10-01\n")
    assert only(plan).volunteer.yes_on == date(2026, 10, 1)


# -- recipients --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        'Nora Quist <nora@x.org>; Bo Ek <bo@x.org>; "Lee, Ann" <ann@x.org>',
        'Nora Quist <nora@x.org>, Bo Ek <bo@x.org>, "Lee, Ann" <ann@x.org>',
        "Quist, Nora <nora@x.org>; Ek, Bo <bo@x.org>; Lee, Ann <ann@x.org>;",
        "To: Nora Quist (nora@x.org), Bo Ek (bo@x.org), Ann Lee (ann@x.org)",
        "Nora Quist <nora@x.org>\r\nBo Ek <bo@x.org>\r\nAnn Lee <ann@x.org>\r\n",
        "'Nora Quist' <nora@x.org>;\n'Bo Ek' <mailto:bo@x.org>;\n'Ann Lee' <ann@x.org>",
    ],
)
def test_a_line_of_recipients(book: Book, line: str) -> None:
    plan = planned(book, line)
    assert [(n.row, n.volunteer.name, n.volunteer.email) for n in plan.newcomers] == [
        (1, "Nora Quist", "nora@x.org"),
        (2, "Bo Ek", "bo@x.org"),
        (3, "Ann Lee", "ann@x.org"),
    ]


def test_addresses_alone_have_the_names_they_are_made_of(book: Book) -> None:
    plan = plan_import(book, read_pasted("nora.quist@x.org; bo_ek@x.org, anna-lena.gross@x.org; info@x.org"), TODAY)
    assert [n.volunteer.name for n in plan.newcomers] == ["Nora Quist", "Bo Ek", "Anna-Lena Gross"]
    assert [problem.field for problem in plan.problems] == ["Name"]
    assert [note for note in plan.notes if "Anna-Lena Gross" in note]


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (1, "Qu Ann."), (2, "Qu Ann and Qu Bo."), (5, "Qu Ann, Qu Bo, Qu Cy, Qu Di and Qu Ed."),
        (6, "Qu Ann, Qu Bo, Qu Cy, Qu Di, Qu Ed and 1 more."),
    ],
)  # fmt: skip
def test_five_of_the_names_made_of_addresses_are_told(people: int, told: str) -> None:
    names = ["ann", "bo", "cy", "di", "ed", "flo"][:people]
    sheet = read_pasted("; ".join(f"qu.{name}@x.org" for name in names))
    assert sheet.notes == (f"Names taken from email addresses: {told}",)


@pytest.mark.parametrize(("people", "told"), [(4, []), (5, []), (6, ["  and 1 more"])])
def test_the_first_five_are_shown_as_they_will_be(book: Book, people: int, told: list[str]) -> None:
    rows = [f"Nora{'abcdef'[n]} Quist\tnora{n}@x.org\n" for n in range(people)]
    lines = as_they_will_be(planned(book, "".join(["Name\tEmail\n", *rows])), TODAY)
    assert lines[:1] == ["  row 2: Noraa Quist · nora0@x.org · Interested since: Mon 23 Nov"]
    assert (len(lines), lines[5:]) == (min(people, 5) + len(told), told)


# -- vCards ------------------------------------------------------------------------------------

CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Groß;Nora;;Dr.;\r\nFN:Dr. Nora Groß\r\nORG:Acme;Ops\r\nTITLE:Engineer\r\n"
    "EMAIL;type=HOME:private@x.org\r\nitem1.EMAIL;type=INTERNET;type=pref:nora@x.org\r\nitem1.X-ABLabel:Work\r\n"
    "TEL;TYPE=CELL:0650\r\nCATEGORIES:Trainers,Excel\r\nNOTE:first\\nsecond\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;\r\n"
    "EMAIL;PREF;INTERNET:joerg@x.org\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\nEMAIL;PREF=1:ann@x.org\r\nEND:VCARD\r\n"
)


def test_vcards_of_every_version(book: Book, tmp_path: Path) -> None:
    pytest.importorskip("vobject")
    path = tmp_path / "contacts.vcf"
    path.write_text(CARDS, "utf-8", newline="")
    sheet = read_sheet(path)
    plan = plan_import(book, sheet, TODAY)
    nora, joerg, ann = (n.volunteer for n in plan.newcomers)
    assert (nora.name, nora.email, nora.job, nora.phone, nora.tags, nora.notes) == (
        "Nora Groß",
        "nora@x.org",
        "Engineer",
        "0650",
        ("Trainers", "Excel"),
        "first\nsecond",
    )
    assert plan.newcomers[0].department == "Ops"
    assert (joerg.name, joerg.email) == ("Jörg Müller", "joerg@x.org")
    assert (ann.name, ann.email) == ("Ann Lee", "ann@x.org")
    assert sheet.kind == "vcard"


@pytest.mark.parametrize(
    "text", ["BEGIN:VCARD\nVERSION:3.0\nFN:Ana", "BEGIN:VCARD\n", "BEGIN:VCARD\nN:;;;;\nEND:VCARD\n"]
)
def test_a_damaged_vcard_ends_in_people_or_one_clear_line(book: Book, text: str) -> None:
    pytest.importorskip("vobject")
    try:
        plan = plan_import(book, read_pasted(text), TODAY)
    except GuildbookError as refused:
        said = str(refused).splitlines()
        assert len(said) == 1
    else:
        assert len(plan.newcomers) + len(plan.bad_rows) == plan.rows


# -- what is hidden ----------------------------------------------------------------------------


def workbook(path: Path, rows: list[list[Any]]) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.column_dimensions["C"].hidden = True
    for number in (3, 4, 6):
        book.active.row_dimensions[number].hidden = True
    book.save(path)
    return path


def test_hidden_columns_stay_out_and_hidden_rows_are_told(book: Book, tmp_path: Path) -> None:
    people = ["Nora Quist", "Bo Ek", "Ann Lee", "Li Chen", "Tom Hall"]
    rows = [["Name", "Department", "Notes"], *([who, "Ops", "her salary"] for who in people)]
    sheet = read_sheet(workbook(tmp_path / "people.xlsx", rows))
    plan = plan_import(book, sheet, TODAY)
    assert [n.volunteer.name for n in plan.newcomers] == people
    assert {n.volunteer.notes for n in plan.newcomers} == {""}
    assert (plan.mapping, plan.unmapped) == ({"Name": "name", "Department": "department"}, [])
    assert [note for note in plan.notes if "Notes" in note and "idden" in note]
    assert [note for note in plan.notes if "3 hidden rows" in note and "3–4 and 6" in note]
    wanted = plan_import(book, sheet, TODAY, {"Notes": "notes"})
    assert {n.volunteer.notes for n in wanted.newcomers} == {"her salary"}


def test_an_attendance_report_in_a_workbook_is_pointed_to_its_import(book: Book, tmp_path: Path) -> None:
    rows = [["Name", "Join time", "Leave time", "Email"], ["Nora Quist", "14:01", "15:00", "nora@x.org"]]
    sheet = read_sheet(workbook(tmp_path / "report.xlsx", rows))
    with pytest.raises(GuildbookError, match="guildbook import attendance"):
        plan_import(book, sheet, TODAY)
