"""Commands of the pitch: claims, evidence, and the text copied or saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.common.messages import GoTo
from screens.common.text_export import copy_text, save_text
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.core.errors import Invalid
from store.model.pitch import PITCH, About, Claim, Evidence, Pitch
from store.pitch.case import evidence_of, remove, rename, the_pitch
from store.pitch.compose import Gap
from store.pitch.document import Block, Figure, Page


class PitchHost(Host, Protocol):
    """A screen that lists what the pitch says, and what is missing in it."""

    page: Page

    def figure(self) -> tuple[Block, Figure] | None:
        """The selected figure, with the block of the text it stands in."""

    def gap(self) -> Gap | None:
        """What is missing on the selected line."""

    def claim(self) -> Claim | None:
        """The selected problem or benefit, also through its evidence."""


class PitchCommands(Commands[PitchHost]):
    """Commands for the selected line of the pitch, or for its text."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("a", "add", "Add", id="pitch.add", tooltip="Add evidence, a problem or a benefit"),
        Binding("e", "edit", "Edit", id="pitch.edit", tooltip="Change what is selected, or fill what is missing"),
        Binding("y", "copy", "Copy", id="pitch.copy", tooltip="Copy the text"),
        Binding("x", "save", "Save as…", id="pitch.save", tooltip="Save the text as a file"),
        Binding("w", "words", "Own words", show=False, id="pitch.words", tooltip="The proposal, the small group and the ask, in your words"),
        Binding("d", "delete", "Delete", show=False, id="pitch.delete", tooltip="Delete this evidence, problem or benefit; undo brings it back"),
    ]  # fmt: skip

    def action_add(self) -> None:
        """Add evidence for the selected claim, or a problem or benefit."""
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return
        claim, gap = self.screen.claim(), self.screen.gap()
        options = [
            Option("problem", "A problem", "what is wrong today"),
            Option("benefit", "A benefit", "what it brings"),
        ]
        if gap and gap.part == "benefits":
            options.reverse()
        if claim:
            evidence = [Option("quote", "A quote", claim.claim), Option("figure", "A figure", claim.claim)]
            kinds = {one.kind for one in evidence_of(self.book, claim)}
            options = sorted(evidence, key=lambda option: option.key in kinds) + options  # what is missing first

        def chosen(picked: tuple[str, ...] | None) -> None:
            match picked:
                case ("quote" | "figure",) if claim:
                    self._add_evidence(claim, picked[0])
                case ("problem" | "benefit",):
                    self._ask_claim(picked[0])  # type: ignore[arg-type]

        self.screen.app.push_screen(Picker("Add to the pitch", options), chosen)

    def _add_evidence(self, claim: Claim, kind: str) -> None:
        self.screen.ask_record(
            f"A {kind} for ‘{claim.claim}’", Evidence, lambda one: f"Note a {one.kind} for ‘{claim.claim}’",
            preset={"about": claim.about, "claim": claim.claim, "kind": kind, "on": self.today},
            names=("text", "source", "on"),
        )  # fmt: skip

    def _ask_claim(self, about: About, base: Claim | None = None) -> None:
        kept = base if base and base.id in self.book.claims else None
        preset = {"about": about} if base is None else {} if kept else {"about": base.about, "claim": base.claim}

        def follow(change: Change, now: Claim) -> None:
            if base:
                rename(self.book, change, base, now)

        names = ("claim", "category", "place") if about == "problem" else ("claim", "kpi", "place")
        self.screen.ask_record(
            base.claim if base else f"A {about}", Claim, lambda claim: f"Set the {about} ‘{claim.claim}’",
            base=kept, preset=preset, names=names, also=follow,
        )  # fmt: skip

    def action_edit(self) -> None:
        """Change what is selected, or fill what is missing."""
        gap, here = self.screen.gap(), self.screen.figure()
        key = gap.key if gap else here[1].edits if here else ""
        if gap and gap.wants and (claim := self.screen.claim()):
            self._add_evidence(claim, gap.wants)
        elif one := self.book.evidence.get(key):
            self.screen.ask_record(
                one.claim,
                Evidence,
                lambda e: f"Edit evidence for ‘{e.claim}’",
                base=one,
                names=("kind", "text", "source", "on"),
            )
        elif claim := self.screen.claim():
            self._ask_claim(claim.about, claim)
        elif key in self.book.kpis:
            self.screen.post_message(GoTo("kpis", key))
        elif gap and gap.part in ("problems", "benefits"):
            self._ask_claim("problem" if gap.part == "problems" else "benefit")
        elif key == PITCH or gap or not here:
            self.action_words()
        else:
            self.screen.say(
                f"This is counted from the book. Press {key_of('list.open')} to list the rows, {key_of('pitch.words')} to change the words around it."
            )

    def action_words(self) -> None:
        """The pitch's own words."""
        pitch = the_pitch(self.book)
        self.screen.ask_record(
            "The pitch, in your words", Pitch, lambda _: "Write the pitch", base=pitch, also=self._something
        )

    @staticmethod
    def _something(_: Change, pitch: Pitch) -> None:
        if pitch == Pitch():
            raise Invalid({"opening": "Say something first: what do you propose?"})

    def action_delete(self) -> None:
        """Delete the selected evidence, or a problem or benefit with its evidence."""
        here = self.screen.figure()
        one = self.book.evidence.get(here[1].edits) if here else None
        claim = self.screen.claim()
        if one:
            self.screen.delete(one, f"This {one.kind}")
        elif claim:
            name = f"‘{claim.claim}’ with its evidence"
            self.screen.attempt(
                f"Delete {name}",
                lambda change: remove(self.book, change, claim),
                f"{name} is deleted. {to_undo()}",
            )
        else:
            self.screen.say("Highlight evidence, a problem or a benefit to delete it.", problem=True)

    def action_copy(self) -> None:
        """Copy the text."""
        from store.exchange.pitch_formats import as_text

        page = self.screen.page
        copy_text(self.screen, as_text(page), f"pitch {page.depth} {self.today}")

    def action_save(self) -> None:
        """Save the text as a file."""
        from screens.common import clipboard
        from store.exchange.pitch_formats import ENDINGS

        def written(form: Callable[[Page], str]) -> Callable[[], bytes]:
            return lambda: form(self.screen.page).encode()

        save_text(
            self.screen,
            "Save the pitch",
            f"pitch {self.screen.page.depth} {self.today}",
            {ending: written(form) for ending, form in ENDINGS.items()},
            clipboard.endings_explained(ENDINGS),
            ending=".html",
        )
