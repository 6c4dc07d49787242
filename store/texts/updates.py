"""The update to a stakeholder: its headings, its greeting and closing, and every sentence between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from store.core.dates import MONTH_NAMES, format_day
from store.core.numbers import FEWEST_CASES, half_up, percent, percent_of
from store.core.text import ended, join_words, pluralize, quotation, quoted

HEADINGS = {
    "opening": "Opening",
    "figures": "Progress against targets",
    "progress": "Progress",
    "participation": "Participation",
    "wins": "Key wins",
    "gains": "Benefits for members",
    "feedback": "Feedback",
    "lessons": "Lessons learned",
    "promised": "Since the last update",
    "next": "Next steps",
    "cost": "Costs and ROI",
    "ask": "What I need from you",
}
"""The parts of an update in order, and how each is called; the opening is read without its heading."""
SUBJECT = "$mail: $community, $period"
"""The subject line; its names are put in as those of every template are."""
EVERYBODY = "all"
NOTHING_NEEDED = "No action is needed from you this time."
NOT_RECORDED = "attendance not recorded"
"""What is told of a gathering whose attendees no one noted; it is not said that no one came."""
_IN_WORDS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)


def starting(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun at the start of a sentence: ``Three colleagues``; beyond twelve in figures."""
    if number >= len(_IN_WORDS):
        return pluralize(number, noun, plural)
    return f"{_IN_WORDS[number]} {noun if number == 1 else plural or noun + 's'}"


def bullet(text: str) -> str:
    """A line of a list."""
    return f"- {text}"


def greeting(given_names: Sequence[str], most: int) -> str:
    """How an update greets its readers; where they are many, all at once."""
    return f"Hello {join_words(given_names) if len(given_names) <= most else EVERYBODY},"


def closing(organiser: str) -> str:
    """How an update ends, with the name of its sender."""
    return f"Best wishes,\n{organiser}" if organiser else "Best wishes,"


# -- opening ---------------------------------------------------------------------------------------


def taught_by_colleagues(sessions: int, leaders: int, attendances: int, since: date, until: date) -> str:
    """What was taught, for those who learn."""
    return _taught(f"{leaders:,} of your colleagues", leaders, sessions, attendances, _since(since, until))


def sessions_run(sessions: int, leaders: int, attendances: int, since: date, until: date) -> str:
    """What was taught, for those who lead or answer for training."""
    return _taught(pluralize(leaders, "colleague"), leaders, sessions, attendances, _since(since, until))


def _taught(by: str, leaders: int, sessions: int, attendances: int, since: str) -> str:
    have = "has" if leaders == 1 else "have"
    told = f"{since}, {by} {have} taught {pluralize(sessions, 'session')}"
    return f"{told}, with {_times(attendances)}." if attendances else f"{told}."


def _since(since: date, until: date) -> str:
    return f"Since {format_day(since, until)}"


def members_met(gatherings: int, since: date, until: date) -> str:
    """That members came together, where nothing was taught."""
    return f"{_since(since, until)}, members have met at {pluralize(gatherings, 'gathering')}."


def said_yes_lately(people: int) -> str:
    """That more have said yes, where nothing else has happened."""
    return f"The community is growing: {pluralize(people, 'colleague has', 'colleagues have')} said yes."


def joined_lately(people: int) -> str:
    """That newcomers have joined, where nothing else has happened."""
    return f"The community is growing: {pluralize(people, 'newcomer has', 'newcomers have')} joined."


def quiet(since: date, until: date, *, more_to_come: bool) -> str:
    """That nothing was held."""
    told = f"There have been no gatherings or sessions since {format_day(since, until)}"
    return f"{told}; the next steps are below." if more_to_come else f"{told}."


def what_matters(stakes: str) -> str:
    """What matters to the readers, in the words that were noted."""
    return ended(f"This supports what matters to you: {stakes}")


def _times(attendances: int) -> str:
    return pluralize(attendances, "learner attendance")


# -- figures ---------------------------------------------------------------------------------------


def kpi(
    name: str,
    now: str,
    baseline: str,
    target: str,
    *,
    read_on: date,
    baseline_on: date,
    until: date,
    change: Decimal,
    progress: Decimal | None,
) -> str:
    """A KPI, where it began and where it is to go.

    ‘Complaints: 8 a month on Fri 6 Nov, down from 19 in March (target 6)’.
    """
    moved = "down from" if change < 0 else "up from" if change > 0 else "unchanged from"
    month = MONTH_NAMES[baseline_on.month - 1]
    began = month if baseline_on.year == read_on.year else f"{month} {baseline_on.year}"
    way = f", {percent(progress)} of the way" if progress is not None else ""
    return f"{name}: {now} on {format_day(read_on, until)}, {moved} {baseline} in {began} (target {target}{way})"


def attendances_target(attendances: int, target: int) -> str:
    """Learner attendances of the year and their target."""
    return f"Learner attendances this year: {attendances:,} (target {target:,})"


def members_target(members: int, target: int) -> str:
    """How many members there are, and how many there are to be."""
    return f"Members: {members:,} (target {target:,})"


def budget(spent: str, amount: str) -> str:
    """What is spent of the budget."""
    return f"Budget: {spent} of {amount} spent"


def figures_in_a_line(told: Sequence[str]) -> str:
    """Figures one after the other, where there is no room for a list."""
    return " ".join(map(ended, told))


# -- progress and participation --------------------------------------------------------------------


def progress(*, said_yes: int, joined: int, active: int, core: int, left: int) -> str:
    """Who came nearer to the community, and who left; nothing where that was no one."""
    told = [
        f"{pluralize(said_yes, 'colleague')} said yes" if said_yes else "",
        f"{pluralize(joined, 'newcomer')} joined" if joined else "",
        f"{pluralize(active, 'member')} became active" if active else "",
        f"{pluralize(core, 'member')} joined the core group" if core else "",
        f"{pluralize(left, 'member')} left" if left else "",
    ]
    happened = join_words([part for part in told if part])
    return f"In this period, {happened}." if happened else ""


def members(number: int) -> str:
    """How many members there are now."""
    return f"The community now has {pluralize(number, 'member')}."


def members_unchanged(number: int) -> str:
    """How many members there are, where no one joined, grew or left."""
    return f"Membership is unchanged: {pluralize(number, 'member')}."


def gatherings_unrecorded(number: int) -> str:
    """How many gatherings were held, where no one noted who attended."""
    return f"We held {pluralize(number, 'gathering')}; {NOT_RECORDED}."


def more_unrecorded(number: int) -> str:
    """How many gatherings were held beside those whose attendance was recorded."""
    return f"Attendance was not recorded at {pluralize(number, 'more gathering')}."


def gatherings_of_guests(number: int, guests: int) -> str:
    """How many gatherings were held before anyone was a member, and how many attended them."""
    return f"We held {pluralize(number, 'gathering')}, with {pluralize(guests, 'attendance')}."


def attendance(attended: int, possible: int, gatherings: int, target: Decimal | None) -> str:
    """Members’ attendance rate with the figures it is made of, and its target where one is told.

    Args:
        attended: members' attendances.
        possible: members on each gathering's day, added up.
        gatherings: those whose attendance was recorded.
        target: the rate aimed at, in per cent.
    """
    members = half_up(Decimal(possible) / gatherings)
    if gatherings == 1:
        of = f"{attended:,} of {possible:,}"
    elif members < FEWEST_CASES:  # an average of so few would be rounded away
        of = f"{attended:,} of {possible:,} possible attendances"
    else:
        of = f"on average {half_up(Decimal(attended) / gatherings):,} of {members:,}"
    rate = f"{percent_of(attended, possible)}, " if possible >= FEWEST_CASES else ""
    aim = f" (target {percent(target)})" if target is not None else ""
    return f"Members’ attendance: {rate}{of} at {pluralize(gatherings, 'gathering')}{aim}."


def guests(number: int) -> str:
    """How often others attended who are no members."""
    return f"Guest attendances: {number:,}."


def attendance_bar(bar: str) -> str:
    """Members' attendance rate as a bar."""
    return f"- {bar} members’ attendance rate"


def attendance_trend(line: str, months: str, attendances: Sequence[int]) -> str:
    """Attendances month by month, as a line of bars and in figures."""
    return f"- {line} attendances a month, {months}: {', '.join(map(str, attendances))}"


def months(first: str, last: str) -> str:
    """From one month to another."""
    return f"{first} to {last}"


# -- wins, benefits, feedback, lessons -------------------------------------------------------------


def session(trainers: str, topic: str, learners: int, *, co_led_only: bool) -> str:
    """Who taught what to how many, as far as that is known."""
    if co_led_only:
        told = f"{trainers} co-led {quoted(topic) if topic else 'a session'}"
        return f"{told} for {pluralize(learners, 'colleague')}" if learners else told
    if not topic:
        return (
            f"{trainers} led a session for {pluralize(learners, 'colleague')}"
            if learners
            else f"{trainers} led a session"
        )
    told = f"{trainers} taught {quoted(topic)}"
    return f"{told} to {pluralize(learners, 'colleague')}" if learners else told


def on_day(told: str, day: date, until: date) -> str:
    """What happened, with its day."""
    return f"{told} on {format_day(day, until)}"


def session_bar(bar: str, learners: int, of: int, topic: str) -> str:
    """A session's part of all learner attendances, as a bar."""
    what = quoted(topic) if topic else "A session"
    return f"- {bar} {what}: {learners:,} of {_times(of)}"


_MORE = "and {number:,} more {things}"
_MORE_WRITTEN = re.compile(r"and \d[\d,]* more \w+")


def more(number: int, thing: str) -> str:
    """How many more there are than are listed."""
    return _MORE.format(number=number, things=thing if number == 1 else f"{thing}s")


def is_more(line: str) -> bool:
    """Whether a line says no more than :func:`more` does."""
    return bool(_MORE_WRITTEN.fullmatch(line))


def first_sessions(people: int, names: Sequence[str]) -> str:
    """Who taught for the first time; by name where names are given."""
    if len(names) == 1:
        return f"{names[0]} taught for the first time."
    told = f"{starting(people, 'colleague')} taught for the first time"
    return f"{told}: {join_words(names)}." if names else f"{told}."


def certified(people: int, names: Sequence[str]) -> str:
    """Who was certified to teach a topic alone; by name where names are given."""
    now = "now certified to teach a topic on their own"
    if len(names) == 1:
        return f"{names[0]} is {now}."
    told = f"{starting(people, 'trainer is', 'trainers are')} {now}"
    return f"{told}: {join_words(names)}." if names else f"{told}."


def benefit(ritual: str, gain: str) -> str:
    """What members gain from a ritual, in the words that were noted."""
    return ended(f"What members gain from {quoted(ritual)}: {gain.strip()}")


def feedback(said: str) -> str:
    """What someone said at a gathering."""
    return bullet(quotation(said))


def cancelled(gathering: str, on: date, why: str, until: date) -> str:
    """A gathering that was cancelled, and why where that is known."""
    told = f"{gathering} on {format_day(on, until)} was cancelled"
    return f"{told}: {why}" if why else told


# -- since the last update, next steps -------------------------------------------------------------


_ALL = {1: "the one commitment", 2: "both commitments"}


def delivered(number: int, of: int) -> str:
    """How much of what was announced has been delivered."""
    if number == of:
        return f"We have delivered {_ALL.get(of, f'all {of:,} commitments')} from the last update."
    if of == 1:
        return "We have not delivered the one commitment from the last update."
    if number == 0:
        return f"We have delivered none of the {of:,} commitments from the last update."
    return f"We have delivered {number:,} of {of:,} commitments from the last update."


def not_delivered(what: str, why: str) -> str:
    """Something announced that was not delivered, in the organiser's words where there are any."""
    return bullet(f"{what} – {why or 'not delivered'}")


def why_cancelled(why: str) -> str:
    """Why something announced was not delivered."""
    return f"cancelled: {why}"


def moved(on: date, until: date) -> str:
    """To which day something announced was moved."""
    return f"moved to {format_day(on, until)}"


def coming(on: date, gathering: str, until: date) -> str:
    """A gathering to come."""
    return f"{format_day(on, until)}: {gathering}"


def coming_with_host(on: date, gathering: str, host: str, until: date) -> str:
    """A gathering to come and who hosts it."""
    return f"{coming(on, gathering, until)}, hosted by {host}"


# -- costs and what is needed ----------------------------------------------------------------------


def costs(amount: str) -> str:
    """What was spent in the period."""
    return f"Costs in this period were {amount}, including trainer time."


def cost_per_attendance(amount: str) -> str:
    """What each learner attendance cost."""
    return f"That is {amount} per learner attendance."


def external_training_avoided(sessions: int, amount: str, costs: str, roi: Decimal) -> str:
    """What sessions would have cost as external training, all that was spent, and the return on that."""
    have = pluralize(sessions, "session has", "sessions have")
    return (
        f"To date, {have} replaced external training worth {amount}, against total costs of {costs}: an ROI of "
        f"{percent(roi)}. Other benefits are not included."
    )


def asked(ask: str, by: date | None) -> str:
    """What a reader is asked, in the words that were noted, with its day."""
    if by is None:
        return ask
    please = "if you can" if "please" in ask.casefold() else "please"
    return f"{ended(ask)} By {format_day(by, by)}, {please}."


def asked_of(reader: str, ask: str) -> str:
    """What one of several readers is asked."""
    return bullet(f"{reader}: {ask}")
