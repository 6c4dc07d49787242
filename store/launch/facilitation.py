"""Facilitating a talk: the timer that keeps the time of its phases, what is said in it, and its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.errors import GuildbookError
from store.launch.charter import settle, words_of
from store.launch.kickoff import first_talk, sessions
from store.launch.techniques import CAUSES, POINTS, TURNED, Phase, phases
from store.model.agreement import Idea, Talk

MORE = 60
"""Seconds that one press adds."""

# -- the timer -------------------------------------------------------------------------------------


class Timer:
    """Keeps the time of several phases, one after the other.

    Nothing has to happen for it to go on: the time is read from the clock, so no delay adds up.
    """

    def __init__(self, lengths: Iterable[float], ticks: Callable[[], float]) -> None:
        """Make a timer that stands at the beginning.

        Args:
            lengths: seconds of each phase, at least one.
            ticks: seconds of a clock that only goes forward, from any beginning.
        """
        self.lengths = list(lengths)
        self._ticks = ticks
        self._done = 0.0
        self._since: float | None = None

    @property
    def running(self) -> bool:
        """Whether time is passing."""
        return self._since is not None and not self.over

    @property
    def begun(self) -> bool:
        """Whether any time has passed, or is passing."""
        return self._since is not None or self._done > 0

    @property
    def over(self) -> bool:
        """Whether the last phase has ended."""
        return self.elapsed >= self.whole

    @property
    def whole(self) -> float:
        """Seconds of all phases together."""
        return sum(self.lengths)

    @property
    def elapsed(self) -> float:
        """Seconds that have passed, pauses left out."""
        passed = max(0.0, self._ticks() - self._since) if self._since is not None else 0.0
        return min(self._done + passed, self.whole)

    @property
    def index(self) -> int:
        """The place of the phase that is on; the last one stays on when all are over."""
        return self._at()[0]

    @property
    def left(self) -> float:
        """Seconds left of the phase that is on."""
        return self._at()[1]

    def _at(self) -> tuple[int, float]:
        elapsed, end = self.elapsed, 0.0
        for index, length in enumerate(self.lengths):
            end += length
            if elapsed < end:
                return index, end - elapsed
        return len(self.lengths) - 1, 0.0

    def start(self) -> None:
        """Let time pass, unless all phases are over."""
        if self._since is None and not self.over:
            self._since = self._ticks()

    def pause(self) -> None:
        """Let no time pass until it is started again."""
        self._done, self._since = self.elapsed, None

    def skip(self) -> None:
        """End the phase that is on now; the next one begins, running or paused as this one was."""
        running = self.running
        self._done, self._since = sum(self.lengths[: self.index + 1]), None
        if running:
            self.start()

    def add(self, seconds: float = MORE) -> None:
        """Make the phase that is on longer; after the end the last one goes on for so long."""
        index, went_on = self.index, self._since is not None
        self.pause()
        self.lengths[index] += seconds
        if went_on:
            self.start()


class Facilitation:
    """One talk while it is held: its phases and the timer that keeps them."""

    def __init__(self, talk: Talk, people: int, ticks: Callable[[], float]) -> None:
        """Make one that stands at its beginning; see :class:`Timer`."""
        self.id, self.name, self.people = talk.id, talk.name, people
        self.phases = phases(talk, people)
        self.timer = Timer((phase.seconds for phase in self.phases), ticks)

    @property
    def phase(self) -> Phase:
        """The phase that is on."""
        return self.phases[self.timer.index]

    @property
    def phase_length(self) -> float:
        """Seconds of the phase that is on, with what was added to it."""
        return self.timer.lengths[self.timer.index]


# -- its outcome -------------------------------------------------------------------------------


def part_of(talk: Talk, index: int, people: int) -> str:
    """The part of a talk that what is said in a phase belongs to."""
    found = phases(talk, people)
    phase = found[min(index, len(found) - 1)]
    match talk.technique:
        case "starbursting":
            return POINTS[min(index, len(POINTS) - 1)]
        case "reverse_brainstorming":
            return TURNED if index else CAUSES
        case "mind_map" | "open_discussion":
            return ""
    return phase.name


def parts(talk: Talk, people: int) -> tuple[str, ...]:
    """The parts a talk's ideas can belong to, in order."""
    found = (part_of(talk, index, people) for index in range(len(phases(talk, people))))
    return tuple(dict.fromkeys(found))


def ideas_of(book: Book, talk: Talk) -> list[Idea]:
    """What was said in a talk, in its order."""
    found = (idea for idea in book.ideas.values() if idea.talk == talk.id)
    return sorted(found, key=lambda idea: (idea.place, idea.id))


def outcome(talk: Talk, ideas: Sequence[Idea]) -> str:
    """A first wording of the outcome of a discussion, from what was said last in it."""
    match talk.technique:
        case "mind_map" | "open_discussion":
            return "\n".join(_branches(ideas))
        case "starbursting":
            asked = {point: [idea.text for idea in ideas if idea.part == point] for point in POINTS}
            return "\n\n".join(
                "\n".join([f"{point}?", *(f"- {text}" for text in found)])
                for point, found in asked.items()
                if found
            )
    last = ideas[-1].part if ideas else ""
    if talk.technique == "reverse_brainstorming" and any(idea.part == TURNED for idea in ideas):
        last = TURNED
    return "\n".join(f"- {idea.text}" for idea in ideas if idea.part == last)


def _branches(ideas: Sequence[Idea]) -> Iterator[str]:
    """An outline as bullets, one for each branch, with what hangs below it behind its name."""
    at = [n for n, idea in enumerate(ideas) if not idea.level or not n]
    for begin, end in pairwise([*at, len(ideas)]):
        below = "; ".join(idea.text for idea in ideas[begin + 1 : end])
        yield f"- {ideas[begin].text}: {below}" if below else f"- {ideas[begin].text}"


def next_talk(book: Book) -> Talk:
    """The talk that comes next: the first in a session to come of which nothing was said, else simply the first."""
    planned = sessions(book)
    every = [talk for session in planned for talk in session.talks]
    still = [talk for session in planned if session.open for talk in session.talks]
    begun = {idea.talk for idea in book.ideas.values()}
    waiting = [
        talk
        for talk in still
        if talk.id not in begun and not (talk.topic != "other" and words_of(book, talk.topic))
    ]
    return next(iter([*waiting, *still, *every]), first_talk("vision"))


def put_behind(book: Book, change: Change, idea: Idea, before: str) -> Idea:
    """Put an idea behind the one with the id ``before``, or at the end, as part of a change."""
    said = [other for other in book.ideas.values() if other.talk == idea.talk and other.id != idea.id]
    said.sort(key=lambda other: (other.place, other.id))
    at = next((place for place, other in enumerate(said, 1) if other.id == before), len(said))
    for place, other in enumerate([*said[:at], idea, *said[at:]]):
        if place != other.place or other is idea:
            change.put(replace(other, place=place))
    return replace(idea, place=at)


def shifted(ideas: Sequence[Idea], key: str, step: int) -> list[Idea]:
    """An idea of an outline one level in or out, with what hangs below it; none where that cannot be."""
    at = next((n for n, idea in enumerate(ideas) if idea.id == key), None)
    if at is None:
        return []
    level = ideas[at].level
    if not 0 <= level + step <= (ideas[at - 1].level + 1 if at else 0):
        return []
    end = next((n for n in range(at + 1, len(ideas)) if ideas[n].level <= level), len(ideas))
    return [replace(idea, level=idea.level + step) for idea in ideas[at:end]]


def unturned(ideas: Sequence[Idea]) -> list[Idea]:
    """The causes of a reverse brainstorming that nothing was made of so far."""
    done = {idea.cause for idea in ideas}
    return [idea for idea in ideas if idea.part == CAUSES and idea.id not in done]


def keep_outcome(book: Book, change: Change, talk: Talk, text: str, today: date) -> None:
    """Put the outcome of a discussion where it belongs: its topic's place in the charter, else the notes of its session.

    Raises:
        GuildbookError: neither is there.
    """
    if talk.topic != "other":
        settle(book, change, talk.topic, text, on=today, gathering=talk.gathering)
    elif gathering := book.gatherings.get(talk.gathering):
        notes = f"{gathering.notes}\n\n{talk.name}\n{text}".strip()
        change.put(replace(gathering, notes=notes))
    else:
        raise GuildbookError(
            f"‘{talk.name}’ is not part of a session, so the outcome has no notes to go into. Copy the outcome instead."
        )
