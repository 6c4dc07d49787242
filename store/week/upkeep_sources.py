"""To-dos of upkeep: health check, certificates, posts, roles, rituals, resources, reviews and settings."""

from collections.abc import Iterator
from datetime import date, timedelta

from store.book.book import Book
from store.calendar.attendance_trend import falling
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import ended, join_words, pluralize, quoted
from store.finance.budget_periods import lapsed_budget
from store.insights.health_check import signs, worst
from store.integrity.retention import unheard
from store.launch.assessments import reviews
from store.launch.posts import overdue as overdue_posts
from store.library.resources import orphans
from store.people.directory import name_of, open_roles, vacant_since
from store.training.readiness import certifiable
from store.training.session_plans import reviews_due
from store.updates.readings import readings_due
from store.week.action import Act, Certify, EditSettings, FillRole, KeepOrErase, OpenScreen
from store.week.source_dates import last_day, late_first


def _mistake(book: Book, today: date) -> Iterator[Act]:
    """The most pressing of the eight mistakes; back on the list when it gets worse or is another one."""
    if sign := worst(signs(book, today)):
        why = f"{sign.why[0].upper()}{sign.why[1:]}. {sign.advice}"
        key = f"sign:{sign.key}:{sign.state}"
        yield Act(key, "health", sign.key, sign.title, sign.why, why, OpenScreen("launch", sign.key))


def _certificates(book: Book, today: date) -> Iterator[Act]:
    for candidate in certifiable(book, today):
        person, ends = candidate.volunteer, candidate.ends
        if ends:
            why = f"{person.name}’s certificate for ‘{candidate.topic}’ is valid until {format_day(ends, today)}. Renew it if they are still ready."
        else:
            why = f"{person.name} has completed every step for ‘{candidate.topic}’. Certify them to deliver it on their own."
        yield Act(
            candidate.key, "certify", person.id, person.name, candidate.reason, why, Certify(candidate.key),
            since=candidate.since,
            overdue=max((today - ends).days, 0) if ends else 0,
        )  # fmt: skip


def _posts(book: Book, today: date) -> Iterator[Act]:
    for post in overdue_posts(book, today):
        where = f"{label_of(post.side)}{f', {post.channel}' if post.channel else ''}"
        owner = f" Owner: {name_of(book, post.owner)}." if post.owner else " It has no owner."
        days = (today - post.on).days
        why = f"‘{post.what}’ was planned for {format_day(post.on, today)}, {where}.{owner} Tick it once posted, reschedule it or delete it."
        yield Act(
            f"post:{post.id}", "post", post.id, post.what, late_first(days, where), why, OpenScreen("posts", post.id),
            since=post.on + timedelta(days=1), overdue=days,
        )  # fmt: skip


def _roles(book: Book, today: date) -> Iterator[Act]:
    for role in open_roles(book, today):
        why = f"No one holds this role at the moment.{f' Purpose: {ended(role.purpose)}' if role.purpose else ''}"
        yield Act(
            f"role:{role.id}", "role", role.id, role.name, "no holder", why, FillRole(role.id),
            since=vacant_since(book, role),
        )  # fmt: skip


def _falling(book: Book, today: date) -> Iterator[Act]:
    for one in falling(book, today):
        name, newest = one.ritual.name, one.held[-1].on
        reason = f"attendance down to {join_words([str(came) for came in one.before_and_now()[1]])}"
        why = f"{one.fall()} Change the ritual or retire it."
        yield Act(
            f"adapt:{one.ritual.id}", "trend", one.ritual.id, name, reason, why, OpenScreen("ritual", one.ritual.id),
            since=newest, to="open the ritual",
        )  # fmt: skip


def _orphans(book: Book, _today: date) -> Iterator[Act]:
    for lost in orphans(book):
        first = lost.resources[0].id
        yield Act(
            lost.key, "owner", first, lost.title, lost.reason, lost.why, OpenScreen("library", first), since=lost.since, to="assign an owner",
        )  # fmt: skip


def _charter(book: Book, today: date) -> Iterator[Act]:
    due = book.community.review_on
    if due and due <= last_day(book, today):
        days = (today - due).days
        reason = late_first(days, "review") if days > 0 else f"review due {format_day(due, today)}"
        why = "Some of the charter may no longer fit. Ask the newest members which line they would change."
        yield Act(
            f"charter:{due}", "review", "charter", "the charter", reason, why, OpenScreen("charter"),
            since=due, overdue=max(days, 0),
        )  # fmt: skip


def _reviews(book: Book, today: date) -> Iterator[Act]:
    for review in reviews(book, last_day(book, today)):
        days = (today - review.on).days
        reason = late_first(days, "review") if days > 0 else f"review due {format_day(review.on, today)}"
        why = f"{review.element.question} Answered on {format_day(review.answer.on, today)}: is this still true?"
        yield Act(
            f"review:{review.answer.id}", "review", review.key, review.element.title, reason, why, OpenScreen("checkups", review.key),
            since=review.on, overdue=max(days, 0),
        )  # fmt: skip


def _retention(book: Book, today: date) -> Iterator[Act]:
    """People who left or were never heard of again; each is asked about once a year."""
    for one in unheard(book, today):
        person, days, since = one.volunteer, (today - one.since).days, format_day(one.since, today)
        if one.left:
            reason, last = (
                f"left, and not heard from for {pluralize(days, 'day')}",
                f"{person.name} left, and was last heard from on {since}.",
            )
        else:
            reason = f"{label_of(one.standing.stage)}; not heard from for {pluralize(days, 'day')}"
            last = f"{person.name} is still at ‘{label_of(one.standing.stage)}’ and was last heard from on {since}."
        kind = "alumni" if one.left else "unheard"
        yield Act(
            f"{kind}:{person.id}:{one.since}", "keep_or_erase", person.id, person.name, reason, f"{last} Erase them from the book, or keep them for another year.",
            KeepOrErase(person.id), since=one.due, to="decide",
        )  # fmt: skip


def _session_plans(book: Book, today: date) -> Iterator[Act]:
    for plan in reviews_due(book, last_day(book, today)):
        due = plan.review_on or today
        days = (today - due).days
        reason = late_first(days, "review") if days > 0 else f"review due {format_day(due, today)}"
        by = f" by {name_of(book, plan.author)}" if plan.author else ""
        why = f"Does the session plan on {quoted(plan.topic)}{by} still fit? Its review date is {format_day(due, today)}."
        yield Act(
            f"plan:{plan.id}:{due}", "session_plan", plan.id, f"the session plan on {quoted(plan.topic)}", reason, why, OpenScreen("library", plan.id),
            since=due, overdue=max(days, 0), to="open it",
        )  # fmt: skip


def _readings(book: Book, today: date) -> Iterator[Act]:
    """KPIs that stakeholders watch: without a new reading their next update has no result to begin with."""
    for due in readings_due(book, today):
        watchers = join_words([name_of(book, who) for who in due.watchers], most=2)
        watch = "watches" if len(due.watchers) == 1 else "watch"
        why = f"{watchers} {watch} this KPI in updates. The last reading is from {format_day(due.last, today)}."
        yield Act(
            f"reading:{due.kpi.id}:{due.last}", "reading", due.kpi.id, f"a reading of {quoted(due.kpi.name)}",
            late_first((today - due.on).days, f"watched by {watchers}"), why, OpenScreen("kpis", due.kpi.id),
            since=due.on, overdue=(today - due.on).days, to="add a reading",
        )  # fmt: skip


def _budget(book: Book, today: date) -> Iterator[Act]:
    if ended_one := lapsed_budget(book, today):
        days = (today - ended_one.until).days
        name = quoted(ended_one.name) if ended_one.name else "The last budget"
        why = f"{name} ended on {format_day(ended_one.until, today)}, and no budget covers today. Set the next one."
        yield Act(
            f"budget:{ended_one.id}", "setting", "budget", "the budget", late_first(days, "the last one has ended"), why, OpenScreen("budget"),
            since=ended_one.until + timedelta(days=1), overdue=days, to="set the next budget",
        )  # fmt: skip


def _time_zone(book: Book, _today: date) -> Iterator[Act]:
    """Asked once a gathering has a time: without a zone other calendars show it as their own."""
    timed = (event.at for table in (book.rituals, book.gatherings) for event in table.values())
    if not book.community.timezone and any(timed):
        reason = "not set; exported times have no zone"
        why = "The book has no time zone, so other calendars will show exported times in their own zone."
        yield Act("zone", "setting", "timezone", "the time zone", reason, why, EditSettings(), to="set it")


UPKEEP_SOURCES = (
    _mistake, _certificates, _posts, _roles, _falling, _orphans, _charter, _reviews, _session_plans, _readings, _retention, _budget, _time_zone,
)  # fmt: skip
