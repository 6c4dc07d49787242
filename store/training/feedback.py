"""Feedback on sessions and gatherings: how they were received, what was learned, and that of one trainer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.date_index import by_day
from store.core.text import join_words, pluralize
from store.model.calendar import Gathering
from store.model.evaluation import FEEDBACK
from store.model.finance import Level
from store.model.recognition import Contribution
from store.texts import feedback as texts

Rated = Gathering | Contribution


class Feedback(Struct, frozen=True):
    """The feedback of several sessions and gatherings, added up."""

    sessions: int
    gatherings: int
    """Those that were no session."""
    answers: int
    mean: Decimal | None
    """The mean rating, each session counting by its answers."""
    recommend: int
    asked: int
    """Answers of the sessions where it was asked whether they would recommend it."""
    passed: int
    tested: int

    @property
    def words(self) -> str:
        """All of it in a sentence or two for others to read; nothing where there is none."""
        counted = (pluralize(self.sessions, "session"), pluralize(self.gatherings, "gathering"))
        rated = join_words(
            [words for words, number in zip(counted, (self.sessions, self.gatherings), strict=True) if number]
        )
        return texts.period(
            rated,
            self.answers,
            self.mean,
            recommend=(self.recommend, self.asked),
            test=(self.passed, self.tested),
            one=self.sessions + self.gatherings == 1,
        )


def has_feedback(record: Rated) -> bool:
    """Whether a session or gathering has any feedback."""
    return any(getattr(record, name) is not None for name in FEEDBACK)


def reaction(record: Rated) -> str:
    """How it was received, in words; nothing where no one was asked."""
    return texts.reaction(record.answers, record.rating, record.recommend)


def learning(record: Rated) -> str:
    """What was learned there, in words; nothing where no one measured it."""
    return texts.learning(record.tested, record.passed)


def evaluation(record: Rated) -> tuple[tuple[Level, str], ...]:
    """What is known of the first two levels of evaluation."""
    return ("reaction", reaction(record)), ("learning", learning(record))


def in_words(record: Rated) -> str:
    """Both in one line."""
    return "; ".join(filter(None, (reaction(record), learning(record))))


def in_brief(record: Rated) -> str:
    """The rating where room is scarce: ‘4.4 of 5 from 8’; otherwise all of it."""
    if record.rating is None:
        return in_words(record)
    return texts.rating(record.rating) + (f" from {record.answers:,}" if record.answers else "")


def rated(book: Book, since: date, until: date) -> list[Rated]:
    """Sessions and gatherings of a period that have feedback, the latest first.

    What is kept with a gathering is not taken again from a contribution made there.
    """
    meetings = book.gatherings.cached_query(by_day).between(since, until)
    made = book.contributions.cached_query(by_day).between(since, until)
    found: list[Rated] = [one for one in meetings if _tells(one)]
    found += [one for one in made if has_feedback(one) and not _tells(book.gatherings.get(one.gathering))]
    return sorted(found, key=lambda one: (-one.on.toordinal(), one.id))


def _tells(gathering: Gathering | None) -> bool:
    return gathering is not None and gathering.state == "held" and has_feedback(gathering)


def added_up(records: Iterable[Rated]) -> Feedback:
    """The feedback of some sessions and gatherings as one."""
    records = list(records)
    weights = [(one.rating, one.answers or 1) for one in records if one.rating is not None]
    weight = sum(number for _, number in weights)
    total = sum((rating * number for rating, number in weights), Decimal())
    recommending = [one for one in records if one.recommend is not None and one.answers]
    tested = [one for one in records if one.passed is not None and one.tested]
    return Feedback(
        sessions=sum(map(_is_session, records)),
        gatherings=sum(not _is_session(one) for one in records),
        answers=sum(one.answers or 0 for one in records),
        mean=total / weight if weight else None,
        recommend=sum(one.recommend or 0 for one in recommending),
        asked=sum(one.answers or 0 for one in recommending),
        passed=sum(one.passed or 0 for one in tested),
        tested=sum(one.tested or 0 for one in tested),
    )


def _is_session(record: Rated) -> bool:
    return isinstance(record, Contribution) or bool(record.topic)


def feedback(book: Book, since: date, until: date) -> Feedback:
    """The feedback of a period, added up."""
    return added_up(rated(book, since, until))


def at_level(book: Book, level: Level, since: date, until: date) -> str:
    """What the feedback of a period says at a level of evaluation, in words; nothing at those beyond learning."""
    found = feedback(book, since, until)
    match level:
        case "reaction":
            return replace(found, passed=0, tested=0).words
        case "learning":
            return replace(found, answers=0, mean=None, recommend=0, asked=0).words
    return ""


def of_trainer(book: Book, person: str, today: date) -> list[Rated]:
    """What someone led or hosted and has feedback, the latest first; it is between them and the organiser."""
    return [one for one in rated(book, date.min, today) if person in _leaders(one)]


def _leaders(record: Rated) -> tuple[str, ...]:
    if isinstance(record, Gathering):
        return (record.host, *record.cohosts)
    return (record.volunteer, *record.together)
