"""Undo and redo: every change, also after a restart, checked against a plain model."""

from __future__ import annotations

import itertools
import tempfile
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import asdict, replace

from store.book.book import Book
from store.book.references import dangling
from store.book.undo import UNDO_STEPS
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.core.record import Record
from store.model.calendar import Gathering
from store.model.people import Contact, Department, Volunteer
from store.model.recognition import Contribution, Recognition
from tests.conftest import LONG


def add(book: Book, name: str) -> Volunteer:
    with book.change(f"Add {name}") as change:
        return change.put(Volunteer(name=name))


def names(book: Book) -> list[str]:
    return sorted(who.name for who in book.volunteers.values())


def test_undo_and_redo_take_back_and_do_again_the_last_change(book: Book) -> None:
    add(book, "Ann")
    add(book, "Ida")
    assert (book.undo(), names(book)) == ("Add Ida", ["Ann"])
    assert (book.undo(), names(book)) == ("Add Ann", [])
    assert (book.undo(), names(book)) == ("", [])
    assert (book.redo(), names(book)) == ("Add Ann", ["Ann"])
    assert (book.redo(), names(book)) == ("Add Ida", ["Ann", "Ida"])
    assert (book.redo(), names(book)) == ("", ["Ann", "Ida"])


def test_a_new_change_after_undo_ends_what_could_be_redone(book: Book) -> None:
    add(book, "Ann")
    add(book, "Ida")
    book.undo()
    add(book, "Raj")
    assert book.redo() == ""
    assert (book.undo(), names(book)) == ("Add Raj", ["Ann"])
    assert (book.redo(), names(book)) == ("Add Raj", ["Ann", "Raj"])


def test_undo_and_redo_survive_reopening(book: Book) -> None:
    for name in ("Ann", "Ida", "Raj"):
        add(book, name)
    book.undo()
    book.close()
    with Book.open(book.path) as again:
        assert (again.undo(), names(again)) == ("Add Ida", ["Ann"])
    with Book.open(book.path) as again:
        assert (again.redo(), names(again)) == ("Add Ida", ["Ann", "Ida"])
        assert (again.redo(), names(again)) == ("Add Raj", ["Ann", "Ida", "Raj"])
        assert again.redo() == ""


def test_the_last_hundred_changes_can_be_undone_after_reopening(book: Book) -> None:
    assert UNDO_STEPS >= 50
    everybody = [add(book, f"Person {number:03}").name for number in range(UNDO_STEPS + 20)]
    assert len(book.steps) == UNDO_STEPS
    book.close()
    with Book.open(book.path) as again:
        for number in reversed(range(20, UNDO_STEPS + 20)):
            assert again.undo() == f"Add Person {number:03}"
        assert again.undo() == ""
        assert names(again) == everybody[:20]
        while again.redo():
            pass
        assert names(again) == everybody


def test_undo_brings_back_every_field_as_it_was(book: Book) -> None:
    with book.change("Add") as change:
        before = change.put(
            Volunteer(
                name="[/x] Ann [Ops] ‘🧑‍🏫’",
                topics=("Excel", "a, b"),
                met_on=date(2026, 1, 31),
                notes="two\nlines\tand a tab",
            )
        )
    with book.change("Change") as change:
        change.put(Volunteer(id=before.id, name="Ann"))
    book.undo()
    assert book.volunteers == {before.id: before}
    with Book.open(book.path, write=False) as again:
        assert again.volunteers == {before.id: before}


def test_undo_that_cannot_be_saved_changes_nothing(book: Book) -> None:
    add(book, "Ann")
    book.path.write_bytes(book.path.read_bytes() + b"\n")
    with pytest.raises(GuildbookError, match="Nothing was overwritten"):
        book.undo()
    assert names(book) == ["Ann"]
    assert [step.undone for step in book.steps.values()] == [False]


@pytest.mark.parametrize("damage", [(b'{"volunteers":', b'{"attic":'), (b'"name":"Ann",', b'"age":"Ann",')])
def test_a_damaged_step_is_named_and_changes_nothing(book: Book, damage: tuple[bytes, bytes]) -> None:
    ann = add(book, "Ann")
    with book.change("Remove Ann") as change:
        change.remove(replace(ann))
    book.close()
    data = book.path.read_bytes()
    assert damage[0] in data or b'"name":"Ann"}' in data
    data = data.replace(b'"name":"Ann"}', b'"name":"Ann","notes":"x"}').replace(*damage)
    book.path.write_bytes(data)
    with Book.open(book.path) as again:
        with pytest.raises(GuildbookError, match="‘Remove Ann’ cannot be undone"):
            again.undo()
        assert names(again) == []


def test_a_label_that_could_steer_the_terminal_is_kept_visible(book: Book) -> None:
    with book.change("Add \x1b[31mAnn\ud83e") as change:
        change.put(Volunteer(name="Ann"))
    assert book.undo() == "Add ␛[31mAnn\N{REPLACEMENT CHARACTER}"


# -- against a plain model -------------------------------------------------------------------------

NEEDED = {Contact: "who", Contribution: "volunteer", Recognition: "to"}
OPTIONAL = {
    Volunteer: ["department"],
    Department: ["champion"],
    Gathering: ["host", "cohosts", "attended"],
    Contribution: ["gathering"],
    Recognition: ["contribution"],
}
TABLES = {
    Volunteer: "volunteers",
    Department: "departments",
    Contact: "contacts",
    Gathering: "gatherings",
    Contribution: "contributions",
    Recognition: "recognitions",
}
DAY = date(2026, 11, 23)
Model = dict[str, Record]


def struck(model: Model, gone: str) -> Model:
    """A model without one record, the long way round: record by record, over and over."""
    left = {key: without(record, gone) for key, record in model.items() if key != gone}
    for key, record in list(left.items()):
        if type(record) in NEEDED and key in left and not getattr(record, NEEDED[type(record)]):
            left = struck(left, key)
    return left


def without(record: Record, gone: str) -> Record:
    for field in [*OPTIONAL.get(type(record), []), *filter(None, [NEEDED.get(type(record))])]:
        value = getattr(record, field)
        if isinstance(value, tuple):
            record = replace(record, **{field: tuple(named for named in value if named != gone)})
        elif value == gone:
            record = replace(record, **{field: ""})
    return record


class BookMachine(RuleBasedStateMachine):
    """Random changes, undos, redos and reopenings of a book beside a model that is a list of dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "book.json"
        self.book = Book.open(self.path, Clock(DAY), create=True)
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.now: Model = {}
        self.numbers = itertools.count()

    def teardown(self) -> None:
        self.book.close()
        self.folder.cleanup()

    def pick(self, data: st.DataObject, *kinds: type[Record]) -> str:
        found = [key for key, record in self.now.items() if isinstance(record, kinds or Record)]
        return data.draw(st.sampled_from(found)) if found else ""

    def new(self) -> str:
        """Ids that are the same in each run, as hypothesis wants its runs to be."""
        return f"id{next(self.numbers)}"

    def save(self, label: str, puts: list[Record], removes: list[str]) -> None:
        model = deepcopy(self.now)
        with self.book.change(label) as change:
            for record in puts:
                model[record.id] = change.put(record)
            for key in removes:
                change.remove(model[key])
                model = struck(model, key)
        if model != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = model

    @rule(name=st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), data=st.data())
    def add_somebody(self, name: str, data: st.DataObject) -> None:
        home = self.pick(data, Department)
        self.save("Add", [Volunteer(id=self.new(), name=name, department=home)], [])

    @rule(data=st.data())
    def add_a_department(self, data: st.DataObject) -> None:
        self.save("Add", [Department(id=self.new(), name="Ops", champion=self.pick(data, Volunteer))], [])

    @rule(data=st.data())
    def hold_a_gathering(self, data: st.DataObject) -> None:
        people = tuple(filter(None, (self.pick(data, Volunteer) for _ in range(3))))
        host = self.pick(data, Volunteer)
        held = Gathering(id=self.new(), name="AMA", on=DAY, host=host, cohosts=people[:1], attended=people)
        self.save("Hold", [held], [])

    @rule(data=st.data())
    def contribute_and_be_thanked(self, data: st.DataObject) -> None:
        who, other = self.pick(data, Volunteer), self.pick(data, Volunteer)
        if who:
            made = Contribution(
                id=self.new(), volunteer=who, kind="led_session", on=DAY, gathering=self.pick(data, Gathering)
            )
            thanks = Recognition(
                id=self.new(),
                to=tuple(dict.fromkeys((who, other))),
                behaviour="helps others",
                words="Thank you",
                on=DAY,
                contribution=made.id,
            )
            self.save("Thank", [made, thanks, Contact(id=self.new(), who=who, on=DAY)], [])

    @rule(data=st.data(), name=st.sampled_from(["Ann", "Ida", "Raj"]))
    def rename(self, data: st.DataObject, name: str) -> None:
        if who := self.pick(data, Volunteer):
            self.save("Rename", [replace(self.now[who], name=name)], [])

    @rule(data=st.data(), many=st.integers(1, 3))
    def remove(self, data: st.DataObject, many: int) -> None:
        keys = dict.fromkeys(filter(None, (self.pick(data) for _ in range(many))))
        model, wanted = deepcopy(self.now), []
        for key in keys:
            if key in model:  # not gone with one before it
                wanted.append(key)
                model = struck(model, key)
        self.save("Remove", [], wanted)

    @rule()
    def fail(self) -> None:
        def half_way() -> None:
            with self.book.change("Fail") as change:
                change.put(Volunteer(name="no one"))
                for record in list(self.now.values())[:1]:
                    change.remove(record)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            half_way()

    @rule()
    def undo(self) -> None:
        assert bool(self.book.undo()) == bool(self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert bool(self.book.redo()) == bool(self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.book.close()
        self.book = Book.open(self.path, Clock(DAY))

    @rule()
    def reload(self) -> None:
        self.book.reload()

    @invariant()
    def book_and_model_agree(self) -> None:
        found = {key: record for name in TABLES.values() for key, record in self.book.tables[name].items()}
        assert {key: asdict(record) for key, record in found.items()} == {
            key: asdict(record) for key, record in self.now.items()
        }
        assert list(dangling(self.book)) == []


BookMachine.TestCase.settings = settings(
    max_examples=500 if LONG else 40, stateful_step_count=80 if LONG else 30, deadline=None
)
TestBookAgainstModel = BookMachine.TestCase
