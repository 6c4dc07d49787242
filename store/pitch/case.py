"""The pitch: problems and benefits, each with evidence behind it, the small group to start with, and the ask.

What a problem or benefit is called ties its evidence to it, as it is written, without regard to case and accents.
"""

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.record import new_id
from store.core.text import normalize, one_line
from store.model.pitch import PITCH, About, Claim, Evidence, Pitch


class Point(Struct, frozen=True):
    """A problem or benefit with its evidence, quotes and figures apart, oldest first."""

    claim: Claim
    quotes: tuple[Evidence, ...]
    figures: tuple[Evidence, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return one_line(self.claim.claim)


def points(book: Book, about: About) -> list[Point]:
    """Problems or benefits in their order; evidence without a claim of its own makes one."""
    claims = {_key(claim.about, claim.claim): claim for claim in _sorted(book) if claim.about == about}
    evidence: dict[tuple[str, str], list[Evidence]] = {}
    for one in sorted(book.evidence.values(), key=lambda one: (one.on, one.id)):
        if one.about == about:
            evidence.setdefault(_key(about, one.claim), []).append(one)
            key = _key(about, one.claim)
            claims.setdefault(key, Claim(id=f"of-{one.id}", about=about, claim=one.claim))
    found = [_point(claim, evidence.get(key, [])) for key, claim in claims.items()]
    return sorted(found, key=lambda point: point.claim.place)


def by_category(found: list[Point]) -> list[tuple[str, list[Point]]]:
    """Problems by category, each where its first one stands."""
    groups: dict[str, tuple[str, list[Point]]] = {}
    for point in found:
        category = one_line(point.claim.category)
        groups.setdefault(normalize(category), (category, []))[1].append(point)
    return [*groups.values()]


def moved(book: Book, claim: Claim, step: int) -> list[Claim]:
    """A problem or benefit one place later or earlier, over the edge of its category with the whole of it.

    Returns:
        Every claim whose place changes then, with those that only evidence has made until now; none where there is nowhere to go.
    """
    found = points(book, claim.about)
    of_problems = [group for _, group in by_category(found)]
    groups = of_problems if claim.about == "problem" else [_gained(found, claim)]
    at = next((n for n, group in enumerate(groups) if any(point.claim.id == claim.id for point in group)), None)
    if at is None:
        return []
    group = groups[at]
    place = next(n for n, point in enumerate(group) if point.claim.id == claim.id)
    if 0 <= place + step < len(group):
        group[place], group[place + step] = group[place + step], group[place]
    elif 0 <= at + step < len(groups):
        groups[at], groups[at + step] = groups[at + step], groups[at]
    else:
        return []
    claims = [point.claim for group in groups for point in group]
    claims += [point.claim for point in found if point.claim not in claims]
    return [
        replace(now, place=place, **({} if now.id in book.claims else {"id": new_id()}))
        for place, now in enumerate(claims, 1)
        if now.place != place
    ]


def _gained(found: list[Point], claim: Claim) -> list[Point]:
    """The benefits in the same part of the pitch: those of the organisation, or what volunteers gain."""
    return [point for point in found if point.claim.whose == claim.whose]


def next_place(book: Book, about: About) -> int:
    """The place after all problems or benefits there are."""
    return max((point.claim.place for point in points(book, about)), default=0) + 1


def _sorted(book: Book) -> list[Claim]:
    return sorted(book.claims.values(), key=lambda claim: (claim.place, normalize(claim.claim), claim.id))


def _key(about: str, claim: str) -> tuple[str, str]:
    return about, normalize(one_line(claim))


def _point(claim: Claim, evidence: list[Evidence]) -> Point:
    quotes = tuple(one for one in evidence if one.kind == "quote")
    return Point(claim, quotes, tuple(one for one in evidence if one.kind == "figure"))


def evidence_of(book: Book, claim: Claim) -> list[Evidence]:
    """The evidence behind a problem or benefit."""
    key = _key(claim.about, claim.claim)
    return [one for one in book.evidence.values() if _key(one.about, one.claim) == key]


def rename(book: Book, change: Change, was: Claim, now: Claim) -> None:
    """Let the evidence follow a problem or benefit that is called otherwise, or became the other kind."""
    for one in evidence_of(book, was):
        change.put(replace(one, claim=now.claim, about=now.about))


def remove(book: Book, change: Change, claim: Claim) -> None:
    """Take a problem or benefit out with all its evidence."""
    if claim.id in book.claims:
        change.remove(claim)
    for one in evidence_of(book, claim):
        change.remove(one)


def the_pitch(book: Book) -> Pitch:
    """What the book says for its pitch."""
    return book.pitches.get(PITCH) or Pitch()


def testimonials(book: Book, kpi: str) -> list[Evidence]:
    """What people said about the benefits that a KPI stands for, newest first."""
    found = [one for point in points(book, "benefit") if point.claim.kpi == kpi for one in point.quotes]
    return sorted(found, key=lambda one: (one.on, one.id), reverse=True)
