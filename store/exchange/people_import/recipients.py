"""Recipients of an email as a line of them is copied: names with their addresses, divided by semicolons or commas."""

from __future__ import annotations

import re

_ADDRESS = r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+"
_NAME = r"\"[^\"@<>]*\"|[^<>()@;\n\"]*?"
_ONE = re.compile(
    rf"\s*(?:(?P<name>{_NAME})\s*[<(]\s*(?:mailto:)?(?P<address>{_ADDRESS})\s*[>)]|(?P<bare>{_ADDRESS}))\s*(?:[;,\n]+|$)"
)
_LABEL = re.compile(r"\s*(?:to|cc|bcc|an|à|para|a|aan|do)\s*:\s*", re.IGNORECASE)
_LONGEST = 200_000


def name_in(address: str) -> str:
    """The name that an address is made of: ``Nora Quist`` for ``nora.quist@x.org``; nothing where it is not of two words."""
    words = re.split(r"[._]", address.partition("@")[0])
    if len(words) not in (2, 3) or not all(len(word) > 1 and word.replace("-", "").isalpha() for word in words):
        return ""
    return " ".join("-".join(map(str.capitalize, word.split("-"))) for word in words)


def recipients(text: str) -> list[tuple[str, str]]:
    """The names and addresses in a line of recipients; none where it is anything else, or names no one."""
    if "@" not in text or "\t" in text or len(text) > _LONGEST:
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
