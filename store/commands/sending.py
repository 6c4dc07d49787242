"""``sent``: an update marked sent, with the sections that are written or left out for it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from store.book.book import Book
from store.commands.plan import Plan
from store.core.errors import GuildbookError
from store.core.text import join_words, normalize, one_line, quoted
from store.exchange.sending import already_sent, composed, rests, sent, sent_label
from store.model.stakeholders import Kind, Stakeholder
from store.updates import compose
from store.updates.draft import Draft, Section
from store.week.action import Act
from store.week.plan import plan
from store.week.todo_search import find_todos, is_number


class Edits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an update is composed with beside what the book holds."""

    kind: Kind | None = None
    since: date | None = None
    until: date | None = None
    leave_out: tuple[str, ...] = ()
    """Titles of sections, or their beginnings."""
    write: tuple[tuple[str, str], ...] = ()
    """Titles of sections, each with its words."""


class MarkSent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="command", tag="sent"):
    """Record an update as sent today."""

    to: str
    """The recipient's name or its beginning, or the number of the to-do."""
    edits: Edits = Edits()

    def plan(self, book: Book, today: date) -> Plan:
        """Which update is marked sent.

        Raises:
            GuildbookError: it is not clear to whom, a section of it waits for words, or it was sent today.
        """
        draft, _ = compose_for(book, find_recipient(book, self.to, today), today, self.edits)
        if not self.edits.since and not self.edits.until and rests(book, draft, today):
            raise GuildbookError(already_sent(draft))
        require_filled(draft)
        record = sent(book, draft, today)
        told = (f"Update to {one_line(draft.names)}: {one_line(draft.subject)}",)
        said = f"Recorded as sent to {one_line(draft.names)}; the next update starts tomorrow."
        return Plan(sent_label(draft), lambda change: change.put(record), said, told)


def compose_for(book: Book, reader: Stakeholder, today: date, edits: Edits) -> tuple[Draft, str]:
    """The update for a recipient with what was written or left out for it, and what is wrong with its template.

    Raises:
        GuildbookError: a section is named that it does not have.
    """
    compose_with = partial(composed, book, (reader,), today, edits.kind, since=edits.since, until=edits.until)
    draft, problem = compose_with()
    if not edits.leave_out and not edits.write:
        return draft, problem
    words = {_section(draft, title).name: text for title, text in edits.write}
    chosen = {**dict.fromkeys(words, True), **{_section(draft, title).name: False for title in edits.leave_out}}
    kept = compose.keep(book, draft, words=words, chosen=chosen)
    return compose_with(kept=kept)


def _section(draft: Draft, title: str) -> Section:
    wanted = normalize(one_line(title))
    found = [section for section in draft.sections if wanted and normalize(section.title).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    titles = join_words([quoted(section.title) for section in found or draft.sections if section.title])
    raise GuildbookError(f"No single section matches {quoted(one_line(title))}. Choose from {titles}.")


def require_filled(draft: Draft) -> None:
    """Refuse an update in which a section still waits.

    Raises:
        GuildbookError: one does; the line says how it is written or left out.
    """
    if waiting := draft.unfilled:
        titles = join_words([quoted(section.title) for section in waiting])
        first = waiting[0].title
        raise GuildbookError(
            f'Not recorded as sent. Still empty: {titles}. Complete each with --write "{first}=…", or use --leave-out "{first}".'
        )


def find_recipient(book: Book, name: str, today: date) -> Stakeholder:
    """The stakeholder who is meant by the number of a to-do, or by a name.

    Raises:
        GuildbookError: no one, or more than one, is.
    """
    if is_number(name) and (act := _todo(book, name, today)):
        if stakeholder := book.stakeholders.get(act.subject if not act.members else ""):
            return stakeholder
        raise GuildbookError(
            f"{name} is {quoted(one_line(act.title))}, not an update to one recipient. Name the recipient."
        )
    return find_stakeholder(book, name)


def _todo(book: Book, number: str, today: date) -> Act | None:
    known = plan(book, today).numbers.values()
    return find_todos(book, (number,), today)[0] if any(one.startswith(number) for one in known) else None


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


def _candidates(found: Sequence[Stakeholder]) -> str:
    return join_words([f"{who.name} ({who.job})" if who.job else who.name for who in found], most=12)
