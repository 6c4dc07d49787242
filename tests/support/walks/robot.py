"""A trainer who works through the to-dos of Week every Monday, while the community goes on living.

What is done to the book are the changes that the screens make.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.calendar.occurrences import to_prepare
from store.calendar.rituals import expected, gatherings, likely_host
from store.core.record import ORGANISER
from store.finance.budget_periods import lapsed_budget
from store.finance.kpis import trend
from store.launch.assessments import latest, next_step
from store.launch.posts import ticked
from store.library.resources import orphans
from store.model.calendar import Gathering
from store.model.finance import Budget, Reading
from store.model.people import Ask, Contact, Need, Tenure, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stakeholders import Post
from store.model.training import Readiness
from store.people.requests import answered
from store.people.stages import members, move, neighbour, stage_of
from store.training.readiness import certifiable
from store.updates.compose import compose, sent
from store.week import snoozing
from store.week.action import Act, DealWithGathering

Doing = Callable[[Book, Change, Act, date], object]


def found(book: Book, act: Act, today: date) -> Gathering:
    """The gathering of a to-do."""
    assert isinstance(act.target, DealWithGathering)
    near = gatherings(book, today - timedelta(days=60), today + timedelta(days=60))
    return next(gathering for gathering in near if gathering.id == act.target.gathering)


def record(book: Book, change: Change, act: Act, today: date) -> None:
    """Record a gathering with those who usually attend."""
    gathering = found(book, act, today)
    came = tuple(v.id for v in expected(book, gathering, today))
    change.put(replace(gathering, state="held", attended=came, host=gathering.host or ORGANISER))


def prepare(book: Book, change: Change, act: Act, today: date) -> None:
    """Tick everything that is prepared."""
    gathering = found(book, act, today)
    change.put(replace(gathering, prepared=to_prepare(book, gathering)))


def find_host(book: Book, change: Change, act: Act, today: date) -> None:
    """Take who is likeliest to host."""
    gathering = found(book, act, today)
    likely = likely_host(book, gathering, today)
    change.put(replace(gathering, host=likely[0].id if likely else ORGANISER))


def write_up(book: Book, change: Change, act: Act, today: date) -> None:
    """Write a line."""
    change.put(replace(found(book, act, today), notes="What was said."))


def contact(_book: Book, change: Change, act: Act, today: date) -> None:
    """Note a contact."""
    change.put(Contact(who=act.subject, on=today, note="Had a word."))


def update(book: Book, change: Change, act: Act, today: date) -> None:
    """Send an update."""
    change.put(sent(book, compose(book, book.stakeholders[act.subject], today), today))


def request(book: Book, change: Change, act: Act, today: date) -> None:
    """Record an answer."""
    if asked := book.asks.get(act.key.partition(":")[2]):
        change.put(answered(asked, "accepted", today))
    else:
        change.put(replace(book.stakeholders[act.subject], ask="", ask_by=None))


def thank(_book: Book, change: Change, act: Act, today: date) -> None:
    """Thank someone."""
    change.put(Recognition(to=(act.subject,), behaviour="helps others", words="Thank you", on=today))


def next_stage(book: Book, change: Change, act: Act, today: date) -> None:
    """Move someone on."""
    person = book.volunteers[act.subject]
    stage = neighbour(stage_of(book, person, today).stage, 1)
    assert stage
    move(book, change, person, stage, today)


def certify(book: Book, change: Change, act: Act, today: date) -> None:
    """Certify a trainer for a year."""
    one = next(candidate for candidate in certifiable(book, today) if candidate.key == act.key)
    until = today + timedelta(days=365)
    change.put(Readiness(volunteer=one.volunteer.id, topic=one.topic, level="certified", on=today, until=until))


def fill_role(book: Book, change: Change, act: Act, today: date) -> None:
    """Give a role to someone for a while."""
    who = members(book, today)[0].id
    change.put(Tenure(role=act.subject, volunteer=who, since=today, until=today + timedelta(days=120)))


def own(book: Book, change: Change, act: Act, _today: date) -> None:
    """Own what has no owner."""
    for resource in next(group for group in orphans(book) if group.key == act.key).resources:
        change.put(replace(resource, owner=ORGANISER))


def review(book: Book, change: Change, act: Act, today: date) -> None:
    """Answer again; look at it again in half a year."""
    later = today + timedelta(days=180)
    if act.subject == "charter":
        change.put(replace(book.community, review_on=later))
    else:
        answer = replace(latest(book)[act.subject], on=today, review_on=later, step=next_step(book, act.subject))
        change.put(replace(answer, id=f"{answer.id[:6]}{today:%m%d}"))


def setting(book: Book, change: Change, act: Act, today: date) -> None:
    """Set what is missing."""
    if ended := lapsed_budget(book, today) if act.subject == "budget" else None:
        change.put(
            Budget(since=ended.until + timedelta(days=1), until=today + timedelta(days=200), amount=Decimal(9000))
        )
    else:
        change.put(replace(book.community, timezone="Europe/Vienna"))


def reading(book: Book, change: Change, act: Act, today: date) -> None:
    """Read a KPI, a step nearer to its target."""
    known = trend(book, book.kpis[act.subject])
    last = known.latest.value if known.latest else known.kpi.baseline
    change.put(Reading(kpi=act.subject, value=(last + known.kpi.target) / 2, on=today))


def celebrate(book: Book, change: Change, act: Act, today: date) -> None:
    """Thank a member, or plan a post about what the community has reached."""
    if act.subject in book.volunteers:
        thank(book, change, act, today)
    else:
        change.put(Post(what=act.name, on=today, done_on=today))


DO: dict[str, Doing] = {
    "update": update, "record": record, "prepare": prepare, "find_host": find_host, "remind_host": contact,
    "request": request, "thank": thank, "celebrate": celebrate, "check_in": contact, "mentored": contact, "ask": contact, "next_stage": next_stage,
    "do": lambda book, change, act, today: change.put(replace(book.reminders[act.key.partition(":")[2]], done_on=today)),
    "answer": lambda book, change, act, _: change.put(replace(book.needs[act.subject], status="in_progress")),
    "training_request": lambda book, change, act, today: change.put(replace(book.training_requests[act.subject], declined_on=today, reason="no room")),
    "write_up": write_up, "certify": certify, "role": fill_role, "owner": own, "review": review, "setting": setting, "reading": reading,
    "session_plan": lambda book, change, act, today: change.put(
        replace(book.session_plans[act.subject], review_on=today + timedelta(days=365))
    ),
    "post": lambda book, change, act, today: change.put(ticked(book.posts[act.subject], today)),
}  # fmt: skip
"""How each kind is done in one change; the others are dismissed, as no one form settles them."""


def deal(book: Book, line: Act, today: date) -> None:
    """Do a to-do, or all that it stands for, one after the other."""
    for act in line.singles:
        with book.change(act.title) as change:
            if doing := DO.get(act.kind):
                doing(book, change, act, today)
            else:
                snoozing.dismiss(book, change, act, today)


def live(book: Book, chance: Random, monday: date) -> None:
    """What happens in a week beside the rituals: contributions, newcomers, requests, needs and posts."""
    inside = sorted(volunteer.id for volunteer in members(book, monday))
    busy = inside[: len(inside) * 2 // 3]

    def day() -> date:
        return monday - timedelta(days=chance.randint(1, 6))

    with book.change("A week goes by") as change:
        for number in range(chance.randint(0, 2)):
            kind = chance.choice(("led_session", "shared_material", "answered_question"))
            change.put(Contribution(volunteer=chance.choice(busy), kind=kind, on=day(), topic=f"Topic {number}"))
        if chance.random() < 0.2:
            change.put(Volunteer(name=f"New {monday:%d %b}", met_on=day()))
        if chance.random() < 0.2:
            change.put(Ask(who=chance.choice(inside), what="host once", on=day()))
        if chance.random() < 0.15:
            change.put(Need(what="a projector", on=day(), who=chance.choice(inside)))
        if chance.random() < 0.2:
            change.put(Post(what="A story", on=day()))
