"""Two copies of one book made one: nothing is lost, nothing is taken twice, and what both changed is asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store.book.book import Book
from store.book.merge.copies import changes_missing, copy_of, erased_in_one
from store.book.merge.outcome import Joined, carry_out, summary
from store.book.merge.three_way import join
from store.book.undo import UNDO_STEPS
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.core.record import Record
from store.integrity.check import findings
from store.integrity.erasure import erase
from store.model.calendar import Gathering
from store.model.people import Checklist, Contact, Erased, Task, Volunteer
from store.model.recognition import Contribution
from store.model.stages import Move
from store.persistence.backups import backups, make_backup
from tests.conftest import LONG
from tests.support.making import TODAY, ago, fill

ANN = Volunteer(id="ann", name="[/x] Ann [Ops]", job="Analyst", topics=("Excel",))
BOB = Volunteer(id="bob", name="Bob")
TALK = Gathering(id="talk", name="Talk", on=TODAY, state="held", attended=("ann",))


class Ticking(Clock):
    """A clock of which no two looks are alike, so that copies tell who changed something last."""

    def __init__(self) -> None:
        super().__init__(TODAY)
        self.ticks = 0

    def now(self) -> datetime:
        self.ticks += 1
        return super().now() + timedelta(seconds=self.ticks)


Pair = tuple[Book, Book]
Action = Callable[[Book], None]


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """A laptop's and a desktop's copy of a book with two volunteers and a gathering."""
    with ExitStack() as open_books:
        yield parted(tmp_path, open_books)  # type: ignore[misc]


def parted(folder: Path, open_books: ExitStack, *records: Record) -> Pair:
    """A book and a copy of it, both open."""
    clock = Ticking()
    with Book.open(folder / "laptop.json", clock, create=True) as book:
        fill(book, ANN, BOB, TALK, *records)
    shutil.copy(folder / "laptop.json", folder / "desktop.json")
    laptop = open_books.enter_context(Book.open(folder / "laptop.json", clock))
    return laptop, open_books.enter_context(Book.open(folder / "desktop.json", clock))


def put(book: Book, *records: object) -> None:
    fill(book, *records)  # type: ignore[arg-type]


def remove(book: Book, table: str, key: str) -> None:
    with book.change("Remove") as change:
        change.remove(book.tables[table][key])


def merged(here: Book, there: Book, *otherwise: str) -> Joined:
    joined = join(copy_of(here), copy_of(there))
    with here.change("Join") as change:
        carry_out(here, change, joined, otherwise)
    return joined


def test_what_only_one_copy_changed_is_taken_from_it(pair: Pair) -> None:
    laptop, desktop = pair
    put(laptop, replace(ANN, job="Lead"))
    put(desktop, replace(BOB, name="Bobby"), Volunteer(id="eve", name="Eve"))
    remove(desktop, "gatherings", "talk")
    before = copy_of(laptop)
    joined = merged(laptop, desktop)
    assert joined.certain
    assert not joined.conflicts
    assert laptop.volunteers["ann"].job == "Lead"
    assert laptop.volunteers["bob"].name == "Bobby"
    assert "eve" in laptop.volunteers
    assert "talk" not in laptop.gatherings
    assert [*summary(joined, before)] == [
        "gathering: 1 deleted (Talk)",
        "volunteer: 1 new (Eve), 1 changed (Bobby)",
    ]


def test_each_field_is_joined_by_itself_and_lists_are_united(pair: Pair) -> None:
    laptop, desktop = pair
    put(laptop, replace(ANN, job="Lead", topics=("Excel", "Feedback")), replace(TALK, attended=("ann", "bob")))
    put(desktop, replace(ANN, email="ann@example.com", topics=("SQL",)), replace(TALK, notes="Good."))
    assert not merged(laptop, desktop).conflicts
    ann = laptop.volunteers["ann"]
    assert (ann.job, ann.email, ann.topics) == ("Lead", "ann@example.com", ("Feedback", "SQL"))
    assert laptop.gatherings["talk"] == replace(TALK, attended=("ann", "bob"), notes="Good.")


@pytest.mark.parametrize(("theirs", "job"), [((), "Lead"), (("volunteers/ann/job",), "Head")])
def test_what_both_changed_is_chosen(pair: Pair, theirs: tuple[str, ...], job: str) -> None:
    laptop, desktop = pair
    put(laptop, replace(ANN, job="Lead", email="a@example.com"))
    put(desktop, replace(ANN, job="Head", notes="Talked."))
    joined = merged(laptop, desktop, *theirs)
    assert [c.words() for c in joined.conflicts] == ["[/x] Ann [Ops], Job: here ‘Lead’, there ‘Head’"]
    ann = laptop.volunteers["ann"]
    assert (ann.job, ann.email, ann.notes) == (job, "a@example.com", "Talked.")


@pytest.mark.parametrize("theirs", [(), ("gatherings/talk/",)])
def test_deleted_in_one_and_changed_in_the_other_stays_unless_chosen(pair: Pair, theirs: tuple[str, ...]) -> None:
    laptop, desktop = pair
    remove(laptop, "gatherings", "talk")
    put(desktop, replace(TALK, notes="Good."))
    joined = join(copy_of(desktop), copy_of(laptop))
    assert [c.words() for c in joined.conflicts] == ["Talk: here ‘changed’, there ‘deleted’"]
    merged(desktop, laptop, *theirs)
    assert ("talk" in desktop.gatherings) == (not theirs)


def test_whoever_was_deleted_stays_while_the_other_copy_tells_of_them(pair: Pair) -> None:
    laptop, desktop = pair
    remove(laptop, "volunteers", "bob")
    put(desktop, Contribution(id="did", volunteer="bob", kind="led_session", on=TODAY))
    sides = [(laptop, copy_of(desktop)), (desktop, copy_of(laptop))]
    for here, there in sides:
        joined = join(copy_of(here), there)
        assert joined.brought_back == ("Bob",)
        with here.change("Join") as change:
            carry_out(here, change, joined)
        assert {"bob", "did"} <= {*here.volunteers, *here.contributions}
        assert [*findings(here)] == []


ABOUT_BOB = (
    Move(id="move", volunteer="bob", stage="interested", on=TODAY),
    Contact(id="word", who="bob", on=TODAY),
    Checklist(id="list", volunteer="bob", kind="onboarding", on=TODAY),
    Task(id="task", checklist="list", text="Say hello"),
    replace(TALK, attended=("ann", "bob"), host="bob"),
)


def change_bob(book: Book) -> None:
    put(book, replace(book.volunteers["bob"], job="Buyer"))


def tell_of_bob(book: Book) -> None:
    put(book, Contribution(id="did", volunteer="bob", kind="led_session", on=TODAY))


@pytest.mark.parametrize("act", [change_bob, tell_of_bob])
@pytest.mark.parametrize("side", [0, 1])
def test_whoever_stays_keeps_all_that_is_about_them(tmp_path: Path, act: Action, side: int) -> None:
    with ExitStack() as open_books:
        laptop, desktop = parted(tmp_path, open_books, *ABOUT_BOB)
        about = copy_of(laptop).tables
        remove(laptop, "volunteers", "bob")
        put(laptop, replace(laptop.gatherings["talk"], notes="Good."))
        assert not laptop.contacts
        act(desktop)
        here, there = (laptop, desktop)[:: 1 if side == 0 else -1]
        joined = merged(here, there)
        assert here.volunteers["bob"]
        for name in ("moves", "contacts", "checklists", "tasks"):
            assert dict(here.tables[name].items()) == about[name]
        assert here.gatherings["talk"] == replace(ABOUT_BOB[-1], notes="Good.")
        assert not [*findings(here)]
        assert join(copy_of(here), copy_of(there)).nothing
        assert (joined.brought_back == ("Bob",)) == (act is tell_of_bob)


@pytest.mark.parametrize("side", [0, 1])
def test_chosen_to_be_deleted_nothing_about_them_stays(tmp_path: Path, side: int) -> None:
    with ExitStack() as open_books:
        laptop, desktop = parted(tmp_path, open_books, *ABOUT_BOB)
        remove(laptop, "volunteers", "bob")
        change_bob(desktop)
        here, there = (laptop, desktop)[:: 1 if side == 0 else -1]
        before = copy_of(laptop).tables
        merged(here, there, "volunteers/bob/")
        assert copy_of(here).tables == before
        assert not [*findings(here)]


def test_joining_twice_changes_nothing_and_undo_takes_it_back(pair: Pair) -> None:
    laptop, desktop = pair
    put(laptop, replace(ANN, job="Lead"))
    put(desktop, replace(ANN, job="Head"), Volunteer(id="eve", name="Eve"))
    before = copy_of(laptop).tables
    merged(laptop, desktop)
    assert join(copy_of(laptop), copy_of(desktop)).nothing
    laptop.undo()
    assert copy_of(laptop).tables == before
    assert not join(copy_of(laptop), copy_of(desktop)).nothing


def test_what_was_undone_in_one_copy_stays_undone(pair: Pair) -> None:
    laptop, desktop = pair
    laptop.undo()  # everything it began with
    put(desktop, replace(BOB, name="Bobby"))
    joined = join(copy_of(desktop), copy_of(laptop))
    assert joined.certain
    assert {(c.record, c.here, c.there) for c in joined.conflicts} == {("bob", "changed", "deleted")}
    merged(desktop, laptop)
    assert {*desktop.volunteers} == {"bob"}
    assert not desktop.gatherings


def missing(here: Book, there: Book) -> int:
    return changes_missing(copy_of(here), copy_of(there))


def test_changes_the_other_copy_lacks_are_counted(pair: Pair) -> None:
    laptop, desktop = pair
    assert missing(laptop, desktop) == 0
    for name in ("Bobby", "Rob", "Robert"):
        put(laptop, replace(BOB, name=name))
    laptop.undo()
    assert missing(laptop, desktop) == 2  # what was taken back is no loss
    assert missing(desktop, laptop) == 0
    put(desktop, replace(ANN, job="Lead"))
    assert missing(desktop, laptop) == 1
    merged(desktop, laptop)
    assert missing(laptop, desktop) == 0


def test_an_undo_the_other_copy_lacks_is_a_change(pair: Pair) -> None:
    laptop, desktop = pair
    laptop.undo()
    assert missing(laptop, desktop) == 1
    assert missing(desktop, laptop) == 0


def test_what_the_log_of_the_other_copy_no_longer_holds_is_not_missing(pair: Pair, tmp_path: Path) -> None:
    laptop, _ = pair
    put(laptop, replace(BOB, name="Bobby"))
    put(laptop, replace(BOB, name="Rob"))
    shutil.copy(laptop.path, tmp_path / "other.json")
    with Book.open(tmp_path / "other.json", laptop.clock) as other:
        for number in range(UNDO_STEPS - 2):
            put(other, replace(BOB, name=f"Bob {number}"))
        assert len(laptop.steps.keys() - other.steps.keys()) == 1
        assert missing(laptop, other) == 0
        put(laptop, replace(ANN, job="Lead"))
        assert missing(laptop, other) == 1


def test_without_a_common_log_nothing_counts_as_deleted(pair: Pair) -> None:
    laptop, desktop = pair
    remove(laptop, "gatherings", "talk")
    put(laptop, replace(BOB, job="Buyer"))
    with laptop.change("nothing") as change:
        pass
    laptop.rewrite(change)  # forgets what could be undone
    joined = merged(laptop, desktop)
    assert not joined.certain
    assert "talk" in laptop.gatherings
    assert laptop.volunteers["bob"].job == "Buyer"  # what one left empty the other fills
    assert any("may reappear" in line for line in summary(joined, copy_of(laptop)))


def test_another_book_is_refused(pair: Pair, tmp_path: Path) -> None:
    with (
        Book.open(tmp_path / "other.json", create=True) as other,
        pytest.raises(GuildbookError, match="two different"),
    ):
        join(copy_of(pair[0]), copy_of(other))


# -- people who were erased ------------------------------------------------------------------------

ZORA = Volunteer(id="zora", name="Zora Quill", email="z.quill@example.com")
ABOUT_ZORA = (
    ZORA,
    Contribution(id="hers", volunteer="zora", kind="led_session", on=TODAY),
    replace(TALK, attended=("ann", "zora"), notes="Zora Quill spoke."),
)


def nothing_of_zora(book: Book) -> bool:
    told = msgspec.json.encode(
        {name: dict(table.items()) for name, table in book.tables.items() if name != "erased"}
    )
    return not any(word in told for word in (b"Quill", b"zora", b"Zora", b"quill"))


@pytest.fixture
def two(tmp_path: Path) -> Pair:
    """A pair of copies, each in a folder of its own, in which Zora is."""
    with ExitStack() as open_books:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
        laptop, desktop = parted(tmp_path / "one", open_books, *ABOUT_ZORA)
        moved = tmp_path / "two" / "book.json"
        shutil.copy(desktop.path, moved)
        yield laptop, open_books.enter_context(Book.open(moved, laptop.clock))  # type: ignore[misc]


NOTHING: Action = lambda book: None  # noqa: E731
DIVERGED: dict[str, tuple[Action, Action]] = {
    "alike": (NOTHING, NOTHING),
    "here changed": (lambda book: put(book, replace(BOB, job="Lead")), NOTHING),
    "there changed": (NOTHING, lambda book: put(book, Volunteer(id="eve", name="Eve"))),
    "both changed": (
        lambda book: put(book, replace(BOB, job="Lead")),
        lambda book: put(book, Volunteer(id="eve", name="Eve"), replace(ANN, notes="Sits by Zora Quill.")),
    ),
    "more about them there": (
        NOTHING,
        lambda book: put(book, Contribution(id="new", volunteer="zora", kind="co_led_session", on=TODAY)),
    ),
    "renamed there": (NOTHING, lambda book: put(book, replace(ZORA, name="Zora Quill-Holt"))),
}


@pytest.mark.parametrize("diverged", DIVERGED)
@pytest.mark.parametrize("before", [True, False])
def test_erased_here_they_stay_erased_whatever_the_other_copy_holds(two: Pair, diverged: str, before: bool) -> None:
    here, there = two
    mine, other = DIVERGED[diverged]
    other(there)
    for act in (mine, lambda book: erase(book, book.volunteers["zora"]))[:: 1 if before else -1]:
        act(here)
    asked = erased_in_one(copy_of(here), copy_of(there))
    assert [(one.id, one.here, one.on) for one in asked] == [("zora", True, TODAY)]
    merged(here, there)
    assert nothing_of_zora(here)
    assert here.erased["zora"] == Erased(id="zora", on=TODAY)
    assert not [*findings(here)]
    assert ("eve" in here.volunteers) == ("eve" in there.volunteers)
    assert here.gatherings["talk"].attended == ("ann",)
    if "changed" in diverged and diverged != "there changed":
        assert here.volunteers["bob"].job == "Lead"
    assert join(copy_of(here), copy_of(there)).nothing


def test_where_the_other_copy_was_only_left_alone_the_parting_is_known(two: Pair) -> None:
    here, there = two
    erase(here, here.volunteers["zora"])
    remove(here, "volunteers", "bob")
    joined = merged(here, there)
    assert joined.certain
    assert "bob" not in here.volunteers


@pytest.mark.parametrize("diverged", DIVERGED)
def test_erased_here_and_wanted_back_they_come_with_all_that_is_theirs(two: Pair, diverged: str) -> None:
    here, there = two
    DIVERGED[diverged][1](there)
    erase(here, here.volunteers["zora"])
    joined = join(copy_of(here), copy_of(there), ["zora"])
    with here.change("Join") as change:
        carry_out(here, change, joined, [c.key for c in joined.conflicts if c.suggested == "here"])
    assert here.volunteers["zora"] == there.volunteers["zora"]
    assert "hers" in here.contributions
    assert here.gatherings["talk"].attended == ("ann", "zora")
    assert not here.erased
    assert not [*findings(here)]
    here.undo()
    assert "zora" in here.erased
    assert nothing_of_zora(here) or here.steps  # what can be done again still tells of them


@pytest.mark.parametrize("diverged", DIVERGED)
def test_erased_there_they_stay_here_until_they_are_erased_here_too(two: Pair, diverged: str) -> None:
    there, here = two
    mine, other = DIVERGED[diverged]
    mine(there)
    erase(there, there.volunteers["zora"])
    other(here)
    asked = erased_in_one(copy_of(here), copy_of(there))
    assert [(one.id, one.name.split()[0], one.here) for one in asked] == [("zora", "Zora", False)]
    merged(here, there)
    assert "zora" in here.volunteers
    assert "hers" in here.contributions
    assert not here.erased
    assert not [*findings(here)]
    erase(here, here.volunteers["zora"])
    merged(here, there)
    assert nothing_of_zora(here)
    assert {*here.erased} == {"zora"}


def test_each_copy_erased_someone_else(two: Pair) -> None:
    here, there = two
    erase(here, here.volunteers["zora"])
    erase(there, there.volunteers["bob"])
    asked = erased_in_one(copy_of(here), copy_of(there))
    assert {(one.id, one.here) for one in asked} == {("zora", True), ("bob", False)}
    merged(here, there)
    assert nothing_of_zora(here)
    assert "bob" in here.volunteers
    erase(here, here.volunteers["bob"])
    merged(here, there)
    assert {*here.volunteers} == {"ann"}
    assert {*here.erased} == {"zora", "bob"}
    erase(there, there.volunteers["zora"])
    assert {*here.tables["volunteers"]} == {*there.tables["volunteers"]}


def test_erased_in_both_on_different_days_is_no_conflict(two: Pair) -> None:
    here, there = two
    erase(here, here.volunteers["zora"])
    there.clock = Clock(ago(9))
    erase(there, there.volunteers["zora"])
    for one, other in ((here, there), (there, here)):
        assert not erased_in_one(copy_of(one), copy_of(other))
        joined = merged(one, other)
        assert not joined.conflicts
    assert (here.erased["zora"].on, there.erased["zora"].on) == (TODAY, ago(9))


def test_an_erasure_travels_to_a_third_copy_and_a_namesake_stays(two: Pair, tmp_path: Path) -> None:
    laptop, desktop = two
    put(desktop, Volunteer(id="other", name="Zora Quill", job="Another one"))
    (tmp_path / "three").mkdir()
    shutil.copy(desktop.path, tmp_path / "three" / "book.json")
    erase(laptop, laptop.volunteers["zora"])
    erase(desktop, desktop.volunteers["zora"])
    merged(laptop, desktop)
    with Book.open(tmp_path / "three" / "book.json", laptop.clock) as third:
        merged(laptop, third)
    assert "zora" not in laptop.volunteers
    assert laptop.volunteers["other"].job == "Another one"
    assert laptop.volunteers["other"].name == "Zora Quill"


def test_nothing_but_ids_and_the_day_is_remembered(two: Pair) -> None:
    erase(two[0], two[0].volunteers["zora"])
    with Book.open(two[0].path, write=False) as again:
        assert [msgspec.to_builtins(row) for row in again.erased.values()] == [{"id": "zora", "on": "2026-11-23"}]


def test_a_backup_brought_back_remembers_too(two: Pair) -> None:
    here, there = two
    make_backup(here.path, here.clock.now())
    erase(here, here.volunteers["zora"])
    for backup in backups(here.path):
        with Book.open(backup.path, here.clock, write=False) as old:
            assert nothing_of_zora(old)
            joined = join(copy_of(old), copy_of(there))
            assert "zora" not in joined.changed.get("volunteers", {})


def test_check_tells_of_someone_erased_who_is_in_the_book(pair: Pair) -> None:
    put(pair[0], Erased(id="bob", on=TODAY))
    [line] = findings(pair[0])
    assert "bob" in line
    assert "erased" in line


# -- random histories ------------------------------------------------------------------------------


def _renamed(key: str, text: str) -> Action:
    def act(book: Book) -> None:
        if key in book.volunteers:
            put(book, replace(book.volunteers[key], name=text))

    return act


def _came(keys: frozenset[str]) -> Action:
    def act(book: Book) -> None:
        if "talk" in book.gatherings:
            there = tuple(sorted(key for key in keys if key in book.volunteers))
            put(book, replace(book.gatherings["talk"], attended=there))

    return act


def _removed(table: str, key: str) -> Action:
    return lambda book: remove(book, table, key) if key in book.tables[table] else None


def _led(who: str) -> Action:
    def act(book: Book) -> None:
        if who in book.volunteers:
            put(book, Contribution(volunteer=who, kind="led_session", on=TODAY))

    return act


def _noted(who: str) -> Action:
    def act(book: Book) -> None:
        if who in book.volunteers:
            put(book, Contact(who=who, on=TODAY))

    return act


PEOPLE = st.sampled_from(["ann", "bob"])
ACTIONS = st.one_of(
    st.builds(_renamed, PEOPLE, st.sampled_from(["A", "B"])),
    st.builds(_came, st.frozensets(PEOPLE)),
    st.builds(_removed, st.just("volunteers"), PEOPLE),
    st.builds(_removed, st.just("gatherings"), st.just("talk")),
    st.builds(_led, PEOPLE),
    st.builds(_noted, PEOPLE),
    st.just(Book.undo),
)


@settings(
    max_examples=2000 if LONG else 60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(here=st.lists(ACTIONS, max_size=4), there=st.lists(ACTIONS, max_size=4))
def test_any_two_histories_join_soundly_and_alike_from_both_sides(here: list[Action], there: list[Action]) -> None:
    with TemporaryDirectory() as folder, ExitStack() as open_books:
        laptop, desktop = parted(Path(folder), open_books, Contact(id="word", who="bob", on=TODAY))
        for act in here:
            act(laptop)
        for act in there:
            act(desktop)
        mine, other = copy_of(laptop), copy_of(desktop)
        one, two = join(mine, other), join(other, mine)
        assert one.certain
        assert two.certain
        with laptop.change("Join") as change:
            carry_out(laptop, change, one)
        assert [*findings(laptop)] == []
        assert ("word" in laptop.contacts) == ("bob" in laptop.volunteers)
        assert join(copy_of(laptop), other).changed == {}
        with desktop.change("Join") as change:  # from the other side, with the first one's side of every conflict
            carry_out(desktop, change, two, [conflict.key for conflict in two.conflicts if conflict.field])
        assert [*findings(desktop)] == []
        if not one.brought_back and not two.brought_back:
            assert _sets(copy_of(laptop).tables) == _sets(copy_of(desktop).tables)


def _sets(tables: object) -> object:
    """Without the order of those who came."""
    return {
        (
            name,
            key,
            *(
                frozenset(v) if isinstance(v, tuple) else repr(v)
                for v in map(record.__getattribute__, record.__struct_fields__)
            ),
        )
        for name, rows in tables.items()  # type: ignore[attr-defined]
        for key, record in rows.items()
    }
