"""What the command line does for one person: their page, all about them as a file, and erasing them."""

from __future__ import annotations

from pathlib import Path

from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import BookReadOnly, GuildbookError
from store.core.text import folded, one_line
from store.integrity import erasure as forgetting
from store.integrity.erasure import as_json
from store.model.people import Volunteer
from store.persistence.atomic_files import write_new
from store.profiles import person
from tui.cli.console import agreed, reading, say
from tui.shell.launcher import DONE


def page(path: Path, clock: Clock, name: str) -> int:
    """Print one person's page.

    Raises:
        GuildbookError: nobody, or more than one, is called so.
    """
    with reading(path, clock) as book:
        say(person.as_text(book, person.find(book, name), clock.today()).rstrip("\n"))
    return DONE


def export(path: Path, clock: Clock, name: str, out: Path) -> int:
    """Write everything about one person to a new file.

    Raises:
        GuildbookError: nobody, or more than one, is called so; or the file cannot be written.
    """
    with reading(path, clock) as book:
        found = person.find(book, name)
        write_new(out, as_json(book, found))
        say(f"Everything about {one_line(found.name)} is in {one_line(str(out))}.")
    return DONE


def erase(path: Path, clock: Clock, name: str, *, ask: bool = True) -> int:
    """Erase one person, after asking on the terminal.

    Raises:
        GuildbookError: nobody, or more than one, is called exactly so; or the book cannot be written.
    """
    with reading(path, clock) as book:
        found = _exactly(book, name)
        say(person.as_text(book, found, clock.today()).partition("\n")[0])
    question = "Erase them in the book, its undo, its backups and its copied texts? This cannot be undone. [y/N] "
    if ask and not agreed(question):
        say("Nothing was changed.")
        return DONE
    with Book.open(path, clock) as book:
        if not book.writable:
            raise BookReadOnly(book.note)
        told = forgetting.erase(book, _exactly(book, found.id))
    say(*(one_line(line) for line in told.lines))
    say(
        "It cannot reach the history of sync services and disks, mail that was sent, and files you saved elsewhere. "
        "Imported again under the same name, they would be a new person."
    )
    return DONE


def _exactly(book: Book, name: str) -> Volunteer:
    """The person of exactly this name, address or id: no one is erased by the beginning of a name."""
    found = person.find(book, name)
    if folded(one_line(name)) not in (folded(one_line(found.name)), folded(found.email), found.id):
        raise GuildbookError(f"To erase, write the whole name: ‘{one_line(found.name)}’.")
    return found
