"""Reading the answers to a feedback form: its questions by what was answered, without anything that names someone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

from msgspec import Struct

from store.core.errors import GuildbookError
from store.core.text import clean, normalize
from store.exchange.attendance_import.meeting_times import moment_of
from store.exchange.attendance_import.report_columns import header_text, is_name_heading
from store.exchange.feedback_import.answer_scales import Scale, scale_of, yes_of
from store.exchange.people_import.cells import is_address
from store.exchange.table_rows import Rows, rows_in, rows_of

Kind = Literal["rating", "recommend", "text"]
_RECOMMEND = re.compile(
    r"recommend|weiterempf|empfehl|recommand|recomend|raccomand|consigli|aanbevel|poleci|suggest this"
)
_NO_RATING = re.compile(
    r"\b(?:id|number of|how many|anzahl|points?|punkte|score|total|age|alter|year|jahr|years|zip|plz|phone|telefon|hours|stunden|minutes|minuten"
    r"|duration|dauer|employee|personal|staff|room|quiz)\b|^#|nr\.?$|^no\.?$|datum|^date|time$"
)
_NO_TEXT = re.compile(
    r"\b(?:department|abteilung|team|role|location|standort|session|kurs|course|language|sprache|ip|device|browser|duration|response id|respondent"
    r"|collector|custom data|tags|status|network|contact|company|job|position|title|phone)\b"
)
_EMPTY = frozenset(
    [
        "-",
        "--",
        "–",
        "—",
        ".",
        "n/a",
        "na",
        "none",
        "nothing",
        "no",
        "nein",
        "nichts",
        "keine",
        "keiner",
        "non",
        "rien",
        "ninguno",
        "nada",
        "x",
    ]
)
_MOST_QUESTIONS = 60
_FEWEST_WORDS = 3


class FormUnreadable(GuildbookError):
    """The file or the pasted text holds no answers to a form; nothing was changed."""


class Question(Struct, frozen=True):
    """A question of a form, and what was answered."""

    key: str
    heading: str
    kind: Kind
    number: int
    """How many answered it."""
    scale: Scale | None = None
    yes: int = 0
    """How many would recommend it."""
    texts: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What was answered, in a few words: ‘mean 4.4 of 5’, ‘11 of 12 yes’, ‘7 texts’."""
        if self.kind == "rating" and self.scale:
            return f"mean {_tenths(self.scale.mean)} out of {self.scale.top}"
        return f"{self.yes} of {self.number} yes" if self.kind == "recommend" else f"{len(self.texts)} texts"


class Form(Struct, frozen=True):
    """The answers to a form, without names, addresses and moments."""

    answers: int
    questions: tuple[Question, ...]

    @property
    def rates(self) -> bool:
        """Whether anything can be counted in it, which a list of people has nothing of."""
        return any(question.kind != "text" for question in self.questions)


def read_form(path: Path, sheet: str = "") -> Form:
    """Read the answers to a form, as Microsoft and Google Forms and others export them.

    Raises:
        FormUnreadable: no question of it was answered by a number, a choice or a text.
        RowsUnreadable: missing, a folder, too large, or no text.
    """
    return form_of(rows_of(path, sheet))


def read_pasted(text: str) -> Form:
    """Read pasted cells of a form's answers.

    Raises:
        FormUnreadable: there are no answers in it.
    """
    return form_of(rows_in(text))


def form_of(read: Rows) -> Form:
    """The answers that some rows are.

    Raises:
        FormUnreadable: there are none.
    """
    rows = [row for row in read.rows if any(cell.strip() for cell in row)]
    top = next(
        (
            n
            for n, row in enumerate(rows[:5])
            if len([cell for cell in row if cell.strip()]) > 1 or (len(rows) > n + 1 and len(row) == 1)
        ),
        0,
    )
    heads, data = (rows[top], rows[top + 1 :]) if rows else ([], [])
    questions = tuple(_questions(heads[:_MOST_QUESTIONS], data))
    if not questions:
        raise FormUnreadable(
            f"{read.what} contains no form responses. Export them as CSV, one row for each response."
        )
    told = {question.key for question in questions}
    answered = sum(any(_cell(row, int(key)) for key in told) for row in data)
    return Form(answered, questions)


def _questions(heads: Sequence[str], data: Sequence[Sequence[str]]) -> Iterator[Question]:
    for index, heading in enumerate(heads):
        cells = [
            cell for row in data if (cell := _cell(row, index)) and normalize(cell) not in _EMPTY | {"no answer"}
        ]
        plain = [cell for row in data if (cell := _cell(row, index))]
        if not cells and not plain:
            continue
        if found := _question(f"{index}", clean(heading).strip() or f"Question {index + 1}", cells, plain):
            yield found


def _question(key: str, heading: str, cells: list[str], plain: list[str]) -> Question | None:
    """What a column is: a number that is averaged, a recommendation that is counted, a text that may be quoted; or none."""
    text = header_text(heading)
    if any(map(is_address, plain)) or is_name_heading(text) or all(moment_of(cell) for cell in plain):
        return None
    scale = scale_of(heading, plain)
    if _RECOMMEND.search(text):
        yes = scale.favourable() if scale else yes_of(plain)
        if yes is not None:
            return Question(key, heading, "recommend", len(plain), yes=yes)
    if scale:
        return None if _NO_RATING.search(text) else Question(key, heading, "rating", len(plain), scale)
    texts = tuple(dict.fromkeys(cell for cell in cells if len(cell.split()) >= _FEWEST_WORDS))
    if not texts or _NO_TEXT.search(text) or len(texts) * 3 < len(cells):
        return None
    return Question(key, heading, "text", len(cells), texts=texts)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""


def _tenths(value: Decimal) -> str:
    return f"{value:.1f}"
