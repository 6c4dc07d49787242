"""How far everyone in the sample community is: asks, checklists, readiness."""

from __future__ import annotations

from datetime import date, time, timedelta

from store.calendar.rituals import held
from store.core.record import ORGANISER
from store.demo import words
from store.demo.sample import Person, Sample, workday_from
from store.model.calendar import Gathering
from store.model.people import Ask, Checklist, Task
from store.model.training import Buddies, Readiness, SessionPlan, Teaching
from store.people.checklists import DEFAULTS


def asks(s: Sample) -> None:
    """Requests to people, with their answers."""
    for who, what, days, outcome, answered, note in words.ASKS:
        heard = None if outcome == "open" else s.ago(answered)
        asked = Ask(
            id=s.new_id(),
            who=s.named[who].id,
            what=what,
            on=s.ago(days),
            outcome=outcome,
            answered_on=heard,
            note=note,
        )
        s.add(asked)


def checklists(s: Sample) -> None:
    """The onboarding of those who came lately, as far as they are."""
    for person in s.people:
        for (on, stage, _), after in zip(person.steps, [*person.steps[1:], None], strict=True):
            if stage == "onboarding" and (s.today - on).days <= words.WELCOMED_WITHIN:
                _checklist(s, person, on, done=after is not None)


def _checklist(s: Sample, person: Person, on: date, *, done: bool) -> None:
    """One item after the other, and all of them for people who moved on from there."""
    items = DEFAULTS["onboarding"]
    checklist = s.add(Checklist(id=s.new_id(), volunteer=person.id, kind="onboarding", on=on))
    reached = len(items) if done else min(len(items) - 1, 1 + (s.today - on).days // 8)
    day = on
    for step, text in enumerate(items):
        day = s.soon_after(day, 4)
        ticked = day if step < reached else None
        s.add(Task(id=s.new_id(), checklist=checklist.id, step=step, text=text, done_on=ticked))


def readiness(s: Sample) -> None:
    """Steps towards teaching alone, seen where the person was at a practice lab about then."""
    labs = {ritual.id for habit, ritual in s.rituals.values() if habit.kind == "training_session"}
    past = [gathering for gathering in held(s.book, s.start, s.today) if gathering.ritual in labs]
    for climb in words.CLIMBS:
        who = s.named[climb.who].id
        there = [gathering for gathering in past if who in (*gathering.attended, gathering.host)]
        before = date.min
        for level, days in climb.steps:
            on = s.ago(days)
            seen = next((g for g in reversed(there) if before < g.on <= on and (on - g.on).days <= 14), None)
            before = seen.on if seen else max(on, before)
            last = level == "certified" and climb.until
            s.add(
                Readiness(
                    id=s.new_id(),
                    volunteer=who,
                    topic=climb.topic,
                    level=level,
                    on=before,
                    gathering=seen.id if seen and level != "certified" else "",
                    observer=s.named[climb.observer].id if climb.observer else ORGANISER,
                    until=s.today + timedelta(days=climb.until) if last else None,
                )
            )


def teaching(s: Sample) -> None:
    """How well they teach; and one who is to lead alone before being ready."""
    for name, skill, grade, days, note in words.TEACHING:
        s.add(
            Teaching(id=s.new_id(), volunteer=s.named[name].id, skill=skill, grade=grade, on=s.ago(days), note=note)
        )
    name, topic, who, days = words.AHEAD_OF_TIME
    on = workday_from(s.today + timedelta(days=days))
    host = s.named[who].id
    s.add(Gathering(id=s.new_id(), name=name, on=on, at=time(10), minutes=90, host=host, topic=topic))


def mentoring(s: Sample) -> None:
    """Who looks after whom in the first weeks."""
    for mentor, newcomer, days, note in words.MENTORS:
        s.add(
            Buddies(
                id=s.new_id(), mentor=s.named[mentor].id, newcomer=s.named[newcomer].id, on=s.ago(days), note=note
            )
        )


def session_plans(s: Sample) -> None:
    """What certified trainers wrote down of their sessions."""
    for topic, author, review, parts in words.SESSION_PLANS:
        s.add(
            SessionPlan(
                id=s.new_id(),
                topic=topic,
                author=s.named[author].id,
                review_on=s.today + timedelta(days=review),
                **parts,
            )
        )
