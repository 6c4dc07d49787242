"""Check-ups: dated answers along three frameworks, when each is to be looked at again, and how far they are.

Community Canvas: what was agreed, theme by theme. Playbook: a score with its evidence, facet by facet, over time. Get
Together: steps lit by the book's own data (:mod:`store.together`) or by the organiser's word.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Struct

from store.frameworks import CANVAS, FACETS, TOGETHER, Element
from store.records import Number, Record, said

if TYPE_CHECKING:
    from store.book import Book

Grade = Literal["0 not begun", "1 tried", "2 now and then", "3 steady", "4 lives by itself"]
MOST_POINTS = 4
_AGAIN = "when to look at it again"


class Agreement(Record, frozen=True, kw_only=True):
    """What was agreed on one theme of the Community Canvas, on one day; the latest counts."""

    theme: Annotated[str, said("Theme", needed=True, hidden=True)]
    answer: Annotated[str, said("Our answer", needed=True, long=True)]
    on: Annotated[date, said("Agreed on", needed=True)]
    by: Annotated[str, said("Agreed by", "everybody at the kick-off, the core group …")] = ""
    review_on: Annotated[date | None, said("Review on", _AGAIN)] = None
    step: Annotated[Number, said("Step", hidden=True)] = 0
    """Of two on one day the one with the higher step came later."""


class Score(Record, frozen=True, kw_only=True):
    """How one facet of the Playbook stood on one day; earlier ones stay beside it."""

    facet: Annotated[str, said("Facet", needed=True, hidden=True)]
    score: Annotated[Grade, said("Score")] = "1 tried"
    evidence: Annotated[str, said("Evidence", "what you saw that says so", needed=True)]
    next_step: Annotated[str, said("Next step", "the smallest thing that would lift it")] = ""
    on: Annotated[date, said("On", needed=True)]
    review_on: Annotated[date | None, said("Review on", _AGAIN)] = None
    step: Annotated[Number, said("Step", hidden=True)] = 0
    """Of two on one day the one with the higher step came later."""

    @property
    def points(self) -> int:
        """The score as a number from 0 to 4."""
        return int(self.score[0])


class Word(Record, frozen=True, kw_only=True):
    """The organiser's word on what the book's data cannot tell; the latest about a thing counts."""

    about: Annotated[str, said("About", needed=True, hidden=True)]
    """A step of Get Together as ``together:people``, a line of the roadmap as ``roadmap:agreed``."""
    stands: Annotated[Literal["yes", "not yet"], said("Is it so?")] = "yes"
    note: Annotated[str, said("In a word", "what you saw, or how you know")] = ""
    on: Annotated[date, said("On", needed=True)]
    review_on: Annotated[date | None, said("Review on", _AGAIN)] = None
    step: Annotated[Number, said("Step", hidden=True)] = 0
    """Of two on one day the one with the higher step came later."""


Answer = Agreement | Score | Word


def about(answer: Answer) -> str:
    """What an answer is about, so that answers of all three kinds can be told apart."""
    match answer:
        case Agreement():
            return f"canvas:{answer.theme}"
        case Score():
            return f"facet:{answer.facet}"
        case Word():
            return answer.about


def _answers(book: "Book") -> Iterator[Answer]:
    yield from book.agreements.values()
    yield from book.scores.values()
    yield from book.words.values()


def _order(answer: Answer) -> tuple[date, int, str]:
    return answer.on, answer.step, answer.id


def next_step(book: "Book", key: str) -> int:
    """The step a new answer gets, so that it comes after all others of its day."""
    return max((answer.step for answer in answers(book, key)), default=-1) + 1


def answers(book: "Book", key: str) -> list[Answer]:
    """Everything that was said about one thing, the newest first."""
    return sorted((a for a in _answers(book) if about(a) == key), key=_order, reverse=True)


def latest(book: "Book") -> dict[str, Answer]:
    """The last word on each thing, by what it is about."""
    found: dict[str, Answer] = {}
    for answer in sorted(_answers(book), key=_order):
        found[about(answer)] = answer
    return found


def word(known: dict[str, Answer], key: str) -> Word | None:
    """The organiser's word that something is so; None where there is none, or where it was taken back."""
    found = known.get(key)
    return found if isinstance(found, Word) and found.stands == "yes" else None


def element(key: str) -> Element | None:
    """The theme, facet or step behind ``canvas:…``, ``facet:…`` or ``together:…``; None for anything else."""
    kind, _, name = key.partition(":")
    elements = {"canvas": CANVAS, "facet": FACETS, "together": TOGETHER}.get(kind, ())
    return next((found for found in elements if found.key == name), None)


def canvas_shown(known: Iterable[str], everything: bool = False) -> tuple[Element, ...]:
    """The themes to ask: the nine first, and all seventeen once those are answered, or when all are wanted."""
    answered = {*known}
    small = all(f"canvas:{theme.key}" in answered for theme in CANVAS if theme.first)
    later = everything or small
    return tuple(t for t in CANVAS if later or t.first or f"canvas:{t.key}" in answered)


class Review(Struct, frozen=True):
    """An answer whose day to be looked at again has come."""

    answer: Answer
    element: Element
    on: date

    @property
    def key(self) -> str:
        """Where it stands among the check-ups."""
        return about(self.answer)


def reviews(book: "Book", until: date) -> list[Review]:
    """The last answers that want looking at again up to a day, the earliest first."""
    found = [
        Review(answer, of, answer.review_on)
        for key, answer in latest(book).items()
        if answer.review_on and answer.review_on <= until and (of := element(key))
    ]
    return sorted(found, key=lambda review: (review.on, review.key))


def points(book: "Book", facet: str) -> list[int]:
    """The scores of a facet over time, the oldest first."""
    found = sorted((s for s in book.scores.values() if s.facet == facet), key=_order)
    return [score.points for score in found]
