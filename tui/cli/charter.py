"""What the command line does with the charter: print it, or write it to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.core.text import one_line
from store.exchange import update_formats as letters
from store.exchange.update_formats import Document
from store.launch import charter
from store.model.agreement import TOPICS
from store.persistence.atomic_files import write_new
from tui.cli.console import reading, say
from tui.shell.launcher import DONE

FORMS = {"text": letters.as_text, "markdown": letters.as_markdown, "html": letters.as_html}
"""What ``--format`` takes, and what writes it."""


def show(path: Path, clock: Clock, *, on: date | None = None, form: str = "text", out: Path | None = None) -> int:
    """Print the charter, or write it to a new file.

    Args:
        path: the book.
        clock: today.
        on: the charter as it was at the end of this day; as it is unless given.
        form: text, markdown or html.
        out: where to write it; printed unless given.

    Raises:
        GuildbookError: nothing was agreed (by then), or the file cannot be written.
    """
    with reading(path, clock) as book:
        parts = tuple(charter.parts(book, clock.today(), on))
        if not any(charter.words_of(book, topic, on) for topic in TOPICS):
            raise GuildbookError("Nothing is agreed yet; the charter is written in the app.")
        text = FORMS[form](Document(charter.title(book, on), parts))
    if out:
        write_new(out, text.encode())
        say(f"The charter is in {one_line(str(out))}.")
    else:
        print(text, end="")
    return DONE
