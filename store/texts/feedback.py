"""Feedback on sessions and what was learned there, as figures for people who were not there; no one is named."""

from __future__ import annotations

from decimal import Decimal

from store.core.fields import HIGHEST_RATING
from store.core.numbers import half_up, percent_of
from store.core.text import pluralize

_ENOUGH = 10
"""Answers from which on a share is told in per cent; the count stands beside it."""


def rating(mean: Decimal) -> str:
    """A mean rating with its scale: ‘4.4 out of 5’."""
    tenths = half_up(mean * 10)
    return f"{tenths // 10}.{tenths % 10} out of {HIGHEST_RATING}"


def share(part: int, whole: int) -> str:
    """How many of how many, with the share where there are enough of them: ‘55 of 62 (89%)’."""
    return f"{part:,} of {whole:,} ({percent_of(part, whole)})" if whole >= _ENOUGH else f"{part:,} of {whole:,}"


def reaction(answers: int | None, mean: Decimal | None, recommend: int | None) -> str:
    """How one session was received: ‘rated 4.4 out of 5 by 12 people; 11 would recommend it’."""
    people = pluralize(answers, "person", "people") if answers else ""
    rated = f"feedback from {people}" if people else ""
    if mean is not None:
        rated = f"rated {rating(mean)} by {people}" if people else f"rated {rating(mean)}"
    liked = f"{recommend:,} would recommend it" if recommend is not None else ""
    return "; ".join(filter(None, (rated, liked)))


def learning(tested: int | None, passed: int | None) -> str:
    """What one session's test showed: ‘8 of 10 people passed the test’."""
    if passed is None:
        return f"{pluralize(tested, 'person', 'people')} tested" if tested else ""
    if not tested:
        return f"{pluralize(passed, 'person', 'people')} passed the test"
    return f"{passed:,} of {pluralize(tested, 'person', 'people')} passed the test"


def _recommended(part: int, whole: int, what: str) -> str:
    if part == whole > 1:
        return f"All {whole:,} people asked would recommend {what}."
    return f"Of those asked, {share(part, whole)} would recommend {what}."


def period(
    rated: str,
    answers: int,
    mean: Decimal | None,
    *,
    recommend: tuple[int, int],
    test: tuple[int, int],
    one: bool = False,
) -> str:
    """The feedback of a period in one or two sentences; nothing where no one was asked.

    Args:
        rated: what has feedback, counted: ‘6 sessions’.
        answers: all answers.
        mean: the mean rating of all answers.
        recommend: how many would recommend what they attended, and of how many who were asked.
        test: how many passed a test, and of how many who took one.
        one: whether it is of one session or gathering.
    """
    found = []
    if mean is not None:
        told = f"Attendees rated {rated} {rating(mean)} on average"
        found.append(f"{told}, from {pluralize(answers, 'answer')}." if answers else f"{told}.")
    elif answers:
        found.append(f"Attendees gave {pluralize(answers, 'answer')} on {rated}.")
    if recommend[1]:
        found.append(_recommended(*recommend, "it" if one else "them"))
    if test[1]:
        found.append(f"Of those tested, {share(*test)} passed the test.")
    return " ".join(found)
