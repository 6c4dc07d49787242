"""Text is text: a book full of words that would crash, steer or derange a careless screen."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from screens.common.screen import BookScreen
from store.book.book import Book
from store.book.schema import Tables
from store.core.dates import Clock
from store.core.fields import fields
from store.core.record import Record
from store.core.text import one_line
from store.launch.frameworks import CANVAS, FACETS
from store.launch.kickoff import MINUTES
from store.model.agreement import TOPICS, Article, Idea, Talk, Wish
from store.model.assessments import Agreement, Score, Word
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Budget, Cost, Kpi, OutsideQuote, OwnRate, Rate, Reading
from store.model.library import Resource
from store.model.people import (
    Ask,
    Checklist,
    Contact,
    Department,
    Filter,
    Need,
    Reminder,
    Role,
    Task,
    Tenure,
    Volunteer,
)
from store.model.pitch import Claim, Evidence, Pitch
from store.model.recognition import Contribution, Recognition
from store.model.stages import Adoption, Move
from store.model.stakeholders import Duty, Post, Stakeholder, Update
from store.model.training import Readiness, Teaching
from store.people.departments import STATES
from store.people.stages import STAGES
from store.training.readiness import LEVELS
from store.updates.draft import SECTIONS
from store.updates.stakeholder_map import PHASES
from tests.support.harness import (
    HOSTILE,
    NARROW,
    PLACES,
    TODAY,
    WIDE,
    go,
    here,
    paste,
    press,
    resize,
    running,
    settle,
    strips,
    text_of,
    toasts,
)
from tests.support.making import any_record
from tests.support.textual_internals import failure

SMALL = (60, 16)
TEXTS = (
    HOSTILE,
    "[@click=app.quit]hi[/]",
    "\x1b]52;c;aGk=\x07",
    "\x1b[31mred",
    "\N{RIGHT-TO-LEFT OVERRIDE}exe.gnp",
    "\u0301\u0308alone",
    "👩\u200d👩\u200d👧\u200d👦 family 🏳\ufe0f\u200d🌈",
    "long " * 40,
    "مرحبا بالعالم",
    "佐藤 美咲\u3000研修" + "研修" * 40,
    "“quotes” 'and' \"more\" \\ $name {braces} {0} %s",
    "two\nlines\tand a tab",
    "[red]",
    "[/]",
)
PLAIN = {"steps", "snoozes", "templates", "weights", "erased"}
"""Tables without a text of someone's own that a screen shows."""
STEERING = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), 0x2028, 0x2029)}
"""Characters that move, colour, ring or reorder; none may reach the terminal out of a text."""


def filled(kind: type[Record], text: str, /, **kept: Any) -> Record:
    """A record with this text in each of its fields that takes any."""
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.kind in ("text", "long") and (field.needed or not field.hidden):
            values[field.name] = "\n".join(TEXTS) if field.kind == "long" else text
        elif field.kind == "list" and not field.hidden:
            values[field.name] = (text, HOSTILE)
    return kind(**{**values, **kept})


def hostile_records() -> Iterator[Record]:
    """Records of every kind; those of which nothing hangs on what they say are made up from their fields alone."""
    made: dict[type[Record], list[str]] = {}
    for record in _told_by_hand():
        made.setdefault(type(record), []).append(record.id)
        yield record
    tables = Tables().tables
    ids = {name: made.get(table.kind, []) for name, table in tables.items()}
    for name, table in tables.items():
        for number, text in enumerate(TEXTS if table.kind not in made and name not in PLAIN else ()):
            some = any_record(table.kind, f"{name}{number}", ids, random.Random(number))
            plain = [field.name for field in fields(table.kind) if field.kind not in ("text", "long", "list")]
            yield filled(table.kind, text, **{field: getattr(some, field) for field in plain})


def _told_by_hand() -> Iterator[Record]:
    """For every text a department, a person, a ritual, a cost, ... called so, and every kind of act this week."""
    kick_off = "kick_off"
    yield filled(Gathering, TEXTS[0], id=kick_off, on=TODAY + timedelta(days=9))
    yield filled(Community, TEXTS[3], name=HOSTILE, currency="[/x]", budget=Decimal(100))
    yield filled(Pitch, HOSTILE)
    for number, text in enumerate(TEXTS):
        day, key = TODAY - timedelta(days=number + 10), f"{number}"
        stage = STAGES[number % len(STAGES)]
        yield filled(Department, text, id=f"d{key}")
        yield filled(Volunteer, text, id=f"v{key}", department=f"d{key}", met_on=day, yes_on=day, quiet_until=None)
        yield filled(Move, text, volunteer=f"v{key}", stage=stage, on=day)
        yield filled(Ritual, text, id=f"r{key}", start=day, rule="FREQ=WEEKLY", hosts=(f"v{key}",) * (number % 2))
        yield filled(
            Gathering, text, id=f"r{key}-{day:%Y%m%d}", ritual=f"r{key}", on=day, due_on=day,
            state="held" if number % 3 else "skipped", host=f"v{key}", attended=(f"v{key}", "v0"),
        )  # fmt: skip
        yield filled(Gathering, text, on=TODAY + timedelta(days=number % 5))
        yield filled(Contribution, text, volunteer=f"v{key}", kind="led_session", on=day + timedelta(days=5))
        public = number % 2 == 0
        yield filled(Recognition, text, to=(f"v{key}",), named=(text,), behaviour=text, on=day, public=public)
        yield filled(Contact, text, who=f"v{key}", on=day)
        yield filled(Cost, text, amount=Decimal(number), on=TODAY)
        yield filled(Cost, text, amount=Decimal(number), on=day, state="planned", every="monthly")
        yield filled(
            Contribution, text, id=f"led{key}", volunteer=f"v{key}", kind="led_session", on=day, minutes=90
        )
        yield filled(Rate, text, since=day, pay=Decimal(40000 + number), hours=1600)
        yield filled(OwnRate, text, volunteer=f"v{key}", since=day, pay=Decimal(90000), hours=1600)
        yield filled(Budget, text, since=day, until=TODAY, amount=Decimal(100))
        yield filled(OutsideQuote, text, price=Decimal(800), quoted_on=day, sessions=(f"led{key}",))
        yield filled(Kpi, text, id=f"k{key}", baseline=Decimal(9), baseline_on=day, target=Decimal(-3))
        yield filled(Reading, text, kpi=f"k{key}", value=Decimal("4.5"), on=TODAY)
        yield filled(Claim, text, about="benefit" if number % 2 else "problem", kpi=f"k{key}")
        for kind in ("quote", "figure"):
            yield filled(Evidence, text, about="benefit" if number % 2 else "problem", kind=kind, on=day)
        yield filled(Role, text, id=f"o{key}")
        yield filled(
            Tenure, text, role=f"o{key}", volunteer=f"v{key}", since=day, until=day if number % 2 else None
        )
        yield filled(Stakeholder, text, id=f"s{key}")
        yield filled(Update, text, to=(f"s{key}",), since=day, until=day, state="sent", sent_on=day)
        yield filled(Ask, text, who=f"v{key}", on=day, outcome="open" if number % 2 else "declined")
        yield filled(Ask, text, who=f"s{key}", on=day)
        yield Checklist(
            id=f"c{key}", volunteer=f"v{key}", kind="offboarding" if number % 2 else "onboarding", on=day
        )
        yield filled(Task, text, checklist=f"c{key}", step=number, done_on=day if number % 3 else None)
        yield filled(Adoption, text, department=f"d{key}", state=STATES[number % len(STATES)], on=day)
        yield filled(Readiness, text, volunteer=f"v{key}", topic=text, level=LEVELS[number % len(LEVELS)], on=day)
        yield filled(Teaching, text, volunteer=f"v{key}", skill="explaining", grade="developing", on=day)
        yield filled(Filter, text, topics=(text,), departments=(f"d{key}",), stages=())
        yield filled(Resource, text, owner=f"v{key}")
        yield filled(Duty, text, phase=PHASES[number % len(PHASES)], who=f"s{key}" if number % 2 else f"v{key}")
        yield filled(Post, text, on=day, owner=f"v{key}", done_on=day if number % 2 else None)
        yield filled(Reminder, text, who=f"v{key}", on=TODAY, done_on=day if number % 2 else None)
        yield filled(Need, text, who=f"v{key}", on=day, status="open" if number % 2 else "in_progress")
        yield filled(Agreement, text, theme=CANVAS[number].key, on=day, review_on=TODAY)
        yield filled(Score, text, facet=FACETS[number % len(FACETS)].key, on=day, review_on=TODAY)
        yield filled(Word, text, about=("together:talk", "roadmap:told")[number % 2], on=day)
        yield filled(Article, text, topic=TOPICS[number % len(TOPICS)], on=day)
        yield filled(Talk, text, id=f"t{key}", technique=[*MINUTES][number % len(MINUTES)], gathering=kick_off)
        yield filled(Idea, text, talk=f"t{key}")
        yield filled(
            Wish, text, by=f"v{key}", department=f"d{key}", votes=number, gathering=kick_off * (number % 2)
        )
        words = dict.fromkeys(SECTIONS, "\n".join(TEXTS))
        yield Update(to=(f"s{key}",), since=day, until=TODAY, words=words, chosen=dict.fromkeys(SECTIONS, True))


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile book, written once."""
    path = tmp_path_factory.mktemp("hostile") / "[red] book [-1].json"
    Book.write_new(path, hostile_records(), book_id="hostile")
    return path


@pytest.fixture
def hostile(hostile_file: Path, tmp_path: Path) -> Iterator[Book]:
    path = Path(shutil.copy(hostile_file, tmp_path))
    with Book.open(path, Clock(TODAY)) as book:
        yield book


def check(pilot: Pilot[None], where: str) -> None:
    """The app is still there, and nothing it shows can steer a terminal."""
    harmless(pilot, strips(pilot), where)


def harmless(pilot: Pilot[None], shown: list[Strip], where: str) -> None:
    """As :func:`check` has it, for what is known to be shown."""
    assert pilot.app.is_running, where
    assert failure(pilot.app) is None, where
    steering = STEERING & {character for strip in shown for character in strip.text}
    assert not steering, (where, steering)


def test_no_kind_of_record_is_left_out(hostile: Book) -> None:
    assert {name for name, table in hostile.tables.items() if not len(table)} == PLAIN


@pytest.mark.parametrize("place", PLACES)
async def test_every_place_lives_with_hostile_text_in_every_size(hostile: Book, place: str) -> None:
    async with running(hostile, SMALL) as pilot:
        await go(pilot, place)
        for size in (SMALL, NARROW, WIDE, SMALL):
            await resize(pilot, size)
            await press(pilot, "end")
            check(pilot, f"{place} at {size}")


@pytest.mark.parametrize(
    "place", ["list", "agenda", "contributions", "readers", "facts", "what was", "kpis", "pitch", "check-ups"]
)
async def test_whatever_is_highlighted_is_told_about_without_harm(hostile: Book, place: str) -> None:
    async with running(hostile) as pilot:
        await go(pilot, place)
        for number in range(len(TEXTS)):
            await press(pilot, "down")
            check(pilot, f"line {number} of {place}")


async def test_help_palette_filter_and_undo_live_with_hostile_text(hostile: Book) -> None:
    async with running(hostile, SMALL) as pilot:
        for room in "12345678":
            await press(pilot, room, "?")
            check(pilot, f"help of screen {room}")
            await press(pilot, "escape", "/", "=[", "enter", "down", "escape")
            check(pilot, f"filter of screen {room}")
            await press(pilot, "d", "u")
            check(pilot, f"undo on screen {room}")
        await press(pilot, "ctrl+p")
        check(pilot, "palette")


async def test_a_form_at_the_smallest_size_lives_with_hostile_text(hostile: Book) -> None:
    async with running(hostile, SMALL) as pilot:
        for room in ("2", "3", "4", "5", "6", "8"):
            await press(pilot, room, "e")
            check(pilot, f"form of screen {room}")
            await press(pilot, *["tab"] * 12)
            check(pilot, f"end of the form of screen {room}")
            await press(pilot, "escape", "escape")


async def test_a_name_is_shown_as_it_is_wherever_it_goes(circle: Book) -> None:
    """On the page, in the list, as title of forms, in pickers, in what is said in passing, in help and palette."""
    async with running(circle) as pilot:
        assert HOSTILE in text_of(pilot)  # the week
        await press(pilot, "4")
        assert HOSTILE in text_of(pilot)  # who waits for thanks
        await press(pilot, "2", "right", "right")
        assert f"╭─ {HOSTILE} ─" in text_of(pilot)  # below the board
        await press(pilot, "v", "/", "=[/x] a", "enter")
        assert HOSTILE in text_of(pilot)  # the list
        await press(pilot, "enter")
        assert f"{HOSTILE} · active, Ops" in text_of(pilot)  # the page's frame
        await press(pilot, "t")
        assert f"Thank {HOSTILE}" in text_of(pilot)  # a form's frame
        await press(pilot, "=!", "enter")
        assert "Thank you, [/x], for" in text_of(pilot)
        await press(pilot, "u")
        assert toasts(pilot)[-1] == f"Undone: Thank {HOSTILE}. Press U to redo."
        assert f"Undone: Thank {HOSTILE}. Press" in text_of(pilot)
        await press(pilot, "3", "w")
        assert HOSTILE in text_of(pilot)  # a picker
        await press(pilot, "=[ops]", "enter")
        assert f"Assigned Coffee corner to {HOSTILE}. Press" in text_of(pilot)
        assert re.search(rf"Host +{re.escape(HOSTILE)}", text_of(pilot))
        await press(pilot, "4", "a", "space", "=[/x]", "space", "enter")
        assert HOSTILE in text_of(pilot)  # a picked value
        await press(pilot, "escape", "escape", "6", "a", "=[/x] Ann [Ops]", "ctrl+s", "home")
        assert f"╭─ {HOSTILE} · monthly" in text_of(pilot)


async def test_the_palette_offers_records_by_name_as_they_are(hostile: Book) -> None:
    async with running(hostile) as pilot:
        for typed in ("ann", "@click", "[", "family", "美咲", "red", "52;c", "مر"):
            await press(pilot, "ctrl+p", f"={typed}")
            check(pilot, typed)
            assert here(pilot) == "Palette"
            if typed == "ann":
                assert HOSTILE in text_of(pilot)
            await press(pilot, "down", "enter")
            check(pilot, f"after {typed}")
            await press(pilot, "1")


async def test_a_click_on_text_does_not_do_what_the_text_says(hostile: Book) -> None:
    async with running(hostile) as pilot:
        await press(pilot, "2", "v", "/", "=click", "enter")
        lines = text_of(pilot).splitlines()
        y = next(number for number, line in enumerate(lines) if "[@click=app.quit]hi[/]" in line)
        await pilot.click(offset=(lines[y].index("hi["), y))
        await settle(pilot)
        check(pilot, "click")


async def test_pasted_hostile_text_comes_back_as_it_was_but_for_what_steers(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a")
        await paste(pilot, "[/x] \x1b[31mAnn \N{RIGHT-TO-LEFT OVERRIDE}[Ops]\x07")
        check(pilot, "form")
        await press(pilot, "ctrl+s")
        check(pilot, "board")
        assert "[/x] ␛[31mAnn \N{REPLACEMENT CHARACTER}[Ops]␇" in {v.name for v in circle.volunteers.values()}


async def test_hostile_rows_can_be_brought_in(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "i")
        await paste(
            pilot, "Name\tDepartment\n" + "".join(f"{text.strip()}\t{text}\n" for text in TEXTS if "\n" not in text)
        )
        check(pilot, "what was understood")
        await press(pilot, "ctrl+s")
        check(pilot, "board")
        assert here(pilot) == "PipelineScreen"
        assert len(circle.volunteers) > 15


@pytest.mark.parametrize("text", TEXTS)
async def test_a_talk_whose_time_runs_is_told_above_without_harm(circle: Book, text: str) -> None:
    async with running(circle) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, BookScreen)
        screen.frame.show_timed(f"{text}: Talk")
        await settle(pilot)
        check(pilot, text)
        assert f" 0 {one_line(text)[:8]}" in text_of(pilot)
