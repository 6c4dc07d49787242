"""Session plans: of a topic or of one session, what a first one may begin with, and which are due for review."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from store.book.book import Book
from store.core.dates import format_day
from store.core.fields import fields
from store.core.record import ORGANISER
from store.core.text import clean, normalize, one_line
from store.model.calendar import Gathering
from store.model.training import SessionPlan
from store.people.directory import full_name_of, name_of
from store.texts.documents.session_plan import session_plan
from store.training.readiness import same_topic, what

PARTS = ("aim", "opening", "activity", "check", "materials", "outcomes")
"""What a plan says at length, in this order."""
TAKEN_OVER = ("topic", "aim", "audience", "opening", "activity", "check", "materials")
"""What the plan of one session takes over from the plan on its topic."""
FIRST_SESSION = {
    "aim": "At the end, everyone can do one task on their own that they could not do before.",
    "audience": "Colleagues new to the topic, 12 at most",
    "opening": "10 min: welcome, why it matters, one question for everyone: what would you like to be able to do?",
    "activity": "10 min: show the task once, step by step.\n10 min: do it together.\n20 min: each person does it alone, with an example from their own work.",
    "check": "10 min: in pairs, learners explain to each other how it is done.",
    "materials": "Five slides at most, one exercise per person, feedback cards",
}
"""What a first session of an hour may look like."""
REVIEW_AFTER = relativedelta(years=1)
"""Time until a plan on a topic is to be looked at again, unless another day is set."""


def plan_of(book: Book, gathering: str) -> SessionPlan | None:
    """The plan of one session."""
    found = [plan for plan in book.session_plans.values() if plan.gathering == gathering and gathering]
    return min(found, key=lambda plan: plan.id, default=None)


def plans_on(book: Book, topic: str) -> list[SessionPlan]:
    """The plans for every session on a topic."""
    wanted = same_topic(topic)
    return [plan for plan in shelf(book) if wanted and not plan.gathering and same_topic(plan.topic) == wanted]


def shelf(book: Book) -> list[SessionPlan]:
    """Every plan by topic; those on the topic before those of one session."""
    plans = book.session_plans.values()
    return sorted(plans, key=lambda plan: (normalize(plan.topic), bool(plan.gathering), plan.id))


def certified_authors(book: Book, today: date) -> frozenset[str]:
    """The ids of the plans whose author is certified for the topic."""
    plans = book.session_plans.values()
    far = what(book, today) if plans else {}
    ready = ((plan.id, far.get(plan.author, {}).get(same_topic(plan.topic))) for plan in plans)
    return frozenset(key for key, step in ready if step and step.alone)


def taken_over(plan: SessionPlan) -> dict[str, Any]:
    """What the plan of one session begins with where there is one on its topic."""
    return {name: getattr(plan, name) for name in TAKEN_OVER}


def reviews_due(book: Book, until: date) -> list[SessionPlan]:
    """The plans to be looked at again up to a day, the earliest first."""
    due = [(plan.review_on, plan.id, plan) for plan in book.session_plans.values() if plan.review_on]
    return [plan for on, _, plan in sorted(due, key=lambda one: one[:2]) if on <= until]


def session_of(gathering: Gathering | None, today: date) -> str:
    """The session that a plan is for, with its day."""
    return f"{one_line(gathering.name)}, {format_day(gathering.on, today)}" if gathering else ""


def as_text(book: Book, plan: SessionPlan, today: date) -> str:
    """A plan as a text, to be sent to the host."""
    labels = {field.name: field.label for field in fields(SessionPlan)}
    author = (
        book.community.organiser if plan.author == ORGANISER else plan.author and full_name_of(book, plan.author)
    )
    facts = (
        (labels["gathering"], session_of(book.gatherings.get(plan.gathering), today)),
        (labels["audience"], one_line(plan.audience)),
        (labels["author"], one_line(author)),
    )
    parts = ((labels[name], clean(getattr(plan, name)).strip()) for name in PARTS)
    return session_plan(one_line(plan.topic), facts, parts)


def listed(book: Book, today: date) -> str:
    """The plans as plain lines, for the library; nothing where there are none."""
    if not book.session_plans:
        return ""
    certified, lines = certified_authors(book, today), [f"Session plans: {len(book.session_plans)}"]
    for plan in shelf(book):
        author = f"by {name_of(book, plan.author)}" if plan.author else "no author"
        told = (
            plan.topic,
            session_of(book.gatherings.get(plan.gathering), today),
            f"{author} (certified)" if plan.id in certified else author,
            f"review on {format_day(plan.review_on, today)}" if plan.review_on else "",
        )
        lines.append(f"- {', '.join(one_line(part) for part in told if part)}")
    return "\n".join(lines) + "\n"
