"""The line above and the status line below, on every screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Protocol, runtime_checkable

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import RenderResult
from textual.binding import ActiveBinding, Binding
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.keys import character_of, key_of
from screens.widgets.spans import Span, fit, wrapped
from screens.widgets.status import SpeakingApp, StatusMessage
from screens.widgets.styles import style_of
from screens.widgets.textual_compat import keys_bound, own_keys
from store.core.text import one_line

BarSpan = tuple[str, str, ActiveBinding | str]
"""Text, look, and what a click on it does: a binding's action, an action of the app, or nothing."""

MOST_KEYS = 7
"""Keys shown where it is narrow."""
TIGHT = ((99, 4), (99, 3), (4, 3))
"""Letters of each screen's title, and cells beside them, from where there is room to where it is tightest."""
SHORT_SCREEN = 100
"""Cells of width below which only the most wanted keys are shown."""


LONGEST_TIMED = 24
"""Cells that the titles make room for where a talk's time is told of."""


MOST_LEADING = 4
"""Keys for the selected line that go before all others; where it is narrow, there is room for two more and help."""

_EVERYWHERE = {"filter": 1, "leave": 2, "undo": 3}
"""Actions of nearly every screen, in the order in which they come after its own."""


@runtime_checkable
class HasLines(Protocol):
    """A screen some keys of which act on the selected line."""

    def line_keys(self) -> Mapping[str, object]:
        """Whether each of those keys, by its id, acts on the line that is selected; the most useful first."""


class Bar(Widget, can_focus=False):
    """A line of spans drawn at once; some of them can be clicked."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; background: $panel; color: $foreground; }"

    def spans(self) -> tuple[list[BarSpan], Span]:
        """The spans from the left, and the text at the right end with its look."""
        raise NotImplementedError

    def render(self) -> RenderResult:
        """Nothing: the line is drawn by :meth:`render_line`."""
        return ""

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        spans, right = self.spans()
        left, segments = self.size.width, []
        looks = partial(style_of, colours=self.app.theme_variables, plain=self.rich_style)
        for text, look, _ in spans:
            if cell_len(text) > left:
                text = fit(text, left) if len(spans) == 1 else ""  # noqa: PLW2901
            if not text:
                break
            segments.append(Segment(text, looks(look)))
            left -= cell_len(text)
        words, look = right
        words = f"{words} " if words and cell_len(words) + 2 <= left else ""
        segments.append(Segment(fit(words, left, right=True), looks(look)))
        return Strip(segments, self.size.width)

    async def on_click(self, event: events.Click) -> None:
        """Do what the span under the mouse says."""
        x = event.x
        for text, _, action in self.spans()[0]:
            if x < cell_len(text):
                if isinstance(action, ActiveBinding):
                    await self.app.run_action(action.binding.action, action.node)
                elif action:
                    await self.run_action(action)
                return
            x -= cell_len(text)


class TopBar(Bar):
    """The screens with their numbers, the one that is open, and today."""

    timed = ""
    """How a talk's time stands, told at the end of the line while it was begun."""

    def __init__(self, rooms: list[tuple[str, str, str]], here: str, right: str) -> None:
        super().__init__()
        self.rooms, self._here, self.right = rooms, here, right

    def spans(self) -> tuple[list[BarSpan], Span]:
        """The name, then the numbered screens."""
        wide = self.size.width >= SHORT_SCREEN
        spans: list[BarSpan] = [(" Guildbook ", "key", "")] if wide else []
        told = f" {key_of('go.facilitate')} {one_line(self.timed)} " if self.timed else ""
        room = self.size.width - sum(cell_len(text) for text, *_ in spans) - min(cell_len(told), LONGEST_TIMED)
        longest, beside = next((tight for tight in TIGHT if self._length(*tight) <= room), TIGHT[-1])
        for key, name, title in self.rooms:
            look = "cursor" if name == self._here else ""
            spans.append((f" {key} {title[:longest]}{' ' * (beside - 3)}", look, f"app.go('{name}')"))
        if told:
            room = self.size.width - sum(cell_len(text) for text, *_ in spans)
            spans.append((told if cell_len(told) <= room else fit(told, room), "accent", "app.go('facilitate')"))
        return spans, (self.right, "dim")

    def _length(self, longest: int, beside: int) -> int:
        """Cells of all titles, when each has so many letters and so many cells beside them."""
        return sum(len(title[:longest]) + beside for _, _, title in self.rooms)


class KeyBar(Bar):
    """The status line: the keys that work right now, then what happened, or when the book was saved.

    Where what happened needs more than one line, it gets them, and the keys wait.
    """

    DEFAULT_CSS = "KeyBar { height: auto; }"

    saved = ""
    """When the book was saved, or why it is not."""
    undoable = True
    """Whether there is anything to undo."""
    lines = 1
    """How many lines it has."""
    _decided_by: tuple[object, ...] = ()
    _drawn: tuple[list[BarSpan], Span] | None = None
    _to_draw: tuple[int, tuple[list[BarSpan], Span]] | None = None
    """What was found to look different, for the width of then: it is drawn next, and not worked out again for that."""

    def on_mount(self) -> None:
        """Follow what is focused, and what is said."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        if isinstance(self.app, SpeakingApp):
            self.app.status_changed.subscribe(self, lambda _: self._show_status())

    def _follow(self, _: object) -> None:
        """Draw anew where other keys act now than those that are shown."""
        if isinstance(self.screen, HasLines):
            before, self._decided_by = self._decided_by, self._decides()
            if self._decided_by == before:
                return
        shown, drawn = self._drawn, self.spans()
        if drawn != shown:
            self._to_draw = self.size.width, drawn
            self.refresh()

    def _decides(self) -> tuple[object, ...]:
        """All that decides which keys act on a screen with lines; asking each binding takes a third of a move's time."""
        focused = self.screen.focused
        by_line = tuple(name for name, acts in self._by_line().items() if acts)
        return focused, getattr(focused, "key", None) == "", by_line, self.undoable, self.size.width

    def _show_status(self) -> None:
        """Draw anew what is said; where it needs more lines or fewer than before, lay the screen out for them."""
        before, self.lines = self.lines, max(len(self._said(self.size.width)), 1)
        self.refresh(layout=self.lines != before)
        if self.lines != before:
            self.screen.query("FilterLine").set_styles(margin=(0, 0, self.lines, 0))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as what is said needs."""
        self.lines = max(len(self._said(width)), 1)
        return self.lines

    def _messages(self) -> Sequence[StatusMessage]:
        """What is said, on the front-most of the screens that have such a line."""
        app = self.app
        if not (isinstance(app, SpeakingApp) and app.status):
            return ()
        front = next(screen for screen in reversed(app.screen_stack) if screen.query(KeyBar))
        return app.status if front is self.screen else ()

    def _said(self, width: int) -> list[str]:
        """What is said, in as many lines as it takes."""
        text = " ".join(message.text for message in self._messages())
        return wrapped(text, width - 2) if text else []

    def render_line(self, y: int) -> Strip:
        """Draw the keys and what happened, or one of the lines of what happened."""
        lines = self._said(self.size.width)
        if len(lines) < 2:
            return super().render_line(y)
        looks = partial(style_of, colours=self.app.theme_variables, plain=self.rich_style)
        block = max(map(cell_len, lines)) + 1
        line = fit(lines[y] if y < len(lines) else "", block)
        return Strip(
            [Segment(" " * (self.size.width - block), looks("")), Segment(line, looks(self._look()))],
            self.size.width,
        )

    def _look(self) -> str:
        """Problems are told apart by their look, and by their words."""
        return "warn" if any(message.problem for message in self._messages()) else "strong"

    def _right(self) -> Span:
        """What stands at the right end."""
        said = self._said(self.size.width)
        return (said[0], self._look()) if said else (self.saved, "dim")

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does; a click on what is said takes it away."""
        keys = sum(cell_len(text) for text, *_ in self.spans()[0]) if self.lines == 1 else 0
        if self._messages() and event.x >= keys and isinstance(self.app, SpeakingApp):
            self.app.clear_notifications()
        else:
            await super().on_click(event)

    def visible_bindings(self) -> list[ActiveBinding]:
        """The bindings to show: those that act on the selected line, then the most special first.

        The focused widget's, the screen's, the app's.
        """
        by_line = self._by_line()
        bound = self.screen.active_bindings.values()
        here = {active.binding.id for active in bound}
        leading = [name for name, acts in by_line.items() if acts and name in here][:MOST_LEADING]
        found: dict[str, ActiveBinding] = {}
        for active in bound:
            binding = active.binding
            acts = by_line.get(binding.id or "", True) and not self._does_nothing(binding)
            shown = acts and (binding.show or binding.id in leading)
            if shown and active.enabled and binding.description and not self._typed(binding.key):
                found.setdefault(binding.description, active)
        actives = sorted(found.values(), key=self._usual_place) if own_keys(self.app) else found.values()
        order = {name: place for place, name in enumerate(leading)}
        return sorted(actives, key=lambda active: self._place_by_line(active.binding, order))

    def _by_line(self) -> Mapping[str, object]:
        """Whether each key for a line acts on the selected one; nothing is known before the lines are there, nor once they go."""
        with suppress(NoMatches):
            if isinstance(self.screen, HasLines) and self.screen.is_mounted:
                return self.screen.line_keys()
        return {}

    @staticmethod
    def _place_by_line(binding: Binding, order: dict[str, int]) -> int:
        """What opens the line stands first, then what acts on it; the rest stays in its order, what works everywhere last."""
        if binding.key == "enter":
            return -1
        return order.get(binding.id or "", len(order) + _EVERYWHERE.get(binding.action, 0))

    def _does_nothing(self, binding: Binding) -> bool:
        """Whether a key would open the selected line where there is none, or undo where nothing was done."""
        if binding.id == "app.undo":
            return not self.undoable
        return binding.key == "enter" and getattr(self.screen.focused, "key", None) == ""

    def _usual_place(self, active: ActiveBinding) -> tuple[int, int]:
        """Where a key stands when none was changed; Textual puts changed ones last."""
        usual = [binding.id for _, binding in keys_bound(type(active.node))]
        return -len(active.node.ancestors_with_self), usual.index(active.binding.id)

    def _typed(self, key: str) -> bool:
        """Whether the focused field would take the key as a letter."""
        character = character_of(key)
        focused = self.screen.focused
        return bool(character and focused and focused.check_consume_key(key, character))

    def spans(self) -> tuple[list[BarSpan], Span]:
        """Each key with its word; at 80 columns seven of them."""
        right, ready = self._right(), self._to_draw
        self._to_draw = None
        if ready and ready[0] == self.size.width and ready[1][1] == right:
            return ready[1]
        self._drawn = [span for spans in self._fitting(cell_len(right[0])) for span in spans], right
        return self._drawn

    def _fitting(self, right: int) -> list[list[BarSpan]]:
        """As many keys as there is room for beside ``right`` cells, help always among them if it can be."""
        actives = self.visible_bindings()
        room = self.size.width - (right + 2 if right else 0)
        help_last = [self._spans(active) for active in actives if active.binding.id == "app.help"]
        rest = [active for active in actives if active.binding.id != "app.help"]
        if self.size.width < SHORT_SCREEN:
            rest = rest[: MOST_KEYS - len(help_last)]
        room -= sum(map(self._length, help_last))
        if room < 0:
            return []
        fitting = []
        for active in rest:
            spans = self._spans(active)
            room -= self._length(spans)
            if room < 0:
                break
            fitting.append(spans)
        return fitting + help_last

    @staticmethod
    def _length(spans: list[BarSpan]) -> int:
        return sum(cell_len(text) for text, _, _ in spans)

    def _spans(self, active: ActiveBinding) -> list[BarSpan]:
        key = self.app.get_key_display(active.binding)
        return [(f" {key}", "key", active), (f" {active.binding.description} ", "", active)]
