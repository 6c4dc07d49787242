"""Who is called what, who holds which role, who may host, and what there still is to do with people."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.record import ORGANISER, Record
from store.model.community import Community
from store.model.people import Absence, Checklist, Contact, Need, Reminder, Role, Task, Tenure
from store.model.stages import Adoption
from store.people import checklists, needs, reminders, roles
from store.people.absences import returned_on
from store.people.departments import history, next_step, opens
from store.people.directory import find_department, full_name_of, last_contact, name_of, open_roles, vacant_since
from store.people.stages import membership, who_may_host
from tests.support.making import TODAY, ago, department, fill, members, move, person, stakeholder


def test_what_an_id_is_called(book: Book) -> None:
    fill(book, person("ann"), stakeholder("eva"))
    assert [name_of(book, key) for key in ("ann", "eva", ORGANISER, "gone")] == [
        "Ann",
        "Eva",
        "you",
        "someone no longer in the book",
    ]
    assert (full_name_of(book, ORGANISER), full_name_of(book, "ann")) == ("the organiser", "Ann")
    fill(book, Community(organiser="Pat"))
    assert full_name_of(book, ORGANISER) == "Pat"


@pytest.mark.parametrize(("name", "found"), [("sales ", "sales"), ("SÁLES", "sales"), ("Sale", None), ("", None)])
def test_a_department_is_found_by_its_whole_name(book: Book, name: str, found: str | None) -> None:
    fill(book, department("law"), department("sales"))
    known = find_department(book, name)
    assert (known and known.id) == found


def test_the_last_contact_is_the_latest_by_its_day(book: Book) -> None:
    fill(book, *(Contact(who="ann", on=ago(n)) for n in (9, 2, 30)), Contact(who="eva", on=ago(50)))
    assert last_contact(book) == {"ann": ago(2), "eva": ago(50)}


@pytest.mark.parametrize(
    ("since", "until", "held"), [(0, None, True), (-1, None, False), (9, 0, True), (9, 1, False), (9, -1, True)]
)  # fmt: skip
def test_a_role_is_held_from_the_first_to_the_last_day(
    book: Book, since: int, until: int | None, held: bool
) -> None:
    tenure = Tenure(role="mod", volunteer="ann", since=ago(since), until=until if until is None else ago(until))
    fill(book, person("ann"), Role(id="mod", name="Moderator"), Role(id="alpha", name="Alpha"), tenure)
    assert [role.id for role in open_roles(book, TODAY)] == (["alpha"] if held else ["alpha", "mod"])
    assert roles.is_present(tenure, TODAY) == held
    assert roles.holders(book, "mod", TODAY) == ("Ann" if held else "")


def test_a_role_is_vacant_from_the_day_after_its_last_holder(book: Book) -> None:
    mod, other = Role(id="mod", name="Moderator"), Role(id="other", name="Other")
    tenures = [Tenure(role="mod", volunteer="ann", since=ago(90), until=ago(n)) for n in (50, 20, 40)]
    fill(book, person("ann"), mod, other, *tenures, Tenure(role="other", volunteer="ann", since=ago(9)))
    assert (vacant_since(book, mod), vacant_since(book, other)) == (ago(19), None)


def test_who_takes_over_on_the_day_it_began_leaves_one_day_behind(book: Book) -> None:
    fill(book, *members("ann", "bo"), Role(id="mod", name="Moderator"))
    for begun, last in ((9, 1), (1, 1), (0, 0)):
        leaving = Tenure(role="mod", volunteer="ann", since=ago(begun))
        with book.change("Hand over") as change:
            roles.hand_over(change, leaving, Tenure(role="mod", volunteer="bo", since=TODAY))
        assert book.tenures[leaving.id].until == ago(last)
    assert {(c.volunteer, c.topic) for c in book.contributions.values()} == {("bo", "Moderator")}


def test_who_may_host_has_said_yes_members_first(book: Book) -> None:
    fill(
        book, person("no_move"), *members("core", stage="core"), *members("zoe", stage="active"), *members("abe", stage="onboarding"),
        *members("ida", stage="interested"), *members("not", stage="not_now"), *members("old", stage="alumni"),
    )  # fmt: skip
    assert [who.id for who in who_may_host(book)] == ["core", "zoe", "abe"]


def test_who_was_a_member_on_a_day(book: Book) -> None:
    fill(
        book, *members("ann", stage="newcomer", when=30), move("ann", "active", 20), move("ann", "alumni", 10), *members("bo", when=20),
        *members("cy", stage="interested", when=40), move("gone", "active", 40),
    )  # fmt: skip
    then = membership(book)
    assert [then.count(ago(n)) for n in (31, 30, 21, 20, 11, 10, 0)] == [0, 1, 1, 2, 2, 1, 1]
    assert [then.holds("ann", ago(n)) for n in (31, 30, 11, 10)] == [False, True, True, False]
    assert not then.holds("cy", TODAY)
    assert not then.holds("nobody", TODAY)


# -- what there is to do -----------------------------------------------------------------------------


def test_open_needs_come_first_and_wait_for_two_weeks(book: Book) -> None:
    fill(
        book, Need(id="b", what="b", on=ago(14)), Need(id="a", what="a", on=ago(15)), Need(id="p", what="p", on=ago(90), status="in_progress"),
        Need(id="m", what="m", on=ago(50), status="met", done="x", done_on=ago(3)), Need(id="n", what="n", on=ago(60), status="not_possible", done="x", done_on=ago(1)),
        Need(id="old", what="old", on=ago(2), status="met", done="x"),
    )  # fmt: skip
    assert [need.id for need in needs.all_needs(book)] == ["p", "a", "b", "n", "old", "m"]
    assert [need.id for need in needs.waiting(book, TODAY)] == ["a"]
    assert needs.stands(book.needs["m"]) == "met 20 Nov: x"
    assert needs.stands(book.needs["old"]) == "met: x"
    assert needs.stands(book.needs["a"]) == "open"


@pytest.mark.parametrize(
    ("until", "who", "found"),
    [(0, "", ["a", "b"]), (1, "", ["a"]), (-1, "", ["a", "b", "c"]), (-1, "ann", ["b"]), (-1, "bo", [])],
)
def test_reminders_up_to_a_day_and_of_one_person(book: Book, until: int, who: str, found: list[str]) -> None:
    fill(
        book, Reminder(id="b", what="b", on=TODAY, who="ann"), Reminder(id="a", what="a", on=ago(1)), Reminder(id="c", what="c", on=ago(-1)),
        Reminder(id="d", what="d", on=ago(5), who="ann", done_on=ago(2)), Reminder(id="e", what="e", on=ago(9), who="ann", done_on=ago(1)),
    )  # fmt: skip
    assert [one.id for one in reminders.open_reminders(book, ago(until), who)] == found
    assert [one.id for one in reminders.reminders_of(book, "ann")] == ["b", "e", "d"]
    assert reminders.told_reminder(book.reminders["d"]) == "done 21 Nov"


def test_someone_is_back_on_the_day_after_the_last_absence_that_ended(book: Book) -> None:
    away = [
        Absence(volunteer="ann", since=ago(since), until=ago(until))
        for since, until in ((90, 80), (9, 1), (40, 30), (0, -3))
    ]
    fill(book, person("ann"), *away)
    assert [returned_on(book, "ann", day) for day in (TODAY, ago(1), ago(80), ago(-4))] == [
        TODAY,
        ago(29),
        None,
        ago(-4),
    ]


@pytest.mark.parametrize(("day", "begun"), [(ago(0), ["c"]), (ago(-1), ["c", "d"])])
def test_the_states_of_a_department_up_to_a_day(book: Book, day: date, begun: list[str]) -> None:
    entries: list[Record] = [
        Adoption(id="c", department="sales", state="piloting", on=TODAY, step=3), Adoption(id="d", department="sales", state="adopting", on=ago(-1), step=1),
        Adoption(id="e", department="law", state="adopting", on=ago(9), step=7),
    ]  # fmt: skip
    fill(book, department("sales"), department("law"), department("new"), *entries)
    assert [a.id for a in history(book, "sales", day)] == begun
    assert [a.id for a in history(book, "sales")] == ["c", "d"]
    assert (next_step(book, "sales"), next_step(book, "new")) == (4, 0)
    assert (
        opens(book, "sales", "piloting", TODAY),
        opens(book, "new", "piloting", TODAY),
        opens(book, "new", "paused", TODAY),
    ) == (False, True, False)


def test_progress_is_that_of_the_newest_checklist_with_items(book: Book) -> None:
    def listed(key: str, days: int, kind: str, done: int, of: int) -> list[Record]:
        made = Checklist(id=key, volunteer="ann", kind=kind, on=ago(days))  # type: ignore[arg-type]
        return [
            made,
            *(Task(checklist=key, text="x", step=n, done_on=TODAY if n < done else None) for n in range(of)),
        ]

    fill(book, person("ann"), *listed("old", 90, "onboarding", 1, 2))
    assert checklists.progress(book) == {"ann": (1, 2)}
    fill(
        book,
        *listed("new", 9, "onboarding", 2, 3),
        *listed("empty", 2, "onboarding", 0, 0),
        *listed("off", 1, "offboarding", 0, 5),
    )
    assert checklists.progress(book) == {"ann": (2, 3)}
    assert checklists.progress(book, "offboarding") == {"ann": (0, 5)}
    fill(book, replace(book.checklists["old"], on=ago(9)), replace(book.checklists["new"], on=ago(10)))
    assert checklists.progress(book) == {"ann": (1, 2)}
