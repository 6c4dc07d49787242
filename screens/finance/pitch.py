"""The pitch: what it says and what is missing at the left, the text that leaves the house at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.common.text_export import copy_text, save_text
from screens.finance.base import MoneyCommands, trace
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of, to_undo
from screens.widgets.line_widget import Paper
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.core.errors import Invalid
from store.core.text import counted
from store.model.pitch import PITCH, About, Claim, Evidence, Pitch
from store.pitch.case import evidence_of, points, remove, rename, the_pitch
from store.pitch.compose import Gap, gaps, write
from store.pitch.document import CLAIM, DEPTHS, PARTS, SOURCE, Block, Depth, Figure, Page

GAP = "gap "
"""How the key of something missing begins; a figure's key is its place in the text."""


class PitchScreen(BookScreen):
    """Its parts at the left, the text at the right."""

    ROOM = "costs"
    CSS_PATH = "pitch.tcss"
    ACTIONS = (MoneyCommands,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="pitch.add", tooltip="Add evidence, a problem or a benefit"),
        Binding("e", "edit", "Edit", id="pitch.edit", tooltip="Change what is highlighted, or fill what is missing"),
        Binding("o", "depth", "Length", id="pitch.depth", tooltip="Half a page, one page, or the full case"),
        Binding("y", "copy", "Copy", id="pitch.copy", tooltip="Copy the text"),
        Binding("x", "save", "Save as…", id="pitch.save", tooltip="Save the text as a file"),
        Binding("w", "words", "Own words", show=False, id="pitch.words", tooltip="The proposal, the small group and the ask, in your words"),
        Binding("d", "delete", "Delete", show=False, id="pitch.delete", tooltip="Delete this evidence, problem or benefit; undo brings it back"),
        Binding("escape,backspace", "leave", "Back", show=False, id="pitch.leave", tooltip="Back to where you came from"),
    ]  # fmt: skip
    _depth: Depth = "full case"
    _page: Page
    _figures: list[tuple[Block, Figure]]
    _gaps: list[Gap]
    _wanted = ""
    """The part, problem or benefit that the way here led to, until it is shown."""

    def body(self) -> ComposeResult:
        """Parts and text."""
        with Horizontal():
            yield Listing(
                Column(15),
                Column(share=1),
                id="parts",
                empty=lambda: f"Nothing is said yet. Press {key_of('pitch.add')} to add a problem.",
            )
            yield Paper(id="text")

    def on_mount(self) -> None:
        """Begin among the parts."""
        self.set_focus(self.query_one("#parts"))

    def arrive(self, key: str) -> None:
        """Highlight a problem or benefit, or what is missing in a part of the pitch."""
        self._wanted = key
        if self.is_mounted and key:
            self.fill()

    def _row_of(self, key: str) -> str:
        """The row of a problem or benefit, or of the first thing missing in a part; none where there is none."""
        if not key:
            return ""
        claims = (f"{number}" for number, (_, figure) in enumerate(self._figures) if figure.edits == key)
        missing = (f"{GAP}{number}" for number, gap in enumerate(self._gaps) if key in (gap.key, gap.part))
        return next(missing, next(claims, ""))

    def fill(self) -> None:
        """Write the pitch from what the book holds now."""
        self._page = write(self.book, self.today, self._depth)
        self._gaps = gaps(self.book, self.today)
        self._figures = [
            (block, figure) for block in self._page.blocks for figure in block.figures if figure.what != SOURCE
        ]
        listing = self.query_one("#parts", Listing)
        listing.show(self._rows(), self._row_of(self._wanted))
        self._wanted = ""
        missing = f"{counted(len(self._gaps), 'thing')} missing" if self._gaps else "nothing is missing"
        listing.titled("The pitch", missing)
        self._show_text()

    def _rows(self) -> Iterator[Row]:
        for part, title in PARTS.items():
            missing = [(number, gap) for number, gap in enumerate(self._gaps) if gap.part == part]
            said = [(number, figure) for number, (block, figure) in enumerate(self._figures) if block.part == part]
            if missing or said:
                yield Row(part, (title,), heading=True)
            for number, gap in missing:
                yield Row(f"{GAP}{number}", (("! missing", "warn"), gap.text))
            for number, figure in said:
                if figure.what == CLAIM:
                    yield Row(f"{number}", ((part.rstrip("s"), "dim"), (figure.text, "strong")))
                else:
                    yield Row(f"{number}", ((figure.what, "dim"), figure.text))

    @on(Listing.Moved)
    def _show_text(self) -> None:
        paper, here = self.query_one(Paper), self._figure()
        paper.titled(self._depth.capitalize(), f"{self._page.words} words")
        paper.show(self._page.text, here[0].text if here else "")

    def _figure(self) -> tuple[Block, Figure] | None:
        key = self.query_one("#parts", Listing).key
        return self._figures[int(key)] if key.isdecimal() and int(key) < len(self._figures) else None

    def _gap(self) -> Gap | None:
        key = self.query_one("#parts", Listing).key
        return self._gaps[int(key.removeprefix(GAP))] if key.startswith(GAP) else None

    def _claim(self) -> Claim | None:
        """The problem or benefit that is highlighted, or that the highlighted evidence belongs to."""
        gap, here = self._gap(), self._figure()
        key = gap.key if gap else here[1].edits if here else ""
        evidence = self.book.evidence.get(key)
        for about in ("problem", "benefit"):
            for point in points(self.book, about):
                if key and (point.claim.id == key or evidence in (*point.quotes, *point.figures)):
                    return point.claim
        return None

    # -- keys ------------------------------------------------------------------------------------

    @on(Listing.Opened)
    def _rows_behind(self) -> None:
        """The rows a figure was made from; what is missing is filled."""
        if here := self._figure():
            figure = here[1]
            trace(self, figure.what or figure.text, [row.text for row in figure.rows], figure.how)
        else:
            self.action_edit()

    def action_add(self) -> None:
        """Add evidence for what is highlighted, or a problem or benefit."""
        from screens.widgets.lists.picker import Picker

        if not self.may_write():
            return
        claim, gap = self._claim(), self._gap()
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

        self.app.push_screen(Picker("Add to the pitch", options), chosen)

    def _add_evidence(self, claim: Claim, kind: str) -> None:
        self.ask_record(
            f"A {kind} for «{claim.claim}»", Evidence, lambda one: f"Note a {one.kind} for «{claim.claim}»",
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
        self.ask_record(
            base.claim if base else f"A {about}", Claim, lambda claim: f"Set the {about} «{claim.claim}»",
            base=kept, preset=preset, names=names, also=follow,
        )  # fmt: skip

    def action_edit(self) -> None:
        """Change what is highlighted, or fill what is missing."""
        gap, here = self._gap(), self._figure()
        key = gap.key if gap else here[1].edits if here else ""
        if gap and gap.wants and (claim := self._claim()):
            self._add_evidence(claim, gap.wants)
        elif one := self.book.evidence.get(key):
            self.ask_record(
                one.claim,
                Evidence,
                lambda e: f"Edit evidence for «{e.claim}»",
                base=one,
                names=("kind", "text", "source", "on"),
            )
        elif claim := self._claim():
            self._ask_claim(claim.about, claim)
        elif key in self.book.kpis:
            self.post_message(GoTo("kpis", key))
        elif gap and gap.part in ("problems", "benefits"):
            self._ask_claim("problem" if gap.part == "problems" else "benefit")
        elif key == PITCH or gap or not here:
            self.action_words()
        else:
            self.say(
                f"This is counted from the book. Press {key_of('list.open')} to list the rows, {key_of('pitch.words')} to change the words around it."
            )

    def action_words(self) -> None:
        """The pitch's own words."""
        pitch = the_pitch(self.book)
        self.ask_record(
            "The pitch, in your words", Pitch, lambda _: "Write the pitch", base=pitch, also=self._something
        )

    @staticmethod
    def _something(_: Change, pitch: Pitch) -> None:
        if pitch == Pitch():
            raise Invalid({"opening": "Say something first: what do you propose?"})

    def action_delete(self) -> None:
        """Delete the highlighted evidence, or a problem or benefit with its evidence."""
        here = self._figure()
        one = self.book.evidence.get(here[1].edits) if here else None
        claim = self._claim()
        if one:
            self.delete(one, f"This {one.kind}")
        elif claim:
            name = f"«{claim.claim}» with its evidence"
            self.attempt(
                f"Delete {name}",
                lambda change: remove(self.book, change, claim),
                f"{name} is deleted. {to_undo()}",
            )
        else:
            self.say("Highlight evidence, a problem or a benefit to delete it.", problem=True)

    def action_depth(self) -> None:
        """The next length."""
        self._depth = DEPTHS[(DEPTHS.index(self._depth) + 1) % len(DEPTHS)]
        self.fill()
        self.say(f"Now {self._depth if self._depth != 'full case' else 'the full case'}: {self._page.words} words.")

    # -- out of the house ------------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy the text."""
        from store.exchange.pitch_formats import as_text

        page = self._page
        copy_text(self, as_text(page), f"pitch {page.depth} {self.today}")

    def action_save(self) -> None:
        """Save the text as a file."""
        from screens.common import clipboard
        from store.exchange.pitch_formats import ENDINGS

        def written(form: Callable[[Page], str]) -> Callable[[], bytes]:
            return lambda: form(self._page).encode()

        save_text(
            self,
            "Save the pitch",
            f"pitch {self._depth} {self.today}",
            {ending: written(form) for ending, form in ENDINGS.items()},
            clipboard.endings_explained(ENDINGS),
            ending=".html",
        )
