"""What the calendar's detail says about a gathering, a ritual or a training request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from screens.calendar.day_planning import hosts_fact
from screens.calendar.formatting import at
from screens.widgets.facts import Fact
from screens.widgets.keys import key_of
from store.book.book import Book
from store.calendar import recurrence_wording
from store.calendar.attendance_trend import Vitality
from store.calendar.conflicts import CLASHES_NAMED, Clash, Clashes
from store.calendar.occurrences import to_prepare
from store.core.dates import format_day, format_day_month
from store.core.labels import label_of
from store.core.text import capitalized, ended, join_words, one_line, pluralize, quoted
from store.model.calendar import Gathering, Ritual
from store.model.people import Absence
from store.model.training_requests import TrainingRequest
from store.people.absences import told_absence
from store.people.directory import full_name_of, name_of
from store.training import training_requests as demand
from store.training.feedback import evaluation
from store.training.session_plans import plan_of, plans_on
from store.week.plan import host_name


def about_ritual(
    book: Book,
    ritual: Ritual,
    one: Vitality,
    clashing: Iterable[Clash],
    absent: Iterable[tuple[Gathering, Absence]],
    *,
    today: date,
) -> Iterator[Fact]:
    """What there is to know about a ritual: what wants doing, when it is, what for, how it goes."""
    if one.falling:
        change, retire = key_of("calendar.edit"), key_of("calendar.skip")
        yield Fact(f"↓ {one.fall()} Press {change} to change it or {retire} to retire it.", "warn")
    for clash in islice(clashing, 2):
        yield Fact(f"! {format_day(clash.gathering.on, today)}: {_clash(book, clash)}", "warn")
    for g, absence in islice(absent, 2):
        yield Fact(f"! {format_day(g.on, today)}: {told_absence(book, absence, today)}.", "warn")
    if ritual.retired_on:
        told = f"Retired on {format_day(ritual.retired_on, today)}"
        told = f"{told}: {ritual.retired_why}" if ritual.retired_why else told
        yield Fact(f"{told}. Press {key_of('calendar.skip')} to bring it back.")
    often = recurrence_wording.in_words(ritual.rule, ritual.start)
    often = f"{often}, {at(ritual)}" if ritual.at else often
    yield Fact(f"{capitalized(ritual.kind_label)}, {often}.", label="Repeats")
    yield Fact(ritual.place, label="Where")
    yield Fact(join_words([name_of(book, who) for who in ritual.hosts]) or "no one yet", label="Host rota")
    gain = ritual.gain or f"No benefit for members recorded. Press {key_of('calendar.edit')} to add it."
    yield Fact(gain, label="Benefit")
    yield Fact(ritual.meaning, label="Meaning")
    yield Fact(" ".join(one.words()), label="Attendance")
    if ritual.continues in book.rituals:
        before = quoted(book.rituals[ritual.continues].name)
        yield Fact(f"{before} from {format_day(ritual.start, today)}.", label="Continues")
    if ritual.except_on:
        days = join_words([format_day_month(on) for on in ritual.except_on[-3:]])
        yield Fact(f"{days}. Press {key_of('calendar.bring_back')} to bring one back.", label="Deleted")


def about_gathering(book: Book, g: Gathering, clashing: Clashes, today: date) -> Iterator[Fact]:
    """What there is to know about a gathering: what is in the way; when, where, who hosts; preparation or outcome; notes."""
    for absence in clashing.absences_of(g.id):
        yield Fact(f"! {told_absence(book, absence, today)}.", "warn")
    yield from (Fact(line, "warn") for line in _clash_lines(book, [*clashing.of(g.id)]))
    if g.state == "skipped":
        yield Fact(f"Skipped. {g.why}".strip())
    yield Fact(", ".join(filter(None, (format_day(g.on, today), at(g) if g.at else "", g.place))), label="When")
    if g.moved and g.due_on:
        back = f" Press {key_of('calendar.bring_back')} to move it back." if g.state == "planned" else ""
        yield Fact(f"Moved from {format_day(g.due_on, today)}.{f' {g.why}' if g.why else ''}{back}")
    if g.state != "skipped":
        yield from _hosted(book, g, today)
    if g.state == "held":
        yield from _outcome(book, g)
    elif g.state == "planned":
        yield from _preparation(book, g)
    yield from _plan(book, g)
    if g.state == "planned" and (ritual := book.rituals.get(g.ritual)):
        yield Fact(ritual.gain, label="Benefit")


def _hosted(book: Book, g: Gathering, today: date) -> Iterator[Fact]:
    """Who hosts; without anyone, who could."""
    if g.host:
        yield Fact(join_words([host_name(book, g), *(name_of(book, who) for who in g.cohosts)]), label="Host")
        return
    yield Fact(f"No host. Press {key_of('calendar.host')} to choose one.", "warn", "Host")
    if g.state == "planned" and g.on >= today:
        yield hosts_fact(book, g.on, today)


def _plan(book: Book, g: Gathering) -> Iterator[Fact]:
    """What the session is for, by its plan or by that on its topic, and what was learned."""
    plan = plan_of(book, g.id)
    if plan is None:
        on = plans_on(book, g.topic) if g.topic else []
        if on:
            told = f"There is a plan on {quoted(on[0].topic)}. Press {key_of('session.write_plan')} to adapt it."
            yield Fact(told, label="Plan")
        return
    aim = one_line(plan.aim) or f"No aim recorded. Press {key_of('session.write_plan')} to see the plan."
    yield Fact(aim, label="Plan")
    if plan.outcomes.strip():
        yield Fact(one_line(plan.outcomes), label="Outcomes")
    elif g.state == "held":
        yield Fact(f"Press {key_of('session.write_plan')} to add the learning outcomes.", label="Outcomes")


def _outcome(book: Book, g: Gathering) -> Iterator[Fact]:
    """Who attended a gathering that was held, what they thought of it, and what was noted."""
    names = join_words([name_of(book, person) for person in g.attended], most=6)
    came = f"{pluralize(len(g.attended), 'attendee')}: {names}." if names else "No attendance recorded."
    learners = f"{pluralize(g.learners, 'learner')} reached." if g.learners else ""
    guests = f"{pluralize(g.guests, 'guest')}." if g.guests else ""
    evaluated = [f"{label_of(level).capitalize()}: {words}." for level, words in evaluation(g) if words]
    decided = f"Decisions: {g.decisions}" if g.decisions else ""
    links = f"Links: {', '.join(g.links)}" if g.links else ""
    for label, facts in (
        ("Attended", (came, learners, guests)),
        ("Feedback", evaluated),
        ("Notes", (g.notes, decided, links)),
        ("Quotes", (g.quotes,)),
    ):
        yield Fact(" ".join(filter(None, facts)), label=label)


def _preparation(book: Book, g: Gathering) -> Iterator[Fact]:
    """The preparation list: what is done, and what is still to do."""
    items = to_prepare(book, g)
    done = [item for item in items if item in g.prepared]
    left = [item for item in items if item not in g.prepared]
    yield Fact(f"✓ {', '.join(done)}" if done else "", label="Prepared")
    yield Fact(", ".join(left), "accent", "To do")


def _clash_lines(book: Book, clashing: Sequence[Clash]) -> list[str]:
    lines = [f"! {_clash(book, clash)}" for clash in clashing[:CLASHES_NAMED]]
    more = len(clashing) - len(lines)
    return [*lines, *([f"! {pluralize(more, 'more gathering')} at the same time."] if more else [])]


def _clash(book: Book, clash: Clash) -> str:
    """What a gathering clashes with."""
    other = clash.other
    beside = f"{quoted(other.name)}{f' at {at(other)}' if other.at else ''}"
    if not clash.people:
        return f"At the same time as {beside}."
    people = join_words([name_of(book, who) for who in clash.people])
    return f"At the same time as {beside}, also hosted by {people}."


def about_request(book: Book, request: TrainingRequest, today: date) -> Iterator[Fact]:
    """What it waits for, who wants it, and the days on which it moved on."""
    yield Fact(demand.stands(book, request, today), "warn" if demand.overdue_by(book, request, today) else "")
    details = demand.details(request, today)
    whom = demand.from_whom(book, request)
    yield Fact(ended(f"{whom}: {details}" if details else whom), label="From")
    if session := demand.session_of(book, request):
        host = f", host: {full_name_of(book, session.host)}" if session.host else ", no host"
        yield Fact(ended(f"{session.name}, {format_day(session.on, today)}{host}"), label="Session")
    days = [f"Requested {format_day(request.on, today)}"]
    if request.offered_on:
        days.append(f"offered {format_day(request.offered_on, today)}")
    if request.scheduled_on:
        days.append(f"scheduled {format_day(request.scheduled_on, today)}")
    if on_day := demand.delivered_on(book, request):
        days.append(f"delivered {format_day(on_day, today)}")
    if request.declined_on:
        days.append(f"declined {format_day(request.declined_on, today)}")
    yield Fact(ended(", ".join(days)), label="History")
    yield Fact(request.note, label="Note")
