"""One letter, one idea: on every screen a letter or a sign does what its line of the table says."""

from __future__ import annotations

from collections import Counter

from tests.support.reference import keys
from tui.keybindings.letters import IDEAS, ideas_of, lettered
from tui.keybindings.registry import places


def test_every_letter_does_what_its_idea_says() -> None:
    wrong = [
        (pressed, place.name, key.id)
        for pressed, place, key in lettered()
        if pressed not in [idea.key for idea in ideas_of(key.id)]
    ]
    assert not wrong


def test_every_idea_has_one_letter_and_is_used() -> None:
    letters = Counter(idea.key for idea in IDEAS)
    assert not [letter for letter, times in letters.items() if times > 1]
    bound = {name for _, _, key in lettered() for name in (key.id, key.id.rpartition(".")[2])}
    assert not {name for idea in IDEAS for name in idea.names} - bound
    assert {idea.key for idea in IDEAS} == {pressed for pressed, _, _ in lettered()}


def test_only_what_closes_a_place_belongs_to_two_ideas() -> None:
    assert {key.id for _, _, key in lettered() if len(ideas_of(key.id)) > 1} == {"help.leave"}


def test_the_previous_view_can_be_had_wherever_the_next_one_can() -> None:
    views: dict[str, set[str]] = {}
    for pressed, place, _ in lettered():
        views.setdefault(place.name, set()).add(pressed)
    assert [name for name, pressed in views.items() if ("v" in pressed) is not ("V" in pressed)] == []
    assert sum("V" in pressed for pressed in views.values()) > 20


def test_the_page_of_keys_begins_with_the_table() -> None:
    page = keys()
    assert page.index("| `a` | Add a record |") < page.index(f"## {places()[0].name}")
