"""Finding by name: everything in a book that is called something, and how well it fits what someone types."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from store.book.book import Book
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import join_words, normalize, one_line
from store.model.agreement import TITLES
from store.people.directory import department_of, name_of

LOOSE = 3
"""Letters typed from which on they may also stand apart in a name: ‘prnr’ finds Priya Nair."""
STRETCH = 3
"""How many times as long as what was typed the part of the name may be in which its letters stand."""
SHORT = 60
"""Letters up to which it is a name; in a whole sentence most letters are found somewhere."""


class Named(Struct, frozen=True):
    """Something with a name, and where it is shown."""

    name: str
    told: str
    """What it is."""
    room: str
    key: str
    """What is selected there."""


def everything_named(book: Book, today: date) -> Iterator[Named]:
    """All records by which one may look for something: people first, what was said or done last."""
    for volunteer in book.volunteers.values():
        yield Named(volunteer.name, department_of(book, volunteer) or "volunteer", "volunteer", volunteer.id)
    for stakeholder in book.stakeholders.values():
        yield Named(stakeholder.name, stakeholder.job or "stakeholder", "updates", stakeholder.id)
    for table, room, name, told in _PLAIN:
        for record in book.tables[table].values():
            yield Named(getattr(record, name), told(record), room, record.id)
    for gathering in book.gatherings.values():
        yield Named(
            gathering.topic or gathering.name,
            f"{format_day(gathering.on, today)}, {gathering.name}",
            "calendar",
            gathering.id,
        )
    for update in book.updates.values():
        if update.state == "sent":
            yield Named(update.subject, f"sent to {_names(book, update.to)}", "sent", update.id)
    for article in book.articles.values():
        yield Named(article.text, f"charter, {TITLES[article.topic].lower()}", "charter", article.topic)
    for idea in book.ideas.values():
        yield Named(idea.text, "idea", "facilitate", idea.talk)
    yield from _of_people(book)


def _of_people(book: Book) -> Iterator[Named]:
    """What was done by, said to or asked of someone: it stands on their page."""
    for contribution in book.contributions.values():
        yield _on_page(
            book, contribution.volunteer, contribution.topic or contribution.note, label_of(contribution.kind)
        )
    for thanks in book.recognitions.values():
        if thanks.to:
            yield _on_page(book, thanks.to[0], thanks.words, "thanks")
    for contact in book.contacts.values():
        yield _on_page(book, contact.who, contact.note, "contact")
    for ask in book.asks.values():
        yield _on_page(book, ask.who, ask.what, "ask")
    for reminder in book.reminders.values():
        if reminder.who:
            yield _on_page(book, reminder.who, reminder.what, "to-do")
    for task in book.tasks.values():
        if checklist := book.checklists.get(task.checklist):
            yield _on_page(book, checklist.volunteer, task.text, checklist.kind)


def _on_page(book: Book, who: str, name: str, told: str) -> Named:
    room = "stakeholder" if who in book.stakeholders else "volunteer"
    return Named(name, f"{told}, {name_of(book, who)}", room, who)


def _names(book: Book, who: tuple[str, ...]) -> str:
    return join_words([name_of(book, key) for key in who], most=2)


_PLAIN: tuple[tuple[str, str, str, Callable[[Any], str]], ...] = (
    ("rituals", "calendar", "name", lambda _: "ritual"),
    ("departments", "departments", "name", lambda _: "department"),
    ("roles", "roles", "name", lambda _: "role"),
    ("resources", "library", "title", lambda resource: label_of(resource.kind)),
    ("session_plans", "library", "topic", lambda _: "session plan"),
    ("posts", "posts", "what", lambda _: "post"),
    ("wishes", "survey", "title", lambda _: "suggested topic"),
    ("costs", "costs", "what", lambda cost: f"cost, {cost.state}"),
    ("budgets", "budget", "name", lambda _: "budget"),
    ("outside_quotes", "return", "what", lambda _: "supplier quote"),
    ("kpis", "kpis", "name", lambda _: "KPI"),
    ("claims", "pitch", "claim", lambda claim: claim.about),
    ("evidence", "pitch", "text", lambda evidence: f"{evidence.kind}, {evidence.claim}"),
    ("needs", "needs", "what", lambda need: f"need, {label_of(need.status)}"),
    ("training_requests", "requests", "topic", lambda _: "training request"),
    ("talks", "facilitate", "title", lambda _: "kick-off topic"),
)
"""Table, where it is shown, the field with its name, and what it is."""


class Sought(Struct, frozen=True):
    """What someone types, ready to be held against names; without regard to case and accents."""

    text: str
    words: tuple[str, ...]
    letters: str
    """Those that may stand in this order with others between; none where they may not."""

    def near(self, name: str, more: str = "") -> float | None:
        """How far a name is from it: 0 the very name, below 1 a part of it, 1 and more where its letters stand apart.

        Args:
            name: normalized.
            more: normalized, too: what is said about it, where single words may stand.

        Returns:
            None where it does not fit at all.
        """
        if not self.text or name == self.text:
            return 0.0
        at = name.find(self.text)
        if at == 0:
            return 0.1
        if at > 0:
            return 0.3 if name[at - 1].isalnum() else 0.2
        both = f"{name} {more}"
        if all(word in both for word in self.words):
            return 0.5 if self.words[0] in name else 0.6
        if self.letters and len(self.letters) <= len(name) <= SHORT and (length := _stretch(self.letters, name)):
            stretch = length / len(self.text)
            return stretch if stretch <= STRETCH else None
        return None


def _stretch(letters: str, name: str) -> int:
    """How long the part of a name is in which letters stand in this order, from where the first of them is; 0 if none.

    One pass: a regular expression tries every way to place them where one is missing, which takes for ever.
    """
    first = at = name.find(letters[0])
    for letter in letters[1:]:
        if at < 0:
            break
        at = name.find(letter, at + 1)
    return at + 1 - first if at >= 0 else 0


def sought(typed: str, *, loose: bool = True) -> Sought:
    """What someone types.

    Args:
        typed: as it was typed.
        loose: whether its letters may stand apart.
    """
    text = " ".join(normalize(one_line(typed)).split())
    letters = text.replace(" ", "")
    apart = letters if loose and LOOSE <= len(letters) <= SHORT else ""
    return Sought(text, tuple(text.split()) or ("",), apart)
