"""The people of the sample community: departments, the cast of the story and others, their ways and roles."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from msgspec.structs import replace

from store.core.text import normalize
from store.demo import words
from store.demo.sample import Person, Sample, Step
from store.model.people import Absence, Department, Role, Tenure, Volunteer
from store.model.stages import Adoption, Move, Stage


def _department(s: Sample, name: str, told: words.Home) -> str:
    made = s.add(Department(id=s.new_id(), name=name, head_count=told.heads, next_move=told.next_move))
    for step, (state, days, note) in enumerate(told.states):
        s.add(Adoption(id=s.new_id(), department=made.id, state=state, on=s.ago(days), step=step, note=note))
    return made.id


def departments(s: Sample) -> None:
    """The departments, with how far the idea came in each."""
    for name, told in words.DEPARTMENTS.items():
        s.departments[name] = _department(s, name, told)


def cast(s: Sample) -> None:
    """The people of the story, and the champions among them."""
    for part in words.CAST:
        steps: list[Step] = [(s.ago(days), stage, "") for stage, days in part.steps]
        steps[-1] = (*steps[-1][:2], part.ended)
        volunteer = Volunteer(
            id=s.new_id(),
            name=part.name,
            email=address(part.address or part.name),
            department=s.departments[part.department],
            job=part.job,
            manager=words.MANAGERS[part.department],
            topics=part.topics,
            delivery=part.delivery,
            tags=part.tags,
            quiet_until=s.today + timedelta(days=part.quiet) if part.quiet else None,
            notes=part.notes,
        )
        person = Person(volunteer, steps, part.zeal, part.hosts)
        if part.name in words.WAITING:
            days = words.WAITING[part.name]
            person.thanked_until, person.scripted = s.ago(days) if days else date.min, True
        _welcome(s, person, part.yes)
        s.named[part.name] = person
    for name, told in words.DEPARTMENTS.items():
        if told.champion:
            department = s.book.departments[s.departments[name]]
            s.add(replace(department, champion=s.named[told.champion].id))


def address(name: str) -> str:
    """The email address of a name."""
    return f"{normalize(name).replace('. ', '.').replace(' ', '.')}@{words.MAIL}"


def _welcome(s: Sample, person: Person, yes: str) -> None:
    """Add them to the book, with their consent where they gave it."""
    said = next((day for day, stage, _ in person.steps if stage == "said_yes"), None)
    met = person.steps[0][0]
    person.record = replace(person.record, met_on=met, yes_on=said, yes_words=yes if said else "")
    s.people.append(person)
    s.add(person.record)


def others(s: Sample, count: int) -> None:
    """People beyond the story, spread over the whole history."""
    for name in names(s.rng, count):
        department = s.rng.choice(tuple(s.departments))
        volunteer = Volunteer(
            id=s.new_id(),
            name=name,
            email=address(name),
            department=s.departments[department],
            job=s.rng.choice(words.JOBS[department]),
            manager=words.MANAGERS[department],
            topics=tuple(s.rng.sample(words.TOPICS[department], s.rng.randint(1, 2))),
            delivery=tuple(s.rng.sample(words.DELIVERIES, s.rng.randint(1, 2))),
        )
        person = Person(volunteer, _some_steps(s), s.rng.uniform(0.1, 0.55), s.chance(0.6))
        latest, stage, _ = person.steps[-1]
        if stage == "not_now" and (s.today - latest).days < 90:
            person.record = replace(volunteer, quiet_until=s.today + timedelta(days=s.rng.randint(5, 90)))
        if s.chance(0.15):
            person.thanked_until = s.ago(s.rng.randint(15, 40))
        _welcome(s, person, s.rng.choice(words.YES))


def names(rng: Random, count: int) -> list[str]:
    """Names without repetition; when all pairs of first and last ones are used up, with a middle initial."""
    if not count:
        return []
    pairs = [(first, last) for first in words.FIRST_NAMES for last in words.LAST_NAMES]
    found: list[str] = []
    while len(found) < count:
        initial = f"{chr(ord('A') + (len(found) // len(pairs) - 1) % 26)}. " if found else ""
        drawn = rng.sample(pairs, min(len(pairs), count - len(found)))
        found += [f"{first} {initial}{last}" for first, last in drawn]
    return found


def _some_steps(s: Sample) -> list[Step]:
    """A way through the stages as someone may take it, as far as they came by today."""
    way: list[tuple[Stage, int, str]] = [("interested", 0, "")]
    fate = s.rng.random()
    if fate < 0.1:
        way.append(("not_now", s.rng.randint(8, 40), s.rng.choice(words.ENDED_NOT_NOW)))
    elif fate > 0.15:
        way += [("said_yes", s.rng.randint(2, 12), ""), ("onboarding", s.rng.randint(3, 10), "")]
        way.append(("newcomer", s.rng.randint(14, 28), ""))
        if s.chance(0.85):
            way.append(("active", s.rng.randint(40, 110), ""))
            if s.chance(0.25):
                way.append(("core", s.rng.randint(90, 260), ""))
        if s.chance(0.8):
            way.append(("alumni", s.rng.randint(120, 420), s.rng.choice(words.ENDED_ALUMNI)))
    day = s.start + timedelta(days=int(s.span * s.rng.random() ** 0.85))
    steps: list[Step] = []
    for stage, days, note in way:
        day += timedelta(days=days)
        if day <= s.today:
            steps.append((s.at_work(day), stage, note))
    return steps


def moves(s: Sample) -> None:
    """Each person's way through the stages."""
    for person in s.people:
        for number, (on, stage, note) in enumerate(person.steps):
            s.add(Move(id=s.new_id(), volunteer=person.id, stage=stage, on=on, step=number, note=note))


def roles(s: Sample) -> None:
    """The roles, with who held each and how they were chosen."""
    for name, (purpose, holders) in words.ROLES.items():
        role = s.add(Role(id=s.new_id(), name=name, purpose=purpose))
        for who, since, until, chosen in holders:
            holder, on = s.named[who].id, s.ago(since)
            end = s.ago(until) if until else None
            s.add(
                Tenure(
                    id=s.new_id(),
                    role=role.id,
                    volunteer=holder,
                    since=on,
                    until=end,
                    chosen=chosen,
                    tally=words.TALLIES.get(who, ""),
                )
            )
            s.did(holder, "took_on_role", on, name)


def further(s: Sample) -> None:
    """Departments from which no one takes part yet."""
    for name, told in words.FURTHER.items():
        _department(s, name, told)


def absences(s: Sample) -> None:
    """Who is away these days, and the closing days at the end of the year."""
    who, since, until, reason = words.AWAY
    s.add(
        Absence(
            id=s.new_id(),
            volunteer=s.named[who].id,
            since=s.ago(since),
            until=s.today + timedelta(days=until),
            reason=reason,
        )
    )
    year = s.today.year
    s.add(Absence(id=s.new_id(), since=date(year, 12, 24), until=date(year + 1, 1, 1), reason="end of the year"))
