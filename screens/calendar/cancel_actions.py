"""Cancellations: skipping, deleting, retiring, and bringing back."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual.binding import Binding

from screens.calendar.planning_actions import CalendarHost, highlighted_gathering
from screens.common.actions.commands import Commands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lists.option import Option
from store.calendar import occurrences
from store.calendar.occurrences import Cancellation
from store.core.dates import format_day
from store.core.text import pluralize, quoted
from store.model.calendar import Ritual


class CancelCommands(Commands[CalendarHost]):
    """Skipping, deleting and retiring gatherings and rituals, and bringing them back."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("s", "skip", "Skip", id="calendar.skip", tooltip="Skip one or more gatherings, or retire a ritual"),
        Binding(
            "d", "delete", "Delete", id="calendar.delete", tooltip="Delete this gathering or ritual (can be undone)"
        ),
        Binding(
            "B",
            "bring_back",
            "Bring back",
            id="calendar.bring_back",
            tooltip="Bring back a skipped, moved, deleted or retired entry",
        ),
    ]
    AT_ONCE = frozenset({"calendar.bring_back"})

    # -- skipping and deleting ----------------------------------------------------------------------

    def action_skip(self) -> None:
        """Skip the selected gathering or retire the ritual; bring it back if it is skipped or retired."""
        if ritual := self.screen.ritual():
            self._retire(ritual)
        elif (gathering := highlighted_gathering(self.screen)) is None:
            return
        elif gathering.state == "skipped":
            back = replace(gathering, state="planned", why="")
            words = f"Brought back {quoted(gathering.name)}."
            self.screen.attempt(f"Bring back {gathering.name}", lambda change: change.put(back), words)
        elif gathering.state == "held":
            self.screen.say(
                f"Not skipped: {quoted(gathering.name)} is marked as held. Undo that first.", problem=True
            )
        else:
            GatheringCommands(self.screen).skip(gathering)

    def _retire(self, ritual: Ritual) -> None:
        """Retire a ritual with the reason, or bring a retired one back."""
        if ritual.retired_on:
            back = replace(ritual, retired_on=None, retired_why="")
            self.screen.attempt(
                f"Bring back {ritual.name}",
                lambda change: change.put(back),
                f"Brought back {quoted(ritual.name)}.",
            )
            return
        self.screen.ask_record(
            f"Retire {quoted(ritual.name)}",
            Ritual,
            lambda r: f"Retire {r.name}",
            base=ritual,
            preset={"retired_on": self.today},
            names=("retired_why", "retired_on"),
            enter_saves=True,
            intro="Its history is kept. Record what it achieved and why it is ending.",
        )

    def action_delete(self) -> None:
        """Delete a ritual, a one-off, or one gathering of a ritual."""
        if ritual := self.screen.ritual():
            self._delete_ritual(ritual)
        elif closing := self.screen.closing():
            self.screen.delete(closing, "closing days")
        elif gathering := highlighted_gathering(self.screen):
            ritual = self.book.rituals.get(gathering.ritual)
            if ritual and gathering.due_on:
                done = f"Deleted {quoted(gathering.name)}, {format_day(gathering.on, self.today)}. Press {key_of('app.undo')} or {key_of('calendar.bring_back')} to undo."
                self.screen.attempt(
                    f"Delete {gathering.name}",
                    lambda change: occurrences.take_out(self.book, change, ritual, gathering),
                    done,
                )
            else:
                self.screen.delete(gathering, gathering.name)

    def _delete_ritual(self, ritual: Ritual) -> None:
        """Delete a ritual that was never held; retire one that has a history."""
        if all(g.ritual != ritual.id for g in self.book.gatherings.values()):
            self.screen.delete(ritual, ritual.name)
        elif ritual.retired_on and ritual.retired_on <= self.today:
            self.screen.say(
                f"{quoted(ritual.name)} is already retired; its history is kept. Press {key_of('calendar.skip')} to bring it back.",
                problem=True,
            )
        else:
            retired = replace(ritual, retired_on=self.today)
            done = f"Retired {quoted(ritual.name)} today; its history is kept. {to_undo()}"
            self.screen.attempt(f"Retire {ritual.name}", lambda change: change.put(retired), done)

    # -- bringing back -----------------------------------------------------------------------------

    def action_bring_back(self) -> None:
        """Bring back what was skipped, moved, deleted or retired: the selected one, or one chosen from a list."""
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return
        gathering, ritual = self.screen.gathering(), self.screen.ritual()
        found = {out.key: out for out in occurrences.cancellations(self.book, ritual.id if ritual else "")}
        here = [out for out in found.values() if gathering and out.gathering == gathering.id]
        if here:
            self._bring_back(here[0])
        elif not found:
            self.screen.say(
                f"No gatherings of {quoted(ritual.name)} were skipped, moved or deleted."
                if ritual
                else "No gatherings were skipped, moved or deleted.",
                problem=True,
            )
        else:
            options = [
                Option(key, f"{format_day(out.on, self.today)}  {out.name}", _how(out))
                for key, out in found.items()
            ]
            title = f"Bring back · {pluralize(len(found), 'gathering')}"

            def chosen(picked: tuple[str, ...] | None) -> None:
                if picked:
                    self._bring_back(found[picked[0]])

            self.screen.app.push_screen(Picker(title, options), chosen)

    def _bring_back(self, out: Cancellation) -> None:
        told = f"Brought back {quoted(out.name)}"
        self.screen.attempt(
            f"Bring back {out.name}",
            lambda change: occurrences.bring_back(self.book, change, out),
            f"{told}." if out.how == "retired" else f"{told}, {format_day(out.on, self.today)}.",
        )


def _how(out: Cancellation) -> str:
    how = "deleted" if out.how == "removed" else out.how
    return f"{how}: {out.why}" if out.why else how
