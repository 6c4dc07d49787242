"""What the README and the guide say of keys: that they are bound to what is said, and how many of them a job takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.book.book import Book
from store.launch.locale_defaults import guess
from store.week.kinds import KINDS, Rank
from store.week.plan import plan
from tests.support.harness import TODAY, here, press, running, text_of
from tui.keybindings.registry import Key, places

ROOT = Path(__file__).parents[2]
EVERYWHERE = ("tui.", "screens.common.screen", "screens.common.quick_capture", "screens.widgets")
"""Modules whose keys work on any screen."""
ABOUT: dict[str, tuple[str, ...]] = {
    "README.md": ("screens",),
    "docs/guide/README.md": (),
    "docs/guide/week.md": ("screens.week",),
    "docs/guide/quick-capture.md": (),
    "docs/guide/without-the-screen.md": (),
    "docs/guide/people.md": ("screens.pipeline", "screens.people"),
    "docs/guide/departments.md": ("screens.pipeline", "screens.people"),
    "docs/guide/calendar.md": ("screens.calendar",),
    "docs/guide/import-export.md": (
        "screens.pipeline",
        "screens.calendar",
        "screens.common.attendance_dialog",
        "screens.common.feedback_dialog",
    ),
    "docs/guide/recognition.md": ("screens.recognition",),
    "docs/guide/costs.md": ("screens.finance",),
    "docs/guide/updates.md": ("screens.updates",),
    "docs/guide/launch.md": ("screens.launch",),
    "docs/guide/kick-off.md": ("screens.launch", "screens.facilitate"),
    "docs/guide/library.md": ("screens.library",),
    "docs/guide/hub.md": ("screens.library",),
    "docs/guide/moving-and-typing.md": ("screens",),
    "docs/privacy.md": ("screens.people",),
    "docs/configuration.md": ("screens.updates",),
    "docs/installation.md": ("screens.launch",),
    "docs/troubleshooting.md": ("screens",),
}
"""The documents that name keys, each with the packages of the screens that it tells of."""
KEY = re.compile(r"[!-~←→↑↓]|f\d\d?|(?:ctrl|shift)\+\w+|tab|enter|esc|space|backspace|delete")
SHORT = 4
"""Letters by which a word is known again: ‘snooze’ and ‘snoozes’, ‘thank’ and ‘thanks’."""
USED_ON_WEEK = ("enter", "y", "m", "e", "space")
"""Keys of the gathering and of the update that Week leads to, which its page tells of too."""


def text(document: str) -> str:
    """A document without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", (ROOT / document).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def bound(document: str) -> dict[str, list[Key]]:
    """Every key that works on the screens a document tells of."""
    found: dict[str, list[Key]] = {}
    for place in places():
        if place.kind.__module__.startswith((*ABOUT[document], *EVERYWHERE)):
            for key in place.keys:
                for one in key.shown_as.split(", "):
                    found.setdefault(one, []).append(key)
    return found


def rows(document: str) -> Iterator[tuple[list[str], str]]:
    """Each row of its tables of keys: the keys, and what the document says of them."""
    for table in re.findall(r"^\| key \| does \|\n\| --- \| --- \|\n((?:\|.*\n?)+)", text(document), re.MULTILINE):
        for line in table.splitlines():
            cell, says = line.strip("| ").split(" | ")
            yield spread(re.findall(r"`([^`]+)`", cell), cell), says


def spread(keys: list[str], cell: str) -> list[str]:
    """`1` … `8` are all from 1 to 8; arrows are arrows."""
    if "…" in cell:
        keys = [*map(str, range(int(keys[0]), int(keys[1]) + 1)), *keys[2:]]
    return keys + ["↑", "↓"] * ("arrows" in cell)


def stems(words: str) -> set[str]:
    return {word[:SHORT] for word in re.findall(r"[^\W\d_]{3,}", words.casefold())}


def said_of(key: Key) -> set[str]:
    """The words of a binding: its name without that of the screen, its label, its tooltip."""
    name = key.id.partition(".")[2].replace("_", " ")
    return stems(f"{name} {key.does} {key.gained}")


def unlike(keys: list[str], says: str, found: dict[str, list[Key]]) -> list[str]:
    """Those of the keys that no binding has with a word of what is said."""
    return [one for one in keys if not any(stems(says) & said_of(key) for key in found.get(one, ()))]


def test_every_document_that_names_keys_is_looked_at() -> None:
    documents = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "guide").glob("*.md")}
    assert documents <= set(ABOUT)
    assert {name for name in ABOUT if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("document", ABOUT)
def test_every_key_of_a_table_is_bound_to_what_the_table_says(document: str) -> None:
    found = bound(document)
    wrong = [(keys, says, no) for keys, says in rows(document) if (no := unlike(keys, says, found))]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("document", ABOUT)
def test_every_key_that_is_named_works_where_the_document_tells_of(document: str) -> None:
    told = text(document).partition("\n## How many keys\n")[0]
    named = {code for code in re.findall(r"`([^`\n]+)`", told) if KEY.fullmatch(code)}
    known = set(bound(document)) | set(USED_ON_WEEK if document.endswith("week.md") else ())
    assert named - known == set()


def test_a_key_that_does_something_else_is_seen() -> None:
    found = bound("docs/guide/week.md")
    assert list(rows("docs/guide/week.md"))
    assert unlike(["z", "d"], "snooze until next week", found) == ["d"]
    assert unlike(["z", "Z"], "snooze until next week", found) == ["Z"]


# -- how many keys a job takes -----------------------------------------------------------------------


def played(job: str) -> tuple[int, list[str]]:
    """How many keys the guide says a job takes, and which: keys as they are, what is typed begins with ‘=’."""
    page = (ROOT / "docs" / "guide" / "week.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {job} \| (\d+) \| (.+) \|$", page, re.MULTILINE)
    assert row, job
    number, keys = row.groups()
    return int(number), [key or f"={typed}" for key, typed in re.findall(r"`([^`]+)`|“([^”]+)”", keys)]


def pressed(keys: list[str]) -> int:
    return sum(not key.startswith("=") for key in keys)


async def test_from_the_first_start_to_the_first_volunteer(empty: Book) -> None:
    """What is typed reaches the field it is meant for; every other answer stays the guess."""
    number, keys = played("From the first start to the first volunteer")
    guessed = guess("en_GB.UTF-8")
    async with running(empty, locale="en_GB.UTF-8") as pilot:
        assert here(pilot) == "Welcome"
        await press(pilot, *keys)
        assert here(pilot) == "WeekScreen"
    begun = empty.community
    assert (begun.organiser, begun.currency) == ("Ida Berg", "GBP")
    assert (begun.name, begun.date_order, begun.week_starts) == (
        guessed.name, guessed.date_order, guessed.week_starts,
    )  # fmt: skip
    assert [volunteer.name for volunteer in empty.volunteers.values()] == ["Ana Ruiz"]
    assert pressed(keys) == number <= 8


async def test_from_the_first_start_to_the_first_update(empty: Book, copied: list[str]) -> None:
    """Enter takes each first step from Week; the update that is copied tells of what was recorded."""
    number, keys = played("From the first start to the first update .*")
    async with running(empty, locale="en_GB.UTF-8") as pilot:
        await press(pilot, *keys)
        assert "Marta Weiss" in text_of(pilot)
        await press(pilot, "1")
        assert plan(empty, TODAY).first_step is None
    assert len(empty.volunteers) == 3
    (gathering,) = empty.gatherings.values()
    assert (gathering.state, len(gathering.attended)) == ("held", 2)
    (update,) = empty.updates.values()
    assert (update.state, update.sent_on) == ("sent", TODAY)
    assert "Marta" in copied[0]
    assert "2 colleagues attended" in copied[0]
    assert pressed(keys) == number <= 30


async def test_monday_in_the_demo(demo: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the seven lines is dealt with; only preparation and upkeep are snoozed."""
    copied: list[str] = []
    monkeypatch.setattr("screens.common.clipboard.copy", lambda text, *_: copied.append(text) or "Copied.")
    number, keys = played("Monday in the demo: .*")
    week = plan(demo, TODAY)
    first = {single.key: single for line in week.acts for single in line.singles}
    assert len(week.acts) == 7
    thanked = set(demo.recognitions)
    async with running(demo) as pilot:
        await press(pilot, *keys)
        assert here(pilot) == "WeekScreen"
        assert not first.keys() & {act.key for act in plan(demo, TODAY).all_acts}
    snoozed = {first[snooze.act].kind for snooze in demo.snoozes.values()}
    assert all(KINDS[kind].rank in (Rank.PREPARE, Rank.UPKEEP) for kind in snoozed)
    assert {"She is well", "On holiday", "He says yes"} <= {contact.note for contact in demo.contacts.values()}
    assert len(demo.recognitions.keys() - thanked) == 4
    sent = [update for update in demo.updates.values() if update.sent_on == TODAY]
    assert len(sent) == len(copied) == 2
    assert all(any(update.text in text for text in copied) for update in sent)
    assert pressed(keys) == number <= 18
