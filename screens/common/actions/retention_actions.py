"""Keeping and erasing people: asked for one or several, with what is kept about them as a page to hand over first."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from screens.common.host import Host
from screens.common.messages import GoTo
from screens.widgets.keys import to_undo
from screens.widgets.lists.option import Option
from store.core.errors import BookChanged, GuildbookError
from store.core.text import join_words, pluralize
from store.integrity.erasure import Erasure
from store.model.people import Volunteer

Keep = Callable[[Sequence[Volunteer]], None]
_MOST_NAMED = 3
WHAT_IS_LOST = {
    "keep": ("Nothing is lost.",),
    "kept": ("A page with everything the book holds about them. You can erase them afterwards.",),
    "erase": (
        "Their records are removed from the book, its backups, its undo history and the texts copied from it.",
        "Gatherings no longer count them as attendees, and texts about others no longer name them.",
        "Earlier changes can no longer be undone, including those to other records.",
    ),
}
"""What each answer means for the data, in sentences."""


def decide(screen: Host, people: Sequence[Volunteer], keep: Keep | None = None) -> None:
    """Ask whether people are kept or erased for good; of one, what is kept about them can be saved first.

    Args:
        screen: where it is asked.
        people: one person or several.
        keep: what keeping them records; nothing where they are kept anyway.
    """
    from screens.widgets.lists.reasoned_picker import ReasonedPicker
    from store.integrity.erasure import records_lost

    if not people or not screen.may_write():
        return
    lost = records_lost(screen.book, people)
    them = "them" if len(people) == 1 else "all of them"
    stays = "asked again in a year" if keep else "nothing changes"
    options = [
        Option("keep", f"Keep {them}", stays),
        *([Option("kept", "Save their data", "a page to give them")] if len(people) == 1 else []),
        Option("erase", f"Erase {them} for good", f"{pluralize(lost, 'record')}; cannot be undone"),
    ]

    def chosen(picked: tuple[str, ...] | None) -> None:
        match picked:
            case ("erase",):
                erase_for_good(screen, people)
            case ("kept",):
                save_kept(screen, people[0])
            case ("keep",) if keep:
                keep(people)

    names = join_words([person.name for person in people], most=_MOST_NAMED)
    title = f"Keep or erase {names}?" if keep else f"Erase {names}?"
    screen.app.push_screen(ReasonedPicker(title, options, WHAT_IS_LOST), chosen)


def save_kept(screen: Host, volunteer: Volunteer) -> None:
    """Save what is kept about a person, as a page to hand to them."""
    from screens.common.clipboard import letter_forms
    from screens.common.text_export import save_text
    from store.exchange.readable.kept_data import kept_about

    page = kept_about(screen.book, volunteer, screen.today)
    name = f"kept data {volunteer.id} {screen.today}"
    save_text(screen, "Save personal data", name, letter_forms(page, ""), ending=".html")


def erase_for_good(screen: Host, people: Sequence[Volunteer]) -> None:
    """Erase people one after the other, and list where they may still be mentioned."""
    from screens.common.file_conflict import ask
    from store.integrity.erasure import erase

    erased: list[Erasure] = []
    try:
        for person in people:
            erased.append(erase(screen.book, person))
    except BookChanged:
        ask(screen)
    except GuildbookError as error:
        screen.say(str(error), problem=True)
    if erased:
        _show_traces(screen, erased)


def _show_traces(screen: Host, erased: Sequence[Erasure]) -> None:
    from screens.common.trace import Trace
    from store.profiles.search import everything_named

    rooms = {named.key: named.room for named in everything_named(screen.book, screen.today)}
    folder = f"{screen.book.storage.path.parent}{os.sep}"  # where all of it lies; the names are what matters
    found = list(dict.fromkeys(row for told in erased for row in told.rows))
    rows = [Option(f"{number}", row.what, row.where.removeprefix(folder)) for number, row in enumerate(found)]

    def chosen(picked: tuple[str, ...] | None) -> None:
        record = found[int(picked[0])].record if picked else ""
        if record in rooms:
            screen.app.post_message(GoTo(rooms[record], record))

    told = erased[0].sentences[0] if len(erased) == 1 else f"Erased {pluralize(len(erased), 'person', 'people')}."
    screen.say(told)
    screen.app.push_screen(Trace("Erased. Still to check", rows), chosen)


def kept_until_next_year(people: Sequence[Volunteer]) -> str:
    """What is said once people were kept."""
    names = join_words([person.name for person in people], most=_MOST_NAMED)
    return f"Kept {names} for another year. {to_undo()}"
