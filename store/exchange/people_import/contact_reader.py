"""Contacts outside of sheets: the recipients of an email, and vCards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from store.exchange.people_import.sheet import SheetUnreadable

# -- recipients of an email, names with their addresses, divided by semicolons or commas -----------

_ADDRESS = r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+"
_NAME = r"\"[^\"@<>]*\"|[^<>()@;\n\"]*?"
_ONE = re.compile(
    rf"\s*(?:(?P<name>{_NAME})\s*[<(]\s*(?:mailto:)?(?P<address>{_ADDRESS})\s*[>)]|(?P<bare>{_ADDRESS}))\s*(?:[;,\n]+|$)"
)
_LABEL = re.compile(r"\s*(?:to|cc|bcc|an|à|para|a|aan|do)\s*:\s*", re.IGNORECASE)
_LONGEST_LINE = 200_000


def name_in(address: str) -> str:
    """The name that an address is made of: ``Nora Quist`` for ``nora.quist@x.org``; nothing where it is not of two words."""
    words = re.split(r"[._]", address.partition("@")[0])
    if len(words) not in (2, 3) or not all(len(word) > 1 and word.replace("-", "").isalpha() for word in words):
        return ""
    return " ".join("-".join(map(str.capitalize, word.split("-"))) for word in words)


def recipients(text: str) -> list[tuple[str, str]]:
    """The names and addresses in a line of recipients; none where it is anything else, or names no one."""
    if "@" not in text or "\t" in text or len(text) > _LONGEST_LINE:
        return []
    text = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    label = _LABEL.match(text)
    at, found = label.end() if label else 0, []
    while at < len(text) and (match := _ONE.match(text, at)):
        name = (match["name"] or "").strip().strip("\"'").strip()
        found.append((name, match["address"] or match["bare"]))
        at = match.end()
    named = any(name or name_in(address) for name, address in found)
    return found if named and not text[at:].strip(" \r\n;,") else []


# -- vCards ----------------------------------------------------------------------------------------

COLUMNS = ["Name", "Email", "Department", "Job", "Phone", "Tags", "Notes"]


def contacts(text: str, what: str) -> list[list[str]]:
    """A row for each contact, with :data:`COLUMNS`.

    Args:
        text: the file's text.
        what: how the file is named where it is refused.

    Raises:
        SheetUnreadable: it is damaged, or the library is missing.
    """
    try:
        import vobject
    except ImportError:
        raise SheetUnreadable(
            "vCards need another package. Export the contacts as CSV, or run: pip install 'guildbook[vcard]'"
        ) from None
    try:
        cards = [*vobject.readComponents(text, ignoreUnreadable=True)]
        return [_row(card) for card in cards if card.name == "VCARD"]
    except Exception:  # what is damaged can make the library raise nearly anything
        raise SheetUnreadable(
            f"{what} is a vCard that cannot be read. Export the contacts as CSV instead."
        ) from None


def _row(card: Any) -> list[str]:
    organisation = [*_values(card, "org")]
    department = str(organisation[0][1]) if organisation and len(organisation[0]) > 1 else ""
    tags = [
        str(tag) for value in _values(card, "categories") for tag in (value if isinstance(value, list) else [value])
    ]
    return [
        _name(card),
        "; ".join(_preferred(card, "email")),
        department,
        next(map(str, _values(card, "title")), ""),
        next(iter(_preferred(card, "tel")), ""),
        "; ".join(tags),
        "\n".join(map(str, _values(card, "note"))),
    ]


def _name(card: Any) -> str:
    """The name in its parts, or as it is shown."""
    for value in _values(card, "n"):
        parts = (getattr(value, part, "") for part in ("given", "additional", "family"))
        if name := " ".join(filter(None, (_joined(part) for part in parts))):
            return name
    return next(map(str, _values(card, "fn")), "")


def _joined(part: Any) -> str:
    return " ".join(map(str, part)) if isinstance(part, list) else str(part).strip()


def _values(card: Any, name: str) -> Iterator[Any]:
    return (entry.value for entry in card.contents.get(name, ()))


def _preferred(card: Any, name: str) -> list[str]:
    """The values of a field, the preferred first."""
    entries = sorted(card.contents.get(name, ()), key=lambda entry: not _is_preferred(entry))
    return [str(entry.value).strip() for entry in entries if str(entry.value).strip()]


def _is_preferred(entry: Any) -> bool:
    kinds = [str(kind).lower() for kind in getattr(entry, "params", {}).get("TYPE", ())]
    return "pref" in kinds or "PREF" in getattr(entry, "params", {})
