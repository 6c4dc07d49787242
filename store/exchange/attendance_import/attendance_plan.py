"""Plan of an attendance import: who attended, who is asked about, and what becomes of the gathering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import format_day
from store.core.errors import GuildbookError
from store.core.names.person_names import name_keys
from store.core.record import ORGANISER
from store.core.text import join_words, normalize, pluralize, quoted
from store.exchange.attendance_import.matching import Match, match
from store.exchange.attendance_import.report import Participant, Report
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.people.directory import name_of

ATTENDED, LEARNER, GUEST, NEW, NO_ONE = "attended", "learner", "guest", "new", "no_one"
ANSWERS = (LEARNER, GUEST, NEW, NO_ONE)
"""What someone may be who is not in the book: counted as a learner, a guest, someone new for the book, or not counted."""
ANSWER_LABELS = {LEARNER: "learner", GUEST: "guest", NEW: "someone new", NO_ONE: "not counted"}
_DEVICE = re.compile(
    r"\b(?:i ?phone|i ?pad|galaxy|pixel|android|samsung|huawei|xiaomi|redmi|oneplus|macbook|desktop|laptop|room|raum|salle|sala"
    r"|besprechungsraum|konferenzraum|notetaker|note taker|otter|fireflies|read ai|copilot|recorder|bot|unknown user|phone user)\b|^\+?[\d *()x]{5,}$"
)


class Entry(Struct, frozen=True):
    """One person of the report, and what becomes of them."""

    key: str
    match: Match
    answer: str
    """One of :data:`ANSWERS`, or the id of the volunteer who is meant; ``attended`` of one who is known, or was told before."""
    usual: str
    """The answer before anyone changed it."""
    recorded: bool = False
    """Whether the gathering has it already."""
    short: bool = False
    """Whether they stayed for less than counts."""

    @property
    def participant(self) -> Participant:
        """The person as the report has them."""
        return self.match.participant

    @property
    def asked(self) -> bool:
        """Whether no one in the book is surely meant."""
        return not self.match.who

    @property
    def volunteer(self) -> str:
        """The volunteer who attended by this entry, or nothing."""
        if self.match.who:
            return self.match.who if self.answer == ATTENDED and self.match.who != ORGANISER else ""
        return "" if self.answer in (*ANSWERS, ATTENDED) else self.answer

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers there are."""
        if self.match.who == ORGANISER:
            return (NO_ONE,)
        return (*self.match.likely, *ANSWERS) if self.asked else (ATTENDED, NO_ONE)


class AttendancePlan(Struct, frozen=True):
    """What an import would do to a gathering; nothing is changed before it is carried out."""

    gathering: Gathering
    report: Report
    entries: tuple[Entry, ...]
    shortest: int

    def with_answers(self, answers: Mapping[str, str]) -> AttendancePlan:
        """The plan with some people answered differently, by their keys."""
        changed = (replace(e, answer=answers[e.key]) if e.key in answers else e for e in self.entries)
        return replace(self, entries=tuple(changed))

    @property
    def attending(self) -> list[Entry]:
        """Those who attended and are in the book, each person once."""
        return [*{entry.volunteer: entry for entry in self.entries if entry.volunteer}.values()]

    def answered(self, answer: str) -> list[Entry]:
        """Those who are not in the book and were given this answer."""
        return [entry for entry in self.entries if entry.asked and entry.answer == answer]

    @property
    def asked(self) -> list[Entry]:
        """Those who are not in the book and of whom the gathering does not know yet what they are."""
        return [entry for entry in self.entries if entry.asked and not entry.recorded and not entry.short]

    @property
    def too_short(self) -> list[Entry]:
        """Those who stayed for less than counts and are left out for it."""
        return [entry for entry in self.entries if entry.short and entry.answer == NO_ONE]

    @property
    def other_day(self) -> date | None:
        """The day of the report, where that is not the gathering's."""
        days = self.report.days
        return days[0] if days and self.gathering.on not in days else None

    def result(self) -> tuple[Gathering, list[Volunteer]]:
        """The gathering as it will be, and the people who are new."""
        old = self.gathering
        new = [_newcomer(entry, old.on) for entry in self.answered(NEW)]
        came = dict.fromkeys((*old.attended, *(entry.volunteer for entry in self.attending), *(v.id for v in new)))
        kept = {mark: answer for answer, _, mark in (count.partition(":") for count in old.counted)}
        before = _learners(kept)
        for entry in self.entries:
            _count(kept, entry, old)
        after = _learners(kept)
        learners = max(old.learners or 0, after) if not before else (old.learners or 0) + after - before
        held = replace(
            old,
            state="held",
            why="" if old.state == "skipped" else old.why,
            host=old.host or ORGANISER,
            attended=tuple(came),
            learners=learners or old.learners,
            counted=tuple(sorted(f"{answer}:{mark}" for mark, answer in kept.items())),
        )
        return held, new

    @property
    def anything(self) -> bool:
        """Whether carrying it out would change the gathering."""
        held, new = self.result()
        return bool(new) or held != self.gathering


def plan_attendance(book: Book, gathering: Gathering, report: Report) -> AttendancePlan:
    """Work out what a report would do to a gathering. The book is only looked at.

    People are found by email, then by name. Of those who are not in the book the earlier answer for this gathering is kept;
    otherwise they are learners at a session, and guests where the program says so or it is no session. Devices and
    rooms are not counted.

    Args:
        book: where the people are looked for.
        gathering: the one they attended.
        report: what was read.
    """
    shortest = book.community.shortest_stay
    counted = {mark: answer for answer, _, mark in (count.partition(":") for count in gathering.counted)}
    entries = [
        _entry(str(number), found, gathering, counted, shortest)
        for number, found in enumerate(match(book, report.participants))
    ]
    order = sorted(entries, key=lambda entry: (_turn(entry), normalize(entry.participant.name)))
    return AttendancePlan(gathering, report, tuple(order), shortest)


def _turn(entry: Entry) -> int:
    """Who is shown first: those to be asked about, then those who stayed too short."""
    return 1 if entry.short else 0 if entry.asked and not entry.recorded else 2


def _entry(key: str, found: Match, gathering: Gathering, counted: Mapping[str, str], shortest: int) -> Entry:
    one = found.participant
    short = one.minutes is not None and one.minutes < shortest
    if found.who:
        recorded = found.who in gathering.attended
        left_out = found.who == ORGANISER or (short and not recorded)
        answer = NO_ONE if left_out else ATTENDED
        return Entry(key, found, answer, answer, recorded, short and not recorded)
    earlier = counted.get(mark_of(one, gathering))
    answer = earlier or (NO_ONE if short else _usual(found, gathering))
    return Entry(key, found, answer, answer, earlier is not None, short and not earlier)


def _usual(found: Match, gathering: Gathering) -> str:
    one = found.participant
    if any(
        _DEVICE.search(normalize(name).replace("_", " ").replace("-", " ").replace(".", " ")) for name in one.names
    ):
        return NO_ONE
    if one.external or found.stakeholder:
        return GUEST
    return LEARNER if gathering.topic.strip() or gathering.learners else GUEST


def mark_of(one: Participant, gathering: Gathering) -> str:
    """What a gathering keeps of someone who was counted: no name can be read from it, and it tells them when they come again."""
    told = one.email.casefold() or "|".join(sorted(name_keys(one.name)))
    return sha256(f"{gathering.id}\n{told}".encode()).hexdigest()[:12]


def _count(kept: dict[str, str], entry: Entry, gathering: Gathering) -> None:
    """Keep how someone was counted; of those who stayed too short, or are in the book from now on, nothing is kept."""
    mark = mark_of(entry.participant, gathering)
    if entry.asked and (entry.volunteer or entry.answer == ATTENDED):
        kept[mark] = ATTENDED
    elif entry.asked and (entry.answer in (LEARNER, GUEST) or (entry.answer == NO_ONE and not entry.short)):
        kept[mark] = entry.answer
    else:
        kept.pop(mark, None)


def _learners(kept: Mapping[str, str]) -> int:
    return sum(answer == LEARNER for answer in kept.values())


def _newcomer(entry: Entry, on: date) -> Volunteer:
    return Volunteer(name=entry.participant.name, email=entry.participant.email, met_on=on)


def carry_out(plan: AttendancePlan, change: Change) -> None:
    """Put the gathering as it will be, and who is new, into one change.

    Raises:
        Invalid: a value that does not fit its field.
    """
    held, new = plan.result()
    for volunteer in new:
        change.put(volunteer)
    change.put(held)


def check_day(gathering: Gathering, today: date) -> None:
    """Refuse a gathering that is still to come.

    Raises:
        GuildbookError: with the day it is on.
    """
    if gathering.on > today:
        raise GuildbookError(
            f"{gathering.name} is on {format_day(gathering.on, today)}. Import its attendance once it has been held."
        )


def outcome_words(plan: AttendancePlan) -> str:
    """What comes in, in a few words: ‘40 attendees, 3 learners and 1 new person’."""
    held, new = plan.result()
    old = plan.gathering
    attending = len(held.attended) - len(old.attended) - len(new)
    learners = len([e for e in plan.answered(LEARNER) if not (e.recorded and e.answer == e.usual)])
    guests = len([e for e in plan.answered(GUEST) if not (e.recorded and e.answer == e.usual)])
    parts = (
        (attending, "attendee", ""),
        (learners, "learner", ""),
        (guests, "guest", ""),
        (len(new), "new person", "new people"),
    )
    return join_words([pluralize(number, one, several) for number, one, several in parts if number])


def summary(book: Book, plan: AttendancePlan, today: date) -> list[str]:
    """Plan in plain lines: what was understood, who attended, who is not in the book, and who stayed too short."""
    report, gathering = plan.report, plan.gathering
    told = f"{report.described}: {quoted(report.title)}" if report.title else report.described
    lines = [f"{told}.", f"For {quoted(gathering.name)}, {format_day(gathering.on, today)}."]
    if plan.other_day:
        lines.append(f"This report is for {format_day(plan.other_day, today)}. Check that it is the right one.")
    if report.nameless:
        lines.append(f"Left out: {pluralize(report.nameless, 'entry', 'entries')} without a name.")
    lines.append(f"To import: {outcome_words(plan) or 'nothing new'}.")
    lines += [*_recorded(plan), *_listed(book, plan)]
    return lines


def _recorded(plan: AttendancePlan) -> Iterator[str]:
    known = sum(entry.recorded and not entry.asked for entry in plan.entries)
    if known:
        yield f"Already recorded: {pluralize(known, 'attendee')}."
    named = {entry.match.who for entry in plan.entries} | {entry.volunteer for entry in plan.entries}
    if missing := [who for who in plan.gathering.attended if who not in named]:
        yield f"Recorded before but not in the report: {pluralize(len(missing), 'attendee')}. They are kept."


def _listed(book: Book, plan: AttendancePlan) -> Iterator[str]:
    if asked := plan.asked:
        yield f"Not in the book: {pluralize(len(asked), 'person', 'people')}."
        yield from (f"  {entry.participant.name}: {answer_words(book, entry)}" for entry in asked)
    if short := plan.too_short:
        yield f"Stayed less than {pluralize(plan.shortest, 'minute')}, not counted: {pluralize(len(short), 'person', 'people')}."
        yield from (f"  {e.participant.name}: {pluralize(e.participant.minutes or 0, 'minute')}" for e in short)


def answer_words(book: Book, entry: Entry) -> str:
    """What becomes of someone, in words: ‘learner’, ‘attended’, ‘attended as Ana Ruiz’."""
    if entry.match.who == ORGANISER:
        return "you"
    if entry.asked and entry.answer != ATTENDED:
        return ANSWER_LABELS.get(entry.answer) or f"attended as {name_of(book, entry.answer)}"
    return "not counted" if entry.answer == NO_ONE else "already recorded" if entry.recorded else "attended"
