"""``add``: a line in everyday words, with answers to what it leaves open."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.capture import Proposal, Question, read
from store.capture.proposal import Choice
from store.commands.plan import Plan
from store.core.errors import GuildbookError
from store.core.text import normalize, one_line, quoted

MOST_NAMED = 6
"""Answers to a question that are named in one line."""


class Unanswered(GuildbookError):
    """A line that leaves a question open; the text names the question and its answers."""

    def __init__(self, question: Question) -> None:
        super().__init__(_asked(question))
        self.question = one_line(question.text)


class AddLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="command", tag="add"):
    """Record what a line says."""

    line: str
    choices: tuple[str, ...] = ()
    """Answers in the order of the questions: their numbers or words."""
    answers: dict[str, str] = {}
    """Answers given before, by the key of each question."""

    def settled(self, book: Book, today: date) -> "AddLine":
        """The same with its answers by their questions, so that they hold when the book has changed.

        Raises:
            GuildbookError: one of them answers nothing, or more than one thing.
        """
        answers = {**self.answers}
        for choice in self.choices:
            questions = read(self.line, book, today, answers).questions
            if not questions:
                raise GuildbookError(
                    f"{quoted(one_line(choice))} is not needed: every question has been answered. Leave it out."
                )
            answers[questions[0].key] = _chosen(questions[0], choice)
        return replace(self, choices=(), answers=answers)

    def plan(self, book: Book, today: date) -> Plan:
        """What the line says.

        Raises:
            Unanswered: it leaves a question open.
            GuildbookError: it lacks something, or an answer answers nothing.
        """
        proposal = read(self.line, book, today, self.settled(book, today).answers)
        if proposal.missing:
            raise GuildbookError(f"{one_line(proposal.missing)} Nothing was saved.")
        for question in proposal.questions:
            raise Unanswered(question)
        return _plan(proposal)


def _plan(proposal: Proposal) -> Plan:
    def put(change: Change) -> None:
        for record in proposal.records:
            change.put(record)

    told = (f"{proposal.title}:", *(f"- {name}: {one_line(value)}" for name, value in proposal.told))
    return Plan(proposal.label, put, "Saved.", told)


def _asked(question: Question) -> str:
    """A question with its answers, numbered as they can be given."""
    labels = _labels(question.choices)
    named = [f"{number} {label}" for number, label in enumerate(labels[:MOST_NAMED], 1)]
    if len(labels) > MOST_NAMED:
        named.append(f"{len(labels) - MOST_NAMED} more")
    return (
        f"{one_line(question.text)} Answer with --as and a number or words: {'; '.join(named)}. Nothing was saved."
    )


def _labels(choices: Sequence[Choice]) -> list[str]:
    """The answers in words, with what tells two of one label apart."""
    plain = [one_line(choice.label) for choice in choices]
    return [
        f"{label} ({one_line(choice.detail)})" if plain.count(label) > 1 and choice.detail else label
        for label, choice in zip(plain, choices, strict=True)
    ]


def _chosen(question: Question, answer: str) -> str:
    """The key of the answer that is meant by its number or words.

    Raises:
        GuildbookError: none is meant, or more than one.
    """
    number, labels = answer.strip(), _labels(question.choices)
    if number.isascii() and number.isdigit() and 0 < int(number) <= len(labels):
        return question.choices[int(number) - 1].key
    by_key = {choice.key: normalize(label) for choice, label in zip(question.choices, labels, strict=True)}
    found = _meant(by_key, normalize(one_line(answer)))
    if len(found) == 1:
        return found[0]
    raise GuildbookError(f"{quoted(one_line(answer))} is not one of the answers. {_asked(question)}")


def _meant(labels: Mapping[str, str], wanted: str) -> list[str]:
    """The keys whose label is the words, else begins with them, else has them in it."""
    for fits in (str.__eq__, str.startswith, str.__contains__):
        if wanted and (found := [key for key, label in labels.items() if fits(label, wanted)]):
            return found
    return []
