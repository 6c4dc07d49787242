"""Lines that say how something stands: a topic offered, a gathering not held, an onboarding that is complete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from store.calendar.rituals import gatherings
from store.capture.context import NEW_ONE, Context
from store.capture.contribution_parser import FILLERS, LOOK_BACK, SESSION, is_called
from store.capture.proposal import Choice, Proposal
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.record import Record
from store.core.text import normalize, pluralize, quoted
from store.model.calendar import Gathering
from store.model.stages import Move
from store.people.checklists import tasks_of, unfinished
from store.people.stages import latest_moves, neighbour, stage_of

OFFERS: tuple[tuple[str, ...], ...] = (
    ("wants", "to"), ("wanted", "to"), ("would", "like", "to"), ("would", "love", "to"), ("can",), ("could",),
    ("offers", "to"), ("offered", "to"),
)  # fmt: skip
TEACH = ("teach", "train")
RUN = ("run", "lead", "give", "hold")
"""Verbs that tell of teaching where a session follows: ‘wants to run a session on Excel’."""
NOT_HELD: tuple[tuple[str, ...], ...] = (
    ("did", "not", "take", "place"), ("didn't", "take", "place"), ("did", "not", "happen"), ("didn't", "happen"),
    ("was", "not", "held"), ("wasn't", "held"), ("was", "cancelled"), ("was", "canceled"), ("was", "skipped"),
    ("is", "cancelled"), ("is", "canceled"), ("fell", "through"),
)  # fmt: skip
DONE = ("finished", "completed", "done")
_SESSIONS = (*SESSION, "sessions", "workshops", "trainings")
_ABOUT = ("on", "about", "for", "in")
_WHY = ("because", "as", "since")


def says(context: Context, at: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """Where one of some phrases ends that stands at a place; nought where none does."""
    line = context.line
    for phrase in phrases:
        end = at + len(phrase)
        if tuple(line.plain(n).replace("’", "'") for n in range(at, end)) == phrase:
            return end
    return 0


def offer_ends(context: Context, at: int) -> int:
    """Where the offer to teach something ends that stands at a place, before what is to be taught; nought without one."""
    line, end = context.line, says(context, at, OFFERS)
    if not end or line.plain(end) not in (*TEACH, *RUN):
        return 0
    verb, end = line.plain(end), end + 1
    after = end + (line.plain(end) in FILLERS)
    if line.plain(after) in _SESSIONS:
        return after + 1 + (line.plain(after + 1) in _ABOUT)
    return end if verb in TEACH else 0


def offered(context: Context, place: int) -> Proposal | None:
    """‘Priya wants to teach Excel’: a topic of theirs."""
    line = context.line
    end = offer_ends(context, place)
    context.only_volunteers()
    who, after = context.people.several(line, 0, (line.plain(place),), unknown=(NEW_ONE,))
    if not who or after != place:
        return None
    line.take(place, end, "verb")
    topic = line.rest("text").rstrip(".!")
    if not topic:
        context.lacks("Which topic? For example: Priya wants to teach Excel")
    told = [("Who", context.names(who)), ("Topic", topic), ("Saved as", "a topic they could teach")]

    def make() -> list[Record]:
        found: list[Record] = []
        for one in who:
            volunteer = context.volunteer_of(one)
            if normalize(topic) not in map(normalize, volunteer.topics):
                found.append(replace(volunteer, topics=(*volunteer.topics, topic)))
        if not found:
            context.lacks(f"{quoted(topic)} is already among their topics. There is nothing to add.")
        return found

    return context.proposal("Topic", f"Add topic {quoted(topic)} for {context.short(who)}", told, make)


def not_held(context: Context, place: int) -> Proposal | None:
    """‘Round-up did not take place’: a planned gathering that is skipped; None where the calendar has none."""
    line = context.line
    end = says(context, place, NOT_HELD)
    before = list(line.parts)
    line.take(place, end, "verb")
    line.skip(0, *FILLERS)
    ahead = line.plain(place) == "is"
    on = line.day(past=not ahead)
    name = " ".join(line.words[n].plain for n in range(place) if line.free(n))
    around = timedelta(days=LOOK_BACK)
    since, until = (context.today, context.today + around) if ahead else (context.today - around, context.today)
    planned = [g for g in gatherings(context.book, on or since, on or until) if g.state == "planned"]
    found = [g for g in planned if name and is_called(context, g, name)]
    found.sort(key=lambda g: abs(g.on - context.today))
    if not found:
        line.parts = before
        return None
    line.take(0, place, "who")
    line.skip(end, *_WHY)
    why = line.rest("text").rstrip(".!")
    gathering = found[0] if len(found) == 1 else _which(context, name, found)
    told = [("Gathering", found[0].name), ("Status", "skipped"), ("Reason", why)]
    if gathering:
        told.append(context.told_day(gathering.on))

    def make() -> list[Record]:
        return [replace(gathering, state="skipped", why=why)] if gathering else []

    return context.proposal("Gathering skipped", f"Skip {found[0].name}", told, make)


def _which(context: Context, name: str, found: Sequence[Gathering]) -> Gathering | None:
    choices = [Choice(g.id, f"{g.name}, {format_day(g.on, context.today)}", "is skipped") for g in found]
    answer = context.ask(f"skipped:{normalize(name)}", f"Which {quoted(name)}?", choices)
    return next((g for g in found if g.id == answer), None)


def onboarding_ends(context: Context, at: int) -> int:
    """Where ‘finished onboarding’ ends that stands at a place; nought without it."""
    line = context.line
    at += line.plain(at) in ("has", "is", "have", "are")
    if line.plain(at) not in DONE:
        return 0
    at += 1
    at += line.plain(at) in ("with", "their", "her", "his", "the")
    return at + 1 if line.plain(at) == "onboarding" else 0


def onboarded(context: Context, place: int) -> Proposal | None:
    """‘Grace finished onboarding’: every item is ticked, and they are a newcomer."""
    line, book = context.line, context.book
    context.only_volunteers()
    who, after = context.people.several(line, 0, (line.plain(place),), unknown=())
    if not who or after != place:
        return None
    line.take(place, onboarding_ends(context, place), "verb")
    on = context.past(line.day(past=True) or line.segment_day(past=True))
    context.leftover()
    found: list[Record] = []
    ticked = 0
    for key in filter(None, (one.id for one in who)):
        checklist = unfinished(book, key, "onboarding")
        undone = [task for task in tasks_of(book, checklist) if not task.done_on] if checklist else []
        found += [replace(task, done_on=on) for task in undone]
        ticked += len(undone)
        standing = stage_of(book, book.volunteers[key], context.today).stage
        if standing == "onboarding" and (stage := neighbour(standing, 1)):
            found.append(Move(volunteer=key, stage=stage, on=on, step=latest_moves(book)[key].step + 1))
    if not found and not context.people.questions:
        context.lacks(f"{context.names(who)}: no onboarding in progress. There is nothing to record.")
    told = [
        ("Who", context.names(who)),
        ("Checklist", f"{pluralize(ticked, 'open item')} ticked" if ticked else ""),
        ("Stage", label_of("newcomer")),
        context.told_day(on),
    ]
    return context.proposal(
        "Onboarding completed", f"Complete onboarding of {context.short(who)}", told, lambda: found
    )
