"""The return: cost avoided, the conservative switch, return on investment, cost per learner, break-even."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.book.book import Book
from store.core.record import ORGANISER, Record
from store.finance.roi import (
    break_even,
    first_day,
    in_words,
    replaced,
    replaced_between,
    returned,
    roi,
    running,
)
from store.integrity.check import findings
from store.model.calendar import Gathering
from store.model.community import Community
from store.model.finance import Cost, OutsideQuote, OwnRate, Rate
from store.model.people import Volunteer
from store.model.recognition import Contribution
from tests.support.making import TODAY, ago, cost, fill

D = Decimal


def base(book: Book, *more: Record) -> None:
    """A book with a rate of 50 an hour and two people."""
    people = [Volunteer(id="ann", name="[/x] Ann [Ops]"), Volunteer(id="bo", name="Bo")]
    fill(book, *people, Rate(since=ago(300), pay=D(50000), hours=1000), *more)


def led(key: str, days: int, minutes: int | None = 120, who: str = "ann", **more: object) -> Contribution:
    kind = more.pop("kind", "led_session")
    return Contribution(id=key, volunteer=who, kind=kind, on=ago(days), minutes=minutes, **more)  # type: ignore[arg-type]


def quote(*sessions: str, price: str = "1000.00", key: str = "q", days: int = 200) -> OutsideQuote:
    return OutsideQuote(
        id=key, what="Excel course", price=D(price), source="offer", quoted_on=ago(days), sessions=sessions
    )


@pytest.mark.parametrize(
    ("benefits", "costs", "percent"),
    [
        ("321600", "38233", "741.2"),
        ("100000", "40000", "150.0"),
        ("750", "1000", "-25.0"),
        ("1000", "1000", "0.0"),
        ("0", "10", "-100.0"),
    ],
)
def test_return_on_investment(benefits: str, costs: str, percent: str) -> None:
    """(benefits − costs) ÷ costs × 100."""
    assert roi(D(benefits), D(costs)) == D(percent)


def test_without_costs_there_is_no_return() -> None:
    assert roi(D(5), D(0)) is None


def test_break_even_is_the_first_day_on_which_benefits_reach_costs() -> None:
    costs = [(ago(90), D(1000)), (ago(40), D(1500)), (ago(5), D(9000))]
    assert break_even(costs, [(ago(60), D(999)), (ago(39), D(1499)), (ago(30), D(1500))]) == ago(30)
    assert break_even(costs, [(ago(60), D(1000))]) == ago(60)
    assert break_even(costs, [(ago(90), D(1000))]) == ago(90)
    assert break_even(costs, [(ago(60), D(999))]) is None
    assert break_even(costs, []) is None
    assert break_even([], [(ago(60), D(1))]) is None
    assert break_even(costs, [(ago(100), D(1000))]) == ago(90)  # before there is any cost nothing is even


@given(
    costs=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10**6)), max_size=8),
    benefits=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10**6)), max_size=8),
)
def test_break_even_as_a_walk_through_the_days(
    costs: list[tuple[int, int]], benefits: list[tuple[int, int]]
) -> None:
    first = date(2026, 1, 1)

    def sums(found: list[tuple[int, int]]) -> list[tuple[date, Decimal]]:
        return running(
            [Cost(what="x", on=first + timedelta(days=day), amount=D(cents).scaleb(-2)) for day, cents in found]
        )  # type: ignore[arg-type]

    expected = None
    for day in range(61):
        spent = sum(cents for on, cents in costs if on <= day)
        got = sum(cents for on, cents in benefits if on <= day)
        if spent and got >= spent:
            expected = first + timedelta(days=day)
            break
    assert break_even(sums(costs), sums(benefits)) == expected


def test_cost_avoided_is_the_quote_less_the_hours_of_all_who_trained(book: Book) -> None:
    base(
        book, led("a", 30, topic="Excel", learners=12), led("b", 30, 60, "bo", kind="co_led_session", topic="excel", learners=12),
        quote("a"), Cost(what="Cake", amount=D("50.00"), on=ago(31)),
    )  # fmt: skip
    [one] = replaced(book, TODAY)
    assert (one.price, one.inside, one.avoided, one.held, one.problem) == (D(1000), D(150), D(850), True, "")
    back = returned(book, TODAY)
    assert (back.costs, back.benefits, back.avoided, back.roi) == (D(200), D(1000), D(850), D(400))
    assert (back.learners, back.per_learner) == (12, D("16.67"))
    assert back.break_even == ago(30)
    assert not back.behind_again
    assert re.findall(r"1 session |€1,000|400%", in_words(book, TODAY)) == ["1 session ", "€1,000", "400%"]


def test_only_what_was_held_counts_until_the_switch_is_turned(book: Book) -> None:
    planned = Gathering(id="g", name="Lab", topic="Excel", on=ago(-20), minutes=120, host="ann")
    base(
        book, led("a", 30), planned, quote("a", "g"), Cost(what="Room", amount=D(500), on=ago(-10), state="planned")
    )
    careful, hopeful = returned(book, TODAY), returned(book, TODAY, cautious=False)
    assert ([one.source for one in careful.instead], careful.costs) == (["a"], D(100))
    assert ([one.source for one in hopeful.instead], hopeful.costs) == (["a", "g"], D(600))
    assert hopeful.instead[1].avoided == D(900)
    assert hopeful.until == date(2026, 12, 31)
    fill(book, Community(cautious=False))
    assert returned(book, TODAY) == hopeful


def test_what_cannot_be_known_does_not_count_and_says_why(book: Book) -> None:
    base(
        book, led("early", 301), led("untimed", 20, None), led("a", 10, topic="Excel"), led("b", 10, 30, "bo", kind="co_led_session", topic="Excel"),
        Gathering(id="skipped", name="Lab", on=ago(5), minutes=60, state="skipped"),
        Gathering(id="same", name="Lab", topic="Excel", on=ago(10), minutes=60, state="held", host="ann"),
        quote("early", "untimed", "a", "b", "same", "skipped"), quote("a", key="again", days=100),
    )  # fmt: skip
    assert {(one.quote.id, one.source): one.problem for one in replaced(book, TODAY)} == {
        ("q", "early"): "no hourly rate applies on that day",
        ("q", "untimed"): "its duration is not recorded",
        ("q", "a"): "",
        ("q", "b"): "already counted with another supplier quote",
        ("q", "same"): "already counted with another supplier quote",
        ("q", "skipped"): "it was skipped",
        ("again", "a"): "already counted with another supplier quote",
    }
    assert [one.source for one in returned(book, TODAY).instead] == ["a"]


def test_a_session_held_in_the_calendar_counts_its_hosts(book: Book) -> None:
    held = Gathering(id="g", name="Lab", on=ago(10), minutes=60, state="held", host="ann", cohosts=("bo",))
    base(book, held, quote("g"))
    assert [one.inside for one in replaced(book, TODAY)] == [D(100)]


def test_costs_that_overtake_again_are_named(book: Book) -> None:
    base(book, led("a", 30), quote("a"), Cost(what="Room", amount=D(5000), on=ago(2)))
    back = returned(book, TODAY)
    assert (back.break_even, back.behind_again) == (ago(30), True)
    assert back.roi is not None
    assert round(back.roi) == -80


def test_a_session_that_leaves_the_book_leaves_its_quote(book: Book) -> None:
    base(book, led("a", 30), led("b", 20), quote("a", "b"))
    with book.change("Delete") as change:
        change.remove(book.contributions["a"])
    assert book.outside_quotes["q"].sessions == ("b",)
    assert not [*findings(book)]


def test_an_empty_book_has_no_return(book: Book) -> None:
    back = returned(book, TODAY)
    assert (back.costs, back.benefits, back.roi, back.per_learner, back.break_even) == (0, 0, None, None, None)
    assert in_words(book, TODAY) == ""


# -- what counts as held, and as one session ---------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "days", "held"),
    [("held", 0, True), ("held", 1, True), ("held", -1, False), ("planned", 1, False), ("planned", -1, False)],
)
def test_a_gathering_counts_once_it_is_held_and_its_day_has_come(
    book: Book, state: str, days: int, held: bool
) -> None:
    gathering = Gathering(id="g", name="Lab", on=ago(days), minutes=60, state=state, host="ann")  # type: ignore[arg-type]
    base(book, gathering, quote("g"), Cost(what="Cake", amount=D(50), on=ago(31)))
    [one] = replaced(book, TODAY)
    assert (one.held, one.inside, one.problem) == (held, D(50), "")
    assert len(returned(book, TODAY, cautious=True).instead) == held
    assert bool(in_words(book, TODAY)) == held


@pytest.mark.parametrize(("days", "held"), [(1, True), (0, True), (-1, False)])
def test_a_contribution_counts_from_its_day_on(book: Book, days: int, held: bool) -> None:
    base(book, led("a", days), quote("a"), Cost(what="Cake", amount=D(50), on=ago(31)))
    assert [one.held for one in replaced(book, TODAY)] == [held]
    assert len(returned(book, TODAY, cautious=True).instead) == held
    assert bool(in_words(book, TODAY)) == held


def test_what_does_not_count_is_not_told(book: Book) -> None:
    base(book, led("untimed", 20, None), quote("untimed"), Cost(what="Cake", amount=D(50), on=ago(31)))
    assert in_words(book, TODAY) == ""


def test_the_return_begins_and_ends_with_its_days(book: Book) -> None:
    base(book, led("a", 30), led("b", 20, learners=4), led("c", 10), quote("a", "b", "c"))
    back = returned(book, TODAY, since=ago(20), until=ago(20))
    assert ([one.source for one in back.instead], back.costs, back.learners) == (["b"], D(100), 4)
    assert first_day(back) == ago(20)
    assert first_day(returned(book, TODAY, since=ago(19), until=ago(11))) == ago(11)


@pytest.mark.parametrize("order", [("a", "g"), ("g", "a")])
@pytest.mark.parametrize("named", [True, False])
def test_a_hosts_contribution_and_their_gathering_are_one_session(
    book: Book, order: tuple[str, str], named: bool
) -> None:
    """Whether the contribution names the gathering, or its day and topic tell."""
    meeting = Gathering(id="g", name="Lab", topic="Excel", on=ago(10), minutes=60, state="held", host="ann")
    mine = led("a", 12, gathering="g") if named else led("a", 10, topic="excel")
    base(book, meeting, mine, quote(*order))
    first, second = sorted(replaced(book, TODAY), key=lambda one: order.index(one.source))
    assert (first.problem, first.inside) == ("", D(100))  # the hours that were logged, not the calendar's besides
    assert second.problem == "already counted with another supplier quote"
    assert len(returned(book, TODAY).instead) == 1


def test_what_another_taught_that_day_is_a_session_of_its_own(book: Book) -> None:
    meeting = Gathering(id="g", name="Lab", topic="Excel", on=ago(10), minutes=60, state="held", host="ann")
    base(
        book, meeting, led("b", 10, 120, "bo", topic="Python"), led("c", 10, 240, "ann", topic="Word"),
        led("d", 11, 480, "ann", topic="Excel"), quote("g", "b", "c", "d"),
    )  # fmt: skip
    told = {one.source: (one.inside, one.problem) for one in replaced(book, TODAY)}
    assert told == {"g": (D(50), ""), "b": (D(100), ""), "c": (D(200), ""), "d": (D(400), "")}


def test_without_a_session_compared_with_a_quote_there_is_no_roi(book: Book) -> None:
    """Costs alone would read as a loss of all that was spent."""
    fill(book, cost("200.00", ago(3)))
    assert returned(book, TODAY).costs == D(200)
    assert returned(book, TODAY).roi is None


def one_of(book: Book, source: str) -> tuple[Decimal, str]:
    [one] = [one for one in replaced(book, TODAY) if one.source == source]
    return one.inside, one.problem


@pytest.mark.parametrize(
    ("hosts", "inside"),
    [({}, "50"), ({"host": ORGANISER}, "50"), ({"host": "ann"}, "50"), ({"host": "ann", "cohosts": ("bo",)}, "150"), ({"host": ORGANISER, "cohosts": ("bo",)}, "100")],
)  # fmt: skip
def test_a_session_to_come_lets_expect_the_hours_of_all_its_hosts(
    book: Book, hosts: dict[str, object], inside: str
) -> None:
    base(book, OwnRate(volunteer="bo", since=ago(300), pay=D(100000), hours=1000))
    fill(book, Gathering(id="g", name="Lab", on=ago(-20), minutes=60, **hosts), quote("g"))  # type: ignore[arg-type]
    assert one_of(book, "g") == (D(inside), "")


def test_a_session_that_was_held_without_its_length_lets_expect_nothing(book: Book) -> None:
    base(book, Gathering(id="g", name="Lab", on=ago(20), state="held", host="ann"), quote("g"))
    assert one_of(book, "g") == (D(0), "its duration is not recorded")
    fill(book, Gathering(id="h", name="Lab", on=ago(-9), minutes=60, host="ann"), led("c", -9, 30, gathering="h"))
    fill(book, quote("g", "h"))
    assert one_of(book, "h")[0] == D(25)  # the hours that were logged before


def test_what_a_session_is_called(book: Book) -> None:
    base(
        book, Gathering(id="g", name="Lab", on=ago(20), minutes=60, state="held", host="ann"), led("a", 9), led("b", 8, topic="Excel"),
        Gathering(id="t", name="Lab", topic="Word", on=ago(21), minutes=60, state="held", host="ann"), quote("g", "t", "a", "b"),
    )  # fmt: skip
    told = {one.source: one.what for one in replaced(book, TODAY)}
    assert (told["g"], told["t"]) == ("Lab", "Word")
    assert (told["a"].startswith("led a session, "), told["b"].startswith("Excel, ")) == (True, True)


@pytest.mark.parametrize(("more", "behind"), [("900.00", False), ("900.01", True)])
def test_costs_have_overtaken_only_where_they_are_more(book: Book, more: str, behind: bool) -> None:
    base(book, led("a", 30), quote("a"), cost(more, ago(5)))
    back = returned(book, TODAY)
    assert (back.break_even, back.behind_again) == (ago(30), behind)


@pytest.mark.parametrize(("days", "named"), [(40, True), (400, False)])
def test_the_budget_is_told_where_all_costs_lie_in_its_period(book: Book, days: int, named: bool) -> None:
    base(book, led("a", 30), quote("a"), cost("10.00", ago(days)), Community(budget=D(3000)))
    assert ("budget of €3,000" in in_words(book, TODAY)) == named


@pytest.mark.parametrize(("since", "until", "found"), [(30, 30, ["a"]), (31, 29, ["a"]), (29, 0, []), (60, 31, [])])
def test_both_days_of_a_stretch_count(book: Book, since: int, until: int, found: list[str]) -> None:
    base(book, led("a", 30), quote("a"))
    assert [one.source for one in replaced_between(book, ago(since), ago(until))] == found


def test_a_sum_so_far_has_one_point_a_day() -> None:
    costs = [Cost(what="x", on=ago(day), amount=D(1)) for day in (3, 3, 2)]
    assert running(costs) == [(ago(3), D(2)), (ago(2), D(3))]  # type: ignore[arg-type]
