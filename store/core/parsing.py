"""From typed text to the value of a field, and back."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from msgspec import UNSET

from store.core.colours import parse_colour
from store.core.currencies import parse_currency
from store.core.date_parsing import parse_day, parse_minutes, parse_time
from store.core.dates import format_day, format_day_typed
from store.core.fields import HIGHEST_RATING, LONGEST_LINE, LONGEST_TEXT, LOWEST_RATING, MOST_MONEY, Field
from store.core.labels import label_of
from store.core.money import STYLES, Style, figure
from store.core.old_names import renamed_choice
from store.core.text import clean, one_line

_BLANKS = re.compile(r"[\s'’]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<mark>[.,'])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
_AMOUNT = re.compile(
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?P<mark>[.,'])[0-9]{3}(?:(?P=mark)[0-9]{3})*)?"
    r"(?:(?P<point>[.,])(?P<cents>[0-9]{1,2})?)?"
)


def parse(field: Field, text: str, today: date, *, day_first: bool = True) -> Any:
    """Parse typed text into the value of a field.

    Args:
        field: the field.
        text: what was typed.
        today: for days such as ‘fri’.
        day_first: whether 10/11 is in November, as the book's settings say.

    Raises:
        ValueError: what was typed does not fit the field, said in one sentence.
    """
    typed = clean(text).strip() if field.kind == "long" else one_line(text)
    limit = LONGEST_TEXT if field.kind == "long" else LONGEST_LINE
    if len(typed) > limit:
        raise ValueError(f"{field.label} is longer than {limit:,} characters; shorten it")
    if not typed:
        if field.needed:
            raise ValueError(f"{field.label} is required")
        return None if field.default is UNSET else field.default
    try:
        return _parse(field, typed, today, day_first)
    except ValueError as error:
        raise ValueError(f"{field.label}: {error}") from None


def _parse(field: Field, typed: str, today: date, day_first: bool) -> Any:
    if read := _READERS.get(field.kind):
        return read(typed)
    match field.kind:
        case "date":
            return parse_day(typed, today, day_first=day_first)
        case "choice":
            return choose(typed, field.choices)
        case "own":
            return own_choice(typed, field.choices)
        case "list":
            return tuple(dict.fromkeys(filter(None, (part.strip() for part in typed.replace(";", ",").split(",")))))
        case _:
            return typed


def _parse_number(typed: str) -> int:
    if _GROUPED.fullmatch(spaced := _BLANKS.sub("'", typed)):  # 1,600 as the app itself writes it
        typed = "".join(filter(str.isdigit, spaced))
    if not typed.isascii() or not typed.isdigit() or len(typed) > 7:
        raise ValueError(f"‘{typed}’ is not a whole number: enter one such as 12")
    return int(typed)


def _parse_rating(typed: str) -> Decimal:
    value = parse_figure(typed)
    if not LOWEST_RATING <= value <= HIGHEST_RATING:
        raise ValueError(f"‘{typed}’ is not a rating from {LOWEST_RATING} to {HIGHEST_RATING}")
    return value


def _parse_yes(typed: str) -> bool:
    answer = typed.casefold()
    if answer in ("y", "yes", "true", "1", "x", "✓"):
        return True
    if answer in ("n", "no", "false", "0", "-"):
        return False
    raise ValueError(f"‘{typed}’ is not an answer here: type yes or no")


def choose(typed: str, choices: tuple[str, ...]) -> str:
    """Choice that was meant: by its label, a unique beginning of it, or its label in an earlier version.

    Raises:
        ValueError: none, or more than one, begins like this.
    """
    if typed in choices:
        return typed
    wanted = _plain(typed)
    labels = {choice: _plain(label_of(choice)) for choice in choices}
    for fits in (
        [choice for choice, known in labels.items() if known == wanted],
        [choice for choice, known in labels.items() if known.startswith(wanted)],
    ):
        if len(fits) == 1:
            return fits[0]
    if before := renamed_choice(typed, choices):
        return before
    raise ValueError(f"‘{typed}’ is not one of {', '.join(map(label_of, choices))}")


def own_choice(typed: str, choices: tuple[str, ...]) -> str:
    """Choice whose label was typed, else the word itself: a kind of the community's own."""
    known = (choice for choice in choices if _plain(label_of(choice)) == _plain(typed))
    return next(known, None) or renamed_choice(typed, choices) or typed


def _plain(text: str) -> str:
    return text.casefold().replace("_", " ").replace("-", " ")


def parse_money(typed: str) -> Decimal:
    """Parse an amount of money, two decimals at most and never negative.

    Read alike: ``1240``, ``1,240.50``, ``1.240,50`` and ``1 240,5``.

    Raises:
        ValueError: not an amount, or larger than a book keeps.
    """
    match = _AMOUNT.fullmatch(_BLANKS.sub("'", typed.strip()))
    if not match or (match["mark"] and match["mark"] == match["point"]) or not (match["whole"] or match["cents"]):
        raise ValueError(f"‘{typed[:40]}’ is not an amount of money: enter one such as 1240 or 1,240.50")
    whole = "".join(filter(str.isdigit, match["whole"] or "0"))
    if len(whole) > len(str(MOST_MONEY)) or (amount := Decimal(f"{whole}.{match['cents'] or 0}")) > MOST_MONEY:
        raise ValueError(f"‘{typed[:40]}’ is too large an amount")
    return amount.quantize(Decimal("0.01"))


def parse_figure(typed: str) -> Decimal:
    """Parse a figure as :func:`parse_money` does, negative too.

    ``-12``, ``4,5``.

    Raises:
        ValueError: not a number, or larger than a book keeps.
    """
    bare = typed.strip()
    below = bare.startswith(("-", "−"))
    try:
        value = parse_money(bare[1:] if below else bare)
    except ValueError:
        raise ValueError(f"‘{typed[:40]}’ is not a number with at most 2 decimals: enter one such as 4.5") from None
    return -value if below and value else value


_READERS: dict[str, Callable[[str], object]] = {
    "time": parse_time,
    "money": parse_money,
    "figure": parse_figure,
    "rating": _parse_rating,
    "number": _parse_number,
    "minutes": parse_minutes,
    "currency": parse_currency,
    "colour": parse_colour,
    "yes/no": _parse_yes,
}
"""What reads the kinds of fields whose text alone says what is meant."""


def format_value(
    field: Field,
    value: Any,
    today: date | None = None,
    amounts: Style = STYLES[0],
    *,
    day_first: bool | None = None,
) -> str:
    """Format a field's value as text that :func:`parse` reads again.

    Args:
        field: the field.
        value: its value.
        today: days are shown in words with it.
        amounts: how amounts of money and figures are written.
        day_first: whether days are typed as 27/11 or as 11/27; by ISO 8601 where neither is said.
    """
    if value is None or value is UNSET:
        return ""
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            if today:
                return format_day(value, today)
            return value.isoformat() if day_first is None else format_day_typed(value, day_first=day_first)
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return ", ".join(field.label_of(str(part)) for part in value)
        case Decimal() if value.is_finite():
            return figure(value, amounts, cents=field.kind == "money")
        case _:
            return field.label_of(str(value))
