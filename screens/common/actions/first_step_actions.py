"""Taking the first steps of a new book with forms that ask no more than a beginning needs."""

from __future__ import annotations

from typing import assert_never

from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.ritual_actions import plan_ritual
from screens.common.host import WidgetHost
from store.model.stakeholders import Stakeholder
from store.week.action import AddFirst

RITUAL_ASKS = ("name", "start", "rule", "at", "minutes", "place", "gain")
"""What is asked of the first ritual; its template knows the rest."""
STAKEHOLDER_ASKS = ("name", "job", "email", "stake", "cadence", "channel", "kind")
"""What is asked of the first stakeholder."""


def add_first(screen: WidgetHost, target: AddFirst) -> None:
    """Add the first record of a kind."""
    match target.what:
        case "person":
            PersonCommands(screen).add_person(lambda _: None)
        case "ritual":
            plan_ritual(screen, screen.today, RITUAL_ASKS)
        case "stakeholder":
            screen.ask_record(
                "Add stakeholder",
                Stakeholder,
                lambda who: f"Add {who.name}",
                preset={"since": screen.today},
                names=STAKEHOLDER_ASKS,
            )
        case _:
            assert_never(target.what)
