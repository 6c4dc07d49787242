"""What members need: noting it, and noting what was done, from more than one screen."""

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
    """Noting needs, and what was done about them."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "N",
            "need",
            "Need",
            id="person.need",
            tooltip="Note what members ask for: training, tools, a workshop, a word",
        ),
    ]

    def action_need(self) -> None:
        """Note a need; of the selected volunteer where there is one."""
        who = self.screen.person() if self.screen.person() in self.book.volunteers else ""
        self.screen.ask_record(
            f"What {name_of(self.book, who)} needs" if who else "What members need",
            Need,
            lambda need: f"Note a need: {need.what}",
            preset={"who": who, "on": self.today},
            names=("what", "kind", "on") if who else ("what", "kind", "who", "on"),
        )

    def answer_need(self, need: Need | None) -> None:
        """Note what is done about a need, or was."""
        if need is None:
            self.screen.say(f"There is no need to answer. Press {key_of('person.need')} to note one.", problem=True)
            return
        self.screen.ask_record(
            need.what,
            Need,
            lambda changed: f"{changed.what}: {label_of(changed.status)}",
            base=need,
            preset={
                "status": need.status if need.status != "open" else "met",
                "done_on": need.done_on or self.today,
            },
            names=("status", "done", "done_on"),
            also=lambda _, changed: check_settled(changed),
            intro=f"Asked for by {from_whom(self.book, need)}. What did you do, or why is it not possible?",
        )


def need_look(need: Need) -> str:
    """The look of how it stands."""
    return "dim" if need.status in SETTLED else "warn" if need.status == "open" else "accent"
