"""What can be done with an update from more than one screen: compose it, copy it, keep it as sent."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from screens.common.host import Host
from screens.common.text_export import copy_text
from screens.widgets.keys import key_of, to_undo
from store.book.book import Book
from store.exchange.template_files import layout_for
from store.exchange.text_forms import FORM_OF_CHANNEL
from store.model.stakeholders import Kind, Stakeholder
from store.updates import compose as update
from store.updates.draft import SUBJECT, Draft, Section
from store.updates.stakeholders import draft_for, sent_today


def composed(
    book: Book, readers: tuple[Stakeholder, ...], today: date, kind: Kind | None = None
) -> tuple[Draft, str]:
    """The update for these recipients, laid out by the community's own template, and what is wrong with that."""
    kept = draft_for(book, *(reader.id for reader in readers))
    layout, problem = layout_for(book.path, kind or (kept.kind if kept else readers[0].kind))
    return update.compose(book, readers, today, kind=kind, layout=layout), problem


def rests(book: Book, draft: Draft, today: date) -> bool:
    """Whether its recipients were sent an update today, and no new draft was begun."""
    told = all(sent_today(book, reader.id, today) for reader in draft.readers)
    return told and not draft_for(book, *(reader.id for reader in draft.readers))


def already_sent(draft: Draft) -> str:
    """Why there is nothing to copy or to send."""
    return f"Already sent to {draft.names} today. The next update starts tomorrow."


def to_fill(section: Section) -> str:
    """What is to be done about a section before the update can leave the house."""
    if section.question:
        return f"Your request {section.figure}. Press {key_of('facts.rows')}: answered, remind or drop."
    write, leave_out = key_of("facts.words"), key_of("facts.toggle")
    return f"‘{section.title}’ is empty. Press {write} to write it or {leave_out} to leave it out."


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


def copy_update(screen: Host, draft: Draft, form: str = "") -> None:
    """Copy an update: what its recipient reads, without the subject, unless its subject or another form is asked for."""
    from screens.common import clipboard

    if form == SUBJECT:
        text = draft.subject
    elif form:
        text = clipboard.letter(draft, form, screen.book.community.organiser)
    else:
        form, text = form_of(draft), body_of(draft)
    to = " ".join(reader.id for reader in draft.readers)
    copy_text(screen, text, f"update {screen.today} {'' if form == 'text' else form} {to}", rich=form == "html")


def mark_sent(screen: Host, draft: Draft) -> bool:
    """Record an update as sent today."""
    record = replace(update.sent(screen.book, draft, screen.today), text=body_of(draft))
    return screen.attempt(
        f"Mark the update to {draft.names} sent",
        lambda change: change.put(record),
        f"Recorded as sent to {draft.names}; the next update starts tomorrow. {to_undo()}",
    )
