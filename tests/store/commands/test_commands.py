"""Commands in words: what each would do, what it did, and that it is one change to undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.commands.adding import AddLine, Unanswered
from store.commands.assigning import Assign
from store.commands.command import Command
from store.commands.recording import RecordGathering
from store.commands.sending import Edits, MarkSent
from store.commands.setting_aside import Dismiss, Snooze
from store.commands.undoing import Undo, log_as_text
from store.core.errors import GuildbookError
from store.core.record import ORGANISER
from store.model.library import Resource
from store.model.people import Role
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill, gathering, move, person, ritual, stakeholder
from tests.support.todos import full


def carry_out(book: Book, command: Command) -> str:
    made = command.plan(book, TODAY)
    made.carry_out(book)
    return made.said


def test_snoozing_and_dismissing_a_line_takes_all_it_stands_for(book: Book) -> None:
    full(book)
    for command, dismissed in ((Snooze, False), (Dismiss, True)):
        line = next(act for act in plan(book, TODAY).acts if act.members)
        said = carry_out(book, command(todos=(plan(book, TODAY).numbers[line.key],)))
        assert line.title in said
        assert {s.act for s in book.snoozes.values()} == {act.key for act in line.members}
        assert {s.dismissed for s in book.snoozes.values()} == {dismissed}
        carry_out(book, Undo())
        assert not book.snoozes


def test_undo_redo_and_log_agree(book: Book) -> None:
    full(book)
    before = len(book.steps)
    act = plan(book, TODAY).all_acts[0]
    carry_out(book, Dismiss(todos=(act.title,)))
    label = f"Dismiss ‘{act.title}’"
    assert log_as_text(book, 1, TODAY).splitlines()[1].endswith(label)
    assert label in carry_out(book, Undo())
    assert log_as_text(book, 1, TODAY).splitlines()[1].endswith(f"{label} (undone)")
    assert label in carry_out(book, Undo(redo=True))
    assert len(book.steps) == before + 1
    with pytest.raises(GuildbookError):
        Undo(redo=True).plan(book, TODAY)


def test_undo_of_a_change_that_is_no_longer_the_last_is_refused(book: Book) -> None:
    full(book)
    first, second = plan(book, TODAY).all_acts[:2]
    carry_out(book, Dismiss(todos=(first.title,)))
    last = max(book.steps.values(), key=lambda step: step.number)
    carry_out(book, Dismiss(todos=(second.title,)))
    with pytest.raises(GuildbookError, match="since"):
        Undo(of=last.id).plan(book, TODAY)


@pytest.fixture
def coffee(book: Book) -> Book:
    """Members who came to the last coffee corner, one of last week that no one recorded, and one to come."""
    start = ago(14)
    weekly = ritual("coffee", "Coffee corner", start=start, preparation=("mugs", "milk"))
    fill(
        book, person("ana", "Ana Ruiz"), person("anton", "Anton Berg"), person("li", "Li Chen"), weekly,
        *(move(key, "active", 100) for key in ("ana", "anton", "li")),
        gathering(start, "Coffee corner", id=f"coffee-{start:%Y%m%d}", ritual="coffee", due_on=start, state="held",
                  attended=("ana", "li"), notes="Begun."),
        stakeholder("marta", "Marta Weiss"),
    )  # fmt: skip
    return book


def on(book: Book, day: date) -> object:
    return next(g for g in book.gatherings.values() if g.on == day)


def test_a_gathering_is_recorded_with_what_is_said_of_it(coffee: Book) -> None:
    last = ago(7)
    command = RecordGathering(
        gathering="coffee", attendees="usual", learners=4, host="me", notes="Good.", quotes=("More!",),
        decisions=f"Li sends the slides by {TODAY + timedelta(days=4)}", requests=True, links=("https://example.org/rec.mp4",),
    )  # fmt: skip
    carry_out(coffee, command)
    held = on(coffee, last)
    assert (held.state, held.attended, held.host, held.learners) == ("held", ("ana", "li"), ORGANISER, 4)  # type: ignore[attr-defined]
    assert (held.notes, held.quotes) == ("Good.", "More!")  # type: ignore[attr-defined]
    assert [(ask.who, ask.what) for ask in coffee.asks.values()] == [("li", "sends the slides")]
    assert [resource.gathering for resource in coffee.resources.values()] == [held.id]  # type: ignore[attr-defined]
    steps = len(coffee.steps)
    carry_out(coffee, replace(command, gathering=f"coffee {last}"))  # again: nothing is doubled
    assert len(coffee.steps) == steps
    carry_out(coffee, Undo())
    assert not coffee.asks
    assert not coffee.resources


def test_attendance_names_people_and_is_never_supposed(coffee: Book) -> None:
    with pytest.raises(GuildbookError, match="Ana Ruiz and Li Chen"):
        RecordGathering(gathering="coffee", notes="Good.").plan(coffee, TODAY)
    with pytest.raises(GuildbookError, match="Anton Berg"):
        RecordGathering(gathering="coffee", attendees="an, li").plan(coffee, TODAY)
    carry_out(coffee, RecordGathering(gathering="coffee", attendees="ana and anton"))
    assert on(coffee, ago(7)).attended == ("ana", "anton")  # type: ignore[attr-defined]
    carry_out(coffee, RecordGathering(gathering=f"coffee {ago(7)}", attendees="none"))
    assert on(coffee, ago(7)).attended == ()  # type: ignore[attr-defined]


def test_a_gathering_to_come_is_arranged_and_not_recorded(coffee: Book) -> None:
    carry_out(coffee, RecordGathering(gathering="coffee", prepared=("mu",)))
    carry_out(coffee, RecordGathering(gathering="coffee", prepared=("all",), host="Ana"))
    coming = on(coffee, TODAY)
    assert (coming.state, coming.host, coming.prepared) == ("planned", "ana", ("mugs", "milk"))  # type: ignore[attr-defined]
    with pytest.raises(GuildbookError, match="milk"):
        RecordGathering(gathering="coffee", prepared=("cake",)).plan(coffee, TODAY)


def test_a_gathering_is_skipped_once(coffee: Book) -> None:
    command = RecordGathering(gathering=f"coffee {ago(7)}", skipped=True, reason="rain")
    carry_out(coffee, command)
    assert (on(coffee, ago(7)).state, on(coffee, ago(7)).why) == ("skipped", "rain")  # type: ignore[attr-defined]
    with pytest.raises(GuildbookError, match="already skipped"):
        command.plan(coffee, TODAY)


def test_a_to_do_that_asks_for_someone_is_assigned(coffee: Book) -> None:
    fill(
        coffee,
        Role(id="editor", name="Editor"),
        Resource(id="deck", title="Deck"),
        Resource(id="how", title="How-to"),
    )
    carry_out(coffee, Assign(todos=("find a host for coffee corner", "mon 23 nov"), to="ana"))
    assert on(coffee, TODAY).host == "ana"  # type: ignore[attr-defined]
    carry_out(coffee, Assign(todos=("fill role",), to="li"))
    assert [(tenure.role, tenure.volunteer) for tenure in coffee.tenures.values()] == [("editor", "li")]
    carry_out(coffee, Assign(todos=("assign owner",), to="me"))
    assert {resource.owner for resource in coffee.resources.values()} == {ORGANISER}
    fill(coffee, person("zoe", "Zoe Fry"), Role(id="host", name="Greeter"))
    for todo, to in (("fill role", "me"), ("fill role", "zoe"), ("update", "ana"), ("fill role", "nobody")):
        with pytest.raises(GuildbookError):
            Assign(todos=(todo,), to=to).plan(coffee, TODAY)


def test_an_update_waits_for_words_and_is_sent_once(coffee: Book) -> None:
    with pytest.raises(GuildbookError, match="--leave-out"):
        MarkSent(to="Marta W").plan(coffee, TODAY)
    with pytest.raises(GuildbookError, match="Lessons learned"):
        MarkSent(to="marta", edits=Edits(leave_out=("poems",))).plan(coffee, TODAY)
    carry_out(coffee, MarkSent(to="marta", edits=Edits(write=(("lessons", "Bring mugs."),))))
    [update] = coffee.updates.values()
    assert (update.to, update.sent_on, "Bring mugs." in update.text) == (("marta",), TODAY, True)
    with pytest.raises(GuildbookError, match="Already sent"):
        MarkSent(to="marta").plan(coffee, TODAY)


def test_a_line_is_answered_by_number_or_words(coffee: Book) -> None:
    line = "thank An for the mugs"
    with pytest.raises(Unanswered, match="1 Ana Ruiz"):
        AddLine(line=line).plan(coffee, TODAY)
    with pytest.raises(GuildbookError, match="not one of the answers"):
        AddLine(line=line, choices=("zoe",)).plan(coffee, TODAY)
    for answer in ("1", "ana"):
        settled = AddLine(line=line, choices=(answer,)).settled(coffee, TODAY)
        carry_out(coffee, settled)
    assert {thanks.to for thanks in coffee.recognitions.values()} == {("ana",)}
    with pytest.raises(GuildbookError, match="not needed"):
        AddLine(line=line, choices=("1", "1")).plan(coffee, TODAY)
