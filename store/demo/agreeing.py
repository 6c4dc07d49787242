"""What the sample community agreed on when it began, how it came to that, and what people want to talk about next."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from msgspec.structs import replace

from store.core.record import new_id
from store.demo.sample import Sample
from store.launch.kickoff import SEVEN, first_talk
from store.launch.techniques import CAUSES, TURNED
from store.model.agreement import Article, Idea, Talk, Topic, Wish

FIRST, SECOND = 0, 1
"""The parts of the kick-off."""
REVIEW_IN = 70
"""Days from now until the charter is reviewed."""

SETTLED: dict[Topic, tuple[int, str]] = {
    "vision": (FIRST, "Every team has someone who can teach what the team does best."),
    "mission": (FIRST, "We find colleagues with something to teach, help them teach it well and make sure they are "
                "thanked."),
    "purpose": (FIRST, "We bring together colleagues who like to teach, so that what one of us knows soon helps many."),
    "roles": (SECOND, "- Nina hosts until someone takes over.\n- Roles go to volunteers, for as long as they want them.\n"
              "- A moderator is appointed for the first 6 months; after that we elect one."),
    "activities": (SECOND, "- Practice labs, where anything may go wrong.\n- Sessions for colleagues, alone or in pairs.\n"
                   "- Sitting in on each other’s sessions and saying what worked."),
    "processes": (SECOND, "- Anyone interested has coffee with one of us first.\n- No one leads a first session alone.\n"
                  "- Materials go into the library the same week."),
    "rituals": (SECOND, "- Practice every second Tuesday.\n- Coffee every second Thursday.\n- Ask me anything and a "
                "spotlight once a month."),
    "rules": (SECOND, "- Taking part is voluntary, and so is leaving.\n- What we try in a lab stays in the lab.\n- Two hours "
              "a month is enough."),
    "channels": (SECOND, "In the #trainers-circle channel; every question is answered within a week."),
    "meetings": (SECOND, "Practice every second Tuesday, coffee every second Thursday, in the back room of the canteen."),
}  # fmt: skip
"""By topic: at which part of the kick-off it was agreed, and its wording."""

CHANGED: tuple[tuple[Topic, int, str], ...] = (
    ("channels", 150, "In the #trainers-circle channel; every question is answered within 2 working days."),
    ("meetings", 150, "Practice every second Tuesday, coffee every second Thursday, ask me anything and a spotlight "
     "once a month."),
    ("roles", 68, "- Members take turns to host; Nina steps in when no one can.\n- Roles go to volunteers, for as long "
     "as they want them.\n- The moderator is elected for a year."),
)  # fmt: skip
"""What was agreed on later: topic, days ago, words."""

SAID: dict[Topic, tuple[tuple[str, str, int], ...]] = {
    "vision": (
        ("Knowledge stays when people leave", "", 0), ("someone in every team", "", 1),
        ("recorded, so that night shifts see it too", "", 1), ("Teaching is part of the job", "", 0),
        ("2 hours a month, agreed with the manager", "", 1),
    ),
    "purpose": (
        ("Pass on what we know", "In fours", 0), ("Get better at it", "In fours", 0), ("Be recognised", "In fours", 0),
        ("What one of us knows soon helps many", "Everyone", 0),
    ),
    "processes": (
        ("Leave newcomers alone with a full room", CAUSES, 0),
        ("Keep the slides on one laptop", CAUSES, 0),
        ("No one leads a first session alone", TURNED, 0),
        ("Materials go into the library the same week", TURNED, 0),
    ),
}  # fmt: skip
"""What was said in some of the talks: words, part, level."""

WISHES: tuple[tuple[str, str, int, int, str], ...] = (
    ("How do I keep a room awake after lunch?", "Raj Patel", 11, 24, ""),
    ("A session that works online and in the room at once", "Chloé Martin", 9, 31, ""),
    ("Getting honest feedback from people who are polite", "Li Chen", 8, 52, ""),
    ("What to do with a know-it-all", "Fatima Zahra Benali", 7, 17, ""),
    ("Turning slides into exercises", "Lukas Brandt", 5, 12, ""),
    ("How much time can we take for this, and who decides?", "", 4, 9, ""),
    ("Recording yourself without hating it", "Олена Коваль", 6, 120, "Ask me anything"),
    ("Showing a task without doing it for them", "Mateo Fernández", 9, 165, "Practice lab"),
)
"""What people want to talk about: topic, who raised it, votes, days ago, and the ritual that took it up."""


def agreed(s: Sample) -> None:
    """The two parts of the kick-off with their talks, the charter they led to, and what was changed since."""
    chance = Random("agreeing")
    parts = sorted((g for g in s.book.gatherings.values() if g.name.startswith("Kick-off")), key=lambda g: g.on)
    days = {FIRST: parts[0].on, SECOND: parts[-1].on}
    for place, topic in enumerate(SEVEN):
        gathering = parts[SETTLED[topic][0]]
        talk = s.add(
            replace(first_talk(topic), gathering=gathering.id, place=place, people=len(gathering.attended))
        )
        _said(s, talk, topic, chance)
    for topic, (part, text) in SETTLED.items():
        key = new_id(chance.getrandbits)
        s.add(Article(id=key, topic=topic, text=text, on=days[part], gathering=parts[part].id))
    for topic, ago, text in CHANGED:
        on = max(s.ago(ago), days[SECOND])
        s.add(Article(id=new_id(chance.getrandbits), topic=topic, text=text, on=on, step=1))
    s.add(replace(s.book.community, review_on=s.today + timedelta(days=REVIEW_IN)))


def _said(s: Sample, talk: Talk, topic: Topic, chance: Random) -> None:
    causes: list[str] = []
    for place, (text, part, level) in enumerate(SAID.get(topic, ())):
        key = new_id(chance.getrandbits)
        cause = causes.pop(0) if part == TURNED else ""
        s.add(Idea(id=key, talk=talk.id, text=text, part=part, level=level, place=place, cause=cause))
        if part == CAUSES:
            causes.append(key)


def survey(s: Sample) -> None:
    """Topics raised, some of them taken up."""
    chance = Random("survey")
    for title, who, votes, days, ritual in WISHES:
        on = s.ago(days)
        done = sorted(
            (g for g in s.book.gatherings.values() if g.name == ritual and g.state == "held" and g.on > on),
            key=lambda g: (g.on, g.id),
        )
        s.add(
            Wish(
                id=new_id(chance.getrandbits),
                title=title,
                by=s.named[who].id if who else "",
                votes=votes,
                on=on,
                gathering=done[0].id if done else "",
                note="" if who else "from the question box in the canteen",
            )
        )
