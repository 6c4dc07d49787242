"""How the house is built: how full a folder may be, what tests may know, and where what they share lies."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
SUPPORT = TESTS / "support"
MOST = 20
"""Code files in one folder; about 15 read well."""
DOCUMENTED = {"os._exit"}
"""Names that are public all the same."""
FILES = [path for path in sorted(TESTS.rglob("*.py")) if SUPPORT not in path.parents]


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a file reaches for a name that is another's own; what its own classes keep to themselves is its own."""
    own = {"self", "cls", *(node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and private(node.attr):
            ours = isinstance(node.value, ast.Name) and node.value.id in own
            if not ours and ast.unparse(node) not in DOCUMENTED:
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, one.name) for one in node.names if private(one.name))


def test_only_what_tests_share_knows_private_names() -> None:
    found = [
        f"{path.relative_to(TESTS)}:{line} {name}"
        for path in FILES
        for line, name in private_names(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == [], "put these behind a function in tests/support"


def test_a_private_name_is_seen() -> None:
    text = (
        "from a import _b\nassert box._lines\nassert self._x\nclass Own:\n    _y = 1\nassert Own._y and box.__doc__"
    )
    assert [*private_names(ast.parse(text))] == [(1, "_b"), (2, "box._lines")]


def test_no_folder_is_crowded() -> None:
    root = TESTS.parent
    files = (path for top in ("tui", "screens", "store", "tests") for path in (root / top).rglob("*.py"))
    count = Counter(path.parent.relative_to(root).as_posix() for path in files if path.name != "__init__.py")
    assert {folder: number for folder, number in count.items() if number > MOST} == {}, "split these"
