"""The charter: what was agreed, topic by topic, with every earlier version, the moderator, and the next review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.launch.base import AgreeingScreen, launch_menu
from screens.launch.charter_actions import MODERATES, REVIEW, CharterCommands
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Listing, Row
from screens.widgets.lists.reason_list import ReasonList
from screens.widgets.panes import Paper
from store.core.dates import format_day, format_day_short
from store.core.text import one_line, pluralize
from store.launch import charter
from store.launch.charter import MODERATOR, Version
from store.model.agreement import QUESTIONS, TITLES, TOPICS, Article, Topic

DAY = 11
"""Cells of the day on which a topic was agreed."""
CURRENT = "This is already the current version."


class CharterScreen(AgreeingScreen):
    """The topics at the left, the wording of one at the right."""

    NEXT = "survey"
    PREVIOUS = "kickoff"
    CSS_PATH = "charter.tcss"
    ACTIONS = (CharterCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *CharterCommands.keys(),
        Binding("v", "view", "Survey", id="charter.view", tooltip="Next view: survey, then kick-off"),
        previous_view("charter"),
        launch_menu("charter"),
        Binding("left_square_bracket", "turn(-1)", "Earlier", key_display="[", show=False, id="charter.earlier",
                tooltip="Show the previous version and the changes since"),
        Binding("right_square_bracket", "turn(1)", "Later", key_display="]", show=False, id="charter.later",
                tooltip="Show the next version"),
        Binding("full_stop", "now", "Current", key_display=".", show=False, id="charter.now", tooltip="Show the current version"),
        Binding("tab", "app.focus_next", "Switch side", id="charter.other", tooltip="Go to the wording, or back to the topics"),
    ]  # fmt: skip
    version: Version | None = None
    """The earlier version that is shown, or None for the current one."""

    def body(self) -> ComposeResult:
        """The topics, and the wording."""
        with Horizontal():
            yield ReasonList(1, DAY, id="articles")
            yield Paper(id="paper").when_empty("Charter", "The text of the selected topic appears here.")

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def as_of(self) -> date | None:
        """The day whose charter is shown; None for now."""
        return (self.version.on or date.min) if self.version else None

    def fill(self) -> None:
        """Show the charter, as it is or as it was."""
        found = charter.versions(self.book)
        if self.version and self.version.on not in [version.on for version in found]:
            self.version = None
        listing = self.query_one(Listing)
        settled = sum(bool(charter.words_of(self.book, topic, self.as_of)) for topic in TOPICS)
        agreed = f"{settled} of {len(TOPICS)} agreed"
        if self.version:
            when = f"as of {format_day(self.version.on, self.today)}" if self.version.on else "in its first version"
            listing.titled(f"Charter {when} · {agreed}", "≠ differs from the current version")
        else:
            listing.titled(f"Charter · {agreed}", pluralize(len(found), "version") if found else "")
        listing.show([*(self._row(topic) for topic in TOPICS), *self._more_rows()], self.arrived())
        self._show_paper()

    def _row(self, topic: Topic) -> Row:
        article = charter.standing(self.book, topic, self.as_of)
        other = self.as_of is not None and charter.words_of(self.book, topic, self.as_of) != charter.words_of(
            self.book, topic
        )
        mark = ("≠", "warn") if other else ("✓", "good") if article else ("·", "dim")
        words = (
            (one_line(article.text.partition("\n")[0].removeprefix("- ")), "") if article else ("not agreed", "dim")
        )
        on = format_day_short(article.on, self.today) if article and article.on else ""
        return Row(topic, (mark, (TITLES[topic], "strong"), words, (on, "dim")))

    def _more_rows(self) -> list[Row]:
        """The moderator and the next review, which are only known of today."""
        if self.version:
            return []
        who, due = charter.moderator(self.book, self.today), self.book.community.review_on
        late = due is not None and due <= self.today
        return [
            Row(MODERATES, (("✓", "good") if who else ("·", "dim"), (MODERATOR, "strong"),
                            (who, "") if who else (f"Not named. Press {key_of('charter.moderator')} to name one.", "dim"), "")),
            Row(REVIEW, (("!", "warn") if late else ("✓", "good") if due else ("·", "dim"), ("Next review", "strong"),
                         (format_day(due, self.today), "warn" if late else "") if due else (f"Not set. Press {key_of('charter.review')} to set a date.", "dim"), "")),
        ]  # fmt: skip

    @on(Listing.Moved)
    def _show_paper(self) -> None:
        paper, key = self.query_one(Paper), self.query_one(Listing).key
        topic = self.topic()
        if topic:
            paper.titled(TITLES[topic])
            paper.show(self._words(topic))
        else:
            paper.titled(MODERATOR if key == MODERATES else "Next review")
            paper.show(self._about_moderator() if key == MODERATES else self._about_review())

    def topic(self) -> Topic | None:
        """The selected topic."""
        key = self.query_one(Listing).key
        return next((topic for topic in TOPICS if topic == key), None)

    def _words(self, topic: Topic) -> str:
        """The current wording, its origin, and earlier ones; or then and now."""
        if self.version:
            then, now = charter.words_of(self.book, topic, self.as_of), charter.words_of(self.book, topic)
            if then == now:
                return f"{then}\n\n(Unchanged since.)" if then else "Not agreed then or now."
            return f"{then or 'Not agreed then.'}\n\n── Now ──\n\n{now or 'No longer agreed.'}"
        history = charter.history(self.book, topic)
        standing = charter.standing(self.book, topic)
        words = (
            standing.text
            if standing
            else f"{QUESTIONS[topic]}\n\nNot agreed yet. Press {key_of('charter.edit')} to write it."
        )
        told = [words, self._from(standing)] if standing else [words]
        earlier = history[:-1] if standing else history
        for article in reversed(earlier):
            told.append(f"── {self._since(article)} ──\n\n{article.text or '(removed)'}")
        return "\n\n".join(filter(None, told))

    def _from(self, article: Article) -> str:
        gathering = self.book.gatherings.get(article.gathering)
        if not article.on:
            return ""
        told = f"Agreed on {format_day(article.on, self.today)}"
        return f"({told} at {gathering.name}.)" if gathering else f"({told}.)"

    def _since(self, article: Article) -> str:
        return f"From {format_day(article.on, self.today)}" if article.on else "Before"

    def _about_moderator(self) -> str:
        who = charter.moderator(self.book, self.today)
        return f"{who or 'No moderator yet.'}\n\nPress {key_of('charter.moderator')} to name the moderator, appointed or elected."

    def _about_review(self) -> str:
        due = self.book.community.review_on
        when = f"Review due on {format_day(due, self.today)}." if due else "No review date is set."
        return f"{when}\n\nPress {key_of('charter.review')} to record a review and set the next date. The review appears on Week when it is due."

    @on(Listing.Opened)
    def _opened(self) -> None:
        self.commands.of(CharterCommands).action_edit()

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected topic; an earlier version is there to be read."""
        own = {MODERATES: "charter.moderator", REVIEW: "charter.review"}.get(self.query_one(Listing).key, "")
        lead: dict[str, object] = {own: True} if own else {}
        lead["charter.edit"] = self.version is None
        found = charter.versions(self.book)
        return lead | dict.fromkeys(("charter.earlier", "charter.later", "charter.now"), bool(found))

    def action_turn(self, step: int) -> None:
        """The version before or after."""
        found = charter.versions(self.book)
        at = next(
            (n for n, version in enumerate(found) if self.version and version.on == self.version.on),
            len(found) - 1,
        )
        at += step
        if not found or at < 0:
            self.say("This is the first version.", problem=True)
            return
        if at >= len(found):
            self.say(CURRENT, problem=True)
            return
        self.version = found[at] if at < len(found) - 1 else None
        self.fill()

    def action_now(self) -> None:
        """Back to the current version."""
        if self.version is None:
            self.say(CURRENT)
        self.version = None
        self.fill()

    def leave(self) -> None:
        """Leave the earlier version first."""
        if self.version:
            self.action_now()
        else:
            super().leave()
