"""The update to a stakeholder as a letter: its headings, subject, greeting and closing, and what it asks for.

What it tells stands in :mod:`store.texts.update_results` and :mod:`store.texts.update_activity`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from store.core.dates import MONTH_NAMES, date_range, format_day
from store.core.text import ended, join_words, pluralize

HEADINGS = {
    "opening": "Opening",
    "figures": "Progress against targets",
    "progress": "Progress",
    "participation": "Participation",
    "wins": "Key wins",
    "gains": "Benefits for members",
    "feedback": "Feedback",
    "lessons": "Lessons learned",
    "promised": "Since the last update",
    "next": "Next steps",
    "cost": "Costs and ROI",
    "ask": "What I need from you",
}
"""The parts of an update in order, and how each is called; the opening is read without its heading."""
SUBJECT = "$community, $period: $result $reply"
"""The subject line; its names are put in as those of every template are."""
EVERYBODY = "all"
_IN_WORDS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)
_A_MONTH = (24, 35)
"""Days of a period that may be called after a month."""
_LENGTHS = {
    1: "the day before",
    7: "the week before",
    14: "the 2 weeks before",
    **dict.fromkeys(range(28, 32), "the month before"),
    **dict.fromkeys(range(89, 93), "the quarter before"),
    **dict.fromkeys(range(365, 367), "the year before"),
}
_MONTH_SHARE = 0.8
"""Share of its days that must lie in that month."""


def starting(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun at the start of a sentence: ``Three colleagues``; beyond twelve in figures."""
    if number >= len(_IN_WORDS):
        return pluralize(number, noun, plural)
    return f"{_IN_WORDS[number]} {noun if number == 1 else plural or noun + 's'}"


def bullet(text: str) -> str:
    """A line of a list."""
    return f"- {text}"


def greeting(given_names: Sequence[str], most: int) -> str:
    """How an update greets its readers; where they are many, all at once."""
    return f"Hello {join_words(given_names) if len(given_names) <= most else EVERYBODY},"


def closing(organiser: str) -> str:
    """How an update ends, with the name of its sender."""
    return f"Best wishes,\n{organiser}" if organiser else "Best wishes,"


# -- periods ---------------------------------------------------------------------------------------


def month_of(since: date, until: date) -> str:
    """The month that most of a period of about a month lies in; nothing for other periods."""
    days = (until - since).days + 1
    if not _A_MONTH[0] <= days <= _A_MONTH[1]:
        return ""
    month, inside = Counter((since + timedelta(days=n)).month for n in range(days)).most_common(1)[0]
    return MONTH_NAMES[month - 1] if inside >= _MONTH_SHARE * days else ""


def period(since: date, until: date) -> str:
    """The days an update tells of, as its subject names them: ``November``, ``3–23 Nov 2026``."""
    return month_of(since, until) or date_range(since, until)


def period_before(since: date, until: date) -> str:
    """The period that figures are compared with: ``October``, ``the week before``, ``the 13 days before``."""
    days = (until - since).days + 1
    named = month_of(since, until) or _LENGTHS.get(days, "")
    return named or f"the {pluralize(days, 'day')} before"


# -- what is needed --------------------------------------------------------------------------------


def reply(mail: str, by: date | None) -> str:
    """What the subject says of the answer that is wanted: ``(action by Fri 4 Dec)``."""
    if mail == "INFO":
        return "(for information)"
    return f"({mail.lower()} by {format_day(by, by)})" if by else f"({mail.lower()} needed)"


def asked(ask: str, by: date | None) -> str:
    """What a reader is asked, in the words that were noted, with its day."""
    if by is None:
        return ask
    please = "if you can" if "please" in ask.casefold() else "please"
    return f"{ended(ask)} By {format_day(by, by)}, {please}."


def asked_again(ask: str, first_asked: date, by: date | None, until: date) -> str:
    """A reminder of what a reader was asked before."""
    return f"My request of {format_day(first_asked, until)} is still open: {asked(ask, by)}"


def asked_of(reader: str, ask: str) -> str:
    """What one of several readers is asked."""
    return bullet(f"{reader}: {ask}")


# -- lists -----------------------------------------------------------------------------------------

_MORE_WRITTEN = re.compile(r"and \d[\d,]* more \w+( by \w+ \d+ \w+( \d+)?)?")


def more(number: int, thing: str) -> str:
    """How many more there are than are listed."""
    return f"and {number:,} more {thing if number == 1 else f'{thing}s'}"


def more_until(number: int, thing: str, last: date, until: date) -> str:
    """How many more there are than are listed, up to a day."""
    return f"{more(number, thing)} by {format_day(last, until)}"


def is_more(line: str) -> bool:
    """Whether a line says no more than :func:`more` does."""
    return bool(_MORE_WRITTEN.fullmatch(line))
