"""``update``: the text for a stakeholder, printed or to a file."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from store.core.text import join_words, normalize, one_line
from store.exchange.text_forms import FORMS
from tui.cli.console import in_one_line, note, open_to_read, say
from tui.cli.exit_status import DONE, WrongUsage
from tui.cli.options import add_out, day_given, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.model.stakeholders import Kind, Stakeholder
    from store.updates.draft import Draft

KINDS: dict[str, Kind] = {"overview": "quick_overview", "report": "detailed_report", "picture": "charts"}
"""What ``--kind`` takes, and what the book calls it."""
FORMATS = sorted(FORMS, key=lambda name: not FORMS[name].of_documents)
"""What ``--format`` takes, beginning with what every text can have."""


def configure_update(parser: Parser) -> None:
    """Configure ``guildbook update``."""
    parser.describe(
        "Writes the update for one stakeholder from what the book holds, in your own words where you have\n"
        "given some in the app. It starts where their last update ended. Nothing is sent or marked as sent.",
        examples="""
            guildbook update --for marta
            guildbook update --for "Marta Weiss" --since 1/10 --kind report
            guildbook update --for marta --format eml --out marta.eml
        """,
    )
    parser.add_argument(
        "--for", dest="name", required=True, metavar="NAME", help="who reads it; a beginning will do"
    )
    parser.add_argument("--since", metavar="DAY", help="first day told of: fri, 27/11, -2w or 2026-11-27")
    parser.add_argument("--until", metavar="DAY", help="last day told of (today)")
    parser.add_argument("--kind", choices=KINDS, help="another kind than the reader usually gets")
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="text (usual); eml is a draft for your mail"
    )
    add_out(parser)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    since = day_given("--since", args.since, book, clock)
    until = day_given("--until", args.until, book, clock)
    last = until or clock.today()
    if since and since > last:
        raise WrongUsage(f"--since {since} lies after the last day told of, {last}")
    kind = KINDS[args.kind] if args.kind else None
    return update(book, clock, args.name, since=since, until=until, kind=kind, form=args.format, out=args.out)


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
        form: one of :data:`~store.exchange.text_forms.FORMS`.
        out: where to write it; printed unless given.

    Raises:
        GuildbookError: no one, or more than one, is called so; or the file cannot be written.
    """
    from store.exchange.template_files import layout_for
    from store.exchange.update_formats import in_form
    from store.persistence.atomic_files import write_new
    from store.updates.compose import compose
    from store.updates.stakeholders import draft_for, sent_today

    with open_to_read(path, clock) as book:
        reader = find_stakeholder(book, name)
        kept = draft_for(book, reader.id)
        layout, problem = layout_for(path, kind or (kept.kind if kept else reader.kind))
        draft = compose(book, reader, clock.today(), since=since, until=until, kind=kind, layout=layout)
        letter = in_form(draft, form, book.community.organiser)
        rests = not since and not until and sent_today(book, reader.id, clock.today())
    if rests:
        note(f"{reader.name} was sent everything up to today; there is more to tell tomorrow.")
    if out:
        write_new(out, letter)
        say(f"The update for {one_line(reader.name)} is in {in_one_line(out)}.")
    else:
        _print_letter(letter, as_it_is=form == "eml")
    _note_gaps(draft, form)
    if problem:
        note(problem)
    return DONE


def find_stakeholder(book: Book, name: str) -> Stakeholder:
    """The stakeholder of that name, without regard to case and accents.

    A beginning that fits only one is enough.

    Raises:
        GuildbookError: no one, or more than one, is called so; the line names who there is.
    """
    wanted = normalize(one_line(name))
    everybody = sorted(book.stakeholders.values(), key=lambda someone: (normalize(someone.name), someone.id))
    if not everybody:
        raise GuildbookError("There is no stakeholder in the book yet; add one in the app, under Updates.")
    named = {someone.id: normalize(one_line(someone.name)) for someone in everybody}
    same = [someone for someone in everybody if named[someone.id] == wanted]
    begun = [someone for someone in everybody if wanted and named[someone.id].startswith(wanted)]
    found = same or begun
    if len(found) == 1:
        return found[0]
    if found:
        raise GuildbookError(f"‘{name}’ fits {_candidates(found)}; say which by writing more of the name.")
    raise GuildbookError(f"No stakeholder is called ‘{name}’. There is {_candidates(everybody)}.")


def _candidates(found: list[Stakeholder]) -> str:
    return join_words([f"{who.name} ({who.job})" if who.job else who.name for who in found], most=12)


def _print_letter(letter: bytes, *, as_it_is: bool) -> None:
    """Print a letter: as text, or byte for byte where a mail program needs its line ends."""
    if as_it_is and sys.stdout:
        sys.stdout.flush()
        sys.stdout.buffer.write(letter)
        sys.stdout.buffer.flush()
    else:
        print(letter.decode(), end="")


def _note_gaps(draft: Draft, form: str) -> None:
    from store.exchange.update_formats import recipients_of

    if draft.unfilled:
        titles = join_words([section.title for section in draft.unfilled])
        have = "has" if len(draft.unfilled) == 1 else "have"
        note(f"{titles} {have} no words yet: fill or strike before you send this.")
    if form == "eml" and not recipients_of(draft):
        note(f"{draft.stakeholder.name} has no usable email address in the book: put in the recipient yourself.")
