"""The update: every number in it equals what the records give when counted by hand."""

from __future__ import annotations

import random
import re
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import Clock
from store.core.numbers import share_of
from store.core.record import ORGANISER, Record
from store.finance.ledger import BUCKETS
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Cost
from store.model.people import Volunteer
from store.model.recognition import Contribution, ContributionKind, Recognition
from store.model.stages import Move
from store.model.stakeholders import Kind, Stakeholder
from store.people.stages import STAGES
from store.updates.compose import compose, keep, sent
from store.updates.draft import SECTIONS, Draft, Section
from store.updates.metrics import facts
from store.updates.stakeholders import draft_for, sent_updates
from store.updates.templates import TITLES
from tests.conftest import LONG
from tests.support.making import TODAY, ago, fill, held

EVA = Stakeholder(id="eva", name="Eva Horn", stake="fewer errors", ask="One hour a month by 1 December")
KINDS = get_args(Kind)
LED = ("led_session", "co_led_session")


def section(draft: Draft, name: str) -> Section:
    return next(found for found in draft.sections if found.name == name)


def words(draft: Draft, name: str) -> str:
    return section(draft, name).words


def nouns(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# -- counted by hand over random histories ---------------------------------------------------------


def any_history(book: Book, chance: random.Random) -> None:
    people = [f"p{number}" for number in range(chance.randint(1, 5))]
    records: list[Record] = [Community(), EVA]
    for person in people:
        met = ago(chance.randint(0, 90))
        records.append(Volunteer(id=person, name=f"core since {person}", yes_on=chance.choice([None, met])))
        for step in range(chance.randint(0, 5)):
            on, stage = ago(chance.randint(0, 90)), chance.choice(STAGES)
            records.append(Move(id=f"m{person}{step}", volunteer=person, stage=stage, on=on, step=step))
    for number in range(chance.randint(0, 5)):
        records.append(
            Gathering(
                id=f"g{number}",
                name=f"Gathering {number}",
                on=ago(chance.randint(-10, 90)),
                state=chance.choice(["planned", "held", "held", "skipped"]),
                host=chance.choice([ORGANISER, "", *people]),
                attended=tuple(chance.sample(people, chance.randint(0, len(people)))),
                learners=chance.choice([None, 7]),
                quotes=chance.choice(["", "Good.\n\n‘Very’ good.\n"]),
            )
        )
    for number in range(chance.randint(0, 6)):
        records.append(
            Contribution(
                id=f"c{number}",
                volunteer=chance.choice(people),
                kind=chance.choice(get_args(ContributionKind)),
                on=ago(chance.randint(-10, 90)),
                learners=chance.choice([None, 0, 1, 12]),
                topic=chance.choice(["", "Excel", "excel", "Feedback"]),
            )
        )
    for number in range(chance.randint(0, 5)):
        records.append(
            Cost(
                id=f"k{number}",
                what="Room",
                bucket=chance.choice(BUCKETS),
                amount=Decimal(chance.randint(0, 300_000)).scaleb(-2),
                on=ago(chance.randint(-10, 90)),
                state=chance.choice(["planned", "spent", "spent"]),
            )
        )
    fill(book, *records)


def stage_by_hand(book: Book, person: str, day: date) -> str:
    stage, newest = "interested", (date.min, -1)
    for move in book.moves.values():
        if move.volunteer == person and move.on <= day and (move.on, move.step) > newest:
            stage, newest = move.stage, (move.on, move.step)
    return stage


def members_by_hand(book: Book, day: date) -> set[str]:
    return {who for who in book.volunteers if stage_by_hand(book, who, day) in ("newcomer", "active", "core")}


def journeys_by_hand(book: Book, since: date, until: date) -> tuple[int, int, int, int]:
    """How many joined, became active, became core and left, each person counted once."""
    levels = ["newcomer", "active", "core"]
    joined = active = core = left = 0
    for person in book.volunteers:
        was = stage_by_hand(book, person, since - timedelta(days=1))
        now = stage_by_hand(book, person, until)
        if now in levels and was not in levels:
            joined += 1
        elif now in levels and levels.index(now) > levels.index(was):
            active += now == "active"
            core += now == "core"
        elif was in levels and now not in levels:
            left += 1
    return joined, active, core, left


def engaged_by_hand(book: Book, until: date) -> set[str]:
    """The members who attended, hosted or contributed in ninety days."""
    found = set()
    for gathering in book.gatherings.values():
        if gathering.state == "held" and until - timedelta(days=90) < gathering.on <= until:
            found |= {*gathering.attended, gathering.host}
    for made in book.contributions.values():
        if until - timedelta(days=90) < made.on <= until:
            found.add(made.volunteer)
    return found & members_by_hand(book, until)


def check_wins(told: str, kind: Kind, reached: dict[tuple[date, str], int], learners: int) -> None:
    """Topics are told with all their attendances, and what is not told by topic is counted below."""
    topics: dict[str, int] = {}
    for (_, topic), count in reached.items():
        topics[topic] = topics.get(topic, 0) + count
    lines = [line for line in told.splitlines() if line.startswith("- ")]
    outcomes = sum("for the first time" in line for line in lines)
    rest = [found for line in lines if (found := re.match(r"- and (\d+) more session", line))]
    shown = len(lines) - outcomes - len(rest)
    assert shown <= len(topics)
    assert outcomes + shown <= {"quick_overview": 3, "charts": 3, "detailed_report": 5}[kind]
    if kind == "charts":
        counted = [
            int(found[1].replace(",", "")) for line in lines if (found := re.search(r": ([\d,]+) of ", line))
        ]
        assert counted == sorted(topics.values(), reverse=True)[: len(counted)]
        assert all(
            line.endswith(f" of {nouns(learners, 'learner attendance')}")
            for line in lines
            if "█" in line or "░" in line
        )
    elif kind == "detailed_report" and shown:
        assert bool(rest) == (shown < len(topics))


def check_attendance(told: str, held: int, recorded: int, counted: tuple[int, int, int]) -> None:
    """Each figure of the attendance says what it is, and nothing is said of gatherings without a record of it."""
    seats, came, guests = counted
    assert bool(told) == bool(held)
    led = not seats and re.search(r"\d+ (colleagues? attended|attendances? in total)\.", told)
    if led:  # the first sentence of the update has said how many gatherings were held
        assert held == recorded
        return
    if held:
        assert nouns(recorded or held, "gathering") in told
        assert ("not recorded" in told) == (recorded < held)
    if 0 < recorded < held:
        assert nouns(held - recorded, "more gathering") in told
    if not seats:
        assert not recorded or re.search(r", with \d+ attendances?", told)
        return
    assert (f" {share_of(came, seats)}%, " in told) == (seats >= 5)
    assert (f", plus {nouns(guests, 'guest attendance')}" in told) == bool(guests)
    if recorded == 1:
        assert f"{came} of {seats} at 1 gathering" in told
    elif seats < 4.5 * recorded:
        assert f"{came} of {seats} possible attendances at {recorded} gatherings" in told
    else:
        average = f"{came / recorded + 1e-9:.0f} of {seats / recorded + 1e-9:.0f}"
        assert f"on average {average} at {recorded} gatherings" in told


@settings(max_examples=3000 if LONG else 100)
@given(st.integers(0, 2**32), st.integers(0, 60), st.integers(0, 40), st.sampled_from(KINDS))
def test_every_number_equals_the_records_counted_by_hand(seed: int, length: int, back: int, kind: Kind) -> None:
    until = ago(back)
    since = until - timedelta(days=length)
    with (
        tempfile.TemporaryDirectory() as folder,
        Book.open(Path(folder) / "book.json", Clock(TODAY), create=True) as book,
    ):
        any_history(book, random.Random(seed))
        found = facts(book, since, until, TODAY)
        draft = compose(book, EVA, TODAY, since=since, until=until, kind=kind)
        assert draft.facts == found

        yes = sum(1 for who in book.volunteers.values() if who.yes_on and since <= who.yes_on <= until)
        joined, active, core, left = journeys_by_hand(book, since, until)
        members = len(members_by_hand(book, until))
        assert (len(found.said_yes), len(found.joined), len(found.grown)) == (yes, joined, active + core)
        assert (len(found.left), found.members) == (left, members)
        told = words(draft, "progress")
        begun = any(g.state == "held" and g.on <= until for g in book.gatherings.values())
        begun = begun or any(made.kind in LED and made.on <= until for made in book.contributions.values())
        happened = begun and any((yes, joined, active, core, left))
        assert (f"{nouns(yes, 'colleague')} said yes" in told) == bool(begun and yes)
        assert (f"{nouns(joined, 'newcomer')} joined" in told) == bool(begun and joined)
        assert (f"{nouns(active, 'member')} became active" in told) == bool(begun and active)
        assert (f"{nouns(core, 'member')} joined the core group" in told) == bool(begun and core)
        assert (f"{nouns(left, 'member')} left" in told) == bool(begun and left)
        assert bool(told) == bool(begun and (happened or members))
        everyone = members > 1 and found.engaged == members
        of_all = f"all {members} members have" if everyone else f" of {nouns(members, 'member')}"
        assert (of_all in told) == bool(begun and members)
        assert found.engaged == len(engaged_by_hand(book, until))
        assert section(draft, "progress").figure == f"{joined} joined, {core} core"

        held = recorded = seats = came = guests = skipped = quotes = 0
        for gathering in book.gatherings.values():
            if since <= gathering.on <= until and gathering.state == "held":
                held += 1
                there = members_by_hand(book, gathering.on)
                recorded += bool(gathering.attended)
                seats += len(there) if gathering.attended else 0
                for person in gathering.attended:
                    came += person in there
                    guests += person not in there
                quotes += 2 if gathering.quotes else 0
            skipped += since <= gathering.on <= until and gathering.state == "skipped"
        assert (len(found.held), found.recorded) == (held, recorded)
        assert (found.seats, found.came, found.guests) == (seats, came, guests)
        assert (len(found.skipped), len(found.quotes)) == (skipped, quotes)
        told = "\n".join(line for line in words(draft, "participation").splitlines() if "taught" not in line)
        check_attendance(told, held, recorded, (seats, came, 0 if kind == "quick_overview" else guests))

        reached: dict[tuple[date, str], int] = {}
        leaders = set()
        for made in book.contributions.values():
            if made.kind in LED and since <= made.on <= until:
                session = (made.on, made.topic.lower() or made.id)
                reached[session] = max(reached.get(session, 0), made.learners or 0)
                leaders.add(made.volunteer)
        sessions, learners = len(reached), sum(reached.values())
        assert (len(found.sessions), found.leaders, found.learners) == (sessions, len(leaders), learners)
        told = words(draft, "opening")
        if sessions:
            assert nouns(len(leaders), "colleague") in told
            assert (nouns(learners, "learner attendance") in told) == bool(learners)
        check_wins(words(draft, "wins"), kind, reached, learners)
        assert section(draft, "feedback").figure == nouns(quotes, "quote")

        cents = costs = 0
        for cost in book.costs.values():
            if cost.state == "spent" and since <= cost.on <= until:
                costs += 1
                cents += int(cost.amount.scaleb(2))
        assert (len(found.costs), found.spent) == (costs, Decimal(cents).scaleb(-2))
        told = words(draft, "cost")
        assert bool(told) == bool(costs)
        if costs:
            assert f"€{(cents + 50) // 100:,}" in told
            assert ("per learner attendance" in told) == bool(learners)


def test_a_book_counted_by_hand(book: Book) -> None:
    people = [Volunteer(id=name, name=name.title(), yes_on=ago(40)) for name in ("ann", "ida", "raj")]
    fill(
        book,
        EVA,
        *people,
        Volunteer(id="tom", name="Tom", yes_on=ago(5)),
        Move(volunteer="ann", stage="newcomer", on=ago(40)),
        Move(volunteer="ann", stage="active", on=ago(10), step=1),
        Move(volunteer="ida", stage="newcomer", on=ago(9)),
        Move(volunteer="raj", stage="core", on=ago(50)),
        Move(volunteer="raj", stage="active", on=ago(3), step=1),  # a step back is no progress
        Gathering(name="AMA", on=ago(12), state="held", host=ORGANISER, attended=("ann", "tom")),
        Gathering(name="Social", on=ago(4), state="held", attended=("ann", "ida"), quotes='"I dared to ask."'),
        Gathering(name="Spotlight", on=ago(2), state="skipped", why="all ill"),
        Gathering(name="Kick-off", on=TODAY + timedelta(days=3), host="ann"),
        Contribution(volunteer="ann", kind="led_session", on=ago(6), topic="Excel", learners=12),
        Contribution(volunteer="tom", kind="co_led_session", on=ago(6), topic="excel", learners=12),  # the same one
        Contribution(volunteer="raj", kind="co_led_session", on=ago(5), topic="Excel", learners=1),
        Contribution(volunteer="raj", kind="shared_material", on=ago(6), learners=99),
        Cost(what="Room", amount=Decimal("1240.50"), on=ago(6)),
        Cost(what="Room", amount=Decimal("99.00"), on=ago(6), state="planned"),
    )
    draft = compose(book, EVA, TODAY, since=ago(20), kind="detailed_report")
    assert draft.subject == "Trainers' community, 3–23 Nov 2026: 2 sessions, 13 learner attendances (action needed)"
    told = {found.name: found.words for found in draft.taken}
    facts_told = {
        "opening": ["3 colleagues", "2 sessions", "13 learner attendances", "fewer errors"],
        "progress": ["1 colleague said yes", "1 newcomer joined", "1 member became active", "all 3 members have"],
        "participation": ["2 gatherings", "60%", "3 of 5", "plus 1 guest attendance"],
        "wins": ["Ann, Raj and Tom taught for the first time.", "Ann, Tom and Raj taught ‘Excel’ twice, with 13"],
        "feedback": ["“I dared to ask.” (at ‘Social’)"],
        "lessons": ["Spotlight", "21 Nov", "all ill."],
        "next": ["Thu 26 Nov", "Kick-off", "Ann"],
        "cost": ["€1,241", "€95"],
        "ask": ["One hour a month by 1 December"],
    }
    assert [*told] == [*facts_told]
    for name, wanted in facts_told.items():
        assert [fact for fact in wanted if fact not in told[name]] == [], told[name]
    assert section(draft, "participation").figure == "3 of 5 → 60%"


def test_the_rows_behind_a_figure_are_the_records_it_counts(book: Book) -> None:
    fill(book, EVA, Volunteer(id="ann", name="[/x] Ann [Ops]", yes_on=ago(3)))
    fill(
        book,
        Move(id="m", volunteer="ann", stage="core", on=ago(2)),
        Cost(id="k", what="x", amount=Decimal(1), on=ago(1)),
    )
    fill(book, Contribution(id="c", volunteer="ann", kind="led_session", on=ago(1)))
    draft = compose(book, EVA, TODAY)
    assert [row.id for row in section(draft, "progress").rows] == ["ann", "m"]
    assert [row.id for row in section(draft, "wins").rows] == ["c", "c"]  # a first session, and the session
    assert [row.id for row in section(draft, "cost").rows] == ["k"]
    assert "[/x] Ann [Ops]" in draft.body


@pytest.mark.parametrize("name", ["core since 1999", "Ann: core since 3 Nov"])
def test_no_name_is_mistaken_for_a_stage(book: Book, name: str) -> None:
    fill(book, EVA, Volunteer(id="ann", name=name, yes_on=ago(90)))
    fill(book, Move(volunteer="ann", stage="newcomer", on=ago(80)))
    fill(
        book, Move(volunteer="ann", stage="active", on=ago(2), step=1), Gathering(name="G", on=ago(1), state="held")
    )
    told = compose(book, EVA, TODAY)
    assert "1 member became active" in words(told, "progress")
    assert "became core" not in words(told, "progress")


@pytest.mark.parametrize(("meetings", "told"), [(1, "- 3 colleagues attended."), (2, "- 6 attendances in total.")])
def test_a_first_update_says_once_how_many_gatherings_were_held(book: Book, meetings: int, told: str) -> None:
    fill(
        book,
        EVA,
        *(Volunteer(id=key, name=key) for key in "abc"),
        *(held(ago(n), "a", "b", "c") for n in range(1, meetings + 1)),
    )
    body = compose(book, EVA, TODAY).body
    assert body.count(f"{meetings} gathering") == 1
    assert told in body.splitlines()


@pytest.mark.parametrize("typed", ["I dared.", "‘I dared.’", ' "I dared." ', "„I dared.“", "“I dared.”"])
def test_quotes_have_their_marks_once(book: Book, typed: str) -> None:
    fill(book, EVA, Gathering(name="AMA", on=ago(2), state="held", quotes=f"{typed}\n\n‘’\n"))
    assert words(compose(book, EVA, TODAY), "feedback") == "“I dared.” (at ‘AMA’)"


# -- what the organiser makes of it ----------------------------------------------------------------


def test_a_quick_overview_has_few_headings_and_leaves_the_cost_out(book: Book) -> None:
    fill(book, EVA, Cost(what="Room", amount=Decimal(5), on=ago(1)))
    quick = compose(book, EVA, TODAY)
    assert not section(quick, "cost").taken
    assert {name for name, title in TITLES.items() if f"\n{title}\n" in quick.body} <= {"lessons", "next", "ask"}
    full = compose(book, EVA, TODAY, kind="detailed_report")
    assert section(full, "cost").taken
    assert f"\n{TITLES['cost']}\n" in full.body
    assert "€5" in words(full, "cost")
    assert [found.name for found in full.sections] == list(SECTIONS)


def test_struck_and_taken_sections_are_remembered(book: Book) -> None:
    fill(book, EVA, Cost(what="Room", amount=Decimal(5), on=ago(1)))
    fill(book, keep(book, compose(book, EVA, TODAY), chosen={"cost": True, "opening": False}))
    draft = compose(book, EVA, TODAY)
    assert section(draft, "cost").taken
    assert not section(draft, "opening").taken
    assert "€5" in draft.body
    assert words(draft, "opening") not in draft.body
    fill(book, keep(book, draft, chosen={"cost": False}))
    draft = compose(book, EVA, TODAY)
    assert not section(draft, "cost").taken
    assert not section(draft, "opening").taken  # what was chosen before still holds
    assert len(book.updates) == 1


def test_own_words_stand_until_they_are_taken_back(book: Book) -> None:
    fill(book, EVA)
    fill(book, keep(book, compose(book, EVA, TODAY), words={"opening": "All is well.\nTruly."}))
    draft = compose(book, EVA, TODAY)
    assert section(draft, "opening").edited
    assert "All is well.\nTruly." in draft.body
    assert "launch steps" not in draft.body
    fill(book, keep(book, draft, words={"opening": None}))
    draft = compose(book, EVA, TODAY)
    assert not section(draft, "opening").edited
    assert "launch steps" in draft.body


@pytest.mark.parametrize("name", SECTIONS)
def test_own_words_are_read_even_where_there_are_no_facts(book: Book, name: str) -> None:
    fill(book, EVA)
    fill(book, keep(book, compose(book, EVA, TODAY), words={name: "My own words."}))
    assert section(compose(book, EVA, TODAY), name).taken
    assert "My own words." in compose(book, EVA, TODAY).body
    fill(book, keep(book, compose(book, EVA, TODAY), chosen={name: False}))
    assert "My own words." not in compose(book, EVA, TODAY).body


def test_lessons_are_to_be_filled_or_struck(book: Book) -> None:
    fill(book, EVA)
    draft = compose(book, EVA, TODAY)
    assert [found.name for found in draft.unfilled] == ["lessons"]
    fill(book, keep(book, draft, chosen={"lessons": False}))
    assert compose(book, EVA, TODAY).unfilled == ()
    fill(book, keep(book, draft, words={"lessons": "Start earlier."}, chosen={"lessons": True}))
    draft = compose(book, EVA, TODAY)
    assert draft.unfilled == ()
    assert "Start earlier." in draft.body


def test_each_readers_draft_is_their_own(book: Book) -> None:
    ivo = Stakeholder(id="ivo", name="Ivo")
    fill(book, EVA, ivo)
    fill(book, keep(book, compose(book, EVA, TODAY), words={"opening": "For Eva."}))
    assert "For Eva." not in compose(book, ivo, TODAY).body
    assert draft_for(book, "ivo") is None


def test_a_sent_update_is_the_exact_text_and_ends_the_draft(book: Book) -> None:
    fill(book, EVA)
    kept = keep(book, compose(book, EVA, TODAY), words={"lessons": "Start earlier."})
    fill(book, kept)
    draft = compose(book, EVA, TODAY)
    fill(book, sent(book, draft, TODAY))
    assert draft_for(book, "eva") is None
    assert [u.id for u in sent_updates(book, "eva")] == [kept.id]
    found = book.updates[kept.id]
    assert (found.text, found.subject, found.sent_on) == (draft.body, draft.subject, TODAY)
    assert (found.since, found.until, found.to) == (draft.facts.since, draft.facts.until, ("eva",))
    assert "Start earlier." in found.text
    book.undo()
    assert draft_for(book, "eva") == kept


def test_the_next_update_begins_the_day_after_the_last_one_ended(book: Book) -> None:
    fill(book, EVA, Volunteer(id="ann", name="Ann", yes_on=TODAY), Volunteer(id="ida", name="Ida", yes_on=ago(-1)))
    fill(book, Gathering(name="G", on=ago(60), state="held"))
    first = compose(book, EVA, TODAY)
    assert (first.facts.since, first.facts.until) == (date(2026, 10, 24), TODAY)
    assert "1 colleague said yes" in words(first, "progress")
    fill(book, sent(book, first, TODAY))
    later = TODAY + timedelta(days=30)
    second = compose(book, EVA, later)
    assert (second.facts.since, second.facts.until) == (TODAY + timedelta(days=1), later)
    assert [row.id for row in second.facts.said_yes] == ["ida"]  # no one is counted twice, no one left out
    fill(book, sent(book, second, later))
    assert compose(book, EVA, later + timedelta(days=7)).facts.since == later + timedelta(days=1)


def test_on_the_day_it_was_sent_another_one_covers_that_day(book: Book) -> None:
    fill(book, EVA)
    fill(book, sent(book, compose(book, EVA, TODAY), TODAY))
    again = compose(book, EVA, TODAY)
    assert (again.facts.since, again.facts.until) == (TODAY, TODAY)


def test_what_comes_next_are_planned_gatherings_of_four_weeks(book: Book) -> None:
    fill(
        book,
        EVA,
        Ritual(id="ama", name="AMA", start=ago(5), rule="FREQ=WEEKLY;INTERVAL=2"),
        Gathering(name="Skipped", on=ago(-2), state="skipped"),
        Gathering(name="Far", on=ago(-29)),
        Gathering(name="Today", on=TODAY),
    )
    coming = compose(book, EVA, TODAY).facts.coming
    assert [row.text for row in coming] == ["Wed 2 Dec: AMA", "Wed 16 Dec: AMA"]


def test_recognition_is_no_number_of_the_update(book: Book) -> None:
    fill(book, EVA, Volunteer(id="ann", name="Ann"))
    before = compose(book, EVA, TODAY)
    fill(book, Recognition(to=("ann",), behaviour="helps others", words="Thank you", on=ago(1)))
    assert compose(book, EVA, TODAY).text == before.text


def test_a_day_is_asked_for_once_and_kindly(book: Book) -> None:
    fill(book, EVA)
    told = {
        ask: section(compose(book, replace(EVA, ask=ask, ask_by=date(2026, 12, 1)), TODAY), "ask").words
        for ask in ("Come along", "Please come along.", "Could you come?")
    }
    assert list(told.values()) == [
        "Come along. By Tue 1 Dec, please.",
        "Please come along. By Tue 1 Dec, if you can.",
        "Could you come? By Tue 1 Dec, please.",
    ]


@pytest.mark.parametrize(
    ("gain", "told"),
    [
        ("Know whom to call.", "Know whom to call."),
        ("HR answers on the spot", "HR answers on the spot."),
        ("I am heard", "I am heard."),
        ("A day off", "A day off."),
        ("Élan", "Élan."),
    ],
)
def test_what_a_ritual_gives_is_told_as_it_was_typed(book: Book, gain: str, told: str) -> None:
    coffee = Ritual(id="coffee", name="Coffee", start=ago(90), gain=gain)
    fill(book, EVA, coffee, Gathering(name="Coffee", ritual="coffee", on=ago(3), state="held"))
    assert words(compose(book, EVA, TODAY), "gains").endswith(f": {told}")


@pytest.mark.parametrize(("kind", "told"), [("quick_overview", 3), ("charts", 3), ("detailed_report", 5)])
def test_as_many_are_told_as_the_kind_has_room_for(book: Book, kind: Kind, told: int) -> None:
    led = (
        Contribution(volunteer="ann", kind="led_session", on=ago(n), topic=f"Topic {n}", learners=9)
        for n in range(7)
    )
    fill(book, EVA, Volunteer(id="ann", name="Ann"), *led)
    lines = words(compose(book, EVA, TODAY, kind=kind), "wins").split("\n")
    assert lines[0] == "- Ann taught for the first time."
    assert sum("Topic" in line for line in lines) == told - 1
    if kind == "detailed_report":
        assert lines[-1] == f"- and {8 - told} more sessions, with {(8 - told) * 9} attendances."


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("people", [1, 3, 4])
def test_few_are_named_where_there_is_room(book: Book, kind: Kind, people: int) -> None:
    names = ["Ann", "Bo", "Cy", "Dee"][:people]
    fill(book, EVA, *(Volunteer(id=name, name=name) for name in names))
    fill(book, *(Contribution(volunteer=name, kind="led_session", on=ago(3), topic=name) for name in names))
    first = words(compose(book, EVA, TODAY, kind=kind), "wins").split("\n")[0]
    assert [name in first for name in names] == [people < 4] * people
    assert ("Four colleagues" in first) == (people == 4)
