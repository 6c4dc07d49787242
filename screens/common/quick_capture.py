"""Quick capture: one line from anywhere, understood as it is typed; below it stands what would be saved, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from screens.common.host import Host
from screens.common.outcome import done
from screens.widgets.bars import KeyBar
from screens.widgets.dialog import Dialog
from screens.widgets.keys import key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.option import Option
from screens.widgets.lists.picker import Picker
from screens.widgets.panes import Pane
from screens.widgets.spans import Span, wrapped
from screens.widgets.text_input import LineField
from store.book.transaction import Change
from store.capture import Proposal, Question, read
from store.core.dates import format_day
from store.core.errors import GuildbookError
from store.core.text import one_line
from store.model.calendar import Gathering
from store.model.people import Contact
from store.model.recognition import Recognition
from store.people.reminders import open_reminders
from store.persistence.unsaved_drafts import HalfFilled, half_a_line, take_line

if TYPE_CHECKING:
    from store.commands.inbox import Kept

EXAMPLES = (
    ("thank Ana for the feedback session", "a thank-you"),
    ("Priya led AMA 2h 14 people", "a contribution, or a gathering held"),
    ("call Tom fri", "a to-do, shown on Week"),
    ("met Marta today, wants numbers", "a contact"),
    ("asked Li to host the spotlight", "a request"),
    ("Tom needs a projector", "a need"),
    ("Legal wants Excel in January, 12 people", "a training request"),
    ("spent 40 cake yesterday", "a cost"),
    ("Ana away until 15 Jan", "days away; ‘closed’ for all"),
    ("Round-up did not take place", "a gathering skipped"),
    ("Ana Ruiz, Sales, interested", "a new person"),
    ("Tom said yes", "consent, and the next stage"),
)
EXAMPLE_WIDTH, LABEL_WIDTH = 38, 14
MOST_REMINDERS = 3
"""Things still to do that are shown below the examples."""
ASKED: dict[type, tuple[str, ...]] = {
    Contact: ("note", "on"),
    Recognition: ("words", "behaviour", "form", "where", "public", "on", "to"),
    Gathering: ("attended", "notes", "decisions", "links", "learners", "quotes", "minutes", "host", "cohosts"),
}
"""What the whole form asks, where that is not all a record has."""


TITLE = "Record an entry in one line"


class CaptureLine(LineField):
    """The line; enter saves, or asks what is still open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.save", "Save", id="capture.save", tooltip="Save this, or answer the question"),
        Binding("tab", "screen.form", "All fields", id="capture.form", tooltip="Change any field before saving"),
    ]


class Capture(Dialog[None]):
    """Takes one line and saves what it says, in one change. A line that is left is there again the next time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", show=False, id="capture.save_too", tooltip="Save this"),
        Binding("escape,ctrl+g", "leave", "Back", id="capture.leave", tooltip="Close and keep the line for later"),
    ]
    DEFAULT_CSS = """
    Capture {
        align: center middle;
        & > Vertical { width: 84; max-width: 98%; height: 19; max-height: 96%; background: $surface; border: round $border; border-title-color: $text-primary; border-subtitle-color: $text-primary; }
        & Input { height: 1; border: none; padding: 0 1; margin: 0 1; background: $boost; &:focus { background: $primary-muted; } }
        & Pane { height: 1fr; border: none; padding: 1 1 0 1; }
    }
    """
    LEFT: ClassVar[dict[Path, str]] = {}
    """The line that was left unsaved, by book."""

    def __init__(self, host: Host, left: Kept | None = None) -> None:
        """Take a line for a screen's book; the screen writes it, as it does everything else.

        Args:
            host: the screen.
            left: a line of the inbox that is to be finished here; it goes once it is saved, or left empty.
        """
        super().__init__()
        self._host, self._left = host, left
        self._today = (left and left.day) or host.today
        self._answers: dict[str, str] = dict(left.add.answers) if left and left.add else {}
        self._proposal = Proposal("")
        self._newest = self._steps()
        self._ready = False

    def compose(self) -> ComposeResult:
        """The line, what is understood, the keys."""
        with Vertical() as box:
            entitle(box, f"{TITLE} · from the command line" if self._left else TITLE)
            yield CaptureLine(
                self._first_line(), "type it as you would say it: thank, met, call, spent …", over=True
            )
            yield Pane(id="read")
            yield KeyBar()

    def _first_line(self) -> str:
        """The line of the inbox, or the one that was left here."""
        if self._left:
            return self._left.add.line if self._left.add else ""
        path = self._host.book.path
        if line := take_line(path, TITLE):
            self.LEFT[path] = line
        return self.LEFT.get(path, "")

    def on_mount(self) -> None:
        """Take the keys."""
        self.set_focus(self.query_one(CaptureLine))
        self._ready = True
        self._read()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        if self._ready:
            self._show()

    def half_filled(self, at: datetime) -> HalfFilled | None:
        """The line, to be kept when the program is ended."""
        return None if self._left else half_a_line(TITLE, self.line, at, way="capture")

    # -- understanding -----------------------------------------------------------------------------

    @property
    def line(self) -> str:
        """What is typed."""
        return self.query_one(CaptureLine).value

    def on_input_changed(self) -> None:
        """Understand it anew with every letter."""
        self._read()

    def _read(self) -> None:
        self._proposal = read(self.line, self._host.book, self._today, self._answers)
        self._show()

    def _show(self) -> None:
        pane = self.query_one("#read", Pane)
        pane.show(self._told(pane.content_width()) if one_line(self.line) else self._begin())

    def _begin(self) -> Iterator[list[Span]]:
        """What can be typed, and what is still to do."""
        for example, what in EXAMPLES:
            yield [(f"{example:<{EXAMPLE_WIDTH}}", ""), (what, "dim")]
        if waiting := open_reminders(self._host.book):
            yield []
            for reminder in waiting[:MOST_REMINDERS]:
                day = format_day(reminder.on, self._host.today)
                yield [("to do  ", "dim"), (f"{day}  ", "accent"), (one_line(reminder.what), "")]

    def _told(self, width: int) -> Iterator[list[Span]]:
        """What would be saved, what has to be answered, and what is missing."""
        proposal = self._proposal
        if proposal.title:
            yield [(proposal.title, "accent")]
        beside = max((len(name) + 2 for name, _ in proposal.told), default=0)
        beside = max(beside, LABEL_WIDTH)
        for name, value in proposal.told:
            lines = wrapped(value, max(width - beside, 1))
            for number, line in enumerate(lines):
                yield [(f"{'' if number else name:<{beside}}", "dim"), (line, "strong")]
        for number, question in enumerate(proposal.questions):
            ask = f"  press {key_of('capture.save')} to answer" if not number else ""
            yield [("? ", "warn"), (one_line(question.text), "warn"), (ask, "dim")]
        if proposal.missing:
            yield from ([(line, "warn")] for line in wrapped(proposal.missing, max(width, 1)))

    # -- answering and saving ----------------------------------------------------------------------

    def action_save(self) -> None:
        """Save it, or ask what is open, or say what is missing."""
        proposal = self._proposal
        if not one_line(self.line):
            self._say(f"Type a line like the examples, or press {key_of('capture.leave')} to close.")
        elif proposal.missing:
            self._say(proposal.missing)
        elif proposal.questions:
            self._ask(proposal.questions[0])
        elif self._host.attempt(
            proposal.label,
            self._put,
            done(proposal.label),
        ):
            self._done()

    def _put(self, change: Change) -> None:
        """Put all of it into one change, which knows the line of the inbox it comes from."""
        self._name_line(change)
        for record in self._proposal.records:
            change.put(record)

    def _name_line(self, change: Change, *_: object) -> None:
        change.inbox = self._left.file.id if self._left else ""

    def _say(self, words: str) -> None:
        self.notify(words, severity="warning", markup=False)

    def _done(self) -> None:
        if not self._left:
            self.LEFT.pop(self._host.book.path, None)
        else:
            self._take_out()
        self.dismiss(None)

    def _take_out(self) -> None:
        """Remove the line of the inbox, which is saved or not wanted."""
        try:
            if self._left:
                self._left.take_out()
        except GuildbookError as error:
            self._say(str(error))

    def _ask(self, question: Question) -> None:
        options = [Option(choice.key, choice.label, choice.detail) for choice in question.choices]

        def answered(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._answers[question.key] = picked[0]
                self._read()
                if self._proposal.questions and not self._proposal.missing:
                    self._ask(self._proposal.questions[0])

        self.app.push_screen(Picker(one_line(question.text), options), answered)

    def action_form(self) -> None:
        """Change any field of what was understood."""
        proposal = self._proposal
        if not proposal.ready:
            self._say(
                proposal.missing or f"Press {key_of('capture.save')} to answer the question first."
                if one_line(self.line)
                else "Type a line first."
            )
            return
        if len(proposal.records) > 1:
            self._say(
                f"This line creates several records. Press {key_of('capture.save')} to save them, then edit each one."
            )
            return
        kind = type(proposal.records[0])
        self._host.ask_record(
            proposal.title,
            kind,
            lambda _: proposal.label,
            base=proposal.records[0],
            names=ASKED.get(kind, ()),
            also=self._name_line,
        )

    def on_screen_resume(self) -> None:
        """Close once the form over it has saved."""
        if self._ready and self._steps() != self._newest:
            self._done()

    def _steps(self) -> int:
        return max((step.number for step in self._host.book.steps.values()), default=0)

    def action_leave(self) -> None:
        """Leave; the line is kept, but for one of the inbox that was emptied."""
        if self._left:
            if not one_line(self.line):
                self._take_out()
                self._host.say("Discarded the line from the inbox.")
        elif typed := one_line(self.line):
            self.LEFT[self._host.book.path] = typed
        else:
            self.LEFT.pop(self._host.book.path, None)
        self.dismiss(None)
