"""``update``: the text for a stakeholder, printed or to a file."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from store.core.old_names import current_argument
from store.core.text import join_words, normalize, one_line
from store.exchange.text_forms import FORM_OF_CHANNEL, FORMS
from tui.cli.console import in_one_line, note, open_to_read, print_letter, say
from tui.cli.exit_status import DONE, WrongUsage
from tui.cli.options import add_out, day_given, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.model.stakeholders import Kind, Stakeholder
    from store.updates.draft import Draft

KINDS: dict[str, Kind] = {"overview": "quick_overview", "report": "detailed_report", "charts": "charts"}
"""What ``--kind`` takes, and what the book calls it."""
FORMATS = sorted(FORMS, key=lambda name: not FORMS[name].of_documents)
"""What ``--format`` takes, beginning with what every text can have."""


def configure_update(parser: Parser) -> None:
    """Configure ``guildbook update``."""
    parser.describe(
        "Write one stakeholder’s update from the book, keeping any text you wrote in the app.\n"
        "It starts where their last update ended. Nothing is sent or marked as sent.",
        examples="""
            guildbook update --for marta
            guildbook update --for "Marta Weiss" --since 1/10 --kind report
            guildbook update --for marta --format eml --out marta.eml
        """,
    )
    parser.add_argument(
        "--for", dest="name", required=True, metavar="NAME", help="the recipient; the start of a name is enough"
    )
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
        "--format",
        choices=FORMATS,
        help="text, chat or points, by the channel (default); eml is a draft for your email program",
    )
    add_out(parser)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    since = day_given("--since", args.since, book, clock)
    until = day_given("--until", args.until, book, clock)
    last = until or clock.today()
    if since and since > last:
        raise WrongUsage(f"--since {since} is after the last day to cover, {last}; choose an earlier day")
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
    form: str | None = None,
    out: Path | None = None,
) -> int:
    """Print one stakeholder's update, or write it to a new file.

    Args:
        path: the book.
        clock: today.
        name: the stakeholder's name or a beginning of it.
        since: the first day to cover; the day after the last update unless given.
        until: the last day to cover; today unless given.
        kind: another kind than the stakeholder usually gets.
        form: one of :data:`~store.exchange.text_forms.FORMS`; that of the stakeholder's channel unless given.
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
        form = form or FORM_OF_CHANNEL[reader.channel]
        letter = in_form(draft, form, book.community.organiser)
        rests = not since and not until and sent_today(book, reader.id, clock.today())
    if rests:
        note(f"{reader.name} has been sent everything up to today. The next update starts tomorrow.")
    if out:
        write_new(out, letter)
        say(f"Saved the update for {one_line(reader.name)} to {in_one_line(out)}.")
    else:
        print_letter(letter, as_it_is=form == "eml")
    _note_gaps(draft, form)
    if problem:
        note(problem)
    return DONE


def find_stakeholder(book: Book, name: str) -> Stakeholder:
    """The stakeholder of that name, without regard to case and accents.

    The start of a name is enough where it matches only one.

    Raises:
        GuildbookError: no one, or more than one, is called so; the line names the choices.
    """
    wanted = normalize(one_line(name))
    everyone = sorted(book.stakeholders.values(), key=lambda someone: (normalize(someone.name), someone.id))
    if not everyone:
        raise GuildbookError("The book has no stakeholders yet. Add one in the app, under Updates.")
    named = {someone.id: normalize(one_line(someone.name)) for someone in everyone}
    same = [someone for someone in everyone if named[someone.id] == wanted]
    begun = [someone for someone in everyone if wanted and named[someone.id].startswith(wanted)]
    found = same or begun
    if len(found) == 1:
        return found[0]
    if found:
        raise GuildbookError(f"‘{name}’ matches {_candidates(found)}. Write more of the name.")
    raise GuildbookError(f"No stakeholder is called ‘{name}’. Choose from {_candidates(everyone)}.")


def _candidates(found: list[Stakeholder]) -> str:
    return join_words([f"{who.name} ({who.job})" if who.job else who.name for who in found], most=12)


def _note_gaps(draft: Draft, form: str) -> None:
    from store.exchange.update_formats import recipients_of

    for section in draft.unfilled:
        if section.question:
            note(
                f"{section.title}: your request {section.figure}. Say in the app whether it was answered, or leave it out."
            )
    if empty := [section.title for section in draft.unfilled if not section.question]:
        titles = join_words(empty)
        note(f"Still empty: {titles}. Complete or leave out each before you send this.")
    if form == "eml" and not recipients_of(draft):
        note(f"{draft.stakeholder.name} has no valid email address in the book. Add the recipient yourself.")
