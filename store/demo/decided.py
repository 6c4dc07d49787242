"""What the sample community decided and prepared: the calendar's part that came later."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from store.calendar.rituals import gatherings, held
from store.demo.sample import Sample

FORUM, LAB = "Open forum", "Practice lab"
DECISIONS = (
    "Sessions start at ten past, so that no one has to rush from one to the next.\nLi will try it out next month.",
    "New members sit next to someone they do not know yet.",
    "One page of notes is enough; the host writes it the same day.",
)
"""The newest first."""
TARGET = 30
"""Per cent of the hosting that the organiser wants to be left with."""


def decided(s: Sample) -> None:
    """Decisions of the last forums, the first thing prepared for the next lab, and the target for hosting."""
    s.add(replace(s.book.community, hosting_target=TARGET))
    forums = [g for g in held(s.book, s.start, s.today) if g.name == FORUM and g.notes]
    for gathering, words in zip(reversed(forums), DECISIONS, strict=False):
        s.add(replace(gathering, decisions=words))
    coming = gatherings(s.book, s.today, s.today + timedelta(days=21))
    lab = next((g for g in coming if g.name == LAB), None)
    if lab and lab.ritual:
        s.add(replace(lab, prepared=s.book.rituals[lab.ritual].preparation[:1]))
