"""Commands of the pitch: claims, evidence, and the text copied or saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from store.core.text import quoted
from store.model.pitch import PITCH, About, Claim, Evidence, Pitch
from store.pitch.case import evidence_of, moved, next_place, remove, rename, the_pitch
from store.pitch.compose import Gap
from store.pitch.document import Block, Figure, Page
from store.pitch.starters import BENEFITS, CATEGORIES

OWN = "own"
"""The choice of words of one's own."""


class PitchHost(Host, Protocol):
    """A screen that lists what the pitch says, and what is missing in it."""

    page: Page

    def arrive(self, key: str) -> None:
        """Select a problem, a benefit or evidence."""

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
        Binding("e", "edit", "Edit", id="pitch.edit", tooltip="Edit the selected line, or fill the gap"),
        Binding("y", "copy", "Copy", id="pitch.copy", tooltip="Copy the text"),
        Binding("x", "save", "Save as…", id="pitch.save", tooltip="Save the text as a file"),
        Binding("W", "words", "Wording", show=False, id="pitch.words", tooltip="Write the proposal, the pilot and the ask"),
        Binding("d", "delete", "Delete", show=False, id="pitch.delete", tooltip="Delete this evidence, problem or benefit (can be undone)"),
        Binding("greater_than_sign", "move(1)", "Later", key_display=">", id="pitch.later", tooltip="Move this problem or benefit down"),
        Binding("less_than_sign", "move(-1)", "Earlier", key_display="<", id="pitch.earlier", tooltip="Move this problem or benefit up"),
    ]  # fmt: skip
    AT_ONCE = frozenset({"pitch.later", "pitch.earlier"})

    def show_added(self, key: str) -> bool:
        """Select the problem, benefit or evidence that was just added."""
        known = key in self.book.claims or key in self.book.evidence
        if known:
            self.screen.arrive(key)
        return known

    def action_add(self) -> None:
        """Add evidence for the selected claim, or a problem or benefit."""
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return
        claim, gap = self.screen.claim(), self.screen.gap()
        options = [
            Option("problem", "Problem", "something that goes wrong today"),
            Option("benefit", "Benefit", "something the community improves"),
        ]
        if gap and gap.part in ("benefits", "gains"):
            options.reverse()
        if claim:
            evidence = [Option("quote", "Quote", claim.claim), Option("figure", "Figure", claim.claim)]
            kinds = {one.kind for one in evidence_of(self.book, claim)}
            options = sorted(evidence, key=lambda option: option.key in kinds) + options  # what is missing first

        def chosen(picked: tuple[str, ...] | None) -> None:
            match picked:
                case ("quote" | "figure",) if claim:
                    self._add_evidence(claim, picked[0])
                case ("problem" | "benefit",):
                    self._offer_usual(picked[0])  # type: ignore[arg-type]

        self.screen.app.push_screen(Picker("Add to the pitch", options), chosen)

    def _offer_usual(self, about: About) -> None:
        """Offer what a pitch usually begins with, beside words of one's own."""
        from screens.widgets.lists.picker import Picker

        usual = CATEGORIES if about == "problem" else BENEFITS
        options = [Option(OWN, "In your own words"), *(Option(one.words, one.words, one.hint) for one in usual)]
        field = "category" if about == "problem" else "claim"

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == (OWN,):
                self._ask_claim(about)
            elif picked:
                one = next(one for one in usual if one.words == picked[0])
                usual_values = {field: one.words, "whose": one.whose}
                self._ask_claim(about, usual=usual_values, intro=f"Usual evidence: {one.hint}")

        title = "Add problem: choose a category" if about == "problem" else "Add benefit"
        self.screen.app.push_screen(Picker(title, options), chosen)

    def _add_evidence(self, claim: Claim, kind: str) -> None:
        self.screen.ask_record(
            f"Add {kind} for {quoted(claim.claim)}", Evidence, lambda one: f"Add {one.kind} for {quoted(claim.claim)}",
            preset={"about": claim.about, "claim": claim.claim, "kind": kind, "on": self.today},
            names=("text", "source", "on"),
        )  # fmt: skip

    def _ask_claim(
        self,
        about: About,
        base: Claim | None = None,
        begin: str = "",
        usual: Mapping[str, str] | None = None,
        intro: str = "",
    ) -> None:
        kept = base if base and base.id in self.book.claims else None
        preset = (
            {"about": about, "place": next_place(self.book, about), **(usual or {})}
            if base is None
            else {}
            if kept
            else {"about": base.about, "claim": base.claim}
        )

        def follow(change: Change, now: Claim) -> None:
            if base:
                rename(self.book, change, base, now)

        names = ("claim", "category") if about == "problem" else ("claim", "kpi", "whose")
        self.screen.ask_record(
            f"Edit {about}: {base.claim}" if base else f"Add {about}", Claim,
            lambda claim: f"{'Edit' if base else 'Add'} {about} {quoted(claim.claim)}",
            base=kept, preset=preset, names=names, also=follow, begin=begin, intro=intro,
        )  # fmt: skip

    def action_edit(self) -> None:
        """Edit the selected line, or add what is missing."""
        gap, here = self.screen.gap(), self.screen.figure()
        key = gap.key if gap else here[1].edits if here else ""
        begin = gap.field if gap else ""
        if gap and gap.wants and (claim := self.screen.claim()):
            self._add_evidence(claim, gap.wants)
        elif one := self.book.evidence.get(key):
            self.screen.ask_record(
                f"Edit evidence for {quoted(one.claim)}",
                Evidence,
                lambda e: f"Edit evidence for {quoted(e.claim)}",
                base=one,
                names=("kind", "text", "source", "on"),
                begin=begin,
            )
        elif claim := self.screen.claim():
            self._ask_claim(claim.about, claim, begin)
        elif key in self.book.kpis:
            self.screen.post_message(GoTo("kpis", key))
        elif gap and gap.part in ("problems", "benefits", "gains"):
            self._ask_claim("problem" if gap.part == "problems" else "benefit")
        elif key == PITCH or gap or not here:
            self._write(begin)
        else:
            self.screen.say(
                f"This figure comes from the book. Press {key_of('list.open')} to see its entries or {key_of('pitch.words')} to edit the wording."
            )

    def action_move(self, step: int) -> None:
        """Move the selected problem or benefit one place later or earlier; half a page shows the first."""
        claim = self.screen.claim()
        if claim is None:
            self.screen.say("Select a problem or a benefit first.", problem=True)
            return
        now = moved(self.book, claim, step)
        if not now:
            edge = "last" if step > 0 else "first"
            self.screen.say(f"{quoted(claim.claim)} is already the {edge} here.", problem=True)
            return
        name, where = quoted(claim.claim), "later" if step > 0 else "earlier"
        if self.screen.attempt(f"Move {name} {where}", lambda change: [change.put(one) for one in now]):
            at = next((one for one in now if one.claim == claim.claim and one.about == claim.about), claim)
            self.screen.arrive(at.id)

    def action_words(self) -> None:
        """Write the organiser's part of the pitch."""
        self._write("")

    def _write(self, begin: str) -> None:
        pitch = the_pitch(self.book)
        self.screen.ask_record(
            "Edit pitch wording",
            Pitch,
            lambda _: "Edit pitch wording",
            base=pitch,
            also=self._something,
            begin=begin,
        )

    @staticmethod
    def _something(_: Change, pitch: Pitch) -> None:
        if pitch == Pitch():
            raise Invalid({"opening": "Fill in at least one field, such as the proposal."})

    def action_delete(self) -> None:
        """Delete the selected evidence, or a problem or benefit with its evidence."""
        here = self.screen.figure()
        one = self.book.evidence.get(here[1].edits) if here else None
        claim = self.screen.claim()
        if one:
            self.screen.delete(one, f"This {one.kind}")
        elif claim:
            name = f"{quoted(claim.claim)} with its evidence"
            self.screen.attempt(
                f"Delete {name}",
                lambda change: remove(self.book, change, claim),
                f"Deleted {name}. {to_undo()}",
            )
        else:
            self.screen.say("Select evidence, a problem or a benefit first.", problem=True)

    def action_copy(self) -> None:
        """Copy the text."""
        from store.exchange.pitch_formats import as_text

        page = self.screen.page
        copy_text(self.screen, as_text(page), f"pitch {page.depth} {self.today}")

    def action_save(self) -> None:
        """Save the text as a file."""
        from store.exchange.pitch_formats import ENDINGS

        def written(form: Callable[[Page], str]) -> Callable[[], bytes]:
            return lambda: form(self.screen.page).encode()

        save_text(
            self.screen,
            "Save pitch as",
            f"pitch {self.screen.page.depth} {self.today}",
            {ending: written(form) for ending, form in ENDINGS.items()},
            ending=".html",
        )
