"""Composing: the parts of an update taken in, struck, or said in the organiser's own words."""

from __future__ import annotations

from screens.base import BookScreen
from screens.widgets.listing import Listing
from store import update
from store.records import Field
from store.stakeholders import Kind, Stakeholder, draft_for, sent_today
from store.update import Draft, Section

KINDS: tuple[Kind, ...] = ("quick overview", "detailed report", "data picture")


class ComposingScreen(BookScreen):
    """A screen with a draft and the list of its parts."""

    _draft: Draft | None = None

    def facts(self) -> Listing:
        """The list of parts."""
        return self.query_one("#facts", Listing)

    def rests(self, reader: Stakeholder) -> bool:
        """Whether this reader was told everything up to today, and no new draft was begun."""
        return bool(sent_today(self.book, reader.id, self.today)) and not draft_for(self.book, reader.id)

    def section(self) -> Section | None:
        """The highlighted part."""
        key = self.facts().key
        return next((s for s in self._draft.sections if s.name == key), None) if self._draft else None

    def _part(self) -> Section | None:
        """The highlighted part, or None with a word about why there is none."""
        section = self.section()
        if section is None:
            self.say(self.facts().said(), problem=True)
        return section

    def nothing_to_write(self) -> str:
        """Why there is no draft."""
        if self._draft is None:
            return "Add a stakeholder first: a."
        return f"{self._draft.stakeholder.name} was sent everything up to today; there is more to tell tomorrow."

    def action_strike(self) -> None:
        """Take the highlighted part in, or strike it; what was typed for it is kept."""
        section, draft = self._part(), self._draft
        if section and draft:
            kept = update.keep(self.book, draft, chosen={section.name: not section.taken})
            verb = "Strike" if section.taken else "Take in"
            self.attempt(f"{verb} «{section.title}»", lambda change: change.put(kept))

    def action_words(self) -> None:
        """Say the highlighted part in other words."""
        section, draft = self._part(), self._draft
        if section is None or draft is None or not self.may_write():
            return
        field = Field(
            "words",
            section.title,
            "one line a paragraph; «- » begins a point",
            "long",
            False,
            "",
            False,
            (),
            "",
            str,
        )

        def save(values: dict[str, str]) -> None:
            words = {section.name: values["words"]}
            chosen = {section.name: bool(values["words"].strip())}
            with self.changing(f"Write «{section.title}» for {draft.stakeholder.name}") as change:
                change.put(update.keep(self.book, draft, words=dict(words), chosen=chosen))

        self.ask(f"{section.title}, for {draft.stakeholder.name}", [field], {"words": section.words}, save)

    def action_reset(self) -> None:
        """Back to what the records say."""
        section, draft = self._part(), self._draft
        if section and draft and section.edited:
            kept = update.keep(self.book, draft, words={section.name: None})
            self.attempt(f"Reset «{section.title}»", lambda change: change.put(kept))
        elif section:
            self.say("This part is as the records say already.")

    def action_kind(self) -> None:
        """The next kind of update."""
        draft = self._draft
        if draft is None or self.rests(draft.stakeholder):
            self.say(self.nothing_to_write(), problem=True)
        else:
            kind = KINDS[(KINDS.index(draft.kind) + 1) % len(KINDS)]
            other = update.compose(self.book, draft.stakeholder, self.today, kind=kind)
            kept = update.keep(self.book, other)
            self.attempt(f"Write a {kind}", lambda change: change.put(kept), f"Now a {kind}.")
