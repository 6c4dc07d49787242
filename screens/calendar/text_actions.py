"""Texts about a gathering for members: copied, or saved as a text, an email draft or an event."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import Binding

from screens.calendar.planning_actions import CalendarHost, highlighted_gathering
from screens.common.actions import session_plan_actions
from screens.common.actions.commands import Commands
from screens.common.text_export import copy_text, save_text
from screens.widgets.keys import key_of
from screens.widgets.lists.option import Option
from store.calendar.rituals import is_written_up
from store.core.dates import format_day
from store.core.text import quoted
from store.model.calendar import Gathering
from store.training.session_plans import plan_of

SUBJECT, ADDRESSES, PLAN = "subject", "addresses", "plan"


class TextCommands(Commands[CalendarHost]):
    """Copying what members are told of a gathering."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("y", "copy_message", "Copy", id="calendar.copy", tooltip="Copy a text about this gathering, or members’ addresses"),
    ]  # fmt: skip

    def action_copy_message(self) -> None:
        """Copy a text about the selected gathering, its subject, or the addresses of those it goes to."""
        from screens.widgets.lists.picker import Picker

        gathering = highlighted_gathering(self.screen)
        if gathering is None:
            return
        texts, plan = texts_about(gathering, self.today), plan_of(self.book, gathering.id)
        if not texts and not plan:
            self.screen.say(
                f"{quoted(gathering.name)} is not recorded yet. Press {key_of('calendar.hold')} to mark it as held.",
                problem=True,
            )
            return
        options = [
            *texts,
            *([Option(PLAN, "Session plan", "for the host")] if plan else []),
            *([Option(SUBJECT, "Subject", f"of the {texts[0].label.casefold()}")] if texts else []),
            Option(ADDRESSES, "Addresses", "email addresses of members, to paste"),
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == (ADDRESSES,):
                self._copy_addresses(gathering)
            elif picked == (PLAN,) and plan:
                session_plan_actions.copy(self.screen, plan)
            elif picked == (SUBJECT,):
                self._copy(gathering, texts[0].key, subject=True)
            elif picked:
                self._copy(gathering, picked[0])

        title = f"Copy: {gathering.name}, {format_day(gathering.on, self.today)}"
        self.screen.app.push_screen(Picker(title, options), chosen)

    def _copy(self, gathering: Gathering, purpose: str, *, subject: bool = False) -> None:
        from store.exchange.gathering_formats import message, purpose_of

        told = message(self.book, gathering, purpose_of(purpose), self.today)
        what = f"{purpose} subject" if subject else purpose
        copy_text(
            self.screen, told.subject if subject else told.body, f"gathering {what} {self.today} {gathering.id}"
        )

    def _copy_addresses(self, gathering: Gathering) -> None:
        from store.exchange.gathering_formats import addresses

        if found := addresses(self.book, gathering, self.today):
            copy_text(self.screen, "; ".join(found), f"gathering addresses {self.today} {gathering.id}")
        else:
            self.screen.say("No member has an email address in the book.", problem=True)


def texts_about(gathering: Gathering, today: date) -> list[Option]:
    """The texts that fit a gathering as it stands, the most useful first."""
    from store.exchange.gathering_formats import PURPOSES, purposes

    def detail(purpose: str) -> str:
        return "no notes yet" if purpose == "follow_up" and not is_written_up(gathering) else ""

    return [Option(one, PURPOSES[one], detail(one)) for one in purposes(gathering, today)]


def save_message(screen: CalendarHost, gathering: Gathering, purpose: str) -> None:
    """Ask for a file and save one of the texts about a gathering."""
    from store.exchange.gathering_formats import PURPOSES, forms, purpose_of

    one = purpose_of(purpose)
    save_text(
        screen,
        f"Save {PURPOSES[one].casefold()} as",
        f"{PURPOSES[one]} {gathering.name} {gathering.on}",
        forms(screen.book, gathering, one, screen.today),
    )
