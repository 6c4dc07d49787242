"""The kick-off: seven topics talked through in one or several short sessions, each with its agenda."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.labels import label_of
from store.core.text import one_line
from store.model.agreement import TOPICS, Talk, Technique, Topic
from store.model.calendar import Gathering
from store.people.directory import full_name_of
from store.texts import agenda as texts

MINUTES: dict[Technique, int] = {
    "one_two_four_all": 12,
    "mind_map": 15,
    "starbursting": 15,
    "round_robin": 12,
    "reverse_brainstorming": 15,
    "open_discussion": 10,
}
"""How long each takes unless said otherwise."""
SEVEN: tuple[Topic, ...] = TOPICS[:7]
"""What a kick-off settles."""
FITTING: dict[Topic, Technique] = {
    "vision": "mind_map",
    "mission": "one_two_four_all",
    "purpose": "one_two_four_all",
    "roles": "round_robin",
    "activities": "starbursting",
    "processes": "reverse_brainstorming",
    "rituals": "one_two_four_all",
}
"""The technique each topic begins with; any other may be taken."""


class Session(Struct, frozen=True):
    """One gathering with its agenda; without a gathering: what is in no session yet."""

    gathering: Gathering | None
    talks: tuple[Talk, ...]

    @property
    def minutes(self) -> int:
        """Minutes its talks take."""
        return sum(talk.minutes for talk in self.talks)

    @property
    def open(self) -> bool:
        """Whether its agenda can still be changed."""
        return self.gathering is None or self.gathering.state == "planned"


def sessions(book: Book) -> list[Session]:
    """The sessions by day, then the topics that are in none; one of the seven without a talk counts among those."""
    by_gathering: dict[str, list[Talk]] = {}
    for talk in sorted(book.talks.values(), key=lambda talk: (talk.place, talk.id)):
        by_gathering.setdefault(talk.gathering if talk.gathering in book.gatherings else "", []).append(talk)
    loose = by_gathering.pop("", [])
    known = {talk.topic for talk in book.talks.values()}
    loose += [first_talk(topic) for topic in SEVEN if topic not in known]
    order: dict[str, int] = {topic: number for number, topic in enumerate(SEVEN)}
    loose.sort(key=lambda talk: (talk.place, order.get(talk.topic, len(order)), talk.id))
    found = [Session(book.gatherings[key], tuple(talks)) for key, talks in by_gathering.items()]
    found += [Session(g, ()) for g in _without_agenda(book, by_gathering)]
    found.sort(key=lambda s: _when(s.gathering))
    return [*found, Session(None, tuple(loose))]


def _without_agenda(book: Book, known: Mapping[str, object]) -> Iterator[Gathering]:
    """Planned one-offs called a kick-off: an agenda is missing, and moved talks leave their session standing."""
    for gathering in book.gatherings.values():
        called = gathering.name.casefold().startswith("kick-off")
        if called and not gathering.ritual and gathering.state == "planned" and gathering.id not in known:
            yield gathering


def _when(gathering: Gathering | None) -> tuple[datetime, str]:
    assert gathering
    return datetime.combine(gathering.on, gathering.at or time.min), gathering.id


def first_talk(topic: Topic) -> Talk:
    """The talk about one of the seven topics before anyone planned it; its id is the same in every copy of a book."""
    technique = FITTING.get(topic, "one_two_four_all")
    return Talk(id=f"kickoff-{topic}", topic=topic, technique=technique, minutes=MINUTES[technique])


def find(book: Book, key: str) -> Talk | None:
    """A talk by its id, also one that no one touched yet."""
    if key in book.talks:
        return book.talks[key]
    return next((talk for session in sessions(book) for talk in session.talks if talk.id == key), None)


def reshaped(before: Talk, after: Talk) -> Talk:
    """A talk after a change of technique or minutes: lengths given for its phases before hold no more.

    Another technique takes its own time, unless the minutes were changed too.
    """
    if after.technique != before.technique:
        minutes = after.minutes if after.minutes != before.minutes else MINUTES[after.technique]
        return replace(after, lengths=(), minutes=minutes)
    return replace(after, lengths=()) if after.minutes != before.minutes else after


def share_out(talks: Sequence[Talk], count: int) -> list[tuple[Talk, ...]]:
    """Talks in their order over so many sessions, none without a talk, the longest as short as can be."""
    count = max(1, min(count, len(talks)))
    best: dict[int, tuple[int, int, tuple[int, ...]]] = {len(talks): (0, 0, ())}
    for left in range(count):  # from here to the end in one session, then in two, …
        longer = {}
        for start in range(len(talks)):
            ways = []
            for end in range(start + 1, len(talks) + 1):
                if end in best and (end < len(talks) or not left):
                    minutes = sum(talk.minutes for talk in talks[start:end])
                    longest, unequal, ends = best[end]
                    ways.append((max(minutes, longest), unequal + minutes**2, (end, *ends)))
            if ways:
                longer[start] = min(ways)
        best = longer
    if not talks:
        return []
    ends = best[0][2]
    return [tuple(talks[start:end]) for start, end in zip((0, *ends), ends, strict=False)]


def plan(book: Book, change: Change, first: Gathering, count: int) -> list[Gathering]:
    """Put the topics that are in no session into so many, a week apart, each a gathering of its own.

    Args:
        book: the book.
        change: what it becomes part of.
        first: the first session, new or planned already; the others are alike, but for their day and their number.
        count: how many.
    """
    loose = sessions(book)[-1].talks
    others = [session.gathering for session in sessions(book) if session.gathering]
    taken = sum(gathering.id != first.id for gathering in others)
    called = first.name.partition(", part ")[0]
    made = []
    for number, talks in enumerate(share_out(loose, count)):
        several = count > 1 or taken
        gathering = replace(
            first,
            id=first.id if not number else Gathering(name="x", on=first.on).id,
            name=f"{called}, part {taken + number + 1}" if several else first.name,
            on=first.on + timedelta(weeks=number),
        )
        made.append(change.put(gathering))
        for place, talk in enumerate(talks):
            change.put(replace(talk, gathering=gathering.id, place=place))
    return made


def moved(book: Book, key: str, step: int) -> list[Talk]:
    """A talk one place later or earlier on the agenda, over the edge of a session into the next open one.

    Returns:
        Every talk that stands elsewhere then; none where there is nowhere to go.
    """
    every = [session for session in sessions(book) if session.open]
    at = next((n for n, session in enumerate(every) if any(talk.id == key for talk in session.talks)), None)
    if at is None:
        return []
    here = list(every[at].talks)
    place = next(n for n, talk in enumerate(here) if talk.id == key)
    if 0 <= place + step < len(here):
        here[place], here[place + step] = here[place + step], here[place]
        return _placed(every[at], here)
    if not 0 <= at + step < len(every):
        return []
    there = list(every[at + step].talks)
    there.insert(0 if step > 0 else len(there), here.pop(place))
    return [*_placed(every[at], here), *_placed(every[at + step], there)]


def _placed(session: Session, talks: Sequence[Talk]) -> list[Talk]:
    gathering = session.gathering.id if session.gathering else ""
    return [replace(talk, gathering=gathering, place=place) for place, talk in enumerate(talks)]


def agenda(book: Book, wanted: Sequence[Session]) -> str:
    """Sessions as a text to be sent to those who come."""
    blocks = [_agenda(book, session) for session in wanted if session.gathering]
    return "\n\n".join(block for block in blocks if block) + "\n" if blocks else ""


def _agenda(book: Book, session: Session) -> str:
    g = session.gathering
    assert g
    host = one_line(full_name_of(book, g.host)) if g.host else ""
    lines = [g.name, texts.when_and_where(g.on, g.at, g.minutes or session.minutes, one_line(g.place), host), ""]
    begins = datetime.combine(g.on, g.at) if g.at else None
    for talk in session.talks:
        technique = "" if talk.technique == "open_discussion" else label_of(talk.technique)
        lines.append(
            texts.discussion(one_line(talk.name), technique, talk.minutes, begins.time() if begins else None)
        )
        lines += [texts.question(talk.question)] if talk.question else []
        begins = begins + timedelta(minutes=talk.minutes) if begins else None
    return "\n".join(lines)
