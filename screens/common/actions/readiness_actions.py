"""What a person can teach and how well: recording a step or a skill, and certifying, from more than one screen."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host, highlighted_volunteer
from screens.widgets.lists.option import NEW, Option
from store.core.dates import format_day
from store.core.fields import Field
from store.core.labels import label_of
from store.model.people import Volunteer
from store.model.training import Level, Readiness, Skill, Teaching
from store.training.readiness import (
    SKILLS,
    certifiable,
    how,
    next_grade,
    next_level,
    same_topic,
    stands_for,
    topics,
    what,
)

TOPIC, SKILL = "topic:", "skill:"
"""Before the topic or skill that was picked."""


class ReadinessCommands(Commands[Host]):
    """Recording what the selected volunteer can teach, and how well."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "R",
            "ready",
            "Readiness",
            id="person.ready",
            tooltip="Record readiness for a topic or teaching skill",
        ),
    ]

    def options_for(self, field: Field) -> list[Option] | None:
        """As everywhere; gatherings with their day, those where the person was before the others, the newest first."""
        if field.ref != "gatherings":
            return None
        person = self.screen.person()
        held = sorted(
            (g for g in self.book.gatherings.values() if g.state == "held"), key=lambda g: g.on, reverse=True
        )
        there = {g.id for g in held if person in (*g.attended, g.host, *g.cohosts)}
        held.sort(key=lambda g: g.id not in there)
        return [
            Option(g.id, f"{g.name}, {format_day(g.on, self.today)}", "attended" if g.id in there else "")
            for g in held
        ]

    def action_ready(self) -> None:
        """Pick a topic or a skill of the selected volunteer, then record the next step."""
        if not (volunteer := highlighted_volunteer(self.screen)):
            return
        from screens.widgets.lists.picker import Picker

        own = stands_for(self.book, volunteer, self.today)
        graded = how(self.book, volunteer.id, self.today)
        options = [
            Option(f"{TOPIC}{name}", name, label_of(ready.level) if ready else "nothing recorded yet")
            for _, name, ready in own
        ]
        options += [
            Option(
                f"{SKILL}{skill}",
                label_of(skill),
                label_of(graded[skill].grade) if skill in graded else "teaching skill",
            )
            for skill in SKILLS
        ]
        known = {key for key, _, _ in own}
        options += [
            Option(f"{TOPIC}{name}", name, "") for key, name in topics(self.book).items() if key not in known
        ]
        self.screen.app.push_screen(
            Picker(f"Record {volunteer.name}’s readiness: topic or skill", options, may_add=True),
            partial(self._picked, volunteer),
        )

    def _picked(self, volunteer: Volunteer, picked: tuple[str, ...] | None) -> None:
        if not picked:
            return
        (key,) = picked
        if key.startswith(SKILL):
            self._note_skill(volunteer, next(skill for skill in SKILLS if skill == key.removeprefix(SKILL)))
            return
        topic = key.removeprefix(TOPIC).removeprefix(NEW)
        ready = what(self.book, self.today).get(volunteer.id, {}).get(same_topic(topic))
        self.note_step(volunteer, topic, next_level(ready.level if ready else None))

    def note_step(self, volunteer: Volunteer, topic: str, level: Level) -> None:
        """Record a step of a volunteer towards teaching a topic alone; ``level`` is what the form begins with."""
        self.screen.ask_record(
            f"Record {volunteer.name}’s readiness: {topic}",
            Readiness,
            lambda step: f"Record {volunteer.name}’s readiness: {step.topic}, {label_of(step.level)}",
            preset={"volunteer": volunteer.id, "topic": topic, "level": level, "on": self.today},
            names=("level", "on", "gathering", "observer", "until", "note"),
        )

    def _note_skill(self, volunteer: Volunteer, skill: Skill) -> None:
        last = how(self.book, volunteer.id, self.today).get(skill)
        self.screen.ask_record(
            f"Record {volunteer.name}’s readiness: {label_of(skill)}",
            Teaching,
            lambda rated: f"Record {volunteer.name}’s readiness: {label_of(skill)}, {label_of(rated.grade)}",
            preset={
                "volunteer": volunteer.id,
                "skill": skill,
                "grade": next_grade(last.grade if last else None),
                "on": self.today,
            },
            names=("grade", "on", "note"),
        )

    def certify(self, key: str) -> None:
        """Certify whom an act of the week is about, or renew a certificate."""
        found = next((one for one in certifiable(self.book, self.today) if one.key == key), None)
        if found is None:
            self.screen.say("This to-do is already done.", problem=True)
        else:
            self.note_step(found.volunteer, found.topic, "certified")
