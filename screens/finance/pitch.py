"""The pitch: what it says and what is missing at the left, the text that leaves the house at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.screen import BookScreen
from screens.finance.base import MoneyCommands, trace
from screens.finance.pitch_actions import PitchCommands
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Paper
from store.core.text import pluralize
from store.model.pitch import Claim
from store.pitch.case import points
from store.pitch.compose import Gap, gaps, write
from store.pitch.document import CLAIM, DEPTHS, PARTS, SOURCE, Block, Depth, Figure, Page

GAP = "gap "
"""How the key of something missing begins; a figure's key is its place in the text."""


class PitchScreen(BookScreen):
    """Its parts at the left, the text at the right."""

    ROOM = "costs"
    CSS_PATH = "pitch.tcss"
    ACTIONS = (PitchCommands, MoneyCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *PitchCommands.keys("add", "edit"),
        Binding("O", "depth", "Length", id="pitch.depth", tooltip="Choose half a page, one page or the full case"),
        *PitchCommands.keys("copy", "move(1)", "move(-1)", "save", "words", "delete"),
        Binding("escape,backspace", "leave", "Back", show=False, id="pitch.leave", tooltip="Back to the previous screen"),
    ]  # fmt: skip
    _depth: Depth = "full case"
    page: Page
    """The text as it is written now."""
    _figures: list[tuple[Block, Figure]]
    _gaps: list[Gap]
    _wanted = ""
    """The part, problem or benefit that the way here led to, until it is shown."""

    def body(self) -> ComposeResult:
        """Parts and text."""
        with Horizontal():
            yield Listing(
                Column(14),
                Column(share=1),
                id="parts",
                empty=lambda: f"The pitch is empty. Press {key_of('pitch.add')} to add the first problem.",
            )
            yield Paper(id="text").when_empty("Pitch", "The text of the pitch appears here.")

    def on_mount(self) -> None:
        """Begin among the parts."""
        self.set_focus(self.query_one("#parts"))

    def arrive(self, key: str) -> None:
        """Select a problem or benefit, or what is missing in a part of the pitch."""
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
        self.page = write(self.book, self.today, self._depth)
        self._gaps = gaps(self.book, self.today)
        self._figures = [
            (block, figure) for block in self.page.blocks for figure in block.figures if figure.what != SOURCE
        ]
        listing = self.query_one("#parts", Listing)
        listing.show(self._rows(), self._row_of(self._wanted))
        self._wanted = ""
        missing = pluralize(len(self._gaps), "gap") if self._gaps else "complete"
        listing.titled(f"Pitch · {missing}")
        self._show_text()

    def _rows(self) -> Iterator[Row]:
        for part, title in PARTS.items():
            missing = [(number, gap) for number, gap in enumerate(self._gaps) if gap.part == part]
            said = [(number, figure) for number, (block, figure) in enumerate(self._figures) if block.part == part]
            claims = {figure.edits for _, figure in said if figure.what == CLAIM}
            if missing or said:
                yield Row(part, (f"{title} · {len(claims)}" if claims else title,), heading=True)
            yield from (_missing_row(number, gap) for number, gap in missing if gap.key not in claims)
            for number, figure in said:
                if figure.what == CLAIM:
                    yield Row(f"{number}", ((part.rstrip("s").capitalize(), "dim"), (figure.text, "strong")))
                    yield from (_missing_row(n, gap) for n, gap in missing if gap.key == figure.edits)
                else:
                    yield Row(f"{number}", ((figure.what, "dim"), figure.text))

    @on(Listing.Moved)
    def _show_text(self) -> None:
        paper, here = self.query_one(Paper), self.figure()
        paper.titled(f"{self._depth.capitalize()} · {self.page.words} words")
        paper.show(self.page.text, here[0].text if here else "")

    def figure(self) -> tuple[Block, Figure] | None:
        """The selected figure, with the block of the text it stands in."""
        key = self.query_one("#parts", Listing).key
        return self._figures[int(key)] if key.isdecimal() and int(key) < len(self._figures) else None

    def gap(self) -> Gap | None:
        """What is missing on the selected line."""
        key = self.query_one("#parts", Listing).key
        return self._gaps[int(key.removeprefix(GAP))] if key.startswith(GAP) else None

    def claim(self) -> Claim | None:
        """The problem or benefit that is selected, or that the selected evidence belongs to."""
        gap, here = self.gap(), self.figure()
        key = gap.key if gap else here[1].edits if here else ""
        evidence = self.book.evidence.get(key)
        for about in ("problem", "benefit"):
            for point in points(self.book, about):
                if key and (point.claim.id == key or evidence in (*point.quotes, *point.figures)):
                    return point.claim
        return None

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected line; a figure of the book is edited where it comes from."""
        here = self.figure()
        theirs = here and (here[1].edits or self.claim())
        return {
            "pitch.edit": theirs or self.gap(),
            **dict.fromkeys(("pitch.later", "pitch.earlier"), here and self.claim()),
            "pitch.delete": here and (self.claim() or here[1].edits in self.book.evidence),
        }

    @on(Listing.Opened)
    def _rows_behind(self) -> None:
        """The rows a figure was made from; what is missing is filled."""
        if here := self.figure():
            figure = here[1]
            trace(self, figure.what or figure.text, [row.text for row in figure.rows], figure.how)
        else:
            self.commands.of(PitchCommands).action_edit()

    def action_depth(self) -> None:
        """The next length."""
        self._depth = DEPTHS[(DEPTHS.index(self._depth) + 1) % len(DEPTHS)]
        self.fill()
        self.say(f"{self._depth.capitalize()}: {self.page.words} words.")


def _missing_row(number: int, gap: Gap) -> Row:
    """The line of something the pitch still wants."""
    return Row(f"{GAP}{number}", (("! missing", "warn"), gap.text))
