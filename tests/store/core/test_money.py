"""Amounts: exact, and written and read in each way of writing numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.book.book import Book
from store.core.fields import fields
from store.core.money import STYLES, AmountFormat, figure, in_whole, money, to_cent, total
from store.core.parsing import format_value, parse, parse_figure, parse_money
from store.finance.kpis import number
from store.model.community import Community
from store.model.finance import Cost, Kpi
from tests.support.making import TODAY, fill


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("comma_point", "1,234,567.80"),
        ("point_comma", "1.234.567,80"),
        ("space_comma", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,80"),
        ("apostrophe_point", "1'234'567.80"),
    ],
)
def test_each_way_of_writing(style: str, text: str) -> None:
    assert style in STYLES
    assert figure(Decimal("1234567.80"), style) == text  # type: ignore[arg-type]
    assert parse_money(text) == Decimal("1234567.80")


@given(cents=st.integers(0, 10**11 - 1), style=st.sampled_from(STYLES))
def test_what_is_shown_is_understood_again_to_the_cent(cents: int, style: str) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert parse_money(figure(amount, style)) == amount  # type: ignore[arg-type]
    assert parse_money(figure(amount, style, cents=False)) == amount  # type: ignore[arg-type]


@given(cents=st.integers(0, 10**11 - 1), style=st.sampled_from(STYLES))
def test_a_form_shows_and_reads_the_books_way(cents: int, style: str) -> None:
    amount = Decimal(cents).scaleb(-2)
    for kind, name in ((Cost, "amount"), (Kpi, "target")):
        field = next(field for field in fields(kind) if field.name == name)
        for value in (amount, -amount) if kind is Kpi else (amount,):
            assert parse(field, format_value(field, value, amounts=style), TODAY) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "currency", "whole", "exact"),
    [
        ("1240.00", "EUR", "€1,240", "€1,240"),
        ("1240.50", "EUR", "€1,241", "€1,240.50"),
        ("78.50", "EUR", "€79", "€78.50"),
        ("77.50", "EUR", "€78", "€77.50"),
        ("77.49", "GBP", "£77", "£77.49"),
        ("-12.50", "USD", "−US$13", "−US$12.50"),
        ("-0.20", "EUR", "€0", "−€0.20"),
        ("9064", "CHF", "CHF 9,064", "CHF 9,064"),
        ("9064", "$", "$9,064", "$9,064"),
        ("5", "", "5", "5"),
    ],
)
def test_an_amount_in_a_sentence(amount: str, currency: str, whole: str, exact: str) -> None:
    """In whole units half a unit is rounded up, wherever it is said."""
    assert money(Decimal(amount), currency) == whole
    assert money(Decimal(amount), currency, cents=True) == exact


def test_a_sentence_has_the_books_marks() -> None:
    assert money(Decimal("1240.50"), "EUR", "point_comma", cents=True) == "€1.240,50"


def test_a_purse_writes_as_its_book_does(book: Book) -> None:
    fill(book, Community(currency="CHF", amounts="apostrophe_point"))
    purse = AmountFormat(book.community)
    assert purse.said(Decimal("1240.50")) == "CHF 1'241"
    assert purse.exact(Decimal("1240.50")) == "CHF 1'240.50"
    assert purse.listed(Decimal(1240)) == "1'240.00"
    assert purse.column(Decimal(1240)) == "CHF 1'240.00"
    assert purse.column(Decimal(-12)) == "−CHF 12.00"
    assert purse.column(Decimal("-0.00")) == "CHF 0.00"
    assert purse.round(Decimal("1240.50")) == "1'241"


@pytest.mark.parametrize(
    ("typed", "value"), [("-12", "-12"), ("−4,5", "-4.5"), ("1.240", "1240"), ("0", "0"), ("-0", "0")]
)
def test_figures_may_lie_below_nought(typed: str, value: str) -> None:
    assert parse_figure(typed) == Decimal(value)
    assert not parse_figure("-0").is_signed()


@pytest.mark.parametrize("typed", ["", "-", "--1", "nan", "1e5", "4.125x", "[/x]"])
def test_what_is_no_figure_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_figure(typed)


@pytest.mark.parametrize(
    ("value", "text"),
    [("19", "19"), ("19.00", "19"), ("4.20", "4,2"), ("31400", "31.400"), ("-0.5", "−0,5"), ("100", "100")],
)
def test_a_reading_has_no_more_decimals_than_it_needs(value: str, text: str) -> None:
    assert number(Decimal(value), "point_comma") == text


def test_half_a_cent_goes_up_and_cents_add_up() -> None:
    assert to_cent(Decimal("0.005")) == Decimal("0.01")
    assert total([Cost(what="x", amount=Decimal("0.10"), on=TODAY)] * 3) == Decimal("0.30")


@given(st.lists(st.integers(min_value=-(10**6), max_value=10**9), max_size=6))
def test_parts_in_whole_units_add_up_to_their_sum(cents: list[int]) -> None:
    parts = [Decimal(one) / 100 for one in cents]
    whole = in_whole(parts)
    assert sum(whole) == sum(parts, Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP)
    assert all(abs(a - b) <= 1 and a == int(a) for a, b in zip(whole, parts, strict=True))


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1240", "", "1,240"),
        ("1240.50", "EUR", "€1,240.50"),
        ("0", "EUR", "€0"),
        ("0.05", "", "0.05"),
        ("1000000.00", "CHF", "CHF 1,000,000"),
        ("100", "", "100"),
        ("0.125", "", "0.13"),
        ("-2.345", "EUR", "−€2.35"),
    ],
)
def test_amounts_as_they_are_read(amount: str, currency: str, text: str) -> None:
    assert money(Decimal(amount), currency, cents=True) == text


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["0.2", "5.9", "0.9"], [0, 6, 1]), (["1.5"], [2]), (["0.5", "0.5"], [1, 0]), (["33.3", "33.3", "33.4"], [33, 33, 34]), ([], []),
        (["-0.4", "1.4"], [0, 1]),
    ],
)  # fmt: skip
def test_the_parts_with_the_largest_rest_are_rounded_up(parts: list[str], whole: list[int]) -> None:
    assert in_whole([Decimal(part) for part in parts]) == whole


@pytest.mark.parametrize(("amount", "text"), [("-0.49", "€0"), ("-0.5", "−€1"), ("0", "€0"), ("0.5", "€1")])
def test_nought_has_no_sign(amount: str, text: str) -> None:
    assert money(Decimal(amount), "EUR") == text


@pytest.mark.parametrize("typed", ["9" * 12, "1000000000", "999999999.995"])
def test_more_than_a_book_keeps_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_money(typed)
    assert parse_money("999,999,999.99") == parse_money("000999999999.99") == Decimal("999999999.99")


def test_a_long_amount_is_cut_short_where_it_is_refused() -> None:
    for typed, reader in (("9" * 60, parse_money), ("x" * 60, parse_money), ("x" * 60, parse_figure)):
        with pytest.raises(ValueError, match=f"‘{typed[:40]}’"):
            reader(typed)
