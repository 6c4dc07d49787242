"""Everything in HTML that leaves the house, read by axe (accessibility) and by the Nu Html Checker (the standard).

Neither is a dependency of the tests. To run this where node, Java and Chromium are installed, put both into a folder of its own and
name it: ``npm install --prefix pages axe-core vnu-jar``, then ``GUILDBOOK_PAGES=pages python -m pytest -n0 tests/interop``.

A new page gets its line in :data:`COMMANDS`: what writes it, with ``{}`` for the folder it is written to.
"""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from store.demo import build_demo
from tests.support.making import TODAY
from tests.support.terminals.browser import CHROMIUM, chromium
from tui import main as cli

FOLDER = os.environ.get("GUILDBOOK_PAGES", "")
pytestmark = pytest.mark.skipif(not (FOLDER and CHROMIUM), reason="axe is not installed; see the top of this file")
COMMANDS = (
    "update --for Samir --format html --out {}/update.html",
    "update --for Samir --format page --out {}/page.html",
    "update --for Ingrid --kind report --format html --out {}/report.html",
    "pitch --format html --out {}/pitch.html",
    "charter --format html --out {}/charter.html",
    "round-up --format html --out {}/round-up.html",
    "year 2026 --format html --out {}/year.html",
    "hub {}/hub",
    "handover {}/handover",
    "certificate --year 2026 --out {}/certificates.html",
    "certificate Ana Henrik --card --out {}/cards.html",
)
"""What writes each page that leaves the house, into a folder."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""What axe looks for: levels A and AA. Landmarks of a whole site are no matter of a letter."""


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """Every page of the sample community."""
    book, folder = tmp_path / "book.json", tmp_path / "pages"
    folder.mkdir()
    build_demo(book, TODAY)
    for line in COMMANDS:
        words = shlex.split(line.format(shlex.quote(str(folder))))
        assert cli.main(["--book", str(book), "--today", TODAY.isoformat(), *words]) == 0, line
    written = sorted(folder.rglob("*.html"))
    assert len(written) >= len(COMMANDS)
    return written


def test_each_is_html_by_the_standard(pages: list[Path]) -> None:
    checker = Path(FOLDER) / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    told = subprocess.run(
        ["java", "-jar", checker, "--errors-only", *pages], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")


async def test_axe_finds_nothing_in_any(pages: list[Path], tmp_path: Path) -> None:
    axe = (Path(FOLDER) / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
    found: dict[str, Any] = {}
    async with chromium(tmp_path / "profile") as tab:
        for path in pages:
            page = await tab(path.as_uri())
            async with asyncio.timeout(30):
                await page.shows("document.readyState === 'complete'")
            await page.value(
                f"{axe}; axe.run({{runOnly: {json.dumps(RULES)}}}).then((told) => {{ window.told = JSON.stringify(told.violations); }}); 0"
            )
            await page.shows("!!window.told")
            found[path.name] = [
                (rule["id"], rule["nodes"][0]["html"]) for rule in json.loads(await page.value("told"))
            ]
    assert not {name: broken for name, broken in found.items() if broken}
