"""Books with a value or two that no form takes: what another hand, another program or a damaged disk may have left.

Each mutant is a sound book but for one to four changes, made where the fields' own descriptions say what would hurt: an
id where another table's ids belong, a day beyond all calendars, an amount of 29 digits, records that follow each other
in a circle. A number is all it takes to have the same mutant again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from store.book.schema import Tables
from store.core.fields import Field, fields
from store.core.record import Record
from store.persistence.json_lines import encode_tables
from store.persistence.migrations import HEADER_ID, HEADER_TABLE

Data = dict[str, dict[str, Any]]
KINDS: dict[str, type[Record]] = {table.name: table.kind for table in Tables().tables.values()}

NUMBERS = (-1, 0, 1, 10**7, 10**9, 2**31, 2**63, -(2**63), 2**64, 10**29, -(10**29), 1.5, 1e308, True)
AMOUNTS = (
    "9" * 29, "-" + "9" * 29, "99999999999999999999999999.99", "1E+30", "1E+999999", "1E-999999", "0.001", "-1", "-0", "NaN",
    "Infinity", "sNaN", "", "0", "999999999.99", "1_000", "1,5", 12, 1.5,
)  # fmt: skip
DAYS = (
    "0001-01-01", "0001-12-31", "1582-10-15", "1899-12-31", "1900-01-01", "2024-02-29", "2026-11-22", "2026-11-23", "2026-11-24",
    "2200-12-31", "2201-01-01", "2400-01-01", "9999-12-31", "2026-02-30", "2026-11-23T10:00:00", "20261123", "soon", "",
)  # fmt: skip
TIMES = ("00:00:00", "23:59:59.999999", "12:00:00Z", "12:00:00+02:00", "24:00:00", "12:00", "noon", "")
TEXTS = (
    "", " ", "\n\n", "\t", "\x00", "\x1b[31mred", "\u202eright", "\u2028", "[/x] Ann [Ops]", "[@click=app.quit]x", "$name {0} %s %d",
    ":", ",", ";", "|", "a:b:c", "../../etc/passwd", "organiser", "community", "None", "0", "\u0301" * 400, "\N{WOMAN}\u200d\N{SCHOOL}" * 80,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "ﷺ" * 90, "İıſ", "x" * 70_000, "word " * 20_000, "line\n" * 9_000, "\uffff", "=1+1",
    "http://[", "file:///dev/zero", "Europe/Nowhere", "€€€", "\ud800",
)  # fmt: skip
RULES = (
    "FREQ=HOURLY", "FREQ=DAILY", "FREQ=DAILY;COUNT=9999", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;INTERVAL=99",
    "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "FREQ=YEARLY;BYWEEKNO=53", "FREQ=DAILY;UNTIL=00010101", "FREQ=DAILY;UNTIL=00010101T000000",
    "FREQ=DAILY;UNTIL=99991231", "every monday", "=", "FREQ=YEARLY;INTERVAL=99;BYMONTH=2;BYMONTHDAY=29", "RRULE:FREQ=WEEKLY;BYDAY=XX",
    "FREQ=MONTHLY;BYDAY=1MO,2TU;BYSETPOS=-2", "FREQ=YEARLY;BYYEARDAY=-366", "FREQ=DAILY;WKST=SU", " ", "FREQ=WEEKLY;BYDAY=,,MO",
    "FREQ=YEARLY;BYDAY=53MO;COUNT=9999",
)  # fmt: skip
IDS = (
    "", " ", ":", "a:b", "a\nb", "organiser", "community", "../x", "[/x]", "x" * 3_000, "-20261123", "é", "e\u0301", "\x00", "id",
    "#a.b", "a@b",
)  # fmt: skip
OTHERS = (None, True, 7, -7.5, "text", "", [], [[]], [None], ["a", "a"], {}, {"a": "b"}, {"": {"": None}})
MANY = 1_500


def mutant(sound: Data, number: int) -> tuple[bytes, str]:
    """A book as bytes that differs from a sound one in one to four ways, and what was done to it."""
    chance, data = Random(number), deepcopy(sound)
    ways = chance.choices([*WAYS], [*WAYS.values()], k=chance.choice((1, 2, 3, 4)))
    if chance.random() < 0.05:
        ways.append(chance.choice(BREAKING))
    done = [way(data, chance) for way in ways]
    layout = chance.choice((_ours, _ours, _plain, _indented))
    return layout(data), f"mutant {number} ({layout.__name__[1:]}): {'; '.join(filter(None, done))}"


def _ours(data: Data) -> bytes:
    try:
        return encode_tables(data)
    except (ValueError, AttributeError, TypeError):  # a table that is no table, a text that is no Unicode
        return _plain(data)


def _plain(data: Data) -> bytes:
    return json.dumps(data).encode()


def _indented(data: Data) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True).encode("utf-8", "surrogatepass")


# -- one value -------------------------------------------------------------------------------------


def _value(data: Data, chance: Random) -> str:
    """A value of the right kind that no form would take."""
    table, key = _place(data, chance)
    field = chance.choice([field for field in fields(KINDS[table]) if field.name != "id"])
    value = _strange(data, chance, table, key, field)
    data[table][key][field.name] = value
    return f"{table} {key}: {field.name} is {_told(value)}"


def _strange(data: Data, chance: Random, table: str, key: str, field: Field) -> Any:
    if field.name == "before":
        return chance.choice(
            ({"volunteers": {key: None}}, {"x": {}}, {"volunteers": None}, {"volunteers": {"": {"name": 3}}})
        )
    match field.kind:
        case "number" | "minutes":
            return chance.choice(NUMBERS)
        case "money" | "figure" | "rating":
            return chance.choice(AMOUNTS)
        case "date":
            return chance.choice(DAYS)
        case "time":
            return chance.choice(TIMES)
        case "rule":
            return chance.choice(RULES)
        case "ref":
            return _id(data, chance, table, key)
        case "refs":
            one = _id(data, chance, table, key)
            return chance.choice(([one], [one, one], [], [""], [*_ids(data, chance)]))
        case "list":
            sort = DAYS if field.name.endswith("_on") else NUMBERS if field.name == "lengths" else TEXTS
            return chance.choice(
                ([], [chance.choice(sort)], [chance.choice(sort)] * 2, [chance.choice(sort)] * MANY)
            )
        case "choice":
            return chance.choice((*field.choices, "", "no such choice"))
        case "yes/no" | "other":
            return chance.choice(OTHERS)
    return chance.choice(TEXTS)


def _id(data: Data, chance: Random, table: str, key: str) -> str:
    """An id that does not belong: of another table, of its own, of nothing."""
    other, _ = _place(data, chance)
    return chance.choice((*data[other], key, *data[table], *IDS))


def _ids(data: Data, chance: Random) -> list[str]:
    table, _ = _place(data, chance)
    return [*data[table]] * 3


def _other_type(data: Data, chance: Random) -> str:
    table, key = _place(data, chance)
    name = chance.choice([field.name for field in fields(KINDS[table])])
    data[table][key][name] = value = chance.choice(OTHERS)
    return f"{table} {key}: {name} is {_told(value)}"


def _without_field(data: Data, chance: Random) -> str:
    table, key = _place(data, chance)
    name = chance.choice([*data[table][key]] or [""])
    data[table][key].pop(name, None)
    return f"{table} {key}: no {name}"


def _unknown_field(data: Data, chance: Random) -> str:
    table, key = _place(data, chance)
    data[table][key][chance.choice(TEXTS)] = chance.choice(OTHERS)
    return f"{table} {key}: an unknown field"


def _turned_round(data: Data, chance: Random) -> str:
    """Two values of a record in each other's place: an end before its beginning, a name for an id."""
    table, key = _place(data, chance)
    row = data[table][key]
    if len(row) < 2:
        return ""
    one, other = chance.sample([*row], 2)
    row[one], row[other] = row[other], row[one]
    return f"{table} {key}: {one} and {other} exchanged"


# -- ids, references, circles ------------------------------------------------------------------------


def _other_id(data: Data, chance: Random) -> str:
    """A record that calls itself otherwise than its key."""
    table, key = _place(data, chance)
    data[table][key]["id"] = value = chance.choice((*IDS, *data[table]))
    return f"{table} {key}: its own ID reads {_told(value)}"


def _other_key(data: Data, chance: Random) -> str:
    """A record under a strange key, which it calls itself by too."""
    table, key = _place(data, chance)
    new = chance.choice((*IDS, *data[_place(data, chance)[0]]))
    row = data[table].pop(key)
    data[table][new] = row | {"id": new}
    if chance.random() < 0.5:
        _rename(data, key, new)
    return f"{table} {key}: now {_told(new)}"


def _rename(data: Data, old: str, new: str) -> None:
    for table, rows in data.items():
        for field in fields(KINDS[table]) if table in KINDS else ():
            for row in rows.values() if field.ref else ():
                if row.get(field.name) == old:
                    row[field.name] = new
                elif isinstance(row.get(field.name), list):
                    row[field.name] = [new if one == old else one for one in row[field.name]]


def _circle(data: Data, chance: Random) -> str:
    """Records of one table that name each other, or themselves."""
    circles = [
        (table, field) for table in data if table in KINDS and data[table]
        for field in fields(KINDS[table]) if table in field.ref.split("|")
    ]  # fmt: skip
    table, field = chance.choice(circles)
    keys = chance.sample([*data[table]], min(len(data[table]), chance.choice((1, 2, 3))))
    for key, following in zip(keys, [*keys[1:], keys[0]], strict=True):
        data[table][key][field.name] = following
    return f"{table} {', '.join(keys)}: in a circle by {field.name}"


def _all_lead_elsewhere(data: Data, chance: Random) -> str:
    """Every record of a table names, by one field, what is not there, or what is something else."""
    table, field = chance.choice([
        (table, field) for table in data if table in KINDS and data[table] for field in fields(KINDS[table]) if field.ref
    ])  # fmt: skip
    wrong = chance.choice(("gone", _place(data, chance)[1], "organiser"))
    for row in data[table].values():
        row[field.name] = [wrong] if field.kind == "refs" else wrong
    return f"{table}: each names {_told(wrong)} by {field.name}"


# -- records and tables --------------------------------------------------------------------------------


def _without_record(data: Data, chance: Random) -> str:
    table, key = _place(data, chance)
    del data[table][key]
    return f"{table} {key}: gone"


def _twice(data: Data, chance: Random) -> str:
    table, key = _place(data, chance)
    new = chance.choice((*IDS, "twice222222"))
    data[table][new] = deepcopy(data[table][key]) | {"id": new}
    return f"{table} {key}: there again as {_told(new)}"


def _moved(data: Data, chance: Random) -> str:
    """A record in a table of another kind."""
    table, key = _place(data, chance)
    other, _ = _place(data, chance)
    data[other][key] = data[table][key]
    return f"{table} {key}: also in {other}"


def _many(data: Data, chance: Random) -> str:
    table, key = _place(data, chance)
    for number in range(MANY):
        data[table][f"m{number}"] = data[table][key] | {"id": f"m{number}"}
    return f"{table} {key}: {MANY} times"


def _without_table(data: Data, chance: Random) -> str:
    table, _ = _place(data, chance)
    data[table] = {}
    return f"{table}: empty"


def _no_table(data: Data, chance: Random) -> str:
    table = chance.choice((*data, "volunteer", "", HEADER_TABLE))
    data[table] = chance.choice(OTHERS)  # type: ignore[assignment]
    return f"{_told(table)}: no table"


def _no_record(data: Data, chance: Random) -> str:
    table, key = _place(data, chance)
    data[table][key] = value = chance.choice([other for other in OTHERS if not isinstance(other, dict)])
    return f"{table} {key}: {_told(value)}"


def _header(data: Data, chance: Random) -> str:
    header = data[HEADER_TABLE][HEADER_ID]
    name = chance.choice(("format", "book"))
    header[name] = value = chance.choice((*OTHERS, *NUMBERS, *TEXTS))
    return f"header: {name} is {_told(value)}"


def _place(data: Data, chance: Random) -> tuple[str, str]:
    """Any record; each table as likely as any other."""
    table = chance.choice([name for name in data if name in KINDS and data[name]])
    return table, chance.choice([*data[table]])


def _told(value: object) -> str:
    told = ascii(value)
    return told if len(told) < 60 else f"{told[:50]}… ({len(told)})"


WAYS: dict[Callable[[Data, Random], str], int] = {
    _value: 24,
    _other_type: 1,
    _without_field: 2,
    _unknown_field: 1,
    _turned_round: 4,
    _other_id: 4,
    _other_key: 6,
    _circle: 6,
    _all_lead_elsewhere: 8,
    _without_record: 6,
    _twice: 4,
    _moved: 1,
    _many: 2,
    _without_table: 2,
}
"""What may be done to a book, and how often; what is refused at once says little, so it is seldom."""
BREAKING = (_no_table, _no_record, _header)
"""What leaves no book at all; done last."""
