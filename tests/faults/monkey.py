"""A monkey at the keyboard and the mouse: events drawn from a seed, and after each batch a look at what must hold.

What is drawn depends on the seed and on what the app shows, so a seed and a count are all that is needed to see a failure again.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import tempfile
import textwrap
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import msgspec
from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot

from screens.common import clipboard
from screens.common.quick_capture import Capture
from screens.common.screen import BookScreen
from screens.week.week import WeekScreen
from screens.widgets.forms.form import Form
from screens.widgets.lists.picker import Picker
from store.book.book import Book
from store.book.merge.copies import copy_of
from store.core.dates import Clock
from store.core.record import new_id
from store.integrity.check import findings
from tests.screens.test_hostile import harmless
from tests.screens.test_undo_walk import Watch, bound
from tests.support.app_internals import fill_in, is_composed
from tests.support.harness import HOSTILE, PLACES, TODAY, here, rows, running, settle, strike, strips, toasts
from tests.support.textual_internals import failure, pull, pulled
from tui.keybindings.registry import ids
from tui.shell.app import GuildbookApp
from tui.shell.help import Help

Event = tuple[Any, ...]
"""What is done, and with what: ``("key", "ctrl+s")``."""

BATCH = 50
"""Events after which everything is looked at."""
MOST_STANDING = 45
"""Changes after which all are undone: with a batch on top still within what the log holds."""
SHOWN = 60
"""Events that are told where something fails."""
ESCAPES = 12
"""Presses of esc that lead out of whatever is open."""
PATIENCE = 120
"""Seconds in which the app comes to rest after an event, on any machine."""
SIZES = (
    (80, 24), (80, 24), (120, 36), (120, 36), (60, 16), (100, 30), (59, 16), (60, 15), (40, 10), (250, 80), (1, 1),
)  # fmt: skip
ROOM = (80, 24)
"""A window that is large enough for everything."""
LEAVES = "q"
"""The key that ends the app, which takes long to begin again: it is pressed at times, not as often as any other."""
LATEST = TODAY + timedelta(days=90)
"""The day after which the clock turns no further."""

OTHER_KEYS = (
    *(f"f{number}" for number in range(1, 13)), *(f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
    "ctrl+left", "ctrl+right", "ctrl+home", "ctrl+end", "ctrl+delete", "ctrl+backspace", "shift+left", "shift+right",
    "shift+up", "shift+down", "shift+home", "shift+end", "alt+b", "alt+f", "ctrl+at", "ctrl+backslash", "ctrl+underscore",
    "insert", "delete", "backspace", "tab", "shift+tab", "enter", "escape", "space", "up", "down", "left", "right", "home",
    "end", "pageup", "pagedown", "shift+enter", "ctrl+enter", "ctrl+up", "ctrl+down", "ctrl+pageup", "ctrl+pagedown",
)  # fmt: skip
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~äß€жλ美👩"
)
WORDS = (
    "Ann", "Bo Çelik", HOSTILE, "today", "fri", "+2w", "-1m", "27/11", "2026-12-01", "12", "1200.50", "9:30", "1:15", "yes",
    "thank Ana for the feedback session", "spent 40 cake yesterday", "call Tom fri", "Zora New, Sales, interested",
    "met Marta today, wants numbers", "Tom said yes", "Tom needs a projector", "0", "-3", "=1+1", "31/02", "x" * 60,
    "weekly", "ana@example.com", "https://example.com/a b", "~/people.csv", "~/lab.ics", "~/out.csv", "~/out.ics", "theme",
)  # fmt: skip
PASTES = (
    HOSTILE, "Ana Ruiz", "one\ntwo\nthree", "tabs\tand\r\nlines\r", "\x1b[31mred\x07\x00\x9b", "👩\u200d👩\u200d👧\u200d👦 🏳\ufe0f\u200d🌈", "",
    "long " * 2_000, "\N{RIGHT-TO-LEFT OVERRIDE}exe.gnp", "Name\tDepartment\nZoe Zest\tOps\nYan [/y]\tSales\n", "~/people.csv",
    "~/lab.ics", "spent 12.50 tea", "12", "+1w", " " * 300, "\n" * 40, "\u0301" * 100, "[@click=app.quit]hi[/]", "佐藤 美咲" * 50,
)  # fmt: skip
SIDE = (
    "Name,Department,Email\nZoe Zest,Ops,zoe@example.com\n[/y] Yan,Sales,\nAna Ruiz,HR,ana@example.com\n",
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTART:20261201T100000\nDTEND:20261201T110000\n"
    "SUMMARY:Lab [/x]\nRRULE:FREQ=WEEKLY;COUNT=5\nEND:VEVENT\nEND:VCALENDAR\n",
)
"""Files to bring in: people, a calendar."""


class Calendar(Clock):
    """A clock whose day and seconds go on when they are told to."""

    def __init__(self) -> None:
        super().__init__(TODAY)
        self.seconds = 5_000.0

    def ticks(self) -> float:
        """Seconds that are told to pass."""
        return self.seconds

    def turn(self, days: int) -> None:
        """Some days later, and some seconds; the seconds pass also where no further day begins."""
        self.frozen = min(self.today() + timedelta(days=days), LATEST)
        self.seconds += 400


def bound_keys() -> list[str]:
    """Every key that is bound anywhere, but for the one that leaves."""
    found = {key for places in ids().values() for _, bound in places for key in bound.keys}
    return sorted({_pressed(key) for key in found} - {LEAVES})


def _pressed(key: str) -> str:
    """A key of a binding as it is struck: a letter where it is one; some of these Textual knows by another name only."""
    letter = {"slash": "/", "plus": "+", "minus": "-"}.get(key) or key_to_character(key) or ""
    return letter if letter.isprintable() and letter else key


@contextmanager
def stubbed(home: Path, seed: int) -> Iterator[list[str]]:
    """Nothing outside of ``home`` is touched: the clipboard, the editor, the opener and every path that is typed stay there.

    Yields:
        What was opened.
    """
    opened: list[str] = []
    typed_path = clipboard.typed_path

    def inside(typed: str) -> Path:
        path = Path(os.path.abspath(home / typed_path(typed)))  # noqa: PTH100 -- this one asks the disk nothing
        return path if path.is_relative_to(home) else home.joinpath("elsewhere", *path.parts[1:])

    def typed_on(words: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        file = Path(words[-1])
        file.write_text(f"{file.read_text(encoding='utf-8')} typed on [/x]\n", encoding="utf-8")
        return subprocess.CompletedProcess(words, 0)

    def nowhere(*words: object, **_: object) -> None:
        raise AssertionError(words)

    home.mkdir(exist_ok=True)
    for name, text in zip(("people.csv", "lab.ics"), SIDE, strict=True):
        (home / name).write_text(text, encoding="utf-8")
    variables = {"HOME": str(home), "USERPROFILE": str(home), "EDITOR": "typewriter", "VISUAL": ""}
    with ExitStack() as stack:
        for stub in (
            patch.dict(os.environ, variables),
            patch.object(tempfile, "tempdir", str(home)),
            patch.object(clipboard, "typed_path", inside),
            patch.object(clipboard, "_native", lambda _: ""),
            patch.object(clipboard, "_tmux", lambda _: ""),
            patch("screens.common.link_opener.start", opened.append),
            patch.object(subprocess, "run", typed_on),
            patch.object(subprocess, "Popen", nowhere),
            patch.object(os, "kill", nowhere),
            patch("webbrowser.open", nowhere),
            patch.object(GuildbookApp, "suspend", lambda _: nullcontext()),
            patch.object(
                GuildbookApp, "CLICK_CHAIN_TIME_THRESHOLD", float("inf")
            ),  # how fast the machine is decides nothing
            patch.object(new_id, "__defaults__", (Random(seed).getrandbits,)),
            patch.dict(Capture.LEFT, clear=True),
        ):
            stack.enter_context(stub)
        yield opened


class Followed(Watch):
    """The states of a book that is closed and opened again."""

    def follow(self, book: Book) -> None:
        """The same book, opened anew."""
        self.book = book
        book.subscribe(self._saved)


class Monkey:
    """Does what it likes to one book, in one run of the app after the other."""

    def __init__(self, path: Path, seed: int) -> None:
        """Make one.

        Args:
            path: the book, which is there already, with nothing to undo.
            seed: what it does.
        """
        self.path, self.clock, self.seed, self.chance = path, Calendar(), seed, Random(seed)
        self.keys = bound_keys()
        self.size = ROOM
        self.trace: list[tuple[Event, ...]] = []
        """All that was done, one burst after the other."""
        self.events = 0
        """How much that was."""
        self.runs = self.saves = self.undone = 0
        """How often the app was begun, the book was saved, and a change was undone at a rewinding."""
        self.pilot: Pilot[None]
        self.book: Book
        with Book.open(path, self.clock, write=False) as book:
            self._found = {_about(line) for line in findings(book)}
        self._watch: Followed | None = None
        self._leaving = False
        self._doing: dict[str, Callable[..., object]] = {
            "key": self.strike, "paste": self._paste, "mouse": self._mouse, "resize": self._resize, "focus": self._focus,
            "fill": self._fill, "day": self._day, "leave": self._leave,
        }  # fmt: skip

    async def run(self, count: int) -> None:
        """Do so many things, then undo everything.

        Raises:
            BaseException: whatever went wrong, with a note on how to see it again.
        """
        try:
            with stubbed(self.path.parent / "home", self.seed):
                while self.events < count:
                    async with self._app():
                        await self._play(count)
                async with self._app():
                    await self.look()
                    await self.undo_all()
        except BaseException as error:
            error.add_note(self._told())
            raise

    async def replay(self, trace: Sequence[tuple[Event, ...]]) -> None:
        """Do exactly this, in the shape :attr:`trace` has it, and look at the end."""
        with stubbed(self.path.parent / "home", self.seed):
            waiting = [*reversed(trace)]
            while waiting:
                async with self._app():
                    while waiting and not self._gone:
                        await self.do(*waiting.pop())
                    if not self._gone:
                        await self.look()

    def _told(self) -> str:
        """How to see it again."""
        last = "\n".join(", ".join(map(_short, burst)) for burst in self.trace[-SHOWN:])
        return f"GUILDBOOK_MONKEY={self.seed}:{self.events} shows it again; the last of what was done:\n{last}"

    @asynccontextmanager
    async def _app(self) -> AsyncIterator[None]:
        """The app on the book, in the window there is."""
        self.runs += 1
        self._leaving = False
        with Book.open(self.path, self.clock) as self.book:
            self._watch = self._watch or Followed(self.book)
            self._watch.follow(self.book)
            self.book.subscribe(self._saved)
            async with running(self.book, self.size) as self.pilot:
                yield

    def _saved(self, _: object) -> None:
        self.saves += 1

    @property
    def _gone(self) -> bool:
        """Whether the app has been left, or has ended by itself."""
        return self._leaving or not self.pilot.app.is_running or failure(self.pilot.app) is not None

    async def _play(self, count: int) -> None:
        """Do one thing after the other until there are so many or the app is left, and look at all now and then."""
        while self.events < count and not self._gone:
            until = min(count, self.events + BATCH)
            while self.events < until and not self._gone:
                await self.do(*self._drawn())
            if not self._gone:
                await self.look()
            if not self._gone and self._watch.standing > MOST_STANDING:
                await self.undo_all()

    # -- what is drawn -----------------------------------------------------------------------------

    def _drawn(self) -> list[Event]:
        """What to do next: one thing, or several in one burst that leaves the app no time in between."""
        several = self.chance.randint(2, 8) if self.chance.random() < 0.15 else 1
        return [event for _ in range(several) for event in self._whim()]

    def _whim(self) -> list[Event]:
        chance, screen = self.chance, self.pilot.app.screen
        if isinstance(screen, Form | Picker | Capture) and chance.random() < 0.4:
            return self._answer(screen)
        whim = chance.choices([*WHIMS], [weight for weight, _ in WHIMS.values()])[0]
        return WHIMS[whim][1](self)

    def _answer(self, dialog: Form | Picker | Capture) -> list[Event]:
        """Do with a dialog what it is for."""
        if isinstance(dialog, Form):
            filled: list[Event] = [("fill", self.chance.randrange(1_000))]
            return filled * (self.chance.random() < 0.7) + [("key", "ctrl+s")]
        return [("key", self.chance.choice(("down", "space", "enter", "enter")))]

    def _bound_here(self) -> list[Event]:
        here = sorted({_pressed(key) for key in self.pilot.app.screen.active_bindings} - {LEAVES})
        return [("key", self.chance.choice(here or ["escape"]))]

    def _changing(self) -> list[Event]:
        """A key that does something to the book where that is a screen's."""
        screen = self.pilot.app.screen
        keys = bound(screen) if isinstance(screen, BookScreen) else []
        return [("key", _pressed(self.chance.choice(keys)[0]))] if keys else self._bound_here()

    def _bound_anywhere(self) -> list[Event]:
        return [("key", self.chance.choice(self.keys))]

    def _any_key(self) -> list[Event]:
        return [("key", self.chance.choice(OTHER_KEYS))]

    def _letter(self) -> list[Event]:
        return [("key", self.chance.choice(LETTERS))]

    def _word(self) -> list[Event]:
        return [("key", letter) for letter in self.chance.choice(WORDS)]

    def _pasted(self) -> list[Event]:
        return [("paste", self.chance.choice(PASTES))]

    def _place(self) -> list[Event]:
        keys = PLACES[self.chance.choice([*PLACES])].split()
        return [
            ("key", letter) for key in keys for letter in (key[1:] if key[0] == "=" and len(key) > 1 else [key])
        ]

    def _mouse_over(self) -> list[Event]:
        """A click, once or more, a drag, or the wheel, at any cell or on a widget."""
        chance = self.chance
        x, y = self._spot()
        act = chance.choice(
            ("click", "click", "click", "double", "double", "triple", "right", "drag", "wheel", "move")
        )
        if act == "move":
            return [("mouse", "move", x, y, 0)]
        if act == "wheel":
            return [("mouse", chance.choice(("up", "down")), x, y, 0)] * chance.randint(1, 4)
        button = 3 if act == "right" else 1
        if act == "drag":
            to = self._spot()
            return [
                ("mouse", "press", x, y, button),
                ("mouse", "move", *to, button),
                ("mouse", "release", *to, button),
            ]
        times = {"double": 2, "triple": 3}.get(act, 1)
        return [("mouse", "press", x, y, button), ("mouse", "release", x, y, button)] * times

    def _spot(self) -> tuple[int, int]:
        """A cell: any, or one of a widget that can be seen."""
        chance, (width, height) = self.chance, self.pilot.app.size
        seen = [widget for widget in self.pilot.app.screen.query("*") if widget.display and widget.region.area]
        if seen and chance.random() < 0.6:
            region = chance.choice(seen).region
            return region.x + chance.randrange(region.width), region.y + chance.randrange(region.height)
        return chance.randrange(width + 1), chance.randrange(height + 1)

    def _pulled(self) -> list[Event]:
        return [("resize", *self.chance.choice(SIZES))]

    def _looked_away(self) -> list[Event]:
        return [("focus", self.chance.random() < 0.6)]

    def _later(self) -> list[Event]:
        return [("day", self.chance.choice((0, 1, 1, 2, 7)))]

    def _enough(self) -> list[Event]:
        return [self.chance.choice((("leave",), ("key", LEAVES)))]

    # -- doing it ----------------------------------------------------------------------------------

    async def do(self, *burst: Event) -> None:
        """Do one thing, or several in one go; then wait until the app has come to rest."""
        self.trace.append(burst)
        self.events += len(burst)
        for name, *how in burst:
            self._doing[name](*how)
        try:
            async with asyncio.timeout(PATIENCE):
                await settle(self.pilot)
        except TimeoutError:
            print(self._told())  # now, as an app that never comes to rest may not end either
            raise

    def _post(self, event: events.Event) -> None:
        event.set_sender(self.pilot.app)
        self.pilot.app.post_message(event)

    def strike(self, key: str) -> None:
        strike(self.pilot, key)

    def _paste(self, text: str) -> None:
        self._post(events.Paste(text))

    def _mouse(self, act: str, x: int, y: int, button: int) -> None:
        self._post(MOUSE[act](None, x, y, 0, 0, button, False, False, False, x, y))

    def _resize(self, width: int, height: int) -> None:
        """Pull the window to a size; Textual asks the driver for it, and waits for a moment in which no one pulls."""
        self.size = (width, height)
        pull(self.pilot.app, self.size)
        self.pilot.app.call_later(pulled, self.pilot.app)

    def _focus(self, come: bool) -> None:
        self._post(events.AppFocus() if come else events.AppBlur())

    def _fill(self, seed: int) -> None:
        """Put fitting values into the fields of a form, as someone does who knows what they are for."""
        if isinstance(form := self.pilot.app.screen, Form) and is_composed(form):
            fill_in(form, Random(seed))

    def _day(self, days: int) -> None:
        """Some days go by; the app looks now and then whether one has."""
        self.clock.turn(days)
        app = self.pilot.app
        assert isinstance(app, GuildbookApp)
        app.call_later(app.look_at_the_day)

    def _leave(self) -> None:
        """End the app here, as it is."""
        self._leaving = True

    # -- what must hold ----------------------------------------------------------------------------

    async def look(self) -> None:
        """Nothing broke, what is shown does no harm, file and memory agree, the book is sound, and keys do something.

        Raises:
            AssertionError: one of these does not hold.
        """
        harmless(self.pilot, strips(self.pilot), "a batch")
        self._same_on_disk()
        await self._answers()
        self._same_on_disk()

    def _same_on_disk(self) -> None:
        """What is in memory lies in the file, is what its number of standing changes says it is, and is sound."""
        assert self._watch
        with Book.open(self.path, self.clock, write=False) as found:
            assert rows(found) == rows(self.book)
            assert _log(found) == _log(self.book)
            new = [line for line in findings(found) if _about(line) not in self._found]
        assert not new, new
        assert copy_of(self.book).tables == self._watch.states[self._watch.standing]

    async def _answers(self) -> None:
        """In a window that is large enough and in front, esc leads out of everything, and a key does what it always does."""
        await self.do(("focus", True), ("resize", *ROOM))
        for _ in range(ESCAPES):
            if isinstance(self.pilot.app.screen, BookScreen):
                await self.do(("key", "1"))
            if isinstance(self.pilot.app.screen, WeekScreen):
                break
            await self.do(("key", "escape"))
        assert here(self.pilot) == "WeekScreen", [type(screen).__name__ for screen in self.pilot.app.screen_stack]
        await self.do(("key", "escape"))
        await self.do(("key", "?"))
        assert isinstance(self.pilot.app.screen, Help), here(self.pilot)
        await self.do(("key", "escape"))

    async def undo_all(self) -> None:
        """Take everything back, change by change: each state was there before, and the last is the beginning."""
        assert self._watch
        for number in reversed(range(self._watch.standing)):
            await self.do(("key", "u"))
            assert self._watch.standing == number, toasts(self.pilot)
            assert copy_of(self.book).tables == self._watch.states[number]
            self.undone += 1
        self._same_on_disk()


def _short(event: Event) -> str:
    """An event in one line; of a long paste its beginning."""
    return f"({', '.join(textwrap.shorten(repr(part), 60) for part in event)})"


def _log(book: Book) -> dict[str, bytes]:
    """What can be undone, as it is written: what was read holds lists where memory has tuples."""
    return {key: msgspec.json.encode(step) for key, step in book.steps.items()}


def _about(finding: str) -> str:
    """Which record something is found about: in a book that was not sound, more may be found about the same one."""
    return finding.partition(":")[0]


MOUSE = {
    "press": events.MouseDown, "release": events.MouseUp, "move": events.MouseMove, "up": events.MouseScrollUp,
    "down": events.MouseScrollDown,
}  # fmt: skip
WHIMS: dict[str, tuple[float, Callable[[Monkey], list[Event]]]] = {
    "a key that is bound here": (22, Monkey._bound_here),
    "a key that changes something": (14, Monkey._changing),
    "a key that is bound anywhere": (12, Monkey._bound_anywhere),
    "any key": (6, Monkey._any_key),
    "a letter": (5, Monkey._letter),
    "a word": (4, Monkey._word),
    "a paste": (5, Monkey._pasted),
    "a place": (5, Monkey._place),
    "the mouse": (16, Monkey._mouse_over),
    "a size": (3, Monkey._pulled),
    "looking away or here": (1.5, Monkey._looked_away),
    "another day": (0.5, Monkey._later),
    "leaving": (0.4, Monkey._enough),
}
"""What it does, each with its weight."""
