"""Commands for the to-dos of the week: open, copy, mark, tick, skip, snooze, dismiss, bring back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.filter_support import FilterCommands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.general_actions import previous_view
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.actions.todo_targets import TargetCommands, find_gathering
from screens.common.host import WidgetHost
from screens.common.messages import GoTo
from screens.common.outcome import done
from screens.widgets.keys import FIXED_TAB, key_of, to_undo
from screens.widgets.lists.list_view import Listing
from screens.widgets.lists.option import Option
from store.core.dates import format_day
from store.core.text import quoted
from store.model.calendar import Gathering
from store.model.people import Reminder
from store.week import snoozing
from store.week.action import Act, DealWithGathering, FinishReminder, Target
from store.week.plan import Week

if TYPE_CHECKING:
    from store.updates.draft import Draft

View = Literal["week", "all", "aside"]
VIEWS: tuple[View, ...] = ("week", "all", "aside")
"""The lines of the week, every to-do that waits by kind, and what is snoozed or dismissed."""


class TodoHost(WidgetHost, Protocol):
    """A screen that lists the to-dos of the week."""

    filtering: FilterCommands
    plan: Week

    def here(self) -> Act | None:
        """The selected to-do, while the cursor is among the to-dos."""

    def gathering(self) -> Gathering | None:
        """The selected gathering, while the cursor is among them."""


class TodoCommands(Commands[TodoHost]):
    """Commands for the selected to-do."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("y", "copy", "Copy", id="week.copy", tooltip="Copy the update, or a reminder for the host"),
        Binding("m", "sent", "Mark sent", id="week.sent", tooltip="Record this update as sent today"),
        Binding(
            "space", "tick", "Tick", id="week.tick", tooltip="Tick prepared items, or choose from several to-dos"
        ),
        Binding("s", "skip", "Skip", id="week.skip", tooltip="Mark this gathering as skipped"),
        Binding("z", "snooze", "Snooze", id="week.snooze", tooltip="Snooze this to-do until next week"),
        Binding("d", "dismiss_act", "Dismiss", id="week.dismiss", tooltip="Dismiss this to-do, this time only"),
        Binding("B", "bring_back", "Bring back", id="week.bring_back", tooltip="Put this to-do back on the list"),
        Binding("v", "view(1)", "View", id="week.view", tooltip="Next view: all to-dos, snoozed and dismissed"),
        previous_view("week"),
        Binding("a", "add", "Add person", id="week.add", tooltip="Add a person"),
        Binding("i", "bring_in", "Import", id="week.import", tooltip="Import people from a file or pasted rows"),
    ]
    AT_ONCE = frozenset({"week.snooze", "week.dismiss", "week.sent", "week.bring_back"})

    view: View = "week"
    """What the list of to-dos shows."""
    current: Act | None = None
    """The to-do that is being dealt with, of those that one line stands for."""
    _following: tuple[Act, ...] = ()
    """Those that are opened after it."""
    _place = 0
    """Where the line stood that stands for them."""

    # -- opening -------------------------------------------------------------------------------------

    def open(self, act: Act) -> None:
        """Deal with a to-do; with all it stands for, one after the other."""
        if not act.members:
            self.deal_with(act.target)
        else:
            self._begin(act.members)

    def _begin(self, acts: tuple[Act, ...]) -> None:
        """Open the first of several; the others follow once it was dealt with."""
        keys = self._list().keys
        self._place = keys.index(self._list().key) if self._list().key in keys else 0
        self._go_through(acts)

    def _list(self) -> Listing:
        return self.screen.query_one("#acts", Listing)

    def _go_through(self, acts: tuple[Act, ...]) -> None:
        self.current, *following = acts
        self._following = tuple(following)
        press = {"person.contact": self._contact, "person.thank": self._thank, "week.copy": self.action_copy}
        press.get(self.current.press, lambda: self.deal_with(acts[0].target))()
        self.screen.call_after_refresh(self.go_on)

    def go_on(self) -> None:
        """Open the next to-do of several, once something was done about the one before."""
        front: object = self.screen.app.screen
        if self.current is None or front is not self.screen:
            return
        waiting = {act.key: act for act in self.screen.plan.all_acts}
        untouched, self.current = waiting.get(self.current.key) == self.current, None
        following = tuple(waiting[act.key] for act in self._following if act.key in waiting)
        self._following = ()
        if untouched:
            return
        if following:
            self._go_through(following)
        elif keys := self._list().keys:  # the line may have gone elsewhere with what was left of it
            self._list().highlight(keys[min(self._place, len(keys) - 1)])

    def deal_with(self, target: Target) -> None:
        """Open what a to-do leads to."""
        TargetCommands(self.screen).deal_with(target)

    # -- what a key does where it fits -----------------------------------------------------------------

    def _among(self, kinds: tuple[str, ...], otherwise: str) -> Act | None:
        """The selected to-do if it is of one of some kinds, else None with a notice."""
        act = self.current or self.screen.here()
        if act and act.kind in kinds:
            return act
        self.screen.say(otherwise if act else _none_selected(), problem=True)
        return None

    def _several(self, key: str) -> bool:
        """Whether the selected line stands for several that this key deals with; they are begun then."""
        act = self.screen.here()
        if act and act.members and act.press == key:
            self._begin(act.members)
            return True
        return False

    def action_thank(self) -> None:
        """Thank the selected person, or one after the other."""
        if not self._several("person.thank"):
            self._thank()

    def _thank(self) -> None:
        ThanksCommands(self.screen).action_thank()

    def action_contact(self) -> None:
        """Note a contact, or one after the other."""
        if not self._several("person.contact"):
            self._contact()

    def _contact(self) -> None:
        """Note a contact; a reminder to have one is done with it."""
        act = self.screen.here()
        reminder = self._reminder(act) if act and self.screen.person() else None
        if reminder:
            PersonCommands(self.screen).finish(reminder)
        else:
            PersonCommands(self.screen).action_contact()

    def _reminder(self, act: Act) -> Reminder | None:
        """The reminder that a to-do is, if it is one."""
        return self.book.reminders.get(act.target.reminder) if isinstance(act.target, FinishReminder) else None

    def action_copy(self) -> None:
        """Copy the update as it is, or a reminder for the host; both at once where nothing is open in them."""
        act = self._among(("update", "remind_host"), "Nothing to copy here. Select an update or a host to remind.")
        if act and act.members:
            self._begin(act.members)
        elif act and act.kind == "remind_host":
            self.deal_with(act.target)
        elif act and (draft := self._draft(act, "copy")):
            from screens.common.actions.update_actions import copy_update

            copy_update(self.screen, draft)

    def action_sent(self) -> None:
        """Record the selected update as sent today."""
        act = self._among(("update",), "Nothing to mark as sent here. Select an update.")
        if act and (draft := self._draft(act.singles[0], "sent")):
            from screens.common.actions.update_actions import mark_sent

            mark_sent(self.screen, draft)

    def _draft(self, act: Act, action: str) -> Draft | None:
        """The update of a to-do; where something is open in it, it is opened there and the action begun."""
        from store.exchange.sending import already_sent, composed, rests

        draft, problem = composed(self.book, (self.book.stakeholders[act.subject],), self.today)
        if problem:
            self.screen.say(problem, problem=True)
        if rests(self.book, draft, self.today):
            self.screen.say(already_sent(draft), problem=True)
            return None
        if draft.unfilled:
            self.screen.post_message(GoTo("updates", act.subject, action=action))
            return None
        return draft

    def action_tick(self) -> None:
        """Tick what is prepared; of a line that stands for several, tick those to open one after the other."""
        act = self.screen.here()
        if act and act.members:
            self._pick_members(act)
        elif gathering := self.screen.gathering():
            GatheringCommands(self.screen).prepare(gathering)
        elif act := self._among(("prepare",), "Nothing to tick here. Select a gathering to prepare."):
            self.deal_with(act.target)

    def _pick_members(self, act: Act) -> None:
        from screens.widgets.lists.picker import Picker

        members = {member.key: member for member in act.members}
        options = [Option(key, member.title, member.reason) for key, member in members.items()]

        def chosen(picked: tuple[str, ...] | None) -> None:
            acts = tuple(members[key] for key in members if key in (picked or ()))
            if len(acts) > 1 and act.kind == "keep_or_erase":
                TargetCommands(self.screen).keep_or_erase([one.subject for one in acts])
            elif acts:
                self._begin(acts)

        self.screen.app.push_screen(Picker(act.title, options, several=True), chosen)

    def action_skip(self) -> None:
        """Skip the gathering of the selected to-do, or the selected one: it was not held, or will not be."""
        if gathering := self.screen.gathering():
            self._skip(gathering)
            return
        kinds = ("record", "prepare", "find_host", "remind_host")
        act = self._among(kinds, "Nothing to skip here. Select a gathering.")
        if act and act.members:
            self._pick_members(act)
        elif act and isinstance(act.target, DealWithGathering):  # noqa: SIM102
            if gathering := find_gathering(self.book, act.target.gathering, self.today):
                self._skip(gathering)

    def _skip(self, gathering: Gathering) -> None:
        if gathering.state == "planned":
            GatheringCommands(self.screen).skip(gathering)
        else:
            self.screen.say(f"Not skipped: {quoted(gathering.name)} is already {gathering.state}.", problem=True)

    # -- setting aside ---------------------------------------------------------------------------------

    def action_snooze(self) -> None:
        """Snooze the selected to-do until next week."""
        until = format_day(snoozing.next_week(self.book, self.today), self.today)
        self._set_aside("Snooze", snoozing.snooze, f"Snoozed until {until}. {to_undo()}")

    def action_dismiss_act(self) -> None:
        """Dismiss the selected to-do for this time."""
        self._set_aside("Dismiss", snoozing.dismiss, "")

    def _set_aside(self, verb: str, work: Callable[..., date | None], said: str) -> None:
        if self.view == "aside":
            self.screen.say(f"Already set aside. Press {key_of('week.bring_back')} to bring it back.", problem=True)
        elif act := self.screen.here():
            label = f"{verb} ‘{act.title}’"
            self.screen.attempt(label, lambda change: work(self.book, change, act, self.today), said or done(label))
        else:
            self.screen.say(_none_selected(), problem=True)

    def action_bring_back(self) -> None:
        """Put a to-do that is snoozed or dismissed on the list again."""
        act = self.screen.here()
        if act is None or self.view != "aside":
            self.screen.say(
                f"Press {key_of('week.view')} to see the snoozed and dismissed to-dos, then select one.",
                problem=True,
            )
            return
        label = f"Bring back ‘{act.title}’"
        self.screen.attempt(label, lambda change: snoozing.bring_back(self.book, change, (act,)), done(label))

    # -- views -----------------------------------------------------------------------------------------

    def action_view(self, step: int) -> None:
        """Go to the next view of the to-dos, or to the previous one."""
        self.show_view(VIEWS[(VIEWS.index(self.view) + step) % len(VIEWS)])

    def show_view(self, view: View) -> None:
        """Show the lines of the week, every to-do, or what is set aside."""
        self.view = view
        self.screen.fill()
        self.screen.set_focus(self._list())

    def action_filter(self) -> None:
        """Filter every to-do that waits, not only the lines of the week."""
        if self.view == "week" and self.screen.focused is self._list():
            self.show_view("all")
        self.screen.filtering.action_filter()

    def holds_back(self) -> bool:
        """Whether another view than that of the week is shown."""
        return self.view != "week"

    def let_go(self) -> bool:
        """Go back to the lines of the week, once no filter is open any more."""
        if self.view == "week" or self.screen.filtering.holds_back():
            return False
        self.show_view("week")
        return True

    # -- people ----------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Add a person."""
        PersonCommands(self.screen).add_person(lambda _: None)

    def action_bring_in(self) -> None:
        """Import people from a file or a pasted range."""
        if self.screen.may_write():
            self.screen.post_message(GoTo("pipeline", action="bring_in"))


def _none_selected() -> str:
    return f"No to-do is selected. Press {FIXED_TAB} to go to the list."
