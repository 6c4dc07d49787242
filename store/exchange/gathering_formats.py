"""A gathering as members are told of it: invitation, reminder, follow-up or cancellation, as text, email draft or event.

Who attended stays in the book; notes, decisions and links leave it in the follow-up alone, which goes to members.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from email import policy
from email.message import EmailMessage
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import gatherings, lineage
from store.core.errors import GuildbookError
from store.core.record import ORGANISER
from store.core.text import clean, normalize, one_line, without_marks
from store.exchange.ical.exporter import gathering_as_ics
from store.exchange.update_formats import address_of, in_header, name_and_address
from store.model.calendar import Gathering
from store.people.directory import full_name_of
from store.people.stages import members
from store.texts import gathering as texts

Purpose = Literal["invitation", "reminder", "follow_up", "cancellation"]
PURPOSES: dict[Purpose, str] = {
    "invitation": "Invitation",
    "reminder": "Reminder",
    "follow_up": "Follow-up",
    "cancellation": "Cancellation",
}
"""Every text, and how it is called."""
_WITH_EVENT = ("invitation", "cancellation")
_REMINDED = timedelta(days=2)
"""From how long before on a reminder is of more use than an invitation."""
_AHEAD = timedelta(days=180)
"""How far the next gathering of a ritual is looked for."""


class Message(Struct, frozen=True):
    """A text to members about a gathering."""

    subject: str
    body: str

    @property
    def text(self) -> str:
        """Subject and body, as they are saved."""
        return f"Subject: {self.subject}\n\n{self.body}"


def purposes(gathering: Gathering, today: date) -> list[Purpose]:
    """The texts that fit a gathering as it stands, the first first; none where no one said whether it was held."""
    match gathering.state:
        case "held":
            return ["follow_up"]
        case "skipped":
            return ["cancellation"]
        case _:
            near = today + _REMINDED >= gathering.on
            choice: list[Purpose] = ["reminder", "invitation"] if near else ["invitation", "reminder"]
            return choice if gathering.on >= today else []


def purpose_of(name: str) -> Purpose:
    """The text of a name; KeyError where there is none."""
    return {str(one): one for one in PURPOSES}[name]


def message(book: Book, gathering: Gathering, purpose: Purpose, today: date) -> Message:
    """One of the texts about a gathering."""
    it, signature = _details(book, gathering, today), one_line(book.community.organiser)
    match purpose:
        case "invitation":
            told = texts.invitation(it, signature)
        case "reminder":
            told = texts.reminder(it, signature)
        case "cancellation":
            told = texts.cancelled(it, one_line(gathering.why), _next(book, gathering, today), signature)
        case "follow_up":
            told = texts.follow_up(
                it,
                notes=clean(gathering.notes).strip(),
                decisions=[*_lines(gathering.decisions)],
                quote=next(_lines(gathering.quotes), ""),
                links=[link for one in gathering.links if (link := one_line(one))],
                coming=_next(book, gathering, today),
                signature=signature,
            )
    return Message(one_line(told[0]), told[1])


def _details(book: Book, gathering: Gathering, today: date) -> texts.Details:
    ritual = book.rituals.get(gathering.ritual)
    names = {who: one_line(full_name_of(book, who)) for who in (gathering.host, *gathering.cohosts) if who}
    return texts.Details(
        one_line(gathering.name),
        gathering.on,
        today,
        time=_time(gathering),
        place=one_line(gathering.place),
        hosts=tuple(filter(None, names.values())),
        thanked=tuple(filter(None, (name for who, name in names.items() if who != ORGANISER))),
        topic=one_line(gathering.topic),
        gain=one_line(ritual.gain) if ritual else "",
        about=clean(gathering.invitation or (ritual.invitation if ritual else "")).strip(),
    )


def _time(gathering: Gathering) -> str:
    if gathering.at is None:
        return ""
    ends = ""
    if gathering.minutes:
        ends = f"{datetime.combine(gathering.on, gathering.at) + timedelta(minutes=gathering.minutes):%H:%M}"
    return texts.time_of_day(f"{gathering.at:%H:%M}", ends)


def _next(book: Book, gathering: Gathering, today: date) -> str:
    """The next gathering of the same ritual; nothing where none is planned."""
    line, first = lineage(book, gathering.ritual), max(gathering.on, today)
    if not line:
        return ""
    later = {ritual.id for ritual in book.rituals.values() if line & lineage(book, ritual.id)}
    for other in gatherings(book, first, first + _AHEAD):
        if (
            other.state == "planned"
            and other.ritual in later
            and (other.on, other.id) > (gathering.on, gathering.id)
        ):
            return texts.next_one(one_line(other.name), _details(book, other, today).day)
    return ""


def _lines(text: str) -> Iterator[str]:
    return (said for line in text.splitlines() if (said := without_marks(one_line(line)).removeprefix("- ")))


# -- to whom ---------------------------------------------------------------------------------------


def addresses(book: Book, gathering: Gathering, today: date) -> list[str]:
    """The mail addresses of members, and of those who attended, by name; each address once."""
    people = {who.id: who for who in members(book, today)}
    people |= {who: book.volunteers[who] for who in gathering.attended if who in book.volunteers}
    everyone = sorted(people.values(), key=lambda who: (normalize(who.name), who.id))
    usable = [str(found) for who in everyone if (found := address_of(who.name, who.email))]
    return [*{name_and_address(one)[1].casefold(): one for one in reversed(usable)}.values()][::-1]


# -- in which form ---------------------------------------------------------------------------------


def as_eml(book: Book, gathering: Gathering, purpose: Purpose, today: date) -> bytes:
    """The text as a file that a mail program opens as a message yet to be sent; members do not see each other's address.

    An invitation brings the event with it, and a cancellation takes it back.
    """
    told = message(book, gathering, purpose, today)
    draft = EmailMessage(policy=policy.SMTP)
    draft["X-Unsent"] = "1"
    draft["Subject"] = in_header(told.subject)
    if sender := address_of(*name_and_address(one_line(book.community.organiser))):
        draft["From"] = sender
    found = (address_of(*name_and_address(one)) for one in addresses(book, gathering, today))
    if recipients := [address for address in found if address]:
        draft["Bcc"] = recipients
    draft.set_content(told.body, cte="quoted-printable")
    if purpose in _WITH_EVENT:
        with suppress(GuildbookError):  # of a time zone that is none
            event = gathering_as_ics(book, gathering).decode()
            draft.add_attachment(event, subtype="calendar", filename="gathering.ics", cte="quoted-printable")
    return draft.as_bytes().replace(b" =?utf-8?q??=\r\n", b"\r\n")  # an empty word that Python 3.11 leaves behind


def forms(book: Book, gathering: Gathering, purpose: Purpose, today: date) -> dict[str, Callable[[], bytes]]:
    """What a text may be saved as: for each ending of a file name what writes its bytes."""
    return {
        ".txt": message(book, gathering, purpose, today).text.encode,
        ".eml": lambda: as_eml(book, gathering, purpose, today),
        ".ics": lambda: gathering_as_ics(book, gathering),
    }
