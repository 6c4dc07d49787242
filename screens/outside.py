"""What happens to a file that another program has changed: the user chooses, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from screens.widgets.options import Option
from screens.widgets.picker import Picker
from store.errors import GuildbookError
from store.joining import Joined, carry_out, copy_of, join
from store.text import counted

if TYPE_CHECKING:
    from screens.base import BookScreen

TITLE = "The book was changed by another program"
CHOICES = (
    Option("join", "Bring both together", "what is here and what is there"),
    Option("reload", "Read it again", "take over what was changed there"),
    Option("both", "Keep both", "a copy of what is shown here, then read again"),
)


def ask(screen: BookScreen) -> None:
    """Ask what to do, and do it."""
    ways: dict[str, Callable[[BookScreen], None]] = {"join": _join, "reload": _reload, "both": _keep_both}

    def chosen(picked: tuple[str, ...] | None) -> None:
        try:
            if picked:
                ways[picked[0]](screen)
        except GuildbookError as error:
            screen.say(str(error), problem=True)

    screen.app.push_screen(Picker(TITLE, CHOICES), chosen)


def _reload(screen: BookScreen) -> None:
    screen.book.reload()


def _keep_both(screen: BookScreen) -> None:
    copy = _copy_path(screen)
    screen.book.storage.save_beside(copy)
    screen.say(f"What was shown here is kept in {copy.name}.")
    screen.book.reload()


def _copy_path(screen: BookScreen) -> Path:
    path = screen.book.path
    return path.with_name(f"{path.stem} kept {screen.clock.now():%Y-%m-%d %H%M%S}{path.suffix}")


def _join(screen: BookScreen) -> None:
    """Read the file, then put into it what only this window knew; both changed the same is asked."""
    from store.book import Book

    mine = copy_of(screen.book)
    with Book.open(screen.book.path, screen.clock, write=False) as found:
        missing = mine.steps.keys() - found.steps.keys()
        joined = join(copy_of(found), mine)  # what this window holds is the other copy
    screen.book.reload()
    if joined.nothing or not missing:
        screen.say("The file held everything already; it is shown now.")
    elif joined.conflicts:
        _ask_whose(screen, joined)
    else:
        _carry_out(screen, joined, ())


def _ask_whose(screen: BookScreen, joined: Joined) -> None:
    options = [Option(c.key, c.words("there", "here")) for c in joined.conflicts]
    mine = tuple(c.key for c in joined.conflicts if c.suggested == "there")

    def chosen(picked: tuple[str, ...] | None) -> None:
        ticked = mine if picked is None else picked
        otherwise = [c.key for c in joined.conflicts if (c.key in ticked) != (c.suggested == "there")]
        _carry_out(screen, joined, otherwise)

    title = "Both changed these: tick what shall be as it is here"
    screen.app.push_screen(Picker(title, options, picked=mine, several=True), chosen)


def _carry_out(screen: BookScreen, joined: Joined, otherwise: list[str] | tuple[str, ...]) -> None:
    count = sum(len(rows) for rows in joined.changed.values())
    screen.attempt(
        "Bring both together",
        lambda change: carry_out(screen.book, change, joined, otherwise),
        f"Both are together now: {counted(count, 'record')} of this window taken over; u takes that back.",
    )
