"""Planning a ritual from more than one screen, and the form for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from screens.common.host import Host
from screens.common.outcome import done
from screens.common.record_forms import open_form
from store.book.transaction import Change
from store.core.errors import Invalid
from store.core.fields import fields
from store.core.validation import build
from store.model.calendar import Ritual


def plan_ritual(screen: Host, start: date, names: Sequence[str]) -> None:
    """Plan a ritual: pick a template, then change what should be different.

    Args:
        screen: the screen it is planned on.
        start: the day it starts on unless another is set.
        names: the fields to ask, in order.
    """
    from screens.widgets.lists.option import Option
    from screens.widgets.lists.picker import Picker
    from store.calendar.templates import TEMPLATES

    if not screen.may_write():
        return
    options = [Option(name, template.name, template.gain) for name, template in TEMPLATES.items()]

    def chosen(picked: tuple[str, ...] | None) -> None:
        if picked:
            ask_ritual(
                screen,
                "Plan ritual",
                {**TEMPLATES[picked[0]].values(start), "start": start},
                lambda ritual: f"Plan {ritual.name}",
                lambda change, ritual: change.put(ritual),
                names=names,
            )

    screen.app.push_screen(Picker("Plan ritual: choose a template", options), chosen)


def ask_ritual(
    screen: Host,
    title: str,
    preset: Mapping[str, Any],
    label: Callable[[Ritual], str],
    keep: Callable[[Change, Ritual], object],
    *,
    names: Sequence[str],
    base: Ritual | None = None,
    intro: str = "",
) -> None:
    """A form for a ritual; ``keep`` puts what it became into the change.

    Args:
        screen: the screen it lies over.
        title: what the form does.
        preset: what stands in its fields at first.
        label: how undo will name the change.
        keep: what is done with it.
        names: the fields to ask, in order.
        base: the ritual that is changed.
        intro: a line above the fields.
    """
    from store.calendar.recurrence import check_rule

    if not screen.may_write():
        return
    known = {field.name: field for field in fields(Ritual)}
    asked = [known[name] for name in names]

    def save(values: dict[str, Any]) -> None:
        ritual = build(Ritual, {**preset, **values}, base)
        try:
            if ritual.rule:
                check_rule(ritual.rule, ritual.start)
        except ValueError as error:
            raise Invalid({"rule": f"This repeat pattern is not valid: {error}. Choose another."}) from None
        with screen.changing(label(ritual)) as change:
            keep(change, ritual)
        screen.say(done(label(ritual)))

    open_form(screen, title, asked, preset, save, intro=intro)
