"""Facilitating a talk: groups, phases, the timer that keeps their time, and what came of it.

The phases of 1-2-4-All are those of Liberating Structures: one minute alone, two in pairs, four in fours, then all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from store.adoption import members
from store.kickoff import Idea, Talk, Technique
from store.rituals import expected
from store.text import counted

if TYPE_CHECKING:
    from store.book import Book

Together = Literal["alone", "pairs", "fours", "everyone"]
POINTS = ("Who", "What", "Where", "When", "Why", "How")
"""The points of the star: only questions are asked, answers come later."""
CAUSES, TURNED = "How could we cause it?", "Turned round"
MOST_PASSES = 3
"""Times a round robin passes an idea on; after that little new is added."""
STEP = 5
"""Seconds that shared-out phases are rounded to."""
SHORTEST, LONGEST = 5, 4 * 60 * 60
"""Seconds a phase can take."""
MORE = 60
"""Seconds that one press adds."""
MOST_PEOPLE = 999

_SIZES = {2: "pair", 3: "trio", 4: "four", 5: "five", 6: "six"}
_LENGTH = re.compile(r"(\d{1,3})(?::([0-5]\d)|[.,](\d))?")


# -- groups ----------------------------------------------------------------------------------------


def pairs(people: int) -> tuple[int, ...]:
    """Sizes of the pairs so many people make: one trio where they are odd, one person alone where there is no other."""
    if people < 2:
        return (people,) if people else ()
    return (2,) * (people // 2 - people % 2) + (3,) * (people % 2)


def fours(people: int) -> tuple[int, ...]:
    """Sizes of the fours so many people make, each of whole pairs: with a five, a six or a three where it must be."""
    small = list(pairs(people))
    made = []
    while len(small) > 1:
        made.append(small.pop(0) + small.pop(0))
    if small and made and small[0] == 2:
        made[-1] += small.pop()  # a pair on its own is too few: three pairs make a six
    return tuple(sorted(made + small, reverse=True))


def groups(people: int, together: Together) -> tuple[int, ...]:
    """Sizes of the groups of a phase."""
    match together:
        case "alone":
            return (1,) * people
        case "pairs":
            return pairs(people)
        case "fours":
            return fours(people)
    return (people,) if people else ()


def in_words(people: int, together: Together) -> str:
    """The groups as they are called out: «2 fours and 1 five»."""
    if people < 2:
        return "one person" if people else "nobody yet"
    if together == "alone":
        return f"{people} people, each alone"
    if together == "everyone":
        return f"all {people} together"
    found = sorted(Counter(groups(people, together)).items(), key=lambda pair: (-pair[1], pair[0]))
    return " and ".join(counted(count, _SIZES[size]) for size, count in found).replace("sixs", "sixes")


def people_at(book: Book, talk: Talk, today: date) -> int:
    """How many take part in a talk: as was said, else who came or is expected, else all members."""
    if talk.people is not None:
        return min(talk.people, MOST_PEOPLE)
    gathering = book.gatherings.get(talk.gathering)
    if gathering is None:
        return len(members(book, today))
    return len(gathering.attended) or len(expected(book, gathering, today))


# -- phases ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of a talk."""

    name: str
    seconds: int
    together: Together
    task: str
    """What is done in it, in one line to be read out."""


def phases(talk: Talk, people: int) -> tuple[Phase, ...]:
    """The phases of a talk: with the lengths given for them, or sharing its minutes as the technique does."""
    plan = _plan(talk.technique, people)
    whole = sum(phase.seconds for phase in plan)
    wanted = min(max(talk.minutes, 1) * 60, LONGEST)
    if len(talk.lengths) == len(plan):
        lengths = list(talk.lengths)
    else:
        lengths = [max(SHORTEST, round(phase.seconds * wanted / whole / STEP) * STEP) for phase in plan]
        lengths[-1] = max(SHORTEST, lengths[-1] + wanted - sum(lengths))
    return tuple(
        Phase(phase.name, length, phase.together, phase.task) for phase, length in zip(plan, lengths, strict=True)
    )


def _plan(technique: Technique, people: int) -> list[Phase]:
    match technique:
        case "1-2-4-All":
            return [
                Phase("Alone", 60, "alone", "Think for yourself, and write your ideas down."),
                Phase("In pairs", 120, "pairs", "Tell each other, and build on what you hear."),
                Phase("In fours", 240, "fours", "Compare. What is alike, what is different?"),
                Phase("Everyone", 300, "everyone", "Each group: one idea that stands out for you."),
            ]
        case "mind map":
            return [
                Phase(
                    "Branches", 600, "everyone", "What belongs to it? One branch after the other, all of it counts."
                ),
                Phase("Look at it", 300, "everyone", "Which branch carries the rest? What can go?"),
            ]
        case "starbursting":
            asked = [
                Phase(f"{point}?", 120, "everyone", "Only questions now; answers come later.") for point in POINTS
            ]
            return [*asked, Phase("Choose", 180, "everyone", "Which questions must be answered first?")]
        case "round robin":
            rounds = min(max(len(fours(people)) - 1, 1), MOST_PASSES)
            passed = "Pass your idea on. Build on the one you get, or counter it."
            return [
                Phase("First idea", 180, "fours", "Each group writes one idea down."),
                *(
                    Phase(f"Pass on {n + 1}" if rounds > 1 else "Pass on", 120, "fours", passed)
                    for n in range(rounds)
                ),
                Phase("Everyone", 240, "everyone", "What became of your idea? Which ones do we keep?"),
            ]
        case "reverse brainstorming":
            return [
                Phase("Causes", 360, "fours", "How could we bring the opposite about? Everything counts."),
                Phase("Turn round", 360, "fours", "Take cause by cause: what does it tell us to do?"),
                Phase("Everyone", 180, "everyone", "Which of these do we begin with?"),
            ]
    return [Phase("Talk", 600, "everyone", "One speaks, the others listen.")]


def parse_length(typed: str) -> int:
    """The seconds meant by ``2``, ``1:30`` or ``1.5`` minutes.

    Raises:
        ValueError: nothing of the kind, said in one line.
    """
    match = _LENGTH.fullmatch(typed.strip())
    seconds = int(match[1]) * 60 + int(match[2] or 0) + int(match[3] or 0) * 6 if match else 0
    if not SHORTEST <= seconds <= LONGEST:
        raise ValueError(f"«{typed[:20]}» is no length for a phase: try 2 or 1:30 (minutes)")
    return seconds


def minutes(seconds: float) -> str:
    """Seconds as a clock shows them, whole ones still to come: ``4:05``."""
    whole = max(0, -int(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02}"


# -- the timer -------------------------------------------------------------------------------------


class Timer:
    """Keeps the time of several phases, one after the other.

    Nothing has to happen for it to go on: whoever asks is told from the clock, so no delay adds up.
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


# -- what came of it -------------------------------------------------------------------------------


def part_of(talk: Talk, index: int, people: int) -> str:
    """The part of a talk that what is said in a phase belongs to."""
    found = phases(talk, people)
    phase = found[min(index, len(found) - 1)]
    match talk.technique:
        case "starbursting":
            return POINTS[min(index, len(POINTS) - 1)]
        case "reverse brainstorming":
            return TURNED if index else CAUSES
        case "mind map" | "open talk":
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
    """A first wording of what came of a talk, from what was said last in it."""
    match talk.technique:
        case "mind map" | "open talk":
            return "\n".join(f"{'  ' * idea.level}- {idea.text}" for idea in ideas)
        case "starbursting":
            asked = {point: [idea.text for idea in ideas if idea.part == point] for point in POINTS}
            return "\n\n".join(
                "\n".join([f"{point}?", *(f"- {text}" for text in found)])
                for point, found in asked.items()
                if found
            )
    last = ideas[-1].part if ideas else ""
    if talk.technique == "reverse brainstorming" and any(idea.part == TURNED for idea in ideas):
        last = TURNED
    return "\n".join(f"- {idea.text}" for idea in ideas if idea.part == last)
