"""Sending: an update copied, saved as a file, and kept as sent."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.text_export import copy_text, save_text
from screens.updates.compose_actions import ComposeCommands, DraftHost
from screens.updates.reader_actions import ReaderCommands
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lists.option import Option
from store.exchange.text_forms import FORMS
from store.updates import compose as update
from store.updates.draft import Draft, Section


class SendHost(DraftHost, Protocol):
    """A screen whose draft can be sent."""

    @property
    def composing(self) -> ComposeCommands:
        """The draft."""

    def to_parts(self) -> None:
        """Go to the list of sections."""

    @property
    def addressing(self) -> ReaderCommands:
        """The recipients."""


class SendCommands(Commands[SendHost]):
    """Copying an update, saving it as a file, and keeping it as sent."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("y", "copy", "Copy", id="updates.copy", tooltip="Copy the text to paste into an email"),
        Binding("m", "sent", "Mark sent", id="updates.sent", tooltip="Record this text as sent today"),
        Binding("x", "save", "Save as…", id="updates.save", tooltip="Save the text as a file"),
        Binding(
            "Y",
            "copy_as",
            "Copy as",
            show=False,
            id="updates.copy_as",
            tooltip="Copy for Slack, as Markdown or as HTML",
        ),
    ]
    AT_ONCE = frozenset({"updates.sent"})

    def _ready(self) -> Draft | None:
        """The draft, unless a section of it is empty or it was sent today."""
        draft = self.screen.composing.open_draft()
        if draft and draft.unfilled:
            section = draft.unfilled[0]
            self.screen.to_parts()
            self.screen.facts().highlight(section.name)
            self.screen.say(_still_open(section), problem=True)
            return None
        return draft

    def action_copy(self) -> None:
        """Copy the text."""
        if draft := self._ready():
            self._copy(draft, "text")

    def action_copy_as(self) -> None:
        """Copy it in another form."""
        from screens.widgets.lists.picker import Picker

        if draft := self._ready():
            options = [Option(name, form.title, form.purpose) for name, form in FORMS.items()]

            def chosen(picked: tuple[str, ...] | None) -> None:
                if picked:
                    self._copy(draft, picked[0])

            self.screen.app.push_screen(Picker("Copy as", options), chosen)

    def _copy(self, draft: Draft, form: str) -> None:
        from screens.common import clipboard

        text = clipboard.letter(draft, form, self.book.community.organiser)
        to = " ".join(reader.id for reader in draft.readers)
        copy_text(self.screen, text, f"update {self.today} {'' if form == 'text' else form} {to}")

    def action_save(self) -> None:
        """Save the text as a file."""
        if draft := self._ready():
            from screens.common import clipboard

            forms = clipboard.letter_forms(draft, self.book.community.organiser)
            save_text(self.screen, "Save update as", f"update {draft.names} {self.today}", forms)

    def action_sent(self) -> None:
        """Record the text as sent today."""
        if draft := self._ready():
            record = update.sent(self.book, draft, self.today)
            done = self.screen.attempt(
                f"Mark the update to {draft.names} sent",
                lambda change: change.put(record),
                f"Recorded as sent to {draft.names}; the next update starts tomorrow. {to_undo()}",
            )
            if done:
                self.screen.addressing.separate()


def _still_open(section: Section) -> str:
    """What is to be done about a section before the update can leave the house."""
    if section.question:
        return f"Your request {section.figure}. Press {key_of('facts.rows')}: answered, remind or drop."
    write, leave_out = key_of("facts.words"), key_of("facts.toggle")
    return f"‘{section.title}’ is empty. Press {write} to write it or {leave_out} to leave it out."
