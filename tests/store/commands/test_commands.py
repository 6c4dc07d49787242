"""Commands in words: what each would do, what it did, and that it is one change to undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.capture.proposal import Choice, Question
from store.commands.adding import AddLine, Unanswered
from store.commands.assigning import Assign
from store.commands.command import Command
from store.commands.people import find_host
from store.commands.recording import RecordGathering
from store.commands.sending import Edits, MarkSent, compose_for, find_recipient, find_stakeholder
from store.commands.setting_aside import Dismiss, Snooze
from store.commands.undoing import Undo, log_as_text
from store.core.dates import format_day
from store.core.errors import GuildbookError
from store.core.record import ORGANISER
from store.model.community import Community
from store.model.library import Resource
from store.model.people import Role
from store.week.plan import plan
from store.week.snoozing import back_on
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


@pytest.mark.parametrize("titles", [("Deck",), ("Deck", "How-to")])
def test_what_is_assigned_is_told_by_its_name_or_its_number(coffee: Book, titles: tuple[str, ...]) -> None:
    fill(coffee, *(Resource(id=title, title=title) for title in titles))
    made = Assign(todos=("assign owner",), to="li").plan(coffee, TODAY)
    assert made.said == f"Assigned {'‘Deck’' if len(titles) == 1 else '2 resources'} to Li Chen."
    assert made.told == tuple(f"- {title}" for title in titles)


def test_to_dos_of_several_kinds_are_assigned_one_by_one(book: Book) -> None:
    full(book, 2)
    week = plan(book, TODAY)
    line = next(act for act in week.acts if act.members and {one.kind for one in act.members} != {"owner"})
    roles = [week.numbers[act.key] for act in week.all_acts if act.kind == "role"]
    for todos in ((week.numbers[line.key],), tuple(roles[:2])):
        with pytest.raises(GuildbookError, match="covers more than one to-do"):
            Assign(todos=todos, to="me").plan(book, TODAY)


@pytest.mark.parametrize(
    ("name", "found"),
    [("me", ORGANISER), ("I", ORGANISER), ("pat QUIST", ORGANISER), ("ana", "ana"), ("gone", ""), ("new", ""), ("nobody", "")],
)  # fmt: skip
def test_who_may_host_has_said_yes_and_is_here(coffee: Book, name: str, found: str) -> None:
    fill(coffee, Community(organiser="Pat Quist"), person("gone"), person("new"), move("gone", "alumni", 9))
    if found:
        assert find_host(coffee, name) == found
        return
    with pytest.raises(GuildbookError):
        find_host(coffee, name)


@pytest.mark.parametrize(("answers", "more"), [(6, ""), (7, "; 1 more."), (9, "; 3 more.")])
def test_six_answers_are_named_and_the_rest_counted(answers: int, more: str) -> None:
    told = str(Unanswered(Question("who", "Who?", tuple(Choice(str(n), f"Person {n}") for n in range(answers)))))
    assert told.count("Person") == 6
    assert ("1 Person 0" in told, "6 Person 5" in told, " more" in told) == (True, True, bool(more))
    assert more in told


def test_answers_of_one_label_are_told_apart() -> None:
    choices = (Choice("a", "Ana", "Sales"), Choice("b", "Ana"), Choice("c", "Bo", "Legal"))
    assert "1 Ana (Sales); 2 Ana; 3 Bo." in str(Unanswered(Question("who", "Who?", choices)))


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("1", "ana"), ("0", ""), ("99", ""), ("²", ""), ("", ""), ("ana ruiz", "ana"), ("ANA R", ""), ("ana ruiz i", "ito"), ("ant", "anton"),
        ("berg", "anton"), ("r", ""),
    ],
)  # fmt: skip
def test_an_answer_is_a_number_or_the_words_that_fit_best(coffee: Book, answer: str, who: str) -> None:
    fill(coffee, person("ito", "Ana Ruiz Ito"))
    line = "thank An for the mugs"
    if not who:
        with pytest.raises(GuildbookError):
            AddLine(line=line, choices=(answer,)).plan(coffee, TODAY)
        return
    carry_out(coffee, AddLine(line=line, choices=(answer,)))
    assert [thanks.to for thanks in coffee.recognitions.values()] == [(who,)]


@pytest.mark.parametrize(("most", "left"), [(1, "2 earlier changes"), (2, "1 earlier change "), (3, ""), (4, "")])
def test_the_log_says_how_much_it_leaves_out(book: Book, most: int, left: str) -> None:
    for key in ("ana", "bo", "cy"):
        fill(book, person(key))
    told = log_as_text(book, most, TODAY)
    assert told.count("\n- ") == min(most, 3)
    assert ("left out" in told, left in told) == (bool(left), True)


@pytest.mark.parametrize("number", [1, 3, 4])
def test_three_to_dos_are_named_and_the_rest_counted(book: Book, number: int) -> None:
    full(book, 2)
    week = plan(book, TODAY)
    todos = tuple(week.numbers[act.key] for act in week.all_acts[:number])
    for command in (Snooze(todos=todos), Dismiss(todos=todos)):
        label = command.plan(book, TODAY).label
        assert label.count("‘") == min(number, 3)
        assert ("more" in label) == (number > 3)


def test_several_dismissed_are_said_to_return_with_the_first_of_them(book: Book) -> None:
    full(book)
    acts = [act for act in plan(book, TODAY).all_acts if not act.members]
    days = {act.key: back_on(act, TODAY) for act in acts}
    returning = sorted({day for day in days.values() if day})
    some = {next(key for key, day in days.items() if day == wanted): wanted for wanted in returning[:3]}
    assert len(some) > 1
    numbers = tuple(plan(book, TODAY).numbers[key] for key in some)
    assert Dismiss(todos=numbers).plan(book, TODAY).said.endswith(f"until {format_day(returning[0], TODAY)}.")


@pytest.mark.parametrize(
    ("edits", "refused"),
    [
        (Edits(leave_out=("lessons",)), ""),
        (Edits(write=(("lessons", "Bring mugs."),)), ""),
        (Edits(write=(("lessons", "Bring mugs."),), leave_out=("coming",)), ""),
        (Edits(), "Not recorded as sent"),
        (Edits(leave_out=("",)), "No single section matches"),
    ],
)
def test_a_section_is_written_or_left_out(coffee: Book, edits: Edits, refused: str) -> None:
    if edits.leave_out == ("coming",):
        (draft, _) = compose_for(coffee, coffee.stakeholders["marta"], TODAY, Edits())
        edits = replace(
            edits, leave_out=(next(s.title for s in draft.sections if s.title and s.name != "lessons"),)
        )
    if refused:
        with pytest.raises(GuildbookError, match=refused):
            MarkSent(to="marta", edits=edits).plan(coffee, TODAY)
        return
    assert MarkSent(to="marta", edits=edits).plan(coffee, TODAY).said
    draft, _ = compose_for(coffee, coffee.stakeholders["marta"], TODAY, edits)
    assert ("Bring mugs." in draft.text, draft.unfilled) == (bool(edits.write), ())


@pytest.mark.parametrize(
    ("name", "found"),
    [("Marta Weiss", "marta"), ("marta w", "marta"), ("MARTA", "first"), ("Mar", "4 of them"), ("", "No stakeholder"), ("weiss", "No stakeholder")],
)  # fmt: skip
def test_a_stakeholder_is_found_by_the_whole_name_or_its_beginning(coffee: Book, name: str, found: str) -> None:
    fill(coffee, stakeholder("first", "Marta"), stakeholder("other", "Marta Roth", job="CFO"), stakeholder("mara"))
    if found in coffee.stakeholders:
        assert find_stakeholder(coffee, name).id == found
        return
    with pytest.raises(GuildbookError) as error:
        find_stakeholder(coffee, name)
    assert found in str(error.value) or "Mara, Marta, Marta Roth (CFO) and Marta Weiss" in str(error.value)


def test_no_more_than_twelve_names_are_offered(book: Book) -> None:
    with pytest.raises(GuildbookError, match="no stakeholders yet"):
        find_stakeholder(book, "zoe")
    fill(book, *(stakeholder(f"s{n:02}") for n in range(12)))
    for rest in ("", "and 1 more"):
        with pytest.raises(GuildbookError) as error:
            find_stakeholder(book, "zoe")
        assert ("more" in str(error.value), rest in str(error.value)) == (bool(rest), True)
        fill(book, stakeholder("s12"))


def test_an_update_of_chosen_days_may_be_sent_on_the_day_of_another(coffee: Book) -> None:
    words = (("lessons", "Bring mugs."),)
    carry_out(coffee, MarkSent(to="marta", edits=Edits(write=words)))
    for chosen in (Edits(since=ago(30), write=words), Edits(until=ago(1), since=ago(30), write=words)):
        assert MarkSent(to="marta", edits=chosen).plan(coffee, TODAY).label


def test_a_recipient_may_be_meant_by_the_number_of_a_to_do(coffee: Book) -> None:
    full(coffee)
    week = plan(coffee, TODAY)
    update = next(act for act in week.all_acts if act.subject == "eva0" and not act.members)
    assert find_recipient(coffee, week.numbers[update.key], TODAY).id == "eva0"
    other = next(act for act in week.all_acts if not act.members and act.subject not in coffee.stakeholders)
    with pytest.raises(GuildbookError, match="not an update to one recipient"):
        find_recipient(coffee, week.numbers[other.key], TODAY)
    with pytest.raises(GuildbookError, match="No stakeholder"):
        find_recipient(coffee, "0000000000", TODAY)
