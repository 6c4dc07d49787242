"""What the sample community wrote down, and the evidence behind its case."""

from __future__ import annotations

from store.calendar.rituals import held
from store.core.dates import format_day_month
from store.demo import words
from store.demo.sample import Sample
from store.model.library import Resource
from store.model.pitch import Evidence


def library(s: Sample) -> None:
    """Evidence behind the case, documents, and the recordings of gatherings."""
    for about, claim, kind, text, source, days in words.EVIDENCE:
        s.add(
            Evidence(id=s.new_id(), about=about, claim=claim, kind=kind, text=text, source=source, on=s.ago(days))
        )
    for title, sort, link, owner, tags, days in words.RESOURCES:
        keeper = s.named[owner].id if owner else ""
        place = _place(link) if owner else link  # what no one keeps is where it always was
        s.add(Resource(id=s.new_id(), title=title, kind=sort, link=place, owner=keeper, tags=tags, on=s.ago(days)))
    recorded = [gathering for gathering in held(s.book, s.start, s.today) if gathering.links]
    for gathering in recorded[-6:]:
        s.add(
            Resource(
                id=s.new_id(),
                title=f"{gathering.name}, {format_day_month(gathering.on)}, recording",
                kind="recording",
                link=_place(gathering.links[0]),
                owner=s.named[words.LIBRARIAN].id,
                gathering=gathering.id,
                on=gathering.on,
            )
        )


def _place(link: str) -> str:
    """Where everything lies since it was moved to the net."""
    return f"https://share.example.com/circle/{link.removeprefix('library/')}"
