"""What else the sample community thanks for: spotlights, managers, and a behaviour still waiting for its first praise."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from msgspec.structs import replace

from store.calendar.rituals import held
from store.core.record import new_id
from store.demo import words
from store.demo.sample import Sample
from store.model.community import BEHAVIOURS
from store.model.recognition import Contribution, Recognition

WANTED = (*BEHAVIOURS, "is open about what did not work")
IN_THE_LIGHT = (
    ("Henrik Sørensen", "This month’s spotlight: Henrik, who makes a budget read like a story."),
    ("Marek Dvořák", "This month’s spotlight: Marek, at whose table no one stays a stranger."),
    ("Priya Nair", "Our first spotlight: Priya, who showed that one hour on pivot tables can change a week."),
)
"""Who stood in the spotlight at the last three, the latest first."""
MANAGERS_THANKED = (
    (
        "Operations",
        32,
        "Thank you for letting Marek and Mateo teach on a Wednesday: the whole company benefits.",
    ),
    ("Sales", 68, "Thank you for lending us Ana’s time. Her sessions are full."),
)
"""The managers of which department were thanked, how many days ago, and the message."""
MENTORED = "Li Chen"
"""Who the latest mentoring was for."""


def praise(s: Sample) -> None:
    """Put it in, with a chance of its own, so that the rest of the sample stays as it is."""
    chance = Random(len(s.people)).getrandbits
    s.add(replace(s.book.community, behaviours=WANTED))
    _, spotlight = s.rituals["Member spotlight"]
    shone = [g for g in held(s.book, s.start, s.today - timedelta(days=1)) if g.ritual == spotlight.id][::-1]
    for (name, text), gathering in zip(IN_THE_LIGHT, shone, strict=False):
        if (who := s.named[name]).id in gathering.attended:
            s.add(
                Recognition(
                    id=new_id(chance), to=(who.id,), behaviour="shares knowledge", words=text, on=gathering.on,
                    form="spotlight", where="Member spotlight", public=True,
                )
            )  # fmt: skip
    for department, days, text in MANAGERS_THANKED:
        s.add(
            Recognition(
                id=new_id(chance), named=(words.MANAGERS[department],), behaviour="helps others", words=text,
                on=s.ago(days), where="by email",
            )
        )  # fmt: skip
    _mentored(s)


def _mentored(s: Sample) -> None:
    """The latest mentoring was for someone; it is a connection, and no deed of theirs."""
    found = [c for c in s.book.contributions.values() if c.kind == "mentored_trainer"]
    latest = max(found, key=lambda c: (c.on, c.id), default=None)
    who = s.named[MENTORED].id
    if isinstance(latest, Contribution) and latest.volunteer != who:
        s.add(replace(latest, together=(who,)))
