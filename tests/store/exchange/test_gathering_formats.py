"""What members are told of a gathering: which text fits, to whom it goes, and what never leaves with it."""

from __future__ import annotations

import email
from datetime import time, timedelta
from email import policy
from email.message import EmailMessage

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.calendar.gathering_search import find_gathering
from store.calendar.rituals import gatherings
from store.core.record import ORGANISER
from store.exchange.gathering_formats import Purpose, addresses, as_eml, forms, message, purposes
from store.exchange.ical.exporter import day_of, gathering_as_ics
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.people import Volunteer
from store.model.stages import Move
from tests.support.making import TODAY, ago, fill

HOSTILE = "[/x] Ann <b>\r\nBcc: x@example.org"
LAB = Ritual(
    id="lab", name="iPad lab", start=ago(14), rule="FREQ=WEEKLY", at=time(14), minutes=45, gain="less fear"
)


@pytest.fixture
def guild(book: Book) -> Book:
    """Two members, one of them without an address, a guest, and a weekly ritual."""
    people = (
        ("ann", "Ann Lee", "ann@example.org"),
        ("raj", "Weiß, Raj", ""),
        ("gus", "Gus Guest", "gus@example.org"),
    )
    fill(
        book,
        Community(name="Bakers", organiser="Ida Berg"),
        *(Volunteer(id=key, name=name, email=mail, yes_on=ago(90)) for key, name, mail in people),
        *(Move(volunteer=key, stage="newcomer", on=ago(80)) for key in ("ann", "raj")),
        LAB,
    )
    return book


def coming(book: Book, **values: object) -> Gathering:
    planned = next(g for g in gatherings(book, TODAY + timedelta(days=3), TODAY + timedelta(days=9)))
    return replace(planned, **values)


def held(book: Book, **values: object) -> Gathering:
    fill(book, done := Gathering(id="g", name="iPad lab", ritual="lab", on=ago(7), state="held", **values))  # type: ignore[arg-type]
    return done


@pytest.mark.parametrize(
    ("state", "days", "expected"),
    [
        ("planned", 7, ["invitation", "reminder"]),
        ("planned", 2, ["reminder", "invitation"]),
        ("planned", 0, ["reminder", "invitation"]),
        ("planned", -1, []),
        ("held", -1, ["follow_up"]),
        ("skipped", 3, ["cancellation"]),
    ],
)
def test_the_text_that_fits_stands_first(state: str, days: int, expected: list[Purpose]) -> None:
    gathering = Gathering(name="Lab", on=TODAY + timedelta(days=days), state=state)  # type: ignore[arg-type]
    assert purposes(gathering, TODAY) == expected


def test_an_invitation_begins_with_what_there_is_to_gain(guild: Book) -> None:
    told = message(
        guild, coming(guild, place="Room 4", host="raj", cohosts=("ann",), topic="Excel"), "invitation", TODAY
    )
    assert told.subject == "Invitation: iPad lab, Mon 30 Nov, 14:00–14:45"
    assert told.body.split("\n\n")[1:3] == [
        "What you gain from ‘iPad lab’: less fear.",
        "- When: Mon 30 Nov, 14:00–14:45\n- Where: Room 4\n- Hosts: Weiß, Raj and Ann Lee\n- Topic: Excel",
    ]
    assert told.body.endswith("Best wishes,\nIda Berg\n")


def test_what_the_book_does_not_know_is_not_told(guild: Book) -> None:
    bare = Gathering(name="Meeting", on=TODAY + timedelta(days=9))
    told = message(guild, bare, "invitation", TODAY).body
    assert "- When: Wed 2 Dec\n\n" in told
    assert "Where" not in told
    assert "Host" not in told
    assert "gain" not in told


def test_a_follow_up_has_notes_decisions_and_links_but_no_attendees(guild: Book) -> None:
    done = held(
        guild,
        host="ann",
        attended=("ann", "gus"),
        notes="We folded planes.",
        decisions="Ann books a room\n- Raj asks HR",
        quotes="«I dared»\nsecond",
        links=("https://example.org/a",),
    )
    told = message(guild, done, "follow_up", TODAY)
    assert "Special thanks to Ann Lee for hosting." in told.body
    assert "“I dared”" in told.body
    assert "second" not in told.body
    assert "We folded planes.\n\n" in told.body
    assert "- Ann books a room\n- Raj asks HR\n\n" in told.body
    assert "- https://example.org/a\n\n" in told.body
    assert "The next ‘iPad lab’ is on Mon 23 Nov, 14:00–14:45." in told.body
    assert "Gus" not in told.body


def test_who_writes_does_not_thank_herself(guild: Book) -> None:
    assert "Special thanks" not in message(guild, held(guild, host=ORGANISER), "follow_up", TODAY).body


@pytest.mark.parametrize(("days", "verb"), [(7, "is"), (-1, "was")])
def test_a_cancellation_says_why_and_when_the_next_one_is(guild: Book, days: int, verb: str) -> None:
    skipped = Gathering(
        id="s",
        name="iPad lab",
        ritual="lab",
        on=TODAY + timedelta(days=days),
        state="skipped",
        why="the room floods",
    )
    fill(guild, skipped)
    told = message(guild, skipped, "cancellation", TODAY).body
    assert f" {verb} cancelled: the room floods.\n" in told
    assert "The next ‘iPad lab’ is on " in told


def test_addresses_are_those_of_members_and_attendees_each_once(guild: Book) -> None:
    assert addresses(guild, coming(guild), TODAY) == ["Ann Lee <ann@example.org>"]
    fill(guild, replace(guild.volunteers["raj"], email="raj@example.org"))
    done = held(guild, attended=("ann", "gus"))
    assert addresses(guild, done, TODAY) == [
        "Ann Lee <ann@example.org>",
        "Gus Guest <gus@example.org>",
        '"Weiß, Raj" <raj@example.org>',
    ]
    fill(guild, replace(guild.volunteers["raj"], email="ANN@example.org"))
    assert len(addresses(guild, done, TODAY)) == 2


def parsed(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_an_email_draft_hides_members_from_each_other_and_brings_the_event(guild: Book) -> None:
    draft = parsed(as_eml(guild, coming(guild), "invitation", TODAY))
    assert (draft["X-Unsent"], draft["To"], str(draft["Bcc"])) == ("1", None, "Ann Lee <ann@example.org>")
    [event] = draft.iter_attachments()
    assert event.get_content_type() == "text/calendar"
    assert "SUMMARY:iPad lab" in event.get_content()
    body = draft.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == message(guild, coming(guild), "invitation", TODAY).body
    assert [*parsed(as_eml(guild, coming(guild), "reminder", TODAY)).iter_attachments()] == []


def test_a_time_zone_that_is_none_costs_the_event_only(guild: Book) -> None:
    fill(guild, replace(guild.community, timezone="Mars/Base"))
    assert [*parsed(as_eml(guild, coming(guild), "invitation", TODAY)).iter_attachments()] == []


@pytest.mark.parametrize("purpose", ["invitation", "reminder", "follow_up", "cancellation"])
def test_text_of_the_book_is_text(guild: Book, purpose: Purpose) -> None:
    strange = coming(guild, name=HOSTILE, place=HOSTILE, topic=HOSTILE, notes=HOSTILE, why=HOSTILE)
    draft = parsed(as_eml(guild, strange, purpose, TODAY))
    assert str(draft["Bcc"]) == "Ann Lee <ann@example.org>"
    assert "[/x] Ann <b> Bcc: x@example.org" in draft["Subject"]
    assert not draft.defects
    assert forms(guild, strange, purpose, TODAY)[".txt"]().startswith(b"Subject: ")


def test_one_gathering_is_one_event_of_its_own(guild: Book) -> None:
    gathering = coming(guild)
    data = gathering_as_ics(guild, gathering)
    assert data.count(b"BEGIN:VEVENT") == 1
    assert b"RRULE" not in data
    uid = next(line for line in data.decode().splitlines() if line.startswith("UID:")).removeprefix("UID:")
    found = day_of(uid)
    assert found is not None
    assert found[1] == gathering.on
    assert b"STATUS:CANCELLED" in gathering_as_ics(guild, replace(gathering, state="skipped"))


def test_the_next_one_is_meant_where_several_have_the_name(guild: Book) -> None:
    assert find_gathering(guild, "iPad", TODAY).on <= TODAY
    assert find_gathering(guild, "iPad", TODAY + timedelta(days=1), ahead=30).on == TODAY + timedelta(days=7)
    assert find_gathering(guild, f"iPad {ago(7):%d/%m}", TODAY, ahead=30).on == ago(7)
    assert find_gathering(guild, "", TODAY, [TODAY], ahead=30).on == TODAY
