"""Colours: the codes that are read, their contrast, and the shade of one that text can be read in."""

from __future__ import annotations

import pytest

from store.core.colours import READABLE, contrast, parse_colour, readable_on

WHITE, BLACK = "#ffffff", "#000000"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("#2F6F9F", "#2f6f9f"), ("2f6f9f", "#2f6f9f"), (" #29f ", "#2299ff"), ("000", BLACK), ("#12a", "#1122aa")],
)
def test_a_colour_is_read_by_its_code(typed: str, code: str) -> None:
    assert parse_colour(typed) == code


@pytest.mark.parametrize("typed", ["", "#", "#12", "#1234", "#12345", "#1234567", "#ggg", "blue", "##29f"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        parse_colour(typed)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        (BLACK, WHITE, 21.0), (WHITE, WHITE, 1.0), ("#777777", WHITE, 4.48), ("#767676", WHITE, 4.54), ("#ff0000", WHITE, 4.0),
        ("#008000", WHITE, 5.14), ("#0000ff", WHITE, 8.59), ("#ffff00", BLACK, 19.56), ("#0a0a0a", BLACK, 1.06), ("#0b0b0b", BLACK, 1.07),
    ],
)  # fmt: skip
def test_contrast_is_as_wcag_reckons_it(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


@pytest.mark.parametrize(
    ("colour", "grounds", "readable"),
    [
        ("#2f6f9f", (WHITE,), "#2f6f9f"),  # as it is
        ("#767676", (WHITE,), "#767676"),
        ("#777777", (WHITE,), "#767676"),
        ("#ff0000", (WHITE,), "#ed0000"),
        ("#0000ff", (BLACK,), "#5e5eff"),
        (WHITE, (WHITE, BLACK), "#757575"),
        ("#777777", (WHITE, "#777777", BLACK), BLACK),  # there is none
        ("#777777", (BLACK, "#777777", WHITE), WHITE),
    ],
)
def test_a_shade_is_the_nearest_that_can_be_read(colour: str, grounds: tuple[str, ...], readable: str) -> None:
    assert readable_on(colour, *grounds) == readable


@pytest.mark.parametrize("ground", [WHITE, "#f4f4f0", "#bbbbbb", "#777777", "#1e1e1e", BLACK])
@pytest.mark.parametrize("colour", ["#2299ff", "#ffcc00", "#33aa66", "#888888", "#112233"])
def test_text_can_be_read_in_every_shade(colour: str, ground: str) -> None:
    assert contrast(readable_on(colour, ground), ground) >= READABLE
