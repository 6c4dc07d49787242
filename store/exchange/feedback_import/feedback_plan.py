"""Plan of a feedback import: which questions count, which texts are quoted, and what becomes of the gathering."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from store.book.transaction import Change
from store.core.dates import format_day
from store.core.record import ORGANISER
from store.core.text import normalize, pluralize, quotation, quoted
from store.exchange.feedback_import.form_reader import Form, Question
from store.model.calendar import Gathering
from store.training.feedback import reaction

_CENT = Decimal("0.01")


class FeedbackPlan(Struct, frozen=True):
    """What the answers to a form would do to a gathering."""

    gathering: Gathering
    form: Form
    left_out: frozenset[str] = frozenset()
    """The keys of questions that do not count."""
    quotes: tuple[str, ...] = ()
    """The texts to keep as quotes."""

    @property
    def counted(self) -> list[Question]:
        """The questions that count."""
        return [q for q in self.form.questions if q.key not in self.left_out]

    @property
    def texts(self) -> list[str]:
        """What may be quoted, each text once."""
        return [*dict.fromkeys(text for question in self.counted for text in question.texts)]

    def result(self) -> Gathering:
        """The gathering as it will be: the figures of the form in place of those before, new quotes below the old ones."""
        ratings = [q.scale for q in self.counted if q.kind == "rating" and q.scale]
        number = sum(len(scale.values) for scale in ratings)
        total = sum((scale.rating * len(scale.values) for scale in ratings), Decimal())
        asked = next((q for q in self.counted if q.kind == "recommend"), None)
        old = self.gathering
        known = {normalize(line.strip()) for line in old.quotes.splitlines()}
        new = [" ".join(text.split()) for text in self.quotes if normalize(" ".join(text.split())) not in known]
        return replace(
            old,
            state="held",
            host=old.host or ORGANISER,
            answers=self.form.answers,
            rating=(total / number).quantize(_CENT) if number else old.rating,
            recommend=min(asked.yes, self.form.answers) if asked else old.recommend,
            quotes="\n".join(filter(None, (old.quotes.rstrip("\n"), *new))),
        )

    @property
    def anything(self) -> bool:
        """Whether carrying it out would change the gathering."""
        return self.result() != self.gathering


def carry_out(plan: FeedbackPlan, change: Change) -> None:
    """Put the gathering as it will be into a change.

    Raises:
        Invalid: a value that does not fit its field.
    """
    change.put(plan.result())


def summary(plan: FeedbackPlan, today: date) -> list[str]:
    """Plan in plain lines: the questions with their answers, and the texts with the numbers they are chosen by."""
    gathering, form = plan.gathering, plan.form
    lines = [
        f"{pluralize(form.answers, 'response')} for {quoted(gathering.name)} on {format_day(gathering.on, today)}."
    ]
    lines += [f"  {question.heading}: {_told(question, plan.left_out)}" for question in form.questions]
    lines.append(f"To import: {reaction(plan.result())}.")
    lines += [*_texts(plan)]
    return lines


def _told(question: Question, left_out: Collection[str]) -> str:
    return "left out" if question.key in left_out else question.told


def _texts(plan: FeedbackPlan) -> Iterator[str]:
    if texts := plan.texts:
        yield "Comments you can quote:"
        for number, text in enumerate(texts, 1):
            yield f"  {number}{' (quoted)' if text in plan.quotes else ''}: {quotation(text)}"
