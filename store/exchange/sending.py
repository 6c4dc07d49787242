"""An update on its way out: composed by the community's own template, in its channel's form, and recorded as sent."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from store.book.book import Book
from store.exchange.template_files import layout_for
from store.exchange.text_forms import FORM_OF_CHANNEL
from store.model.stakeholders import Kind, Stakeholder, Update
from store.updates import compose as update
from store.updates.draft import Draft
from store.updates.stakeholders import draft_for, sent_today


def composed(
    book: Book,
    readers: tuple[Stakeholder, ...],
    today: date,
    kind: Kind | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    kept: Update | None = None,
) -> tuple[Draft, str]:
    """The update for these recipients, laid out by the community's own template, and what is wrong with that.

    Args:
        book: what it tells of.
        readers: who gets it.
        today: the last day told of, unless given.
        kind: another kind than the one kept, or the first recipient's own.
        since: the first day told of; the day after the last update unless given.
        until: the last day told of.
        kept: the words and choices it is made with; those of the draft in the book unless given.
    """
    kept = kept or draft_for(book, *(reader.id for reader in readers))
    layout, problem = layout_for(book.path, kind or (kept.kind if kept else readers[0].kind))
    draft = update.compose(book, readers, today, since=since, until=until, kind=kind, layout=layout, kept=kept)
    return draft, problem


def rests(book: Book, draft: Draft, today: date) -> bool:
    """Whether its recipients were sent an update today, and no new draft was begun."""
    told = all(sent_today(book, reader.id, today) for reader in draft.readers)
    return told and not draft_for(book, *(reader.id for reader in draft.readers))


def already_sent(draft: Draft) -> str:
    """Why there is nothing to copy or to send."""
    return f"Already sent to {draft.names} today. The next update starts tomorrow."


def form_of(draft: Draft) -> str:
    """The form in which a draft leaves the house: that of its first recipient's channel."""
    return FORM_OF_CHANNEL[draft.stakeholder.channel]


def body_of(draft: Draft) -> str:
    """What its recipients read: the letter, or its form for another channel."""
    form = form_of(draft)
    if form == "text":
        return draft.body
    from store.exchange.update_formats import in_form

    return in_form(draft, form, "").decode()


def sent(book: Book, draft: Draft, on: date) -> Update:
    """The record of a draft as sent, with the text its recipients read."""
    return replace(update.sent(book, draft, on), text=body_of(draft))


def sent_label(draft: Draft) -> str:
    """How undo names that an update was marked sent."""
    return f"Mark the update to {draft.names} as sent"
