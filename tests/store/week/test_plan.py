"""The weekly plan: at most seven acts of many kinds, each gone once it is dealt with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.calendar.rituals import occurrence
from store.core.dates import Clock
from store.core.record import ORGANISER
from store.insights.pulse import pulse
from store.model.calendar import Gathering
from store.model.community import Community
from store.model.finance import Kpi, Reading
from store.model.people import Ask, Contact, Reminder, Role, Tenure, Volunteer
from store.model.planner import Snooze
from store.model.recognition import Contribution, Recognition
from store.model.stakeholders import Stakeholder, Update
from store.people.offboarding import begin
from store.people.reminders import open_reminders, reminders_of
from store.people.stages import move
from store.updates.compose import compose, sent
from store.week.action import Act
from store.week.kinds import KINDS, Rank
from store.week.ordering import MOST_LINES
from store.week.plan import all_as_text, as_text, plan
from tests.support.making import TODAY, ago, fill, member
from tests.support.todos import AMA, everything, full


def keys(book: Book, today: date = TODAY) -> list[str]:
    return [act.key for act in plan(book, today).all_acts]


def test_an_empty_book_asks_for_nothing(book: Book) -> None:
    week = plan(book, TODAY)
    assert (week.acts, week.waiting, week.gatherings) == ((), 0, ())
    assert week.first == TODAY


def test_a_week_has_seven_lines_and_says_how_many_wait(book: Book) -> None:
    full(book)
    week = plan(book, TODAY)
    assert len(week.acts) == MOST_LINES == 7
    assert (week.covered, week.waiting) == (8, 1)
    assert len({act.key for act in week.acts}) == 7


@pytest.mark.parametrize("each", [2, 5, 20])
def test_a_line_stands_for_all_of_its_kind_where_there_are_too_many(book: Book, each: int) -> None:
    full(book, each)
    week = plan(book, TODAY)
    lines = [(act.kind, len(act.singles)) for act in week.acts]
    assert lines[:5] == [
        ("record", each),
        ("find_host", each),
        ("update", each),
        ("thank", each),
        ("check_in", 2 * each),
    ]
    assert len(lines) == MOST_LINES
    assert week.waiting <= max(2, each)


def test_a_line_for_many_opens_the_first_and_names_the_others(book: Book) -> None:
    fill(book, *(Role(id=f"r{n}", name=f"Role {n}") for n in range(9)))
    [line] = plan(book, TODAY).acts
    assert (line.title, line.name, line.reason) == ("Fill 9 roles", "9 roles", "Role 0, Role 1, Role 2 and 6 more")
    assert [act.key for act in line.members] == [f"role:r{n}" for n in range(9)]
    assert line.target == line.members[0].target
    assert plan(book, TODAY).waiting == 0


def test_every_kind_of_act_exists_and_says_why(book: Book) -> None:
    everything(book)
    seen: dict[str, Act] = {act.kind: act for act in reversed(plan(book, TODAY).all_acts)}
    assert set(seen) == {name for name, kind in KINDS.items() if kind.rank is not Rank.FIRST_STEP}
    for act in seen.values():
        assert all((act.key, act.subject, act.name, act.reason, act.why))
        assert "\n" not in act.reason + act.why
    assert seen["update"].name == "Eva 0"
    assert "COO" in seen["update"].why
    assert seen["thank"].why == "18 Nov: led a session ‘Excel’. Not thanked yet."
    assert seen["record"].reason == "planned for Fri 20 Nov, not recorded yet"
    assert seen["do"].reason == "1 day overdue"
    assert seen["ask"].reason == "interested for 21 days, no contact since"
    assert seen["write_up"].reason == "held Fri 13 Nov, no notes yet"
    assert seen["prepare"].reason == "Wed 25 Nov · 1 item open: room"
    assert seen["next_stage"].reason.startswith("ready for ‘active’? 2 contributions in 90 days, most recently: ")


# -- each act disappears when dealt with -----------------------------------------------------------


def thank(book: Book, change: Change) -> None:
    change.put(Recognition(to=("ann0",), behaviour="shares knowledge", words="Thank you", on=TODAY))


def mark_held(book: Book, change: Change) -> None:
    change.put(replace(book.gatherings["past0"], state="held"))


def mark_skipped(book: Book, change: Change) -> None:
    change.put(replace(book.gatherings["past0"], state="skipped", why="all ill"))


def note_a_contact(book: Book, change: Change) -> None:
    change.put(Contact(who="tom0", on=TODAY, note="wants to think"))


def note_a_contact_while_onboarding(book: Book, change: Change) -> None:
    change.put(Contact(who="raj0", on=ago(2), note="wants to think"))


def leave_in_quiet(book: Book, change: Change) -> None:
    change.put(replace(book.volunteers["tom0"], quiet_until=ago(-30)))


def move_on(book: Book, change: Change) -> None:
    move(book, change, book.volunteers["raj0"], "newcomer", TODAY)


def say_not_now(book: Book, change: Change) -> None:
    move(book, change, book.volunteers["tom0"], "not_now", TODAY)


def send(book: Book, change: Change) -> None:
    change.put(sent(book, compose(book, book.stakeholders["eva0"], TODAY), TODAY))


def set_a_host(book: Book, change: Change) -> None:
    change.put(replace(book.gatherings["soon0"], host="ann0"))


def write_notes(book: Book, change: Change) -> None:
    change.put(replace(book.gatherings["held0"], notes="Pivot tables."))


def fill_the_role(book: Book, change: Change) -> None:
    change.put(Tenure(role="mod0", volunteer="ann0", since=TODAY))


def remove_the_role(book: Book, change: Change) -> None:
    change.remove(book.roles["mod0"])


@pytest.mark.parametrize(
    ("key", "deal"),
    [
        ("thank:ann0:deed0", thank),
        ("mark:past0", mark_held),
        ("mark:past0", mark_skipped),
        (f"stuck:tom0:{ago(21)}", note_a_contact),
        (f"stuck:tom0:{ago(21)}", leave_in_quiet),
        (f"stuck:tom0:{ago(21)}", say_not_now),
        (f"stuck:raj0:{ago(31)}", note_a_contact_while_onboarding),
        (f"stuck:raj0:{ago(31)}", move_on),
        ("update:eva0", send),
        ("host:soon0", set_a_host),
        ("notes:held0", write_notes),
        ("role:mod0", fill_the_role),
        ("role:mod0", remove_the_role),
    ],
)
def test_an_act_is_gone_once_dealt_with_and_back_after_undo(
    book: Book, key: str, deal: Callable[[Book, Change], None]
) -> None:
    full(book)
    before = keys(book)
    assert key in before
    with book.change("Deal with it") as change:
        deal(book, change)
    after = keys(book)
    assert key not in after
    assert set(before) - {key} <= set(after)
    book.undo()
    assert keys(book) == before


def test_an_occurrence_of_a_ritual_can_be_hosted_and_held(book: Book) -> None:
    fill(book, AMA)
    wednesday = occurrence(AMA, AMA.start)
    assert keys(book) == [f"host:{wednesday.id}", f"host:{occurrence(AMA, ago(-9)).id}"]
    fill(book, replace(wednesday, host=ORGANISER))
    assert keys(book) == [f"host:{occurrence(AMA, ago(-9)).id}"]
    assert f"mark:{wednesday.id}" in keys(book, date(2026, 11, 26))
    fill(book, replace(wednesday, host=ORGANISER, state="held"))
    assert f"mark:{wednesday.id}" not in keys(book, date(2026, 11, 26))


def test_a_new_deed_after_the_thanks_is_a_new_act(book: Book) -> None:
    full(book)
    with book.change("Thank") as change:
        change.put(Recognition(to=("ann0",), behaviour="shares knowledge", words="Thank you", on=ago(3)))
    assert not [key for key in keys(book) if key.startswith("thank")]
    fill(book, Contribution(id="more", volunteer="ann0", kind="shared_material", on=ago(1)))
    acts = {act.key: act for act in plan(book, TODAY).all_acts}
    assert acts["thank:ann0:more"].reason == "shared material since 20 Nov"


# -- putting off -----------------------------------------------------------------------------------


def test_what_was_put_off_is_absent_until_its_day(book: Book) -> None:
    full(book)
    key = keys(book)[0]
    fill(book, Snooze(act=key, until=ago(-7)))
    assert key not in keys(book)
    assert key not in keys(book, ago(-6))
    assert key in keys(book, ago(-7))


def test_what_was_laid_aside_stays_away(book: Book) -> None:
    full(book)
    key = "mark:past0"
    fill(book, Snooze(act=key))
    assert key not in keys(book)
    assert key not in keys(book, ago(-20))


def test_an_update_never_sent_stays_laid_aside_the_next_day_too(book: Book) -> None:
    fill(book, Stakeholder(id="eva", name="Eva"))
    assert keys(book) == ["update:eva"]
    fill(book, Snooze(act="update:eva", until=ago(-7)))
    assert [keys(book, ago(-days)) for days in (0, 1, 6)] == [[], [], []]
    assert keys(book, ago(-7)) == ["update:eva"]


def test_an_update_laid_aside_comes_back_with_the_next_cadence(book: Book) -> None:
    fill(book, Stakeholder(id="eva", name="Eva", cadence="weekly"))
    fill(book, Update(to=("eva",), since=ago(14), until=ago(7), state="sent", sent_on=ago(7)))
    assert keys(book) == ["update:eva"]
    fill(book, Snooze(act="update:eva", until=ago(-7)))
    assert keys(book) == []
    fill(book, Update(to=("eva",), since=ago(7), until=TODAY, state="sent", sent_on=TODAY))
    assert keys(book, ago(-7)) == ["update:eva"]


@pytest.mark.parametrize(("sent_on", "asked"), [(date(2026, 10, 29), True), (date(2026, 10, 30), False)])
def test_updates_due_by_sunday_are_of_this_week(book: Book, sent_on: date, asked: bool) -> None:
    fill(book, Stakeholder(id="eva", name="Eva"))
    fill(book, Update(to=("eva",), since=ago(60), until=sent_on, state="sent", sent_on=sent_on))
    assert bool(keys(book)) == asked


# -- the rest of the page --------------------------------------------------------------------------


def test_the_week_holds_its_own_gatherings_without_the_skipped(book: Book) -> None:
    fill(
        book,
        AMA,
        Gathering(name="Sunday before", on=ago(1)),
        Gathering(name="Monday", on=TODAY, state="held"),
        Gathering(name="Skipped", on=TODAY, state="skipped"),
        Gathering(name="Sunday", on=ago(-6)),
        Gathering(name="Monday after", on=ago(-7)),
    )
    for day in (TODAY, ago(-3), ago(-6)):
        assert [g.name for g in plan(book, day).gatherings] == ["Monday", "Ask me anything", "Sunday"]
        assert plan(book, day).first == TODAY


def test_the_pulse_counts_what_the_records_give(book: Book) -> None:
    full(book, 2)
    fill(
        book,
        replace(book.gatherings["held0"], attended=("ann0", "ann1", "tom0")),
        Gathering(name="October", on=date(2026, 10, 20), state="held", host="ann0", attended=("ann0",)),
    )
    found = {line.label: line for line in pulse(book, TODAY)}
    assert list(found) == ["engaged", "attended", "you hosted", "gone quiet"]
    assert (found["engaged"].figure, found["engaged"].share) == ("2 of 2", "100%")
    assert (found["attended"].figure, found["attended"].share) == ("3 in Nov", "+2")
    assert (found["you hosted"].figure, found["you hosted"].share) == ("2 of 3", "67%")
    assert found["gone quiet"].figure == "0 of 2"
    assert all(len(found[label].trend) == 6 for label in ("engaged", "attended", "you hosted"))


def test_the_week_as_text_tells_all_of_it(book: Book) -> None:
    full(book)
    week = plan(book, TODAY)
    text = as_text(book, week, TODAY)
    assert text.startswith("Week of Mon 23 Nov 2026\n")
    assert "- Thu 26 Nov: Soon 0, no host\n" in text
    assert "To-dos: 8 (1 more waiting)\n" in text
    for act in week.acts:
        assert f"- {week.numbers[act.key]} {act.title}: {act.reason}\n" in text
    assert " Thank [/x] Ann [Ops] 0: led a session\n" in text
    everything_that_waits = all_as_text(week)
    for act in week.all_acts:
        assert f"\n- {week.numbers[act.key]} {act.title}: {act.reason}\n" in everything_that_waits


def test_a_week_starts_where_the_book_says(book: Book) -> None:
    fill(
        book,
        Community(week_starts="sunday"),
        *(Gathering(id=f"on{days}", name="Talk", on=ago(days), host=ORGANISER) for days in (2, 1, -5, -6)),
    )
    week = plan(book, TODAY)
    assert week.first == ago(1)
    assert [gathering.id for gathering in week.gatherings] == ["on1", "on-5"]
    assert "Week of Sun 22 Nov 2026" in as_text(book, week, TODAY)


def test_what_is_to_be_done_comes_up_in_its_week(book: Book) -> None:
    fill(
        book,
        Volunteer(id="tom", name="Tom Okafor", quiet_until=ago(-90)),
        Reminder(id="late", what="call Tom", who="tom", on=ago(3)),
        Reminder(id="now", what="buy cake", on=TODAY),
        Reminder(id="sun", what="ring Li", on=ago(-6)),
        Reminder(id="then", what="ask Li", on=ago(-7)),
        Reminder(id="done", what="ask Raj", on=TODAY, done_on=TODAY),
    )
    acts = [act for act in plan(book, TODAY).all_acts if act.verb == "Do"]
    assert [(act.name, act.reason) for act in acts] == [
        ("call Tom", "3 days overdue"),
        ("buy cake", "due today"),
        ("ring Li", "due Sun 29 Nov"),
    ][: len(acts)]
    assert len(acts) == 3
    assert acts[0].subject == "tom"
    assert "Tom Okafor" in acts[0].why
    assert [r.id for r in reminders_of(book, "tom")] == ["late"]
    assert [r.id for r in open_reminders(book)] == ["late", "now", "sun", "then"]


def test_what_is_remembered_of_the_week_is_what_a_newly_opened_book_says(demo_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(demo_file, tmp_path))
    changed = 0
    with Book.open(path, Clock(TODAY)) as book:
        for name, table in book.tables.items():
            if name == "steps" or not table:
                continue
            plan(book, TODAY)
            with book.change("Take out") as change:
                for record in [*table.values()][-3:]:
                    change.remove(record)
            with Book.open(path, Clock(TODAY), write=False) as fresh:
                assert plan(book, TODAY) == plan(fresh, TODAY), name
            book.undo()
            changed += 1
        with Book.open(path, Clock(TODAY), write=False) as fresh:
            assert plan(book, TODAY) == plan(fresh, TODAY)
    assert changed > 25


def test_a_reading_that_is_due_is_a_to_do_until_it_is_added(book: Book) -> None:
    fill(book, Kpi(id="k", name="Errors", baseline=Decimal(9), baseline_on=ago(100), target=Decimal(3)))
    fill(book, Stakeholder(id="eva", name="Eva", watches="k"))
    [act] = [act for act in plan(book, TODAY).all_acts if act.kind == "reading"]
    assert (act.title, act.reason) == ("Record a reading of ‘Errors’", "9 days overdue · watched by Eva")
    fill(book, Reading(kpi="k", value=Decimal(8), on=TODAY))
    assert not [act for act in plan(book, TODAY).all_acts if act.kind == "reading"]


def test_a_to_do_about_a_leaver_says_when_they_leave(book: Book) -> None:
    fill(book, *member("ann"), Ask(id="a", who="ann", what="host the lab", on=ago(30)))
    assert "leav" not in "".join(act.reason for act in plan(book, TODAY).all_acts)
    with book.change("Leave") as change:
        begin(book, change, book.volunteers["ann"], TODAY, ago(-10))
    about = [act.reason for act in plan(book, TODAY).all_acts if act.subject == "ann"]
    assert about
    assert all(reason.endswith(" · leaves 3 Dec") for reason in about)
