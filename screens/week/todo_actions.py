"""Commands for the to-dos of the week: open, snooze, dismiss."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Protocol, assert_never

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.orbit_actions import OrbitCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.readiness_actions import ReadinessCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.host import Host
from screens.common.messages import GoTo
from screens.common.outcome import done
from screens.common.settings_forms import ask_settings
from screens.widgets.keys import FIXED_TAB, to_undo
from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.dates import format_day
from store.model.calendar import Gathering
from store.model.people import Reminder
from store.week import snoozing
from store.week.action import (
    Act,
    AnswerRequest,
    Certify,
    ConsiderStage,
    DealWithGathering,
    EditSettings,
    FillRole,
    FinishReminder,
    GatheringStep,
    OpenScreen,
    Target,
    ThankPerson,
)

BACK, AHEAD = 60, 60
"""Days around today in which the gathering of a to-do is looked up."""


class TodoHost(Host, Protocol):
    """A screen that lists the to-dos of the week."""

    def here(self) -> Act | None:
        """The selected to-do, while the cursor is among the to-dos."""


class TodoCommands(Commands[TodoHost]):
    """Commands for the selected to-do."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("z", "snooze", "Snooze", id="week.snooze", tooltip="Snooze this until next week"),
        Binding("d", "dismiss_act", "Dismiss", id="week.dismiss", tooltip="Dismiss this, for this time only"),
    ]
    AT_ONCE = frozenset({"week.snooze", "week.dismiss"})

    def deal_with(self, target: Target) -> None:
        """Open what a to-do leads to."""
        match target:
            case OpenScreen(screen, key):
                self.screen.post_message(GoTo(screen, key))
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
            case EditSettings():
                ask_settings(self.screen)
            case _:
                assert_never(target)

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
            self.action_contact()
        else:
            assert_never(do)

    def _reminder(self, act: Act) -> Reminder | None:
        """The reminder that a to-do is, if it is one."""
        return self.book.reminders.get(act.target.reminder) if isinstance(act.target, FinishReminder) else None

    def action_contact(self) -> None:
        """Note a contact; a reminder to have one is done with it."""
        act = self.screen.here()
        reminder = self._reminder(act) if act and self.screen.person() else None
        if reminder:
            PersonCommands(self.screen).finish(reminder)
        else:
            PersonCommands(self.screen).action_contact()

    def action_snooze(self) -> None:
        """Snooze the selected to-do until next week."""
        if act := self.screen.here():
            until = snoozing.next_week(self.book, self.today)
            self.screen.attempt(
                f"Snooze ‘{act.title}’",
                lambda change: snoozing.snooze(self.book, change, act, self.today),
                f"Snoozed until {format_day(until, self.today)}. {to_undo()}",
            )
        else:
            self.screen.say(f"No to-do is selected. Press {FIXED_TAB} to go to the list.", problem=True)

    def action_dismiss_act(self) -> None:
        """Dismiss the selected to-do for this time."""
        if act := self.screen.here():
            label = f"Dismiss ‘{act.title}’"
            self.screen.attempt(
                label, lambda change: snoozing.dismiss(self.book, change, act, self.today), done(label)
            )
        else:
            self.screen.say(f"No to-do is selected. Press {FIXED_TAB} to go to the list.", problem=True)


def find_gathering(book: Book, key: str, today: date) -> Gathering | None:
    """The gathering of a key around today, also one that only a rule gives."""
    around = gatherings(book, today - timedelta(days=BACK), today + timedelta(days=AHEAD))
    return next((gathering for gathering in around if gathering.id == key), None)
