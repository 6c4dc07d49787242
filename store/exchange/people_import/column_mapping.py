"""Fields that the columns of a sheet hold, by their headers and by what is in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from store.core.names.person_names import is_family_first
from store.core.parsing import parse
from store.core.text import normalize
from store.exchange.people_import import column_content as content
from store.exchange.people_import.cell_dates import day_text, month_first
from store.exchange.people_import.cells import freed, is_address, is_anonymous, person
from store.exchange.people_import.consent_answers import are_consents
from store.exchange.people_import.header_meanings import NO_FIELD, Meaning, key, meaning
from store.exchange.people_import.import_fields import (
    CONSENT,
    FIELD_LABELS,
    FIRST_FILLED,
    JOINED,
    NAME_PARTS,
    described,
)

Kind = Literal["plain", "guildbook", "google", "outlook", "vcard", "recipients"]

_NEEDED = ("name", "first_name", "last_name")
_ONLY_OURS = frozenset(("interested", "saidyes", "newcomer", "core", "notnow"))
"""Stages that no HR system calls the status of an employee."""
_SALUTATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "sir",
        "dame",
        "dr",
        "prof",
        "professor",
        "herr",
        "frau",
        "m",
        "mme",
        "mlle",
        "ing",
        "mag",
        "sr",
        "sra",
        "srta",
        "sig",
        "sigra",
        "signor",
        "signora",
        "dott",
        "dottssa",
        "dhr",
        "mevr",
        "mw",
        "pan",
        "pani",
    ]
)
_MOST_LOOKED_AT = 1000
"""Rows whose cells say what a column holds."""


class Recognition(Struct, frozen=True):
    """What the columns of a sheet were taken for."""

    fields: dict[int, str]
    """The field of each column that has one."""
    guessed: tuple[int, ...] = ()
    """The columns whose header did not say so; what is in them did."""


def kind_of(columns: Sequence[str]) -> Kind:
    """Whose export has these columns."""
    keys = {key(column) for column in columns}
    if {key(FIELD_LABELS[field]) for field in ("yes_on", "quiet_until", "stage", "stage_since")} <= keys:
        return "guildbook"
    google = {"email1value", "phone1value"} & keys
    if google or {"organizationname", "labels"} <= keys or {"givenname", "groupmembership"} <= keys:
        return "google"
    address = {"emailaddress", "emailadresse"} & keys
    if address and {"businessphone", "businessstreet", "telefongeschaftlich", "strassegeschaftlich"} & keys:
        return "outlook"
    return "plain"


def names_somebody(fields_of: Mapping[int, str]) -> bool:
    """Whether some column is mapped to a name, without which no one can be imported."""
    return not {"name", *NAME_PARTS}.isdisjoint(fields_of.values())


def guess(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Which columns hold names and addresses, told by what is in them."""
    return _guessed(_columns(rows), {}, {})


def _columns(rows: Sequence[Sequence[str]]) -> dict[int, list[str]]:
    """The filled cells of each column that has any."""
    looked_at = rows[:_MOST_LOOKED_AT]
    width = max(map(len, looked_at), default=0)
    columns = {i: [row[i] for row in looked_at if i < len(row) and freed(row[i])] for i in range(width)}
    return {index: cells for index, cells in columns.items() if cells}


def _guessed(
    columns: Mapping[int, list[str]], meant: Mapping[int, Meaning], fields_of: Mapping[int, str]
) -> dict[int, str]:
    """Names and addresses among columns whose header means nothing else, where no column has them yet."""
    found: dict[int, str] = {}
    free = {
        i: cells for i, cells in columns.items() if i not in fields_of and (i not in meant or meant[i].mark == "?")
    }
    known = {*fields_of.values()}
    if "email" not in known:
        found |= dict.fromkeys([i for i, cells in free.items() if content.are_addresses(cells)][:1], "email")
    if known.isdisjoint(("name", *NAME_PARTS)):
        names = [i for i, cells in free.items() if content.are_names(cells)]
        full = [i for i in names if content.has_full_names(columns[i])]
        found |= dict.fromkeys((full or names)[:1], "name")
    return found


def _last_resort(meant: Mapping[int, Meaning], filled: Mapping[int, list[str]]) -> dict[int, str]:
    """A column headed as names in which a few names come again and again, for a sheet where no other holds names."""
    return {
        index: "name"
        for index, found in meant.items()
        if found.field == "name" and found.sure and content.only_repeats(filled.get(index, []))
    }


# -- from columns to fields ------------------------------------------------------------------------


def recognise(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    kind: Kind,
    *,
    has_header: bool = True,
    hidden: Collection[int] = (),
) -> Recognition:
    """Which column holds which field, for those that hold anything (and for names, as no one is without).

    A header counts only where the column can hold what it says: yes and no, numbers and a few values again and again are
    no names. Where no header leads to names or to addresses, what is in the columns does. Hidden columns hold nothing.
    """
    filled = {index: cells for index, cells in _columns(rows).items() if index not in hidden}
    meant = (
        {index: found for index, column in enumerate(columns) if (found := meaning(column))} if has_header else {}
    )
    able = {
        index: found
        for index, found in meant.items()
        if found.field != NO_FIELD
        and index not in hidden
        and (index in filled or not rows or found.field in _NEEDED)
        and _can_hold(found, filled.get(index, []), kind)
    }
    fields_of: dict[int, str] = {}
    for field, places in _places(able, filled).items():
        several = field in JOINED or field in FIRST_FILLED
        fields_of |= {index: field for *_, index in (places if several else [min(places)])}
    if "stage" not in fields_of.values():
        fields_of = {index: field for index, field in fields_of.items() if field != "stage_since"}
    fields_of = _with_consents(_without_doubtful_names(fields_of, able), filled)
    guessed = _guessed(filled, meant, fields_of)
    fields_of = _with_names_beside_addresses(fields_of | guessed, filled)
    if not names_somebody(fields_of):
        fields_of |= dict([*_last_resort(meant, filled).items()][:1])
    fields_of = _with_parts_of_names(fields_of, rows)
    return Recognition(dict(sorted(fields_of.items())), tuple(guessed) if has_header else ())


def _places(able: Mapping[int, Meaning], filled: Collection[int]) -> dict[str, list[tuple[bool, bool, int, int]]]:
    """For each field the columns that may hold it, with how surely; the surest is the smallest."""
    places: dict[str, list[tuple[bool, bool, int, int]]] = {}
    for index, found in able.items():
        places.setdefault(found.field, []).append((index not in filled, found.mark == "?", found.rank, index))
    return places


def _can_hold(found: Meaning, cells: Sequence[str], kind: Kind) -> bool:
    """Whether what is in a column can be what its header says."""
    if kind == "guildbook":
        return True
    match found.field:
        case "name" | "first_name" | "last_name" if found.mark == "?":
            return content.are_names(cells)
        case "name":
            return not content.never_name(cells) and not (cells and all(map(is_anonymous, cells)))
        case "manager":
            return not content.are_numbers(cells) and not content.are_yes_no(cells)
        case "email" if found.mark != "~":
            return content.has_address(cells) or not _all_alike(cells)
        case "stage" if found.mark == "~":
            return _fits("stage", cells) and not _ONLY_OURS.isdisjoint(map(key, cells))
        case "job" if found.mark == "~":  # Outlook's ‘Title’ is Mr or Dr
            return kind not in ("google", "outlook") and content.share(cells, _is_salutation) < 0.5
        case "consent" if found.mark == "~":
            return are_consents(cells)
        case "topics" if found.mark:
            return not content.are_yes_no(cells) and not content.are_numbers(cells)
    return found.mark != "~" or _fits(found.field, cells)


def _all_alike(cells: Sequence[str]) -> bool:
    """Whether a column says the same everywhere: ‘anonymous’, where a form asks for no address."""
    return len(cells) > 1 and len({*map(key, cells)}) == 1


def _is_salutation(cell: str) -> bool:
    return key(cell) in _SALUTATIONS


def _fits(field: str, cells: Sequence[str]) -> bool:
    """Whether all that is in a column can be its field's; asked only where the header proves little."""
    if field == "email":
        return content.share(cells, is_address) > 0.5
    description = described(field)
    months_first = month_first(cells)
    try:
        for cell in cells:
            parse(description, day_text(cell, months_first=months_first), date(2000, 1, 1))
    except ValueError:
        return False
    return True


def _with_consents(fields_of: dict[int, str], filled: Mapping[int, list[str]]) -> dict[int, str]:
    """Take ‘Consent’ with answers of yes and no for consent given, where no column has its day."""
    if "yes_on" in fields_of.values():
        return {index: field for index, field in fields_of.items() if field != CONSENT}
    return {
        index: CONSENT if field == "yes_words" and are_consents(filled.get(index, ["?"])) else field
        for index, field in fields_of.items()
    }


def _without_doubtful_names(fields_of: dict[int, str], able: Mapping[int, Meaning]) -> dict[int, str]:
    """Leave out a whole name that a weak word told (‘Volunteer’), where there are first and last names."""
    parts = {*fields_of.values()} & {*NAME_PARTS}
    return {i: field for i, field in fields_of.items() if not (field == "name" and parts and able[i].mark == "?")}


def _with_names_beside_addresses(fields_of: dict[int, str], filled: Mapping[int, list[str]]) -> dict[int, str]:
    """Take a column of ‘Nora Quist <nora@x.org>’ for names, which bring their address, where no other holds names."""
    if not names_somebody(fields_of):
        mail = next((index for index, field in fields_of.items() if field == "email"), None)
        if mail is not None and content.share(filled.get(mail, []), lambda cell: all(person(cell))) > 0.5:
            return {**fields_of, mail: "name"}
    return fields_of


def _with_parts_of_names(fields_of: dict[int, str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Take ‘Name’ beside ‘Vorname’ for the surname, and ‘Nombre’ beside ‘Apellidos’ for the first name.

    Not where it holds the other part too.
    """
    where = {field: index for index, field in fields_of.items()}
    for part, other in (("first_name", "last_name"), ("last_name", "first_name")):
        if "name" not in where or part not in where or other in where:
            continue
        name, beside = where["name"], where[part]
        pairs = [(normalize(row[name]), normalize(row[beside]).strip()) for row in rows if row[name].strip()]
        whole = sum(bool(piece) and piece in full for full, piece in pairs)
        if whole * 2 <= len(pairs):
            return {**fields_of, name: other}
    return fields_of


def is_sorted_name(header: str) -> bool:
    """Whether a header says that names begin with the family name: ‘Last name, First name’."""
    found = meaning(header)
    return found is not None and found.mark == "<"


def is_turned(header: str, cells: Sequence[str], kind: Kind) -> bool:
    """Whether a column of names has the family name first: its header says so, or most of its cells hold ‘Quist, Nora’.

    Among the recipients of an email, one is enough: each sender's program writes names as it likes.
    """
    names = [name for cell in cells if (name := person(cell)[0])]
    if kind == "recipients":
        return any(map(is_family_first, names))
    return bool(names) and (is_sorted_name(header) or content.share(names, is_family_first) > 0.5)
