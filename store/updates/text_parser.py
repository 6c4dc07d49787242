"""The whole text changed at once: what was typed goes back to the parts it belongs to, and nothing of it is lost.

The text is cut at its blank lines. Paragraphs that stand as they were tell where each part begins; what is new goes to
the part it took the place of, or to the one before it. So a part that was left alone still follows the records, and
taking a part in or out later leaves what was typed elsewhere as it is.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby

from store.core.text import clean
from store.updates.draft import SECTIONS, Draft, Passage
from store.updates.templates import MARK, TITLES

ALIKE = 0.5
"""From which likeness on a paragraph counts as the changed form of another."""


def to_write(passage: Passage) -> str:
    """What stands in the whole text for a part that still wants words."""
    line = f"[{TITLES[passage.name]}: write it here, or delete this line to leave the section out]"
    return f"{MARK}{passage.heading}\n{line}" if passage.heading else line


def whole_text(draft: Draft) -> str:
    """The text as it is changed as a whole: headings marked, and a line for each part that still wants words."""
    return tidy("\n\n".join(text for _, text in _owned(draft)))


def _owned(draft: Draft) -> list[tuple[Passage, str]]:
    """The passages and how they stand in the text, those to be filled among them."""
    return [(passage, to_write(passage) if passage.waits else tidy(passage.marked)) for passage in draft.outline]


def _without_notes(draft: Draft, typed: str) -> tuple[str, set[str]]:
    """A text without what stood there for parts that wait, and the parts for which it still stood there."""
    left = set()
    for passage in draft.outline:
        if passage.waits and to_write(passage) in typed:
            left.add(passage.name)
            typed = typed.replace(to_write(passage), "")
    return tidy(typed), left


def tidy(text: str) -> str:
    """A text with one blank line between paragraphs, none after a heading, and no blanks at the ends of lines."""
    lines: list[str] = []
    for line in clean(text).split("\n"):
        line = line.strip()  # noqa: PLW2901
        if line.startswith(MARK):
            line = MARK + line.removeprefix(MARK).strip()  # noqa: PLW2901
        after = lines[-1] if lines else ""
        if line or (after and not after.startswith(MARK)):
            lines.append(line)
    return "\n".join(lines).strip()


def retell(draft: Draft, typed: str) -> tuple[dict[str, str | None], dict[str, bool]]:
    """What a whole text that was typed says of each part.

    Returns:
        The own words of the parts that were changed, and the parts that are taken in or struck by it; both as
        :func:`store.updates.compose.keep` takes them.
    """
    typed, left = _without_notes(draft, tidy(typed))
    owned = [(passage.name, text) for passage, text in _owned(draft) if passage.name not in left]
    told = _by_owner(owned, [block for block in typed.split("\n\n") if block])
    passages = {passage.name: passage for passage in draft.outline}
    words: dict[str, str | None] = {}
    chosen: dict[str, bool] = {}
    if not owned:
        owned = [("opening", "")]
    for name, before in owned:
        after = told.get(name, "")
        if after == before:
            continue
        if not after and name in SECTIONS:
            chosen[name] = False
        elif not after:
            words[name] = ""  # a greeting, say, that is not wanted
        else:
            words |= _words(name, after, passages.get(name))
            chosen |= {name: True} if name in SECTIONS else {}
    return words, chosen


def _words(name: str, after: str, passage: Passage | None) -> dict[str, str | None]:
    """A changed passage as its heading, where it has one, and its words."""
    first, _, rest = after.partition("\n")
    heading = passage.heading if passage else ""
    if not heading:
        return {name: after}
    if first.startswith(MARK) and rest.strip():
        title = first.removeprefix(MARK).strip()
        return {name: rest, **({f"title:{name}": title} if title != heading else {})}
    return {name: after, f"title:{name}": ""}


def _by_owner(owned: list[tuple[str, str]], after: list[str]) -> dict[str, str]:
    """Each part's share of the paragraphs that were typed, in the order of both."""
    before = [(name, block) for name, text in owned for block in text.split("\n\n") if block]
    owners: list[str] = []
    matcher = SequenceMatcher(None, [block for _, block in before], after, autojunk=False)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            owners += [name for name, _ in before[i1:i2]]
        elif what == "insert":
            owners += [owners[-1] if owners else before[0][0] if before else "opening"] * (j2 - j1)
        elif what == "replace":
            owners += _pair(before[i1:i2], after[j1:j2])
    shares: dict[str, list[str]] = {}
    for owner, found in groupby(zip(owners, after, strict=True), key=lambda pair: pair[0]):
        shares.setdefault(owner, []).extend(block for _, block in found)
    return {owner: tidy("\n\n".join(blocks)) for owner, blocks in shares.items()}


def _pair(before: list[tuple[str, str]], after: list[str]) -> list[str]:
    """To whom changed paragraphs belong: the most alike from the last one on, else one for one."""
    owners, at = [], 0
    for number, block in enumerate(after):
        likeness = [SequenceMatcher(None, old, block, autojunk=False).ratio() for _, old in before[at:]]
        best = max(range(len(likeness)), key=likeness.__getitem__)
        if likeness[best] >= ALIKE:
            at += best
        elif len(before) == len(after):
            at = max(at, number)
        owners.append(before[at][0])
    return owners
