"""A line that is a thank-you: to whom, for what, and for which contribution of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from store.capture.context import NEW_ONE, ONLY_NAMED, Context
from store.capture.name_resolver import Named
from store.capture.proposal import Proposal
from store.core.dates import format_day, format_day_relative
from store.core.labels import label_of
from store.core.names.given_names import given_name
from store.core.old_names import SPEECH_MARKS
from store.core.text import join_words, normalize, quoted
from store.model.recognition import Recognition
from store.people.directory import name_of
from store.recognition.recognition import Deed, deeds, first_sentence, guessed, unthanked

_MARKS = SPEECH_MARKS + "‘’"
"""Marks that a name may be typed in."""
_SHORTEST = 4
"""Letters of a word that by itself tells which contribution is meant."""
_COMMON = ("session", "workshop", "training", "help", "with")
"""Words that tell of any contribution."""


def thanks(context: Context, at: int) -> Proposal:
    """‘thank Ana for the feedback session yesterday’."""
    line = context.line
    past = line.plain(at - 1) in ("thanked", "praised")
    at = line.skip(at, "you", "to")
    at = line.skip(at, "to")
    whom, at = context.people.several(line, at, ("for", "on"), unknown=(NEW_ONE, ONLY_NAMED))
    on = line.day(past=True, start=at, end=_reason_at(context, at))
    if on is None and past:
        on = line.segment_day(past=True)
    on = context.past(on)
    start = next((n for n in range(at, len(line)) if line.plain(n) == "for" and line.free(n)), None)
    reason_from = at
    if start is not None:
        line.take(start, start + 1, "joint")
        reason_from = start + 1
    reason_day, reason = _reason(context, reason_from)
    waiting = _waiting(context, whom)
    deed = _meant(context, whom, reason, reason_day)
    words = _words(context, whom, reason, waiting)
    if not whom:
        context.lacks("Who? For example: thank Ana for the feedback session")
    elif not words:
        context.lacks("What for? For example: thank Ana for the feedback session")
    note = context.leftover()
    behaviour = guessed(context.book, deed.kind) if deed else guessed(context.book)
    told = [
        ("To", context.names(whom)),
        ("Message", words),
        ("Contribution", _told_deed(context, deed) if deed else ""),
        ("On", format_day_relative(reason_day, context.today) if reason_day and not deed else ""),
        ("Behaviour", behaviour),
        context.told_day(on),
    ]

    def make() -> list[Recognition]:
        source = deed.source if deed else ""
        return [
            Recognition(
                to=tuple(filter(None, map(context.key_of, whom))),
                named=tuple(who.name for who in whom if not context.key_of(who)),
                behaviour=behaviour,
                words=f"{words} {note}".strip(),
                on=on,
                contribution=source if source in context.book.contributions else "",
                gathering=source if source in context.book.gatherings else "",
            )
        ]

    return context.proposal("Thank-you", f"Thank {context.short(whom)}", told, make)


def _reason_at(context: Context, at: int) -> int:
    """Where the reason begins: days before it are the day of the thanks, those in it the day of what was done."""
    line = context.line
    return next((n for n in range(at, len(line)) if line.plain(n) == "for"), at + 4)


def _reason(context: Context, start: int) -> tuple[date | None, str]:
    """The day in the reason, and the reason with that day as a date: ‘last thursday’ means another one to who reads it."""
    line = context.line
    day = line.day(past=True, start=start)
    said = [n for n in range(start, len(line)) if line.parts[n] == "when"]
    kept = line.rest("text", start)
    if day is None:
        return None, kept.rstrip(".!")
    words = [word.text for word in line.words]
    before, after = words[start : said[0]], words[said[-1] + 1 :]
    return day, " ".join([*before, f"on {format_day(day, context.today)}", *after]).strip(" ,;:–—-").rstrip(".!")


def _waiting(context: Context, whom: Sequence[Named]) -> tuple[Deed, ...]:
    found = (w for w in unthanked(context.book, context.today) if whom and w.volunteer.id == whom[0].id)
    return next((waiting.deeds for waiting in found), ())


def _words(context: Context, whom: Sequence[Named], reason: str, waiting: tuple[Deed, ...]) -> str:
    if not whom:
        return ""
    given = join_words([given_name(name_of(context.book, who.id) if who.id else who.name) for who in whom])
    if reason:
        return f"Thank you, {given}, for {reason}."
    return first_sentence(given, waiting) if waiting and len(whom) == 1 else ""


def _meant(context: Context, whom: Sequence[Named], reason: str, day: date | None) -> Deed | None:
    """The one contribution of the person thanked that the reason names; none where several fit."""
    since = context.today - timedelta(days=context.book.community.thank_within)
    ids = {who.id for who in whom if who.id}
    theirs = [d for d in deeds(context.book, since, context.today) if d.volunteer in ids]
    if day:
        on_day = [d for d in theirs if d.on == day]
        return on_day[0] if len(on_day) == 1 else None
    if not reason:
        waiting = _waiting(context, whom)
        return waiting[-1] if waiting else None
    said = {word.strip(f".,;:!?{_MARKS}") for word in normalize(reason).split()}
    telling = {word for word in said if len(word) >= _SHORTEST and word not in _COMMON}
    named = [d for d in theirs if telling & {word.strip(_MARKS) for word in normalize(d.what).split()}]
    return named[0] if len({d.source for d in named}) == 1 else None


def _told_deed(context: Context, deed: Deed) -> str:
    what = f" {quoted(deed.what)}" if deed.what else ""
    return f"{label_of(deed.kind)}{what}, {format_day(deed.on, context.today)}"
