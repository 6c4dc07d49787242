"""The pitch: each figure leads to its rows, what is missing is named; how it reads is kept in tests/golden."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from msgspec.structs import replace as altered

from store.book.book import Book
from store.core.dates import Clock
from store.core.parsing import parse_money
from store.demo import build_demo
from store.exchange.pitch_formats import FORMS, as_text
from store.model.community import Community
from store.model.finance import Cost, Kpi, OutsideQuote, Rate, Reading
from store.model.people import Volunteer
from store.model.pitch import PITCH, Claim, Evidence, Pitch
from store.model.recognition import Contribution
from store.pitch.case import by_category, moved, next_place, points, remove, rename
from store.pitch.compose import gaps, write
from store.pitch.document import BUCKET_NAMES, DEPTHS, PARTS, Block, Depth, Figure, Page, Source
from store.texts.pitch import NO_INVESTMENT
from tests.support.making import TODAY, ago, fill

HOSTILE = "[/x] Ann [Ops] <b>12</b> & *3*"


def evidence(about: str, claim: str, kind: str, text: str, source: str = "survey") -> Evidence:
    return Evidence(about=about, claim=claim, kind=kind, text=text, source=source, on=ago(9))  # type: ignore[arg-type]


def whole(book: Book) -> None:
    """A pitch in which nothing is missing."""
    fill(
        book,
        Community(organiser="Ida Berg", amounts="point_comma"),
        Volunteer(id="ann", name=HOSTILE),
        Rate(since=ago(60), pay=Decimal(50000), hours=1000),
        Contribution(
            id="a",
            volunteer="ann",
            kind="led_session",
            topic="Excel",
            on=ago(20),
            minutes=100,
            learners=7,
            lasted=60,
        ),
        Contribution(
            id="b", volunteer="ann", kind="led_session", topic="Pivot", on=ago(10), minutes=100, learners=6
        ),
        OutsideQuote(what="Course", price=Decimal("1240.50"), source="offer", quoted_on=ago(90), sessions=("a",)),
        Cost(what="Room", amount=Decimal("99.99"), on=ago(15), every="monthly"),
        Cost(what="Cards", amount=Decimal("12.34"), on=ago(5), bucket="other"),
        Kpi(id="k", name="Calls", baseline=Decimal(19), baseline_on=ago(90), target=Decimal(6), source="report"),
        Reading(kpi="k", value=Decimal("8.5"), on=ago(3)),
        Claim(id="p", claim="Knowledge leaves", category="Knowledge"),
        Claim(id="q", about="benefit", claim="Calmer calls", kpi="k"),
        evidence("problem", "Knowledge leaves", "quote", "No one asked."),
        evidence("problem", "Knowledge leaves", "figure", "7 of 12 left"),
        evidence("benefit", "Calmer calls", "quote", "I like it."),
        Pitch(opening="I propose 2 things.", group="4 trainers", ask="2 hours", reader="Marta"),
    )


# -- every figure can be traced --------------------------------------------------------------------


def test_what_the_program_says_itself_holds_no_figure(sample: Book, book: Book) -> None:
    """All figures of a text come from pieces that know their rows."""
    whole(book)
    for found in (sample, book):
        for depth in DEPTHS:
            page = write(found, TODAY, depth)
            for block in page.blocks:
                said = "".join(piece for piece in block.pieces if isinstance(piece, str))
                assert not re.search(r"\d", said), said
            assert all(figure.rows for block in page.blocks for figure in block.figures)


def test_every_row_leads_to_a_record_of_the_book(sample: Book, book: Book) -> None:
    whole(book)
    for found in (sample, book):
        known = {key for table in found.tables.values() for key in table} | {PITCH, "community"}
        for depth in DEPTHS:
            for block in write(found, TODAY, depth).blocks:
                for figure in block.figures:
                    assert {row.id for row in figure.rows} <= known, figure


@pytest.mark.parametrize("depth", DEPTHS)
def test_sums_are_those_of_their_rows(sample: Book, book: Book, depth: Depth) -> None:
    """An amount with amounts behind it is their sum, to the cent; the shorter texts have it in whole units."""
    whole(book)
    sums = 0
    for found in (sample, book):
        for block in write(found, TODAY, depth).blocks:
            for figure in block.figures:
                if (
                    figure.what
                    in (
                        "Forecast",
                        "Spent to date",
                        "Total cost",
                        "Budget",
                    )
                    or figure.what in BUCKET_NAMES.values()
                ):
                    behind = sum((row.amount for row in figure.rows if row.amount), Decimal())
                    exact = parse_money(figure.text.removeprefix("€"))
                    assert exact == behind if depth == "full case" else abs(exact - behind) < 1, figure
                    sums += 1
    assert sums >= 4


@pytest.mark.parametrize("depth", DEPTHS[1:])
def test_the_buckets_add_up_to_the_forecast(sample: Book, depth: Depth) -> None:
    """Also where all are in whole units: whoever adds them up finds the sum."""
    figures = [figure for block in write(sample, TODAY, depth).blocks for figure in block.figures]
    amount = {
        figure.what: parse_money(figure.text.removeprefix("€"))
        for figure in figures
        if figure.text.startswith("€") and figure.rows[0].amount
    }
    parts = [value for what, value in amount.items() if what in BUCKET_NAMES.values()]
    assert len(parts) == 3
    assert sum(parts) == amount["Forecast"]


def test_the_figures_of_a_book_known_by_heart(book: Book) -> None:
    whole(book)
    page = write(book, TODAY, "full case")
    # 200 minutes at 50 an hour are 166.66, the room on 8 Nov 99.99, the cards 12.34
    found = {figure.what: figure.text for block in page.blocks for figure in block.figures}
    assert found["Spent to date"] == found["Total cost"] == "€278,99"
    assert found["Supplier quotes"] == "€1.240,50"
    assert found["Trainer time for sessions"] == "€83,33"
    assert found["Cost avoided"] == "€1.157,17"
    assert found["ROI"] == "345%"
    assert found["Cost per attendance"] == "€21,46"
    assert found["Break-even"] == "3 November 2026"
    assert found["Learners’ time"] == "7 hours"
    assert "Calls: from 19 in August to 8,5 in November 2026; the target is 6." in page.text


# -- what is missing -------------------------------------------------------------------------------


def test_nothing_is_missing_in_a_whole_pitch(book: Book, sample: Book) -> None:
    whole(book)
    assert gaps(book, TODAY) == []
    assert gaps(sample, TODAY) == []


def test_an_empty_book_is_told_everything_that_is_missing(book: Book) -> None:
    assert [gap.text for gap in gaps(book, TODAY)] == [
        "The proposal in your own words",
        "A first problem",
        "A first benefit",
        "Trainer time: a cost, or the reason there is none",
        "Tools, rooms and materials: a cost, or the reason there is none",
        "Thank-yous, gifts and other costs: a cost, or the reason there is none",
        "The pilot group",
        "Your request",
    ]
    assert {gap.part for gap in gaps(book, TODAY)} <= {*PARTS}
    for depth in DEPTHS:
        assert NO_INVESTMENT in write(book, TODAY, depth).text


def test_each_thing_taken_away_is_missed(book: Book) -> None:
    whole(book)
    by_text = {one.text: one for one in book.evidence.values()}
    cases = [
        ("A quote for ‘Knowledge leaves’", lambda c: c.remove(by_text["No one asked."])),
        ("A figure for ‘Knowledge leaves’", lambda c: c.remove(by_text["7 of 12 left"])),
        ("A category for ‘Knowledge leaves’", lambda c: c.put(replace(book.claims["p"], category=""))),
        ("A KPI for ‘Calmer calls’", lambda c: c.remove(book.kpis["k"])),
        ("A testimonial for ‘Calmer calls’", lambda c: c.remove(by_text["I like it."])),
        ("A source for ‘I like it.’", lambda c: c.put(replace(by_text["I like it."], source=" "))),
        ("Thank-yous, gifts and other costs: a cost, or the reason there is none",
         lambda c: [c.remove(cost) for cost in book.costs.values() if cost.what == "Cards"]),
        ("The pilot group", lambda c: c.put(replace(book.pitches[PITCH], group=""))),
        ("Your request", lambda c: c.put(replace(book.pitches[PITCH], ask=""))),
    ]  # fmt: skip
    for text, take_away in cases:
        with book.change("Take away") as change:
            take_away(change)
        assert [gap.text for gap in gaps(book, TODAY)] == [text]
        book.undo()


def test_a_word_why_fills_an_empty_bucket(book: Book) -> None:
    whole(book)
    with book.change("Take away") as change:
        change.remove(next(cost for cost in book.costs.values() if cost.what == "Cards"))
        change.put(replace(book.pitches[PITCH], other="no one wants gifts"))
    assert gaps(book, TODAY) == []
    for depth in ("one page", "full case"):
        assert (
            "- Thank-yous, gifts and other costs: nothing (no one wants gifts)." in write(book, TODAY, depth).text
        )  # type: ignore[arg-type]


def test_before_anything_is_spent_the_pitch_tells_of_the_time_that_is_planned(book: Book) -> None:
    """Whoever pitches in November for next year finds next year's costs in it, and nothing said to be spent."""
    fill(book, Cost(what="Rooms", amount=Decimal(600), on=ago(-70), state="planned"))
    text = write(book, TODAY, "one page").text
    assert "for 2027 is €600." in text
    assert "is spent" not in text
    assert "- Tools, rooms and materials: €600." in text


def test_money_in_a_key_figure_is_written_as_all_other_money(book: Book) -> None:
    whole(book)
    fill(book, replace(book.kpis["k"], unit="eur", baseline=Decimal(31400), target_on=ago(-90)))
    text = write(book, TODAY, "one page").text
    assert "Calls: from €31.400 in August to €8,50 in November 2026; the target is €6 by February 2027." in text


# -- problems and benefits -------------------------------------------------------------------------


def test_evidence_of_older_books_makes_its_own_problems_and_benefits(book: Book) -> None:
    fill(
        book,
        evidence("problem", "It  hurts", "quote", "Ouch."),
        evidence("problem", "it  HURTS", "figure", "9 of 10"),
    )
    [point] = points(book, "problem")
    assert (len(point.quotes), len(point.figures)) == (1, 1)
    assert points(book, "benefit") == []
    assert "“Ouch.” (survey)" in write(book, TODAY, "full case").text


def test_a_renamed_problem_keeps_its_evidence(book: Book) -> None:
    whole(book)
    was = book.claims["p"]
    with book.change("Rename") as change:
        now = change.put(replace(was, claim="No one hands over"))
        rename(book, change, was, now)
    [point] = points(book, "problem")
    assert (point.name, len(point.quotes), len(point.figures)) == ("No one hands over", 1, 1)
    with book.change("Delete") as change:
        remove(book, change, now)
    assert points(book, "problem") == []
    assert {one.about for one in book.evidence.values()} == {"benefit"}


def test_the_first_ones_make_the_short_text(book: Book) -> None:
    whole(book)
    for place, name in ((3, "third"), (1, "first"), (2, "second")):
        fill(
            book,
            Claim(claim=name, place=place, category="x"),
            evidence("problem", name, "figure", f"{place} of 10"),
        )
    text = write(book, TODAY, "half a page").text
    assert text.index("first") < text.index("second")
    assert "third" not in text


def test_a_problem_moves_within_its_category_and_over_its_edge_with_all_of_it(book: Book) -> None:
    fill(
        book,
        Claim(id="a", claim="A", category="Money"),
        Claim(id="b", claim="B", category="Quality"),
        Claim(id="c", claim="C", category="money "),
        Claim(id="z", claim="Z", about="benefit"),
        evidence("problem", "Only evidence", "quote", "No one asked."),
    )

    def names() -> list[str]:
        return [point.name for _, found in by_category(points(book, "problem")) for point in found]

    def move(name: str, step: int) -> list[str]:
        claim = next(point.claim for point in points(book, "problem") if point.name == name)
        with book.change("Move") as change:
            for one in moved(book, claim, step):
                change.put(one)
        return names()

    assert names() == ["A", "C", "B", "Only evidence"]
    assert move("C", -1) == ["C", "A", "B", "Only evidence"]
    assert move("A", 1) == ["B", "C", "A", "Only evidence"]
    assert move("Only evidence", -1) == ["B", "Only evidence", "C", "A"]
    assert move("B", -1) == ["B", "Only evidence", "C", "A"]
    assert (next_place(book, "problem"), book.claims["z"].place) == (5, 50)
    assert len(points(book, "problem")[1].quotes) == 1


# -- how it leaves the house -----------------------------------------------------------------------


def test_the_three_forms_say_the_same_and_text_stays_text(book: Book) -> None:
    whole(book)
    fill(book, evidence("benefit", "Calmer calls", "quote", HOSTILE, HOSTILE))
    page = write(book, TODAY, "full case")
    assert f"“{HOSTILE}” ({HOSTILE})" in as_text(page)
    assert "<b>" not in FORMS["html"](page)
    assert "[/x] Ann [Ops] &lt;b&gt;12&lt;/b&gt; &amp; *3*" in FORMS["html"](page)
    assert r"\[/x\] Ann \[Ops\] \<b\>12\</b\> & \*3\*" in FORMS["markdown"](page)
    for form in FORMS.values():
        for figure in (figure for block in page.blocks for figure in block.figures if figure.text.startswith("€")):
            assert figure.text in form(page)


def test_what_steers_a_terminal_does_not_leave(book: Book) -> None:
    page = Page(
        "a\x1b[2J", "one page", (Block("ask", "bullet", ("x ", Figure("\x1b]0;y\x07\n- z", (Source("a", "b"),)))),)
    )
    for form in FORMS.values():
        assert "\x1b" not in form(page)
        assert "\x07" not in form(page)
    assert altered(page, title="b").title == "b"


def test_the_samples_pitch_has_the_length_its_name_says(sample: Book) -> None:
    half, page, full = (write(sample, TODAY, depth).words for depth in DEPTHS)
    assert 120 < half < 230
    assert 350 < page < 560
    assert page < full < 900


@pytest.mark.parametrize(("volunteers", "months"), [(24, 1), (40, 30)])
def test_samples_of_other_sizes_have_a_pitch_too(tmp_path: Path, volunteers: int, months: int) -> None:
    build_demo(tmp_path / "demo.json", TODAY, volunteers=volunteers, months=months)
    with Book.open(tmp_path / "demo.json", Clock(TODAY), write=False) as book:
        assert gaps(book, TODAY) == []
        for depth in DEPTHS:
            assert not re.search(r"None|\{|  |\(\)|‘’", write(book, TODAY, depth).text)


@pytest.mark.parametrize(("depth", "told"), [*zip(DEPTHS, (0, 1, 2), strict=True)])
def test_how_many_say_so_beside_a_key_figure(book: Book, depth: Depth, told: int) -> None:
    whole(book)
    fill(book, evidence("benefit", "Calmer calls", "quote", "We like it."))
    text = as_text(write(book, TODAY, depth))
    assert sum(words in text for words in ("I like it.", "We like it.")) == told


def test_a_benefit_without_a_key_figure_is_told_by_one_piece_of_evidence_on_a_page(book: Book) -> None:
    whole(book)
    fill(
        book, Claim(id="r", about="benefit", claim="Fewer mails"), evidence("benefit", "Fewer mails", "figure", "9 of 10 fewer"),
        evidence("benefit", "Fewer mails", "quote", "I sleep again."),
    )  # fmt: skip
    told = [as_text(write(book, TODAY, depth)) for depth in DEPTHS[1:]]
    assert ["9 of 10 fewer" in text for text in told] == [True, True]
    assert ["I sleep again." in text for text in told] == [False, True]


def test_half_a_page_says_in_one_line_each_who_begins_and_what_is_asked_for(book: Book) -> None:
    whole(book)
    with book.change("Two lines") as change:
        [pitch] = book.pitches.values()
        change.put(replace(pitch, group="\n 4 trainers\nfrom Sales", ask="2 hours\na room"))
    half, page, full = ([block.text for block in write(book, TODAY, depth).blocks] for depth in DEPTHS)
    assert [text for text in half if text.startswith(("Pilot", "The ask"))] == [
        "Pilot: 4 trainers",
        "The ask: 2 hours",
    ]
    assert not {"from Sales", "a room"} & {*half}
    for whole_page in (page, full):
        assert {"4 trainers", "from Sales", "2 hours", "a room"} <= {*whole_page}


@pytest.mark.parametrize("depth", DEPTHS)
def test_no_heading_stands_without_words_below_it(book: Book, depth: Depth) -> None:
    fill(book, Pitch(id=PITCH, opening="I propose a circle.", ask=" ", group=" "))
    blocks = write(book, TODAY, depth).blocks
    bare = [
        one.text
        for one, below in pairwise((*blocks, None))
        if one and "heading" in one.kind and (below is None or "heading" in below.kind)
    ]
    assert bare == []


@pytest.mark.parametrize("depth", DEPTHS[1:])
def test_what_volunteers_gain_has_a_part_of_its_own(book: Book, depth: Depth) -> None:
    whole(book)
    gain = Claim(id="g", about="benefit", claim="People grow", whose="volunteers")
    fill(book, gain, evidence("benefit", "People grow", "quote", "I speak up now."))
    blocks = write(book, TODAY, depth).blocks
    told = {part: " ".join(block.text for block in blocks if block.part == part) for part in ("benefits", "gains")}
    assert ["People grow" in text for text in told.values()] == [False, True]
    assert "I speak up now." in told["gains"]
    assert gaps(book, TODAY) == []
