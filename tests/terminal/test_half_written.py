"""A text that was being typed when the program was killed is offered at the next start, letter by letter."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.model.stakeholders import Stakeholder
from store.persistence.unsaved_drafts import half_written
from store.updates.stakeholders import draft_for

pytest.importorskip("pty")
from tests.support.making import TODAY
from tests.support.terminals.terminal import on_book


def kept_texts(folder: Path) -> list[str]:
    """What is kept of updates beside the folder's book."""
    return [half.text for half in half_written(folder / "b.json")]


def test_a_half_written_text_survives_being_killed(tmp_path: Path) -> None:
    Book.write_new(tmp_path / "b.json", [Stakeholder(id="marta", name="Marta Weiss")], book_id="b")
    with on_book(tmp_path) as screen:
        screen.wait_for("To do")
        screen.do(["6"], r"Marta Weiss")
        screen.do(["y"], r"is empty")
        screen.do(["e"], r"Edit ‘Lessons learned’ for Marta Weiss")
        screen.type("We learned to begin earli")
        screen.wait_until(lambda: kept_texts(tmp_path) == ["We learned to begin earli"])
        os.kill(screen.pid, signal.SIGKILL)
        assert screen.wait_end() == -signal.SIGKILL

    assert kept_texts(tmp_path) == ["We learned to begin earli"]

    with on_book(tmp_path) as screen:
        screen.wait_for(r"Unsaved text")
        screen.do(["enter"], r"Restored what you typed")
        screen.type("er.")
        screen.wait_for(r"begin earlier\.")
        screen.do(["\x13"], r"edited")
        screen.press("q")
        assert screen.wait_end() == 0
    assert not (tmp_path / "b.json.drafts").exists()
    with Book.open(tmp_path / "b.json", Clock(TODAY), write=False) as book:
        draft = draft_for(book, "marta")
        assert draft
        assert draft.words == {"lessons": "We learned to begin earlier."}
