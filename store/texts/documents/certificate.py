"""Certificates and thank-you cards: what someone did for the community, to print and to hand over."""

from __future__ import annotations

from datetime import date

from store.core.dates import format_day, format_duration
from store.core.text import pluralize

CERTIFICATE = "Certificate of appreciation"
PRESENTED = "presented to"
WORDS = "What colleagues said"

_ONE_OR_MORE = {
    "led_session": ("training session led", "training sessions led"),
    "co_led_session": ("training session co-led", "training sessions co-led"),
    "hosted_ritual": ("gathering hosted", "gatherings hosted"),
    "mentored_trainer": ("fellow trainer mentored", "fellow trainers mentored"),
    "shared_material": ("resource shared", "resources shared"),
    "answered_question": ("question answered", "questions answered"),
    "brought_idea": ("idea contributed", "ideas contributed"),
    "took_on_role": ("role taken on", "roles taken on"),
}
KINDS = tuple(_ONE_OR_MORE)
"""The kinds of contributions in the order in which they are told."""


def title(community: str, year: int | None) -> str:
    """What the page with all of them is called."""
    return f"Certificates, {community}, {year}" if year else f"Certificates, {community}"


def card(given_name: str) -> str:
    """The heading of a thank-you card."""
    return f"Thank you, {given_name}"


def reason(community: str, year: int | None) -> str:
    """What someone is thanked for."""
    if year:
        return f"in recognition of your contributions to {community} in {year}"
    return f"in recognition of your contributions to {community}"


def card_reason(community: str, year: int | None) -> str:
    """The first sentence of a card."""
    if year:
        return f"for everything you did for {community} in {year}."
    return f"for everything you have done for {community}."


def done(kind: str, number: int) -> str:
    """How often someone did one kind of thing."""
    one, more = _ONE_OR_MORE[kind]
    return pluralize(number, one, more)


def learners(attendances: int) -> str:
    """How many people their sessions reached, each counted once a session."""
    return f"{pluralize(attendances, 'learner attendance')} at your sessions"


def hours(minutes: int) -> str:
    """The time they gave, as far as it was recorded."""
    return f"{format_duration(minutes)} of recorded time"


def attended(number: int) -> str:
    """How many gatherings they attended."""
    return f"{pluralize(number, 'gathering')} attended"


def signed(on: date) -> str:
    """The day of the certificate, below the name of who signs."""
    return format_day(on)
