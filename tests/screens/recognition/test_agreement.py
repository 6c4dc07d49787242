"""Counts agree, whatever happened: on the screen, in ‘guildbook week’ and in an update."""

from __future__ import annotations

import re
from datetime import date
from random import Random
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from screens.recognition.recognition import RecognitionScreen
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.core.record import ORGANISER, Record
from store.exchange.thanks_formats import wall_as_text
from store.insights.health_check import signs, worst
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.model.recognition import Contribution, ContributionKind, Recognition
from store.model.stages import Move
from store.model.stakeholders import Stakeholder
from store.updates.compose import compose
from store.week import plan as week
from tests.conftest import LONG
from tests.support.app_internals import show_view
from tests.support.harness import TODAY, press, running
from tests.support.making import ago

PEOPLE = ("ann", "bo", "cy", "dee")
EVA = Stakeholder(id="eva", name="Eva", cadence="on_change", since=TODAY)
TOPICS = ("", "Excel", "excel", "Feedback")


def event(seed: int) -> Record:
    """One thing that happened: something was done, a gathering was held or skipped, or thanks were given."""
    chance = Random(seed)
    on, some = ago(chance.randint(0, 80)), tuple(chance.sample(PEOPLE, chance.randint(0, 3)))
    topic, learners, who = chance.choice(TOPICS), chance.choice((None, 0, 7, 30)), chance.choice(PEOPLE)
    match chance.randrange(3):
        case 0:
            kind = chance.choice(get_args(ContributionKind))
            return Contribution(volunteer=who, kind=kind, on=on, topic=topic, together=some, learners=learners)
        case 1:
            return Gathering(
                name="AMA", on=on, state=chance.choice(("held", "held", "skipped")), topic=topic, notes=".",
                host=chance.choice((who, ORGANISER)), cohosts=some, attended=tuple(chance.sample(PEOPLE, 2)),
                learners=learners,
            )  # fmt: skip
    return Recognition(
        to=some or (who,), behaviour=chance.choice(("helps others", "sings")), words="Thank you", on=on,
        public=chance.random() < 0.5,
    )  # fmt: skip


histories = st.lists(st.integers(0, 2**32).map(event), max_size=14)


def hold(book: Book, records: list[Record]) -> None:
    """Let a book hold these people and this history; in memory only."""
    members = [Volunteer(id=who, name=who.title(), yes_on=ago(400), met_on=ago(400)) for who in PEOPLE]
    moves = [Move(volunteer=who, stage="core", on=ago(30)) for who in PEOPLE]  # too lately to have gone quiet
    named = [replace(record, id=f"r{number:02}") for number, record in enumerate(records)]  # and not by chance
    for table in book.tables.values():
        table.take({r.id: r for r in (*members, *moves, EVA, *named) if isinstance(r, table.kind)})


def figures(text: str, pattern: str) -> list[int]:
    found = re.search(pattern, text)
    return [int(part or 0) for part in found.groups()] if found else []


class Shown:
    """What the recognition screen says of the book it is on."""

    def __init__(self, screen: RecognitionScreen) -> None:
        self.screen = screen

    def waiting(self) -> list[str]:
        listing = self.screen.query_one("#waiting", Listing)
        assert figures(str(listing.border_title), r"To thank · (\d+)\b") == [len(listing.keys)]
        return listing.keys

    def log(self, view: str) -> tuple[str, list[str]]:
        show_view(self.screen, view)
        listing = self.screen.query_one("#log", Listing)
        return str(listing.border_title), listing.keys


async def test_screen_week_and_update_say_the_same(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "4")
        assert isinstance(pilot.app.screen, RecognitionScreen)
        shown = Shown(pilot.app.screen)

        @settings(max_examples=2000 if LONG else 300)
        @given(histories)
        def agree(records: list[Record]) -> None:
            hold(empty, records)
            planned = week.plan(empty, TODAY)
            printed = week.as_text(empty, planned, TODAY)
            always = compose(empty, EVA, TODAY, since=date(2026, 1, 1)).facts
            november = compose(empty, EVA, TODAY, since=date(2026, 11, 1)).facts

            # who waits for a thank-you: nothing else is to be done in this book, but a first step, and to steer where it goes wrong
            title, given_keys = shown.log("timeline")
            waiting = shown.waiting()
            others = (worst(signs(empty, TODAY)) is not None) + (planned.first_step is not None)
            assert sum(figures(printed, r"To-dos: (\d+)(?: \((\d+) more waiting\))?")) == len(waiting) + others
            named = re.findall(r"^- \d+ Thank (\w+):", printed, re.MULTILINE)
            assert {name.lower() for name in named} <= {*waiting}

            # what was given: in the list; by behaviour, by person or on the wall
            assert figures(title, r"Thank-yous · (\d+)$") == [len(given_keys)] == [len(empty.recognitions)]
            if len(records) % 3 == 0:
                _, by_behaviour = shown.log("by behaviour")
                assert {key for key in by_behaviour if not key.startswith("never ")} == {*given_keys}
            elif len(records) % 3 == 1:
                _, by_person = shown.log("by person")
                each = sum(len(r.to) for r in empty.recognitions.values())
                assert sum(not key.startswith("never ") for key in by_person) == each
            else:
                wall, _ = shown.log("wall")
                assert figures(wall, r"2026 · (\d+)$") == [wall_as_text(empty, TODAY).count("\n- ")]

            # the sessions led
            title, _ = shown.log("contributions")
            assert (figures(title, r"(\d+) sessions? led$") or [0]) == [len(always.sessions)]

            # who came this month
            assert figures(printed, r"attended: (\d+) in Nov") == [november.came + november.guests]

        agree()
