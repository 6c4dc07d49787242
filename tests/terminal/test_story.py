"""One real week through a real terminal: from two contact exports to the text of an update, with keys alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.people.stages import standings

pytest.importorskip("pty")
from tests.support.files import PEOPLE
from tests.support.making import TODAY
from tests.support.terminals.terminal import on_book

ROOT = Path(__file__).parents[2]


def guildbook(*args: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One command, outside of the app."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "GUILDBOOK_TODAY": str(TODAY), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "tui", "--book", "b.json", *args],
        cwd=folder, env=settings, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_one_week_end_to_end(tmp_path: Path) -> None:
    for name, expected in (("google.csv", "Imported 4 people"), ("outlook-classic.csv", "Imported 3 people")):
        assert expected in guildbook("import", "people", str(PEOPLE / name), folder=tmp_path).stdout

    with on_book(tmp_path) as screen:
        screen.wait_for("To do")

        # three people move along; the yes is asked for once
        screen.do(["2"], r"Interested 7")
        for said_yes in (1, 2, 3):
            screen.do([">"], r"to said yes")
            screen.type("Count me in")
            screen.do(["enter"], rf"Interested {7 - said_yes} +Said yes 1")
            screen.do([">"], r"Onboarding 1")
            screen.do([">"], rf"Newcomer {said_yes}")
            screen.press("h")

        # a monthly ritual from a template
        screen.do(["3"], r"November 2026")
        screen.do(["a"], r"Plan ritual: choose a template")
        screen.do(["down", "down", "enter"], r"Plan ritual")
        screen.do(["ctrl+s"], r"16:00 +Member spotlight")

        # held, with four attendees
        screen.do(["m"], r"Attendees")
        screen.do(["space"], r"3 ticked")
        screen.type("sam")
        screen.do(["space"], r"4 ticked")
        screen.do(["enter"], r"\(4\)")
        screen.do(["ctrl+s"], r"✓16:00 Member")

        # thank two
        screen.do(["2"], r"Newcomer 3")
        for name, left, words in (
            ("ann", "Interested 0", "Thank you, Ann, for the spark."),
            ("ida", "Newcomer 0", "Thank you, Ida, for coming."),
        ):
            screen.do(["/"], r"type to filter")
            screen.type(name)
            screen.wait_for(left)
            screen.do(["enter"], r"⏎ Open")
            screen.do(["t"], r"Message")
            screen.press("ctrl+a", "ctrl+k")
            screen.wait_for(r"Message \* +Thank", gone=True)
            screen.type(words)
            screen.do(["enter"], r"[Tt]hanked Mon 23 Nov")
            screen.do(["esc"], r"Interested 4")

        # a stakeholder, and the text for her
        screen.do(["6"], r"No stakeholders yet")
        screen.do(["a"], r"Add stakeholder")
        screen.type("Marta Weiss")
        screen.do(["ctrl+s"], r"no update sent yet")
        screen.do(["y"], r"is empty")
        screen.do(["space"], r"\[ \] +Lessons learned")
        screen.do(["y"], r"Also saved as")

        screen.press("q")
        assert screen.wait_end() == 0

    copies = list((tmp_path / "b.json.copies").iterdir())
    assert len(copies) == 1
    copied = copies[0].read_text(encoding="utf-8")
    assert guildbook("update", "--for", "Marta Weiss", folder=tmp_path).stdout.endswith(f"\n\n{copied}")
    assert "3 of 3 at 1 gathering" in copied
    assert "3 newcomers joined" in copied

    with on_book(tmp_path) as screen:
        screen.wait_for("To do")
        screen.do(["2"], r"Newcomer 3")
        screen.do(["3"], r"✓16:00 Member")
        screen.do(["4"], r"Thank-yous · 2")
        screen.do(["tab"], r"Thank you, (Ann, for the spark|Ida, for coming)\.")
        screen.do(["6"], r"Marta Weiss")
        screen.press("q")
        assert screen.wait_end() == 0

    with Book.open(tmp_path / "b.json", Clock(TODAY), write=False) as book:
        assert sorted(s.stage for s in standings(book, TODAY).values()) == ["interested"] * 4 + ["newcomer"] * 3
        (gathering,) = book.gatherings.values()
        assert (gathering.state, len(gathering.attended)) == ("held", 4)
        assert len(book.recognitions) == 2
        assert guildbook("check", folder=tmp_path).returncode == 0


def test_the_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    with on_book(tmp_path) as screen:
        screen.wait_for("Welcome to Guildbook")
        screen.press("ctrl+g")
        screen.wait_for("Welcome to Guildbook", gone=True)
        screen.press("q")
        assert screen.wait_end() == 0
        assert screen.raw.count(b"\x1b[?1049h") == screen.raw.count(b"\x1b[?1049l") == 1


def test_a_second_window_may_only_look(tmp_path: Path) -> None:
    with on_book(tmp_path) as first:
        first.wait_for("Welcome")
        with on_book(tmp_path) as second:
            second.wait_for("read-only")
            second.do(["5"], r"No costs yet")
            second.press("b")
            second.do(["1"], r"Pulse")  # no dialog stands in the way: the key was refused
        first.press("ctrl+g")
        first.wait_for("Welcome", gone=True)
        first.press("q")
        first.wait_end()
    with Book.open(tmp_path / "b.json", Clock(TODAY), write=False) as book:
        assert not book.costs
