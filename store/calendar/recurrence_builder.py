"""A recurrence as it is built with keys: how often, every how many, on which days, until when. No rule syntax to know."""

from contextlib import suppress
from datetime import date
from typing import Annotated, Literal

from msgspec.structs import replace

from store.calendar.recurrence import check_rule, days, suggestions
from store.calendar.recurrence_wording import in_words
from store.core.dates import DAY_NAMES, format_day
from store.core.errors import Invalid
from store.core.fields import field_info
from store.core.record import Described
from store.core.recurrence_rules import parse_rule
from store.core.text import one_line

How = Literal["daily", "weekly", "monthly", "yearly"]
Which = Literal["the same date", "the last day", "first", "second", "third", "fourth", "last"]
_FREQUENCY: dict[How, str] = {"daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY", "yearly": "YEARLY"}
_PLACE: dict[Which, int] = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_WHICH: dict[int, Which] = {place: name for name, place in _PLACE.items()}
NEXT_SHOWN = 3
"""Days shown beside the words, to look at before it is taken."""


class Rhythm(Described, frozen=True, kw_only=True):
    """How often something repeats, field by field."""

    how: Annotated[How, field_info("Frequency", "for example: weekly")] = "weekly"
    every: Annotated[int, field_info("Interval", "1: every time, 2: every other time")] = 1
    weekdays: Annotated[
        tuple[str, ...], field_info("Weekdays", "leave empty for the weekday it starts on", ref="weekdays")
    ] = ()
    which: Annotated[Which, field_info("Position", "monthly and yearly only, for example: first Tuesday")] = (
        "the same date"
    )
    until: Annotated[date | None, field_info("Ends on", "leave empty for no end date")] = None
    times: Annotated[int | None, field_info("Number of times", "leave empty for no limit")] = None
    typed: Annotated[str, field_info("Custom rule", "replaces the fields above: FREQ=MONTHLY;BYDAY=2TU")] = ""


def rule_of(rhythm: Rhythm, start: date) -> str:
    """The rule for what was built, for something that starts on a day; checked.

    Raises:
        Invalid: it cannot be kept or never happens, by field with the reason.
    """
    field = "typed" if rhythm.typed.strip() else "every"
    text = one_line(rhythm.typed).upper().removeprefix("RRULE:") or _built(rhythm, start)
    if not rhythm.typed.strip():
        _check(rhythm, start)
    try:
        check_rule(text, start)
    except ValueError as error:
        raise Invalid({field: f"This rule does not work: {error}. Correct it, or choose another."}) from None
    return text


def _check(rhythm: Rhythm, start: date) -> None:
    """Say what is wrong with one of the fields in its own words."""
    if not 1 <= rhythm.every <= 99:
        raise Invalid({"every": "Interval: enter a number from 1 to 99."})
    if rhythm.times is not None and not 1 <= rhythm.times <= 9999:
        raise Invalid({"times": "Number of times: enter a number from 1 to 9999."})
    if rhythm.until and rhythm.times:
        raise Invalid({"times": "Choose an end date or a number of times, not both."})
    if rhythm.until and rhythm.until < start:
        raise Invalid({"until": f"This is before the start, {format_day(start)}. Choose a later date."})


def _built(rhythm: Rhythm, start: date) -> str:
    parts = [f"FREQ={_FREQUENCY[rhythm.how]}", *([f"INTERVAL={rhythm.every}"] if rhythm.every != 1 else [])]
    ends = [f"UNTIL={rhythm.until:%Y%m%d}"] if rhythm.until else []
    ends += [f"COUNT={rhythm.times}"] if rhythm.times is not None else []
    return ";".join([*parts, *_days(rhythm, start), *ends])


def _days(rhythm: Rhythm, start: date) -> list[str]:
    codes = [name[:2].upper() for name in DAY_NAMES if name in rhythm.weekdays]
    if rhythm.how == "daily":
        return [f"BYDAY={','.join(codes)}"] if codes else []
    own = [DAY_NAMES[start.weekday()][:2].upper()]
    if rhythm.how == "weekly":
        return [f"BYDAY={','.join(codes or own)}"]
    month = [f"BYMONTH={start.month}"] if rhythm.how == "yearly" else []
    if rhythm.which == "the last day":
        return [*month, "BYMONTHDAY=-1"]
    if rhythm.which == "the same date":
        return _same_date(rhythm, start)
    place, codes = _PLACE[rhythm.which], codes or own
    if len(codes) == 1:
        return [*month, f"BYDAY={place}{codes[0]}"]
    return [*month, f"BYDAY={','.join(codes)}", f"BYSETPOS={place}"]


def _same_date(rhythm: Rhythm, start: date) -> list[str]:
    """As the suggestions have it: the 31st, or the last day of a shorter month."""
    if rhythm.how == "yearly":
        rule = next(rule for rule in suggestions(start) if rule.startswith("FREQ=YEARLY"))
    else:
        rule = next(rule for rule in suggestions(start) if rule.startswith("FREQ=MONTHLY;BYMONTHDAY"))
    return rule.split(";")[1:]


def rhythm_of(text: str, start: date) -> Rhythm:
    """The fields that build a rule; a rule that cannot be built this way stands there as it is typed."""
    if not text:
        return Rhythm()
    with suppress(ValueError, LookupError, Invalid):
        rhythm = _taken_apart(text)
        if {*rule_of(rhythm, start).split(";")} == {*parse_rule(text).text.removeprefix("RRULE:").split(";")}:
            return rhythm
    return Rhythm(typed=text)


def _taken_apart(text: str) -> Rhythm:
    rule = parse_rule(text)
    how = next(how for how, name in _FREQUENCY.items() if name == rule.frequency)
    rhythm = Rhythm(how=how, every=rule.interval, until=rule.until, times=rule.count)
    rhythm = replace(rhythm, weekdays=tuple(DAY_NAMES[day] for day, _ in rule.weekdays))
    places = {which for _, which in rule.weekdays} | {*rule.numbers.get("BYSETPOS", ())}
    place = next(iter(places - {0}), 0)
    if rule.weekdays and place:
        return replace(rhythm, which=_WHICH[place])
    if rule.numbers.get("BYMONTHDAY") == (-1,):
        return replace(rhythm, which="the last day")
    return rhythm


def told(text: str, start: date) -> str:
    """A rule in words with its next days: ‘every second Monday: Mon 23 Nov, Mon 7 Dec, …’."""
    found = []
    for day in days(text, start, start, date(start.year + 20, 12, 31)):
        found.append(format_day(day, start))
        if len(found) == NEXT_SHOWN:
            found.append("…")
            break
    return f"{in_words(text, start)}: {', '.join(found)}" if found else in_words(text, start)
