"""The hub: static pages for colleagues, made of what was ticked ‘On the hub’ and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct

from store.book.book import Book
from store.calendar.recurrence_wording import in_words
from store.core.date_index import by_day
from store.core.labels import label_of
from store.core.text import join_words, normalize, one_line, pluralize
from store.launch.charter import standing
from store.library.resources import link_kind, shelf
from store.model.agreement import TITLES, TOPICS
from store.model.calendar import Gathering
from store.model.people import Role
from store.people.directory import by_name
from store.people.roles import all_roles, present
from store.people.stages import members
from store.publish.hub_folder import Written
from store.publish.listing import Listing
from store.publish.rendering import palette, render
from store.publish.shared_calendar import (
    SharedCalendar,
    anchor,
    calendar_files,
    file_of,
    first_of,
    shared_calendar,
)
from store.texts.documents import hub as texts

WALL_DAYS = timedelta(days=365)
"""How far back the wall goes."""
MOST_ON_HOME = 4
"""Gatherings on the first page."""


class Hub(Struct, frozen=True):
    """The files of a hub, and what was kept from it."""

    files: dict[str, bytes]
    """By their names."""
    ticked: int
    """Records that are ticked ‘On the hub’."""
    left_out: int
    """Public thank-yous that are not on the wall, as not everyone they name may be listed."""
    replaced: int
    """Places in texts where someone was named who may not be listed."""

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return sum(name.endswith(".html") for name in self.files)


class Page(NamedTuple):
    """A page of the hub, and the values that its template wants besides those of every page."""

    name: str
    title: str
    values: Mapping[str, object]


class Entry(NamedTuple):
    """A line of the index."""

    title: str
    kind: str
    address: str


def summary(hub: Hub, written: Written) -> str:
    """What was written, in a sentence."""
    changed = [name for name in written.changed if name.endswith((".html", ".ics"))]
    whole = f"The hub has {pluralize(hub.pages, 'page')}"
    if not written.changed and not written.removed:
        return f"{whole}. Nothing has changed."
    gone = f", removed {len(written.removed)}" if written.removed else ""
    return f"{whole}. Wrote {pluralize(len(changed), 'page or calendar', 'pages and calendars')}{gone}."


def kept_back(hub: Hub) -> Iterator[str]:
    """What is not on the hub and may be missed, a sentence each."""
    if not hub.ticked:
        yield "Nothing is ticked ‘On the hub’ yet. Tick rituals, roles, resources or topics to show them."
    if hub.left_out:
        thanks = pluralize(hub.left_out, "public thank-you")
        yield f"Left out {thanks}: not everyone named may be listed."
    if hub.replaced:
        yield f"Replaced names and addresses in {pluralize(hub.replaced, 'place')}: these people have not agreed to be listed."


def build_hub(book: Book, today: date) -> Hub:
    """Every file of the hub.

    Raises:
        GuildbookError: the community's time zone is none.
    """
    return _Builder(book, today).hub()


class Block(NamedTuple):
    """Paragraphs, or the items of a list."""

    bullets: bool
    lines: list[str]


def blocks(text: str) -> list[Block]:
    """Paragraphs and lists of a text, a line each."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [
        Block(bullets, [line.removeprefix("- ") for line in found])
        for bullets, found in groupby(lines, key=lambda line: line.startswith("- "))
    ]


class _Builder:
    """Builds the pages of one book for one day."""

    def __init__(self, book: Book, today: date) -> None:
        self._book, self._today = book, today
        self._names = Listing(book, today)
        self._calendar: SharedCalendar = shared_calendar(book, self._names, today)
        self._entries: list[Entry] = []
        self._left_out = 0

    def hub(self) -> Hub:
        calendars = [*calendar_files(self._book, self._calendar, self._names)]
        pages = [
            self._gatherings([(name, title) for name, title, _ in calendars]),
            *filter(None, [self._rituals(), self._roles(), self._people(), self._topics(), self._charter()]),
            *filter(None, [self._library(), self._thanks(), self._join()]),
        ]
        pages = [self._home(pages), *pages]
        self._entries.sort(key=lambda entry: (normalize(entry.title), entry.kind, entry.address))
        pages.append(Page("search.html", texts.SEARCH, {"entries": self._entries}))
        community = self._names.line(self._book.community.name)
        shared = {
            "texts": texts,
            "community": community,
            "organiser": self._names.organiser,
            "pages": pages,
        }
        files = {
            page.name: render(f"{page.name}.j2", page=page, **shared, **page.values).encode() for page in pages
        }
        files["style.css"] = render("style.css.j2", **palette(self._book.community.colour)).encode()
        files |= {name: data for name, _, data in calendars}
        return Hub(dict(sorted(files.items())), self._ticked(), self._left_out, self._names.replaced)

    def _ticked(self) -> int:
        book = self._book
        tables = (book.rituals, book.gatherings, book.roles, book.resources, book.articles, book.wishes)
        return sum(record.on_hub for table in tables for record in table.values())

    def _note(self, title: str, kind: str, page: str, key: str = "") -> None:
        """Put something in the index."""
        self._entries.append(Entry(title, kind, f"{page}#{key}" if key else page))

    # -- calendar ----------------------------------------------------------------------------------

    def _gatherings(self, calendars: list[tuple[str, str]]) -> Page:
        zone = one_line(self._book.community.timezone)
        told = [self._told(gathering) for gathering in self._calendar.coming]
        values = {
            "gatherings": told,
            "calendars": [(name, title or texts.WHOLE_CALENDAR) for name, title in calendars],
            "zone": texts.zone(zone) if zone else "",
        }
        self._note(texts.GATHERINGS, texts.CALENDAR, "gatherings.html")
        return Page("gatherings.html", texts.GATHERINGS, values)

    def _told(self, gathering: Gathering) -> dict[str, object]:
        """What a line about a gathering says."""
        at = gathering.at
        names = self._names.names(filter(None, (gathering.host, *gathering.cohosts)))
        return {
            "name": gathering.name,
            "moment": f"{gathering.on.isoformat()}T{at:%H:%M}" if at else gathering.on.isoformat(),
            "when": texts.when(gathering.on, at, gathering.minutes),
            "place": gathering.place,
            "topic": texts.about(gathering.topic) if gathering.topic else "",
            "hosts": texts.hosted_by(names) if names else "",
            "cancelled": gathering.state == "skipped",
            "ritual": f"rituals.html#{anchor('ritual', gathering.ritual)}" if gathering.ritual else "",
        }

    def _rituals(self) -> Page | None:
        rituals = []
        for ritual in sorted(self._calendar.rituals.values(), key=lambda one: (normalize(one.name), one.id)):
            key = anchor("ritual", ritual.id)
            self._note(ritual.name, texts.RITUALS, "rituals.html", key)
            names = self._names.names(ritual.hosts)
            rule = in_words(ritual.rule, ritual.start)
            facts = [
                (texts.BENEFIT, ritual.gain),
                (texts.MEANING, ritual.meaning),
                (texts.WHEN, texts.repeats(rule, ritual.at, ritual.minutes)),
                (texts.PLACE, ritual.place),
                (texts.HOSTS, join_words(names)),
            ]
            rituals.append(
                {
                    "key": key,
                    "name": ritual.name,
                    "kind": ritual.kind_label if ritual.kind != "other" else "",
                    "facts": [fact for fact in facts if fact[1]],
                    "until": texts.retires(ritual.retired_on) if ritual.retired_on else "",
                    "calendar": file_of(first_of(self._book, self._book.rituals[ritual.id])),
                }
            )
        return Page("rituals.html", texts.RITUALS, {"rituals": rituals}) if rituals else None

    # -- people ------------------------------------------------------------------------------------

    def _roles(self) -> Page | None:
        roles = []
        for role in self._shared_roles():
            key, name = anchor("role", role.id), self._names.line(role.name)
            self._note(name, texts.ROLES, "roles.html", key)
            held = present(self._book, role.id, self._today)
            names = join_words(self._names.names(tenure.volunteer for tenure in held))
            roles.append(
                {
                    "key": key,
                    "name": name,
                    "purpose": self._names.line(role.purpose),
                    "open": not held,
                    "holders": names or (texts.HELD_UNNAMED if held else ""),
                    "named": bool(names),
                }
            )
        values = {"roles": roles, "how": texts.open_role(self._names.organiser)}
        return Page("roles.html", texts.ROLES, values) if roles else None

    def _shared_roles(self) -> Iterator[Role]:
        return (role for role in all_roles(self._book) if role.on_hub)

    def _open_roles(self) -> list[str]:
        return [
            self._names.line(role.name)
            for role in self._shared_roles()
            if not present(self._book, role.id, self._today)
        ]

    def _people(self) -> Page | None:
        """Topics, each with those members who can be asked about it and may be listed."""
        found: dict[str, tuple[str, list[str]]] = {}
        for volunteer in by_name(members(self._book, self._today)):
            if name := self._names.name(volunteer.id):
                for topic in map(self._names.line, volunteer.topics):
                    found.setdefault(normalize(topic), (topic, []))[1].append(name)
        topics = []
        for plain, (topic, people) in sorted(found.items()):
            key = anchor("topic", plain)
            self._note(topic, texts.PEOPLE, "people.html", key)
            topics.append({"key": key, "name": topic, "people": join_words(people)})
        for name in sorted({name for _, people in found.values() for name in people}, key=normalize):
            self._note(name, texts.PEOPLE, "people.html")
        return Page("people.html", texts.PEOPLE, {"topics": topics}) if topics else None

    def _topics(self) -> Page | None:
        shown = {gathering.id: gathering for gathering in self._calendar.saved}
        wishes = []
        for wish in sorted(self._book.wishes.values(), key=lambda one: (-one.votes, normalize(one.title), one.id)):
            if not wish.on_hub:
                continue
            taken = shown.get(wish.gathering)
            coming = taken and taken.state == "planned" and taken.on >= self._today
            if wish.gathering and not coming:
                continue
            title, key = self._names.line(wish.title), anchor("wish", wish.id)
            self._note(title, texts.TOPICS, "topics.html", key)
            scheduled = f"{taken.name}, {texts.when(taken.on, taken.at, None)}" if taken and coming else ""
            votes = texts.votes(wish.votes) if wish.votes > 1 else ""
            wishes.append({"key": key, "title": title, "votes": votes, "scheduled": scheduled})
        values = {"wishes": wishes, "outro": texts.topics_outro(self._names.organiser)}
        return Page("topics.html", texts.TOPICS, values) if wishes else None

    # -- what was agreed, kept and thanked for -------------------------------------------------------

    def _charter(self) -> Page | None:
        parts = []
        for topic in TOPICS:
            article = standing(self._book, topic)
            if article and article.on_hub:
                key = f"charter-{topic}"
                self._note(TITLES[topic], texts.CHARTER, "charter.html", key)
                parts.append(
                    {
                        "key": key,
                        "title": TITLES[topic],
                        "blocks": blocks(self._names.text(article.text)),
                        "agreed": texts.agreed_on(article.on) if article.on else "",
                    }
                )
        return Page("charter.html", texts.CHARTER, {"parts_of_charter": parts}) if parts else None

    def _library(self) -> Page | None:
        shelves: dict[str, list[dict[str, object]]] = {kind: [] for kind in texts.KINDS_OF_RESOURCES}
        for resource in shelf(self._book):
            if not resource.on_hub:
                continue
            title, key = self._names.line(resource.title), anchor("resource", resource.id)
            self._note(title, label_of(resource.kind).capitalize(), "library.html", key)
            address, where = _leads_to(self._names.line(resource.link))
            owner = self._names.name(resource.owner)
            lacking = "" if address or where else texts.ask_for_it(owner or self._names.organiser)
            kept = texts.kept_by(owner) if owner else ""
            shelves[resource.kind].append(
                {"key": key, "title": title, "address": address, "where": where, "kept": kept, "lacking": lacking}
            )
        filled = [(texts.KINDS_OF_RESOURCES[kind], found) for kind, found in shelves.items() if found]
        return Page("library.html", texts.LIBRARY, {"shelves": filled}) if filled else None

    def _thanks(self) -> Page | None:
        """The public thank-yous of a year, each of whose recipients may be listed."""
        since = self._today - WALL_DAYS
        found = self._book.recognitions.cached_query(by_day).between(since, self._today)
        shown = []
        for thanks in reversed([one for one in found if one.public]):
            names = self._names.names(thanks.to)
            if thanks.named or len(names) != len(thanks.to):
                self._left_out += 1
                continue
            lines = [line for line in self._names.text(thanks.words).strip().split("\n") if line.strip()]
            shown.append(
                {
                    "month": texts.month(thanks.on),
                    "names": join_words(names),
                    "behaviour": self._names.line(thanks.behaviour),
                    "lines": lines,
                }
            )
        months = [(month, [*of_it]) for month, of_it in groupby(shown, key=lambda one: str(one["month"]))]
        if not months:
            return None
        self._note(texts.THANKS, texts.THANKS, "thanks.html")
        return Page("thanks.html", texts.THANKS, {"months": months})

    def _join(self) -> Page:
        self._note(texts.JOIN, texts.JOIN, "join.html")
        values = {
            "steps": texts.join_sentences(self._names.organiser),
            "gatherings": self._soon(),
            "open_roles": self._said_of_open_roles(),
        }
        return Page("join.html", texts.JOIN, values)

    def _soon(self) -> list[dict[str, object]]:
        coming = [gathering for gathering in self._calendar.coming if gathering.state == "planned"]
        return [self._told(gathering) for gathering in coming[:MOST_ON_HOME]]

    def _said_of_open_roles(self) -> str:
        found = self._open_roles()
        return texts.open_roles(found) if found else ""

    def _home(self, pages: Iterable[Page]) -> Page:
        purpose = standing(self._book, "purpose")
        lead = self._names.text(purpose.text) if purpose and purpose.on_hub else ""
        values = {
            "lead": blocks(lead) or blocks(texts.welcome(self._names.line(self._book.community.name))),
            "gatherings": self._soon(),
            "open_roles": self._said_of_open_roles(),
            "updated": texts.updated(self._today),
            "others": [page for page in pages if page.name not in ("gatherings.html", "join.html")],
        }
        return Page("index.html", texts.HOME, values)


def _leads_to(link: str) -> tuple[str, str]:
    """The web address of a link, or the words that say where something lies; a path of this computer is neither."""
    kind = link_kind(link)
    if kind == "address" and not link.lower().startswith("mailto:"):
        return (f"https://{link}" if link.lower().startswith("www.") else link).replace(" ", "%20"), ""
    return "", link if kind in ("words", "share") else ""
