"""Days away and closing days: who is passed over, what clashes, who is left alone, and what becomes of the records."""

from __future__ import annotations

from datetime import time

import pytest

from store.book.book import Book
from store.calendar.conflicts import Clashes
from store.calendar.hosting import never_hosted
from store.calendar.rituals import expected, gatherings, likely_host
from store.core.errors import Invalid
from store.core.validation import build
from store.insights.gone_quiet import gone_quiet
from store.integrity.repair import repair
from store.model.calendar import Gathering
from store.model.people import Absence
from store.people.absences import absence_on, absences, closing_days, closing_on, is_away
from tests.support.making import TODAY, ago, fill, gathering, held, member, members, person, ritual


def away(who: str, since: int, until: int, **more: str) -> Absence:
    """Days away, counted from today on."""
    return Absence(volunteer=who, since=ago(-since), until=ago(-until), **more)


def test_first_and_last_day_count_and_closing_days_are_no_ones_own(book: Book) -> None:
    fill(book, person("ann"), away("ann", 1, 3), away("ann", 3, 5), away("", 2, 2))
    assert [is_away(book, "ann", ago(-n)) for n in range(7)] == [False, True, True, True, True, True, False]
    assert absence_on(book, "ann", ago(-3)) == absences(book)["ann"][1]  # of two, the one that ends last
    assert closing_on(book, ago(-2))
    assert not closing_on(book, ago(-1))
    assert [*closing_days(book, ago(-1), ago(-9))] == [ago(-2)]
    assert not is_away(book, "bo", ago(-2))


def test_the_rota_passes_over_who_is_away_whatever_days_are_looked_at(book: Book) -> None:
    coffee = ritual(hosts=("ann", "bo", "cy"), start=ago(21))
    fill(book, *members("ann", "bo", "cy"), coffee, away("bo", 0, 1), away("bo", -14, -13))
    hosts = {g.on: g.host for g in gatherings(book, ago(21), ago(-28))}
    assert [*hosts.values()] == ["ann", "cy", "ann", "cy", "ann", "bo", "cy", "ann"]
    assert all([g.host for g in gatherings(book, day, day)] == [host] for day, host in hosts.items())
    fill(book, away("ann", 0, 99), away("bo", 0, 99), away("cy", 0, 99))
    assert [g.host for g in gatherings(book, TODAY, TODAY)] == [""]


def likeliest(book: Book, coming: Gathering) -> str:
    likely = likely_host(book, coming, TODAY)
    return likely[0].id if likely else ""


def test_who_is_away_is_not_suggested_as_host_nor_expected(book: Book) -> None:
    coming = gathering(-7)
    past = [held(n, "ann", "bo") for n in (1, 8, 15)]
    fill(book, *members("ann", "bo"), *past, held(22, "bo"), coming)
    assert likeliest(book, coming) == "bo"
    fill(book, away("bo", 0, 7))
    assert likeliest(book, coming) == "ann"
    assert [one.id for one in expected(book, coming, TODAY)] == ["ann"]
    assert [(ready.volunteer.id, bool(ready.away)) for ready in never_hosted(book, TODAY)] == [
        ("ann", False),
        ("bo", True),
    ]


def test_a_host_away_and_a_closing_day_are_clashes_of_what_is_planned(book: Book) -> None:
    one = gathering(-1, id="one", host="ann", cohosts=("bo",), at=time(9))
    other = gathering(-2, id="two", ritual="coffee")
    past = held(-1, id="past", host="ann")
    fill(book, *members("ann", "bo"), away("bo", 1, 1), away("", 2, 4, reason="holidays"))
    clashes = Clashes([one, other, past], absences(book))
    assert [a.volunteer for a in clashes.absences_of("one")] == ["bo"]
    assert [a.reason for a in clashes.absences_of("two")] == ["holidays"]
    assert ("one" in clashes, "two" in clashes, "past" in clashes) == (True, True, False)
    assert [*clashes.of("one")] == [*clashes.of("two")] == []
    assert "coffee" in clashes.rituals


def test_no_one_goes_quiet_while_away_and_the_silence_begins_anew_after(book: Book) -> None:
    fill(book, *member("ann", when=100), away("ann", -60, 5))
    assert not gone_quiet(book, TODAY)
    assert not gone_quiet(book, ago(-50))
    [found] = gone_quiet(book, ago(-51))
    assert (found.since, found.days) == (ago(-6), 45)


def test_an_absence_goes_with_its_person_and_never_turns_into_closing_days(book: Book) -> None:
    fill(book, *members("ann", "bo"), away("ann", 0, 9), away("", 3, 4, reason="holidays"))
    with book.change("Delete") as change:
        change.remove(book.volunteers["ann"])
    assert [a.reason for a in book.absences.values()] == ["holidays"]
    book.undo()
    assert is_away(book, "ann", TODAY)
    lost = away("gone", 0, 9)
    book.absences.take({lost.id: lost})
    with book.change("Repair") as change:
        assert not repair(book, change)


def test_the_last_day_is_not_before_the_first() -> None:
    with pytest.raises(Invalid) as refused:
        build(Absence, {"since": TODAY, "until": ago(1)})
    assert [*refused.value.errors] == ["until"]
