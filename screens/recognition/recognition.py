"""Recognition: who waits for a thank-you, what was given, and what for."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from dateutil.relativedelta import relativedelta
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.gathering_actions import GatheringCommands
from screens.common.messages import GoTo
from screens.common.people_actions import PersonCommands
from screens.common.screen import BookScreen
from screens.common.text_export import copy_text, save_text
from screens.common.thanks_actions import CONTRIBUTION_FIELDS, ThanksCommands
from screens.recognition.log_views import VIEWS, Entry, in_full, log, waits_for
from screens.widgets.containers import Horizontal, Vertical
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane
from screens.widgets.list_view import Column, Listing, Row
from store.core.dates import month_start
from store.core.text import listed
from store.model.calendar import Gathering
from store.model.recognition import Contribution, Recognition
from store.people.directory import name_of
from store.recognition import statistics as praise
from store.recognition.recognition import deeds, guessed, unthanked

ALL_THANKED = "Everybody who did something lately has been thanked."

FIELDS = ("to", "words", "behaviour", "form", "where", "public", "on", "contribution", "gathering")


def to_the_log() -> str:
    """What is said where an entry of the log is wanted."""
    return f"Go to the log with {key_of('recognition.other')}, and highlight an entry there."


def only_the_wall() -> str:
    """What is said where the month cannot be turned."""
    return f"Press {key_of('recognition.view')} for the wall of thanks; there {key_of('recognition.earlier')} and {key_of('recognition.later')} change the month."


def nothing_done() -> str:
    """What is said before anybody did anything."""
    return f"Nobody waits yet. Press {key_of('person.contribute')} on a person to log what they did; who hosts or leads in the calendar waits here by itself."


class RecognitionScreen(BookScreen):
    """Who is unthanked, beside the log of thanks in its views."""

    ROOM = "recognition"
    CSS_PATH = "recognition.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *ThanksCommands.keys("thank"),
        Binding("a", "add", "Add", id="recognition.add", tooltip="Log a thank-you to anybody, or to several"),
        Binding(
            "v",
            "view",
            "View",
            id="recognition.view",
            tooltip="The log in another view, or the wall",
        ),
        Binding("y", "copy", "Copy", id="recognition.copy", tooltip="Copy this note, or the whole wall"),
        Binding(
            "o", "overview", "Overview", id="recognition.overview", tooltip="Who is thanked often, never, or next"
        ),
        Binding("e", "edit", "Edit", id="recognition.edit", tooltip="Change the highlighted entry"),
        *ThanksCommands.keys("contribute"),
        Binding("x", "save", "Save as…", id="recognition.save", tooltip="Save it as a mail draft, page or text"),
        Binding("d", "delete", "Delete", id="recognition.delete", tooltip="Delete the entry; undo brings it back"),
        *PersonCommands.keys("contact"),
        Binding("b", "behaviours", "Behaviours", show=False, id="recognition.behaviours",
                tooltip="Change the list of what you want more of"),
        Binding("left_square_bracket", "month(-1)", "Earlier", show=False, key_display="[", id="recognition.earlier",
                tooltip="The wall of the month before"),
        Binding("right_square_bracket", "month(1)", "Later", show=False, key_display="]", id="recognition.later",
                tooltip="The wall of the month after"),
        Binding("full_stop", "month(0)", "This month", show=False, key_display=".", id="recognition.now",
                tooltip="The wall of this month"),
        Binding("tab", "app.focus_next", "Other list", show=False, id="recognition.other",
                tooltip="Go to the other list"),
    ]  # fmt: skip
    _view = 0
    _month: date | None = None
    _known: frozenset[str] | None = None
    """The thanks there were when the log was last shown."""
    _about_log = False
    """Whether the pane is about the log though the cursor is among those who wait: thanks were just given."""
    _at = ""
    """Whom the cursor was on among those who wait when the pane was last shown."""

    def body(self) -> ComposeResult:
        """Those who wait at the left, the log at the right."""
        with Horizontal():
            yield Listing(
                Column(share=1, most=22),
                Column(share=1),
                Column(5, right=True),
                id="waiting",
            )
            with Vertical(id="right"):
                yield Listing(Column(11), Column(share=1, most=26), Column(19), Column(share=1), id="log")
                yield Pane(id="entry")

    def on_mount(self) -> None:
        """Begin with those who wait."""
        self.set_focus(self.query_one("#waiting"))

    @property
    def month(self) -> date:
        """The first day of the month whose wall is shown."""
        return self._month or month_start(self.today)

    def fill(self) -> None:
        """Show who waits and what was logged."""
        self._waiting = {who.volunteer.id: who for who in unthanked(self.book, self.today)}
        left = self.query_one("#waiting", Listing)
        left.titled(f"Waiting for a thank-you · {len(self._waiting)}")
        left.empty_text(ALL_THANKED if any(deeds(self.book)) else nothing_done)
        left.show(
            Row(key, ((w.volunteer.name, "strong"), w.why, (f"{w.days} d", "dim")))
            for key, w in self._waiting.items()
        )
        self._at = left.key
        self._log = found = log(self.book, VIEWS[self._view], self.month, self.today)
        right = self.query_one("#log", Listing)
        right.titled(found.title, f"{key_of('recognition.view')} {VIEWS[(self._view + 1) % len(VIEWS)]}")
        right.empty_text(found.empty)
        right.show(found.lines, self._just_given())
        self._show_entry()

    def _just_given(self) -> str:
        """The thank-you that came since the log was last shown, to be highlighted and copied or saved."""
        there = frozenset(self.book.recognitions)
        given = there - self._known if self._known is not None else ()
        self._known, self._about_log = there, len(given) == 1
        return next(iter(given)) if self._about_log else ""

    @on(Listing.Moved, "#waiting")
    def _move(self, event: Listing.Moved) -> None:
        """The pane follows the cursor, but not when a row went because its person was thanked."""
        if event.key != self._at:
            self._look()

    @on(events.DescendantFocus)
    def _look(self) -> None:
        """The pane is about what the cursor is on."""
        self._at, self._about_log = self.query_one("#waiting", Listing).key, False
        self._show_entry()

    @on(Listing.Moved, "#log")
    def _show_entry(self) -> None:
        """What is highlighted, in full: who waits and for what, or the entry of the log."""
        left = self.query_one("#waiting", Listing)
        waits = self._waiting.get(left.key) if self.focused is left and not self._about_log else None
        title, lines = waits_for(waits, self.today) if waits else in_full(self.book, self.entry())
        pane = self.query_one("#entry", Pane)
        pane.titled(title)
        pane.show([*filter(None, lines[:1]), *([(line, "dim")] for line in filter(None, lines[1:]))])

    def entry(self) -> Entry | None:
        """The highlighted entry of the log."""
        key = self.query_one("#log", Listing).key
        return self._log.about(key) if key else None

    def _in_log(self) -> Entry | None:
        """The highlighted entry, while the cursor is in the log."""
        return self.entry() if self.focused is self.query_one("#log", Listing) else None

    def person(self) -> str:
        """Whoever waits, or whoever the highlighted entry is about."""
        if self.focused is self.query_one("#log", Listing):
            entry = self.entry()
            return entry.person if entry else ""
        return self.query_one("#waiting", Listing).key

    # -- keys ------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Log a thank-you to anybody."""
        self.ask_record(
            "A thank-you",
            Recognition,
            lambda thanks: f"Thank {listed(praise.recipients(self.book, thanks), most=2)}",
            preset={"on": self.today, "behaviour": guessed(self.book)},
            names=FIELDS,
        )

    @on(Listing.Opened, "#log")
    def action_edit(self) -> None:
        """Change the highlighted entry."""
        entry = self._in_log()
        match entry.record if entry else None:
            case Recognition() as thanks:
                self.ask_record(
                    "Change this thank-you", Recognition, lambda _: "Edit a thank-you", base=thanks, names=FIELDS
                )
            case Contribution() as made:
                self.ask_record(
                    "Change this contribution",
                    Contribution,
                    lambda _: "Edit a contribution",
                    base=made,
                    names=("volunteer", *CONTRIBUTION_FIELDS),
                )
            case Gathering() as held:
                GatheringCommands(self).mark_held(held)
            case _ if entry and entry.person:
                self.post_message(GoTo("volunteer", entry.person))
            case _ if entry:
                ThanksCommands(self).action_behaviours()
            case _:
                self.say(to_the_log(), problem=True)

    @on(Listing.Opened, "#waiting")
    def _open_person(self, event: Listing.Opened) -> None:
        self.post_message(GoTo("volunteer", event.key))

    def action_delete(self) -> None:
        """Delete the highlighted entry."""
        entry = self._in_log()
        if entry is None:
            self.say(to_the_log(), problem=True)
        elif isinstance(entry.record, Recognition):
            names = listed(praise.recipients(self.book, entry.record), most=2)
            self.delete(entry.record, f"The thank-you to {names}")
        elif isinstance(entry.record, Contribution):
            self.delete(entry.record, f"«{entry.record.kind}» by {name_of(self.book, entry.record.volunteer)}")
        elif isinstance(entry.record, Gathering):
            self.say("The calendar tells of this; a gathering is changed and deleted there.", problem=True)
        else:
            self.say("There is nothing to delete in this line.", problem=True)

    def action_view(self) -> None:
        """The next view of the log."""
        self._view = (self._view + 1) % len(VIEWS)
        self.fill()
        self.query_one("#log", Listing).action_first()

    def action_month(self, step: int) -> None:
        """The wall of another month."""
        if VIEWS[self._view] != "wall":
            self.say(only_the_wall(), problem=True)
            return
        first = self.month + relativedelta(months=step) if step else month_start(self.today)
        if first > self.today:
            self.say("That month is still to come.", problem=True)
            return
        if not step and first == self.month:
            self.say("This is the month of today already.")
            return
        self._month = first
        self.fill()

    def action_overview(self) -> None:
        """Who is thanked often, who never, whose turn is next."""
        self.post_message(GoTo("seen"))

    def action_behaviours(self) -> None:
        """Change the list of what the community wants more of."""
        ThanksCommands(self).action_behaviours()

    # -- out of the house --------------------------------------------------------------------------

    def _note(self) -> Recognition | None:
        """The thank-you that the pane shows, or None with a word about it."""
        entry = self.entry() if self._about_log else self._in_log()
        if entry and isinstance(entry.record, Recognition):
            return entry.record
        self.say(f"Highlight a thank-you in the log first; {key_of('recognition.other')} goes there.", problem=True)
        return None

    def _empty_wall(self) -> bool:
        """Whether there is nothing on the wall to post; if so it says so."""
        if not praise.wall(self.book, self.month):
            self.say("Nobody was thanked in public this month, so there is nothing to post yet.", problem=True)
            return True
        return False

    def action_copy(self) -> None:
        """Copy the highlighted note, or the whole wall."""
        from store.exchange import thanks_formats as letters

        if VIEWS[self._view] == "wall":
            if not self._empty_wall():
                copy_text(self, letters.wall_as_text(self.book, self.month), letters.wall_title(self.month))
        elif note := self._note():
            copy_text(self, letters.note(note), f"thank you {note.on} {note.id}")

    def action_save(self) -> None:
        """Save the highlighted note as a mail draft, or the whole wall as a page or text."""
        from store.exchange import thanks_formats as letters

        if VIEWS[self._view] == "wall":
            if self._empty_wall():
                return
            month = self.month
            save_text(
                self,
                "Save the wall of thanks",
                letters.wall_title(month),
                {
                    ".html": lambda: letters.wall_as_html(self.book, month).encode(),
                    ".txt": lambda: letters.wall_as_text(self.book, month).encode(),
                },
                "Only what was said in public is in it. The ending says how: .html or .txt.",
            )
        elif note := self._note():
            save_text(
                self,
                "Save this note",
                f"thank you {note.on}",
                {".eml": lambda: letters.note_as_eml(self.book, note), ".txt": lambda: letters.note(note).encode()},
                "The ending says how: .eml is a mail draft, .txt plain text.",
            )
