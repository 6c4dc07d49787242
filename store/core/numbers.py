"""Numbers as sentences show them: rounded one way everywhere, shares of a hundred, and a true minus."""

from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
FEWEST_CASES = 5
"""Cases from which on a text tells a share in per cent."""


def half_up(value: Decimal | float) -> int:
    """A number rounded to whole units, half a unit away from nought, as people round."""
    return int(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP))


def share_of(part: Decimal | int, whole: Decimal | int) -> int:
    """A share in whole per cent; of nothing it is nought."""
    return half_up(100 * Decimal(part) / whole) if whole else 0


def percent(value: Decimal | float) -> str:
    """Per cent as a text shows it, without decimals: ``69%``, ``−28%``."""
    return with_minus(f"{half_up(value):,}%")


def percent_of(part: Decimal | int, whole: Decimal | int) -> str:
    """A share in whole per cent, or a dash where there is nothing to share."""
    return percent(share_of(part, whole)) if whole else "–"


def with_minus(number: str) -> str:
    """A written number with a true minus where it has a hyphen."""
    return number.replace("-", MINUS, 1)
