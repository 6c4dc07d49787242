"""Sentences that leave the house: plural by rule, what was typed as it was typed. How they read is kept in tests/golden."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from string import Formatter
from typing import get_args

import pytest

from store.core.text import ended
from store.model.recognition import ContributionKind
from store.pitch.document import Figure, Source, filled
from store.texts import invitations, pitch, thank_you, update_activity, update_results, updates

DAY = date(2026, 11, 3)
HOSTILE = "{0} iPads {what} [/x] 100% $mail"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "No trainers"), (1, "One trainer"), (12, "Twelve trainers"), (1300, "1,300 trainers")]
)
def test_a_number_at_the_start_of_a_sentence(number: int, words: str) -> None:
    assert updates.starting(number, "trainer") == words


def test_one_and_many_are_told_by_rule() -> None:
    """Whatever is counted in a sentence agrees with its number, and so does its verb."""
    for sentence, one, many in (
        (taught(1, 1, 1), ("1 colleague has", "1 session,", "1 learner attendance."), ()),
        (taught(2, 3, 4), (), ("3 colleagues have", "2 sessions,", "4 learner attendances.")),
        (update_activity.sessions_run(2, 1, 0, learners=True), ("One of your colleagues taught 2 sessions.",), ()),
        (update_activity.said_yes_lately(1, DAY, DAY), ("1 colleague has said",), ()),
        (update_activity.said_yes_lately(2, DAY, DAY), (), ("2 colleagues have said",)),
        (
            update_activity.team_took_part("HR", 1, 1, 1, since=DAY, until=DAY),
            ("1 of 1 person from HR has", "at 1 gathering."),
            (),
        ),
        (update_activity.team_took_part("HR", 2, None, 0, since=DAY, until=DAY), (), (", 2 people from HR have",)),
        (update_activity.engaged(1, 1, DAY, at_least=False), (", 1 of 1 member has",), ()),
        (update_activity.engaged(12, 9, DAY, at_least=True), (), (", at least 9 of 12 members (75%) have",)),
        (update_results.have_said_yes(1, ""), ("One colleague has said yes.",), ()),
        (update_results.external_training_avoided(1, 1, "€5", "€7", Decimal(-28)), ("1 session has", "−28%"), ()),
        (update_results.external_training_avoided(2, 9, "€5", "€7", Decimal(3)), (), ("2 sessions have", "2 of 9")),
        (updates.more(1, "gathering"), ("1 more gathering",), ()),
        (updates.more(2, "gathering"), (), ("2 more gatherings",)),
        (thank_you.reached(1), ("1 colleague.",), ()),
        (thank_you.reached(2), (), ("2 colleagues.",)),
    ):
        assert [part for part in (*one, *many) if part not in sentence] == [], sentence


def taught(sessions: int, leaders: int, attendances: int) -> str:
    first = update_activity.since(DAY, DAY)
    return update_activity.sessions_run(sessions, leaders, attendances, learners=False, since=first)


@pytest.mark.parametrize(
    ("attended", "possible", "gatherings", "facts", "without"),
    [
        (47, 72, 6, ("65%", "on average 8 of 12 at 6 gatherings"), "47"),
        (3, 12, 1, ("25%", "3 of 12 at 1 gathering"), "average"),
        (1, 4, 1, ("1 of 4 at 1 gathering",), "%"),
        (5, 12, 6, ("42%", "5 of 12 possible attendances at 6 gatherings"), "average"),
    ],
)
def test_an_attendance_rate_says_what_it_is_made_of(
    attended: int, possible: int, gatherings: int, facts: tuple[str, ...], without: str
) -> None:
    said = update_activity.attendance(attended, possible, gatherings)
    assert [fact for fact in facts if fact not in said] == [], said
    assert without not in said


def test_what_stands_beside_an_attendance_rate() -> None:
    before = update_activity.attendance_before(49, 72, "October")
    said = update_activity.attendance(47, 72, 6, Decimal(60), guests=6, unrecorded=1, before=before)
    assert said.endswith(
        "6 gatherings, plus 6 guest attendances (68% in October; target 60%; attendance not recorded at 1 more gathering)."
    )


@pytest.mark.parametrize(
    ("since", "until", "name"),
    [
        (date(2026, 10, 27), DAY + timedelta(days=20), "November"),
        (date(2026, 2, 1), date(2026, 2, 28), "February"),
        (date(2026, 10, 15), date(2026, 11, 14), "the month before"),
        (date(2026, 10, 28), DAY, "the week before"),
        (date(2026, 11, 1), DAY, "the 3 days before"),
        (DAY, DAY, "the day before"),
    ],
)
def test_a_period_of_about_a_month_is_called_after_it(since: date, until: date, name: str) -> None:
    assert updates.period_before(since, until) == name


def test_a_kpi_says_where_it_began_and_which_way_it_went() -> None:
    def said(change: int, baseline_on: date) -> str:
        return update_results.reading(
            "Errors", "8", "19", "6", before_on=baseline_on, until=DAY, change=Decimal(change), read_on=DAY
        )

    assert "8 on Tue 3 Nov, down from 19 in March (target 6)" in said(-11, date(2026, 3, 9))
    assert "up from 19 in March 2025" in said(1, date(2025, 3, 9))
    assert "unchanged from March (" in said(0, date(2026, 3, 9))


@pytest.mark.parametrize(
    ("number", "of", "facts"),
    [
        (0, 1, "not delivered the one"),
        (1, 1, "the one"),
        (2, 2, "both"),
        (3, 3, "all 3"),
        (0, 3, "none of the 3"),
        (1, 3, "1 of the 3"),
    ],
)
def test_commitments_delivered_are_counted_as_people_count(number: int, of: int, facts: str) -> None:
    assert f" {facts} commitment" in update_activity.delivered(number, of, DAY, DAY)


@pytest.mark.parametrize("number", [1, 2, 1300])
def test_the_line_that_counts_the_rest_is_known_again(number: int) -> None:
    assert updates.is_more(updates.more(number, "gathering"))
    assert updates.is_more(updates.more_until(number, "gathering", DAY, DAY))
    assert not updates.is_more("and 2 more things that matter")


@pytest.mark.parametrize("kind", get_args(ContributionKind))
@pytest.mark.parametrize("learners", [0, 12])
def test_every_contribution_is_thanked_for_in_whole_sentences(kind: str, learners: int) -> None:
    for what in ("", HOSTILE):
        said = thank_you.first_sentence("{name} [/x]", kind, what, learners)
        assert said.startswith("Thank you, {name} [/x], for ")
        assert said.endswith(".")
        assert "‘’" not in said


def test_what_was_typed_stays_as_it_was_typed() -> None:
    for said in (
        update_results.what_matters(HOSTILE),
        update_activity.benefit("iPad {lab}", HOSTILE),
        updates.asked(HOSTILE, DAY),
        updates.asked_again(HOSTILE, DAY, DAY, DAY),
        update_activity.not_delivered(HOSTILE, ""),
        update_activity.session("Ann", HOSTILE, 3, co_led_only=False),
        update_activity.sessions_on("Ann", HOSTILE, 2, 3, co_led_only=True),
        invitations.moved(DAY, HOSTILE),
    ):
        assert HOSTILE in said


@pytest.mark.parametrize("words", ["Come.", "Come?", "Come!", "Come …", "“Come.”", "(Come.)"])
def test_a_sentence_is_ended_once(words: str) -> None:
    assert ended(words) == words
    assert ended("Come ") == "Come."
    assert ended("“Come”") == "“Come”."


def test_a_pitchs_sentence_takes_each_figure_with_its_rows() -> None:
    rows = (Source("c", "a cost"),)
    price, sessions = Figure("€{5}", rows), Figure("1 session", rows)
    pieces = filled(pitch.replaced_in_short(1, held=True), price=price, sessions=sessions)
    assert [piece for piece in pieces if isinstance(piece, Figure)] == [sessions, price]
    assert "has replaced" in "".join(piece for piece in pieces if isinstance(piece, str))
    places = {place for _, place, _, _ in Formatter().parse(pitch.replaced(held=False)) if place}
    assert places == {"sessions", "price", "own", "avoided"}
