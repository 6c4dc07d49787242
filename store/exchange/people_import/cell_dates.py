"""Days of a sheet's cells: moments as forms write them, Excel's day numbers, months in eight languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from store.core.text import normalize

_TIME = r"\d{1,2}(?::\d{2}(?::\d{2}(?:[.,]\d+)?)?|[.h]\d{2}(?:[.m]\d{2}s?)?)"
_MOMENT = re.compile(
    rf"(?P<day>.*\d\S*?),?(?:T|\s+(?:(?:um|à|a las|alle|om|o|às|at|kl\.?)\s+)?){_TIME}(?:[\sZ+(-].*)?", re.DOTALL
)
_TIME_FIRST = re.compile(rf"{_TIME}(?:\s*[ap]\.?m\.?)?,?\s+(?P<day>.*\d.*)", re.IGNORECASE | re.DOTALL)
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-]\s?(\d{1,2})[/.-]\s?(\d{1,2})\.?")
_DAY_NUMBER = re.compile(r"(\d{5})(?:[.,]\d+)?")
_EXCELS_DAY_0 = date(1899, 12, 30)
_DAY_NUMBERS = range(20_000, 80_000)
"""What Excel calls the days from 1954 to 2119; other numbers of five digits are no days."""
_LONGEST = 60
_WORDS = re.compile(r"[^\W\d_]+\.?")
_MONTHS = {
    normalize(name): number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jan feb mrz apr mai jun jul aug sep okt nov dez",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan fev mar abr mai jun jul ago set out nov dez",
    )
    for number, name in enumerate(names.split(), 1)
}
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def month_first(cells: Iterable[str], *, unless_told: bool = False) -> bool:
    """Whether a column of days is written month/day: some day could only be read so, and none the other way.

    Args:
        cells: the column.
        unless_told: what it is where all of its days could be read either way.
    """
    found = (_NUMBERS.fullmatch(_without_time(cell.strip())) for cell in cells)
    pairs = [(int(m[1]), int(m[3])) for m in found if m and m[2] != "."]
    months_first, days_first = (any(pair[place] > 12 for pair in pairs) for place in (1, 0))
    return months_first and not days_first if months_first or days_first else unless_told


def day_text(cell: str, *, months_first: bool = False) -> str:
    """A day as the date fields understand it: without its time, numbers the same with the day before the month.

    Excel's day numbers become days, names of months English ones. All else stays as it is.
    """
    whole = cell.strip()
    if len(whole) > _LONGEST:
        return whole
    text = _without_time(whole)
    if match := _YEAR_FIRST.fullmatch(text):
        return _iso(int(match[1]), int(match[2]), int(match[3])) or whole
    if (match := _DAY_NUMBER.fullmatch(whole)) and int(match[1]) in _DAY_NUMBERS:
        return (_EXCELS_DAY_0 + timedelta(int(match[1]))).isoformat()
    if not (match := _NUMBERS.fullmatch(text)):
        return _in_english(text)
    first, second = int(match[1]), int(match[3])
    day, month = (second, first) if months_first and match[2] != "." else (first, second)
    if len(match[4]) == 2:
        return f"{day}.{month}.{match[4]}"  # a date field finds the century
    return _iso(int(match[4]), month, day) or whole


def _without_time(text: str) -> str:
    if len(text) > _LONGEST:
        return text
    if match := _MOMENT.fullmatch(text) or _TIME_FIRST.fullmatch(text):
        return match["day"].strip(" ,")
    return text


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _in_english(text: str) -> str:
    """A day with the name of its month in English: ``20 Nov 2026`` for ``20 de noviembre de 2026``."""
    words = [(word, _MONTHS.get(normalize(word.rstrip(".")))) for word in _WORDS.findall(text)]
    numbers = re.findall(r"\d+", text)
    months = [month for _, month in words if month]
    if len(months) != 1 or len(numbers) != 2 or len(numbers[1]) != 4:
        return text
    return f"{numbers[0]} {_SHORT[months[0] - 1]} {numbers[1]}"
