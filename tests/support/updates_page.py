"""One page with every update that is worth reading aloud: the sample's recipients in every kind and form, and three small books.

Written by ``python -m tests.support.updates_page PAGE.html``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import get_args

from store.book.book import Book
from store.core.dates import Clock
from store.core.labels import label_of
from store.core.record import Record
from store.demo import build_demo
from store.exchange.text_forms import FORMS
from store.exchange.update_formats import in_form
from store.model.calendar import Gathering
from store.model.community import Community
from store.model.people import Department, Volunteer
from store.model.recognition import Contribution
from store.model.stages import Move
from store.model.stakeholders import Kind, Stakeholder
from store.updates.compose import compose
from tests.support.making import TODAY, ago, fill

KINDS: tuple[Kind, ...] = get_args(Kind)
EVA = Stakeholder(
    id="eva", name="Eva Horn", job="Head of HR", department="hr", stake="Fewer errors at the counter."
)
_MADE: tuple[Record, ...] = (
    Community(name="Bakers' guild", organiser="Ida Berg"),
    EVA,
    Department(id="hr", name="HR", head_count=14),
    Department(id="it", name="IT"),
)
BOOKS: dict[str, tuple[Record, ...]] = {
    "three people": (
        *_MADE,
        *(Volunteer(id=name, name=f"{name.title()} Lee", department="hr", yes_on=ago(60)) for name in ("ann", "raj", "tom")),
        *(Move(volunteer=name, stage="newcomer", on=ago(50)) for name in ("ann", "raj", "tom")),
        Gathering(name="iPad lab", on=ago(5), state="held", attended=("ann", "tom"), quotes="I dared to ask."),
        Contribution(volunteer="ann", kind="led_session", on=ago(4), topic="iPad basics", learners=4),
        Gathering(name="Spotlight", on=ago(2), state="skipped", why="all three were ill"),
        Gathering(name="iPad lab", on=ago(-9), host="raj"),
    ),
    "launch month": (
        *_MADE,
        *(Volunteer(id=f"v{number}", name=f"Volunteer {number}", department=("hr", "it")[number % 2], yes_on=ago(number)) for number in range(5)),
        Gathering(name="Kick-off", on=ago(-9)),
    ),
    "nothing yet": (*_MADE[:2],),
}  # fmt: skip
"""Books that are as small as a community can be, by what they are."""


def texts(folder: Path, today: date) -> Iterator[tuple[str, str, bytes]]:
    """Every update: whose and of which kind, its form, and its text.

    Args:
        folder: where the books are made.
        today: the day it is.
    """
    build_demo(folder / "demo.json", today)
    with Book.open(folder / "demo.json", Clock(today), write=False) as book:
        readers = sorted(book.stakeholders.values(), key=lambda who: who.name)
        for reader in readers:
            for kind in KINDS:
                yield from _forms(book, reader, today, kind, f"{reader.name}, {reader.job}")
    for number, (name, records) in enumerate(BOOKS.items()):
        with Book.open(folder / f"{number}.json", Clock(TODAY), create=True) as book:
            fill(book, *records)
            for kind in KINDS:
                yield from _forms(book, EVA, TODAY, kind, name)


def _forms(
    book: Book, reader: Stakeholder, today: date, kind: Kind, title: str
) -> Iterator[tuple[str, str, bytes]]:
    draft = compose(book, reader, today, kind=kind)
    for form in FORMS:
        yield f"{title} · {label_of(kind)} · {draft.meter}", form, in_form(draft, form, book.community.organiser)


def page(found: Iterator[tuple[str, str, bytes]]) -> str:
    """All of them on one page, each with its heading."""
    parts, above = [], ""
    for title, form, data in found:
        parts += [f"<h2>{escape(title)}</h2>"] if title != above else []
        above, text = title, data.decode()
        shown = (
            f'<iframe width="800" height="700" srcdoc="{escape(text)}"></iframe>'
            if form == "html"
            else f"<pre>{escape(text)}</pre>"
        )
        parts.append(f"<details{' open' if form == 'text' else ''}><summary>{form}</summary>{shown}</details>")
    style = "pre { white-space: pre-wrap; max-width: 90ch }"
    return f'<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Updates</title><style>{style}</style>{"".join(parts)}</html>\n'


def main() -> None:
    """Write the page to the file that is named."""
    with tempfile.TemporaryDirectory() as folder:
        Path(sys.argv[1]).write_text(page(texts(Path(folder), TODAY)), encoding="utf-8")


if __name__ == "__main__":
    main()
