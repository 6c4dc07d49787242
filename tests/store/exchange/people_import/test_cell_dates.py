"""Days as forms, spreadsheets and people write them."""

from __future__ import annotations

import pytest

from store.exchange.people_import.cell_dates import day_text, month_first


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026/11/20 9:03:44 AM GMT+1", "2026-11-20"),
        ("2026/11/21 10:03:44 PM GMT+5:30", "2026-11-21"),
        ("2026-11-20 14:03:22", "2026-11-20"),
        ("2026-11-20T14:03:22.123Z", "2026-11-20"),
        ("2026-11-20T14:03:22+01:00", "2026-11-20"),
        ("2026. 11. 20. 14:03:22", "2026-11-20"),
        ("20/11/2026 14:03:22", "2026-11-20"),
        ("20/11/2026 14.03.22", "2026-11-20"),
        ("20/11/2026 à 14h03", "2026-11-20"),
        ("20.11.2026 um 14:03", "2026-11-20"),
        ("20.11.2026, 14:03", "2026-11-20"),
        ("20-11-2026 14:03:22", "2026-11-20"),
        ("20.11.26 14:03", "20.11.26"),
        ("46328", "2026-11-02"),
        ("46329.5", "2026-11-03"),
        ("46329,5", "2026-11-03"),
        ("12345", "12345"),
        ("19999", "19999"),
        ("20000", "1954-10-03"),
        ("79999", "2119-01-10"),
        ("80000", "80000"),
        ("29/02/2027", "29/02/2027"),
        ("29/02/2028", "2028-02-29"),
        ("2026/13/01", "2026/13/01"),
        ("1.2.27", "1.2.27"),
        ("20 Nov 26", "20 Nov 26"),
        ("20 Nov Dec 2026", "20 Nov Dec 2026"),
        ("20 21 Nov 2026", "20 21 Nov 2026"),
        ("Nov 2026", "Nov 2026"),
        ("31 dicembre 2026", "31 Dec 2026"),
        ("1 styczeń 2026", "1 styczeń 2026"),
        ("1 stycznia 2026", "1 Jan 2026"),
        (f"20.11.2026 14:03 ({'x' * 41})", "2026-11-20"),
        (f"20.11.2026 14:03 ({'x' * 42})", f"20.11.2026 14:03 ({'x' * 42})"),
        ("Nov 20, 2026 9:03 AM", "20 Nov 2026"),
        ("Friday, November 20, 2026 9:03:44 AM", "20 Nov 2026"),
        ("20 nov. 2026 09:03", "20 Nov 2026"),
        ("20. November 2026", "20 Nov 2026"),
        ("20 de noviembre de 2026", "20 Nov 2026"),
        ("20 października 2026", "20 Oct 2026"),
        ("14:03 20/11/2026", "2026-11-20"),
        ("31/02/2026", "31/02/2026"),
        ("yesterday", "yesterday"),
        ("fri", "fri"),
        ("", ""),
    ],
)
def test_a_day_in_the_forms_it_comes(written: str, day: str) -> None:
    assert day_text(written) == day


def test_a_column_says_what_comes_first() -> None:
    us = ["11/2/2026 9:00:00", "11/20/26 2:03:44 PM"]
    assert month_first(us)
    assert [day_text(cell, months_first=True) for cell in us] == ["2026-11-02", "20.11.26"]
    assert not month_first(["2/11/2026 9:00", "20/11/2026 9:00"], unless_told=True)
    assert month_first(["2/11/2026 9:00"], unless_told=True)


@pytest.mark.parametrize(
    ("cells", "unless_told", "first"),
    [
        (["12/12/2026"], True, True), (["12/12/2026"], False, False), (["12/13/2026"], False, True), (["13/12/2026"], True, False),
        (["12/13/2026", "13/12/2026"], True, False), (["12.13.2026"], False, False), (["12.13.2026", "1-2-2026"], True, True), ([], True, True),
        (["yesterday", "12-13-26"], False, True),
    ],
)  # fmt: skip
def test_months_come_first_where_a_day_could_only_be_read_so(
    cells: list[str], unless_told: bool, first: bool
) -> None:
    assert month_first(cells, unless_told=unless_told) == first


def test_points_stand_behind_the_day_whatever_the_column_says() -> None:
    assert [day_text(cell, months_first=True) for cell in ("1.2.2026", "1/2/2026")] == ["2026-02-01", "2026-01-02"]
