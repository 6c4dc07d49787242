"""What a start imports, as that is most of what a start takes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import textual

from store.book.book import Book
from store.core.dates import Clock
from tui.cli.parser import parser
from tui.cli.registry import COMMANDS
from tui.main import main

SLOW = {
    "icalendar", "openpyxl", "markdown_it", "jinja2", "pydantic", "dateutil.parser", "email", "csv", "html", "zipfile",
    "textual.widgets._text_area", "textual.widgets._input", "textual.widgets._data_table", "textual.widgets._markdown",
    "rich.traceback", "unittest", "sqlite3", "store.exchange", "store.demo", "store.book.merge", "store.integrity.erasure", "store.integrity.repair",
    "store.pitch.compose", "store.capture", "store.launch.locale_defaults", "screens.common.quick_capture", "screens.calendar.calendar", "screens.pipeline.pipeline", "screens.updates.updates", "screens.widgets.forms.form", "screens.widgets.lists.picker",
    "screens.widgets.lists.board", "store.finance.budgets", "store.finance.ledger",
}  # fmt: skip
"""What takes long to import, or is not needed before the first key."""

OPENED = """
import asyncio, sys
from datetime import date
from pathlib import Path
from store.book.book import Book
from store.core.dates import Clock
import tui.shell.launcher
from tui.shell.app import GuildbookApp

async def shown():
    with Book.open(Path(sys.argv[1]), Clock(date(2026, 11, 23)), create=True) as book:
        app = GuildbookApp(book, book.clock)
        app.startup._welcome = lambda: None
        async with app.run_test() as pilot:
            await pilot.pause()
    print(*sys.modules)

asyncio.run(shown())
"""
BARE = """
import asyncio, sys
from textual.app import App
from textual.widgets import Static

async def shown():
    async with App().run_test() as pilot:
        await pilot.app.mount(Static("Hello"))
    print(*sys.modules)

asyncio.run(shown())
"""
LEAN = """
import tui.shell.lazy_imports
tui.shell.lazy_imports.import_textual()
import asyncio
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from store.demo import begin_demo
from store.core.dates import Clock
from tui.shell.app import GuildbookApp

async def asked():
    with begin_demo(Path(mkdtemp()) / "book.json", Clock(date(2026, 11, 23))) as book:
        async with GuildbookApp(book, book.clock, demo=True).run_test() as pilot:
            await pilot.press("ctrl+p")
            await pilot.pause()
            print(type(pilot.app.screen).__name__)

asyncio.run(asked())
"""


def imported(*words: str) -> set[str]:
    """The modules a fresh interpreter has imported at the end."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True, env=environment)
    return {*done.stdout.split()}


def test_the_first_screen_waits_for_nothing_it_does_not_show(tmp_path: Path) -> None:
    found = imported("-c", OPENED, str(tmp_path / "book.json")) - imported("-c", BARE)
    assert "screens.week.week" in found
    assert not found & SLOW


def test_the_version_is_said_without_opening_anything() -> None:
    found = imported("-c", "import sys, tui.main; tui.main.main(['--version']); print(*sys.modules)")
    heavy = {
        "argparse",
        "msgspec",
        "tinydb",
        "textual",
        "dateutil",
        "datetime",
        "asyncio",
        "tui.cli.parser",
        "tui.cli.options",
        "store.book.book",
    }
    assert not found & heavy


def test_what_prints_the_week_knows_no_screen_and_takes_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with Book.open(path, Clock(date(2026, 11, 23)), create=True):
        pass
    asked = "import sys, tui.main; tui.main.main(['week', '--book', sys.argv[1]]); print(*sys.modules)"
    found = imported("-c", asked, str(path))
    assert "store.week.plan" in found
    assert not found & {
        "textual",
        "rich",
        "filelock",
        "email",
        "argparse.textual",
        "store.exchange.update_formats",
    }


def test_nothing_for_the_net_is_imported_and_all_of_it_can_be() -> None:
    found = imported(
        "-c",
        "import tui.shell.lazy_imports; tui.shell.lazy_imports.import_textual(); import sys; print(*sys.modules)",
    )
    assert {"asyncio", "textual.app"} <= found
    assert not {"ssl", "_ssl"} & found
    wanted = "import tui.shell.lazy_imports; tui.shell.lazy_imports.import_textual(); import sys, ssl; print(*sys.modules, ssl.OPENSSL_VERSION)"
    assert "OpenSSL" in imported("-c", wanted)


def test_the_palette_that_is_never_opened_is_not_imported_and_can_be() -> None:
    found = imported(
        "-c",
        "import tui.shell.lazy_imports; tui.shell.lazy_imports.import_textual(); import sys; print(*sys.modules)",
    )
    assert not {"textual.command", "textual.types", "textual.widgets._option_list"} & found, (
        f"Textual {textual.__version__} has moved its palette; tui/shell/lazy_imports.py says why it is left out."
    )
    wanted = "import tui.shell.lazy_imports; tui.shell.lazy_imports.import_textual(); from textual.command import CommandPalette as c; print(c.is_open.__name__)"
    assert "is_open" in imported("-c", wanted)


def test_records_are_made_with_what_python_has() -> None:
    found = imported(
        "-c",
        "import tui.shell.lazy_imports; tui.shell.lazy_imports.import_msgspec(); import store.book.book, sys; print(*sys.modules)",
    )
    assert {"msgspec", "store.book.book"} <= found
    assert not {"typing_extensions", "inspect", "textual"} & found


def test_a_command_line_is_parsed_without_what_lays_out_help() -> None:
    found = imported("-c", "import tui.cli.parser; tui.cli.parser.parse(['week']); import sys; print(*sys.modules)")
    assert "argparse" in found
    assert not {"shutil", "textwrap"} & found


def test_ctrl_p_is_our_own_palette_where_textual_came_without_one() -> None:
    assert "Palette" in imported("-c", LEAN)


def test_only_the_parsers_of_the_commands_typed_are_made() -> None:
    told = (
        parser(["--today", "2026-11-23", "week"]).format_help().partition("commands:")[2].partition("Good first")[0]
    )
    assert "week" in told
    assert "restore" not in told


@pytest.mark.parametrize(
    ("words", "modules"),
    [
        (["week"], {"tui.cli.commands.reports.text_reports"}),
        (["add", "serve", "week"], {"tui.cli.commands.changes.capture"}),  # words of the line, not of ours
        (["merge", "--help"], {"tui.cli.commands.merge"}),
        (["--help"], set()),
        (["bogus"], set()),
    ],
)
def test_only_the_module_of_the_command_is_imported(words: list[str], modules: set[str]) -> None:
    asked = f"""
import contextlib, io, sys
from tui.cli.exit_status import WrongUsage
from tui.cli.parser import parse
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(WrongUsage, SystemExit):
    parse({words})
print(*sys.modules)
"""
    of_words = {f"tui.cli.commands.{module}" for module, _ in COMMANDS.values()}
    assert imported("-c", asked) & of_words == modules


@pytest.mark.parametrize("words", [["bogus"], ["--help"], ["weak", "--help"]])
def test_help_and_complaints_know_every_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(words)
    told = "".join(capsys.readouterr())
    assert "restore" in told
    assert "week" in told


LEFT = "import atexit, sys; atexit.register(print, 'taken apart'); sys.argv = ['guildbook', '--version']; import tui.main; tui.main.entry()"


def test_the_program_leaves_at_once_unless_somebody_watches_its_end() -> None:
    assert "apart" not in imported("-c", LEFT)
    assert "apart" in imported("-X", "dev", "-c", LEFT)
    assert "apart" in imported("-c", f"import sys; sys.modules['coverage'] = sys; {LEFT}")
    assert "apart" in imported("-c", f"import sys; sys.settrace(lambda *_: None); {LEFT}")
