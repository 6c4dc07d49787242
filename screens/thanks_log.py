"""The log of recognition in its views: what each shows of the book, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from msgspec import Struct

from screens.widgets.listing import Cell, Later, Line, Row
from store import praise
from store.book import Book
from store.dates import MONTH_NAMES, lasting, plain, short, shown
from store.people import department_of, name_of
from store.recognition import Contribution, Deed, Recognition, Unthanked, deeds, sessions
from store.rituals import Gathering
from store.text import counted, listed

_OPENING = re.compile(r"Thank you, [^,:.!?\n]{1,40}[,:] (?:for )?")
VIEWS = ("time line", "by person", "by behaviour", "contributions", "wall")


class Entry(Struct, frozen=True):
    """One line of the log: how it is shown, what it stands for, and whom it is about."""

    row: Line
    record: Recognition | Contribution | Gathering | None = None
    person: str = ""


class Log(Struct, frozen=True):
    """One view of the log."""

    title: str
    entries: tuple[Entry, ...]
    empty: str


def log(book: Book, view: str, month: date, today: date) -> Log:
    """What a view shows.

    Args:
        book: the book.
        view: one of :data:`VIEWS`.
        month: a day of the month whose wall is shown.
        today: for days.
    """
    given = praise.time_line(book)
    none_yet = "No thanks logged yet. t thanks whoever is highlighted, a anybody else."
    match view:
        case "time line":
            return Log(f"Thanks given · {len(given)}", tuple(_given(book, t, today) for t in given), none_yet)
        case "by person":
            return Log(f"Thanks by person · {len(given)}", tuple(_by_person(book, today)), none_yet)
        case "by behaviour":
            return Log(f"Thanks by behaviour · {len(given)}", tuple(_by_behaviour(book, today)), none_yet)
        case "contributions":
            return _contributions(book, today)
        case _:
            return _wall(book, month, today)


def _heading(text: str) -> Entry:
    return Entry(Row("", (text,), heading=True))


def _gist(words: str) -> str:
    """The words of a thank-you without the opening that nearly all have, as a line of the log has little room."""
    return _OPENING.sub("", words, count=1) or words


def _given(book: Book, thanks: Recognition, today: date, *, under: str = "", key: str = "", who: str = "") -> Entry:
    """One thank-you, of which there may be thousands."""
    key = key or thanks.id
    return Entry(
        Later(key, partial(_line, book, thanks, today, under, key)), thanks, who or next(iter(thanks.to), "")
    )


def _line(book: Book, thanks: Recognition, today: date, under: str, key: str) -> Row:
    """A thank-you in a line; what the heading above it says is not said again."""
    recipients = praise.recipients(book, thanks)
    names = listed(recipients, most=2)
    day, about, form = (short(thanks.on, today), "dim"), (thanks.behaviour, "accent"), (thanks.form, "dim")
    gist = _gist(thanks.words)
    cells: dict[str, tuple[Cell, ...]] = {
        "person": (day, form, about, gist),
        "behaviour": (day, (names, "strong"), form, gist),
    }
    search = " ".join([thanks.form, thanks.where, thanks.words, *recipients])
    return Row(key, cells.get(under, (day, (names, "strong"), about, gist)), search=search)


def _by_person(book: Book, today: date) -> Iterator[Entry]:
    for number, praised in enumerate(praise.by_person(book)):
        yield _heading(f"{praised.name} · {counted(len(praised.thanks), 'time')}")
        for thanks in praised.thanks:
            yield _given(book, thanks, today, under="person", key=f"{thanks.id} {number}", who=praised.who)
    if never := praise.never_thanked(book, today):
        yield _heading(f"Never thanked · {counted(len(never), 'member')}")
        for volunteer in never:
            home = department_of(book, volunteer)
            yield Entry(
                Row(f"never {volunteer.id}", ("", (volunteer.name, "strong"), (home, "dim"))), None, volunteer.id
            )


def _by_behaviour(book: Book, today: date) -> Iterator[Entry]:
    for one in praise.by_behaviour(book):
        if one.thanks:
            left = "" if one.wanted else " · no longer on the list"
            yield _heading(f"{one.behaviour.capitalize()} · {counted(len(one.thanks), 'time')}{left}")
            yield from (_given(book, thanks, today, under="behaviour") for thanks in one.thanks)
    if never := praise.never_praised(book):
        yield _heading(f"Wanted, but never praised · {len(never)}")
        for behaviour in never:
            yield Entry(Row(f"never {behaviour}", ("", (behaviour, "warn"))))


def _contributions(book: Book, today: date) -> Log:
    done = sorted(deeds(book), key=lambda deed: (deed.on, deed.source, deed.volunteer), reverse=True)
    led = len(sessions(book, date.min, date.max))
    title = f"Contributions · {len(done)}" + (f" · {counted(led, 'session')} led" if led else "")
    empty = "No contribution logged yet. Highlight somebody and press c; hosting counts by itself."
    return Log(title, tuple(_done(book, deed, today) for deed in done), empty)


def _done(book: Book, deed: Deed, today: date) -> Entry:
    made, held = book.contributions.get(deed.source), book.gatherings.get(deed.source)
    about = f"«{deed.what}»" if (made and made.topic) or held else deed.what
    reached = f" · {counted(deed.learners, 'learner')}" if deed.learners else ""
    name, volunteer = name_of(book, deed.volunteer), book.volunteers.get(deed.volunteer)
    cells = ((short(deed.on, today), "dim"), (name, "strong"), (deed.kind, "accent"), about + reached)
    own = made is not None and made.volunteer == deed.volunteer
    key = deed.source if own else f"{deed.source} {deed.volunteer}"
    search = department_of(book, volunteer) if volunteer else ""
    return Entry(Row(key, cells, search=search), made or held, deed.volunteer)


def _wall(book: Book, month: date, today: date) -> Log:
    found = praise.wall(book, month)
    title = f"Wall of thanks · {MONTH_NAMES[month.month - 1]} {month.year} · {len(found)}"
    empty = "Nobody was thanked in public this month. «In public» in a thank-you puts it here; [ and ] change the month."
    return Log(title, tuple(_given(book, thanks, today) for thanks in found), empty)


def waits_for(who: Unthanked, today: date) -> tuple[str, list[str]]:
    """The title and the lines about somebody who waits for a thank-you: what for, the latest first."""
    done = [f"{plain(d.on)}: {d.kind}{f' «{d.what}»' if d.what else ''}" for d in reversed(who.deeds)]
    last = f"last thanked {shown(who.last_thanked, today)}" if who.last_thanked else "never thanked so far"
    return f"{who.volunteer.name} · {last}", done


def in_full(book: Book, entry: Entry | None) -> tuple[str, list[str]]:
    """The title and the lines about one entry, the words first."""
    match entry.record if entry else None:
        case Recognition() as thanks:
            how = [thanks.form, thanks.where, "in public" if thanks.public else "in private"]
            reason = praise.thanked_for(book, thanks)
            lines = [thanks.words, " · ".join(filter(None, how)), *([f"for: {reason}"] if reason else [])]
            return listed(praise.recipients(book, thanks), most=3), lines
        case Contribution() as made:
            partners = listed([name_of(book, who) for who in made.together], most=3)
            held = book.gatherings.get(made.gathering)
            what = [made.kind, made.topic, lasting(made.minutes) if made.minutes else ""]
            where = f"at {held.name}, {plain(held.on)}" if held else ""
            whom = [f"with {partners}" if partners else "", where]
            return name_of(book, made.volunteer), [
                made.note,
                " · ".join(filter(None, what)),
                " · ".join(filter(None, whom)),
            ]
        case Gathering() as held:
            return held.name, ["The calendar tells of this by itself.", f"held {plain(held.on)}"]
    return "", []
