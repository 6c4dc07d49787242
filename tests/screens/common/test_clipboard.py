"""Where a text is saved to, as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.common.clipboard import save_as, with_ending


@pytest.mark.parametrize(
    "typed", ["{}/my file", "'{}/my file'", ' "{}/my file" ', "& '{}/my file'", "{}/my\\ file"]
)
def test_a_path_in_quotation_marks_gets_its_ending_within_them(tmp_path: Path, typed: str) -> None:
    path = save_as(with_ending(typed.format(tmp_path), ".md", [".md"]), {".md": lambda: b"x"})
    assert path == tmp_path / "my file.md"
    assert path.read_bytes() == b"x"
