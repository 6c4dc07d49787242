"""The words at the press of tab, asked of the shells themselves where they are at hand."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tui.cli.commands.completion import SHELLS
from tui.main import main

pytest.importorskip("shtab")

ASK_BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
$(complete -p guildbook | sed 's/.*-F \\([^ ]*\\).*/\\1/')
printf '%s\\n' "${COMPREPLY[@]}"
"""
CASES = {
    ("we",): {"week"},
    ("import", ""): {"people", "calendar", "attendance", "feedback", "requests", "survey"},
    ("update", "--kind", ""): {"overview", "report", "charts"},
    ("--book", "boo"): {"book.json"},
}


def script(shell: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["completion", shell]) == 0
    path = folder / f"guildbook.{shell}"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    (folder / "book.json").touch()
    return path


def answer(*words: str, folder: Path) -> set[str]:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    return {line.partition("\t")[0] for line in done.stdout.splitlines() if line}


@pytest.mark.parametrize("shell", SHELLS)
def test_every_word_is_in_the_script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, tmp_path, capsys).read_text(encoding="utf-8")
    for word in ("week", "update", "since", "overview", "import", "dry-run", "serve"):
        assert word in text


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize("words", CASES)
def test_bash(words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = script("bash", tmp_path, capsys)
    assert answer("bash", "-c", ASK_BASH, "-", str(path), "guildbook", *words, folder=tmp_path) == CASES[words]


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
@pytest.mark.parametrize("words", CASES)
def test_fish(words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = script("fish", tmp_path, capsys)
    asked = f'source "{path}"; complete -C "guildbook {" ".join(words)}"'
    assert answer("fish", "--no-config", "-c", asked, folder=tmp_path) == CASES[words]


@pytest.mark.skipif(not shutil.which("zsh"), reason="needs zsh")
def test_zsh_can_read_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer("zsh", "-n", str(script("zsh", tmp_path, capsys)), folder=tmp_path)
