"""How the sample community's organiser looks after the whole: self-assessments, needs, confirmed roadmap steps, a lost document."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from store.core.record import new_id
from store.demo.sample import Sample
from store.model.assessments import Agreement, Grade, Score, Word
from store.model.library import Resource
from store.model.people import Need

AGREED: tuple[tuple[str, str, str, int, int], ...] = (
    ("purpose", "We teach each other what we know, so that no one here has to learn it alone.", "everyone, at the kick-off", 250, 30),
    ("member-identity", "Colleagues who like to explain, from any department; no titles in the room.", "everyone, at the kick-off", 250, 30),
    ("values", "Voluntary. Useful by Monday. Mistakes are shared, not hidden.", "the core group", 236, 90),
    ("shared-experiences", "A welcome table for newcomers, a practice lab, cake at every milestone.", "the core group", 120, 3),
    ("roles", "From answering one question to hosting a ritual; each step is offered, none is assigned.", "the core group", 120, 60),
    ("channels", "News in the channel, chat at the coffee corner, materials in the library.", "Mateo and me", 100, 80),
)  # fmt: skip
"""Theme, answer, by whom, how many days ago, and in how many days it is looked at again."""

SCORED: tuple[tuple[str, Grade, str, str, int], ...] = (
    ("vision", "occasional", "asked 5 people, heard 3 answers", "put the aim on the first slide of the forum", 180),
    ("vision", "steady", "asked 6 people, 5 said the same", "set an aim for next year, with a date", 40),
    ("leadership", "tried", "I decide nearly everything", "ask 2 people to form a core group", 180),
    ("leadership", "occasional", "Priya and Mateo decide on the labs", "hand over the round-up", 95),
    ("leadership", "steady", "the core group met twice without me", "find a sponsor in senior management", 40),
    ("convening", "steady", "7 rituals, 4 gatherings skipped this year", "fewer, better", 95),
    ("collaboration", "tried", "2 sessions led in pairs", "pair newcomers with core members", 40),
    ("measurement", "occasional", "plenty of figures, few quotes", "one quote per gathering", 95),
)  # fmt: skip
"""Facet, score, evidence, next step, and how many days ago."""

NEEDED: tuple[tuple[str, str, str, int, str, str, int], ...] = (
    ("help with quiet groups", "training", "Raj Patel", 70, "met", "an evening with Priya on asking questions", 48),
    ("a microphone that works", "tools", "Олена Коваль", 64, "met", "2 headsets bought", 30),
    ("someone to speak to my manager about the hours", "communication_help", "Grace Adeyemi", 33, "in_progress", "meeting with her team lead on Thursday", 5),
    ("a room with a whiteboard on Tuesdays", "tools", "", 9, "open", "", 0),
    ("a day off to prepare", "other", "Lukas Brandt", 90, "not_possible", "2 paid hours instead", 60),
)  # fmt: skip
"""What, kind, from whom, days ago, how it stands, what was done, and days ago."""

SAID = (
    ("roadmap:agreed", "Ingrid and Marta: start with 2 departments", 268),
    ("together:talk", "the channel runs without me", 40),
)


def launching(s: Sample) -> None:
    """Everything of this room, by a chance of its own, so that nothing else in the sample moves."""
    rng = Random(f"launching {s.people[0].id}")

    def fresh() -> str:
        return new_id(rng.getrandbits)

    def ahead(days: int) -> date:
        return s.today + timedelta(days=days)

    for theme, answer, by, days, again in AGREED:
        s.add(Agreement(id=fresh(), theme=theme, answer=answer, by=by, on=s.ago(days), review_on=ahead(again)))
    for facet, score, evidence, step, days in SCORED:
        s.add(
            Score(id=fresh(), facet=facet, score=score, evidence=evidence, next_step=step, on=s.ago(days),
                  review_on=ahead(50) if days == 40 else None)
        )  # fmt: skip
    for what, kind, who, days, status, done, done_days in NEEDED:
        person = s.named[who].id if who in s.named else ""
        s.add(
            Need(id=fresh(), what=what, kind=kind, who=person, on=s.ago(days), status=status, done=done,  # type: ignore[arg-type]
                 done_on=s.ago(done_days) if status in ("met", "not_possible") else None)
        )  # fmt: skip
    for about, note, days in SAID:
        s.add(Word(id=fresh(), about=about, note=note, on=s.ago(days)))
    left = sorted((p for p in s.named.values() if p.steps[-1][1] == "alumni"), key=lambda p: p.record.name)
    if left:
        s.add(
            Resource(
                id=fresh(), title="Who to call when a session is cancelled", kind="process",
                link="https://share.example.com/circle/who-to-call", owner=left[0].id, tags=("emergency",), on=s.ago(150),
            )
        )  # fmt: skip
