"""Stakeholders: when each is due, what an ‘on change’ reader waits for, where the next period begins."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.book.book import Book
from store.model.calendar import Gathering, Ritual
from store.model.people import Department, Volunteer
from store.model.stages import Adoption, Move
from store.model.stakeholders import Cadence, Stakeholder, Update
from store.updates.stakeholders import (
    days_off,
    draft_for,
    due,
    due_list,
    first_day,
    in_brief,
    in_days,
    milestones,
    punctuality,
    sent_updates,
    shared_draft,
)
from tests.support.making import TODAY, fill, sent

EVA = Stakeholder(id="eva", name="Eva", cadence="monthly")


@pytest.mark.parametrize(
    ("cadence", "last", "on"),
    [
        ("weekly", date(2026, 11, 16), date(2026, 11, 23)),
        ("fortnightly", date(2026, 11, 16), date(2026, 11, 30)),
        ("monthly", date(2026, 10, 31), date(2026, 11, 30)),
        ("monthly", date(2026, 10, 21), date(2026, 11, 21)),
        ("quarterly", date(2026, 8, 31), date(2026, 11, 30)),
    ],
)
def test_the_next_update_is_due_one_cadence_after_the_last(
    book: Book, cadence: Cadence, last: date, on: date
) -> None:
    reader = Stakeholder(id="eva", name="Eva", cadence=cadence)
    fill(book, reader, sent(last), sent(date(2026, 1, 5)))
    found = due(book, reader, TODAY)
    assert (found.on, found.late) == (on, (TODAY - on).days)
    assert found.last
    assert found.last.sent_on == last


def test_who_was_never_written_to_is_due_today(book: Book) -> None:
    draft = Update(to=("eva",), since=TODAY, until=TODAY)
    fill(book, EVA, draft, Stakeholder(id="ivo", name="Ivo"), sent(TODAY, "ivo"))
    found = due(book, EVA, TODAY)
    assert (found.on, found.last, found.words(TODAY)) == (TODAY, None, "no update sent yet")
    assert draft_for(book, "eva") == draft
    assert draft_for(book, "ivo") is None
    assert sent_updates(book, "eva") == []


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 10, 20), "3 days overdue"),
        (date(2026, 10, 22), "1 day overdue"),
        (date(2026, 10, 23), "due today"),
        (date(2026, 10, 25), "due Wed 25 Nov"),
    ],
)
def test_in_words(book: Book, last: date, words: str) -> None:
    fill(book, EVA, sent(last))
    assert due(book, EVA, TODAY).words(TODAY) == words


def test_one_update_to_several_counts_for_each(book: Book) -> None:
    ivo = Stakeholder(id="ivo", name="Ivo", cadence="weekly")
    fill(book, EVA, ivo, sent(date(2026, 11, 20), "eva", "ivo"))
    assert due(book, EVA, TODAY).on == date(2026, 12, 20)
    assert due(book, ivo, TODAY).on == date(2026, 11, 27)


def test_the_most_urgent_come_first_and_the_waiting_last(book: Book) -> None:
    fill(
        book,
        EVA,
        Stakeholder(id="abe", name="Abe", cadence="on_change"),
        Stakeholder(id="ivo", name="Ivo"),
        Stakeholder(id="zoe", name="Zoe"),
        sent(date(2026, 11, 20)),
        sent(date(2026, 9, 1), "zoe"),
    )
    assert [found.stakeholder.name for found in due_list(book, TODAY)] == ["Zoe", "Ivo", "Eva", "Abe"]


ABE = Stakeholder(id="abe", name="Abe", cadence="on_change", since=date(2026, 11, 1))


def test_an_on_change_reader_is_due_on_the_first_milestone_since_the_last_update(book: Book) -> None:
    fill(book, ABE)
    assert due(book, ABE, TODAY).on is None
    assert due(book, ABE, TODAY).words(TODAY) == "when something changes"
    fill(
        book,
        Volunteer(id="ann", name="Ann", yes_on=date(2026, 1, 1)),
        Move(volunteer="ann", stage="core", on=date(2026, 10, 30)),  # before he came on board
        Department(id="ops", name="Ops"),
        Adoption(department="ops", state="established", on=date(2026, 11, 10)),
        Adoption(department="ops", state="piloting", on=date(2026, 11, 2)),
        Ritual(id="party", name="Party", kind="milestone", start=date(2026, 11, 12)),
        Gathering(name="100 learners", ritual="party", on=date(2026, 11, 12), state="held"),
        Gathering(name="1000 learners", ritual="party", on=date(2026, 11, 15)),
    )
    assert due(book, ABE, TODAY).on == date(2026, 11, 10)
    assert [words for _, words in milestones(book)] == [
        "Ann became a core member",
        "Ops now runs its own training",
        "100 learners was held",
    ]
    fill(book, sent(date(2026, 11, 10), "abe"))
    assert due(book, ABE, TODAY).on == date(2026, 11, 12)
    fill(book, sent(date(2026, 11, 13), "abe"))
    assert due(book, ABE, TODAY).on is None


def test_a_milestone_still_ahead_calls_for_nothing_yet(book: Book) -> None:
    fill(book, ABE, Department(id="ops", name="Ops"))
    fill(book, Adoption(department="ops", state="established", on=TODAY + timedelta(days=1)))
    assert due(book, ABE, TODAY).on is None
    assert due(book, ABE, TODAY + timedelta(days=1)).on == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("cadence", "first"),
    [
        ("weekly", date(2026, 11, 17)),
        ("fortnightly", date(2026, 11, 10)),
        ("monthly", date(2026, 10, 24)),
        ("quarterly", date(2026, 8, 24)),
        ("on_change", date(2026, 10, 24)),
    ],
)
def test_the_first_period_is_one_cadence_long(cadence: Cadence, first: date) -> None:
    assert first_day(Stakeholder(name="Eva", cadence=cadence), None, TODAY) == first


def test_the_next_period_begins_the_day_after_the_last_one_ended() -> None:
    last = sent(date(2026, 11, 5), until=date(2026, 10, 31))
    assert first_day(EVA, last, TODAY) == date(2026, 11, 1)


def test_a_draft_is_shared_by_those_it_is_for_and_by_nobody_else(book: Book) -> None:
    ivo, ada = Stakeholder(id="ivo", name="Ivo"), Stakeholder(id="ada", name="Ada")

    def draft(key: str, *to: str, state: str = "draft") -> Update:
        return Update(id=key, to=to, since=TODAY, until=TODAY, state=state)  # type: ignore[arg-type]

    fill(book, EVA, ivo, ada, draft("a", "eva"), draft("b", "ivo", "ada", state="sent"))
    assert [shared_draft(book, who) for who in ("eva", "ivo", "ada")] == [None, None, None]
    fill(book, draft("d", "ivo", "eva"), draft("c", "eva", "ivo"))
    found = [shared_draft(book, who) for who in ("eva", "ivo", "ada")]
    assert [one and one.id for one in found] == ["c", "c", None]


@pytest.mark.parametrize(
    ("days", "told", "brief"), [(0, "today", "news today"), (1, "1 day ago", "news, 1 day old")]
)
def test_how_old_the_news_is(book: Book, days: int, told: str, brief: str) -> None:
    fill(book, ABE, Department(id="ops", name="Ops"), sent(date(2026, 11, 10), "abe"))
    fill(book, Adoption(department="ops", state="established", on=TODAY - timedelta(days=days)))
    found = due(book, ABE, TODAY)
    assert (found.late, in_brief(found, TODAY)) == (days, brief)
    assert found.words(TODAY).endswith(f", {told}")


def test_how_well_the_cadence_was_kept() -> None:
    updates = [sent(date(2026, 8, 10)), sent(date(2026, 9, 10)), sent(date(2026, 10, 12)), sent(date(2026, 11, 11))]
    assert days_off(EVA, updates) == [0, 2, -1]
    assert days_off(ABE, updates) == []
    assert punctuality(EVA, updates[:1]) == ""
    assert [in_days(days) for days in (-1, 0, 1)] == ["1 day early", "on time", "1 day late"]
    assert "on time 2 of 3 times" in punctuality(EVA, updates)
