"""Session plans: written from the calendar, from coverage and in the library, copied, and reviewed from Week."""

from __future__ import annotations

import re

from screens.common.messages import GoTo
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.model.training import SessionPlan
from tests.support.harness import TODAY, here, press, running, text_of, undoable
from tests.support.making import ago, fill, member, ritual


async def test_a_plan_goes_from_the_template_to_the_session_and_its_outcomes(
    empty: Book, copied: list[str]
) -> None:
    fill(
        empty,
        *member("ann", "core", topics=("Excel",)),
        ritual("lab", "Lab", start=ago(7), hosts=("ann",)),
        SessionPlan(id="old", topic="Lab", aim="Ask [/x] first", review_on=ago(3)),
    )
    async with running(empty) as pilot:
        await press(pilot, "2", "o", "=Coverage", "enter", "E", "enter")
        async with undoable(pilot, empty):
            await press(pilot, "ctrl+s")
            plan = next(plan for plan in empty.session_plans.values() if plan.topic == "Excel")
        assert plan.audience.startswith("Colleagues")
        await press(pilot, "E")
        assert "Edit ‘Excel’" in text_of(pilot)
        await press(pilot, "escape", "3")
        pilot.app.screen.post_message(GoTo("calendar", f"lab-{ago(7)}"))
        await press(pilot, "E", "enter", "=all", "ctrl+s")
        [of_lab] = [plan for plan in empty.session_plans.values() if plan.gathering]
        assert (of_lab.aim, of_lab.outcomes, of_lab.author) == ("Ask [/x] first", "all", "ann")
        assert re.search(r"Outcomes +all", text_of(pilot))
        await press(pilot, "1")
        pilot.app.screen.query_one("#acts", Listing).highlight(f"plan:old:{ago(3)}")
        await press(pilot, "enter")
        assert here(pilot) == "LibraryScreen"
        async with undoable(pilot, empty):
            await press(pilot, "m")
            assert empty.session_plans["old"].review_on == TODAY.replace(year=TODAY.year + 1)
        await press(pilot, "y")
        assert copied[-1].startswith("Session plan: Lab\n\nAim\nAsk [/x] first")
        await press(pilot, "A", "enter", "=Word", "ctrl+s")
        assert "Word" in {plan.topic for plan in empty.session_plans.values()}
