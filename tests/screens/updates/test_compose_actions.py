"""The composer in full: one text for several, the whole text, promises, templates, and what was half written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import TextArea

from screens.updates.updates import FactList
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.exchange.template_files import layout_for
from store.integrity.erasure import erase
from store.model.calendar import Gathering
from store.model.stakeholders import Channel, Stakeholder, Update
from store.persistence.book_paths import copies_folder, drafts_folder, template_path
from store.persistence.unsaved_drafts import Keeper, half_written
from store.updates.archive import all_sent
from store.updates.compose import compose
from store.updates.stakeholders import draft_for
from tests.support.app_internals import claim_now
from tests.support.harness import HOSTILE, TODAY, here, hush, paper, press, rows, running, text_of, toasts, undoable
from tests.support.making import fill

BO = Stakeholder(id="bo", name=HOSTILE, email="bo@example.org", stake="calm [/y] shifts")


async def to_part(pilot: Pilot[None], part: str) -> None:
    await press(pilot, "6", "enter")
    facts = pilot.app.screen.query_one(FactList)
    await press(pilot, "home", *["down"] * facts.keys.index(part))


async def test_from_the_week_to_the_clipboard_in_two_keys(circle: Book, copied: list[str]) -> None:
    marta = circle.stakeholders["marta"]
    fill(circle, Update(to=("marta",), since=TODAY, until=TODAY, words={"lessons": "Start earlier."}))
    async with running(circle) as pilot:
        acts = pilot.app.screen.query_one("#acts", Listing)
        acts.highlight(next(key for key in acts.keys if key.startswith("update:")))
        await press(pilot, "enter", "y")
        assert copied == [compose(circle, marta, TODAY).body]
        assert toasts(pilot)[-1].startswith("Copied. Also saved as ")


@pytest.mark.parametrize(("channel", "start"), [("chat", "*The circle, "), ("catch_up", "1. Result: ")])
async def test_the_channel_decides_what_is_shown_copied_and_kept(
    circle: Book, copied: list[str], channel: Channel, start: str
) -> None:
    marta = replace(circle.stakeholders["marta"], channel=channel)
    fill(circle, marta, Update(to=("marta",), since=TODAY, until=TODAY, words={"lessons": "Start earlier."}))
    async with running(circle) as pilot:
        await press(pilot, "6", "y")
        assert copied == [paper(pilot)]
        assert copied[0].startswith(start)
        await press(pilot, "m")
        [update] = [found for found in all_sent(circle) if found.sent_on == TODAY]
        assert update.text == copied[0]


@pytest.mark.parametrize("choice", ["answered", "remind", "drop"])
async def test_a_request_made_before_asks_what_became_of_it(circle: Book, copied: list[str], choice: str) -> None:
    marta = replace(circle.stakeholders["marta"], ask="A room for 12 [/x]")
    before = Update(
        to=("marta",), since=TODAY - timedelta(40), until=TODAY - timedelta(30), state="sent",
        sent_on=TODAY - timedelta(30), text="A room for 12 [/x]",
    )  # fmt: skip
    kept = Update(to=("marta",), since=TODAY, until=TODAY, words={"lessons": "Start earlier."})
    fill(circle, marta, before, kept)
    async with running(circle) as pilot:
        await press(pilot, "6", "y")
        assert copied == []
        assert toasts(pilot)[-1].startswith("Your request was made on 24 Oct.")
        async with undoable(pilot, circle):
            await press(pilot, "enter", f"={choice}", "enter")
            draft = compose(circle, circle.stakeholders["marta"], TODAY)
            assert draft.unfilled == ()
            assert ("is still open: A room for 12 [/x]" in paper(pilot)) == (choice == "remind")
            assert bool(circle.stakeholders["marta"].ask) == (choice == "remind")
            assert [contact.note for contact in circle.contacts.values()].count("Answered: A room for 12 [/x]") == (
                choice == "answered"
            )
        await press(pilot, "y")
        assert copied


# -- several readers -------------------------------------------------------------------------------


async def test_one_text_goes_to_all_who_are_marked(circle: Book, copied: list[str]) -> None:
    fill(circle, BO, Stakeholder(id="cy", name="Cy", kind="charts"))
    async with running(circle) as pilot:
        await press(pilot, "6")
        readers = pilot.app.screen.query_one("#readers", Listing)
        readers.highlight("marta")
        await press(pilot, "space")
        readers.highlight("bo")
        await press(pilot, "space")
        assert f"✓ {HOSTILE}" in text_of(pilot)
        assert "one text for 2" in text_of(pilot)
        assert f"Marta Weiss and {HOSTILE} · one text for 2" in text_of(pilot)
        assert "Hello Marta and [/x]," in paper(pilot)
        readers.highlight("cy")
        await press(pilot, "space")  # wants another kind
        assert toasts(pilot) == [
            "One text needs one kind. Marta Weiss: quick overview; Cy: charts. Press e to change it."
        ]
        await hush(pilot)
        await press(pilot, "y", "space")  # copied as soon as nothing is open in it
        assert [
            f"Subject: {compose(circle, (circle.stakeholders['marta'], BO), TODAY).subject}\n\n{copied[0]}"
        ] == [paper(pilot)]
        async with undoable(pilot, circle):
            await press(pilot, "m")
            [update] = [found for found in all_sent(circle) if found.sent_on == TODAY]
            assert update.to == ("marta", "bo")
            assert update.text == copied[0]
        assert "one text for" not in text_of(pilot)  # no one is marked any more


async def test_a_text_begun_for_several_is_found_again(circle: Book) -> None:
    fill(circle, BO, Update(to=("bo", "marta"), since=TODAY, until=TODAY, words={"wins": "For both."}))
    async with running(circle) as pilot:
        await press(pilot, "6")
        pilot.app.screen.query_one("#readers", Listing).highlight("marta")
        assert "For both." not in paper(pilot)
        await press(pilot, "space")
        assert "For both." in paper(pilot)
        await press(pilot, "space", "escape")
        assert "For both." not in paper(pilot)


# -- the text --------------------------------------------------------------------------------------


async def test_the_whole_text_is_changed_and_re_choosing_a_part_destroys_nothing(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6", "enter")
        async with undoable(pilot, circle):
            await press(pilot, "W")
            pilot.app.screen.query_one(TextArea).text += "\n\nPS: [/x] mine."
            await press(pilot, "ctrl+s")
            assert here(pilot) == "UpdatesScreen"
            assert paper(pilot).endswith("PS: [/x] mine.\n")
        await to_part(pilot, "wins")
        before = paper(pilot)
        await press(pilot, "space")
        assert "Feedback [basics]" not in paper(pilot)
        assert "PS: [/x] mine." in paper(pilot)
        await press(pilot, "space")
        assert paper(pilot) == before


@pytest.mark.parametrize("part", ["opening", "subject", "next"])
async def test_a_part_that_was_only_looked_at_goes_on_following_the_records(circle: Book, part: str) -> None:
    async with running(circle) as pilot:
        await to_part(pilot, part)
        before = rows(circle)
        await press(pilot, "e", "ctrl+s")
        assert here(pilot) != "Form"
        assert rows(circle) == before


async def test_an_emptied_text_is_not_taken(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6", "W")
        pilot.app.screen.query_one(TextArea).text = ""
        await press(pilot, "ctrl+s")
        assert here(pilot) == "Form"
        assert "the text is empty" in text_of(pilot)
        await press(pilot, "escape", "escape")
        assert not circle.steps


async def test_the_subject_names_another_kind_of_mail_or_says_what_was_typed(circle: Book) -> None:
    async with running(circle) as pilot:
        await to_part(pilot, "subject")
        for mail in ("(action needed)", "(decision needed)", "(for information)"):
            await press(pilot, "space")
            assert paper(pilot).partition("\n")[0].endswith(mail)
        async with undoable(pilot, circle):
            await press(pilot, "e", "ctrl+a", "ctrl+k", "=Read [/x] me", "enter")
            assert paper(pilot).startswith("Subject: Read [/x] me\n")
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert paper(pilot).startswith("Subject: The circle")


async def test_how_long_it_is_stands_below_it(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6")
        draft = compose(circle, circle.stakeholders["marta"], TODAY)
        assert f"{draft.words} of 130 words · 1 page ─╯" in text_of(pilot)
        assert "too long" not in text_of(pilot)
        fill(circle, Update(to=("marta",), since=TODAY, until=TODAY, words={"wins": "word " * 120}))
        await press(pilot, "1", "6")
        assert "words · 1 page · too long" in text_of(pilot)


async def test_it_is_copied_in_other_forms(circle: Book, copied: list[str]) -> None:
    async with running(circle) as pilot:
        await press(
            pilot, "6", "Y", "space", "Y", "=slack", "enter", "Y", "=html", "enter", "Y", "=email draft", "enter"
        )
        await press(pilot, "Y", "enter")
        assert copied.pop() == compose(circle, circle.stakeholders["marta"], TODAY).subject
        assert copied[0].startswith("*The circle, 24 Oct – 23 Nov 2026: ")
        assert copied[1].startswith("<!DOCTYPE html>")
        assert copied[2].startswith("X-Unsent: 1\nSubject: The circle")
        names = {path.name for path in copies_folder(circle.path).iterdir()}
        assert names == {f"update-2026-11-23-{form}-marta.txt" for form in ("slack", "html", "eml", "subject")}


# -- what was promised -----------------------------------------------------------------------------


async def test_what_was_announced_is_asked_after(circle: Book) -> None:
    sent = circle.updates["sent"]
    fill(
        circle, replace(sent, promised={"kick": "2 Nov: Kick-off", "line 1": "a room [/x] of our own"}),
        Gathering(id="kick", name="Kick-off", on=date(2026, 11, 2), state="held"),
    )  # fmt: skip
    async with running(circle) as pilot:
        await to_part(pilot, "promised")
        assert "outcome due: 1" in text_of(pilot)
        await press(pilot, "enter")
        assert "Commitments from the last update · 2" in text_of(pilot)
        assert "a room [/x] of our own" in text_of(pilot)
        assert "outcome due" in text_of(pilot)
        await press(pilot, "=room", "enter")
        async with undoable(pilot, circle):
            await press(pilot, "=describe", "enter", "=It [/y] comes.", "enter")
            assert "1/2 delivered" in text_of(pilot)
        await press(pilot, "space") if "It [/y] comes." not in paper(pilot) else None
        assert "- a room [/x] of our own – It [/y] comes." in paper(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "=room", "enter", "=delivered", "enter")
            assert "2/2 delivered" in text_of(pilot)


async def test_where_nothing_was_announced_it_says_so(circle: Book) -> None:
    async with running(circle) as pilot:
        await to_part(pilot, "promised")
        await press(pilot, "enter")
        assert "The last update made no commitments." in text_of(pilot)


# -- templates -------------------------------------------------------------------------------------


async def test_the_template_is_changed_kept_as_a_file_and_let_go(circle: Book) -> None:
    path = template_path(circle.path, "quick_overview")
    async with running(circle) as pilot:
        await press(pilot, "6", "E")
        assert "Edit template: quick overview" in text_of(pilot)
        text = pilot.app.screen.query_one(TextArea)
        text.text = text.text.replace("$greeting", "Good day, $reader [/x]!")
        await press(pilot, "ctrl+s")
        assert path.exists()
        assert "Good day, Marta Weiss [/x]!" in paper(pilot)
        await hush(pilot)
        await press(pilot, "E")
        text = pilot.app.screen.query_one(TextArea)
        text.text = text.text.replace("$closing", "$closign")
        await press(pilot, "ctrl+s")
        assert here(pilot) == "Form"  # nothing broken is kept
        assert "$closign is unknown; did you mean $closing?" in " ".join(text_of(pilot).split())
        text.text = ""
        await press(pilot, "ctrl+s")
        assert not path.exists()
        assert "Hello Marta," in paper(pilot)
    assert not circle.steps


async def test_a_template_broken_elsewhere_says_its_line_and_the_built_in_one_is_used(circle: Book) -> None:
    path = template_path(circle.path, "quick_overview")
    path.parent.mkdir()
    path.write_text("Subject: x\n\n$opening\n$lesons [/x]\n")
    async with running(circle) as pilot:
        await press(pilot, "6")
        assert toasts(pilot) == [
            "quick-overview.txt, line 4: $lesons is unknown; did you mean $lessons? The built-in template is used."
        ]
        assert "Hello Marta," in paper(pilot)
    assert layout_for(circle.path, "detailed_report")[1] == ""


# -- half written ----------------------------------------------------------------------------------


async def test_what_is_typed_is_kept_until_it_is_saved_or_left_on_purpose(circle: Book) -> None:
    folder = drafts_folder(circle.path)
    async with running(circle) as pilot:
        await to_part(pilot, "wins")
        await press(pilot, "e")
        assert not folder.exists()  # nothing was typed yet
        await press(pilot, "=We won", "escape")
        [half] = half_written(circle.path)
        assert (half.to, half.part) == (("marta",), "wins")
        assert half.text.endswith("We won")
        await press(pilot, "escape")
        assert not folder.exists()  # left on purpose
        await press(pilot, "e", "=We won again", "ctrl+s")
        assert not folder.exists()  # saved in the book
        assert "We won again" in paper(pilot)
    kept = draft_for(circle, "marta")
    assert kept
    assert "We won again" in kept.words["wins"]


@pytest.mark.parametrize("part", ["wins", "whole"])
async def test_a_text_half_written_is_offered_at_the_next_start(circle: Book, part: str) -> None:
    Keeper(circle.path, ("marta",), part).keep("We won [/x]\n\nand more", circle.clock.now())
    async with running(circle) as pilot:
        assert here(pilot) == "Resuming"
        assert "Unsaved text" in text_of(pilot)
        assert "We won [/x]" in text_of(pilot)
        await press(pilot, "escape")  # later
        assert here(pilot) == "WeekScreen"
    async with running(circle) as pilot:
        await press(pilot, "enter")
        assert here(pilot) == "Form"
        assert pilot.app.screen.query_one(TextArea).text == "We won [/x]\n\nand more"
        await press(pilot, "escape")
        assert here(pilot) == "Form"  # it is not lost with one key
        await press(pilot, "ctrl+s")
        assert "We won [/x]\n\nand more" in paper(pilot)
        assert half_written(circle.path) == []
    async with running(circle) as pilot:
        assert here(pilot) == "WeekScreen"


async def test_what_is_being_typed_is_not_offered_back(circle: Book) -> None:
    circle.close()
    with Book.open(circle.path, circle.clock, claim=False) as book:
        async with running(book) as pilot:
            await to_part(pilot, "wins")
            await press(pilot, "e", "=We won")
            claim_now(pilot.app)  # what comes half a second after the first screen
            await press(pilot, "!")
            assert book.writable
            assert here(pilot) == "Form"
            assert pilot.app.screen.query_one(TextArea).text.endswith("We won!")


async def test_a_text_half_written_can_be_let_go(circle: Book) -> None:
    Keeper(circle.path, ("no one",), "wins").keep("Gone", circle.clock.now())
    async with running(circle) as pilot:
        await press(pilot, "enter")
        assert toasts(pilot) == ["The recipient of this text is no longer in the book. Press d to discard it."]
        await press(pilot, "d")
        assert here(pilot) == "WeekScreen"
    assert half_written(circle.path) == []


def test_erasing_a_person_reaches_what_is_half_written(circle: Book) -> None:
    Keeper(circle.path, ("marta",), "wins").keep("Tom Okafor won", circle.clock.now())
    Keeper(circle.path, ("marta",), "next").keep("No one in it", circle.clock.now())
    erase(circle, circle.volunteers["tom"])
    assert [half.part for half in half_written(circle.path)] == ["next"]
