"""Snoozing, dismissing and bringing back: for this time only, and when each kind returns."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from store.book.book import Book
from store.model.people import Reminder, Role
from store.model.planner import Snooze
from store.week import snoozing
from store.week.action import Act
from store.week.kinds import KINDS, returns_table
from store.week.plan import plan, set_aside
from tests.support.making import TODAY, ago, fill, person, sent, stakeholder
from tests.support.todos import everything, full


def one(book: Book, kind: str, today: date = TODAY) -> Act:
    return next(act for act in plan(book, today).all_acts if act.kind == kind)


def keys(book: Book, today: date = TODAY) -> list[str]:
    return [act.key for act in plan(book, today).all_acts]


def dismiss(book: Book, act: Act, today: date = TODAY) -> date | None:
    with book.change("Dismiss") as change:
        return snoozing.dismiss(book, change, act, today)


def snooze(book: Book, act: Act, today: date = TODAY) -> None:
    with book.change("Snooze") as change:
        snoozing.snooze(book, change, act, today)


@pytest.mark.parametrize("kind", [kind for kind, about in KINDS.items() if about.after])
def test_a_dismissed_to_do_returns_after_the_days_of_the_table(book: Book, kind: str) -> None:
    everything(book)
    act, after = one(book, kind), timedelta(days=KINDS[kind].after or 0)
    assert dismiss(book, act) == TODAY + after
    assert act.key not in keys(book)
    assert act.key not in keys(book, TODAY + after - timedelta(days=1))
    [record] = book.snoozes.values()
    assert (record.act, record.until, record.dismissed) == (act.key, TODAY + after, True)


@pytest.mark.parametrize("kind", ["record", "prepare", "find_host", "remind_host", "thank", "write_up"])
def test_what_belongs_to_one_occasion_does_not_return(book: Book, kind: str) -> None:
    everything(book)
    act = one(book, kind)
    assert dismiss(book, act) is None
    assert all(act.key not in keys(book, ago(-days)) for days in (0, 7, 30))


@pytest.mark.parametrize(
    ("cadence", "sent_on", "returns"),
    [
        ("weekly", ago(10), ago(-4)),
        ("fortnightly", ago(40), ago(-2)),
        ("monthly", date(2026, 10, 23), date(2026, 12, 23)),
        ("quarterly", date(2026, 2, 1), date(2027, 2, 1)),
    ],
)
def test_a_dismissed_update_returns_when_the_next_one_is_due(
    book: Book, cadence: str, sent_on: date, returns: date
) -> None:
    fill(book, stakeholder("eva", cadence=cadence), sent(sent_on, "eva"))
    act = one(book, "update")
    assert dismiss(book, act) == returns
    assert act.key not in keys(book, returns - timedelta(days=1))
    assert one(book, "update", returns).overdue > 0


def test_the_table_of_the_help_names_every_kind_once(book: Book) -> None:
    table = dict(returns_table())
    assert len(table) == len(KINDS)
    assert all(table.values())
    assert table["Updates"] == "when the next update is due"
    page = (Path(__file__).parents[3] / "docs" / "guide" / "week.md").read_text("utf-8")
    for heading, returns in table.items():
        assert f"| {heading} | {returns} |\n" in page


def test_a_line_for_several_is_set_aside_as_a_whole_and_undone_in_one_step(book: Book) -> None:
    fill(book, *(Role(id=f"r{n}", name=f"Role {n}") for n in range(9)))
    [line] = plan(book, TODAY).acts
    snooze(book, line)
    assert keys(book) == []
    assert len(keys(book, ago(-7))) == 9
    book.undo()
    assert len(keys(book)) == 9


def test_reminders_move_to_next_week_or_are_deleted(book: Book) -> None:
    fill(book, Reminder(id="r", what="call Tom", on=ago(1)))
    snooze(book, one(book, "do"))
    assert (book.reminders["r"].on, dict(book.snoozes)) == (ago(-7), {})
    dismiss(book, one(book, "do", ago(-7)))
    assert dict(book.reminders) == {}


def test_one_to_do_is_set_aside_once(book: Book) -> None:
    full(book)
    act = one(book, "role")
    for today in (TODAY, ago(-7), ago(-14)):
        snooze(book, act, today)
    assert [(record.act, record.until) for record in book.snoozes.values()] == [(act.key, ago(-21))]


def test_what_is_set_aside_is_listed_with_its_day_and_brought_back(book: Book) -> None:
    full(book)
    snooze(book, one(book, "thank"))
    dismiss(book, one(book, "role"))
    dismiss(book, one(book, "record"))
    fill(book, Snooze(act="thank:gone:x"))  # of a to-do that is no more
    found = set_aside(book, TODAY)
    assert [(each.act.kind, each.until, each.dismissed) for each in found] == [
        ("thank", ago(-7), False), ("role", ago(-28), True), ("record", None, True),
    ]  # fmt: skip
    with book.change("Bring back") as change:
        snoozing.bring_back(book, change, [each.act for each in found[:2]])
    assert [each.act.kind for each in set_aside(book, TODAY)] == ["record"]
    assert {"thank", "role"} <= {act.kind for act in plan(book, TODAY).all_acts}
    book.undo()
    assert len(set_aside(book, TODAY)) == 3


def test_dismissals_of_earlier_versions_stay_until_brought_back(book: Book) -> None:
    full(book)
    fill(book, Snooze(act="role:mod0"), person("x"))
    [found] = set_aside(book, TODAY)
    assert (found.act.key, found.until, found.dismissed) == ("role:mod0", None, True)
