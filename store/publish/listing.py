"""Who may be named in what everyone may read, and texts without the names of all others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from store.book.book import Book
from store.core.record import ORGANISER
from store.core.text import alike, clean, normalize, one_line
from store.model.people import Volunteer
from store.model.stakeholders import Stakeholder
from store.texts.documents.hub import SOMEONE, THE_ORGANISER

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\+?\d[\d\s()/.-]{4,}\d")
_FEWEST_DIGITS = 6


class Listing:
    """Those who agreed by today to be named, and what takes the others out of a text."""

    def __init__(self, book: Book, today: date) -> None:
        self._listed = {
            volunteer.id: one_line(volunteer.name)
            for volunteer in book.volunteers.values()
            if volunteer.may_be_listed_on and volunteer.may_be_listed_on <= today
        }
        self.organiser = one_line(book.community.organiser) or THE_ORGANISER
        self._hidden: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        """By their first word the names that may not be read, each as its words."""
        self._unspaced: set[str] = set()
        named = {alike(name) for name in (*self._listed.values(), self.organiser)}
        for name in self._others(book):
            if alike(name) not in named:
                self._hide(name)
        for words in self._hidden.values():
            words.sort(key=len, reverse=True)
        people: list[Volunteer | Stakeholder] = [*book.volunteers.values(), *book.stakeholders.values()]
        self._addresses = {person.email.strip().casefold() for person in people if person.email}
        digits = (re.sub(r"\D", "", volunteer.phone) for volunteer in book.volunteers.values())
        self._numbers = {number for number in digits if len(number) >= _FEWEST_DIGITS}
        self.replaced = 0
        """How many names and addresses were taken out of texts so far."""

    def name(self, person: str) -> str:
        """The name of a volunteer who may be listed, or of the organiser; nothing for anyone else."""
        return self.organiser if person == ORGANISER else self._listed.get(person, "")

    def names(self, people: Iterable[str]) -> tuple[str, ...]:
        """The names of those who may be listed."""
        return tuple(name for person in people if (name := self.name(person)))

    def line(self, text: str) -> str:
        """A text on one line, without anyone who may not be listed."""
        return one_line(self.text(text))

    def text(self, text: str) -> str:
        """A text without anyone who may not be listed, and without anyone's address or telephone number."""
        text = clean(text)
        for name in self._unspaced:
            text = self._taken_out(text, [found.span() for found in re.finditer(re.escape(name), text)])
        contacts = [found.span() for found in _ADDRESS.finditer(text) if found[0].casefold() in self._addresses]
        contacts += [
            found.span() for found in _NUMBER.finditer(text) if re.sub(r"\D", "", found[0]) in self._numbers
        ]
        text = self._taken_out(text, sorted(contacts))
        return self._taken_out(text, [*self._hidden_in(text)])

    def _taken_out(self, text: str, spans: list[tuple[int, int]]) -> str:
        told, end = [], 0
        for begins, ends in spans:
            if begins >= end:
                told += [text[end:begins], SOMEONE]
                end = ends
                self.replaced += 1
        return "".join([*told, text[end:]]) if told else text

    def _hidden_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a text someone is named who may not be listed."""
        words = [*_WORD.finditer(text)] if self._hidden else []
        plain = [normalize(word[0]) for word in words]
        place = 0
        while place < len(words):
            for name in self._hidden.get(plain[place], ()):
                whole = (*plain[place : place + len(name)],) == tuple(map(normalize, name))
                if whole and (len(name) > 1 or words[place][0] == name[0]):
                    yield words[place].start(), words[place + len(name) - 1].end()
                    place += len(name) - 1
                    break
            place += 1

    def _hide(self, name: str) -> None:
        words = tuple(_WORD.findall(name))
        if not words:
            return
        if name.lower() == name.upper():  # a script that writes without blanks between words
            self._unspaced.add(name)
        for form in {words, (*words[1:], words[0]), (words[-1], *words[:-1])}:
            self._hidden[normalize(form[0])].append(form)

    def _others(self, book: Book) -> Iterator[str]:
        """The names of all in the book who may not be listed, or were never asked."""
        names = [volunteer.name for volunteer in book.volunteers.values() if volunteer.id not in self._listed]
        names += [volunteer.manager for volunteer in book.volunteers.values()]
        for stakeholder in book.stakeholders.values():
            names += [stakeholder.name, stakeholder.manager]
        names += [name for thanks in book.recognitions.values() for name in thanks.named]
        yield from sorted({one_line(name) for name in names if name.strip()})
