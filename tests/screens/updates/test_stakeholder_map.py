"""What was sent, the plan of posts, whose support there is, and one stakeholder's page, key by key."""

from __future__ import annotations

from datetime import date

from screens.updates.letter import Letter
from screens.updates.lists import ASKED, STANCE
from screens.updates.power_grid import PowerGrid
from screens.widgets.facts import FactPane
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.core.record import ORGANISER
from store.model.stakeholders import Duty, Post, Stakeholder, Update
from store.updates.stakeholder_map import shared
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    here,
    paper,
    press,
    running,
    settle,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import ago, fill, person, stakeholder

# -- sent ------------------------------------------------------------------------------------------


async def test_what_was_sent_is_searched_and_compared(circle: Book) -> None:
    fill(circle, Update(id="two", to=("marta",), since=ago(20), until=ago(9), state="sent", sent_on=ago(9),
                        kind="charts", subject="INFO: The circle", text=f"Hello Marta,\n\n{HOSTILE} led.\n"))  # fmt: skip
    async with running(circle) as pilot:
        await press(pilot, "6", "v")
        assert "Sent · 2" in text_of(pilot)
        assert f"{HOSTILE} led." in text_of(pilot)
        await press(pilot, "/", "=is well", "enter")
        assert pilot.app.screen.query_one("#sent", Listing).keys == ["sent"]
        await press(pilot, "escape", "home", "space", "j")
        assert "− Fri 23 Oct, Marta Weiss · + Sat 14 Nov, Marta Weiss" in text_of(pilot)
        assert "− 1 line · + 1 line" in text_of(pilot)
        assert paper(pilot).split("\n")[2:6] == ["  Hello Marta,", "", "− all is well.", f"+ {HOSTILE} led."]
        await press(pilot, "k", "space")
        assert "Marta Weiss · Sat 14 Nov · email" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert "two" not in circle.updates
        await press(pilot, "y")
        assert pilot.app.clipboard.startswith("Subject: INFO: The circle\n\nHello Marta,")
        await press(pilot, "escape")
        assert here(pilot) == "UpdatesScreen"


async def test_two_texts_are_compared_without_their_bars(circle: Book) -> None:
    text = "Hello Marta,\n\n- ███████░░░ Budget: €58 of €95 spent\n- [/x] led.\n"
    fill(circle, Update(id="two", to=("marta",), since=ago(20), until=ago(9), state="sent", sent_on=ago(9), text=text,
                        subject="INFO: The circle"))  # fmt: skip
    async with running(circle) as pilot:
        await press(pilot, "6", "v", "space", "j")
        lines = paper(pilot).split("\n")
        assert "+ • Budget: €58 of €95 spent" in lines
        assert "+ • [/x] led." in lines
        assert "− 1 line · + 2 lines" in text_of(pilot)
        letter = pilot.app.screen.query_one("#letter", Letter)
        looks = {look for line in letter.render_lines(letter.size.region) for _, look, _ in line if look}
        assert len(looks) > 2  # what only one says looks different from what both say
        await press(pilot, "k", "space")
        assert "███████░░░" in text_of(pilot)  # as it was sent


# -- posts -----------------------------------------------------------------------------------------


async def test_posts_are_planned_ticked_changed_and_deleted(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6", "v", "v")
        assert "No posts yet. Press a to plan the first" in text_of(pilot)
        for key in ("space", "e"):
            await press(pilot, key)
            assert toasts(pilot) == ["No posts yet. Press a to plan the first."]
        async with undoable(pilot, circle):
            await press(pilot, "a", "=How [/x] it began", "tab", "shift+home", "=20/11", "ctrl+s")
            [post] = circle.posts.values()
            assert (post.what, post.on, post.side) == ("How [/x] it began", date(2026, 11, 20), "internal")
        assert "Overdue · 1" in text_of(pilot)
        assert "3 days overdue" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "space")
            assert circle.posts[post.id].done_on == TODAY
        async with undoable(pilot, circle):
            await press(pilot, "e", "=!", "ctrl+s")
            assert circle.posts[post.id].what == "How [/x] it began!"
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert not circle.posts


async def test_a_post_says_what_to_do_next(circle: Book) -> None:
    fill(circle, Post(id="a", what="No one's", on=ago(-1)), Post(id="b", what="Blank", on=ago(-2), owner="ann"),
         Post(id="c", what="Ready", on=ago(-3), owner="ann", text="A [/x] story"), Post(id="d", what="Done", on=ago(3), done_on=ago(1)))  # fmt: skip
    async with running(circle) as pilot:
        await press(pilot, "6", "v", "v")
        pane = pilot.app.screen.query_one("#post", FactPane)
        for told in (
            "press e to assign an owner.",
            "press e to write a draft.",
            "post it, then press space to mark it done.",
        ):
            assert f"Next: {told}" in " ".join(pane.text.split())
            await press(pilot, "j")
        assert "Next: " not in pane.text
        await press(pilot, "k")
        assert "A [/x] story" in pane.text
        assert "Comms plan · 4 · to do: 3 internal, 0 external" in text_of(pilot)


async def test_the_week_leads_to_a_late_post(circle: Book) -> None:
    fill(circle, Post(id="soon", what="Soon", on=ago(-3)), Post(id="late", what="Late [/x]", on=ago(3)))
    async with running(circle) as pilot:
        acts = pilot.app.screen.query_one("#acts", Listing)
        for key in [key for key in acts.keys if not key.startswith("post:")][:4]:  # it is the least pressing
            acts.highlight(key)
            await press(pilot, "z")
        acts.highlight("post:late")
        await press(pilot, "enter")
        assert here(pilot) == "PostsScreen"
        assert pilot.app.screen.query_one("#posts", Listing).key == "late"


# -- support ---------------------------------------------------------------------------------------


async def test_power_interest_and_legs(circle: Book) -> None:
    fill(
        circle,
        Stakeholder(id="bo", name=HOSTILE, power="high", interest="high", engagement="neutral", wanted="leading"),
    )
    async with running(circle) as pilot:
        await press(pilot, "6", "v", "v", "v")
        assert (
            "0 training, 2 management and 0 learners; not represented: training department and learners"
            in text_of(pilot)
        )
        assert "Key player" in text_of(pilot)
        assert HOSTILE in text_of(pilot)
        assert "neutral ─▶ leading" in text_of(pilot)
        assert "Not assessed" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "e", "=low", "enter", "ctrl+s")
            assert circle.stakeholders["bo"].power == "low"
        async with undoable(pilot, circle):
            await press(pilot, "n", "=hello", "enter")
            assert [contact.who for contact in circle.contacts.values()] == ["bo"]
        await press(pilot, "enter")
        assert here(pilot) == "StakeholderScreen"
        await press(pilot, "escape", "v")
        assert here(pilot) == "UpdatesScreen"


async def test_who_answers_for_what(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6", "v", "v", "v", "tab")
        assert "Responsibilities · 5 gaps !" in text_of(pilot)
        assert "Analyse: no one !" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "=you", "space", "enter")
            assert [(duty.phase, duty.who) for duty in circle.duties.values()] == [("analyse", ORGANISER)]
        assert "Analyse: you alone !" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "l", "l", "enter", "=[/x]", "space", "enter")
            assert [duty.who for duty in shared(circle)[0].duties["learners"]] == ["ann"]
        assert "4 gaps !" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert not shared(circle)[0].duties["learners"]
        await press(pilot, "d")
        assert toasts(pilot) == ["No one is responsible here yet. Press enter to assign someone."]


# -- one stakeholder -------------------------------------------------------------------------------


async def test_a_stakeholders_page(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "6", "p")
        assert here(pilot) == "StakeholderScreen"
        assert "Marta Weiss, COO" in text_of(pilot)
        assert "fewer outside trainers" in text_of(pilot)
        assert "INFO: The circle" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "n", "=by [/x] the coffee", "enter")
        assert "by [/x] the coffee" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "a", "=open the day", "enter")
            [ask] = circle.asks.values()
            assert (ask.who, ask.outcome) == ("marta", "open")
        async with undoable(pilot, circle):
            await press(pilot, "r", "ctrl+s")
            assert circle.asks[ask.id].outcome == "accepted"
        async with undoable(pilot, circle):
            await press(pilot, "t", "=your time.", "enter")
            assert any(thanks.to == ("marta",) for thanks in circle.recognitions.values())
        async with undoable(pilot, circle):
            await press(pilot, "e", "=!", "ctrl+s")
            assert circle.stakeholders["marta"].name == "Marta Weiss!"
        assert not {*ASKED} & {*STANCE}
        pilot.app.screen.query_one("#now", Listing).highlight("place")
        await press(pilot, "e", "=high", "enter", "ctrl+s")
        assert circle.stakeholders["marta"].power == "high"
        pilot.app.screen.query_one("#now", Listing).highlight(ask.id)
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert not circle.asks
        await press(pilot, "W")
        assert here(pilot) == "UpdatesScreen"
        await press(pilot, "escape", "p", "tab", "end", "enter")
        assert here(pilot) == "SentScreen"


async def test_at_eighty_columns_all_of_it_is_there(circle: Book) -> None:
    fill(circle, Post(what=f"{HOSTILE} tells", on=TODAY, text="A story"))
    async with running(circle, NARROW) as pilot:
        await press(pilot, "6", "p")
        assert "History" in text_of(pilot)
        await press(pilot, "escape", "v")
        assert "all is well." in text_of(pilot)
        await press(pilot, "v")
        assert "A story" in text_of(pilot)
        assert "[/x] Ann" in text_of(pilot)
        await press(pilot, "v")
        assert "Marta Weiss" in text_of(pilot)
        await press(pilot, "tab")
        assert "Evaluate: no one !" in text_of(pilot)
        assert "Marta Weiss" not in text_of(pilot)
        await press(pilot, "escape")
        assert here(pilot) == "SupportScreen"
        assert "Marta Weiss" in text_of(pilot)


async def test_the_panel_beside_the_map_says_what_to_do_next(circle: Book) -> None:
    sent = Update(to=("ann", "bo", "cy"), since=ago(20), until=ago(1), state="sent", sent_on=ago(1), text="Hello")
    placed = {"power": "high", "interest": "high", "engagement": "neutral", "wanted": "leading"}
    fill(circle, sent, stakeholder("ann", **placed, stake="fewer [/x] errors"), stakeholder("bo", **placed),
         stakeholder("cy", power="low", interest="low", stake="calm"), stakeholder("dee", **placed))  # fmt: skip
    async with running(circle) as pilot:
        await press(pilot, "6", "v", "v", "v")
        grid = pilot.app.screen.query_one("#power", PowerGrid)
        for key, told in (
            ("ann", "win them over, from neutral to leading"),
            ("bo", "press e to record what’s in it for them."),
            ("cy", "a short update now and then is enough."),
            ("dee", "send the update (no update sent yet)."),
            ("marta", "press e to set power and interest."),
        ):
            grid.highlight(key)
            await settle(pilot)
            assert f"Next: {told}" in " ".join(pilot.app.screen.query_one("#who", FactPane).text.split())
        grid.highlight("ann")
        await settle(pilot)
        assert "fewer [/x] errors" in " ".join(pilot.app.screen.query_one("#who", FactPane).text.split())
        assert "Stakeholder map · 5 · 3 to win over" in text_of(pilot)


async def test_responsibilities_name_everyone_whole(circle: Book) -> None:
    names = ("Bogdan Ionescu-Wiśniewska", "Mateo Fernández García", "Fatima Zahra Benali")
    fill(circle, *(person(str(nth), name) for nth, name in enumerate(names)),
         *(Duty(phase="deliver", who=str(nth)) for nth in range(3)))  # fmt: skip
    async with running(circle, NARROW) as pilot:
        await press(pilot, "6", "v", "v", "v", "tab")
        words = text_of(pilot).split()
        assert all(
            word.rstrip(",") in [shown.rstrip(",") for shown in words] for name in names for word in name.split()
        )
        await press(pilot, "G")
        assert pilot.app.screen.query_one("#duties", Listing).key == "evaluate"
