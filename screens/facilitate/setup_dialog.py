"""Set-up of a discussion: its technique, the number of people, and the length of each phase."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from screens.common.host import Host
from screens.common.record_forms import open_form
from store.core.errors import Invalid
from store.core.fields import Field, fields
from store.launch.facilitation import Facilitation
from store.launch.kickoff import reshaped
from store.launch.techniques import minutes, parse_length
from store.model.agreement import Talk


def ask_set_up(screen: Host, talk: Talk, held: Facilitation) -> None:
    """Technique, minutes, people, and the length of every phase."""
    if not screen.may_write():
        return
    known = {field.name: field for field in fields(Talk)}
    lengths = [
        Field(
            f"phase{n}",
            phase.name,
            "minutes, for example 2 or 1:30",
            "text",
            True,
            "",
            False,
            (),
            "",
            str,
            heading="Phases",
        )
        for n, phase in enumerate(held.phases)
    ]
    first = {"technique": talk.technique, "minutes": talk.minutes, "people": talk.people or held.people}
    typed = {field.name: minutes(phase.seconds) for field, phase in zip(lengths, held.phases, strict=True)}

    def save(values: dict[str, Any]) -> None:
        changed = _set_up(talk, first, values, {f.name: f for f in lengths}, typed)
        with screen.changing(f"Set up {talk.name}") as change:
            change.put(changed)

    asked = [known["technique"], known["minutes"], known["people"], *lengths]
    open_form(screen, f"Set up {talk.name}", asked, {**first, **typed}, save)


def _set_up(
    talk: Talk, first: dict[str, Any], values: dict[str, Any], lengths: dict[str, Field], before: dict[str, str]
) -> Talk:
    """The discussion as it was set up: what was changed decides where technique, minutes and lengths disagree.

    Raises:
        Invalid: a length that is none.
    """
    people = values["people"] if values["people"] != first["people"] else talk.people
    changed = replace(talk, technique=values["technique"], minutes=values["minutes"], people=people)
    if (changed.technique, changed.minutes) != (talk.technique, talk.minutes):
        return reshaped(talk, changed)
    if all(values[name] == text for name, text in before.items()):
        return changed
    seconds, errors = [], {}
    for name in lengths:
        try:
            seconds.append(parse_length(values[name]))
        except ValueError as error:
            errors[name] = str(error)
    if errors:
        raise Invalid(errors)
    return replace(changed, lengths=tuple(seconds), minutes=-(-sum(seconds) // 60))
