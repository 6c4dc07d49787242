"""Ready rituals to start from; every field can be changed before they are planned."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from msgspec import Struct

from store.calendar.recurrence import suggestions
from store.model.calendar import RitualKind


class RitualTemplate(Struct, frozen=True):
    """A ritual others found worth keeping."""

    name: str
    kind: RitualKind
    gain: str
    meaning: str
    often: int
    """Which of the suggested recurrences: 0 weekly, 1 every second week, 2 monthly; -1 once."""
    at: time
    minutes: int
    preparation: tuple[str, ...] = ()

    def values(self, start: date) -> dict[str, Any]:
        """The fields of a ritual of this kind that starts on a day."""
        return {
            "name": self.name,
            "kind": self.kind,
            "gain": self.gain,
            "meaning": self.meaning,
            "rule": suggestions(start)[self.often] if self.often >= 0 else "",
            "at": self.at,
            "minutes": self.minutes,
            "preparation": self.preparation,
        }


_ALL = (
    RitualTemplate(
        "Ask me anything", "ask_me_anything", "Get a straight answer from someone who has been there.",
        "No question is too small here.", 2, time(12, 30), 45, ("invite a guest", "collect questions in advance"),
    ),
    RitualTemplate(
        "Trainers' coffee", "social", "Know who to call, and laugh about what went wrong.",
        "We are colleagues first.", 1, time(9, 30), 30,
    ),
    RitualTemplate(
        "Member spotlight", "spotlight", "Show what you are good at and be recognised for it.",
        "Everyone here has something worth showing.", 2, time(16, 0), 30, ("ask next month’s member",),
    ),
    RitualTemplate(
        "Round-up", "round_up", "See what we have achieved, including your part.",
        "We look back together before we move on.", 2, time(15, 0), 45, ("collect wins", "collect numbers"),
    ),
    RitualTemplate(
        "Train the trainer", "training_session", "Try a new teaching method where mistakes are safe.",
        "Knowing a subject is not the same as teaching it.", 2, time(14, 0), 90, ("book a room", "bring one exercise"),
    ),
    RitualTemplate(
        "Welcome round", "onboarding", "Know what to expect, find a mentor, take a first small step.",
        "No one starts alone.", 2, time(10, 0), 60, ("find a mentor for each newcomer",),
    ),
    RitualTemplate(
        "Open forum", "forum", "Bring a problem, leave with three ideas.",
        "Others here have solved the same problems.", 2, time(13, 0), 60,
    ),
    RitualTemplate(
        "Celebration", "milestone", "Public thanks, with cake.",
        "What we have achieved is worth a pause.", -1, time(16, 0), 60, ("cake", "invite the managers too"),
    ),
    RitualTemplate(
        "A ritual of our own", "other", "", "", 2, time(12, 0), 60,
    ),
)  # fmt: skip
TEMPLATES: dict[str, RitualTemplate] = {template.name: template for template in _ALL}
