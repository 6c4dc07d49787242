"""A bar of amounts: parts told apart without colour, never wider than it may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.charts.bar import bar_spans, legend


def drawn(*parts: float, full: float, width: int = 10, limit: float = 0) -> str:
    return "".join(text for text, _ in bar_spans(parts, full, width, limit=limit))


@pytest.mark.parametrize(
    ("parts", "full", "bar"),
    [
        ((50,), 100, "■■■■■·····"),
        ((50, 20, 10), 100, "■■■■■□□▫··"),
        ((0, 50), 100, "□□□□□·····"),
        ((1,), 1000, "■·········"),  # little is not nothing
        ((0,), 100, "··········"),
        ((250,), 100, "■■■■■■■■■■"),
        ((-5, 30), 100, "□□□·······"),
        ((5,), 0, "■·········"),
    ],
)
def test_a_bar(parts: tuple[float, ...], full: float, bar: str) -> None:
    assert drawn(*parts, full=full) == bar


def test_a_limit_that_is_passed_is_marked() -> None:
    assert drawn(60, 60, full=120, limit=100) == "■■■■■□□□┃□"
    assert "┃" not in drawn(60, full=100, limit=100)


def test_the_legend_names_the_parts() -> None:
    assert legend("spent", "planned") == "■ spent  □ planned"


@given(
    parts=st.lists(st.floats(-10, 1e6), min_size=1, max_size=3),
    full=st.floats(0, 1e6),
    width=st.integers(0, 60),
    limit=st.floats(0, 1e6),
)
def test_a_bar_is_as_wide_as_it_is_told(parts: list[float], full: float, width: int, limit: float) -> None:
    assert len(drawn(*parts, full=full, width=width, limit=limit)) == width
