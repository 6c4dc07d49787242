"""Import of another calendar, after a preview of what becomes of each event."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from screens.common.import_dialog import ImportDialog
from screens.widgets.bars import KeyBar
from screens.widgets.keys import key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from screens.widgets.path_field import PathField
from screens.widgets.spans import Span
from screens.widgets.text_input import LineField
from store.core.date_parsing import parse_day
from store.core.dates import format_day, format_day_relative, format_day_short
from store.core.errors import GuildbookError
from store.core.text import pluralize

if TYPE_CHECKING:
    from store.exchange.ical.importer import CalendarPlan, Entry
    from store.exchange.ical.parser import CalendarFile


class AskedLine(LineField):
    """Takes the path or a day; enter reads the file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Read", id="calendar_in.read", tooltip="Read the file and show a preview")
    ]


class AskedPath(PathField):
    """Takes the path; enter reads the file."""

    BINDINGS = AskedLine.BINDINGS


class Events(Listing):
    """The events of the file, each with what becomes of it."""

    BINDINGS = [
        Binding("enter", "screen.take", "Import", id="calendar_in.take_in", tooltip="Import the ticked events"),
        Binding(
            "space",
            "screen.tick",
            "Include",
            id="calendar_in.tick",
            tooltip="Import this event, or leave it out",
        ),
        Binding("tab", "app.focus_next", "Path", id="calendar_in.path", tooltip="Back to the file path and dates"),
    ]


class BringInCalendar(ImportDialog):
    """Reads a calendar, shows what becomes of each event, and imports with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Import", show=False, id="calendar_in.take", tooltip="Import the ticked events"),
        Binding("escape,ctrl+g", "leave", "Back", id="calendar_in.leave", tooltip="Close without importing"),
    ]
    DEFAULT_CSS = """
    BringInCalendar {
        & > Vertical { width: 104; }
        & Horizontal { height: 1; }
        & #path { width: 1fr; }
        & #since, #until { width: 17; margin-left: 1; }
        & #plan { height: auto; max-height: 6; border: none; }
        & #about { height: 4; border: none; }
        & Events { height: 1fr; border: none; &:focus { border: none; } }
        & #plan, Events, #about { display: none; }
        &.-read #plan, &.-read Events, &.-read #about { display: block; }
    }
    """

    LEAVE, STOPPED = "calendar_in.leave", "Nothing has been imported."
    UNREAD = "Enter a file path first."
    _file: CalendarFile | None = None
    _plan: CalendarPlan | None = None
    _left_out: frozenset[str] = frozenset()
    _taken: frozenset[str] = frozenset()
    """Changes in the other calendar that are to be applied."""

    def intro(self) -> tuple[str, ...]:
        """How it works, before there is anything to show."""
        return (
            f"Enter the path to an .ics file, then press {key_of('calendar_in.read')}. Most calendars can export one.",
            "Repeating events become rituals, all others gatherings.",
            "Only events between the two dates are imported (default: the next 12 months).",
            "You’ll see a preview before anything is imported.",
        )

    def compose(self) -> ComposeResult:
        """A line for the path and one for each day; below it how it works, or the events."""
        with Vertical() as box:
            entitle(box, "Import calendar")
            with Horizontal():
                path = AskedPath(self._book.path, "path to an .ics file")
                since, until = (AskedLine("", placeholder) for placeholder in ("from today", "for a year"))
                path.id, since.id, until.id = "path", "since", "until"
                yield path
                yield since
                yield until
            yield Pane(id="found")
            yield Pane(id="plan")
            yield Events(Column(3), Column(11), Column(share=2), Column(share=3), id="events")
            yield Pane(id="about")
            yield KeyBar()

    def on_mount(self) -> None:
        """Say how it works."""
        self.show_intro()
        self.set_focus(self.query_one("#path"))

    # -- reading -----------------------------------------------------------------------------------

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Read the file, or look at other days of it."""
        event.stop()
        path = self.query_one("#path", LineField).value.strip()
        if not path:
            self.say_problem(self.UNREAD)
        elif self._busy:
            self.say_busy()
        else:
            self.query_one("#path", PathField).keep_folder()
            self._read(path)

    def on_input_changed(self) -> None:
        """Another path or other days, another plan; days are told in words as they are typed."""
        self._file, self._plan = None, None
        self._left_out = self._taken = frozenset()
        self.forget()
        self._say_days()
        self.query_one(Events).show([])

    def _say_days(self) -> None:
        """What the typed days mean."""
        said: list[Span] = []
        for name, word in (("since", "from "), ("until", "until ")):
            if text := self.query_one(f"#{name}", LineField).value.strip():
                with suppress(ValueError):
                    said += [(word, "dim"), (f"{format_day_relative(self._day(text), self._today)}   ", "good")]
        self.query_one("#found", Pane).show([said, "", *self.intro()] if said else self.intro())

    def _window(self) -> tuple[date | None, date | None]:
        """The two days as they are typed; None for one that is not."""
        typed = (self.query_one(f"#{name}", LineField).value.strip() for name in ("since", "until"))
        try:
            since, until = (self._day(text) if text else None for text in typed)
        except ValueError as error:
            raise GuildbookError(f"{error}.") from None
        return since, until

    def _day(self, text: str) -> date:
        return parse_day(text, self._today, day_first=self._book.community.day_first)

    @work(exclusive=True, group="plan")
    async def _read(self, typed: str) -> None:
        """Read a file and work out what becomes of its events, beside the screen."""
        from screens.common.clipboard import typed_path
        from store.exchange.ical.importer import plan_import, read_file

        self.say_problem("Reading …")
        try:
            window = self._window()
            self._file = await asyncio.to_thread(lambda: read_file(typed_path(typed)))
            found = self._file
            plan = await self.beside(
                "Looking through", lambda tell: plan_import(self._book, found, self._today, window, tell)
            )
        except GuildbookError as error:
            self.say_problem(str(error))
            return
        self._plan = plan
        self._left_out = self._taken = frozenset()
        self.show_read(self.query_one(Events))
        self._show_plan()
        self.refresh_bindings()

    # -- the plan ----------------------------------------------------------------------------------

    def _chosen(self) -> list[Entry]:
        return [entry for entry in self._plan.entries if self._is_chosen(entry)] if self._plan else []

    def _is_chosen(self, entry: Entry) -> bool:
        return entry.key in self._taken if entry.update else bool(entry.records) and entry.key not in self._left_out

    def _show_plan(self) -> None:
        from store.exchange.ical.importer import coming_words

        if (plan := self._plan) is None:
            return
        days = f"{format_day(plan.since, self._today)} – {format_day(plan.until, self._today)}"
        told = f"{plan.source}, {pluralize(plan.events, 'event')}, {days}"
        came = coming_words(self._chosen())
        key = key_of("calendar_in.take_in")
        spans: list[Span] = [("Press ", ""), (key, "accent"), (f" to import {came}.", "strong")] if came else []
        if not came:
            nothing = "No events ticked yet." if plan.offered else "Nothing to import. Each line says why."
            spans = [(nothing if plan.entries else "The file contains no events.", "warn")]
        lines: list[list[Span] | str] = [[(told, "dim")], spans]
        if changes := len(plan.offered):
            press = f"Press {key_of('calendar_in.tick')} to tick one."
            lines.append([(f"{pluralize(changes, 'change')} in the other calendar. {press}", "warn")])
        self.show_lines([*lines, *([" ".join(plan.notes)] if plan.notes else [])])
        self.query_one(Events).show(map(self._row, plan.entries))

    def _row(self, entry: Entry) -> Row:
        mark: Span = ("", "")
        open_ = bool(entry.records or entry.update)
        if open_:
            mark = ("[x]", "good") if self._is_chosen(entry) else ("[ ]", "dim")
        on = format_day_short(entry.on, self._today) if entry.on else ""
        look = "warn" if entry.problem else "" if open_ else "dim"
        words = f"{entry.words} · {'; '.join(entry.notes)}" if entry.notes else entry.words
        return Row(entry.key, (mark, (on, "dim"), (entry.name, "strong" if open_ else "dim"), (words, look)))

    @on(Listing.Moved)
    def _show_entry(self) -> None:
        """The selected event in full, as its line may be too short for it."""
        key = self.query_one(Events).key
        entry = next((entry for entry in self._plan.entries if entry.key == key), None) if self._plan else None
        lines: Iterable[str] = ()
        if entry and entry.update:
            lines = (entry.name, f"In the book: {entry.old}", f"In the other calendar: {entry.new}")
        elif entry:
            lines = (f"{entry.name}: {entry.words}", "; ".join(entry.notes))
        self.query_one("#about", Pane).show([*lines])

    def action_tick(self) -> None:
        """Include the selected event or change, or leave it out."""
        key = self.query_one(Events).key
        entry = next((entry for entry in self._plan.entries if entry.key == key), None) if self._plan else None
        if entry is None or not (entry.records or entry.update):
            why = f"‘{entry.name}’ is not imported: {entry.words}." if entry else "Select an event first."
            self.notify(why, severity="warning", markup=False)
            return
        if entry.update:
            self._taken ^= {entry.key}
        else:
            self._left_out ^= {entry.key}
        self._show_plan()

    # -- importing --------------------------------------------------------------------------------

    def action_take(self) -> None:
        """Import what is ticked, in one step that can be undone."""
        if not self.may_take(read=self._file is not None):
            return
        from store.exchange.ical.importer import carry_out, coming_words

        plan, chosen = self._plan, self._chosen()
        left_out, taken = self._left_out, self._taken
        if plan is None or not chosen:
            choose = f"Nothing ticked. Press {key_of('calendar_in.tick')} to tick a change."
            offers = plan is not None and plan.offered
            self.notify(choose if offers else "Nothing to import. Each line says why.", markup=False)
        else:
            self.take_in(coming_words(chosen), lambda change, tell: carry_out(plan, change, left_out, tell, taken))
