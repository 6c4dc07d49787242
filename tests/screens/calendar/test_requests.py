"""Training requests: from one line to a session that is held, with every step undone, and declining."""

from __future__ import annotations

from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day
from store.model.training_requests import TrainingRequest
from store.training.training_requests import state_of
from tests.support.harness import go, here, listed, paste, press, running, text_of, toasts, undoable
from tests.support.making import HOSTILE, TODAY, ago, fill, gathering


def only_request(book: Book) -> TrainingRequest:
    (request,) = book.training_requests.values()
    return request


async def test_a_request_from_one_line_to_its_session(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, ";", "=Legal wants Excel in January, 12 people", "enter")
        assert only_request(circle).size == 12
        await go(pilot, "requests")
        assert here(pilot) == "RequestsScreen"
        assert "Waiting for a trainer." in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, ">")
        assert state_of(circle, only_request(circle)) == "offered"
        async with undoable(pilot, circle):
            await press(pilot, ">", "enter", "ctrl+s")
        (planned,) = [g for g in circle.gatherings.values() if g.topic == "Excel"]
        assert (only_request(circle).gathering, planned.on > TODAY) == (planned.id, True)
        assert state_of(circle, only_request(circle)) == "scheduled"
        await press(pilot, "e")
        assert f"{planned.name}, {format_day(planned.on, TODAY)}" in text_of(pilot)
        assert planned.id not in text_of(pilot)
        await press(pilot, "escape", ">")
        assert "Record it once it has been held" in toasts(pilot)[-1]
        fill(circle, replace(planned, on=ago(1)))
        async with undoable(pilot, circle):
            await press(pilot, ">", "ctrl+s")
        assert state_of(circle, only_request(circle)) == "delivered"
        await press(pilot, "<")
        assert "Its session was held" in toasts(pilot)[-1]


async def test_declining_wants_a_reason_and_a_page_is_one_key_away(circle: Book) -> None:
    request = TrainingRequest(id="r", topic=HOSTILE, department="ops", asked_by="ann", on=ago(20))
    fill(circle, request, gathering(-5, "Excel", id="s", topic="Excel"))
    async with running(circle) as pilot:
        await go(pilot, "requests")
        assert HOSTILE in text_of(pilot)
        await press(pilot, "s", "ctrl+s")
        assert "Enter the reason for declining it." in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "=no [room]", "ctrl+s")
        assert "no [room]" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "<")
        async with undoable(pilot, circle):
            await press(pilot, "m", "down", "enter")
        assert only_request(circle).gathering == "s"
        async with undoable(pilot, circle):
            await press(pilot, "<")
        assert state_of(circle, only_request(circle)) == "new"
        async with undoable(pilot, circle):
            await press(pilot, "e", "= well", "ctrl+s")
        await press(pilot, "p")
        assert here(pilot) == "VolunteerScreen"
        await press(pilot, "escape")
        async with undoable(pilot, circle):
            await press(pilot, "d")
        assert "No training requests yet. Press a to add" in text_of(pilot)
        await press(pilot, "a", "=Excel", "ctrl+s")
        assert "Choose the department or the person who requested it." in text_of(pilot)


async def test_the_answers_to_a_form_come_in(circle: Book) -> None:
    async with running(circle) as pilot:
        await go(pilot, "requests")
        await press(pilot, "i")
        await paste(pilot, f"Department\tTopic\tPeople\nLegal\t{HOSTILE}\t8\nLegal\tExcel\t5\n")
        assert [row[:4] for row in listed(pilot, "#topics")] == [
            ("[x]", "Legal", HOSTILE, "8 people"), ("[x]", "Legal", "Excel", "5 people"),
        ]  # fmt: skip
        await press(pilot, "down", "space")
        async with undoable(pilot, circle):
            await press(pilot, "enter")
            assert here(pilot) == "RequestsScreen"
        assert only_request(circle).topic == HOSTILE
