"""An update on the command line: for whom, in which form, to the screen or a file."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.core.text import folded, listed, one_line
from store.exchange import update_formats as letters
from store.exchange.template_files import layout_for
from store.model.stakeholders import Kind, Stakeholder
from store.persistence.atomic_files import write_new
from store.updates.compose import compose
from store.updates.draft import Draft
from store.updates.stakeholders import draft_for, sent_today
from tui.cli.console import named, note, reading, say
from tui.shell.launcher import DONE


def update(
    path: Path,
    clock: Clock,
    name: str,
    *,
    since: date | None = None,
    until: date | None = None,
    kind: Kind | None = None,
    form: str = "text",
    out: Path | None = None,
) -> int:
    """Print one stakeholder's update, or write it to a new file.

    Args:
        path: the book.
        clock: today.
        name: the stakeholder's name or a beginning of it.
        since: the first day told of; the day after the last update unless given.
        until: the last day told of; today unless given.
        kind: another kind than the stakeholder usually gets.
        form: text, markdown, html, slack or eml.
        out: where to write it; printed unless given.

    Raises:
        GuildbookError: nobody, or more than one, is called so; or the file cannot be written.
    """
    with reading(path, clock) as book:
        reader = find_stakeholder(book, name)
        kept = draft_for(book, reader.id)
        layout, problem = layout_for(path, kind or (kept.kind if kept else reader.kind))
        draft = compose(book, reader, clock.today(), since=since, until=until, kind=kind, layout=layout)
        letter = letters.in_form(draft, form, book.community.organiser)
        rests = not since and not until and sent_today(book, reader.id, clock.today())
    if rests:
        note(f"{reader.name} was sent everything up to today; there is more to tell tomorrow.")
    if out:
        write_new(out, letter)
        say(f"The update for {one_line(reader.name)} is in {named(out)}.")
    else:
        _print_letter(letter, as_it_is=form == "eml")
    _note_gaps(draft, form)
    if problem:
        note(problem)
    return DONE


def find_stakeholder(book: Book, name: str) -> Stakeholder:
    """The stakeholder of that name, without regard to case and accents; a beginning that fits only one is enough.

    Raises:
        GuildbookError: nobody, or more than one, is called so; the line names who there is.
    """
    wanted = folded(one_line(name))
    everybody = sorted(book.stakeholders.values(), key=lambda someone: (folded(someone.name), someone.id))
    if not everybody:
        raise GuildbookError("There is no stakeholder in the book yet; add one in the app, under Updates.")
    named = {someone.id: folded(one_line(someone.name)) for someone in everybody}
    same = [someone for someone in everybody if named[someone.id] == wanted]
    begun = [someone for someone in everybody if wanted and named[someone.id].startswith(wanted)]
    found = same or begun
    if len(found) == 1:
        return found[0]
    if found:
        raise GuildbookError(f"«{name}» fits {_candidates(found)}; say which by writing more of the name.")
    raise GuildbookError(f"No stakeholder is called «{name}». There is {_candidates(everybody)}.")


def _candidates(found: list[Stakeholder]) -> str:
    return listed([f"{who.name} ({who.job})" if who.job else who.name for who in found], most=12)


def _print_letter(letter: bytes, *, as_it_is: bool) -> None:
    """Print a letter: as text, or byte for byte where a mail program needs its line ends."""
    if as_it_is and sys.stdout:
        sys.stdout.flush()
        sys.stdout.buffer.write(letter)
        sys.stdout.buffer.flush()
    else:
        print(letter.decode(), end="")


def _note_gaps(draft: Draft, form: str) -> None:
    if draft.unfilled:
        titles = listed([section.title for section in draft.unfilled])
        have = "has" if len(draft.unfilled) == 1 else "have"
        note(f"{titles} {have} no words yet: fill or strike before you send this.")
    if form == "eml" and not letters.recipients_of(draft):
        note(f"{draft.stakeholder.name} has no usable e-mail address in the book: put in the recipient yourself.")
