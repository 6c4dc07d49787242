"""Commands of the charter: agree, name a moderator, review, copy, save."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Protocol

from dateutil.relativedelta import relativedelta
from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.people_actions import PersonCommands
from screens.common.host import WidgetHost
from screens.common.record_forms import open_form
from screens.common.text_export import copy_text, save_text
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Listing
from store.core.dates import format_day
from store.core.errors import Invalid
from store.core.fields import fields
from store.launch import charter
from store.launch.charter import MODERATOR, Version
from store.model.agreement import QUESTIONS, TITLES, Article, Topic
from store.model.community import Community
from store.model.people import Role
from store.people.roles import present

REVIEW_AFTER = relativedelta(months=6)
"""How long a charter rests before it is looked over again, unless another day is said."""
MODERATES, REVIEW = "moderator", "review"
"""The keys of the lines that are no topics."""


def earlier_only() -> str:
    """What is said where an earlier version would be changed."""
    return f"This is how it was. Press {key_of('charter.now')} for what holds now."


class CharterHost(WidgetHost, Protocol):
    """A screen that lists the topics of the charter in one of its versions."""

    version: Version | None

    @property
    def as_of(self) -> date | None:
        """The day whose charter is shown; None for now."""

    def topic(self) -> Topic | None:
        """The selected topic."""


class CharterCommands(Commands[CharterHost]):
    """Commands for the selected article, or for the charter."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("e", "edit", "Edit", id="charter.edit", tooltip="Agree on other words; those before are kept"),
        Binding("w", "moderator", "Moderator", id="charter.moderator",
                tooltip="Say who moderates from now on: appointed, or voted with a tally"),
        Binding("m", "review", "Reviewed", id="charter.review", tooltip="Looked over; say when to look again"),
        Binding("y", "copy", "Copy", id="charter.copy", tooltip="Copy the charter as text"),
        Binding("x", "save", "Save as…", id="charter.save", tooltip="Save it as text, Markdown or HTML"),
    ]  # fmt: skip

    def action_edit(self) -> None:
        """Agree on other words for the selected topic."""
        topic, key = self.screen.topic(), self.screen.query_one(Listing).key
        if self.screen.version:
            self.screen.say(earlier_only(), problem=True)
        elif topic is None:
            (self.action_moderator if key == MODERATES else self.action_review)()
        elif self.screen.may_write():
            self._ask_words(topic)

    def _ask_words(self, topic: Topic) -> None:
        known = {field.name: field for field in fields(Article)}

        def save(values: dict[str, Any]) -> None:
            on = values["on"] or self.today
            if on > self.today:
                raise Invalid({"on": "That day is still to come; a charter says what was agreed."})
            later = [a for a in charter.history(self.book, topic) if a.on and a.on > on]
            if later:
                raise Invalid(
                    {"on": f"Later words are there already, of {format_day(later[-1].on or on, self.today)}."}
                )
            with self.screen.changing(f"Agree on {TITLES[topic]}") as change:
                charter.settle(self.book, change, topic, values["text"], on=on, gathering=values["gathering"])
            self.screen.say(f"Agreed: {TITLES[topic]}. What was there before is kept.")

        standing = charter.standing(self.book, topic)
        first = {"text": standing.text if standing else self._begun(topic), "on": self.today, "gathering": ""}
        asked = [known["text"], known["on"], known["gathering"]]
        open_form(self.screen, TITLES[topic], asked, first, save, intro=QUESTIONS[topic])

    def _begun(self, topic: Topic) -> str:
        """What the book knows already, to begin with."""
        if topic == "roles":
            return "\n".join(
                f"- {role.name}{f': {role.purpose}' if role.purpose else ''}" for role in self.book.roles.values()
            )
        if topic == "rituals":
            alive = [ritual for ritual in self.book.rituals.values() if not ritual.retired_on]
            return "\n".join(f"- {ritual.name}{f': {ritual.gain}' if ritual.gain else ''}" for ritual in alive)
        return ""

    def action_moderator(self) -> None:
        """Name the moderator from now on."""
        if not self.screen.may_write():
            return
        role = charter.moderator_role(self.book)
        if role is None:
            role = Role(name=MODERATOR, purpose="keep our talks kind, lively and on time")
        now = present(self.book, role.id, self.today)
        PersonCommands(self.screen).fill_role(role, now[0] if now else None)

    def action_review(self) -> None:
        """Record a review of the charter, and when the next one is due."""
        self.screen.ask_record(
            "The charter was looked over",
            Community,
            lambda _: "Look the charter over",
            base=self.book.community,
            preset={"review_on": self.today + REVIEW_AFTER},
            names=("review_on",),
            enter_saves=True,
            intro=f"What does not fit any more is changed with {key_of('charter.edit')}. When will you look again?",
        )

    # -- out of the house --------------------------------------------------------------------------

    def _document(self, use: Callable[[Any], object]) -> None:
        """Hand the shown version on, or say that there is nothing in it."""
        from store.exchange.update_formats import Document

        parts = tuple(charter.parts(self.book, self.today, self.screen.as_of))
        if parts:
            use(Document(charter.title(self.book, self.screen.as_of), parts))
        else:
            self.screen.say(
                f"Nothing is agreed yet. Press {key_of('charter.edit')} to write the first words down.",
                problem=True,
            )

    def action_copy(self) -> None:
        """Copy the charter as text."""
        from store.exchange.update_formats import as_text

        self._document(lambda document: copy_text(self.screen, as_text(document), f"charter {self.today}"))

    def action_save(self) -> None:
        """Save the charter as a file."""
        from screens.common import clipboard

        def save(document: Any) -> None:
            forms = clipboard.letter_forms(document, self.book.community.organiser)
            intro = clipboard.endings_explained(forms)
            save_text(self.screen, "Save the charter", f"charter {self.today}", forms, intro)

        self._document(save)
