"""What is wrong with how the fields of a form are grouped and explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from screens.widgets.forms import form
from screens.widgets.forms.sections import MOST_FIELDS, MOST_LINES, Section, sections
from store.core.fields import Field

Lines = Callable[[Field], int]


def faults(found: Sequence[Section], lines: Lines) -> list[str]:
    """Sections that are too long for one look, one text alone aside, or have no heading though they are not the first; fields without a word."""
    wrong = []
    for number, (heading, group) in enumerate(found):
        names = [field.label for field in group]
        if len(group) > MOST_FIELDS or (sum(map(lines, group)) > MOST_LINES and len(group) > 1):
            wrong.append(f"{heading or 'first'}: {len(group)} fields, {sum(map(lines, group))} lines: {names}")
        if bool(heading) == (number == 0):
            wrong.append(f"section {number} is called ‘{heading}’: {names}")
        wrong += [f"{field.label} is not explained" for field in group if not field.hint]
    return wrong


def faults_of_forms(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is wrong with the forms that are opened from now on."""
    wrong: list[str] = []

    def checked(asked: Sequence[Field], lines: Lines) -> list[Section]:
        found = sections(asked, lines)
        wrong.extend(faults(found, lines))
        return found

    monkeypatch.setattr(form, "sections", checked)
    return wrong
