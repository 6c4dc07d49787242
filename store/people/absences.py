"""Absences: the days on which a person is away, and those on which the whole community is closed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from store.book.book import Book
from store.core.dates import format_day_short
from store.model.people import Absence
from store.people.directory import name_of

EVERYONE = ""
"""Stands for the whole community: its absences are closing days."""
ByPerson = Mapping[str, Sequence[Absence]]


def absences(book: Book) -> ByPerson:
    """Absences by person, the earliest first; the closing days by :data:`EVERYONE`."""
    return book.absences.cached_query(_by_person)


def _by_person(records: Mapping[str, Absence]) -> dict[str, list[Absence]]:
    found: defaultdict[str, list[Absence]] = defaultdict(list)
    for absence in sorted(records.values(), key=lambda a: (a.since, a.until, a.id)):
        found[absence.volunteer].append(absence)
    return dict(found)


def covering(known: ByPerson, person: str, day: date) -> Absence | None:
    """The absence of a person that covers a day; of several, the one that ends last."""
    on_day = [a for a in known.get(person, ()) if a.since <= day <= a.until]
    return max(on_day, key=lambda a: a.until, default=None)


def absence_on(book: Book, person: str, day: date) -> Absence | None:
    """The absence of a person on a day; None where they are there."""
    return covering(absences(book), person, day)


def is_away(book: Book, person: str, day: date) -> bool:
    """Whether a person is away on a day; closing days are no one's own absence."""
    return absence_on(book, person, day) is not None


def closing_on(book: Book, day: date) -> Absence | None:
    """The closing days that a day is one of."""
    return absence_on(book, EVERYONE, day)


def closing_days(book: Book, since: date, until: date) -> dict[date, Absence]:
    """The days between two, both counted, on which the community is closed."""
    found: dict[date, Absence] = {}
    for closing in absences(book).get(EVERYONE, ()):
        day, last = max(closing.since, since), min(closing.until, until)
        while day <= last:
            found[day] = closing
            day += timedelta(days=1)
    return found


def returned_on(book: Book, person: str, today: date) -> date | None:
    """The first day after the latest absence that has ended; None where there was none."""
    ended = [a.until for a in absences(book).get(person, ()) if a.until < today]
    return max(ended) + timedelta(days=1) if ended else None


def told_away(absence: Absence, today: date) -> str:
    """An absence in the words of lists: ‘away until Fri 4 Dec’."""
    return f"away until {format_day_short(absence.until, today)}"


def told_closed(closing: Absence, today: date) -> str:
    """Closing days in the words of lists: ‘closed until 1 Jan 2027: holidays’."""
    until = format_day_short(closing.until, today)
    return f"closed until {until}: {closing.reason}" if closing.reason else f"closed until {until}"


def told_absence(book: Book, absence: Absence, today: date) -> str:
    """Who is away, or that the community is closed, a sentence without its full stop: ‘Ann is away until Fri 4 Dec’."""
    if absence.volunteer == EVERYONE:
        return f"The community is {told_closed(absence, today)}"
    return f"{name_of(book, absence.volunteer)} is {told_away(absence, today)}"


def away_today(book: Book, person: str, today: date) -> str:
    """That a person is away today and until when; nothing where they are there."""
    absence = absence_on(book, person, today)
    return told_away(absence, today) if absence else ""
