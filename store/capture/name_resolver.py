"""Whom a line names: found by full name, first name or surname, without case and accents; never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from store.book.book import Book
from store.capture.proposal import Choice, Question
from store.capture.tokenizer import Line
from store.core.text import normalize, one_line, quoted
from store.model.people import Volunteer
from store.model.stakeholders import Stakeholder
from store.people.directory import by_name, department_of, name_of

NEW = "new"
"""The answer that an unknown name is someone new, who gets into the book as interested."""
NO_ONE = "none"
"""The answer that an unknown name is no one of this book, so that it stays text."""
BY_NAME = "by name"
"""The answer that someone is named without being in the book."""
_LONGEST_NAME = 6
_AND = ("and", "&", "+")
_PARTICLES = ("de", "del", "der", "di", "la", "le", "ten", "van", "von", "zu", "bin", "al", "o")


class Named(Struct, frozen=True):
    """Someone a line names: an id of the book, or only a name."""

    id: str = ""
    name: str = ""
    """Of someone who is not in the book."""
    new: bool = False
    """Whether they are to come into the book."""


class People:
    """Everyone in the book, to be found in a line; what is open becomes a question."""

    def __init__(self, book: Book, answers: Mapping[str, str], *, only_volunteers: bool = False) -> None:
        """Look for people of a book.

        Args:
            book: the book.
            answers: what was answered to the questions asked before.
            only_volunteers: stakeholders cannot be meant here.
        """
        self._book, self._answers = book, answers
        self._everybody: list[Volunteer | Stakeholder] = [*by_name(book.volunteers.values())]
        if not only_volunteers:
            self._everybody += sorted(book.stakeholders.values(), key=lambda s: (normalize(s.name), s.id))
        self._names = [(tuple(normalize(one_line(who.name)).split()), who.id) for who in self._everybody]
        self.questions: list[Question] = []

    # -- in the words ------------------------------------------------------------------------------

    def found(self, line: Line, at: int) -> tuple[tuple[str, ...], int]:
        """The ids that the words from a place on can mean, and where the name ends; none where it is no name."""
        for length in range(min(_LONGEST_NAME, len(line) - at), 0, -1):
            inside = range(at, at + length)
            if not all(map(line.free, inside)) or any(line.words[n].breaks for n in inside[:-1]):
                continue
            for words in self._spellings(line, at, length):
                ids = self._called(words)
                if ids:
                    return ids, at + length
        return (), at

    @staticmethod
    def _spellings(line: Line, at: int, length: int) -> Iterator[tuple[str, ...]]:
        """The words as they are, and without what a sentence adds to the last one."""
        typed = tuple(normalize(line.words[n].text) for n in range(at, at + length))
        plain = tuple(line.plain(n) for n in range(at, at + length))
        yield typed
        yield plain
        for ending in ("'s", "’s"):
            if plain[-1].endswith(ending):
                yield (*plain[:-1], plain[-1].removesuffix(ending))

    def _called(self, words: tuple[str, ...]) -> tuple[str, ...]:
        for fits in (
            lambda name: name == words,
            lambda name: name[: len(words)] == words,
            lambda name: len(words) == 1 and words[0] in name,
        ):
            if ids := tuple(key for name, key in self._names if fits(name)):
                return ids
        return ()

    def several(
        self, line: Line, at: int, stops: tuple[str, ...], *, unknown: tuple[Choice, ...]
    ) -> tuple[list[Named], int]:
        """Everyone named from a place on, as in ‘Ana, Li and Tom’; where it ends."""
        found: list[Named] = []
        while True:
            who, end = self.one(line, at, stops, unknown=unknown)
            if who is None:
                return found, at
            found.append(who)
            at = end
            comma = line.words[at - 1].text.endswith(",")
            if line.free(at) and line.plain(at) in _AND:
                if not self._begins_name(line, at + 1, stops):
                    return found, at
                line.take(at, at + 1, "joint")
                at += 1
            elif not (comma and line.free(at) and self.found(line, at)[0]):
                return found, at

    def _begins_name(self, line: Line, at: int, stops: tuple[str, ...]) -> bool:
        return bool(
            line.free(at) and line.plain(at) not in stops and (self.found(line, at)[0] or _capital(line, at))
        )

    def one(
        self, line: Line, at: int, stops: tuple[str, ...], *, unknown: tuple[Choice, ...]
    ) -> tuple[Named | None, int]:
        """The person named at a place, asked about where that is open; None where no one is."""
        if not line.free(at) or line.plain(at) in stops:
            return None, at
        ids, end = self.found(line, at)
        if ids:
            name = " ".join(word.plain for word in line.words[at:end])
            line.take(at, end, "who")
            return self._which(name, ids), end
        end = at + 1 + (line.plain(at) in ("the", "a", "my", "our") and line.free(at + 1))
        while (
            line.free(end)
            and not line.words[end - 1].breaks
            and _goes_on(line, end)
            and line.plain(end) not in stops
        ):
            end += 1
        name = " ".join(word.text for word in line.words[at:end]).strip(" ,;:.!?")
        if not name or not unknown:
            return None, at
        who = self._unknown(name, unknown)
        if who is None:
            return None, at  # someone said that it is no name
        line.take(at, end, "who")
        return who, end

    # -- what is open ------------------------------------------------------------------------------

    def _which(self, name: str, ids: tuple[str, ...]) -> Named:
        if len(ids) == 1:
            return Named(ids[0])
        key = f"which:{name}"
        if (answer := self._answers.get(key)) in ids:
            return Named(answer)
        choices = tuple(choice for choice in self.choices() if choice.key in ids)
        self._ask(Question(key, f"Which {choices[0].label.split()[0] if choices[0].label else name}?", choices))
        return Named(name=name)

    def _unknown(self, name: str, unknown: tuple[Choice, ...]) -> Named | None:
        key = f"unknown:{normalize(name)}"
        answer = self._answers.get(key, "")
        if any(who.id == answer for who in self._everybody):
            return Named(answer)
        if answer == NO_ONE:
            return None
        if answer in (NEW, BY_NAME):
            return Named(name=name, new=answer == NEW)
        self._ask(Question(key, f"Who is {quoted(name)}?", (*self._like(name), *unknown, *self._others(name))))
        return Named(name=name)

    def _ask(self, question: Question) -> None:
        if all(known.key != question.key for known in self.questions):
            self.questions.append(question)

    def choices(self) -> list[Choice]:
        """Everyone who can be meant, with the word that tells two of one name apart."""
        return [Choice(who.id, who.name, self.about(who.id)) for who in self._everybody]

    def _like(self, name: str) -> tuple[Choice, ...]:
        """Whose name begins alike, as a name half typed or a letter wrong does."""
        begun = normalize(name)[:2]
        return tuple(
            c for c in self.choices() if any(part.startswith(begun) for part in normalize(c.label).split())
        )

    def _others(self, name: str) -> tuple[Choice, ...]:
        like = {choice.key for choice in self._like(name)}
        return tuple(choice for choice in self.choices() if choice.key not in like)

    def about(self, person: str) -> str:
        """A department or job."""
        if volunteer := self._book.volunteers.get(person):
            return department_of(self._book, volunteer) or volunteer.job or volunteer.email
        stakeholder = self._book.stakeholders.get(person)
        return (stakeholder.job or "stakeholder") if stakeholder else ""

    def said(self, who: Named) -> str:
        """Someone as the preview says it: with the word that tells them from others."""
        if not who.id:
            return f"{who.name}, new" if who.new else who.name
        about = self.about(who.id)
        return f"{name_of(self._book, who.id)}{f', {about}' if about else ''}"


def _capital(line: Line, at: int) -> bool:
    return line.free(at) and line.words[at].text[:1].isupper()


def _goes_on(line: Line, at: int) -> bool:
    """Whether a name that is not in the book goes on with this word."""
    return _capital(line, at) or (line.plain(at) in _PARTICLES and line.free(at) and _goes_on(line, at + 1))
