"""The app on a book of its own, for tests of screens."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import date, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyperclip
import pytest
from msgspec.structs import replace
from textual import events
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.worker import WorkerCancelled

from screens.widgets.lists.list_view import Listing
from screens.widgets.panes import Paper
from screens.widgets.status import SpeakingApp
from store.book.book import Book
from store.book.traces import Traces
from store.core.dates import Clock
from store.core.record import ORGANISER, Record
from store.launch.locale_defaults import guess
from store.model.calendar import Gathering
from store.model.community import Community
from store.model.finance import Cost
from store.model.people import Role, Volunteer
from store.model.stakeholders import Update
from tests.support import samples
from tests.support.making import HOSTILE, TODAY, department, gathering, led, move, person, ritual, stakeholder
from tests.support.textual_internals import parsed_once, pull, pulled
from tui.keybindings.keymap import Keymap
from tui.keybindings.screen_registry import ROOMS
from tui.shell.app import GuildbookApp
from tui.shell.startup_tasks import StartupTasks

WIDE, NARROW, LARGE = (120, 36), (80, 24), (200, 50)
demo_file = samples.demo_file


@pytest.fixture(autouse=True)
def own_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the terminal can do and the user prefers, the screens of the tests have their own colours."""
    for preferred in ("NO_COLOR", "GUILDBOOK_THEME"):
        monkeypatch.delenv(preferred, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    """A copy of the sample community, open for writing."""
    path = tmp_path / "book.json"
    shutil.copy(demo_file, path)
    with Book.open(path, Clock(TODAY)) as book:
        yield book


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Book]:
    """A new, empty book."""
    with Book.open(tmp_path / "book.json", Clock(TODAY), create=True) as book:
        yield book


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reached the system's clipboard."""
    found: list[str] = []
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pyperclip, "copy", found.append)
    return found


@asynccontextmanager
async def running(
    book: Book,
    size: tuple[int, int] = WIDE,
    keys: Keymap | None = None,
    *,
    locale: str = "",
    zone: str = "",
    theme_kept_in: Path | None = None,
    traces: Traces | None = None,
    tour: bool = False,
) -> AsyncIterator[Pilot[None]]:
    """The app on a book, where the locale and the time zone are these."""
    app = GuildbookApp(
        book,
        book.clock,
        demo=tour,
        tour=tour,
        traces=traces,
        keys=keys,
        suggested=lambda: replace(guess(locale), timezone=zone),
        theme_kept_in=theme_kept_in,
    )
    app.animation_level = "none"
    app.NOTIFICATION_TIMEOUT = 3600  # what is said stays until it is looked at, on a slow machine too
    with (
        patch.object(Compositor, "render_update", paint_nothing),
        patch.object(Stylesheet, "_parse_rules", parsed_once),
        patch.object(StartupTasks, "rest"),  # what waits for a pause comes when a test asks for it
    ):
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield pilot


def paint_nothing(compositor: Compositor, *_: object, **__: object) -> None:
    """Paint only what a test looks at, and not each step on the way for a terminal that is not there."""
    compositor._dirty_regions.clear()


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is left to do: no message to be handled, no worker at work, nothing to be painted.

    Textual's own waiting watches how busy the processor is; this asks the event loop, which is the same on any
    machine and does not sleep.
    """
    app, loop = pilot.app, asyncio.get_running_loop()
    while app.is_running:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        with suppress(WorkerCancelled):  # a dialog that was left stops what it was at
            await app.workers.wait_for_complete()
        await app.animator.wait_until_complete()
        if loop._ready:
            continue
        seen = [screen for screen in (app.screen, *app._background_screens) if _waits(screen)]
        if not seen:
            return
        for screen in seen:
            screen._on_timer_update()


def _waits(screen: Screen[Any]) -> bool:
    """Whether a screen has something to lay out or to paint, which Textual does by a timer."""
    return bool(screen._callbacks or screen._layout_required or screen._dirty_widgets)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each after all that the one before set off; one that starts with ‘=’ is typed letter by letter."""
    for key in keys:
        if key.startswith("=") and len(key) > 1:
            for letter in key[1:]:
                strike(pilot, letter)
        else:
            strike(pilot, key)
        await settle(pilot)


def strike(pilot: Pilot[None], key: str) -> None:
    """Press a key, by name or as a character, and wait for nothing."""
    name = _character_to_key(key) if len(key) == 1 else key
    character = key if len(key) == 1 else key_to_character(key)
    event = events.Key(name, character)
    event.set_sender(pilot.app)
    pilot.app.post_message(event)


async def resize(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Make the window as large as this, as pulling at its corner would."""
    if pilot.app.size == size:
        return
    pull(pilot.app, size)
    await settle(pilot)
    pulled(pilot.app)
    await settle(pilot)


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste a text, as a terminal with bracketed paste hands it over."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


PLACES = {
    "week": "1",
    "board": "2",
    "list": "2 v",
    "departments": "2 v v",
    "department": "2 v v enter",
    "coverage": "2 v v v",
    "roles": "2 o enter",
    "page": "2 enter",
    "what was": "2 enter tab",
    "month": "3",
    "days": "3 v",
    "agenda": "3 v v",
    "rituals": "3 v v v",
    "ritual": "3 v v v enter",
    "hosts": "3 V V",
    "requests": "3 V",
    "thanks": "4",
    "thanks by person": "4 v tab",
    "contributions": "4 v v v tab",
    "wall": "4 v v v v tab",
    "seen": "4 o enter",
    "orbit": "4 o enter v",
    "costs": "5",
    "budget": "5 v",
    "roi": "5 v v",
    "kpis": "5 v v v",
    "readings": "5 v v v tab",
    "pitch": "5 P",
    "readers": "6",
    "facts": "6 enter",
    "sent": "6 v",
    "posts": "6 v v",
    "support": "6 v v v",
    "duties": "6 v v v tab",
    "stakeholder": "6 p",
    "launch": "7",
    "check-ups": "7 v",
    "needs": "7 v v",
    "library": "8",
    **{name: f"ctrl+p ={room.title.split()[0].lower()} enter" for name, room in ROOMS.items() if room.told},
}
"""Every screen and view, with the keys that lead there."""


async def go(pilot: Pilot[None], place: str) -> None:
    """To a place, from wherever one is: the screens with several views begin with the first again."""
    await press(pilot, *PLACES[place].split())


def text_of(pilot: Pilot[None]) -> str:
    """What the screen shows, as lines of text."""
    return "\n".join(strip.text for strip in strips(pilot))


def listed(pilot: Pilot[None], which: str) -> list[tuple[str, ...]]:
    """The rows of a list that is on the screen as text, cell by cell, also those scrolled away."""
    rows = pilot.app.screen.query_one(which, Listing).visible_rows()
    return [tuple(cell if isinstance(cell, str) else cell[0] for cell in row.cells) for row in rows]


def strips(pilot: Pilot[None]) -> list[Strip]:
    """What the screen shows, dialogs over what is behind them, line by line."""
    visible_screen_stack.set(list(pilot.app._background_screens))
    return pilot.app.screen._compositor.render_strips()


# -- a small community of which every record is known ------------------------------------------------


def circle_records() -> list[Record]:
    """One act of every kind for this week, and nothing that a test cannot count on its fingers."""
    nov = partial(date, 2026, 11)
    six = ("ann", "bo", "cy", "dee", "eve", "fay")
    names = (HOSTILE, "Bo Çelik", "Cy Young", "Dee O'Neil", "Eve Holt", "Fay Ng")
    members = [
        record
        for key, name in zip(six, names, strict=True)
        for record in (
            Volunteer(id=key, name=name, department="ops", met_on=nov(1), yes_on=nov(1), yes_words="Count me in"),
            move(key, "active", nov(1), id=f"m-{key}"),
        )
    ]
    coffee = ritual(
        "coffee", "Coffee corner", start=nov(2), kind="social", gain="Know whom to call.", at=time(9, 30), minutes=30,
        hosts=("bo", "cy"),
    )  # fmt: skip
    held = {"ritual": "coffee", "name": "Coffee corner", "at": time(9, 30), "state": "held", "attended": six}
    return [
        Community(name="The circle", organiser="Ida Berg", budget=Decimal(1000)),
        department("ops"),
        department("sales"),
        *members,
        person("tom", "Tom Okafor", department="sales", email="tom@example.com", met_on=nov(1)),
        person("gus", "Gus Abbé", department="sales", met_on=nov(1), yes_on=nov(2), yes_words="Yes"),
        move("gus", "said_yes", nov(2), id="m-gus"),
        coffee,
        Gathering(**held, id="coffee-20261102", on=nov(2), due_on=nov(2), host=ORGANISER, notes="Well begun."),
        Gathering(**held, id="coffee-20261109", on=nov(9), due_on=nov(9), host=ORGANISER),
        gathering(nov(27), "Kick-off", id="kick_off", at=time(14)),
        led(nov(20), id="led", topic="Feedback [basics]", learners=12),
        Role(id="moderator", name="Moderator"),
        stakeholder("marta", "Marta Weiss", job="COO", stake="fewer outside trainers"),
        Update(id="sent", to=("marta",), since=date(2026, 9, 24), until=date(2026, 10, 23), state="sent",
               sent_on=date(2026, 10, 23), subject="INFO: The circle", text="Hello Marta,\n\nall is well.\n"),
        Cost(id="room", what="Room", amount=Decimal("120.00"), on=nov(3)),
        Cost(id="gifts", what="Gifts", bucket="other", amount=Decimal("80.50"), on=date(2026, 12, 1), state="planned"),
    ]  # fmt: skip


class Stopwatch(Clock):
    """A clock whose seconds go when they are told to."""

    def __init__(self) -> None:
        super().__init__(TODAY)
        self.now_at = 5_000.0

    def ticks(self) -> float:
        return self.now_at


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Book]:
    """The small community, open for writing, with nothing to undo."""
    path = tmp_path / "book.json"
    Book.write_new(path, circle_records(), book_id="circle")
    with Book.open(path, Clock(TODAY)) as book:
        yield book


# -- asking book and screen --------------------------------------------------------------------------


def rows(book: Book) -> dict[str, dict[str, Record]]:
    """Everything the book holds, but for the log of steps."""
    return {name: dict(table.items()) for name, table in book.tables.items() if name != "steps"}


@asynccontextmanager
async def undoable(pilot: Pilot[None], book: Book) -> AsyncIterator[None]:
    """What is done inside changes the book in one step, which ``u`` takes back and ``U`` does again."""
    before, steps = rows(book), standing(book)
    yield
    after = rows(book)
    assert after != before
    assert standing(book) == steps + 1
    await press(pilot, "u")
    assert rows(book) == before
    await press(pilot, "U")
    assert rows(book) == after
    await hush(pilot)


def standing(book: Book) -> int:
    """How many changes of a book stand and can be undone."""
    return sum(not step.undone for step in book.steps.values())


def look(pilot: Pilot[None]) -> list[list[tuple[str, str]]]:
    """What the screen shows with its colours, so that a change of focus counts as seen."""
    return [[(segment.text, str(segment.style)) for segment in strip] for strip in strips(pilot)]


def highlighted(pilot: Pilot[None]) -> list[str]:
    """The pieces of text under the cursor of whatever has the focus."""
    cursor = Color.parse(pilot.app.theme_variables["block-cursor-background"]).rich_color
    pieces = (segment for strip in strips(pilot)[1:] for segment in strip)  # the line above marks where one is
    return [piece.text.strip() for piece in pieces if piece.style and piece.style.bgcolor == cursor]


def toasts(pilot: Pilot[None]) -> list[str]:
    """What was said in passing, the last one last."""
    app = pilot.app
    assert isinstance(app, SpeakingApp)
    return [message.text for message in app.status]


async def hush(pilot: Pilot[None]) -> None:
    """Take what was said in passing off the screen."""
    pilot.app.clear_notifications()
    await settle(pilot)


def paper(pilot: Pilot[None]) -> str:
    """The whole of the text that is shown to be read, also what is scrolled away."""
    return pilot.app.screen.query_one(Paper).text


def here(pilot: Pilot[None]) -> str:
    """The name of the screen or dialog that is in front."""
    return type(pilot.app.screen).__name__
