"""The outcomes of a period: who taught for the first time, who was certified, which departments came further."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.core.date_index import by_day
from store.core.dates import format_day_month
from store.core.labels import label_of
from store.core.text import quoted
from store.model.recognition import Contribution
from store.people.departments import WAY, states
from store.people.directory import full_name_of
from store.recognition.recognition import LED
from store.texts import update_results as texts


class Row(Struct, frozen=True):
    """One record behind a figure: its id, and how it reads."""

    id: str
    text: str
    short: str = ""
    """How it reads where room is scarce, if that is another way."""

    @property
    def brief(self) -> str:
        """The short way to say it."""
        return self.short or self.text


def first_sessions(book: Book, since: date, until: date) -> tuple[Row, ...]:
    """Who led or co-led a session for the first time in their life here."""
    first = book.cached_query(_first_led)
    found = sorted(
        (made for made in first.values() if since <= made.on <= until and made.volunteer in book.volunteers),
        key=lambda m: (m.on, m.id),
    )
    return tuple(
        Row(
            made.id,
            f"{full_name_of(book, made.volunteer)} {label_of(made.kind)} for the first time, on {format_day_month(made.on)}",
        )
        for made in found
    )


def _first_led(book: Book) -> dict[str, Contribution]:
    """The first session each person led or co-led."""
    led = (made for made in book.contributions.cached_query(by_day).records if made.kind in LED)
    return {made.volunteer: made for made in reversed([*led])}


def certificates(book: Book, since: date, until: date) -> tuple[Row, ...]:
    """Who was certified to teach a topic alone."""
    found = [
        entry for entry in book.readiness.values() if entry.level == "certified" and since <= entry.on <= until
    ]
    found.sort(key=lambda entry: (entry.on, entry.id))
    return tuple(
        Row(
            entry.id,
            f"{full_name_of(book, entry.volunteer)} certified to deliver {quoted(entry.topic)} on their own on {format_day_month(entry.on)}",
        )
        for entry in found
    )


def departments_moved(book: Book, since: date, until: date) -> tuple[Row, ...]:
    """Departments in which training by their own people came further: a pilot at least; the furthest first."""
    before, after = states(book, since - timedelta(days=1)), states(book, until)
    found = []
    for key, entry in after.items():
        department = book.departments.get(key)
        was = WAY.index(before[key].state) if key in before and before[key].state in WAY else 0
        if department and entry.state in WAY and WAY.index(entry.state) > max(was, WAY.index("curious")):
            found.append((-WAY.index(entry.state), entry.on, department.name, entry))
    return tuple(
        Row(entry.id, texts.department_moved(name, entry.state))
        for *_, name, entry in sorted(found, key=lambda one: one[:3])
    )
