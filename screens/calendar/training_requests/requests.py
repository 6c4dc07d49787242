"""Training requests: open ones by age with what each waits for, then those that are closed; a view under Calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.calendar.details import about_request
from screens.calendar.matching_actions import MatchingCommands
from screens.calendar.training_requests.request_actions import RequestCommands, no_request
from screens.calendar.view_actions import MENU
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.screen import BookScreen
from screens.widgets.facts import FactPane
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.spans import Span
from store.book.book import Book
from store.core.dates import format_day_short
from store.core.text import join_words, pluralize
from store.model.training_requests import TrainingRequest
from store.training import training_requests as demand
from store.training.training_requests import OPEN, STATES, state_of

COLUMNS = (Column(11), Column(share=2), Column(share=4), Column(9, right=True), Column(11), Column(share=4))
"""Day, who wants it, topic, for how many, by when, and what it waits for."""
NARROW = (Column(11), Column(share=2), Column(share=3), Column(share=4))
"""Without how many and by when, which stand below the list."""


class RequestsScreen(BookScreen):
    """Every training request, the open ones first."""

    ROOM = "calendar"
    VIEWS = MENU
    CSS_PATH = "requests.tcss"
    ACTIONS = (RequestCommands, MatchingCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [*RequestCommands.keys()]

    def body(self) -> ComposeResult:
        """The list, and the whole of what is selected."""
        yield Listing(*COLUMNS, id="requests", empty=no_request)
        yield FactPane(id="request").when_empty(
            "Training request", "The selected request appears here with its history."
        )

    def on_mount(self) -> None:
        """Begin in the list."""
        self.set_focus(self.query_one(Listing))

    def arrive(self, key: str) -> None:
        """Select a request."""
        if self.is_mounted:
            self.query_one(Listing).highlight(key)
        else:
            self.call_after_refresh(self.arrive, key)

    def fill(self) -> None:
        """Show every request."""
        listing, requests = self.query_one(Listing), demand.all_requests(self.book)
        open_ones = [r for r in requests if state_of(self.book, r) in OPEN]
        listing.titled(
            " · ".join(["Training requests", *standing(self.book, open_ones)]), tally(self.book, requests)
        )
        rows = [*self._rows(open_ones, "Open"), *self._rows(requests[len(open_ones) :], "Closed")]
        listing.set_columns(*(NARROW if self.has_class("-narrow") else COLUMNS))
        listing.show(rows)
        self._show_request()

    def _rows(self, requests: Sequence[TrainingRequest], state: str) -> Iterator[Row]:
        if requests:
            heads = () if self.has_class("-narrow") else ("For", "Needed by")
            cells = "From", "Topic", *heads, "Waiting for" if state == "Open" else "Outcome"
            count: Span = (f"{state} · {len(requests)}", "heading")
            yield Row("", (count, *((head, "dim") for head in cells)), heading=True)
        for request in requests:
            yield self._row(request)

    def _row(self, request: TrainingRequest) -> Row:
        state, overdue = state_of(self.book, request), demand.overdue_by(self.book, request, self.today)
        day = format_day_short(request.needed_by, self.today) if request.needed_by else ""
        missed = request.needed_by and overdue and request.needed_by < self.today
        look = "dim" if state not in OPEN else "warn" if overdue else "accent" if state == "new" else ""
        asked: Span = (format_day_short(request.on, self.today), "dim")
        waits: Span = (f"{'! ' if overdue else ''}{demand.waits_for(self.book, request, self.today)}", look)
        size = pluralize(request.size, "person", "people") if request.size else ""
        room = () if self.has_class("-narrow") else (size, (day, "warn" if missed else ""))
        cells = (asked, demand.by_whom(self.book, request), (request.topic, "strong"), *room, waits)
        return Row(request.id, cells, search=f"{state} {demand.from_whom(self.book, request)}")

    @on(Listing.Moved)
    def _show_request(self) -> None:
        pane, request = self.query_one(FactPane), self.request()
        pane.titled(f"{request.topic} · {state_of(self.book, request)}" if request else "")
        pane.tell(about_request(self.book, request, self.today) if request else ())

    @on(events.Resize)
    def _resized(self) -> None:
        """What a row tells depends on the room there is."""
        self.call_after_refresh(self.fill)

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected request."""
        request = self.request()
        state = state_of(self.book, request) if request else None
        is_open = state in OPEN
        return {
            "requests.next": is_open,
            "requests.take_up": is_open,
            "requests.decline": is_open,
            "requests.edit": request,
            "requests.delete": request,
            "requests.page": request and request.asked_by,
        }

    def request(self) -> TrainingRequest | None:
        """The selected request."""
        return self.book.training_requests.get(self.query_one(Listing).key)

    def person(self) -> str:
        """The person who asked."""
        request = self.request()
        return request.asked_by if request else ""

    def showing(self) -> str:
        """The selected request."""
        return self.query_one(Listing).key

    @on(Listing.Opened)
    def _opened(self) -> None:
        """Find a trainer for the selected request; one that has its session, or is closed, is edited."""
        request = self.request()
        if request and state_of(self.book, request) in ("new", "offered"):
            self.commands.of(MatchingCommands).match(request)
        else:
            self.commands.of(RequestCommands).action_edit()


def standing(book: Book, open_ones: Sequence[TrainingRequest]) -> list[str]:
    """How many requests are open, and how many of them the organiser has not answered yet."""
    new = sum(state_of(book, request) == "new" for request in open_ones)
    return [f"{len(open_ones)} open"] * bool(open_ones) + [f"{new} to answer"] * bool(new)


def tally(book: Book, requests: list[TrainingRequest]) -> str:
    """How many there are in each state."""
    states = [state_of(book, request) for request in requests]
    return join_words([f"{states.count(state)} {state}" for state in STATES if state in states])
