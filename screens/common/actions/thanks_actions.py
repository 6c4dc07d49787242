"""Thanking people, and logging what they did, from any screen where someone is selected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host, highlighted_volunteer
from screens.common.record_forms import options_for
from screens.widgets.lists.option import NEW, Option
from store.core.dates import format_day
from store.core.errors import Invalid
from store.core.fields import Field
from store.core.text import join_words
from store.model.community import Community
from store.model.recognition import Contribution, Recognition
from store.people.directory import name_of
from store.recognition import statistics as praise
from store.recognition.recognition import counted_already, first_sentence, guessed, unthanked, usually_public

NOBODY = "Select a person first."
CONTRIBUTION_FIELDS = ("kind", "topic", "on", "learners", "minutes", "together", "gathering", "note")


def public_by_type(values: Mapping[str, Any]) -> dict[str, Any]:
    """Whether a thank-you is public, by its type."""
    return {"public": usually_public(values["form"])} if values.get("form") else {}


class ThanksCommands(Commands[Host]):
    """Thanking the selected person, and logging what they did."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("t", "thank", "Thank", id="person.thank", tooltip="Thank the selected person"),
        Binding(
            "c",
            "contribute",
            "Contribution",
            id="person.contribute",
            tooltip="Record a contribution by this person",
        ),
    ]

    def options_for(self, field: Field) -> list[Option] | None:
        """What may be picked: managers beside the people in the book, contributions and gatherings with their day."""
        if field.or_named:
            return [*options_for(self.book, field, self.today), *self._managers()]
        if field.ref == "gatherings":
            held = [g for g in self.book.gatherings.values() if g.state == "held"]
            held.sort(key=lambda g: (g.on, g.id), reverse=True)
            return [
                Option(g.id, f"{g.name}, {format_day(g.on, self.today)}", name_of(self.book, g.host)) for g in held
            ]
        if field.ref == "contributions":
            made = sorted(self.book.contributions.values(), key=lambda c: (c.on, c.id), reverse=True)
            return [Option(c.id, f"{name_of(self.book, c.volunteer)} {praise.told(c)}") for c in made]
        return None

    def _managers(self) -> list[Option]:
        return [
            Option(NEW + name, name, f"manager of {join_words([v.name for v in team], most=1)}")
            for name, team in praise.managers(self.book).items()
        ]

    def action_thank(self) -> None:
        """Thank the selected person for what they last did."""
        if not (person := self.screen.person()):
            self.screen.say(NOBODY, problem=True)
            return
        waiting = next((w for w in unthanked(self.book, self.today) if w.volunteer.id == person), None)
        done = waiting.deeds if waiting else ()
        name = name_of(self.book, person)
        last = done[-1] if done else None
        source = last.source if last else ""
        begun = first_sentence(name, done)
        self.screen.ask_record(
            f"Thank {name}",
            Recognition,
            lambda thanks: f"Thank {join_words(praise.recipients(self.book, thanks), most=2)}",
            preset={
                "to": (person,),
                "words": begun,
                "on": self.today,
                "behaviour": guessed(self.book, last.kind) if last else guessed(self.book),
                "contribution": source if source in self.book.contributions else "",
                "gathering": source if source in self.book.gatherings else "",
            },
            names=("words", "behaviour", "form", "where", "public", "on", "to"),
            implies=public_by_type,
            also=lambda _, thanks: self._thanked(thanks, begun if not done else ""),
            intro=f"For: {waiting.why}" if waiting else "",
            enter_saves=True,
        )

    def _thanked(self, thanks: Recognition, begun: str) -> None:
        """A beginning is not a thank-you yet."""
        if begun and thanks.words.strip() == begun.strip():
            raise Invalid({"words": "Enter what you are thanking them for."})

    def action_contribute(self) -> None:
        """Log something the selected volunteer did."""
        if volunteer := highlighted_volunteer(self.screen):
            self.screen.ask_record(
                f"Record contribution by {volunteer.name}",
                Contribution,
                lambda made: f"Record contribution by {volunteer.name}",
                preset={"volunteer": volunteer.id, "on": self.today, "kind": "led_session"},
                names=CONTRIBUTION_FIELDS,
                also=lambda _, made: self._not_twice(made),
            )

    def _not_twice(self, made: Contribution) -> None:
        """What the calendar tells of is not logged by hand as well."""
        if held := counted_already(self.book, made):
            day = format_day(held.on, self.today)
            raise Invalid({"kind": f"{held.name} on {day} already counts. There is nothing to log."})

    def action_behaviours(self) -> None:
        """Change the list of what the community wants more of."""
        self.screen.ask_record(
            "Edit behaviours",
            Community,
            lambda _: "Edit behaviours",
            base=self.book.community,
            names=("behaviours",),
            intro="Separate behaviours with commas. Past thank-yous keep their behaviours. Leave empty for the 6 default ones.",
        )
