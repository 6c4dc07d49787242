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


def recipients(text: str) -> list[tuple[str, str]]:
    """The names and addresses in a line of recipients; none where it is anything else."""
    if "@" not in text or "\t" in text or len(text) > _LONGEST:
        return []
    label = _LABEL.match(text)
    at, found = label.end() if label else 0, []
    while at < len(text) and (match := _ONE.match(text, at)):
        name = (match["name"] or "").strip().strip("\"'").strip()
        found.append((name, match["address"] or match["bare"]))
        at = match.end()
    named = sum(bool(name) for name, _ in found)
    return found if found and not text[at:].strip(" \r\n;,") and named else []
