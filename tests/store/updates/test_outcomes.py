"""What is told over time: firsts, what was announced, KPIs, departments, years, and how much of it there is room for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.record import Record
from store.model.finance import Kpi, Rate, Reading
from store.model.stages import Adoption
from store.model.stakeholders import Stakeholder, Update
from store.model.training import SessionPlan
from store.updates.archive import all_sent, compared
from store.updates.chart_figures import chart_figures
from store.updates.commitments import announced, last_promises
from store.updates.compose import compose
from store.updates.narrative.team import team
from store.updates.narrative.watched import at_target
from store.updates.outcomes import Row, certificates, departments_moved, first_sessions
from store.updates.told import told
from store.updates.year import year_of
from tests.support.making import (
    TODAY,
    ago,
    cost,
    department,
    fill,
    gathering,
    held,
    led,
    members,
    person,
    sent,
    stakeholder,
    step,
    thanks,
)

SINCE, UNTIL = ago(20), ago(10)


# -- outcomes ----------------------------------------------------------------------------------------


def test_only_the_first_session_of_someone_is_their_first(book: Book) -> None:
    fill(
        book,
        person("ann"),
        person("bo"),
        led(30),
        led(15),
        led(12, "bo", kind="shared_material"),
        led(11, "bo", kind="co_led_session"),
        led(10, "gone"),
    )
    assert [row.text.split()[0] for row in first_sessions(book, SINCE, UNTIL)] == ["Bo"]
    assert len(first_sessions(book, ago(30), ago(30))) == 1
    fill(book, step("certified", 15, until=ago(-9)), step("co_delivered", 15))
    assert len(certificates(book, SINCE, UNTIL)) == 1


@pytest.mark.parametrize(
    ("states", "moved"),
    [
        ([("piloting", 15)], True), ([("curious", 15)], False), ([("piloting", 30), ("adopting", 15)], True), ([("adopting", 30), ("piloting", 15)], False), ([("adopting", 15), ("paused", 12)], False),
        ([("paused", 30), ("piloting", 15)], True), ([("piloting", 30)], False), ([("piloting", 9)], False),
    ],
)  # fmt: skip
def test_a_department_came_further(book: Book, states: list[tuple[Any, int]], moved: bool) -> None:
    fill(book, department("it"), *(Adoption(department="it", state=state, on=ago(days)) for state, days in states))
    assert bool(departments_moved(book, SINCE, UNTIL)) == moved


# -- what was sent, announced and told ---------------------------------------------------------------


def test_an_update_was_sent_where_it_has_its_day(book: Book) -> None:
    fill(
        book,
        stakeholder("eva"),
        sent(ago(9)),
        sent(ago(3)),
        Update(to=("eva",), since=ago(2), until=ago(1)),
        Update(to=("eva",), since=ago(2), until=ago(1), state="sent"),
    )
    assert [update.sent_on for update in all_sent(book)] == [ago(3), ago(9)]


def test_two_texts_are_compared_line_by_line() -> None:
    assert [(one.which, one.text) for one in compared("a\n\nb", "a\nc")] == [
        ("same", "a"),
        ("gone", "b"),
        ("new", "c"),
    ]


def test_what_is_announced_is_each_line_but_headings_and_counts() -> None:
    rows = (Row("g", "Fri: Coffee, hosted by Ann", "Fri: Coffee"),)
    said = "- Fri: Coffee\n# Next\n\n- and 2 more gatherings\n- New rooms"
    assert announced(said, rows) == {"g": "Fri: Coffee", "line 4": "New rooms"}


@pytest.mark.parametrize(
    ("more", "outcome", "word"),
    [
        ({"state": "held"}, "held", ""), ({"state": "skipped", "why": "rain"}, "not held", "cancelled: rain"), ({"state": "skipped"}, "not held", ""), ({}, "", ""), ({"on": ago(9)}, "still to come", ""),
        ({"on": ago(9), "due_on": ago(12)}, "still to come", "moved to Sat 14 Nov"), ({"on": ago(10)}, "", ""),
    ],
)  # fmt: skip
def test_what_became_of_what_was_announced(book: Book, more: dict[str, Any], outcome: str, word: str) -> None:
    fill(
        book,
        replace(sent(ago(30)), promised={"g": "Coffee"}),
        stakeholder("eva"),
        gathering(more.pop("on", ago(12)), id="g", **more),
    )
    [promise] = last_promises(book, ("eva",), None, UNTIL)
    assert (promise.outcome, promise.word) == (outcome, word)
    assert promise.open == (not outcome and not word)


@pytest.mark.parametrize(("days", "known"), [(365, True), (366, False)])
def test_what_was_told_in_a_year_is_remembered(book: Book, days: int, known: bool) -> None:
    update = replace(sent(ago(days)), text="Hello\nErrors: 8 a month.")
    fill(book, stakeholder("eva"), update)
    found = told(book, [book.stakeholders["eva"]], TODAY)
    assert [found.times("Errors", "8 a month"), found.times("Errors", "a mont"), found.times("rors")] == [
        int(known),
        0,
        0,
    ]


# -- KPIs, departments, years --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("baseline", "target", "value", "there"),
    [(9, 3, "3", True), (9, 3, "2.9", True), (9, 3, "3.1", False), (3, 9, "9", True), (3, 9, "9.1", True), (3, 9, "8.9", False), (5, 5, "5", True), (5, 5, "6", False)],
)  # fmt: skip
def test_a_value_is_at_its_target_or_beyond(baseline: int, target: int, value: str, there: bool) -> None:
    kpi = Kpi(name="K", baseline=Decimal(baseline), baseline_on=TODAY, target=Decimal(target))
    assert at_target(kpi, Decimal(value)) == there


@pytest.mark.parametrize(("heads", "of"), [(None, None), (0, None), (1, None), (2, 2), (9, 9)])
def test_a_department_has_as_many_people_as_took_part_or_more(
    book: Book, heads: int | None, of: int | None
) -> None:
    it = replace(department("it"), head_count=heads)
    fill(
        book,
        it,
        *(person(key, department="it") for key in ("ann", "bo", "cy")),
        person("zoe"),
        held(15, "ann", "zoe"),
        held(14, "zoe"),
        led(13, "bo", topic="Excel", learners=3),
    )
    found = team(book, it, SINCE, UNTIL)
    assert (found.took_part, found.gatherings, found.of, found.known, found.ever) == (2, 1, of, True, True)
    assert [key for key, _ in found.sessions] == [next(iter(book.contributions))]
    quiet = team(book, it, ago(5), TODAY)
    assert (quiet.took_part, quiet.ever) == (0, True)
    assert not team(book, department("hr"), SINCE, UNTIL).ever


def test_a_year_in_quarters_and_beside_the_one_before(book: Book) -> None:
    records: list[Record] = [
        held((TODAY - day).days, "ann")
        for day in (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 11, 23))
    ]
    session = led((TODAY - date(2026, 4, 1)).days, id="led", topic="Excel", gathering="s")
    fill(
        book,
        *members("ann", when=900),
        *records,
        held((TODAY - date(2026, 4, 1)).days, id="s", host="ann", topic="Excel"),
        session,
        thanks(0, "ann"),
        thanks((TODAY - date(2025, 12, 31)).days, "ann"),
    )
    fill(
        book,
        SessionPlan(topic="Excel", gathering="s", outcomes="Sums"),
        SessionPlan(topic="None", gathering="s"),
        SessionPlan(topic="Other", gathering="x", outcomes="y"),
    )
    year = year_of(book, 2026, TODAY)
    assert year
    assert [(place, one.since, one.until, len(one.held)) for place, one in year.quarters] == [
        (1, date(2026, 1, 1), date(2026, 3, 31), 2), (2, date(2026, 4, 1), date(2026, 6, 30), 2), (3, date(2026, 7, 1), date(2026, 9, 30), 0), (4, date(2026, 10, 1), TODAY, 1),
    ]  # fmt: skip
    assert (year.complete, year.before, year.thank_yous, year.first, year.hours_costed) == (
        False,
        None,
        1,
        True,
        False,
    )
    assert [(one.topic, one.outcomes) for one in year.learned] == [("Excel", "Sums")]
    assert (year_of(book, 2027, TODAY), year_of(book, 2025, TODAY)) == (None, None)
    fill(
        book,
        held((TODAY - date(2025, 11, 23)).days, "ann"),
        cost("5.00", date(2025, 12, 31)),
        Rate(since=TODAY, pay=Decimal(50000), hours=1000),
    )
    year = year_of(book, 2026, TODAY)
    assert year
    assert year.before
    assert (year.before.until, len(year.before.held), year.first, year.hours_costed) == (
        date(2025, 11, 23),
        1,
        False,
        True,
    )
    assert len(year_of(book, 2025, TODAY).quarters) == 4  # type: ignore[union-attr]
    assert [place for place, _ in year_of(book, 2026, date(2026, 4, 1)).quarters] == [1, 2]  # type: ignore[union-attr]


# -- what stands in an update --------------------------------------------------------------------------


def words(book: Book, name: str, kind: Any = "detailed_report") -> str:
    found = compose(book, Stakeholder(id="eva", name="Eva"), TODAY, since=ago(29), until=TODAY, kind=kind).section(
        name
    )
    return found.words if found else ""


@pytest.mark.parametrize(("seats", "bar"), [(4, False), (5, True)])
def test_attendance_has_a_bar_from_five_seats_on(book: Book, seats: int, bar: bool) -> None:
    people = [f"p{n}" for n in range(seats)]
    fill(book, *members(*people), held(200, *people), held(5, *people), stakeholder("eva"))
    assert ("attendance rate" in words(book, "participation", "charts")) == bar


def test_an_overview_prefers_a_quote_of_25_words(book: Book) -> None:
    long, short = "w " * 26, "w " * 25
    fill(
        book, *members("ann"), held(200, "ann"), held(5, "ann", quotes=f"{long}\n{short}\nTea"), stakeholder("eva")
    )
    assert words(book, "feedback", "quick_overview").count("w") == 25


def test_the_rest_of_what_is_coming_is_counted(book: Book) -> None:
    fill(
        book,
        *members("ann"),
        held(200, "ann"),
        held(5, "ann"),
        stakeholder("eva"),
        *(gathering(-n, f"G{n}") for n in range(1, 4)),
    )
    assert "more gathering" not in words(book, "next")
    fill(book, *(gathering(-n, f"G{n}") for n in range(4, 15)))
    lines = words(book, "next").split("\n")
    assert int(lines[-1].split()[2]) == 14 - (len(lines) - 1)


def test_readings_are_told_with_their_targets(book: Book) -> None:
    kpi = Kpi(id="k", name="Errors", baseline=Decimal(9), baseline_on=ago(150), target=Decimal(3))
    fill(
        book,
        *members("ann"),
        held(200, "ann"),
        held(5, "ann"),
        kpi,
        Reading(kpi="k", value=Decimal(8), on=ago(60)),
        Reading(kpi="k", value=Decimal(4), on=TODAY),
        Reading(kpi="k", value=Decimal(1), on=ago(-1)),
    )
    eva = stakeholder("eva", watches="k")
    fill(book, eva)
    draft = compose(book, eva, TODAY, since=ago(29), until=TODAY)
    assert "Errors: 4, down from 8 in September (target 3" in draft.body


def test_the_figures_of_charts_are_shares_of_departments(book: Book) -> None:
    fill(
        book,
        department("it"),
        department("hr"),
        *members("ann", "bo", department="it"),
        *members("cy", department="hr"),
        *members("zoe"),
    )
    spread = chart_figures(book, TODAY, TODAY).spread
    assert dict(spread)["It"] == 2
