"""Sending: an update copied, saved as a file, and kept as sent."""

from __future__ import annotations

from textual import work

from screens.composing import ComposingScreen
from store import update
from store.records import Field
from store.update import Draft


class SendingScreen(ComposingScreen):
    """A screen whose draft leaves the house."""

    def to_parts(self) -> None:
        """Go to the list of parts."""
        raise NotImplementedError

    def _ready(self) -> Draft | None:
        """The draft, unless a part of it still wants words or everything in it was sent today."""
        draft = self._draft
        if draft is None or self.rests(draft.stakeholder):
            self.say(self.nothing_to_write(), problem=True)
            return None
        if draft.unfilled:
            section = draft.unfilled[0]
            self.to_parts()
            self.facts().highlight(section.name)
            self.say(f"«{section.title}» has no words yet: e fills it, space strikes it.", problem=True)
            return None
        return draft

    def action_copy(self) -> None:
        """Copy the text."""
        if draft := self._ready():
            self._copy(draft)

    @work(thread=True, exit_on_error=False)
    def _copy(self, draft: Draft) -> None:
        from screens import clipboard

        name = f"{draft.stakeholder.name} {self.today}"
        outcome = clipboard.copy(draft.text, clipboard.copies_folder(self.book.path), name)
        self.app.call_from_thread(self.app.copy_to_clipboard, draft.text)
        self.app.call_from_thread(self.say, outcome)

    def action_save(self) -> None:
        """Save the text as a file."""
        from screens import clipboard

        draft = self._ready()
        if draft is None:
            return
        field = Field("path", "File", "where the text goes", "text", True, "", False, (), "", str)

        def save(values: dict[str, str]) -> None:
            path = clipboard.save_as(values["path"], draft)
            self.say(f"Saved as {path}.")

        suggested = f"~/{clipboard.file_name(f'update {draft.stakeholder.name} {self.today}')}.txt"
        self.ask(
            "Save the update",
            [field],
            {"path": suggested},
            save,
            intro="The ending says how: .txt, .md, .html or .eml (a mail draft).",
            enter_saves=True,
        )

    def action_sent(self) -> None:
        """Keep the text as sent today."""
        if draft := self._ready():
            record = update.sent(self.book, draft, self.today)
            name = draft.stakeholder.name
            self.attempt(
                f"Update sent to {name}",
                lambda change: change.put(record),
                f"Kept as sent to {name} today; the next one starts tomorrow. u takes that back.",
            )
