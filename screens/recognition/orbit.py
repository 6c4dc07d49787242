"""Orbit: every member's love and level, the gravity of the whole, and the rows behind each figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import other_list, previous_view
from screens.common.actions.orbit_actions import PRIVATE, SUGGESTED, OrbitCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.common.settings_forms import ask_weights
from screens.recognition.views import VIEWS, recognition_menu
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.labels import label_of
from store.core.text import pluralize
from store.insights.orbit import STAGE_OF, Orbit, Score
from store.people.directory import by_name
from store.people.stages import MEMBERS, standings

MEANINGS = {
    "Love": "degree of involvement",
    "Level": "highest commitment",
    "Reach": "extent of influence",
    "Gravity": "the community’s pull on people",
}
"""What each figure tells."""
WHOLE = "whole"
"""The key of the line about the community as a whole."""


class OrbitScreen(BookScreen):
    """Members at the left, by name as no one is ranked; what is behind a figure at the right."""

    ROOM = "recognition"
    NEXT = "seen"
    PREVIOUS = "seen"
    VIEWS = VIEWS
    CSS_PATH = "orbit.tcss"
    ACTIONS = (OrbitCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *ThanksCommands.keys("thank"),
        Binding("v", "view", "Balance", id="orbit.view", tooltip="Show who is thanked often or never"),
        previous_view("orbit"),
        recognition_menu("orbit"),
        Binding("e", "weights", "Weights", id="orbit.weights", tooltip="Edit the weights of activities"),
        *ThanksCommands.keys("contribute"),
        *PersonCommands.keys("contact"),
        other_list("orbit"),
        Binding("escape,backspace", "leave", "Back", id="orbit.leave", tooltip="Go back to members, or to recognition"),
    ]  # fmt: skip

    _who = ""

    def body(self) -> ComposeResult:
        """The members, and what is behind."""
        with Horizontal():
            yield Listing(Column(share=1), Column(9), Column(15), Column(7, right=True), id="members",
                          empty=lambda: f"No members yet. Press {key_of('go.pipeline')} to open the pipeline, then {key_of('pipeline.next')} to move people to the next stage.")  # fmt: skip
            yield Listing(Column(12), Column(11), Column(share=1), id="behind", empty="Nothing counted yet.")

    def on_mount(self) -> None:
        """Begin among the members."""
        self.set_focus(self.query_one("#members"))

    def fill(self) -> None:
        """Calculate everything again."""
        self._orbit = Orbit(self.book, self.today)
        members = self.query_one("#members", Listing)
        rows = list(self._members())
        legend = "stage · level (↑ above the stage) · love" if len(rows) > 1 else ""
        members.titled(f"{PRIVATE} · {pluralize(len(rows) - 1, 'member')}", legend)
        members.show(rows if len(rows) > 1 else ())
        self._show_behind()

    def _members(self) -> Iterator[Row]:
        gravity = self._orbit.gravity()
        yield Row(WHOLE, (("Everyone", "strong"), ("gravity", "dim"), (gravity.figure, "accent")))
        where = standings(self.book, self.today)
        for volunteer in by_name(s.volunteer for s in where.values() if s.stage in MEMBERS):
            standing, level = where[volunteer.id], self._orbit.level(volunteer.id)
            higher = self._orbit.suggestion(standing)
            mark = (
                " ↑" if higher else " ↓" if MEMBERS.index(STAGE_OF[level]) < MEMBERS.index(standing.stage) else ""
            )
            cells = (
                (volunteer.name, "strong"),
                label_of(standing.stage),
                (f"{level}{mark}", "warn" if higher else "dim"),
                f"{self._orbit.love(volunteer.id):.1f}",
            )
            yield Row(volunteer.id, cells)

    @on(Listing.Moved, "#members")
    def _show_behind(self) -> None:
        who, behind = self.query_one("#members", Listing).key, self.query_one("#behind", Listing)
        volunteer = self.book.volunteers.get(who)
        if volunteer is None:
            behind.titled("Gravity")
            behind.show(self._rows(self._orbit.gravity()), "" if who == self._who else "Gravity:formula")
            self._who = who
            return
        behind.titled(volunteer.name)
        rows: list[Row] = []
        suggestion = self._orbit.suggestion(standings(self.book, self.today)[who])
        if suggestion:
            rows = [
                Row("", (f"Suggested stage: {label_of(suggestion.stage)}",), heading=True),
                Row(SUGGESTED, ((suggestion.because, "warn"),)),
            ]
        for score in self._orbit.scores(who):
            rows += self._rows(score)
        behind.show(rows, "" if who == self._who else next(row.key for row in rows if not row.heading))
        self._who = who

    @staticmethod
    def _rows(score: Score) -> Iterator[Row]:
        meaning = MEANINGS.get(score.name)
        yield Row("", (f"{score.name} {score.figure}{f': {meaning}' if meaning else ''}",), heading=True)
        yield Row(f"{score.name}:formula", ((f"= {score.formula}", "dim"),))
        for number, (adds, when, what) in enumerate(score.rows):
            cells = ((adds, ""), (when, "dim"), what) if when else ((adds, ""), what)
            yield Row(f"{score.name}:{number}", cells)

    def line_keys(self) -> Mapping[str, object]:
        """What can be done for the selected person."""
        return dict.fromkeys(("person.thank", "person.contribute", "person.contact"), self.person())

    def person(self) -> str:
        """The selected member."""
        key = self.query_one("#members", Listing).key
        return key if key in self.book.volunteers else ""

    @on(Listing.Opened, "#members")
    def _open(self) -> None:
        """Go to the rows behind the figures."""
        self.set_focus(self.query_one("#behind"))

    @on(Listing.Opened, "#behind")
    def _open_behind(self, event: Listing.Opened) -> None:
        """Decide about a suggestion; any other row leads to the person's page."""
        if not (volunteer := self.book.volunteers.get(self.person())):
            self.say("These rows cover all members. Select a member to see only theirs.")
        elif event.key == SUGGESTED:
            OrbitCommands(self).consider(volunteer)
        else:
            self.post_message(GoTo("volunteer", volunteer.id))

    def action_weights(self) -> None:
        """Change what each kind of activity weighs."""
        ask_weights(self)

    def leave(self) -> None:
        """Back to the members first, then to recognition."""
        members = self.query_one("#members")
        if self.focused is not members:
            self.set_focus(members)
        else:
            super().leave()
