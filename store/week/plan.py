"""The weekly plan: what this week holds, and at most seven acts, each with its reason."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct

from store.book.book import Book
from store.calendar.attendance_trend import falling
from store.calendar.rituals import gatherings, likely_host, unmarked, without_host, without_notes
from store.core.dates import plain, shown, week_of
from store.core.text import counted
from store.insights.orbit import suggestions
from store.insights.pulse import Pulse, pulse
from store.model.calendar import Gathering
from store.people.directory import department_of, full_name_of, last_contact, name_of, open_roles
from store.people.reminders import open_reminders
from store.people.requests import stale_asks
from store.people.stages import standings
from store.recognition.recognition import unthanked
from store.training.readiness import certifiable
from store.updates.posts import overdue
from store.updates.stakeholders import due_list
from store.week.action import Act, Verb
from store.week.housekeeping import upkeep

T = TypeVar("T")
MOST_ACTS = 7
"""A Monday plan one person can finish."""
MOST_ALIKE = 2
"""Acts of one kind before other kinds had their turn."""


class Week(Struct, frozen=True):
    """Everything Monday asks for."""

    first: date
    """The day this week starts on."""
    gatherings: tuple[Gathering, ...]
    acts: tuple[Act, ...]
    waiting: int
    """Acts beyond the most that one week takes."""
    pulse: tuple[Pulse, ...]


def plan(book: Book, today: date) -> Week:
    """What this week holds and needs."""
    first = week_of(today, book.community.first_weekday)
    asleep = {s.act for s in book.snoozes.values() if s.until is None or s.until > today}
    acts = [act for act in _acts(book, today) if act.key not in asleep]
    chosen = _choose(acts)
    return Week(
        first=first,
        gatherings=book.remembered(_all_of, _meetings, today),
        acts=tuple(chosen),
        waiting=len(acts) - len(chosen),
        pulse=book.remembered(_all_of, pulse, today),
    )


def _choose(acts: list[Act]) -> list[Act]:
    """The most pressing ones, with every kind getting its turn before a kind fills the list."""
    acts = sorted(acts, key=lambda act: (-act.weight, act.name, act.key))
    seen: Counter[str] = Counter()
    first: list[Act] = []
    later: list[Act] = []
    for act in acts:
        (first if seen[act.verb] < MOST_ALIKE else later).append(act)
        seen[act.verb] += 1
    return sorted((first + later)[:MOST_ACTS], key=lambda act: (-act.weight, act.name, act.key))


def _acts(book: Book, today: date) -> Iterator[Act]:
    """All that could be done, each part looked up again only after a change to what it comes from."""
    for part in _PARTS:
        yield from book.remembered(_all_of, part, today)


def _all_of(book: Book, part: Callable[[Book, date], Iterator[T]], today: date) -> tuple[T, ...]:
    return tuple(part(book, today))


def _meetings(book: Book, today: date) -> Iterator[Gathering]:
    last = _last_day(book, today)
    return (g for g in gatherings(book, last - timedelta(days=6), last) if g.state != "skipped")


def _last_day(book: Book, today: date) -> date:
    """The last day of this week."""
    return week_of(today, book.community.first_weekday) + timedelta(days=6)


def _marks(book: Book, today: date) -> Iterator[Act]:
    for gathering in unmarked(book, today):
        why = f"{gathering.name} was planned for {shown(gathering.on, today)}. Was it held, and who came?"
        reason = f"{shown(gathering.on, today)} has passed: was it held?"
        yield Act(f"mark:{gathering.id}", "Mark", gathering.id, gathering.name, reason, why, 90)


def _reminders(book: Book, today: date) -> Iterator[Act]:
    for reminder in open_reminders(book, _last_day(book, today)):
        late = (today - reminder.on).days
        reason = f"for {shown(reminder.on, today)}"
        if late >= 0:
            reason = f"{reason}, {counted(late, 'day')} ago" if late else "for today"
        whom = f", with {name_of(book, reminder.who)}" if reminder.who else ""
        to = "note what was said, and it is done" if reminder.who else "note that it is done"
        what = f"{reminder.what[:1].upper()}{reminder.what[1:]}".rstrip(".")
        why = f"{what}. You wrote it down for {shown(reminder.on, today)}{whom}."
        weight = 78 + min(late, 9) if late >= 0 else 57
        yield Act(f"do:{reminder.id}", "Do", reminder.who or reminder.id, reminder.what, reason, why, weight, to=to)


def _updates(book: Book, today: date) -> Iterator[Act]:
    last = _last_day(book, today)
    for due in due_list(book, today):
        if due.on is None or due.on > last:
            continue
        who = due.stakeholder
        before = (
            f"Last sent {shown(due.last.sent_on, today)}."
            if due.last and due.last.sent_on
            else "Nothing sent so far."
        )
        stake = f" At stake for them: {who.stake}." if who.stake else ""
        name = f"{who.name}, {who.job}" if who.job else who.name
        reason = f"{who.cadence} by {who.channel}, {due.words(today)}"
        first = not due.last and who.cadence != "on change"  # due today, every day, until there is one
        yield Act(
            f"update:{who.id}:{'first' if first else due.on}",
            "Update",
            who.id,
            name,
            reason,
            f"{before}{stake}",
            80 + min(due.late, 9),
        )


def _hosts(book: Book, today: date) -> Iterator[Act]:
    for gathering in without_host(book, today):
        likely = likely_host(book, gathering, today)
        who = f"; {likely[0].name} came {likely[1]} times" if likely else ""
        why = f"Nobody hosts {gathering.name} on {shown(gathering.on, today)} yet."
        if likely:
            why += f" {likely[0].name} came {likely[1]} times and never hosted: the smallest next ask."
        weight = 78 - (gathering.on - today).days
        reason = f"{shown(gathering.on, today)} has no host{who}"
        yield Act(f"host:{gathering.id}", "Host", gathering.id, gathering.name, reason, why, weight)


def _thanks(book: Book, today: date) -> Iterator[Act]:
    for waiting in unthanked(book, today):
        last = (
            f"Last thanked {shown(waiting.last_thanked, today)}."
            if waiting.last_thanked
            else "Never thanked so far."
        )
        done = "; ".join(f"{plain(d.on)}: {d.kind}{f' «{d.what}»' if d.what else ''}" for d in waiting.deeds[-3:])
        since = f" since {plain(waiting.last_thanked)}" if waiting.last_thanked else ""
        person = waiting.volunteer
        newest = waiting.deeds[-1]
        weight = 60 + min(2 * len(waiting.deeds), 9)
        key = f"thank:{person.id}:{newest.source}"
        yield Act(
            key, "Thank", person.id, person.name, f"{waiting.why}{since}", f"{done}. {last}", weight, "person.thank"
        )


def _asked(book: Book, today: date) -> Iterator[Act]:
    for ask in stale_asks(book, today):
        name, days = name_of(book, ask.who), (today - ask.on).days
        reason = f"asked {counted(days, 'day')} ago, no answer: {ask.what}"
        why = f"On {plain(ask.on)} you asked {name}: {ask.what}."
        yield Act(
            f"ask:{ask.id}",
            "Remind",
            ask.who,
            name,
            reason,
            why,
            50 + min(days // 14, 6),
            to="note the answer, also that none will come",
        )


def _stuck(book: Book, today: date) -> Iterator[Act]:
    talked = last_contact(book)
    for standing in standings(book, today).values():
        volunteer = standing.volunteer
        if not standing.stuck or (volunteer.quiet_until and volunteer.quiet_until > today):
            continue
        word = talked.get(volunteer.id)
        if word and (today - word).days <= (standing.limit or 0):
            continue
        reason = f"{standing.stage} for {counted(standing.days, 'day')}, no word since"
        spoken = f"Last word {shown(word, today)}." if word else "No contact noted so far."
        home = department_of(book, volunteer)
        why = f"{volunteer.name}{f' ({home})' if home else ''} is {standing.stage} since {shown(standing.since, today)}. {spoken}"
        verb: Verb = "Ask" if standing.stage == "interested" else "Help on"
        weight = (52 if verb == "Ask" else 44) + min(standing.days // 14, 6)
        key = f"stuck:{volunteer.id}:{standing.since}"
        yield Act(key, verb, volunteer.id, volunteer.name, reason, why, weight, "person.contact")


def _write_ups(book: Book, today: date) -> Iterator[Act]:
    for gathering in without_notes(book, today):
        reason = f"held {shown(gathering.on, today)}, no notes yet"
        why = f"{gathering.name} had {counted(len(gathering.attended), 'person', 'people')}. What was said is lost unless noted."
        yield Act(f"notes:{gathering.id}", "Write up", gathering.id, gathering.name, reason, why, 46)


def _roles(book: Book, today: date) -> Iterator[Act]:
    for role in open_roles(book, today):
        why = f"Nobody holds this role now.{f' It is there to {role.purpose}.' if role.purpose else ''}"
        yield Act(f"role:{role.id}", "Fill", role.id, role.name, "a role without a holder", why, 40)


def _certificates(book: Book, today: date) -> Iterator[Act]:
    for candidate in certifiable(book, today):
        person = candidate.volunteer
        if candidate.ends:
            why = f"{person.name}'s certificate for «{candidate.topic}» counts until {shown(candidate.ends, today)}. Still good? Then renew it."
        else:
            why = f"{person.name} has done all the steps for «{candidate.topic}». If you are content, they may teach it alone."
        weight = 47 if candidate.ends and candidate.ends <= today + timedelta(days=7) else 42
        yield Act(candidate.key, "Certify", person.id, person.name, candidate.reason, why, weight)


def _falling(book: Book, today: date) -> Iterator[Act]:
    for one in falling(book, today):
        name, newest = one.ritual.name, one.held[-1].on
        reason = f"fewer come: {', '.join(map(str, one.before_and_now()[1]))} lately; adapt or retire?"
        why = f"{one.fall()} Adapt it or retire it."
        key = f"adapt:{one.ritual.id}:{newest:%Y-%m}"  # laid aside, it may be asked again in another month
        yield Act(key, "Adapt", one.ritual.id, name, reason, why, 34, to="see the ritual")


def _levels(book: Book, today: date) -> Iterator[Act]:
    asleep = {snooze.act for snooze in book.snoozes.values() if snooze.until is None or snooze.until > today}
    suggested = book.remembered(_all_of, suggestions, today)
    open_ones = [found for found in suggested if found.key not in asleep]
    for found in sorted(open_ones, key=lambda found: -found.standing.days)[:MOST_ALIKE]:
        person, now = found.standing.volunteer, found.standing.stage
        days = counted(found.standing.days, "day")
        reason = f"{now} for {days}; {found.because}"
        why = f"What {person.name} did speaks for «{found.stage}». Nobody is moved by a figure."
        yield Act(found.key, "Move up", person.id, person.name, reason, why, 34, to="decide")


def _charter(book: Book, today: date) -> Iterator[Act]:
    due = book.community.review_on
    if due and due <= _last_day(book, today):
        reason = f"to be looked over again, due {shown(due, today)}"
        why = "What was agreed on may not fit any more. Ask whoever joined since: which line would you change?"
        yield Act(f"charter:{due}", "Review", "charter", "the charter", reason, why, 45)


def _posts(book: Book, today: date) -> Iterator[Act]:
    for post in overdue(book, today):
        where = f"{post.side} the house{f', {post.channel}' if post.channel else ''}"
        owner = f" {name_of(book, post.owner)} wanted to see to it." if post.owner else " Nobody sees to it yet."
        reason = f"planned for {plain(post.on)}, {where}"
        why = f"«{post.what}» was planned for {shown(post.on, today)}, {where}.{owner} Tick it, move it, or let it go."
        yield Act(f"post:{post.id}", "Post", post.id, post.what, reason, why, 41)


_PARTS = (
    _marks,
    _reminders,
    _updates,
    _hosts,
    _thanks,
    _asked,
    _stuck,
    _write_ups,
    _roles,
    _certificates,
    _falling,
    upkeep,
    _levels,
    _charter,
    _posts,
)


def as_text(book: Book, week: Week, today: date) -> str:
    """The week as plain lines, for pipes, printers and screen readers."""
    lines = [f"Week of {shown(week.first)}", "", "Gatherings"]
    for g in week.gatherings:
        host = "needs a host" if not g.host else f"hosted by {full_name_of(book, g.host)}"
        state = f", {g.state}" if g.state != "planned" else ""
        lines.append(f"- {shown(g.on, today)}{f' {g.at:%H:%M}' if g.at else ''}: {g.name}, {host}{state}")
    lines += [] if week.gatherings else ["- none this week"]
    lines += ["", f"To do: {len(week.acts)}" + (f", and {week.waiting} more waiting" if week.waiting else "")]
    lines += [f"- {act.verb} {act.name}: {act.reason}" for act in week.acts]
    lines += ["", "Pulse"]
    lines += [f"- {p.label}: {p.figure}{f' ({p.share})' if p.share else ''}" for p in week.pulse]
    return "\n".join(lines) + "\n"


def host_name(book: Book, gathering: Gathering) -> str:
    """Who hosts, as the screens say it."""
    return name_of(book, gathering.host) if gathering.host else "needs a host"
