"""Fields that the headers of people's sheets stand for: plain ones, Google's, Outlook's, English and German."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from msgspec.structs import replace

from store.core.errors import GuildbookError
from store.core.fields import Field, fields
from store.core.old_names import PEOPLE_HEADERS
from store.core.parsing import parse
from store.core.text import join_words, normalize, one_line, quoted
from store.exchange.people_import.cells import day_text, is_address, month_first
from store.model.people import Volunteer
from store.model.stages import Move

Kind = Literal["plain", "google", "outlook"]

FIELD_LABELS = {
    "name": "Name",
    "first_name": "First name",
    "middle_name": "Middle name",
    "last_name": "Last name",
    **{field.name: field.label for field in fields(Volunteer) if not field.hidden},
    "stage": "Stage",
    "stage_since": "Stage since",
}
"""Every field a column can be mapped to, with its label."""

NAME_PARTS = ("first_name", "middle_name", "last_name")
_NEEDED = ("name", "first_name", "last_name")
JOINED = ("topics", "delivery", "tags", "notes")
"""Fields that take what all their columns hold."""
FIRST_FILLED = ("email", "phone")
"""Fields that take the first of their columns with something in it; all other fields have one column."""
HEADER_WITHIN = 10
"""Among how many filled rows at the top the header is looked for."""
LEFT_ASIDE = ("", "-", "nothing")
"""What an explicit mapping names instead of a field to leave a column aside."""

# The words for each field, the more telling first. A ‘?’ marks one that might as well be someone's job or
# note, so that alone it does not make a header; a ‘~’ one that counts only where all its values fit.
_WORDS = {
    "name": "full name, name, display name, employee name, volunteer name, trainer name, contact name, first and "
    "last name, person?, employee?, volunteer?, trainer?, member?, participant?, colleague?, vollständiger name, "
    "anzeigename, vor- und nachname, vorname und nachname, name vorname, mitarbeiter?, mitarbeiterin?, teilnehmer?",
    "first_name": "first name, given name, forename, first, vorname, rufname",
    "middle_name": "middle name, additional name, weitere vornamen, zweiter vorname",
    "last_name": "last name, family name, surname, last, nachname, familienname, zuname",
    "email": "email, work email, business email, email work, email address, work email address, email value, "
    "primary email, mail, mail address, user principal name, upn, smtp address, primary smtp address, "
    "email-adresse, mailadresse, dienstliche email, email dienstlich, email geschäftlich",
    "department": "department, dept, department name, organization department, organisation department, abteilung, "
    "fachabteilung, business unit, unit, division, bereich, fachbereich, geschäftsbereich, organisationseinheit, "
    "team?",
    "job": "job title, job, organization title, organisation title, position, designation, job role, role?, "
    "jobtitel, stellenbezeichnung, berufsbezeichnung, funktion, stelle, rolle?, beruf, occupation, profession, "
    "title~",
    "phone": "phone, phone number, business phone, work phone, office phone, phone value, telephone, telephone "
    "number, tel, mobile?, mobile phone, mobile number, cell, cell phone, primary phone, telefon, telefonnummer, "
    "telefon geschäftlich, telefon dienstlich, durchwahl, mobil?, mobiltelefon, mobilnummer, handy, handynummer",
    "manager": "manager?, manager's name, manager name, line manager, supervisor?, reports to, vorgesetzter?, "
    "vorgesetzte?, führungskraft?, name des/der vorgesetzten",
    "topics": "topics, topic, skills, expertise, subjects, can teach, could teach, themen, thema, kompetenzen, "
    "kenntnisse, fachgebiet, fachgebiete",
    "delivery": "delivery, delivery method, formats, format",
    "tags": "tags, labels, group membership, groups, categories, category, schlagwörter, gruppen, kategorien",
    "met_on": "interested since, met on, interest date, date of interest, first contact, signed up on, sign-up date, "
    "timestamp~, completion time~, interessiert seit, erstkontakt, anmeldedatum, zeitstempel~",
    "yes_on": "consent recorded on, consent on, date of consent, yes on, said yes on, yes date, date of yes, consent date, "
    "zusage am, zugesagt am",
    "yes_words": "consent note, consent, their words",
    "quiet_until": "ask again on, do not contact before",
    "notes": "notes?, note?, comments?, comment?, remarks?, notizen?, notiz?, bemerkung?, bemerkungen?, kommentar?, "
    "anmerkung?, anmerkungen?",
    "stage": "stage, pipeline stage, status~, phase~, stufe~",
    "stage_since": "stage since, in stage since, since~, seit~",
}
_SALUTATIONS = (
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "dr",
    "prof",
    "herr",
    "frau",
    "m",
    "mme",
    "ing",
    "mag",
)


def key(header: str) -> str:
    """A header as it is compared, without case, accents and punctuation."""
    return "".join(filter(str.isalnum, normalize(header)))


def _listed_words() -> dict[str, tuple[str, int, str]]:
    found = {}
    for field, words in _WORDS.items():
        for rank, word in enumerate([*words.split(","), *PEOPLE_HEADERS.get(field, ())]):
            sure = word.strip().rstrip("?~")
            found[key(sure)] = (field, rank, word.strip()[len(sure) :])
    return {key(label): (field, 0, "") for field, label in FIELD_LABELS.items()} | found


_MEANINGS = _listed_words()


@lru_cache(2048)
def meaning(header: str) -> tuple[str, int, str] | None:
    """The field a header means, how telling it is (0 most), and the mark of a word that proves little.

    Numbers in it (‘Email 2 Address’) and what stands in brackets (‘Name (as in the directory)’) do not matter.
    """
    bare = re.sub(r"[(\[].*?[)\]]", " ", header)
    for text in (header, re.sub(r"\d+", "", header), bare):
        if found := _MEANINGS.get(key(text)):
            return found
    return None


def header_words(row: Sequence[str]) -> int:
    """How many cells of a row are words that only a header has."""
    return sum(1 for cell in row if len(cell) < 60 and (found := meaning(cell)) and not found[2])


def kind_of(columns: Sequence[str]) -> Kind:
    """Whose export has these columns."""
    keys = {key(column) for column in columns}
    google = {"email1value", "phone1value"} & keys
    if google or {"organizationname", "labels"} <= keys or {"givenname", "groupmembership"} <= keys:
        return "google"
    address = {"emailaddress", "emailadresse"} & keys
    if address and {"businessphone", "businessstreet", "telefongeschaftlich", "strassegeschaftlich"} & keys:
        return "outlook"
    return "plain"


def guess(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Which columns hold names and addresses, told by what is in them."""
    columns = _columns(rows[:1000])
    found = {}
    mail = next((i for i, cells in columns.items() if _share(cells, is_address) >= 0.5), None)
    if mail is not None:
        found[mail] = "email"
    worded = {i: cells for i, cells in columns.items() if i != mail and _share(cells, _could_be_name) > 0.5}
    names = [i for i, cells in worded.items() if _share(cells, lambda cell: " " in cell.strip()) > 0.5]
    if worded:
        found[(names or list(worded))[0]] = "name"
    return found


def _columns(rows: Sequence[Sequence[str]]) -> dict[int, list[str]]:
    """The filled cells of each column that has any."""
    width = max(map(len, rows), default=0)
    columns = {i: [row[i] for row in rows if i < len(row) and row[i].strip()] for i in range(width)}
    return {index: cells for index, cells in columns.items() if cells}


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def _could_be_name(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not any(map(str.isdigit, cell)) and "@" not in cell


# -- from columns to fields ------------------------------------------------------------------------


def recognise(
    columns: Sequence[str], rows: Sequence[Sequence[str]], kind: Kind, *, has_header: bool = True
) -> dict[int, str]:
    """Which column holds which field, for those that hold anything (and for names, as no one is without)."""
    filled = _columns(rows)
    meant = {index: found for index, column in enumerate(columns) if (found := meaning(column))}
    if not has_header or not any(mark == "" for _, _, mark in meant.values()):
        return guess(rows)
    sure = {i: found for i, found in meant.items() if i in filled or not rows or found[0] in _NEEDED}
    fields_of: dict[int, str] = {}
    for field, places in _places(sure, filled, kind).items():
        several = field in JOINED or field in FIRST_FILLED
        fields_of |= {index: field for _, index in (places if several else [min(places)])}
    if "stage" not in fields_of.values():
        fields_of = {index: field for index, field in fields_of.items() if field != "stage_since"}
    return dict(sorted(_name_or_surname(fields_of, rows).items()))


def _places(
    meant: Mapping[int, tuple[str, int, str]], filled: Mapping[int, list[str]], kind: Kind
) -> dict[str, list[tuple[int, int]]]:
    """For each field the columns that may hold it, with how surely; the surest is the smallest."""
    places: dict[str, list[tuple[int, int]]] = {}
    for index, (field, rank, mark) in meant.items():
        if field == "job" and mark == "~" and kind != "plain":
            continue  # Outlook's ‘Title’ is Mr or Dr
        if mark != "~" or _fits(field, filled.get(index, [])):
            places.setdefault(field, []).append((rank, index))
    return places


def _fits(field: str, cells: Sequence[str]) -> bool:
    """Whether all that is in a column can be its field's; asked only where the header proves little."""
    if field == "job":
        return _share(cells, lambda cell: key(cell) in _SALUTATIONS) < 0.5 if cells else True
    description = described(field)
    months_first = month_first(cells)
    try:
        for cell in cells:
            parse(description, day_text(cell, months_first=months_first), date(2000, 1, 1))
    except ValueError:
        return False
    return True


def _name_or_surname(fields_of: dict[int, str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Take ‘Name’ beside ‘Vorname’ for the surname, unless it holds the first name too."""
    where = {field: index for index, field in fields_of.items()}
    if "name" not in where or "first_name" not in where or "last_name" in where:
        return fields_of
    name, first = where["name"], where["first_name"]
    pairs = [(normalize(row[name]), normalize(row[first]).strip()) for row in rows if row[name].strip()]
    whole = sum(bool(given) and given in full for full, given in pairs)
    return fields_of if whole * 2 > len(pairs) else {**fields_of, name: "last_name"}


@cache
def described(field: str) -> Field:
    """A field's description, for reading its value."""
    if field in ("stage", "stage_since"):
        found = {f.name: f for f in fields(Move)}["stage" if field == "stage" else "on"]
    else:
        found = {f.name: f for f in fields(Volunteer)}[field]
    return replace(found, label=FIELD_LABELS[field])


# -- mappings that the user gives ------------------------------------------------------------------


def read_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """The mapping written as ``Column=field``, one for each column.

    Raises:
        GuildbookError: one without a ‘=’.
    """
    found = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column.strip():
            raise GuildbookError(f"{quoted(pair)} is not a mapping. Write it as Column=field.")
        found[column.strip()] = field.strip()
    return found


def resolve(mapping: Mapping[str, str], columns: Sequence[str]) -> dict[int, str]:
    """An explicit mapping by column index; a column to be left aside maps to nothing.

    Raises:
        GuildbookError: a column or a field that is not there; the text lists those that are.
    """
    return {_column(column, columns): _field(field) for column, field in mapping.items()}


def _column(wanted: str, columns: Sequence[str]) -> int:
    exact = one_line(wanted)
    if exact in columns:
        return columns.index(exact)
    for found in (
        [i for i, name in enumerate(columns) if key(name) == key(exact) != ""],
        [i for i, name in enumerate(columns) if name == f"Column {exact.upper()}"],
    ):
        if len(found) == 1:
            return found[0]
    raise GuildbookError(f"There is no column {quoted(wanted)}. The columns are: {join_words(list(columns))}.")


def _field(wanted: str) -> str:
    if wanted.strip().casefold() in LEFT_ASIDE:
        return ""
    names = {key(name): name for name in FIELD_LABELS} | {key(label): name for name, label in FIELD_LABELS.items()}
    if found := names.get(key(wanted)) or (meaning(wanted) or ("",))[0]:
        return found
    raise GuildbookError(
        f"There is no field {quoted(wanted)}. The fields are: {join_words([*FIELD_LABELS.values()])}."
    )


def with_explicit(found: dict[int, str], explicit: dict[int, str]) -> dict[int, str]:
    """What was recognised, with what the user said in its place."""
    said = set(explicit.values())
    if "name" in said:
        said |= {*NAME_PARTS}
    elif said & {"first_name", "last_name"}:
        said.add("name")
    merged = {index: field for index, field in found.items() if field not in said} | explicit
    return {index: field for index, field in sorted(merged.items()) if field}


def with_column(found: Mapping[int, str], index: int, field: str) -> dict[int, str]:
    """The field of each column, once one of them is given another field (or none).

    Where a field has room for one column only, the new one takes the place of the old; a whole name and the parts
    of a name exclude each other.
    """
    ousted = set() if field in JOINED or field in FIRST_FILLED else {field}
    if field == "name":
        ousted |= {*NAME_PARTS}
    elif field in NAME_PARTS:
        ousted.add("name")
    kept = {column: known for column, known in found.items() if column != index and known not in ousted}
    return dict(sorted({**kept, index: field}.items())) if field else kept
