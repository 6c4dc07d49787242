"""Sending: an update copied, saved as a file, and kept as sent."""

from __future__ import annotations

from textual import work

from screens.composing import ComposingScreen, text_field
from screens.widgets.options import Option
from store import update
from store.draft import Draft

FORMS = (
    ("text", "Plain text", "for an e-mail: one line a paragraph"),
    ("slack", "Slack", "*bold* and • for a chat"),
    ("markdown", "Markdown", "for a wiki or Teams"),
    ("html", "HTML", "for a page or a newsletter tool"),
    ("eml", "Mail draft", "the whole message as a mail program stores it"),
)


class SendingScreen(ComposingScreen):
    """A screen whose draft leaves the house."""

    def to_parts(self) -> None:
        """Go to the list of parts."""
        raise NotImplementedError

    def after_sent(self) -> None:
        """The draft was marked as sent."""

    def _ready(self) -> Draft | None:
        """The draft, unless a part of it still wants words or everything in it was sent today."""
        draft = self.open_draft()
        if draft and draft.unfilled:
            section = draft.unfilled[0]
            self.to_parts()
            self.facts().highlight(section.name)
            self.say(f"«{section.title}» has no words yet: e fills it, space strikes it.", problem=True)
            return None
        return draft

    def action_copy(self) -> None:
        """Copy the text."""
        if draft := self._ready():
            self._copy(draft, "text")

    def action_copy_as(self) -> None:
        """Copy it in another form."""
        from screens.widgets.picker import Picker

        if draft := self._ready():
            options = [Option(key, name, told) for key, name, told in FORMS]

            def chosen(picked: tuple[str, ...] | None) -> None:
                if picked:
                    self._copy(draft, picked[0])

            self.app.push_screen(Picker("Copy as", options), chosen)

    @work(thread=True, exit_on_error=False)
    def _copy(self, draft: Draft, form: str) -> None:
        from screens import clipboard

        text = clipboard.letter(draft, form, self.book.community.organiser)
        name = f"{draft.names} {self.today}{'' if form == 'text' else f' {form}'}"
        outcome = clipboard.copy(text, clipboard.copies_folder(self.book.path), name)
        self.app.call_from_thread(self.app.copy_to_clipboard, text)
        self.app.call_from_thread(self.say, outcome)

    def action_save(self) -> None:
        """Save the text as a file."""
        from screens import clipboard

        draft = self._ready()
        if draft is None:
            return

        def save(values: dict[str, str]) -> None:
            path = clipboard.save_as(values["path"], draft, self.book.community.organiser)
            self.say(f"Saved as {path}.")

        suggested = f"~/{clipboard.file_name(f'update {draft.names} {self.today}')}.txt"
        self.ask(
            "Save the update",
            [text_field("path", "File", "where the text goes", long=False, needed=True)],
            {"path": suggested},
            save,
            intro="The ending says how: .txt, .md, .slack.txt, .html or .eml (a mail draft).",
            enter_saves=True,
        )

    def action_sent(self) -> None:
        """Keep the text as sent today."""
        if draft := self._ready():
            record = update.sent(self.book, draft, self.today)
            done = self.attempt(
                f"Update sent to {draft.names}",
                lambda change: change.put(record),
                f"Kept as sent to {draft.names} today; the next one starts tomorrow. u takes that back.",
            )
            if done:
                self.after_sent()
