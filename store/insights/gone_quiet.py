"""Gone quiet: members without attendance, contribution or contact for longer than the settings find good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import held
from store.core.date_index import by_day
from store.people.absences import is_away, returned_on
from store.people.directory import last_contact
from store.people.stages import MEMBERS, StageStatus, standings


class Quiet(Struct, frozen=True):
    """A member who has gone quiet."""

    standing: StageStatus
    seen: date | None
    """The day they were last seen; None for never."""
    since: date
    """The day from which the silence counts: that day, or the day they came to their stage or back if that was later."""
    days: int
    """Days of silence."""


def last_seen_of_all(book: Book, today: date) -> Mapping[str, date]:
    """When each volunteer was last seen: at a gathering, by a contribution, or in a contact."""
    return book.cached_query(_last_seen, today)


def last_seen(book: Book, person: str, today: date) -> date | None:
    """When one volunteer was last seen; None for never."""
    return last_seen_of_all(book, today).get(person)


def _last_seen(book: Book, today: date) -> dict[str, date]:
    latest: dict[str, date] = {}
    for gathering in held(book, date.min, today):  # the oldest first
        latest.update(dict.fromkeys((*gathering.attended, gathering.host, *gathering.cohosts), gathering.on))
    made = book.contributions.cached_query(by_day).between(date.min, today)
    alone = {one.volunteer: one.on for one in made}
    together = {partner: one.on for one in made if one.together for partner in one.together}
    talked = {who: min(on, today) for who, on in last_contact(book).items()}
    for found in (alone, together, talked):
        for who, on in found.items():
            if on > latest.get(who, date.min):
                latest[who] = on
    return latest


def gone_quiet(book: Book, today: date) -> list[Quiet]:
    """Members who have gone quiet, those silent longest first.

    Someone who has just come to their stage or back from an absence starts anew; no one is counted who is away or not to
    be asked before a day.
    """
    return book.cached_query(_gone_quiet, today)


def _gone_quiet(book: Book, today: date) -> list[Quiet]:
    seen, after = last_seen_of_all(book, today), book.community.quiet_after
    found = []
    for standing in standings(book, today).values():
        who = standing.volunteer
        if standing.stage not in MEMBERS or (who.quiet_until and who.quiet_until > today):
            continue
        if is_away(book, who.id, today):
            continue
        last = seen.get(who.id)
        since = max([standing.since, *filter(None, (last, returned_on(book, who.id, today)))])
        days = (today - since).days
        if days >= after:
            found.append(Quiet(standing, last, since, days))
    return sorted(found, key=lambda quiet: (quiet.since, quiet.standing.volunteer.name))
