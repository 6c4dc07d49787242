"""The hub: what its pages are called, and every sentence on them that the book does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from store.core.dates import MONTH_NAMES, format_day
from store.core.text import join_words, pluralize

SOMEONE = "a colleague"
"""What stands in a text where the name of someone was who may not be listed."""
THE_ORGANISER = "the organiser"
SKIP = "Skip to the content"
PAGES = "Pages of the hub"
HOME = "Home"
GATHERINGS = "Next gatherings"
RITUALS = "Rituals"
ROLES = "Roles"
PEOPLE = "Whom to ask"
TOPICS = "Requested topics"
CHARTER = "Charter"
LIBRARY = "Library"
THANKS = "Thank-you wall"
JOIN = "How to join"
SEARCH = "Search"

ALL_GATHERINGS = "All gatherings and calendars"
CANCELLED = "Cancelled"
NOTHING_PLANNED = "No gatherings are planned for the coming weeks."
SUBSCRIBE = "Calendars to subscribe to"
WHOLE_CALENDAR = "All gatherings"
SUBSCRIBE_HOW = (
    "Add one of these addresses to your calendar program as a subscription. It is updated whenever the hub is."
)
BENEFIT = "What you gain"
MEANING = "Meaning"
WHEN = "When"
PLACE = "Place"
HOSTS = "Hosts"
CALENDAR = "Calendar"
CALENDAR_FILE = "Calendar file (.ics)"
PURPOSE = "Purpose"
OPEN = "Open"
HELD_BY = "Held by"
HELD_UNNAMED = "Held by a colleague"
PEOPLE_INTRO = "These colleagues have agreed to be named here. Each topic lists whom you can ask about it."
TOPICS_INTRO = "Colleagues have asked for these topics."
SCHEDULED = "Scheduled for"
CHARTER_INTRO = "The community has agreed on the following."
ALSO = "Also on the hub"
INDEX_INTRO = "Everything on the hub, from A to Z."
FIND = "Search the hub"
NO_MATCH = "Nothing on the hub matches."
KINDS_OF_RESOURCES = {
    "recording": "Recordings",
    "role_description": "Role descriptions",
    "shared_material": "Shared material",
    "process": "Processes",
    "message": "Messages",
}
JOIN_STEPS = "How it works"


def welcome(community: str) -> str:
    """The first sentence of the hub where the charter has no purpose on it."""
    return f"{community} brings together colleagues who teach each other what they do best."


def updated(on: date) -> str:
    """The day on which the hub was written."""
    return f"This hub was updated on {format_day(on)}."


def questions(organiser: str) -> str:
    """Whom to turn to."""
    return f"Do you have a question? Ask {organiser}."


def when(on: date, at: time | None, minutes: int | None) -> str:
    """The day and time of a gathering, and how long it takes."""
    day = format_day(on)
    if at is None:
        return day
    return f"{day}, {at:%H:%M}, {minutes} minutes" if minutes else f"{day}, {at:%H:%M}"


def repeats(rule: str, at: time | None, minutes: int | None) -> str:
    """How often a ritual takes place, at what time and for how long."""
    if at is None:
        return rule
    return f"{rule}, {at:%H:%M}, {minutes} minutes" if minutes else f"{rule}, {at:%H:%M}"


def retires(on: date) -> str:
    """The last day of a ritual that ends."""
    return f"Until {format_day(on)}"


def hosted_by(names: Sequence[str]) -> str:
    """Who hosts a gathering."""
    return f"Hosted by {join_words(names)}"


def about(topic: str) -> str:
    """What a session is about."""
    return f"Topic: {topic}"


def zone(name: str) -> str:
    """Which clock the times are of."""
    return f"All times are local time in {name.rpartition('/')[2].replace('_', ' ')}."


def open_role(organiser: str) -> str:
    """What to do about a role that no one holds."""
    return f"No one holds this role at the moment. If you would like to take it on, talk to {organiser}."


def open_roles(names: Sequence[str]) -> str:
    """The roles that no one holds, in a sentence."""
    if len(names) == 1:
        return f"One role is open: {names[0]}."
    return f"{len(names)} roles are open: {join_words(names)}."


def count_of(number: int, noun: str, plural: str = "") -> str:
    """How many of something there are, below the name of its page."""
    return pluralize(number, noun, plural)


def topics_outro(organiser: str) -> str:
    """What to do with a requested topic."""
    return f"Could you teach one of them, or would you like to add another? Talk to {organiser}."


def votes(number: int) -> str:
    """How many people want a topic."""
    return pluralize(number, "vote")


def kept_by(name: str) -> str:
    """Who keeps a resource up to date."""
    return f"Kept up to date by {name}"


def ask_for_it(name: str) -> str:
    """How to get a resource that no link leads to."""
    return f"Ask {name} for it."


def month(day: date) -> str:
    """The heading of a month of the wall."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def agreed_on(on: date) -> str:
    """The day on which a topic of the charter was agreed."""
    return f"Agreed on {format_day(on)}"


def join_sentences(organiser: str) -> tuple[str, ...]:
    """How to join, a step each."""
    return (
        "Taking part is voluntary. You decide how much you do, and you can stop at any time.",
        f"Talk to {organiser} about what you would like to teach or learn.",
        "Come to one of our next gatherings and meet the other members.",
        "When you are ready, lead a first session together with an experienced trainer.",
    )
