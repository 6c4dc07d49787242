"""Leaving the screen for a while: to one's own editor, and back to the shell."""

from __future__ import annotations

import os
import signal
import stat
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.model.stakeholders import Stakeholder
from store.updates.stakeholders import draft_for

pytest.importorskip("pty")
from tests.support.making import TODAY
from tests.support.terminals.terminal import Terminal

EDITOR = """#!/bin/sh
ls -l "$2" > seen
[ "$1" = fail ] && exit 3
printf 'Ça va, from outside.\\n' >> "$2"
"""


def in_terminal(folder: Path, editor: str) -> Terminal:
    """The app on the folder's book, with an editor of its own."""
    Book.write_new(folder / "b.json", [Stakeholder(id="marta", name="Marta Weiss")], book_id="b")
    script = folder / "my editor"
    script.write_text(EDITOR, encoding="utf-8")
    script.chmod(stat.S_IRWXU)
    named = {"VISUAL": f"{str(script)!r} {editor}", "TMPDIR": str(folder)}
    return Terminal("--book", "b.json", "--today", str(TODAY), home=folder, env=named)


def test_a_text_goes_to_the_editor_and_comes_back(tmp_path: Path) -> None:
    with in_terminal(tmp_path, "append") as screen:
        screen.wait_for("To do")
        screen.do(["6"], r"Marta Weiss")
        screen.do(["W"], "Editor")
        screen.do(["ctrl+o"], "Ça va, from outside")
        screen.do(["ctrl+s"], r"saved")
        screen.press("q")
        assert screen.wait_end() == 0
    assert (tmp_path / "seen").read_text("utf-8").startswith("-rw-------")
    assert not [*tmp_path.glob("guildbook-*")]
    with Book.open(tmp_path / "b.json", Clock(TODAY)) as book:
        draft = draft_for(book, "marta")
        assert draft
        assert "Ça va, from outside." in str(draft.words)


def test_what_was_typed_stays_when_the_editor_fails(tmp_path: Path) -> None:
    with in_terminal(tmp_path, "fail") as screen:
        screen.wait_for("To do")
        screen.do(["6"], r"Marta Weiss")
        screen.do(["W"], "Editor")
        screen.type("Half a thou")
        screen.wait_for("Half a thou")
        screen.do(["ctrl+o"], "unchanged")  # a word: the path before it decides where lines break
        assert "Half a thou" in screen.wait_for("Half a thou")


def test_back_to_the_shell_and_here_again(tmp_path: Path) -> None:
    with in_terminal(tmp_path, "append") as screen:
        screen.wait_for("To do")
        screen.wait_for_file(tmp_path / ".b.json.holder")
        os.kill(screen.pid, signal.SIGTSTP)
        screen.wait_stop()
        with Book.open(tmp_path / "b.json", Clock(TODAY)) as other:
            assert not other.writable, "the book stays ours while we are away"
        screen.screen.reset()
        os.kill(screen.pid, signal.SIGCONT)
        screen.wait_for("To do")
        screen.do(["6"], r"Marta Weiss")
        screen.press("q")
        assert screen.wait_end() == 0
