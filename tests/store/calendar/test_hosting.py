"""The hosting rota: turns, who could be asked next, and the organiser's share against the target."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.calendar.hosting import Share, hosted_by, never_hosted, share, turns
from store.core.errors import Invalid
from store.core.record import ORGANISER
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.people import Volunteer
from tests.support.making import TODAY, ago, fill, held, member, members

COFFEE = Ritual(id="coffee", name="Coffee", start=ago(0), rule="FREQ=WEEKLY", hosts=("ann", ORGANISER))


def test_the_rota_says_whose_turn_it_is_for_six_weeks(book: Book) -> None:
    skipped = Gathering(name="Off", on=ago(-3), state="skipped")
    fill(
        book,
        *member("ann"),
        COFFEE,
        skipped,
        Gathering(name="Party", on=ago(-42)),
        Gathering(name="Far", on=ago(-43)),
    )
    found = [(g.name, (g.on - TODAY).days, g.host) for g in turns(book, TODAY)]
    assert found == [
        ("Coffee", 0, "ann"), ("Coffee", 7, ORGANISER), ("Coffee", 14, "ann"), ("Coffee", 21, ORGANISER),
        ("Coffee", 28, "ann"), ("Coffee", 35, ORGANISER), ("Coffee", 42, "ann"), ("Party", 42, ""),
    ]  # fmt: skip


def test_who_came_three_times_and_never_hosted_stands_there_most_often_first(book: Book) -> None:
    people = members("ann", "bo", "cy", "dee", "eve")
    guest = Volunteer(id="guest", name="guest")
    came = ("ann", "bo", "cy", "dee", "guest")
    fill(
        book,
        *people,
        guest,
        *(held(n, *came, host=ORGANISER) for n in (1, 8, 15)),
        held(22, "ann", "eve", host="cy", name="Lab"),
    )
    fill(book, held(29, "eve", cohosts=("dee",)))
    found = [(ready.volunteer.id, ready.came, ready.most) for ready in never_hosted(book, TODAY)]
    assert found == [("ann", 4, "Coffee"), ("bo", 3, "Coffee")]
    turn = Gathering(name="Lab", on=ago(-7), host="ann")
    fill(book, turn, Gathering(name="Lab", on=ago(-43), host="bo"))
    assert [(ready.volunteer.id, ready.turn) for ready in never_hosted(book, TODAY)] == [
        ("bo", None),
        ("ann", turn),
    ]


def test_who_hosted_lately_is_counted_the_organiser_first_of_equals(book: Book) -> None:
    fill(
        book,
        *member("ann"),
        held(1, host="ann"),
        held(2, host=ORGANISER),
        held(90, host=ORGANISER),
        held(3, host="ann"),
        held(91, host="ann"),
        held(4),
    )
    assert hosted_by(book, TODAY) == [(ORGANISER, 2), ("ann", 2)]


def test_the_share_falls_as_others_host(book: Book) -> None:
    early = [held(n, host=ORGANISER) for n in range(100, 180, 10)]
    late = [held(n, host="ann" if n % 20 else ORGANISER) for n in range(0, 90, 10)]
    fill(book, *member("ann"), *early, *late, Community(hosting_target=30))
    found = share(book, TODAY)
    assert (found.mine, found.of) == (5, 9)
    assert found.points[0] == (TODAY - timedelta(weeks=24), 100)  # a week earlier nothing had been hosted
    assert found.points[-1] == (TODAY, 100 * 5 / 9)
    assert found.way == "falling"
    assert found.words() == (
        "You hosted 5 of 9 gatherings in the last 90 days (56%, falling). Target: 30% at most (26 percentage points to go)."
    )


@pytest.mark.parametrize(
    ("points", "way"),
    [
        ((), ""),
        ((50,), ""),
        ((50, 90, 52), "level"),
        ((50, 53), "rising"),
        ((50, 47), "falling"),
        ((50, 48), "level"),
    ],
)
def test_the_line_falls_rises_or_stays(points: tuple[float, ...], way: str) -> None:
    line = tuple((ago(len(points) - n), value) for n, value in enumerate(points))
    assert Share(1, 2, line, None).way == way


def test_without_a_target_or_without_hosting_it_says_so(book: Book) -> None:
    assert share(book, TODAY).words() == "No gathering was hosted in the last 90 days."
    fill(book, held(1, host=ORGANISER))
    assert share(book, TODAY).words() == "You hosted 1 of 1 gathering in the last 90 days (100%)."
    assert replace(book.community, hosting_target=0).hosting_target == 0
    fill(book, replace(book.community, hosting_target=100))
    assert share(book, TODAY).words().endswith("Target: 100% at most (reached).")


def test_a_target_is_per_cent(book: Book) -> None:
    with pytest.raises(Invalid) as refused:
        fill(book, Community(hosting_target=101))
    assert refused.value.errors == {"hosting_target": "Maximum share hosted by you: at most 100"}


def test_the_likeliest_of_those_ready_is_asked_first(book: Book) -> None:
    came = [held(n, "bo", "ann", "Ann", "cy", name="Coffee" if n % 2 else "Lab") for n in range(1, 6)]
    fill(book, *members("bo", "cy"), *member("ann", name="Zoe"), *came, held(9, "cy"))
    assert [(r.volunteer.id, r.came, r.most) for r in never_hosted(book, TODAY)] == [
        ("cy", 6, "Coffee"), ("bo", 5, "Coffee"), ("ann", 5, "Coffee"),
    ]  # fmt: skip
    fill(book, Gathering(name="Tea", on=ago(-1), host="cy"), Gathering(name="Tea", on=ago(-2), host="cy"))
    found = never_hosted(book, TODAY)
    assert [(r.volunteer.id, r.turn and r.turn.on) for r in found] == [("bo", None), ("ann", None), ("cy", ago(-1))]


@pytest.mark.parametrize(
    ("mine", "of", "target", "words"),
    [(1, 2, 50, "(reached)."), (1, 2, 49, "(1 percentage point to go)."), (0, 2, 0, "(reached)."), (1, 200, 0, "(1 percentage point to go)."), (1, 201, 0, "(reached).")],
)  # fmt: skip
def test_how_far_it_is_to_the_target(mine: int, of: int, target: int, words: str) -> None:
    assert Share(mine, of, (), target).words().endswith(words)


def test_the_share_is_told_of_each_week_of_half_a_year(book: Book) -> None:
    fill(book, *(held(7 * n, host=ORGANISER) for n in range(60)))
    points = share(book, TODAY).points
    assert [day for day, _ in points] == [TODAY - timedelta(weeks=n) for n in range(26, -1, -1)]
