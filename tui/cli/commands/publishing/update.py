"""``update`` and ``sent``: the text for a stakeholder, printed or to a file, and that it was sent."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.old_names import current_argument
from store.core.text import join_words, one_line, quoted
from store.exchange.text_forms import FORM_OF_CHANNEL, FORMS
from tui.cli.commands.changes.carry_out import carry_out
from tui.cli.console import in_one_line, note, open_to_read, print_letter, save_file, say
from tui.cli.exit_status import DONE, WrongUsage
from tui.cli.options import add_dry_run, add_out, day_given, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.commands.sending import Edits
    from store.core.dates import Clock
    from store.model.stakeholders import Kind
    from store.updates.draft import Draft

KINDS: dict[str, Kind] = {"overview": "quick_overview", "report": "detailed_report", "charts": "charts"}
"""What ``--kind`` takes, and what the book calls it."""
FORMATS = sorted(FORMS, key=lambda name: not FORMS[name].of_documents)
"""What ``--format`` takes, beginning with what every text can have."""


def configure_update(parser: Parser) -> None:
    """Configure ``guildbook update``."""
    parser.describe(
        "Write one stakeholder’s update from the book, keeping any text you wrote in the app.\n"
        "It starts where their last update ended. Nothing is sent; --mark-sent records it as sent.",
        examples="""
            guildbook update --for marta
            guildbook update --for "Marta Weiss" --since 1/10 --kind report
            guildbook update --for marta --format eml --out marta.eml
            guildbook update --for marta --write "Lessons learned=Short sessions work." --copy --mark-sent
        """,
    )
    parser.add_argument(
        "--for", dest="name", required=True, metavar="NAME", help="the recipient; the start of a name is enough"
    )
    _add_edits(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="text, chat or points, by the channel (default); eml is a draft for your email program",
    )
    add_out(parser)
    parser.add_argument("--copy", action="store_true", help="copy it to the clipboard as well")
    parser.add_argument("--mark-sent", action="store_true", help="record it as sent today, like ‘guildbook sent’")
    parser.set_defaults(run=with_book(_run))


def configure_sent(parser: Parser) -> None:
    """Configure ``guildbook sent``."""
    parser.describe(
        "Record an update as sent today, with the text that ‘guildbook update’ prints. The next one starts tomorrow.\n"
        "Sections that are still empty must be written or left out first.",
        examples="""
            guildbook sent marta
            guildbook sent marta --leave-out "Lessons learned"
            guildbook sent 118 --write "Lessons learned=Short sessions work."
        """,
    )
    parser.add_argument(
        "name", metavar="NAME", help="the recipient, or the number of the to-do; the start of a name is enough"
    )
    _add_edits(parser)
    add_dry_run(parser, of_words=True)
    parser.set_defaults(run=with_book(_run_sent))


def _add_edits(parser: Parser) -> None:
    """Add what an update is composed with."""
    parser.add_argument(
        "--since",
        metavar="DAY",
        help="first day to cover: fri, 27/11, -2w or 2026-11-27 (default: after the last update)",
    )
    parser.add_argument("--until", metavar="DAY", help="last day to cover (default: today)")
    parser.add_argument(
        "--kind", type=current_argument, choices=KINDS, help="kind of update (default: the one they usually get)"
    )
    parser.add_argument(
        "--write",
        action="append",
        default=[],
        metavar='"SECTION=TEXT"',
        help="text for a section; the start of its title is enough",
    )
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="SECTION", help="a section to leave out this time"
    )


def _edits(args: argparse.Namespace, book: Path, clock: Clock) -> Edits:
    from store.commands.sending import Edits

    since = day_given("--since", args.since, book, clock)
    until = day_given("--until", args.until, book, clock)
    last = until or clock.today()
    if since and since > last:
        raise WrongUsage(f"--since {since} is after the last day to cover, {last}; choose an earlier day")
    return Edits(
        kind=KINDS[args.kind] if args.kind else None,
        since=since,
        until=until,
        leave_out=tuple(args.leave_out),
        write=tuple(_written(text) for text in args.write),
    )


def _written(text: str) -> tuple[str, str]:
    title, mark, words = text.partition("=")
    if not mark or not title.strip() or not words.strip():
        raise WrongUsage(f"--write: {quoted(one_line(text))} is not SECTION=TEXT")
    return title.strip(), words.strip()


def _run_sent(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from store.commands.sending import MarkSent

    return carry_out(book, clock, MarkSent(to=args.name, edits=_edits(args, book, clock)), dry_run=args.dry_run)


def _run(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    edits = _edits(args, path, clock)
    mark = None
    if args.mark_sent:
        from store.commands.sending import MarkSent

        mark = MarkSent(to=args.name, edits=edits)
        with open_to_read(path, clock) as book:
            mark.plan(book, clock.today())  # which refuses what is not ready before anything is printed
    update(path, clock, args.name, edits, form=args.format, out=args.out, force=args.force, copied=args.copy)
    return carry_out(path, clock, mark, tell=note) if mark else DONE


def update(
    path: Path,
    clock: Clock,
    name: str,
    edits: Edits,
    *,
    form: str | None = None,
    out: Path | None = None,
    force: bool = False,
    copied: bool = False,
) -> None:
    """Print one stakeholder's update, or write it to a new file.

    Args:
        path: the book.
        clock: today.
        name: the stakeholder's name or a beginning of it.
        edits: its period and kind, and the sections that are written or left out.
        form: one of :data:`~store.exchange.text_forms.FORMS`; that of the stakeholder's channel unless given.
        out: where to write it; printed unless given.
        force: whether a file that exists is replaced.
        copied: whether it is copied as well.

    Raises:
        GuildbookError: no one, or more than one, is called so; or the file cannot be written.
    """
    from store.commands.sending import compose_for, find_recipient
    from store.exchange.update_formats import in_form
    from store.updates.stakeholders import sent_today

    with open_to_read(path, clock) as book:
        reader = find_recipient(book, name, clock.today())
        draft, problem = compose_for(book, reader, clock.today(), edits)
        form = form or FORM_OF_CHANNEL[reader.channel]
        letter = in_form(draft, form, book.community.organiser)
        rests = not edits.since and not edits.until and sent_today(book, reader.id, clock.today())
    if rests:
        note(f"{reader.name} has been sent everything up to today. The next update starts tomorrow.")
    if out:
        save_file(out, letter, path, clock, force=force)
        say(f"Saved the update for {one_line(reader.name)} to {in_one_line(out)}.")
    else:
        print_letter(letter, as_it_is=form == "eml")
    if copied:
        _copy(path, draft, form, letter, f"update {clock.today()} {'' if form == 'text' else form} {reader.id}")
    _note_gaps(draft, form)
    if problem:
        note(problem)


def _copy(path: Path, draft: Draft, form: str, letter: bytes, name: str) -> None:
    """Copy what its recipient reads: of an email without the subject, as the app does."""
    from screens.common import clipboard
    from store.core.text import clean
    from store.persistence.book_paths import copies_folder

    text = draft.body if form == "text" else letter.decode().replace("\r\n", "\n")
    note(clipboard.copy(clean(text), copies_folder(path), name))


def _note_gaps(draft: Draft, form: str) -> None:
    from store.exchange.update_formats import recipients_of

    for section in draft.unfilled:
        if section.question:
            note(
                f"{section.title}: your request {section.figure}. Say in the app whether it was answered, or use --leave-out."
            )
    if empty := [section.title for section in draft.unfilled if not section.question]:
        titles = join_words(empty)
        note(f"Still empty: {titles}. Complete each with --write, or use --leave-out.")
    if form == "eml" and not recipients_of(draft):
        note(f"{draft.stakeholder.name} has no valid email address in the book. Add the recipient yourself.")
