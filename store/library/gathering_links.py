"""Resources for the links that were noted for a gathering."""

import re
from collections import Counter
from typing import Literal
from urllib.parse import unquote, urlsplit

from store.book.book import Book
from store.core.dates import format_day
from store.core.labels import label_of
from store.library.resources import link_kind
from store.model.calendar import Gathering
from store.model.library import Resource

Kind = Literal["recording", "shared_material"]
_RECORDED = re.compile(
    r"record|stream|video|youtu\.?be|vimeo|loom\.|panopto|/rec/|\.(mp4|mov|m4v|mkv|webm|avi|mp3|m4a|wav)\b"
)
"""What the link of a recording looks like."""


def new_resources(book: Book, gathering: Gathering) -> list[Resource]:
    """A resource for each link of a gathering that the library does not hold yet; its host is the owner."""
    known = {_address(resource.link) for resource in book.resources.values()}
    titles = Counter(resource.title for resource in book.resources.values())
    found: list[Resource] = []
    for link in gathering.links:
        if link_kind(link) in ("nothing", "words") or _address(link) in known:
            continue
        known.add(_address(link))
        kind: Kind = "recording" if _RECORDED.search(link.casefold()) else "shared_material"
        title = _title(link, kind, gathering)
        titles[title] += 1
        number = f" ({titles[title]})" if titles[title] > 1 else ""
        found.append(
            Resource(
                title=f"{title}{number}",
                kind=kind,
                link=link.strip(),
                owner=gathering.host,
                gathering=gathering.id,
                on=gathering.on,
            )
        )
    return found


def _address(link: str) -> str:
    """A link as it is compared: the same address with another end or other capitals is no other one."""
    return link.strip().casefold().removesuffix("/").removeprefix("https://").removeprefix("http://")


def _title(link: str, kind: Kind, gathering: Gathering) -> str:
    """The name of the file where it has one, else the kind, with the gathering and its day."""
    of = f"{gathering.name}, {format_day(gathering.on)}"
    path = urlsplit(link).path if link_kind(link) == "address" else link
    name = unquote(re.split(r"[/\\]", path.rstrip("/\\"))[-1])
    named = re.fullmatch(r"[^.]+\.[A-Za-z][A-Za-z0-9]{1,4}", name)
    return f"{name.rpartition('.')[0].replace('_', ' ')}: {of}" if named else f"{label_of(kind).capitalize()}: {of}"
