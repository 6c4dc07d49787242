"""The round-up for members: a month of theirs as a text, for a chat, a wiki or a page; and the note to a manager.

No score of a person is in either, and of thank-yous only those given in public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from email import policy
from email.message import EmailMessage

from dateutil.relativedelta import relativedelta

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.dates import format_day, month_start
from store.core.names.given_names import given_name
from store.core.text import clean, join_words, one_line
from store.exchange.update_formats import Document, address_of, as_text, in_header, page_of
from store.people.directory import full_name_of
from store.recognition.statistics import recipients, wall
from store.recognition.teams import TeamQuarter
from store.texts import manager_note, update_activity
from store.texts import round_up as texts
from store.texts import wall as wall_texts
from store.training.coverage import coverage
from store.updates.metrics import AHEAD, Facts, facts

MOST_TOPICS = 6
MOST_COMING = 5
MOST_WANTED = 3
"""Lines of a part at most; of what is wanted, of each kind."""


def round_up(book: Book, month: date, today: date) -> Document:
    """The round-up of a month, up to today where that is the present one."""
    first = month_start(month)
    last = min(first + relativedelta(months=1) - timedelta(days=1), today)
    found = facts(book, first, last, today)
    parts = (
        (texts.MADE, _made(found)),
        (texts.THANKED, _thanked(book, month)),
        (texts.FIRSTS, _firsts(book, found)),
        (texts.COMING, _coming(book, today)),
        (texts.WANTED, _wanted(book, today)),
    )
    told = tuple((heading, words) for heading, lines in parts if (words := "\n".join(lines)))
    return Document(texts.title(one_line(book.community.name), month), told)


def _made(found: Facts) -> list[str]:
    lines = [texts.made(len(found.sessions), found.learners)] if found.sessions else []
    if found.held:
        lines.append(texts.met(len(found.held), found.came, found.seats))
    lines += [texts.topic(one.text) for one in found.topics[:MOST_TOPICS]]
    return lines or [texts.QUIET]


def _thanked(book: Book, month: date) -> list[str]:
    return [
        wall_texts.thank_you(
            one_line(join_words(recipients(book, thanks, full=True))),
            one_line(thanks.behaviour),
            one_line(thanks.words),
        )
        for thanks in wall(book, month)
    ]


def _firsts(book: Book, found: Facts) -> list[str]:
    lines = []
    if found.firsts:
        names = [full_name_of(book, book.contributions[row.id].volunteer) for row in found.firsts]
        lines.append(texts.topic(update_activity.first_sessions(len(names), names)))
    for row in found.certified:
        entry = book.readiness[row.id]
        lines.append(texts.topic(update_activity.certified(full_name_of(book, entry.volunteer), [entry.topic])))
    if found.joined:
        lines.append(texts.welcome([full_name_of(book, book.moves[row.id].volunteer) for row in found.joined]))
    return lines


def _coming(book: Book, today: date) -> list[str]:
    """The next gatherings, each with what members gain from it."""
    ahead = gatherings(book, today + timedelta(days=1), today + timedelta(days=AHEAD))
    lines, told = [], set[str]()
    for gathering in [one for one in ahead if one.state == "planned"][:MOST_COMING]:
        ritual = book.rituals.get(gathering.ritual)
        gain = one_line(ritual.gain).rstrip(".") if ritual and ritual.id not in told else ""
        told.add(gathering.ritual)
        lines.append(texts.coming(format_day(gathering.on, today), one_line(gathering.name), gain))
    return lines or [texts.NO_DATES]


def _wanted(book: Book, today: date) -> Iterator[str]:
    """Gatherings without a host, and topics that no one can teach."""
    ahead = gatherings(book, today + timedelta(days=1), today + timedelta(days=AHEAD))
    hostless = [one for one in ahead if one.state == "planned" and not one.host]
    for gathering in hostless[:MOST_WANTED]:
        yield texts.host_wanted(one_line(gathering.name), gathering.on, today)
    known = coverage(book, today)
    for topic in known.gaps()[:MOST_WANTED]:
        yield texts.trainer_wanted(one_line(known.topics[topic]))


ROUND_UP_FORMS = ("text", "slack", "markdown", "html")
"""The forms that a round-up has."""


def round_up_in(document: Document, form: str) -> str:
    """A round-up in one of :data:`ROUND_UP_FORMS`."""
    return as_text(document) if form == "text" else page_of(document, form)


# -- the note to a manager -------------------------------------------------------------------------


def note_to(book: Book, one: TeamQuarter) -> tuple[str, str]:
    """Subject and text of the note to a manager."""
    community = one_line(book.community.name)
    body = manager_note.note(
        given_name(one.manager),
        [one_line(volunteer.name) for volunteer in one.people],
        community,
        since=one.since,
        until=one.until,
        sessions=one.sessions,
        attendances=one.attendances,
        hosted=one.hosted,
        other=one.other,
        minutes=one.minutes,
        thanks=one_line(one.thanks.words) if one.thanks else "",
        signature=one_line(book.community.organiser),
    )
    return one_line(manager_note.subject(community, one.since, one.until)), clean(body)


def note_forms(book: Book, one: TeamQuarter) -> dict[str, Callable[[], bytes]]:
    """What a note may be saved as: for each ending of a file name what writes its bytes."""
    subject, body = note_to(book, one)
    return {".txt": f"Subject: {subject}\n\n{body}".encode, ".eml": lambda: _note_as_eml(book, one)}


def _note_as_eml(book: Book, one: TeamQuarter) -> bytes:
    subject, body = note_to(book, one)
    draft = EmailMessage(policy=policy.SMTP)
    draft["X-Unsent"] = "1"
    draft["Subject"] = in_header(subject)
    person = book.stakeholders.get(one.person) or book.volunteers.get(one.person)
    if person and (address := address_of(person.name, person.email)):
        draft["To"] = address
    draft.set_content(body, cte="quoted-printable")
    return draft.as_bytes().replace(b" =?utf-8?q??=\r\n", b"\r\n")  # an empty word that Python 3.11 leaves behind
