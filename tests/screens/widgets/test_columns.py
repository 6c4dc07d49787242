"""The columns of a list: as wide as their widest text, and what gives way where not all fit."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.lists.columns import AIR, GAP, LEAST, NAME, Column, Needs
from screens.widgets.lists.lazy_row import Later
from screens.widgets.lists.list_view import MANY, Listing, Row
from screens.widgets.panes import Pane
from screens.widgets.spans import Span, safe, wrapped_spans
from tests.screens.widgets.test_widgets import showing
from tests.support.harness import settle, text_of

COLUMNS = st.builds(Column, width=st.integers(0, 20), share=st.integers(0, 4), right=st.booleans())
TEXTS = st.one_of(st.just(""), st.text("abc", min_size=1, max_size=50))


@st.composite
def lists(draw: st.DrawFn) -> Needs:
    """The needs of some columns after some rows were measured."""
    columns = draw(st.lists(COLUMNS, min_size=1, max_size=5))
    rows = draw(st.lists(st.lists(TEXTS, min_size=1, max_size=len(columns)), min_size=1, max_size=6))
    needs = Needs(columns)
    for row in rows:
        needs.add([(text, "") for text in row])
    return needs


def taken(widths: list[int]) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + GAP * max(len(shown) - 1, 0)


@given(lists(), st.integers(0, 160))
def test_no_text_is_cut_while_there_is_room(needs: Needs, room: int) -> None:
    widths = needs.fitted(room)
    if taken([*needs.widths]) + sum(GAP + LEAST for tail in needs.tails if tail) <= room:
        assert all(width >= need for width, need in zip(widths, needs.widths, strict=True))
        assert taken(widths) <= room
    starts = [sum(width + GAP for width in widths[:place] if width) for place in range(len(widths))]
    for place, tail in enumerate(needs.tails):
        if tail and starts[place] + tail > room:  # then nothing before it is wider than it has to be
            assert all(width <= max(need, LEAST) for width, need in zip(widths[:place], needs.widths, strict=False))


@given(lists(), st.integers(1, 160))
def test_no_column_has_more_than_it_needs_while_another_has_less(needs: Needs, room: int) -> None:
    widths = needs.fitted(room)
    if any(width < need for width, need in zip(widths, needs.widths, strict=True)):
        assert all(width <= max(need, LEAST) for width, need in zip(widths, needs.widths, strict=True))
        assert taken(widths) <= max(room, 1)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (200, [11, 20 + AIR, 15 + AIR, 30 + AIR, 8]),  # no more air than leaves the columns near each other
        (90, [10, 20, 15, 30, 7]),
        (80, [10, 20, 15, 20, 7]),  # the last of the context first
        (60, [10, 19, LEAST, LEAST, 7]),  # … and the others, down to what still says something
        (55, [10, 20, 12, 0, 7]),
        (46, [10, 20, 0, 0, 7]),
        (10, [0, 10, 0, 0, 0]),
    ],
)
def test_context_gives_way_first_and_the_name_last(room: int, widths: list[int]) -> None:
    columns = Column(11), Column(share=2), Column(share=1), Column(share=1), Column(8, right=True)
    needs = Needs(columns)
    needs.add(["Tue 24 Nov", ("A name of twenty let", "strong"), "fifteen letters", "c" * 30, "€819.00"])
    assert needs.fitted(room) == widths


def test_a_column_of_words_is_the_one_of_names_where_nothing_is_bold() -> None:
    needs = Needs((Column(3), Column(24), Column(share=1)))
    needs.add(["[x]", "Progress against targets", "c" * 16])
    assert needs.fitted(45) == [3, 24, 14]
    assert needs.fitted(36) == [3, 21, LEAST]


def test_a_name_longer_than_any_does_not_take_all_the_room() -> None:
    needs = Needs((Column(share=1), Column(share=1)))
    needs.add([("n" * 200, "strong"), "c" * 25])
    assert needs.fitted(80) == [80 - GAP - 25, 25]
    assert needs.fitted(60) == [NAME, 60 - GAP - NAME]


def test_a_text_with_nothing_after_it_runs_on_and_needs_no_column_of_its_own() -> None:
    needs = Needs((Column(share=1), Column(share=1)))
    needs.add(["a note of so many words", ""])
    needs.add(["Requests", "none"])
    assert needs.fitted(40)[0] < len("a note of so many words")


async def test_a_long_list_measures_what_comes_in_sight() -> None:
    written: list[str] = []

    def write(key: str) -> Row:
        written.append(key)
        return Row(key, ("x" * 24 if key == "900" else "x", f"end {key}"))

    listing = Listing(Column(share=1), Column(share=1))
    async with showing(listing, size=(40, 12)) as pilot:
        listing.show(Later(str(number), write) for number in range(1000))
        listing.focus()
        await settle(pilot)
        before = [line.index("end") for line in text_of(pilot).splitlines() if "end" in line]
        listing.highlight("900")
        await settle(pilot)
        after = [line.index("end") for line in text_of(pilot).splitlines() if "end" in line]
        assert "x" * 24 in text_of(pilot)
        assert len({*after}) == 1
        assert len({*written}) < MANY
        assert before[0] < after[0]


@given(
    st.lists(st.tuples(st.text("ab 漢\t"), st.sampled_from(["", "dim"])), min_size=1, max_size=4),
    st.integers(2, 30),
)
@example([("ab", ""), (" ", ""), ("c", "")], 2)
def test_wrapped_spans_lose_nothing_and_fit(spans: list[Span], width: int) -> None:
    lines = wrapped_spans(spans, width)
    assert all(sum(cell_len(text) for text, _ in line) <= width for line in lines)
    before, after = (
        "".join("".join(text for text, _ in found).split())
        for found in (spans, [span for line in lines for span in line])
    )
    assert after == "".join(safe(before).split())


async def test_a_fact_too_long_for_its_panel_goes_on_below_as_long_as_what_follows_stays_in_sight() -> None:
    pane = Pane()
    pane.styles.height = 6
    facts: list[list[Span]] = [
        [("Owner   ", "dim"), ("one two three four five", "")],
        [("Kind    ", "dim"), ("recording", "")],
    ]
    async with showing(pane, size=(24, 10)) as pilot:
        pane.show(facts)
        await settle(pilot)
        assert pane.text.splitlines() == [
            "Owner   one two ",
            "        three four ",
            "        five",
            "Kind    recording",
        ]
        pane.styles.height = 5
        await settle(pilot)
        assert pane.text.splitlines() == ["Owner   one two three four five", "Kind    recording"]
