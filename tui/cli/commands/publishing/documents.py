"""``pitch`` and ``charter``, printed or written to a new file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from store.core.text import one_line, pluralize
from store.exchange.text_forms import DOCUMENT_FORMS
from tui.cli.console import note, open_to_read, save_file, say
from tui.cli.exit_status import DONE
from tui.cli.options import add_out, day_given, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock
    from store.pitch.document import Depth

DEPTHS: dict[str, Depth] = {"half": "half a page", "page": "one page", "full": "full case"}
"""What ``--depth`` takes, and what the book calls it."""


def configure_pitch(parser: Parser) -> None:
    """Configure ``guildbook pitch``."""
    parser.describe(
        "Write the pitch from the book: problem, expected benefits and evidence, investment, return to date, pilot and\n"
        "the ask. Anything missing is listed separately.",
        examples="""
            guildbook pitch
            guildbook pitch --depth full --format html --out pitch.html
        """,
    )
    parser.add_argument(
        "--depth", choices=DEPTHS, default="page", help="half a page, one page (default) or the full case"
    )
    _add_format(parser)
    add_out(parser)
    parser.set_defaults(
        run=with_book(
            lambda args, book, clock: pitch(
                book, clock, depth=DEPTHS[args.depth], form=args.format, out=args.out, force=args.force
            )
        )
    )


def _add_format(parser: Parser) -> None:
    *others, last = (form for form in DOCUMENT_FORMS if form != "text")
    offered = f"{', '.join(['text (default)', *others])} or {last}"
    parser.add_argument("--format", choices=DOCUMENT_FORMS, default="text", help=offered)


def pitch(
    path: Path, clock: Clock, *, depth: Depth, form: str, out: Path | None = None, force: bool = False
) -> int:
    """Print the pitch, or write it to a new file.

    What is missing in it is said beside it.

    Args:
        path: the book.
        clock: today.
        depth: how long it is.
        form: one of :data:`~store.exchange.text_forms.DOCUMENT_FORMS`.
        out: where to write it; printed unless given.
        force: whether a file that exists is replaced.

    Raises:
        GuildbookError: the file cannot be written.
    """
    from store.exchange.pitch_formats import FORMS
    from store.pitch.compose import gaps, write

    with open_to_read(path, clock) as book:
        text = FORMS[form](write(book, clock.today(), depth))
        missing = gaps(book, clock.today())
    _give("the pitch", text, path, clock, out, force=force)
    if missing:
        note(f"The pitch lacks {pluralize(len(missing), 'item')}:")
        for gap in missing:
            note(f"- {gap.text}")
    return DONE


def configure_charter(parser: Parser) -> None:
    """Configure ``guildbook charter``."""
    parser.describe(
        "Print the charter by topic, with the moderator and the next review date.\n"
        "Use --on to print the charter as it was on a given day.",
        examples="""
            guildbook charter
            guildbook charter --on 30/6
            guildbook charter --format html --out charter.html
        """,
    )
    parser.add_argument("--on", metavar="DAY", help="the charter on this day: 30/6, -3m or 2026-06-30")
    _add_format(parser)
    add_out(parser)
    parser.set_defaults(
        run=with_book(
            lambda args, book, clock: charter(
                book,
                clock,
                on=day_given("--on", args.on, book, clock),
                form=args.format,
                out=args.out,
                force=args.force,
            )
        )
    )


def charter(
    path: Path,
    clock: Clock,
    *,
    on: date | None = None,
    form: str = "text",
    out: Path | None = None,
    force: bool = False,
) -> int:
    """Print the charter, or write it to a new file.

    Args:
        path: the book.
        clock: today.
        on: the charter as it was at the end of this day; as it is unless given.
        form: one of :data:`~store.exchange.text_forms.DOCUMENT_FORMS`.
        out: where to write it; printed unless given.
        force: whether a file that exists is replaced.

    Raises:
        GuildbookError: nothing was agreed (by then), or the file cannot be written.
    """
    from store.exchange.update_formats import Document, in_form
    from store.launch import charter as agreement
    from store.model.agreement import TOPICS

    with open_to_read(path, clock) as book:
        parts = tuple(agreement.parts(book, clock.today(), on))
        if not any(agreement.words_of(book, topic, on) for topic in TOPICS):
            raise GuildbookError("The charter is empty. Write it in the app, under Charter.")
        text = in_form(Document(agreement.title(book, on), parts), form, "").decode()
    _give("the charter", text, path, clock, out, force=force)
    return DONE


def _give(what: str, text: str, path: Path, clock: Clock, out: Path | None, *, force: bool) -> None:
    """Print a text, or write it to a new file and say where it is."""
    if out:
        save_file(out, text.encode(), path, clock, force=force)
        say(f"Saved {what} to {one_line(str(out))}.")
    else:
        print(text, end="")
