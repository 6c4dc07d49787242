"""Who the people of a report are: found in the book by email, then by name."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from store.book.book import Book
from store.core.names.person_names import name_keys
from store.core.record import ORGANISER
from store.exchange.attendance_import.report import Participant

_MOST_LIKELY = 3


class Match(Struct, frozen=True):
    """Someone of a report, and who that is."""

    participant: Participant
    who: str = ""
    """The volunteer's id, or the organiser's; empty where no one is surely meant."""
    how: str = ""
    """By what they were found: ‘email’ or ‘name’."""
    likely: tuple[str, ...] = ()
    """Volunteers who may be meant, to be asked about."""
    stakeholder: bool = False
    """Whether a stakeholder has this email or name."""


def match(book: Book, participants: Iterable[Participant]) -> list[Match]:
    """Find each of a report's people in the book; no one is guessed."""
    known = _Known(book)
    return [known.match(one) for one in participants]


class _Known:
    """Everyone in the book, by what they can be found by."""

    def __init__(self, book: Book) -> None:
        self._emails: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        self._words: dict[str, list[str]] = {}
        for volunteer in book.volunteers.values():
            if volunteer.email:
                self._emails.setdefault(volunteer.email.casefold(), []).append(volunteer.id)
            for key in name_keys(volunteer.name):
                self._names.setdefault(key, []).append(volunteer.id)
                for word in key.split():
                    self._words.setdefault(word, []).append(volunteer.id)
        held = book.stakeholders.values()
        self._stakeholders = {s.email.casefold() for s in held if s.email} | {
            k for s in held for k in name_keys(s.name)
        }
        self._you = name_keys(book.community.organiser) if book.community.organiser else frozenset[str]()

    def match(self, one: Participant) -> Match:
        """Who someone is, or may be."""
        addresses = (one.email, *one.other_emails)
        found = [*dict.fromkeys(who for email in addresses for who in self._emails.get(email.casefold(), []))]
        if len(found) == 1:
            return Match(one, found[0], "email")
        likely = [*found]
        for name in one.names:
            keys = name_keys(name)
            called = [*dict.fromkeys(who for key in keys for who in self._names.get(key, []))]
            if len(called) == 1 and not found:
                return Match(one, called[0], "name")
            if not called and keys & self._you:
                return Match(one, ORGANISER, "name")
            likely += called
            likely += (who for key in keys for who in self._with_words(key))
        told = {one.email.casefold(), *(key for name in one.names for key in name_keys(name))}
        few = tuple(dict.fromkeys(likely))
        return Match(
            one, likely=few if len(few) <= _MOST_LIKELY else (), stakeholder=bool(told & self._stakeholders)
        )

    def _with_words(self, key: str) -> list[str]:
        """Volunteers whose name has all the words of another one, as ‘Ana’ and ‘Ana R’ may be short for it."""
        found = [set(self._words.get(part, [])) for part in key.split() if len(part) > 1]
        return sorted(set.intersection(*found)) if found else []
