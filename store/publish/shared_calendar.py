"""The calendar of the hub: the rituals and one-offs that were ticked, in words that anyone may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.text import one_line
from store.exchange.ical.exporter import Shared, shared_as_ics
from store.model.calendar import Gathering, Ritual
from store.publish.listing import Listing

AHEAD = timedelta(days=60)
"""How far ahead gatherings are listed; the calendars go on."""


class SharedCalendar(Struct, frozen=True):
    """Rituals and gatherings of the hub, without anyone who may not be listed."""

    rituals: Mapping[str, Ritual]
    saved: tuple[Gathering, ...]
    coming: tuple[Gathering, ...]
    """Those of the next weeks, also the ones that only a rule gives so far."""


def shared_calendar(book: Book, listing: Listing, today: date) -> SharedCalendar:
    """What of the calendar is on the hub today."""
    rituals = {
        ritual.id: _ritual(ritual, listing)
        for ritual in book.rituals.values()
        if ritual.on_hub and (ritual.retired_on is None or ritual.retired_on >= today)
    }
    saved = tuple(_gatherings(book.gatherings.values(), rituals, listing))
    coming = tuple(_gatherings(gatherings(book, today, today + AHEAD), rituals, listing))
    return SharedCalendar(rituals, saved, coming)


def calendar_files(book: Book, calendar: SharedCalendar, listing: Listing) -> Iterator[tuple[str, str, bytes]]:
    """Names, titles and bytes of the calendars: the whole one, then one for each ritual.

    A ritual that was changed from one day on keeps the name of its file, as it continues the one before.

    Raises:
        GuildbookError: the community's time zone is none.
    """
    whole = Shared(one_line(book.community.name), calendar.rituals, calendar.saved, listing.name)
    yield "calendar.ics", "", shared_as_ics(book, whole)
    by_first: dict[str, dict[str, Ritual]] = {}
    for ritual in calendar.rituals.values():
        by_first.setdefault(first_of(book, ritual), {})[ritual.id] = ritual
    for first, rituals in by_first.items():
        name = max(rituals.values(), key=lambda ritual: (ritual.start, ritual.id)).name
        own = [gathering for gathering in calendar.saved if gathering.ritual in rituals]
        yield file_of(first), name, shared_as_ics(book, Shared(name, rituals, own, listing.name))


def first_of(book: Book, ritual: Ritual) -> str:
    """The id of the ritual that this one was before it was ever changed from one day on."""
    seen = {ritual.id}
    while (before := book.rituals.get(ritual.continues)) and before.id not in seen:
        seen.add(before.id)
        ritual = before
    return ritual.id


def file_of(ritual: str) -> str:
    """The name of a ritual's calendar."""
    return f"{anchor('ritual', ritual)}.ics"


def anchor(kind: str, key: str) -> str:
    """A name within an address for something of a kind: its id, or a digest where that holds more than letters."""
    plain = key.isascii() and key.isalnum() and key == key.lower()
    return f"{kind}-{key if plain else sha256(key.encode(errors='replace')).hexdigest()[:10]}"


def _ritual(ritual: Ritual, listing: Listing) -> Ritual:
    return replace(
        ritual,
        name=listing.line(ritual.name),
        kind=listing.line(ritual.kind),
        gain=listing.line(ritual.gain),
        meaning=listing.line(ritual.meaning),
        place=listing.line(ritual.place),
        invitation=listing.text(ritual.invitation),
        retired_why="",
    )


def _gatherings(found: Iterable[Gathering], rituals: Mapping[str, Ritual], listing: Listing) -> Iterator[Gathering]:
    for gathering in found:
        if gathering.ritual in rituals or gathering.on_hub:
            yield _gathering(gathering, rituals, listing)


def _gathering(gathering: Gathering, rituals: Mapping[str, Ritual], listing: Listing) -> Gathering:
    """A gathering with what the calendar tells of it, and nothing that was noted at it."""
    known = gathering.ritual in rituals
    return Gathering(
        id=gathering.id,
        name=listing.line(gathering.name),
        ritual=gathering.ritual if known else "",
        on=gathering.on,
        due_on=gathering.due_on if known else None,
        at=gathering.at,
        minutes=gathering.minutes,
        place=listing.line(gathering.place),
        state=gathering.state,
        host=gathering.host,
        cohosts=gathering.cohosts,
        topic=listing.line(gathering.topic),
        invitation=listing.text(gathering.invitation),
        uid=gathering.uid,
    )
