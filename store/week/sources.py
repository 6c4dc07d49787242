"""The sources of the week's to-dos: each yields what the book shows of one kind, with its reason and what opens it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from store.book.book import Book
from store.calendar.attendance_trend import falling
from store.calendar.rituals import likely_host, unmarked, without_host, without_notes
from store.core.dates import format_day, format_day_month, week_of
from store.core.labels import label_of
from store.core.text import ended, join_words, pluralize
from store.insights.health_check import signs, worst
from store.insights.orbit import suggestions
from store.launch.assessments import reviews
from store.library.resources import orphans
from store.people.directory import department_of, last_contact, name_of, open_roles
from store.people.needs import from_whom, waiting
from store.people.reminders import open_reminders
from store.people.requests import stale_asks
from store.people.stages import standings
from store.recognition.recognition import unthanked
from store.training.readiness import certifiable
from store.updates.posts import overdue
from store.updates.stakeholders import due_list
from store.week.action import (
    MOST_ALIKE,
    Act,
    AnswerRequest,
    Certify,
    ConsiderStage,
    DealWithGathering,
    FillRole,
    FinishReminder,
    OpenScreen,
    ThankPerson,
    Verb,
)

T = TypeVar("T")


def all_of(book: Book, part: Callable[[Book, date], Iterator[T]], today: date) -> tuple[T, ...]:
    """What one part yields, as it can be remembered."""
    return tuple(part(book, today))


def last_day(book: Book, today: date) -> date:
    """The last day of this week."""
    return week_of(today, book.community.first_weekday) + timedelta(days=6)


def _marks(book: Book, today: date) -> Iterator[Act]:
    for gathering in unmarked(book, today):
        why = f"{gathering.name} was planned for {format_day(gathering.on, today)}. Was it held, and who attended?"
        reason = f"planned for {format_day(gathering.on, today)}, not recorded yet"
        yield Act(
            f"mark:{gathering.id}", "Record", gathering.id, gathering.name, reason, why, 90, DealWithGathering(gathering.id, "mark held"),
        )  # fmt: skip


def _reminders(book: Book, today: date) -> Iterator[Act]:
    for reminder in open_reminders(book, last_day(book, today)):
        late = (today - reminder.on).days
        if late > 0:
            reason = f"{pluralize(late, 'day')} overdue"
        else:
            reason = f"due {format_day(reminder.on, today)}" if late else "due today"
        whom = f", with {name_of(book, reminder.who)}" if reminder.who else ""
        to = "record what was said and mark it done" if reminder.who else "mark it done"
        what = f"{reminder.what[:1].upper()}{reminder.what[1:]}".rstrip(".")
        why = f"{what}. Due {format_day(reminder.on, today)}{whom}."
        weight = 78 + min(late, 9) if late >= 0 else 57
        yield Act(
            f"do:{reminder.id}", "Do", reminder.who or reminder.id, reminder.what, reason, why, weight, FinishReminder(reminder.id), to=to,
        )  # fmt: skip


def _updates(book: Book, today: date) -> Iterator[Act]:
    last = last_day(book, today)
    for due in due_list(book, today):
        if due.on is None or due.on > last:
            continue
        who = due.stakeholder
        before = (
            f"Last sent {format_day(due.last.sent_on, today)}."
            if due.last and due.last.sent_on
            else "Nothing sent yet."
        )
        stake = f" What’s in it for them: {ended(who.stake)}" if who.stake else ""
        name = f"{who.name}, {who.job}" if who.job else who.name
        reason = f"{label_of(who.cadence)} by {label_of(who.channel)}, {due.words(today)}"
        first = not due.last and who.cadence != "on_change"  # due today, every day, until there is one
        yield Act(
            f"update:{who.id}:{'first' if first else due.on}", "Update", who.id, name, reason, f"{before}{stake}",
            80 + min(due.late, 9), OpenScreen("updates", who.id),
        )  # fmt: skip


def _hosts(book: Book, today: date) -> Iterator[Act]:
    for gathering in without_host(book, today):
        likely = likely_host(book, gathering, today)
        who = f"; {likely[0].name} attended {pluralize(likely[1], 'time')}" if likely else ""
        why = f"No one hosts {gathering.name} on {format_day(gathering.on, today)} yet."
        if likely:
            why += (
                f" {likely[0].name} has attended {pluralize(likely[1], 'time')} and never hosted: ask them first."
            )
        weight = 78 - (gathering.on - today).days
        reason = f"no host for {format_day(gathering.on, today)}{who}"
        yield Act(
            f"host:{gathering.id}", "Find a host", gathering.id, gathering.name, reason, why, weight, DealWithGathering(gathering.id, "pick host"),
        )  # fmt: skip


def _thanks(book: Book, today: date) -> Iterator[Act]:
    for person_waiting in unthanked(book, today):
        last = (
            f"Last thanked {format_day(person_waiting.last_thanked, today)}."
            if person_waiting.last_thanked
            else "Not thanked yet."
        )
        done = "; ".join(
            f"{format_day_month(d.on)}: {label_of(d.kind)}{f' ‘{d.what}’' if d.what else ''}"
            for d in person_waiting.deeds[-3:]
        )
        since = f" since {format_day_month(person_waiting.last_thanked)}" if person_waiting.last_thanked else ""
        person = person_waiting.volunteer
        newest = person_waiting.deeds[-1]
        weight = 60 + min(2 * len(person_waiting.deeds), 9)
        key = f"thank:{person.id}:{newest.source}"
        yield Act(
            key, "Thank", person.id, person.name, f"{person_waiting.why}{since}", f"{done}. {last}", weight, ThankPerson(person.id), "person.thank",
        )  # fmt: skip


def _asked(book: Book, today: date) -> Iterator[Act]:
    for ask in stale_asks(book, today):
        name, days = name_of(book, ask.who), (today - ask.on).days
        reason = f"no answer for {pluralize(days, 'day')}: {ask.what}"
        why = f"Your request to {name} of {format_day_month(ask.on)}: {ended(ask.what)}"
        yield Act(
            f"ask:{ask.id}", "Remind", ask.who, name, reason, why,
            50 + min(days // 14, 6), AnswerRequest(ask.id), to="record the answer, or that there is none",
        )  # fmt: skip


def _stuck(book: Book, today: date) -> Iterator[Act]:
    talked = last_contact(book)
    for standing in standings(book, today).values():
        volunteer = standing.volunteer
        if not standing.stuck or (volunteer.quiet_until and volunteer.quiet_until > today):
            continue
        word = talked.get(volunteer.id)
        if word and (today - word).days <= (standing.limit or 0):
            continue
        reason = f"{label_of(standing.stage)} for {pluralize(standing.days, 'day')}, no contact since"
        spoken = f"Last contact: {format_day(word, today)}." if word else "No contact recorded yet."
        home = department_of(book, volunteer)
        why = f"{volunteer.name}{f' ({home})' if home else ''} has been at stage ‘{label_of(standing.stage)}’ since {format_day(standing.since, today)}. {spoken}"
        verb: Verb = "Ask" if standing.stage == "interested" else "Check in with"
        weight = (52 if verb == "Ask" else 44) + min(standing.days // 14, 6)
        key = f"stuck:{volunteer.id}:{standing.since}"
        yield Act(
            key, verb, volunteer.id, volunteer.name, reason, why, weight, OpenScreen("volunteer", volunteer.id), "person.contact",
        )  # fmt: skip


def _write_ups(book: Book, today: date) -> Iterator[Act]:
    for gathering in without_notes(book, today):
        reason = f"held {format_day(gathering.on, today)}, no notes yet"
        why = f"{gathering.name} had {pluralize(len(gathering.attended), 'attendee')}. Write it up while you remember it."
        yield Act(
            f"notes:{gathering.id}", "Write up", gathering.id, gathering.name, reason, why, 46, DealWithGathering(gathering.id, "write up"),
        )  # fmt: skip


def _roles(book: Book, today: date) -> Iterator[Act]:
    for role in open_roles(book, today):
        why = f"No one holds this role at the moment.{f' Purpose: {ended(role.purpose)}' if role.purpose else ''}"
        yield Act(
            f"role:{role.id}", "Fill role", role.id, role.name, "no holder", why, 40, FillRole(role.id),
        )  # fmt: skip


def _certificates(book: Book, today: date) -> Iterator[Act]:
    for candidate in certifiable(book, today):
        person = candidate.volunteer
        if candidate.ends:
            why = f"{person.name}'s certificate for ‘{candidate.topic}’ is valid until {format_day(candidate.ends, today)}. Renew it if they are still ready."
        else:
            why = f"{person.name} has completed every step for ‘{candidate.topic}’. Certify them to deliver it on their own."
        weight = 47 if candidate.ends and candidate.ends <= today + timedelta(days=7) else 42
        yield Act(
            candidate.key, "Certify", person.id, person.name, candidate.reason, why, weight, Certify(candidate.key),
        )  # fmt: skip


def _falling(book: Book, today: date) -> Iterator[Act]:
    for one in falling(book, today):
        name, newest = one.ritual.name, one.held[-1].on
        reason = f"attendance down to {join_words([str(came) for came in one.before_and_now()[1]])}"
        why = f"{one.fall()} Change it or retire it."
        key = f"adapt:{one.ritual.id}:{newest:%Y-%m}"  # dismissed, it may be asked again in another month
        yield Act(
            key, "Look into", one.ritual.id, name, reason, why, 34, OpenScreen("calendar", one.ritual.id), to="open the ritual",
        )  # fmt: skip


def _levels(book: Book, today: date) -> Iterator[Act]:
    asleep = {snooze.act for snooze in book.snoozes.values() if snooze.until is None or snooze.until > today}
    suggested = book.cached_query(all_of, suggestions, today)
    open_ones = [found for found in suggested if found.key not in asleep]
    for found in sorted(open_ones, key=lambda found: -found.standing.days)[:MOST_ALIKE]:
        person, now = found.standing.volunteer, found.standing.stage
        days = pluralize(found.standing.days, "day")
        reason = f"{label_of(now)} for {days}; {found.because}"
        why = f"What {person.name} has done suggests the stage ‘{label_of(found.stage)}’. The decision is yours."
        yield Act(
            found.key, "Move up", person.id, person.name, reason, why, 34, ConsiderStage(person.id), to="decide on the stage",
        )  # fmt: skip


def _charter(book: Book, today: date) -> Iterator[Act]:
    due = book.community.review_on
    if due and due <= last_day(book, today):
        reason = f"review due {format_day(due, today)}"
        why = "Some of it may no longer fit. Ask the newest members which line they would change."
        yield Act(f"charter:{due}", "Review", "charter", "the charter", reason, why, 45, OpenScreen("charter"))


def _posts(book: Book, today: date) -> Iterator[Act]:
    for post in overdue(book, today):
        where = f"{label_of(post.side)}{f', {post.channel}' if post.channel else ''}"
        owner = f" Owner: {name_of(book, post.owner)}." if post.owner else " It has no owner."
        reason = f"{pluralize((today - post.on).days, 'day')} overdue, {where}"
        why = f"‘{post.what}’ was planned for {format_day(post.on, today)}, {where}.{owner} Tick it once posted, reschedule it or delete it."
        yield Act(f"post:{post.id}", "Post", post.id, post.what, reason, why, 41, OpenScreen("posts", post.id))


def _needs(book: Book, today: date) -> Iterator[Act]:
    for need in waiting(book, today):
        days = pluralize((today - need.on).days, "day")
        why = f"Requested by {from_whom(book, need)} on {format_day(need.on, today)}."
        yield Act(
            f"need:{need.id}", "Answer", need.id, need.what, f"{label_of(need.kind)}, requested {days} ago",
            why, 45, OpenScreen("needs", need.id), to="record what you are doing about it",
        )  # fmt: skip


def _unkept(book: Book, _today: date) -> Iterator[Act]:
    for lost in orphans(book):
        weight = 43 if lost.owner else 38
        first = lost.resources[0].id
        yield Act(
            lost.key, "Assign owner", first, lost.title, lost.reason, lost.why, weight, OpenScreen("library", first), to="choose an owner",
        )  # fmt: skip


def _mistake(book: Book, today: date) -> Iterator[Act]:
    """The most pressing of the eight mistakes; back on the list when it gets worse or is another one."""
    if sign := worst(signs(book, today)):
        weight = 58 if sign.state == "act" else 37
        why = f"{sign.why[0].upper()}{sign.why[1:]}. {sign.advice}"
        key = f"sign:{sign.key}:{sign.state}"
        yield Act(key, "Look into", sign.key, sign.title, sign.why, why, weight, OpenScreen("launch", sign.key))


def _reviews(book: Book, today: date) -> Iterator[Act]:
    for review in reviews(book, week_of(today, book.community.first_weekday) + timedelta(days=6)):
        reason = f"review due {format_day(review.on, today)}"
        why = f"{review.element.question} Answered on {format_day(review.answer.on, today)}: is this still true?"
        key = f"review:{review.answer.id}"
        yield Act(
            key, "Review", review.key, review.element.title, reason, why, 36, OpenScreen("checkups", review.key),
        )  # fmt: skip


SOURCES = (
    _marks, _reminders, _updates, _hosts, _thanks, _asked, _stuck, _write_ups, _roles,
    _certificates, _falling, _needs, _unkept, _mistake, _reviews, _levels, _charter, _posts,
)  # fmt: skip
