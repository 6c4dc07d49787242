"""``guildbook import people``: who comes in, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from tests.tui.cli.asking import Ask, files_in


def names_in(path: Path, clock: Clock) -> set[str]:
    with Book.open(path, clock, write=False) as book:
        return {volunteer.name for volunteer in book.volunteers.values()}


def test_import_brings_people_in(ask: Ask, sample: Path, sheet: Path, clock: Clock) -> None:
    said = ask("import", "people", str(sheet))
    assert said.status == 0
    assert said.has_line("1 person", str(sample))
    assert said.has_line("row 3", "Tom Okafor")
    assert "Bo Lind" in names_in(sample, clock)
    assert ask("import", "people", str(sheet)).has_line("0 people", str(sample))


def test_import_begins_a_book(ask: Ask, tmp_path: Path, sheet: Path, clock: Clock) -> None:
    path = tmp_path / "new" / "book.json"
    assert ask("import", "people", str(sheet), book=path).status == 0
    assert names_in(path, clock) == {"Bo Lind", "Tom Okafor"}


@pytest.mark.parametrize("existing", [True, False])
def test_a_dry_run_changes_nothing(ask: Ask, tmp_path: Path, sample: Path, sheet: Path, existing: bool) -> None:
    before = files_in(tmp_path)
    book = sample if existing else tmp_path / "new" / "book.json"
    said = ask("import", "people", str(sheet), "--dry-run", book=book)
    assert said.status == 0
    assert said.has_line("1 person" if existing else "2 people")
    assert files_in(tmp_path) == before
    assert not (tmp_path / "new").exists()


def test_columns_can_be_told(ask: Ask, tmp_path: Path, sheet: Path, clock: Clock) -> None:
    path = tmp_path / "new.json"
    said = ask("import", "people", str(sheet), "--map", "Born=tags", "--map", "Email=-", book=path)
    assert said.status == 0
    with Book.open(path, clock, write=False) as book:
        assert {(v.name, v.email, v.tags) for v in book.volunteers.values()} == {
            ("Bo Lind", "", ("1990",)),
            ("Tom Okafor", "", ("1980",)),
        }


def test_a_bad_row_is_named_and_the_others_come_in(ask: Ask, tmp_path: Path, sheet: Path, clock: Clock) -> None:
    sheet.write_text(sheet.read_text() + "Ida,not an address,HR,\nUlf,nor this,HR,\n")
    path = tmp_path / "new.json"
    said = ask("import", "people", str(sheet), book=path)
    assert said.status == 1
    assert said.err.count("\n") == 1
    assert said.has_line(str(sheet), "2 rows", "row 4", "Email", "not an address")
    assert said.has_line("row 5", "Email", "nor this")
    assert names_in(path, clock) == {"Bo Lind", "Tom Okafor"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("broken.xlsx", b"PK\x03\x04 but no more"),
        ("missing.csv", None),
        (".", None),
    ],
)
def test_what_is_no_sheet_is_refused(ask: Ask, tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    before = files_in(tmp_path)
    said = ask("import", "people", str(path))
    assert (said.status, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert str(path) in said.err
    assert files_in(tmp_path) == before


def test_import_waits_for_another_window(ask: Ask, sample: Path, sheet: Path, clock: Clock) -> None:
    before = sample.read_bytes()
    with Book.open(sample, clock):
        said = ask("import", "people", str(sheet))
    assert said.status == 1
    assert said.err.count("\n") == 1
    assert sample.read_bytes() == before


def test_a_book_begun_by_an_import_has_the_habits_of_the_locale(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    sheet, path = tmp_path / "people.csv", tmp_path / "new.json"
    sheet.write_text("Name,Department\nAnn,Ops\n")
    assert ask("import", "people", str(sheet), book=path).status == 0
    with Book.open(path, Clock(date(2026, 11, 23)), write=False) as book:
        assert (book.community.currency, book.community.day_first, len(book.steps)) == ("USD", False, 1)


CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "people"


def test_a_dry_run_shows_the_first_people_as_they_will_be(ask: Ask, tmp_path: Path) -> None:
    book = tmp_path / "new.json"
    said = ask("import", "people", str(CASES / "06-google-form.csv"), "--dry-run", book=book)
    assert said.has_line("Nora Quist", "nora@acme.example", "Ops", "Excel, Feedback", "20 Nov")
    many = tmp_path / "many.csv"
    many.write_text("Name\n" + "".join(f"Ann {chr(65 + n)}\n" for n in range(7)))
    said = ask("import", "people", str(many), "--dry-run", book=book)
    assert [name for name in "ABCDEFG" if said.has_line("row", f"Ann {name}")] == [*"ABCDE"]
    assert said.has_line("2 more")


def test_names_can_be_kept_as_they_are_written(ask: Ask, tmp_path: Path, clock: Clock) -> None:
    turned, kept = tmp_path / "turned.json", tmp_path / "kept.json"
    file = str(CASES / "23-last-first.csv")
    assert ask("import", "people", file, book=turned).has_line("‘Quist, Nora’", "‘Nora Quist’")
    assert ask("import", "people", file, "--keep-names", book=kept).status == 0
    assert names_in(turned, clock) == {"Nora Quist", "Bo van der Berg", "Ann Lee"}
    assert names_in(kept, clock) == {"Quist, Nora", "van der Berg, Bo", "Lee, Ann"}


def test_an_encoding_can_be_named(ask: Ask, tmp_path: Path, clock: Clock) -> None:
    book, file = tmp_path / "new.json", tmp_path / "people.csv"
    file.write_bytes("Name;Email\nMichał Ćwiek;m@x.org\n".encode("cp852"))
    assert ask("import", "people", str(file), "--encoding", "klingon", book=book).has_line("klingon", "encoding")
    assert ask("import", "people", str(file), "--encoding", "cp852", book=book).status == 0
    assert names_in(book, clock) == {"Michał Ćwiek"}


def test_a_path_as_a_file_manager_pastes_it(ask: Ask, tmp_path: Path, clock: Clock) -> None:
    book, file = tmp_path / "new.json", tmp_path / "our people.csv"
    file.write_text("Name\nNora Quist\n")
    assert ask("import", "people", file.as_uri(), book=book).status == 0
    assert names_in(book, clock) == {"Nora Quist"}


def test_an_attendance_report_is_pointed_to_its_command(ask: Ask, tmp_path: Path) -> None:
    said = ask("import", "people", str(CASES / "08-teams-attendance.csv"), book=tmp_path / "new.json")
    assert said.status == 1
    assert said.has_line("guildbook import attendance")


def test_what_known_people_gain_is_offered_and_taken_over(ask: Ask, tmp_path: Path, clock: Clock) -> None:
    book = tmp_path / "new.json"
    assert ask("import", "people", str(CASES / "25a-first.csv"), book=book).status == 0
    said = ask("import", "people", str(CASES / "25b-then.csv"), book=book)
    assert said.has_line("Bo Ek", "bo@acme.example")
    assert said.has_line("1 person", "--update")
    assert ask("import", "people", str(CASES / "25b-then.csv"), "--update", book=book).has_line("1 update")
    with Book.open(book, clock, write=False) as opened:
        assert [(v.name, v.email) for v in opened.volunteers.values()] == [("Bo Ek", "bo@acme.example")]
    assert "--update" not in ask("import", "people", str(CASES / "25b-then.csv"), book=book).out
