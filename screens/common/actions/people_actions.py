"""What can be done for a person from more than one screen: contacts, requests, stages, roles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ClassVar

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.thanks_actions import NOBODY
from screens.common.host import Host, highlighted_volunteer
from screens.common.outcome import done
from screens.common.record_forms import open_form
from screens.widgets.keys import key_of
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.core.dates import format_day
from store.core.errors import GuildbookError, Invalid
from store.core.fields import fields
from store.core.labels import label_of
from store.model.people import Ask, Contact, Reminder, Role, Tenure, Volunteer
from store.model.stages import Stage
from store.people import stages as adoption
from store.people.directory import name_of
from store.people.offboarding import leavers
from store.people.requests import NEVER, answered, loads
from store.people.roles import hand_over
from store.people.stages import needs_yes, neighbour, stage_of

ASKED = ("name", "department", "email", "job", "topics", "delivery", "met_on", "tags", "phone", "manager", "notes")
"""What the form for someone new asks, in this order."""
ASKED_LATER = ("yes_on", "yes_words", "may_be_listed_on", "may_be_listed_words", "quiet_until")
"""What is asked besides when someone is changed."""


class PersonCommands(Commands[Host]):
    """What is done for the selected person."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("n", "contact", "Contact", id="person.contact", tooltip="Record contact with this person"),
    ]

    def add_person(self, then: Callable[[Volunteer], object]) -> None:
        """Add a volunteer; ``then`` is called with them once they are in the book."""
        self.screen.ask_record(
            "Add person",
            Volunteer,
            lambda volunteer: f"Add {volunteer.name}",
            preset={"met_on": self.today},
            names=ASKED,
            follow=self._already_here,
            doubt=self._already_here,
            also=lambda change, volunteer: self.screen.call_after_refresh(then, volunteer),
        )

    def _already_here(self, values: Mapping[str, Any]) -> str:
        """Who in the book may be meant by what is typed."""
        from store.people.duplicates import told_lookalike

        return told_lookalike(self.book, values.get("name", ""), values.get("email", ""))

    def edit_person(self, volunteer: Volunteer) -> None:
        """Change what is known about a volunteer."""
        self.screen.ask_record(
            f"Edit {volunteer.name}",
            Volunteer,
            lambda v: f"Edit {v.name}",
            base=volunteer,
            names=(*ASKED, *ASKED_LATER),
            also=self._yes_is_kept,
        )

    def _yes_is_kept(self, _: Change, volunteer: Volunteer) -> None:
        """Consent stays recorded while someone's stage rests on it."""
        stage = stage_of(self.book, volunteer, self.today).stage
        if needs_yes(volunteer, stage):
            raise Invalid(
                {
                    "yes_on": f"‘{label_of(stage).capitalize()}’ needs consent. Move {volunteer.name} to ‘Interested’ first."
                }
            )

    def action_contact(self) -> None:
        """Record a contact with the selected person."""
        if not (person := self.screen.person()):
            self.screen.say(NOBODY, problem=True)
            return
        name = name_of(self.book, person)
        self.screen.ask_record(
            f"Record contact with {name}",
            Contact,
            lambda contact: f"Record contact with {name}",
            preset={"who": person, "on": self.today},
            names=("note", "on"),
            enter_saves=True,
        )

    def finish(self, reminder: Reminder) -> None:
        """Complete a reminder; where it was about someone, as a contact with them."""
        finished, label = replace(reminder, done_on=self.today), f"Complete ‘{reminder.what}’"
        if not reminder.who:
            self.screen.attempt(label, lambda change: change.put(finished), done(label))
            return
        self.screen.ask_record(
            label,
            Contact,
            lambda contact: label,
            preset={"who": reminder.who, "on": self.today},
            names=("note", "on"),
            also=lambda change, contact: change.put(finished),
            intro=f"Saving records the contact with {name_of(self.book, reminder.who)} and completes the to-do.",
            enter_saves=True,
        )

    def action_ask_for(self) -> None:
        """Record a request to the selected person."""
        if not (person := self.screen.person()):
            self.screen.say(NOBODY, problem=True)
            return
        name, asked = name_of(self.book, person), loads(self.book, self.today).get(person, NEVER)
        self.screen.ask_record(
            f"Ask {name}",
            Ask,
            lambda ask: f"Ask {name}",
            preset={"who": person, "on": self.today},
            names=("what", "by", "on"),
            intro=f"So far: {asked.words}.",
            enter_saves=True,
        )

    def answer_ask(self, ask: Ask | None) -> None:
        """Record the answer to a request."""
        if ask is None:
            self.screen.say(
                f"No open request. Press {key_of('volunteer.ask')} on the person’s page to add one.",
                problem=True,
            )
            return
        known = {field.name: field for field in fields(Ask)}

        def save(values: dict[str, Any]) -> None:
            told = answered(ask, values["outcome"], values["answered_on"] or self.today, values["note"])
            with self.screen.changing(f"Record the answer from {name}") as change:
                change.put(told)

        name = name_of(self.book, ask.who)
        open_form(
            self.screen,
            f"Record the answer from {name}",
            [known["outcome"], known["note"], known["answered_on"]],
            {
                "outcome": "accepted" if ask.outcome == "open" else ask.outcome,
                "note": ask.note,
                "answered_on": self.today,
            },
            save,
            intro=f"Asked {format_day(ask.on, self.today)}: {ask.what}",
            enter_saves=True,
        )

    def move_by(self, step: int) -> None:
        """Move the selected volunteer to the next stage or back."""
        volunteer = highlighted_volunteer(self.screen)
        if not volunteer:
            return
        if step > 0 and volunteer.id in leavers(self.book, self.today):
            self._leaver_moves_on(volunteer)
            return
        now = stage_of(self.book, volunteer, self.today).stage
        target = neighbour(now, step)
        if target is None:
            edge = "last" if step > 0 else "first"
            self.screen.say(f"{volunteer.name} is already at the {edge} stage: {label_of(now)}.", problem=True)
        else:
            self.move_to(volunteer, target)

    def _leaver_moves_on(self, volunteer: Volunteer) -> None:
        """Say that someone is leaving, and offer what can come of that."""
        from screens.widgets.lists.picker import Picker

        checklist = leavers(self.book, self.today)[volunteer.id]
        options = [
            Option("alumni", "Move to alumni", "they want to stay in touch"),
            Option("stays", "They are staying", "deletes their offboarding checklist"),
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == ("alumni",):
                self.move_to(volunteer, "alumni")
            elif picked:
                label = f"Delete {volunteer.name}’s offboarding checklist"
                self.screen.attempt(label, lambda change: change.remove(checklist), done(label))

        title = f"{volunteer.name} is leaving"
        if checklist.last_day:
            title = f"{title} on {format_day(checklist.last_day, self.today)}"
        self.screen.app.push_screen(Picker(title, options), chosen)

    def move_to(self, volunteer: Volunteer, stage: Stage) -> None:
        """Move a volunteer, asking for consent at the first step past ‘interested’."""
        label = f"Move {volunteer.name} to {label_of(stage)}"
        if not needs_yes(volunteer, stage):
            left = stage not in adoption.ON_THE_WAY  # out of sight on a narrow board, so it is said
            self.screen.attempt(
                label,
                lambda change: adoption.move(self.book, change, volunteer, stage, self.today),
                done(label) if left else "",
            )
            return
        if not self.screen.may_write():
            return

        def save(values: dict[str, Any]) -> None:
            if not values["yes_words"] or not values["yes_on"]:
                raise GuildbookError("Consent is needed first: enter what they said and when.")
            with self.screen.changing(label) as change:
                yes = (values["yes_on"], values["yes_words"])
                adoption.move(self.book, change, volunteer, stage, self.today, yes=yes)

        known = {field.name: field for field in fields(Volunteer)}
        open_form(
            self.screen,
            label,
            [known["yes_words"], known["yes_on"]],
            {"yes_on": self.today, "yes_words": ""},
            save,
            intro="This stage needs consent. What did they say, and when?",
            enter_saves=True,
        )

    def ask_later(self, volunteer: Volunteer) -> None:
        """Move a volunteer to ‘Not now’, to be asked again on a date."""
        if not self.screen.may_write():
            return
        known = {field.name: field for field in fields(Volunteer)}
        label = f"Move {volunteer.name} to ‘Not now’"

        def save(values: dict[str, Any]) -> None:
            quiet = replace(volunteer, quiet_until=values["quiet_until"])
            with self.screen.changing(label) as change:
                change.put(quiet)
                adoption.move(self.book, change, quiet, "not_now", self.today)

        open_form(
            self.screen,
            label,
            [known["quiet_until"]],
            {"quiet_until": self.today + timedelta(days=90)},
            save,
            intro="They won’t be suggested before this date.",
            enter_saves=True,
        )

    def fill_role(self, role: Role, leaving: Tenure | None = None) -> None:
        """Assign a role, also a new one; a present holder hands it over."""
        self.screen.ask_record(
            f"Hand over role {role.name}" if leaving else f"Fill role {role.name}",
            Tenure,
            lambda tenure: f"Assign {role.name} to {name_of(self.book, tenure.volunteer)}",
            preset={"role": role.id, "since": self.today},
            names=("volunteer", "since", "chosen", "tally"),
            also=lambda change, tenure: (change.put(role), hand_over(change, leaving, tenure)),
            intro=f"{name_of(self.book, leaving.volunteer)} is handing it over." if leaving else "",
        )
