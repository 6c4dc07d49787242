"""What every screen and dialog shows, from the sample community on one frozen day.

Of each place there is one picture, dark and in a window of 120 × 36, for eyes (``test_snapshots/``); every other
size is a text with its looks, to be read in the difference of a change (``text/<place>-<size>.txt``,
:mod:`tests.support.pictures`). The light colours of the screens must show the very same; where they do not, as a list
that was scrolled when the window grew stays there, ``text/<place>-<size>-light.txt`` has the lines that differ. All
are made anew by ``python -m pytest tests/screens/test_snapshots.py --snapshot-update``.

All that is kept of a place is taken in one run, the window growing and shrinking and the colours changing in between:
that costs a quarter of a run for each, and shows that a screen looks the same however it came to its size.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from store.book.book import Book
from store.book.traces import traces_of
from store.core.dates import Clock
from store.model.people import Volunteer
from store.persistence.book_paths import latest_backup
from tests.screens.pipeline.test_import_dialog import PASTED
from tests.support.app_internals import alarm
from tests.support.contrast import ENOUGH, MUCH, faint, faint_marks
from tests.support.harness import (
    NARROW,
    TODAY,
    WIDE,
    Stopwatch,
    highlighted,
    paste,
    press,
    resize,
    running,
    settle,
    strips,
    text_of,
)
from tests.support.looks import looks_of
from tests.support.pictures import Picture, readable

LARGE = (200, 50)
SIZES = {"narrow": NARROW, "wide": WIDE, "large": LARGE}
TIMED = {**SIZES, "smallest": (60, 20)}
TOO_SMALL = (56, 12)
SCREENS: dict[str, tuple[str, ...]] = {
    "week": (),
    "pipeline": ("2", "l", "l", "l", "l"),
    "people": ("2", "v"),
    "person": ("2", "l", "l", "l", "l", "enter"),
    "roles": ("2", "o", "enter"),
    "leaving": ("2", "l", "l", "l", "l", "l", "j", "enter", "L", "enter"),
    "departments": ("2", "v", "v", "l", "l"),
    "department": ("2", "v", "v", "l", "l", "enter"),
    "coverage": ("2", "v", "v", "l", "l", "l", "l", "v", "j", "j", "j", "j", "j"),
    "calendar": ("3",),
    "days": ("3", "v"),
    "agenda": ("3", "v", "v"),
    "rituals": ("3", "V", "V", "V"),
    "ritual-page": ("3", "V", "V", "V", "enter"),
    "hosts": ("3", "V", "V"),
    "requests": ("3", "V", "j"),
    "recognition": ("4", "tab"),
    "by-person": ("4", "v", "tab"),
    "contributions": ("4", "v", "v", "v"),
    "wall": ("4", "v", "v", "v", "v", "tab"),
    "seen": ("4", "o", "enter"),
    "orbit": ("4", "o", "enter", "v", "j", "j", "j"),
    "costs": ("5",),
    "budget": ("5", "v"),
    "roi": ("5", "v", "v"),
    "kpis": ("5", "v", "v", "v", "j"),
    "pitch": ("5", "P", "j"),
    "updates": ("6",),
    "launch": ("7",),
    "mistakes": ("7", "tab"),
    "checkups": ("7", "v"),
    "needs": ("7", "v", "v"),
    "library": ("8", "j", "j", "j", "j", "j", "j"),
    "composer": ("6", "j", "enter", "j", "j"),
    "stakeholder": ("6", "j", "p"),
    "sent": ("6", "v", "j", "space", "j", "j"),
    "posts": ("6", "v", "v"),
    "support": ("6", "v", "v", "v", "tab"),
}
DIALOGS: dict[str, tuple[str, ...]] = {
    "thank": ("j", "j", "j", "j", "t"),
    "held": ("3", "v", "v", "k", "m"),
    "who-came": ("3", "v", "v", "k", "m", "space"),
    "yes": ("2", ">"),
    "edit": ("2", "e"),
    "ask": ("2", "l", "l", "l", "l", "enter", "a"),
    "answer": ("2", "l", "l", "l", "l", "l", "j", "enter", "r"),
    "hand-over-role": ("2", "o", "enter", "w"),
    "template": ("3", "a"),
    "ritual": ("3", "a", "enter"),
    "rhythm": ("3", "a", "enter", "tab", "tab", "space", "end", "enter"),
    "skip": ("3", "v", "j", "s"),
    "cost": ("5", "a"),
    "rate": ("5", "H"),
    "pitch-half": ("5", "P", "O"),
    "trace": ("5", "P", "G", *["k"] * 10, "enter"),
    "own-words": ("6", "enter", "j", "e"),
    "whole-text": ("6", "j", "W"),
    "together": ("6", "j", "space", "j", "space"),
    "promised": ("6", "enter", *["j"] * 8, "enter"),
    "bring-in": ("2", "i"),
    "calendar-in": ("3", "i", "=tests/fixtures/calendars/google.ics", "enter"),
    "attendance-in": (
        "3",
        "v",
        "v",
        "k",
        "i",
        "=tests/fixtures/cases/attendance/a01-teams-attendance.csv",
        "enter",
    ),
    "feedback-in": ("3", "v", "v", "k", "i", "=tests/fixtures/cases/feedback/f01-google-forms.csv", "enter"),
    "survey-in": ("ctrl+p", "=survey", "enter", "i", "=tests/fixtures/cases/survey/s01-counts.csv", "enter"),
    "rows-behind": ("7", "tab", "enter"),
    "your-word": ("7", "space"),
    "facet": ("7", "v", *["j"] * 9, "a"),
    "help": ("question_mark",),
    "filter": ("2", "slash", "=ana"),
    "readiness": ("2", "l", "l", "l", "enter", "R", "enter"),
    "coverage-cell": ("2", "v", "v", "l", "l", "l", "l", "v", "j", "j", "enter"),
    "narrow": ("2", "f", "=sales", "space"),
    "narrowed": ("2", "f", "=sales", "space", "=finance", "space", "enter", "b", "=topic", "enter"),
    "marked": ("2", "v", "space", "j", "space", "space"),
    "kickoff": ("ctrl+p", "=kick-off", "enter", "j"),
    "charter": ("ctrl+p", "=charter", "enter", "j", "j", "j"),
    "charter-earlier": ("ctrl+p", "=charter", "enter", "j", "j", "j", "["),
    "survey": ("ctrl+p", "=survey", "enter"),
    "rooms": ("7", "o"),
    "capture": (";", "=thank Ana for the feedback session yesterday"),
    "capture-asks": (";", "=met Zoe fri, wants to help"),
    "erase": ("2", "l", "l", "l", "l", "enter", "D"),
    "erased": ("2", "l", "l", "l", "l", "enter", "D", "=erase", "enter"),
    "marked-yes": ("2", "v", "space", "space", "space", "space", "greater_than_sign"),
}

Later = Callable[[Pilot[Any]], None]
Taken = dict[tuple[str, str], Picture]
"""What was shown, by size and theme."""
PICTURES = Path(__file__).parent / "__snapshots__" / "test_snapshots"
TEXTS = PICTURES.parent / "text"


async def shown(
    book: Book, sizes: Sequence[str], themes: Sequence[str], keys: tuple[str, ...], later: Later | None = None
) -> Taken:
    """The app after these keys, by size and theme; ``later`` is done before the first look at it."""
    async with running(book, TIMED[sizes[0]]) as pilot:
        await press(pilot, *keys)
        if later:
            later(pilot)
        return await looked_at(pilot, sizes, themes)


async def looked_at(pilot: Pilot[Any], sizes: Sequence[str], themes: Sequence[str]) -> Taken:
    """What the app shows now, by size and theme."""
    taken: Taken = {}
    for number, theme in enumerate(themes):
        pilot.app.theme = f"guildbook-{theme}"
        await settle(pilot)
        for size in sizes if number % 2 == 0 else reversed(sizes):
            await resize(pilot, TIMED[size])
            taken[size, theme] = Picture(strips(pilot), looks_of(pilot.app))
            assert not faint(pilot, ENOUGH)
            assert not faint_marks(pilot)
    words = text_of(pilot)
    for theme, least in {"light": ENOUGH, "contrast": MUCH}.items():
        pilot.app.theme = f"guildbook-{theme}"
        await settle(pilot)
        assert not faint(pilot, least)
        assert not faint_marks(pilot)
        assert text_of(pilot) == words
    here = highlighted(pilot)
    await resize(pilot, TOO_SMALL)
    assert "Guildbook needs 60 × 16; this window is 56 × 12." in text_of(pilot)
    assert not highlighted(pilot)
    await resize(pilot, TIMED[size])
    assert highlighted(pilot) == here
    return taken


Same = Callable[[str, Taken], None]


@pytest.fixture
def same(snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Same:
    """Everything shown at a place is as it was; with ``--snapshot-update`` what is shown now is kept."""

    def compare(place: str, taken: Taken) -> None:
        update = request.config.option.update_snapshots
        changed = [differing(TEXTS / name, text, update=update) for name, text in texts(place, taken)]
        picture = PICTURES / f"{request.node.name}.svg"
        before, now = content(picture), taken["wide", "dark"].svg("Guildbook")
        if now != snapshot.use_extension(SVGImageExtension):
            changed.append(readable(before, now, picture.name))
        if told := "\n\n".join(filter(None, changed)):
            pytest.fail(f"{told}\n\nIf it is meant, keep it with --snapshot-update.", pytrace=False)

    return compare


def texts(place: str, taken: Taken) -> Iterator[tuple[str, str]]:
    """The files of a place that are text, with what is in each; nothing in one that is not to be there."""
    for (size, theme), picture in taken.items():
        if theme != "dark":
            yield f"{place}-{size}-{theme}.txt", picture.beside(taken[size, "dark"])
        elif size != "wide":
            yield f"{place}-{size}.txt", picture.text


def differing(path: Path, now: str, *, update: bool) -> str:
    """What has changed since a text was kept; ``update`` keeps it as it is now."""
    kept = content(path)
    if not update:
        return readable(kept, now, path.name)
    if now != kept:
        path.write_text(now, "utf-8") if now else path.unlink()
    return ""


def content(path: Path) -> str:
    """What is kept, or nothing."""
    return path.read_text("utf-8") if path.exists() else ""


@pytest.mark.parametrize("screen", SCREENS)
async def test_screens(same: Same, demo: Book, screen: str) -> None:
    same(screen, await shown(demo, [*SIZES], ["dark", "light"], SCREENS[screen]))


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_dialogs(same: Same, demo: Book, dialog: str) -> None:
    same(dialog, await shown(demo, [*SIZES], ["dark"], DIALOGS[dialog]))


async def test_the_timer_runs(same: Same, demo: Book) -> None:
    demo.clock = Stopwatch()

    def a_while_later(pilot: Pilot[Any]) -> None:
        demo.clock.now_at += 75  # type: ignore[attr-defined]
        alarm(pilot.app).look()
        pilot.app.screen.show_time()  # type: ignore[attr-defined]

    keys = ("ctrl+p", "=kick-off", "enter", "j", "j", "enter", "space")
    same("timer", await shown(demo, [*TIMED], ["dark"], keys, a_while_later))


EMPTY: dict[str, tuple[str, ...]] = {
    "welcome": (),
    "first-questions": ("down", "down", "enter", "tab", "tab"),
    "week": ("escape",),
    "launch": ("escape", "7"),
    "nothing-planned": ("escape", "ctrl+p", "=kick-off", "enter", "b"),
}


@pytest.mark.parametrize("screen", EMPTY)
async def test_empty(same: Same, empty: Book, screen: str) -> None:
    same(f"empty-{screen}", await shown(empty, [*SIZES], ["dark"], EMPTY[screen]))


async def test_pasted_people(same: Same, demo: Book) -> None:
    async with running(demo, NARROW) as pilot:
        await press(pilot, "2", "i")
        await paste(pilot, PASTED)
        await press(pilot, "right", "right")
        same("pasted", await looked_at(pilot, [*SIZES], ["dark"]))


@pytest.fixture
def missing(demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a book was of which only backups are left, under a name that is the same in every folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("book.json")
    shutil.copy(demo_file, path)
    with Book.open(path, Clock(TODAY)) as book, book.change("Add Zoe") as change:
        change.put(Volunteer(name="Zoe"))
    that_day = datetime.combine(TODAY, time(9)).timestamp()
    os.utime(latest_backup(path), (that_day, that_day))  # its day is shown, and is the file's
    path.unlink()
    return path


async def test_book_not_found(same: Same, missing: Path) -> None:
    with Book.open(missing, Clock(TODAY), write=False, create=True, anew=True) as nothing:
        async with running(nothing, NARROW, traces=traces_of(missing)) as pilot:
            same("missing-book", await looked_at(pilot, [*SIZES], ["dark"]))


def test_nothing_is_kept_of_what_is_not_shown_any_more(request: pytest.FixtureRequest) -> None:
    lists = {"test_screens": SCREENS, "test_dialogs": DIALOGS, "test_empty": EMPTY}
    pictures = {f"{test}[{place}].svg" for test, places in lists.items() for place in places}
    pictures |= {"test_the_timer_runs.svg", "test_pasted_people.svg", "test_book_not_found.svg"}
    places = {*SCREENS, *DIALOGS, *(f"empty-{place}" for place in EMPTY), "timer", "pasted", "missing-book"}
    texts = {f"{place}-{size}{theme}.txt" for place in places for size in TIMED for theme in ("", "-light")}
    gone = [path for folder in (PICTURES, TEXTS) for path in folder.glob("*") if path.name not in pictures | texts]
    if request.config.option.update_snapshots:
        for path in gone:
            path.unlink()
    else:
        assert not gone
