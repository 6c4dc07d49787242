"""Self-assessments: dated answers along three frameworks, when each is to be looked at again, and how far they are.

Community Canvas: what was agreed, theme by theme. Playbook: a score with its evidence, facet by facet, over time. Get
Together: steps lit by the book's own data (:mod:`store.launch.get_together`) or by the organiser's word.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from store.book.book import Book
from store.launch.frameworks import CANVAS, FACETS, TOGETHER, Element
from store.model.assessments import Agreement, Score, Word

MOST_POINTS = 4


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


def _answers(book: Book) -> Iterator[Answer]:
    yield from book.agreements.values()
    yield from book.scores.values()
    yield from book.words.values()


def _order(answer: Answer) -> tuple[date, int, str]:
    return answer.on, answer.step, answer.id


def next_step(book: Book, key: str) -> int:
    """The step a new answer gets, so that it comes after all others of its day."""
    return max((answer.step for answer in answers(book, key)), default=-1) + 1


def answers(book: Book, key: str) -> list[Answer]:
    """Everything that was said about one thing, the newest first."""
    return sorted((a for a in _answers(book) if about(a) == key), key=_order, reverse=True)


def latest(book: Book) -> dict[str, Answer]:
    """The latest answer on each thing, by what it is about."""
    found: dict[str, Answer] = {}
    for answer in sorted(_answers(book), key=_order):
        found[about(answer)] = answer
    return found


def word(known: dict[str, Answer], key: str) -> Word | None:
    """The organiser's word that something is so; None where there is none, or where it was withdrawn."""
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
        """Where it stands among the self-assessments."""
        return about(self.answer)


def reviews(book: Book, until: date) -> list[Review]:
    """The last answers that want looking at again up to a day, the earliest first."""
    found = [
        Review(answer, of, answer.review_on)
        for key, answer in latest(book).items()
        if answer.review_on and answer.review_on <= until and (of := element(key))
    ]
    return sorted(found, key=lambda review: (review.on, review.key))


def points(book: Book, facet: str) -> list[int]:
    """The scores of a facet over time, the oldest first."""
    found = sorted((s for s in book.scores.values() if s.facet == facet), key=_order)
    return [score.points for score in found]
