"""Commands printed for copying can be pasted into the shell of the system."""

from __future__ import annotations

import shlex
import subprocess

import pytest

from store.core import shell_words
from store.core.shell_words import shell_word

NAMES = [
    "book.json",
    "my book.json",
    "it's & more.json",
    "100%.json",
    "$HOME.json",
    "a`b.json",
    "(2).json",
    "Größe.json",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_unix_shell(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell_words, "ON_WINDOWS", False)
    assert shlex.split(f"guildbook --book {shell_word(name)}")[-1] == name


@pytest.mark.parametrize("name", NAMES)
def test_the_shells_of_windows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell_words, "ON_WINDOWS", True)
    word = shell_word(f"C:\\us er\\{name}")
    if word[0] == "'":  # PowerShell alone
        assert set("$`") & set(name)
        assert word[1:-1].replace("''", "'") == f"C:\\us er\\{name}"
    else:
        assert word == subprocess.list2cmdline([f"C:\\us er\\{name}"])
    assert shell_word("C:\\Users\\ann\\book.json") == "C:\\Users\\ann\\book.json"
