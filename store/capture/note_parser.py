"""Lines that record a contact, a consent, a request, a to-do or a need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from store.capture.context import NEW_ONE, NO_NAME, Context
from store.capture.name_resolver import Named
from store.capture.proposal import Choice, Proposal
from store.capture.vocabulary import JOINTS, TO_PEOPLE
from store.core.dates import format_day
from store.core.record import Record
from store.core.text import capitalized, quoted
from store.model.people import Ask, Contact, Need, Reminder
from store.model.stages import Move

_THEN, _NOW = "then", "now"
_STOPS = ("today", "yesterday", "on", "about", "for", "to", "and", "at", "last")
_KINDS = {"training": "training", "workshop": "workshop", "tool": "tools", "tools": "tools"}


def talk(context: Context, at: int) -> Proposal:
    """‘met Marta today, wants numbers’."""
    line = context.line
    verb = line.words[at - 1].text
    if line.plain(at) in ("with", "to", "from") or (line.free(at + 1) and line.plain(at + 1) in ("with", "to")):
        at = line.skip(at, "with", "to", "from", "coffee")
        at = line.skip(at, "with", "to")
    whom, at = context.people.several(line, at, _STOPS, unknown=(NEW_ONE,))
    if not whom:
        context.lacks("Who with? For example: met Marta today, wants numbers")
    head = next((n + 1 for n in range(at, len(line)) if line.words[n].breaks), len(line))
    on = context.past(line.day(past=True, start=at, end=head) or line.segment_day(past=True))
    rest = line.rest("text", at)
    note = context.leftover()
    said = " ".join(filter(None, [rest, note]))
    words = capitalized(f"{verb}: {said}" if said else verb)
    told = [("With", context.names(whom)), ("Note", words), context.told_day(on)]

    def make() -> list[Contact]:
        return [Contact(who=context.key_of(who), on=on, note=words) for who in whom]

    return context.proposal("Contact", f"Record contact with {context.short(whom)}", told, make)


def plain_word(context: Context, whom: Sequence[Named]) -> Proposal:
    """Someone, and what was said: ‘Marta, wants numbers’."""
    line = context.line
    on = context.past(line.segment_day(past=True))
    words = line.rest("text")
    if not whom:
        context.lacks("Who with? For example: Marta, wants numbers")
    told = [("With", context.names(whom)), ("Note", words), context.told_day(on)]

    def make() -> list[Contact]:
        return [Contact(who=context.key_of(who), on=on, note=words) for who in whom]

    return context.proposal("Contact", f"Record contact with {context.short(whom)}", told, make)


def yes(context: Context, who: Named) -> Proposal:
    """‘Ana said yes’: her own yes, which takes her one step on."""
    line, volunteer = context.line, context.book.volunteers[who.id]
    on = context.past(line.day(past=True))
    words = line.rest("text")
    told = [("Who", context.names([who])), ("Consent", words), ("Stage", "said yes"), context.told_day(on)]

    def make() -> list[Record]:
        moves = [move.step for move in context.book.moves.values() if move.volunteer == who.id]
        return [
            replace(volunteer, yes_on=on, yes_words=words),
            Move(volunteer=who.id, stage="said_yes", on=on, step=max(moves, default=-1) + 1),
        ]

    return context.proposal("Consent", f"Move {volunteer.name} to ‘Said yes’", told, make)


def asked(context: Context, at: int) -> Proposal:
    """‘asked Tom to host the spotlight’."""
    line = context.line
    whom, at = context.people.several(line, at, _STOPS, unknown=(NEW_ONE,))
    if not whom:
        context.lacks("Name the person. For example: asked Tom to host the spotlight")
    on = context.past(line.day(past=True, start=at, end=at + 4) or line.segment_day(past=True))
    end = next((n for n in range(at, len(line)) if line.free(n)), len(line))
    end = line.skip(end, "to", "for", "about", "whether", "if")
    what = line.rest("text", end)
    if not what:
        context.lacks("What for? For example: asked Tom to host the spotlight")
    context.leftover()
    told = [("To", context.names(whom)), ("Request", what), context.told_day(on)]

    def make() -> list[Ask]:
        return [Ask(who=context.key_of(who), what=what, on=on) for who in whom]

    return context.proposal("Request", f"Record request to {context.short(whom)}", told, make)


def to_do(context: Context, at: int) -> Proposal:
    """‘call Tom fri’: it comes up on Week."""
    line = context.line
    lead = line.plain(at - 1) if at else ""
    if lead in ("todo", "remember") or (lead == "remind" and line.plain(at) == "me"):
        line.take(at - 1, at, "verb")
        at = line.skip(at, "me")
        at = line.skip(at, "to")
    elif at:
        line.parts[at - 1] = ""  # the verb belongs to what is to be done
    who = _whom(context, at, lead)
    on = line.day(past=False) or line.segment_day(past=False)
    if on is None and (other := line.other_day(past=False)):
        on = _asked_day(context, *other)
    for n, part in enumerate(line.parts):
        if part == "who":
            line.parts[n] = "who and text"
    what = " ".join(
        word.text for word, part in zip(line.words, line.parts, strict=True) if part in ("", "who and text")
    ).strip(" ,;:–—-")
    line.rest("text")
    day = on or context.today
    if not what:
        context.lacks("What needs doing? For example: call Tom fri")
    if day < context.today:
        context.lacks(f"{format_day(day, context.today)} is in the past. Choose a later day, or add the year.")
    whom = [who] if who else []
    told = [
        ("What", what),
        ("With", context.names(whom) or "no one in the book"),
        context.told_day(day),
        ("Shown", "on Week and on their page" if whom else "on Week"),
    ]

    def make() -> list[Reminder]:
        return [Reminder(what=what, on=day, who=context.key_of(who) if who else "")]

    return context.proposal("To-do", f"Add to-do: {what}", told, make)


def _asked_day(context: Context, day: date, words: str) -> date | None:
    """Whether a day that may belong to what is to be done is the one on which to do it."""
    choices = [
        Choice(_THEN, f"On {format_day(day, context.today)}", "shown on Week that day"),
        Choice(_NOW, "Today", f"{quoted(words)} is part of the to-do"),
    ]
    return day if context.ask(f"when:{words}", f"Is {quoted(words)} the day to do it?", choices) == _THEN else None


def _whom(context: Context, at: int, verb: str) -> Named | None:
    """The person named right after the verb, known or asked about, or someone of the book anywhere in the line."""
    line = context.line
    at = next((n for n in range(at, len(line)) if line.plain(n) not in JOINTS), at)
    capital = at < len(line) and line.words[at].text[:1].isupper()
    unknown = (NEW_ONE, NO_NAME) if verb in TO_PEOPLE and capital else ()
    if at < len(line) and (context.people.found(line, at)[0] or unknown):
        return context.people.one(line, at, _STOPS, unknown=unknown)[0]
    for place in range(at, len(line)):
        # a single small word may be a word as well as a name
        if line.words[place].text[:1].isupper() and context.people.found(line, place)[0]:
            return context.people.one(line, place, (), unknown=())[0]
    return None


def need(context: Context, who: Sequence[Named]) -> Proposal:
    """‘Tom needs a projector’."""
    line = context.line
    on = context.past(line.segment_day(past=True))
    what = line.rest("text").rstrip(".!")
    if not what:
        context.lacks("What is needed? For example: Tom needs a projector")
    kind = next((_KINDS[word] for word in what.casefold().split() if word in _KINDS), "other")
    told = [("From", context.names(who)), ("Need", what), ("Kind", kind), context.told_day(on)]

    def make() -> list[Need]:
        person = context.key_of(who[0]) if who else ""
        return [Need(what=what, kind=kind, who=person, on=on)]  # type: ignore[arg-type]

    return context.proposal("Need", f"Add need for {context.short(who)}", told, make)
