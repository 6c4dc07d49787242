"""Recognition: who waits for a thank-you, what was given, and what for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from dateutil.relativedelta import relativedelta
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import other_list, previous_view
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.recognition import views
from screens.recognition.log_actions import LogCommands
from screens.recognition.log_views import VIEWS, Entry, as_posted, in_full, log, waits_for
from screens.recognition.views import recognition_menu
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane, Paper
from store.core.dates import month_start
from store.core.text import pluralize
from store.model.recognition import Contribution, Recognition
from store.recognition.recognition import deeds, unthanked

ALL_THANKED = "Everyone with a recent contribution has been thanked."


def only_the_wall() -> str:
    """What is said where the month cannot be turned."""
    return f"Press {key_of('recognition.view')} to see the wall, then {key_of('recognition.earlier')} or {key_of('recognition.later')} to change the month."


def nothing_done() -> str:
    """What is said before anyone did anything."""
    return f"No one to thank yet. Press {key_of('person.contribute')} on a person to record a contribution. Hosts in the calendar appear here automatically."


class RecognitionScreen(BookScreen):
    """Who is unthanked, beside the log of thanks in its views."""

    ROOM = "recognition"
    VIEWS = views.VIEWS
    FIRST_OFFERED = "seen"
    CSS_PATH = "recognition.tcss"
    ACTIONS = (LogCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *ThanksCommands.keys("thank"),
        *LogCommands.keys("add"),
        Binding(
            "v",
            "view",
            "View",
            id="recognition.view",
            tooltip="Switch the log view, or show the thank-you wall",
        ),
        previous_view("recognition"),
        *LogCommands.keys("copy"),
        recognition_menu("recognition"),
        *LogCommands.keys("edit"),
        *ThanksCommands.keys("contribute"),
        other_list("recognition"),
        *LogCommands.keys("save"),
        *LogCommands.keys("delete"),
        *PersonCommands.keys("contact"),
        Binding("E", "behaviours", "Behaviours", show=False, id="recognition.behaviours",
                tooltip="Edit the behaviours you want to encourage"),
        Binding("left_square_bracket", "month(-1)", "Earlier", show=False, key_display="[", id="recognition.earlier",
                tooltip="Show the previous month’s wall"),
        Binding("right_square_bracket", "month(1)", "Later", show=False, key_display="]", id="recognition.later",
                tooltip="Show the next month’s wall"),
        Binding("full_stop", "month(0)", "This month", show=False, key_display=".", id="recognition.now",
                tooltip="Show this month’s wall"),
    ]  # fmt: skip
    _view = 0
    _month: date | None = None
    _known: frozenset[str] | None = None
    """The thanks there were when the log was last shown."""
    _about_log = False
    """Whether the pane is about the log though the cursor is among those who wait: thanks were just given."""
    _at = ""
    """Whom the cursor was on among those who wait when the pane was last shown."""

    def body(self) -> ComposeResult:
        """Those who wait on top, the log below, and the selected line in full; on the wall, what will be posted."""
        yield Listing(Column(22), Column(share=1), Column(8, right=True), id="waiting")
        yield Listing(Column(11), Column(22), Column(19), Column(share=1), id="log")
        yield Pane(id="entry").when_empty("Details", "The selected line appears here in full.")
        yield Paper(id="wall").when_empty("Thank-you wall", "The text of the post appears here.")

    def on_mount(self) -> None:
        """Begin with those who wait."""
        self.set_focus(self.query_one("#waiting"))

    def arrive(self, key: str) -> None:
        """Show one of the log's views."""
        if key in VIEWS:
            self._show(VIEWS.index(key))

    @property
    def month(self) -> date:
        """The first day of the month whose wall is shown."""
        return self._month or month_start(self.today)

    def fill(self) -> None:
        """Show who waits and what was logged."""
        self._waiting = {who.volunteer.id: who for who in unthanked(self.book, self.today)}
        left = self.query_one("#waiting", Listing)
        longest = max((who.days for who in self._waiting.values()), default=0)
        wait = f" · longest wait {pluralize(longest, 'day')}" if longest else ""
        left.titled(f"To thank · {len(self._waiting)}{wait}")
        left.empty_text(ALL_THANKED if any(deeds(self.book)) else nothing_done)
        left.show(
            Row(key, ((w.volunteer.name, "strong"), w.why, (pluralize(w.days, "day"), "dim")))
            for key, w in self._waiting.items()
        )
        self._at = left.key
        self._log = found = log(self.book, VIEWS[self._view], self.month, self.today)
        right = self.query_one("#log", Listing)
        right.titled(found.title)
        right.empty_text(found.empty)
        right.show(found.lines, self._just_given())
        self._show_entry()

    def _just_given(self) -> str:
        """The thank-you added while the log was away, to be selected and copied or saved."""
        there = frozenset(self.book.recognitions)
        given = there - self._known if self._known is not None else ()
        self._known, self._about_log = there, len(given) == 1
        return next(iter(given)) if self._about_log else ""

    @on(Listing.Moved, "#waiting")
    def _move(self, event: Listing.Moved) -> None:
        """The pane follows the cursor, but not when a row went because its person was thanked."""
        if event.key != self._at:
            self._look()

    @on(events.DescendantFocus)
    def _look(self) -> None:
        """The pane is about what the cursor is on."""
        self._at, self._about_log = self.query_one("#waiting", Listing).key, False
        self._show_entry()

    @on(Listing.Moved, "#log")
    def _show_entry(self) -> None:
        """What is selected, in full: who waits and for what, or the entry of the log."""
        left = self.query_one("#waiting", Listing)
        waits = self._waiting.get(left.key) if self.focused is left and not self._about_log else None
        title, lines = waits_for(waits, self.today) if waits else in_full(self.book, self.entry())
        pane = self.query_one("#entry", Pane)
        pane.titled(title)
        pane.show([*filter(None, lines[:1]), *([(line, "dim")] for line in filter(None, lines[1:]))])
        if self.on_wall:
            told, text, marked = as_posted(self.book, self.month, self.entry())
            paper = self.query_one(Paper)
            paper.titled(told)
            paper.show(text, marked)

    def entry(self) -> Entry | None:
        """The selected entry of the log."""
        key = self.query_one("#log", Listing).key
        return self._log.about(key) if key else None

    def in_log(self) -> Entry | None:
        """The selected entry, while the cursor is in the log."""
        return self.entry() if self.focused is self.query_one("#log", Listing) else None

    def shown(self) -> Entry | None:
        """The entry that the pane shows."""
        return self.entry() if self._about_log else self.in_log()

    @property
    def on_wall(self) -> bool:
        """Whether the log is the wall of a month."""
        return VIEWS[self._view] == "wall"

    def person(self) -> str:
        """The person to thank, or the one the selected entry is about."""
        if self.focused is self.query_one("#log", Listing):
            entry = self.entry()
            return entry.person if entry else ""
        return self.query_one("#waiting", Listing).key

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done for who waits, or with the selected entry of the log; the wall can be turned."""
        entry, person, shown = self.in_log(), self.person(), self.shown()
        record = entry.record if entry else None
        note = self.on_wall or (shown and isinstance(shown.record, Recognition))
        people: dict[str, object] = dict.fromkeys(("person.thank", "person.contribute", "person.contact"), person)
        log: dict[str, object] = {
            "recognition.copy": note,
            "recognition.edit": entry,
            "recognition.delete": isinstance(record, Recognition | Contribution),
            "recognition.save": note,
        }
        months = dict.fromkeys(("recognition.earlier", "recognition.later", "recognition.now"), self.on_wall)
        first = log | people if entry else people | log
        return first | months

    @on(Listing.Opened, "#log")
    def _open_entry(self) -> None:
        LogCommands(self).action_edit()

    @on(Listing.Opened, "#waiting")
    def _open_person(self, event: Listing.Opened) -> None:
        self.post_message(GoTo("volunteer", event.key))

    def action_view(self, step: int = 1) -> None:
        """The next view of the log, or the previous one."""
        self._show((self._view + step) % len(VIEWS))

    def _show(self, view: int) -> None:
        self._view = view
        self.set_class(self.on_wall, "-wall")
        self.fill()
        self.query_one("#log", Listing).action_first()

    def action_month(self, step: int) -> None:
        """The wall of another month."""
        if not self.on_wall:
            self.say(only_the_wall(), problem=True)
            return
        first = self.month + relativedelta(months=step) if step else month_start(self.today)
        if first > self.today:
            self.say("That month has not started yet.", problem=True)
            return
        if not step and first == self.month:
            self.say("This is already the current month.")
            return
        self._month = first
        self.fill()
