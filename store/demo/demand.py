"""The training that departments of the sample community asked for, six requests in all states."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random
from typing import Any

from store.core.record import new_id
from store.demo.sample import Sample, workday_from
from store.model.calendar import Gathering
from store.model.training_requests import TrainingRequest

SESSION_IN = 11
"""Days from today to the session that was scheduled."""
SESSION = ("Safety talks people remember", "Marek Dvořák", time(14), 90, "Hall 3")


def requests(s: Sample) -> None:
    """Requests in all states; of their own chance, so that nothing else changes with them."""
    chance = Random("demand")
    departments = {one.name: one.id for one in s.book.departments.values()}

    def by(days: int) -> date:
        return workday_from(s.today + timedelta(days=days))

    def add(topic: str, department: str, ago: int, **more: Any) -> None:
        request = TrainingRequest(
            id=new_id(chance.getrandbits), topic=topic, department=departments[department], on=s.ago(ago), **more
        )
        s.add(request)

    topic, host, at, minutes, place = SESSION
    session = Gathering(
        id=new_id(chance.getrandbits), name=topic, topic=topic, on=by(SESSION_IN), at=at, minutes=minutes, place=place,
        host=s.named[host].id,
    )  # fmt: skip
    s.add(session)
    add(
        "Negotiating with suppliers", "Legal", 11, size=12, needed_by=by(66), offered_on=s.ago(4),
        note="Nina asked an external trainer for a quote.",
    )  # fmt: skip
    add("Excel", "Finance", 9, size=8, needed_by=by(38), asked_by=s.named["Henrik Sørensen"].id)
    add("Difficult conversations", "Customer Care", 17, size=10, delivery="classroom", offered_on=s.ago(6))
    add(topic, "Operations", 31, size=15, place=place, gathering=session.id, scheduled_on=s.ago(5))
    add("Passwords, calmly", "Sales", 44, size=9, place="online", offered_on=s.ago(41), delivered_on=s.ago(25))
    add(
        "Writing for the intranet", "Marketing", 36, size=6, declined_on=s.ago(28),
        reason="the agency trains them in spring",
    )  # fmt: skip
