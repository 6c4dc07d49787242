"""The page of one record: who or what it is, what comes next, the facts by group, and the past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult

from screens.common.actions.todo_targets import TargetCommands, deals_directly
from screens.common.screen import BookScreen
from screens.widgets.containers import Horizontal, Vertical
from screens.widgets.keys import Text, key_of
from screens.widgets.lists.columns import Cell
from screens.widgets.lists.list_view import Listing, Row
from screens.widgets.lists.section_list import Rows, SectionList
from screens.widgets.panes import Pane
from screens.widgets.spans import Span, wrapped
from store.book.book import Book
from store.model.people import Task
from store.profiles.record_page import Fact, Head, Line, Page, Section
from store.week.action import Act
from store.week.next_steps import still_ahead, todos_about
from store.week.plan import is_planned

NEXT = "Next"
BETWEEN = " · "
FRAME, AROUND, MOST_LINES = 2, 5, 5
"""Lines and cells that the frame of the head takes, and the most lines of its facts."""
MARKS, DAYS = 16, 11
"""Cells of the labels beside the facts, and of the days beside the past."""


class HeadPane(Pane):
    """The head of a page: its facts, one after the other in as many lines as they take."""

    _facts: Head = ()

    def show_facts(self, title: str, facts: Head) -> None:
        """Show lines of facts."""
        self._facts = facts
        self.titled(title)
        self._fit()
        self.show(())

    def on_resize(self) -> None:
        """Set the facts for the new width."""
        self._fit()
        super().on_resize()

    def _fit(self) -> None:
        """Be as high as the facts, from the width of the window, so that the page is laid out once."""
        lines = len([*self.wrapping(self.app.size.width - AROUND, 0)])
        self.styles.height = FRAME + (1 if self.screen.has_class("-low") else min(lines, MOST_LINES))

    def wrapping(self, width: int, spare: int) -> Iterator[list[Span]]:
        """The facts set in lines of this width."""
        return (line for facts in self._facts for line in flowed(facts, max(width, 1)))


class RecordPage(Vertical):
    """What is seen of one record: how it stands; below, what comes next and the facts by group, then the past."""

    def __init__(self, empty: Text) -> None:
        """Make one.

        Args:
            empty: what stands in place of a past.
        """
        super().__init__()
        self._empty = empty
        self._page: Page | None = None
        self._record = self._begun = ""
        """The record of the page, and the line that was selected as one came to it."""
        self._acts: tuple[Act, ...] = ()
        self._lines: Mapping[str, Line] = {}

    def compose(self) -> ComposeResult:
        """How it stands, what is now, and what was."""
        yield HeadPane(id="head")
        with Horizontal():
            yield SectionList(MARKS, id="now")
            yield SectionList(DAYS, id="history", empty=self._empty)

    @property
    def now(self) -> SectionList:
        """What comes next, and the facts."""
        return self.query_one("#now", SectionList)

    @property
    def history(self) -> SectionList:
        """The past."""
        return self.query_one("#history", SectionList)

    # -- what it shows ---------------------------------------------------------------------------------

    def show(self, page: Page, record: str, book: Book, today: date) -> None:
        """Show the page of a record, by its id, with the to-dos about it first.

        Working these out anew takes longer than all the rest: what was saved is seen before that.
        """
        if record != self._record:
            self._acts = ()
        self._page, self._record = page, record
        if is_planned(book, today):
            self._acts = todos_about(book, page.subjects, today)
        else:
            self.call_after_refresh(self._add_todos, book, today)
        self._show()

    def _add_todos(self, book: Book, today: date) -> None:
        """Show the to-dos as they are now; one that just came to the page begins with them."""
        untouched = self.screen.focused is self.now and self.now.key == self._begun
        self._begun = ""
        if self._page and (acts := todos_about(book, self._page.subjects, today)) != self._acts:
            self._acts = acts
            self._show()
            if untouched:
                self.begin()

    def _show(self) -> None:
        if (page := self._page) is None:
            return
        ahead = still_ahead(page.ahead, self._acts)
        lines = (*ahead, *(line for section in page.sections for line in section.lines))
        self._lines = {line.key: line for line in lines}
        self.query_one(HeadPane).show_facts(page.title, page.head)
        self.now.titled("Now")
        self.now.show_sections([self._next(ahead), *map(_rows, page.now)])
        self.history.titled("History")
        self.history.show_sections(_rows(section, cut=True) for section in page.history)

    def begin(self) -> None:
        """Begin at the top, with what comes next."""
        for listing in (self.history, self.now):
            listing.filter("")
            listing.begin()
        self._begun = self.now.key
        self.screen.set_focus(self.now)

    def _next(self, ahead: Sequence[Line]) -> Rows:
        """What comes next: to-dos with the key that deals with each, then what is ahead."""
        title = self._page.title if self._page else ""
        rows = [_todo(act, self._record, named=title.startswith(act.name)) for act in self._acts]
        rows += [Row(line.key, _ahead(line)) for line in ahead]
        return Rows(NEXT, f"{NEXT} · {len(rows)}" if rows else f"{NEXT} · nothing is due", tuple(rows))

    # -- what is selected ------------------------------------------------------------------------------

    def listing(self) -> SectionList:
        """The list that has the keys, or the first."""
        focused = self.screen.focused
        return focused if isinstance(focused, SectionList) else self.now

    def here(self) -> Line | None:
        """The selected line, where it is no to-do."""
        return self._lines.get(self.listing().key)

    def act(self) -> Act | None:
        """The selected to-do."""
        key = self.listing().key
        return next((act for act in self._acts if act.key == key), None)

    def fold_keys(self) -> dict[str, object]:
        """Whether the key that folds acts on the selected line."""
        return {"section.fold": self.listing().on_heading}


class RecordScreen(BookScreen):
    """The page of one record; a screen of it says which, has a :class:`RecordPage`, and opens what its lines are about."""

    DEFAULT_CSS = """
    RecordScreen {
        & #head { height: 5; }
        & RecordPage > Horizontal { height: 1fr; }
        & #now { width: 6fr; height: 1fr; }
        & #history { width: 5fr; height: 1fr; }
        &.-narrow RecordPage > Horizontal { layout: vertical; }
        &.-narrow #now { width: 1fr; height: 3fr; }
        &.-narrow #history { width: 1fr; height: 2fr; }
    }
    """

    _id = ""
    _fresh = True
    """Whether another record has come to be shown, from its top."""

    def page(self) -> Page | None:
        """Everything about the record; None where it is gone."""
        raise NotImplementedError

    def open_line(self, line: Line | None) -> None:
        """Open or edit what a line is about; None for the record itself."""
        raise NotImplementedError

    @property
    def view(self) -> RecordPage:
        """What shows it."""
        return self.query_one(RecordPage)

    def on_mount(self) -> None:
        """Begin among what is now."""
        self.set_focus(self.view.now)

    def arrive(self, key: str) -> None:
        """Show this record, from the top where another one was shown."""
        self._fresh, self._id = self._fresh or key != self._id, key
        if self.is_mounted:
            self.fill()

    def fill(self) -> None:
        """Show everything about the record."""
        if page := self.page():
            self.view.show(page, self._id, self.book, self.today)
            if self._fresh:
                self._fresh = False
                self.view.begin()
        else:
            self.call_later(self._leave_where_gone)

    def _leave_where_gone(self) -> None:
        """Go back, unless the page has turned to another record: to the one that two were merged into."""
        if self.page() is None:
            self.leave()

    def showing(self) -> str:
        """The record of the page."""
        return self._id

    def show_line(self, key: str) -> None:
        """Select a line among what is now."""
        self.view.now.highlight(key)
        self.set_focus(self.view.now)

    @on(Listing.Opened)
    def _open_selected(self) -> None:
        """Deal with a to-do, or open what the line is about."""
        act = self.view.act()
        if act is None:
            self.open_line(self.view.here())
        elif not TargetCommands(self).deal_on_page(act, self._id):
            self.open_line(None)


def _todo(act: Act, record: str, *, named: bool) -> Row:
    """A to-do; what it is about is said where that is not the record of the page itself, or named in its title."""
    told = act.reason if named or act.subject == record else f"{act.name}{BETWEEN}{act.reason}"
    press = act.press if deals_directly(act, record) else "list.open"
    return Row(act.key, ((act.verb, "warn"), told, "", (key_of(press), "key")))


def _ahead(line: Line) -> tuple[Cell, ...]:
    look = "warn" if line.warn else ""
    return ((line.mark, look or "accent"), (line.what, look), (line.more, look or "dim"))


def _rows(section: Section, *, cut: bool = False) -> Rows:
    rows = tuple(Row(line.key, _cells(line)) for line in section.lines)
    return Rows(section.name, section.title, rows, cut)


def _cells(line: Line) -> tuple[Cell, ...]:
    if isinstance(line.record, Task) and line.mark.startswith("["):  # what is to be done takes more words
        text = f"{line.mark} {line.what}{f' · {line.more}' if line.more else ''}"
        return ((text, "dim" if line.record.done_on else ""),)
    return (
        (line.mark, "dim"),
        (line.what, "warn" if line.warn else ""),
        (line.more, "warn" if line.warn else "dim"),
    )


def flowed(facts: Iterable[Fact], width: int) -> Iterator[list[Span]]:
    """Facts one after the other, in as many lines as they take."""
    line: list[Span] = []
    used = 0
    for text, look in facts:
        if not text:
            continue
        if line and used + len(BETWEEN) + cell_len(text) > width:
            yield line
            line, used = [], 0
        first, *rest = wrapped(text, width)
        line += [*([(BETWEEN, "dim")] if line else []), (first, look)]
        for part in rest:
            yield line
            line = [(part, look)]
        used = sum(cell_len(part) for part, _ in line)
    if line:
        yield line
