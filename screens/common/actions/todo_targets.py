"""What a to-do leads to, opened from Week or from the page of what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import assert_never

from screens.common.actions.commands import Commands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.orbit_actions import OrbitCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.readiness_actions import ReadinessCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.host import WidgetHost
from screens.common.messages import GoTo
from store.book.book import Book
from store.book.transaction import Change
from store.calendar.rituals import gatherings
from store.core.text import pluralize
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.week import snoozing
from store.week.action import (
    Act,
    AddFirst,
    AnswerRequest,
    Certify,
    ConsiderStage,
    DealWithGathering,
    EditSettings,
    FillRole,
    FinishReminder,
    GatheringStep,
    KeepOrErase,
    OpenScreen,
    Target,
    ThankPerson,
)
from store.week.plan import plan

BACK, AHEAD = 60, 60
"""Days around today in which the gathering of a to-do is looked up."""


class TargetCommands(Commands[WidgetHost]):
    """Opening what to-dos lead to."""

    def deal_on_page(self, act: Act, record: str) -> bool:
        """Deal with a to-do from the page of a record; whether it leads anywhere but to that page."""
        target = act.target
        if deals_directly(act, record):
            commands = {"person.contact": PersonCommands(self.screen).action_contact}
            commands.get(act.press, ThanksCommands(self.screen).action_thank)()
        elif isinstance(target, OpenScreen) and target.key == record and act.kind not in LEAD_ON:
            return False
        else:
            self.deal_with(target)
        return True

    def deal_with(self, target: Target) -> None:
        """Open what a to-do leads to."""
        match target:
            case OpenScreen(screen, key, action):
                self.screen.post_message(GoTo(screen, key, action=action))
            case DealWithGathering(key, do):
                self._deal_with_gathering(key, do)
            case FinishReminder(key):
                PersonCommands(self.screen).finish(self.book.reminders[key])
            case ThankPerson():
                ThanksCommands(self.screen).action_thank()
            case AnswerRequest(key):
                PersonCommands(self.screen).answer_ask(self.book.asks.get(key))
            case FillRole(key):
                PersonCommands(self.screen).fill_role(self.book.roles[key])
            case Certify(key):
                ReadinessCommands(self.screen).certify(key)
            case ConsiderStage(key):
                OrbitCommands(self.screen).consider(self.book.volunteers[key])
            case KeepOrErase(key):
                self.keep_or_erase((key,))
            case AddFirst():
                from screens.common.actions.first_step_actions import add_first  # late, as it is done once

                add_first(self.screen, target)
            case EditSettings():
                from screens.common.settings_forms import ask_settings

                ask_settings(self.screen)
            case _:
                assert_never(target)

    def keep_or_erase(self, people: Sequence[str]) -> None:
        """Ask once whether people stay in the book; those who do are asked about in a year."""
        from screens.common.actions.retention_actions import decide, kept_until_next_year

        def keep(kept: Sequence[Volunteer]) -> None:
            acts = [act for act in plan(self.book, self.today).all_acts if isinstance(act.target, KeepOrErase)]
            mine = [act for act in acts if act.subject in {person.id for person in kept}]

            def work(change: Change) -> None:
                for act in mine:
                    snoozing.dismiss(self.book, change, act, self.today)

            self.screen.attempt(
                f"Keep {pluralize(len(mine), 'person', 'people')}", work, kept_until_next_year(kept)
            )

        decide(self.screen, [self.book.volunteers[key] for key in people], keep)

    def _deal_with_gathering(self, key: str, do: GatheringStep) -> None:
        gathering, commands = find_gathering(self.book, key, self.today), GatheringCommands(self.screen)
        if gathering is None:
            self.screen.say("This gathering is no longer in the calendar.", problem=True)
        elif do == "mark held":
            commands.mark_held(gathering)
        elif do == "pick host":
            commands.pick_host(gathering)
        elif do == "write up":
            commands.write_up(gathering)
        elif do == "prepare":
            commands.prepare(gathering)
        elif do == "remind host":
            commands.remind_host(gathering)
        else:
            assert_never(do)


LEAD_ON = ("update", "training_request")
"""Kinds whose screen is another one than the page of what they are about."""


def deals_directly(act: Act, record: str) -> bool:
    """Whether the key of a to-do works on the page of a record as well: a contact or thanks, for whom it is about."""
    return act.subject == record and act.press in ("person.contact", "person.thank")


def find_gathering(book: Book, key: str, today: date) -> Gathering | None:
    """The gathering of a key around today, also one that only a rule gives."""
    around = gatherings(book, today - timedelta(days=BACK), today + timedelta(days=AHEAD))
    return next((gathering for gathering in around if gathering.id == key), None)
