"""The note to a manager: what their people did for the community in a quarter, and thanks for the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.core.dates import date_range, format_duration
from store.core.text import join_words, pluralize, quotation
from store.texts.updates import bullet, closing

MOST_NAMED = 6


def subject(community: str, since: date, until: date) -> str:
    """The subject of the note."""
    return f"Thank you for your team’s part in {community}, {date_range(since, until)}"


def note(
    given_name: str,
    people: Sequence[str],
    community: str,
    *,
    since: date,
    until: date,
    sessions: int,
    attendances: int,
    hosted: int,
    other: int,
    minutes: int,
    thanks: str,
    signature: str,
) -> str:
    """The note itself.

    Args:
        given_name: the manager's.
        people: those of their team who contributed.
        community: its name.
        since: the first day of the quarter.
        until: its last day.
        sessions: led or co-led by the team.
        attendances: of learners at those.
        hosted: gatherings that the team hosted.
        other: other contributions.
        minutes: that were recorded for all of it.
        thanks: a public thank-you to one of them; may be empty.
        signature: who writes; may be empty.
    """
    helped = f"In the quarter {date_range(since, until)}, {join_words(people, most=MOST_NAMED)} helped colleagues learn in {community}:"
    led = f"{pluralize(sessions, 'session')} led"
    led = f"{led}, with {pluralize(attendances, 'learner attendance')}" if attendances else led
    told = [
        led if sessions else "",
        f"{pluralize(hosted, 'gathering')} hosted" if hosted else "",
        f"{pluralize(other, 'other contribution')}" if other else "",
        f"{format_duration(minutes)} of recorded time" if minutes else "",
    ]
    paragraphs = [
        f"Hello {given_name},",
        helped,
        "\n".join(bullet(line) for line in told if line),
        f"One thank-you they received: {quotation(thanks)}" if thanks else "",
        "Thank you for giving your people the time for this.",
        closing(signature),
    ]
    return "\n\n".join(filter(None, paragraphs)) + "\n"
