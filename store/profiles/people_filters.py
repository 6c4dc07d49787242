"""Whom a list shows, in which order and under which headings; kept under a name if wanted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.labels import label_of
from store.core.text import normalize
from store.insights.gone_quiet import gone_quiet, last_seen_of_all
from store.model.people import Filter, Group, Sort
from store.people.directory import last_contact
from store.people.stages import STAGES, StageStatus
from store.recognition.recognition import last_thanks, unthanked

SORTS: tuple[Sort, ...] = get_args(Sort)
GROUPS: tuple[Group, ...] = get_args(Group)
NOWHERE: dict[Group, str] = {
    "department": "No department",
    "topic": "No topic recorded",
    "delivery": "No delivery recorded",
    "role": "No role",
    "tag": "No tag",
}
"""The last heading of each grouping, for those who have none of it."""


EVERYBODY = Filter(id="everyone", name="Everyone")
"""Shows all, by name."""


class Choice(Struct, frozen=True):
    """One condition that can be set: which kind it is of, its value, how it reads, and for how many it holds."""

    kind: str
    value: str
    label: str
    people: int


Traits = Mapping[str, tuple[str, ...]]
"""What can be asked of one volunteer: by kind of condition the values that hold for them, folded where typed."""

_KINDS: dict[str, str] = {
    "stages": "stage",
    "departments": "department",
    "topics": "topic",
    "delivery": "delivery",
    "roles": "role",
    "tags": "tag",
}
"""Each kind of condition with the word for one of them."""
_FLAGS = ("stuck", "unthanked", "gone_quiet")
_MOST_NAMED = 3
_TYPED = ("topics", "delivery", "tags")


class FilterContext:
    """What filters, orders and headings ask of a book, gathered once."""

    def __init__(self, book: Book, today: date) -> None:
        self._book = book
        self.waiting: set[str] = {who.volunteer.id for who in unthanked(book, today)}
        self.quiet: dict[str, int] = {one.standing.volunteer.id: one.days for one in gone_quiet(book, today)}
        """Days of silence of those who have gone quiet."""
        self._contact, self._thanked = last_contact(book), last_thanks(book)
        self._seen = last_seen_of_all(book, today)
        self._roles: dict[str, list[str]] = {}
        for tenure in book.tenures.values():
            if tenure.since <= today and (tenure.until is None or tenure.until >= today):
                self._roles.setdefault(tenure.volunteer, []).append(tenure.role)

    def traits(self, standing: StageStatus) -> Traits:
        """What holds for one volunteer, under the names that :class:`Filter` gives the kinds."""
        who = standing.volunteer
        return {
            "stages": (standing.stage,),
            "departments": (who.department,) if who.department in self._book.departments else (),
            "topics": who.topics,
            "delivery": who.delivery,
            "roles": tuple(role for role in dict.fromkeys(self._roles.get(who.id, ())) if role in self._book.roles),
            "tags": who.tags,
        }

    def narrowed(self, people: Iterable[StageStatus], wanted: Filter) -> list[StageStatus]:
        """Those for whom all that is wanted holds."""
        asked = {kind: {*map(normalize, getattr(wanted, kind))} for kind in _KINDS if getattr(wanted, kind)}
        return [standing for standing in people if self._passes(standing, wanted, asked)]

    def _passes(self, standing: StageStatus, wanted: Filter, asked: Mapping[str, set[str]]) -> bool:
        if wanted.stuck and not standing.stuck:
            return False
        if wanted.unthanked and standing.volunteer.id not in self.waiting:
            return False
        if wanted.gone_quiet and standing.volunteer.id not in self.quiet:
            return False
        traits = self.traits(standing) if asked else {}
        return all(not values.isdisjoint(map(normalize, traits[kind])) for kind, values in asked.items())

    def ordered(self, people: Iterable[StageStatus], sort: Sort) -> list[StageStatus]:
        """Sorted; by days, contact, thanks and being seen those come first who have waited longest, and never is longest."""
        found = sorted(people, key=lambda s: (normalize(s.volunteer.name), s.volunteer.id))
        keys: dict[Sort, Callable[[StageStatus], int]] = {
            "days_in_stage": lambda s: -s.days,
            "last_contact": lambda s: self.contacted(s).toordinal(),
            "last_thanked": lambda s: self.thanked(s).toordinal(),
            "last_seen": lambda s: self.seen(s).toordinal(),
        }
        return sorted(found, key=keys[sort]) if sort in keys else found

    def contacted(self, standing: StageStatus) -> date:
        """The day of the last contact with them; the first of all days for never."""
        return self._contact.get(standing.volunteer.id, date.min)

    def thanked(self, standing: StageStatus) -> date:
        """The day they were last thanked; the first of all days for never."""
        return self._thanked.get(standing.volunteer.id, date.min)

    def seen(self, standing: StageStatus) -> date:
        """The day they were last seen: at a gathering, by a contribution, in a contact; the first of all days for never."""
        return self._seen.get(standing.volunteer.id, date.min)

    def grouped(self, people: Sequence[StageStatus], group: Group) -> list[tuple[str, list[StageStatus]]]:
        """Under headings; who has several topics stands under each, who has none under the last heading."""
        if group == "nothing":
            return [("", list(people))]
        kind = next(kind for kind, word in _KINDS.items() if word == group)
        found: dict[str, tuple[str, list[StageStatus]]] = {}
        rest: list[StageStatus] = []
        for standing in people:
            values = self.traits(standing)[kind]
            for value in values:
                said_so = self.label(kind, value)
                found.setdefault(normalize(said_so), (said_so, []))[1].append(standing)
            if not values:
                rest.append(standing)
        order = [normalize(self.label("stages", stage)) for stage in STAGES] if group == "stage" else sorted(found)
        return [*(found[key] for key in order if key in found), *([(NOWHERE[group], rest)] if rest else [])]

    def label(self, kind: str, value: str) -> str:
        """How a value of a condition reads."""
        if kind in ("departments", "roles"):
            table = self._book.departments if kind == "departments" else self._book.roles
            return table[value].name if value in table else "no longer in the book"
        return label_of(value).capitalize() if kind == "stages" else value

    def choices(self, people: Sequence[StageStatus]) -> list[Choice]:
        """Every condition that holds for someone, the flags first, then by kind and name."""
        stuck = sum(standing.stuck for standing in people)
        waiting = sum(standing.volunteer.id in self.waiting for standing in people)
        quiet = sum(standing.volunteer.id in self.quiet for standing in people)
        found = [
            Choice("stuck", "", "Stuck", stuck),
            Choice("unthanked", "", "Unthanked", waiting),
            Choice("gone_quiet", "", "Gone quiet", quiet),
        ]
        seen: dict[str, dict[str, tuple[str, int]]] = {kind: {} for kind in _KINDS}
        for standing in people:
            for kind, values in self.traits(standing).items():
                for value in values:
                    key = normalize(value) if kind in _TYPED else value
                    first, count = seen[kind].get(key, (value, 0))
                    seen[kind][key] = (first, count + 1)
        for kind, by_value in seen.items():
            made = [Choice(kind, value, self.label(kind, value), count) for value, count in by_value.values()]
            places = {str(stage): number for number, stage in enumerate(STAGES)}
            found += sorted(
                made, key=lambda c: (places.get(c.value, 0) if c.kind == "stages" else 0, normalize(c.label))
            )
        return found

    def in_words(self, wanted: Filter) -> str:
        """What a filter asks for: ‘Sales or Ops · Excel · stuck’; nothing if it asks for nothing."""
        parts = [self._any_of(kind, getattr(wanted, kind)) for kind in _KINDS]
        return " · ".join([*filter(None, parts), *(label_of(flag) for flag in _FLAGS if getattr(wanted, flag))])

    def _any_of(self, kind: str, values: Sequence[str]) -> str:
        labels = [self.label(kind, value) for value in values[:_MOST_NAMED]]
        more = len(values) - _MOST_NAMED
        return " or ".join([*labels, *([f"{more} more"] if more > 0 else [])])


def kind_word(kind: str) -> str:
    """The word for one condition of a kind: ‘topic’ for ‘topics’; nothing for a state."""
    return _KINDS.get(kind, "")


def conditions(wanted: Filter) -> Iterator[tuple[str, str]]:
    """The kind and value of each condition a filter sets."""
    for flag in _FLAGS:
        if getattr(wanted, flag):
            yield flag, ""
    for kind in _KINDS:
        for value in getattr(wanted, kind):
            yield kind, value


def with_conditions(wanted: Filter, asked: Iterable[tuple[str, str]]) -> Filter:
    """A filter with these conditions in place of its own; order and headings stay."""
    values: dict[str, list[str]] = {}
    for kind, value in asked:
        values.setdefault(kind, []).append(value)
    flags = {flag: flag in values for flag in _FLAGS}
    return replace(wanted, **flags, **{kind: tuple(values.get(kind, ())) for kind in _KINDS})


def still_there(book: Book, wanted: Filter) -> Filter:
    """A filter without the departments and roles that are no longer in the book."""
    return replace(
        wanted,
        departments=tuple(key for key in wanted.departments if key in book.departments),
        roles=tuple(key for key in wanted.roles if key in book.roles),
    )


def find_filter(book: Book, name: str) -> Filter | None:
    """The saved filter of that name, without regard to case and accents."""
    return next((found for found in book.filters.values() if normalize(found.name) == normalize(name)), None)


def saved(book: Book) -> list[Filter]:
    """The saved filters by name."""
    return sorted(book.filters.values(), key=lambda found: (normalize(found.name), found.id))
