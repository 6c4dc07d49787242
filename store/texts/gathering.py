"""A gathering as members are told of it: the invitation, the reminder, the follow-up, and that it is cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from store.core.dates import format_day
from store.core.text import ended, join_words, quotation, quoted
from store.texts.updates import bullet, closing

EVERYONE = "Hello all,"
"""How members are greeted in a text to all of them."""


class Details(Struct, frozen=True):
    """What members are told of a gathering; what is empty is not told."""

    name: str
    on: date
    until: date
    """The day on which it is written, so that the year stands only where it is another."""
    time: str = ""
    """When it begins and ends: ``14:00–15:00``."""
    place: str = ""
    hosts: tuple[str, ...] = ()
    topic: str = ""
    gain: str = ""
    """What members gain from it, in the words that were noted."""
    about: str = ""
    """What its invitation says beside that."""
    thanked: tuple[str, ...] = ()
    """Who is thanked for hosting: all hosts but the sender."""

    @property
    def day(self) -> str:
        """Its day, and its time where one is set."""
        day = format_day(self.on, self.until)
        return f"{day}, {self.time}" if self.time else day


def time_of_day(begins: str, ends: str) -> str:
    """When a gathering begins, and when it ends where that is known."""
    return f"{begins}–{ends}" if ends else begins


def invitation(it: Details, signature: str) -> tuple[str, str]:
    """Subject and text of an invitation: what there is to gain, then when, where and with whom."""
    first = gained(it) or f"Please join us for {quoted(it.name)}."
    return f"Invitation: {it.name}, {it.day}", _letter(
        first, facts(it), it.about, "We look forward to seeing you.", signature=signature
    )


def reminder(it: Details, signature: str) -> tuple[str, str]:
    """Subject and text of a reminder of a gathering to come."""
    first = f"This is a reminder of {quoted(it.name)} on {format_day(it.on, it.until)}."
    return f"Reminder: {it.name}, {it.day}", _letter(first, facts(it), gained(it), signature=signature)


def cancelled(it: Details, why: str, coming: str, signature: str) -> tuple[str, str]:
    """Subject and text that tell of a gathering that will not be held, why, and when the next one is."""
    what = f"{quoted(it.name)} on {format_day(it.on, it.until)}"
    first = f"{what} was cancelled" if it.on < it.until else f"{what} is cancelled"
    told = ended(f"{first}: {why}") if why else f"{first}."
    return f"Cancelled: {it.name}, {format_day(it.on, it.until)}", _letter(told, coming, signature=signature)


def follow_up(
    it: Details,
    *,
    notes: str,
    decisions: Sequence[str],
    quote: str,
    links: Sequence[str],
    coming: str,
    signature: str,
) -> tuple[str, str]:
    """Subject and text after a gathering: thanks, what was discussed and agreed, links, and when the next one is.

    Args:
        it: the gathering.
        notes: what was discussed.
        decisions: what was agreed, one by one.
        quote: what someone said; may be empty.
        links: recording, slides and the like.
        coming: the next one, as :func:`next_one` says it; may be empty.
        signature: who writes; may be empty.
    """
    subject = f"Follow-up: {it.name}, {format_day(it.on, it.until)}"
    text = _letter(
        thanks(it),
        quotation(quote) if quote else "",
        _headed("Discussion", notes),
        _headed("What we agreed", "\n".join(map(bullet, decisions))),
        _headed("Links", "\n".join(map(bullet, links))),
        coming,
        signature=signature,
    )
    return subject, text


def thanks(it: Details) -> str:
    """Thanks to those who attended, and to the hosts."""
    what = f"{quoted(it.name)} on {format_day(it.on, it.until)}"
    told = f"Thank you to everyone who joined us for {what}."
    return f"{told} Special thanks to {join_words(it.thanked)} for hosting." if it.thanked else told


def next_one(name: str, day: str) -> str:
    """When the next gathering of a ritual is."""
    return f"The next {quoted(name)} is on {day}."


def gained(it: Details) -> str:
    """What members gain from a gathering, as its first words."""
    return ended(f"What you gain from {quoted(it.name)}: {it.gain}") if it.gain else ""


def facts(it: Details) -> str:
    """When, where, who hosts and what it is about, a line each."""
    told = (
        f"When: {it.day}",
        f"Where: {it.place}" if it.place else "",
        f"{'Hosts' if len(it.hosts) > 1 else 'Host'}: {join_words(it.hosts)}" if it.hosts else "",
        f"Topic: {it.topic}" if it.topic else "",
    )
    return "\n".join(bullet(line) for line in told if line)


def _headed(heading: str, words: str) -> str:
    return f"{heading}\n{words}" if words else ""


def _letter(*paragraphs: str, signature: str) -> str:
    return "\n\n".join([EVERYONE, *filter(None, paragraphs), closing(signature)]) + "\n"
