"""The field for a recurrence, picked or built part by part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from screens.widgets.forms.form import Form
from screens.widgets.forms.form_fields import PickField
from screens.widgets.lists.option import Option
from screens.widgets.spans import Span
from store.calendar import recurrence_wording
from store.calendar.recurrence_builder import Rhythm, rhythm_of, rule_of, told
from store.core.dates import DAY_NAMES
from store.core.errors import Invalid
from store.core.fields import Field, fields
from store.core.validation import build
from store.persistence.unsaved_drafts import HalfFilled

BUILD = "build:"
"""Stands for a rhythm that is none of the usual ones."""


class RuleField(PickField):
    """A recurrence, said in words; the last thing to pick builds any other."""

    def __init__(
        self,
        field: Field,
        usual: Callable[[], Sequence[Option]],
        value: Any,
        start: Callable[[], date],
        day_first: bool = True,
    ) -> None:
        """Make the field.

        Args:
            field: what it asks.
            usual: what most people mean, for the day it starts on.
            value: the rule that stands in it at first.
            start: the day it starts on, as it is typed now.
            day_first: whether 10/11 is typed for a day in November.
        """
        super().__init__(field, lambda: self._choices(usual()), value)
        self._begin, self._day_first = start, day_first

    def _choices(self, usual: Sequence[Option]) -> list[Option]:
        start, options = self._begin(), list(usual)
        for rule in self.picked:
            words = f"invalid rule: {rule}"
            with suppress(ValueError):
                words = recurrence_wording.in_words(rule, start)
            labels = [option.label for option in options]
            if words in labels:  # the same said with another rule: what is picked stays as it is
                options[labels.index(words)] = Option(rule, words)
            else:
                options.append(Option(rule, words))
        return [*options, Option(BUILD, "another pattern…", "set each part, or type it")]

    def _take(self, picked: tuple[str, ...] | None) -> None:
        if picked != (BUILD,):
            super()._take(picked)
            return
        self._picker = None
        start = self._begin()
        first = rhythm_of(self.picked[0] if self.picked else "", start)

        def save(rule: str) -> None:
            super(RuleField, self)._take((rule,))

        self.app.push_screen(RhythmForm(first, start, save, day_first=self._day_first))

    def action_leaf(self, step: int) -> None:
        """Leaf through what is usual, and what was built."""
        keys = [option.key for option in self._options() if option.key != BUILD]
        index = keys.index(self.picked[0]) if self.picked and self.picked[0] in keys else 0
        key = keys[(index + step) % len(keys)]
        super()._take((key,) if key else ())


class RhythmForm(Form):
    """Build a rhythm.

    Below stand its words and its first days while it is built.
    """

    def __init__(self, first: Rhythm, start: date, save: Callable[[str], None], *, day_first: bool = True) -> None:
        """Make the form.

        Args:
            first: what stands in its fields.
            start: the day it starts on.
            save: gets the rule once it holds.
            day_first: whether 10/11 is typed for a day in November.
        """
        known = fields(Rhythm)
        self._from = start
        super().__init__(
            "Set repeat pattern",
            known,
            {field.name: getattr(first, field.name) for field in known},
            lambda values: save(self._rule(values)),
            today=start,
            day_first=day_first,
            options_for=lambda _: [Option(name, name) for name in DAY_NAMES],
        )

    def half_filled(self, at: datetime) -> HalfFilled | None:
        """Nothing: the form below it keeps the rule that was picked there."""
        return None

    def _rule(self, values: Mapping[str, Any]) -> str:
        return rule_of(build(Rhythm, values), self._from)

    said_above = 2

    def _above(self) -> Span:
        """The words and days of what is built so far."""
        try:
            return (told(self._rule(self.values()), self._from), "good")
        except Invalid as invalid:
            return (next(iter(invalid.errors.values())), "warn")
