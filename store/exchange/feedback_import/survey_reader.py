"""Reading a survey of topics: a list of topics with their counts, or answers in which they are named; no one is kept with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.errors import GuildbookError
from store.core.text import clean, normalize, pluralize, quoted
from store.exchange.attendance_import.meeting_times import moment_of
from store.exchange.attendance_import.report_columns import header_text, is_name_heading
from store.exchange.people_import.cells import is_address
from store.exchange.table_rows import Rows, rows_in, rows_of
from store.launch.survey import MOST_VOTES
from store.model.agreement import Wish

_TOPICS = re.compile(
    r"topic|thema|themen|training|schulung|kurs|course|learn|lern|wish|wunsch|interest|interesse|sujet|formation|tema|formacion|skill|vote for"
)
_COUNTS = re.compile(
    r"count|number|votes?|anzahl|stimmen|total|responses?|antworten|nombre|numero|voix|votos|voti|wanted by|people"
)
_NOT_THOSE = re.compile(r"\b(?:department|abteilung|team|role|location|standort|comment|kommentar|email|id)\b")
_EMPTY = frozenset(
    [
        "-",
        "–",
        "—",
        "n/a",
        "na",
        "none",
        "no",
        "nein",
        "keine",
        "other",
        "others",
        "sonstiges",
        "andere",
        "total",
        "gesamt",
        "sum",
        "summe",
    ]
)
_LONGEST_TOPIC = 120
_MOST_TOPICS = 500


class SurveyUnreadable(GuildbookError):
    """The file or the pasted text holds no topics; nothing was changed."""


class SurveyTopic(Struct, frozen=True):
    """A topic of the survey, and how many want it."""

    title: str
    votes: int
    known: str = ""
    """The id of the suggested topic that it is already."""
    before: int = 0
    """The votes that topic has."""

    @property
    def gains(self) -> bool:
        """Whether it is new, or wanted by more people than before."""
        return not self.known or self.votes > self.before


def read_survey(book: Book, path: Path, sheet: str = "") -> list[SurveyTopic]:
    """The topics of a file, the most wanted first, beside those that the book has.

    Raises:
        SurveyUnreadable: there are none.
        RowsUnreadable: missing, a folder, too large, or no text.
    """
    return topics_of(book, rows_of(path, sheet))


def read_pasted(book: Book, text: str) -> list[SurveyTopic]:
    """The topics of pasted cells or lines.

    Raises:
        SurveyUnreadable: there are none.
    """
    return topics_of(book, rows_in(text))


def topics_of(book: Book, read: Rows) -> list[SurveyTopic]:
    """The topics that some rows hold.

    Raises:
        SurveyUnreadable: there are none.
    """
    rows = [row for row in read.rows if any(cell.strip() for cell in row)]
    counted = _counted(rows)
    found = counted if counted is not None else _answered(rows)
    titles: dict[str, str] = {}
    votes: Counter[str] = Counter()
    for title, number in found:
        key = normalize(title)
        titles.setdefault(key, title)
        votes[key] += number
    if not titles or len(titles) > _MOST_TOPICS:
        raise SurveyUnreadable(
            f"{read.what} has no topics. Export a column of topics with a column of votes, or the form responses."
        )
    known = {normalize(wish.title): wish for wish in book.wishes.values()}
    topics = [_topic(titles[key], min(number, MOST_VOTES), known.get(key)) for key, number in votes.items()]
    return sorted(topics, key=lambda topic: (-topic.votes, normalize(topic.title)))


def _topic(title: str, votes: int, wish: Wish | None) -> SurveyTopic:
    return SurveyTopic(title, votes, wish.id if wish else "", wish.votes if wish else 0)


def _counted(rows: Sequence[Sequence[str]]) -> list[tuple[str, int]] | None:
    """Topics with their counts, where the rows are two columns of these."""
    heads, data = _headed(rows)
    width = max(map(len, rows), default=0)
    numbers = [n for n in range(width) if data and all(_cell(row, n).isdigit() for row in data if _cell(row, n))]
    numbers = [
        n for n in numbers if any(_cell(row, n) for row in data) and (width == 2 or _COUNTS.search(heads[n]))
    ]
    texts = [n for n in range(width) if n not in numbers and not any(_cell(row, n).isdigit() for row in data)]
    distinct = [n for n in texts if len({_cell(row, n) for row in data}) == len(data)]
    if not numbers or not distinct:
        return None
    place = next((n for n in distinct if _TOPICS.search(heads[n])), distinct[0])
    return [(title, int(_cell(row, numbers[0]) or 0)) for row in data if _is_topic(title := _cell(row, place))]


def _answered(rows: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
    """Topics out of answers: one vote for each answer that names them, several of them between semicolons or commas."""
    heads, data = _headed(rows)
    columns = [
        n for n in range(max(map(len, rows), default=0)) if _may_hold(heads[n], [_cell(row, n) for row in data])
    ]
    asked = [n for n in columns if _TOPICS.search(heads[n])]
    chosen = asked or (columns if len(columns) == 1 else [])
    named = ({normalize(t): t for n in chosen for t in _parts(_cell(row, n))} for row in data)
    return [(topic, 1) for answer in named for topic in answer.values()]


def _may_hold(heading: str, cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    if not filled or is_name_heading(heading) or _NOT_THOSE.search(heading):
        return False
    return not any(is_address(cell) or moment_of(cell) or cell.replace(".", "").isdigit() for cell in filled)


def _parts(cell: str) -> Iterator[str]:
    mark = ";" if ";" in cell else ","
    yield from (part for part in map(str.strip, cell.split(mark)) if _is_topic(part))


def _is_topic(text: str) -> bool:
    return (
        bool(text) and normalize(text) not in _EMPTY and len(text) <= _LONGEST_TOPIC and any(map(str.isalpha, text))
    )


def _headed(rows: Sequence[Sequence[str]]) -> tuple[list[str], Sequence[Sequence[str]]]:
    """The headings as they are compared, empty ones where there are none, and the rows below."""
    width = max(map(len, rows), default=0)
    first = [header_text(_cell(rows[0], n)) if rows else "" for n in range(width)]
    below_numbers = any(
        not head.isdigit() and _cell(row, n).isdigit() for row in rows[1:2] for n, head in enumerate(first)
    )
    headed = below_numbers or any(_TOPICS.search(head) or is_name_heading(head) for head in first)
    return (first, rows[1:]) if headed and not any(head.isdigit() for head in first) else ([""] * width, rows)


def _cell(row: Sequence[str], index: int) -> str:
    return clean(row[index]).strip() if index < len(row) else ""


def carry_out(book: Book, topics: Sequence[SurveyTopic], change: Change, today: date) -> None:
    """Put the topics into the survey: new ones are added, and known ones have at least the votes of the file.

    So that the same file adds nothing twice, votes are not added up.
    """
    for topic in topics:
        if topic.known and topic.gains:
            change.put(replace(book.wishes[topic.known], votes=topic.votes))
        elif topic.gains:
            change.put(Wish(title=topic.title, votes=topic.votes, on=today))


def coming_words(topics: Sequence[SurveyTopic]) -> str:
    """What comes in, in a few words: ‘3 topics’."""
    return pluralize(sum(topic.gains for topic in topics), "topic")


def told(topic: SurveyTopic) -> str:
    """What becomes of a topic, in a line."""
    votes = pluralize(topic.votes, "vote")
    if not topic.known:
        return f"{quoted(topic.title)}: {votes}, new"
    return (
        f"{quoted(topic.title)}: {votes}, previously {topic.before}"
        if topic.gains
        else f"{quoted(topic.title)}: nothing new"
    )
