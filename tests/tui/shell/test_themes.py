"""The colours that were chosen, from one run to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.shell.appearance import themes


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
