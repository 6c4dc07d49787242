"""The charter: what was agreed, topic by topic, with every earlier version, who moderates, and when to look again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from dateutil.relativedelta import relativedelta
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.record_forms import open_form
from screens.common.text_export import copy_text, save_text
from screens.launch.base import AgreeingScreen
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Paper
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.dates import short, shown
from store.core.errors import Invalid
from store.core.fields import fields
from store.core.text import counted, one_line
from store.launch import charter
from store.launch.charter import MODERATOR, Version
from store.model.agreement import QUESTIONS, TITLES, TOPICS, Article, Topic
from store.model.community import Community
from store.model.people import Role
from store.people.roles import present

REVIEW_AFTER = relativedelta(months=6)
"""How long a charter rests before it is looked over again, unless another day is said."""
MODERATES, REVIEW = "moderator", "review"
"""The lines of the list that are no topics."""


def earlier_only() -> str:
    """What is said where an earlier version would be changed."""
    return f"This is how it was. Press {key_of('charter.now')} for what holds now."


class CharterScreen(AgreeingScreen):
    """The topics at the left, the words of one at the right."""

    NEXT = "survey"
    CSS_PATH = "charter.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit", id="charter.edit", tooltip="Agree on other words; those before are kept"),
        Binding("w", "moderator", "Moderator", id="charter.moderator",
                tooltip="Say who moderates from now on: appointed, or voted with a tally"),
        Binding("m", "review", "Reviewed", id="charter.review", tooltip="Looked over; say when to look again"),
        Binding("y", "copy", "Copy", id="charter.copy", tooltip="Copy the charter as text"),
        Binding("x", "save", "Save as…", id="charter.save", tooltip="Save it as text, Markdown or HTML"),
        Binding("v", "view", "Survey", id="charter.view", tooltip="On to the survey, then the kick-off"),
        Binding("left_square_bracket", "turn(-1)", "Earlier", key_display="[", show=False, id="charter.earlier",
                tooltip="The version before, with what has changed since"),
        Binding("right_square_bracket", "turn(1)", "Later", key_display="]", show=False, id="charter.later",
                tooltip="The version after"),
        Binding("full_stop", "now", "Now", key_display=".", show=False, id="charter.now", tooltip="What holds now"),
        Binding("tab", "app.focus_next", "Other side", show=False, id="charter.other", tooltip="To the words and back"),
    ]  # fmt: skip
    _version: Version | None = None
    """The earlier version that is shown, or None for what holds now."""

    def body(self) -> ComposeResult:
        """The topics, and the words."""
        with Horizontal():
            yield Listing(Column(1), Column(20), Column(share=1), Column(11), id="articles")
            yield Paper(id="paper")

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def _on(self) -> date | None:
        """The day whose charter is shown; None for now."""
        return (self._version.on or date.min) if self._version else None

    def fill(self) -> None:
        """Show the charter, as it is or as it was."""
        found = charter.versions(self.book)
        if self._version and self._version.on not in [version.on for version in found]:
            self._version = None
        listing = self.query_one(Listing)
        settled = sum(bool(charter.words_of(self.book, topic, self._on)) for topic in TOPICS)
        counts = counted(len(found), "version")
        below = f"{settled} of {len(TOPICS)} settled"
        if self._version:
            when = f"as of {shown(self._version.on, self.today)}" if self._version.on else "as it was at first"
            listing.titled(f"Charter {when}", f"{below} · {key_of('charter.now')} back to now")
        else:
            listing.titled("Charter", f"{below} · {key_of('charter.earlier')} {counts}" if found else below)
        listing.show([*(self._row(topic) for topic in TOPICS), *self._more_rows()], self.arrived())
        self._show_paper()

    def _row(self, topic: Topic) -> Row:
        article = charter.standing(self.book, topic, self._on)
        other = self._on is not None and charter.words_of(self.book, topic, self._on) != charter.words_of(
            self.book, topic
        )
        mark = ("≠", "warn") if other else ("✓", "good") if article else ("·", "dim")
        words = (
            (one_line(article.text.partition("\n")[0].removeprefix("- ")), "")
            if article
            else ("not settled", "dim")
        )
        on = short(article.on, self.today) if article and article.on else ""
        return Row(topic, (mark, (TITLES[topic], "strong"), words, (on, "dim")))

    def _more_rows(self) -> list[Row]:
        """Who moderates and when to look again, which are only known of today."""
        if self._version:
            return []
        who, due = charter.moderator(self.book, self.today), self.book.community.review_on
        late = due is not None and due <= self.today
        return [
            Row(MODERATES, (("✓", "good") if who else ("·", "dim"), (MODERATOR, "strong"),
                            (who, "") if who else (f"nobody yet; press {key_of('charter.moderator')} to name one", "dim"))),
            Row(REVIEW, (("!", "warn") if late else ("✓", "good") if due else ("·", "dim"), ("Next review", "strong"),
                         (shown(due, self.today), "warn" if late else "") if due else (f"no day yet; press {key_of('charter.review')} to set one", "dim"))),
        ]  # fmt: skip

    @on(Listing.Moved)
    def _show_paper(self) -> None:
        paper, key = self.query_one(Paper), self.query_one(Listing).key
        topic = self._topic()
        if topic:
            paper.titled(TITLES[topic], "" if self._version else f"{key_of('charter.edit')}: other words")
            paper.show(self._words(topic))
        else:
            paper.titled(MODERATOR if key == MODERATES else "Next review")
            paper.show(self._about_moderator() if key == MODERATES else self._about_review())

    def _topic(self) -> Topic | None:
        key = self.query_one(Listing).key
        return next((topic for topic in TOPICS if topic == key), None)

    def _words(self, topic: Topic) -> str:
        """The words that hold, where they are from, and those before; or then and now."""
        if self._version:
            then, now = charter.words_of(self.book, topic, self._on), charter.words_of(self.book, topic)
            if then == now:
                return (
                    f"{then or 'Not settled then, and not now.'}\n\n({'The same' if then else 'The same as'} now.)"
                )
            return f"{then or 'Not settled then.'}\n\n── Now ──\n\n{now or 'Not settled any more.'}"
        history = charter.history(self.book, topic)
        standing = charter.standing(self.book, topic)
        words = (
            standing.text
            if standing
            else f"{QUESTIONS[topic]}\n\nNot settled yet. Press {key_of('charter.edit')} to write it down."
        )
        told = [words, self._from(standing)] if standing else [words]
        earlier = history[:-1] if standing else history
        for article in reversed(earlier):
            told.append(f"── {self._since(article)} ──\n\n{article.text or '(struck)'}")
        return "\n\n".join(filter(None, told))

    def _from(self, article: Article) -> str:
        gathering = self.book.gatherings.get(article.gathering)
        where = f" at {gathering.name}" if gathering else ""
        return f"(Agreed on {shown(article.on, self.today)}{where}.)" if article.on else ""

    def _since(self, article: Article) -> str:
        return f"From {shown(article.on, self.today)}" if article.on else "Before"

    def _about_moderator(self) -> str:
        who = charter.moderator(self.book, self.today)
        return f"{who or 'Nobody moderates yet.'}\n\nw says who does from now on, how they were chosen, and the tally of a vote."

    def _about_review(self) -> str:
        due = self.book.community.review_on
        when = (
            f"To be looked over again on {shown(due, self.today)}." if due else "No day is set for looking it over."
        )
        return f"{when}\n\nm notes that you did, and when to do it next. When it is due it comes up on Week."

    # -- keys ------------------------------------------------------------------------------------

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Agree on other words for the highlighted topic."""
        topic, key = self._topic(), self.query_one(Listing).key
        if self._version:
            self.say(earlier_only(), problem=True)
        elif topic is None:
            (self.action_moderator if key == MODERATES else self.action_review)()
        elif self.may_write():
            self._ask_words(topic)

    def _ask_words(self, topic: Topic) -> None:
        known = {field.name: field for field in fields(Article)}

        def save(values: dict[str, Any]) -> None:
            on = values["on"] or self.today
            if on > self.today:
                raise Invalid({"on": "That day is still to come; a charter says what was agreed."})
            later = [a for a in charter.history(self.book, topic) if a.on and a.on > on]
            if later:
                raise Invalid({"on": f"Later words are there already, of {shown(later[-1].on or on, self.today)}."})
            with self.changing(f"Agree on {TITLES[topic]}") as change:
                charter.settle(self.book, change, topic, values["text"], on=on, gathering=values["gathering"])
            self.say(f"Agreed: {TITLES[topic]}. What was there before is kept.")

        standing = charter.standing(self.book, topic)
        first = {"text": standing.text if standing else self._begun(topic), "on": self.today, "gathering": ""}
        asked = [known["text"], known["on"], known["gathering"]]
        open_form(self, TITLES[topic], asked, first, save, intro=QUESTIONS[topic])

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
        """Say who moderates from now on."""
        if not self.may_write():
            return
        role = charter.moderator_role(self.book)
        if role is None:
            role = Role(name=MODERATOR, purpose="keep our talks kind, lively and on time")
        now = present(self.book, role.id, self.today)
        PersonCommands(self).fill_role(role, now[0] if now else None)

    def action_review(self) -> None:
        """Note that the charter was looked over, and when to do it again."""
        self.ask_record(
            "The charter was looked over",
            Community,
            lambda _: "Look the charter over",
            base=self.book.community,
            preset={"review_on": self.today + REVIEW_AFTER},
            names=("review_on",),
            enter_saves=True,
            intro=f"What does not fit any more is changed with {key_of('charter.edit')}. When will you look again?",
        )

    def action_turn(self, step: int) -> None:
        """The version before or after."""
        found = charter.versions(self.book)
        at = next(
            (n for n, version in enumerate(found) if self._version and version.on == self._version.on),
            len(found) - 1,
        )
        at += step
        if not found or at < 0:
            self.say("There is no version before this one.", problem=True)
            return
        if at >= len(found):
            self.say("This is what holds now already.", problem=True)
            return
        self._version = found[at] if at < len(found) - 1 else None
        self.fill()

    def action_now(self) -> None:
        """Back to what holds now."""
        if self._version is None:
            self.say("This is what holds now already.")
        self._version = None
        self.fill()

    # -- out of the house --------------------------------------------------------------------------

    def _document(self, use: Callable[[Any], object]) -> None:
        """Hand the shown version on, or say that there is nothing in it."""
        from store.exchange.update_formats import Document

        parts = tuple(charter.parts(self.book, self.today, self._on))
        if parts:
            use(Document(charter.title(self.book, self._on), parts))
        else:
            self.say(
                f"Nothing is agreed yet. Press {key_of('charter.edit')} to write the first words down.",
                problem=True,
            )

    def action_copy(self) -> None:
        """Copy the charter as text."""
        from store.exchange.update_formats import as_text

        self._document(lambda document: copy_text(self, as_text(document), f"charter {self.today}"))

    def action_save(self) -> None:
        """Save the charter as a file."""
        from screens.common import clipboard

        def save(document: Any) -> None:
            forms = clipboard.letter_forms(document, self.book.community.organiser)
            intro = clipboard.endings_explained(forms)
            save_text(self, "Save the charter", f"charter {self.today}", forms, intro)

        self._document(save)

    def leave(self) -> None:
        """Leave the earlier version first."""
        if self._version:
            self.action_now()
        else:
            super().leave()
