"""The order of the to-dos, which of them stand on Week, and which are put together; with the story of ten weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.book.book import Book
from store.core.record import Record
from store.model.people import Ask, Reminder, Role
from store.model.stakeholders import Post
from store.week.action import Act, OpenScreen
from store.week.kinds import KINDS, Rank
from store.week.ordering import MOST_LINES, MOST_WAITING, Places, lines_of_week, ordered, rank_of, several
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill, gathering, held, led, member, person, ritual, sent, stakeholder


def act(kind: str, key: str = "", *, waited: int = 0, overdue: int = 0, ahead: int = 5) -> Act:
    """A to-do of a kind that came up so many days ago, of a gathering so many days ahead."""
    name, on = key or kind, ago(-ahead)
    return Act(
        name, kind, name, name, "reason", "why", OpenScreen("week"), since=ago(waited), overdue=overdue, on=on
    )


def several_of(kind: str, count: int, **more: int) -> list[Act]:
    return [act(kind, f"{kind}{n:02}", **more) for n in range(count)]


def kinds(*acts: Act) -> list[str]:
    return [line.kind for line in lines_of_week(ordered(acts, TODAY), TODAY)]


def test_the_stated_order() -> None:
    acts = [
        act("role", waited=90), act("thank"), act("update"), act("prepare"), act("record"), act("ask", waited=21),
        act("update", "late", overdue=1), act("find_host", ahead=1),
    ]  # fmt: skip
    assert [found.key for found in ordered(acts, TODAY)] == [
        "late", "find_host", "ask", "record", "prepare", "update", "thank", "role",
    ]  # fmt: skip


def test_of_a_kind_the_most_overdue_and_then_the_longest_waiting_come_first() -> None:
    acts = [act("post", "a", waited=3), act("post", "b", waited=9), act("post", "c", waited=1, overdue=1)]
    assert [found.key for found in ordered(acts, TODAY)] == ["c", "b", "a"]


def test_someone_who_has_waited_three_weeks_comes_before_records_and_upkeep_never_does() -> None:
    assert rank_of(act("thank", waited=20), TODAY) is Rank.PERSON
    assert rank_of(act("thank", waited=21), TODAY) is Rank.LONG_WAITING_PERSON < Rank.RECORD
    assert rank_of(act("role", waited=900), TODAY) is Rank.UPKEEP


@pytest.mark.parametrize("count", [1, 7, 9])
def test_every_overdue_update_has_a_line_of_its_own(count: int) -> None:
    updates = several_of("update", count, overdue=3)
    found = kinds(*updates, *several_of("record", 3), *several_of("write_up", 9, waited=20), *several_of("role", 4))
    assert found.count("update") == count
    assert len(found) == (MOST_LINES if count < MOST_LINES else count) or count == 1


def test_lines_are_put_together_only_where_seven_are_not_enough() -> None:
    seven = [*several_of("thank", 4), *several_of("role", 3)]
    assert kinds(*seven) == ["thank"] * 4 + ["role"] * 3
    assert kinds(*seven, act("record")) == ["record", "thank", *["role"] * 3]  # the largest kind first


def test_what_is_about_a_gathering_to_come_shares_a_line_where_kinds_alone_are_too_many() -> None:
    others = [act(kind) for kind in ("record", "update", "thank", "request", "write_up")]
    about = [act("prepare", "a"), act("find_host", "a2"), act("remind_host", "b")]
    lines = lines_of_week(ordered([*others, *about], TODAY), TODAY)
    [line] = [line for line in lines if line.members]
    assert (line.kind, {single.kind for single in line.members}) == (
        "prepare",
        {"prepare", "find_host", "remind_host"},
    )
    assert sum(len(line.singles) for line in lines) == len(others) + len(about)
    assert line.reason == "from Sat 28 Nov · a, a2 and b"


def test_the_last_line_is_kept_for_upkeep_that_has_waited_two_weeks() -> None:
    people = [act(kind) for kind in ("record", "prepare", "update", "do", "request", "thank", "answer")]
    assert kinds(*people, act("role", waited=13))[-1] == "answer"
    assert kinds(*people, act("role", waited=14), act("post", waited=30))[-1] == "post"


def test_an_old_write_up_pushes_out_nothing_that_is_overdue() -> None:
    people = [act(kind) for kind in ("record", "prepare", "update", "do", "request", "thank", "answer")]
    old = several_of("write_up", 5, waited=21)
    assert "write_up" not in kinds(*people, *old, act("post", waited=14, overdue=14))


def test_no_two_share_verb_and_object(book: Book) -> None:
    fill(book, person("ann"), *(Ask(id=f"a{days}", who="ann", what="host", on=ago(days)) for days in (20, 30)))
    [found] = [one for one in plan(book, TODAY).all_acts if one.kind == "request"]
    assert found.key == "ask:a30"


def test_where_more_than_twelve_would_wait_the_largest_lines_are_preferred() -> None:
    must = [act(kind) for kind in ("record", "prepare", "update")]
    small = [act(kind) for kind in ("do", "request", "thank", "answer")]
    large = [*several_of("post", 10), *several_of("certify", 9)]
    lines = lines_of_week(ordered([*must, *small, *large], TODAY), TODAY)
    assert {"record", "prepare", "update", "post"} <= {line.kind for line in lines}
    assert 7 + 19 - sum(len(line.singles) for line in lines) <= MOST_WAITING


def test_a_line_keeps_its_place_for_the_day_and_what_comes_up_stands_below_it() -> None:
    places, owner, thanks = Places(), act("owner", "o"), several_of("thank", 3)
    together = several(tuple(thanks), TODAY)
    assert places.in_place([together, owner], TODAY) == (together, owner)
    later = [act("role", "r"), owner]
    assert places.in_place(later, TODAY) == (owner, later[0])
    assert places.in_place([act("update", "u", overdue=1), later[0], owner], TODAY)[1:] == (owner, later[0])
    assert places.in_place([thanks[2], *later], TODAY) == (thanks[2], owner, later[0]), (
        "what is left of three, and undone"
    )
    assert places.in_place(later, TODAY + timedelta(days=1)) == tuple(later)


def test_every_kind_is_counted_in_the_plural_and_has_its_own_heading() -> None:
    assert len({kind.heading for kind in KINDS.values()}) == len(KINDS)
    assert all(kind.several.format(3).count("3") == 1 for kind in KINDS.values())
    assert {kind.group for kind in KINDS.values() if kind.group} <= set(KINDS)


# -- the story of ten weeks ------------------------------------------------------------------------


def ten_weeks() -> list[Record]:
    """What a trainer had in the tenth week: three recipients overdue, and month-old coffees without notes."""
    return [
        stakeholder("ingrid", cadence="fortnightly", channel="catch_up"),
        stakeholder("tomas", cadence="weekly", channel="chat"),
        stakeholder("marta", cadence="monthly"),
        sent(ago(28), "ingrid"), sent(ago(28), "tomas"), sent(ago(36), "marta"),
        *member("ann"), *member("priya", "core"), led(1, "ann"), led(44, "priya"),
        *(held(days, "ann", name="Coffee", id=f"coffee{days}") for days in (10, 17, 24)),
        *(gathering(days, "Round-up", id=f"late{days}") for days in (1, 8)),
        ritual("tea", "Train the trainer", start=ago(-1), hosts=("ann",), preparation=("book a room",)),
        Role(id="mod", name="Moderator"), Post(what="A story", on=ago(9)), Reminder(what="call Tom", on=TODAY),
        person("tom", met_on=ago(90)),
    ]  # fmt: skip


def test_three_recipients_are_overdue_and_all_three_are_shown(book: Book) -> None:
    fill(book, *ten_weeks())
    acts = plan(book, TODAY).acts
    assert [(found.subject, found.overdue) for found in acts[:3]] == [("tomas", 21), ("ingrid", 14), ("marta", 5)]
    assert [found.reason for found in acts[:3]] == [
        "21 days overdue · weekly, chat", "14 days overdue · fortnightly, catch-up meeting", "5 days overdue · monthly, email",
    ]  # fmt: skip


def test_a_silent_core_member_is_named_within_the_setting(book: Book) -> None:
    fill(book, *ten_weeks())

    def named(today: date) -> bool:
        shown = [single for line in plan(book, today).acts for single in line.singles]
        return "priya" in {single.subject for single in shown if single.kind == "check_in"}

    assert not named(TODAY)
    assert all(named(TODAY + timedelta(days=days)) for days in (1, 7, 30))


def test_preparation_is_named_the_day_before(book: Book) -> None:
    fill(book, *ten_weeks())
    shown = {single.title: single.reason for line in plan(book, TODAY).acts for single in line.singles}
    assert shown["Prepare Train the trainer"] == "Tue 24 Nov · 1 item open: book a room"
