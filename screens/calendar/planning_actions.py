"""Planning and changing: rituals and their gatherings, their hosts, their preparation lists."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.ritual_actions import ask_ritual, plan_ritual
from screens.common.host import Host
from screens.widgets.lists.option import Option
from store.calendar import occurrences
from store.calendar.occurrences import SCOPES, Scope
from store.core.dates import format_day
from store.core.fields import fields
from store.core.text import quoted
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.people import Absence
from store.people.absences import closing_on

RITUAL_ASKS = (
    "name", "start", "rule", "at", "minutes", "place", "hosts", "kind", "gain", "meaning", "preparation",
)  # fmt: skip
"""What is asked of a new ritual, in this order."""
RITUAL_CHANGES = (*RITUAL_ASKS, "on_hub", "invitation", "retired_on", "retired_why")
"""What can be changed of one that there is."""
ONCE_ASKS = ("name", "on", "at", "minutes", "place", "host", "cohosts", "topic", "on_hub")
"""What is asked of a gathering that happens once."""
PLANNED_ASKS = (*ONCE_ASKS, "why", "notes")
"""What can be changed for one gathering that was not held yet."""

CLOSING_ASKS = ("since", "until", "reason")
"""What is asked of closing days."""


class CalendarHost(Host, Protocol):
    """A screen on which gatherings and rituals are selected."""

    def gathering(self) -> Gathering | None:
        """The selected gathering."""

    def ritual(self) -> Ritual | None:
        """The selected ritual, where rituals are listed."""

    def day(self) -> date:
        """The day that is looked at; what is planned begins there."""

    def closing(self) -> Absence | None:
        """The selected closing days, where they are listed."""


def highlighted_gathering(screen: CalendarHost) -> Gathering | None:
    """The selected gathering, or None with a notice."""
    gathering = screen.gathering()
    if gathering is None:
        screen.say("Select a gathering first.", problem=True)
    return gathering


class PlanningCommands(Commands[CalendarHost]):
    """Planning rituals and gatherings, changing them, ticking what is prepared and choosing hosts."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("m", "hold", "Mark held", id="calendar.hold", tooltip="Record attendees, notes and decisions"),
        Binding("a", "plan", "Plan ritual", id="calendar.plan", tooltip="Plan gatherings that repeat"),
        Binding("A", "once", "One-off", id="calendar.once", tooltip="Plan a one-off gathering"),
        Binding(
            "e",
            "edit",
            "Edit",
            id="calendar.edit",
            tooltip="Edit this gathering, this and following, or all",
        ),
        Binding(
            "r",
            "feedback",
            "Feedback",
            show=False,
            id="calendar.feedback",
            tooltip="Record feedback on this gathering",
        ),
        Binding("w", "host", "Host", id="calendar.host", tooltip="Choose the host"),
        Binding("space", "prepare", "Prepare", id="calendar.prepare", tooltip="Tick items on the preparation list"),
        Binding(
            "z",
            "closed",
            "Closing days",
            show=False,
            id="calendar.closed",
            tooltip="Add or edit closing days from this day on",
        ),
        Binding(
            "T",
            "target",
            "Target",
            show=False,
            id="calendar.target",
            tooltip="Set your maximum share of hosting",
        ),
    ]
    AT_ONCE = frozenset({"calendar.prepare"})

    # -- marking -------------------------------------------------------------------------------------

    def action_hold(self) -> None:
        """Mark the selected gathering held."""
        if gathering := highlighted_gathering(self.screen):
            GatheringCommands(self.screen).mark_held(gathering)

    def action_feedback(self) -> None:
        """Record the feedback on the selected gathering."""
        if gathering := highlighted_gathering(self.screen):
            GatheringCommands(self.screen).record_feedback(gathering)

    def action_host(self) -> None:
        """Choose the host of the selected gathering."""
        if gathering := highlighted_gathering(self.screen):
            GatheringCommands(self.screen).pick_host(gathering)

    def action_prepare(self) -> None:
        """Tick what is prepared for the selected gathering."""
        if gathering := highlighted_gathering(self.screen):
            GatheringCommands(self.screen).prepare(gathering)

    # -- planning ----------------------------------------------------------------------------------

    def action_plan(self) -> None:
        """Plan a ritual: pick a template, then change what should be different."""
        plan_ritual(self.screen, max(self.screen.day(), self.today), RITUAL_ASKS)

    def action_once(self) -> None:
        """Plan a gathering that happens once."""
        self.screen.ask_record(
            "Plan one-off gathering",
            Gathering,
            lambda gathering: f"Plan {gathering.name}",
            preset={"on": max(self.screen.day(), self.today)},
            names=ONCE_ASKS,
            follow=GatheringCommands(self.screen).who_is_away,
        )

    def action_closed(self) -> None:
        """Add closing days from the selected day on, or edit those it is one of."""
        day = self.screen.day()
        if closing := self.screen.closing() or closing_on(self.book, day):
            self._edit_closing(closing)
            return
        self.screen.ask_record(
            "Add closing days",
            Absence,
            lambda _: "Add closing days",
            preset={"since": day, "until": day},
            names=CLOSING_ASKS,
            intro="No one is asked to host on these days. Gatherings planned on them are marked.",
        )

    def _edit_closing(self, closing: Absence) -> None:
        self.screen.ask_record(
            "Edit closing days", Absence, lambda _: "Edit closing days", base=closing, names=CLOSING_ASKS
        )

    # -- changing ----------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Change the selected ritual or gathering; where it repeats, ask how much of it changes."""
        if ritual := self.screen.ritual():
            self._edit_all(ritual)
        elif closing := self.screen.closing():
            self._edit_closing(closing)
        elif gathering := highlighted_gathering(self.screen):
            repeats = occurrences.comes_back(self.book, gathering)
            if repeats and self.screen.may_write():
                self._ask_scope(gathering, repeats)
            elif not repeats:
                self._edit_one(gathering)

    def _ask_scope(self, gathering: Gathering, ritual: Ritual) -> None:
        from screens.widgets.lists.picker import Picker

        on = format_day(gathering.on, self.today)
        details: dict[Scope, str] = {
            "this one": f"only {on}",
            "this and following": f"from {on} onwards",
            "all": "gatherings already held stay unchanged",
        }
        options = [Option(scope, scope.capitalize(), details[scope]) for scope in SCOPES]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == ("this one",):
                self._edit_one(gathering)
            elif picked == ("all",):
                self._edit_all(ritual)
            elif picked:
                self._edit_following(gathering, ritual)

        self.screen.app.push_screen(Picker(f"Edit {quoted(gathering.name)}: which gatherings?", options), chosen)

    def _edit_one(self, gathering: Gathering) -> None:
        title = f"Edit {quoted(gathering.name)}, {format_day(gathering.on, self.today)}"
        names = () if gathering.state == "held" else PLANNED_ASKS
        self.screen.ask_record(
            title, Gathering, lambda g: f"Edit {g.name}", base=gathering, names=names,
            follow=GatheringCommands(self.screen).who_is_away,
        )  # fmt: skip

    def _edit_all(self, ritual: Ritual) -> None:
        ask_ritual(
            self.screen,
            f"Edit {quoted(ritual.name)}",
            {field.name: getattr(ritual, field.name) for field in fields(Ritual)},
            lambda changed: f"Edit {changed.name}",
            lambda change, changed: occurrences.change_all(self.book, change, ritual, changed, self.today),
            names=RITUAL_CHANGES,
            base=ritual,
        )

    def _edit_following(self, gathering: Gathering, ritual: Ritual) -> None:
        day = gathering.due_on or gathering.on
        first = occurrences.from_here(ritual, day)
        ask_ritual(
            self.screen,
            f"Edit {quoted(ritual.name)} from {format_day(day, self.today)} onwards",
            {field.name: getattr(first, field.name) for field in fields(Ritual)},
            lambda changed: f"Edit {changed.name} from {format_day(day, self.today)} onwards",
            lambda change, new: occurrences.change_following(self.book, change, ritual, new, day, today=self.today),
            names=RITUAL_ASKS,
            intro="Earlier gatherings stay unchanged.",
        )

    # -- hosting -----------------------------------------------------------------------------------

    def action_target(self) -> None:
        """Set the organiser's maximum share of hosting."""
        self.screen.ask_record(
            "Set hosting target",
            Community,
            lambda c: "Set hosting target" if c.hosting_target is not None else "Remove hosting target",
            base=self.book.community,
            names=("hosting_target",),
            enter_saves=True,
            intro="Your maximum share. Hand over hosting to members step by step.",
        )
