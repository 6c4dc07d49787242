"""The tables of a book: its records by word and id, and what is kept of each change for undo."""

from collections.abc import Callable, Collection, Hashable, ItemsView, Iterator, Mapping, ValuesView
from datetime import date
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from store.core.dates import FIRST_YEAR, LAST_YEAR
from store.core.errors import BookUnreadable, RecordUnreadable
from store.core.record import R, Record
from store.core.text import in_brief, is_plain
from store.core.validation import Limit, cleaned, limits_of
from store.model.agreement import Article, Idea, Talk, Wish
from store.model.assessments import Agreement, Score, Word
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Budget, Cost, Kpi, OutsideQuote, OwnRate, Rate, Reading
from store.model.library import Resource
from store.model.orbit_weights import Weights
from store.model.people import (
    Ask,
    Checklist,
    Contact,
    Department,
    Erased,
    Filter,
    Need,
    Reminder,
    Role,
    Task,
    Template,
    Tenure,
    Volunteer,
)
from store.model.pitch import Claim, Evidence, Pitch
from store.model.planner import Snooze
from store.model.recognition import Contribution, Recognition
from store.model.stages import Adoption, Move
from store.model.stakeholders import Duty, Post, Stakeholder, Update
from store.model.training import Readiness, Teaching
from store.model.undo import Step
from store.persistence.json_lines import Lines, Rows, damaged, strict_json

D = TypeVar("D")
_UNREADABLE = (msgspec.MsgspecError, ValueError, RecursionError)
_encode = msgspec.json.Encoder().encode
_ASCII = bytes(range(128))
_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
CALM = (range(0x80, 0x300), range(0x400, 0x483), range(0x2010, 0x20D0), range(0x4E00, 0xA000))
"""Latin and Cyrillic letters, punctuation and money, Chinese: where they are seen, :func:`store.core.text.clean` leaves them as
they are, whatever stands beside them."""
_ESCAPES = (b"\\u", b"\\b", b"\\f", b"\\r")
"""How JSON writes characters that are not seen; line ends and tabs are not among them."""


class Records(Mapping[str, R], Generic[R]):
    """One table: its records by id, in no particular order."""

    def __init__(self, name: str, kind: type[R]) -> None:
        self.name = name
        self.kind = kind
        self._records: dict[str, R] = {}
        self.misnamed: dict[str, str] = {}
        """What the file's records call themselves where that is not the id they are found by, until they are saved."""
        self.version = 0
        """How often the records were exchanged."""
        self._derived: dict[Callable[[Mapping[str, R]], Any], Any] = {}

    def derived(self, make: Callable[[Mapping[str, R]], D]) -> D:
        """What ``make`` finds out about the records, kept until one of them changes."""
        if make not in self._derived:
            self._derived[make] = make(self._records)
        found: D = self._derived[make]
        return found

    def read(self, lines: Lines, path: Path) -> dict[str, R]:
        """The records of a file's lines, with their texts clean whoever wrote them.

        Raises:
            BookUnreadable: a record whose values do not fit, named by table, id and field.
        """
        if not lines:
            return {}
        try:
            return self._read_all(lines.rows)
        except _UNREADABLE:
            return self._read_each(lines, path)

    def _read_all(self, rows: Rows) -> dict[str, R]:
        """All records of a table that stands as this program writes it, in one go.

        Raises:
            ValueError: there is something to look at more closely.
        """
        records = msgspec.json.Decoder(dict[str, self.kind]).decode(rows)  # type: ignore[name-defined]
        whole = bytes(rows).replace(b"\n", b"")
        if not _just_so(records, whole) or _may_steer(whole):
            raise ValueError
        _refuse_beyond_limits(records.values(), limits_of(self.kind))
        return records

    def _read_each(self, lines: Lines, path: Path) -> dict[str, R]:
        """Line by line, so that what is wrong can be named, and what is strange made clean."""
        try:
            strict_json(bytes(lines.rows))  # written by another hand: a key may be there twice
        except _UNREADABLE as error:
            raise BookUnreadable(damaged(path, error)) from None
        decode, limits, found = msgspec.json.Decoder(self.kind).decode, limits_of(self.kind), {}
        for key, line in lines.items():
            try:
                found[key] = record = tidied(decode(line.raw), line.raw)
                _refuse_beyond_limits([record], limits)
            except _UNREADABLE as error:
                why = str(error).replace("`", "").replace("$.", "")
                wrong = f"{self.name}, record {in_brief(key)}: {in_brief(why, 200)}"
                raise RecordUnreadable(f"{path}: {wrong}. Nothing was changed.") from None
        return found

    def take(self, records: dict[str, R]) -> None:
        """Hold these records, and no others, each with the id it is found by."""
        strays = misnamed(records)
        self.misnamed = {key: records[key].id for key in strays}
        self._records = records | strays if strays else records
        self._changed()

    def replace(self, changed: Mapping[str, Record | None]) -> None:
        """Take over what a change has saved."""
        self._changed()
        for key, record in changed.items():
            self.misnamed.pop(key, None)
            if record is None:
                self._records.pop(key, None)
            else:
                self._records[key] = record  # type: ignore[assignment]

    def _changed(self) -> None:
        self.version += 1
        self._derived.clear()

    def __getitem__(self, key: str) -> R:
        return self._records[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def items(self) -> ItemsView[str, R]:
        """Ids with their records; the dictionary's own, as the questions asked of a book walk over all of it."""
        return self._records.items()

    def values(self) -> ValuesView[R]:
        """The records."""
        return self._records.values()


def _refuse_beyond_limits(records: Collection[Record], limits: list[tuple[str, Limit]]) -> None:
    """Look at each value once, however many records have it, and not at days that are all right: those are most."""
    for name, limit in limits:
        try:
            values = {*map(attrgetter(name), records)}
        except TypeError:  # the one value without a hash
            raise ValueError(f"sNaN is not an amount of money (at {name})") from None
        for value in values:
            if type(value) is date and _FIRST_DAY <= value <= _LAST_DAY:
                continue
            try:
                limit(value)
            except ValueError as error:
                raise ValueError(f"{error} (at {name})") from None


def misnamed(records: Mapping[str, R]) -> dict[str, R]:
    """Those of some records that call themselves otherwise than they are found by, with the id they are found by."""
    return {key: msgspec.structs.replace(one, id=key) for key, one in records.items() if key != one.id}


def _just_so(found: object, raw: bytes) -> bool:
    """Whether JSON stands as this program writes what was found in it: then no key is there twice."""
    return _encode(found) == raw or _encode(msgspec.json.decode(raw)) == raw


def tidied(record: R, raw: bytes) -> R:
    """A record with its texts clean, once, where it comes in; ``raw`` is its line in the file."""
    return cleaned(record) if _may_steer(raw) else record


def _may_steer(raw: bytes) -> bool:
    """Whether a line of the file may hold text that :func:`store.core.text.clean` would change."""
    if b"\\" in raw and any(escape in raw for escape in _ESCAPES):
        return True
    if b"\x7f" in raw:
        return True
    rare = {*raw.translate(None, _ASCII).decode()}
    if all(any(ord(char) in calm for calm in CALM) and char.isprintable() for char in rare):
        return False
    return not is_plain(raw.decode())


class Tables:
    """Every table of a book, each empty until it is read."""

    def __init__(self) -> None:
        self.communities = Records("communities", Community)
        self.volunteers = Records("volunteers", Volunteer)
        self.departments = Records("departments", Department)
        self.roles = Records("roles", Role)
        self.tenures = Records("tenures", Tenure)
        self.contacts = Records("contacts", Contact)
        self.asks = Records("asks", Ask)
        self.templates = Records("templates", Template)
        self.checklists = Records("checklists", Checklist)
        self.tasks = Records("tasks", Task)
        self.moves = Records("moves", Move)
        self.adoptions = Records("adoptions", Adoption)
        self.readiness = Records("readiness", Readiness)
        self.teaching = Records("teaching", Teaching)
        self.rituals = Records("rituals", Ritual)
        self.gatherings = Records("gatherings", Gathering)
        self.contributions = Records("contributions", Contribution)
        self.recognitions = Records("recognitions", Recognition)
        self.weights = Records("weights", Weights)
        self.costs = Records("costs", Cost)
        self.rates = Records("rates", Rate)
        self.own_rates = Records("own_rates", OwnRate)
        self.budgets = Records("budgets", Budget)
        self.outside_quotes = Records("outside_quotes", OutsideQuote)
        self.kpis = Records("kpis", Kpi)
        self.readings = Records("readings", Reading)
        self.stakeholders = Records("stakeholders", Stakeholder)
        self.updates = Records("updates", Update)
        self.duties = Records("duties", Duty)
        self.posts = Records("posts", Post)
        self.evidence = Records("evidence", Evidence)
        self.claims = Records("claims", Claim)
        self.pitches = Records("pitches", Pitch)
        self.resources = Records("resources", Resource)
        self.articles = Records("articles", Article)
        self.talks = Records("talks", Talk)
        self.ideas = Records("ideas", Idea)
        self.wishes = Records("wishes", Wish)
        self.snoozes = Records("snoozes", Snooze)
        self.filters = Records("filters", Filter)
        self.needs = Records("needs", Need)
        self.agreements = Records("agreements", Agreement)
        self.scores = Records("scores", Score)
        self.words = Records("words", Word)
        self.reminders = Records("reminders", Reminder)
        self.erased = Records("erased", Erased)
        self.steps = Records("steps", Step)
        self.tables: dict[str, Records[Any]] = {
            table.name: table for table in vars(self).values() if isinstance(table, Records)
        }
        self._kinds = {table.kind: table for table in self.tables.values()}
        self._known: dict[tuple[Any, ...], _Found] = {}

    def remembered(self, make: Callable[..., D], *about: Hashable) -> D:
        """What ``make(book, *about)`` finds out, kept until a table changes that it looked at to find it out.

        Which tables those are is seen, not declared. What is found must be whole, no generator that goes on looking,
        and whoever asks must not change it.
        """
        found: D = self._found(make, about).value
        return found

    def _found(self, make: Callable[..., Any], about: tuple[Hashable, ...]) -> "_Found":
        known = self._known.get((make, *about))
        if known is None or any(table.version != version for table, version in known.seen.values()):
            kind: Any = type(self)
            looking = _looking(kind)(self)
            known = self._known[make, *about] = _Found(make(looking, *about), looking.seen)
        return known

    def table_of(self, kind: type[R]) -> Records[R]:
        """The table that keeps records of a kind."""
        return self._kinds[kind]


class _Found(msgspec.Struct, frozen=True):
    """What was found out once, and in which tables, each with how often it had been changed by then."""

    value: Any
    seen: dict[str, tuple[Records[Any], int]]


@cache
def _looking(kind: Any) -> Any:
    """A book of some kind as it is handed to somebody who looks something up in it: it notes in which tables."""

    class Looking(kind):  # type: ignore[misc]
        def __init__(self, book: Tables) -> None:
            self._book = book
            self.seen: dict[str, tuple[Records[Any], int]] = {}
            ways = {*book.tables, "tables", "_kinds"}
            self.__dict__.update((name, value) for name, value in vars(book).items() if name not in ways)

        def __getattr__(self, name: str) -> Any:
            """A way to tables is looked up here once; from then on it is an attribute like any other."""
            found = getattr(self._book, name)
            for table in [found] if isinstance(found, Records) else self._book.tables.values():
                self.seen[table.name] = table, table.version
            setattr(self, name, found)
            return found

        def _found(self, make: Callable[..., Any], about: tuple[Hashable, ...]) -> _Found:
            known = self._book._found(make, about)
            self.seen |= known.seen
            return known

    return Looking
