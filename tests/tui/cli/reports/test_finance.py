"""``guildbook costs`` and ``guildbook pitch``: what the screens tell, as plain text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.core.money import AmountFormat
from store.finance.budgets import status
from store.finance.roi import returned
from store.model.finance import Cost
from store.model.pitch import Claim
from store.pitch.compose import write
from tests.tui.cli.asking import HOSTILE, Ask

CLOCK = Clock(date(2026, 11, 23))


@pytest.fixture
def sample(demo_book: Path) -> Path:
    return demo_book


def test_costs_say_what_the_screens_say(ask: Ask, sample: Path) -> None:
    said = ask("costs")
    assert said.status == 0
    with Book.open(sample, CLOCK, write=False) as book:
        now, back, listed = (
            status(book, CLOCK.today()),
            returned(book, CLOCK.today()),
            AmountFormat(book.community).listed,
        )
    assert f"Total: {listed(now.spent)} spent, {listed(now.committed)} planned" in said.lines
    assert f"Forecast to Thu 31 Dec 2026: {listed(now.forecast)}" in said.out
    assert f"- Total cost: {listed(back.costs)}" in said.lines
    assert "- Break-even: Tue 7 Jul 2026" in said.lines
    assert any(line.startswith("- Complaints about tone on the phone: 19 a month") for line in said.lines)


def test_typed_hours_that_stand_apart_are_named(ask: Ask, sample: Path) -> None:
    with Book.open(sample, CLOCK) as book, book.change("Fill") as change:
        change.put(Cost(what=HOSTILE, bucket="opportunity", amount=Decimal("12.34"), on=CLOCK.today()))
        change.put(Cost(what=f"Room {HOSTILE}", amount=Decimal("56.78"), on=CLOCK.today()))
    said = ask("costs")
    assert "Excluded to avoid counting it twice: 12.34 entered as trainer time" in said.lines
    assert f"- Mon 23 Nov  Room {HOSTILE} (operational): 56.78" in said.lines


@pytest.mark.parametrize(("depth", "words"), [("half", "half a page"), ("page", "one page"), ("full", "full case")])
def test_the_pitch_at_each_depth(ask: Ask, sample: Path, depth: str, words: str) -> None:
    said = ask("pitch", "--depth", depth)
    with Book.open(sample, CLOCK, write=False) as book:
        assert said.out == write(book, CLOCK.today(), words).text  # type: ignore[arg-type]
    assert (said.status, said.err) == (0, "")


def test_the_pitch_as_a_new_file_only(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "pitch.html"
    assert ask("pitch", "--format", "html", "--out", str(out)).out == f"Saved the pitch to {out}.\n"
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    said = ask("pitch", "--format", "markdown", "--out", str(out))
    assert said.status == 1
    assert "already exists" in said.err


def test_what_is_missing_is_said_beside_it(ask: Ask, sample: Path) -> None:
    with Book.open(sample, CLOCK) as book, book.change("Fill") as change:
        change.put(Claim(about="benefit", claim=HOSTILE))
    said = ask("pitch")
    assert said.err.splitlines() == [
        "The pitch lacks 2 items:",
        f"- A KPI for ‘{HOSTILE}’",
        f"- A testimonial for ‘{HOSTILE}’",
    ]
    assert said.out.startswith("Trainers' Circle: a proposal")
