"""Recognition: who waits for a thank-you, what was given, and what for."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from dateutil.relativedelta import relativedelta
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from screens.base import GoTo
from screens.doing import DoingScreen
from screens.sharing import SharingScreen
from screens.thanking import CONTRIBUTION_FIELDS, PERSON_KEYS
from screens.thanks_log import VIEWS, Entry, in_full, log
from screens.widgets.drawn import Pane
from screens.widgets.listing import Column, Listing, Row
from store import praise
from store.dates import month_start
from store.recognition import Contribution, Recognition, guessed, unthanked
from store.rituals import Gathering
from store.text import listed

TO_THE_LOG = "Go to the log with tab, and highlight an entry there."
ONLY_THE_WALL = "v leads to the wall of thanks; there [ and ] change the month."
FIELDS = ("to", "words", "behaviour", "form", "where", "public", "on", "contribution", "gathering")


class RecognitionScreen(DoingScreen, SharingScreen):
    """Who is unthanked, beside the log of thanks in its views."""

    ROOM = "recognition"
    CSS_PATH = "recognition.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        PERSON_KEYS[0],
        Binding("a", "add", "Add", id="recognition.add", tooltip="Log a thank-you to anybody, or to several"),
        Binding(
            "v",
            "view",
            "View",
            id="recognition.view",
            tooltip="Time line, by person, by behaviour, contributions, the wall of a month, in turn",
        ),
        Binding("y", "copy", "Copy", id="recognition.copy", tooltip="Copy the highlighted note, or the whole wall"),
        Binding(
            "o", "overview", "Overview", id="recognition.overview", tooltip="Who is thanked often, never, or next"
        ),
        Binding("e", "edit", "Edit", id="recognition.edit", tooltip="Change the highlighted entry"),
        PERSON_KEYS[1],
        Binding("x", "save", "Save as…", id="recognition.save", tooltip="Save the note as a mail draft, or the wall"),
        Binding("d", "delete", "Delete", id="recognition.delete", tooltip="Delete the entry; undo brings it back"),
        PERSON_KEYS[2],
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

    def body(self) -> ComposeResult:
        """Those who wait at the left, the log at the right."""
        with Horizontal():
            yield Listing(
                Column(share=1),
                Column(share=1),
                Column(5, right=True),
                id="waiting",
                empty="Everybody who did something lately has been thanked.",
            )
            with Vertical(id="right"):
                yield Listing(Column(11), Column(share=3), Column(18), Column(share=4), id="log")
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
        waiting = unthanked(self.book, self.today)
        left = self.query_one("#waiting", Listing)
        left.titled(f"Waiting for a thank-you · {len(waiting)}")
        left.show(
            Row(w.volunteer.id, ((w.volunteer.name, "strong"), w.why, (f"{w.days} d", "dim"))) for w in waiting
        )
        found = log(self.book, VIEWS[self._view], self.month, self.today)
        self._entries: dict[str, Entry] = {entry.row.key: entry for entry in found.entries}
        right = self.query_one("#log", Listing)
        right.titled(found.title, f"v {VIEWS[(self._view + 1) % len(VIEWS)]}")
        right.empty_text(found.empty)
        right.show(entry.row for entry in found.entries)
        self._show_entry()

    @on(Listing.Moved, "#log")
    def _show_entry(self) -> None:
        """The highlighted entry in full."""
        title, lines = in_full(self.book, self.entry())
        pane = self.query_one("#entry", Pane)
        pane.titled(title)
        pane.show([*filter(None, lines[:1]), *([(line, "dim")] for line in filter(None, lines[1:]))])

    def entry(self) -> Entry | None:
        """The highlighted entry of the log."""
        return self._entries.get(self.query_one("#log", Listing).key)

    def _in_log(self) -> Entry | None:
        """The highlighted entry, while the cursor is in the log."""
        return self.entry() if self.focused is self.query_one("#log", Listing) else None

    def person(self) -> str:
        """Whoever waits, or whoever the highlighted entry is about."""
        if self.focused is self.query_one("#log", Listing):
            entry = self.entry()
            return entry.person if entry else ""
        return self.query_one("#waiting", Listing).key

    def after_thanks(self, thanks: Recognition) -> None:
        """Highlight what was just given, to be copied or saved."""
        self.query_one("#log", Listing).highlight(thanks.id)

    # -- keys ------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Log a thank-you to anybody."""
        self.ask_record(
            "A thank-you",
            Recognition,
            lambda thanks: f"Thank {listed(praise.recipients(self.book, thanks), most=2)}",
            preset={"on": self.today, "behaviour": guessed(self.book)},
            names=FIELDS,
            also=lambda _, thanks: self.call_after_refresh(self.after_thanks, thanks),
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
                self.mark_held(held)
            case _ if entry and entry.person:
                self.post_message(GoTo("volunteer", entry.person))
            case _ if entry:
                self.ask_behaviours()
            case _:
                self.say(TO_THE_LOG, problem=True)

    @on(Listing.Opened, "#waiting")
    def _open_person(self, event: Listing.Opened) -> None:
        self.post_message(GoTo("volunteer", event.key))

    def action_delete(self) -> None:
        """Delete the highlighted entry."""
        entry = self._in_log()
        if entry is None:
            self.say(TO_THE_LOG, problem=True)
        elif isinstance(entry.record, Recognition | Contribution):
            self.delete(entry.record, "The entry")
        elif isinstance(entry.record, Gathering):
            self.say("The calendar tells of this; a gathering is changed and deleted there.", problem=True)
        else:
            self.say("There is nothing to delete in this line.", problem=True)

    def action_view(self) -> None:
        """The next view of the log."""
        self._view = (self._view + 1) % len(VIEWS)
        self.query_one("#log", Listing).action_first()
        self.fill()

    def action_month(self, step: int) -> None:
        """The wall of another month."""
        if VIEWS[self._view] != "wall":
            self.say(ONLY_THE_WALL, problem=True)
            return
        first = self.month + relativedelta(months=step) if step else month_start(self.today)
        if first > self.today:
            self.say("That month is still to come.", problem=True)
            return
        self._month = first
        self.fill()

    def action_overview(self) -> None:
        """Who is thanked often, who never, whose turn is next."""
        self.post_message(GoTo("seen"))

    def action_behaviours(self) -> None:
        """Change the list of what the community wants more of."""
        self.ask_behaviours()

    # -- out of the house --------------------------------------------------------------------------

    def _note(self) -> Recognition | None:
        """The highlighted thank-you, or None with a word about it."""
        entry = self.entry()
        if entry and isinstance(entry.record, Recognition):
            return entry.record
        self.say("Highlight a thank-you in the log first.", problem=True)
        return None

    def action_copy(self) -> None:
        """Copy the highlighted note, or the whole wall."""
        from store.exchange import thanks as letters

        if VIEWS[self._view] == "wall":
            self.copy_text(letters.wall_as_text(self.book, self.month), letters.wall_title(self.month))
        elif note := self._note():
            self.copy_text(letters.note(note), f"thank you {listed(praise.recipients(self.book, note), most=2)}")

    def action_save(self) -> None:
        """Save the highlighted note as a mail draft, or the whole wall as a page or text."""
        from store.exchange import thanks as letters

        if VIEWS[self._view] == "wall":
            month = self.month
            self.save_text(
                "Save the wall of thanks",
                letters.wall_title(month),
                {
                    ".html": lambda: letters.wall_as_html(self.book, month).encode(),
                    ".txt": lambda: letters.wall_as_text(self.book, month).encode(),
                },
                "Only what was said in public is in it. The ending says how: .html or .txt.",
            )
        elif note := self._note():
            names = listed(praise.recipients(self.book, note), most=2)
            self.save_text(
                "Save this note",
                f"thank you {names} {note.on}",
                {".eml": lambda: letters.note_as_eml(self.book, note), ".txt": lambda: letters.note(note).encode()},
                "The ending says how: .eml is a mail draft, .txt plain text.",
            )
