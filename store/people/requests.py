"""Requests: what each volunteer was asked for and the answer, so that overload and neglect both show."""

from collections import defaultdict
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day_month
from store.core.text import pluralize
from store.model.people import Ask, Outcome

ASKED_WITHIN = 60
"""Days over which requests to someone are counted."""
MANY = 4
"""Requests, open or accepted, within those days that are too many."""
STALE_AFTER = 14
"""Days after which an open request becomes a to-do."""


class Load(Struct, frozen=True):
    """Recent requests to one volunteer."""

    open: int
    accepted: int
    asked: int
    """All requests of the last days, whatever the answer."""
    last: date | None
    """Day of the last request; None if there was none."""

    @property
    def too_much(self) -> bool:
        """True if more is open or accepted than is fair."""
        return self.open + self.accepted >= MANY

    @property
    def words(self) -> str:
        """In one line, for the board and the page."""
        if self.last is None:
            return "no requests so far"
        if not self.asked:
            return f"last request {format_day_month(self.last)}"
        counts = ((self.open, "open"), (self.accepted, "accepted"))
        parts = [
            f"{pluralize(self.asked, 'request')} in {ASKED_WITHIN} days",
            *(f"{n} {name}" for n, name in counts if n),
        ]
        return f"{'too many: ' if self.too_much else ''}{', '.join(parts)}"


NEVER = Load(0, 0, 0, None)


def asks_of(book: Book, person: str) -> list[Ask]:
    """What one volunteer was asked for, the newest first."""
    return sorted((a for a in book.asks.values() if a.who == person), key=lambda a: (a.on, a.id), reverse=True)


def open_asks(book: Book, person: str = "") -> list[Ask]:
    """Unanswered requests, of one volunteer or of all, oldest first."""
    found = (a for a in book.asks.values() if a.outcome == "open" and person in ("", a.who))
    return sorted(found, key=lambda a: (a.on, a.id))


def loads(book: Book, today: date) -> dict[str, Load]:
    """Requests to each volunteer; those without any are left out."""
    asked: defaultdict[str, list[Ask]] = defaultdict(list)
    for ask in book.asks.values():
        if ask.on <= today:
            asked[ask.who].append(ask)
    since = today - timedelta(days=ASKED_WITHIN)
    found = {}
    for who, asks in asked.items():
        lately = [ask.outcome for ask in asks if ask.on >= since]
        last = max(ask.on for ask in asks)
        found[who] = Load(lately.count("open"), lately.count("accepted"), len(lately), last)
    return found


def answer_due(ask: Ask) -> date:
    """The last day for an answer: the one that was named, or 14 days after the request."""
    return ask.by or ask.on + timedelta(days=STALE_AFTER)


def stale_asks(book: Book, today: date) -> list[Ask]:
    """Open requests whose day for an answer has passed, oldest first; people to ask again later are left out."""
    quiet = {v.id for v in book.volunteers.values() if v.quiet_until and v.quiet_until > today}
    return [a for a in open_asks(book) if answer_due(a) < today and a.who not in quiet]


def answered(ask: Ask, outcome: Outcome, on: date, note: str = "") -> Ask:
    """The request with its answer; an open one has no answer date."""
    return replace(ask, outcome=outcome, answered_on=None if outcome == "open" else on, note=note or ask.note)
