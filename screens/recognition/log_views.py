"""The log of recognition in its views: what each shows of the book, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from screens.widgets.keys import Text, key_of
from screens.widgets.lists.lazy_row import Later
from screens.widgets.lists.list_view import Cell, Line, Row
from store.book.book import Book
from store.core.dates import MONTH_NAMES, format_day, format_day_month, format_day_short, format_duration
from store.core.labels import label_of
from store.core.text import join_words, pluralize
from store.model.calendar import Gathering
from store.model.recognition import Contribution, Recognition
from store.people.directory import department_of, name_of
from store.recognition import statistics as praise
from store.recognition.recognition import Deed, Unthanked, deeds, sessions
from store.training import feedback

_OPENING = re.compile(r"Thank you, [^,:.!?\n]{1,40}[,:] (?:for )?")

VIEWS = ("timeline", "by person", "by behaviour", "contributions", "wall")


def no_thanks_yet() -> str:
    """The empty log, and the keys that fill it."""
    return f"No thank-yous yet. Press {key_of('person.thank')} to thank the selected person or {key_of('recognition.add')} to thank anyone else."


class Entry(Struct, frozen=True):
    """What one line of the log stands for, and whom it is about."""

    record: Recognition | Contribution | Gathering | None = None
    person: str = ""


class Log(Struct, frozen=True):
    """One view of the log. There may be thousands of lines: each is written, and looked into, when it is wanted."""

    title: str
    lines: tuple[Line, ...]
    empty: Text
    about: Callable[[str], Entry]
    """What the line of a key stands for."""


def log(book: Book, view: str, month: date, today: date) -> Log:
    """What a view shows.

    Args:
        book: the book.
        view: one of :data:`VIEWS`.
        month: a day of the month whose wall is shown.
        today: for days.
    """
    match view:
        case "timeline":
            given = praise.time_line(book)
            return _thanks(f"Thank-yous · {len(given)}", given, no_thanks_yet, book, today)
        case "by person":
            return _by_person(book, today)
        case "by behaviour":
            return _by_behaviour(book, today)
        case "contributions":
            return _contributions(book, today)
        case _:
            return _wall(book, month, today)


def _heading(text: str) -> Row:
    return Row("", (text,), heading=True)


def _gist(words: str) -> str:
    """The words of a thank-you without the opening that nearly all have, as a line of the log has little room."""
    return _OPENING.sub("", words, count=1) or words


def _thanks(title: str, given: Sequence[Recognition], empty: Text, book: Book, today: date) -> Log:
    """A log of thanks, one below the other."""
    known = {thanks.id: thanks for thanks in given}
    write = partial(_line, book, known, today, "")
    return Log(title, tuple(Later(key, write) for key in known), empty, lambda key: _of_thanks(known[key]))


def _of_thanks(thanks: Recognition) -> Entry:
    return Entry(thanks, next(iter(thanks.to), ""))


def _line(book: Book, known: Mapping[str, Recognition], today: date, under: str, key: str) -> Row:
    """The thank-you of a key in a line; what the heading above it says is not said again."""
    thanks = known[key]
    recipients = praise.recipients(book, thanks)
    names = join_words(recipients, most=2)
    day, about, form = (
        (format_day_short(thanks.on, today), "dim"),
        (thanks.behaviour, "accent"),
        (label_of(thanks.form), "dim"),
    )
    gist = _gist(thanks.words)
    cells: dict[str, tuple[Cell, ...]] = {
        "person": (day, form, about, gist),
        "behaviour": (day, (names, "strong"), form, gist),
    }
    search = " ".join([label_of(thanks.form), thanks.where, thanks.words, *recipients])
    return Row(key, cells.get(under, (day, (names, "strong"), about, gist)), search=search)


def _by_person(book: Book, today: date) -> Log:
    lines: list[Line] = []
    known: dict[str, Recognition] = {}
    people: dict[str, str] = {}
    write = partial(_line, book, known, today, "person")
    for number, praised in enumerate(praise.by_person(book)):
        lines.append(_heading(f"{praised.name} · {pluralize(len(praised.thanks), 'time')}"))
        for thanks in praised.thanks:
            key = f"{thanks.id} {number}"
            known[key], people[key] = thanks, praised.who
            lines.append(Later(key, write))
    if never := praise.never_thanked(book, today):
        lines.append(_heading(f"Never thanked · {pluralize(len(never), 'member')}"))
        for volunteer in never:
            key, home = f"never {volunteer.id}", department_of(book, volunteer)
            people[key] = volunteer.id
            lines.append(Row(key, ("", (volunteer.name, "strong"), (home, "dim"))))
    title = f"Thank-yous by person · {len(praise.time_line(book))}"
    return Log(title, tuple(lines), no_thanks_yet, lambda key: Entry(known.get(key), people[key]))


def _by_behaviour(book: Book, today: date) -> Log:
    lines: list[Line] = []
    known: dict[str, Recognition] = {}
    write = partial(_line, book, known, today, "behaviour")
    for one in praise.by_behaviour(book):
        if one.thanks:
            left = "" if one.wanted else " · no longer on the list"
            lines.append(_heading(f"{one.behaviour.capitalize()} · {pluralize(len(one.thanks), 'time')}{left}"))
            known |= {thanks.id: thanks for thanks in one.thanks}
            lines += [Later(thanks.id, write) for thanks in one.thanks]
    if never := praise.never_praised(book):
        lines.append(_heading(f"Not yet recognised · {len(never)}"))
        lines += [Row(f"never {behaviour}", ("", (behaviour, "warn"))) for behaviour in never]

    def about(key: str) -> Entry:
        return _of_thanks(known[key]) if key in known else Entry()

    return Log(f"Thank-yous by behaviour · {len(known)}", tuple(lines), no_thanks_yet, about)


def _contributions(book: Book, today: date) -> Log:
    done = sorted(deeds(book), key=lambda deed: (deed.on, deed.source, deed.volunteer), reverse=True)
    known = {_key(book, deed): deed for deed in done}
    led = len(sessions(book, date.min, date.max))
    title = f"Contributions · {len(done)}" + (f" · {pluralize(led, 'session')} led" if led else "")
    empty = f"No contributions yet. Select someone and press {key_of('person.contribute')} to log the first. Hosting is counted from the calendar."
    write = partial(_done, book, known, today)

    def about(key: str) -> Entry:
        deed = known[key]
        return Entry(book.contributions.get(deed.source) or book.gatherings.get(deed.source), deed.volunteer)

    return Log(title, tuple(Later(key, write) for key in known), empty, about)


def _key(book: Book, deed: Deed) -> str:
    """The contribution itself, or who did it together with others."""
    made = book.contributions.get(deed.source)
    return deed.source if made and made.volunteer == deed.volunteer else f"{deed.source} {deed.volunteer}"


def _done(book: Book, known: Mapping[str, Deed], today: date, key: str) -> Row:
    deed = known[key]
    made = book.contributions.get(deed.source)
    about = f"‘{deed.what}’" if (made and made.topic) or deed.source in book.gatherings else deed.what
    reached = f" · {pluralize(deed.learners, 'learner')}" if deed.learners else ""
    name, volunteer = name_of(book, deed.volunteer), book.volunteers.get(deed.volunteer)
    cells = (
        (format_day_short(deed.on, today), "dim"),
        (name, "strong"),
        (label_of(deed.kind), "accent"),
        about + reached,
    )
    return Row(key, cells, search=department_of(book, volunteer) if volunteer else "")


def _wall(book: Book, month: date, today: date) -> Log:
    found = praise.wall(book, month)
    title = f"Thank-you wall · {MONTH_NAMES[month.month - 1]} {month.year} · {len(found)}"
    empty = f"No public thank-yous this month. Those marked ‘Public’ appear here. Press {key_of('recognition.earlier')} or {key_of('recognition.later')} to change the month."
    return _thanks(title, found, empty, book, today)


def as_posted(book: Book, month: date, entry: Entry | None) -> tuple[str, str, str]:
    """The title of a month's wall, its text as it will be posted, and the line of an entry in it."""
    from store.exchange import thanks_formats

    posted = pluralize(len(praise.wall(book, month)), "thank-you")
    note = entry.record if entry and isinstance(entry.record, Recognition) else None
    marked = thanks_formats.wall_line(book, note) if note else ""
    return f"Preview of the post · {posted}", thanks_formats.wall_as_text(book, month), marked


def waits_for(who: Unthanked, today: date) -> tuple[str, list[str]]:
    """The title and the lines about someone to thank: what for, the latest first."""
    done = [
        f"{format_day_month(d.on)}: {label_of(d.kind)}{f' ‘{d.what}’' if d.what else ''}"
        for d in reversed(who.deeds)
    ]
    last = f"last thanked {format_day(who.last_thanked, today)}" if who.last_thanked else "never thanked"
    return f"{who.volunteer.name} · {last}", done


def in_full(book: Book, entry: Entry | None) -> tuple[str, list[str]]:
    """The title and the lines about one entry, the words first."""
    match entry.record if entry else None:
        case Recognition() as thanks:
            how = [label_of(thanks.form), thanks.where, "public" if thanks.public else "private"]
            reason = praise.thanked_for(book, thanks)
            lines = [thanks.words, " · ".join(filter(None, how)), *([f"for: {reason}"] if reason else [])]
            return join_words(praise.recipients(book, thanks), most=3), lines
        case Contribution() as made:
            partners = join_words([name_of(book, who) for who in made.together], most=3)
            held = book.gatherings.get(made.gathering)
            what = [label_of(made.kind), made.topic, format_duration(made.minutes) if made.minutes else ""]
            where = f"at {held.name}, {format_day_month(held.on)}" if held else ""
            whom = [f"with {partners}" if partners else "", where]
            return name_of(book, made.volunteer), [
                made.note,
                " · ".join(filter(None, what)),
                " · ".join(filter(None, whom)),
                feedback.in_words(made),
            ]
        case Gathering() as held:
            day = f"held {format_day_month(held.on)}"
            return held.name, ["Counted from the calendar.", day, feedback.in_words(held)]
    return "", []
