"""Commands of the charter: edit, name a moderator, review, copy, save."""

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
"""Time until the next review of the charter, unless another day is set."""
MODERATES, REVIEW = "moderator", "review"
"""The keys of the lines that are no topics."""


def earlier_only() -> str:
    """What is said when an earlier version would be changed."""
    return f"This is an earlier version. Press {key_of('charter.now')} to see the current one."


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
        Binding("e", "edit", "Edit", id="charter.edit", tooltip="Edit the wording; earlier versions are kept"),
        Binding("w", "moderator", "Moderator", id="charter.moderator",
                tooltip="Name the moderator: appointed or elected"),
        Binding("m", "review", "Review", id="charter.review", tooltip="Record a review and set the next date"),
        Binding("y", "copy", "Copy", id="charter.copy", tooltip="Copy the charter as text"),
        Binding("x", "save", "Save as…", id="charter.save", tooltip="Save as text, Markdown or HTML"),
    ]  # fmt: skip

    def action_edit(self) -> None:
        """Edit the wording of the selected topic."""
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
                raise Invalid(
                    {"on": f"{format_day(on, self.today)} is in the future. Enter the day it was agreed."}
                )
            later = [a for a in charter.history(self.book, topic) if a.on and a.on > on]
            if later:
                raise Invalid(
                    {
                        "on": f"There is a later version, dated {format_day(later[-1].on or on, self.today)}. Enter that day or a later one."
                    }
                )
            with self.screen.changing(f"Edit charter: {TITLES[topic]}") as change:
                charter.settle(
                    self.book,
                    change,
                    topic,
                    values["text"],
                    on=on,
                    gathering=values["gathering"],
                    on_hub=values["on_hub"],
                )
            self.screen.say(f"Saved to the charter: {TITLES[topic]}. Earlier versions are kept.")

        standing = charter.standing(self.book, topic)
        first = {
            "text": standing.text if standing else self._begun(topic),
            "on": self.today,
            "gathering": "",
            "on_hub": bool(standing and standing.on_hub),
        }
        asked = [known[name] for name in first]
        open_form(self.screen, f"Edit charter: {TITLES[topic]}", asked, first, save, intro=QUESTIONS[topic])

    def _begun(self, topic: Topic) -> str:
        """A first wording from what the book knows."""
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
            role = Role(name=MODERATOR, purpose="keep our discussions friendly, lively and on time")
        now = present(self.book, role.id, self.today)
        PersonCommands(self.screen).fill_role(role, now[0] if now else None)

    def action_review(self) -> None:
        """Record a review of the charter, and when the next one is due."""
        self.screen.ask_record(
            "Review charter",
            Community,
            lambda _: "Review charter",
            base=self.book.community,
            preset={"review_on": self.today + REVIEW_AFTER},
            names=("review_on",),
            enter_saves=True,
            intro="When should the charter be reviewed again?",
        )

    # -- copying and saving ------------------------------------------------------------------------

    def _document(self, use: Callable[[Any], object]) -> None:
        """Hand over the shown version, or say that it is empty."""
        from store.exchange.update_formats import Document

        parts = tuple(charter.parts(self.book, self.today, self.screen.as_of))
        if parts:
            use(Document(charter.title(self.book, self.screen.as_of), parts))
        else:
            self.screen.say(
                f"The charter is empty. Press {key_of('charter.edit')} to write the first topic.",
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
            save_text(self.screen, "Save charter as", f"charter {self.today}", forms)

        self._document(save)
