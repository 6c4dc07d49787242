"""Launch: the roadmap of six steps with its milestones, and the health check for eight mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import other_list, previous_view
from screens.common.actions.need_actions import NeedCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.launch.base import VIEWS, launch_menu
from screens.launch.roadmap_lines import OPENS, about_mark, about_sign, mark_row, sign_row, step_heading
from screens.widgets.containers import Horizontal, Vertical
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.option import Option
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.core.labels import label_of
from store.core.text import pluralize, quoted
from store.insights.health_check import STATES, Sign, signs
from store.launch.assessments import answers, next_step
from store.launch.roadmap import Roadmap, roadmap
from store.launch.roadmap_marks import Mark
from store.model.assessments import Word


class LaunchScreen(BookScreen):
    """The roadmap at the left; the health check and the selected line at the right."""

    ROOM = "launch"
    NEXT = "checkups"
    PREVIOUS = "needs"
    VIEWS = VIEWS
    FIRST_OFFERED = "pitch"
    CSS_PATH = "launch.tcss"
    AUTO_FOCUS = "#steps"
    ACTIONS = (NeedCommands, PersonCommands, ThanksCommands)
    AT_ONCE = frozenset({"launch.word", "launch.take_back"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "word", "Confirm", id="launch.word", tooltip="Confirm a milestone that the book cannot show"),
        launch_menu("launch"),
        Binding("v", "view", "Self-assess", id="launch.view", tooltip="Next view: self-assessments, then needs"),
        previous_view("launch"),
        *NeedCommands.keys(),
        other_list("launch"),
        Binding("P", "pitch", "Pitch", show=False, id="launch.pitch", tooltip="Open the pitch"),
        Binding("slash", "filter", "Filter", key_display="/", show=False, id="launch.filter",
                tooltip="Filter the list as you type"),
        Binding("d", "take_back", "Unconfirm", show=False, id="launch.take_back",
                tooltip="Delete your last confirmation (can be undone)"),
    ]  # fmt: skip
    _map: Roadmap
    _signs: dict[str, Sign]
    _marks: dict[str, Mark]

    def __init__(self, *how: Any) -> None:
        super().__init__(*how)
        self._marks = {}

    def body(self) -> ComposeResult:
        """The steps; beside them the health check and the selected line."""
        with Horizontal():
            yield Listing(Column(1), Column(30), Column(share=1), id="steps")
            with Vertical(id="beside"):
                yield Listing(Column(9), Column(share=1), title="Health check", id="signs")
                yield Pane(id="about").when_empty("Step", "The selected milestone appears here.")

    def action_pitch(self) -> None:
        """Go to the pitch."""
        self.post_message(GoTo("pitch"))

    def arrive(self, key: str) -> None:
        """Select a sign of the health check, or a milestone."""
        if not self.is_mounted:
            self.call_after_refresh(self.arrive, key)
            return
        listing = self.query_one("#signs" if key in self._signs else "#steps", Listing)
        listing.highlight(key)
        self.set_focus(listing)

    def get_ready(self) -> Iterator[None]:
        """Where the community stands."""
        roadmap(self.book, self.today)
        yield
        signs(self.book, self.today)
        yield

    def fill(self) -> None:
        """Show where the community stands."""
        missing = {mark.key for mark in self._marks.values() if not mark.done}
        self._map = roadmap(self.book, self.today)
        self._signs = {sign.key: sign for sign in signs(self.book, self.today)}
        self._marks = {mark.key: mark for step in self._map.steps for mark in step.marks}
        rows: list[Row] = []
        for step in self._map.steps:
            rows.append(step_heading(step, here=step is self._map.here))
            rows += [mark_row(mark, leads=mark is self._map.next) for mark in step.marks]
        steps = self.query_one("#steps", Listing)
        steps.titled(f"Launch · {self._map.words}")
        here = self._marks.get(steps.key)
        on = here is None or (here.done and here.key in missing)  # what was to be done here is done
        steps.show(rows, self._map.next.key if on and self._map.next else "")
        by_need = sorted(self._signs.values(), key=lambda sign: -STATES.index(sign.state))
        to_act = sum(sign.state != "fine" for sign in by_need)
        listing = self.query_one("#signs", Listing)
        listing.titled(f"Health check · {to_act or 'none'} of {len(by_need)} to watch")
        listing.show(sign_row(sign) for sign in by_need)
        self._show_about()

    def _on_signs(self) -> bool:
        return self.focused is self.query_one("#signs")

    def _sign_here(self) -> Sign | None:
        return self._signs.get(self.query_one("#signs", Listing).key)

    def _mark_here(self) -> Mark | None:
        return self._marks.get(self.query_one("#steps", Listing).key)

    @on(Listing.Moved)
    @on(events.DescendantFocus)
    def _show_about(self) -> None:
        pane = self.query_one("#about", Pane)
        lines: list[str | list[Span]] = []
        if self._on_signs() and (sign := self._sign_here()):
            pane.titled(sign.title)
            lines = about_sign(sign)
        elif mark := self._mark_here():
            pane.titled(mark.text)
            lines = about_mark(self.book, mark, self.today)
        pane.show(lines)

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected milestone."""
        mark = None if self._on_signs() else self._mark_here()
        return {
            "launch.word": mark and (not mark.done or mark.said is not None),
            "launch.take_back": mark and answers(self.book, mark.about),
        }

    @on(Listing.Opened, "#steps")
    def _go(self) -> None:
        """Go to where the selected milestone is completed."""
        mark = self._mark_here()
        if mark is None:
            return
        if not mark.room:
            self.action_word()
            return
        if not mark.done and mark.press not in OPENS:
            self.say(
                f"Press {key_of(mark.press)} here for ‘{mark.text}’, then {key_of('screen.all')} to come back."
            )
        self.post_message(GoTo(mark.room, mark.arrive))

    @on(Listing.Opened, "#signs")
    def _rows_behind(self) -> None:
        """The entries behind the selected sign, to go to one of them."""
        sign = self._sign_here()
        if sign is None or not sign.rows:
            self.say("There are no entries behind this line.", problem=True)
            return
        from screens.widgets.lists.picker import Picker

        options = [Option(str(place), f"{row.text}: {row.more}") for place, row in enumerate(sign.rows)]
        title = f"{sign.title}: {pluralize(len(sign.rows), 'entry', 'entries')}"
        self.app.push_screen(Picker(title, options), partial(self._picked, sign))

    def _picked(self, sign: Sign, picked: tuple[str, ...] | None) -> None:
        if picked:
            row = sign.rows[int(picked[0])]
            self.post_message(GoTo(row.room, row.key))

    def action_word(self) -> None:
        """Confirm the selected milestone."""
        mark = self._mark_here()
        if self._on_signs() or mark is None:
            self.say(
                f"Only milestones can be confirmed. Press {key_of('launch.other')} to go to the roadmap.",
                problem=True,
            )
        elif mark.done and mark.said is None:
            self.say("The book already shows this milestone. No confirmation is needed.", problem=True)
        else:
            stands: dict[str, Any] = {"stands": "not_yet" if mark.said else "yes"}
            self.ask_record(
                f"Confirm: {mark.text}",
                Word,
                lambda word: f"Confirm {quoted(mark.text)}: {label_of(word.stands)}",
                preset={"about": mark.about, "on": self.today, "step": next_step(self.book, mark.about), **stands},
                names=("note", "stands", "on"),
                intro="The book cannot show this milestone. Record what you know.",
                enter_saves=True,
            )

    def action_take_back(self) -> None:
        """Delete the last confirmation of the selected milestone."""
        mark = self._mark_here()
        said = answers(self.book, mark.about) if mark and not self._on_signs() else []
        if mark and said:
            self.delete(said[0], f"Your confirmation of {quoted(mark.text)}")
        else:
            self.say("You have not confirmed this milestone.", problem=True)
