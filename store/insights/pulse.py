"""The pulse: how the community is doing, in four lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import held, hosting_share
from store.core.dates import MONTH_NAMES, months_back
from store.core.numbers import percent_of, with_minus
from store.core.sparkline import spark
from store.insights.gone_quiet import gone_quiet
from store.people.stages import MEMBERS, members, standings
from store.recognition.recognition import deeds

ENGAGED_WITHIN = 30
"""Days back within which someone who came, hosted or contributed counts as engaged."""
TREND_MONTHS = 6


class Pulse(Struct, frozen=True):
    """One line about how the community is doing."""

    key: str
    """Which line it is, whatever its label says."""
    label: str
    figure: str
    trend: str
    share: str


def pulse(book: Book, today: date) -> Iterator[Pulse]:
    """How the community is doing, in four lines."""
    months = list(months_back(today, TREND_MONTHS))
    yield _engaged(book, today)
    came = [sum(len(g.attended) for g in held(book, first, after - timedelta(days=1))) for first, after in months]
    first = months[-2][0]
    by_now = sum(len(g.attended) for g in held(book, first, today - relativedelta(months=1)))
    month = MONTH_NAMES[today.month - 1][:3]
    yield Pulse(
        "attended", "attended", f"{came[-1]} in {month}", spark(came), with_minus(f"{came[-1] - by_now:+d}")
    )

    yield _led_by_you(book, today, [after - timedelta(days=1) for _, after in months])
    quiet, inside = gone_quiet(book, today), members(book, today)
    yield Pulse("gone_quiet", "gone quiet", f"{len(quiet)} of {len(inside)}", "", "")


def _engaged(book: Book, today: date) -> Pulse:
    in_the_house = {s.volunteer.id for s in standings(book, today).values() if s.stage in MEMBERS}
    ends = [min(after - timedelta(days=1), today) for _, after in months_back(today, TREND_MONTHS)]
    first = ends[0] - timedelta(days=ENGAGED_WITHIN)
    days = [(deed.on, deed.volunteer) for deed in deeds(book, first + timedelta(days=1))]
    days += [(g.on, person) for g in held(book, first + timedelta(days=1), date.max) for person in g.attended]
    counts = []
    for end in ends:
        start = end - timedelta(days=ENGAGED_WITHIN)
        counts.append(len({person for on, person in days if start < on <= end and person in in_the_house}))
    figure = f"{counts[-1]} of {len(in_the_house)}"
    return Pulse("engaged", "engaged", figure, spark(counts), percent_of(counts[-1], len(in_the_house)))


def _led_by_you(book: Book, today: date, ends: list[date]) -> Pulse:
    mine, all_hosted = hosting_share(book, today)
    shares = [hosting_share(book, min(end, today)) for end in ends]
    trend = spark([part / whole if whole else 0 for part, whole in shares])
    return Pulse("led_by_you", "you hosted", f"{mine} of {all_hosted}", trend, percent_of(mine, all_hosted))
