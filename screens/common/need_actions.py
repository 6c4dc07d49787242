"""What members need: noting it, and noting what was done, from more than one screen."""

from __future__ import annotations

from textual.binding import Binding

from screens.common.people_actions import DoingScreen
from screens.widgets.keys import key_of
from store.model.people import Need
from store.people.directory import name_of
from store.people.needs import SETTLED, check_settled, from_whom

NEED_KEY = Binding(
    "N", "need", "Need", id="person.need", tooltip="Note what members ask for: training, tools, a workshop, a word"
)


class NeedingScreen(DoingScreen):
    """A screen from which needs are noted and answered."""

    def action_need(self) -> None:
        """Note a need; of the highlighted volunteer where there is one."""
        who = self.person() if self.person() in self.book.volunteers else ""
        self.ask_record(
            f"What {name_of(self.book, who)} needs" if who else "What members need",
            Need,
            lambda need: f"Note a need: {need.what}",
            preset={"who": who, "on": self.today},
            names=("what", "kind", "on") if who else ("what", "kind", "who", "on"),
        )

    def answer_need(self, need: Need | None) -> None:
        """Note what is done about a need, or was."""
        if need is None:
            self.say(f"There is no need to answer. Press {key_of('person.need')} to note one.", problem=True)
            return
        self.ask_record(
            need.what,
            Need,
            lambda changed: f"{changed.what}: {changed.status}",
            base=need,
            preset={
                "status": need.status if need.status != "open" else "met",
                "done_on": need.done_on or self.today,
            },
            names=("status", "done", "done_on"),
            also=lambda _, changed: check_settled(changed),
            intro=f"Asked for by {from_whom(self.book, need)}. What did you do, or why is it not possible?",
        )

    @staticmethod
    def need_look(need: Need) -> str:
        """The look of how it stands."""
        return "dim" if need.status in SETTLED else "warn" if need.status == "open" else "accent"
