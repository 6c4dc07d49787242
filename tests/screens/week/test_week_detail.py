"""The detail of Week: why a to-do waits, what its key does, and whom one has talked to; or what a gathering needs."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from screens.week.week_detail import DOES, SAYS_CONTACT, about_act
from screens.widgets.lists.list_view import Listing
from screens.widgets.panes import Pane
from store.book.book import Book
from store.model.people import Contact, Volunteer
from store.week.kinds import KINDS, Rank
from store.week.ordering import several
from store.week.plan import plan
from tests.support.harness import LARGE, NARROW, TODAY, WIDE, press, resize, running, settle
from tests.support.making import ago, fill
from tests.support.todos import everything


def test_every_kind_says_what_its_key_does(empty: Book) -> None:
    everything(empty)
    acts = plan(empty, TODAY).all_acts
    assert {act.kind for act in acts} == {name for name, kind in KINDS.items() if kind.rank != Rank.FIRST_STEP}
    assert [act.title for act in acts if not (act.to or act.kind in DOES)] == []
    assert {*DOES, *SAYS_CONTACT} <= {*KINDS}


async def test_the_detail_says_why_what_the_key_does_and_the_last_contact(demo: Book) -> None:
    act = next(act for act in plan(demo, TODAY).acts if act.kind == "update")
    fill(demo, Contact(who=act.subject, on=ago(3)))
    async with running(demo) as pilot:
        pilot.app.screen.query_one("#acts", Listing).highlight(act.key)
        await settle(pilot)
        why = pilot.app.screen.query_one("#why", Pane)
        told = " ".join(why.text.split())
        assert str(why.border_title) == act.title
        assert told.startswith(f"{act.reason} Press enter to write the update. ")
        assert "Last contact Fri 20 Nov, 3 days ago" in told


@pytest.mark.parametrize(
    ("most", "named", "more"), [(50, 40, 0), (41, 40, 0), (40, 38, 2), (20, 18, 22), (1, 1, 39)]
)
def test_of_a_line_for_several_as_many_are_named_as_there_are_lines(
    circle: Book, most: int, named: int, more: int
) -> None:
    act = plan(circle, TODAY).acts[0]
    line = several(tuple(replace(act, key=f"{n}", name=f"Person {n}") for n in range(40)), TODAY)
    told = [*about_act(circle, line, TODAY, (50, most))]
    assert [span[0][0] for span in told[1 : named + 1]] == [member.title for member in line.members[:named]]
    assert told[named + 1 :] == ([[(f"and {more} more", "dim")]] if more else [])
    assert len(told) <= max(most, 3)
    narrow = [*about_act(circle, line, TODAY, (30, most + 1))]  # where the first sentence takes two lines
    assert narrow == told


async def test_no_more_is_told_of_several_than_can_be_seen(circle: Book) -> None:
    fill(circle, *(Volunteer(name=f"Person {n:03}", met_on=ago(400)) for n in range(120)))
    line = next(act for act in plan(circle, TODAY).acts if len(act.members) > 100)
    async with running(circle) as pilot:
        pilot.app.screen.query_one("#acts", Listing).highlight(line.key)
        await settle(pilot)
        why = pilot.app.screen.query_one("#why", Pane)
        for size in (WIDE, NARROW, LARGE, WIDE):
            await resize(pilot, size)
            await settle(pilot)
            assert why.max_scroll_y == 0
            assert re.search(r"and \d+ more$", why.text)


async def test_the_detail_follows_the_list_that_has_the_keys(demo: Book) -> None:
    week = plan(demo, TODAY)
    async with running(demo) as pilot:
        why = pilot.app.screen.query_one("#why", Pane)
        await press(pilot, "tab", "home")
        assert str(why.border_title) == week.gatherings[0].name
        assert "Press enter to open it in the calendar." in " ".join(why.text.split())
        await press(pilot, "down")
        assert str(why.border_title) == week.gatherings[1].name
        await press(pilot, "tab")
        assert str(why.border_title) == week.acts[0].title


async def test_a_wide_pulse_says_what_its_figures_count(demo: Book) -> None:
    async with running(demo) as pilot:
        pulse = pilot.app.screen.query_one("#pulse", Pane)
        assert "in 30 days" not in pulse.text
        await resize(pilot, LARGE)
        lines = pulse.text.splitlines()
        assert "attended, hosted or contributed in 30 days" in lines[0]
        assert len({line.index("%") for line in lines if "%" in line}) == 1  # one below the other
