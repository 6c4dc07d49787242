"""Measure the app from outside, side by side with a bare Textual program; run it by hand.

    python -m tests.benchmarks.goals ../shared/tools [--runs 15] [--only start,move]

The folder holds ``ttybench.py``, ``hello.py`` and ``keyfloor.py``. Books of 100 and 1,000 volunteers are made first.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

TODAY = "2026-11-23"
SMALL, BIG, CROWD = "small.json", "big.json", "crowd.json"
BOOKS = {SMALL: (100, 120), BIG: (1000, 120), CROWD: (5000, 6)}
"""Volunteers and months of each."""
ROOMS = {
    "2": ("pipeline", r"Pipeline · "),
    "3": ("calendar", r"─ November 2026"),
    "4": ("recognition", r"─ To thank"),
    "5": ("costs", r"─ Costs · "),
    "6": ("updates", r"─ Stakeholders · "),
    "7": ("launch", r"─ Launch · "),
    "8": ("library", r"─ Library · "),
}


@dataclass
class Measure:
    """One run of ttybench: the app on a book against a floor, with the steps both go through."""

    name: str
    book: str = BIG
    floor: str = "hello"
    steps: list[str] = field(default_factory=list)
    probe: bool = False
    idle: int = 0


def _switches() -> list[str]:
    """Each numbered screen for the first time, and again."""
    steps = []
    for turn in ("first", "again"):
        for key, (name, seen) in ROOMS.items():
            steps.append(f"keys={key};expect={seen};times=1;name={turn} {name}")
    return steps


PIPELINE = f"keys=2;expect={ROOMS['2'][1]};times=1"
FILTER = [
    PIPELINE, "keys=v;times=1", "keys=/;times=1",
    "keys=a;times=6;reset=backspace;name=typed", "keys=a n;times=1;name=two more", "keys=backspace;times=2;name=taken back",
    "keys=ctrl+g;times=1;name=cleared",
]  # fmt: skip
LASTING = ("rss_mb", "idle_bytes", "idle_cpu_pct")
"""What is told of a measure with steps besides them."""
MOVE = "keys=j;times=8;name=floor"
MEASURES = [
    Measure("demo: start", book="", probe=True, idle=5),
    Measure("start", probe=True, idle=5),
    Measure("move in Week", floor="keyfloor", steps=["keys=j;times=5;name=row"]),
    Measure("move on the board", floor="keyfloor", steps=[PIPELINE, "keys=j;times=30;name=row"]),
    Measure("move in the list of people", floor="keyfloor", steps=[PIPELINE, "keys=v;times=1", "keys=j;times=30;name=row"]),
    Measure("save", floor="keyfloor", steps=["keys=d;expect=saved;times=1;name=first saved", "keys=u;times=1", "keys=d;times=4;reset=u;name=saved"]),
    Measure("filter 5,000 people", book=CROWD, floor="keyfloor", steps=FILTER),
    Measure("screens", floor="keyfloor", steps=_switches(), idle=5),
    Measure("screens, 100 volunteers", book=SMALL, floor="keyfloor", steps=_switches()),
]  # fmt: skip


def measure(tools: Path, one: Measure, runs: int, folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """The medians of one measure, of the app (‘a’) and of the floor (‘b’), and their ratios."""
    found = folder / "found.json"
    app = [sys.executable, "-m", "tui", "--today", TODAY]
    app += ["--book", f"{{home}}/{one.book}"] if one.book else ["demo", "--no-tour"]
    seen = {"hello": "Hello", "keyfloor": "Hello"}[one.floor]
    words = ["--size", "120x36", "--runs", str(runs), "--idle", str(one.idle), "--json", str(found)]
    words += ["--ready", "Pulse", "--quit", "q", "--vs-ready", seen, "--vs-quit", "ctrl+q"]
    words += ["--vs", f"{sys.executable} {tools / one.floor}.py", "--seed", str(folder / "books")]
    words += ["--probe", "j"] if one.probe else []
    words += [word for step in one.steps for word in ("--step", step)]
    words += ["--vs-step", MOVE] if one.steps else []
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    said = subprocess.run(
        [sys.executable, str(tools / "ttybench.py"), *words, "--", *app],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if said.returncode:
        raise SystemExit(said.stderr)
    result: dict[str, dict[str, dict[str, float]]] = json.loads(found.read_text())
    return result


def show(one: Measure, found: dict[str, dict[str, dict[str, float]]]) -> None:
    """Print what was measured: the app's median and 95 %, and how often the floor's median goes into it."""
    key = found["b"].get("floor.paint_ms", {})
    floor = key.get("median")
    print(f"\n{one.name}" + (f" (floor: a key in {floor:.1f} ms, 95 % in {key['p95']:.1f})" if floor else ""))
    for name, figures in found["a"].items():
        if name.endswith(("done_ms", "foreign_pct")) or (one.steps and "." not in name and name not in LASTING):
            continue
        ratio = found["ratio"].get(name)
        if name.endswith("paint_ms") and floor:
            ratio = figures["median"] / floor
        print(f"  {name:28}{figures['median']:10.1f}{figures['p95']:10.1f}" + (f"{ratio:8.2f} ×" if ratio else ""))


def main() -> None:
    """Make the books, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tools", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="", help="measures whose name begins with one of these, with commas")
    asked = parser.parse_args()
    chosen = tuple(asked.only.split(","))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "books").mkdir()
        for name, (volunteers, months) in BOOKS.items():
            size = ["--volunteers", str(volunteers), "--months", str(months)]
            target = str(folder / "books" / name)
            words = [sys.executable, "-m", "tui", "--today", TODAY, "demo", "--write", target, *size]
            subprocess.run(words, check=True, capture_output=True)
        for one in MEASURES:
            if one.name.startswith(chosen):
                show(one, measure(asked.tools.resolve(), one, asked.runs, folder))


if __name__ == "__main__":
    main()
