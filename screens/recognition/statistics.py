"""Recognition balance: who is thanked often or never, the next spotlight, and behaviours not yet recognised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import other_list, previous_view
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.recognition.views import VIEWS, recognition_menu
from screens.widgets.charts.bar import bar_text
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.dates import format_day
from store.core.numbers import percent_of
from store.core.text import pluralize
from store.model.people import Volunteer
from store.people.directory import department_of
from store.recognition import statistics as praise

MOST = 5
"""Lines of those thanked most, and of those next in the spotlight."""
LONGEST_BAR = 10
"""Cells of a bar."""


class SeenScreen(BookScreen):
    """People at the left, departments and behaviours at the right."""

    ROOM = "recognition"
    NEXT = "orbit"
    PREVIOUS = "orbit"
    VIEWS = VIEWS
    CSS_PATH = "statistics.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *ThanksCommands.keys("thank"),
        Binding("v", "view", "Orbit", id="seen.view", tooltip="Show love, level, reach and gravity"),
        previous_view("seen"),
        recognition_menu("seen"),
        Binding(
            "E",
            "behaviours",
            "Behaviours",
            id="seen.behaviours",
            tooltip="Edit the behaviours you want to encourage",
        ),
        *ThanksCommands.keys("contribute"),
        *PersonCommands.keys("contact"),
        other_list("seen"),
        Binding("escape,backspace", "leave", "Back", id="seen.leave", tooltip="Go back to recognition"),
    ]

    def body(self) -> ComposeResult:
        """The two lists."""
        with Horizontal():
            yield Listing(Column(share=1), Column(15), Column(16, right=True), id="people",
                          empty=lambda: f"No members yet. Press {key_of('go.pipeline')} to open the pipeline, then {key_of('pipeline.next')} to move people to the next stage.")  # fmt: skip
            yield Listing(Column(share=1), Column(LONGEST_BAR), Column(8, right=True), id="shares",
                          empty="Departments of active members appear here. There are none yet.")  # fmt: skip

    def on_mount(self) -> None:
        """Begin among the people."""
        people = self.query_one("#people", Listing)
        self.set_focus(people)

    def fill(self) -> None:
        """Count everything anew."""
        people, shares = self.query_one("#people", Listing), self.query_one("#shares", Listing)
        people.titled(f"Recognition balance · {len(praise.never_thanked(self.book, self.today))} never thanked")
        people.show(self._people())
        scale = "full bar: all members, or the most frequent behaviour" if self.book.recognitions else ""
        shares.titled("By department and behaviour", scale)
        shares.show([*self._shares(), *self._behaviours()])

    def _people(self) -> Iterator[Row]:
        never = praise.never_thanked(self.book, self.today)
        yield from self._group(f"Never thanked · {len(never)}", [(v, "never") for v in never])
        often = praise.most_thanked(self.book, self.today)
        told = [(v, f"{pluralize(count, 'time')}") for v, count in often[:MOST]]
        yield from self._group("Most thanked in the past year", told)
        turns = praise.rota(self.book, self.today)
        fresh = sum(turn.last is None for turn in turns)
        told = [
            (t.volunteer, f"last {format_day(t.last, self.today)}" if t.last else "not yet featured")
            for t in turns[: max(MOST, fresh)]
        ]
        yield from self._group(f"Next spotlight · {fresh} not yet featured", told)

    def _group(self, title: str, people: list[tuple[Volunteer, str]]) -> Iterator[Row]:
        if people:
            yield Row("", (title,), heading=True)
        for volunteer, told in people:
            home = department_of(self.book, volunteer)
            yield Row(
                f"{title.split(' · ', maxsplit=1)[0]}:{volunteer.id}",
                ((volunteer.name, "strong"), home, (told, "dim")),
            )

    def _shares(self) -> Iterator[Row]:
        shares = praise.shares(self.book, self.today)
        if not shares:
            return
        part, whole = sum(s.thanked for s in shares), sum(s.of for s in shares)
        yield Row(
            "",
            (f"Active members thanked this quarter · {part} of {whole}, {percent_of(part, whole)}",),
            heading=True,
        )
        for share in shares:
            told = f"{share.thanked} of {share.of}"
            look = "" if share.thanked else "warn"
            yield Row(
                f"share:{share.department}",
                (share.department, (bar_text(share.thanked, share.of, LONGEST_BAR), "accent"), (told, look)),
            )

    def _behaviours(self) -> Iterator[Row]:
        found = praise.by_behaviour(self.book)
        never = sum(not one.thanks for one in found)
        yield Row("", (f"Behaviours · {never} not yet recognised",), heading=True)
        most = max((len(one.thanks) for one in found), default=0)
        for one in found:
            count = len(one.thanks)
            times = (pluralize(count, "time"), "dim") if count else ("never", "warn")
            name = one.behaviour if one.wanted else f"{one.behaviour} (no longer on the list)"
            bar = bar_text(count, most, LONGEST_BAR, rest=" ")
            yield Row(f"behaviour:{one.behaviour}", (name, (bar, "accent"), times))

    def line_keys(self) -> Mapping[str, object]:
        """What can be done for the selected person."""
        return dict.fromkeys(("person.thank", "person.contribute", "person.contact"), self.person())

    def person(self) -> str:
        """The selected person."""
        people = self.query_one("#people", Listing)
        return people.key.rpartition(":")[2] if self.focused is people else ""

    @on(Listing.Opened, "#people")
    def _open(self) -> None:
        self.post_message(GoTo("volunteer", self.person()))

    @on(Listing.Opened, "#shares")
    def _open_share(self, event: Listing.Opened) -> None:
        """A behaviour opens the list of them; a department the board of departments."""
        if event.key.startswith("behaviour:"):
            self.action_behaviours()
        else:
            self.post_message(GoTo("departments"))

    def action_behaviours(self) -> None:
        """Change the list of what the community wants more of."""
        ThanksCommands(self).action_behaviours()
