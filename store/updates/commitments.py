"""Commitments: what an update announced under ‘next’, and the outcome of each."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.text import one_line
from store.model.calendar import Gathering
from store.model.stakeholders import Update
from store.texts import update_activity as texts
from store.texts.updates import is_more
from store.updates.outcomes import Row
from store.updates.stakeholders import sent_updates

HELD, NOT_HELD, AHEAD = "held", "not held", "still to come"
ANSWER = "promise:"
"""Before a promise's key in a draft: the organiser's word on it."""


class Promise(Struct, frozen=True):
    """One commitment, and its outcome."""

    key: str
    """The id of the gathering it is about, or its line."""
    text: str
    outcome: str
    """``held``, ``not held`` or ``still to come``; nothing where the book cannot tell."""
    word: str = ""
    """What the organiser says about it, or the reason the book knows."""

    @property
    def told(self) -> str:
        """Its outcome, by the book or by the organiser."""
        return self.word or self.outcome or "outcome due"

    @property
    def open(self) -> bool:
        """Whether its outcome is still to be noted."""
        return not self.outcome and not self.word


def announced(words: str, rows: tuple[Row, ...]) -> dict[str, str]:
    """What a text under ‘next’ promises: each of its lines, by the gathering it is about where it is about one."""
    known = {text: row.id for row in reversed(rows) for text in (row.brief, row.text)}
    found = {}
    for number, line in enumerate(words.split("\n")):
        said = one_line(line.strip().removeprefix("- "))
        if said and not said.startswith("# ") and not is_more(said):
            found[known.get(said, f"line {number}")] = said
    return found


def last_promises(book: Book, readers: tuple[str, ...], draft: Update | None, until: date) -> tuple[Promise, ...]:
    """What the last update to these readers announced and its outcome by a day."""
    last = [sent[-1] for reader in readers if (sent := sent_updates(book, reader))]
    promised = {
        key: text for update in sorted(last, key=lambda u: u.until) for key, text in update.promised.items()
    }
    if not promised:
        return ()
    since = min(update.until for update in last)
    around = {g.id: g for g in gatherings(book, since, max(until, since) + timedelta(days=60))}
    around |= {key: book.gatherings[key] for key in promised if key in book.gatherings}
    words = draft.words if draft else {}
    return tuple(
        _promise(key, text, around.get(key), words.get(ANSWER + key, ""), until) for key, text in promised.items()
    )


def _promise(key: str, text: str, gathering: Gathering | None, answer: str, until: date) -> Promise:
    if answer in (HELD, NOT_HELD):
        return Promise(key, text, answer)
    if answer:
        return Promise(key, text, "", answer)
    if gathering is None:
        return Promise(key, text, "")
    if gathering.state == "held":
        return Promise(key, text, HELD)
    if gathering.state == "skipped":
        return Promise(key, text, NOT_HELD, texts.why_cancelled(gathering.why) if gathering.why else "")
    if gathering.on > until:
        moved = texts.moved(gathering.on, until) if gathering.moved else ""
        return Promise(key, text, AHEAD, moved)
    return Promise(key, text, "")
