"""Calendar: the rituals and their gatherings, as a month, a fortnight, an agenda, the list of rituals, the host rota."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.calendar.cancel_actions import CancelCommands
from screens.calendar.export_actions import ExchangeCommands
from screens.calendar.month_view import MonthView, nothing_on_the_day
from screens.calendar.planning_actions import PlanningCommands
from screens.calendar.rituals_view import RitualsView
from screens.calendar.text_actions import TextCommands
from screens.calendar.view import DAYS, CalendarView
from screens.calendar.view_actions import MENU, ViewCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.session_plan_actions import SessionPlanCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.screen import BookScreen
from screens.widgets.charts.line_chart import Plot
from screens.widgets.containers import Horizontal
from screens.widgets.facts import FactPane
from screens.widgets.lists.list_view import Column, Listing
from screens.widgets.lists.month_grid import Month
from store.calendar.occurrences import to_prepare
from store.calendar.rituals import HOSTING_WINDOW, day_near
from store.model.calendar import Gathering, Ritual
from store.model.people import Absence
from store.model.training_requests import TrainingRequest


class CalendarScreen(BookScreen):
    """Everything that was and will be; each view of it is an object of its own."""

    ROOM = "calendar"
    VIEWS = MENU
    CSS_PATH = "calendar.tcss"
    ACTIONS = (
        ViewCommands,
        PlanningCommands,
        CancelCommands,
        ExchangeCommands,
        TextCommands,
        SessionPlanCommands,
        PersonCommands,
        ThanksCommands,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *ExchangeCommands.keys(),
        *PlanningCommands.keys("hold", "host", "prepare", "plan"),
        *ViewCommands.keys("turn(-1)", "turn(1)", "view"),
        *PlanningCommands.keys("edit", "feedback"),
        *CancelCommands.keys("skip"),
        *PlanningCommands.keys("once"),
        *ViewCommands.keys("today"),
        *CancelCommands.keys("delete"),
        *CancelCommands.keys("bring_back"),
        *ViewCommands.keys("view(-1)", "rooms"),
        *PlanningCommands.keys("closed", "target"),
        *TextCommands.keys(),
        *SessionPlanCommands.keys(),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """The month or a list at the left, the day or details at the right."""
        with Horizontal():
            yield Month(self.today, self.today, id="month")
            yield Listing(*DAYS, id="list")
            yield Listing(
                Column(5), Column(2), Column(share=3), Column(share=2), id="day", empty=nothing_on_the_day
            )
            yield Plot(
                title=f"Hosted by you · {HOSTING_WINDOW} days",
                empty="No gatherings hosted yet.",
                id="share",
            )
            yield FactPane(id="about").when_empty(
                "Details", "The selected gathering or ritual appears here with its notes."
            )

    def on_mount(self) -> None:
        """Begin with this month."""
        self.views.show()

    @property
    def views(self) -> ViewCommands:
        """The views, of which one is shown."""
        return self.commands.of(ViewCommands)

    @property
    def view(self) -> CalendarView:
        """The view that is shown."""
        return self.views.view

    def arrive(self, key: str) -> None:
        """Show a view, a gathering on its day, or a ritual in the list of them."""
        if self.views.go_to_named(key):
            return
        if key in self.book.rituals:
            self.views.go_to(RitualsView)
            self.query_one("#list", Listing).highlight(key)
        elif day := day_near(self.book, key, self.today):
            self.views.go_to(MonthView)
            self.query_one(Month).go(day)
            self.fill()
            self.query_one("#day", Listing).highlight(key)

    # -- what is shown ---------------------------------------------------------------------------

    def fill(self) -> None:
        """Let the view that is seen show what the book holds."""
        self.query_one(Month).start_weeks(self.book.community.first_weekday)
        self.view.fill()
        self._show_about()

    def _show_about(self) -> None:
        title, facts = self.view.about()
        pane = self.query_one("#about", FactPane)
        pane.titled(title)
        pane.tell(facts)

    # -- what is selected ------------------------------------------------------------------------

    def day(self) -> date:
        """The day that is looked at."""
        return self.query_one(Month).day

    def gathering(self) -> Gathering | None:
        """The selected gathering."""
        return self.view.gathering()

    def to_plan(self) -> Gathering | None:
        """The session whose plan is written."""
        return self.gathering()

    def ritual(self) -> Ritual | None:
        """The selected ritual, in the list of them."""
        return self.view.ritual()

    def request(self) -> TrainingRequest | None:
        """The selected training request, in the fortnight."""
        return self.view.request()

    def closing(self) -> Absence | None:
        """The selected closing days, where they are listed."""
        return self.book.absences.get(self.view.key.partition(":")[0])

    def person(self) -> str:
        """The host of the selected gathering, who could be asked to host, or who hosted."""
        return self.view.person()

    # -- events ----------------------------------------------------------------------------------

    @on(Month.Opened)
    def _day_opened(self) -> None:
        self.view.open_day()

    @on(Month.Moved)
    @on(Listing.Moved)
    def _moved(self, event: Month.Moved | Listing.Moved) -> None:
        if isinstance(event, Month.Moved):
            self.view.day_moved()
        else:
            self.view.selection_moved()
        self._show_about()

    @on(Listing.Opened)
    def _opened(self) -> None:
        self.view.open()

    @on(events.Resize)
    def _resized(self) -> None:
        """Where the details lie, and what a row tells, depends on the room there is."""
        self.call_after_refresh(self.views.fit)

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected gathering or ritual, and which days the view can turn to."""
        gathering, ritual = self.gathering(), self.ritual()
        line, past = gathering or ritual or self.closing(), gathering and gathering.on <= self.today
        record: dict[str, object] = {"calendar.hold": past}
        rest: dict[str, object] = {
            "calendar.host": gathering or self.person(),
            "calendar.prepare": gathering and to_prepare(self.book, gathering),
            "calendar.edit": line,
            "calendar.skip": ritual or (gathering and gathering.state != "held"),
            "calendar.delete": line,
            "session.write_plan": gathering,
        }
        days = dict.fromkeys(("calendar.earlier", "calendar.later", "calendar.today"), self.view.PERIOD is not None)
        first = record | rest if gathering and gathering.state == "planned" else rest | record
        return first | days

    def action_host(self) -> None:
        """Choose the host of the selected gathering."""
        self.view.pick_host()
