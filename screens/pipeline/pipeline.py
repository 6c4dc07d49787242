"""Pipeline: who is where, by their own yes; as a board or as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.certificate_actions import CertificateCommands
from screens.common.actions.general_actions import previous_view
from screens.common.actions.multi_select import MarkCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.pipeline.add_actions import AddCommands
from screens.pipeline.bulk_actions import BulkCommands
from screens.pipeline.filter_sort import SiftCommands
from screens.pipeline.people_lines import PEOPLE_LIST, PeopleLines
from screens.pipeline.views import PEOPLE_BOARD, VIEWS, pipeline_menu
from screens.widgets.facts import FactPane
from screens.widgets.keys import key_of
from screens.widgets.lists.board import Board
from screens.widgets.lists.card import Card, Lane
from screens.widgets.lists.lazy_row import Later
from screens.widgets.lists.list_view import Cell, Column, Listing, Row
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.core.labels import label_of
from store.core.text import pluralize
from store.people.stages import STAGES, neighbour, standings
from store.profiles.people_filters import EVERYBODY

COLUMNS: tuple[Cell, ...] = tuple((name, "dim") for name in ("Name", "Department", "Stage", "Days", "Topics"))
"""What stands above the columns of the list."""


def nobody_yet() -> str:
    """The empty pipeline, and the keys that fill it."""
    return f"No people yet. Press {key_of('pipeline.add')} to add the first, or {key_of('pipeline.import')} to import a file."


class PeopleBoard(Board):
    """The board of people: where it is not full, names stand whole and departments have a line of their own."""

    FOLDS_EMPTY = True
    ROOMY_LINES = 5


class PipelineScreen(BookScreen):
    """Everyone by stage."""

    ROOM = "pipeline"
    VIEWS = VIEWS
    FIRST_OFFERED = "roles"
    CSS_PATH = "pipeline.tcss"
    ACTIONS = (
        AddCommands,
        BulkCommands,
        MarkCommands,
        SiftCommands,
        PersonCommands,
        ThanksCommands,
        CertificateCommands,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *SiftCommands.keys("filters", "sort", "group"),
        *MarkCommands.keys(),
        *BulkCommands.keys(),
        Binding("a", "add", "Add", id="pipeline.add", tooltip="Add a person"),
        Binding("e", "edit", "Edit", id="pipeline.edit", tooltip="Edit this person"),
        *SiftCommands.keys("narrow"),
        *ThanksCommands.keys("thank"),
        Binding(
            "i",
            "bring_in",
            "Import",
            id="pipeline.import",
            tooltip="Import people from a file or pasted rows",
        ),
        Binding(
            "v", "view", "View", id="pipeline.view", tooltip="Switch between board, list, departments and coverage"
        ),
        previous_view("pipeline"),
        Binding("d", "delete", "Delete", id="pipeline.delete", tooltip="Delete this person (can be undone)"),
        *PersonCommands.keys("contact"),
        *ThanksCommands.keys("contribute"),
        *CertificateCommands.keys(),
        pipeline_menu("pipeline"),
        Binding("z", "not_now", "Not now", id="pipeline.not_now", tooltip="Set a date to ask again"),
    ]

    def body(self) -> ComposeResult:
        """A line about the whole, the board or the list, and the selected person."""
        yield Pane(id="summary")
        yield PeopleBoard(empty=nobody_yet, id="board")
        yield Listing(
            Column(share=3),
            Column(share=2),
            Column(12),
            Column(8, right=True),
            Column(share=3),
            title="People",
            empty=nobody_yet,
            id="people",
        )
        yield FactPane(id="person").when_empty("Person", "The selected person appears here.")

    def on_mount(self) -> None:
        """Begin with the board."""
        self.query_one("#people").display = False
        self.set_focus(self.query_one(Board))

    @property
    def marks(self) -> MarkCommands:
        """Who is ticked."""
        return self.commands.of(MarkCommands)

    @property
    def sifting(self) -> SiftCommands:
        """Whom a filter leaves in, in which order."""
        return self.commands.of(SiftCommands)

    def markable(self, key: str) -> bool:
        """Whether a line is someone."""
        return key in self.book.volunteers

    @property
    def _list(self) -> Board | Listing:
        view: Board | Listing = self.query_one(Board)
        return view if view.display else self.query_one("#people", Listing)

    def person(self) -> str:
        """The selected volunteer."""
        return self._list.key

    def line_keys(self) -> Mapping[str, object]:
        """What can be done for the selected person, or for all who are ticked."""
        status = self._lines.statuses.get(self.person())
        several = bool(self.marks.marked)
        someone = several or status is not None
        return {
            "pipeline.next": several or (status and neighbour(status.stage, 1)),
            "person.thank": someone,
            "person.contact": someone,
            "pipeline.edit": status,
            "pipeline.not_now": someone,
            "person.contribute": someone,
            "person.export": someone,
            "lines.mark": status,
            "pipeline.back": several or (status and neighbour(status.stage, -1)),
            "pipeline.delete": someone,
        }

    def arrive(self, key: str) -> None:
        """Show the list or the board, or select a volunteer, whom a filter must not hide then."""
        if key in (PEOPLE_LIST, PEOPLE_BOARD):
            self._show_list(key == PEOPLE_LIST)
            return
        if key in self._lines.statuses and all(status.volunteer.id != key for status in self._shown):
            self.sifting.want(EVERYBODY)
        self._list.highlight(key)

    def fill(self) -> None:
        """Show everyone where they stand."""
        everybody = standings(self.book, self.today)
        self._shown = self.sifting.sift([*everybody.values()])
        self.marks.marked &= {status.volunteer.id for status in self._shown}
        self._lines = PeopleLines(self.book, self.today, everybody, self.sifting.sieve, self.marks.marked)
        self._summarise(len(everybody))
        self._fill_view()
        self._show_person()

    def _fill_view(self) -> None:
        """Fill the view that is seen; the other one when someone turns to it."""
        view = self._list
        hidden = self._lines.statuses and not self._shown
        view.empty_text(
            f"No one matches the filter. Press {key_of('screen.all')} to show everyone." if hidden else nobody_yet
        )
        if isinstance(view, Listing):
            view.titled(f"People · {len(self._shown):,}" if self._shown else "People")
            view.show(self._rows())
            return
        lanes: dict[str, list[Later[Card]]] = {stage: [] for stage in STAGES}
        for standing in self._shown:
            lanes[standing.stage].append(Later(standing.volunteer.id, self._lines.card))
        view.show([Lane(label_of(stage).capitalize(), tuple(cards)) for stage, cards in lanes.items()])

    def _summarise(self, total: int) -> None:
        """The line about the whole: how many are shown, what is filtered, who is marked."""
        people = self._shown
        stuck = sum(standing.stuck for standing in people)
        yeses = sum(standing.stage == "interested" for standing in people)
        if sifted := self.sifting.said_sifted():
            said = f"{len(people):,} of {pluralize(total, 'person', 'people')}"
        else:
            quiet = sum(standing.volunteer.id in self.sifting.sieve.quiet for standing in people)
            parts = (
                f"{yeses:,} waiting for their answer",
                f"{stuck:,} stuck",
                f"{quiet:,} gone quiet" if quiet else "",
            )
            said = ", ".join(filter(None, (pluralize(total, "person", "people"), *parts)))
        marked: list[Span] = [(f"   {self.marks.told()}", "strong")] if self.marks.marked else []
        line = [(f" Pipeline · {said}", "dim"), *marked, *sifted]
        self.query_one("#summary", Pane).show([line])

    def _rows(self) -> Iterator[Row]:
        """The list: by stage and name unless another order or headings are asked for."""
        group, sort = self.sifting.wanted.group, self.sifting.wanted.sort
        people = self._shown
        if people:
            yield Row("", COLUMNS, heading=True)
        if group == "nothing" and sort == "name":
            people = sorted(people, key=lambda standing: STAGES.index(standing.stage))
        for heading, some in self.sifting.sieve.grouped(people, group):
            if heading:
                yield Row(f"heading:{heading}", (f"{heading} · {len(some)}",), heading=True)
            yield from (self._lines.row(status, self.sifting.waited(status)) for status in some)

    @on(Board.Moved)
    @on(Listing.Moved)
    def _show_person(self) -> None:
        pane, status = self.query_one("#person", FactPane), self._lines.statuses.get(self.person())
        pane.titled(status.volunteer.name if status else "")
        pane.tell(self._lines.about(status) if status else ())

    @on(Board.Opened)
    @on(Listing.Opened)
    def _opened(self) -> None:
        self.post_message(GoTo("volunteer", self.person()))

    # -- keys ------------------------------------------------------------------------------------

    def action_view(self, step: int = 1) -> None:
        """Board, list, departments, coverage, or the other way round; from the departments on, the board is there again."""
        board = isinstance(self._list, Board)
        if board and step < 0:
            self.post_message(GoTo("coverage"))
            return
        self._show_list(board)
        if not board and step > 0:
            self.post_message(GoTo("departments"))

    def _show_list(self, wanted: bool) -> None:
        """Show the list, or the board, with the same person selected."""
        board, people, key = self.query_one(Board), self.query_one("#people", Listing), self.person()
        board.display, people.display = not wanted, wanted
        view = self._list
        self._fill_view()
        self.set_focus(view)
        self.filtering.refilter()
        view.highlight(key)

    def sifted_by(self, field: str) -> None:
        """Headings are for the list."""
        if field == "group" and isinstance(self._list, Board) and self.sifting.wanted.group != "nothing":
            self.action_view()
