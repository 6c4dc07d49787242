"""Facts in words for one reader: for each part of an update its figure, its sentences and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.bars import bar, percent
from store.dates import plain
from store.facts import Facts, Row
from store.money import Purse, to_cent
from store.recognition import sessions
from store.returns import in_words, returned
from store.stakeholders import Kind, Stakeholder
from store.text import counted, listed

if TYPE_CHECKING:
    from store.book import Book

Written = tuple[str, str, tuple[Row, ...]]


class Writer:
    """Turns facts into words for one reader: what is a figure, what is a sentence, which rows are behind it."""

    def __init__(self, book: Book, stakeholder: Stakeholder, found: Facts, kind: Kind) -> None:
        self.book, self.stakeholder, self.facts, self.kind = book, stakeholder, found, kind
        self.most = 5 if kind == "detailed report" else 3

    def write(self, name: str) -> Written:
        """One section's figure, words and rows."""
        writers: dict[str, Callable[[], Written]] = {
            "opening": self._opening,
            "progress": self._progress,
            "participation": self._participation,
            "wins": self._wins,
            "feedback": self._feedback,
            "lessons": self._lessons,
            "next": self._next,
            "cost": self._cost,
            "ask": self._ask,
        }
        return writers[name]()

    def _bullets(self, rows: tuple[Row, ...], what: str) -> str:
        lines = [f"- {row.text}" for row in rows[: self.most]]
        more = len(rows) - self.most
        return "\n".join([*lines, f"- and {counted(more, f'more {what}')}"] if more > 0 else lines)

    def _opening(self) -> Written:
        f = self.facts
        if f.leaders:
            reached = f", who reached {counted(f.learners, 'learner')}" if f.learners else ""
            line = f"In one line: {counted(f.leaders, 'colleague')} trained others since {plain(f.since)}{reached}."
        elif f.came:
            line = f"In one line: members came together {counted(len(f.held), 'time')} since {plain(f.since)}."
        elif f.joined or f.said_yes:
            yes, joined = counted(len(f.said_yes), "new yes", "new yeses"), counted(len(f.joined), "newcomer")
            line = f"In one line: the community is growing, with {yes if f.said_yes else joined}."
        else:
            line = f"In one line: a quiet stretch since {plain(f.since)}; what comes next is below."
        stake = (
            f" What you care about, {self.stakeholder.stake}, is what this works towards."
            if self.stakeholder.stake
            else ""
        )
        return "", line + stake, ()

    def _progress(self) -> Written:
        f = self.facts
        core = sum(self.book.moves[row.id].stage == "core" for row in f.grown)
        told = [
            f"{counted(len(f.said_yes), 'colleague')} said yes" if f.said_yes else "",
            f"{counted(len(f.joined), 'newcomer')} joined" if f.joined else "",
            f"{counted(len(f.grown) - core, 'member')} became active" if len(f.grown) > core else "",
            f"{counted(core, 'member')} became core" if core else "",
            f"{counted(len(f.left), 'member')} left" if f.left else "",
        ]
        told = [part for part in told if part]
        now = f"the community has {counted(f.members, 'member')}"
        words = (
            f"{listed(told).capitalize()}; {now}." if told else f"Nobody new this time; {now}." if f.members else ""
        )
        return f"{len(f.joined)} joined, {core} core", words, f.said_yes + f.joined + f.grown + f.left

    def _participation(self) -> Written:
        f = self.facts
        if not f.held:
            return "no gathering", "", ()
        share = percent(f.came, f.seats)
        words = f"{counted(len(f.held), 'gathering')} held; members took {f.came} of {f.seats} places ({share})."
        if not f.seats:  # before anybody was a member
            return f"{f.guests} came", f"{counted(len(f.held), 'gathering')} held; {f.guests} came.", f.held
        if f.guests:
            words += f" {counted(f.guests, 'guest')} came too."
        if self.kind == "data picture":
            words = f"Places taken by members: {bar(f.came, f.seats)} {share} ({f.came} of {f.seats})\n" + words
        return f"{f.came} of {f.seats} → {share}", words, f.held

    def _wins(self) -> Written:
        f = self.facts
        if not f.sessions:
            return "0", "", ()
        words = self._bullets(f.sessions, "session")
        if self.kind == "data picture":
            made = {session.id: session for session in sessions(self.book, f.since, f.until)}
            told = [made[row.id] for row in f.sessions[: self.most]]
            words = "\n".join(
                f"- {bar(s.learners, f.learners)} {s.learners:,} of {f.learners:,} learners: {s.topic or 'a session'}"
                for s in told
            )
        return str(len(f.sessions)), words, f.sessions

    def _feedback(self) -> Written:
        quotes = self.facts.quotes
        words = "\n".join(f"- «{row.text}»" for row in quotes[: self.most - 1])
        return counted(len(quotes), "quote"), words, quotes

    def _lessons(self) -> Written:
        skipped = self.facts.skipped
        words = "\n".join(f"- {row.text}." for row in skipped[: self.most])
        return (str(len(skipped)) if skipped else "fill or strike"), words, skipped

    def _next(self) -> Written:
        coming = self.facts.coming
        return counted(len(coming), "gathering"), self._bullets(coming, "gathering"), coming

    def _cost(self) -> Written:
        f, purse = self.facts, Purse(self.book)
        if not f.costs:
            return "nothing spent", "", ()
        words = f"{purse.said(f.spent)} spent in this period, paid time included."
        if f.learners:
            words += f" That is {purse.said(to_cent(f.spent / f.learners))} for each learner."
        if self.book.outside_quotes:
            so_far = returned(self.book, f.until, cautious=True)
            words = " ".join(filter(None, [words, in_words(so_far, purse.said(so_far.benefits))]))
        return purse.said(f.spent), words, f.costs

    def _ask(self) -> Written:
        ask = self.stakeholder.ask.strip()
        return ("1" if ask else "nothing"), ask or "Nothing is needed from you this time.", ()
