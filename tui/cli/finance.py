"""What the command line does with money: costs as plain text, and the pitch at any depth."""

from __future__ import annotations

from pathlib import Path

from store.core.dates import Clock
from store.core.text import counted, one_line
from store.exchange.pitch_formats import FORMS
from store.finance import text_report as spending
from store.persistence.atomic_files import write_new
from store.pitch.compose import gaps, write
from store.pitch.document import Depth
from tui.cli.console import note, reading, say
from tui.shell.launcher import DONE


def costs(path: Path, clock: Clock) -> int:
    """Print costs, budget, return and key figures."""
    with reading(path, clock) as book:
        say(spending.as_text(book, clock.today()).rstrip("\n"))
    return DONE


def pitch(path: Path, clock: Clock, *, depth: Depth, form: str, out: Path | None = None) -> int:
    """Print the pitch, or write it to a new file; what is missing in it is said beside it.

    Args:
        path: the book.
        clock: today.
        depth: how long it is.
        form: text, markdown or html.
        out: where to write it; printed unless given.

    Raises:
        GuildbookError: the file cannot be written.
    """
    with reading(path, clock) as book:
        text = FORMS[form](write(book, clock.today(), depth))
        missing = gaps(book, clock.today())
    if out:
        write_new(out, text.encode())
        say(f"The pitch is in {one_line(str(out))}.")
    else:
        print(text, end="")
    if missing:
        note(f"{counted(len(missing), 'thing is', 'things are')} missing:")
        for gap in missing:
            note(f"- {gap.text}")
    return DONE
