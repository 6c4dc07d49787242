"""Recognition: who waits for a thank-you, what was given, and what for."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from screens.base import GoTo
from screens.doing import PERSON_KEYS, DoingScreen
from screens.widgets.drawn import Pane
from screens.widgets.listing import Column, Listing, Row
from store.dates import short
from store.people import department_of, name_of
from store.recognition import Contribution, Recognition, unthanked
from store.text import counted, listed


class RecognitionScreen(DoingScreen):
    """Who is unthanked, beside the log of thanks or of contributions."""

    ROOM = "recognition"
    CSS_PATH = "recognition.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        PERSON_KEYS[0],
        Binding(
            "a", "add", "Add thanks", id="recognition.add", tooltip="Log a thank-you to anybody, or to several"
        ),
        PERSON_KEYS[1],
        Binding("e", "edit", "Edit", id="recognition.edit", tooltip="Change the highlighted entry"),
        Binding(
            "d",
            "delete",
            "Delete",
            id="recognition.delete",
            tooltip="Delete the highlighted entry; undo brings it back",
        ),
        Binding(
            "v", "view", "View", id="recognition.view", tooltip="Change between thanks given and contributions"
        ),
        PERSON_KEYS[2],
        Binding("tab", "app.focus_next", "Other list", id="recognition.other", tooltip="Go to the other list"),
    ]
    _contributions = False

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

    def fill(self) -> None:
        """Show who waits and what was logged."""
        waiting = unthanked(self.book, self.today)
        left = self.query_one("#waiting", Listing)
        left.titled(f"Waiting for a thank-you · {len(waiting)}")
        left.show(
            Row(w.volunteer.id, ((w.volunteer.name, "strong"), w.why, (f"{w.days} d", "dim"))) for w in waiting
        )
        log = self.query_one("#log", Listing)
        if self._contributions:
            made = sorted(self.book.contributions.values(), key=lambda c: (c.on, c.id), reverse=True)
            log.titled(f"Contributions · {len(made)}", "v thanks given")
            log.empty_text("No contribution logged yet. Highlight somebody and press c; hosting counts by itself.")
            log.show(self._made(contribution) for contribution in made)
        else:
            given = sorted(self.book.recognitions.values(), key=lambda r: (r.on, r.id), reverse=True)
            log.titled(f"Thanks given · {len(given)}", "v contributions")
            log.empty_text("No thanks logged yet. t thanks whoever is highlighted, a anybody else.")
            log.show(self._given(thanks) for thanks in given)
        self._show_entry()

    def _given(self, thanks: Recognition) -> Row:
        names = listed([name_of(self.book, person) for person in thanks.to], most=2)
        cells = (
            (short(thanks.on, self.today), "dim"),
            (names, "strong"),
            (thanks.behaviour, "accent"),
            thanks.words,
        )
        return Row(thanks.id, cells, search=thanks.form)

    def _made(self, made: Contribution) -> Row:
        about = f"«{made.topic}»" if made.topic else made.note
        reached = f" · {counted(made.learners, 'learner')}" if made.learners else ""
        name = name_of(self.book, made.volunteer)
        cells = ((short(made.on, self.today), "dim"), (name, "strong"), (made.kind, "accent"), about + reached)
        volunteer = self.book.volunteers.get(made.volunteer)
        return Row(made.id, cells, search=department_of(self.book, volunteer) if volunteer else "")

    @on(Listing.Moved, "#log")
    def _show_entry(self) -> None:
        """The highlighted entry in full."""
        key, pane = self.query_one("#log", Listing).key, self.query_one("#entry", Pane)
        if thanks := self.book.recognitions.get(key):
            pane.titled(listed([name_of(self.book, person) for person in thanks.to], most=3))
            told = [thanks.form, thanks.where, "in public" if thanks.public else "in private"]
            pane.show([thanks.words, [(" · ".join(filter(None, told)), "dim")]])
        elif made := self.book.contributions.get(key):
            pane.titled(name_of(self.book, made.volunteer))
            spent = counted(made.minutes, "minute") if made.minutes else ""
            pane.show([made.note, [(" · ".join(filter(None, [made.kind, made.topic, spent])), "dim")]])
        else:
            pane.titled("")
            pane.show([])

    def _in_log(self) -> Recognition | Contribution | None:
        log = self.query_one("#log", Listing)
        if self.focused is not log:
            return None
        return self.book.contributions.get(log.key) if self._contributions else self.book.recognitions.get(log.key)

    def person(self) -> str:
        """Whoever waits, or whoever the highlighted entry is about."""
        entry = self._in_log()
        if entry is None:
            return self.query_one("#waiting", Listing).key
        return entry.volunteer if isinstance(entry, Contribution) else entry.to[0]

    # -- keys ------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Log a thank-you to anybody."""
        self.ask_record(
            "A thank-you",
            Recognition,
            lambda thanks: f"Thank {listed([name_of(self.book, person) for person in thanks.to], most=2)}",
            preset={"on": self.today, "behaviour": "shares knowledge"},
            names=("to", "words", "behaviour", "form", "where", "public", "on"),
        )

    @on(Listing.Opened, "#log")
    def action_edit(self) -> None:
        """Change the highlighted entry."""
        match self._in_log():
            case Recognition() as thanks:
                self.ask_record("Change this thank-you", Recognition, lambda _: "Edit a thank-you", base=thanks)
            case Contribution() as made:
                self.ask_record(
                    "Change this contribution", Contribution, lambda _: "Edit a contribution", base=made
                )
            case _:
                self.say("Go to the log with tab, and highlight an entry there.", problem=True)

    @on(Listing.Opened, "#waiting")
    def _open_person(self, event: Listing.Opened) -> None:
        self.post_message(GoTo("volunteer", event.key))

    def action_delete(self) -> None:
        """Delete the highlighted entry."""
        entry = self._in_log()
        if entry is None:
            self.say("Go to the log with tab, and highlight an entry there.", problem=True)
        else:
            self.delete(entry, "The entry")

    def action_view(self) -> None:
        """Thanks given, or contributions."""
        self._contributions = not self._contributions
        self.fill()
