"""Sending: an update copied, saved as a file, and kept as sent."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.update_actions import copy_update, mark_sent, to_fill
from screens.common.messages import GoBack
from screens.common.text_export import save_text
from screens.updates.compose_actions import ComposeCommands, DraftHost
from screens.updates.reader_actions import ReaderCommands
from screens.widgets.lists.option import Option
from store.core.text import pluralize
from store.exchange.sending import body_of, form_of
from store.exchange.text_forms import FORMS
from store.model.stakeholders import Stakeholder
from store.updates.draft import SUBJECT, Draft


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
            tooltip="Copy the subject, or the text in another format",
        ),
    ]
    AT_ONCE = frozenset({"updates.sent"})

    awaited_by: tuple[Stakeholder, ...] = ()
    """The recipients whose update is copied once nothing is open in it any more."""

    def _ready(self) -> Draft | None:
        """The draft, unless a section of it is empty or it was sent today."""
        draft = self.screen.composing.open_draft()
        if draft and draft.unfilled:
            section = draft.unfilled[0]
            self.screen.to_parts()
            self.screen.facts().highlight(section.name)
            self.screen.say(to_fill(section), problem=True)
            return None
        return draft

    def action_copy(self) -> None:
        """Copy the text; where a section of it is open, as soon as that is settled."""
        if draft := self._ready():
            copy_update(self.screen, draft)
        elif (draft := self.screen.composing.draft) and draft.unfilled:
            self.awaited_by = draft.readers

    def copy_awaited(self) -> None:
        """Copy the text that was to be copied before its last open section was settled."""
        draft = self.screen.composing.draft
        if draft is None or draft.readers != self.awaited_by:
            self.awaited_by = ()
        elif not draft.unfilled:
            self.awaited_by = ()
            copy_update(self.screen, draft)

    def action_copy_as(self) -> None:
        """Copy it in another form."""
        from screens.widgets.lists.picker import Picker

        if draft := self._ready():
            options = [Option(SUBJECT, "Subject", draft.subject)]
            options += [Option(name, form.title, form.purpose) for name, form in FORMS.items()]

            def chosen(picked: tuple[str, ...] | None) -> None:
                if picked:
                    copy_update(self.screen, draft, picked[0])

            self.screen.app.push_screen(Picker("Copy as", options), chosen)

    def action_save(self) -> None:
        """Save the text as a file."""
        if draft := self._ready():
            from screens.common import clipboard

            forms = clipboard.letter_forms(draft, self.book.community.organiser)
            ending = FORMS[form_of(draft)].ending
            save_text(self.screen, "Save update as", f"update {draft.names} {self.today}", forms, ending=ending)

    def action_sent(self) -> None:
        """Record the text as sent today, and go back to where the update was opened from."""
        if (draft := self._ready()) and mark_sent(self.screen, draft):
            self.screen.addressing.separate()
            self.screen.post_message(GoBack(anyhow=False))


def shown(draft: Draft) -> tuple[str, str]:
    """What the composer shows of a draft: the text as it is copied, and how long that is."""
    form = form_of(draft)
    if form == "text":
        return draft.text, draft.meter
    if form == "chat":
        from store.exchange.channel_forms import chat_meter

        return body_of(draft), chat_meter(draft)
    text = body_of(draft)
    return text, f"{FORMS[form].title} · {pluralize(len(text.split()), 'word')}"
