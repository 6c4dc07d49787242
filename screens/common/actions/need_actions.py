"""What members need: recording it, and what was done, from more than one screen."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.widgets.keys import key_of
from store.core.labels import label_of
from store.model.people import Need
from store.people.directory import name_of
from store.people.needs import SETTLED, check_settled, from_whom


class NeedCommands(Commands[Host]):
    """Recording needs, and what was done about them."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "N",
            "need",
            "Need",
            id="person.need",
            tooltip="Record what a member needs",
        ),
    ]

    def action_need(self) -> None:
        """Record a need; of the selected volunteer where there is one."""
        who = self.screen.person() if self.screen.person() in self.book.volunteers else ""
        self.screen.ask_record(
            f"Add need for {name_of(self.book, who)}" if who else "Add need",
            Need,
            lambda need: f"Add need ‘{need.what}’",
            preset={"who": who, "on": self.today},
            names=("what", "kind", "on") if who else ("what", "kind", "who", "on"),
        )

    def answer_need(self, need: Need | None) -> None:
        """Record what is done about a need, or was."""
        if need is None:
            self.screen.say(f"No needs to answer yet. Press {key_of('person.need')} to add one.", problem=True)
            return
        self.screen.ask_record(
            f"Answer need ‘{need.what}’",
            Need,
            lambda changed: f"Answer need ‘{changed.what}’: {label_of(changed.status)}",
            base=need,
            preset={
                "status": need.status if need.status != "open" else "met",
                "done_on": need.done_on or self.today,
            },
            names=("status", "done", "done_on"),
            also=lambda _, changed: check_settled(changed),
            intro=f"Requested by {from_whom(self.book, need)}. What did you do, or why is it not possible?",
        )


def need_look(need: Need) -> str:
    """The look of how it stands."""
    return "dim" if need.status in SETTLED else "warn" if need.status == "open" else "accent"
