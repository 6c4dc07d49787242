"""Calendar: the rituals and their gatherings, as a month, an agenda, or the list of rituals."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import ClassVar

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from screens.calendars_in import CalendarExchange
from screens.widgets.drawn import Pane, Span
from screens.widgets.listing import Column, Listing, Row
from screens.widgets.month import Month
from screens.widgets.options import Option
from screens.widgets.picker import Picker
from store import recurrence
from store.book import Change
from store.dates import short, shown
from store.people import name_of
from store.rituals import Gathering, Ritual, gatherings
from store.templates import TEMPLATES, RitualTemplate
from store.text import counted, listed
from store.week import host_name

VIEWS = ("month", "agenda", "rituals")
AGENDA_BACK, AGENDA_AHEAD = 30, 60
"""Days around the highlighted day that the agenda lists."""
MARKS = {"held": "✓", "skipped": "–", "planned": ""}


class CalendarScreen(CalendarExchange):
    """Everything that was and will be."""

    ROOM = "calendar"
    CSS_PATH = "calendar.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "hold", "Mark held", id="calendar.hold", tooltip="It took place: who came, what was said"),
        Binding("a", "plan", "Plan ritual", id="calendar.plan", tooltip="Plan a ritual that comes back"),
        Binding("o", "once", "One-off", id="calendar.once", tooltip="Plan a gathering that happens once"),
        Binding("e", "edit", "Edit", id="calendar.edit", tooltip="Change this gathering or ritual"),
        Binding("v", "view", "View", id="calendar.view", tooltip="Month, agenda or the list of rituals"),
        Binding("s", "skip", "Skip", id="calendar.skip", tooltip="This one does not take place"),
        Binding("d", "delete", "Delete", id="calendar.delete", tooltip="Delete it; undo brings it back"),
        Binding(
            "left_square_bracket",
            "turn(-1)",
            "Earlier",
            key_display="[",
            id="calendar.earlier",
            show=False,
            tooltip="A month back",
        ),
        Binding(
            "right_square_bracket",
            "turn(1)",
            "Later",
            key_display="]",
            id="calendar.later",
            show=False,
            tooltip="A month on",
        ),
        Binding("full_stop", "today", "Today", key_display=".", id="calendar.today", tooltip="Back to today"),
        Binding("w", "host", "Host", id="calendar.host", tooltip="Say who hosts it"),
    ]
    _view = "month"

    def body(self) -> ComposeResult:
        """The month or a list at the left, the day or details at the right."""
        with Horizontal():
            yield Month(self.today, self.today, id="month")
            yield Listing(
                Column(11),
                Column(5),
                Column(1),
                Column(share=3),
                Column(share=2),
                Column(10, right=True),
                id="list",
            )
            with_day = Listing(
                Column(5),
                Column(1),
                Column(share=3),
                Column(share=2),
                id="day",
                empty="Nothing on this day. a plans a ritual from here, o a gathering that happens once.",
            )
            yield with_day
            yield Pane(id="about")

    def on_mount(self) -> None:
        """Begin with this month."""
        self._show_view()

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def _month(self) -> Month:
        return self.query_one(Month)

    def fill(self) -> None:
        """Show what the book holds around the highlighted day."""
        self._found: dict[str, Gathering] = {}
        if self._view == "month":
            self._fill_month()
        elif self._view == "agenda":
            self._fill_agenda()
        else:
            self._fill_rituals()
        self._show_about()

    def _fill_month(self) -> None:
        first, last = self._month.days()
        by_day: defaultdict[date, list[Gathering]] = defaultdict(list)
        for gathering in gatherings(self.book, first, last):
            by_day[gathering.on].append(gathering)
            self._found[gathering.id] = gathering
        self._by_day = by_day
        self._month.show({day: [self._short(g) for g in found] for day, found in by_day.items()})
        self._fill_day()

    def _short(self, gathering: Gathering) -> Span:
        mark = MARKS[gathering.state]
        look = "dim" if gathering.state != "planned" else "" if gathering.host else "warn"
        return f"{mark}{gathering.name}", look

    def _fill_day(self) -> None:
        day = self._month.day
        listing = self.query_one("#day", Listing)
        listing.titled(shown(day, self.today))
        listing.show(self._day_row(gathering) for gathering in self._by_day.get(day, ()))

    def _day_row(self, g: Gathering) -> Row:
        """Time and name; the host too where the list has the whole width, else it stands in the panel below."""
        host: Span = self._host(g) if self.has_class("-narrow") else ("", "")
        return Row(g.id, (f"{g.at:%H:%M}" if g.at else "", MARKS[g.state], (g.name, "strong"), host))

    def _host(self, gathering: Gathering) -> Span:
        if gathering.state == "skipped":
            return "skipped", "dim"
        return host_name(self.book, gathering), "" if gathering.host else "warn"

    def _fill_agenda(self) -> None:
        centre = self._month.day
        listing = self.query_one("#list", Listing)
        first, last = centre - timedelta(days=AGENDA_BACK), centre + timedelta(days=AGENDA_AHEAD)
        found = gatherings(self.book, first, last)
        self._found = {g.id: g for g in found}
        listing.titled(f"Agenda · {shown(first, self.today)} – {shown(last, self.today)}", "✓ held   – skipped")
        listing.empty_text("Nothing is planned around here. a plans a ritual, o a gathering that happens once.")
        key = listing.key or next((g.id for g in found if g.on >= centre), "")
        listing.show((self._agenda_row(g) for g in found), key)

    def _agenda_row(self, g: Gathering) -> Row:
        came = counted(len(g.attended), "person", "people") if g.state == "held" else "moved" if g.moved else ""
        on = (short(g.on, self.today), "accent" if g.on == self.today else "dim" if g.on < self.today else "")
        at = f"{g.at:%H:%M}" if g.at else ""
        return Row(g.id, (on, at, MARKS[g.state], (g.name, "strong"), self._host(g), (came, "dim")))

    def _fill_rituals(self) -> None:
        listing = self.query_one("#list", Listing)
        rituals = sorted(
            self.book.rituals.values(), key=lambda r: (r.retired_on is not None, r.name.casefold(), r.id)
        )
        listing.titled(f"Rituals · {len(rituals)}", "v month")
        listing.empty_text("No ritual yet. a plans the first one; it is what keeps a community alive.")
        listing.show(self._ritual_row(ritual) for ritual in rituals)

    def _ritual_row(self, ritual: Ritual) -> Row:
        often = "retired" if ritual.retired_on else recurrence.in_words(ritual.rule, ritual.start)
        at = f"{ritual.at:%H:%M}" if ritual.at else ""
        return Row(ritual.id, ((ritual.kind, "dim"), at, "", (ritual.name, "strong"), often, ""))

    def _show_about(self) -> None:
        pane = self.query_one("#about", Pane)
        if ritual := self._ritual():
            hosts = listed([name_of(self.book, host) for host in ritual.hosts]) or "nobody in turn"
            pane.titled(ritual.name)
            pane.show([ritual.gain or "What do members gain? e tells them.", f"Hosts: {hosts}", ritual.place])
        elif gathering := self.gathering():
            pane.titled(gathering.name)
            pane.show(self._about(gathering))
        else:
            pane.titled("")
            pane.show([])

    def _about(self, g: Gathering) -> list[str]:
        ritual = self.book.rituals.get(g.ritual)
        lines = [f"{shown(g.on, self.today)}{f', {g.at:%H:%M}' if g.at else ''}{f', {g.place}' if g.place else ''}"]
        if g.state != "skipped":
            lines.append(f"Host: {host_name(self.book, g)}" if g.host else "Needs a host: w picks one.")
        if g.moved and g.due_on:
            lines.append(f"Moved from {shown(g.due_on, self.today)}.{f' {g.why}' if g.why else ''}")
        if g.state == "skipped":
            lines.append(f"Skipped. {g.why}".strip())
        elif g.state == "held":
            names = listed([name_of(self.book, person) for person in g.attended], most=6)
            lines += [
                f"{counted(len(g.attended), 'person', 'people')} came: {names}" if names else "Nobody is marked.",
                g.notes,
            ]
        elif ritual and ritual.gain:
            lines.append(ritual.gain)
        return [line for line in lines if line]

    def _ritual(self) -> Ritual | None:
        return self.book.rituals.get(self.query_one("#list", Listing).key) if self._view == "rituals" else None

    def exported_ritual(self) -> Ritual | None:
        """The highlighted ritual in the list of them; everything elsewhere."""
        return self._ritual()

    def gathering(self) -> Gathering | None:
        """The highlighted gathering."""
        listing = self.query_one("#day" if self._view == "month" else "#list", Listing)
        return self._found.get(listing.key)

    def person(self) -> str:
        """The host of the highlighted gathering."""
        gathering = self.gathering()
        return gathering.host if gathering else ""

    def arrive(self, key: str) -> None:
        """Show a gathering on its day, or a ritual in the list of them."""
        if key in self.book.rituals:
            self._view = "rituals"
            self._show_view()
            self.fill()
            self.query_one("#list", Listing).highlight(key)
            return
        day = next(
            (
                g.on
                for g in gatherings(self.book, self.today - timedelta(days=90), self.today + timedelta(days=90))
                if g.id == key
            ),
            None,
        )
        if day:
            self._view = "month"
            self._show_view()
            self._month.go(day)
            self.fill()
            self.query_one("#day", Listing).highlight(key)

    # -- events ----------------------------------------------------------------------------------

    @on(Month.Moved)
    def _day_changed(self, event: Month.Moved) -> None:
        if event.day in self._by_day or self._month.days()[0] <= event.day <= self._month.days()[1]:
            self._fill_month()
        self._show_about()

    @on(Month.Opened)
    def _day_opened(self) -> None:
        day = self.query_one("#day", Listing)
        if day.keys:
            self.set_focus(day)
        else:
            self.say("Nothing on this day yet: a plans a ritual, o a gathering that happens once.")

    @on(Listing.Moved)
    def _row_changed(self) -> None:
        self._show_about()

    @on(Listing.Opened)
    def _row_opened(self) -> None:
        gathering = self.gathering()
        if gathering and gathering.state == "planned" and gathering.on <= self.today:
            self.mark_held(gathering)
        else:
            self.action_edit()

    # -- keys ------------------------------------------------------------------------------------

    def action_view(self) -> None:
        """The next view."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self._show_view()
        self.fill()

    def _show_view(self) -> None:
        month = self._view == "month"
        self._month.display = self.query_one("#day").display = month
        self.query_one("#list").display = not month
        self.set_class(not month, "-list")
        self.set_focus(self._month if month else self.query_one("#list"))
        self.refilter()

    def action_turn(self, step: int) -> None:
        """A month on or back."""
        self._turn_to(self._month.day + relativedelta(months=step))

    def action_today(self) -> None:
        """Back to today."""
        before = self._month.day, self.gathering()
        if self._turn_to(self.today) and before == (self._month.day, self.gathering()):
            self.say("This is today already.")

    def _turn_to(self, day: date) -> bool:
        """Show another day in the month or the agenda; the list of rituals has no days."""
        if self._view == "rituals":
            self.say("The list of rituals has no days to turn to; v shows the month.", problem=True)
            return False
        self._month.go(day)
        if self._view == "agenda":
            self.query_one("#list", Listing).show([])
            self.fill()
        return True

    def _wanted(self) -> Gathering | None:
        gathering = self.gathering()
        if gathering is None:
            self.say("Highlight a gathering first.", problem=True)
        return gathering

    def action_hold(self) -> None:
        """Mark the highlighted gathering held."""
        if gathering := self._wanted():
            self.mark_held(gathering)

    def action_skip(self) -> None:
        """Skip the highlighted gathering, or bring a skipped one back."""
        if gathering := self._wanted():
            if gathering.state == "skipped":
                back = replace(gathering, state="planned", why="")
                self.attempt(
                    f"Bring back {gathering.name}",
                    lambda change: change.put(back),
                    f"{gathering.name} is on again.",
                )
            else:
                self.skip(gathering)

    def action_host(self) -> None:
        """Say who hosts the highlighted gathering."""
        if gathering := self._wanted():
            self.pick_host(gathering)

    def action_plan(self) -> None:
        """Plan a ritual: pick a template, then change what should be different."""
        options = [Option(name, template.name, template.gain) for name, template in TEMPLATES.items()]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._plan(TEMPLATES[picked[0]])

        self.app.push_screen(Picker("What kind of ritual?", options), chosen)

    def _plan(self, template: RitualTemplate) -> None:
        start = max(self._month.day, self.today)
        self.ask_record(
            "Plan a ritual",
            Ritual,
            lambda ritual: f"Plan {ritual.name}",
            preset={**template.values(start), "start": start},
            names=(
                "name",
                "start",
                "rule",
                "at",
                "minutes",
                "place",
                "gain",
                "hosts",
                "kind",
                "meaning",
                "preparation",
            ),
        )

    def action_once(self) -> None:
        """Plan a gathering that happens once."""
        self.ask_record(
            "A gathering",
            Gathering,
            lambda gathering: f"Plan {gathering.name}",
            preset={"on": max(self._month.day, self.today)},
            names=("name", "on", "at", "minutes", "place", "host", "cohosts", "topic"),
        )

    def action_edit(self) -> None:
        """Change the highlighted gathering or ritual."""
        if ritual := self._ritual():
            self.ask_record(ritual.name, Ritual, lambda r: f"Edit {r.name}", base=ritual)
        elif gathering := self._wanted():
            title = f"{gathering.name}, {shown(gathering.on, self.today)}"
            self.ask_record(title, Gathering, lambda g: f"Edit {g.name}", base=gathering)

    def action_delete(self) -> None:
        """Delete a ritual or a one-off; of a ritual, one gathering is skipped instead."""
        if ritual := self._ritual():
            self._delete_ritual(ritual)
        elif gathering := self._wanted():
            ritual = self.book.rituals.get(gathering.ritual)
            if ritual and gathering.due_on:
                self._take_out(ritual, gathering)
            else:
                self.delete(gathering, gathering.name)

    def _take_out(self, ritual: Ritual, gathering: Gathering) -> None:
        """Take one gathering out of its ritual's row."""
        assert gathering.due_on
        spared = replace(ritual, except_on=tuple(sorted({*ritual.except_on, gathering.due_on})))

        def work(change: Change) -> None:
            change.put(spared)
            if gathering.id in self.book.gatherings:
                change.remove(self.book.gatherings[gathering.id])

        done = f"{gathering.name} on {shown(gathering.on, self.today)} is taken out; u brings it back."
        self.attempt(f"Take out {gathering.name}", work, done)

    def _delete_ritual(self, ritual: Ritual) -> None:
        """Delete a ritual that never took place; retire one that has a history."""
        if any(g.ritual == ritual.id for g in self.book.gatherings.values()):
            retired = replace(ritual, retired_on=self.today)
            done = f"{ritual.name} is retired from today; its history stays. u takes that back."
            self.attempt(f"Retire {ritual.name}", lambda change: change.put(retired), done)
        else:
            self.delete(ritual, ritual.name)
