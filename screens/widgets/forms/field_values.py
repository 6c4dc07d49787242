"""What stands in the field of a form, whatever it is asked with.

A line, a text or a pick.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from textual.widget import Widget
from textual.widgets import Input, TextArea

from screens.widgets.forms.form_fields import PickField
from screens.widgets.keys import key_of
from screens.widgets.lists.option import NEW, Option
from store.core.fields import Field
from store.core.labels import label_of
from store.core.parsing import parse
from store.core.text import clean, one_line
from store.persistence.unsaved_drafts import Typed

PICKED_KINDS = ("choice", "own", "yes/no", "ref", "refs", "rule")
"""Kinds of fields whose value is picked; all others are typed."""
YES_OR_NO = Option("yes", "yes"), Option("no", "no")


def typed_in(widget: Widget) -> Any:
    """What was typed in a field, as typed.

    What was picked, as its record holds it.
    """
    if isinstance(widget, PickField):
        return widget.value()
    if isinstance(widget, TextArea):
        return widget.text
    assert isinstance(widget, Input)
    return widget.value


def value_of(field: Field, widget: Widget, today: date, *, day_first: bool) -> Any:
    """The value in a field, as its record holds it.

    Args:
        field: what is asked.
        widget: what it is asked with.
        today: for days such as ‘fri’.
        day_first: whether 10/11 is typed for a day in November.

    Raises:
        ValueError: with what is wrong about what was typed; or nothing was, though something is needed.
    """
    typed = typed_in(widget)
    if field.needed and not (typed.strip() if isinstance(typed, str) else typed):
        raise ValueError(_required(field))
    if isinstance(typed, str) and field.kind not in PICKED_KINDS:
        return parse(field, typed, today, day_first=day_first)
    return typed


def _required(field: Field) -> str:
    if field.kind in PICKED_KINDS:
        return f"{field.label} is required. Press {key_of('form.pick')} to pick an option."
    return f"{field.label} is required. Type it here."


def fixed_options(field: Field) -> Sequence[Option]:
    """The options of a field whose kind alone says what can be picked.

    None for any other.
    """
    if field.kind == "yes/no":
        return YES_OR_NO
    return [Option(choice, label_of(choice)) for choice in field.choices] if field.kind == "choice" else ()


def to_keep(widget: Widget) -> Typed:
    """What is kept of a field that is half filled.

    The text typed, or the keys picked.
    """
    return widget.picked if isinstance(widget, PickField) else str(typed_in(widget))


def as_text(widget: Widget) -> str:
    """What stands in a field, as it is read; what is picked, by its names."""
    return ", ".join(widget.names()) if isinstance(widget, PickField) else str(typed_in(widget))


def put_back(widget: Widget, typed: Typed) -> None:
    """Put into a field what was kept of it, where it still takes that."""
    if isinstance(widget, PickField) and isinstance(typed, tuple):
        known = {option.key for option in widget.options()}
        widget.picked = tuple(key for key in typed if key in known or key.startswith(NEW))
    elif isinstance(widget, TextArea) and isinstance(typed, str):
        widget.text = clean(typed)
    elif isinstance(widget, Input) and isinstance(typed, str):
        widget.value = one_line(typed)
