"""Facts in words for one reader: for each part of an update its figure, its sentences and the rows behind it.

The wording answers what is at stake for the reader, and names benefits for members beside those for the organisation.
No score of a person is ever in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from store.book.book import Book
from store.core.dates import format_day_month
from store.core.money import AmountFormat
from store.core.numbers import FEWEST_CASES, percent_of
from store.core.sparkline import bar, spark
from store.core.text import ended, normalize, pluralize
from store.finance.kpis import Trend, trend, with_sign, with_unit
from store.finance.roi import in_words
from store.model.finance import Reading
from store.model.stakeholders import Kind, Leg, Stakeholder
from store.people.directory import full_name_of
from store.recognition.recognition import Session, sessions
from store.texts import updates as texts
from store.updates.asks import asked_of, is_overdue, stakes_of
from store.updates.commitments import AHEAD, HELD, Promise
from store.updates.metrics import Facts, Row, Target

FEWEST, MOST = 3, 5
"""Wins told, at least and at most, where there are that many."""
MOST_TARGETS = 3
MOST_NAMED = 3
"""People named beside what they gained; more are only counted."""
_AS_MANY = frozenset({"wins", "feedback", "lessons", "next"})
"""The parts of which more or less is told."""
_ORDER: dict[Leg, tuple[str, ...]] = {
    "management": ("learners", "budget", "places", "members"),
    "training": ("places", "members", "learners", "budget"),
    "learners": ("learners", "places", "members", "budget"),
}
"""Which figure counts first for whom."""


class RenderedSection(Struct, frozen=True):
    """Rendered section: its figure for the list, its words, the rows behind them."""

    figure: str
    words: str
    rows: tuple[Row, ...] = ()


class Writer:
    """Turns facts into words for the readers of one text."""

    def __init__(
        self,
        book: Book,
        readers: tuple[Stakeholder, ...],
        found: Facts,
        kind: Kind,
        *,
        promises: tuple[Promise, ...] = (),
        most: int = 0,
        before: Writer | None = None,
    ) -> None:
        """Make a writer.

        Args:
            book: where the facts are from.
            readers: who gets the text; the first one's side decides what is told first.
            found: the facts of the period.
            kind: how deep the text goes.
            promises: what the last update announced.
            most: the most wins, quotes and the like; by the kind unless given.
            before: one that differs only in ``most``: what that leaves alone is not written again.
        """
        self.book, self.readers, self.facts, self.kind, self.promises = book, readers, found, kind, promises
        self.most = most or (MOST if kind == "detailed_report" else FEWEST)
        self.picture, self.brief = kind == "charts", kind == "quick_overview"

        self._known: dict[str, RenderedSection] = {}
        if before:
            self._known = {name: told for name, told in before._known.items() if name not in _AS_MANY}

    def write(self, name: str) -> RenderedSection:
        """One part's figure, words and rows; written once."""
        if name not in self._known:
            self._known[name] = self._write(name)
        return self._known[name]

    def _write(self, name: str) -> RenderedSection:
        writers: dict[str, Callable[[], RenderedSection]] = {
            "opening": self._opening,
            "figures": self._figures,
            "progress": self._progress,
            "participation": self._participation,
            "wins": self._wins,
            "gains": self._gains,
            "feedback": self._feedback,
            "lessons": self._lessons,
            "promised": self._promised,
            "next": self._next,
            "cost": self._cost,
            "ask": self._ask,
        }
        return writers[name]()

    def _bullets(self, rows: tuple[Row, ...], what: str, most: int = 0) -> str:
        most = most or self.most
        lines = [texts.bullet(row.brief if self.brief else row.text) for row in rows[:most]]
        more = len(rows) - most
        return "\n".join([*lines, texts.bullet(texts.more(more, what))] if more > 0 else lines)

    # -- the first sentence --------------------------------------------------------------------------

    def _opening(self) -> RenderedSection:
        stake = stakes_of(self.readers)
        sentences = [self._bottom_line(), *([texts.what_matters(stake)] if stake else [])]
        return RenderedSection("", " ".join(sentences))

    def _bottom_line(self) -> str:
        f, since, until = self.facts, self.facts.since, self.facts.until
        leg = self.readers[0].leg if self.readers else "management"
        if f.leaders and leg == "learners":
            return texts.taught_by_colleagues(len(f.sessions), f.leaders, f.learners, since, until)
        if f.leaders:
            return texts.sessions_run(len(f.sessions), f.leaders, f.learners, since, until)
        if f.held:
            return texts.members_met(len(f.held), since, until)
        if f.said_yes:
            return texts.said_yes_lately(len(f.said_yes))
        if f.joined:
            return texts.joined_lately(len(f.joined))
        return texts.quiet(since, until, more_to_come=bool(f.coming))

    # -- figures ---------------------------------------------------------------------------------------

    def _figures(self) -> RenderedSection:
        leg = self.readers[0].leg if self.readers else "management"
        found = sorted(self.facts.targets, key=lambda target: _ORDER[leg].index(target.name))
        found = [
            target for target in found if target.name != "places"
        ]  # that one stands beside the attendance rate
        watched = self._watched()
        most = MOST_TARGETS - self.brief - (self.brief and bool(watched))
        told = [*map(self._moved, watched), *map(self._against, found)][:most]
        if not told:
            return RenderedSection("no target set", "")
        figure = pluralize(len(told), "figure")
        rows = tuple(row for one in watched[:most] for row in self._readings(one))
        if self.picture:
            shares = [*(float(one.way or 0) / 100 for one in watched), *(float(t.value / t.aim) for t in found)]
            lines = [texts.bullet(f"{bar(share, 1)} {text}") for share, text in zip(shares, told, strict=False)]
            return RenderedSection(figure, "\n".join(lines), rows)
        if self.brief:
            return RenderedSection(figure, texts.figures_in_a_line(told), rows)
        return RenderedSection(figure, "\n".join(map(texts.bullet, told)), rows)

    def _watched(self) -> list[Trend]:
        """The KPIs that the readers watch, as far as they were read by the last day; each once."""
        found = []
        for key in dict.fromkeys(reader.watches for reader in self.readers):
            if kpi := self.book.kpis.get(key):
                known = trend(self.book, kpi)
                known = Trend(kpi, tuple(reading for reading in known.readings if reading.on <= self.facts.until))
                found += [known] if known.latest else []
        return found

    def _moved(self, known: Trend) -> str:
        """A KPI and where it is to go."""
        kpi, style = known.kpi, AmountFormat(self.book.community).style
        latest = known.latest or Reading(kpi=kpi.id, value=kpi.baseline, on=kpi.baseline_on)
        start, target = (with_sign(value, kpi, style) for value in (kpi.baseline, kpi.target))
        return texts.kpi(
            kpi.name,
            with_unit(latest.value, kpi, style),
            start,
            target,
            read_on=latest.on,
            baseline_on=kpi.baseline_on,
            until=self.facts.until,
            change=latest.value - kpi.baseline,
            progress=known.way if self.picture else None,
        )

    def _readings(self, known: Trend) -> Iterator[Row]:
        """What is behind a KPI."""
        kpi, style = known.kpi, AmountFormat(self.book.community).style
        yield Row(
            kpi.id,
            f"{kpi.name}: {with_unit(kpi.baseline, kpi, style)} on {format_day_month(kpi.baseline_on)}, the baseline",
        )
        for reading in known.readings:
            yield Row(
                reading.id, f"{kpi.name}: {with_unit(reading.value, kpi, style)} on {format_day_month(reading.on)}"
            )

    def _against(self, target: Target) -> str:
        """One figure and what it is held against."""
        purse = AmountFormat(self.book.community)
        match target.name:
            case "learners":
                return texts.attendances_target(int(target.value), int(target.aim))
            case "members":
                return texts.members_target(int(target.value), int(target.aim))
            case _:
                return texts.budget(purse.said(target.value), purse.said(target.aim))

    def _progress(self) -> RenderedSection:
        f = self.facts
        core = sum(self.book.moves[row.id].stage == "core" for row in f.grown)
        happened = texts.progress(
            said_yes=len(f.said_yes), joined=len(f.joined), active=len(f.grown) - core, core=core, left=len(f.left)
        )
        if happened:
            words = f"{happened} {texts.members(f.members)}"
        else:
            words = texts.members_unchanged(f.members) if f.members else ""
        return RenderedSection(
            f"{len(f.joined)} joined, {core} core", words, f.said_yes + f.joined + f.grown + f.left
        )

    def _participation(self) -> RenderedSection:
        f = self.facts
        if not f.held:
            return RenderedSection("no gathering", "")
        if not f.recorded:
            return RenderedSection(texts.NOT_RECORDED, texts.gatherings_unrecorded(len(f.held)), f.held)
        sentences = [
            *self._attended(),
            *([texts.more_unrecorded(missing)] if (missing := len(f.held) - f.recorded) else []),
        ]
        words = " ".join(sentences)
        if not f.seats:
            return RenderedSection(f"{f.guests} attended", words, f.held)
        if self.picture:
            rate = [texts.attendance_bar(bar(f.came, f.seats))] if f.seats >= FEWEST_CASES else []
            words = "\n".join([words, *rate, self._trend()])
        share = percent_of(f.came, f.seats)
        return RenderedSection(f"{f.came} of {f.seats} → {share}", words, f.held)

    def _attended(self) -> list[str]:
        """How many attended the gatherings whose attendance was recorded."""
        f = self.facts
        if not f.seats:  # before anyone was a member
            return [texts.gatherings_of_guests(f.recorded, f.guests)]
        target = next((t.aim for t in f.targets if t.name == "places"), None)
        rate = texts.attendance(f.came, f.seats, f.recorded, target)
        return [rate, *([texts.guests(f.guests)] if f.guests else [])]

    def _trend(self) -> str:
        """How many came, month by month, as a line of bars and in figures."""
        counts = [came for _, came in self.facts.trend]
        months = [month for month, _ in self.facts.trend]
        return texts.attendance_trend(spark(counts), texts.months(months[0], months[-1]), counts)

    def _wins(self) -> RenderedSection:
        f = self.facts
        if not f.sessions:
            return RenderedSection("0", "")
        words = self._bullets(f.sessions, "session")
        if self.picture:
            made = {session.id: session for session in sessions(self.book, f.since, f.until)}
            told = [made[row.id] for row in f.sessions[: self.most]]
            words = "\n".join(self._session_line(session) for session in told)
        return RenderedSection(str(len(f.sessions)), words, f.sessions)

    def _session_line(self, session: Session) -> str:
        """A session in a chart: its part of all attendances; in words where its attendance was not recorded."""
        if not session.learners:
            return texts.bullet(next(row.text for row in self.facts.sessions if row.id == session.id))
        of = self.facts.learners
        return texts.session_bar(bar(session.learners, of), session.learners, of, session.topic)

    # -- what people gain, and what they say -----------------------------------------------------------

    def _gains(self) -> RenderedSection:
        """What this did for the people themselves: a first time, a certificate, or what a ritual is good for."""
        f = self.facts
        firsts = self._named(self.book.contributions[row.id].volunteer for row in f.firsts)
        alone = list(dict.fromkeys(self.book.readiness[row.id].volunteer for row in f.certified))
        told = [
            *([texts.first_sessions(len(f.firsts), firsts)] if f.firsts else []),
            *([texts.certified(len(alone), self._named(alone))] if alone else []),
        ]
        if f.gains and not (told and self.brief):
            ritual = self.book.rituals[f.gains[0].id]
            told.append(texts.benefit(ritual.name, ritual.gain))
        rows, steps = f.firsts + f.certified + f.gains, len(f.firsts) + len(f.certified)
        figure = pluralize(steps, "step") if steps or not f.gains else pluralize(len(f.gains), "ritual")
        return RenderedSection(figure, " ".join(told), rows)

    def _named(self, people: Iterable[str]) -> list[str]:
        """Who they are, where there is room and they are few; no one otherwise."""
        names = sorted((full_name_of(self.book, person) for person in people), key=normalize)
        return names if len(names) <= MOST_NAMED and not self.brief else []

    def _feedback(self) -> RenderedSection:
        quotes = self.facts.quotes
        most = 1 if self.brief else self.most - 1
        words = "\n".join(texts.feedback(row.text) for row in quotes[:most])
        return RenderedSection(pluralize(len(quotes), "quote"), words, quotes)

    def _lessons(self) -> RenderedSection:
        skipped = self.facts.skipped
        words = "\n".join(texts.bullet(ended(row.text)) for row in skipped[: self.most])
        return RenderedSection(str(len(skipped)) if skipped else "to write", words, skipped)

    # -- promised, and promised anew -------------------------------------------------------------------

    def _promised(self) -> RenderedSection:
        """How much of what was announced came true; what someone wants to say about the rest."""
        due = [promise for promise in self.promises if promise.outcome != AHEAD]
        told = [promise for promise in due if not promise.open]
        kept = sum(promise.outcome == HELD for promise in told)
        rows = tuple(Row(promise.key, f"{promise.text} → {promise.told}") for promise in self.promises)
        if not due:
            return RenderedSection("nothing due", "", rows)
        unsaid = len(due) - len(told)
        figure = f"outcome due: {unsaid}" if unsaid else f"{kept}/{len(told)} delivered"
        words = texts.delivered(kept, len(told)) if told else ""
        return RenderedSection(figure, "\n".join(filter(None, [words, *self._not_held(told)])), rows)

    def _not_held(self, told: Iterable[Promise]) -> list[str]:
        """What someone says about each promise that did not come true; in brief only where anyone does."""
        skipped = {row.id for row in self.facts.skipped}  # those are among the lessons
        missed = [promise for promise in told if promise.outcome != HELD and promise.key not in skipped]
        if self.brief and not any(promise.word for promise in missed):
            return []
        return [texts.not_delivered(promise.text, promise.word) for promise in missed]

    def _next(self) -> RenderedSection:
        coming = self.facts.coming
        words = self._bullets(coming[:2] if self.brief else coming, "gathering")
        return RenderedSection(pluralize(len(coming), "gathering"), words, coming)

    def _cost(self) -> RenderedSection:
        f, purse = self.facts, AmountFormat(self.book.community)
        if not f.costs:
            return RenderedSection("nothing spent", "")
        sentences = [texts.costs(purse.said(f.spent))]
        if f.learners:
            sentences.append(texts.cost_per_attendance(purse.said(f.spent / f.learners)))
        if self.book.outside_quotes:
            sentences.append(in_words(self.book, f.until))
        words = " ".join(filter(None, sentences))
        return RenderedSection(purse.said(f.spent), words, f.costs)

    def _ask(self) -> RenderedSection:
        """One thing asked, with its day; several readers are asked by name."""
        asked = [(reader, asked_of(reader, self.facts.until)) for reader in self.readers if reader.ask.strip()]
        if not asked:
            return RenderedSection("nothing", texts.NOTHING_NEEDED)
        undated = sum(reader.ask_by is None for reader, _ in asked)
        passed = any(is_overdue(reader, self.facts.until) for reader, _ in asked)
        day = ", its date has passed" if passed else ", no date" if undated == len(asked) else ""
        figure = f"{len(asked)}{day}"
        if len(asked) == len(self.readers) and len({ask for _, ask in asked}) == 1:
            return RenderedSection(figure, asked[0][1])
        return RenderedSection(figure, "\n".join(texts.asked_of(reader.name, ask) for reader, ask in asked))
