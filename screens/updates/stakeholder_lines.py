"""A stakeholder on the map: as a card, and in the panel beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from screens.updates.power_grid import drawn_stance
from screens.widgets.facts import Fact
from screens.widgets.keys import key_of
from screens.widgets.lists.card import Card
from store.book.book import Book
from store.core.dates import format_day
from store.core.labels import label_of
from store.people.directory import last_contact
from store.updates.stakeholder_map import LEG_NAMES, Quadrant, quadrant, stance, to_win
from store.updates.stakeholders import Due, in_brief

WHERE: dict[Quadrant, str] = {
    "key player": "high power, high interest",
    "keep satisfied": "high power, low interest",
    "keep informed": "low power, high interest",
    "minimal effort": "low power, low interest",
}
"""What places a stakeholder in a quadrant."""
ADVICE: dict[Quadrant, str] = {
    "key player": "Involve them in decisions, and ask for their view first.",
    "keep satisfied": "Show them the result, briefly, and ask for little.",
    "keep informed": "Tell them what is new. They can speak for the community.",
    "minimal effort": "A short update now and then is enough.",
}
"""What each quadrant asks of the organiser (Mendelow)."""


def card(due: Due, today: date) -> Card:
    """The card of a stakeholder: what is due, and the way to the target stance."""
    who = due.stakeholder
    ready = due.on is not None and due.on <= today
    words = drawn_stance(stance(who)) or "no stance recorded"
    return Card(
        who.id, who.name, words, badge=in_brief(due, today) if ready else "", warn=to_win(who),
        search=f"{who.job} {who.leg}",
    )  # fmt: skip


def about(book: Book, due: Due, today: date) -> Iterator[Fact]:
    """How a stakeholder stands, what to do next, and what is in it for them."""
    who = due.stakeholder
    place = quadrant(who)
    yield Fact(
        f"{place.capitalize()}: {WHERE[place]}" if place in WHERE else "Power and interest not set", "strong"
    )
    yield Fact(next_step(due, today), "accent")
    yield Fact(f"What’s in it for them: {who.stake}" if who.stake else "")
    yield Fact(drawn_stance(stance(who)) or "not recorded", "accent" if to_win(who) else "", "Stance")
    yield Fact(f"{due.words(today)} · {label_of(who.cadence)}, {label_of(who.channel)}", label="Update")
    yield Fact(who.ask, label="Request")
    level = label_of(who.level) if who.level != "not_set" else ""
    yield Fact(" · ".join(filter(None, (who.job, LEG_NAMES[who.leg], level))), label="Job")
    contact = last_contact(book).get(who.id)
    yield Fact(format_day(contact, today) if contact else "none recorded", label="Contact")


def next_step(due: Due, today: date) -> str:
    """What to do next for a stakeholder: what is missing, then what is due, then what wins them over."""
    who = due.stakeholder
    place = quadrant(who)
    if place == "not assessed":
        return f"Next: press {key_of('support.edit')} to set power and interest."
    if due.on is not None and due.on <= today:
        return f"Next: send the update ({in_brief(due, today)})."
    if not who.stake:
        return f"Next: press {key_of('support.edit')} to record what’s in it for them."
    if to_win(who):
        return f"Next: win them over, from {label_of(who.engagement)} to {label_of(who.wanted)}."
    return f"Next: {ADVICE[place][:1].lower()}{ADVICE[place][1:]}"
