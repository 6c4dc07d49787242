"""``record``: what there is to say of a gathering: who attended, notes, its host, what is prepared, or that it was skipped."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.calendar.gathering_search import find_gathering
from store.calendar.occurrences import skip, to_prepare
from store.calendar.rituals import expected, gatherings, unmarked
from store.capture.decisions import requests_in
from store.commands.people import find_host, find_several
from store.commands.plan import Plan
from store.core.dates import format_day
from store.core.errors import GuildbookError
from store.core.text import join_words, normalize, one_line, pluralize, quoted
from store.library.gathering_links import new_resources
from store.model.calendar import Gathering
from store.model.people import Ask
from store.people.directory import name_of
from store.week.action import DealWithGathering
from store.week.plan import plan
from store.week.recording import held_values, with_links
from store.week.todo_numbers import all_digits
from store.week.todo_search import is_number

USUAL, NO_ONE, ALL = "usual", "none", "all"
"""What stands for the usual attendees, for no attendee, and for everything that is to be prepared."""
_AHEAD, _NEAR = 60, 60
_NAMED = 12


class RecordGathering(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="command", tag="record"
):
    """Record what a gathering was, or is to be."""

    gathering: str
    """Its name, its day, or both; or the number of a to-do about it."""
    attendees: str | None = None
    """Names with commas; ``usual`` or ``none``."""
    learners: int | None = None
    host: str = ""
    cohosts: str = ""
    notes: str = ""
    decisions: str = ""
    quotes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    prepared: tuple[str, ...] = ()
    """Items of the preparation list, or ``all``."""
    requests: bool = False
    """Whether the requests in the decisions are added."""
    skipped: bool = False
    reason: str = ""

    @property
    def tells_of_it(self) -> bool:
        """Whether something is said that is known only of a gathering that was held."""
        told = (self.learners, self.notes, self.decisions, self.quotes, self.links, self.requests or None)
        return self.attendees is not None or any(told)

    def plan(self, book: Book, today: date) -> Plan:
        """What is recorded.

        Raises:
            GuildbookError: it is not clear which gathering or who is meant, or it does not fit its day.
        """
        arranging = not self.tells_of_it and bool(self.host or self.cohosts or self.prepared or self.skipped)
        gathering = _find(book, self.gathering, today, arranging=arranging)
        if self.skipped:
            return self._skipping(book, gathering, today)
        if arranging and gathering.on >= today:
            values = self._arranged(book, gathering)
            what = "Prepare" if self.prepared and not self.host else "Arrange"
            return self._saving(book, gathering, values, today, f"{what} {gathering.name}")
        if gathering.on > today:
            on = format_day(gathering.on, today)
            raise GuildbookError(f"{gathering.name} is on {on}. Record it once it has been held.")
        values = {**self._held(book, gathering, today), **self._arranged(book, gathering)}
        return self._saving(book, gathering, values, today, f"Record {gathering.name}")

    def _skipping(self, book: Book, gathering: Gathering, today: date) -> Plan:
        on = format_day(gathering.on, today)
        if gathering.state != "planned":
            raise GuildbookError(f"Not skipped: {quoted(gathering.name)} on {on} is already {gathering.state}.")
        return Plan(
            f"Skip {gathering.name}",
            lambda change: skip(book, change, gathering, today, why=self.reason),
            f"Skipped {quoted(one_line(gathering.name))} on {on}.",
        )

    def _held(self, book: Book, gathering: Gathering, today: date) -> dict[str, Any]:
        usual = held_values(book, gathering, today)
        if self.attendees is None and gathering.state != "held":
            names = join_words([one_line(v.name) for v in expected(book, gathering, today)], most=3)
            raise GuildbookError(
                f"Say who attended {quoted(one_line(gathering.name))} on {format_day(gathering.on, today)}: "
                f'--attendees "NAMES", --attendees {USUAL} ({names}) or --attendees {NO_ONE}. Nothing was saved.'
            )
        values = {name: usual[name] for name in ("state", "why", "host")}
        if self.attendees is not None:
            values["attended"] = self._attended(book, gathering, today)
        if self.learners is not None:
            values["learners"] = self.learners
        for name, added in (
            ("notes", self.notes),
            ("decisions", self.decisions),
            ("quotes", "\n".join(self.quotes)),
        ):
            if added:
                values[name] = _with_lines(getattr(gathering, name), added)
        if self.links:
            values["links"] = tuple(dict.fromkeys((*gathering.links, *self.links)))
        return values

    def _attended(self, book: Book, gathering: Gathering, today: date) -> tuple[str, ...]:
        wanted = normalize(one_line(self.attendees or ""))
        if wanted == USUAL:
            return tuple(volunteer.id for volunteer in expected(book, gathering, today))
        return () if wanted == NO_ONE else tuple(find_several(book, self.attendees or ""))

    def _arranged(self, book: Book, gathering: Gathering) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if self.host:
            values["host"] = find_host(book, self.host)
        if self.cohosts:
            values["cohosts"] = tuple(find_several(book, self.cohosts))
        if self.prepared:
            done = {*gathering.prepared, *_items(book, gathering, self.prepared)}
            values["prepared"] = tuple(item for item in to_prepare(book, gathering) if item in done)
        return values

    def _saving(self, book: Book, gathering: Gathering, values: dict[str, Any], today: date, label: str) -> Plan:
        recorded = replace(gathering, **values)
        asks = requests_in(recorded.decisions, book, today) if self.decisions or self.requests else []

        def put(change: Change) -> None:
            change.put(recorded)
            for record in (*new_resources(book, recorded), *(asks if self.requests else ())):
                change.put(record)

        told = (
            f"{one_line(gathering.name)}, {format_day(gathering.on, today)}:",
            *_told(book, recorded, values),
            *(f"- {line}" for line in _told_requests(book, asks, today, added=self.requests)),
        )
        return Plan(with_links(book, label, recorded), put, f"Recorded {quoted(one_line(gathering.name))}.", told)


def _find(book: Book, text: str, today: date, *, arranging: bool) -> Gathering:
    """The gathering that is meant: of several of one name the one not recorded yet, or the next where it is arranged.

    Raises:
        GuildbookError: none is.
    """
    if is_number(text) and (found := _of_todo(book, text, today)):
        return found
    waiting = () if arranging else [gathering.on for gathering in unmarked(book, today)]
    return find_gathering(book, text, today, waiting, ahead=_AHEAD if arranging else 0)


def _of_todo(book: Book, number: str, today: date) -> Gathering | None:
    for key, act in plan(book, today).known.items():
        if not all_digits(key).startswith(number):
            continue
        if act.members or not isinstance(act.target, DealWithGathering):
            title = quoted(one_line(act.title))
            raise GuildbookError(f"{number} is {title}, which is not about one gathering. Name the gathering.")
        wanted = act.target.gathering
        near = gatherings(book, today - timedelta(days=_NEAR), today + timedelta(days=_NEAR))
        return book.gatherings.get(wanted) or next((g for g in near if g.id == wanted), None)
    return None


def _with_lines(text: str, added: str) -> str:
    """A text with the lines it does not have yet, so that a command can be repeated."""
    known = text.splitlines()
    return "\n".join([*known, *(line for line in added.splitlines() if line not in known)])


def _items(book: Book, gathering: Gathering, wanted: Sequence[str]) -> Iterator[str]:
    """The items of the preparation list that are meant by their beginnings.

    Raises:
        GuildbookError: one is not on the list.
    """
    items = to_prepare(book, gathering)
    for typed in wanted:
        begun = normalize(one_line(typed))
        found = [item for item in items if begun == ALL or normalize(item).startswith(begun)]
        if not found:
            listed = join_words([quoted(item) for item in items], most=_NAMED) or "nothing"
            raise GuildbookError(
                f"{quoted(one_line(typed))} is not on the preparation list of {gathering.name}. The list contains {listed}."
            )
        yield from found


_LABELS = {
    "host": "Host", "cohosts": "Co-hosts", "attended": "Attendees", "learners": "Learners", "notes": "Notes", "decisions": "Decisions",
    "quotes": "Quotes", "links": "Links", "prepared": "Prepared",
}  # fmt: skip


def _told(book: Book, gathering: Gathering, values: dict[str, Any]) -> Iterator[str]:
    for name, label in _LABELS.items():
        if name not in values:
            continue
        value = values[name]
        if name in ("cohosts", "attended"):
            told = (
                f"{len(value)}: {join_words([one_line(name_of(book, person)) for person in value])}"
                if value
                else "0"
            )
        elif name == "host":
            told = name_of(book, value)
        else:
            told = join_words(value) if isinstance(value, tuple) else str(value)
        yield f"- {label}: {one_line(told)}"


def _told_requests(book: Book, asks: Sequence[Ask], today: date, *, added: bool) -> Iterator[str]:
    for ask in asks:
        by = f" by {format_day(ask.by, today)}" if ask.by else ""
        yield f"Request: {one_line(name_of(book, ask.who))}: {one_line(ask.what)}{by}"
    if asks and not added:
        yield f"{pluralize(len(asks), 'request')} not added. To add them, run the command again with --requests."
