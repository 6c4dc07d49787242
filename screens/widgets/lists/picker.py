"""The picker: type to narrow down, take one or tick several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from screens.widgets.bars import KeyBar
from screens.widgets.dialog import Dialog
from screens.widgets.keys import Text, key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.option import NEW, Option
from screens.widgets.lists.pasted_names import is_list, named_in, told
from screens.widgets.panes import Pane
from store.core.fields import LONGEST_TEXT
from store.core.text import normalize, one_line

WIDTH, MOST = 64, 100
"""Cells a picker is wide, and at most where its words need more."""
LABEL, DETAIL = 32, 22
"""Cells that the names and the words about them have in a picker of that width."""
MOST_TYPED = 200
"""Characters that narrow the list; no name is found by more."""
TALLEST, FEWEST, ROUND_LIST = 20, 3, 4
"""Lines of a picker at most, of its list at least, and of all else: the frame, what is typed, the keys."""
AROUND = 10
"""Cells of borders, the tick, the gaps and the scrollbar."""

_SHORTER: dict[str, Callable[[str], str]] = {
    "backspace": lambda typed: typed[:-1],
    "ctrl+u": lambda _: "",
    "ctrl+w": lambda typed: typed[: typed.rstrip().rfind(" ") + 1],
}
"""What is left of what was typed after a key that deletes: a letter, all of it, a word."""


def _rank(wanted: str, label: str) -> int:
    """How well a label fits what was typed: exactly, at its beginning, at that of a word, anywhere, not at all."""
    if wanted == label:
        return 0
    place = f" {label}".find(f" {wanted}")
    return min(place + 1, 2) if place >= 0 else 3 if wanted in label else 4


class PickList(Listing, inherit_bindings=False):
    """The picker's list: letters narrow it, so only arrows move in it."""

    BINDINGS = [
        Binding("down,ctrl+n", "move(1)", "Down", show=False, id="picker.down", tooltip="Go to the next option"),
        Binding("up", "move(-1)", "Up", show=False, id="picker.up", tooltip="Go to the previous option"),
        Binding("home", "first", "First", show=False, id="picker.first", tooltip="Go to the first option"),
        Binding("end", "last", "Last", show=False, id="picker.last", tooltip="Go to the last option"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="picker.page_down", tooltip="Go down one page"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="picker.page_up", tooltip="Go up one page"),
    ]


class Picker(Dialog[tuple[str, ...] | None]):
    """Pick one option, or several; answers with their keys, or None when left."""

    BINDINGS = [
        Binding("space", "tick", "Tick", id="picker.tick", tooltip="Tick or untick this option"),
        Binding("enter", "take", "Pick", id="picker.take", tooltip="Pick the selected or ticked options"),
        Binding("escape", "leave", "Back", id="picker.leave", tooltip="Close without picking"),
        Binding(
            "ctrl+s", "done", "Done", show=False, id="picker.done", tooltip="Pick the selected or ticked options"
        ),
        Binding("ctrl+g", "leave", "Back", show=False, id="picker.back", tooltip="Close without picking"),
    ]
    DEFAULT_CSS = """
    Picker {
        align: center middle;
        & > Vertical { width: 64; max-width: 96%; height: 20; max-height: 92%; background: $surface; border: round $border; border-title-color: $text-primary; border-subtitle-color: $text-primary; }
        & Pane { height: 1; border: none; }
        & PickList { height: 1fr; border: none; &:focus { border: none; } }
    }
    """

    def __init__(
        self,
        title: str,
        options: Iterable[Option],
        *,
        picked: Sequence[str] = (),
        several: bool = False,
        may_add: bool = False,
        typed: str = "",
        selected: str = "",
        empty: Text = "No options yet.",
    ) -> None:
        super().__init__()
        self._selected = selected
        """The option that the cursor begins on, where it is not the first or the one picked."""
        self._title, self._several, self._may_add, self._empty = title, several, may_add, empty
        self._picked = dict.fromkeys(picked)
        self._options = list(options)
        if several:
            self._options.sort(key=lambda option: option.key not in self._picked)
        self._typed = typed
        self._adding = False
        """Whether what is typed is no one here, so that it is a name to be added."""

    def compose(self) -> ComposeResult:
        """A line for what is typed, the list, the keys."""
        with Vertical() as box:
            entitle(box, self._title)
            box.styles.height = self.height()
            yield Pane(id="typed")
            yield PickList(*self.columns(box), empty=self._empty, id="options")
            yield KeyBar()

    def height(self) -> int:
        """Lines for as many options as there are when it opens; none is empty but for those that may be added."""
        return min(max(len(self._options) + self._may_add, FEWEST) + ROUND_LIST, TALLEST)

    def columns(self, box: Vertical) -> tuple[Column, ...]:
        """The tick, the name and the word more about it.

        Where those words are long, they get the room they need.
        """
        label = max((cell_len(one_line(option.label)) for option in self._options), default=0)
        detail = max((cell_len(one_line(option.detail)) for option in self._options), default=0)
        if detail <= DETAIL or label > LABEL:
            return Column(1), Column(share=3), Column(share=2)
        box.styles.width = min(max(WIDTH, label + detail + AROUND), MOST)
        return Column(1), Column(label), Column(share=1)

    def on_mount(self) -> None:
        """Show the options and take the keys."""
        self.refill()
        self.set_focus(self.query_one(PickList))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ticking is for picking several."""
        if action == "tick" and not self._several:
            return False
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Letters narrow the list; they are deleted by the keys of any line."""
        if event.key in _SHORTER:
            self._typed = _SHORTER[event.key](self._typed)
            self.refill()
        elif event.is_printable and event.character and not (event.key == "space" and self._ticks()):
            self.type(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _ticks(self) -> bool:
        """Whether space ticks; in a name that is typed because no one here has it, it is a space."""
        return self._several and not self._adding

    @property
    def typed(self) -> str:
        """What was typed to narrow the list down."""
        return self._typed

    def type(self, letters: str) -> None:
        """Narrow the list down further; also before it is seen."""
        if len(self._typed) + len(letters) > MOST_TYPED:
            return  # the line above the list says how many it takes
        self._typed += letters
        if self.is_open:
            self.refill()

    def on_paste(self, event: events.Paste) -> None:
        """A pasted name narrows the list too; a list of names is ticked."""
        event.stop()
        if self._several and is_list(event.text) and len(event.text) <= LONGEST_TEXT:
            found, missing = named_in(event.text, self._options)
            self._picked |= dict.fromkeys(found)
            self._typed = ""
            self.notify(told(found, missing, len(self._picked) - len(found)), markup=False)
            self.refill()
        else:
            self.put_in(event.text)

    def put_in(self, text: str) -> None:
        """Narrow the list by a text that was pasted, or refuse it with a word."""
        typed = one_line(self._typed + text[:LONGEST_TEXT])  # a megabyte would take its time
        if len(text) > LONGEST_TEXT or len(typed) > MOST_TYPED:
            self.notify(f"Not pasted: longer than {MOST_TYPED} characters.", severity="warning")
            return
        self._typed = typed
        if self.is_open:
            self.refill()

    def hint(self) -> str:
        """What stands where nothing is typed yet."""
        return f"type to filter, press {key_of('picker.tick')} to tick" if self._several else "type to filter"

    def matches(self, typed: str) -> list[Row]:
        """The options that fit what was typed, the likeliest first."""
        wanted = normalize(typed)
        rows = [
            Row(option.key, ("✓" if option.key in self._picked else " ", option.label, (option.detail, "dim")))
            for option in self._options
            if wanted in normalize(f"{option.label} {option.detail}")
        ]
        if typed:  # a name before what is said about another one
            rows.sort(key=lambda row: _rank(wanted, normalize(str(row.cells[1]))))
        self._adding = self._may_add and bool(typed) and not rows
        exact = any(normalize(option.label) == wanted for option in self._options)
        if self._may_add and typed and not exact:
            rows.append(Row(NEW + typed, ("+", f"Add ‘{typed}’", "")))
        return rows

    def refill(self) -> None:
        """Show what fits what was typed."""
        typed = self._typed.strip()
        shown = [(f"{self._typed}▏", "strong")] if self._typed else [("▏", "strong"), (self.hint(), "dim")]
        if len(self._typed) >= MOST_TYPED:
            shown.insert(0, (f"{MOST_TYPED} characters at most  ", "warn"))
        if self._several:
            shown.append((f"   {len(self._picked)} ticked", "accent"))
        self.query_one("#typed", Pane).show([shown])
        rows = self.matches(typed)
        listing = self.query_one(PickList)
        listing.empty_text(f"No match for ‘{typed}’." if typed else self._empty)
        before = listing.key
        chosen = before or self._selected or (next(iter(self._picked), "") if not self._several else "")
        listing.show(rows, rows[0].key if typed and rows else chosen)

    def on_listing_opened(self, event: Listing.Opened) -> None:
        """A double click takes."""
        event.stop()
        self.action_take()

    def action_tick(self) -> None:
        """Tick or untick the selected option."""
        listing = self.query_one(PickList)
        if key := listing.key:
            if key in self._picked:
                del self._picked[key]
            else:
                self._picked[key] = None
            self._typed = ""
            self.refill()
            listing.highlight(key)
            listing.action_move(1)

    def action_take(self) -> None:
        """Answer with what is ticked, or with the selected option.

        A name that was typed is meant, too.
        """
        key = self.query_one(PickList).key
        if self._several:
            if key and self._typed.strip():
                self._picked[key] = None
            self.dismiss(tuple(self._picked))
        elif key:
            self.dismiss((key,))
        else:
            self.query_one(PickList).action_open()

    def action_done(self) -> None:
        """Answer with what is ticked."""
        self.action_take()

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
