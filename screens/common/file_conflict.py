"""What happens to a file that another program has changed: the user chooses, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from itertools import count
from pathlib import Path

from screens.common.host import Host
from screens.widgets.keys import to_undo
from screens.widgets.lists.option import Option
from screens.widgets.lists.picker import Picker
from store.book.merge.copies import ERASED, Copy, changes_missing, copy_of, erased_in_one
from store.book.merge.outcome import Joined, carry_out
from store.book.merge.three_way import join
from store.core.dates import format_day
from store.core.errors import BookMissing, GuildbookError
from store.core.text import pluralize

TITLE = "Another program has changed the book"
LOST = "The book’s file is missing or can no longer be read"
CHOICES = (
    Option("join", "Merge both", "keep the changes from both versions"),
    Option("reload", "Reload", "show the file; changes made here are kept in a copy"),
    Option("both", "Keep both", "copy this window’s version, then reload"),
)
CHOICES_IF_LOST = (
    Option("back", "Restore", "replace the book with what is shown here"),
    Option("reload", "Reload", "the file may have been caught mid-save"),
    Option("copy", "Keep a copy", "save this window’s version in a separate file"),
)


def ask(screen: Host) -> None:
    """Ask what to do, and do it."""
    ways: dict[str, Callable[[Host], None]] = {
        "join": _join,
        "reload": read_again,
        "both": _keep_both,
        "back": _put_back,
        "copy": _keep_copy,
    }

    def chosen(picked: tuple[str, ...] | None) -> None:
        try:
            if picked:
                ways[picked[0]](screen)
        except GuildbookError as error:
            screen.say(str(error), problem=True)

    lost = screen.book.storage.lost
    screen.app.push_screen(Picker(LOST, CHOICES_IF_LOST) if lost else Picker(TITLE, CHOICES), chosen)


def read_again(screen: Host) -> None:
    """Show what the file holds; changes of this window that it lacks are kept in a file of their own first.

    Raises:
        GuildbookError: the file cannot be read, or the copy cannot be written; what is shown stays.
    """
    _asking_whom_to_keep(screen, lambda keep: _keep_changes_and_read(screen, keep))


def _keep_changes_and_read(screen: Host, keep: Collection[str]) -> None:
    from store.book.book import Book

    missing = 0
    with suppress(BookMissing), Book.open(screen.book.path, screen.clock, write=False) as found:
        missing = changes_missing(copy_of(screen.book), copy_of(found))
    copy = _copied(screen) if missing else None
    _read_again(screen, keep)
    if copy:
        screen.say(f"Reloaded. Saved {pluralize(missing, 'change')} made here in {copy.name}.")


def _keep_both(screen: Host) -> None:
    def go_on(keep: Collection[str]) -> None:
        _keep_copy(screen)
        _read_again(screen, keep)

    _asking_whom_to_keep(screen, go_on)


def _read_again(screen: Host, keep: Collection[str]) -> None:
    """Show the file as it is, but for those who were erased in this window and whom no one wants back."""
    gone = {*screen.book.erased} - {*keep}
    screen.book.reload()
    _erase(screen, gone)


def _asking_whom_to_keep(screen: Host, then: Callable[[Collection[str]], None], *, joined: bool = False) -> None:
    """Ask about everyone who was erased in the file or in this window and is in the other, then go on.

    Args:
        screen: the screen in front.
        then: gets the ids of those who are kept; is not called where the question is left.
        joined: whether this window's people come to the file, so that those erased there are asked about too.
    """
    ask = joined or screen.book.erased
    found = [one for one in erased_in_one(*_both(screen)) if joined or not one.here] if ask else []
    if not found:
        then(())
        return
    where = {True: "erased in the file", False: "erased in this window"}
    options = [Option(one.id, one.name, f"{where[one.here]} on {format_day(one.on)}") for one in found]

    def chosen(picked: tuple[str, ...] | None) -> None:
        if picked is not None:
            try:
                then(picked)
            except GuildbookError as error:
                screen.say(str(error), problem=True)

    screen.app.push_screen(Picker("Erased in one version: tick the people to keep", options, several=True), chosen)


def _both(screen: Host) -> tuple[Copy, Copy]:
    """The book as its file holds it, and as this window does."""
    from store.book.book import Book

    with Book.open(screen.book.path, screen.clock, write=False) as found:
        return copy_of(found), copy_of(screen.book)


def _erase(screen: Host, gone: Collection[str]) -> None:
    """Erase again whom the file has brought back."""
    from store.integrity.erasure import erase

    for key in gone:
        if volunteer := screen.book.volunteers.get(key):
            erase(screen.book, volunteer)


def _keep_copy(screen: Host) -> None:
    screen.say(_kept_in(_copied(screen)))


def _copied(screen: Host) -> Path:
    """A new file beside the book with what is shown here."""
    path, now = screen.book.path, f"{screen.clock.now():%Y-%m-%d %H%M%S}"
    names = (f"{path.stem} kept {now}{f'-{number}' if number else ''}{path.suffix}" for number in count())
    copy = next(found for name in names if not (found := path.with_name(name)).exists())
    screen.book.storage.save_beside(copy)
    return copy


def _kept_in(copy: Path) -> str:
    return f"Saved this window’s version as {copy.name}."


def _put_back(screen: Host) -> None:
    from store.persistence.backups import set_aside

    aside = set_aside(screen.book.path, screen.clock.now())
    screen.book.storage.put_back(aside)
    kept = f" The unreadable file is kept among the backups as {aside.name}." if aside.exists() else ""
    screen.say(f"Restored the book as shown here.{kept}")


def _join(screen: Host) -> None:
    _asking_whom_to_keep(screen, lambda keep: _join_keeping(screen, keep), joined=True)


def _join_keeping(screen: Host, keep: Collection[str]) -> None:
    """Read the file, then put into it what only this window knew; both changed the same is asked.

    What this window holds lies in a file of its own until both are together, should that fail or be cut short.
    """
    found, mine = _both(screen)
    join(found, mine, keep)  # which refuses another book before what is shown here makes room for it
    copy = _copied(screen)
    _read_again(screen, keep)
    there = copy_of(screen.book)
    joined = join(there, mine, keep)  # what this window held is the other copy
    known = mine.steps.keys() <= there.steps.keys() and mine.tables[ERASED].keys() <= found.tables[ERASED].keys()
    if joined.nothing or known:
        copy.unlink(missing_ok=True)
        screen.say("Reloaded. The file already had every change.")
    elif joined.conflicts:
        _ask_whose(screen, joined, copy)
    else:
        _carry_out(screen, joined, (), copy)


def _ask_whose(screen: Host, joined: Joined, copy: Path) -> None:
    options = [Option(c.key, c.words("there", "here")) for c in joined.conflicts]
    mine = tuple(c.key for c in joined.conflicts if c.suggested == "there")

    def chosen(picked: tuple[str, ...] | None) -> None:
        ticked = mine if picked is None else picked
        otherwise = [c.key for c in joined.conflicts if (c.key in ticked) != (c.suggested == "there")]
        _carry_out(screen, joined, otherwise, copy)

    title = "Changed in both: tick where to keep this window’s version"
    screen.app.push_screen(Picker(title, options, picked=mine, several=True), chosen)


def _carry_out(screen: Host, joined: Joined, otherwise: list[str] | tuple[str, ...], copy: Path) -> None:
    records = sum(len(rows) for rows in joined.changed.values())
    if screen.attempt(
        "Merge both versions",
        lambda change: carry_out(screen.book, change, joined, otherwise),
        f"Merged {pluralize(records, 'record')} from this window. {to_undo()}",
    ):
        copy.unlink(missing_ok=True)
    else:
        screen.say(_kept_in(copy), problem=True)
