"""A line as words, each of which gets a part: who, when, how much, or the text that is kept as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from store.core.date_parsing import parse_day, parse_minutes, perhaps_meant
from store.core.dates import monday_of
from store.core.fields import LONGEST_LINE
from store.core.parsing import parse_money
from store.core.text import normalize, one_line
from store.launch.locale_defaults import CURRENCIES

BREAKS = (",", ";", ":", "–", "—", "-")
"""What ends a phrase where it stands at the end of a word or alone."""
ENDS = ".,;:!?"
_LONGEST_DAY = 6
"""Words a day takes at most: ‘fri the 27th of nov 2026’."""
_ELSEWHERE = ("about", "for", "from", "since", "of", "the", "until", "till", "before", "after", "every", "by")
"""Words before a day that is not the day of what was done."""
_PEOPLE = (
    "people", "persons", "person", "learners", "learner", "colleagues", "participants", "attendees", "trainees", "came", "heads",
)  # fmt: skip
_SIGNS = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "euro": "EUR", "euros": "EUR", "dollars": "USD", "pounds": "GBP",
    **{code.lower(): code for code in CURRENCIES},
}  # fmt: skip
_AMOUNT = re.compile(r"([€$£¥]|[A-Za-z]{3})?([0-9][0-9.,']*)([€$£¥]|[A-Za-z]{3})?")
_TIME = re.compile(r"\d+(?:[.,]\d+)?(?:h|hr|hrs|hour|hours|m|min|mins|minute|minutes)\d{0,2}")
_DECIMAL = re.compile(r"\d+[.,/]\d+")
_COUNTED = (
    "h", "hr", "hrs", "hour", "hours", "m", "min", "mins", "minute", "minutes", "day", "days", "week", "weeks", "month", "months",
    "year", "years", "percent", "%", "times", "points", "pages", "km", "kg", "million", "k", *_PEOPLE, *_SIGNS,
)  # fmt: skip
"""Words before which a number with a point counts something and names no day."""
_UNIT = re.compile(r"[a-z]+")
_NUMBERED = re.compile(r"\d{1,2}\.")
_ORDINAL = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)")
_HALVES = {("an", "hour"): 60, ("half", "an", "hour"): 30, ("a", "day"): 480}


WhichDay = Callable[[str, Sequence[date]], date | None]
"""Asks which of some days words mean, if any; None while that is open and where they mean none."""


class Word(Struct, frozen=True):
    """One word: as it was typed, and as it is compared."""

    text: str
    plain: str

    @property
    def breaks(self) -> bool:
        """Whether a phrase ends with it."""
        return self.text.endswith(BREAKS)


class Line:
    """The words of a line and the part each plays; one without a part is not understood yet."""

    def __init__(self, text: str, today: date, which_day: WhichDay, *, day_first: bool) -> None:
        """The words of a text, for a day, with what asks about a day that may be meant in more than one way."""
        typed = one_line(text)[:LONGEST_LINE].split()
        self.words = [Word(word, normalize(word).strip(ENDS) or word) for word in typed]
        self.parts = [""] * len(self.words)
        self._today, self._which_day, self._day_first = today, which_day, day_first

    def __len__(self) -> int:
        return len(self.words)

    def plain(self, at: int) -> str:
        """A word as it is compared; nothing beyond the ends."""
        return self.words[at].plain if 0 <= at < len(self.words) else ""

    def free(self, at: int) -> bool:
        """Whether there is such a word and it plays no part yet."""
        return 0 <= at < len(self.words) and not self.parts[at]

    def take(self, start: int, end: int, part: str) -> None:
        """Give words a part."""
        for at in range(start, end):
            self.parts[at] = part

    def after(self, part: str) -> int:
        """The place behind the words that play a part."""
        return max((at + 1 for at, played in enumerate(self.parts) if played == part), default=0)

    def skip(self, at: int, *plain: str) -> int:
        """The next place, past one of these words where it stands there; it only holds the sentence together."""
        if self.free(at) and self.plain(at) in plain:
            self.parts[at] = "joint"
            return at + 1
        return at

    def rest(self, part: str, start: int = 0) -> str:
        """The words that play no part yet, as they were typed; from now on they are this part."""
        kept = [at for at in range(start, len(self.words)) if not self.parts[at]]
        for at in kept:
            self.parts[at] = part
        return " ".join(self.words[at].text for at in kept).strip(" ,;:–—-")

    def unread(self) -> list[tuple[int, int, str]]:
        """The words that nothing was made of, those side by side together: from where, to where, and what."""
        runs: list[tuple[int, int, str]] = []
        for at, word in enumerate(self.words):
            if self.parts[at]:
                continue
            if runs and runs[-1][1] == at:
                start, _, text = runs.pop()
                runs.append((start, at + 1, f"{text} {word.text}"))
            else:
                runs.append((at, at + 1, word.text))
        return runs

    # -- what stands in it -----------------------------------------------------------------------

    def day(self, *, past: bool, start: int = 0, end: int | None = None, lead: tuple[str, ...] = ()) -> date | None:
        """Take the first day that begins between two places, with the ‘on’ before it; None where there is none.

        A day behind ‘for’, ‘by’ or the like is not the one meant, but tells something else, unless ``lead`` names it.
        """
        stop = len(self.words) if end is None else min(end, len(self.words))
        for at in range(start, stop):
            before = self.plain(at - 1)
            if before not in lead and before in _ELSEWHERE and (past or before not in ("by", "before", "every")):
                continue
            if found := self._day_at(at, len(self.words), past=past):
                day, after = found
                self.take(at, after, "when")
                joints = ("on", *lead) if past else ("on", "by", "before", *lead)
                if before in joints and self.free(at - 1):
                    self.parts[at - 1] = "when"
                return day
        return None

    def _day_at(self, at: int, stop: int, *, past: bool, whole: bool = False) -> tuple[date, int] | None:
        """The day said from a place on, the longest there is, and where it ends; ``whole`` wants it to end at ``stop``."""
        longest = min(_LONGEST_DAY, stop - at)
        ends = [stop] * (stop - at == longest) if whole else [at + length for length in range(longest, 0, -1)]
        ends = [end for end in ends if self._one_phrase(at, end)]
        for end in ends:
            if self._said(at, end) == "next week" and not past:
                return monday_of(self._today) + timedelta(days=7), end
            if day := self._read_day(at, end, past=past):
                return self._settled(at, end, day, stop, past=past)
        return next(filter(None, (self._perhaps_day(at, end) for end in ends)), None)

    def _one_phrase(self, at: int, end: int) -> bool:
        """Whether words play no part yet and are not divided by more than a comma."""
        divided = any(self.words[place].text.endswith((";", ":")) for place in range(at, end - 1))
        return not divided and all(self.free(place) for place in range(at, end))

    def _said(self, at: int, end: int) -> str:
        """Words as a day is read from them: what is numbered like ‘23.’ keeps its point."""
        words = self.words[at:end]
        return " ".join(word.text if _NUMBERED.fullmatch(word.text) else word.plain for word in words)

    def _ends_phrase(self, end: int) -> bool:
        """Whether nothing goes on from the word before."""
        return end == len(self.words) or self.words[end - 1].text.endswith((*BREAKS, *ENDS))

    def _read_day(self, at: int, end: int, *, past: bool) -> date | None:
        phrase = self._said(at, end)
        if len(phrase) < 3:
            return None  # ‘we’ is no Wednesday here
        if _DECIMAL.fullmatch(self.plain(end - 1)) and self.plain(end) in _COUNTED:
            return None  # ‘1.5 hours’ is no first of May
        if _ORDINAL.fullmatch(phrase) and not (self.plain(at - 1) == "on" and self._ends_phrase(end)):
            return None  # ‘the 3rd’ of something else
        with suppress(ValueError):
            return parse_day(phrase, self._today, day_first=self._day_first, past=past)
        return None

    def _settled(self, at: int, end: int, day: date, stop: int, *, past: bool) -> tuple[date, int]:
        """A day, asked about where the words go on in a way that may belong to it or contradict it."""
        before = self._read_day(at, end - 1, past=past) if self.plain(end - 1).isdigit() else None
        apart = self.words[end - 2].breaks or not self._ends_phrase(end)
        if before and len(self.plain(end - 1)) == 2 and apart:
            if before == day:
                return before, end - 1  # the number may be of what follows, whatever the day
            which = self._which_day(self._typed(at, end), (day, before))  # ‘23 Nov 26 ideas’
            return (before, end - 1) if which == before else (day, end)
        if end == at + 1 and self.plain(at).isalpha() and self._number_follows(at, stop):
            other = self._day_at(end, stop, past=past)
            if other and (which := self._which_day(self._typed(at, other[1]), (other[0], day))):
                return which, other[1]  # ‘tue 23.11.26’, a Monday
        return day, end

    def _number_follows(self, at: int, stop: int) -> bool:
        """Whether one of the next two words of the phrase begins with a digit, as those of a day do."""
        ends = range(at + 2, min(at + 4, stop + 1))
        return any(self._one_phrase(at, end) and self.plain(end - 1)[:1].isdigit() for end in ends)

    def _perhaps_day(self, at: int, end: int) -> tuple[date, int] | None:
        """What has the form of a day that the calendar does not have, asked about."""
        perhaps = perhaps_meant(self._said(at, end), self._today)
        if perhaps is None or (day := self._which_day(self._typed(at, end), perhaps)) is None:
            return None
        return day, end

    def _typed(self, at: int, end: int) -> str:
        return " ".join(word.text for word in self.words[at:end]).strip(" ,;:")

    def other_day(self, *, past: bool) -> tuple[date, str] | None:
        """A day that was not taken, with the words it is said in, which stay as they are."""
        for at in range(len(self.words)):
            if found := self._day_at(at, len(self.words), past=past):
                return found[0], " ".join(word.text for word in self.words[max(at - 1, 0) : found[1]])
        return None

    def segment_day(self, *, past: bool) -> date | None:
        """Take a day that is all there is between two commas."""
        start = 0
        for at, word in enumerate(self.words):
            if word.breaks or at == len(self.words) - 1:
                if found := self._day_at(start, at + 1, past=past, whole=True):
                    self.take(start, at + 1, "when")
                    return found[0]
                start = at + 1
        return None

    def minutes(self) -> int | None:
        """Take the first length of time: ‘2h’, ‘90 min’, ‘half an hour’."""
        for at in range(len(self.words)):
            for words, minutes in _HALVES.items():
                end = at + len(words)
                if tuple(self.plain(n) for n in range(at, end)) == words and all(map(self.free, range(at, end))):
                    self.take(at, end, "time")
                    return minutes
            for length in (2, 1):
                typed = [self.plain(n) for n in range(at, at + length)]
                whole = length == 1 or (typed[0][-1:].isdigit() and typed[1].isalpha())
                if not (whole and all(map(self.free, range(at, at + length))) and _TIME.fullmatch("".join(typed))):
                    continue
                with suppress(ValueError):
                    minutes = parse_minutes(_UNIT.sub(lambda unit: unit[0][0].replace("m", "min"), "".join(typed)))
                    self.take(at, at + length, "time")
                    return minutes
        return None

    def people(self) -> int | None:
        """Take the first number of people: ‘14 people’, ‘for 20 colleagues’."""
        for at in range(len(self.words) - 1):
            number = self.plain(at)
            if not (number.isascii() and number.isdigit() and len(number) < 6 and self.plain(at + 1) in _PEOPLE):
                continue
            if self.free(at) and self.free(at + 1):
                self.take(at, at + 2, "people")
                if self.plain(at - 1) in ("for", "to", "with", "before") and self.free(at - 1):
                    self.parts[at - 1] = "people"
                return int(number)
        return None

    def _in_a_day(self, at: int) -> bool:
        """Whether a number belongs to a day of several words: ‘23 Nov’, ‘Nov 23 26’."""
        first = at if at and self.words[at - 1].breaks else max(at - 2, 0)
        around = ((start, end) for start in range(first, at + 1) for end in (at + 1, at + 2))
        return any(
            end - start > 1
            and end <= len(self)
            and self._one_phrase(start, end)
            and self._read_day(start, end, past=True)
            for start, end in around
        )

    def names_money(self) -> bool:
        """Whether it begins with an amount that names a currency: ‘€40 cake’, ‘40 EUR cake’."""
        before = list(self.parts)
        found, begins = self.amount(), bool(self.parts and self.parts[0])
        self.parts = before
        return bool(found and found[1] and begins)

    def has_amount(self) -> bool:
        """Whether there is an amount of money in it."""
        before = list(self.parts)
        found = self.amount()
        self.parts = before
        return found is not None

    def amount(self) -> tuple[Decimal, str] | None:
        """Take the first amount of money, with the currency where one is named."""
        for at, word in enumerate(self.words):
            match = _AMOUNT.fullmatch(word.text.rstrip(",;:")) if self.free(at) else None
            if match is None or self._in_a_day(at):
                continue
            named = (match[1] or match[3] or "").lower()
            if named and named not in _SIGNS:
                continue
            with suppress(ValueError):
                amount = parse_money(match[2].rstrip("."))
                self.parts[at] = "amount"
                for beside in (at + 1, at - 1):
                    sign = self.plain(beside) if self.free(beside) else ""
                    if not named and sign in _SIGNS:
                        self.parts[beside], named = "amount", sign
                return amount, _SIGNS.get(named, "")
        return None
