"""What the README says of keys: which there are, and how many of them a job takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.book.book import Book
from store.week.plan import plan
from store.week.sources import SOURCES
from tests.support.harness import TODAY, here, press, running, text_of
from tui.keybindings.registry import DIALOGS, Key, places

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SHORT = 4
"""Letters by which a word is known again: ‘snooze’ and ‘snoozes’, ‘thank’ and ‘thanks’."""


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def table() -> Iterator[tuple[list[str], str]]:
    """Each entry of the table of keys: its keys, and what it says of them."""
    for line in section("Keys").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 2 and (found := re.findall(r"`([^`]+)`", cells[0])):
            yield spread(found, cells[0]), cells[1]


def spread(keys: list[str], cell: str) -> list[str]:
    """`1` … `8` are all from 1 to 8; arrows are arrows."""
    if "…" in cell:
        keys = [*map(str, range(int(keys[0]), int(keys[1]) + 1)), *keys[2:]]
    return keys + ["↑", "↓", "←", "→"] * ("arrows" in cell)


def stems(text: str) -> set[str]:
    return {word[:SHORT] for word in re.findall(r"[^\W\d_]{3,}", text.casefold())}


def shown() -> Iterator[tuple[str, str, Key]]:
    """Every key of a screen that stands in a line of keys: where, the key, and the binding."""
    for place in places():
        for key in place.keys if place.name not in DIALOGS else ():
            if key.in_footer:
                for one in key.shown_as.split(", "):
                    yield place.name, one, key


def test_every_key_of_the_table_is_bound_to_what_the_table_says() -> None:
    bound: dict[str, set[str]] = {}
    for place in places():
        for key in place.keys:
            for one in key.shown_as.split(", "):
                bound.setdefault(one, set()).update(stems(f"{key.does} {key.gained}"))
    entries = list(table())
    assert len(entries) > 25
    for keys, words in entries:
        for one in keys:
            assert stems(words) & bound.get(one, set()), (one, words)


def test_every_key_that_is_shown_stands_in_the_table_with_what_it_does() -> None:
    told: dict[str, set[str]] = {}
    for keys, words in table():
        for one in keys:
            told.setdefault(one, set()).update(stems(words))
    missing = {(one, key.does, where) for where, one, key in shown() if not stems(key.does) & told.get(one, set())}
    assert not missing, "\n".join(map(str, sorted(missing)))


# -- how many keys a job takes -----------------------------------------------------------------------


def played(job: str) -> tuple[int, list[str]]:
    """How many keys the README says a job takes, and which: keys as they are, what is typed begins with ‘=’."""
    number, keys = re.search(rf"^\| {job} \| (\d+) \| (.+) \|$", README, re.MULTILINE).groups()  # type: ignore[union-attr]
    return int(number), [key or f"={typed}" for key, typed in re.findall(r"`([^`]+)`|«([^»]+)»", keys)]


def pressed(keys: list[str]) -> int:
    return sum(not key.startswith("=") for key in keys)


async def test_from_the_first_start_to_the_first_volunteer_on_the_board(empty: Book) -> None:
    number, keys = played("From the first start to the first volunteer on the board")
    async with running(empty) as pilot:
        assert here(pilot) == "Welcome"
        await press(pilot, *keys)
        assert here(pilot) == "PipelineScreen"
        assert re.search(r"Interested 1\b", text_of(pilot))
        assert [volunteer.name for volunteer in empty.volunteers.values()] == ["Ana Ruiz"]
        assert empty.community.name != ""
    assert pressed(keys) == number <= 10


async def test_a_whole_monday(demo: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the week asks for on Monday morning is dealt with, and an update is in the clipboard."""
    copied: list[str] = []
    monkeypatch.setattr("screens.common.clipboard.copy", lambda text, *_: copied.append(text) or "Copied.")
    number, keys = played("A whole Monday in the demo: seven things to do, two updates copied and sent")
    async with running(demo) as pilot:
        first = plan(demo, TODAY).acts
        assert len(first) == 7
        await press(pilot, *keys)
        assert here(pilot) == "WeekScreen"
        everything = {act.key for part in SOURCES for act in part(demo, TODAY)}
        assert not {act.key for act in first} & everything
        assert not demo.snoozes
    assert len(copied) >= 1
    assert pressed(keys) == number <= 60
