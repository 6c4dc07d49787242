"""Amounts of money: exact to the cent, in the book's one currency, written the way its people write numbers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal, Protocol, get_args

from store.core.numbers import MINUS, half_up, with_minus

Style = Literal["comma_point", "point_comma", "space_comma", "apostrophe_point"]
"""How thousands and cents are set apart. What is typed is understood in each of these ways, whichever is chosen."""
STYLES: tuple[Style, ...] = get_args(Style)
_MARKS: dict[Style, dict[int, str]] = {
    "comma_point": str.maketrans({}),
    "point_comma": str.maketrans({",": ".", ".": ","}),
    "space_comma": str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","}),
    "apostrophe_point": str.maketrans({",": "'"}),
}
SIGNS = {"EUR": "€", "GBP": "£", "USD": "US$"}
"""Currencies that have a sign of their own in a sentence; the others are named by their code."""
CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


class HasAmount(Protocol):
    """What has an amount: a cost, or a line of the ledger."""

    @property
    def amount(self) -> Decimal:
        """How much, in the book's currency."""


def total(items: Iterable[HasAmount]) -> Decimal:
    """The sum, exact to the cent."""
    return sum((item.amount for item in items), NOTHING)


def to_cent(value: Decimal) -> Decimal:
    """A calculated amount rounded to the cent, half a cent up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def in_whole(parts: list[Decimal]) -> list[Decimal]:
    """Parts in whole units that add up to their sum in whole units; those with the largest rest are rounded up."""
    whole = [part.to_integral_value(ROUND_FLOOR) for part in parts]
    missing = int(half_up(sum(parts, NOTHING)) - sum(whole))
    rests = sorted(range(len(parts)), key=lambda place: whole[place] - parts[place])
    return [amount + (place in rests[:missing]) for place, amount in enumerate(whole)]


def figure(value: Decimal, style: Style, *, cents: bool = True) -> str:
    """A number with its thousands set apart: ``1,240.50``.

    Args:
        value: the number.
        style: how it is written.
        cents: always two decimals; without it they are left out where they are nought.
    """
    plain = f"{to_cent(value):,.2f}"
    plain = plain if cents else plain.removesuffix(".00")
    return separated(plain, style)


def separated(plain: str, style: Style) -> str:
    """Number as Python writes it, ``1,240.50``, with the book's separators."""
    return plain.translate(_MARKS[style])


def money(
    amount: Decimal, currency: str = "", style: Style = STYLES[0], *, cents: bool = False, column: bool = False
) -> str:
    """An amount as it is read in a sentence: ``€1,241``, ``CHF 1,241``, ``−£12``.

    Args:
        amount: how much.
        currency: a code or a sign; nothing where it need not be said.
        style: how thousands and cents are set apart.
        cents: to the cent where there are any; otherwise in whole units.
        column: always to the cent, so that amounts below each other line up.
    """
    number = figure(abs(amount) if cents or column else abs(Decimal(half_up(amount))), style, cents=column)
    sign = SIGNS.get(currency, currency)
    blank = " " if sign[-1:].isalpha() and sign not in SIGNS.values() else ""
    below = MINUS if amount < 0 and any(digit in number for digit in "123456789") else ""
    return f"{below}{sign}{blank}{number}"


class MoneySettings(Protocol):
    """What a community has settled about money."""

    @property
    def currency(self) -> str:
        """The one currency, as a code or a sign."""

    @property
    def amounts(self) -> Style:
        """How thousands and cents are set apart."""


class AmountFormat:
    """Amounts as one community writes them."""

    def __init__(self, settings: MoneySettings) -> None:
        self.currency, self.style = settings.currency, settings.amounts

    def said(self, amount: Decimal) -> str:
        """In a sentence, in whole units with the currency: ``€1,241``."""
        return money(amount, self.currency, self.style)

    def exact(self, amount: Decimal) -> str:
        """Where each cent counts, with the currency: ``€1,240.50``."""
        return money(amount, self.currency, self.style, cents=True)

    def column(self, amount: Decimal) -> str:
        """In a column of a screen, always with its cents and with the currency: ``€1,240.00``."""
        return money(amount, self.currency, self.style, column=True)

    def listed(self, amount: Decimal) -> str:
        """In a column, always with its cents and without the currency: ``1,240.00``."""
        return with_minus(figure(amount, self.style))

    def round(self, amount: Decimal) -> str:
        """In whole units without the currency: ``1,241``."""
        return money(amount, style=self.style)
