"""Key wins: outcomes first, then the sessions, added up by topic."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from store.core.money import AmountFormat
from store.core.numbers import half_up
from store.core.sparkline import bar
from store.core.text import ended, normalize, pluralize
from store.finance.kpis import with_sign, with_unit
from store.insights.community_milestones import community_milestones
from store.people.directory import full_name_of
from store.texts import milestones, update_results
from store.texts import update_activity as texts
from store.texts.updates import bullet
from store.updates.metrics import TopicSessions
from store.updates.narrative.context import Context, RenderedSection
from store.updates.narrative.watched import movement

MOST_NAMED = 3
"""People named beside what they reached; more are only counted."""
FIRSTS = "firsts"
"""The key of those who taught for the first time, told in one sentence."""
MOST_OUTCOMES = 4
IN_BRIEF = 2
"""Outcomes in an overview; the best session stands below them."""


class Outcome(Struct, frozen=True):
    """One outcome of the work."""

    key: str
    words: str
    leads: bool = True
    """Whether an update may begin with it."""
    short: str = ""
    """How it reads in a subject line, if that is another way."""


def outcomes(context: Context) -> Iterator[Outcome]:
    """Targets reached, departments that came further, certificates, and first sessions."""
    yield from _targets_reached(context)
    for row in context.facts.departments:
        yield Outcome(row.id, row.text, context.book.adoptions[row.id].state == "established")
    yield from _milestones(context)
    yield from _certified(context)
    if (firsts := context.facts.firsts) and not context.has_table:
        people = [context.book.contributions[row.id].volunteer for row in firsts]
        yield Outcome(FIRSTS, texts.first_sessions(len(people), _named(context, people)), leads=False)


def _milestones(context: Context) -> Iterator[Outcome]:
    """Milestones of the community, for recipients who hear when something changes; targets are told above."""
    if all(reader.cadence != "on_change" for reader in context.readers):
        return
    for one in community_milestones(context.book):
        if context.facts.since <= one.on <= context.facts.until and not one.key.startswith("target"):
            yield Outcome(one.key, milestones.reached(one.words))


def _targets_reached(context: Context) -> Iterator[Outcome]:
    """KPIs that came to their target in the period, and the year's learner attendances."""
    f, style = context.facts, AmountFormat(context.book.community).style
    for kpi in sorted(context.book.kpis.values(), key=lambda kpi: (normalize(kpi.name), kpi.id)):
        moved = movement(context, kpi)
        if moved and moved.news and moved.newly_reached and moved.latest.on >= f.since:
            now, target = with_unit(moved.latest.value, kpi, style), with_sign(kpi.target, kpi, style)
            short = update_results.target_reached_in_short(kpi.name, now)
            yield Outcome(kpi.id, update_results.target_reached(kpi.name, now, target), short=short)
    for one in f.targets:
        if one.name == "learners" and one.value - f.learners < one.aim <= one.value:
            told = update_results.attendances_target_reached(half_up(one.value), half_up(one.aim))
            short = update_results.attendances_in_short(half_up(one.value))
            yield Outcome(one.name, told, short=short)


def _certified(context: Context) -> Iterator[Outcome]:
    topics: dict[str, list[str]] = {}
    for row in context.facts.certified:
        entry = context.book.readiness[row.id]
        topics.setdefault(entry.volunteer, []).append(entry.topic)
    if len(topics) > MOST_NAMED:
        yield Outcome("certified", texts.certified_many(len(topics)))
        return
    for person, known in topics.items():
        name, each = full_name_of(context.book, person), [*dict.fromkeys(known)]
        yield Outcome(
            f"certified {person}", texts.certified(name, each), short=texts.certified_in_short(name, each)
        )


def _named(context: Context, people: list[str]) -> list[str]:
    """Who they are, where they are few; no one otherwise."""
    names = sorted((full_name_of(context.book, person) for person in people), key=normalize)
    return names if len(names) <= MOST_NAMED else []


def wins(context: Context, told: frozenset[str], most: int) -> RenderedSection:
    """Outcomes first, then sessions by topic.

    Args:
        context: what the text is written from.
        told: what stands in the first sentences already.
        most: lines at most, but for the one that says how many sessions are left.
    """
    f = context.facts
    came = [one.words for one in outcomes(context) if one.key not in told and one.key not in _watched(context)]
    came = came[: IN_BRIEF if context.brief else min(MOST_OUTCOMES, most - 1)]
    topics = [one for one in f.topics if not {*one.ids} <= told]
    room = max(most - len(came), 0 if came else 1)
    lines = [*(bullet(ended(words)) for words in came), *_sessions(context, topics, room)]
    rows = f.departments + f.certified + f.firsts + f.sessions
    return RenderedSection(pluralize(len(came) + len(f.sessions), "win"), "\n".join(lines), rows)


def _watched(context: Context) -> set[str]:
    """The KPIs whose movement is told among the figures."""
    return {reader.watches for reader in context.readers if reader.watches}


def _sessions(context: Context, topics: list[TopicSessions], room: int) -> Iterator[str]:
    if context.picture:
        for one in topics[:room]:
            yield _as_bar(one, context.facts.learners)
        return
    for one in topics[:room]:
        yield bullet(ended(one.short if context.brief else one.text))
    rest = topics[room:]
    if rest and not context.brief:
        left = sum(len(one.ids) for one in rest)
        yield bullet(texts.more_sessions(left, sum(one.learners for one in rest)) + ".")


def _as_bar(one: TopicSessions, of: int) -> str:
    """A topic's part of all attendances; in words where its attendance was not recorded."""
    return (
        texts.session_bar(bar(one.learners, of), one.learners, of, one.topic)
        if one.learners
        else bullet(ended(one.text))
    )
