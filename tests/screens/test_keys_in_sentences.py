"""Keys in sentences: none is typed, each is asked of its binding, so that it is right with keys of one's own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import screens
from screens.widgets.keys import USUAL
from store.book.book import Book
from tests.support.harness import press, running, text_of, toasts
from tui.keybindings.keymap import Keymap
from tui.keybindings.registry import ids

ROOT = Path(screens.__file__).parents[1]
FILES = sorted(path for floor in ("screens", "tui/shell", "store") for path in (ROOT / floor).rglob("*.py"))
KEY = r"(?:[b-zB-HJ-Z;/?.<>\[\]]|[A-Za-z](?= (?:adds|answers|plans|notes|gives|sets|picks|begins|shows|brings|takes)\b)"
KEY += r"|enter|esc|space|tab|ctrl\+[a-z]|f\d)"
NAMED = re.compile(
    rf"\b[Pp]ress(?:es|ing)? {KEY}(?![\w+])"  # press x
    rf"|(?:^|[;.:,] |\bthen |\bthere ){KEY} [a-z]{{2,}}s\b(?! of\b)"  # x brings it back
    rf"|[;:,] {KEY}[.)]?$"  # …: x
    rf"|\b(?:Enter|Space|Esc) [a-z]+s\b|\b(?:enter|esc|ctrl\+s) (?:[a-z]+s|to)\b|\(\w, then \w\)"
)
"""A key in a sentence."""


@cache
def parsed(path: Path) -> ast.Module:
    """A module, read once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines; what is put into one stands there as a mark."""
    tree = parsed(path)
    docs = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts: set[ast.expr] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts |= set(node.values)
            yield (
                node.lineno,
                "".join(str(v.value) if isinstance(v, ast.Constant) else "‹›" for v in node.values),
            )
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs | parts:
            yield node.lineno, node.value


def test_no_sentence_names_a_key_that_was_typed() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in FILES
        for line, text in sentences(path)
        if " " in text.strip() and "\n    " not in text and NAMED.search(text)
    ]
    assert not found


@pytest.mark.parametrize(
    "text",
    ["Ana is deleted; u brings it back.", "No cost yet. a adds one.", "Press y to copy it.", "a word is enough; enter saves",
     "Enter: it is done; Enter notes it.", "Not worked out yet: r", "space ticks them; tab goes there", "3 plans it; w picks one."],
)  # fmt: skip
def test_a_typed_key_would_be_found(text: str) -> None:
    assert NAMED.search(text)


def test_every_binding_that_is_named_exists_and_has_the_key_it_is_said_to_have() -> None:
    known = ids()
    assert {name: known[name][0][1].keys[0] for name in USUAL} == USUAL


def _calls(node: ast.AST, name: str) -> Iterator[ast.Call]:
    for found in ast.walk(node):
        if isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id == name:
            yield found


def _declared_in(tree: ast.AST) -> set[object]:
    """The ids of the bindings that the screens and widgets of a module have before it says a sentence; commands have none."""
    kinds = [
        node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and not node.name.endswith("Commands")
    ]
    own = {
        keyword.value.value
        for kind in kinds
        for call in _calls(kind, "Binding")
        for keyword in call.keywords
        if keyword.arg == "id" and isinstance(keyword.value, ast.Constant)
    }
    other_lists = (call.args[0] for kind in kinds for call in _calls(kind, "other_list"))
    return own | {f"{room.value}.other" for room in other_lists if isinstance(room, ast.Constant)}


def test_no_binding_is_listed_that_only_its_own_module_names() -> None:
    trees = [parsed(path) for path in FILES if path.name != "keys.py"]
    texts = [{node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} for tree in trees]
    for name in USUAL:
        asked = [tree for tree, said in zip(trees, texts, strict=True) if name in said]
        assert len(asked) > 1 or name not in _declared_in(asked[0]), name


def test_every_binding_asked_for_is_known_and_asked_when_it_is_said() -> None:
    for path in FILES:
        tree = parsed(path)
        for call in _calls(tree, "key_of"):
            if len(call.args) == 1 and isinstance(call.args[0], ast.Constant):
                assert call.args[0].value in USUAL or call.args[0].value in _declared_in(tree), path
        at_once = [
            node
            for node in tree.body
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        ]
        at_once += [
            n for c in tree.body if isinstance(c, ast.ClassDef) for n in c.body if isinstance(n, ast.Assign)
        ]
        assert not [path for node in at_once for _ in _calls(node, "key_of")], "asked once, at import"


OWN = {
    "app.undo": "ctrl+y", "app.redo": "f8", "pipeline.add": "f2", "pipeline.import": "f4", "week.add": "f2", "week.import": "f4", "go.pipeline": "ctrl+t", "costs.add": "f6",
    "costs.rate": "f7", "kpis.add": "f2", "form.save": "ctrl+d", "go.calendar": "f9", "calendar.plan": "f12", "screen.all": "f3",
}  # fmt: skip


async def test_a_toast_names_the_key_that_undoes(circle: Book) -> None:
    people = len(circle.volunteers)
    async with running(circle, keys=Keymap(Path("config.toml"), OWN, [])) as pilot:
        await press(pilot, "ctrl+t", "d")
        assert toasts(pilot)[-1] == "Deleted Tom Okafor. Press ctrl+y to undo."
        await press(pilot, "u")
        assert len(circle.volunteers) == people - 1
        await press(pilot, "ctrl+y")
        assert len(circle.volunteers) == people
        assert toasts(pilot)[-1].endswith("Press f8 to redo.")


async def test_empty_lists_name_the_keys_that_fill_them(empty: Book) -> None:
    async with running(empty, keys=Keymap(Path("config.toml"), OWN, [])) as pilot:
        await press(pilot, "escape", "d", "d", "d")
        shown = " ".join(text_of(pilot).split())
        assert "Press f2 to add someone, or f4 to import a file" in shown
        assert "Press f9 for the calendar" in shown
        await press(pilot, "ctrl+t")
        assert "Press f2 to add the first, or f4 to import a file" in text_of(pilot)
        await press(pilot, "5")
        shown = " ".join(text_of(pilot).split())
        assert "Press f6 to add the first" in shown
        assert "Press f7 to set one" in shown


async def test_a_key_that_cannot_be_had_is_not_named(circle: Book) -> None:
    """Which wishes come true is found out beside the first screen; what it says by then is written anew."""
    async with running(circle, keys=Keymap(Path("config.toml"), {"app.undo": "q"}, [])) as pilot:
        await press(pilot, "2", "d")
        assert toasts(pilot)[-1].endswith("Press u to undo.")
