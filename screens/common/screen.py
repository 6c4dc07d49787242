"""What every screen of the book shares: the lines above and below, filling from the book, filtering, writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from screens.widgets.bars import KeyBar, TopBar
from screens.widgets.board import Board
from screens.widgets.containers import Bare, Fitted
from screens.widgets.keys import to_undo
from screens.widgets.list_view import Listing
from screens.widgets.option import NEW, Option
from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import Clock, shown
from store.core.errors import BookChanged, GuildbookError
from store.core.fields import Field, fields
from store.core.record import ORGANISER, R, Record
from store.core.text import clean, folded
from store.core.validation import build
from store.launch.community import with_behaviours
from store.model.community import Community
from store.model.people import Department
from store.people.directory import by_name, department_of, find_department

if TYPE_CHECKING:
    from screens.widgets.filter_bar import FilterLine
    from screens.widgets.form_fields import PickField
    from store.launch.facilitation import Facilitation
    from store.persistence.unsaved_drafts import Keeper, Typed

WIDE = 100
"""Columns from which a screen shows its parts side by side."""


class GoTo(Message):
    """A screen asks the app to show another one, with something highlighted there."""

    def __init__(self, room: str, key: str = "") -> None:
        super().__init__()
        self.room = room
        self.key = key


class Timed(Message):
    """A screen tells the app of a talk whose time was begun, paused or changed, so that its end is noticed anywhere."""

    def __init__(self, talk: Facilitation) -> None:
        super().__init__()
        self.talk = talk


class GoBack(Message):
    """A screen asks the app for the way back to the one that led to it."""


class BookScreen(Bare, Fitted, Screen[None]):
    """A screen on one book. It is handed what it needs and posts what it wants of the app."""

    ROOM: ClassVar[str] = ""
    NEXT: ClassVar[str] = ""
    """The room that ``v`` leads on to, where the views of a room are screens of their own."""
    BACK: ClassVar[str] = ""
    """The room that «back» leads to; to where one came from unless it is said."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "Filter", key_display="/", id="screen.filter", tooltip="Narrow the list as you type"
        ),
        Binding(
            "semicolon",
            "capture",
            "Note",
            key_display=";",
            show=False,
            id="screen.capture",
            tooltip="Note anything in one line: thank Ana for …, call Tom fri, spent 40 cake",
        ),
        Binding(
            "escape",
            "out",
            "Back",
            show=False,
            id="screen.all",
            tooltip="Show all again; then back to the screen that led here",
        ),
    ]
    DEFAULT_CSS = """
    BookScreen {
        background: $background;
        & > FilterLine { dock: bottom; height: 1; border: none; padding: 0 1; background: $boost; margin-bottom: 1; }
        & > TopBar { dock: top; }
        & > KeyBar { dock: bottom; }
    }
    """

    def __init__(self, book: Book, clock: Clock, rooms: Sequence[tuple[str, str, str]]) -> None:
        """Make a screen.

        Args:
            book: the book it shows and writes.
            clock: what day it is.
            rooms: key, name and title of each numbered screen, for the line above.
        """
        super().__init__()
        self.book, self.clock, self._rooms = book, clock, list(rooms)
        self._stale = self._visited = False
        self.only_asking = False
        """Whether a form is being opened again, which must change nothing where its key does something else by now."""
        self.timed = ""
        """What the line above says of a talk whose time was begun."""
        self._unsubscribe: Callable[[], None] | None = None

    @property
    def today(self) -> date:
        """The day the screen speaks of."""
        return self.clock.today()

    def compose(self) -> ComposeResult:
        """The line above, the screen's own part, the line below.

        Narrow or wide is known from the start, so that the first resize has no looks to change.
        """
        self.add_class("-wide" if self.app.size.width >= WIDE else "-narrow", update=False)
        bar = TopBar(self._rooms, self.ROOM, f"{shown(self.today)} ")
        bar.timed = self.timed
        yield bar
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The screen's own widgets."""
        raise NotImplementedError

    def fill(self) -> None:
        """Show what the book holds now."""
        raise NotImplementedError

    def get_ready(self) -> Iterator[None]:
        """Have the book find out what takes long, and remember it, before the first visit; a little at each step."""
        yield from ()

    def arrive(self, key: str) -> None:
        """Highlight what the way here led to."""

    def showing(self) -> str:
        """What would lead here again: the record that is shown or highlighted."""
        return self.person() or getattr(self.focused, "key", "")

    def person(self) -> str:
        """The id of the volunteer or stakeholder that is highlighted, for thanking and the like."""
        return ""

    # -- staying true to the book ------------------------------------------------------------------

    def on_mount(self) -> None:
        """Follow the book from now on."""
        self._unsubscribe = self.book.subscribe(self._changed)
        self._say_saved()
        self.fill()

    def on_unmount(self) -> None:
        """Stop following the book."""
        if self._unsubscribe:
            self._unsubscribe()

    def _changed(self, _tables: set[str]) -> None:
        if self._seen:
            self._say_saved()
            self.fill()
        else:
            self._stale = True

    @property
    def _seen(self) -> bool:
        """Whether this screen is shown: nothing but dialogs lies over it."""
        stack = self.app.screen_stack
        return self in stack and all(over.is_modal for over in stack[stack.index(self) + 1 :])

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Catch up with what was changed elsewhere. What was mounted just now has its looks already."""
        event.refresh_styles = event.refresh_styles and self._visited
        self._visited = True
        if self._stale:
            self._stale = False
            self._say_saved()
            self.fill()

    def _say_saved(self) -> None:
        bar = self.query_one(KeyBar)
        saved = self.book.saved_at
        read_only = self.book.claimed and not self.book.writable
        bar.status = "read only" if read_only else f"saved {saved:%H:%M}" if saved else ""
        bar.refresh()

    def show_rooms(self, rooms: Sequence[tuple[str, str, str]]) -> None:
        """Let the line above name other keys for the numbered screens, and every sentence those of now."""
        self._rooms = list(rooms)
        if self.is_mounted:
            bar = self.query_one(TopBar)
            bar.rooms = self._rooms
            bar.refresh()
            self._changed(set())

    def turn_the_day(self) -> None:
        """Another day has begun: say so above, and show what it needs."""
        if self.is_mounted:
            bar = self.query_one(TopBar)
            bar.right = f"{shown(self.today)} "
            bar.refresh()
            self._changed(set())

    def show_timed(self, told: str) -> None:
        """Let the line above say how a talk's time stands; nothing when none was begun."""
        self.timed = told
        if self.is_mounted:
            bar = self.query_one(TopBar)
            bar.timed = told
            bar.refresh()

    # -- filtering ---------------------------------------------------------------------------------

    def filtered(self) -> Listing | Board:
        """The list that the filter works on: the focused one, or the first."""
        if isinstance(self.focused, Listing | Board):
            return self.focused
        return next(w for w in self.query("*") if isinstance(w, Listing | Board) and w.display)

    def action_filter(self) -> None:
        """Open the filter line."""
        from screens.widgets.filter_bar import FilterLine

        for old in self._filter_lines():
            old.aim(self.filtered())
            old.select_all()  # what is typed next takes its place
            self.set_focus(old)
            return
        line = FilterLine(self.filtered(), self.focused)
        self.mount(line, before=self.query_one(KeyBar))
        self.set_focus(line)  # at once, so that what is typed next goes there

    @property
    def filtering(self) -> bool:
        """Whether a filter is open, which esc ends before it leaves anything."""
        return bool(self._filter_lines())

    def _filter_lines(self) -> list[FilterLine]:
        """The filter that is open, if one is: one that is being closed takes no more keys, though it is still there."""
        found: list[FilterLine] = [*self.query("FilterLine").results()]  # type: ignore[list-item]
        return [line for line in found if not line._pruning]

    def action_all(self) -> None:
        """End the filter."""
        for line in self._filter_lines():
            if line.has_focus:
                self.set_focus(self.filtered())
            line.remove()
        for widget in self.query("*"):
            if isinstance(widget, Listing | Board):
                widget.filter("")

    def holds_back(self) -> bool:
        """Whether esc has something to end here before it leads back."""
        return self.filtering

    def action_out(self) -> None:
        """Show all again, or go back to the screen that led here."""
        if self.holds_back():
            self.action_all()
        else:
            self.post_message(GoBack())

    def action_view(self) -> None:
        """On to the next view."""
        self.post_message(GoTo(self.NEXT))

    def action_leave(self) -> None:
        """End the filter, or go back."""
        if self.filtering:
            self.action_all()
        else:
            self.leave()

    def leave(self) -> None:
        """Go back, to the room this is a view of or to where one came from."""
        if self.BACK:
            self.post_message(GoTo(self.BACK))
        elif self.app.screen is self:  # with a dialog over it, the dialog would go
            self.app.pop_screen()

    def refilter(self) -> None:
        """Let an open filter work on the list that is shown now."""
        for line in self._filter_lines():
            line.aim(self.filtered())

    # -- writing -----------------------------------------------------------------------------------

    def say(self, text: str, *, problem: bool = False) -> None:
        """Tell the user something in passing."""
        self.notify(clean(text), severity="warning" if problem else "information", markup=False)

    def may_write(self) -> bool:
        """Whether the book can be changed; where not, say why before anything is typed in vain."""
        if not self.book.writable:
            self.say(self.book.note or "The book is open for reading only.", problem=True)
        return self.book.writable

    @contextmanager
    def changing(self, label: str) -> Iterator[Change]:
        """One change of the book; if the file was changed by somebody else, ask what to do about that."""
        if self.only_asking:
            raise GuildbookError("Not opened again: the book has changed since you typed.")
        try:
            with self.book.change(label) as change:
                yield change
        except BookChanged:
            self.ask_about_outside_change()
            raise

    def attempt(self, label: str, work: Callable[[Change], object], done: str = "") -> bool:
        """Do one change outside of a form and say how it went."""
        try:
            with self.changing(label) as change:
                work(change)
        except GuildbookError as error:
            self.say(str(error), problem=True)
            return False
        if done:
            self.say(done)
        return True

    def ask_about_outside_change(self) -> None:
        """Let the user choose what happens to a file that another program has changed."""
        from screens.common.file_conflict import ask

        ask(self)

    # -- forms -------------------------------------------------------------------------------------

    def options_for(self, field: Field) -> list[Option]:
        """What may be picked for a field that refers to other records, or that takes a word of one's own."""
        found: list[Option] = []
        if field.kind == "own" and not field.choices:
            return [Option(behaviour, behaviour) for behaviour in self.book.community.behaviours]
        if field.kind == "own":
            tables = [t for kind, t in self.book.kinds() if field in fields(kind)]
            used = {getattr(record, field.name) for table in tables for record in table.values()}
            return [Option(word, word) for word in dict.fromkeys([*field.choices, *sorted(used)])]
        for table in filter(None, field.ref.split("|")):
            if table == ORGANISER:
                found.insert(0, Option(ORGANISER, "you", "the organiser"))
            elif table == "volunteers":
                found += [
                    Option(v.id, v.name, department_of(self.book, v))
                    for v in by_name(self.book.volunteers.values())
                ]
            elif table == "stakeholders":
                found += [Option(s.id, s.name, s.job) for s in self.book.stakeholders.values()]
            else:
                named = [
                    Option(r.id, getattr(r, "name", "") or getattr(r, "title", r.id))
                    for r in self.book.tables[table].values()
                ]
                found += sorted(named, key=lambda option: folded(option.label))
        return found

    def ask(
        self,
        title: str,
        asked: Sequence[Field],
        values: Mapping[str, Any],
        save: Callable[[dict[str, Any]], None],
        *,
        intro: str = "",
        enter_saves: bool = False,
        options_for: Callable[[Field], Sequence[Option]] | None = None,
        then: Callable[[], None] | None = None,
        lines: int = 0,
        about: str = "",
        keeper: Keeper | None = None,
    ) -> None:
        """Open a form; ``save`` gets what was typed and may raise a GuildbookError, ``then`` runs once it worked.

        It begins with what stood in it when the program was ended, if that was never saved. With a ``keeper`` the text
        of its one field is kept as it is typed; ``about`` is the id of the record that the form changes.
        """
        from screens.widgets.form import Form
        from store.persistence.unsaved_drafts import drop_form, kept_form

        written = keeper.kept() if keeper else None
        filled = None if keeper else kept_form(self.book.path, title, about)
        name = asked[0].name
        typed: Mapping[str, Typed] = {name: written.text} if written else filled.typed if filled else {}

        half = written or filled
        form = Form(
            title,
            asked,
            values,
            save,
            today=self.today,
            options_for=options_for or self.options_for,
            intro=f"Where you stopped typing, {shown(half.at.date(), self.today)}." if half else intro,
            about=about,
            enter_saves=enter_saves,
            amounts=self.book.community.amounts,
            day_first=self.book.community.day_first,
            lines=lines,
            typed=typed,
            rule_field=_rule_field,
            kept=(lambda typed: keeper.keep(typed[name], self.clock.now())) if keeper else None,
        )

        def left(saved: bool | None) -> None:
            if keeper:
                keeper.drop()
            elif filled:
                drop_form(self.book.path, filled)
            if saved and then:
                then()

        self.app.push_screen(form, left)

    def ask_record(
        self,
        title: str,
        kind: type[R],
        label: Callable[[R], str],
        *,
        base: R | None = None,
        preset: Mapping[str, Any] | None = None,
        names: Sequence[str] = (),
        also: Callable[[Change, R], object] | None = None,
        intro: str = "",
        enter_saves: bool = False,
    ) -> None:
        """A form for one record: a new one, or ``base`` changed.

        Args:
            title: what the form does.
            kind: the kind of record.
            label: how undo will name the change.
            base: the record to change.
            preset: values a new one starts with, also for fields that are not asked.
            names: the fields to ask, in order; all of them otherwise.
            also: what else belongs to the same change.
            intro: a line above the fields.
            enter_saves: enter saves from any field.
        """
        if not self.may_write():
            return
        known = {field.name: field for field in fields(kind)}
        asked = [known[name] for name in names] if names else [f for f in known.values() if not f.hidden]
        first = {name: self._with_named(field, base) for name, field in known.items()} if base else {}
        first |= dict(preset or {})

        def save(values: dict[str, Any]) -> None:
            record = build(kind, {**(preset or {}), **self._plain(known, values)}, base)
            with self.changing(label(record)) as change:
                record = self._with_departments(change, record, values)
                change.put(record)
                self._with_behaviours(change, [f for f in asked if values[f.name] != first.get(f.name)], values)
                if also:
                    also(change, record)
            self.say(f"Saved: {label(record)}.")

        about = base.id if base and base.id in self.book.table_of(kind) else ""
        self.ask(title, asked, first, save, intro=intro, enter_saves=enter_saves, about=about)

    @staticmethod
    def _with_named(field: Field, base: Record) -> Any:
        """A record's value as its form shows it: people who are known by name only stand among the others."""
        value = getattr(base, field.name)
        return (*value, *(NEW + name for name in getattr(base, field.or_named))) if field.or_named else value

    @staticmethod
    def _plain(known: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
        """What was picked and typed, as a record holds it: without what is not in the book yet, names as names."""
        found: dict[str, Any] = {}
        for name, value in values.items():
            if known[name].or_named:
                found[name] = tuple(key for key in value if not key.startswith(NEW))
                found[known[name].or_named] = tuple(key.removeprefix(NEW) for key in value if key.startswith(NEW))
            elif isinstance(value, str) and value.startswith(NEW):
                found[name] = ""
            else:
                found[name] = value
        return found

    def _with_behaviours(self, change: Change, asked: Sequence[Field], values: Mapping[str, Any]) -> None:
        """Put behaviours that were typed anew on the community's list."""
        typed = [values[field.name] for field in asked if field.kind == "own" and not field.choices]
        if typed:
            change.put(with_behaviours(self.book.community, typed))

    def _with_departments(self, change: Change, record: R, values: Mapping[str, Any]) -> R:
        """Start the departments that were typed anew, and put their ids in."""
        known = {field.name: field for field in fields(type(record))}
        for name, value in values.items():
            if known[name].ref == "departments" and isinstance(value, str) and value.startswith(NEW):
                typed = value.removeprefix(NEW)
                department = find_department(self.book, typed) or change.put(Department(name=typed))
                record = build(type(record), {name: department.id}, record)
        return record

    def action_capture(self) -> None:
        """Note anything in one line."""
        from screens.common.quick_capture import Capture

        if self.may_write():
            self.app.push_screen(Capture(self))

    def ask_settings(self) -> None:
        """Change what the book is about: names, currency, and when somebody counts as stuck."""
        self.ask_record("Settings", Community, lambda _: "Change the settings", base=self.book.community)

    def ask_weights(self) -> None:
        """Change what each kind of activity weighs in love and level."""
        from store.insights.orbit import check_weights, weights
        from store.model.orbit_weights import Weights

        self.ask_record(
            "What each activity weighs",
            Weights,
            lambda _: "Change the weights",
            base=weights(self.book),
            also=lambda _, changed: check_weights(changed),
        )

    def delete(self, record: Record | None, name: str) -> None:
        """Delete a record; undo brings it back."""
        if record is None:
            self.say("Nothing is highlighted here.", problem=True)
            return
        done = f"{name} is deleted. {to_undo()}"
        within = name[0].lower() + name[1:] if name.startswith(("The ", "Your ", "This ")) else name
        self.attempt(f"Delete {within}", lambda change: change.remove(record), done)


def _rule_field(*asked: Any) -> PickField:
    from screens.widgets.recurrence_field import RuleField

    return RuleField(*asked)
