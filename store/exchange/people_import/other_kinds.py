"""What is no list of people: told by its content, and refused by the name of its kind with the way that leads on."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from store.core.text import normalize

_BINARY = (
    (b"%pdf", "a PDF. Export the list as CSV or Excel instead"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Excel file. Save it as .xlsx without a password"),
    (b"{\\rtf", "a text document. Save the list as CSV or Excel instead"),
    (b"sqlite format 3", "a database. Export the list as CSV or Excel instead"),
)
_MARKUP = (
    ("<!doctype", "a web page. Export the list as CSV or Excel instead"),
    ("<html", "a web page. Export the list as CSV or Excel instead"),
    ("<?xml", "an XML file. Export the list as CSV or Excel instead"),
    ("begin:vcalendar", "a calendar. Import it on Calendar, or run: guildbook import calendar"),
)
_MAIL_HEADER = re.compile(
    r"^(?:from|to|cc|subject|date|received|return-path|message-id|mime-version): ", re.I | re.M
)
ATTENDANCE = "an attendance report. Import it on its gathering, or run: guildbook import attendance"

# What headings of attendance reports say, in eight languages: when people came and went, and how long they stayed.
_CAME = re.compile(
    r"join time|first join|time joined|joined at|beitritt|teilnahmebeginn|heure d.arrivee|premiere participation|heure de connexion"
    r"|hora de (?:entrada|union|ingreso|inicio de sesion)|primera (?:entrada|union)|ora di (?:accesso|ingresso|partecipazione)"
    r"|prim[oa] accesso|deelnametijd|eerste deelname|tijd van deelname|czas dolaczenia|godzina dolaczenia|primeira entrada"
)
_WENT = re.compile(
    r"leave time|last leave|time exited|left at|verlass|austritt|heure de (?:depart|sortie|deconnexion)|dernier depart|hora de salida"
    r"|ultima salida|ora di uscita|ultima uscita|vertrektijd|laatste vertrek|czas opuszczenia|godzina wyjscia|hora de saida|ultima saida"
)
_STAYED = re.compile(r"duration|dauer|duree|duracion|durata|duur|czas trwania|duracao|tempo")
_ACTION = re.compile(
    r"user action|benutzeraktion|action de l.utilisateur|accion del usuario|azione utente|gebruikersactie"
)
_LONGEST_HEADING = 80
_LOOKED_AT = 40

_PROSE_WORDS = 5
"""Words of a line from which on it may be one of a letter."""


def binary_kind(data: bytes) -> str:
    """What a file is by its first bytes, with what to do instead; nothing where it may be a list."""
    opening = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((what for start, what in _BINARY if opening.startswith(start)), "")


def text_kind(text: str) -> str:
    """What a text is that is no list of people, with what to do instead; nothing where it may be one."""
    opening = text[:4000].lstrip("\ufeff \t\r\n")
    for start, what in _MARKUP:
        if opening[:32].lower().startswith(start):
            return what
    if opening[:1] in ("{", "[") and (kind := _json_kind(text, opening)):
        return kind
    head = opening.partition("\n\n")[0].partition("\r\n\r\n")[0]
    if _MAIL_HEADER.match(head) and len({*_MAIL_HEADER.findall(head)}) > 2:
        return "an email. Save the list as CSV or Excel, or paste its recipients"
    return ""


def _json_kind(text: str, opening: str) -> str:
    if '"guildbook"' in opening[:200]:
        return "a Guildbook book. To merge a copy of your book, run: guildbook merge"
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return "JSON. Export the list as CSV or Excel instead"


def rows_kind(rows: Sequence[Sequence[str]], *, is_list: bool) -> str:
    """What the rows of a text are that is no list of people, with what to do instead; nothing where they may be one.

    Args:
        rows: what the text holds.
        is_list: whether it has a header, or a column of names or addresses.
    """
    if is_attendance(rows):
        return ATTENDANCE
    if not is_list and sum(map(_is_prose, rows)) * 4 >= len(rows):
        return "a letter or another text, not a list of people. Save the list as CSV or Excel, with a row for each person"
    return ""


def is_attendance(rows: Sequence[Sequence[str]]) -> bool:
    """Whether some rows are those of an attendance report: one of the first is headed by when people came and went."""
    return any(map(_heads_attendance, rows[:_LOOKED_AT]))


def _heads_attendance(row: Sequence[str]) -> bool:
    cells = [normalize(cell).strip() for cell in row if len(cell) < _LONGEST_HEADING]
    came, went, stayed, acted = (any(map(words.search, cells)) for words in (_CAME, _WENT, _STAYED, _ACTION))
    return (came and (went or stayed)) or (went and stayed) or acted


def _is_prose(row: Sequence[str]) -> bool:
    """Whether a row is a line of running text: many words, most of them without a capital."""
    words = " ".join(row).split()
    return len(words) >= _PROSE_WORDS and sum(word[0].islower() for word in words) * 2 > len(words)
