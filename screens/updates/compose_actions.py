"""Composing: sections of an update included, left out, rewritten by the organiser, or edited as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.common.record_forms import open_form
from screens.updates.reader_actions import no_stakeholder
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Listing
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.core.errors import GuildbookError
from store.core.fields import Field
from store.core.labels import label_of
from store.core.text import join_words
from store.exchange.sending import already_sent, composed, rests
from store.exchange.template_files import keep_template, template_text
from store.model.people import Contact
from store.model.stakeholders import Kind, Stakeholder
from store.persistence.book_paths import template_path
from store.persistence.unsaved_drafts import HalfWritten, Keeper
from store.updates import compose as update
from store.updates.asks import asked_of, without_ask
from store.updates.commitments import ANSWER, HELD, NOT_HELD, Promise
from store.updates.draft import MAIL, MAILS, SUBJECT, Draft, Section
from store.updates.stakeholders import draft_for
from store.updates.text_parser import retell, whole_text

KINDS: tuple[Kind, ...] = ("quick_overview", "detailed_report", "charts")
WHOLE = "whole"
"""The name under which the whole text is kept while it is typed."""
WHOLE_LINES = 34
"""Lines in which the whole text is changed, where the window has so many."""


def text_field(name: str, label: str, hint: str, *, long: bool = True, needed: bool = False) -> Field:
    """A field for a text that belongs to no record."""
    return Field(name, label, hint, "long" if long else "text", needed, "", False, (), "", str)


class DraftHost(Host, Protocol):
    """A screen that shows a draft and the list of its sections."""

    def facts(self) -> Listing:
        """The list of sections."""


class ComposeCommands(Commands[DraftHost]):
    """Editing a draft: its sections, its whole text, its kind and its template."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("W", "whole", "Write text", id="updates.whole", tooltip="Write the whole text yourself"),
        Binding(
            "O",
            "kind",
            "Change kind",
            id="updates.kind",
            show=False,
            tooltip="Switch to a quick overview, detailed report or charts",
        ),
        Binding(
            "E", "template", "Template", id="updates.template", show=False, tooltip="Edit the template of this kind"
        ),
    ]
    AT_ONCE = frozenset({"updates.kind"})

    draft: Draft | None = None
    """The draft with its recipients."""
    template_problem = ""
    """What is wrong with the community's template, if anything."""

    def composed(self, readers: tuple[Stakeholder, ...], kind: Kind | None = None) -> Draft:
        """The update for these recipients, laid out by the community's own template where there is one."""
        draft, self.template_problem = composed(self.book, readers, self.today, kind)
        return draft

    def rests(self, draft: Draft) -> bool:
        """Whether its recipients were sent an update today, and no new draft was begun."""
        return rests(self.book, draft, self.today)

    def section(self) -> Section | None:
        """The selected section."""
        return self.draft.section(self.screen.facts().key) if self.draft and self.screen.facts().key else None

    def _part(self) -> Section | None:
        """The selected section, or None with a notice."""
        section = self.section()
        if section is None:
            self.screen.say(self.screen.facts().empty_message(), problem=True)
        return section

    def nothing_to_write(self) -> str:
        """Why there is no draft."""
        if self.draft is None:
            return no_stakeholder()
        return already_sent(self.draft)

    def open_draft(self) -> Draft | None:
        """The draft that can be edited, or None with a notice."""
        if self.draft is None or self.rests(self.draft):
            self.screen.say(self.nothing_to_write(), problem=True)
            return None
        return self.draft

    # -- sections ----------------------------------------------------------------------------------

    def action_strike(self) -> None:
        """Include the selected section, or leave it out; what was typed for it is kept. On the subject: another kind of mail."""
        section, draft = self._part(), self.draft
        if section is None or draft is None:
            return
        if section.name == SUBJECT:
            mail = MAILS[(MAILS.index(draft.mail) + 1) % len(MAILS)] if draft.mail in MAILS else MAILS[0]
            kept = update.keep(self.book, draft, words={MAIL: mail})
            self.screen.attempt(f"Mark the subject {mail}", lambda change: change.put(kept))
        elif not section.placed:
            self.screen.say(
                f"The template has no place for ‘{section.title}’. Press {key_of('updates.template')} to edit it.",
                problem=True,
            )
        else:
            kept = update.keep(self.book, draft, chosen={section.name: not section.taken})
            verb = "Leave out" if section.taken else "Include"
            self.screen.attempt(f"{verb} ‘{section.title}’", lambda change: change.put(kept))

    def action_words(self) -> None:
        """Edit the text of the selected section."""
        if section := self._part():
            self._ask_words(section)

    def _ask_words(self, section: Section) -> None:
        draft = self.draft
        if draft is None or not self.screen.may_write():
            return

        def save(values: dict[str, str]) -> None:
            text = values["words"]
            if not section.edited and text.strip() == section.words.strip():
                return  # only looked at: it goes on following the records
            told = text if text.strip() or section.name != SUBJECT else None
            chosen = {section.name: bool(text.strip())} if section.name != SUBJECT else {}
            self._write(draft, f"Edit ‘{section.title}’ for {draft.names}", {section.name: told}, chosen)

        subject = section.name == SUBJECT
        hint = (
            "leave empty to use the template"
            if subject
            else "one paragraph per line; ‘- ’ starts a bullet, ‘# ’ a heading"
        )
        open_form(
            self.screen,
            f"Edit ‘{section.title}’ for {draft.names}",
            [text_field("words", section.title, hint, long=not subject)],
            {"words": section.words or section.suggestion},
            save,
            enter_saves=subject,
            keeper=None if subject else self._keeper(draft, section.name),
        )

    def _write(self, draft: Draft, label: str, words: Mapping[str, str | None], chosen: Mapping[str, bool]) -> None:
        with self.screen.changing(label) as change:
            change.put(update.keep(self.book, draft, words=words, chosen=chosen))

    def _keeper(self, draft: Draft, part: str) -> Keeper:
        return Keeper(self.book.path, tuple(reader.id for reader in draft.readers), part)

    def action_whole(self) -> None:
        """Edit the whole text; each section keeps its own part."""
        draft = self.open_draft()
        if draft is None or not self.screen.may_write():
            return

        def save(values: dict[str, str]) -> None:
            if not values["text"].strip():
                raise GuildbookError(
                    f"Not saved: the text is empty. Press {key_of('form.leave')} to keep the previous one."
                )
            words, chosen = retell(draft, values["text"])
            if words or chosen:
                self._write(draft, f"Edit the update to {draft.names}", words, chosen)

        open_form(
            self.screen,
            f"Edit the whole text for {draft.names}",
            [text_field("text", "Text", "‘# ’ starts a heading, ‘- ’ a bullet; a blank line ends a paragraph")],
            {"text": whole_text(draft)},
            save,
            lines=WHOLE_LINES,
            keeper=self._keeper(draft, WHOLE),
        )

    def resume(self, half: HalfWritten) -> None:
        """Continue a text that was being typed when the program stopped."""
        section = self.draft.section(half.part) if self.draft else None
        if half.part == WHOLE:
            self.action_whole()
        elif section:
            self.screen.facts().highlight(section.name)
            self._ask_words(section)

    def action_reset(self) -> None:
        """Reset the selected section to what the records say."""
        section, draft = self._part(), self.draft
        if section is None or draft is None:
            return
        names = [section.name, f"title:{section.name}", *([MAIL] if section.name == SUBJECT else [])]
        kept = update.keep(self.book, draft, words=dict.fromkeys(names))
        before = draft_for(self.book, *(reader.id for reader in draft.readers))
        if before and kept.words != before.words:
            self.screen.attempt(f"Reset ‘{section.title}’", lambda change: change.put(kept))
        else:
            self.screen.say("This section already uses the text from the book.")

    def action_kind(self) -> None:
        """The next kind of update."""
        if draft := self.open_draft():
            kind = KINDS[(KINDS.index(draft.kind) + 1) % len(KINDS)]
            kept = update.keep(self.book, self.composed(draft.readers, kind))
            self.screen.attempt(
                f"Change the kind to {label_of(kind)}",
                lambda change: change.put(kept),
                f"Changed to {label_of(kind)}.",
            )

    # -- commitments --------------------------------------------------------------------------------

    def ask_promises(self, draft: Draft) -> None:
        """Show the commitments of the last update, and ask for the outcome of each."""
        from screens.widgets.lists.picker import Picker

        options = [Option(promise.key, promise.text, promise.told) for promise in draft.promises]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._ask_outcome(draft, next(p for p in draft.promises if p.key == picked[0]))

        title = f"Commitments from the last update · {len(options)}"
        empty = "The last update made no commitments. Lines under ‘Next steps’ are followed up in the next one."
        self.screen.app.push_screen(Picker(title, options, empty=empty), chosen)

    def _ask_outcome(self, draft: Draft, promise: Promise) -> None:
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return
        options = [
            Option(HELD, "Delivered", "as announced"),
            Option(NOT_HELD, "Not delivered", "explain it under ‘Lessons learned’"),
            Option("word", "Describe outcome", "in your own words"),
            Option("book", "From the book", "remove your own outcome"),
        ]

        def answered(picked: tuple[str, ...] | None) -> None:
            if picked == ("word",):
                self._ask_word(draft, promise)
            elif picked:
                self._answer(draft, promise, "" if picked == ("book",) else picked[0])

        self.screen.app.push_screen(Picker(promise.text, options), answered)

    def _ask_word(self, draft: Draft, promise: Promise) -> None:
        def save(values: dict[str, str]) -> None:
            told = values["word"].strip() or None
            self._write(draft, f"Outcome of ‘{promise.text}’", {ANSWER + promise.key: told}, {})

        field = text_field("word", "Outcome", "one sentence for the recipient", long=False)
        open_form(
            self.screen,
            f"Record outcome of ‘{promise.text}’",
            [field],
            {"word": promise.word},
            save,
            enter_saves=True,
        )

    def _answer(self, draft: Draft, promise: Promise, outcome: str) -> None:
        kept = update.keep(self.book, draft, words={ANSWER + promise.key: outcome or None})
        said = {HELD: "delivered", NOT_HELD: "not delivered"}.get(outcome, "from the book")
        self.screen.attempt(f"Outcome of ‘{promise.text}’: {said}", lambda change: change.put(kept))

    # -- requests made before -------------------------------------------------------------------------

    def ask_about_request(self, draft: Draft, section: Section) -> None:
        """Ask what became of a request that was made before, or whose day has passed."""
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return
        options = [
            Option("answered", "Answered", "remove the request and record a contact"),
            Option("remind", "Remind", section.suggestion),
            Option("drop", "Drop", "remove the request"),
            Option("words", "Edit text", "in your own words"),
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            match picked:
                case ("remind",):
                    self._remind(draft, section)
                case ("words",):
                    self._ask_words(section)
                case ("answered",) | ("drop",):
                    self._end_request(draft, answered=picked == ("answered",))

        self.screen.app.push_screen(Picker(f"Choose your request: {section.figure}", options), chosen)

    def _remind(self, draft: Draft, section: Section) -> None:
        kept = update.keep(self.book, draft, words={section.name: section.suggestion}, chosen={section.name: True})
        self.screen.attempt(f"Remind {draft.names}", lambda change: change.put(kept))

    def _end_request(self, draft: Draft, *, answered: bool) -> None:
        """Remove the request; an answer counts as a contact."""
        until = draft.facts.until
        over = [one for reader in draft.readers if (one := asked_of(self.book, reader, until)).problem]
        label = f"{'Answered' if answered else 'Drop'}: request to {join_words([one.reader.name for one in over])}"

        def put(change: Change) -> None:
            for one in over:
                change.put(without_ask(one.reader))
                if answered:
                    change.put(Contact(who=one.reader.id, on=self.today, note=f"Answered: {one.reader.ask}"))

        self.screen.attempt(label, put)

    # -- the community's own templates -----------------------------------------------------------------

    def action_template(self) -> None:
        """Edit the layout of this kind of update; the template is a file of the community's own."""
        if not self.screen.may_write():
            return
        kind = self.draft.kind if self.draft else KINDS[0]
        try:
            text = template_text(self.book.path, kind)
        except GuildbookError as error:
            self.screen.say(str(error), problem=True)
            return

        def save(values: dict[str, str]) -> None:
            path = keep_template(self.book.path, kind, values["text"])
            self.screen.say(
                f"Saved the template in {path}." if path else f"Restored the built-in template ({label_of(kind)})."
            )

        open_form(
            self.screen,
            f"Edit template: {label_of(kind)}",
            [text_field("text", "Template", "leave empty to use the built-in template")],
            {"text": text},
            save,
            intro=self.template_problem or f"File: {template_path(self.book.path, kind)}",
            lines=WHOLE_LINES,
            then=self.screen.fill,
        )
