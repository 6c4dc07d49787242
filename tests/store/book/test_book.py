"""The book: one action is one save, all of it or nothing."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import BookReadOnly, Invalid
from store.core.record import ID_LENGTH, Record, new_id
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.people import Contact, Department, Volunteer
from store.persistence.book_paths import backup_folder
from tests.support.making import HOSTILE


@pytest.fixture
def saves(book: Book, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each fsync: two for a save, of the file and of its folder, once there is a folder for backups."""
    backup_folder(book.path).mkdir(mode=0o700)
    seen: list[int] = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (seen.append(handle), fsync(handle))[1])
    return seen


def test_a_table_is_called_as_it_is_reached(book: Book) -> None:
    assert all(getattr(book, name) is table for name, table in book.tables.items())


def test_a_new_book_is_empty_and_on_disk(book: Book) -> None:
    assert book.is_empty
    assert book.writable
    assert book.note == ""
    assert book.community == Community()
    assert book.path.exists()
    with Book.open(book.path, write=False) as again:
        assert again.is_empty


def test_what_was_put_is_there_at_once_and_after_reopening(book: Book) -> None:
    with book.change("Add Ann") as change:
        ann = change.put(Volunteer(name=HOSTILE, topics=("Excel", "‘Feedback’"), met_on=date(2026, 11, 1)))
        assert ann.id not in book.volunteers
    assert book.volunteers[ann.id] is ann
    assert not book.is_empty
    with Book.open(book.path, write=False) as again:
        assert again.volunteers == {ann.id: ann}


def test_many_records_are_one_save(book: Book, saves: list[int]) -> None:
    with book.change("Import 500") as change:
        for n in range(500):
            person = change.put(Volunteer(name=f"Person {n}"))
            change.put(Contact(who=person.id, on=date(2026, 11, 1)))
    assert len(saves) == 2
    assert len(book.contacts) == 500


def test_a_change_that_changes_nothing_writes_nothing(book: Book, saves: list[int]) -> None:
    with book.change("Add Ann") as change:
        ann = change.put(Volunteer(name=HOSTILE))
    saves.clear()
    before, told = book.path.read_bytes(), []
    book.subscribe(told.append)
    with book.change("Nothing at all"):
        pass
    with book.change("The same again") as change:
        change.put(Volunteer(id=ann.id, name=HOSTILE))
        change.remove(Department(name="never saved"))
    assert (saves, told) == ([], [])
    assert book.path.read_bytes() == before
    assert len(book.steps) == 1


def test_an_error_inside_the_block_changes_nothing(book: Book) -> None:
    with book.change("Add Ann") as change:
        ann = change.put(Volunteer(name=HOSTILE))
    before, told = book.path.read_bytes(), []
    book.subscribe(told.append)

    def fail_half_way() -> None:
        with book.change("Half") as change:
            change.put(Volunteer(name="Ida"))
            change.remove(ann)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        fail_half_way()
    assert book.volunteers == {ann.id: ann}
    assert told == []
    assert book.path.read_bytes() == before


def test_one_invalid_record_keeps_the_others_out(book: Book) -> None:
    before = book.path.read_bytes()

    def add_two() -> None:
        with book.change("Add two") as change:
            change.put(Volunteer(name="Ida"))
            change.put(Volunteer(name="   "))

    with pytest.raises(Invalid) as refused:
        add_two()
    assert refused.value.errors == {"name": "Name is required"}
    assert book.is_empty
    assert book.path.read_bytes() == before


def test_a_change_inside_a_change_is_saved_on_its_own(book: Book) -> None:
    with book.change("Outer") as outer:
        with book.change("Inner") as inner:
            inner.put(Volunteer(name="Ida"))
        assert [who.name for who in book.volunteers.values()] == ["Ida"]
        outer.put(Volunteer(name="Raj"))
    assert sorted(who.name for who in book.volunteers.values()) == ["Ida", "Raj"]
    assert book.undo() == "Outer"
    assert [who.name for who in book.volunteers.values()] == ["Ida"]


def test_put_and_remove_of_one_record_in_one_change_leaves_nothing(book: Book) -> None:
    with book.change("In and out") as change:
        change.remove(change.put(Volunteer(name="Ida")))
    assert book.is_empty
    assert len(book.steps) == 0


def test_listeners_hear_which_tables_changed_until_they_leave(book: Book) -> None:
    told: list[set[str]] = []
    stop = book.subscribe(told.append)
    with book.change("Add") as change:
        person = change.put(Volunteer(name="Ida"))
        change.put(Contact(who=person.id, on=date(2026, 11, 1)))
    book.undo()
    stop()
    book.redo()
    assert told == [{"volunteers", "contacts", "steps"}] * 2


def test_a_listener_hears_when_the_change_is_on_disk(book: Book) -> None:
    seen: list[int] = []

    def look(_: set[str]) -> None:
        with Book.open(book.path, write=False) as found:
            seen.append(len(found.volunteers) + len(book.volunteers))

    book.subscribe(look)
    with book.change("Add") as change:
        change.put(Volunteer(name="Ida"))
    assert seen == [2]


def test_saved_at_is_the_clocks_time_of_the_last_save(book: Book) -> None:
    assert book.saved_at is None
    with book.change("Add") as change:
        change.put(Volunteer(name="Ida"))
    assert book.saved_at == datetime(2026, 11, 23, 9)


def test_a_closed_book_can_be_looked_at_but_not_changed(book: Book) -> None:
    with book.change("Add") as change:
        change.put(Volunteer(name="Ida"))
    book.close()
    assert len(book.volunteers) == 1

    def change_it() -> None:
        with book.change("Add") as change:
            change.put(Volunteer(name="Raj"))

    with pytest.raises(BookReadOnly, match="closed"):
        change_it()
    with pytest.raises(BookReadOnly, match="closed"):
        book.undo()


def test_ids_are_unique_and_never_positions() -> None:
    ids = {new_id() for _ in range(20_000)}
    assert len(ids) == 20_000
    assert {len(found) for found in ids} == {ID_LENGTH}
    assert not set("".join(ids)) & set("01ilo")  # nothing that is misread


def test_an_id_is_not_used_again_after_its_record_went(book: Book) -> None:
    with book.change("Add") as change:
        first = change.put(Volunteer(name="Ida"))
    with book.change("Remove") as change:
        change.remove(first)
    path = book.path
    book.close()
    with Book.open(path) as again, again.change("Add") as change:
        assert change.put(Volunteer(name="Ida")).id != first.id


def test_every_kind_of_record_has_a_table_of_its_own(book: Book) -> None:
    def kinds(base: type[Record]) -> set[type[Record]]:
        return {kind for sub in base.__subclasses__() for kind in {sub, *kinds(sub)}}

    ours = {kind for kind in kinds(Record) if kind.__module__.startswith("store.")}
    assert {table.kind for table in book.tables.values()} == ours
    assert all(book.table_of(table.kind) is table for table in book.tables.values())


def test_a_table_reads_like_a_mapping(book: Book) -> None:
    with book.change("Add") as change:
        people = [change.put(Volunteer(name=name)) for name in ("Ida", "Raj")]
    table = book.volunteers
    assert len(table) == 2
    assert list(table) == [who.id for who in people] == list(table.keys())
    assert list(table.values()) == people
    assert dict(table.items()) == dict(table) == {who.id: who for who in people}
    assert people[0].id in table
    assert table.get("no one") is None
    with pytest.raises(KeyError):
        table["no one"]


def test_write_new_makes_a_book_whose_bytes_depend_on_its_records_alone(tmp_path: Path) -> None:
    ritual = Ritual(id="r", name="Ask me anything", start=date(2026, 11, 4))
    records = [
        ritual,
        Gathering(id="g", name=ritual.name, ritual="r", on=ritual.start),
        Volunteer(id="v", name=HOSTILE),
    ]
    for name in ("one", "two"):
        Book.write_new(tmp_path / name, records, book_id="thesame")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with Book.open(tmp_path / "one") as book:
        assert {*book.rituals, *book.gatherings, *book.volunteers} == {"r", "g", "v"}
        assert book.undo() == ""


def test_the_clock_tells_the_time_it_was_given(tmp_path: Path) -> None:
    with Book.open(tmp_path / "book.json", Clock(date(2020, 2, 29)), create=True) as book:
        with book.change("Add") as change:
            change.put(Volunteer(name="Ida"))
        assert [step.at for step in book.steps.values()] == [datetime(2020, 2, 29, 9)]
