"""Description and place of an event as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from store.core.fields import LONGEST_LINE
from store.core.text import normalize, one_line

_TAGS = (
    "a|b|blockquote|body|br|div|em|font|h[1-6]|head|hr|html|i|img|li|meta|ol|p|pre|s|small|span|strong|style|sub|sup|"
    "table|tbody|td|th|thead|title|tr|u|ul"
)
_HTML = re.compile(
    rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!doctype html|&(?:nbsp|amp|lt|gt|quot|#[0-9]{{1,5}});", re.IGNORECASE
)
_WHOLE_PAGE = re.compile(r"<(?:!doctype html|html|body)\b", re.IGNORECASE)
_BLOCKS = frozenset(
    ["blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"]
)
_UNSEEN = frozenset(["head", "script", "style", "title"])
_LINK = re.compile(r"https?://[^\s<>\"]{4,400}")
_JOIN = re.compile(
    r"https://(?:[\w-]+\.)*(?:teams\.microsoft\.com/(?:l/meetup-join|meet)/|teams\.live\.com/meet/|"
    r"zoom\.us/(?:j|my|w)/|zoomgov\.com/j/|meet\.google\.com/|webex\.com/(?:meet|join|[\w.-]+/j\.php)|"
    r"gotomeeting\.com/join/|meet\.goto\.com/|whereby\.com/|meet\.jit\.si/)[^\s<>\"]{1,400}",
    re.IGNORECASE,
)
"""A link that joins a meeting, by the addresses that the usual services hand out."""
_ONLINE = frozenset(
    [
        "a",
        "besprechung",
        "business",
        "call",
        "conference",
        "di",
        "en",
        "for",
        "google",
        "hangouts",
        "join",
        "link",
        "meet",
        "meeting",
        "microsoft",
        "online",
        "remote",
        "reunion",
        "reunión",
        "réunion",
        "riunione",
        "skype",
        "spotkanie",
        "sur",
        "teams",
        "vergadering",
        "video",
        "videokonferenz",
        "virtual",
        "virtuell",
        "w",
        "webex",
        "with",
        "zoom",
    ]
)
"""The words of a place that says no more than that the meeting is online."""


def as_text(description: str) -> str:
    """Description as plain text; links of HTML in brackets."""
    if not _HTML.search(description):
        return description
    reader = _Reader(keep_breaks=not _WHOLE_PAGE.search(description))
    reader.feed(description)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects the words of some HTML."""

    def __init__(self, *, keep_breaks: bool) -> None:
        super().__init__()
        self._keep_breaks = keep_breaks
        """Line breaks of the source count, as in what Google writes: text with a few tags."""
        self._found: list[str] = []
        self._unseen = 0
        self._link, self._linked_from = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._found.append("\n")
        elif tag in _BLOCKS:
            self._break()
            if tag == "li":
                self._found.append("- ")
        elif tag == "a":
            self._link, self._linked_from = dict(attrs).get("href") or "", len(self._found)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self._break()
        elif tag == "a" and self._link:
            said = "".join(self._found[self._linked_from :]).strip()
            target = self._link.strip().removeprefix("mailto:")
            if not said or _bare(said) == _bare(target):
                self._found[self._linked_from :] = [target]
            else:
                self._found.append(f" ({target})")
            self._link = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._found.append(data if self._keep_breaks else " ".join(f"x{data}x".split())[1:-1])

    def _break(self) -> None:
        """Begin a line, unless one has just begun."""
        if self._found and not self._found[-1].endswith("\n"):
            self._found.append("\n")

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._found).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _bare(link: str) -> str:
    """A link as people shorten it."""
    return re.sub(r"^https?://|/$", "", link.casefold())


def place_of(location: str, meeting_links: Iterable[str], page: str, description: str) -> str:
    """Where an event takes place: a room, a link to join, or both.

    Args:
        location: what the event says of its place.
        meeting_links: what it says of the online meeting, the likeliest first.
        page: its web page, which is better than nothing.
        description: its text, in which many programs put the link.
    """
    room = one_line(location)
    link = next((match[0] for text in meeting_links if (match := _LINK.search(text))), "")
    if not link and (match := _JOIN.search(description)):
        link = match[0]
    link = link.rstrip(".,;:)]'")
    if not room:
        match = _LINK.search(page)
        return (link or (match[0] if match else ""))[:LONGEST_LINE]
    if not link or _LINK.search(room):
        return room[:LONGEST_LINE]
    only_online = {*re.findall(r"\w+", normalize(room))} <= {normalize(word) for word in _ONLINE}
    both = link if only_online else f"{room}, {link}"
    return both if len(both) <= LONGEST_LINE else room[:LONGEST_LINE]
