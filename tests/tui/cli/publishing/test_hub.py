"""The hub on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.book import Book
from store.model.people import Role
from tests.support.making import fill, led, member, members, thanks
from tui.main import main


def test_it_is_written_again_where_something_changed_and_says_what_was_kept_from_it(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--book", str(book.path), "--today", "2026-11-23", "hub", str(tmp_path / "hub")]
    assert main(words) == 0
    assert "‘On the hub’" in capsys.readouterr().err
    fill(book, Role(id="host", name="[/x] Host", on_hub=True), *member("ann"), thanks(1, "ann", public=True))
    assert main(words) == 0
    said = capsys.readouterr()
    assert "1 public thank-you" in said.err
    assert "[/x] Host" in (tmp_path / "hub/roles.html").read_text()
    assert main(words) == 0
    assert "Nothing has changed" in capsys.readouterr().out
    (tmp_path / "hub/roles.html").write_text("mine")
    assert main(words) == 1
    assert "‘roles.html’" in capsys.readouterr().err
    assert (tmp_path / "hub/roles.html").read_text() == "mine"


def test_certificates_are_written_for_those_named_or_for_all_of_a_year(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(book, *members("ann", "bo", "cy"), led(5, "ann"), led(500, "bo"))
    words = ["--book", str(book.path), "--today", "2026-11-23", "certificate"]
    assert main([*words, "--year", "2026"]) == 0
    assert capsys.readouterr().out.count('class="sheet"') == 1
    out = tmp_path / "all.html"
    assert main([*words, "Ann", "Bo", "Cy", "--card", "--out", str(out)]) == 0
    assert out.read_text().count('class="sheet card"') == 2
    assert "Cy" in capsys.readouterr().err
    assert main([*words, "Bo", "--year", "2026"]) == 1
    assert main(words) == 2
