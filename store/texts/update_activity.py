"""What an update says of what was done: sessions, attendance, wins, benefits, voices, lessons, commitments, next steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from store.core.dates import format_day, format_day_month
from store.core.numbers import FEWEST_CASES, half_up, percent, percent_of
from store.core.text import ended, join_words, pluralize, quotation, quoted
from store.texts.updates import bullet, starting

NOT_RECORDED = "attendance not recorded"
"""What is told of a gathering whose attendees no one noted; it is not said that no one came."""


# -- what was done ---------------------------------------------------------------------------------


def sessions_run(
    sessions: int, leaders: int, attendances: int, *, learners: bool, since: str = "", before: str = ""
) -> str:
    """What was taught.

    Args:
        sessions: how many.
        leaders: how many different people led them.
        attendances: of learners; nothing is said of none, as they may not have been recorded.
        learners: whether it is told to those who learn.
        since: from when on, as :func:`since` says it; nothing where that is clear.
        before: the same of the period before, as :func:`compared` says it.
    """
    who = ("of your colleagues", "of your colleagues") if learners else ("colleague", "colleagues")
    taught = pluralize(sessions, "session")
    taught = f"{taught}, with {_times(attendances)}" if attendances else taught
    taught = f"{taught} ({before})" if before else taught
    if not since:
        return f"{starting(leaders, *who)} taught {taught}."
    if leaders == 1:
        return f"{since}, {pluralize(leaders, *who)} has taught {taught}."
    return f"{since}, {pluralize(leaders, *who)} have taught {taught}."


def since(day: date, until: date) -> str:
    """From which day on something is told: ``Since Tue 27 Oct``."""
    return f"Since {format_day(day, until)}"


def compared(period: str, sessions: int, attendances: int) -> str:
    """What was taught in the period before, beside what was taught in this one."""
    told = f"{period}: {pluralize(sessions, 'session')}"
    return f"{told}, {attendances:,}" if attendances else told


def sessions_in_short(sessions: int, attendances: int) -> str:
    """What was taught, for a subject line."""
    told = pluralize(sessions, "session")
    return f"{told}, {_times(attendances)}" if attendances else told


def members_met(gatherings: int, first: date, until: date) -> str:
    """That members came together, where nothing was taught."""
    return f"{since(first, until)}, members have met at {pluralize(gatherings, 'gathering')}."


def guests_met(gatherings: int, first: date, until: date) -> str:
    """That people came together before anyone was a member."""
    return f"{since(first, until)}, we have held {pluralize(gatherings, 'gathering')}."


def members_met_in_short(gatherings: int) -> str:
    """That members came together, for a subject line."""
    return f"{pluralize(gatherings, 'gathering')} held"


def said_yes_lately(people: int, first: date, until: date) -> str:
    """That more have said yes, where nothing else has happened."""
    if people == 1:
        return f"{since(first, until)}, 1 colleague has said yes to taking part."
    return f"{since(first, until)}, {people:,} colleagues have said yes to taking part."


def said_yes_in_short(people: int) -> str:
    """That more have said yes, for a subject line."""
    return f"{pluralize(people, 'colleague')} said yes"


def joined_lately(people: int, first: date, until: date) -> str:
    """That newcomers have joined, where nothing else has happened."""
    if people == 1:
        return f"{since(first, until)}, 1 newcomer has joined."
    return f"{since(first, until)}, {people:,} newcomers have joined."


def joined_in_short(people: int) -> str:
    """That newcomers have joined, for a subject line."""
    return f"{pluralize(people, 'newcomer')} joined"


def quiet(since: date, until: date, *, more_to_come: bool) -> str:
    """That nothing was held."""
    told = f"There have been no gatherings or sessions since {format_day(since, until)}"
    return f"{told}; the next steps are below." if more_to_come else f"{told}."


QUIET_IN_SHORT = "no gatherings held"


def _times(attendances: int) -> str:
    return pluralize(attendances, "learner attendance")


# -- a department's own people ---------------------------------------------------------------------


def team_took_part(
    department: str, people: int, of: int | None, gatherings: int, *, since: date, until: date
) -> str:
    """How many people of a reader's department took part, of how many where that is known, and at how many gatherings."""
    who = f"{people:,} of {pluralize(of, 'person', 'people')}" if of else pluralize(people, "person", "people")
    have, day = "has" if people == 1 else "have", format_day(since, until)
    told = f"Since {day}, {who} from {department} {have} attended or contributed"
    return f"{told}, at {pluralize(gatherings, 'gathering')}." if gatherings else f"{told}."


def team_absent(department: str, since: date, until: date) -> str:
    """That no one of a reader's department took part in this period."""
    return f"No one from {department} has attended since {format_day(since, until)}."


def team_absent_so_far(department: str, of: int | None) -> str:
    """That no one of a reader's department has ever taken part."""
    if of:
        return f"None of the {pluralize(of, 'person', 'people')} in {department} has attended a gathering so far."
    return f"No one from {department} has attended a gathering so far."


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


def engaged(members: int, engaged: int, since: date, *, at_least: bool) -> str:
    """How many of the members took part, which says more than how many there are.

    Args:
        members: those on the last day.
        engaged: those of them who attended or contributed.
        since: from which day on that is counted.
        at_least: whether the attendance of a gathering was not recorded, so that there may be more.
    """
    day = format_day_month(since)
    if engaged == members > 1:
        return f"Since {day}, all {members:,} members have attended or contributed."
    told = f"{engaged:,} of {pluralize(members, 'member')}"
    told = f"{told} ({percent_of(engaged, members)})" if members >= FEWEST_CASES else told
    told = f"at least {told}" if at_least else told
    if engaged == 1:
        return f"Since {day}, {told} has attended or contributed."
    return f"Since {day}, {told} have attended or contributed."


def training_requests(received: int, delivered: int, wait: int | None) -> str:
    """How many training requests came in and were delivered, and how long those that were delivered had waited.

    Args:
        received: in the period.
        delivered: in the period, whenever they were made.
        wait: median of the days from request to session.
    """
    if wait is None:
        return f"Training requests: {received} received, none delivered yet."
    told = f"Training requests: {received} received, {delivered} delivered"
    if delivered == 1:
        return f"{told} after {pluralize(wait, 'day')}."
    return f"{told}, with a median wait of {pluralize(wait, 'day')}."


def gatherings_unrecorded(number: int, first: date, until: date) -> str:
    """How many gatherings were held, where no one noted who attended."""
    return f"{since(first, until)}, we have held {pluralize(number, 'gathering')}; {NOT_RECORDED}."


def gatherings_of_guests(number: int, guests: int, unrecorded: int) -> str:
    """How many gatherings were held before anyone was a member, and how many attended them."""
    told = f"We held {pluralize(number, 'gathering')}, with {pluralize(guests, 'attendance')}"
    return f"{told} ({_unrecorded(unrecorded)})." if unrecorded else f"{told}."


def guests_attended(number: int, guests: int) -> str:
    """How many attended gatherings whose number was told already."""
    if number == 1:
        return f"{pluralize(guests, 'colleague')} attended."
    return f"{pluralize(guests, 'attendance')} in total."


def _unrecorded(number: int) -> str:
    return f"{NOT_RECORDED} at {pluralize(number, 'more gathering')}"


def attendance(
    attended: int,
    possible: int,
    gatherings: int,
    target: Decimal | None = None,
    *,
    guests: int = 0,
    unrecorded: int = 0,
    before: str = "",
) -> str:
    """Members’ attendance rate with the figures it is made of, the period before, and its target where one is told.

    Args:
        attended: members' attendances.
        possible: members on each gathering's day, added up.
        gatherings: those whose attendance was recorded.
        target: the rate aimed at, in per cent.
        guests: attendances of others.
        unrecorded: gatherings whose attendance was not recorded.
        before: the rate of the period before and its name, as :func:`attendance_before` says it.
    """
    members = half_up(Decimal(possible) / gatherings)
    if gatherings == 1:
        of = f"{attended:,} of {possible:,}"
    elif members < FEWEST_CASES:  # an average of so few would be rounded away
        of = f"{attended:,} of {possible:,} possible attendances"
    else:
        of = f"on average {half_up(Decimal(attended) / gatherings):,} of {members:,}"
    rate = f"{percent_of(attended, possible)}, " if possible >= FEWEST_CASES else ""
    aside = [
        before,
        f"target {percent(target)}" if target is not None else "",
        _unrecorded(unrecorded) if unrecorded else "",
    ]
    beside = "; ".join(part for part in aside if part)
    told = f"Members’ attendance: {rate}{of} at {pluralize(gatherings, 'gathering')}"
    told = f"{told}, plus {pluralize(guests, 'guest attendance')}" if guests else told
    return f"{told} ({beside})." if beside else f"{told}."


def attendance_before(attended: int, possible: int, period: str) -> str:
    """The attendance rate of the period before."""
    return f"{percent_of(attended, possible)} in {period}"


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


def first_sessions(people: int, names: Sequence[str]) -> str:
    """Who taught for the first time; by name where names are given."""
    if not names:
        return f"{starting(people, 'colleague')} taught for the first time"
    return f"{join_words(names)} taught for the first time"


def certified(name: str, topics: Sequence[str]) -> str:
    """Who was certified to teach which topics alone."""
    return f"{name} is now certified to teach {join_words([quoted(topic) for topic in topics])} on their own"


def certified_in_short(name: str, topics: Sequence[str]) -> str:
    """Who was certified, for a subject line."""
    return f"{name} certified to teach {quoted(topics[0]) if len(topics) == 1 else pluralize(len(topics), 'topic')}"


def certified_many(people: int) -> str:
    """How many were certified, where they are too many to name."""
    if people == 1:
        return "One trainer is now certified to teach a topic on their own"
    return f"{starting(people, 'trainer')} are now certified to teach a topic on their own"


def session(trainers: str, topic: str, learners: int, *, co_led_only: bool) -> str:
    """Who taught what to how many, as far as that is known."""
    if co_led_only:
        told = f"{trainers} co-led {quoted(topic) if topic else 'a session'}"
        return f"{told} for {pluralize(learners, 'colleague')}" if learners else told
    if not topic:
        told = f"{trainers} led a session"
        return f"{told} for {pluralize(learners, 'colleague')}" if learners else told
    told = f"{trainers} taught {quoted(topic)}"
    return f"{told} to {pluralize(learners, 'colleague')}" if learners else told


def sessions_on(trainers: str, topic: str, sessions: int, attendances: int, *, co_led_only: bool) -> str:
    """Who taught the same topic several times, and how many attendances that had."""
    taught = "co-led" if co_led_only else "taught"
    often = "twice" if sessions == 2 else f"{sessions:,} times"
    told = f"{trainers} {taught} {quoted(topic)} {often}"
    return f"{told}, with {pluralize(attendances, 'attendance')}" if attendances else told


def more_sessions(number: int, attendances: int) -> str:
    """How many sessions there were beside those that are told."""
    told = f"and {pluralize(number, 'more session')}"
    return f"{told}, with {pluralize(attendances, 'attendance')}" if attendances else told


def on_day(told: str, day: date, until: date) -> str:
    """What happened, with its day."""
    return f"{told} on {format_day(day, until)}"


def session_bar(bar: str, learners: int, of: int, topic: str) -> str:
    """A topic's part of all learner attendances, as a bar."""
    what = quoted(topic) if topic else "A session"
    return f"- {bar} {what}: {learners:,} of {_times(of)}"


def benefit(ritual: str, gain: str) -> str:
    """What members gain from a ritual, in the words that were noted."""
    return ended(f"What members gain from {quoted(ritual)}: {gain.strip()}")


def feedback(said: str, gathering: str) -> str:
    """What someone said, and at which gathering."""
    return f"{quotation(said)} (at {quoted(gathering)})"


def cancelled(gathering: str, on: date, why: str, until: date) -> str:
    """A gathering that was cancelled, and why where that is known."""
    told = f"{gathering} on {format_day(on, until)} was cancelled"
    return f"{told}: {why}" if why else told


# -- since the last update, next steps -------------------------------------------------------------


def delivered(number: int, of: int, announced_on: date, until: date) -> str:
    """How much of what was announced has been delivered."""
    told = format_day(announced_on, until)
    if of == 1:
        if number:
            return f"We have delivered the one commitment we made on {told}."
        return f"We have not delivered the one commitment we made on {told}."
    if number == of == 2:
        return f"We have delivered both commitments we made on {told}."
    if number == of:
        return f"We have delivered all {of:,} commitments we made on {told}."
    if not number:
        return f"We have delivered none of the {of:,} commitments we made on {told}."
    return f"We have delivered {number:,} of the {of:,} commitments we made on {told}."


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
