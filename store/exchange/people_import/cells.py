"""Values of a sheet's cells: freed of guards and wrappings, as a name and an address, as several values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from store.core.text import quoted, without_unseen

BETWEEN_VALUES = " ::: "
"""What Google puts between several values in one cell."""

_UNSEEN_MARKS = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SIGNS = ("-=+@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
          "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
_FORMULA = rf"'*[\s{_UNSEEN_MARKS}]*[{_SIGNS}\t\r]"
_RUNS = re.compile(_FORMULA)
_GUARD = re.compile(rf"'(?={_FORMULA})")
_BULLET = r"[^\S\t\n\r]*-\s[^|!(\n\r;]*(?:[\n\r;]|$)"
_INNER = rf"(?!{_BULLET})(?='*(?:[^\S\t\n\r]|[{_UNSEEN_MARKS}])*[{_SIGNS}])"
_INNER_RUNS = re.compile(rf"(?<=[;\t\n\r]){_INNER}")
"""Where a program that divides cells by semicolons, or takes no notice of quotation marks, would begin a cell."""
_INNER_GUARD = re.compile(rf"(?<=[;\t\n\r])'{_INNER}")
_NOTHING = frozenset(("-", "–", "—", "n/a", "N/A", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!",
                      "#NV", "#WERT!", "#BEZUG!", "\\N", "NULL", "null", "NO_MANAGER"))  # fmt: skip
_ANONYMOUS = frozenset(("anonymous", "anonym", "anonyme", "anonimo", "anónimo", "anônimo", "anoniem", "anonimowy"))
"""What a form says for the name and the address where it asks for none."""
_DISTINGUISHED = re.compile(r"CN=(?P<name>(?:[^,\\\\]|\\\\.)+),.*", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_BARE = r"(?:mailto:)?(?P<address>[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+)"
_WITH_ADDRESS = (
    re.compile(rf"(?P<name>[^@]*?)[<(\[\s,;]\s*{_BARE}\s*[>)\]]*"),
    re.compile(rf"{_BARE}\s*[<(](?P<name>[^@]*)[>)]"),
)
_LIST_MARK = re.compile(r"(?:[-–*•·]|\d{1,3}[.)])\s+(?=\D)")
"""What stands before each line of a list."""
_LONGEST_PERSON = 300
"""Characters of a name with an address; more is no name, and would take long to take apart."""
_IN_BRACKETS = re.compile(r"\s*[(\[]\s*#?\d+\s*[)\]]")
_EXCHANGE = re.compile(r"/o=", re.IGNORECASE)
_SEVERAL = re.compile(r"[;,\n]|:::")


def freed(cell: str) -> str:
    """A cell's text without the ``'`` that a guarded export puts before a formula sign.

    A lone dash and Excel's own errors are nothing.
    """
    text = cell.strip()
    if text in _NOTHING:
        return ""
    text = text[1:] if text.startswith("'") and _GUARD.match(text) else text
    return _INNER_GUARD.sub("", text)


def guarded(text: str) -> str:
    """A cell's text as a spreadsheet shows it and never runs it: with a ``'`` before what could be a formula."""
    begin = len(text) - len(text.lstrip())
    text = text[:begin] + _INNER_RUNS.sub("'", text[begin:])
    return f"'{text}" if _RUNS.match(text) else text


def is_address(text: str) -> bool:
    """Whether a text is one email address and nothing else."""
    return bool(_ADDRESS.fullmatch(text.strip()))


def is_anonymous(text: str) -> bool:
    """Whether a form says that it was filled in without a name."""
    return text.strip().casefold() in _ANONYMOUS


def person(cell: str) -> tuple[str, str]:
    """The name and the email address in a cell that may hold both.

    ``Ana Ruiz <ana@x.org>``, ``Ana Ruiz (ana@x.org)``, ``Ana Ruiz, ana@x.org``; what is in brackets and only a number is no
    part of a name.
    """
    text = without_unseen(cell).strip()
    if is_address(text):
        return "", text
    if is_anonymous(text):
        return "", ""
    if len(text) > _LONGEST_PERSON:
        return text, ""
    if match := _DISTINGUISHED.fullmatch(text):
        return match["name"].replace("\\", ""), ""  # how a directory names people
    bare = ""
    patterns = _WITH_ADDRESS if "@" in text else ()
    if match := next(filter(None, (pattern.fullmatch(text) for pattern in patterns)), None):
        text, bare = _unquoted(match["name"].strip(" ,;")), match["address"]
    return _IN_BRACKETS.sub("", _LIST_MARK.sub("", text)).strip(), bare


def _unquoted(name: str) -> str:
    return name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name


def address(cells: Iterable[str]) -> str:
    """The first email address in some cells: bare, as ``Ana Ruiz <ana@x.org>``, or one of several in a cell.

    Outlook writes a colleague's Exchange path instead of an address; that counts as none.

    Raises:
        ValueError: something was written there, but no address.
    """
    wrong = ""
    for part in (part.strip() for cell in cells for part in _SEVERAL.split(cell)):
        bare = part.rpartition("<")[2].strip(" '\"<>").removeprefix("mailto:")
        if _ADDRESS.fullmatch(bare):
            return bare
        if part and not _EXCHANGE.match(part) and not is_anonymous(part):
            wrong = wrong or part
    if wrong:
        raise ValueError(f"{quoted(wrong[:40])} is not an email address")
    return ""


def values_of(cells: Iterable[str]) -> Iterator[str]:
    """Each of several values in some cells, without the groups Google keeps by itself (``* myContacts``)."""
    for cell in cells:
        for part in re.split(f"{BETWEEN_VALUES.strip()}|[;\n]", cell):
            value = part.strip()
            if value and not value.startswith("* ") and value not in ("myContacts", "starred"):
                yield value
