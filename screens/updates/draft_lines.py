"""The recipients and sections of a draft, as the composer shows them."""

from __future__ import annotations

from datetime import date

from screens.widgets.lists.list_view import Row
from store.book.book import Book
from store.core.labels import label_of
from store.model.stakeholders import Stakeholder
from store.updates.draft import SUBJECT, Draft, Section
from store.updates.stakeholders import Due, in_brief, sent_updates


def reader_row(due: Due, today: date, *, ticked: bool) -> Row:
    """The row of a stakeholder with the day of the next update.

    Args:
        due: the stakeholder, and when the update is due.
        today: for days.
        ticked: whether they get one text together with others.
    """
    ready = due.on is not None and due.on <= today
    words = (in_brief(due, today), "warn" if ready else "dim")
    who = due.stakeholder
    name = f"✓ {who.name}" if ticked else who.name
    return Row(
        who.id,
        ((name, "strong"), words, " · ".join(filter(None, (who.job, receives(who))))),
        search=f"{who.job} {who.leg} {label_of(who.kind)} {label_of(who.channel)}",
    )


def section_rows(draft: Draft) -> list[Row]:
    """The sections of a draft, and its subject."""
    subject = ("edited" if draft.subject_edited else draft.mail, "dim")
    open_ones = any(promise.open for promise in draft.promises)
    rows = [_section_row(one, warn=one.name == "promised" and open_ones) for one in draft.sections]
    return [*rows, Row(SUBJECT, (("", ""), "Subject", subject))]


def _section_row(section: Section, *, warn: bool) -> Row:
    if section.to_fill:
        told = section.figure if section.question else "not written"
        return Row(section.name, (("[!]", "warn"), section.title, (told, "warn")))
    mark = ("[x]", "good") if section.taken else ("[ ]", "dim")
    told = "edited" if section.edited else section.figure
    look = "accent" if section.edited else "warn" if warn else "dim"
    return Row(section.name, (mark, (section.title, "" if section.taken else "dim"), (told, look)))


def addressed(draft: Draft) -> str:
    """The recipients of a draft in a line."""
    if len(draft.readers) > 1:
        return f"{draft.names} · one text for {len(draft.readers)}"
    reader = draft.stakeholder
    return f"{reader.name}{f', {reader.job}' if reader.job else ''} · {receives(reader)}"


def receives(reader: Stakeholder) -> str:
    """How often a stakeholder hears, and by which channel."""
    return f"{label_of(reader.cadence)} · {label_of(reader.channel)}"


def sent_text(book: Book, draft: Draft) -> str:
    """The last update that was sent to the recipient of a draft."""
    last = sent_updates(book, draft.stakeholder.id)[-1]
    return f"Subject: {last.subject}\n\n{last.text}"
