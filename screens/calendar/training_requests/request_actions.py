"""Commands for training requests: add, import, offer, schedule, decline, move back, edit, delete."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.calendar.planning_actions import ONCE_ASKS
from screens.common.actions.commands import Commands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.general_actions import previous_view, view_menu
from screens.common.host import Host
from screens.common.messages import GoTo
from screens.common.outcome import done
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.calendar.rituals import gatherings
from store.core.dates import format_day
from store.core.text import quoted
from store.model.calendar import Gathering
from store.model.training_requests import TrainingRequest
from store.training import training_requests as demand
from store.training.training_requests import check_request, session_of, state_of
from store.week.plan import host_name

ADD_ASKS = ("topic", "department", "asked_by", "size", "needed_by", "place", "delivery", "on", "note")
"""What is asked of a new request, in this order."""
BACK, AHEAD = 60, 120
"""Days around today whose gatherings a request can be linked to."""
USUALLY_IN = 14
"""Days ahead for which a session is planned where no day is named."""
PLAN = "plan"


class RequestHost(Host, Protocol):
    """A screen on which training requests are selected."""

    def request(self) -> TrainingRequest | None:
        """The selected request."""


class RequestCommands(Commands[RequestHost]):
    """Adding training requests, and moving them from new to delivered."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("greater_than_sign", "next", "Move on", key_display=">", id="requests.next", tooltip="Move to the next state: offered, scheduled or delivered"),
        Binding("m", "take_up", "Schedule", id="requests.take_up", tooltip="Link it to a session, or plan one"),
        Binding("s", "decline", "Decline", id="requests.decline", tooltip="Decline this request, with the reason"),
        Binding("a", "add", "Add", id="requests.add", tooltip="Add a training request"),
        Binding("i", "import", "Import", id="requests.import", tooltip="Import requests from form responses"),
        Binding("e", "edit", "Edit", id="requests.edit", tooltip="Edit this request"),
        Binding("less_than_sign", "back", "Move back", key_display="<", show=False, id="requests.back", tooltip="Move back to the previous state"),
        Binding("d", "delete", "Delete", id="requests.delete", tooltip="Delete this request (can be undone)"),
        Binding("p", "page", "Person", id="requests.page", tooltip="Open the page of the person who asked"),
        Binding("v", "view", "Month", id="requests.view", tooltip="Next view: the month"),
        previous_view("requests"),
        view_menu("requests", "Go to a view of the calendar"),
        Binding(
            "escape,backspace", "leave", "Back", show=False, id="requests.leave", tooltip="Back to the previous screen"
        ),
    ]  # fmt: skip
    AT_ONCE = frozenset({"requests.back"})

    def _here(self) -> TrainingRequest | None:
        """The selected request, or None with a notice."""
        request = self.screen.request()
        if request is None:
            self.screen.say(no_request(), problem=True)
        return request

    def action_view(self, step: int = 1) -> None:
        """The calendar's first view, or the one before this."""
        self.screen.post_message(GoTo("calendar", "month" if step > 0 else "hosts"))

    # -- adding and changing -------------------------------------------------------------------------

    def action_add(self) -> None:
        """Add a request."""
        self.screen.ask_record(
            "Add training request",
            TrainingRequest,
            lambda request: f"Add training request {quoted(request.topic)}",
            preset={"on": self.today},
            names=ADD_ASKS,
            also=lambda _, request: check_request(request),
        )

    def action_import(self) -> None:
        """Import the requests that a form collected."""
        from screens.calendar.training_requests.request_import import BringInRequests

        if self.screen.may_write():
            self.screen.app.push_screen(BringInRequests(self.book, self.today, self.screen.changing))

    def action_edit(self) -> None:
        """Edit the selected request."""
        if request := self._here():
            self.edit(request)

    def edit(self, request: TrainingRequest) -> None:
        """Edit a request, the days on which it moved on included."""
        self.screen.ask_record(
            f"Edit training request {quoted(request.topic)}",
            TrainingRequest,
            lambda changed: f"Edit training request {quoted(changed.topic)}",
            base=request,
            also=lambda _, changed: check_request(changed),
        )

    def action_delete(self) -> None:
        """Delete the selected request."""
        request = self.screen.request()
        self.screen.delete(request, f"training request {quoted(request.topic)}" if request else "")

    def action_page(self) -> None:
        """Open the page of the person who asked."""
        request = self._here()
        if request and request.asked_by:
            room = "stakeholder" if request.asked_by in self.book.stakeholders else "volunteer"
            self.screen.post_message(GoTo(room, request.asked_by))
        elif request:
            self.screen.say(f"No one is named yet. Press {key_of('requests.edit')} to add one.", problem=True)

    # -- moving on -------------------------------------------------------------------------------------

    def action_next(self) -> None:
        """Move the selected request on: offer it, schedule it, record its session."""
        request = self._here()
        if request is None:
            return
        match state_of(self.book, request):
            case "new":
                moved = demand.offered(request, self.today)
                label = f"Offer training on {quoted(request.topic)}"
                self.screen.attempt(label, lambda change: change.put(moved), done(label))
            case "offered":
                self.schedule(request)
            case "scheduled":
                if session := session_of(self.book, request):
                    GatheringCommands(self.screen).mark_held(session)
            case "delivered" | "declined" as state:
                self.screen.say(
                    f"This request is {state}. Press {key_of('requests.back')} to move it back.", problem=True
                )

    def action_back(self) -> None:
        """Move the selected request back by one state."""
        request = self._here()
        if request is None:
            return
        if moved := demand.moved_back(self.book, request):
            state = state_of(self.book, moved)
            self.screen.attempt(
                f"Move training request {quoted(request.topic)} back to {state}",
                lambda change: change.put(moved),
                f"Moved {quoted(request.topic)} back to {state}. {to_undo()}",
            )
        elif state_of(self.book, request) == "new":
            self.screen.say("A new request cannot be moved back.", problem=True)
        else:
            self.screen.say("Its session was held. Undo that in the calendar first.", problem=True)

    def action_decline(self) -> None:
        """Decline the selected request, with the reason."""
        request = self._here()
        if request is None:
            return
        if state_of(self.book, request) == "delivered":
            self.screen.say("This request was delivered, so it cannot be declined.", problem=True)
            return
        self.screen.ask_record(
            f"Decline training request {quoted(request.topic)}",
            TrainingRequest,
            lambda changed: f"Decline training request {quoted(changed.topic)}",
            base=request,
            preset={"declined_on": request.declined_on or self.today},
            names=("reason", "declined_on"),
            also=lambda _, changed: check_request(changed),
            intro="Record the reason. The request then counts as unmet demand.",
            enter_saves=True,
        )

    def action_take_up(self) -> None:
        """Link the session that the selected request becomes."""
        request = self._here()
        if request is None:
            return
        if state_of(self.book, request) == "delivered":
            self.screen.say("This request has already been delivered.", problem=True)
        else:
            self.schedule(request)

    def schedule(self, request: TrainingRequest) -> None:
        """Choose the gathering a request becomes, or plan one for it."""
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return
        near = gatherings(self.book, self.today - timedelta(days=BACK), self.today + timedelta(days=AHEAD))
        known = {g.id: g for g in near if g.state != "skipped"}
        about = [g for g in known.values() if g.topic]
        others = [g for g in known.values() if not g.topic and g.on >= self.today]
        options = [Option(PLAN, "Plan a session", "a one-off, linked to this request")]
        options += [
            Option(g.id, f"{format_day(g.on, self.today)}  {g.topic or g.name}", host_name(self.book, g))
            for g in (*about, *others)
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == (PLAN,):
                self._plan(request)
            elif picked:
                self._link(request, known[picked[0]])

        title = f"Schedule {quoted(request.topic)}: which session?"
        self.screen.app.push_screen(Picker(title, options, selected=request.gathering), chosen)

    def _link(self, request: TrainingRequest, gathering: Gathering) -> None:
        moved = demand.scheduled(request, gathering.id, self.today)
        label = f"Schedule {quoted(request.topic)} for {format_day(gathering.on, self.today)}"

        def work(change: Change) -> None:
            if gathering.id not in self.book.gatherings:
                change.put(gathering)  # only the ritual's rule gave it so far
            change.put(moved)

        self.screen.attempt(label, work, done(label))

    def _plan(self, request: TrainingRequest) -> None:
        """Plan a one-off for a request and link it, in one step."""
        soon = self.today + timedelta(days=USUALLY_IN)
        by = request.needed_by
        self.screen.ask_record(
            f"Plan a session on {quoted(request.topic)}",
            Gathering,
            lambda gathering: f"Plan {gathering.name}",
            preset={
                "name": request.topic,
                "topic": request.topic,
                "on": by if by and self.today <= by < soon else soon,
                "place": request.place,
            },
            names=ONCE_ASKS,
            also=lambda change, gathering: change.put(demand.scheduled(request, gathering.id, self.today)),
        )


def no_request() -> str:
    """No training requests, and the key that adds the first."""
    return f"No training requests yet. Press {key_of('requests.add')} to add the first, such as ‘Legal wants Excel in January’."
