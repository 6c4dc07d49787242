"""Meeting a training request: a host from the candidates, a session on a day, and the requests to those who lead it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from screens.calendar.planning_actions import ONCE_ASKS
from screens.common.actions.commands import Commands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.readiness_actions import ReadinessCommands
from screens.common.host import Host
from screens.common.record_forms import options_for
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.core.dates import format_day, format_day_short
from store.core.errors import Invalid
from store.core.fields import Field
from store.core.labels import label_of
from store.core.record import ORGANISER, Record
from store.core.text import capitalized, join_words, pluralize, quoted
from store.model.calendar import Gathering
from store.model.finance import Cost
from store.model.people import Ask
from store.model.recognition import Contribution
from store.model.training import Readiness
from store.model.training_requests import TrainingRequest
from store.people.absences import absence_on, is_away, told_absence
from store.people.directory import name_of
from store.people.requests import STALE_AFTER
from store.training.matching import NearestReady, TrainerCandidate, candidates, nearest_ready, suggested_day
from store.training.readiness import next_level
from store.training.training_requests import scheduled

TRAIN, BUY = "train:", "buy"
"""Before the id of who could be trained; what stands for an external quote."""
ORDER = "sorted by readiness, availability that day, workload, department, delivery, name"
MOST_RECORDS = 4
"""Records behind a reason that are named; of more, their number."""


class MatchingHost(Host, Protocol):
    """A screen on which training requests are selected."""

    def request(self) -> TrainingRequest | None:
        """The selected request."""


class MatchingCommands(Commands[MatchingHost]):
    """Choosing who trains what is requested, and planning the session with them."""

    def options_for(self, field: Field) -> list[Option] | None:
        """What may be picked: sessions, those to come first; as host, first those who could train what is requested.

        No one is away on the day of the session.
        """
        if field.ref == "gatherings":
            return self._sessions()
        request = self.screen.request()
        if request is None or field.name not in ("host", "cohosts"):
            return None
        day = suggested_day(self.book, request, self.today)
        found = candidates(self.book, request, self.today, day)
        first = {one.volunteer.id: Option(one.volunteer.id, one.volunteer.name, one.words) for one in found}
        others = (o for o in options_for(self.book, field, self.today) if not is_away(self.book, o.key, day))
        return [*first.values(), *(option for option in others if option.key not in first)]

    def _sessions(self) -> list[Option]:
        """Every gathering with its day, those to come from the next on, then those that were from the last on."""
        today = self.today
        found = sorted(self.book.gatherings.values(), key=lambda g: (g.on < today, abs(g.on - today), g.id))
        return [Option(g.id, f"{g.name}, {format_day(g.on, today)}", name_of(self.book, g.host)) for g in found]

    def match(self, request: TrainingRequest, day: date | None = None) -> None:
        """Pick who trains what is requested; where no one is certified, who could be, or an external quote.

        Args:
            request: what is requested.
            day: when the session is to be; the first day that suits, without it.
        """
        from screens.widgets.lists.reasoned_picker import ReasonedPicker

        if not self.screen.may_write():
            return
        day = day or suggested_day(self.book, request, self.today)
        found = candidates(self.book, request, self.today, day)
        lacking = not any(one.rank == "certified" for one in found)
        nearest = {
            TRAIN + one.volunteer.id: one
            for one in (nearest_ready(self.book, request, self.today) if lacking else ())
        }
        options = [Option(one.volunteer.id, one.volunteer.name, one.words) for one in found]
        options += [Option(key, f"Train {one.volunteer.name}", one.words) for key, one in nearest.items()]
        if lacking:
            options.append(Option(BUY, "Get a supplier quote", "recorded as a planned cost"))
        options.append(Option(ORGANISER, "you", "the organiser"))

        def chosen(picked: tuple[str, ...] | None) -> None:
            if not picked:
                return
            if picked == (BUY,):
                self._buy(request)
            elif one := nearest.get(picked[0]):
                self._train(one)
            else:
                self._plan(request, picked[0], day)

        title = f"Find a trainer for {quoted(request.topic)}, {format_day(day, self.today)}"
        reasons = {one.volunteer.id: self._reasons(one) for one in found}
        self.screen.app.push_screen(ReasonedPicker(title, options, reasons, order=ORDER), chosen)

    def _reasons(self, one: TrainerCandidate) -> list[str]:
        """Each reason in a line, with the records behind it."""
        lines = []
        for reason in one.reasons:
            told = [words for record in reason.records if (words := self._told(record))]
            more = len(told) - MOST_RECORDS
            rest = f" and {pluralize(more, 'more record')}" if more > 0 else ""
            said = capitalized(reason.words)
            lines.append(f"{said}: {'; '.join(told[:MOST_RECORDS])}{rest}" if told else said)
        return lines

    def _told(self, record: Record) -> str:
        """A record behind a reason, in a few words; nothing for what the reason says already."""
        match record:
            case Gathering():
                return f"{record.name}, {format_day_short(record.on, self.today)}"
            case Contribution():
                return f"{record.topic or label_of(record.kind)}, {format_day_short(record.on, self.today)}"
            case Readiness():
                return f"{label_of(record.level)}, {format_day_short(record.on, self.today)}"
            case Ask():
                return f"{record.what}, {format_day_short(record.on, self.today)}"
        return ""

    # -- the session -------------------------------------------------------------------------------

    def _plan(self, request: TrainingRequest, host: str, day: date) -> None:
        """Plan the session, link it and note the requests to those who lead it, in one step."""
        department = self.book.departments.get(request.department)
        commands = GatheringCommands(self.screen)

        def work(change: Change, gathering: Gathering) -> None:
            self._check_hosts(gathering)
            change.put(scheduled(request, gathering.id, self.today))
            for ask in self._asks(gathering):
                change.put(ask)

        self.screen.ask_record(
            f"Plan a session on {quoted(request.topic)}",
            Gathering,
            self._label,
            preset={
                "name": f"{request.topic} for {department.name}" if department else request.topic,
                "on": day,
                "place": request.place,
                "host": host,
                "topic": request.topic,
            },
            names=ONCE_ASKS,
            begin="on",
            also=work,
            follow=commands.who_is_away,
            intro="Saving also records the requests to the host and co-hosts.",
        )

    def _label(self, gathering: Gathering) -> str:
        names = [name_of(self.book, ask.who) for ask in self._asks(gathering)]
        return f"Plan {gathering.name}, led by {join_words(names)}" if names else f"Plan {gathering.name}"

    def _asks(self, gathering: Gathering) -> list[Ask]:
        """The requests to host and co-hosts; their answer is due before the session."""
        usual = self.today + timedelta(days=STALE_AFTER)
        by = None if usual < gathering.on else max(self.today, gathering.on - timedelta(days=1))
        session = f"{quoted(gathering.name)} on {format_day(gathering.on, self.today)}"
        leads = {gathering.host: f"lead {session}"}
        for who in gathering.cohosts:
            leads.setdefault(who, f"co-lead {session}")
        return [
            Ask(who=who, what=what, on=self.today, by=by) for who, what in leads.items() if who and who != ORGANISER
        ]

    def _check_hosts(self, gathering: Gathering) -> None:
        """Let no one lead the session who is away that day.

        Raises:
            Invalid: someone is.
        """
        for name, people in (("host", (gathering.host,)), ("cohosts", gathering.cohosts)):
            for who in people:
                if away := absence_on(self.book, who, gathering.on) if who else None:
                    told = told_absence(self.book, away, self.today)
                    raise Invalid({name: f"{told}. Choose another day or person."})

    # -- without a trainer -------------------------------------------------------------------------

    def _train(self, nearest: NearestReady) -> None:
        """Record the next step of the person nearest to training it."""
        level = next_level(nearest.ready.level if nearest.ready else None)
        ReadinessCommands(self.screen).note_step(nearest.volunteer, nearest.topic, level)

    def _buy(self, request: TrainingRequest) -> None:
        """Note what an external session would cost, as a planned cost."""
        self.screen.ask_record(
            f"Get a supplier quote for {quoted(request.topic)}",
            Cost,
            lambda cost: f"Add planned cost {quoted(cost.what)}",
            preset={
                "what": f"External session: {request.topic}",
                "on": max(request.needed_by or self.today, self.today),
                "state": "planned",
            },
            names=("what", "amount", "on", "bucket", "note"),
            begin="amount",
        )
