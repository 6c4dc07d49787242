"""Several people at once: what a key does is done for all that are marked, in one step, or for the selected one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Protocol

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions.certificate_actions import CertificateCommands
from screens.common.actions.commands import Commands
from screens.common.actions.multi_select import MarkCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands, public_by_type
from screens.common.host import Host, highlighted_volunteer
from screens.common.outcome import done
from screens.common.record_forms import open_form
from screens.widgets.forms.sections import MOST_FIELDS
from screens.widgets.keys import key_of
from store.book.transaction import Change
from store.core.fields import fields
from store.core.record import new_id
from store.core.text import join_words, pluralize
from store.model.people import Contact, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Stage
from store.people import stages as adoption
from store.people.directory import by_name
from store.people.offboarding import leavers
from store.people.stages import needs_yes, neighbour, standings
from store.recognition.recognition import guessed

MOST_NAMED = 5


class BulkHost(Host, Protocol):
    """A screen on which volunteers can be marked."""

    @property
    def marks(self) -> MarkCommands:
        """Which lines are marked."""


class BulkCommands(Commands[BulkHost]):
    """What is done for all ticked volunteers; with none ticked, for the selected one."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "greater_than_sign",
            "move(1)",
            "Next stage",
            key_display=">",
            id="pipeline.next",
            tooltip="Move this person to the next stage",
        ),
        Binding(
            "less_than_sign",
            "move(-1)",
            "Previous stage",
            key_display="<",
            id="pipeline.back",
            tooltip="Move this person to the previous stage",
        ),
    ]
    AT_ONCE = frozenset({"pipeline.next", "pipeline.back"})

    def marked_people(self) -> list[Volunteer]:
        """Those marked who are still in the book, by name."""
        return by_name(self.book.volunteers[key] for key in self.screen.marks.marked if key in self.book.volunteers)

    def action_move(self, step: int) -> None:
        """Move all ticked one stage on or back; consent is asked for where it is needed."""
        people = self.marked_people()
        if not people:
            PersonCommands(self.screen).move_by(step)
            return
        where = standings(self.book, self.today)
        leaving = leavers(self.book, self.today) if step > 0 else {}
        targets = {who.id: None if who.id in leaving else neighbour(where[who.id].stage, step) for who in people}
        going = [(who, stage) for who in people if (stage := targets[who.id])]
        asked = [who for who, stage in going if needs_yes(who, stage)]
        if not asked:
            self._move_all(people, going, {})
            return
        words = next(field for field in fields(Volunteer) if field.name == "yes_words")
        open_form(
            self.screen,
            f"Move {self._all(people)}: record consent",
            [
                replace(words, name=who.id, label=who.name, heading=_heading(number, len(asked)))
                for number, who in enumerate(asked)
            ],
            {},
            lambda values: self._move_all(people, going, values),
            intro=f"What did each person say? People without an answer are not moved. Press {key_of('form.save')} to save.",
        )

    def _move_all(self, people: list[Volunteer], going: list[tuple[Volunteer, Stage]], yes: dict[str, Any]) -> None:
        ready = [(who, stage) for who, stage in going if not needs_yes(who, stage) or yes.get(who.id)]
        moved = {who.id for who, _ in ready}
        left = [who.name for who in people if who.id not in moved]
        label = f"Move {pluralize(len(ready), 'person', 'people')}"
        without = f" Not moved: {join_words(left, most=MOST_NAMED)}." if left else ""

        def work(change: Change) -> None:
            for who, stage in ready:
                words = yes.get(who.id)
                adoption.move(self.book, change, who, stage, self.today, yes=(self.today, words) if words else None)

        if not ready:
            self.screen.say(f"No one was moved.{without}", problem=True)
            return
        with self.screen.changing(label) as change:
            work(change)
        self.screen.say(done(label) + without, problem=bool(left))
        self.screen.marks.unmark()

    def action_thank(self) -> None:
        """One thank-you to all ticked."""
        people = self.marked_people()
        if not people:
            ThanksCommands(self.screen).action_thank()
            return
        self.screen.ask_record(
            f"Thank {self._all(people)}",
            Recognition,
            lambda thanks: f"Thank {self._all(people)}",
            preset={"to": tuple(who.id for who in people), "words": "Thank you all for ", "on": self.today,
                    "behaviour": guessed(self.book)},
            names=("words", "behaviour", "form", "where", "public", "on"),
            implies=public_by_type,
            intro=f"To {join_words([who.name for who in people], most=MOST_NAMED)}",
            enter_saves=True,
            also=lambda change, thanks: self.screen.call_after_refresh(self.screen.marks.unmark),
        )  # fmt: skip

    def action_contribute(self) -> None:
        """Log the same contribution for all ticked."""
        people = self.marked_people()
        if not people:
            ThanksCommands(self.screen).action_contribute()
            return
        self.screen.ask_record(
            f"Record contribution by {self._all(people)}",
            Contribution,
            lambda made: f"Record contribution by {self._all(people)}",
            preset={"volunteer": people[0].id, "on": self.today, "kind": "led_session"},
            names=("kind", "topic", "on", "learners", "minutes", "lasted", "note"),
            intro=f"When you save, this contribution is recorded for {join_words([who.name for who in people], most=MOST_NAMED)}.",
            also=lambda change, made: self._same_for(change, people[1:], made, "volunteer"),
        )

    def action_contact(self) -> None:
        """Record a contact with each of those ticked."""
        people = self.marked_people()
        if not people:
            PersonCommands(self.screen).action_contact()
            return
        self.screen.ask_record(
            f"Record contact with {self._all(people)}",
            Contact,
            lambda contact: f"Record contact with {self._all(people)}",
            preset={"who": people[0].id, "on": self.today},
            names=("note", "on"),
            enter_saves=True,
            intro=f"Saving records this contact with {join_words([who.name for who in people], most=MOST_NAMED)}.",
            also=lambda change, contact: self._same_for(change, people[1:], contact, "who"),
        )

    def action_export(self) -> None:
        """Save certificates or cards of all ticked as one page."""
        people = self.marked_people()
        if people:
            CertificateCommands(self.screen).save(people)
        else:
            CertificateCommands(self.screen).action_export()

    def _same_for(self, change: Change, others: list[Volunteer], made: Contribution | Contact, field: str) -> None:
        for who in others:
            change.put(replace(made, id=new_id(), **{field: who.id}))
        self.screen.call_after_refresh(self.screen.marks.unmark)

    def action_delete(self) -> None:
        """Delete all ticked with everything that belongs to them, in one step."""
        people = self.marked_people()
        if not people:
            if volunteer := highlighted_volunteer(self.screen):
                self.screen.delete(volunteer, volunteer.name)
            return
        label = f"Delete {self._all(people)}"

        def work(change: Change) -> None:
            for who in people:
                change.remove(who)

        if self.screen.attempt(label, work, done(label)):
            self.screen.marks.unmark()

    def action_not_now(self) -> None:
        """Move all ticked to ‘Not now’, to be asked again on one date."""
        people = self.marked_people()
        if not people:
            if volunteer := highlighted_volunteer(self.screen):
                PersonCommands(self.screen).ask_later(volunteer)
            return
        label = f"Move {self._all(people)} to ‘Not now’"

        def save(values: dict[str, Any]) -> None:
            with self.screen.changing(label) as change:
                for who in people:
                    quiet = change.put(replace(who, quiet_until=values["quiet_until"]))
                    adoption.move(self.book, change, quiet, "not_now", self.today)

        open_form(
            self.screen,
            label,
            [field for field in fields(Volunteer) if field.name == "quiet_until"],
            {"quiet_until": self.today + timedelta(days=90)},
            save,
            intro="They won’t be suggested before this date.",
            enter_saves=True,
            then=self.screen.marks.unmark,
        )

    @staticmethod
    def _all(people: list[Volunteer]) -> str:
        return people[0].name if len(people) == 1 else f"{len(people)} people"


def _heading(number: int, people: int) -> str:
    """What stands above someone in a form with a line for each of many people, nine under each heading."""
    first = number - number % MOST_FIELDS
    return f"People {first + 1}–{min(first + MOST_FIELDS, people)} of {people}"
