"""Updates: who is due, what the book says since last time, and the text that leaves the house."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from screens.sharing import SharingScreen
from screens.widgets.drawn import Paper
from screens.widgets.listing import Column, Listing, Row
from screens.widgets.options import Option
from screens.widgets.picker import Picker
from store import update
from store.dates import shown
from store.records import Field
from store.stakeholders import Due, Kind, Stakeholder, draft_for, due_list, sent_today, sent_updates
from store.text import counted
from store.update import Draft, Section

KINDS: tuple[Kind, ...] = ("quick overview", "detailed report", "data picture")


class Readers(Listing):
    """The stakeholders, the most urgent first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Write", id="readers.open", tooltip="Go to this reader's update"),
        Binding("a", "screen.add", "Add", id="readers.add", tooltip="Add a stakeholder"),
        Binding("e", "screen.edit", "Edit", id="readers.edit", tooltip="Change this stakeholder"),
        Binding(
            "d",
            "screen.delete",
            "Delete",
            id="readers.delete",
            tooltip="Delete this stakeholder; undo brings them back",
        ),
    ]


class FactList(Listing):
    """The parts of the update: what is taken in, and the figure of each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "screen.strike", "In or out", id="facts.toggle", tooltip="Take this part in, or strike it"
        ),
        Binding("e", "screen.words", "Edit text", id="facts.words", tooltip="Say this part in your own words"),
        Binding("enter", "open", "Rows", id="facts.rows", tooltip="The records behind this figure"),
        Binding(
            "r", "screen.reset", "As counted", show=False, id="facts.reset", tooltip="Back to what the records say"
        ),
    ]


class UpdatesScreen(SharingScreen):
    """The composer."""

    ROOM = "updates"
    CSS_PATH = "updates.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "Copy", id="updates.copy", tooltip="Copy the text, to paste it into an e-mail"),
        Binding("m", "sent", "Mark sent", id="updates.sent", tooltip="Keep this text as sent today"),
        Binding("x", "save", "Save as…", id="updates.save", tooltip="Save the text as a file"),
        Binding("o", "kind", "Other kind", id="updates.kind", show=False, tooltip="Overview, report or picture"),
        Binding("v", "view", "Sent", id="updates.view", tooltip="What was sent to this reader before"),
        Binding("escape,backspace", "back", "Back", show=False, id="updates.back", tooltip="Back to the readers"),
    ]
    _sent_shown = False
    _draft: Draft | None = None

    def body(self) -> ComposeResult:
        """Readers and facts at the left, the draft at the right."""
        with Horizontal():
            with Vertical(id="left"):
                yield Readers(
                    Column(share=1),
                    Column(22, right=True),
                    title="Stakeholders",
                    id="readers",
                    empty="Nobody to write to yet. a adds a stakeholder: somebody whose support matters.",
                )
                yield FactList(Column(3), Column(15), Column(share=1), title="Facts", id="facts")
            yield Paper(id="draft")

    def on_mount(self) -> None:
        """Begin with the readers."""
        self.set_focus(self.query_one("#readers"))

    # -- what is shown ---------------------------------------------------------------------------

    def fill(self) -> None:
        """Show who is due, and the draft for the highlighted one."""
        dues = due_list(self.book, self.today)
        late = sum(due.on is not None and due.on <= self.today for due in dues)
        readers = self.query_one("#readers", Readers)
        readers.titled(f"Stakeholders · {late} due" if late else "Stakeholders")
        readers.show(self._reader(due) for due in dues)
        self._compose_draft()

    def _reader(self, due: Due) -> Row:
        ready = due.on is not None and due.on <= self.today
        words = (due.words(self.today), "warn" if ready else "dim")
        who = due.stakeholder
        return Row(who.id, ((who.name, "strong"), words), search=f"{who.job} {who.leg}")

    def reader(self) -> Stakeholder | None:
        """The highlighted stakeholder."""
        return self.book.stakeholders.get(self.query_one("#readers", Readers).key)

    def person(self) -> str:
        """The highlighted stakeholder."""
        return self.query_one("#readers", Readers).key

    def arrive(self, key: str) -> None:
        """Open the update for a stakeholder."""
        self.query_one("#readers", Readers).highlight(key)
        self._compose_draft()
        self._open_reader()

    def _compose_draft(self) -> None:
        reader = self.reader()
        self._draft = update.compose(self.book, reader, self.today) if reader else None
        self._show_facts()
        self._show_paper()

    def _show_facts(self) -> None:
        facts = self.query_one("#facts", FactList)
        if self._draft is None:
            facts.titled("Facts")
            facts.empty_text("Nobody to write to yet: esc, then a adds a stakeholder.")
            facts.show([])
            return
        if self._rests(self._draft.stakeholder):
            tomorrow = self.today + timedelta(days=1)
            facts.titled("Sent today", self._draft.kind)
            facts.empty_text(f"Sent today. The next draft starts {shown(tomorrow, self.today)}.")
            facts.show([])
            return
        facts.titled(f"Since {shown(self._draft.facts.since, self.today)}", self._draft.kind)
        facts.show(self._fact(section) for section in self._draft.sections)

    @staticmethod
    def _fact(section: Section) -> Row:
        if section.to_fill:
            return Row(section.name, (("[!]", "warn"), section.title, ("fill or strike", "warn")))
        mark = ("[x]", "good") if section.taken else ("[ ]", "dim")
        told = "in your own words" if section.edited else section.figure
        figure = (told, "accent" if section.edited else "dim")
        return Row(section.name, (mark, (section.title, "" if section.taken else "dim"), figure))

    def _show_paper(self) -> None:
        paper = self.query_one("#draft", Paper)
        draft, reader = self._draft, self.reader()
        if draft is None or reader is None:
            paper.titled("")
            paper.show("")
        elif self._sent_shown or self._rests(reader):
            self._show_sent(reader, paper)
        else:
            words = counted(len(draft.body.split()), "word")
            paper.titled(
                f"{reader.name}{f', {reader.job}' if reader.job else ''} · {reader.cadence} · {reader.channel}",
                words,
            )
            here = next((s for s in draft.taken if s.name == self.query_one("#facts", FactList).key), None)
            marked = here.words.strip() if here and self.query_one("#facts").has_focus else ""
            paper.show(draft.text, marked)

    def _show_sent(self, reader: Stakeholder, paper: Paper) -> None:
        past = sent_updates(self.book, reader.id)[::-1]
        paper.titled(f"Sent to {reader.name} · {len(past)}", "v draft")
        texts = [
            f"{shown(old.sent_on, self.today)}, by {old.channel}\nSubject: {old.subject}\n\n{old.text}"
            for old in past
            if old.sent_on
        ]
        paper.show(f"\n{'─' * 30}\n\n".join(texts) or "Nothing was sent so far; m keeps the draft as sent.")

    # -- events ----------------------------------------------------------------------------------

    @on(Listing.Moved, "#readers")
    def _another_reader(self) -> None:
        self._compose_draft()

    @on(Listing.Moved, "#facts")
    def _another_fact(self) -> None:
        self._show_paper()

    @on(events.DescendantFocus)
    def _among_others(self) -> None:
        """Set off the passage of the highlighted fact only while among the facts."""
        self._show_paper()

    @on(Listing.Opened, "#readers")
    def _open_reader(self) -> None:
        if self.reader():
            self.add_class("-composing")
            self.set_focus(self.query_one("#facts"))

    @on(Listing.Opened, "#facts")
    def _open_fact(self, event: Listing.Opened) -> None:
        section = self._section()
        if section is None:
            return
        if not section.rows:
            self.say(f"{section.title} stands for itself: no records behind it.")
            return
        options = [Option(str(number), row.text) for number, row in enumerate(section.rows)]
        self.app.push_screen(Picker(f"{section.title}: {counted(len(section.rows), 'record')} behind it", options))

    def action_back(self) -> None:
        """End the filter, or go back to the readers."""
        if self.filtering:
            self.action_all()
            return
        self.remove_class("-composing")
        self.set_focus(self.query_one("#readers"))

    # -- the text --------------------------------------------------------------------------------

    def _section(self) -> Section | None:
        key = self.query_one("#facts", FactList).key
        return next((s for s in self._draft.sections if s.name == key), None) if self._draft else None

    def _part(self) -> Section | None:
        """The highlighted part, or None with a word about why there is none."""
        section = self._section()
        if section is None:
            self.say(self.query_one("#facts", FactList).said(), problem=True)
        return section

    def _nothing_to_write(self) -> str:
        if self._draft is None:
            return "Add a stakeholder first: a."
        return f"{self._draft.stakeholder.name} was sent everything up to today; there is more to tell tomorrow."

    def action_strike(self) -> None:
        """Take the highlighted part in, or strike it; what was typed for it is kept."""
        section, draft = self._part(), self._draft
        if section and draft:
            kept = update.keep(self.book, draft, chosen={section.name: not section.taken})
            verb = "Strike" if section.taken else "Take in"
            self.attempt(f"{verb} «{section.title}»", lambda change: change.put(kept))

    def action_words(self) -> None:
        """Say the highlighted part in other words."""
        section, draft = self._part(), self._draft
        if section is None or draft is None or not self.may_write():
            return
        field = Field(
            "words",
            section.title,
            "one line a paragraph; «- » begins a point",
            "long",
            False,
            "",
            False,
            (),
            "",
            str,
        )

        def save(values: dict[str, str]) -> None:
            words = {section.name: values["words"]}
            chosen = {section.name: bool(values["words"].strip())}
            with self.changing(f"Write «{section.title}» for {draft.stakeholder.name}") as change:
                change.put(update.keep(self.book, draft, words=dict(words), chosen=chosen))

        self.ask(f"{section.title}, for {draft.stakeholder.name}", [field], {"words": section.words}, save)

    def action_reset(self) -> None:
        """Back to what the records say."""
        section, draft = self._part(), self._draft
        if section and draft and section.edited:
            kept = update.keep(self.book, draft, words={section.name: None})
            self.attempt(f"Reset «{section.title}»", lambda change: change.put(kept))
        elif section:
            self.say("This part is as the records say already.")

    def action_kind(self) -> None:
        """The next kind of update."""
        draft = self._draft
        if draft is None or self._rests(draft.stakeholder):
            self.say(self._nothing_to_write(), problem=True)
        else:
            kind = KINDS[(KINDS.index(draft.kind) + 1) % len(KINDS)]
            other = update.compose(self.book, draft.stakeholder, self.today, kind=kind)
            kept = update.keep(self.book, other)
            self.attempt(f"Write a {kind}", lambda change: change.put(kept), f"Now a {kind}.")

    # -- out of the house --------------------------------------------------------------------------

    def _rests(self, reader: Stakeholder) -> bool:
        """Whether this reader was told everything up to today, and no new draft was begun."""
        return bool(sent_today(self.book, reader.id, self.today)) and not draft_for(self.book, reader.id)

    def _ready(self) -> Draft | None:
        """The draft, unless a part of it still wants words or everything in it was sent today."""
        draft = self._draft
        if draft is None or self._rests(draft.stakeholder):
            self.say(self._nothing_to_write(), problem=True)
            return None
        if draft.unfilled:
            section = draft.unfilled[0]
            self._open_reader()
            self.query_one("#facts", FactList).highlight(section.name)
            self.say(f"«{section.title}» has no words yet: e fills it, space strikes it.", problem=True)
            return None
        return draft

    def action_copy(self) -> None:
        """Copy the text."""
        if draft := self._ready():
            self.copy_text(draft.text, f"{draft.stakeholder.name} {self.today}")

    def action_save(self) -> None:
        """Save the text as a file."""
        if draft := self._ready():
            name = f"update {draft.stakeholder.name} {self.today}"
            self.save_text("Save the update", draft, name, endings=".txt, .md, .html or .eml (a mail draft)")

    def action_sent(self) -> None:
        """Keep the text as sent today."""
        if draft := self._ready():
            record = update.sent(self.book, draft, self.today)
            name = draft.stakeholder.name
            self.attempt(
                f"Update sent to {name}",
                lambda change: change.put(record),
                f"Kept as sent to {name} today; the next one starts tomorrow. u takes that back.",
            )

    def action_view(self) -> None:
        """The draft, or what was sent before."""
        if self._draft is None:
            self.say(self._nothing_to_write(), problem=True)
            return
        self._sent_shown = not self._sent_shown
        self._show_paper()

    # -- stakeholders ------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Add a stakeholder."""
        self.ask_record(
            "A stakeholder",
            Stakeholder,
            lambda who: f"Add {who.name}",
            preset={"since": self.today},
            names=("name", "job", "email", "leg", "stake", "cadence", "channel", "kind", "ask", "notes"),
        )

    def action_edit(self) -> None:
        """Change the highlighted stakeholder."""
        if reader := self.reader():
            self.ask_record(reader.name, Stakeholder, lambda who: f"Edit {who.name}", base=reader)
        else:
            self.say("Nobody to change yet; a adds a stakeholder.", problem=True)

    def action_delete(self) -> None:
        """Delete the highlighted stakeholder."""
        reader = self.reader()
        self.delete(reader, reader.name if reader else "")
