"""Stakeholders, how often each wants to hear, and who is due."""

from datetime import date
from itertools import pairwise

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from store.book.book import Book
from store.core.dates import format_day
from store.core.text import normalize, pluralize
from store.insights.community_milestones import community_milestones
from store.model.stakeholders import Stakeholder, Update

_EVERY: dict[str, relativedelta] = {
    "weekly": relativedelta(weeks=1),
    "fortnightly": relativedelta(weeks=2),
    "monthly": relativedelta(months=1),
    "quarterly": relativedelta(months=3),
}


class Due(Struct, frozen=True):
    """When one stakeholder hears next."""

    stakeholder: Stakeholder
    last: Update | None
    on: date | None
    """The day the next update is due; None where nothing calls for one."""
    late: int
    """Days past that day; negative while it is still ahead."""
    why: str = ""
    """For whom waits for a change: what changed."""

    def words(self, today: date) -> str:
        """In words: due when, or how long overdue."""
        if self.on is None:
            return "when something changes"
        if self.why and self.last:
            return f"{self.why}, {pluralize(self.late, 'day')} ago" if self.late > 0 else f"{self.why}, today"
        if self.last is None:
            return "no update sent yet"
        if self.late > 0:
            return f"{pluralize(self.late, 'day')} overdue"
        return "due today" if self.late == 0 else f"due {format_day(self.on, today)}"


def in_brief(due: Due, today: date) -> str:
    """When someone hears next, for a narrow column."""
    if due.why and due.last:
        return f"news, {pluralize(due.late, 'day')} old" if due.late > 0 else "news today"
    return due.words(today)


def sent_updates(book: Book, stakeholder: str) -> list[Update]:
    """What one stakeholder was sent, oldest first."""
    found = [u for u in book.updates.values() if u.state == "sent" and stakeholder in u.to and u.sent_on]
    return sorted(found, key=lambda update: (update.sent_on or update.until, update.until))


def sent_today(book: Book, stakeholder: str, today: date) -> Update | None:
    """What a stakeholder was sent that reaches to today: nothing is new for them before tomorrow."""
    sent = sent_updates(book, stakeholder)
    return sent[-1] if sent and sent[-1].until >= today else None


def draft_for(book: Book, *readers: str) -> Update | None:
    """The unsent draft that is kept for exactly these readers together, if any."""
    return next((u for u in book.updates.values() if u.state == "draft" and {*u.to} == {*readers}), None)


def shared_draft(book: Book, reader: str) -> Update | None:
    """The unsent draft that one reader shares with others, if any."""
    drafts = (u for u in book.updates.values() if u.state == "draft" and reader in u.to and len(u.to) > 1)
    return min(drafts, key=lambda u: u.id, default=None)


def due(book: Book, stakeholder: Stakeholder, today: date) -> Due:
    """When a stakeholder hears next: the last update sent plus the cadence, or the first milestone since then."""
    sent = sent_updates(book, stakeholder.id)
    last = sent[-1] if sent else None
    on: date | None
    why = ""
    if stakeholder.cadence == "on_change":
        since = last.sent_on if last else stakeholder.since
        news = [(day, what) for day, what in changes(book) if (since is None or day > since) and day <= today]
        on, why = news[0] if news else (None, "")
    elif last and last.sent_on:
        on = last.sent_on + _EVERY[stakeholder.cadence]
    else:
        on = today
    return Due(stakeholder, last, on, (today - on).days if on else 0, why)


def days_off(stakeholder: Stakeholder, sent: list[Update]) -> list[int]:
    """How many days after it was due each update but the first went out, oldest first; early ones are negative.

    Nothing can be said of a reader who hears only when something changes.
    """
    every = _EVERY.get(stakeholder.cadence)
    days = [update.sent_on for update in sent if update.sent_on]
    return [(after - (before + every)).days for before, after in pairwise(days)] if every else []


def in_days(days: int) -> str:
    """How early or late something was, in words: ‘2 days early’, ‘on time’."""
    return f"{pluralize(abs(days), 'day')} {'late' if days > 0 else 'early'}" if days else "on time"


def punctuality(stakeholder: Stakeholder, sent: list[Update]) -> str:
    """How well the cadence was kept, in words; empty before the second update."""
    off = days_off(stakeholder, sent)
    if not off:
        return ""
    kept = sum(days <= 0 for days in off)
    return f"last update {in_days(off[-1])}; on time {kept} of {pluralize(len(off), 'time')}"


def due_after(due: Due, today: date) -> date | None:
    """The first day after today on which a regular update would be due again; None for updates on change."""
    every = _EVERY.get(due.stakeholder.cadence)
    if every is None or due.on is None:
        return None
    steps = 1
    while due.on + every * steps <= today:
        steps += 1
    return due.on + every * steps


def due_list(book: Book, today: date) -> list[Due]:
    """Every stakeholder, the most urgent first; those who wait for a change come last."""
    found = [due(book, stakeholder, today) for stakeholder in book.stakeholders.values()]
    return sorted(found, key=lambda d: (d.on is None, d.on or today, normalize(d.stakeholder.name)))


def milestones(book: Book) -> list[tuple[date, str]]:
    """What an ‘on change’ reader wants to hear of: a new core member, a milestone held, a department established."""
    found: list[tuple[date, str]] = []
    for move in book.moves.values():
        if move.stage == "core" and (who := book.volunteers.get(move.volunteer)):
            found.append((move.on, f"{who.name} became a core member"))
    for state in book.adoptions.values():
        if state.state == "established" and (department := book.departments.get(state.department)):
            found.append((state.on, f"{department.name} now runs its own training"))
    for gathering in book.gatherings.values():
        ritual = book.rituals.get(gathering.ritual)
        if gathering.state == "held" and ritual and ritual.kind == "milestone":
            found.append((gathering.on, f"{gathering.name} was held"))
    return sorted(found)


def changes(book: Book) -> list[tuple[date, str]]:
    """What calls for an update ‘on change’: those, and the milestones of the community."""
    return sorted([*milestones(book), *((one.on, one.words) for one in community_milestones(book))])


def first_day(stakeholder: Stakeholder, last: Update | None, until: date) -> date:
    """Where the next update's period begins: the day after the last one's, or one cadence back."""
    if last:
        return last.until + relativedelta(days=1)
    return until - _EVERY.get(stakeholder.cadence, relativedelta(months=1)) + relativedelta(days=1)
