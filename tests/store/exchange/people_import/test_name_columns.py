"""The column of names: found by its header and by what is in it, in eight languages, and never one of numbers or answers."""

from __future__ import annotations

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.exchange.people_import.header_meanings import meaning
from store.exchange.people_import.import_plan import ImportPlan, summary
from store.exchange.people_import.importer import plan_import
from store.exchange.people_import.spreadsheet_reader import read_pasted
from tests.support.making import TODAY


def planned(book: Book, text: str, *, turn_names: bool = True, **mapping: str) -> ImportPlan:
    return plan_import(book, read_pasted(text), TODAY, mapping, turn_names=turn_names)


def names(plan: ImportPlan) -> list[str]:
    assert plan.problems == []
    return [newcomer.volunteer.name for newcomer in plan.newcomers]


@pytest.mark.parametrize(
    "column",
    [
        ("Employee", "101", "102"),
        ("Employee ID", "E-101", "E-102"),
        ("Trainer", "yes", "no"),
        ("Member", "Ja", "Nein"),
        ("Volunteer?", "Yes, gladly", "Maybe, tell me more"),
        ("Participant", "TRUE", "FALSE"),
        ("Mitarbeiter", "4711", "4712"),
        ("Empleado", "17", "18"),
    ],
)
def test_a_weak_word_never_beats_first_and_last_name(book: Book, column: tuple[str, str, str]) -> None:
    header, one, two = column
    text = f"{header}\tFirst name\tLast name\n{one}\tNora\tQuist\n{two}\tBo\tEk\n"
    assert names(planned(book, text)) == ["Nora Quist", "Bo Ek"]


@pytest.mark.parametrize(
    "cells", [("1", "2"), ("yes", "no"), ("EMP-001", "EMP-002"), ("Sales", "Sales", "Sales", "Sales")]
)
def test_what_is_no_name_is_none_whatever_its_header_says(book: Book, cells: tuple[str, ...]) -> None:
    people = ["Nora Quist", "Bo Ek", "Ann Lee", "Li Chen"][: len(cells)]
    rows = "".join(f"{cell}\t{who}\n" for cell, who in zip(cells, people, strict=True))
    plan = planned(book, f"Name\tWho\n{rows}")
    assert names(plan) == people
    assert [note for note in plan.notes if "‘Who’" in note]


def test_without_a_header_for_names_they_are_told_by_what_is_in_the_columns(book: Book) -> None:
    text = "Site\tColour\tDer gute Mensch\tEmail\n" + "".join(
        f"Graz\t{colour}\t{who}\t{who[:2].lower()}@x.org\n"
        for who, colour in (("Nora Quist", "Red"), ("Bo Ek", "Red"), ("Ann Lee", "Blue"), ("Li Chen", "Red"))
    )
    plan = planned(book, text)
    assert names(plan) == ["Nora Quist", "Bo Ek", "Ann Lee", "Li Chen"]
    assert plan.mapping["Der gute Mensch"] == "name"
    assert [note for note in summary(plan, TODAY) if "‘Der gute Mensch’" in note and "names" in note]


def test_a_missing_address_is_found_by_what_is_in_the_columns(book: Book) -> None:
    plan = planned(book, "Name\tReach me here\nNora Quist\tnora@x.org\nBo Ek\tbo@x.org\n")
    assert [n.volunteer.email for n in plan.newcomers] == ["nora@x.org", "bo@x.org"]
    assert [note for note in plan.notes if "‘Reach me here’" in note and "addresses" in note]


def test_the_address_of_somebody_else_is_none_of_theirs(book: Book) -> None:
    plan = planned(book, "Name\tManager email\nNora Quist\teva@x.org\nBo Ek\teva@x.org\n")
    assert [n.volunteer.email for n in plan.newcomers] == ["", ""]


def test_a_few_names_again_and_again_are_taken_where_there_are_no_others(book: Book) -> None:
    plan = planned(book, "Name\tEmail\n" + "".join(f"Nora Quist\tnora{n}@x.org\n" for n in range(5)))
    assert len(plan.newcomers) == 5


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Prénom\tNom", "Luc\tPetit", "Luc Petit"),
        ("Nom complet\tCourriel", "Luc Petit\tl@x.org", "Luc Petit"),
        ("Nombre\tApellidos", "Ana\tRuiz Díaz", "Ana Ruiz Díaz"),
        ("Nombre\tCorreo electrónico", "Ana Ruiz\ta@x.org", "Ana Ruiz"),
        ("Nome\tCognome", "Ada\tRossi", "Ada Rossi"),
        ("Cognome e nome\tIndirizzo e-mail", "Rossi Ada\ta@x.org", "Ada Rossi"),
        ("Voornaam\tTussenvoegsel\tAchternaam", "Bo\tvan der\tBerg", "Bo van der Berg"),
        ("Imię\tNazwisko", "Ewa\tWójcik", "Ewa Wójcik"),
        ("Imię i nazwisko\tAdres e-mail", "Ewa Wójcik\te@x.org", "Ewa Wójcik"),
        ("Nome\tSobrenome", "Rui\tCosta", "Rui Costa"),
        ("Nome completo\tEndereço de e-mail", "Rui Costa\tr@x.org", "Rui Costa"),
        ("Nachname, Vorname\tE-Mail", "Groß, Eva\te@x.org", "Eva Groß"),
        ("LastName-FirstName\tWork Email", "Quist-Nora\tn@x.org", "Nora Quist"),
        ("Last First\tWork Email", "Quist Nora\tn@x.org", "Nora Quist"),
        ("Your name\tYour email", "Nora Quist\tn@x.org", "Nora Quist"),
        ("What is your full name?\tWhat is your email address?", "Nora Quist\tn@x.org", "Nora Quist"),
        ("Wie heißt du?\tWie lautet deine E-Mail-Adresse?", "Eva Groß\te@x.org", "Eva Groß"),
        ("Quel est votre nom ?\tVotre adresse e-mail", "Luc Petit\tl@x.org", "Luc Petit"),
        ("¿Cuál es tu nombre?\tTu correo electrónico", "Ana Ruiz\ta@x.org", "Ana Ruiz"),
        ("Worker\tWork Email", "Nora Quist (10233)\tn@x.org", "Nora Quist"),
        ("Preferred Name\tLegal Name", "Nora Quist\tEleonora Quist", "Eleonora Quist"),
    ],
)
def test_headers_of_names_in_other_languages_and_systems(book: Book, header: str, row: str, name: str) -> None:
    assert names(planned(book, f"{header}\n{row}\n")) == [name]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Which department are you in?", "department"),
        ("In welcher Abteilung arbeitest du?", "department"),
        ("Dans quel service êtes-vous ?", "department"),
        ("What could you train? (tick all that apply)", "topics"),
        ("Which topics could you teach?", "topics"),
        ("What is your job title?", "job"),
        ("Who is your manager?", "manager"),
        ("Name des/r Vorgesetzten", "manager"),
        ("Anything else you'd like to tell us?", "notes"),
        ("Supervisory Organization", "department"),
        ("Employee #", ""),
        ("Mitarbeiter-Nr.", ""),
        ("E-Mail-Typ", ""),
    ],
)
def test_what_a_header_or_a_question_asks_for(header: str, field: str) -> None:
    found = meaning(header)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize("header", ["Do you want to become a trainer?", "Shoe size", "?", "", "123"])
def test_what_means_nothing_we_know(header: str) -> None:
    assert meaning(header) is None


def test_an_hr_systems_status_is_no_stage(book: Book) -> None:
    plan = planned(book, "Name\tStatus\nNora\tActive\nBo\tOnboarding\nAnn\tCore\n")
    assert {problem.field for problem in plan.problems} == {"Stage"}, "no HR system calls anyone core"
    plan = planned(book, "Name\tStatus\nNora\tActive\nBo\tOnboarding\n")
    assert ([n.stage for n in plan.newcomers], plan.unmapped) == (["interested", "interested"], ["Status"])


# -- names that begin with the family name -----------------------------------------------------

SORTED = "Name\tManager\nQuist, Nora\tGroß, Eva\nvan der Berg, Bo\tGroß, Eva\nLee\t\n"


def test_names_with_the_family_name_first_are_turned_round_and_told(book: Book) -> None:
    plan = planned(book, SORTED)
    assert names(plan) == ["Nora Quist", "Bo van der Berg", "Lee"]
    assert {n.volunteer.manager for n in plan.newcomers} == {"Eva Groß", ""}
    assert plan.names_turned
    assert [line for line in summary(plan, TODAY) if "‘Quist, Nora’" in line]


def test_names_stay_as_they_are_where_that_is_wished(book: Book) -> None:
    plan = planned(book, SORTED, turn_names=False)
    assert names(plan) == ["Quist, Nora", "van der Berg, Bo", "Lee"]
    assert not plan.names_turned
    assert plan.turned == "Quist, Nora"


def test_a_single_comma_among_other_names_turns_nothing(book: Book) -> None:
    assert names(planned(book, "Name\nNora Quist, PhD\nBo Ek\nLee, Ann\n")) == [
        "Nora Quist, PhD",
        "Bo Ek",
        "Lee, Ann",
    ]


# -- names and addresses in one cell -----------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        "Nora Quist <nora@x.org>",
        "Nora Quist (nora@x.org)",
        "nora@x.org (Nora Quist)",
        "'Nora Quist' <mailto:nora@x.org>",
        "Quist, Nora <nora@x.org>",
    ],
)
@pytest.mark.parametrize("header", ["Name", "Email", "Contact"])
def test_a_name_with_its_address(book: Book, header: str, cell: str) -> None:
    plan = planned(book, f"{header}\tDepartment\n{cell}\tOps\n")
    assert [(n.volunteer.name, n.volunteer.email) for n in plan.newcomers] == [("Nora Quist", "nora@x.org")]


def test_an_address_of_its_own_goes_before_the_one_beside_the_name(book: Book) -> None:
    plan = planned(book, "Name\tEmail\nNora Quist <private@x.org>\tnora@x.org\n")
    assert [(n.volunteer.name, n.volunteer.email) for n in plan.newcomers] == [("Nora Quist", "nora@x.org")]


def test_a_form_without_addresses_says_anonymous(book: Book) -> None:
    text = "ID\tEmail\tName\tWhat is your name?\n1\tanonymous\t\tNora Quist\n2\tanonymous\t\tBo Ek\n"
    plan = planned(book, text)
    assert names(plan) == ["Nora Quist", "Bo Ek"]
    assert [n.volunteer.email for n in plan.newcomers] == ["", ""]


def test_what_cannot_be_told_is_asked_for(book: Book) -> None:
    with pytest.raises(GuildbookError, match="--map"):
        planned(book, "Room\tSeat\n12\t4\n13\t5\n")


@pytest.mark.parametrize("header", ["Trainers", "Volunteer", "Participants", "Teilnehmer", "Names"])
def test_a_list_below_one_weak_word(book: Book, header: str) -> None:
    assert names(planned(book, f"{header}\nNora Quist\nBo Ek\n")) == ["Nora Quist", "Bo Ek"]


def test_a_numbered_list(book: Book) -> None:
    for marks in (("1.", "2."), ("1)", "2)"), ("-", "-"), ("•", "•")):
        assert names(planned(book, f"{marks[0]} Nora Quist\n{marks[1]} Bo Ek\n")) == ["Nora Quist", "Bo Ek"]


@pytest.mark.parametrize(
    "header", ["Team member\tManager\tStart date", "Participant\tSession\tRating", "Staff\tID\tHire date"]
)
def test_a_header_of_words_that_prove_little_is_no_person(book: Book, header: str) -> None:
    text = f"{header}\nNora Quist\tA. B.\t5\nBo Ek\tC. D.\t4\n"
    assert names(planned(book, text)) == ["Nora Quist", "Bo Ek"]
