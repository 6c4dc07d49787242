"""The round-up for members and the note to a manager: what they tell, each figure from the records, and what they never tell."""

from __future__ import annotations

import email
from datetime import date, timedelta
from email import policy

import pytest

from store.book.book import Book
from store.exchange.round_up import ROUND_UP_FORMS, note_forms, note_to, round_up, round_up_in
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.people import Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.model.stakeholders import Stakeholder
from store.recognition.teams import last_quarter, team_quarters, to_thank
from store.texts import round_up as texts
from tests.support.making import TODAY, ago, fill

IN_QUARTER = date(2026, 8, 12)


@pytest.fixture
def guild(book: Book) -> Book:
    """Two people of one manager, who did something this month and in the last quarter."""
    fill(
        book,
        Community(name="Bakers", organiser="Ida Berg"),
        Volunteer(id="ann", name="Ann [Ops] Lee", manager="Dr. Eva Horn", yes_on=ago(200)),
        Volunteer(id="raj", name="Raj Patel", manager="dr. eva horn", yes_on=ago(200)),
        *(Move(volunteer=who, stage="newcomer", on=ago(190)) for who in ("ann", "raj")),
        Ritual(id="lab", name="iPad lab", start=ago(-3), rule="FREQ=WEEKLY", gain="less fear."),
        Gathering(id="h", name="iPad lab", on=ago(5), state="held", attended=("ann",)),
        Contribution(volunteer="ann", kind="led_session", on=ago(4), topic="iPads", learners=7),
        Contribution(
            volunteer="raj",
            kind="led_session",
            on=IN_QUARTER,
            topic="Excel",
            learners=12,
            minutes=90,
            together=("ann",),
        ),
        Contribution(volunteer="raj", kind="shared_material", on=IN_QUARTER, topic="Slides", minutes=30),
        Recognition(to=("raj",), behaviour="helps others", words="Well done, Raj.", on=IN_QUARTER, public=True),
        Recognition(to=("raj",), behaviour="helps others", words="A secret.", on=ago(2)),
        Recognition(to=("ann",), behaviour="helps others", words="For all to read.", on=ago(2), public=True),
    )
    return book


@pytest.mark.parametrize("form", ROUND_UP_FORMS)
def test_a_round_up_tells_the_month_in_each_form(guild: Book, form: str) -> None:
    told = round_up_in(round_up(guild, TODAY, TODAY), form).replace("\\[", "[").replace("\\]", "]")
    for part in ("Bakers: our November", texts.MADE, texts.THANKED, texts.COMING, texts.WANTED):
        assert part in told
    assert "One session led by members, with 7 learner attendances." in told
    assert "Ann [Ops] Lee taught ‘iPads’ to 7 colleagues" in told
    assert "For all to read." in told
    assert "A secret" not in told
    assert "iPad lab – less fear." in told
    assert told.count("less fear") == 1
    assert "‘iPad lab’ on Thu 26 Nov has no host yet." in told


def test_an_empty_month_claims_nothing(book: Book) -> None:
    told = round_up(book, TODAY, TODAY)
    assert told.parts == ((texts.MADE, texts.QUIET), (texts.COMING, texts.NO_DATES))


def test_the_month_before_has_no_day_of_this_one(guild: Book) -> None:
    assert "iPads" not in round_up_in(round_up(guild, ago(30), TODAY), "text")


def test_a_note_counts_what_the_people_of_a_manager_did(guild: Book) -> None:
    [one] = team_quarters(guild, TODAY)
    assert last_quarter(TODAY) == (date(2026, 7, 1), date(2026, 9, 30)) == (one.since, one.until)
    assert [who.id for who in one.people] == ["ann", "raj"]
    assert (one.sessions, one.attendances, one.hosted, one.other, one.minutes) == (1, 12, 0, 1, 210)
    subject, body = note_to(guild, one)
    assert "1 Jul – 30 Sep 2026" in subject
    assert body.startswith("Hello Eva,\n\n")
    assert "- 1 session led, with 12 learner attendances\n- 1 other contribution\n- 3 h 30 " in body
    assert "“Well done, Raj.”" in body
    assert "secret" not in body


def test_who_was_thanked_since_the_quarter_is_not_asked_for_again(guild: Book) -> None:
    [one] = to_thank(guild, TODAY)
    fill(guild, Recognition(named=("DR. EVA HORN",), behaviour="helps others", words="Thank you.", on=one.until))
    assert to_thank(guild, TODAY) == [one]
    fill(guild, Recognition(named=("DR. EVA HORN",), behaviour="helps others", words="Thank you.", on=TODAY))
    assert to_thank(guild, TODAY) == []
    assert to_thank(guild, date(2027, 1, 2)) != []


def test_a_manager_in_the_book_gets_the_draft(guild: Book) -> None:
    fill(guild, Stakeholder(id="eva", name="Dr. Eva Horn", email="eva@example.org"))
    [one] = team_quarters(guild, TODAY)
    message = email.message_from_bytes(note_forms(guild, one)[".eml"](), policy=policy.default)
    assert message["To"] == '"Dr. Eva Horn" <eva@example.org>'
    assert message["Subject"] == note_to(guild, one)[0]
    fill(
        guild, Recognition(to=("eva",), behaviour="helps others", words="Thank you.", on=TODAY - timedelta(days=1))
    )
    assert to_thank(guild, TODAY) == []
