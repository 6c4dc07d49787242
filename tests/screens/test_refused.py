"""The system refuses to save: it is said in one plain line, what was typed stays, and saving again works."""

from __future__ import annotations

import errno
import os
import sys
from itertools import count

import pytest
from textual.pilot import Pilot

from store.book.book import Book
from tests.conftest import LONG
from tests.support.faulty import Faulty
from tests.support.harness import HOSTILE, here, hush, press, rows, running, text_of, toasts

FORMS = {
    "someone new": ("2", "a", f"={HOSTILE} 2"),
    "thanks": ("2", "right", "right", "t", f"={HOSTILE} 2"),
    **(
        {
            "a resource": ("8", "a", f"={HOSTILE} 2"),
            "a stakeholder": ("6", "a", f"={HOSTILE} 2"),
        }
        if LONG
        else {}
    ),
}
"""What is typed into which form."""


async def typed_into(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    await press(pilot, *keys)
    assert here(pilot) == "Form"
    assert f"{HOSTILE} 2" in text_of(pilot)


@pytest.mark.parametrize("name", ["ENOSPC", *(("EIO", "EACCES") if LONG else ())])
@pytest.mark.parametrize("form", FORMS)
async def test_whichever_call_fails_what_was_typed_is_still_there(
    circle: Book, monkeypatch: pytest.MonkeyPatch, form: str, name: str
) -> None:
    kept, number = 0, getattr(errno, name)
    async with running(circle) as pilot:
        await typed_into(pilot, FORMS[form])
        for index in count():
            before, disk = rows(circle), circle.path.read_bytes()
            with monkeypatch.context() as patch:
                faulty = Faulty(patch, index, number)
                await press(pilot, "ctrl+s")
                if here(pilot) == "Form" and not faulty.hit:  # a name like one in the book is asked about once
                    await press(pilot, "ctrl+s")
            if here(pilot) == "Form":
                kept += 1
                assert faulty.hit
                assert rows(circle) == before
                assert circle.path.read_bytes() == disk
                shown = " ".join(text_of(pilot).split())
                assert f"{HOSTILE} 2" in shown, faulty.hit
                assert os.strerror(number) in shown, faulty.hit  # the words may be broken into lines
            else:
                assert rows(circle) != before
                if not faulty.hit:
                    break
                await hush(pilot)
                await typed_into(pilot, FORMS[form])
    assert kept >= 12
    with Book.open(circle.path, write=False) as again:
        assert rows(again) == rows(circle)


async def test_what_has_no_form_says_why_and_can_be_done_again(
    circle: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(circle) as pilot:
        for keys in (("2", "d"), ("u",), ("U",), ("5", "d"), ("1", "z")):
            await press(pilot, *keys[:-1])
            await hush(pilot)
            before = rows(circle)
            with monkeypatch.context() as patch:
                Faulty(patch, 0, errno.ENOSPC, lasting=True)
                await press(pilot, keys[-1])
            assert rows(circle) == before, keys
            assert toasts(pilot)[-1].endswith("No space left on device. Nothing was changed."), keys
            await hush(pilot)
            await press(pilot, keys[-1])
            assert rows(circle) != before, keys


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
async def test_under_a_limit_on_the_size_of_files_what_was_typed_is_still_there(circle: Book) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with running(circle) as pilot:
        await typed_into(pilot, FORMS["someone new"])
        disk = circle.path.read_bytes()
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(disk) // 2, hard))
        try:
            for _ in range(2):
                await press(pilot, "ctrl+s")
                assert here(pilot) == "Form"
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert f"{HOSTILE} 2" in text_of(pilot)
        assert "File too large" in " ".join(text_of(pilot).split())
        assert circle.path.read_bytes() == disk
        await press(pilot, "ctrl+s")
        assert here(pilot) == "PipelineScreen"
        assert f"{HOSTILE} 2" in {volunteer.name for volunteer in circle.volunteers.values()}
