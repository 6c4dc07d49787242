"""Checklists, and leaving: what only one person holds, and how each thing passes on."""

from __future__ import annotations

import pytest

from store.book.book import Book
from store.book.references import dangling
from store.core.errors import GuildbookError
from store.core.record import ORGANISER, Record
from store.model.calendar import Gathering, Ritual
from store.model.library import Resource
from store.model.people import HELD, Ask, Department, Role, Task, Template, Tenure, Volunteer
from store.model.stages import Move
from store.people.checklists import DEFAULTS, checklists_of, items_of, progress, start, tasks_of, unfinished
from store.people.offboarding import begin, hand_over, holdings, leavers, sole_topics, tick, told_leaving
from store.people.requests import ASKED_WITHIN
from store.people.roles import hand_over as hand_role_over
from store.people.roles import holders, how_chosen, present, tenures_of
from store.people.stages import move
from tests.support.making import HOSTILE, TODAY, ago, fill


@pytest.fixture
def held(book: Book) -> Book:
    """Ann holds one thing of each kind; Bo takes part too, Cy is only interested."""
    fill(
        book,
        Volunteer(id="ann", name=HOSTILE, yes_on=ago(90), topics=("Excel", "Feedback")),
        Volunteer(id="bo", name="Bo", yes_on=ago(90), topics=("feedback",)),
        Volunteer(id="cy", name="Cy", topics=("Excel",)),
        *(Move(volunteer=who, stage="active", on=ago(60)) for who in ("ann", "bo")),
        Role(id="mod", name="Moderator"),
        Tenure(id="now", role="mod", volunteer="ann", since=ago(50), chosen="elected", tally="9 of 11"),
        Tenure(id="then", role="mod", volunteer="ann", since=ago(80), until=ago(60)),
        Ritual(id="ama", name="Ask me anything", start=ago(60), hosts=("ann", "bo")),
        Ritual(id="old", name="Old", start=ago(90), hosts=("ann",), retired_on=ago(1)),
        Department(id="ops", name="Ops", champion="ann"),
        Gathering(id="soon", name="Lab", on=ago(-3), host="ann", cohosts=("bo",)),
        Gathering(id="past", name="Lab", on=ago(3), host="ann", state="held"),
        Ask(id="open", who="ann", what="speak at the all-hands", on=ago(5)),
        Ask(id="no", who="ann", what="write", on=ago(5), outcome="declined"),
        Resource(id="guide", title="Guide", owner="ann"),
    )
    return book


def begun(book: Book) -> dict[str, Task]:
    """Ann's leaving checklist, by text."""
    with book.change("Leave") as change:
        begin(book, change, book.volunteers["ann"], TODAY)
    checklist = unfinished(book, "ann", "offboarding")
    assert checklist
    return {task.text: task for task in tasks_of(book, checklist)}


def test_what_is_lost_is_what_they_hold_now(held: Book) -> None:
    found = [(h.kind, h.name) for h in holdings(held, held.volunteers["ann"], TODAY)]
    assert found == [
        ("role", "Moderator"),
        ("ritual", "Ask me anything"),
        ("department", "Ops"),
        ("gathering", "Lab on 26 Nov"),
        ("ask", "speak at the all-hands"),
        ("resource", "Guide"),
        ("topic", "Excel"),
    ]
    assert holdings(held, held.volunteers["cy"], TODAY) == []


def test_a_topic_is_theirs_alone_while_nobody_else_takes_part_with_it(held: Book) -> None:
    assert sole_topics(held, held.volunteers["ann"]) == ["Excel"]
    fill(held, Move(volunteer="cy", stage="said_yes", on=TODAY))
    assert sole_topics(held, held.volunteers["ann"]) == []
    fill(held, Move(volunteer="bo", stage="alumni", on=TODAY, step=1))
    assert sole_topics(held, held.volunteers["ann"]) == ["Feedback"]


def test_leaving_begins_with_thanks_and_why_and_ends_in_thanks(held: Book) -> None:
    texts = [*begun(held)]
    assert texts[:2] == ["Thank them", "Ask why they are leaving"]
    assert texts[-1].startswith("Thank them again")
    assert texts[2:9] == [h.task.text for h in holdings(held, held.volunteers["ann"], TODAY)]


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Role: Moderator", lambda b: holders(b, "mod", TODAY) == "Bo" and b.tenures["now"].until == ago(1)),
        ("Host rota: Ask me anything", lambda b: b.rituals["ama"].hosts == ("bo",)),
        ("Champion of: Ops", lambda b: b.departments["ops"].champion == "bo"),
        ("To host: Lab on 26 Nov", lambda b: (b.gatherings["soon"].host, b.gatherings["soon"].cohosts) == ("bo", ())),
        ("Owner of: Guide", lambda b: b.resources["guide"].owner == "bo"),
        ("Single-trainer topic: Excel", lambda b: b.volunteers["bo"].topics == ("feedback", "Excel")),
    ],
)  # fmt: skip
def test_handing_over_changes_the_record_and_ticks_in_one_change(held: Book, text: str, done: object) -> None:
    task = begun(held)[text]
    before = {name: dict(table.items()) for name, table in held.tables.items() if name != "steps"}
    with held.change("Hand over") as change:
        hand_over(held, change, task, "bo", TODAY)
    assert done(held)  # type: ignore[operator]
    assert (held.tasks[task.id].done_on, held.tasks[task.id].to) == (TODAY, "bo")
    assert list(dangling(held)) == []
    held.undo()
    assert {name: dict(table.items()) for name, table in held.tables.items() if name != "steps"} == before


def test_an_ask_is_passed_on_as_a_new_one(held: Book) -> None:
    task = begun(held)["Request: speak at the all-hands"]
    with held.change("Hand over") as change:
        hand_over(held, change, task, "bo", TODAY)
    old = held.asks["open"]
    assert (old.outcome, old.answered_on, old.note) == ("declined", TODAY, "handed over to Bo")
    (new,) = [ask for ask in held.asks.values() if ask.who == "bo"]
    assert (new.what, new.on, new.outcome, new.note) == (
        "speak at the all-hands",
        TODAY,
        "open",
        f"handed over by {HOSTILE}",
    )


@pytest.mark.parametrize(
    ("text", "to", "why"),
    [
        ("Thank them", "bo", "nothing to hand over"),
        ("Role: Moderator", "ann", "is leaving"),
        ("Role: Moderator", ORGANISER, "Only a volunteer"),
        ("Single-trainer topic: Excel", ORGANISER, "Only a volunteer"),
    ],
)
def test_what_cannot_be_handed_over_says_why(held: Book, text: str, to: str, why: str) -> None:
    task = begun(held)[text]
    with pytest.raises(GuildbookError, match=why), held.change("Hand over") as change:
        hand_over(held, change, task, to, TODAY)
    assert held.tasks[task.id].done_on is None


def test_the_organiser_may_host(held: Book) -> None:
    task = begun(held)["Host rota: Ask me anything"]
    with held.change("Hand over") as change:
        hand_over(held, change, task, ORGANISER, TODAY)
    assert held.rituals["ama"].hosts == (ORGANISER, "bo")


def test_what_is_no_longer_theirs_is_only_ticked(held: Book) -> None:
    task = begun(held)["Champion of: Ops"]
    fill(held, Department(id="ops", name="Ops", champion="bo"))
    with pytest.raises(GuildbookError, match="no longer holds this"), held.change("Hand over") as change:
        hand_over(held, change, task, "bo", TODAY)
    fill(held, tick(task, TODAY))
    assert tick(held.tasks[task.id], TODAY).done_on is None


def test_a_template_without_a_place_for_what_they_hold_still_gets_it(held: Book) -> None:
    fill(held, Template(id="offboarding", items="Thank them\n\n  Goodbye  "))
    texts = [*begun(held)]
    assert (texts[0], texts[-1], len(texts)) == ("Thank them", "Goodbye", 9)


# -- onboarding ------------------------------------------------------------------------------------


def test_entering_onboarding_begins_the_checklist_once(held: Book) -> None:
    bo = held.volunteers["bo"]
    with held.change("Move") as change:
        move(held, change, bo, "onboarding", ago(4))
    assert progress(held) == {"bo": (0, 6)}
    checklist = unfinished(held, "bo", "onboarding")
    assert checklist
    assert checklist.on == ago(4)
    assert tuple(task.text for task in tasks_of(held, checklist)) == DEFAULTS["onboarding"]
    with held.change("Tick") as change:
        for task in tasks_of(held, checklist)[:2]:
            change.put(tick(task, TODAY))
    assert progress(held) == {"bo": (2, 6)}
    with held.change("Back and again") as change:
        move(held, change, bo, "onboarding", TODAY)
    assert len(held.checklists) == 1
    assert not any(checklist.kind == "offboarding" for checklist in checklists_of(held, "bo"))


def test_a_finished_list_begins_again_only_after_a_while(held: Book) -> None:
    bo = held.volunteers["bo"]
    for on, count in ((ago(100), 1), (ago(11), 1), (ago(10), 2)):
        with held.change("Begin") as change:
            start(held, change, bo, "onboarding", on)
        assert len(held.checklists) == count
        with held.change("Tick") as change:
            for task in held.tasks.values():
                change.put(tick(task, on) if not task.done_on else task)


def test_a_template_counts_for_the_next_one(held: Book) -> None:
    fill(held, Template(id="onboarding", items=f"Say hello, loudly\n{HELD}\n"))
    assert items_of(held, "onboarding") == ("Say hello, loudly", HELD)
    with held.change("Move") as change:
        move(held, change, held.volunteers["bo"], "onboarding", TODAY)
    assert [task.text for task in held.tasks.values()] == ["Say hello, loudly"]


# -- roles -----------------------------------------------------------------------------------------


def test_a_role_has_its_holders_over_time(held: Book) -> None:
    assert [tenure.id for tenure in tenures_of(held, "mod")] == ["now", "then"]
    assert [tenure.id for tenure in present(held, "mod", TODAY)] == ["now"]
    assert [tenure.id for tenure in present(held, "mod", ago(60))] == ["then"]
    assert present(held, "mod", ago(55)) == []
    assert how_chosen(held.tenures["now"]) == "elected, 9 of 11"
    assert how_chosen(held.tenures["then"]) == "volunteered"


def test_a_tenure_that_began_today_ends_today(held: Book) -> None:
    fill(held, Tenure(id="now", role="mod", volunteer="ann", since=TODAY))
    with held.change("Hand over") as change:
        hand_role_over(change, held.tenures["now"], Tenure(role="mod", volunteer="bo", since=TODAY))
    assert held.tenures["now"].until == TODAY
    assert [made.kind for made in held.contributions.values()] == ["took_on_role"]


def test_a_role_that_is_not_in_the_book_is_still_held_and_passed_on(book: Book) -> None:
    held = Tenure(id="t", role="gone", volunteer="ann", since=ago(9))
    fill(book, Volunteer(id="ann", name=HOSTILE), Volunteer(id="bo", name="Bo"), held)
    assert [(one.kind, one.name) for one in holdings(book, book.volunteers["ann"], TODAY)] == [
        ("role", "a role no longer in the book")
    ]
    with book.change("Hand over") as change:
        hand_role_over(change, held, Tenure(role="gone", volunteer="bo", since=TODAY))
    assert [tenure.volunteer for tenure in present(book, "gone", TODAY)] == ["bo"]


@pytest.mark.parametrize(
    ("record", "holds"),
    [
        (Gathering(name="Lab", on=TODAY, host="ann"), True),
        (Gathering(name="Lab", on=ago(1), host="ann"), False),
        (Gathering(name="Lab", on=TODAY, host="ann", state="held"), False),
        (Gathering(name="Lab", on=TODAY, host="bo", cohosts=("ann",)), False),
        (Ritual(name="Lab", start=ago(9), hosts=("bo", "ann"), retired_on=ago(-1)), True),
        (Ritual(name="Lab", start=ago(9), hosts=("bo", "ann"), retired_on=TODAY), False),
        (Tenure(role="mod", volunteer="ann", since=TODAY, until=TODAY), True),
        (Tenure(role="mod", volunteer="ann", since=ago(9), until=ago(1)), False),
        (Tenure(role="mod", volunteer="ann", since=ago(-1)), False),
        (Ask(who="ann", what="help", on=ago(400)), True),
        (Ask(who="ann", what="help", on=ago(ASKED_WITHIN), outcome="accepted"), True),
        (Ask(who="ann", what="help", on=ago(ASKED_WITHIN + 1), outcome="accepted"), False),
        (Ask(who="ann", what="help", on=ago(1), outcome="declined"), False),
        (Ask(who="bo", what="help", on=ago(1)), False),
    ],
)
def test_what_is_held_is_held_today(book: Book, record: Record, holds: bool) -> None:
    fill(
        book,
        Volunteer(id="ann", name="Ann"),
        Volunteer(id="bo", name="Bo"),
        Role(id="mod", name="Moderator"),
        record,
    )
    assert [h.record for h in holdings(book, book.volunteers["ann"], TODAY)] == [record] * holds


def test_someone_is_leaving_until_all_is_handed_over_and_the_last_day_is_over(held: Book) -> None:
    with held.change("Leave") as change:
        begin(held, change, held.volunteers["ann"], TODAY, ago(-10))
    assert told_leaving(held, "bo", TODAY) == ""
    assert told_leaving(held, "ann", TODAY) == "leaves 3 Dec"
    assert told_leaving(held, "ann", ago(-11)) == "left 3 Dec"
    fill(held, *(tick(task, TODAY) for task in held.tasks.values()))
    assert {*leavers(held, TODAY)} == {"ann"}
    assert {*leavers(held, ago(-11))} == set()
    fill(held, Move(volunteer="ann", stage="alumni", on=TODAY, step=9))
    assert not leavers(held, TODAY)
