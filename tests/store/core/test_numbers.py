"""Numbers in sentences: one rounding, whoever shows them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from store.core.numbers import half_up, percent, percent_of, share_of


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.49", 2), ("-2.5", -3), ("0", 0), ("1e9", 1_000_000_000)],
)
def test_half_is_rounded_away_from_nought(value: str, rounded: int) -> None:
    assert half_up(Decimal(value)) == rounded


def test_per_cent_stands_at_its_number_with_a_true_minus() -> None:
    assert [percent(value) for value in (69, Decimal("-27.5"), 62.5, 1250)] == ["69%", "−28%", "63%", "1,250%"]


@pytest.mark.parametrize(("part", "whole", "share"), [(0, 4, 0), (1, 3, 33), (2, 3, 67), (4, 4, 100), (9, 4, 225)])
def test_a_share_in_per_cent(part: int, whole: int, share: int) -> None:
    assert share_of(part, whole) == share
    assert percent_of(part, whole) == f"{share}%"


def test_a_share_of_nothing_is_a_dash() -> None:
    assert percent_of(0, 0) == percent_of(1, 0) == "–"
    assert share_of(3, 0) == 0


def test_a_share_is_rounded_as_every_number_is() -> None:
    assert percent_of(1, 8) == "13%"  # 12.5, which Python rounds to 12
    assert percent_of(Decimal("0.625"), Decimal(1)) == "63%"


def test_no_text_is_rounded_to_whole_units_by_another_rule() -> None:
    """Python's own formats and ``round`` take 2.5 to 2, so that one sum would read differently in two places."""
    other = re.compile(r":[,+]?\.0[f%]\}|str\(round\([^,()]+\)\)|quantize\(Decimal\((?:1|\"1\")\)\)")
    root = Path(__file__).parents[3]
    texts = {
        path: path.read_text("utf-8") for floor in ("store", "screens") for path in (root / floor).rglob("*.py")
    }
    assert [path.name for path, text in texts.items() if other.search(text) and "demo" not in path.parts] == []
