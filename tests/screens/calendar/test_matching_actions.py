"""A training request met: from one line to a session with a certified trainer, who is asked, all in one step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from store.book.book import Book
from store.model.finance import Cost
from store.model.people import Absence
from store.model.training_requests import TrainingRequest
from store.texts.update_activity import training_requests
from store.training.training_requests import state_of
from store.updates.compose import compose
from tests.support.harness import HOSTILE, go, here, press, running, text_of, undoable
from tests.support.making import TODAY, ago, fill, step

SENTENCE = "Legal wants a session on Excel in January, about 12 people"


def pressed(*keys: str) -> int:
    """How many keys that is, without what is typed."""
    return sum(not key.startswith("=") for key in keys)


async def test_a_line_becomes_a_session_with_a_certified_trainer_and_a_line_of_the_update(circle: Book) -> None:
    noting, planning = (";", f"={SENTENCE}", "enter"), ("enter", "enter", "ctrl+s")
    assert pressed(*noting) <= 2
    assert pressed(*planning) <= 5
    fill(circle, step("certified", who="ann"), step("certified", who="bo"), step("taught_back", who="dee"))
    away = Absence(volunteer="bo", since=TODAY, until=date(2027, 2, 1))
    fill(circle, away, step("co_delivered", who="cy"))
    async with running(circle) as pilot:
        await go(pilot, "requests")
        await press(pilot, *noting)
        [request] = circle.training_requests.values()
        async with undoable(pilot, circle):
            await press(pilot, planning[0])
            assert "Certified" in text_of(pilot)
            assert circle.volunteers["bo"].name not in text_of(pilot)
            await press(pilot, *planning[1:])
            [request] = circle.training_requests.values()
            session = circle.gatherings[request.gathering]
            assert (session.host, session.topic, session.on) == ("ann", "Excel", date(2027, 1, 1))
            assert state_of(circle, request) == "scheduled"
            assert [(ask.who, ask.outcome) for ask in circle.asks.values() if ask.on == TODAY] == [("ann", "open")]
        fill(circle, replace(session, on=TODAY))  # the day has come
        await press(pilot, ">", "ctrl+s")
        told = compose(circle, circle.stakeholders["marta"], TODAY, since=ago(7)).body
        assert training_requests(1, 1, 0) in told
        fill(circle, session)
        await press(pilot, "<")
        fill(circle, Absence(volunteer="ann", since=session.on, until=session.on))
        await press(pilot, "enter", "enter", "end", *("backspace",) * 20, f"={session.on}", "ctrl+s")
        assert here(pilot) == "Form"  # whoever is away that day is refused
        assert not circle.training_requests[request.id].gathering


async def test_without_a_trainer_someone_is_trained_or_a_session_is_bought(circle: Book) -> None:
    fill(
        circle,
        TrainingRequest(id="r", topic=HOSTILE, department="ops", on=ago(2)),
        step("observed", who="ann", topic=HOSTILE),
    )
    async with running(circle) as pilot:
        await go(pilot, "requests")
        async with undoable(pilot, circle):
            await press(pilot, "enter", "=train", "enter", "ctrl+s")
        last = max(circle.readiness.values(), key=lambda entry: entry.on)
        assert (last.volunteer, last.level, last.topic) == ("ann", "taught_back", HOSTILE)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "=quote", "enter", "=900", "ctrl+s")
        [bought] = [cost for cost in circle.costs.values() if isinstance(cost, Cost) and HOSTILE in cost.what]
        assert (bought.state, bought.amount) == ("planned", Decimal(900))
