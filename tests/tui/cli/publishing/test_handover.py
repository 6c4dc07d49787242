"""The handover: whole or not at all, private first, with everything a successor needs; nothing else is touched."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.model.people import Ask
from store.model.stakeholders import Update
from store.persistence import exported_files
from tests.support.making import TODAY, ago, fill
from tests.tui.cli.asking import HOSTILE, files_in
from tests.tui.cli.asking import Ask as Asking


@pytest.fixture
def book_with_promises(sample: Path) -> Path:
    with Book.open(sample, Clock(TODAY)) as book:
        fill(
            book,
            Ask(id="a", who="person1", what="host the lab", on=ago(3)),
            Update(
                id="u", to=("marta",), since=ago(40), until=ago(10), state="sent", sent_on=ago(10),
                promised={"line 0": "A second trainer for Excel."},
            ),
        )  # fmt: skip
    return sample


def test_a_successor_finds_everything(book_with_promises: Path, ask: Asking, tmp_path: Path) -> None:
    said = ask("handover", str(tmp_path / "over"))
    assert said.status == 0
    files = files_in(tmp_path / "over")
    assert files["book.json"] == book_with_promises.read_bytes()
    page = files["handover.html"].decode()
    headings = [
        page.index(heading)
        for heading in (
            "Private: read this first",
            "Location of the book",
            "People and their consent",
            "Rituals and hosts",
        )
    ]
    assert headings == sorted(headings)
    facts = (
        str(book_with_promises), HOSTILE, "consent recorded on Sat 14 Nov", "Ask me anything", "every Wednesday", "Márta Weiss, COO",
        "A second trainer for Excel", "host the lab", "Record",
    )  # fmt: skip
    assert not [fact for fact in facts if fact not in page]
    people = [*csv.DictReader(io.StringIO(files["tables/people.csv"].decode("utf-8-sig"), newline=""))]
    assert HOSTILE in {row["Name"] for row in people}
    assert "tables/kpis.csv" not in files
    assert (tmp_path / "over").stat().st_mode & 0o777 == 0o700


def test_what_is_there_stays_as_it_is(ask: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    before = files_in(tmp_path)
    for folder in ("mine", "mine/a.txt", "link", "missing/over"):
        said = ask("handover", str(tmp_path / folder))
        assert (said.status, said.err.count("\n")) == (1, 1), folder
    assert "mine-2026-11-23" in ask("handover", str(tmp_path / "mine")).err

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exported_files, "write_new", full)
    assert ask("handover", str(tmp_path / "over")).status == 1
    assert files_in(tmp_path) == before
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} <= {
        "mine",
        "link",
        "home",
        "sample.json.backups",
    }
