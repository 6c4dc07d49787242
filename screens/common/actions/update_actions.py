"""What can be done with an update from more than one screen: copy it, keep it as sent."""

from __future__ import annotations

from screens.common.host import Host
from screens.common.text_export import copy_text
from screens.widgets.keys import key_of, to_undo
from store.exchange.sending import body_of, form_of, sent, sent_label
from store.updates.draft import SUBJECT, Draft, Section


def to_fill(section: Section) -> str:
    """What is to be done about a section before the update can leave the house."""
    if section.question:
        return f"Your request {section.figure}. Press {key_of('facts.rows')} to mark it answered, send a reminder or drop it."
    write, leave_out = key_of("facts.words"), key_of("facts.toggle")
    return f"‘{section.title}’ is empty. Press {write} to write it or {leave_out} to leave it out."


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
    record = sent(screen.book, draft, screen.today)
    return screen.attempt(
        sent_label(draft),
        lambda change: change.put(record),
        f"Recorded as sent to {draft.names}; the next update starts tomorrow. {to_undo()}",
    )
