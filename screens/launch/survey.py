"""The survey: suggested topics, their votes, and the gathering each is scheduled for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.text_export import copy_text
from screens.launch.base import AgreeingScreen, launch_menu
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.option import Option
from screens.widgets.panes import Pane
from store.book.transaction import Change
from store.calendar.rituals import gatherings
from store.core.dates import format_day
from store.core.text import pluralize, quoted
from store.launch import survey
from store.launch.survey import MOST_VOTES
from store.model.agreement import Wish

BACK, AHEAD = 90, 60
"""Days around today whose gatherings a topic can be scheduled for."""
NOWHERE = "nowhere"

ASKED = ("title", "by", "department", "votes", "on", "note", "on_hub")


def no_topic_yet() -> str:
    """What is said where there is no topic."""
    return f"No topics yet. Press {key_of('survey.add')} to add the first."


class SurveyScreen(AgreeingScreen):
    """Every topic, the most wanted first."""

    NEXT = "kickoff"
    PREVIOUS = "charter"
    CSS_PATH = "survey.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    AT_ONCE = frozenset({"survey.vote", "survey.less"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "vote(1)", "Vote", id="survey.vote", tooltip="Add a vote for this topic"),
        Binding("minus", "vote(-1)", "Remove vote", key_display="-", show=False, id="survey.less",
                tooltip="Remove a vote from this topic"),
        Binding("a", "add", "Add", id="survey.add", tooltip="Add a suggested topic"),
        Binding("e", "edit", "Edit", id="survey.edit", tooltip="Edit this topic"),
        Binding("i", "bring_in", "Import", show=False, id="survey.bring_in", tooltip="Import topics and votes from a survey"),
        Binding("m", "take_up", "Schedule", id="survey.take_up", tooltip="Choose a gathering for this topic"),
        Binding("y", "copy", "Copy", id="survey.copy", tooltip="Copy the topics with their votes"),
        Binding("v", "view", "Kick-off", id="survey.view", tooltip="Next view: kick-off, then charter"),
        previous_view("survey"),
        launch_menu("survey"),
        Binding("d", "delete", "Delete", show=False, id="survey.delete", tooltip="Delete this topic (can be undone)"),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """The topics, and what is known of the selected one."""
        yield Listing(
            Column(5, right=True), Column(share=4), Column(share=2), Column(share=2), id="wishes",
            empty=lambda: f"No suggested topics yet. Ask people which topics interest them, then press {key_of('survey.add')} to add the first.",
        )  # fmt: skip
        yield Pane(id="about").when_empty("Topic", "The selected topic appears here with its votes.")

    def fill(self) -> None:
        """Show the topics."""
        wishes = survey.ranked(self.book)
        taken = [wish for wish in wishes if wish.gathering]
        votes = sum(wish.votes for wish in wishes)
        listing = self.query_one(Listing)
        listing.titled(f"Survey · {pluralize(len(wishes) - len(taken), 'open topic')}", pluralize(votes, "vote"))
        rows = [self._row(wish) for wish in wishes if not wish.gathering]
        rows += [Row("taken", ("Scheduled",), heading=True)] if taken else []
        listing.show([*rows, *(self._row(wish) for wish in taken)], self.arrived())
        self._show_about()

    def _row(self, wish: Wish) -> Row:
        where = survey.taken_up(self.book, wish, self.today)
        raiser, home = survey.raised_by(self.book, wish), survey.raised_in(self.book, wish)
        votes = (f"{wish.votes:,}", "dim" if where else "accent")
        title = (wish.title, "dim" if where else "strong")
        last = (where or raiser, "dim")
        return Row(wish.id, (votes, title, (home or " ", "dim"), last), search=f"{raiser} {wish.note}")

    @on(Listing.Moved)
    def _show_about(self) -> None:
        pane, wish = self.query_one("#about", Pane), self._here()
        if wish is None:
            pane.titled("")
            pane.show([])
            return
        raiser, home = survey.raised_by(self.book, wish), survey.raised_in(self.book, wish)
        told = [f"Suggested by {raiser}" if raiser else "Suggested anonymously", home]
        told.append(format_day(wish.on, self.today) if wish.on else "")
        where = survey.taken_up(self.book, wish, self.today)
        pane.titled(wish.title, pluralize(wish.votes, "vote"))
        pane.show([
            ", ".join(part for part in told if part),
            f"Scheduled for {where}" if where else f"Not scheduled yet. Press {key_of('survey.take_up')} to choose a gathering.",
            *([wish.note] if wish.note else []),
        ])  # fmt: skip

    def _here(self) -> Wish | None:
        return self.book.wishes.get(self.query_one(Listing).key)

    def _wanted(self) -> Wish | None:
        """The selected topic, or None with a notice."""
        if (wish := self._here()) is None:
            self.say(no_topic_yet(), problem=True)
        return wish

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected topic."""
        wish = self._here()
        return {
            "survey.vote": wish,
            "survey.less": wish and wish.votes,
            "survey.take_up": wish,
            "survey.edit": wish,
            "survey.delete": wish,
            "survey.copy": self.book.wishes,
        }

    def action_vote(self, step: int) -> None:
        """One vote more or less."""
        if not (wish := self._wanted()):
            return
        votes = wish.votes + step
        if not 0 <= votes <= MOST_VOTES:
            limit = "no votes to remove" if step < 0 else f"the maximum of {MOST_VOTES:,} votes"
            self.say(f"{quoted(wish.title)} has {limit}.", problem=True)
            return
        verb = "Vote for" if step > 0 else "Remove a vote from"
        self.attempt(f"{verb} {quoted(wish.title)}", lambda change: change.put(replace(wish, votes=votes)))

    def action_add(self) -> None:
        """Add a topic."""
        self.ask_record(
            "Add suggested topic",
            Wish,
            lambda wish: f"Add {quoted(wish.title)}",
            preset={"on": self.today, "votes": 1},
            names=ASKED,
            also=lambda _, wish: self.call_after_refresh(self.arrive, wish.id),
        )

    def action_bring_in(self) -> None:
        """Import topics and votes from a survey."""
        from screens.launch.survey_import import BringInSurvey

        if self.may_write():
            self.app.push_screen(BringInSurvey(self.book, self.today, self.changing))

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Edit the selected topic."""
        if wish := self._wanted():
            self.ask_record(
                f"Edit topic: {wish.title}", Wish, lambda w: f"Edit {quoted(w.title)}", base=wish, names=ASKED
            )

    def action_take_up(self) -> None:
        """Schedule the selected topic for a gathering; one that only a rule gives so far becomes its own."""
        from screens.widgets.lists.picker import Picker

        if not (wish := self._wanted()) or not self.may_write():
            return
        around = gatherings(self.book, self.today - timedelta(days=BACK), self.today + timedelta(days=AHEAD))
        around = [g for g in around if g.state != "skipped"]
        around.sort(key=lambda g: (g.on < self.today, abs(g.on - self.today), g.id))
        options = [Option(g.id, g.name, format_day(g.on, self.today)) for g in around]
        if wish.gathering:
            options.insert(0, Option(NOWHERE, "Not scheduled", "reopen the topic"))
        found = {g.id: g for g in around}

        def chosen(picked: tuple[str, ...] | None) -> None:
            if not picked:
                return
            at = found.get(picked[0])
            taken = replace(wish, gathering=at.id if at else "")

            def work(change: Change) -> None:
                if at and at.id not in self.book.gatherings:
                    change.put(at)
                change.put(taken)

            label = f"{'Schedule' if at else 'Reopen'} {quoted(wish.title)}"
            when = f"Scheduled for {quoted(at.name)}, {format_day(at.on, self.today)}." if at else ""
            self.attempt(label, work, when or f"Reopened {quoted(wish.title)}.")

        empty = "No recent or upcoming gatherings. Plan one in the calendar first."
        self.app.push_screen(
            Picker(f"Schedule {quoted(wish.title)}: choose a gathering", options, empty=empty), chosen
        )

    def action_delete(self) -> None:
        """Delete the selected topic."""
        if wish := self._wanted():
            self.delete(wish, quoted(wish.title))

    def action_copy(self) -> None:
        """Copy the topics with their votes."""
        if self.book.wishes:
            copy_text(self, survey.as_text(self.book, self.today), f"survey {self.today}")
        else:
            self.say(no_topic_yet(), problem=True)
