"""Days away and closing days: who is passed over, what clashes, who is left alone, and what becomes of the records."""

from __future__ import annotations

from datetime import date, time

import pytest

from store.book.book import Book
from store.calendar.conflicts import Clashes
from store.calendar.hosting import never_hosted
from store.calendar.rituals import expected, gatherings, likely_host
from store.capture import read
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


JANUARY = date(2027, 1, 15)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ana away until 15 Jan", (("ana",), TODAY, JANUARY, "")),
        ("Ana away 3 to 15 Jan", (("ana",), date(2027, 1, 3), JANUARY, "")),
        ("Ana Ruiz is away 3-15 Jan: conference", (("ana",), date(2027, 1, 3), JANUARY, "conference")),
        ("Ana away from 3rd to 5th of December because of moving", (("ana",), date(2026, 12, 3), date(2026, 12, 5), "moving")),
        ("Ana and Tom away next week", (("ana", "tom"), date(2026, 11, 30), date(2026, 12, 6), "")),
        ("Ana on leave fri", (("ana",), date(2026, 11, 27), date(2026, 11, 27), "")),
        ("Ana was away 2 to 10 Nov", (("ana",), date(2026, 11, 2), date(2026, 11, 10), "")),
        ("closed 24 Dec to 2 Jan", (("",), date(2026, 12, 24), date(2027, 1, 2), "")),
        ("closed 28 to 3 Jan", (("",), date(2026, 12, 28), date(2027, 1, 3), "")),
        ("we are closed 1 to 20 Aug, summer", (("",), date(2027, 8, 1), date(2027, 8, 20), "summer")),
    ],
)  # fmt: skip
def test_days_away_in_one_line(scratch: Book, line: str, told: tuple[tuple[str, ...], date, date, str]) -> None:
    scratch.volunteers.take({"ana": person("ana", "Ana Ruiz"), "tom": person("tom", "Tom Okafor")})
    proposal = read(line, scratch, TODAY)
    assert proposal.ready, proposal.missing
    who, since, until, reason = told
    found = [a for a in proposal.records if isinstance(a, Absence)]
    assert [(a.volunteer, a.since, a.until, a.reason) for a in found] == [
        (key, since, until, reason) for key in who
    ]


@pytest.mark.parametrize(
    "line", ["Ana away", "Ana away until further notice", "Ana away 15 Jan to 3 Jan", "closed"]
)
def test_days_away_that_are_not_said_are_asked_for(scratch: Book, line: str) -> None:
    scratch.volunteers.take({"ana": person("ana", "Ana Ruiz")})
    proposal = read(line, scratch, TODAY)
    assert (bool(proposal.title), bool(proposal.missing), proposal.records) == (True, True, ())


def test_unknown_people_are_asked_about_and_other_lines_stay_what_they_are(scratch: Book) -> None:
    scratch.volunteers.take({"ana": person("ana", "Ana Ruiz")})
    assert [q.key for q in read("Zed away until fri", scratch, TODAY).questions] == ["unknown:zed"]
    assert read("call Ana when she is away", scratch, TODAY).title == "To-do"
