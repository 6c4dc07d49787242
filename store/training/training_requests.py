"""Training requests: how each stands and what it waits for, and how those of a period were answered."""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day, format_day_month
from store.core.errors import Invalid
from store.core.text import capitalized, ended, one_line, pluralize
from store.model.calendar import Gathering
from store.model.training_requests import RequestState, TrainingRequest
from store.people.directory import full_name_of, name_of
from store.training.coverage import Coverage, coverage
from store.training.readiness import same_topic

STATES: tuple[RequestState, ...] = get_args(RequestState)
OPEN: tuple[RequestState, ...] = ("new", "offered", "scheduled")
"""States in which something is still to be done."""
ANSWER_WITHIN = 14
"""Days in which a new request is answered, and in which an offer is taken up."""
UNMET_WITHIN = 365
"""Days back in which requests count as demand that is not met."""


def session_of(book: Book, request: TrainingRequest) -> Gathering | None:
    """The session a request became; None without one, and where it was skipped."""
    gathering = book.gatherings.get(request.gathering)
    return gathering if gathering and gathering.state != "skipped" else None


def delivered_on(book: Book, request: TrainingRequest) -> date | None:
    """The day a request was delivered: the one that was entered, or that of its session once it was held."""
    session = session_of(book, request)
    return request.delivered_on or (session.on if session and session.state == "held" else None)


def state_of(book: Book, request: TrainingRequest) -> RequestState:
    """How a request stands: what its days and its session tell, the furthest first."""
    if delivered_on(book, request):
        return "delivered"
    if request.declined_on:
        return "declined"
    if session_of(book, request):
        return "scheduled"
    return "offered" if request.offered_on else "new"


def open_requests(book: Book) -> list[TrainingRequest]:
    """Requests that are neither delivered nor declined, the oldest first."""
    found = (request for request in book.training_requests.values() if is_open(book, request))
    return sorted(found, key=_by_age)


def all_requests(book: Book) -> list[TrainingRequest]:
    """Every request: the open ones, oldest first; then those that are closed, the newest first."""
    waiting = open_requests(book)
    shown = {request.id for request in waiting}
    closed = (request for request in book.training_requests.values() if request.id not in shown)
    return waiting + sorted(closed, key=lambda r: (closed_on(book, r) or r.on, r.id), reverse=True)


def _by_age(request: TrainingRequest) -> tuple[date, str]:
    return request.on, request.id


def closed_on(book: Book, request: TrainingRequest) -> date | None:
    """The day a request was delivered or declined; None while it is open."""
    return delivered_on(book, request) or request.declined_on


def is_open(book: Book, request: TrainingRequest) -> bool:
    """Whether something is still to be done: neither delivered nor declined."""
    return state_of(book, request) in OPEN


def requests_of(book: Book, *, department: str = "", person: str = "") -> list[TrainingRequest]:
    """The requests of a department, or those a person made, the open ones first."""
    return [
        request
        for request in all_requests(book)
        if (department and request.department == department) or (person and request.asked_by == person)
    ]


def from_whom(book: Book, request: TrainingRequest) -> str:
    """Who wants it: department, person, or both."""
    department = book.departments.get(request.department)
    names = [department.name] if department else []
    names += [full_name_of(book, request.asked_by)] if request.asked_by else []
    return ", ".join(names) or "no one named"


def waits_for(book: Book, request: TrainingRequest, today: date) -> str:
    """What an open request waits for, as a noun; how a closed one ended."""
    if on := delivered_on(book, request):
        return f"delivered {format_day_month(on)}, after {pluralize(max((on - request.on).days, 0), 'day')}"
    if request.declined_on:
        return f"declined {format_day_month(request.declined_on)}{f': {request.reason}' if request.reason else ''}"
    if session := session_of(book, request):
        day = format_day(session.on, today)
        if session.on < today:
            return f"a record of the session on {day}"
        return f"the session on {day}" if session.host else f"a host on {day}"
    if request.offered_on:
        return f"their reply since {format_day(request.offered_on, today)}"
    return "a trainer" if is_unmet(book, request, today) else "your answer"


def stands(book: Book, request: TrainingRequest, today: date) -> str:
    """How a request stands, in a sentence: ‘Waiting for a trainer, 3 days overdue.’"""
    waits = waits_for(book, request, today)
    if closed_on(book, request):
        return ended(capitalized(waits))
    overdue = overdue_by(book, request, today)
    late = f", {pluralize(overdue, 'day')} overdue" if overdue else ""
    return f"Waiting for {waits}{late}."


def in_brief(book: Book, request: TrainingRequest, today: date) -> str:
    """The state of a request with what it waits for: ‘offered, waiting for their reply’."""
    waits = waits_for(book, request, today)
    return waits if closed_on(book, request) else f"{state_of(book, request)}, waiting for {waits}"


def overdue_by(book: Book, request: TrainingRequest, today: date) -> int:
    """Days that an open request is overdue: past the day it is needed by, or unanswered for too long; 0 if it is not."""
    if closed_on(book, request):
        return 0
    days = [(today - request.needed_by).days] if request.needed_by else []
    if not session_of(book, request):
        asked = request.offered_on or request.on
        days.append((today - asked).days - ANSWER_WITHIN)
    return max([*days, 0])


def waiting(book: Book, today: date) -> Iterator[tuple[TrainingRequest, int]]:
    """Open requests that have no session yet and want something now, each with the days it is overdue.

    A new one wants an answer at once; an offer is asked about once the reply is due. One with a session has the to-dos
    of its session, until it is needed earlier than that.
    """
    for request in open_requests(book):
        overdue = overdue_by(book, request, today)
        if request.on <= today and (overdue or state_of(book, request) == "new"):
            yield request, overdue


def as_text(book: Book, today: date) -> str:
    """Every request as a plain line, the open ones first."""
    lines = []
    for title, found in (
        ("Open", [r for r in all_requests(book) if is_open(book, r)]),
        ("Closed", [r for r in all_requests(book) if not is_open(book, r)]),
    ):
        if found:
            lines += [f"{title}: {pluralize(len(found), 'training request')}"]
            lines += [f"- {one_line(_line(book, request, today))}" for request in found]
    return "\n".join(lines or ["No training requests yet."]) + "\n"


def _line(book: Book, request: TrainingRequest, today: date) -> str:
    whom = ", ".join(filter(None, [from_whom(book, request), details(request, today)]))
    overdue = overdue_by(book, request, today)
    late = f", {pluralize(overdue, 'day')} overdue" if overdue else ""
    return f"{format_day(request.on, today)} {request.topic} ({whom}): {in_brief(book, request, today)}{late}"


# -- trainers for it -------------------------------------------------------------------------------


def topics_of(book: Book, request: TrainingRequest, today: date) -> tuple[str, ...]:
    """The topics of the book that a request is about, as topics are compared.

    The very words, if they are a topic; otherwise the topics that hold them, or that they hold: ‘Excel’ is about ‘Excel
    beyond the basics’. None where no one has named or practised such a topic.
    """
    known, wanted = trainers_by_topic(book, today), same_topic(request.topic)
    if wanted in known:
        return (wanted,)
    return tuple(t for t in known if f" {t} " in f" {wanted} " or f" {wanted} " in f" {t} ") if wanted else ()


def trainers_by_topic(book: Book, today: date) -> dict[str, int]:
    """Each topic as it is compared, with how many can train it."""
    return book.cached_query(_trainers, today)


def _trainers(book: Book, today: date) -> dict[str, int]:
    found = coverage(book, today)
    return {topic: len(found.trainers(topic)) for topic in found.topics}


def is_unmet(book: Book, request: TrainingRequest, today: date) -> bool:
    """Whether no member can train what is wanted."""
    trainers = trainers_by_topic(book, today)
    return not any(trainers[topic] for topic in topics_of(book, request, today))


def unmet(book: Book, today: date) -> list[TrainingRequest]:
    """Requests that the community cannot meet: open ones without a trainer, and those declined, of the last year."""
    return book.cached_query(_unmet, today)


def _unmet(book: Book, today: date) -> list[TrainingRequest]:
    since = today - timedelta(days=UNMET_WITHIN)
    found = (r for r in book.training_requests.values() if since <= r.on <= today and not delivered_on(book, r))
    lacking = (r for r in found if r.declined_on or (not session_of(book, r) and is_unmet(book, r, today)))
    return sorted(lacking, key=_by_age)


def wanted_topics(book: Book, today: date) -> dict[str, list[TrainingRequest]]:
    """Topics of open requests as they are compared, with the requests; one that no topic fits stands for itself."""
    found: dict[str, list[TrainingRequest]] = {}
    for request in open_requests(book):
        for topic in topics_of(book, request, today) or (same_topic(request.topic),):
            found.setdefault(topic, []).append(request)
    return found


def coverage_of_demand(book: Book, today: date) -> Coverage:
    """Who can train what, with the topics that are wanted and that no one has named among those without a trainer."""
    found = coverage(book, today)
    wanted = {topic: requests[0].topic for topic, requests in wanted_topics(book, today).items() if topic}
    return replace(found, topics=dict(sorted({**wanted, **found.topics}.items())))


def unanswered(book: Book, today: date, after: int) -> list[TrainingRequest]:
    """New requests that have waited for more than so many days, oldest first."""
    return [r for r in open_requests(book) if state_of(book, r) == "new" and (today - r.on).days > after]


# -- moving on -------------------------------------------------------------------------------------


def offered(request: TrainingRequest, on: date) -> TrainingRequest:
    """The request with a session or trainer offered."""
    return replace(request, offered_on=on, declined_on=None, reason="")


def scheduled(request: TrainingRequest, gathering: str, on: date) -> TrainingRequest:
    """The request with the session that it becomes."""
    return replace(request, gathering=gathering, scheduled_on=on, declined_on=None, reason="")


def delivered(request: TrainingRequest, on: date) -> TrainingRequest:
    """The request as delivered on a day, where no session tells it."""
    return replace(request, delivered_on=on, declined_on=None, reason="")


def declined_now(request: TrainingRequest, on: date, reason: str) -> TrainingRequest:
    """The request as declined, with the reason."""
    return replace(request, declined_on=on, reason=reason)


def moved_back(book: Book, request: TrainingRequest) -> TrainingRequest | None:
    """The request one state earlier; None for a new one, and for one whose session was held."""
    match state_of(book, request):
        case "delivered":
            return replace(request, delivered_on=None) if request.delivered_on else None
        case "declined":
            return replace(request, declined_on=None, reason="")
        case "scheduled":
            return replace(request, gathering="", scheduled_on=None)
        case "offered":
            return replace(request, offered_on=None)
        case "new":
            return None


def check_request(request: TrainingRequest) -> None:
    """See that a request says who wants it, and one that is declined says why.

    Raises:
        Invalid: it does not.
    """
    if not (request.department or request.asked_by):
        raise Invalid({"department": "Choose the department or the person who requested it."})
    if request.declined_on and not request.reason.strip():
        raise Invalid({"reason": "Enter the reason for declining it."})


# -- a period --------------------------------------------------------------------------------------


class Demand(Struct, frozen=True):
    """Training requests of a period."""

    received: tuple[TrainingRequest, ...]
    delivered: tuple[TrainingRequest, ...]
    """Those delivered in it, whenever they were made."""
    wait: int | None
    """Median of the days from request to delivery; None where none was delivered."""


def demand(book: Book, since: date, until: date) -> Demand:
    """Requests received and delivered between two days, both counted."""
    requests = sorted(book.training_requests.values(), key=_by_age)
    days = {r.id: on for r in requests if (on := delivered_on(book, r)) and since <= on <= until}
    done = tuple(r for r in requests if r.id in days)
    waits = [max((days[r.id] - r.on).days, 0) for r in done]
    received = tuple(r for r in requests if since <= r.on <= until)
    return Demand(received, done, round(median(waits)) if waits else None)


def details(request: TrainingRequest, today: date) -> str:
    """For how many and by when, as far as it was said."""
    size = pluralize(request.size, "person", "people") if request.size else ""
    by = f"needed by {format_day(request.needed_by, today)}" if request.needed_by else ""
    return ", ".join(filter(None, (size, by, request.place)))


def by_whom(book: Book, request: TrainingRequest) -> str:
    """Who wants it, in brief, for a narrow column."""
    department = book.departments.get(request.department)
    return department.name if department else name_of(book, request.asked_by) if request.asked_by else ""
