"""What the calendar's detail says about a gathering, a ritual or a training request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct

from screens.calendar.day_planning import hosts_line
from screens.calendar.formatting import at
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Span
from store.book.book import Book
from store.calendar import recurrence_wording
from store.calendar.attendance_trend import Vitality
from store.calendar.conflicts import CLASHES_NAMED, Clash, Clashes
from store.calendar.occurrences import to_prepare
from store.core.dates import format_day, format_day_month
from store.core.labels import label_of
from store.core.text import ended, join_words, one_line, pluralize, quoted
from store.model.calendar import Gathering, Ritual
from store.model.people import Absence
from store.model.training_requests import TrainingRequest
from store.people.absences import EVERYONE, told_away, told_closed
from store.people.directory import full_name_of, name_of
from store.training import training_requests as demand
from store.training.feedback import evaluation
from store.training.session_plans import plan_of, plans_on
from store.week.plan import host_name

Lines = list[str | list[Span]]
"""Texts, which are wrapped, and headings."""


class Group(Struct, frozen=True):
    """Facts that belong together, each a line; in a low panel one line, joined."""

    title: str
    facts: Sequence[str]
    joint: str = ""
    """What stands between two facts in one line; nothing where each has its own in a low panel, too."""


def laid_out(groups: Iterable[Group], *, low: bool) -> Lines:
    """Groups below their headings with air between them, or in a low panel a line for each."""
    lines: Lines = []
    for group in groups:
        facts = [fact for fact in group.facts if fact]
        if not facts:
            continue
        if low:
            named = f"{group.title}: " if group.title else ""
            lines += [named + group.joint.join(facts)] if group.joint else [named + facts[0], *facts[1:]]
        else:
            lines += [*([""] if lines else []), *([[(group.title, "heading")]] if group.title else []), *facts]
    return lines


def about_ritual(
    book: Book,
    ritual: Ritual,
    one: Vitality,
    clashing: Iterable[Clash],
    absent: Iterable[tuple[Gathering, Absence]],
    *,
    today: date,
) -> list[Group]:
    """What there is to know about a ritual: what wants doing, when it is, what for, how it goes."""
    wants = []
    if one.falling:
        wants.append(
            f"↓ {one.fall()} Press {key_of('calendar.edit')} to change it or {key_of('calendar.skip')} to retire it."
        )
    wants += [f"! {format_day(clash.gathering.on, today)}: {_clash(book, clash)}" for clash in islice(clashing, 2)]
    wants += [f"! {format_day(g.on, today)}: {_absence(book, absence, today)}" for g, absence in islice(absent, 2)]
    if ritual.retired_on:
        told = f"Retired on {format_day(ritual.retired_on, today)}"
        told = f"{told}: {ritual.retired_why}" if ritual.retired_why else told
        wants.append(f"{told}. Press {key_of('calendar.skip')} to bring it back.")
    hosts = join_words([name_of(book, who) for who in ritual.hosts]) or "no one yet"
    gain = ritual.gain or f"No benefit for members recorded. Press {key_of('calendar.edit')} to add it."
    return [
        Group("", wants),
        Group("", [*_repeats(book, ritual, today), f"Host rota: {hosts}"]),
        Group("Benefit for members", [gain, ritual.meaning]),
        Group("Attendance", one.words(), " "),
        Group("", _deleted(ritual)),
    ]


def _repeats(book: Book, ritual: Ritual, today: date) -> list[str]:
    """When and where it is."""
    often = recurrence_wording.in_words(ritual.rule, ritual.start)
    often = f"{often}, {at(ritual)}" if ritual.at else often
    named = ritual.kind_label
    lines = [f"{named[:1].upper()}{named[1:]}, {often}.", ritual.place]
    if ritual.continues in book.rituals:
        before = quoted(book.rituals[ritual.continues].name)
        lines.append(f"Continues {before} from {format_day(ritual.start, today)}.")
    return lines


def _deleted(ritual: Ritual) -> list[str]:
    if not ritual.except_on:
        return []
    days = join_words([format_day_month(on) for on in ritual.except_on[-3:]])
    return [f"Deleted: {days}. Press {key_of('calendar.bring_back')} to restore one."]


def about_gathering(book: Book, g: Gathering, clashing: Clashes, today: date) -> list[Group]:
    """What there is to know about a gathering: when, where and who hosts; what is in the way; preparation or outcome; notes."""
    ritual = book.rituals.get(g.ritual)
    when = [", ".join(filter(None, (format_day(g.on, today), at(g) if g.at else "", g.place)))]
    if g.state != "skipped":
        when.append(
            f"Host: {_hosts(book, g)}" if g.host else f"No host. Press {key_of('calendar.host')} to choose one."
        )
    if not g.host and g.state == "planned" and g.on >= today:
        when += hosts_line(book, g.on, today)
    groups = [Group("", when, " · "), Group("", _in_the_way(book, g, clashing, today))]
    if g.state == "planned":
        groups += [_preparation(book, g), Group("Session plan", _plan_lines(book, g))]
        return [*groups, Group("Benefit for members", [ritual.gain if ritual else ""])]
    if g.state == "skipped":
        return [*groups, Group("", [f"Skipped. {g.why}".strip()])]
    return [*groups, *_outcome(book, g), Group("Session plan", _plan_lines(book, g))]


def _in_the_way(book: Book, g: Gathering, clashing: Clashes, today: date) -> list[str]:
    """Absences and clashes, and that it was moved."""
    lines = [f"! {_absence(book, absence, today)}" for absence in clashing.absences_of(g.id)]
    lines += _clash_lines(book, [*clashing.of(g.id)])
    if g.moved and g.due_on:
        back = f" Press {key_of('calendar.bring_back')} to move it back." if g.state == "planned" else ""
        lines.append(f"Moved from {format_day(g.due_on, today)}.{f' {g.why}' if g.why else ''}{back}")
    return lines


def _hosts(book: Book, g: Gathering) -> str:
    return join_words([host_name(book, g), *(name_of(book, who) for who in g.cohosts)])


def _plan_lines(book: Book, g: Gathering) -> list[str]:
    """What the session is for, by its plan or by that on its topic, and what was learned."""
    plan = plan_of(book, g.id)
    if plan is None:
        on = plans_on(book, g.topic) if g.topic else []
        return [f"Plan on {quoted(on[0].topic)}: press {key_of('session.write_plan')} to adapt it."] if on else []
    aim = one_line(plan.aim) or f"Press {key_of('session.write_plan')} to see it."
    learned = ""
    if plan.outcomes.strip():
        learned = f"Learning outcomes: {one_line(plan.outcomes)}"
    elif g.state == "held":
        learned = f"Press {key_of('session.write_plan')} to add the learning outcomes."
    return [aim, learned]


def _outcome(book: Book, g: Gathering) -> list[Group]:
    """Who attended a gathering that was held, what they thought of it, and what was noted."""
    names = join_words([name_of(book, person) for person in g.attended], most=6)
    came = f"{pluralize(len(g.attended), 'attendee')}: {names}." if names else "No attendance recorded."
    learners = f"{pluralize(g.learners, 'learner')} reached." if g.learners else ""
    guests = f"{pluralize(g.guests, 'guest')}." if g.guests else ""
    evaluated = [f"{label_of(level).capitalize()}: {words}." for level, words in evaluation(g) if words]
    decided = f"Decisions: {g.decisions}" if g.decisions else ""
    return [
        Group("", [came, learners, guests], " "),
        Group("Feedback", evaluated, " "),
        Group("Notes", [g.notes, decided], " "),
        Group("Quotes and links", [g.quotes, ", ".join(g.links)], " "),
    ]


def _preparation(book: Book, g: Gathering) -> Group:
    """The preparation list, what is ticked first."""
    items = to_prepare(book, g)
    done, left = [item for item in items if item in g.prepared], [item for item in items if item not in g.prepared]
    facts = [*(f"✓ {item}" for item in done), *(f"· {item}" for item in left)]
    return Group(f"Preparation · {len(done)} of {len(items)} done", facts, "  ")


def _clash_lines(book: Book, clashing: Sequence[Clash]) -> list[str]:
    lines = [f"! {_clash(book, clash)}" for clash in clashing[:CLASHES_NAMED]]
    more = len(clashing) - len(lines)
    return [*lines, *([f"! {pluralize(more, 'more gathering')} at the same time."] if more else [])]


def _absence(book: Book, absence: Absence, today: date) -> str:
    """The absence that is in the way of a gathering."""
    if absence.volunteer == EVERYONE:
        return f"The community is {told_closed(absence, today)}."
    return f"{name_of(book, absence.volunteer)} is {told_away(absence, today)}."


def _clash(book: Book, clash: Clash) -> str:
    """What a gathering clashes with."""
    other = clash.other
    beside = f"{quoted(other.name)}{f' at {at(other)}' if other.at else ''}"
    if not clash.people:
        return f"At the same time as {beside}."
    people = join_words([name_of(book, who) for who in clash.people])
    return f"At the same time as {beside}, also hosted by {people}."


def about_request(book: Book, request: TrainingRequest, today: date) -> list[str]:
    """Who wants it, what it waits for, and the days on which it moved on."""
    details = demand.details(request, today)
    whom = demand.from_whom(book, request)
    days = [f"Requested {format_day(request.on, today)}"]
    if request.offered_on:
        days.append(f"offered {format_day(request.offered_on, today)}")
    if request.scheduled_on:
        days.append(f"scheduled {format_day(request.scheduled_on, today)}")
    if on_day := demand.delivered_on(book, request):
        days.append(f"delivered {format_day(on_day, today)}")
    if request.declined_on:
        days.append(f"declined {format_day(request.declined_on, today)}")
    lines = [ended(f"{whom}: {details}" if details else whom), ended(", ".join(days))]
    if session := demand.session_of(book, request):
        host = f", host: {full_name_of(book, session.host)}" if session.host else ", no host"
        lines.append(ended(f"Session: {session.name}, {format_day(session.on, today)}{host}"))
    return [demand.stands(book, request, today), *lines, *([request.note] if request.note else [])]
