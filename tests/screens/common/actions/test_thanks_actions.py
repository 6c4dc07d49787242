"""Thanking from anywhere: managers and new behaviours, what is handed on, and that it shows everywhere at once."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.model.recognition import Recognition
from store.profiles.people_filters import FilterContext
from store.recognition.recognition import unthanked
from store.week import plan as week
from tests.support.harness import HOSTILE, NARROW, TODAY, go, here, press, running, text_of, toasts, undoable
from tests.support.making import ago, fill

FLAT = str.maketrans("│▂▄▆", "    ")


def flat(pilot: Pilot[None]) -> str:
    return " ".join(text_of(pilot).translate(FLAT).split())


def log(pilot: Pilot[None]) -> Listing:
    return pilot.app.screen.query_one("#log", Listing)


def waits_in(book: Book) -> dict[str, bool]:
    """Wherever someone can be seen waiting for a thank-you, whether Ann does."""
    plan = week.plan(book, TODAY)
    return {
        "the question": any(who.volunteer.id == "ann" for who in unthanked(book, TODAY)),
        "week": any(act.key.startswith("thank:ann") for act in plan.acts),
        "guildbook week": f"Thank {HOSTILE}" in week.as_text(book, plan, TODAY),
        "filters": "ann" in FilterContext(book, TODAY).waiting,
    }


async def test_a_thank_you_from_week_is_seen_everywhere_and_u_brings_it_back(circle: Book) -> None:
    async def on_screens(pilot: Pilot[None]) -> set[bool]:
        await press(pilot, "2", "right", "right")
        board = "♥" in text_of(pilot)
        await press(pilot, "4")
        waiting = "ann" in pilot.app.screen.query_one("#waiting", Listing).keys
        await press(pilot, "1")
        return {board, waiting, *waits_in(circle).values()}

    async with running(circle) as pilot:
        assert await on_screens(pilot) == {True}
        pilot.app.screen.query_one("#acts", Listing).highlight("thank:ann:led")
        await press(pilot, "t", "= Great!", "enter")  # one key, the words, enter
        assert here(pilot) == "WeekScreen"
        assert await on_screens(pilot) == {False}
        await press(pilot, "u")
        assert await on_screens(pilot) == {True}


async def test_a_manager_is_offered_and_kept_by_name(circle: Book) -> None:
    fill(circle, replace(circle.volunteers["bo"], manager="Max [Boss]"))
    async with running(circle) as pilot:
        await press(pilot, "4", "a", "space", "=max")
        assert "Max [Boss] manager of Bo" in flat(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "space", "=çelik", "space", "enter", "tab", "=For the hours", "ctrl+s")
            [thanks] = circle.recognitions.values()
            assert (thanks.to, thanks.named) == (("bo",), ("Max [Boss]",))
            assert "Bo Çelik and Max [Boss]" in text_of(pilot)
        await press(pilot, "tab", "e")
        assert "Max [Boss], Bo Çelik" in text_of(pilot) or "Bo Çelik, Max [Boss]" in text_of(pilot)
        await press(pilot, "tab", "=!", "ctrl+s")
        [thanks] = circle.recognitions.values()
        assert (thanks.to, thanks.named, thanks.words) == (("bo",), ("Max [Boss]",), "For the hours!")


async def test_somebody_who_is_nowhere_in_the_book_is_thanked_by_a_typed_name(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4", "a", "space", "=Zoë New", "enter", "tab", "=Thanks", "ctrl+s")
        [thanks] = circle.recognitions.values()
        assert (thanks.to, thanks.named) == ((), ("Zoë New",))
        await press(pilot, "tab", "t")
        assert toasts(pilot)[-1] == "Select a person first."


async def test_a_behaviour_typed_anew_joins_the_list(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4")
        async with undoable(pilot, circle):
            await press(pilot, "t", "tab", "=is brave", "enter", "ctrl+s")
            [thanks] = circle.recognitions.values()
            assert thanks.behaviour == "is brave"
            assert circle.community.behaviours[-1] == "is brave"
        await press(pilot, "u", "t", "= x", "tab", "=a, b", "enter", "ctrl+s")
        assert "A behaviour cannot contain a comma" in text_of(pilot)
        assert not circle.recognitions


async def test_the_list_of_behaviours_is_changed_with_b(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4")
        async with undoable(pilot, circle):
            await press(pilot, "E", *["backspace"] * 120, "=is brave, sings", "ctrl+s")
            assert circle.community.behaviours == ("is brave", "sings")
        await press(pilot, "t")
        assert "is brave" in text_of(pilot)  # the usual guess is not wanted any more
        await press(pilot, "escape", "v", "v")
        assert "Not yet recognised · 2" in text_of(pilot)


async def test_every_view_has_its_lines(circle: Book) -> None:
    thanks = {"behaviour": "helps others", "words": "Thank [you]", "on": ago(1)}
    fill(
        circle,
        Recognition(id="one", to=("ann", "bo"), public=True, form="shout_out", **thanks),
        Recognition(id="two", to=("ann",), contribution="led", **{**thanks, "behaviour": "sings"}),
    )
    async with running(circle) as pilot:
        await press(pilot, "4", "tab")
        assert log(pilot).keys == ["two", "one"]
        assert "for: led a session ‘Feedback [basics]’, 20 Nov" in flat(pilot)
        await press(pilot, "v")
        assert f"{HOSTILE} · 2 times" in text_of(pilot)
        assert "Bo Çelik · 1 time" in text_of(pilot)
        assert "Never thanked · 4 members" in text_of(pilot)
        await press(pilot, "end", "t")
        assert "Thank Fay Ng" in text_of(pilot)  # who was never thanked is thanked from here
        await press(pilot, "escape", "enter")
        assert "Fay Ng · active, Ops" in text_of(pilot)
        await press(pilot, "escape", "v")
        assert "Helps others · 1 time" in text_of(pilot)
        assert "Sings · 1 time · no longer on the list" in text_of(pilot)
        await press(pilot, "end", "enter")
        assert "Edit behaviours" in text_of(pilot)
        await press(pilot, "escape", "v")
        assert "Contributions · 1 · 1 session led" in text_of(pilot)
        await press(pilot, "v")
        assert "Thank-you wall · November 2026 · 1" in text_of(pilot)
        await press(pilot, "left_square_bracket")
        assert "Thank-you wall · October 2026 · 0" in text_of(pilot)
        await press(pilot, "full_stop", "right_square_bracket")
        assert toasts(pilot)[-1] == "That month has not started yet."
        await press(pilot, "v")
        assert "Thank-yous · 2" in text_of(pilot)
        await press(pilot, "left_square_bracket")
        assert "wall, then [ or ]" in toasts(pilot)[-1]


async def test_what_was_just_thanked_is_copied_and_saved_as_a_mail_draft(
    circle: Book, copied: list[str], tmp_path: Path
) -> None:
    fill(circle, replace(circle.volunteers["ann"], email="ann@example.org"))
    async with running(circle) as pilot:
        await press(pilot, "4", "y")
        assert toasts(pilot)[-1] == "Press tab to go to the log, then select a thank-you."
        await press(pilot, "t", "enter", "y")
        words = "Thank you, [/x], for leading ‘Feedback [basics]’. You reached 12 colleagues.\n"
        assert copied == [words]
        assert pilot.app.clipboard == words
        target = tmp_path / "note.eml"
        await press(pilot, "x")
        assert "~/thank-you-x-ann-ops-2026-11-23.eml" in text_of(pilot)
        await press(pilot, "tab", *["backspace"] * 40, f"={target}", "enter")
        mail = message_from_bytes(target.read_bytes(), policy=policy.default)
        assert mail["To"].addresses[0].addr_spec == "ann@example.org"
        assert toasts(pilot)[-1] == f"Saved to {target}."
        await press(pilot, "x", "tab", *["backspace"] * 40, f"={tmp_path / 'note.pdf'}", "enter")
        assert "must end in .eml or .txt" in text_of(pilot)


async def test_what_was_thanked_on_week_is_at_hand_in_the_log(circle: Book, copied: list[str]) -> None:
    old = Recognition(id="zz", to=("bo",), behaviour="helps others", words="Thank you, Bo, for all.", on=TODAY)
    fill(circle, old)
    async with running(circle) as pilot:
        await press(pilot, "4")
        assert "20 Nov: led a session ‘Feedback [basics]’" in flat(pilot)  # what the selected one waits for
        await press(pilot, "tab", "1")
        pilot.app.screen.query_one("#acts", Listing).highlight("thank:ann:led")
        await press(pilot, "t", "= Great!", "tab", "tab", "tab", "tab", "tab", "tab", "space", "=bo")
        await press(pilot, "space", "enter", "ctrl+s", "4")
        [thanks] = [thanks for thanks in circle.recognitions.values() if thanks is not old]
        assert (set(thanks.to), log(pilot).key) == ({"ann", "bo"}, thanks.id)
        assert any(
            label.startswith("Thank ") and "Bo" in label for label in (step.label for step in circle.steps.values())
        )
        await press(pilot, "y")
        assert copied == [f"{thanks.words}\n"]


async def test_a_wall_without_thanks_is_not_posted(circle: Book, copied: list[str]) -> None:
    async with running(circle) as pilot:
        await go(pilot, "wall")
        for key in ("y", "x"):
            await press(pilot, key)
            assert "nothing to post" in toasts(pilot)[-1]
        assert (copied, here(pilot)) == ([], "RecognitionScreen")


async def test_a_line_of_the_log_says_what_the_thanks_were_for(circle: Book) -> None:
    words = ("Thank you, Bo Çelik: the lab ran itself.", "Thank you so much, Bo.", "Thank you, Bo, for ")
    thanks = {"to": ("bo",), "behaviour": "helps others", "on": TODAY}
    fill(circle, *(Recognition(id=f"t{n}", words=said, **thanks) for n, said in enumerate(words)))
    async with running(circle) as pilot:
        await press(pilot, "4")
        lines = [row.cells[-1] for row in log(pilot).visible_rows()]
        assert lines == ["Thank you, Bo, for ", "Thank you so much, Bo.", "the lab ran itself."]
        await press(pilot, "tab", "/", "=celik lab", "enter")
        assert log(pilot).keys == []
        await press(pilot, "escape", "/", "=thank you, bo ç", "enter")
        assert log(pilot).keys == ["t0"]


async def test_the_wall_is_copied_and_saved(circle: Book, copied: list[str], tmp_path: Path) -> None:
    fill(circle, Recognition(to=("ann",), behaviour="helps others", words="Thank you", on=ago(1), public=True))
    async with running(circle) as pilot:
        await go(pilot, "wall")
        await press(pilot, "y", "x", "tab", *["backspace"] * 40, f"={tmp_path / 'wall.html'}", "enter")
        assert copied == [f"Thank you · November 2026\n\n- {HOSTILE} (helps others): Thank you\n"]
        assert "<strong>[/x] Ann [Ops]</strong>" in (tmp_path / "wall.html").read_text("utf-8")


async def test_who_did_it_together_and_at_which_gathering_is_logged(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4")
        async with undoable(pilot, circle):
            await press(pilot, "c", "tab", "=Pairs", "tab", "tab", "tab", "=1:30", "tab", "=bo", "space", "enter")
            await press(pilot, "tab", "=mon 9", "enter", "ctrl+s")
            [made] = [made for made in circle.contributions.values() if made.id != "led"]
            assert (made.minutes, made.together, made.gathering) == (90, ("bo",), "coffee-20261109")
        await press(pilot, "v", "v", "v", "tab", "home")
        assert "1 h 30 with Bo Çelik · at Coffee corner, 9 Nov" in flat(pilot)
        assert "co-led a session" in text_of(pilot)

        assert "co-led a session" in text_of(pilot)


async def test_what_the_calendar_tells_is_not_logged_again(circle: Book) -> None:
    fill(circle, replace(circle.gatherings["coffee-20261109"], host="bo", on=TODAY))
    async with running(circle, NARROW) as pilot:
        await go(pilot, "list")
        pilot.app.screen.query_one("#people", Listing).highlight("bo")
        await press(pilot, "c", "right", "right", "ctrl+s")
        assert "Coffee corner on Mon 23 Nov already counts" in flat(pilot)
        assert [*circle.contributions] == ["led"]
        await press(pilot, "escape", "escape")
        await go(pilot, "contributions")
        await press(pilot, "home", "d")
        assert "This is a gathering" in toasts(pilot)[-1]
        await press(pilot, "enter")
        assert "Record Coffee corner, Mon 23 Nov" in text_of(pilot)


@pytest.mark.parametrize("place", ["roles", "thanks by person", "seen", "orbit", "list", "page"])
async def test_c_logs_wherever_somebody_is_highlighted(circle: Book, place: str) -> None:
    from store.model.people import Tenure

    fill(circle, Tenure(role="moderator", volunteer="ann", since=ago(9)))
    async with running(circle) as pilot:
        await go(pilot, place)
        if place == "orbit":
            await press(pilot, "j")
        await press(pilot, "c")
        assert "Record contribution by " in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert len(circle.contributions) == 2


async def test_whether_thanks_are_public_follows_their_type_until_someone_says_otherwise(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4", "t", "= Great!", "tab", "tab", "=shout", "enter")
        assert re.search(r"Public +yes", text_of(pilot))
        await press(pilot, "=thank", "enter")
        assert re.search(r"Public +no", text_of(pilot))
        await press(pilot, "=shout", "enter", "tab", "tab", "right", "up", "up", "=spot", "enter")
        assert re.search(r"Public +no", text_of(pilot))  # said by hand, so it stays
        await press(pilot, "ctrl+s")
        [thanks] = circle.recognitions.values()
        assert (thanks.form, thanks.public) == ("spotlight", False)
