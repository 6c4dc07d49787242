"""The inbox: lines left beside the book are taken in once, in their order, as steps that can be undone, or named and kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from store.book.book import Book
from store.commands.adding import AddLine
from store.commands.inbox import AnyCommand, Kept, Taken, carry_out, leave_command, take_in, waiting_as_text
from store.commands.setting_aside import Dismiss, Snooze
from store.commands.undoing import Undo
from store.core.dates import Clock
from store.integrity.erasure import erase
from store.persistence.book_paths import inbox_folder
from store.persistence.inbox_files import leave, waiting_files
from store.week.plan import plan
from tests.support.making import HOSTILE, TODAY, ago, fill, person

FAR_AWAY = (
    b'{"title":"x","day":"0001-01-01","at":"2026-11-23T09:00:00","command":{"command":"snooze","todos":["x"]}}'
)
"""Whole, but on a day around which no week can be counted."""


@pytest.fixture
def town(book: Book) -> Book:
    """Two of one first name, whom no one has asked yet."""
    fill(
        book, person("ann", HOSTILE, met_on=ago(60)), person("ana", "Ana Ruiz", met_on=ago(60)),
        person("anna", "Ana Sousa", met_on=ago(60)),
    )  # fmt: skip
    return book


def left(book: Book, *commands: AnyCommand) -> None:
    for number, command in enumerate(commands):
        leave_command(book, command, f"line {number}", TODAY)


def labels(book: Book) -> list[str]:
    steps = sorted(book.steps.values(), key=lambda step: step.number)
    return [step.label for step in steps if step.inbox]


def test_lines_are_taken_in_once_in_their_order_each_as_a_step(town: Book) -> None:
    notes = [AddLine(line=f"met Ana Ruiz, number {number}") for number in range(12)]
    left(town, *notes)
    assert all(isinstance(outcome, Taken) for outcome in take_in(town))
    steps = [step for step in sorted(town.steps.values(), key=lambda step: step.number) if step.inbox]
    told = [record["note"] for step in steps for record in _put(town, step.before)]
    assert [note.rpartition(" ")[2] for note in told] == [str(number) for number in range(12)]
    assert not inbox_folder(town.path).exists()
    assert [*take_in(town)] == []
    town.undo()
    assert len(town.contacts) == 11


def _put(book: Book, before: dict[str, dict[str, object]]) -> list[dict[str, str]]:
    return [{"note": book.contacts[key].note} for key in before["contacts"]]


def test_a_line_with_a_question_waits_and_the_others_come_in(town: Book) -> None:
    left(town, AddLine(line="met Ana"), AddLine(line="met Ana Sousa"))
    kept, taken = take_in(town)
    assert isinstance(kept, Kept)
    assert (kept.add, kept.day) == (AddLine(line="met Ana"), TODAY)
    assert isinstance(taken, Taken)
    assert [contact.who for contact in town.contacts.values()] == ["anna"]
    assert [*take_in(town, {kept.file.id})] == []
    assert waiting_files(town.path) == [kept.file]
    kept.take_out()
    assert not inbox_folder(town.path).exists()


def test_a_line_that_is_typed_again_with_its_answer_is_done(town: Book) -> None:
    again = AddLine(line="met Ana", choices=("ana sousa",))
    for way in (lambda: carry_out(town, again, again.plan(town, TODAY)), lambda: left(town, again)):
        left(town, AddLine(line="met Ana"))
        [*take_in(town)]
        way()
        [*take_in(town)]
        assert waiting_files(town.path) == []
    assert [contact.who for contact in town.contacts.values()] == ["anna", "anna"]
    assert len(labels(town)) == 2


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"title": 1}', b"\xff\xfe\x00", b'{"command":{"command":"erase"}}', FAR_AWAY]
)
def test_what_cannot_be_read_is_named_and_kept(town: Book, data: bytes) -> None:
    leave(town.path, data)
    before = town.path.read_bytes()
    (kept,) = take_in(town)
    assert isinstance(kept, Kept)
    assert kept.file.path.read_bytes() == data
    assert kept.file.path.name in f"{kept.title} {kept.why}"
    assert waiting_as_text(town).startswith("Waiting in the inbox: 1\n- ")
    assert town.path.read_bytes() == before


def test_what_no_longer_fits_is_named_and_kept(town: Book) -> None:
    title = plan(town, TODAY).all_acts[0].title
    left(town, Dismiss(todos=(title,)), Snooze(todos=(title,)))
    taken, kept = take_in(town)
    assert isinstance(taken, Taken)
    assert isinstance(kept, Kept)
    assert title in kept.why
    assert waiting_files(town.path) == [kept.file]


def test_undo_means_what_was_last_when_it_was_left(town: Book) -> None:
    left(town, Undo())  # of the change that filled the book
    fill(town, person("zoe"))
    (kept,) = take_in(town)
    assert isinstance(kept, Kept)
    kept.take_out()
    left(town, AddLine(line="met Ana Sousa"), Undo())  # a line that still waits goes
    [*take_in(town)]
    assert not town.contacts
    assert not inbox_folder(town.path).exists()
    left(town, AddLine(line="met Ana Sousa"))
    [*take_in(town)]
    left(town, Undo())
    assert [outcome.reverses for outcome in take_in(town) if isinstance(outcome, Taken)] == [True]
    assert not town.contacts


def test_a_day_counts_from_when_the_line_was_left(town: Book) -> None:
    leave_command(town, AddLine(line="met Ana Sousa yesterday"), "met", ago(5))
    [*take_in(town)]
    assert [contact.on for contact in town.contacts.values()] == [ago(6)]


def test_a_line_that_is_in_the_book_already_is_only_removed(town: Book, clock: Clock) -> None:
    left(town, AddLine(line="met Ana Sousa"))
    (file,) = waiting_files(town.path)
    data = file.path.read_bytes()
    [*take_in(town)]
    file.path.parent.mkdir(mode=0o700)
    file.path.write_bytes(data)  # as after a power cut before its removal was on the disk
    assert [*take_in(town)] == []
    file.path.parent.mkdir(mode=0o700)
    file.path.write_bytes(data)
    path = town.path
    town.close()
    with Book.open(path, clock) as again:
        assert not waiting_files(path)
        assert len(again.contacts) == 1


def test_an_erased_person_is_gone_from_the_lines_that_wait(town: Book) -> None:
    left(town, AddLine(line=f"met {HOSTILE}"), AddLine(line="met Ana Sousa"))
    first, second = waiting_files(town.path)
    assert first.path in erase(town, town.volunteers["ann"]).deleted
    assert waiting_files(town.path) == [second]


@pytest.mark.skipif(os.name == "nt", reason="permissions are not those of Unix")
def test_a_line_is_its_owners_alone_and_a_link_is_none(town: Book, tmp_path: Path) -> None:
    left(town, AddLine(line="met Ana Sousa"))
    (file,) = waiting_files(town.path)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file.path, file.path.parent)] == [0o600, 0o700]
    aside = tmp_path / "aside.json"
    file.path.rename(aside)
    file.path.symlink_to(aside)
    assert [*take_in(town)] == []
    assert aside.exists()
