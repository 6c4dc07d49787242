"""Days away and closing days in one line: who, which days they are meant to be, and why."""

from __future__ import annotations

from datetime import date

import pytest

from store.book.book import Book
from store.capture import read
from store.model.people import Absence
from tests.support.making import TODAY, ago, person

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
        ("Ana away 3 Jan", (("ana",), date(2027, 1, 3), date(2027, 1, 3), "")),
        ("Ana away 3 Jan until 15 Jan", (("ana",), date(2027, 1, 3), JANUARY, "")),
        ("Ana away between 3 Jan and 15 Jan for training.", (("ana",), date(2027, 1, 3), JANUARY, "training")),
        ("Ana away next mon", (("ana",), date(2026, 11, 30), date(2026, 11, 30), "")),
        ("Ana away 22 Nov", (("ana",), ago(1), ago(1), "")),
        ("Ana away 1 Nov to 23 Oct 2027", (("ana",), date(2026, 11, 1), date(2027, 10, 23), "")),
        ("Ana away 20 to 23 Oct", (("ana",), date(2026, 10, 20), date(2026, 10, 23), "")),
        ("Ana away 20 to 22 Oct", (("ana",), date(2027, 10, 20), date(2027, 10, 22), "")),
        ("closed 31 to 1 Dec", (("",), date(2026, 10, 31), date(2026, 12, 1), "")),
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
