"""The views of the calendar: going from one to the next, and turning the one that is shown to other days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding

from screens.calendar.agenda_view import AgendaView
from screens.calendar.fortnight_view import FortnightView
from screens.calendar.hosting_view import HostsView
from screens.calendar.month_view import MonthView
from screens.calendar.rituals_view import RitualsView
from screens.calendar.view import CalendarView, ViewHost
from screens.common.actions.commands import Commands
from screens.common.actions.filter_support import FilterCommands
from screens.common.actions.general_actions import View, previous_view, view_menu
from screens.common.messages import GoTo
from screens.widgets.lists.option import Option
from store.calendar.rituals import gatherings
from store.core.dates import FIRST_YEAR, LAST_YEAR
from store.core.fields import Field
from store.model.calendar import Gathering

AHEAD = timedelta(days=366)
"""How far the first gathering of a ritual is looked for."""
VIEWS: tuple[type[CalendarView], ...] = (MonthView, FortnightView, AgendaView, RitualsView, HostsView)
"""The views in the order in which one goes through them."""
MENU = (
    View("calendar", "Month", "with the selected day", "month"),
    View("calendar", "Fortnight", "two weeks for planning", "fortnight"),
    View("calendar", "Agenda", "gatherings as a list", "agenda"),
    View("calendar", "Rituals", "repeating gatherings", "rituals"),
    View("calendar", "Hosts", "host rota and past hosts", "hosts"),
    View("requests", "Training requests", "requests from departments"),
)
"""The same, for the menu, and the screen that stands between the last one and the first."""
WIDGETS = ("month", "day", "list", "share")
"""The ids of all that a view may fill."""


class ViewCommands(Commands[ViewHost]):
    """Choosing the view, and the days it shows."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("v", "view", "View", id="calendar.view", tooltip="Switch between month, fortnight, agenda, rituals, hosts and training requests"),
        previous_view("calendar"),
        view_menu("calendar", "Go to a view, or to training requests"),
        Binding(
            "left_square_bracket", "turn(-1)", "Earlier", key_display="[", id="calendar.earlier",
            tooltip="Go to the previous month or fortnight",
        ),
        Binding(
            "right_square_bracket", "turn(1)", "Later", key_display="]", id="calendar.later",
            tooltip="Go to the next month or fortnight",
        ),
        Binding("full_stop", "today", "Today", key_display=".", id="calendar.today", tooltip="Go to today"),
    ]  # fmt: skip

    def __init__(self, screen: ViewHost) -> None:
        """Begin with the month."""
        super().__init__(screen)
        self._views = [kind(screen) for kind in VIEWS]
        self.view = self._views[0]
        """The view that is shown."""

    def options_for(self, field: Field) -> list[Option] | None:
        """Who could train what the selected request wants stands first among the hosts of its session."""
        if self.view.request() is None:
            return None
        from screens.calendar.matching_actions import MatchingCommands

        return MatchingCommands(self.screen).options_for(field)

    # -- which view --------------------------------------------------------------------------------

    def action_view(self, step: int = 1) -> None:
        """The next view; training requests, a screen of their own, stand between the last one and the first."""
        place = VIEWS.index(type(self.view)) + step
        if 0 <= place < len(VIEWS):
            self.go_to(VIEWS[place])
        else:
            self.screen.post_message(GoTo("requests"))

    def go_to_named(self, key: str) -> bool:
        """Show the view that the menu knows by a key; whether it is one."""
        places = [place for place, view in enumerate(MENU) if key and view.key == key]
        if places:
            self.go_to(VIEWS[places[0]])
        return bool(places)

    def go_to(self, kind: type[CalendarView]) -> None:
        """Show another view; what was selected when it was last shown says nothing about it now."""
        if kind is not type(self.view):
            self.view = self._views[VIEWS.index(kind)]
            self.view.enter()
        self.show()
        self.screen.fill()

    def fit(self) -> None:
        """Show the view in a window of another size; the keys stay where they are, if that is still seen."""
        self._arrange()
        if not (self.screen.focused and self.screen.focused.display):
            self.screen.set_focus(self.view.main)
        self.screen.fill()

    def show(self) -> None:
        """Show the widgets of the view, and let its main one have the keys."""
        self._arrange()
        self.screen.set_focus(self.view.main)
        FilterCommands(self.screen).refilter()

    def _arrange(self) -> None:
        screen, widgets = self.screen, self.view.widgets
        for widget in WIDGETS:
            screen.query_one(f"#{widget}").display = widget in widgets
        screen.set_class("month" not in widgets, "-list")
        screen.set_class("share" in widgets, "-hosts")
        screen.set_class(self.view.over_details, "-below")
        screen.set_class(isinstance(self.view, RitualsView), "-rituals")

    def show_added(self, key: str) -> bool:
        """Turn to the day of a gathering, or of a ritual's first one to come, and select it."""
        found = self.book.gatherings.get(key) or self._first_of(key)
        if found is None or not self.view.PERIOD:
            return False
        self.view.turn_to(found.on)
        self.screen.call_after_refresh(self.view.highlight, found.id)
        return True

    def _first_of(self, key: str) -> Gathering | None:
        """The first gathering of a ritual from today on."""
        if (ritual := self.book.rituals.get(key)) is None:
            return None
        since = max(ritual.start, self.today)
        return next((g for g in gatherings(self.book, since, since + AHEAD) if g.ritual == key), None)

    # -- which days --------------------------------------------------------------------------------

    def action_turn(self, step: int) -> None:
        """A month or a fortnight later or earlier."""
        if period := self.view.PERIOD:
            self._turn_to(self.screen.day() + step * period)
        else:
            self.screen.say(self.view.no_period(), problem=True)

    def action_today(self) -> None:
        """Go to today."""
        if not self.view.PERIOD:
            self.screen.say(self.view.no_period(), problem=True)
            return
        before = self.screen.day(), self.screen.gathering()
        self._turn_to(self.today)
        if before == (self.screen.day(), self.screen.gathering()):
            self.screen.say("Today is already selected.")

    def _turn_to(self, day: date) -> None:
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            self.view.turn_to(day)
        else:
            self.screen.say(f"The calendar covers the years {FIRST_YEAR} to {LAST_YEAR}.", problem=True)
