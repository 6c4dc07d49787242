"""The colours that were chosen, from one run to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.shell.appearance import themes
from tui.shell.appearance.few_colours import adapted


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(themes.VARIABLE, raising=False)


def test_what_is_kept_is_worn_again(tmp_path: Path) -> None:
    file = tmp_path / "state" / "theme"
    assert themes.chosen(file) == themes.DEFAULT
    for word in themes.WORDS:
        themes.save(word, file)
        assert themes.chosen(file) == word


@pytest.mark.parametrize("damaged", [b"", b"pink\n", b"\xff\xfe", b"light" * 99, b"../../light"])
def test_what_is_damaged_is_the_usual_theme(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "theme").write_bytes(damaged)
    assert themes.chosen(tmp_path / "theme") == themes.DEFAULT
    assert themes.chosen(tmp_path) == themes.DEFAULT  # a folder
    assert themes.chosen(None) == themes.DEFAULT


def test_the_variable_says_it_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    themes.save("light", tmp_path / "theme")
    monkeypatch.setenv(themes.VARIABLE, "Contrast")
    assert themes.chosen(tmp_path / "theme") == "contrast"
    monkeypatch.setenv(themes.VARIABLE, "pink")
    assert themes.chosen(tmp_path / "theme") == "light"


def test_every_word_is_a_theme() -> None:
    assert [theme.name for theme in themes.THEMES] == [themes.theme_of(word) for word in themes.WORDS]


def colours_in(system: str) -> list[str]:
    """Every colour that the themes have on such a terminal."""
    made = [adapted(theme, system) for theme in themes.THEMES]
    named = [
        colour
        for theme in made
        for colour in (theme.primary, theme.accent, theme.error, theme.surface, theme.panel)
    ]
    return [
        colour
        for colour in [*named, *(v for theme in made for v in theme.variables.values())]
        if colour and "#" in colour
    ]


def triplet(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def test_no_colour_of_a_theme_is_rounded_by_a_terminal_of_few() -> None:
    cube, greys = {0, 95, 135, 175, 215, 255}, range(8, 248, 10)
    for colour in colours_in("256"):
        assert cube.issuperset(triplet(colour)) or (len({*triplet(colour)}) == 1 and triplet(colour)[0] in greys), (
            colour
        )
    for colour in colours_in("standard"):
        assert {0, 170}.issuperset(triplet(colour)) or {85, 255}.issuperset(triplet(colour)), colour


def test_without_colours_a_theme_is_greys_alone() -> None:
    assert all(len({*triplet(colour)}) == 1 for colour in colours_in("none"))


def test_a_terminal_of_all_colours_has_the_theme_as_it_is() -> None:
    assert [adapted(theme, "truecolor") for theme in themes.THEMES] == themes.THEMES
