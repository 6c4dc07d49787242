"""Costs, budget, ROI and KPIs as text: what is told, and what is left out where there is none of it."""

from __future__ import annotations

from decimal import Decimal

from store.book.book import Book
from store.finance.text_report import as_text
from store.model.community import Community
from store.model.finance import Kpi, OutsideQuote, Rate, Reading
from tests.support.making import TODAY, ago, cost, fill, led, person


def test_an_empty_book_tells_no_budget_no_roi_and_no_kpis(book: Book) -> None:
    text = as_text(book, TODAY)
    assert text.endswith("\n")
    assert "Hourly rate for trainer time: not set" in text
    assert [word for word in ("Budget:", "ROI", "KPIs", "Excluded", "recorded") if word in text] == []


def test_each_part_with_its_figures(book: Book) -> None:
    fill(
        book, person("ann"), Community(budget=Decimal(3000)), Rate(since=ago(300), pay=Decimal(50000), hours=1000),
        led(30, id="a", minutes=120, topic="Excel", learners=4), cost("10.00", ago(3)), cost("70.00", ago(3), bucket="opportunity"),
        cost("5.00", ago(-3), state="planned"),
        Kpi(id="k", name="Errors", baseline=Decimal(9), baseline_on=ago(90), target=Decimal(3)), Reading(kpi="k", on=ago(2), value=Decimal(5)),
        Kpi(id="l", name="Calls", unit="%", baseline=Decimal(9), baseline_on=ago(90), target=Decimal(3)),
    )  # fmt: skip
    text = as_text(book, TODAY)
    assert "Total: 110.00 spent, 5.00 planned" in text
    assert "Hourly rate for trainer time: 50.00" in text
    assert "- Trainer time recorded, 2 h (opportunity): 100.00" in text
    assert "Excluded to avoid counting it twice: 70.00" in text
    assert "Budget: 3,000.00." in text
    assert "- Errors: 9 on Tue 25 Aug 2026, 5 on Sat 21 Nov 2026, better; target 3" in text
    assert "- Calls: 9% on Tue 25 Aug 2026, no reading yet; target 3%" in text
    assert "ROI" not in text
    fill(
        book, OutsideQuote(what="Course", price=Decimal(1000), source="offer", quoted_on=ago(200), sessions=("a",))
    )
    text = as_text(book, TODAY)
    for told in (
        "ROI to date: 809%",
        "1 session, supplier quotes 1,000.00",
        "Cost per attendance (4 attendances): 27.50",
        "Break-even: Sat 24 Oct 2026",
    ):
        assert told in text, text
