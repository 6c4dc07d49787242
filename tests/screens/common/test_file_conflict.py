"""A book that another program has changed: nothing is overwritten, and the user chooses what becomes of it."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.integrity.erasure import erase
from store.persistence.book_paths import backup_folder
from tests.support.faulty import Faulty
from tests.support.harness import HOSTILE, TODAY, here, hush, press, rows, running, text_of, toasts


def change_outside(book: Book) -> None:
    """What a sync client does: the file has other content now."""
    changed = book.path.read_bytes().replace(b"Tom Okafor", b"Tim Okafor")
    book.path.write_bytes(changed)


DIALOG = "Another program has changed the book"


async def test_a_file_changed_outside_is_read_again(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        change_outside(circle)
        await press(pilot, "d")
        assert DIALOG in text_of(pilot)
        assert "tom" in circle.volunteers
        await press(pilot, "enter")
        assert here(pilot) == "PipelineScreen"
        await hush(pilot)
        assert "Tim Okafor" in text_of(pilot)
        await press(pilot, "d")
        assert "tom" not in circle.volunteers  # and now it can be written again


async def test_a_file_changed_outside_and_what_is_shown_here_are_both_kept(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        mine = rows(circle)
        change_outside(circle)
        await press(pilot, "d", "=keep", "enter")
        assert here(pilot) == "PipelineScreen"
        assert toasts(pilot)[-1].startswith("Saved this window’s version as ")
        assert circle.volunteers["tom"].name == "Tim Okafor"
    [kept] = circle.path.parent.glob("book kept *.json")
    with Book.open(kept, Clock(TODAY), write=False) as copy:
        assert rows(copy) == mine


async def test_a_file_changed_outside_and_what_this_window_saved_are_brought_together(circle: Book) -> None:
    begun = circle.path.read_bytes()
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Zoë", "ctrl+s")
        circle.path.write_bytes(
            begun.replace(b"Marta Weiss", b"[/x] Ann [Ops]")
        )  # an older file, changed elsewhere
        await press(pilot, "d")
        assert DIALOG in text_of(pilot)
        await press(pilot, "enter")
        assert "tick where to keep this window’s version" in text_of(pilot)
        await press(pilot, "space", "enter")
        assert circle.stakeholders["marta"].name == "Marta Weiss"
        assert {"Zoë", "Tom Okafor"} <= {volunteer.name for volunteer in circle.volunteers.values()}
        await press(pilot, "u")
        assert circle.stakeholders["marta"].name == "[/x] Ann [Ops]"


async def test_the_question_can_be_put_off_and_nothing_is_lost_or_overwritten(circle: Book) -> None:
    async with running(circle) as pilot:
        before = rows(circle)
        change_outside(circle)
        outside = circle.path.read_bytes()
        for keys in (("2", "d"), ("5", "d"), ("1", "z")):
            await press(pilot, *keys)
            assert DIALOG in text_of(pilot)
            await press(pilot, "escape")
            assert rows(circle) == before
            assert circle.path.read_bytes() == outside


async def test_a_form_keeps_what_was_typed_while_the_question_is_answered(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Zoë")
        change_outside(circle)
        await press(pilot, "ctrl+s")
        assert DIALOG in text_of(pilot)
        await press(pilot, "enter")
        assert here(pilot) == "Form"
        assert "Zoë" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert here(pilot) == "PipelineScreen"
        assert {"Zoë", "Tim Okafor"} <= {volunteer.name for volunteer in circle.volunteers.values()}


async def test_undo_asks_as_well(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "right", "d")
        change_outside(circle)
        await press(pilot, "u")
        assert DIALOG in text_of(pilot)
        await press(pilot, "enter")
        assert "Tim Okafor" in {volunteer.name for volunteer in circle.volunteers.values()}


async def test_the_book_is_read_again_from_the_palette(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        change_outside(circle)
        await press(pilot, "ctrl+p", "=reload book", "enter")
        assert "Tim Okafor" in text_of(pilot)


@pytest.mark.parametrize(
    "way", [("d", "=reload", "enter"), ("ctrl+p", "=reload book", "enter")], ids=["asked", "palette"]
)
async def test_changes_of_this_window_that_the_file_lacks_are_kept_when_it_is_read_again(
    circle: Book, way: tuple[str, ...]
) -> None:
    begun = circle.path.read_bytes()
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=[b]Uma [Ops]", "ctrl+s", "a", "=Zoë", "ctrl+s", "a", "=Cy", "ctrl+s", "u")
        mine = rows(circle)
        circle.path.write_bytes(begun.replace(b"Tom Okafor", b"Tim Okafor"))  # an older file, changed elsewhere
        await hush(pilot)
        await press(pilot, *way)
        assert here(pilot) == "PipelineScreen"
        assert "Tim Okafor" in text_of(pilot)
        [kept] = circle.path.parent.glob("book kept *.json")
        assert toasts(pilot)[-1] == f"Reloaded. Saved 2 changes made here in {kept.name}."
    with Book.open(kept, Clock(TODAY), write=False) as copy:
        assert rows(copy) == mine


async def test_no_copy_is_kept_where_the_file_holds_every_change(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Zoë", "ctrl+s")
        change_outside(circle)
        await press(pilot, "d", "=reload", "enter")
        assert "Tim Okafor" in text_of(pilot)
        assert [*circle.path.parent.glob("book kept *.json")] == []


async def test_a_copy_that_cannot_be_written_leaves_what_is_shown(
    circle: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = circle.path.read_bytes()
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Zoë", "ctrl+s")
        mine = rows(circle)
        circle.path.write_bytes(begun)
        await press(pilot, "d")
        with monkeypatch.context() as patch:
            Faulty(patch, 0, errno.ENOSPC, lasting=True)
            await press(pilot, "=reload", "enter")
        assert rows(circle) == mine
        assert circle.path.read_bytes() == begun


LOST = "The book’s file is missing or can no longer be read"


def remove(book: Book) -> None:
    book.path.unlink()


def rename(book: Book) -> None:
    book.path.rename(book.path.with_name("moved.json"))


def empty_it(book: Book) -> None:
    book.path.write_bytes(b"")


def cut_short(book: Book) -> None:
    book.path.write_bytes(book.path.read_bytes()[:-40])


LOSSES = [remove, rename, empty_it, cut_short]
Loss = Callable[[Book], None]


@pytest.mark.parametrize("lose", LOSSES)
async def test_a_file_that_is_lost_is_put_back_as_it_is_shown(circle: Book, lose: Loss) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "right", "d")
        mine = rows(circle)
        lose(circle)
        left = circle.path.read_bytes() if circle.path.exists() else None
        await press(pilot, "a", "=[b]Uma [Ops]", "ctrl+s")
        assert LOST in text_of(pilot)
        assert rows(circle) == mine
        await press(pilot, "enter")
        assert toasts(pilot)[-1].startswith("Restored the book as shown here.")
        assert here(pilot) == "Form"
        await press(pilot, "ctrl+s")
        assert "[b]Uma [Ops]" in {volunteer.name for volunteer in circle.volunteers.values()}
        await press(pilot, "u", "u")  # what could be undone still can
    with Book.open(circle.path, Clock(TODAY), write=False) as copy:
        assert rows(copy) == rows(circle) != mine
    aside = [path.read_bytes() for path in backup_folder(circle.path).glob("*-unreadable.json")]
    assert aside == [left] * (left is not None)


@pytest.mark.parametrize("lose", [remove, empty_it])
async def test_a_file_that_was_only_being_written_is_read_again_or_a_copy_is_kept(circle: Book, lose: Loss) -> None:
    whole = circle.path.read_bytes()
    async with running(circle) as pilot:
        mine = rows(circle)
        lose(circle)
        for keys in (("2", "d", "=reload", "enter"), ("d", "=copy", "enter"), ("d", "escape")):
            await hush(pilot)
            left = circle.path.read_bytes() if circle.path.exists() else None
            await press(pilot, *keys)
            assert rows(circle) == mine
            assert (circle.path.read_bytes() if circle.path.exists() else None) == left
        circle.path.write_bytes(whole.replace(b"Tom Okafor", b"Tim Okafor"))  # now it is there, and not as it was
        await press(pilot, "d")
        assert DIALOG in text_of(pilot)
        await press(pilot, "=reload", "enter")
        assert circle.volunteers["tom"].name == "Tim Okafor"
    [kept] = circle.path.parent.glob("book kept *.json")
    assert kept.read_bytes() == whole


async def test_a_file_that_can_be_read_again_meanwhile_is_not_overwritten(circle: Book) -> None:
    whole = circle.path.read_bytes()
    async with running(circle) as pilot:
        circle.path.unlink()
        await press(pilot, "2", "d")
        assert LOST in text_of(pilot)
        circle.path.write_bytes(whole + b"\n")
        await press(pilot, "enter")
        assert "can be read again. Nothing was overwritten" in toasts(pilot)[-1]
        assert circle.path.read_bytes() == whole + b"\n"


async def test_what_a_sync_service_makes_of_a_conflict_is_noticed_and_both_are_brought_together(
    circle: Book,
) -> None:
    """Ours becomes the ‘conflicted copy’, and the other machine's file takes its name."""
    async with running(circle) as pilot:
        theirs = circle.path.read_bytes().replace(b"Tom Okafor", b"Tim Okafor")
        await press(pilot, "2", "a", "=Zoë", "ctrl+s")
        ours = circle.path.with_name("book (conflicted copy).json")
        circle.path.rename(ours)
        circle.path.write_bytes(theirs)
        conflict = ours.read_bytes()
        await press(pilot, "5", "d")
        assert DIALOG in text_of(pilot)
        await press(pilot, "enter")
        assert "tick where to keep this window’s version" in text_of(
            pilot
        )  # neither file tells who changed the name
        await press(pilot, "enter")
        assert {"Zoë", "Tim Okafor"} <= {volunteer.name for volunteer in circle.volunteers.values()}
    assert ours.read_bytes() == conflict
    assert not [*circle.path.parent.glob("book kept *.json")]


@pytest.mark.parametrize("conflicts", [True, False])
async def test_bringing_together_that_cannot_be_saved_leaves_this_windows_side_in_a_file(
    circle: Book, monkeypatch: pytest.MonkeyPatch, conflicts: bool
) -> None:
    begun = circle.path.read_bytes()
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Zoë", "ctrl+s")
        mine = rows(circle)
        circle.path.write_bytes(begun.replace(b"Marta Weiss", HOSTILE.encode()) if conflicts else begun)
        await press(pilot, "d")
        save, saves = Book.change, []

        def refused(book: Book, label: str) -> object:
            saves.append(label)
            Faulty(patch, 0, errno.ENOSPC, lasting=True)
            return save(book, label)

        with monkeypatch.context() as patch:
            patch.setattr(Book, "change", refused)
            await press(pilot, "enter", *["enter"] * conflicts)
        assert saves == ["Merge both versions"]
        assert any("No space left" in said for said in toasts(pilot))
        assert toasts(pilot)[-1].startswith("Saved this window’s version as book kept ")
    [kept] = circle.path.parent.glob("book kept *.json")
    with Book.open(kept, Clock(TODAY), write=False) as copy:
        assert rows(copy) == mine


# -- people who were erased in one of the two ------------------------------------------------------


def erased_outside(book: Book, *gone: str) -> None:
    """What a sync service brings from another computer: the file as it is after someone was erased there."""
    there = book.path.parent / "elsewhere" / "book.json"
    there.parent.mkdir()
    shutil.copy(book.path, there)
    with Book.open(there, Clock(TODAY)) as other:
        for key in gone:
            erase(other, other.volunteers[key])
    shutil.copy(there, book.path)


WHOM = "tick the people to keep"


@pytest.mark.parametrize("keep", [False, True])
async def test_who_was_erased_in_the_file_is_brought_back_only_if_that_is_wanted(circle: Book, keep: bool) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Zoë", "ctrl+s")
        erased_outside(circle, "tom")
        await press(pilot, "d", "enter")
        assert WHOM in text_of(pilot)
        assert "Tom Okafor" in text_of(pilot)
        await press(pilot, *(["space"] if keep else []), "enter")
        if here(pilot) == "Picker":  # what both copies say otherwise
            await press(pilot, "enter")
        assert ("tom" in circle.volunteers) == keep
        assert {*circle.erased} == (set() if keep else {"tom"})
        assert "Zoë" in {volunteer.name for volunteer in circle.volunteers.values()}
        assert (b"Okafor" in circle.path.read_bytes()) == keep
        await hush(pilot)


@pytest.mark.parametrize("way", ["join", "read", "both"])
@pytest.mark.parametrize("keep", [False, True])
async def test_who_was_erased_in_this_window_is_brought_back_by_an_older_file_only_if_that_is_wanted(
    circle: Book, way: str, keep: bool
) -> None:
    async with running(circle) as pilot:
        older = circle.path.read_bytes()
        erase(circle, circle.volunteers["tom"])
        await press(pilot, "2", "a", "=Zoë", "ctrl+s")
        circle.path.write_bytes(older)
        await press(pilot, "d", *{"join": [], "read": ["=reload"], "both": ["=keep both"]}[way], "enter")
        assert WHOM in text_of(pilot)
        await press(pilot, *(["space"] if keep else []), "enter")
        if here(pilot) == "Picker":
            await press(pilot, "enter")
        assert ("tom" in circle.volunteers) == keep
        assert {*circle.erased} == (set() if keep else {"tom"})
        assert (b"Okafor" in circle.path.read_bytes()) == keep
        assert ("Zoë" in {v.name for v in circle.volunteers.values()}) == (way == "join")
        await hush(pilot)


async def test_the_question_about_the_erased_can_be_put_off(circle: Book) -> None:
    async with running(circle) as pilot:
        older = circle.path.read_bytes()
        erase(circle, circle.volunteers["tom"])
        circle.path.write_bytes(older)
        await press(pilot, "2", "d", "enter")
        assert WHOM in text_of(pilot)
        await press(pilot, "escape")
        assert "tom" not in circle.volunteers
        assert circle.path.read_bytes() == older


async def test_what_this_window_saved_before_it_erased_somebody_is_not_lost(circle: Book) -> None:
    """Erasing leaves nothing to undo, so that the log no longer tells what this window knew."""
    async with running(circle) as pilot:
        older = circle.path.read_bytes()
        await press(pilot, "2", "a", "=Zoë", "ctrl+s")
        erase(circle, circle.volunteers["tom"])
        circle.path.write_bytes(older)
        await press(pilot, "d", "enter", "enter")
        if here(pilot) == "Picker":
            await press(pilot, "enter")
        assert "Zoë" in {volunteer.name for volunteer in circle.volunteers.values()}
        assert "tom" not in circle.volunteers
        await hush(pilot)
