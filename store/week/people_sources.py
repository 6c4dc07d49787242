"""To-dos about people: reminders, requests, thank-yous, those to check in with, and those to ask."""

from collections.abc import Iterator
from datetime import date, timedelta

from store.book.book import Book
from store.core.dates import format_day, format_day_month
from store.core.labels import label_of
from store.core.text import capitalized, ended, pluralize, quoted
from store.insights.community_milestones import just_reached
from store.insights.gone_quiet import Quiet, gone_quiet
from store.insights.milestones import milestones
from store.insights.orbit import suggestions
from store.people.directory import department_of, last_contact, name_of
from store.people.mentoring import check_in_day, to_check_in
from store.people.needs import WAITS_AFTER, from_whom, waiting
from store.people.reminders import open_reminders
from store.people.requests import answer_due, stale_asks
from store.people.stages import StageStatus, standings
from store.recognition.recognition import unthanked
from store.training import training_requests as demand
from store.week.action import Act, AnswerRequest, ConsiderStage, FinishReminder, OpenScreen, ThankPerson
from store.week.source_dates import last_day, late_first


def _reminders(book: Book, today: date) -> Iterator[Act]:
    for reminder in open_reminders(book, last_day(book, today)):
        late = (today - reminder.on).days
        if late > 0:
            reason = f"{pluralize(late, 'day')} overdue"
        else:
            reason = f"due {format_day(reminder.on, today)}" if late else "due today"
        whom = f", with {name_of(book, reminder.who)}" if reminder.who else ""
        to = "write up the outcome and mark it as done" if reminder.who else "mark it done"
        what = capitalized(reminder.what).rstrip(".")
        why = f"{what}. Due {format_day(reminder.on, today)}{whom}."
        yield Act(
            f"do:{reminder.id}", "do", reminder.who or reminder.id, reminder.what, reason, why, FinishReminder(reminder.id),
            since=reminder.on, overdue=max(late, 0), to=to,
        )  # fmt: skip


def _requests(book: Book, today: date) -> Iterator[Act]:
    for ask in stale_asks(book, today):
        name, days = name_of(book, ask.who), (today - ask.on).days
        due = answer_due(ask)
        overdue = (today - due).days if ask.by else 0
        reason = late_first(overdue, ask.what) if ask.by else f"no answer for {pluralize(days, 'day')}: {ask.what}"
        by = f" Their answer was due on {format_day(due, today)}." if ask.by else ""
        why = f"Your request of {format_day_month(ask.on)} to {name}: {ended(ask.what)}{by}"
        yield Act(
            f"ask:{ask.id}", "request", ask.who, name, reason, why, AnswerRequest(ask.id),
            since=due + timedelta(days=1), overdue=overdue, to="record the answer, or ‘no answer’",
        )  # fmt: skip


def _thanks(book: Book, today: date) -> Iterator[Act]:
    after = timedelta(days=book.community.thank_after)
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
        key = f"thank:{person.id}:{person_waiting.deeds[-1].source}"
        yield Act(
            key, "thank", person.id, person.name, f"{person_waiting.why}{since}", f"{done}. {last}", ThankPerson(person.id),
            since=person_waiting.deeds[0].on + after, press="person.thank",
        )  # fmt: skip


def _stuck(book: Book, today: date) -> Iterator[StageStatus]:
    """Those who stand in a stage for too long and were not talked to in that time."""
    talked = last_contact(book)
    for standing in standings(book, today).values():
        volunteer = standing.volunteer
        if not standing.stuck or (volunteer.quiet_until and volunteer.quiet_until > today):
            continue
        word = talked.get(volunteer.id)
        if not word or (today - word).days > (standing.limit or 0):
            yield standing


def _held_up(book: Book, today: date) -> Iterator[Act]:
    """Interested people to ask, and those to check in with: stuck on their way, or gone quiet."""
    stuck = set()
    for standing in _stuck(book, today):
        stuck.add(standing.volunteer.id)
        yield _about_stage(book, standing, today)
    yield from (_about_silence(book, quiet, today) for quiet in gone_quiet(book, today)
                if quiet.standing.volunteer.id not in stuck)  # fmt: skip


def _about_stage(book: Book, standing: StageStatus, today: date) -> Act:
    volunteer = standing.volunteer
    reason = f"{label_of(standing.stage)} for {pluralize(standing.days, 'day')}, no contact since"
    who, since = _with_department(book, standing), format_day(standing.since, today)
    why = f"{who} has been at stage ‘{label_of(standing.stage)}’ since {since}. {_last_contact(book, standing, today)}"
    kind = "ask" if standing.stage == "interested" else "check_in"
    return Act(
        f"stuck:{volunteer.id}:{standing.since}", kind, volunteer.id, volunteer.name, reason, why, OpenScreen("volunteer", volunteer.id),
        since=standing.since + timedelta(days=(standing.limit or 0) + 1), press="person.contact",
    )  # fmt: skip


def _about_silence(book: Book, quiet: Quiet, today: date) -> Act:
    volunteer, stage = quiet.standing.volunteer, label_of(quiet.standing.stage)
    days = pluralize(quiet.days, "day")
    reason = f"{stage}; not seen for {days}" if quiet.seen else f"{stage} for {days}, no activity since"
    who = _with_department(book, quiet.standing)
    told = (
        f"{who} was last seen on {format_day(quiet.seen, today)}."
        if quiet.seen
        else f"{who} has no attendance or contribution recorded."
    )
    why = f"{told} {_last_contact(book, quiet.standing, today)}"
    return Act(
        f"quiet:{volunteer.id}:{quiet.since}", "check_in", volunteer.id, volunteer.name, reason, why, OpenScreen("volunteer", volunteer.id),
        since=quiet.since + timedelta(days=book.community.quiet_after), press="person.contact", to="record a contact",
    )  # fmt: skip


def _mentored(book: Book, today: date) -> Iterator[Act]:
    """Newcomers whose first weeks with a mentor are over: both are asked how it goes."""
    for pair in to_check_in(book, today):
        due, mentor = check_in_day(pair), name_of(book, pair.mentor)
        name, late = name_of(book, pair.newcomer), (today - due).days
        reason = (
            late_first(late, f"mentor: {mentor}")
            if pair.check_in_on and late
            else f"mentor: {mentor}, since {format_day_month(pair.on)}"
        )
        why = (
            f"{mentor} has been the mentor of {name} since {format_day(pair.on, today)}. Ask both how it is going."
        )
        yield Act(
            f"pair:{pair.id}:{due}", "mentored", pair.newcomer, name, reason, why, OpenScreen("volunteer", pair.newcomer),
            since=due, press="person.contact", to="record what they said",
        )  # fmt: skip


def _with_department(book: Book, standing: StageStatus) -> str:
    home = department_of(book, standing.volunteer)
    return f"{standing.volunteer.name}{f' ({home})' if home else ''}"


def _last_contact(book: Book, standing: StageStatus, today: date) -> str:
    word = last_contact(book).get(standing.volunteer.id)
    return f"Last contact: {format_day(word, today)}." if word else "No contact recorded yet."


def _next_stages(book: Book, today: date) -> Iterator[Act]:
    for found in suggestions(book, today):
        person = found.standing.volunteer
        reason = f"ready for ‘{label_of(found.stage)}’? {found.because}"
        why = f"{person.name} seems ready for the stage ‘{label_of(found.stage)}’. Ask them, then decide together."
        yield Act(
            found.key, "next_stage", person.id, person.name, reason, why, ConsiderStage(person.id),
            since=found.since, to="decide on the stage",
        )  # fmt: skip


def _milestones(book: Book, today: date) -> Iterator[Act]:
    for milestone in milestones(book, today):
        person = milestone.volunteer
        reason = f"{milestone.words} · {format_day(milestone.on, today)}"
        why = f"{person.name} reached a milestone on {format_day(milestone.on, today)}: {milestone.words}. Thank them publicly."
        yield Act(
            f"celebrate:{person.id}:{milestone.key}", "celebrate", person.id, person.name, reason, why, ThankPerson(person.id),
            since=milestone.on, press="person.thank",
        )  # fmt: skip


def _community_milestones(book: Book, today: date) -> Iterator[Act]:
    for one in just_reached(book, today):
        why = f"{capitalized(one.words)}, on {format_day(one.on, today)}. Plan a post, or mention it at the next gathering."
        yield Act(
            f"celebrate:{one.key}", "celebrate", one.key, one.words, format_day(one.on, today), why, OpenScreen("posts", f"milestone:{one.key}"),
            since=one.on, to="plan a post",
        )  # fmt: skip


def _needs(book: Book, today: date) -> Iterator[Act]:
    for need in waiting(book, today):
        days = pluralize((today - need.on).days, "day")
        why = f"Requested by {from_whom(book, need)} on {format_day(need.on, today)}."
        yield Act(
            f"need:{need.id}", "answer", need.id, need.what, f"{label_of(need.kind)}, requested {days} ago", why, OpenScreen("needs", need.id),
            since=need.on + timedelta(days=WAITS_AFTER + 1), to="record the action you are taking",
        )  # fmt: skip


def _training_requests(book: Book, today: date) -> Iterator[Act]:
    """Open training requests without a session: new ones at once, offers once the reply is due."""
    for request, overdue in demand.waiting(book, today):
        whom, details = demand.from_whom(book, request), demand.details(request, today)
        reason = late_first(overdue, f"{whom}, {details}" if details else whom)
        why = f"{whom} asked for {quoted(request.topic)} on {format_day(request.on, today)}. {demand.stands(book, request, today)}"
        yield Act(
            f"training:{request.id}:{demand.state_of(book, request)}", "training_request", request.id, request.topic, reason, why,
            OpenScreen("requests", request.id), since=request.on, overdue=overdue, to="find a trainer, schedule or decline it",
        )  # fmt: skip


PEOPLE_SOURCES = (
    _reminders,
    _requests,
    _thanks,
    _held_up,
    _mentored,
    _milestones,
    _community_milestones,
    _next_stages,
    _needs,
    _training_requests,
)
