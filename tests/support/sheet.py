"""All kept pictures of screens and dialogs on one sheet, for eyes.

    python -m tests.support.sheet SHEET.png [PLACE …] [--columns 4] [--width 720] [--numbered]

The pictures are those of ``tests/screens/test_snapshots.py``; with places (``week``, ``thank``), only these. A number
instead of a name above each leaves open what it shows, for a reader who is asked just that.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from tests.support.terminals.browser import CHROMIUM

PICTURES = Path(__file__).parents[1] / "screens" / "__snapshots__" / "test_snapshots"
RATIO = 920 / 1472
"""Height by width of a picture of 120 × 36."""
GAP, CAPTION = 16, 28


def place_of(picture: Path) -> str:
    """The name of the screen or dialog on a picture, as ``week`` of ``test_screens[week].svg``."""
    found = re.fullmatch(r"test_(\w+)(?:\[(.+)\])?", picture.stem)
    assert found, picture
    kind, place = found.groups()
    return f"empty-{place}" if kind == "empty" else place or kind


def kept_pictures(places: Iterable[str] = ()) -> dict[str, Path]:
    """The pictures kept, screens first, then dialogs; only those of the places, in that order, where any is named."""
    paths = sorted(PICTURES.glob("*.svg"), key=lambda path: ("_screens[" not in path.name, path.name))
    found = {place_of(path): path for path in paths}
    return {place: found[place] for place in places} if places else found


def sheet(pictures: dict[str, Path], columns: int, width: int, *, numbered: bool = False) -> str:
    """The pictures on one page of HTML, so many beside each other, each so many pixels wide."""
    figures = "\n".join(
        f'<figure><figcaption>{number if numbered else escape(place)}</figcaption><img src="{path.as_uri()}"></figure>'
        for number, (place, path) in enumerate(pictures.items(), 1)
    )
    style = (
        f"body{{margin:{GAP}px;display:grid;grid-template-columns:repeat({columns},{width}px);gap:{GAP}px;font:16px sans-serif}}"
        f"figure{{margin:0}}figcaption{{height:{CAPTION}px;line-height:{CAPTION}px}}img{{width:{width}px;display:block}}"
    )
    return f"<!doctype html><meta charset=utf-8><title>Guildbook</title><style>{style}</style>\n{figures}\n"


def size(number: int, columns: int, width: int) -> tuple[int, int]:
    """Width and height in pixels of a sheet of so many pictures."""
    rows = -(-number // columns)
    return GAP + columns * (width + GAP), GAP + rows * (round(width * RATIO) + CAPTION + GAP)


def main(argv: Sequence[str] | None = None) -> None:
    """Make the sheet by Chromium."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.sheet", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("file", type=Path, help="the sheet to write, a .png")
    parser.add_argument("places", nargs="*", help="screens and dialogs by name; all without")
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--width", type=int, default=720, help="pixels of each picture")
    parser.add_argument("--numbered", action="store_true", help="numbers instead of names")
    args = parser.parse_args(argv)
    pictures = kept_pictures(args.places)
    width, height = size(len(pictures), args.columns, args.width)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "sheet.html"
        page.write_text(sheet(pictures, args.columns, args.width, numbered=args.numbered), "utf-8")
        subprocess.run(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files",
             f"--user-data-dir={folder}/profile", f"--window-size={width},{height}", f"--screenshot={args.file.resolve()}", page.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
