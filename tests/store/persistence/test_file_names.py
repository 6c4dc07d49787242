"""Names that Windows keeps for itself are refused there before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.core.errors import SaveFailed, Unusable
from store.persistence import file_names
from store.persistence.atomic_files import write_new
from store.persistence.book_paths import require_name_room

POSSIBLE = ["update.md", "con-update.md", "console.txt", "a.b.csv", "Größe & Co (2).csv", ".hidden"]
IMPOSSIBLE = [
    "con",
    "CON.txt",
    "aux.tar.gz",
    "com1.json",
    "nul .txt",
    "at 10:30.md",
    'a"b',
    "what?.csv",
    "a.",
    "a ",
]


@pytest.mark.parametrize("name", POSSIBLE)
def test_a_possible_name(name: str) -> None:
    assert not file_names.windows_objection(name)


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_an_impossible_name_is_refused_on_windows_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / name
    monkeypatch.setattr(file_names, "ON_WINDOWS", False)
    require_name_room(path)
    monkeypatch.setattr(file_names, "ON_WINDOWS", True)
    with pytest.raises(SaveFailed, match="Windows"):
        write_new(path, b"x")
    with pytest.raises(Unusable, match="Windows"):
        require_name_room(path)
    assert not [*tmp_path.iterdir()]
