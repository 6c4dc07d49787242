"""The calendar as a host rota: who hosts next, who could be asked, and the organiser's share over time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from screens.calendar.formatting import at, host, mark, tally
from screens.calendar.view import DAYS, CalendarView, ViewHost
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.messages import GoTo
from screens.widgets.charts.line_chart import Line, Plot
from screens.widgets.facts import Fact
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Row
from screens.widgets.spans import Span
from store.book.book import Book
from store.calendar import hosting
from store.calendar.conflicts import Clashes
from store.calendar.hosting import SHARE_WEEKS, Ready, Share, hosted_by, never_hosted
from store.calendar.rituals import HOSTING_WINDOW
from store.core.dates import format_day, format_day_short
from store.core.numbers import percent
from store.core.sparkline import spark
from store.core.text import pluralize, quoted
from store.model.calendar import Gathering
from store.people.absences import told_away
from store.people.directory import name_of

HOSTED = "hosted:"
"""Stands before the id of a person in the row that says how often they hosted."""


class HostsView(CalendarView):
    """The rota, who could be asked next, and who hosted lately."""

    COLUMNS = DAYS[:-1]

    def __init__(self, screen: ViewHost) -> None:
        super().__init__(screen)
        self._share = Share(0, 0, (), None)
        self._ready: dict[str, Ready] = {}

    @property
    def widgets(self) -> Sequence[str]:
        """The list, and the share as a plot where there is room."""
        return ("list",) if self.narrow else ("list", "share")

    def fill(self) -> None:
        """Show the hosts from today on, who could be asked, and the organiser's share."""
        turns = hosting.turns(self.book, self.today)
        self.take(turns)
        self._share = hosting.share(self.book, self.today)
        self._ready = {ready.volunteer.id: ready for ready in never_hosted(self.book, self.today)}
        self.listing.titled(titled(self._share, tally(turns, self.today), narrow=self.narrow), "→ moved  ! clash")
        self.listing.empty_text(nothing_planned)
        self.list_rows([*rows(self.book, turns, self._ready.values(), self.clashes, self.today)])
        draw(self.screen.query_one("#share", Plot), self._share, self.today)

    def no_period(self) -> str:
        """The rota begins today; the month has other days."""
        return f"The rota always starts today. Press {key_of('calendar.view')} to see the month."

    def person(self) -> str:
        """Who could be asked to host, who hosted, or the host of the selected gathering."""
        who = self.key.removeprefix(HOSTED)
        return who if who in self.book.volunteers else super().person()

    def about(self) -> tuple[str, Iterable[Fact]]:
        """The selected gathering or who could be asked to host, and the organiser's share."""
        title, facts = super().about()
        if ready := self._ready.get(self.key):
            title, facts = ready.volunteer.name, about_ready(ready, self.today)
        return title, [*facts, *about(self._share)]

    def open(self) -> None:
        """Open the page of who is selected, or the gathering."""
        if self.gathering():
            super().open()
        elif self.person():
            self.screen.post_message(GoTo("volunteer", self.person()))
        else:
            self.screen.say(f"That is you. Press {key_of('calendar.target')} to set your maximum share of hosting.")

    def pick_host(self) -> None:
        """Choose the host of the selected gathering, or a gathering for someone who never hosted."""
        if ready := self._ready.get(self.key):
            GatheringCommands(self.screen).pick_turn(ready.volunteer, [*self.gatherings.values()])
        else:
            super().pick_host()


def nothing_planned() -> str:
    """The empty rota, and the key that fills it."""
    return f"No gatherings in the next few weeks. Press {key_of('calendar.plan')} to plan a ritual."


def rows(
    book: Book, turns: Sequence[Gathering], ready: Collection[Ready], clashing: Clashes, today: date
) -> Iterator[Row]:
    """Coming hosts, who could be asked next, and recent hosts."""
    if turns:
        yield Row("", (f"Coming up · {len(turns)}",), heading=True)
    for gathering in turns:
        on: Span = (format_day_short(gathering.on, today), "accent" if gathering.on == today else "")
        name: Span = (gathering.name, "strong")
        yield Row(
            gathering.id,
            (on, at(gathering), (mark(gathering, clashing), "warn"), name, host(book, gathering)),
        )
    if ready:
        yield Row("", (f"Regular attendees who have never hosted · {len(ready)}",), heading=True)
    for one in ready:
        times: Span = (f"{pluralize(one.came, 'time'):>{DAYS[0].width}}", "dim")
        what = f"hosts {format_day_short(one.turn.on, today)}" if one.turn else f"mostly {one.most}"
        what = told_away(one.away, today) if one.away else what
        yield Row(one.volunteer.id, (times, "", "", (one.volunteer.name, "strong"), what))
    if hosted := hosted_by(book, today):
        yield Row("", (f"Hosts in the last {HOSTING_WINDOW} days · {len(hosted)}",), heading=True)
    for who, number in hosted:
        times = f"{pluralize(number, 'time'):>{DAYS[0].width}}", "dim"
        yield Row(HOSTED + who, (times, "", "", (name_of(book, who), "strong")))


def about(share: Share) -> list[Fact]:
    """The organiser's share in words, and how to set what it is to become."""
    key = key_of("calendar.target")
    aim = f"Press {key} to set a target." if share.target is None else f"Press {key} to change the target."
    return [Fact(share.words(), label="Your share"), Fact(aim, label="Target")]


def titled(share: Share, told: str, *, narrow: bool) -> str:
    """The list's title: how many gatherings, or the organiser's share as a little line where the plot has no room."""
    if not narrow or share.now is None:
        return f"Host rota · {told}" if told else "Host rota"
    return (
        f"Host rota · your share by week {spark([value for _, value in share.points][-16:])} {percent(share.now)}"
    )


def about_ready(one: Ready, today: date) -> Iterator[Fact]:
    """Why a person could be asked to host, or what they host for the first time."""
    came = f"{one.volunteer.name} has attended {pluralize(one.came, 'time')}, mostly {quoted(one.most)}, but has never hosted."
    yield Fact(f"{came} They are {told_away(one.away, today)}." if one.away else came)
    page = key_of("list.open")
    if one.turn:
        first = f"First time as host: {quoted(one.turn.name)}, {format_day(one.turn.on, today)}."
        yield Fact(f"{first} Press {page} to open their page.")
    else:
        host = key_of("calendar.host")
        yield Fact(f"Press {host} to choose a gathering they could host, or {page} to open their page.")


def draw(plot: Plot, share: Share, today: date) -> None:
    """The share over the last weeks, and the target as a line of its own."""
    since = today - timedelta(weeks=SHARE_WEEKS)
    lines = [Line("hosted by you", share.points)]
    if share.target is not None:
        lines.append(Line("target", [(since, share.target), (today, share.target)], reference=True))
    plot.show(lines, since, today, near=True, written=percent)
