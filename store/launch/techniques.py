"""The techniques of a talk: the groups so many people make, and the phases the time is shared out among.

The phases of 1-2-4-All are those of Liberating Structures: one minute alone, two in pairs, four in fours, then all.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import accumulate, pairwise
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import expected
from store.core.text import pluralize
from store.model.agreement import Talk, Technique
from store.people.stages import members

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
MOST_PEOPLE = 999

_SIZES = {2: "pair", 3: "trio", 4: "four", 5: "five", 6: "six"}
_LENGTH = re.compile(r"([0-9]{1,3})(?::([0-5][0-9])|[.,]([0-9]))?")


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
    """The groups as they are called out: ‘2 fours and 1 five’."""
    if people < 2:
        return "one person" if people else "no one yet"
    if together == "alone":
        return f"{people} people, each alone"
    if together == "everyone":
        return f"all {people} together"
    found = sorted(Counter(groups(people, together)).items(), key=lambda pair: (-pair[1], pair[0]))
    return " and ".join(pluralize(count, _SIZES[size]) for size, count in found).replace("sixs", "sixes")


def people_at(book: Book, talk: Talk, today: date) -> int:
    """How many take part in a talk: as was said, else who came or is expected, else all members."""
    if talk.people is not None:
        return min(talk.people, MOST_PEOPLE)
    gathering = book.gatherings.get(talk.gathering)
    if gathering is None:
        return len(members(book, today))
    return len(gathering.attended) or len(expected(book, gathering, today))


# -- phases ----------------------------------------------------------------------------------------


class Phase(Struct, frozen=True):
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
        ends = accumulate(phase.seconds for phase in plan)
        rounded = [0, *(round(end * wanted / whole / STEP) * STEP for end in ends)]
        lengths = [end - start for start, end in pairwise(rounded)]
    return tuple(
        Phase(phase.name, length, phase.together, phase.task) for phase, length in zip(plan, lengths, strict=True)
    )


def _plan(technique: Technique, people: int) -> list[Phase]:
    match technique:
        case "one_two_four_all":
            return [
                Phase("Alone", 60, "alone", "Think on your own, and write your ideas down."),
                Phase("In pairs", 120, "pairs", "Share them, and build on what you hear."),
                Phase("In fours", 240, "fours", "Compare: what is similar, and what is different?"),
                Phase("Everyone", 300, "everyone", "Each group shares one idea that stands out."),
            ]
        case "mind_map":
            return [
                Phase(
                    "Branches", 600, "everyone", "What belongs to it? Take one branch at a time; everything counts."
                ),
                Phase("Review", 300, "everyone", "Which branch matters most? What can we drop?"),
            ]
        case "starbursting":
            asked = [Phase(point, 120, "everyone", "Only questions now; answers come later.") for point in POINTS]
            return [*asked, Phase("Choose", 180, "everyone", "Which questions must be answered first?")]
        case "round_robin":
            rounds = min(max(len(fours(people)) - 1, 1), MOST_PASSES)
            passed = "Pass your idea on. Build on the one you receive, or challenge it."
            return [
                Phase("First idea", 180, "fours", "Each group writes one idea down."),
                *(
                    Phase(f"Pass on, round {n + 1}" if rounds > 1 else "Pass on", 120, "fours", passed)
                    for n in range(rounds)
                ),
                Phase("Everyone", 240, "everyone", "What became of your idea? Which ones do we keep?"),
            ]
        case "reverse_brainstorming":
            return [
                Phase("Causes", 360, "fours", "How could we cause the opposite? Everything counts."),
                Phase("Solutions", 360, "fours", "Take each cause in turn: what does it tell us to do?"),
                Phase("Everyone", 180, "everyone", "Which of these do we start with?"),
            ]
    return [Phase("Talk", 600, "everyone", "One person speaks, the others listen.")]


def parse_length(typed: str) -> int:
    """The seconds meant by ``2``, ``1:30`` or ``1.5`` minutes.

    Raises:
        ValueError: nothing of the kind, said in one line.
    """
    match = _LENGTH.fullmatch(typed.strip())
    seconds = int(match[1]) * 60 + int(match[2] or 0) + int(match[3] or 0) * 6 if match else 0
    if not SHORTEST <= seconds <= LONGEST:
        raise ValueError(f"‘{typed[:20]}’ is not a phase length. Enter the length in minutes, such as 2 or 1:30")
    return seconds


def minutes(seconds: float) -> str:
    """Seconds as a clock shows them, whole ones still to come: ``4:05``."""
    whole = max(0, -int(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02}"
