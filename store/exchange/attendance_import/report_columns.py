"""Columns of a report, found by what is in them, by where they stand, and by their headings in many languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from store.core.text import normalize
from store.exchange.attendance_import.meeting_times import moment_of, seconds_of
from store.exchange.people_import.cells import is_address

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ORIGINAL = re.compile(r"original|ursprung|origine|oorspronk|oryginal")
_WHOLE_NAME = re.compile(
    r"\b(?:full name|display name|participants?(?: name)?|attendees?|user name|teilnehmer(?:in|innen)?|vollstandiger name|nom complet"
    r"|nombre completo|nome completo|volledige naam|imie i nazwisko|names?|noms?|nombres?|nomi?|nomes?|naam|namn|navn|nimi|nazwa)\b"
)
_FIRST = re.compile(r"\b(?:first name|given name|forename|vorname|prenom|voornaam|imie|fornamn|fornavn)\b")
_LAST = re.compile(
    r"\b(?:last name|surname|family name|nachname|familienname|nom de famille|apellidos?|cognome|sobrenome|apelido|achternaam"
    r"|nazwisko|efternamn|etternavn|efternavn)\b"
)
_NOT_A_NAME = re.compile(
    r"\b(?:topic|thema|meeting|host|department|abteilung|company|title|titel|titre|role|rolle|funktion|function|rol|ruolo|papel|funcao"
    r"|id|group|country|land|pays|pais|device|user ?agent|source|status|approval|response|organization|timestamp)\b|besprechung|reunion|reuniao"
)
_DURATION = re.compile(
    r"dura|dauer|duree|duur|minut|time in session|temps|tempo|tiempo|czas|varaktig|varighet|kesto|zeit in"
)
_NO_STAY = re.compile(r"regist|creat|erstell|geburt|birth|signed up|anmeld|inscri")
_ATTENDED = re.compile(r"attended|teilgenommen|anwesend|present|presente|asistio|partecipato|aanwezig|obecn\w*")
_ABSENT = frozenset(("no", "n", "nein", "non", "nee", "nie", "absent", "abwesend", "0", "false", "-"))
_MOSTLY = 0.6
"""Share of a column's filled cells that must be of a kind for the column to be."""
_MOST_ACTIONS = 4
_LONG_HEADING = 5
"""Words from which on a heading is a question."""


class Columns(Struct, frozen=True):
    """Where in a table each thing stands; -1 where it does not."""

    name: int
    last: int = -1
    """Of names in two columns the one with the family name."""
    emails: tuple[int, ...] = ()
    duration: int = -1
    joined: int = -1
    left: int = -1
    action: int = -1
    """Whether someone joined or left, in a list of both."""
    attended: int = -1
    header: bool = False
    original: bool = False
    """Whether the name's column puts the name of the account in brackets behind the one shown."""

    @property
    def says_more(self) -> bool:
        """Whether the table says anything beside names."""
        return bool(self.emails) or max(self.duration, self.joined, self.attended) >= 0

    def is_absent(self, row: Sequence[str]) -> bool:
        """Whether a row is of someone who registered and did not attend."""
        return self.attended >= 0 and normalize(_cell(row, self.attended)) in _ABSENT

    def person(self, row: Sequence[str]) -> str:
        """The name in a row, as it stands there."""
        parts = [_cell(row, self.name), _cell(row, self.last) if self.last >= 0 else ""]
        return " ".join(filter(None, parts))

    def addresses(self, row: Sequence[str]) -> list[str]:
        """The email addresses in a row, the one of its own column first."""
        return [cell for index in self.emails if is_address(cell := _cell(row, index))]


def cell_of(row: Sequence[str], index: int) -> str:
    """A cell without its blanks; nothing where the row ends before it."""
    return _cell(row, index)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if 0 <= index < len(row) else ""


def header_text(cell: str) -> str:
    """A heading as it is compared: ‘UserAgent’ is ‘user agent’."""
    return normalize(_CAMEL.sub(" ", cell.strip())).replace("_", " ").replace("-", " ")


def has_person_heading(row: Sequence[str]) -> bool:
    """Whether a row holds a heading of names."""
    texts = [header_text(cell) for cell in row]
    return any(_is_name(text) or _FIRST.search(text) or _LAST.search(text) for text in texts)


def is_name_heading(text: str) -> bool:
    """Whether a heading, as it is compared, is one of names: whole, given or family ones."""
    return len(text.split()) < _LONG_HEADING and bool(_is_name(text) or _FIRST.search(text) or _LAST.search(text))


def _is_name(text: str) -> bool:
    return bool(_WHOLE_NAME.search(text)) and not _NOT_A_NAME.search(text) and not _FIRST.search(text)


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table, or None where no column holds names."""
    return _Table(rows).columns()


class _Table:
    """A table while its columns are looked for."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.width = max(map(len, rows))
        first = rows[0]
        data = rows[1:]
        typed = any(
            is_address(cell) or moment_of(cell) or seconds_of(cell, clock=False) is not None for cell in first
        )
        self.header = not typed and (has_person_heading(first) or self._differs(first, data))
        self.heads = [header_text(_cell(first, index)) if self.header else "" for index in range(self.width)]
        self.rows = data if self.header else rows

    @staticmethod
    def _differs(first: Sequence[str], data: Sequence[Sequence[str]]) -> bool:
        """Whether the first row holds no address, moment or duration where those below it do."""
        return any(
            _share([_cell(row, index) for row in data], is_kind) >= _MOSTLY
            for index in range(len(first))
            for is_kind in (is_address, _is_moment, _is_duration)
        )

    def cells(self, index: int) -> list[str]:
        return [cell for row in self.rows if any(map(str.isalnum, cell := _cell(row, index)))]

    def columns(self) -> Columns | None:
        every = range(self.width)
        moments = [index for index in every if _share(self.cells(index), _is_moment) >= _MOSTLY]
        durations = [index for index in every if self._is_duration(index)]
        emails = [index for index in every if any(map(is_address, self.cells(index)))]
        moments = [index for index in moments if index not in durations and not _NO_STAY.search(self.heads[index])]
        taken = {*moments, *durations, *emails}
        name, last = self._names([index for index in every if index not in taken])
        if name < 0 and not emails:
            return None
        place = max(name, last)
        behind = [index for index in moments if index > place] or moments
        attended = [index for index in every if _ATTENDED.fullmatch(self.heads[index])]
        joined, left = (*behind[:2], -1, -1)[:2]
        duration = next((index for index in durations if index > place), durations[0] if durations else -1)
        return Columns(
            name=name,
            last=last,
            emails=tuple(self._theirs(emails, place)),
            duration=duration,
            joined=joined,
            left=left,
            action=self._action({*taken, name, last}) if joined >= 0 and left < 0 and duration < 0 else -1,
            attended=attended[0] if attended else -1,
            header=self.header,
            original=name >= 0 and bool(_ORIGINAL.search(self.heads[name])),
        )

    def _theirs(self, emails: list[int], place: int) -> list[int]:
        """The addresses of those in the rows, without that of the host, which stands before the names or in every row."""
        varied = [index for index in emails if not self._constant(index)] or emails
        return [index for index in varied if index > place] or varied

    def _is_duration(self, index: int) -> bool:
        cells, told = self.cells(index), bool(_DURATION.search(self.heads[index]))
        return _share(cells, lambda cell: seconds_of(cell, clock=told, minutes=told) is not None) >= _MOSTLY

    def _constant(self, index: int) -> bool:
        """Whether all rows say the same, as they do of the host and the meeting."""
        return len(self.rows) > 2 and len(set(self.cells(index))) == 1

    def _names(self, free: list[int]) -> tuple[int, int]:
        """The column of names, and that of family names where they stand apart."""
        headed = [index for index in free if self._called(index, _ORIGINAL.search)]
        headed += [index for index in free if self._called(index, _is_name) and not _LAST.search(self.heads[index])]
        first = next((index for index in free if _FIRST.search(self.heads[index])), -1)
        last = next((index for index in free if _LAST.search(self.heads[index])), -1)
        varied = [index for index in headed if not self._constant(index)]
        if varied and first < 0 and last < 0:
            return varied[0], -1
        if first >= 0 and last >= 0:
            return (varied[0], -1) if varied and _ORIGINAL.search(self.heads[varied[0]]) else (first, last)
        if first >= 0 or last >= 0:  # ‘Nom, Prénom’, ‘Nome, Cognome’: the other one is headed by the plain word
            other = varied[0] if varied else -1
            return (first, other) if first >= 0 else (other if other >= 0 else last, last if other >= 0 else -1)
        return headed[0] if headed else next(self._likely(free), -1), -1

    def _called(self, index: int, fits: Callable[[str], object]) -> bool:
        return bool(self.heads[index] and fits(self.heads[index]))

    def _likely(self, free: list[int]) -> Iterator[int]:
        """Columns that could be names by what is in them, the first one first."""
        for index in free:
            cells = self.cells(index)
            fits = _share(cells, lambda cell: any(map(str.isalpha, cell)) and sum(map(str.isdigit, cell)) < 3)
            if not _NOT_A_NAME.search(self.heads[index]) and fits >= _MOSTLY and not self._constant(index):
                yield index

    def _action(self, taken: set[int]) -> int:
        for index in range(self.width):
            cells = self.cells(index)
            if (
                index not in taken
                and cells
                and len(set(cells)) <= _MOST_ACTIONS
                and not _NOT_A_NAME.search(self.heads[index])
            ):
                return index
        return -1


def _share(cells: Sequence[str], fits: Callable[[str], object]) -> float:
    filled = [cell for cell in cells if cell.strip()]
    return sum(bool(fits(cell)) for cell in filled) / len(filled) if filled else 0.0


def _is_moment(cell: str) -> bool:
    return moment_of(cell) is not None


def _is_duration(cell: str) -> bool:
    return seconds_of(cell, clock=False) is not None
