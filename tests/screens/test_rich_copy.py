"""A page on the clipboard as rich text, by whichever way the system has."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.common import clipboard

PAGE = "<!DOCTYPE html><h1>Ä [/x]</h1>"


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that keep what they are given, and nothing else on the path."""
    for name in ("SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY", "OS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin" if Path("/bin/cat").exists() else str(tmp_path))
    monkeypatch.setattr(
        clipboard.shutil, "which", lambda name: str(tmp_path / name) if (tmp_path / name).exists() else None
    )
    return tmp_path


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("variable", "name"), [("WAYLAND_DISPLAY", "wl-copy"), ("DISPLAY", "xclip"), ("OS", "powershell.exe")]
)
def test_each_system_takes_the_page_its_way(
    tools: Path, monkeypatch: pytest.MonkeyPatch, variable: str, name: str
) -> None:
    program(tools, name, f'cat > "{tools}/pasted"; echo "$@" > "{tools}/asked"')
    assert clipboard.copy_rich(PAGE) == ""  # not on such a system
    monkeypatch.setenv(variable, "here")
    assert clipboard.copy_rich(PAGE) == "copied as rich text"
    assert (tools / "pasted").read_text(encoding="utf-8") == PAGE
    assert "html" in (tools / "asked").read_text().casefold()


def test_a_mac_pastes_what_the_page_was_made_into(tools: Path) -> None:
    program(tools, "textutil", "echo rtf; cat")
    program(tools, "pbcopy", f'cat > "{tools}/pasted"')
    assert clipboard.copy_rich(PAGE) == "copied as rich text"
    assert (tools / "pasted").read_text(encoding="utf-8") == f"rtf\n{PAGE}"


def test_without_a_way_or_on_another_machine_the_plain_ones_are_left(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert clipboard.copy_rich(PAGE) == ""
    program(tools, "xclip", "exit 1")
    assert clipboard.copy_rich(PAGE) == ""
    program(tools, "xclip", "cat > /dev/null")
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    assert clipboard.copy_rich(PAGE) == ""


def test_what_is_said_names_the_way(tmp_path: Path) -> None:
    said = clipboard.copy(PAGE, tmp_path, "page", "copied as rich text")
    assert said.startswith("Copied as rich text. Also saved as ")
