"""Updates: who is due, the draft from the records, and the text that leaves the house."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pyperclip
import pytest
from textual.pilot import Pilot

from screens.updates.updates import FactList
from store.book.book import Book
from store.core.dates import Clock
from store.core.labels import label_of
from store.persistence.book_paths import copies_folder
from store.updates import compose as update
from store.updates.draft import Draft
from store.updates.stakeholders import draft_for, sent_updates
from tests.support.harness import (
    NARROW,
    TODAY,
    here,
    hush,
    paper,
    press,
    running,
    text_of,
    toasts,
    undoable,
)


def draft(book: Book, who: str = "marta") -> Draft:
    return update.compose(book, book.stakeholders[who], TODAY)


def taken(book: Book) -> list[str]:
    return [section.name for section in draft(book).taken]


async def compose(pilot: Pilot[None], part: str = "opening") -> FactList:
    """Go to the draft for Marta, with the keys, and to a part of it."""
    await press(pilot, "6", "enter")
    facts = pilot.app.screen.query_one(FactList)
    await press(pilot, "home", *["down"] * facts.keys.index(part))
    return facts


async def test_the_draft_says_what_the_records_say(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6")
        shown = text_of(pilot)
        assert "Stakeholders · 1 · 1 due" in shown
        assert "Marta Weiss, COO · monthly · email" in shown
        assert "Quick overview since Sat 24 Oct" in shown
        assert re.search(r"\[!\]  Lessons learned +not written", shown)
        assert paper(pilot) == draft(circle).text
        assert "Subject: The circle, 24 Oct – 23 Nov 2026: 1 session" in shown
        assert ": fewer outside trainers." in paper(pilot)


async def test_space_strikes_a_part_and_takes_it_in_again(circle: Book) -> None:
    async with running(circle) as pilot:
        await compose(pilot, "wins")
        assert "Feedback [basics]" in paper(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "space")
            assert "wins" not in taken(circle)
            assert "Feedback [basics]" not in paper(pilot)
            assert "[ ]  Key wins" in text_of(pilot)
        await press(pilot, "space")
        assert "wins" in taken(circle)
        assert "[x]  Key wins" in text_of(pilot)


async def test_own_words_are_kept_when_a_part_is_struck_and_taken_in_again(circle: Book) -> None:
    async with running(circle) as pilot:
        await compose(pilot, "progress")
        async with undoable(pilot, circle):
            await press(pilot, "e", "ctrl+end", "= Hooray [/x]!", "ctrl+s")
            assert paper(pilot) == draft(circle).text
            assert "Hooray [/x]!" in paper(pilot)
            assert "Hooray" in text_of(pilot)
        await press(pilot, "space")
        assert "Hooray" not in paper(pilot)
        await press(pilot, "space")
        assert "Hooray [/x]!" in paper(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert "Hooray" not in paper(pilot)
        await press(pilot, "d")
        assert toasts(pilot) == ["This section already uses the text from the book."]


async def test_lessons_without_words_keep_the_text_from_leaving(circle: Book, copied: list[str]) -> None:
    for key in ("y", "x", "m"):
        async with running(circle, NARROW) as pilot:
            await press(pilot, "6", key)
            assert here(pilot) == "UpdatesScreen"
            assert toasts(pilot) == ["‘Lessons learned’ is empty. Press e to write it or space to leave it out."]
            assert pilot.app.screen.query_one(FactList).key == "lessons"  # and that is where one is
            assert pilot.app.screen.focused.id == "facts"
            assert "Lessons learned" in text_of(pilot)
    assert copied == []
    assert not circle.steps


async def test_lessons_are_filled_and_the_text_is_copied(circle: Book, copied: list[str]) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6", "y", "e", "=- Start earlier.", "ctrl+s")  # copied once nothing is open in it
        text = draft(circle).body
        assert "- Start earlier." in text
        assert copied == [text]
        assert pilot.app.clipboard == text
        [kept] = copies_folder(circle.path).iterdir()
        assert kept.read_text("utf-8") == text
        assert kept.name == "update-2026-11-23-marta.txt"
        assert toasts(pilot) == [f"Copied. Also saved as {kept}"]
        assert len(circle.steps) == 1  # copying changes nothing in the book


async def test_without_a_clipboard_the_terminal_is_asked_and_the_file_is_there(
    circle: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: str) -> None:
        raise pyperclip.PyperclipException("no clipboard [/here]")

    monkeypatch.setattr(pyperclip, "copy", none)
    monkeypatch.delenv("TMUX", raising=False)
    async with running(circle) as pilot:
        await press(pilot, "6", "y", "space", "y")
        assert toasts(pilot)[0].startswith("Sent to the terminal’s clipboard. Also saved as ")
        assert pilot.app.clipboard == draft(circle).body
        [kept] = copies_folder(circle.path).iterdir()
        await hush(pilot)
        kept.unlink()
        kept.parent.rmdir()
        kept.parent.touch()  # no folder can be made there: the copy is not lost for that
        await press(pilot, "y")
        assert toasts(pilot) == ["Sent to the terminal’s clipboard."]


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".eml"])
async def test_the_text_is_saved_in_the_form_its_ending_names(circle: Book, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"for Marta{ending}"
    async with running(circle) as pilot:
        await press(pilot, "6", "y", "space", "x", "tab", "shift+home", f"={target}", "enter")
        assert here(pilot) == "UpdatesScreen"
        assert toasts(pilot) == [f"Saved to {target}."]
    written = target.read_bytes()
    assert len(circle.steps) == 1  # the striking of the lessons; saving changes nothing in the book
    if ending == ".eml":
        letter = message_from_bytes(written, policy=policy.default)
        assert letter["Subject"] == draft(circle).subject
        assert "Feedback [basics]" in letter.get_body(("plain",)).get_content()
    elif ending == ".txt":
        assert "Feedback [basics]" in written.decode()
    else:
        assert b"Feedback" in written
        assert (b"<html" in written.lower()) == (ending == ".html")


async def test_the_file_is_named_after_its_recipient_and_gets_the_ending_of_its_format(
    circle: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for number in ("", "-2"):
        async with running(circle) as pilot:
            await press(pilot, "6", "y", "space", "x", "=html", "enter")
            assert f"~/update-marta-weiss-2026-11-23{number}.html" in text_of(pilot)
            await press(pilot, "enter")
            await press(pilot, "space")
        assert b"<html" in (tmp_path / f"update-marta-weiss-2026-11-23{number}.html").read_bytes().lower()


async def test_a_file_that_cannot_be_written_keeps_the_question_open(circle: Book, tmp_path: Path) -> None:
    taken_already = tmp_path / "there.txt"
    taken_already.write_text("mine")
    async with running(circle) as pilot:
        await press(pilot, "6", "y", "space", "x", "tab")
        for path, said in (
            (tmp_path / "text.doc", "must end in .txt, "),
            (taken_already, "there.txt"),
            (tmp_path / "no folder" / "a.txt", "no folder"),
            ("~nobody-of-this-name/a.txt", "nobody-of-this-name"),
            (f"{'x' * 300}.txt", "x.txt"),
        ):
            await press(pilot, "shift+home", f"={path}", "enter")
            assert here(pilot) == "Form", path
            hint = "".join(text_of(pilot).partition("File *")[2].replace("│", "").split("\n"))
            assert "! " in hint, path
            assert said in hint, (path, hint)
    assert taken_already.read_text() == "mine"


async def test_marked_sent_it_is_kept_word_for_word_and_the_next_begins_tomorrow(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6", "y", "space")
        text = draft(circle).body
        async with undoable(pilot, circle):
            await press(pilot, "m")
            sent = sent_updates(circle, "marta")[-1]
            assert (sent.text, sent.sent_on, sent.since, sent.until) == (text, TODAY, date(2026, 10, 24), TODAY)
            assert draft_for(circle, "marta") is None
            assert "· 1 due" not in text_of(pilot)  # no one is due any more
            assert "due Wed 23 Dec" in text_of(pilot)
            assert toasts(pilot)[-1].startswith("Recorded as sent to Marta Weiss; the next update starts tomorrow.")
        await press(pilot, "m")  # a second time on the same day it is not sent again
        assert len(sent_updates(circle, "marta")) == 2
    path = circle.path
    circle.close()
    with Book.open(path, Clock(TODAY + timedelta(days=1))) as tomorrow:
        async with running(tomorrow) as pilot:
            await press(pilot, "6")
            assert "since Tue 24 Nov" in text_of(pilot)
            await press(pilot, "v")
            assert here(pilot) == "SentScreen"
            assert "Sent · 2" in text_of(pilot)
            assert "Marta Weiss · Mon 23 Nov · email" in text_of(pilot)
            assert paper(pilot).endswith(text)
            await press(pilot, "j")
            assert "all is well." in paper(pilot)
            await press(pilot, "escape")
            assert here(pilot) == "UpdatesScreen"


async def test_the_records_behind_a_figure_are_shown(circle: Book) -> None:
    async with running(circle) as pilot:
        await compose(pilot, "wins")
        assert "12 colleagues" in " ".join(paper(pilot).split())
        await press(pilot, "enter")
        assert "Key wins: based on 2 records" in text_of(pilot)
        assert "‘Feedback [basics]’" in text_of(pilot)
        await press(pilot, "escape", "home", "enter")
        assert toasts(pilot) == ["‘Opening’ is not based on records."]


async def test_another_kind_of_update_is_a_key_away(circle: Book) -> None:
    async with running(circle) as pilot:
        await compose(pilot)
        for kind in ("detailed_report", "charts", "quick_overview"):
            await press(pilot, "O")
            assert draft(circle).kind == kind
            assert paper(pilot) == draft(circle).text
            assert label_of(kind) in text_of(pilot)


async def test_stakeholders_are_added_changed_and_deleted(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6")
        async with undoable(pilot, circle):
            await press(pilot, "a", "=[/y] Bogdan", "tab", "=CFO", "ctrl+s")
            [bogdan] = [who for who in circle.stakeholders.values() if who.id != "marta"]
            assert (bogdan.name, bogdan.job, bogdan.since) == ("[/y] Bogdan", "CFO", TODAY)
            assert "[/y] Bogdan" in text_of(pilot)
            assert "no update sent yet" in text_of(pilot)
        pilot.app.screen.query_one("#readers").highlight(bogdan.id)
        async with undoable(pilot, circle):
            await press(pilot, "e", "= Ionescu", "ctrl+s")
            assert circle.stakeholders[bogdan.id].name == "[/y] Bogdan Ionescu"
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert bogdan.id not in circle.stakeholders
            await hush(pilot)
            assert "[/y] Bogdan" not in text_of(pilot)


async def test_at_eighty_columns_the_facts_come_in_place_of_the_readers(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        await press(pilot, "6")
        assert "Stakeholders" in text_of(pilot)
        assert "Lessons learned  not written" not in text_of(pilot)
        await press(pilot, "enter")
        assert "Lessons learned" in text_of(pilot)
        assert "Stakeholders" not in text_of(pilot)
        await press(pilot, "space")
        assert draft_for(circle, "marta") is not None
        await press(pilot, "escape")
        assert "Stakeholders" in text_of(pilot)
        await press(pilot, "e")
        assert "Marta Weiss ─" in text_of(pilot)  # her own form: one is among the readers again


async def test_esc_ends_the_filter_before_it_goes_back(circle: Book) -> None:
    async with running(circle) as pilot:
        facts = await compose(pilot)
        await press(pilot, "/", "=wins", "enter")
        assert facts.keys == ["wins"]
        await press(pilot, "escape")
        assert len(facts.keys) > 1
        assert pilot.app.screen.focused is facts
        await press(pilot, "escape")
        assert pilot.app.screen.focused.id == "readers"


async def test_the_palette_leads_to_a_reader_a_filter_hides(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6", "a", "=Bogdan", "ctrl+s", "/", "=bogdan", "enter", "1")
        await press(pilot, "ctrl+p", "=marta", "enter")
        assert pilot.app.screen.reader().id == "marta"
        assert paper(pilot) == draft(circle).text
        assert pilot.app.screen.focused.id == "facts"
