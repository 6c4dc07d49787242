"""How gatherings and rituals read in the calendar's lists, its month, and the panel beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from screens.widgets.keys import key_of
from screens.widgets.line_widget import Span
from screens.widgets.lists.card import Card
from screens.widgets.lists.list_view import Row
from store.book.book import Book
from store.calendar import recurrence_wording
from store.calendar.attendance_trend import Vitality
from store.calendar.conflicts import CLASHES_NAMED, Clash, Clashes
from store.calendar.occurrences import to_prepare
from store.core.dates import format_day, format_day_month, format_day_short
from store.core.labels import label_of
from store.core.text import join_words, one_line, pluralize, quoted
from store.model.calendar import Gathering, Ritual
from store.model.people import Absence
from store.people.absences import EVERYONE, told_away, told_closed
from store.people.directory import name_of
from store.training.feedback import evaluation
from store.training.session_plans import plan_of, plans_on
from store.week.plan import host_name

LEGEND = "✓ held  – skipped  → moved  ? no host  ! clash"
"""What the marks mean."""


def mark(gathering: Gathering, clashing: Clashes) -> str:
    """One or two characters: its state, and whether it clashes."""
    state = {"held": "✓", "skipped": "–"}.get(gathering.state, "→" if gathering.moved else "")
    return state + ("!" if gathering.id in clashing else "")


def in_month(gathering: Gathering, clashing: Clashes) -> Span:
    """A gathering in a day's cell: its marks, ‘?’ where it has no host, and its name."""
    planned = gathering.state == "planned"
    marks = mark(gathering, clashing) + ("?" if planned and not gathering.host else "")
    look = "dim" if not planned else "warn" if gathering.id in clashing or not gathering.host else ""
    return f"{marks}{gathering.name}", look


def at(gathering: Gathering | Ritual) -> str:
    """Its time of day, or nothing."""
    return f"{gathering.at:%H:%M}" if gathering.at else ""


def host(book: Book, gathering: Gathering) -> Span:
    """Its host, that it has none, or that it was skipped."""
    if gathering.state == "skipped":
        return "skipped", "dim"
    return host_name(book, gathering), "" if gathering.host else "warn"


def closing_row(closing: Absence, cells: int, today: date, *, day: bool = False) -> Row:
    """Closing days as a line of a list with so many cells before the name."""
    first: Span = (format_day_short(closing.since, today) if day else "", "dim")
    words = told_closed(closing, today)
    return Row(closing.id, (first, *[""] * (cells - 1), (f"{words[:1].upper()}{words[1:]}", "dim")))


def closing_card(closing: Absence, day: date, today: date) -> Card:
    """A closing day in the week, with what is to be seen of the others."""
    return Card(
        f"{closing.id}:{day}", "Closed", closing.reason, tail=f"until {format_day_short(closing.until, today)}"
    )


CLOSED: Span = "closed", "dim"
"""A closing day in its cell of the month; the list of the day says until when and why."""


def day_row(book: Book, g: Gathering, clashing: Clashes, *, with_host: bool) -> Row:
    """A line of a day's list."""
    who: Span = host(book, g) if with_host else ("", "")
    return Row(g.id, (at(g), (mark(g, clashing), "warn"), (g.name, "strong"), who))


def week_row(book: Book, g: Gathering, clashing: Clashes) -> Row:
    """A line of a week's list, under its day."""
    came = pluralize(len(g.attended), "person", "people") if g.state == "held" else "moved" if g.moved else ""
    return Row(g.id, (at(g), (mark(g, clashing), "warn"), (g.name, "strong"), host(book, g), (came, "dim")))


def agenda_row(book: Book, g: Gathering, clashing: Clashes, today: date) -> Row:
    """A line of the agenda: its day, and the rest as in a week's list."""
    on: Span = (format_day_short(g.on, today), "accent" if g.on == today else "dim" if g.on < today else "")
    return Row(g.id, (on, *week_row(book, g, clashing).cells))


def card(book: Book, g: Gathering, clashing: Clashes) -> Card:
    """A gathering in the week: when it is with its marks, its name, and who hosts it."""
    who, _ = host(book, g)
    warn = g.state == "planned" and not g.host
    return Card(g.id, g.name, at(g) or "no time", mark(g, clashing) + ("?" if warn else ""), who, warn=warn)


def ritual_row(ritual: Ritual, one: Vitality, clash: bool, today: date) -> Row:
    """A line of the list of rituals: how often it repeats, and its recent attendance."""
    often = recurrence_wording.in_words(ritual.rule, ritual.start)
    if ritual.retired_on:
        often = "retired" if ritual.retired_on <= today else f"until {format_day_month(ritual.retired_on)}"
    marks = ("↓" if one.falling else "") + ("!" if clash else "")
    cells = (at(ritual), (marks, "warn"), (ritual.name, "strong"), often, (one.trend, "accent"))
    return Row(ritual.id, cells)


# -- the panel beside ------------------------------------------------------------------------------


def about_ritual(
    book: Book,
    ritual: Ritual,
    one: Vitality,
    clashing: Iterable[Clash],
    absent: Iterable[tuple[Gathering, Absence]],
    *,
    today: date,
) -> list[str]:
    """What there is to know about a ritual, a line each."""
    hosts = join_words([name_of(book, who) for who in ritual.hosts]) or "no one yet"
    lines = (
        [f"↓ {one.fall()} Press {key_of('calendar.edit')} to change it or {key_of('calendar.skip')} to retire it."]
        if one.falling
        else []
    )
    lines += [f"! {format_day(clash.gathering.on, today)}: {_clash(book, clash)}" for clash in islice(clashing, 2)]
    lines += [f"! {format_day(g.on, today)}: {_absence(book, absence, today)}" for g, absence in islice(absent, 2)]
    if ritual.retired_on:
        told = f"Retired on {format_day(ritual.retired_on, today)}"
        told = f"{told}: {ritual.retired_why}" if ritual.retired_why else told
        lines.append(f"{told}. Press {key_of('calendar.skip')} to bring it back.")
    lines += [
        ritual.gain or f"No benefit for members recorded. Press {key_of('calendar.edit')} to add it.",
        ritual.meaning,
    ]
    often = recurrence_wording.in_words(ritual.rule, ritual.start)
    often = f"{often}, {at(ritual)}" if ritual.at else often
    named = ritual.kind_label
    kind = f"{named[:1].upper()}{named[1:]}"
    lines += [f"{kind}, {often}.", f"Host rota: {hosts}", ritual.place]
    if ritual.continues in book.rituals:
        lines.append(
            f"Continues {quoted(book.rituals[ritual.continues].name)} from {format_day(ritual.start, today)}."
        )
    lines += one.words()
    if ritual.except_on:
        days = join_words([format_day_month(on) for on in ritual.except_on[-3:]])
        lines.append(f"Deleted: {days}. Press {key_of('calendar.bring_back')} to restore one.")
    return [line for line in lines if line]


def about_gathering(book: Book, g: Gathering, clashing: Clashes, today: date) -> list[str]:
    """What there is to know about a gathering, a line each."""
    ritual = book.rituals.get(g.ritual)
    lines = [", ".join(filter(None, (format_day(g.on, today), at(g) if g.at else "", g.place)))]
    lines += [f"! {_absence(book, absence, today)}" for absence in clashing.absences_of(g.id)]
    lines += _clash_lines(book, [*clashing.of(g.id)])
    if g.state != "skipped":
        lines.append(
            f"Host: {_hosts(book, g)}" if g.host else f"No host. Press {key_of('calendar.host')} to choose one."
        )
    if g.moved and g.due_on:
        back = f" Press {key_of('calendar.bring_back')} to move it back." if g.state == "planned" else ""
        lines.append(f"Moved from {format_day(g.due_on, today)}.{f' {g.why}' if g.why else ''}{back}")
    lines += _plan_lines(book, g)
    if g.state == "skipped":
        lines.append(f"Skipped. {g.why}".strip())
    elif g.state == "held":
        lines += _outcome_lines(book, g)
    else:
        lines += [_preparation(book, g), ritual.gain if ritual else ""]
    return [line for line in lines if line]


def _hosts(book: Book, g: Gathering) -> str:
    return join_words([host_name(book, g), *(name_of(book, who) for who in g.cohosts)])


def _plan_lines(book: Book, g: Gathering) -> list[str]:
    """What the session is for, by its plan or by that on its topic, and what was learned."""
    plan = plan_of(book, g.id)
    if plan is None:
        on = plans_on(book, g.topic) if g.topic else []
        return [f"Plan on {quoted(on[0].topic)}: press {key_of('session.write_plan')} to adapt it."] if on else []
    aim = one_line(plan.aim) or f"press {key_of('session.write_plan')} to see it"
    learned = ""
    if plan.outcomes.strip():
        learned = f"Learning outcomes: {one_line(plan.outcomes)}"
    elif g.state == "held":
        learned = f"Press {key_of('session.write_plan')} to add the learning outcomes."
    return [f"Session plan: {aim}", learned]


def _outcome_lines(book: Book, g: Gathering) -> list[str]:
    names = join_words([name_of(book, person) for person in g.attended], most=6)
    came = f"{pluralize(len(g.attended), 'attendee')}: {names}" if names else "No attendance recorded."
    learners = f"{pluralize(g.learners, 'learner')} reached." if g.learners else ""
    guests = f"{pluralize(g.guests, 'guest')}." if g.guests else ""
    evaluated = [f"{label_of(level).capitalize()}: {words}." for level, words in evaluation(g) if words]
    decided = f"Decisions: {g.decisions}" if g.decisions else ""
    return [came, learners, guests, *evaluated, g.notes, decided, g.quotes, ", ".join(g.links)]


def _preparation(book: Book, g: Gathering) -> str:
    items = to_prepare(book, g)
    if not items:
        return ""
    left = [item for item in items if item not in g.prepared]
    if not left:
        return "Everything is prepared."
    return f"Preparation list: {len(items) - len(left)} of {len(items)} done. Still to do: {', '.join(left)}. Press {key_of('calendar.prepare')} to tick one off."


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
