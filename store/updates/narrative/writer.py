"""Facts in words for the recipients of one text: for each part of an update its figure, its words and the rows behind it.

The result comes first, each figure once. No score of a person is ever in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from store.core.numbers import FEWEST_CASES, percent_of
from store.core.sparkline import bar, spark
from store.core.text import ended, pluralize
from store.model.stakeholders import Kind
from store.texts import update_activity as texts
from store.texts.updates import asked_of as asked_by_name
from store.texts.updates import bullet, more_until, period_before
from store.training.feedback import added_up, in_words, rated
from store.updates.asks import Asked, asked_of
from store.updates.commitments import AHEAD, HELD, Promise
from store.updates.narrative import over_time, results, wins
from store.updates.narrative.context import Context, RenderedSection
from store.updates.narrative.launch_stage import before_the_first
from store.updates.outcomes import Row

MOST: dict[Kind, int] = {"quick_overview": 3, "detailed_report": 5, "charts": 3}
FEWEST: dict[Kind, int] = {"quick_overview": 2, "detailed_report": 3, "charts": 3}
"""Wins told, at most and at least, where there are that many."""
_AS_MANY = frozenset({"wins", "feedback", "lessons", "next"})
"""The parts of which more or less is told."""
LONGEST_QUOTE = 25
"""Words of a quote that an overview prefers not to exceed."""
AS_OFTEN = 2
"""How often the same benefit is told within a year."""


class Writer:
    """Turns facts into words for the readers of one text."""

    def __init__(self, context: Context, most: int = 0, before: Writer | None = None) -> None:
        """Make a writer.

        Args:
            context: what it writes from.
            most: the most wins, quotes and the like; by the kind unless given.
            before: one that differs only in ``most``: what that leaves alone is not written again.
        """
        self.context = context
        self.most = most or MOST[context.kind]
        self._known: dict[str, RenderedSection] = {}
        if before:
            self._known = {name: told for name, told in before._known.items() if name not in _AS_MANY}
            self.lead = before.lead

    @cached_property
    def lead(self) -> results.Lead:
        """What the text begins with."""
        return results.lead(self.context)

    def write(self, name: str) -> RenderedSection:
        """One part's figure, words and rows; written once."""
        if name not in self._known:
            self._known[name] = self._write(name)
        return self._known[name]

    def _write(self, name: str) -> RenderedSection:
        writers: dict[str, Callable[[], RenderedSection]] = {
            "opening": lambda: RenderedSection("", self.lead.words),
            "figures": lambda: results.figures(self.context, self.lead),
            "progress": self._progress,
            "participation": self._participation,
            "wins": lambda: wins.wins(self.context, self.lead.told, self.most),
            "gains": self._gains,
            "feedback": self._feedback,
            "lessons": self._lessons,
            "promised": self._promised,
            "next": self._next,
            "cost": lambda: results.cost(self.context),
            "ask": lambda: _ask(self.context),
        }
        return writers[name]()

    # -- progress and participation -----------------------------------------------------------------

    def _progress(self) -> RenderedSection:
        """Who came nearer, and how many of the members take part; before the first gathering the lead says who said yes."""
        f = self.context.facts
        rows = f.said_yes + f.joined + f.grown + f.left
        core = sum(self.context.book.moves[row.id].stage == "core" for row in f.grown)
        figure = f"{len(f.joined)} joined, {core} core"
        if before_the_first(self.context.book, f.until):
            return RenderedSection(figure, "", rows)
        happened = texts.progress(
            said_yes=len(f.said_yes), joined=len(f.joined), active=len(f.grown) - core, core=core, left=len(f.left)
        )
        engaged = ""
        if f.members:
            engaged = texts.engaged(f.members, f.engaged, f.engaged_since, at_least=f.engaged_at_least)
        words = " ".join(filter(None, [happened, engaged]))
        return RenderedSection(figure, bullet(words) if words and self.context.brief else words, rows)

    def _participation(self) -> RenderedSection:
        f = self.context.facts
        lines = [*self._by_month()] if self.context.has_table else []
        if not lines and f.sessions and results.SESSIONS not in self.lead.told:
            lines.append(results.sessions_told(self.context, since=False))
        if not f.held:
            lines += self._demand()
            return RenderedSection("no gatherings", "\n".join(map(bullet, lines)), f.sessions + f.requests)
        if not (self.context.has_table and over_time.tells_the_rate(self.context)):
            lines.append(self._attended())
        demand = self._demand()
        if self.context.picture and f.seats:
            lines = [*map(bullet, lines)]
            lines += [texts.attendance_bar(bar(f.came, f.seats))] if f.seats >= FEWEST_CASES else []
            words = "\n".join([*lines, self._trend(), *map(bullet, demand)])
        else:
            words = "\n".join(map(bullet, [*lines, *demand]))
        if not f.recorded:
            return RenderedSection(texts.NOT_RECORDED, words, f.held + f.requests)
        if not f.seats:
            return RenderedSection(f"{f.guests} attended", words, f.held + f.requests)
        return RenderedSection(f"{f.came} of {f.seats} → {percent_of(f.came, f.seats)}", words, f.held + f.requests)

    def _demand(self) -> list[str]:
        """How training requests were answered, where there were any; in an overview a quote is worth more."""
        wanted = self.context.facts.demand
        if not self.context.facts.requests or (self.context.brief and self.write("feedback").words):
            return []
        return [texts.training_requests(len(wanted.received), len(wanted.delivered), wanted.wait)]

    def _by_month(self) -> Iterable[str]:
        told = frozenset({"Sessions", "Learner attendances"}) if results.SESSIONS in self.lead.told else frozenset()
        return over_time.in_words(self.context, told)

    def _attended(self) -> str:
        """How many attended the gatherings whose attendance was recorded, and in the period before."""
        f, before = self.context.facts, self.context.before
        missing = len(f.held) - f.recorded
        if not f.recorded:
            return texts.gatherings_unrecorded(len(f.held), f.since, f.until)
        if not f.seats:  # before anyone was a member
            if results.GATHERINGS in self.lead.told and not missing:
                return texts.guests_attended(f.recorded, f.guests)
            return texts.gatherings_of_guests(f.recorded, f.guests, missing)
        compared = ""
        if before.seats >= FEWEST_CASES <= f.seats:
            compared = texts.attendance_before(before.came, before.seats, period_before(before.since, before.until))
        guests = 0 if self.context.brief else f.guests
        target = next((t.aim for t in f.targets if t.name == "places"), None)
        return texts.attendance(
            f.came, f.seats, f.recorded, target, guests=guests, unrecorded=missing, before=compared
        )

    def _trend(self) -> str:
        """How many came, month by month, as a line of bars and in figures."""
        counts = [came for _, came in self.context.facts.trend]
        months = [month for month, _ in self.context.facts.trend]
        return texts.attendance_trend(spark(counts), texts.months(months[0], months[-1]), counts)

    # -- what people gain, and what they say -----------------------------------------------------------

    def _gains(self) -> RenderedSection:
        """What members gain from a ritual that was held: the one that was not told for longest, and none too often."""
        book, told = self.context.book, self.context.told
        rituals = [book.rituals[row.id] for row in self.context.facts.gains]
        fresh = [one for one in rituals if told.times(one.gain.strip().rstrip(".")) < AS_OFTEN]
        fresh.sort(key=lambda one: last.toordinal() if (last := told.last(one.gain.strip().rstrip("."))) else 0)
        words = texts.benefit(fresh[0].name, fresh[0].gain) if fresh else ""
        return RenderedSection(pluralize(len(rituals), "ritual"), words, self.context.facts.gains)

    def _feedback(self) -> RenderedSection:
        """How sessions were rated, and what was said and not told before; one voice in an overview, and not the longest."""
        quotes, book = self.context.facts.quotes, self.context.book
        fresh = [row for row in quotes if not self.context.told.times(row.text.rstrip("."))]
        if self.context.brief:
            fresh.sort(key=lambda row: (len(row.text.split()) > LONGEST_QUOTE, -len(row.text.split())))
        said = [texts.feedback(row.text, book.gatherings[row.id].name) for row in fresh]
        f = self.context.facts
        ratings = rated(book, f.since, f.until)
        summary = added_up(ratings).words
        rows = (*quotes, *(Row(one.id, in_words(one)) for one in ratings))
        if self.context.brief:
            return RenderedSection(pluralize(len(quotes), "quote"), said[0] if said else summary, rows)
        lines = [*([summary] if summary else []), *said][: self.most - 1]
        return RenderedSection(pluralize(len(quotes), "quote"), "\n".join(map(bullet, lines)), rows)

    def _lessons(self) -> RenderedSection:
        skipped = self.context.facts.skipped
        words = "\n".join(bullet(ended(row.text)) for row in skipped[: self.most])
        return RenderedSection(str(len(skipped)) if skipped else "to write", words, skipped)

    # -- promised, and promised anew -------------------------------------------------------------------

    def _promised(self) -> RenderedSection:
        """How much of what was announced came true; what someone wants to say about the rest."""
        promises, until = self.context.promises, self.context.facts.until
        due = [promise for promise in promises if promise.outcome != AHEAD]
        told = [promise for promise in due if not promise.open]
        kept = sum(promise.outcome == HELD for promise in told)
        rows = tuple(Row(promise.key, f"{promise.text} → {promise.told}") for promise in promises)
        if not due:
            return RenderedSection("nothing due", "", rows)
        unsaid = len(due) - len(told)
        figure = f"outcome due: {unsaid}" if unsaid else f"{kept}/{len(told)} delivered"
        announced = min((one.sent_on or one.until for one in self.context.told.latest), default=until)
        words = texts.delivered(kept, len(told), announced, until) if told else ""
        return RenderedSection(figure, "\n".join(filter(None, [words, *self._not_held(told)])), rows)

    def _not_held(self, told: Iterable[Promise]) -> list[str]:
        """What someone says about each promise that did not come true; in brief only where anyone does."""
        skipped = {row.id for row in self.context.facts.skipped}  # those are among the lessons
        missed = [promise for promise in told if promise.outcome != HELD and promise.key not in skipped]
        if self.context.brief and not any(promise.word for promise in missed):
            return []
        return [texts.not_delivered(promise.text, promise.word) for promise in missed]

    def _next(self) -> RenderedSection:
        coming, brief = self.context.facts.coming, self.context.brief
        most = 2 if brief else self.most
        lines = [bullet(row.brief if brief else row.text) for row in coming[:most]]
        if len(coming) > most and not brief:
            last = self.context.facts.coming_until
            lines.append(bullet(more_until(len(coming) - most, "gathering", last, self.context.facts.until)))
        return RenderedSection(pluralize(len(coming), "gathering"), "\n".join(lines), coming)


def _ask(context: Context) -> RenderedSection:
    """One thing asked, with its day; several readers are asked by name."""
    until = context.facts.until
    asked = [asked_of(context.book, reader, until) for reader in context.readers if reader.ask.strip()]
    if not asked:
        return RenderedSection("nothing", "")
    words = _together(context, asked)
    problems = [one.problem for one in asked if one.problem]
    if problems:
        return RenderedSection(
            problems[0],
            "",
            waits=f"Your request {problems[0]}. Record the answer, send a reminder or withdraw the request.",
            suggestion=words,
        )
    undated = sum(one.reader.ask_by is None for one in asked)
    return RenderedSection(f"{len(asked)}{', no date' if undated == len(asked) else ''}", words)


def _together(context: Context, asked: list[Asked]) -> str:
    if len(asked) == len(context.readers) and len({one.words for one in asked}) == 1:
        return asked[0].words
    return "\n".join(asked_by_name(one.reader.name, one.words) for one in asked)
