"""How the library shows the selected resource in full: how it stands, what to do, then the facts."""

from __future__ import annotations

from datetime import date

from screens.widgets.keys import key_of
from screens.widgets.spans import Span
from store.book.book import Book
from store.core.dates import format_day, format_day_month
from store.core.labels import label_of
from store.library.resources import link_kind, why_unkept
from store.model.library import Resource
from store.people.directory import name_of

OPENS = {"address": "Press {} to open the web link.", "file": "Press {} to open the file."}
"""What the key that opens a line does, by what the link leads to."""


def about_resource(book: Book, thing: Resource, today: date, *, alone: bool, lost: bool) -> list[list[Span] | str]:
    """The selected resource.

    Args:
        book: the book.
        thing: the resource.
        today: for days.
        alone: whether no one keeps it up to date.
        lost: whether its file is missing.
    """
    lines: list[list[Span] | str] = [[(thing.title, "strong")]]
    if lost:
        lines.append([(f"File missing. Press {key_of('library.edit')} to change the link.", "warn")])
    elif not thing.link.strip():
        lines.append([(f"No link yet. Press {key_of('library.edit')} to add one.", "warn")])
    elif opens := OPENS.get(link_kind(thing.link)):
        lines.append([(opens.format(key_of("list.open")), "accent")])
    if alone:
        lines.append([(f"Press {key_of('library.owner')} to assign an owner.", "warn")])
    gathering = book.gatherings.get(thing.gathering)
    facts = (
        ("Owner", why_unkept(book, thing) if alone else name_of(book, thing.owner), "warn" if alone else ""),
        ("Kind", label_of(thing.kind), ""),
        ("From", f"{gathering.name}, {format_day(gathering.on, today)}" if gathering else "", ""),
        ("Tags", ", ".join(thing.tags), ""),
        ("Since", f"{format_day_month(thing.on)} {thing.on.year}" if thing.on else "", ""),
        ("Link", thing.link.strip(), ""),
    )
    lines += [[(f"{label:<7}", "dim"), (text, look)] for label, text, look in facts if text]
    if link_kind(thing.link) == "share":
        lines.append([("The file is on another computer, so it was not checked.", "dim")])
    return lines
