"""The whole text changed at once: what was typed is what is read afterwards, whatever was typed."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.book.book import Book
from store.core.dates import Clock
from store.model.calendar import Gathering
from store.model.community import Community
from store.model.people import Volunteer
from store.model.recognition import Contribution
from store.model.stakeholders import Kind, Stakeholder
from store.updates.compose import compose, keep
from store.updates.draft import Draft
from store.updates.text_parser import retell, tidy, to_write, whole_text
from tests.conftest import LONG
from tests.support.making import TODAY, ago, fill

EVA = Stakeholder(id="eva", name="Eva Horn", stake="fewer errors", ask="One hour a month by 1 December")
PIECES = (
    "New words.",
    "# A heading\nand text",
    "# Alone",
    "- one\n- two",
    "  indented  ",
    "a\nb\nc",
    "#no heading",
    "#  wide",
)


def told(book: Book) -> None:
    fill(
        book, Community(organiser="Ida"), EVA, Volunteer(id="ann", name="Ann", yes_on=ago(5)),
        Contribution(volunteer="ann", kind="led_session", on=ago(4), topic="Excel", learners=5),
        Gathering(name="AMA", on=ago(4), state="held", attended=("ann",), quotes="Good."),
        Gathering(name="Next", on=TODAY + timedelta(days=3)),
    )  # fmt: skip


def retold(book: Book, draft: Draft, typed: str, kind: Kind) -> Draft:
    words, chosen = retell(draft, typed)
    fill(book, keep(book, draft, words=words, chosen=chosen))
    return compose(book, EVA, TODAY, kind=kind)


def read(draft: Draft) -> str:
    return tidy("\n\n".join(passage.marked for passage in draft.passages))


def without_notes(draft: Draft, typed: str) -> str:
    typed = tidy(typed)
    for passage in draft.outline:
        typed = typed.replace(to_write(passage), "") if passage.waits else typed
    return tidy(typed)


def any_change(chance: random.Random, blocks: list[str]) -> None:
    at = chance.randrange(len(blocks)) if blocks else 0
    match chance.randint(0, 4):
        case 0 if blocks:
            blocks.pop(at)
        case 1:
            blocks.insert(at, chance.choice(PIECES))
        case 2 if blocks and "write it here" not in blocks[at]:
            blocks[at] += chance.choice([" and more", "\nanother line", "!"])
        case 3 if blocks:
            blocks.insert(at, blocks.pop())
        case 4 if blocks and "write it here" not in blocks[at]:
            blocks[at] = blocks[at].partition("\n")[2] or "gone"


@settings(max_examples=3000 if LONG else 20)
@given(st.integers(0, 2**32), st.sampled_from(["quick_overview", "detailed_report", "charts"]))
def test_what_was_typed_is_what_is_read(seed: int, kind: Kind) -> None:
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        Book.open(Path(folder) / "book.json", Clock(TODAY), create=True) as book,
    ):
        told(book)
        draft = compose(book, EVA, TODAY, kind=kind)
        for _ in range(2):
            blocks = whole_text(draft).split("\n\n")
            for _ in range(chance.randint(1, 4)):
                any_change(chance, blocks)
            typed = "\n\n".join(blocks)
            if not without_notes(draft, typed):
                break
            before = draft
            draft = retold(book, draft, typed, kind)
            assert read(draft) == without_notes(before, typed)


def test_left_as_it_is_nothing_counts_as_typed(book: Book) -> None:
    told(book)
    for kind in ("quick_overview", "detailed_report", "charts"):
        draft = compose(book, EVA, TODAY, kind=kind)
        assert retell(draft, whole_text(draft)) == ({}, {})


def test_only_the_changed_part_becomes_the_organisers_own(book: Book) -> None:
    told(book)
    draft = compose(book, EVA, TODAY, kind="detailed_report")
    typed = (
        whole_text(draft)
        .replace("Ann taught ‘", "Our Ann taught ‘")
        .replace("# Feedback\n- “Good.” (at ‘AMA’)\n\n", "")
    )
    draft = retold(book, draft, typed, "detailed_report")
    assert [section.name for section in draft.sections if section.edited] == ["wins"]
    feedback = draft.section("feedback")
    assert feedback
    assert not feedback.taken
    fill(book, Volunteer(id="bo", name="Bo", yes_on=ago(1)))
    again = compose(book, EVA, TODAY)
    assert "2 colleagues said yes" in again.body  # what was left alone still follows the records
    assert "Our Ann taught" in again.body
    fill(book, keep(book, again, chosen={"wins": False}))
    assert "Our Ann taught" not in compose(book, EVA, TODAY).body
    fill(book, keep(book, again, chosen={"wins": True, "feedback": True}))
    assert "Our Ann taught" in compose(book, EVA, TODAY).body  # striking it never destroyed it


def test_the_line_for_a_part_to_fill_never_leaves_the_house(book: Book) -> None:
    told(book)
    draft = compose(book, EVA, TODAY, kind="detailed_report")
    assert "# Lessons learned\n[Lessons learned: write it here" in whole_text(draft)
    moved = whole_text(draft).replace("# Lessons learned\n", "").split("\n\n")
    note = next(block for block in moved if block.startswith("["))
    for typed, unfilled in (
        (whole_text(draft) + "\n\nPS: thank you", 1),
        (whole_text(draft).replace(f"# Lessons learned\n{note}\n\n", ""), 0),
        (whole_text(draft).replace(note, "Begin earlier."), 0),
    ):
        words, chosen = retell(draft, typed)
        fill(book, keep(book, draft, words=words, chosen=chosen))
        again = compose(book, EVA, TODAY)
        assert len(again.unfilled) == unfilled
        assert "write it here" not in again.body
        book.undo()
    assert (
        "Lessons learned\nBegin earlier."
        in retold(book, draft, whole_text(draft).replace(note, "Begin earlier."), "detailed_report").body
    )


def test_a_day_later_the_typed_text_is_still_there(book: Book) -> None:
    told(book)
    draft = compose(book, EVA, TODAY, kind="quick_overview")
    retold(book, draft, whole_text(draft).replace("Best wishes,", "Warm wishes,"), "quick_overview")
    later = compose(book, EVA, date(2026, 12, 20))
    assert "Warm wishes," in later.body
    assert "Warm wishes," in compose(book, EVA, TODAY, kind="charts").body
