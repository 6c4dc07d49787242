"""Commands for mentors and newcomers, from the page of either."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from store.model.training import Buddies
from store.people.directory import name_of
from store.people.mentoring import check_pair
from store.people.stages import MEMBERS, standings

PAIR = ("mentor", "newcomer", "on", "check_in_on", "note")
PAIRED = (*PAIR, "checked_in_on", "until")


class MentoringCommands(Commands[Host]):
    """Pairing someone with a mentor, or with a newcomer."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("A", "pair", "Mentoring", show=False, id="person.pair", tooltip="Pair this person with a mentor or a newcomer"),
    ]  # fmt: skip

    def action_pair(self) -> None:
        """Choose a mentor for a newcomer; for members beyond that stage, a newcomer."""
        who = self.screen.person()
        standing = standings(self.book, self.today).get(who)
        if standing is None:
            self.screen.say("Select a person first.", problem=True)
            return
        experienced = standing.stage in MEMBERS[1:]
        name = standing.volunteer.name
        self.screen.ask_record(
            f"Pair {name} with a newcomer" if experienced else f"Choose a mentor for {name}",
            Buddies,
            self._label,
            preset={"mentor" if experienced else "newcomer": who, "on": self.today},
            names=PAIR,
            also=lambda _, pair: check_pair(self.book, pair, self.today),
            begin="newcomer" if experienced else "mentor",
        )

    def edit_pair(self, pair: Buddies) -> None:
        """Change a pair, record the check-in, or end it."""
        self.screen.ask_record(
            f"Edit {self._named(pair)}",
            Buddies,
            lambda changed: f"Edit {self._named(changed)}",
            base=pair,
            names=PAIRED,
            also=lambda _, changed: check_pair(self.book, changed, self.today),
        )

    def _named(self, pair: Buddies) -> str:
        return f"mentoring {name_of(self.book, pair.newcomer)}"

    def _label(self, pair: Buddies) -> str:
        return f"Pair {name_of(self.book, pair.newcomer)} with {name_of(self.book, pair.mentor)}"
