"""What the sample community shows on its hub, and who agreed to be named there."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from store.demo.sample import Sample
from store.launch.charter import standing
from store.model.agreement import TOPICS
from store.people.stages import members

LISTED = ("yes, gladly", "said so at the practice lab", "yes, with my topics", "agreed by email")
"""What people said when they were asked whether they may be named."""
NOT_LISTED = 4
"""Of so many members one was not asked yet."""
KEPT_INSIDE = ("What to tell your manager about 2 hours a month",)
"""What the library has for members only."""


def publishing(s: Sample) -> None:
    """Tick what everyone may see; most members agreed to be named."""
    tables = (s.book.rituals, s.book.roles, s.book.resources, s.book.wishes)
    articles = [found for topic in TOPICS if topic != "rules" and (found := standing(s.book, topic))]
    for record in [*(record for table in tables for record in table.values()), *articles]:
        if getattr(record, "title", "") not in KEPT_INSIDE:
            s.add(replace(record, on_hub=True))
    for number, volunteer in enumerate(sorted(members(s.book, s.today), key=lambda one: one.name)):
        if number % NOT_LISTED:
            agreed = max(volunteer.yes_on or s.start, s.start) + timedelta(days=3)
            words = LISTED[number % len(LISTED)]
            s.add(replace(volunteer, may_be_listed_on=min(agreed, s.today), may_be_listed_words=words))
