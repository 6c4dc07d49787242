"""Where a text is saved to, as it was typed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from screens.common.clipboard import copy, save_as, with_ending


@pytest.mark.parametrize(
    "typed", ["{}/my file", "'{}/my file'", ' "{}/my file" ', "& '{}/my file'", "{}/my\\ file"]
)
def test_a_path_in_quotation_marks_gets_its_ending_within_them(tmp_path: Path, typed: str) -> None:
    path = save_as(with_ending(typed.format(tmp_path), ".md", [".md"]), {".md": lambda: b"x"})
    assert path == tmp_path / "my file.md"
    assert path.read_bytes() == b"x"


@pytest.mark.skipif(os.name == "nt", reason="a program of Unix")
def test_macos_is_told_that_a_text_is_utf8(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program, taken = tmp_path / "pbcopy", tmp_path / "taken"
    program.write_text(f'#!/bin/sh\nprintf "%s " "$LC_ALL" > "{taken}"; cat >> "{taken}"\n')
    program.chmod(0o700)
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("fcntl.F_FULLFSYNC", 51, raising=False)  # which no disk of another system knows
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for variable in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(variable, raising=False)
    assert copy("Größe", tmp_path / "copies", "update").startswith("Copied.")
    assert taken.read_text("utf-8") == "en_US.UTF-8 Größe"


def test_in_the_browser_the_browser_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    monkeypatch.delenv("TMUX", raising=False)
    assert "terminal" in copy("x", tmp_path, "update")
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert copy("x", tmp_path, "update").startswith("Copied in the browser.")
