"""Asks: what each volunteer was asked for and how it was answered, so that overload and never-asked both show."""

from collections import defaultdict
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day_month
from store.core.text import pluralize
from store.model.people import Ask, Outcome

ASKED_WITHIN = 60
"""Days back over which asks weigh on someone."""
MANY = 4
"""Asks, open or accepted, within those days from which on it is too much."""
STALE_AFTER = 14
"""Days after which an open ask wants a word."""


class Load(Struct, frozen=True):
    """How much one volunteer was asked for lately."""

    open: int
    accepted: int
    asked: int
    """All asks of the last days, however they were answered."""
    last: date | None
    """When they were last asked for anything; None if never."""

    @property
    def too_much(self) -> bool:
        """More is open or taken on than is fair."""
        return self.open + self.accepted >= MANY

    @property
    def words(self) -> str:
        """In one line, for the board and the page."""
        if self.last is None:
            return "never asked for anything"
        if not self.asked:
            return f"last asked {format_day_month(self.last)}"
        counts = ((self.open, "open"), (self.accepted, "accepted"))
        parts = [
            f"{pluralize(self.asked, 'ask')} in {ASKED_WITHIN} days",
            *(f"{n} {name}" for n, name in counts if n),
        ]
        return f"{'a lot: ' if self.too_much else ''}{', '.join(parts)}"


NEVER = Load(0, 0, 0, None)


def asks_of(book: Book, person: str) -> list[Ask]:
    """What one volunteer was asked for, the newest first."""
    return sorted((a for a in book.asks.values() if a.who == person), key=lambda a: (a.on, a.id), reverse=True)


def open_asks(book: Book, person: str = "") -> list[Ask]:
    """The asks no one answered yet, of one volunteer or of all, oldest first."""
    found = (a for a in book.asks.values() if a.outcome == "open" and person in ("", a.who))
    return sorted(found, key=lambda a: (a.on, a.id))


def loads(book: Book, today: date) -> dict[str, Load]:
    """How much each volunteer who was ever asked carries; whoever is missing was never asked."""
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


def stale_asks(book: Book, today: date, after: int = STALE_AFTER) -> list[Ask]:
    """Open asks older than ``after`` days of people who need not be left in peace, oldest first."""
    quiet = {v.id for v in book.volunteers.values() if v.quiet_until and v.quiet_until > today}
    return [a for a in open_asks(book) if (today - a.on).days > after and a.who not in quiet]


def answered(ask: Ask, outcome: Outcome, on: date, note: str = "") -> Ask:
    """The ask with its answer; an open one has no day of answering."""
    return replace(ask, outcome=outcome, answered_on=None if outcome == "open" else on, note=note or ask.note)
