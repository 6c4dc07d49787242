"""The result an update begins with, and its figures: KPIs, targets, costs and the return on them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from store.core.dates import format_day_month
from store.core.money import AmountFormat, total
from store.core.sparkline import bar
from store.core.text import ended, pluralize
from store.finance.kpis import with_unit
from store.finance.roi import in_words as returned
from store.finance.roi import replaced_between
from store.model.stakeholders import Leg
from store.texts import update_activity as activity_texts
from store.texts import update_results as texts
from store.texts.updates import bullet, period_before
from store.updates.asks import stakes_of
from store.updates.metrics import Target
from store.updates.narrative import team, watched, wins
from store.updates.narrative.context import Context, RenderedSection
from store.updates.narrative.launch_stage import before_the_first, stands
from store.updates.narrative.watched import Movement
from store.updates.outcomes import Row

MOST_FIGURES = 3
_ORDER: dict[Leg, tuple[str, ...]] = {
    "management": ("learners", "budget", "places"),
    "training": ("places", "learners", "budget"),
    "learners": ("learners", "places", "budget"),
}
"""Which figure counts first for whom."""
SESSIONS, GATHERINGS = "sessions", "gatherings"
"""What a lead has told that says how much was taught."""


class Lead(Struct, frozen=True):
    """What an update begins with."""

    words: str
    headline: str = ""
    """The same for the subject."""
    told: frozenset[str] = frozenset()
    """What it has told, so that no section tells it again: ids of records, :data:`SESSIONS` or :data:`GATHERINGS`."""


def lead(context: Context) -> Lead:
    """The first sentences: the recipients' own people, the result that matters to them, and once what is at stake."""
    found = [*_first(context)]
    stake = stakes_of(context.readers)
    if stake and not context.told.times(stake):
        begun = not before_the_first(context.book, context.facts.until)
        found.append(Lead(texts.what_matters(stake) if begun else texts.what_is_to_be_won(stake)))
    return Lead(
        " ".join(one.words for one in found if one.words),
        next((one.headline for one in found if one.headline), ""),
        frozenset().union(*(one.told for one in found)),
    )


def _first(context: Context) -> Iterator[Lead]:
    until = context.facts.until
    if before_the_first(context.book, until):
        words, headline = stands(context.book, until)
        if words:
            yield Lead(words, headline)
            return
    own = [_own_people(context, one) for one in team.teams(context)]
    yield from (Lead(words, told=sessions) for words, sessions in own if words)
    result = next(_results(context, since=not any(words for words, _ in own)))
    all_told = {row.id for row in context.facts.sessions} <= frozenset[str]().union(*(told for _, told in own))
    yield replace(result, words="") if SESSIONS in result.told and all_told else result


def _own_people(context: Context, one: team.Team) -> tuple[str, frozenset[str]]:
    """What the people of a recipient's department did, and how far the department has come."""
    words, told = team.in_words(one, context)
    moved = [
        row for row in context.facts.departments if context.book.adoptions[row.id].department == one.department.id
    ]
    sentences = [words, *(ended(row.text) for row in moved)]
    return " ".join(filter(None, sentences)), told.union(row.id for row in moved)


def _results(context: Context, *, since: bool) -> Iterator[Lead]:
    """What may come first, the most important result before the others."""
    for moved in watched.watched(context):
        if moved.news:
            words = ended(watched.in_words(context, moved))
            yield Lead(words, watched.in_short(context, moved), frozenset({moved.kpi.id}))
    for one in wins.outcomes(context):
        if one.leads:
            yield Lead(ended(one.words), one.short or one.words, frozenset({one.key}))
    yield _done(context, since=since)


def _done(context: Context, *, since: bool) -> Lead:
    """What was done, where no result is new."""
    f, first, until = context.facts, context.facts.since, context.facts.until
    if f.sessions:
        short = activity_texts.sessions_in_short(len(f.sessions), f.learners)
        return Lead(sessions_told(context, since=since), short, frozenset({SESSIONS}))
    if f.held:
        short = activity_texts.members_met_in_short(len(f.held))
        met = activity_texts.members_met if f.members else activity_texts.guests_met
        return Lead(met(len(f.held), first, until), short, frozenset({GATHERINGS}))
    if f.said_yes:
        short = activity_texts.said_yes_in_short(len(f.said_yes))
        return Lead(activity_texts.said_yes_lately(len(f.said_yes), first, until), short)
    if f.joined:
        return Lead(
            activity_texts.joined_lately(len(f.joined), first, until), activity_texts.joined_in_short(len(f.joined))
        )
    words = activity_texts.quiet(first, until, more_to_come=bool(f.coming))
    return Lead(words, activity_texts.QUIET_IN_SHORT)


def sessions_told(context: Context, *, since: bool) -> str:
    """How much was taught, beside the period before; with its first day, where nothing else says it."""
    f, before = context.facts, context.before
    compared = ""
    if before.sessions:
        name = period_before(before.since, before.until)
        compared = activity_texts.compared(name, before.sessions, before.learners)
    first = activity_texts.since(f.since, f.until) if since else ""
    learners = context.leg == "learners"
    return activity_texts.sessions_run(
        len(f.sessions), f.leaders, f.learners, learners=learners, since=first, before=compared
    )


# -- figures and their targets ---------------------------------------------------------------------


def figures(context: Context, first: Lead) -> RenderedSection:
    """The KPIs that the recipients watch and the figures that have a target, without what was told first."""
    moved = [one for one in watched.watched(context) if one.kpi.id not in first.told]
    news = [_drawn(context, watched.in_words(context, one, way=context.picture), one) for one in moved if one.news]
    old = [_drawn(context, watched.in_words(context, one), one) for one in moved if _again(one)]
    told = [*_told_first(context, first), *news, *_targets(context, first), *old]
    told = told[: MOST_FIGURES - context.brief]
    if not told:
        return RenderedSection("no target set", "")
    rows = tuple(row for one in watched.watched(context) for row in _readings(context, one))
    words = texts.figures_in_a_line(told) if context.brief else "\n".join(map(bullet, told))
    return RenderedSection(pluralize(len(told), "figure"), words, rows)


def _again(moved: Movement) -> bool:
    """Whether a reading that was told before is told once more, with its day."""
    return not moved.news and moved.told < watched.OFTEN_ENOUGH


def _drawn(context: Context, words: str, moved: Movement) -> str:
    return f"{bar(float(moved.known.way or 0) / 100, 1)} {words}" if context.picture else words


def _told_first(context: Context, first: Lead) -> Iterator[str]:
    """The bar of a KPI whose movement was told first; its figures are not told again."""
    for one in watched.watched(context) if context.picture else ():
        if one.kpi.id in first.told and one.known.way is not None:
            yield _drawn(context, texts.way_to_target(one.known.way, one.kpi.name), one)


def _targets(context: Context, first: Lead) -> Iterator[str]:
    """Each figure of the settings beside its target; the attendance rate stands with the attendance."""
    order = _ORDER[context.leg]
    for target in sorted(context.facts.targets, key=lambda target: order.index(target.name)):
        if target.name == "places" or target.name in first.told:
            continue
        words = _against(context, target)
        if words:
            yield f"{bar(float(target.value / target.aim), 1)} {words}" if context.picture else words


def _against(context: Context, target: Target) -> str:
    """One figure and what it is held against; the budget stands with the return where that tells it."""
    purse = AmountFormat(context.book.community)
    if target.name == "learners":
        return texts.attendances_target(int(target.value), int(target.aim))
    if context.leg == "learners":
        return ""
    if purse.said(target.aim) in returned(context.book, context.facts.until) and not context.brief:
        return ""
    return texts.budget(purse.said(target.value), purse.said(target.aim))


def _readings(context: Context, moved: Movement) -> Iterator[Row]:
    """What is behind a KPI."""
    kpi, style = moved.kpi, AmountFormat(context.book.community).style
    yield Row(
        kpi.id,
        f"{kpi.name}: {with_unit(kpi.baseline, kpi, style)} on {format_day_month(kpi.baseline_on)}, the baseline",
    )
    for reading in moved.known.readings:
        value = with_unit(reading.value, kpi, style)
        yield Row(reading.id, f"{kpi.name}: {value} on {format_day_month(reading.on)}")


# -- costs -----------------------------------------------------------------------------------------


def cost(context: Context) -> RenderedSection:
    """What was spent, what was not spent outside for it, and the return so far: always together."""
    f, purse = context.facts, AmountFormat(context.book.community)
    instead = replaced_between(context.book, f.since, f.until)
    if not f.costs and not instead:
        return RenderedSection("nothing spent", "")
    to_date = "" if context.brief else returned(context.book, f.until)
    if context.has_table:  # the table tells the rest
        words = ""
    elif instead and (context.brief or purse.said(total(instead)) not in to_date):
        words = texts.costs_and_training_replaced(
            purse.said(f.spent), len(instead), purse.said(total(instead)), hours=bool(context.book.rates)
        )
    else:
        each = purse.said(f.spent / f.learners) if f.learners else ""
        words = texts.costs(purse.said(f.spent), each, hours=bool(context.book.rates))
    return RenderedSection(purse.said(f.spent), " ".join(filter(None, [words, to_date])), f.costs)


def tells_what_was_saved(context: Context) -> bool:
    """Whether sessions of the period took the place of bought ones."""
    return bool(replaced_between(context.book, context.facts.since, context.facts.until))
