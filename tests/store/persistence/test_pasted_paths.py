"""Paths as terminals and file managers paste them name the file they mean."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from store.core.errors import GuildbookError
from store.persistence.pasted_paths import pasted_path

UNIX = pytest.mark.skipif(os.name != "posix", reason="escaped as Unix shells do")
NAMES = ["people.csv", "our people.csv", "it's (2).csv", "Größe & Co.csv", "100%.csv", 'the "list".csv']


def escaped(path: Path) -> str:
    return "".join(
        char if char.isalnum() or char in "/._-" or not char.isascii() else f"\\{char}" for char in str(path)
    )


def quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "'\\''") + "'"


@UNIX
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "paste", [str, escaped, quoted, Path.as_uri, lambda path: f"  {path}\n", lambda path: f"{quoted(path)} "]
)
def test_a_file_however_it_is_pasted(tmp_path: Path, name: str, paste: object) -> None:
    path = tmp_path / name
    path.touch()
    assert callable(paste)
    assert pasted_path(paste(path)) == path


@UNIX
def test_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "our people.csv").touch()
    for typed in ("~/our people.csv", "~/our\\ people.csv"):
        assert pasted_path(typed) == tmp_path / "our people.csv"
    assert pasted_path("~/new.csv") == tmp_path / "new.csv"
    with pytest.raises(GuildbookError):
        pasted_path("~no one of that name/x")


@UNIX
def test_a_file_of_exactly_that_name_goes_before_any_other_reading(tmp_path: Path) -> None:
    odd, plain = tmp_path / "a\\ b", tmp_path / "a b"
    plain.touch()
    assert pasted_path(str(odd)) == plain
    odd.touch()
    assert pasted_path(str(odd)) == odd


@pytest.mark.parametrize("typed", ["new folder/it's new.json", "x\\y.csv", "a b c"])
def test_what_is_not_there_yet_is_taken_as_it_is_typed(typed: str) -> None:
    assert pasted_path(typed) == Path(typed)


@pytest.mark.parametrize("typed", ["'our people.csv'", '"our people.csv"', "& 'our people.csv'"])
def test_quotation_marks_around_what_is_not_there_are_taken_off(typed: str) -> None:
    assert pasted_path(typed) == Path("our people.csv")


@UNIX
def test_what_a_shell_has_escaped_is_meant_so_before_it_is_there() -> None:
    assert pasted_path(r"new\ folder/it\'s\ \(2\).md ") == Path("new folder/it's (2).md")


@UNIX
@pytest.mark.parametrize("address", ["file://server/share/a.csv", "FILE://server/etc/hosts", "file://localhost[/x"])
def test_a_file_on_another_computer_is_none_of_that_name_here(address: str) -> None:
    with pytest.raises(GuildbookError):
        pasted_path(address)


@UNIX
def test_the_address_of_a_file_may_name_this_computer(tmp_path: Path) -> None:
    for host in ("", "LOCALHOST", os.uname().nodename):
        assert pasted_path(f"file://{host}{tmp_path}/a%20b.csv") == tmp_path / "a b.csv"


@pytest.mark.parametrize(("there", "typed"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_name_with_its_accents_apart_as_macos_writes_it(tmp_path: Path, there: str, typed: str) -> None:
    (tmp_path / unicodedata.normalize(there, "Größe é.csv")).touch()  # type: ignore[arg-type]
    assert pasted_path(unicodedata.normalize(typed, f"{tmp_path}/Größe é.csv")).exists()  # type: ignore[arg-type]
