"""One gathering of a ritual, it and all that follow, or all: changed, skipped, removed, and brought back."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store.book.book import Book
from store.calendar.occurrences import (
    bring_back,
    cancellations,
    change_all,
    change_following,
    comes_back,
    from_here,
    left_to_prepare,
    skip,
    take_out,
    to_prepare,
)
from store.calendar.recurrence import days, from_day, until_before
from store.calendar.recurrence_wording import in_words
from store.calendar.rituals import expected, gatherings, lineage, occurrence
from store.core.errors import GuildbookError
from store.core.record import ORGANISER
from store.integrity.check import findings
from store.model.calendar import Gathering, Ritual
from store.model.people import Volunteer
from store.model.recognition import Contribution
from tests.support.making import TODAY, ago, fill
from tests.support.rfc5545 import EXAMPLES

COFFEE = Ritual(
    id="coffee", name="Coffee [x]", start=ago(21), rule="FREQ=WEEKLY;BYDAY=MO", at=time(9, 30), minutes=30,
    place="Bar", hosts=("ann", "bo", ORGANISER), preparation=("cups", "milk"),
)  # fmt: skip
"""Every Monday since three weeks ago; today is a Monday."""
PEOPLE = [Volunteer(id="ann", name="[/x] Ann [Ops]"), Volunteer(id="bo", name="Bo")]
NEXT = ago(-7)


def on(weeks: int) -> date:
    return TODAY + timedelta(weeks=weeks)


def held(weeks: int, **more: object) -> Gathering:
    return replace(occurrence(COFFEE, on(weeks)), state="held", attended=("ann",), **more)  # type: ignore[arg-type]


def seen(book: Book, since: date | None = None, until: date | None = None) -> list[tuple[date, str, str, str]]:
    return [(g.on, g.name, g.host, g.state) for g in gatherings(book, since or ago(30), until or ago(-60))]


def find(book: Book, day: date) -> Gathering:
    [found] = gatherings(book, day, day)
    return found


# -- rules taken apart at a day ----------------------------------------------------------------------

RULES = [
    *(e.rule for e in EXAMPLES), "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=DAILY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;COUNT=40",
]  # fmt: skip


@given(st.sampled_from(RULES), st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(-30, 1500))
def test_a_rule_cut_at_a_day_gives_the_same_days_on_both_sides(rule: str, start: date, ahead: int) -> None:
    day = start + timedelta(days=ahead)
    until = start + timedelta(days=3000)
    whole = [*days(rule, start, start, until)]
    before = [*days(until_before(rule, start, day), start, start, until)]
    after = from_day(rule, start, day)
    assert before == [found for found in whole if found < day]
    assert [*(days(*after, day, until) if after else ())] == [found for found in whole if found >= day]


@given(st.sampled_from(RULES), st.dates(date(1930, 1, 1), date(2000, 1, 1)), st.integers(0, 40_000))
def test_how_long_ago_a_rule_began_does_not_change_its_days(rule: str, start: date, ahead: int) -> None:
    since = min(start + timedelta(days=ahead), date(2190, 1, 1))
    until = since + timedelta(days=400)
    # counted from the first day on, as the RFC has it
    whole = [day for day in days(rule, start, start, until) if day >= since]
    assert [*days(rule, start, since, until)] == whole


# -- all ---------------------------------------------------------------------------------------------


def change(book: Book, new: Ritual) -> Ritual:
    with book.change("All") as made:
        return change_all(book, made, book.rituals["coffee"], new, TODAY)


def test_all_changes_what_is_to_come_and_keeps_what_was_held(book: Book) -> None:
    mine = replace(occurrence(COFFEE, NEXT), host="bo", place="Roof")
    fill(book, *PEOPLE, COFFEE, held(-1, host="ann"), mine)
    change(book, replace(COFFEE, name="Tea", at=time(10), place="Hall"))
    assert book.gatherings["coffee-20261116"].name == COFFEE.name
    kept = find(book, NEXT)
    assert (kept.name, kept.at, kept.place, kept.host) == (
        "Tea",
        time(10),
        "Roof",
        "bo",
    )  # what was said for it stays
    assert find(book, on(2)).name == "Tea"
    assert not [*findings(book)]


def test_another_weekday_counts_from_today_and_moves_what_was_planned_along(book: Book) -> None:
    skipped = replace(occurrence(COFFEE, on(2)), state="skipped", why="hall taken")
    hosted = replace(occurrence(COFFEE, NEXT), host=ORGANISER)
    told = Contribution(id="c", volunteer="ann", kind="led_session", on=TODAY, gathering=hosted.id)
    coffee = replace(COFFEE, except_on=(ago(14), on(3)))
    fill(book, *PEOPLE, coffee, held(-1, host="ann"), skipped, hosted, told)
    change(book, replace(coffee, rule="FREQ=WEEKLY;BYDAY=TU"))
    tuesday = timedelta(days=1)
    assert seen(book, ago(22), on(5)) == [
        (on(-3), COFFEE.name, "ann", "planned"),  # no one said whether it was held: that is still asked
        (on(-1), COFFEE.name, "ann", "held"),
        (on(0) + tuesday, COFFEE.name, "bo", "planned"),
        (on(1) + tuesday, COFFEE.name, ORGANISER, "planned"),
        (on(2) + tuesday, COFFEE.name, "", "skipped"),
        (on(4) + tuesday, COFFEE.name, "ann", "planned"),  # on(3) was removed, and stays so
    ]
    assert book.rituals["coffee"].start == TODAY + tuesday
    assert book.contributions["c"].gathering == "coffee-20261201"
    assert "coffee-20261130" not in book.gatherings
    assert not [*findings(book)]
    assert book.undo()
    assert find(book, NEXT) == hosted
    assert book.contributions["c"] == told


def test_a_week_later_is_not_taken_for_the_one_that_was_there(book: Book) -> None:
    first, second = replace(occurrence(COFFEE, NEXT), host="bo"), replace(occurrence(COFFEE, on(2)), host="ann")
    told = [
        Contribution(id=who, volunteer=who, kind="led_session", on=TODAY, gathering=g.id)
        for who, g in (("bo", first), ("ann", second))
    ]
    fill(book, *PEOPLE, replace(COFFEE, start=NEXT), first, second, *told)
    change(book, replace(COFFEE, start=on(2)))
    assert [(g.on, g.host) for g in gatherings(book, TODAY, on(3))] == [(on(2), "bo"), (on(3), "ann")]
    assert {c.id: book.gatherings[c.gathering].host for c in book.contributions.values()} == {
        "ann": "ann",
        "bo": "bo",
    }


def test_what_is_once_goes_to_its_new_day_with_what_was_said_for_it(book: Book) -> None:
    once = replace(COFFEE, rule="", start=NEXT)
    fill(book, *PEOPLE, once, replace(occurrence(once, NEXT), host="bo"))
    change(book, replace(once, start=on(2)))
    assert [(g.on, g.host) for g in gatherings(book, TODAY, on(9))] == [(on(2), "bo")]


def test_so_many_times_stay_so_many(book: Book) -> None:
    coffee = replace(COFFEE, rule="FREQ=WEEKLY;BYDAY=MO;COUNT=6")
    fill(book, *PEOPLE, coffee, held(-1))
    change(book, replace(coffee, rule="FREQ=WEEKLY;BYDAY=TU;COUNT=6"))
    coming = [g.on for g in gatherings(book, TODAY, ago(-200))]
    assert len(coming) == 3  # three Tuesdays of the six were before


# -- this and following ------------------------------------------------------------------------------


def split(book: Book, day: date, **new: object) -> Ritual:
    old = book.rituals["coffee"]
    with book.change("From here") as made:
        changed = replace(from_here(old, day), **new)  # type: ignore[arg-type]
        return change_following(book, made, old, changed, day, today=TODAY)


def test_this_and_following_makes_two_of_a_ritual_with_history_and_turns_kept(book: Book) -> None:
    hosted = replace(occurrence(COFFEE, on(3)), host="ann", topic="beans")
    fill(book, *PEOPLE, replace(COFFEE, except_on=(ago(14), on(4))), held(-1, host="ann"), hosted)
    due = find(book, on(2)).host
    new = split(book, on(2), name="Tea", at=time(16))
    old = book.rituals["coffee"]
    assert (old.name, old.except_on, old.retired_on) == (COFFEE.name, (ago(14),), None)
    assert in_words(old.rule, old.start) == "every Monday, until 6 Dec 2026"
    assert (new.start, new.rule, new.continues, new.except_on) == (on(2), COFFEE.rule, "coffee", (on(4),))
    found = [(g.on, g.name, g.at, g.host, g.ritual) for g in gatherings(book, on(1), on(6))]
    assert found == [
        (on(1), COFFEE.name, time(9, 30), ORGANISER, "coffee"),
        (on(2), "Tea", time(16), due, new.id),
        (on(3), "Tea", time(16), "ann", new.id),
        (on(5), "Tea", time(16), "bo", new.id),
        (on(6), "Tea", time(16), ORGANISER, new.id),
    ]
    assert find(book, on(3)).topic == "beans"
    assert lineage(book, new.id) == {new.id, "coffee"}
    assert not [*findings(book)]
    book.undo()
    assert book.rituals.keys() == {"coffee"}
    assert find(book, on(3)) == hosted


def test_who_came_before_is_expected_after_the_change_too(book: Book) -> None:
    from store.model.stages import Move

    yes = [replace(who, yes_on=ago(60)) for who in PEOPLE]
    fill(
        book,
        *yes,
        *(Move(volunteer=v.id, stage="active", on=ago(60)) for v in yes),
        replace(COFFEE, hosts=()),
        held(-1),
    )
    split(book, NEXT)
    assert [v.id for v in expected(book, find(book, NEXT), TODAY)] == ["ann"]


def test_from_the_first_one_on_is_all_of_it(book: Book) -> None:
    fill(book, *PEOPLE, replace(COFFEE, start=NEXT))
    split(book, NEXT, name="Tea")
    assert book.rituals.keys() == {"coffee"}
    assert book.rituals["coffee"].name == "Tea"
    assert book.rituals["coffee"].continues == ""


def test_what_was_held_later_is_not_changed_under_ones_hands(book: Book) -> None:
    fill(book, *PEOPLE, COFFEE, held(-1))
    with pytest.raises(GuildbookError, match=r"was last held on Mon 16 Nov, after this gathering"):
        split(book, on(-2))
    assert book.rituals.keys() == {"coffee"}


def test_twice_split_the_parts_stay_in_their_row(book: Book) -> None:
    fill(book, *PEOPLE, COFFEE, held(-1))
    late = split(book, on(6), name="Late")
    early = split(book, on(3), name="Early")
    assert book.rituals[late.id].continues == early.id
    assert lineage(book, late.id) == {late.id, early.id, "coffee"}
    names = [g.name for g in gatherings(book, on(1), on(8))]
    assert names == [COFFEE.name] * 2 + ["Early"] * 3 + ["Late"] * 3


def test_every_second_week_stays_in_step(book: Book) -> None:
    fill(book, replace(COFFEE, hosts=(), rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", start=on(-3)))
    before = [g.on for g in gatherings(book, on(-3), on(20))]
    split(book, on(3), at=time(8))
    assert [g.on for g in gatherings(book, on(-3), on(20))] == before


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_any_history_splits_without_loss(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """What was held stays to the letter; what is to come is there once, under the new ritual from the day on."""
    path = tmp_path_factory.mktemp("book") / "book.json"
    states = data.draw(
        st.dictionaries(st.integers(-3, 8), st.sampled_from(["planned", "skipped", "held"]), max_size=6)
    )
    cut = data.draw(st.integers(1, 8))
    rule = data.draw(
        st.sampled_from(["FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"])
    )
    saved = [
        replace(
            occurrence(COFFEE, on(week)), state=state if week <= 0 or state != "held" else "planned", host="ann"
        )
        for week, state in states.items()
    ]
    with Book.open(path, create=True) as book:
        fill(book, *PEOPLE, COFFEE, *saved)
        before = {g.id: g for g in gatherings(book, on(-3), on(cut) - timedelta(days=1))}
        new = split(book, on(cut), rule=rule)
        assert {g.id: g for g in gatherings(book, on(-3), on(cut) - timedelta(days=1))} == before
        after = gatherings(book, on(cut), on(40))
        assert [g.due_on for g in after if g.ritual == new.id] == sorted({g.due_on for g in after})  # type: ignore[type-var]
        moved = [g for g in saved if (g.due_on or g.on) >= on(cut)]
        assert sum(g.id in book.gatherings for g in after) == len(moved)
        assert not [*findings(book)]


# -- skipping and bringing back ----------------------------------------------------------------------


def call_off(book: Book, gathering: Gathering, **how: object) -> None:
    with book.change("Skip") as made:
        skip(book, made, gathering, TODAY, **how)  # type: ignore[arg-type]


def take_back(book: Book, how: str) -> None:
    [out] = [out for out in cancellations(book) if out.how == how]
    with book.change("Back") as made:
        bring_back(book, made, out)


def test_one_is_skipped_and_brought_back(book: Book) -> None:
    fill(book, *PEOPLE, COFFEE)
    before = seen(book)
    call_off(book, find(book, NEXT), why="ill")
    assert [(g.on, g.why) for g in gatherings(book, TODAY, on(9)) if g.state == "skipped"] == [(NEXT, "ill")]
    take_back(book, "skipped")
    assert seen(book) == before


def test_this_and_following_end_the_day_before(book: Book) -> None:
    planned = replace(occurrence(COFFEE, on(3)), host="bo")
    fill(book, *PEOPLE, COFFEE, held(-1), planned)
    call_off(book, find(book, on(2)), why="enough", scope="this and following")
    ritual = book.rituals["coffee"]
    assert (ritual.retired_on, ritual.retired_why) == (on(2) - timedelta(days=1), "enough")
    assert [g.on for g in gatherings(book, TODAY, on(9)) if g.state == "planned"] == [TODAY, NEXT]
    assert find(book, on(3)).state == "skipped"
    take_back(book, "retired")
    assert [g.on for g in gatherings(book, TODAY, on(4)) if g.state == "planned"] == [TODAY, NEXT, on(2), on(4)]


def test_all_skipped_keeps_what_was_held(book: Book) -> None:
    fill(book, *PEOPLE, COFFEE, held(-1), held(0))
    call_off(book, find(book, NEXT), scope="all")
    assert [(g.on, g.state) for g in gatherings(book, ago(8), on(9))] == [(on(-1), "held"), (TODAY, "held")]


def test_a_day_taken_out_and_a_moved_one_come_back(book: Book) -> None:
    fill(book, *PEOPLE, COFFEE)
    before = seen(book)
    with book.change("Out") as made:
        take_out(book, made, COFFEE, find(book, NEXT))
    assert gatherings(book, NEXT, NEXT) == []
    take_back(book, "removed")
    assert seen(book) == before
    fill(book, replace(find(book, NEXT), on=ago(-9), at=time(17), why="hall"))
    take_back(book, "moved")
    assert seen(book) == before
    assert cancellations(book) == []


def test_what_can_be_brought_back_is_told_latest_first_and_by_ritual(book: Book) -> None:
    other = replace(COFFEE, id="tea", name="Tea", except_on=(on(1),), hosts=())
    fill(book, *PEOPLE, replace(COFFEE, except_on=(on(2),), hosts=()), other)
    fill(
        book,
        replace(occurrence(COFFEE, on(3)), on=on(4), why="hall"),
        Gathering(id="x", name="X", on=NEXT, state="skipped"),
    )
    assert [(out.how, out.name, out.on) for out in cancellations(book)] == [
        ("moved", COFFEE.name, on(3)),
        ("removed", COFFEE.name, on(2)),
        ("removed", "Tea", on(1)),
        ("skipped", "X", on(1)),
    ]
    assert [out.how for out in cancellations(book, "tea")] == ["removed"]
    assert len({out.key for out in cancellations(book)}) == 4


def test_only_what_is_still_to_be_held_of_a_ritual_asks_how_much(book: Book) -> None:
    fill(
        book, *PEOPLE, COFFEE, held(-1), Gathering(id="x", name="X", on=on(1)), replace(COFFEE, id="once", rule="")
    )
    asked = {(g.ritual, g.on): comes_back(book, g) is not None for g in gatherings(book, ago(30), on(1))}
    assert asked == {
        ("coffee", on(-3)): True, ("once", on(-3)): False, ("coffee", on(-2)): True, ("coffee", on(-1)): False,
        ("coffee", on(0)): True, ("coffee", on(1)): True, ("", on(1)): False,
    }  # fmt: skip


def test_the_list_to_prepare_is_the_rituals_and_what_was_ticked_before_it_changed(book: Book) -> None:
    fill(book, *PEOPLE, COFFEE)
    ticked = replace(find(book, NEXT), prepared=("milk", "sugar"))
    assert to_prepare(book, ticked) == ("cups", "milk", "sugar")
    assert to_prepare(book, Gathering(name="X", on=NEXT)) == ()


# -- the clock on the wall ---------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "UTC"])
def test_a_change_of_the_clocks_moves_no_gathering(book: Book, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import time as clock

    monkeypatch.setenv("TZ", zone)
    if hasattr(clock, "tzset"):
        clock.tzset()
    early = replace(COFFEE, id="early", at=time(2, 30), rule="FREQ=DAILY", start=date(2026, 1, 1), hosts=())
    fill(book, early)
    found = gatherings(book, date(2026, 1, 1), date(2026, 12, 31))
    assert [g.on for g in found] == [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {g.at for g in found} == {time(2, 30)}
    monkeypatch.undo()
    if hasattr(clock, "tzset"):
        clock.tzset()


# -- limits ------------------------------------------------------------------------------------------


def test_what_can_still_be_said_of_past_days_is_kept_for_four_weeks_and_of_no_other_ritual(book: Book) -> None:
    daily = replace(COFFEE, rule="FREQ=DAILY", start=ago(60), hosts=())
    other = replace(daily, id="lab", name="Lab")
    fill(book, daily, other, replace(occurrence(daily, ago(5)), state="skipped", why="rain"))
    change(book, replace(daily, rule="FREQ=WEEKLY;BYDAY=TU"))
    assert sorted(g.on for g in book.gatherings.values()) == [ago(n) for n in range(28, 0, -1)]
    assert {g.ritual for g in book.gatherings.values()} == {"coffee"}
    assert book.gatherings[occurrence(daily, ago(5)).id].why == "rain"


@pytest.mark.parametrize(("start", "kept"), [(on(1), on(1)), (on(2), on(2)), (on(0), on(0)), (on(-1), on(0))])
def test_a_ritual_that_begins_later_is_not_counted_from_today(book: Book, start: date, kept: date) -> None:
    fill(book, *PEOPLE, COFFEE)
    assert change(book, replace(COFFEE, start=start)).start == kept


def test_a_ritual_whose_hosts_change_begins_with_the_first_of_them(book: Book) -> None:
    fill(book, *PEOPLE, COFFEE, held(-1, host="ann"))
    assert change(book, replace(COFFEE, rule="FREQ=WEEKLY;BYDAY=TU")).hosts == ("bo", ORGANISER, "ann")
    assert change(book, replace(book.rituals["coffee"], rule="FREQ=WEEKLY", hosts=("ann", "bo"))).hosts == (
        "ann",
        "bo",
    )


def test_what_is_removed_on_the_day_of_a_change_goes_with_what_follows(book: Book) -> None:
    fill(book, *PEOPLE, replace(COFFEE, except_on=(on(1), on(2), on(3))))
    new = split(book, on(2))
    assert (book.rituals["coffee"].except_on, new.except_on) == ((on(1),), (on(2), on(3)))


def test_a_ritual_from_a_day_its_rule_does_not_give_begins_there() -> None:
    ended = replace(COFFEE, rule="FREQ=WEEKLY;BYDAY=MO;COUNT=2")
    assert (from_here(ended, on(3)).start, from_here(ended, on(3)).rule) == (on(3), ended.rule)
    assert from_here(COFFEE, on(1)).start == on(1)


@pytest.mark.parametrize(
    ("gathering", "comes"),
    [
        (occurrence(COFFEE, NEXT), True), (replace(occurrence(COFFEE, NEXT), state="skipped"), True), (replace(occurrence(COFFEE, NEXT), state="held"), False),
        (replace(occurrence(COFFEE, NEXT), due_on=None), False), (Gathering(name="Once", on=NEXT), False),
    ],
)  # fmt: skip
def test_what_comes_back(book: Book, gathering: Gathering, comes: bool) -> None:
    fill(book, COFFEE)
    assert bool(comes_back(book, gathering)) == comes
    fill(book, replace(COFFEE, rule=""))
    assert comes_back(book, gathering) is None


def test_what_can_be_brought_back_is_that_of_one_ritual_or_of_all(book: Book) -> None:
    lab = replace(COFFEE, id="lab", name="Lab", except_on=(NEXT,), retired_on=on(8), retired_why="no one came")
    moved = replace(occurrence(COFFEE, NEXT), on=on(1) + timedelta(days=2))
    once = Gathering(id="once", name="Once", on=on(2), state="skipped", why="rain")
    fill(book, *PEOPLE, lab, replace(COFFEE, except_on=(on(3),)), moved, once)
    found = [(out.how, out.on, out.ritual or out.gathering) for out in cancellations(book)]
    assert found == [
        ("retired", on(8), "lab"), ("removed", on(3), "coffee"), ("skipped", on(2), "once"), ("moved", NEXT, "coffee"), ("removed", NEXT, "lab"),
    ]  # fmt: skip
    assert [out.how for out in cancellations(book, "lab")] == ["retired", "removed"]
    assert [out.how for out in cancellations(book, "coffee")] == ["removed", "moved"]
    assert len({out.key for out in cancellations(book)}) == 5
    for out in cancellations(book):
        with book.change("Back") as made:
            bring_back(book, made, out)
    assert not cancellations(book)
    assert (book.gatherings[moved.id].on, book.gatherings["once"].on) == (NEXT, on(2))
    assert (book.gatherings["once"].why, book.rituals["lab"].retired_why) == ("", "")


def test_what_is_left_to_prepare(book: Book) -> None:
    fill(book, COFFEE)
    coming = replace(occurrence(COFFEE, NEXT), prepared=("milk", "sugar"))
    assert to_prepare(book, coming) == ("cups", "milk", "sugar")
    assert left_to_prepare(book, coming) == ("cups",)
    assert left_to_prepare(book, Gathering(name="Once", on=NEXT)) == ()


def test_all_future_ones_are_skipped_from_today_on(book: Book) -> None:
    days = {n: replace(occurrence(COFFEE, on(n)), host="ann") for n in (-1, 0, 1, 2)}
    fill(book, *PEOPLE, COFFEE, *days.values())
    with book.change("Skip") as made:
        skip(book, made, days[1], TODAY, why="rain", scope="this and following")
    states = {n: book.gatherings[days[n].id].state for n in days}
    assert states == {-1: "planned", 0: "planned", 1: "skipped", 2: "skipped"}
    assert book.rituals["coffee"].retired_on == NEXT - timedelta(days=1)
    with book.change("Skip") as made:
        skip(book, made, days[0], TODAY, scope="all")
    assert {n: book.gatherings[days[n].id].state for n in days}[0] == "skipped"
    assert (book.gatherings[days[-1].id].state, book.rituals["coffee"].retired_on) == ("planned", ago(1))
