"""The words of the project: `docs/style.md` and `docs/glossary.md`, as far as a program can check them.

Reads every string literal of the product by ast, docstrings included; what users typed, and the words of earlier versions in
:mod:`store.core.old_names`, are theirs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("store", "screens", "tui")
LEFT_OUT = {"store/core/old_names.py"}
"""Words of earlier versions, which files and typed lines may still hold."""
KEY, VALUE = "⌨", "…"
"""What stands in a text for a key named by the keymap, and for any other value."""
FRENCH = re.compile("[«»‹›]")
PERCENT = re.compile(rf"[\d{VALUE}] %")
THERE_IS = re.compile(r"\bThere is (?:an? |one |no )?[^.!?,;:]* and (?:an? |one |no |\d|…)")
PAST = (
    r"(?:\w+ed|came|took|held|led|was|were|had|did|made|met|left|taught|learnt|gave|went|got|said|sent|began|ran)"
)
SINCE = re.compile(rf"(?<!have )(?<!has )\b(?!need|interested){PAST}\b[^.!?;:]*\bsince (?:\d|{VALUE}|Mon|the\b)")
SUBJECT = re.compile(rf"(?:^|[.!?:;]\s+){KEY}(?: (?:and|or) {KEY})? [a-z]+s?\b")
RETIRED = {
    "anybody": "anyone",
    "somebody": "someone",
    "everybody": "everyone",
    "nobody": "no one",
    "whoever": "the noun",
    "e-mail": "email",
    "e-mails": "emails",
    "learnt": "learned",
    "highlighted": "selected",
    "called off": "skipped",
    "took place": "was held",
    "take back": "undo",
    "taken back": "undone",
    "put off": "snooze",
    "lay aside": "dismiss",
    "laid aside": "dismissed",
    "bring in": "import",
    "key figure": "KPI",
    "key figures": "KPIs",
    "outside price": "supplier quote",
    "outside prices": "supplier quotes",
    "places taken": "attendance rate",
    "data picture": "charts",
    "their yes": "consent",
    "yeses": "consents",
    "last word": "last contact",
    "comes back": "repeats",
    "first on": "starts on",
    "in which words": "message",
    "own hours": "trainer time",
    "against the target": "Progress against targets",
    "what came of": "outcome",
    "keeps it true": "owner",
    "on the net": "web link",
    "hangs on one": "single-trainer topic",
    "seen by": "observed by",
    "good until": "valid until",
    "something unforeseen": "unexpected error",
    "check-up": "self-assessment",
    "check-ups": "self-assessments",
}
"""Retired words, each with what is said today."""
_RETIRED = re.compile(rf"\b(?:{'|'.join(map(re.escape, RETIRED))})\b", re.IGNORECASE)


def _text(node: ast.expr) -> str:
    """A literal as it is read, with a sign for each value in it."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part) for part in parts)
        case ast.FormattedValue(value=value):
            return KEY if "key_of" in ast.unparse(value) else VALUE
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _text(left) + _text(right)
    return VALUE


@cache
def literals() -> tuple[tuple[str, int, str], ...]:
    """Every string literal of the product: file, line, text."""
    return tuple(
        found for folder in PRODUCT for path in sorted((ROOT / folder).rglob("*.py")) for found in _of(path)
    )


def _of(path: Path) -> Iterator[tuple[str, int, str]]:
    name = path.relative_to(ROOT).as_posix()
    if name in LEFT_OUT:
        return
    inner: set[ast.expr] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            inner.update(part for part in node.values)
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inner
        ):
            yield name, node.lineno, _text(node)


RULES = {
    "French quotation marks": FRENCH,
    "a space before a percent sign": PERCENT,
    "‘There is’ before a list": THERE_IS,
    "since with the simple past": SINCE,
    "a key as the subject": SUBJECT,
    "a retired term": _RETIRED,
}


@pytest.mark.parametrize("rule", RULES)
def test_no_string_breaks_the_rule(rule: str) -> None:
    found = [f"{name}:{line}: {text[:100]!r}" for name, line, text in literals() if RULES[rule].search(text)]
    assert not found, "\n".join([f"{rule}: {len(found)}", *found])
