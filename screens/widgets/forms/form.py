"""The form of every record, built from the descriptions of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, TextArea

from screens.widgets.bars import KeyBar
from screens.widgets.dialog import Dialog
from screens.widgets.forms import field_values
from screens.widgets.forms.explanation import explanation
from screens.widgets.forms.form_fields import (
    Fault,
    Fields,
    FormLine,
    Labels,
    LongField,
    PickField,
    QuickLine,
    QuickText,
)
from screens.widgets.forms.sections import sections
from screens.widgets.keys import key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.option import Option
from screens.widgets.panes import Pane
from screens.widgets.spans import Span, wrapped
from store.calendar import recurrence, recurrence_wording
from store.core.errors import GuildbookError, Invalid
from store.core.fields import Field
from store.core.money import STYLES, Style
from store.core.parsing import format_value, parse
from store.core.text import clean, one_line
from store.persistence.unsaved_drafts import HalfFilled, Typed

OptionsFor = Callable[[Field], Sequence[Option]]
Follow = Callable[[Mapping[str, Any]], str]
Implies = Callable[[Mapping[str, Any]], Mapping[str, Any]]
RuleField = Callable[[Field, Callable[[], Sequence[Option]], Any, Callable[[], date], bool], PickField]
"""Makes the field of a rule from the field, what is usual, its value, the first day, and the order of days."""
LONG_LINES, ONLY_LINES, QUICK_LINES = 4, 10, 3
"""Lines a long text has among other fields, where it is the only one, and in a quick question."""
HEADING = 2
"""Lines of a heading among the fields: its words, and a blank above them."""
EXPLAINED = 2
"""Lines below the fields that explain the one that is edited."""
ROUND_FIELDS = 5
"""Lines of a form besides its fields and what stands below them: the frame, a blank, the keys, and one of the window below."""
AIR = 3
"""Lines of what lies behind that a form leaves to be seen."""
TYPED_OVER = ("date", "time", "money", "figure", "rating", "number", "minutes")
"""Kinds whose value is typed anew rather than written on: it is marked when its field is reached."""


class Form(Dialog[bool]):
    """Ask for some fields, check them, and save.

    Answers True once that has worked.

    A failed save keeps the form and everything typed in it.
    """

    BINDINGS = [
        Binding("enter", "next", "Next", id="form.next", tooltip="Go to the next field, or save"),
        # not with priority: what was typed just before must have reached its field
        Binding("ctrl+s", "save", "Save", id="form.save", tooltip="Save from any field"),
        Binding("escape,ctrl+g", "leave", "Back", id="form.leave", tooltip="Close without saving"),
        Binding(
            "down", "focus_next_field", "Next field", show=False, id="form.down", tooltip="Go to the next field"
        ),
        Binding(
            "up",
            "focus_previous_field",
            "Previous field",
            show=False,
            id="form.up",
            tooltip="Go to the previous field",
        ),
    ]
    DEFAULT_CSS = """
    Form {
        align: center middle;
        & > Vertical { width: 84; max-width: 98%; height: auto; max-height: 96%; background: $surface; border: round $border; border-title-color: $text-primary; border-subtitle-color: $text-primary; }
        & Fields { height: auto; }
        & Horizontal { height: auto; }
        & #fields { height: auto; width: 1fr; }
        & .heading { height: 2; }
        & #hint { border: none; margin-top: 1; }
        & Input { height: 1; border: none; padding: 0 1; background: $boost; &:focus { background: $primary-muted; } }
        & TextArea { border: none; padding: 0; background: $boost; &:focus { background: $primary-muted; } }
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, Any],
        save: Callable[[dict[str, Any]], None],
        *,
        today: date,
        options_for: OptionsFor,
        intro: str = "",
        enter_saves: bool = False,
        amounts: Style = STYLES[0],
        day_first: bool = True,
        typed_over: bool = False,
        lines: int = 0,
        about: str = "",
        typed: Mapping[str, Typed] | None = None,
        kept: Callable[[dict[str, Any]], None] | None = None,
        rule_field: RuleField | None = None,
        follow: Follow | None = None,
        doubt: Follow | None = None,
        implies: Implies | None = None,
        begin: str = "",
    ) -> None:
        """Make a form.

        Args:
            title: what it does, as its frame says it.
            fields: what it asks, in order.
            values: what stands in the fields at first.
            save: called with the typed values; raises GuildbookError where they cannot be saved.
            today: for dates such as ‘fri’.
            options_for: what may be picked for a field that refers to other records.
            intro: a line or two above the fields.
            enter_saves: a quick question of one or two fields: enter anywhere saves it.
            amounts: how amounts of money are written.
            day_first: whether 10/11 is typed for a day in November.
            typed_over: what stands in a line is only a guess, and what is typed takes its place.
            lines: how high a long text is at most, where it is the only field; it is then read from its beginning.
            about: the id of the record it changes.
            typed: what was typed or picked before and not saved; it counts as a change.
            kept: called with what stands in the fields after every change, to keep it in case all stops.
            rule_field: makes the field that asks for a rule; its own form would otherwise ask for this one.
            follow: what the values that hold so far come to, said below the fields.
            doubt: what speaks against saving; said once, and saving again does it all the same.
            implies: what the values picked so far mean for other fields that are picked, until someone picks there.
            begin: the field to begin in, where not the first.
        """
        super().__init__()
        self._amounts, self._day_first, self._typed_over = amounts, day_first, typed_over
        self._title, self._values = title, values
        self._save, self._today, self._options_for = save, today, options_for
        self._intro, self._enter_saves = intro, enter_saves
        usual_lines = QUICK_LINES if enter_saves else ONLY_LINES if len(fields) == 1 else LONG_LINES
        self._lines, self._long_lines = lines, lines or usual_lines
        self._sections = sections(fields, self._lines_of)
        self._fields = [field for _, group in self._sections for field in group]
        self._about, self._typed_before, self._kept = about, typed or {}, kept
        self._rule_field = rule_field
        self._follow, self._doubt, self._doubted = follow, doubt, ""
        self._implies, self._implied = implies, dict[str, Any]()
        self._begin_in = begin
        self._widgets: dict[str, Widget] = {}
        self._first: dict[str, Any] = {}
        self._wrong: dict[str, str] = {}
        self._faults: dict[str, Fault] = {}
        self._start: date | None = None

    def compose(self) -> ComposeResult:
        """Names at the left, fields at the right, a hint below."""
        self._widgets = {field.name: self._widget(field) for field in self._fields}
        with Vertical() as box:
            entitle(box, self._title)
            if self._intro:
                yield Pane(id="intro")
            with Fields(), Horizontal():
                yield Labels(self._labels())
                with Vertical(id="fields"):
                    for heading, group in self._sections:
                        if heading:
                            yield Vertical(classes="heading")
                        yield from (self._widgets[field.name] for field in group)
            yield Pane(id="hint")
            yield KeyBar()

    def _labels(self) -> list[tuple[str, str]]:
        """The lines at the left of the fields, each with the name of its field, if any."""
        lines: list[tuple[str, str]] = []
        for heading, group in self._sections:
            lines += [*[("", "")] * (HEADING - 1), ("", heading)] if heading else []
            for field in group:
                lines.append((field.name, f"{field.label}{' *' if field.needed else ''}"))
                fault = self._faults.get(field.name)
                lines += [(field.name, "")] * (self._lines_of(field) - 1 + (fault.lines if fault else 0))
        return lines

    def _lines_of(self, field: Field) -> int:
        return self._long_lines if field.kind == "long" else 1

    def _widget(self, field: Field) -> Widget:
        value = self._values.get(field.name, field.default)
        if field.kind == "rule" and self._rule_field:
            return self._rule_field(
                field, self._rules, value, lambda: self._typed_day("start") or self._today, self._day_first
            )
        if field.kind in field_values.PICKED_KINDS:
            return PickField(field, lambda: self._options(field), value)
        text = format_value(field, value, amounts=self._amounts, day_first=self._day_first)
        if field.kind == "long":
            return (QuickText if self._enter_saves else LongField)(clean(text), self._long_lines, field.hint)
        over = self._typed_over or field.kind in TYPED_OVER
        return (QuickLine if self._enter_saves else FormLine)(one_line(text), field.hint, over=over)

    def _options(self, field: Field) -> Sequence[Option]:
        return field_values.fixed_options(field) or self._options_for(field)

    def _rules(self) -> list[Option]:
        """How often something may come back, as it is said for the day it starts on."""
        start = self._typed_day("start") or self._today
        rules = recurrence.suggestions(start)
        return [Option("", "once"), *(Option(rule, recurrence_wording.in_words(rule, start)) for rule in rules)]

    def _typed_day(self, name: str) -> date | None:
        widget = self._widgets.get(name)
        field = next((field for field in self._fields if field.name == name), None)
        if not isinstance(widget, Input) or field is None:
            return None
        try:
            day = parse(field, widget.value, self._today, day_first=self._day_first)
        except ValueError:
            return None
        return day if isinstance(day, date) else None

    def on_mount(self) -> None:
        """Start in the first field."""
        if self._intro:
            intro = self.query_one("#intro", Pane)
            intro.styles.border = ("none", "transparent")
            intro.styles.height = 2
            intro.show([self._intro])
        self.query_one("#hint").styles.height = EXPLAINED + self.said_above
        self._first = self._raw()
        for name, typed in self._typed_before.items():
            if widget := self._widgets.get(name):
                field_values.put_back(widget, typed)
        self._start = self._typed_day("start")
        self.set_focus(self._widgets.get(self._begin_in) or self._widgets[self._fields[0].name])
        for widget in self._widgets.values():
            if isinstance(widget, Input) and not widget.select_on_focus:
                widget.cursor_position = len(widget.value)
            elif isinstance(widget, TextArea):
                widget.move_cursor((0, 0) if self._lines else widget.document.end)

    def on_resize(self, event: events.Resize) -> None:
        """Let the fields scroll in a low window, so that hint and keys stay."""
        round_them = ROUND_FIELDS + EXPLAINED + self.said_above + 2 * bool(self._intro)
        room = max(1, event.size.height - round_them)
        self.query_one(Fields).styles.max_height = room
        if self._lines:  # a text that is read as a whole is as high as there is room for
            for widget in (self.query_one(Labels), *self._widgets.values()):
                widget.styles.height = min(self._lines, max(1, room - AIR))
        if self._faults:
            self.call_after_refresh(self._show_faults)

    # -- what was typed before, and what is typed now ----------------------------------------------

    def half_filled(self, at: datetime) -> HalfFilled | None:
        """What was typed and not saved, if anything; None where others keep it."""
        if self._kept or not self._first:
            return None
        raw = self._raw()
        changed = [field for field in self._fields if raw[field.name] != self._first[field.name]]
        typed = {field.name: field_values.to_keep(self._widgets[field.name]) for field in changed}
        words = tuple((field.label, field_values.as_text(self._widgets[field.name])) for field in changed)
        return HalfFilled(title=self._title, about=self._about, typed=typed, words=words, at=at) if typed else None

    # -- moving ----------------------------------------------------------------------------------

    def _here(self) -> Field | None:
        return next((field for field in self._fields if self._widgets[field.name] is self.focused), None)

    def on_descendant_focus(self) -> None:
        """Say what the field is for."""
        labels = self.query_one(Labels)
        here = self._here()
        labels.here = here.name if here else ""
        labels.refresh()
        self._hint()

    def on_input_changed(self) -> None:
        """Say how a typed day is understood; a recurrence follows its start."""
        self._changed()
        self._follow_start()

    def on_text_area_changed(self) -> None:
        """What is typed may answer what was at fault."""
        self._changed()

    def _changed(self) -> None:
        if self._wrong and (here := self._here()):
            self._mend(here)
            self._show_faults()
        self._hint()
        if self._kept and self._raw() != self._first:
            self._kept(self._raw())

    def _follow_start(self) -> None:
        rule, start = self._widgets.get("rule"), self._typed_day("start")
        if isinstance(rule, PickField) and start and start != self._start:
            if self._start and rule.picked:
                rule.picked = (recurrence.follow(rule.picked[0], self._start, start),)
            self._start = start
            rule.refresh()

    def on_pick_field_picked(self) -> None:
        """A picked value may answer what was at fault, and mean something for another field."""
        self._changed()
        for name, value in self._implies(self._so_far()).items() if self._implies else ():
            widget = self._widgets.get(name)
            untouched = self._implied.get(name, self._first.get(name))
            if isinstance(widget, PickField) and widget is not self.focused and widget.value() == untouched:
                widget.put(value)
                self._implied[name] = value

    def _hint(self, wrong: str = "") -> None:
        """Say what is wrong with the whole, or else what the field one is in is for."""
        pane = self.query_one("#hint", Pane)
        here, width = self._here(), pane.content_width()
        if wrong:
            pane.show([[(line, "warn")] for line in wrapped(f"! {wrong}", width)])
        elif here is None:
            pane.show([])
        else:
            day = self._typed_day(here.name) if here.kind == "date" else None
            told, look = self._above()
            above: list[list[Span]] = [[(line, look)] for line in wrapped(told, width)] if told else []
            below = explanation(here, day, self._today, width, day_first=self._day_first)
            pane.show([*above[: self.said_above], *below])

    @property
    def said_above(self) -> int:
        """Lines for what the values come to, above the explanation of the field."""
        return int(self._follow is not None)

    def _above(self) -> Span:
        """What the values come to that hold so far."""
        return (self._follow(self._so_far()) if self._follow else "", "accent")

    def _so_far(self) -> dict[str, Any]:
        """The values of those fields that hold already."""
        found = {}
        for field in self._fields:
            with suppress(ValueError):
                found[field.name] = self._value(field)
        return found

    def action_focus_next_field(self) -> None:
        """Down goes to the next field, except inside a long text."""
        self.focus_next()

    def action_focus_previous_field(self) -> None:
        """Up goes to the field before."""
        self.focus_previous()

    def action_next(self) -> None:
        """Go to the next field, or save at the last one."""
        here = self._here()
        if self._enter_saves or here is None or here is self._fields[-1]:
            self.action_save()
        else:
            self.focus_next()

    # -- saving ----------------------------------------------------------------------------------

    def _raw(self) -> dict[str, Any]:
        return {name: field_values.typed_in(widget) for name, widget in self._widgets.items()}

    def _value(self, field: Field) -> Any:
        return field_values.value_of(field, self._widgets[field.name], self._today, day_first=self._day_first)

    def values(self) -> dict[str, Any]:
        """What was typed, field by field.

        Raises:
            Invalid: something does not fit its field.
        """
        values: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for field in self._fields:
            try:
                values[field.name] = self._value(field)
            except ValueError as error:
                errors[field.name] = str(error)
        if errors:
            raise Invalid(errors)
        return values

    def action_save(self) -> None:
        """Check and save; say below each field what is wrong with it, and go to the first."""
        self._wrong = {}
        try:
            values = self.values()
            if self._is_doubtful(values):
                return
            self._save(values)
        except Invalid as invalid:
            self._wrong = {name: said for name, said in invalid.errors.items() if name in self._widgets}
            if first := next((field for field in self._fields if field.name in self._wrong), None):
                self.set_focus(self._widgets[first.name])
                self._hint()
            else:
                self._hint(next(iter(invalid.errors.values())))
        except GuildbookError as error:
            self._hint(str(error))
        else:
            self.dismiss(True)
            return
        self._show_faults()

    def _mend(self, changed: Field) -> None:
        """Say no more of a field what does not hold any longer.

        What several fields together were refused for may be mended in another of their kind: the end of a period by its start.
        """
        for field in [field for field in self._fields if field.name in self._wrong and field.kind == changed.kind]:
            try:
                self._value(field)
            except ValueError as error:
                self._wrong[field.name] = str(error)
            else:
                del self._wrong[field.name]

    def _show_faults(self) -> None:
        """Let what is wrong stand below each field, and nothing below the others."""
        column, before = self.query_one("#fields"), self._faults
        self._faults = {}
        for field in self._fields:
            if said := self._wrong.get(field.name):
                fault = Fault(said.removeprefix(f"{field.label}: "), column.size.width)
                if (there := before.get(field.name)) and there.said == fault.said:
                    self._faults[field.name] = before.pop(field.name)
                else:
                    self._faults[field.name] = fault
                    column.mount(fault, after=self._widgets[field.name])
        for fault in before.values():
            fault.remove()
        labels = self.query_one(Labels)
        labels.wrong = {*self._wrong}
        labels.show(self._labels())
        if here := self._here():
            below = self._faults.get(here.name)
            self.call_after_refresh((below or self._widgets[here.name]).scroll_visible, animate=False)

    def _is_doubtful(self, values: dict[str, Any]) -> bool:
        """Say what speaks against saving, unless that was said just before."""
        doubt = self._doubt(values) if self._doubt else ""
        if not doubt or doubt == self._doubted:
            return False
        self._doubted = doubt
        self._hint(f"{doubt} Press {key_of('form.save')} again to save it anyway.")
        return True

    def action_leave(self) -> None:
        """Leave without saving; what was typed wants a second press."""
        if self._raw() != self._first and not self._warned:
            self._warned = True
            self._hint(
                f"Not saved yet. Press {key_of('form.leave')} again to discard changes or {key_of('form.save')} to save."
            )
            return
        self.dismiss(False)

    _warned = False
