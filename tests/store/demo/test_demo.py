"""The sample community: believable, dated around any day, and the same to the byte for the same seed."""

from __future__ import annotations

import os
import re
import zlib
from collections import Counter
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from syrupy.assertion import SnapshotAssertion

from store.book.book import Book
from store.calendar.rituals import hosting_share, unmarked, without_host, without_notes
from store.core.dates import Clock, monday_of
from store.core.errors import GuildbookError, SaveFailed
from store.core.fields import fields
from store.core.record import ORGANISER
from store.core.validation import problems
from store.demo import begin_demo, build_demo, words
from store.demo.people import names
from store.finance.budgets import status
from store.finance.kpis import trends
from store.finance.ledger import by_bucket, left_out, planned, spent
from store.finance.rates import Rates
from store.finance.roi import replaced, returned
from store.finance.working_hours import learners_time
from store.integrity.check import findings
from store.launch import charter, kickoff
from store.launch.survey import ranked
from store.model.people import Volunteer
from store.people import departments as spread
from store.people.directory import open_roles
from store.people.stages import BEFORE_YES, STAGES, board, latest_moves
from store.recognition.recognition import unthanked
from store.training.coverage import coverage
from store.training.readiness import LEVELS, certifiable, early
from store.updates.compose import compose
from store.updates.stakeholders import due_list
from store.week.ordering import MOST_LINES
from store.week.plan import all_as_text, as_text, plan
from tests.support.making import TODAY

ANY_DAYS = [
    date(2024, 2, 29),
    date(2026, 12, 31),
    date(2027, 1, 1),
    *(TODAY + timedelta(days=n) for n in range(7)),
    date(2026, 3, 31),
]


def made(folder: Path, today: date = TODAY, **asked: int) -> Book:
    path = folder / f"{today}-{'-'.join(map(str, asked.values()))}.json"
    build_demo(path, today, **asked)
    return Book.open(path, Clock(today), write=False)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return made(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module", params=ANY_DAYS, ids=str)
def any_day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, date]:
    return made(tmp_path_factory.mktemp("any"), request.param), request.param


def bytes_of(folder: Path, name: str, today: date = TODAY, **asked: int) -> bytes:
    build_demo(folder / name, today, **asked)
    return (folder / name).read_bytes()


# -- the file ----------------------------------------------------------------------------------


def test_same_seed_and_day_make_the_same_bytes(tmp_path: Path) -> None:
    assert bytes_of(tmp_path, "a.json", seed=7) == bytes_of(tmp_path, "b.json", seed=7)


@pytest.mark.parametrize("other", [{"seed": 2}, {"months": 10}, {"volunteers": 25}], ids=str)
def test_another_wish_makes_another_book(tmp_path: Path, other: dict[str, int]) -> None:
    first, second = bytes_of(tmp_path, "a.json"), bytes_of(tmp_path, "b.json", **other)
    assert first != second
    ids = [{*Book.open(tmp_path / name, write=False).volunteers} for name in ("a.json", "b.json")]
    assert len(ids[0]) >= 24
    assert ("seed" in other) == ids[0].isdisjoint(ids[1])


def test_another_day_makes_another_book(tmp_path: Path) -> None:
    assert bytes_of(tmp_path, "a.json") != bytes_of(tmp_path, "b.json", TODAY + timedelta(days=1))


def test_the_file_is_private_and_alone(tmp_path: Path) -> None:
    build_demo(tmp_path / "sample.json", TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["sample.json"]
    if os.name != "nt":  # Windows keeps such rights elsewhere
        assert (tmp_path / "sample.json").stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    build_demo(tmp_path / "sample.json", TODAY, seed=1)
    before = (tmp_path / "sample.json").read_bytes()
    with pytest.raises(SaveFailed, match="already exists"):
        build_demo(tmp_path / "sample.json", TODAY, seed=2)
    assert (tmp_path / "sample.json").read_bytes() == before


def test_opens_for_writing_with_nothing_to_undo(tmp_path: Path) -> None:
    path = tmp_path / "sample.json"
    build_demo(path, TODAY)
    with Book.open(path, Clock(TODAY)) as book:
        assert book.writable
        assert not book.steps
        assert book.undo() == ""
        assert book.redo() == ""
        with book.change("Add someone") as change:
            change.put(Volunteer(name="[/x] Ann [Ops]"))
        assert book.undo() == "Add someone"
        assert len(book.volunteers) == 24


@pytest.mark.parametrize(("today", "months"), [(date(1905, 1, 1), 120), (date(2200, 6, 1), 9), (TODAY, 999_999)])
def test_days_no_book_can_hold_are_refused(tmp_path: Path, today: date, months: int) -> None:
    with pytest.raises(GuildbookError, match="A sample needs days"):
        build_demo(tmp_path / "sample.json", today, months=months)
    assert not [*tmp_path.iterdir()]


# -- sound on any day --------------------------------------------------------------------------


def test_nothing_is_wrong_with_it(any_day: tuple[Book, date]) -> None:
    assert [*findings(any_day[0])] == []


def test_every_record_could_have_been_typed(any_day: tuple[Book, date]) -> None:
    assert [
        wrong for table in any_day[0].tables.values() for one in table.values() if (wrong := problems(one))
    ] == []


def test_nothing_was_done_in_the_future_or_before_the_beginning(any_day: tuple[Book, date]) -> None:
    book, today = any_day
    done = [(r.on, r) for r in [*book.moves.values(), *book.adoptions.values(), *book.contacts.values()]]
    done += [
        (r.on, r) for r in [*book.contributions.values(), *book.recognitions.values(), *book.evidence.values()]
    ]
    done += [(r.on, r) for r in book.resources.values() if r.on]
    done += [(g.on, g) for g in book.gatherings.values() if g.state != "planned"]
    done += [(r.on, r) for r in [*book.readiness.values(), *book.teaching.values()]]
    done += [(c.on, c) for c in book.costs.values() if c.state == "spent"]
    done += [(u.sent_on, u) for u in book.updates.values() if u.sent_on]
    done += [(day, u) for u in book.updates.values() for day in (u.since, u.until)]
    done += [(t.until or t.since, t) for t in book.tenures.values()]
    done += [(day, v) for v in book.volunteers.values() for day in (v.met_on, v.yes_on) if day]
    beginning = today - timedelta(days=9 * 31)
    assert [(day, record) for day, record in done if not beginning <= day <= today] == []
    assert len(done) > 400


def test_everybody_past_interested_said_yes_before(any_day: tuple[Book, date]) -> None:
    book, _ = any_day
    past = [m for m in book.moves.values() if m.stage not in BEFORE_YES]
    assert len({m.volunteer for m in past}) >= 18
    for move in past:
        volunteer = book.volunteers[move.volunteer]
        assert volunteer.yes_words
        assert volunteer.yes_on is not None
        assert volunteer.yes_on <= move.on


def test_moves_follow_each_other(any_day: tuple[Book, date]) -> None:
    book, _ = any_day
    for someone in book.volunteers:
        steps = sorted((m for m in book.moves.values() if m.volunteer == someone), key=lambda m: m.step)
        assert [m.step for m in steps] == [*range(len(steps))]
        assert steps == sorted(steps, key=lambda m: (m.on, m.step))
        assert steps[0].stage == "interested"
        places = [STAGES.index(m.stage) for m in steps]
        assert places == sorted(places)


def test_the_week_has_something_of_everything(any_day: tuple[Book, date]) -> None:
    book, today = any_day
    week = plan(book, today)
    assert len(week.acts) == MOST_LINES
    assert 2 <= week.waiting <= 13
    shown = {single.kind for act in week.acts for single in act.singles}
    assert {"record", "update", "find_host", "prepare", "thank", "check_in"} <= shown
    assert 2 <= len(week.gatherings) <= 4
    assert [g.name for g in unmarked(book, today)] == ["Coffee corner"]
    assert [g.name for g in without_notes(book, today)] == ["Open forum"]
    assert [role.name for role in open_roles(book, today)] == ["Spotlight editor"]
    assert {"Ana Ruiz", "Grace Adeyemi", "Lukas Brandt"} == {who.volunteer.name for who in unthanked(book, today)}
    sunday = monday_of(today) + timedelta(days=6)
    due = {d.stakeholder.name: d.on for d in due_list(book, today) if d.on and d.on <= sunday}
    assert [*due] == ["Ingrid Falk", "Marta Weiss"]
    assert due["Ingrid Falk"] < today


def test_the_hostless_gathering_has_somebody_to_ask(any_day: tuple[Book, date]) -> None:
    book, today = any_day
    (gathering,) = without_host(book, today)
    assert gathering.name == "Member spotlight"
    if today.weekday() < 5:
        assert monday_of(gathering.on) == monday_of(today)
    reason = next(act.reason for act in plan(book, today).all_acts if act.verb == "Find a host")
    assert "Li Chen attended 4 times" in reason


def test_every_past_occurrence_is_saved(any_day: tuple[Book, date]) -> None:
    book, today = any_day
    waiting = unmarked(book, today, back=9 * 31)
    assert [g.id in book.gatherings for g in waiting] == [True]


# -- what is in it -----------------------------------------------------------------------------


def test_every_stage_and_department_is_lived_in(sample: Book) -> None:
    columns = board(sample, TODAY)
    assert all(columns.values())
    assert len(sample.volunteers) >= 22
    assert {v.department for v in sample.volunteers.values()} < set(sample.departments)
    assert len({v.department for v in sample.volunteers.values()}) == 6
    assert len(sample.departments) == 9
    assert all(s.volunteer.quiet_until and s.volunteer.quiet_until > TODAY for s in columns["not_now"])
    assert all(v.topics and v.delivery and v.manager and v.email.isascii() for v in sample.volunteers.values())
    assert not all(v.name.isascii() for v in sample.volunteers.values())
    assert len({v.email for v in sample.volunteers.values()}) == len(sample.volunteers)


def test_the_idea_spreads_through_departments(sample: Book) -> None:
    columns = spread.board(sample, TODAY)
    assert all(columns.values())
    early = [ground for column in columns.values() for ground in column if ground.flag]
    assert [(ground.department.name, ground.flag) for ground in early] == [("Marketing", spread.NO_CHAMPION)]
    opened = [number for _, number in spread.curve(sample, "piloting", TODAY)]
    assert opened == [1, 2, 3, 4, 5, 6]
    champions = [d.champion for d in sample.departments.values() if d.champion]
    assert len(champions) == 5
    now = latest_moves(sample)
    assert all(now[who].stage in ("active", "core") for who in champions)


def test_some_are_ready_and_some_are_on_the_way(any_day: tuple[Book, date]) -> None:
    book, today = any_day
    covered = coverage(book, today)
    counts = {len(covered.trainers(topic)) for topic in covered.topics}
    assert counts >= {0, 1, 2, 3}
    assert {entry.level for entry in book.readiness.values()} == set(LEVELS)
    assert [one.volunteer.name for one in certifiable(book, today)] == ["Li Chen", "Mateo Fernández"]
    assert [(one.volunteer.name, one.topic) for one in early(book, today)] == [("Li Chen", "Mapping a process")]
    seen = [book.gatherings[entry.gathering] for entry in book.readiness.values() if entry.gathering]
    assert len(seen) > 10
    assert all(gathering.state == "held" for gathering in seen)


def test_gatherings_were_held_skipped_and_moved(sample: Book) -> None:
    states = Counter(g.state for g in sample.gatherings.values())
    assert len(sample.rituals) == 7
    assert states["held"] >= 50
    assert states["skipped"] >= 3
    moved = [g for g in sample.gatherings.values() if g.moved]
    assert len(moved) >= 2
    assert all(g.why for g in sample.gatherings.values() if g.state == "skipped" or g.moved)
    held = [g for g in sample.gatherings.values() if g.state == "held"]
    assert all(g.host and len(g.attended) >= 2 for g in held)
    assert sum(bool(g.notes) for g in held) > 0.8 * len(held)
    assert sum(bool(g.quotes) for g in held) > 0.3 * len(held)
    assert all(r.gain and r.meaning and r.rule and r.at for r in sample.rituals.values())


def test_the_organiser_hosts_less_and_less(sample: Book) -> None:
    shares = [mine / of for mine, of in (hosting_share(sample, TODAY - timedelta(days=n)) for n in (180, 90, 0))]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.8
    assert shares[-1] < 0.5
    hosts = {g.host for g in sample.gatherings.values()} - {"", ORGANISER}
    assert len(hosts) >= 6


def test_money_in_every_bucket_within_a_budget(sample: Book) -> None:
    now = status(sample, TODAY)
    assert all(by_bucket(planned(now.entries)).values())
    assert all(by_bucket(spent(now.entries)).values())
    assert not left_out(sample, now.since, now.until, TODAY)
    assert now.budget is not None
    assert now.budget * 6 / 10 < now.spent < now.forecast < now.budget
    assert Rates(sample).at("", TODAY) == Decimal(words.HOURLY)


def test_what_was_not_bought_paid_for_it_all(sample: Book) -> None:
    back = returned(sample, TODAY)
    assert len(back.instead) == 8
    assert back.benefits > back.costs
    assert not back.behind_again
    assert all(not one.problem for one in replaced(sample, TODAY))
    assert learners_time(sample, back.since, TODAY).unknown == 0
    assert {one.direction for one in trends(sample)} == {"better"}


def test_stakeholders_differ_and_were_written_to(sample: Book) -> None:
    readers = [*sample.stakeholders.values()]
    assert len(readers) == 5
    assert {r.leg for r in readers} == {"training", "management", "learners"}
    assert {r.cadence for r in readers} >= {"fortnightly", "monthly", "quarterly", "on_change"}
    assert {r.channel for r in readers} == {"email", "chat", "catch_up"}
    assert {r.kind for r in readers} == {"quick_overview", "detailed_report", "charts"}
    sent = [u for u in sample.updates.values() if u.state == "sent"]
    assert {u.to for u in sent} == {(r.id,) for r in readers}
    assert all(
        u.subject.startswith("Trainers' Circle, ") and u.subject.endswith("(for information)") and len(u.text) > 200
        for u in sent
    )


def test_an_old_update_knows_nothing_of_what_came_later(sample: Book) -> None:
    sent = sorted((u for u in sample.updates.values() if u.sent_on), key=lambda u: u.sent_on or TODAY)
    told = [
        int(found[1])
        for update in sent
        if (found := re.search(r"Learner attendances this year: (\d+)", update.text))
    ]
    assert told == sorted(told)
    assert told[0] < told[-1]
    assert "target" in sent[-1].text


def test_the_next_updates_read_like_letters(sample: Book) -> None:
    for reader in sample.stakeholders.values():
        text = compose(sample, reader, TODAY, kind="quick_overview").text
        assert f"Hello {reader.name.partition(' ')[0]}," in text
        body = text.partition("\n")[2]
        assert len(re.findall("learner attendances", body)) == len({*re.findall(r"\d+ learner attendances", body)})
        assert text.endswith("Best wishes,\nNina Berger\n")
        assert not any(mark in text for mark in ("None", "{", "  ", "0 of 0", "no longer in the book"))


def test_the_week_as_text(sample: Book) -> None:
    text = as_text(sample, plan(sample, TODAY), TODAY)
    assert "- Fri 27 Nov 16:00: Member spotlight, no host" in text
    assert " Update Ingrid Falk: 3 days overdue · fortnightly, catch-up meeting" in text
    assert " Thank 3 people: Ana Ruiz, Grace Adeyemi and Lukas Brandt" in text
    assert "To-dos: 19 (11 more waiting)" in text
    everything = all_as_text(plan(sample, TODAY))
    assert "To-dos: 30\n" in everything
    assert re.search(
        r"\nInterested people to ask\n- \d+ Ask Tom Okafor: interested for 21 days, no contact since\n", everything
    )


def test_it_agreed_on_a_charter_at_its_kick_off_and_changed_it_since(any_day: tuple[Book, date]) -> None:
    book, today = any_day
    *held_sessions, loose = kickoff.sessions(book)
    assert [session.gathering.name for session in held_sessions if session.gathering] == [
        "Kick-off, part 1",
        "Kick-off, part 2",
    ]
    assert not loose.talks
    assert all(charter.words_of(book, topic) for topic in charter.TOPICS)
    assert len(charter.versions(book)) in (3, 4)  # two parts of the kick-off, and twice since
    assert len(charter.history(book, "channels")) == 2
    assert "9 of 11 votes" in charter.moderator(book, today)
    said = {book.talks[idea.talk].topic for idea in book.ideas.values()}
    assert said == {"vision", "purpose", "processes"}


def test_people_said_what_they_want_to_talk_about(any_day: tuple[Book, date]) -> None:
    book, today = any_day
    wishes = ranked(book)
    assert [bool(wish.gathering) for wish in wishes] == [False] * 6 + [True] * 2
    assert [wish.votes for wish in wishes[:6]] == sorted((wish.votes for wish in wishes[:6]), reverse=True)
    assert all(wish.on and wish.on <= today for wish in wishes)


# -- other sizes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("volunteers", "months"), [(0, 0), (24, 1), (24, 3), (24, 36), (200, 9), (120, 40)], ids=str
)
def test_other_sizes_are_sound(tmp_path: Path, volunteers: int, months: int) -> None:
    book = made(tmp_path, volunteers=volunteers, months=months)
    assert [*findings(book)] == []
    assert len(book.volunteers) == max(24, volunteers)
    assert len({v.name for v in book.volunteers.values()}) == len({v.email for v in book.volunteers.values()})
    assert len({v.email for v in book.volunteers.values()}) == max(24, volunteers)
    week = plan(book, TODAY)
    assert len(week.acts) == MOST_LINES
    assert len({act.verb for act in week.acts}) >= 5
    oldest = min(m.on for m in book.moves.values())
    assert oldest >= TODAY - timedelta(days=31 * max(1, months))
    assert oldest <= TODAY - timedelta(days=28 * max(1, months))


def test_names_do_not_run_out(tmp_path: Path) -> None:
    drawn = names(Random(1), 20_000)
    assert len(drawn) == len({*drawn}) == 20_000


def test_a_sample_is_there_before_its_file_and_the_file_says_the_same(tmp_path: Path) -> None:
    build_demo(tmp_path / "written.json", TODAY)
    with begin_demo(tmp_path / "begun.json", Clock(TODAY)) as book:
        assert [*tmp_path.iterdir()] == [tmp_path / "written.json"]
        book.complete()
        with Book.open(tmp_path / "written.json", Clock(TODAY), write=False) as written:
            for name, table in book.tables.items():
                assert [*table.items()] == [*written.tables[name].items()], name
        book.claim()
        assert book.path.read_bytes() == (tmp_path / "written.json").read_bytes()
        with book.change("Add Ann") as change:
            change.put(Volunteer(name="Ann"))
        assert book.undo() == "Add Ann"
    with Book.open(tmp_path / "begun.json", Clock(TODAY)) as found:
        assert len(found.volunteers) == len(written.volunteers)


def test_a_sample_that_is_claimed_first_has_its_updates_in_its_file(tmp_path: Path) -> None:
    build_demo(tmp_path / "written.json", TODAY)
    told: list[set[str]] = []
    with begin_demo(tmp_path / "begun.json", Clock(TODAY)) as book:
        assert not any(update.text for update in book.updates.values())
        book.subscribe(told.append)
        book.claim()
        assert [update.subject for update in book.updates.values() if update.state == "sent"] != []
        assert all(update.text for update in book.updates.values() if update.state == "sent")
        assert book.path.read_bytes() == (tmp_path / "written.json").read_bytes()
        book.complete()
    assert told == [{"updates"}]


@pytest.mark.parametrize("today", ANY_DAYS, ids=str)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_first_week_is_the_same_before_the_updates_are_written(tmp_path: Path, today: date, seed: int) -> None:
    with begin_demo(tmp_path / "begun.json", Clock(today), seed=seed) as book:
        first = plan(book, today)
        book.complete()
        assert plan(book, today) == first


def test_a_sample_that_cannot_be_written_can_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.persistence.atomic_files._write_synced", full)
    with begin_demo(tmp_path / "begun.json", Clock(TODAY)) as book:
        book.claim()
        assert not book.writable
        assert "No space left" in book.note
        assert len(book.volunteers) > 20


# -- its figures -------------------------------------------------------------------------------------


def _checksum(name: str) -> int:
    """A number that another name would hardly have."""
    return zlib.crc32(name.encode()) % 1000


def figures(book: Book, today: date) -> str:
    """Each table: its records, and the sum of each field that is a number, an amount, a day (in days ago) or several.

    Of names and choices it is a checksum, of other texts how many there are.
    """
    lines = []
    for name, table in book.tables.items():
        sums: Counter[str] = Counter()
        for record in table.values():
            for field in fields(type(record))[1:]:  # all but its id
                match value := getattr(record, field.name):
                    case bool() | int() | Decimal():
                        sums[field.name] += value
                    case date():
                        sums[field.name] += (today - value).days
                    case time():
                        sums[field.name] += value.hour * 60 + value.minute
                    case tuple():
                        sums[field.name] += len(value)
                        sums[f"{field.name} names"] += sum(map(_checksum, value)) if field.ref else 0
                    case str() if field.ref or field.choices:
                        sums[field.name] += _checksum(value)
                    case str():
                        sums[field.name] += bool(value)
        told = ", ".join(f"{field} {total}" for field, total in sums.items() if total)
        lines.append(f"{name}: {len(table)}{f' ({told})' if told else ''}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("day", "people"), [(TODAY, 24), (date(2024, 2, 29), 24), (date(2027, 1, 2), 24), (TODAY, 60)], ids=str
)
def test_the_figures_of_the_sample(day: date, people: int, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Pictures, measurements and what the documents say hang on them: one that moves should be meant to.

    Renewed with ``pytest tests/store/demo --snapshot-update``.
    """
    assert figures(made(tmp_path, day, volunteers=people), day) == snapshot


def test_the_coffee_of_the_last_fourteen_days_waits_to_be_marked(any_day: tuple[Book, date]) -> None:
    book, today = any_day
    social = {ritual.id for ritual in book.rituals.values() if ritual.kind == "social"}
    states = {
        (today - one.on).days: one.state
        for one in book.gatherings.values()
        if one.ritual in social and one.on < today
    }
    assert {state for days, state in states.items() if days <= 14} == {"planned"}
    assert "planned" not in {state for days, state in states.items() if days > 14}
