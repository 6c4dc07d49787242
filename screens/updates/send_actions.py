"""Sending: an update copied, saved as a file, and kept as sent."""

from __future__ import annotations

from screens.common.text_export import SharingScreen
from screens.updates.compose_actions import ComposingScreen
from screens.widgets.keys import key_of, to_undo
from screens.widgets.option import Option
from store.updates import compose as update
from store.updates.draft import Draft

FORMS = (
    ("text", "Plain text", "for an e-mail: one line a paragraph"),
    ("slack", "Slack", "*bold* and • for a chat"),
    ("markdown", "Markdown", "for a wiki or Teams"),
    ("html", "HTML", "for a page or a newsletter tool"),
    ("eml", "Mail draft", "the whole message as a mail program stores it"),
)


class SendingScreen(ComposingScreen, SharingScreen):
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
            self.say(
                f"«{section.title}» has no words yet. Press {key_of('facts.words')} to fill it, {key_of('facts.toggle')} to strike it.",
                problem=True,
            )
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

    def _copy(self, draft: Draft, form: str) -> None:
        from screens.common import clipboard

        text = clipboard.letter(draft, form, self.book.community.organiser)
        to = " ".join(reader.id for reader in draft.readers)
        self.copy_text(text, f"update {self.today} {'' if form == 'text' else form} {to}")

    def action_save(self) -> None:
        """Save the text as a file."""
        if draft := self._ready():
            from screens.common import clipboard

            self.save_text(
                "Save the update",
                f"update {self.today}",
                clipboard.letter_forms(draft, self.book.community.organiser),
                "The ending says how: .txt, .md, .slack.txt, .html or .eml (a mail draft).",
            )

    def action_sent(self) -> None:
        """Keep the text as sent today."""
        if draft := self._ready():
            record = update.sent(self.book, draft, self.today)
            done = self.attempt(
                f"Update sent to {draft.names}",
                lambda change: change.put(record),
                f"Kept as sent to {draft.names} today; the next one starts tomorrow. {to_undo()}",
            )
            if done:
                self.after_sent()
