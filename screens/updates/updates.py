"""Updates: who is due, what has happened since the last update, and the text to send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view, view_menu
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoBack, GoTo
from screens.common.screen import BookScreen
from screens.updates.compose_actions import ComposeCommands
from screens.updates.draft_lines import addressed, reader_row, section_rows, sent_text
from screens.updates.lists import VIEWS, FactList, Readers
from screens.updates.other_texts import MANAGER, OtherTextCommands
from screens.updates.reader_actions import ReaderCommands
from screens.updates.send_actions import SendCommands, shown
from screens.widgets.containers import Horizontal, Vertical
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing
from screens.widgets.lists.option import Option
from screens.widgets.panes import Paper
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import pluralize, quoted
from store.model.stakeholders import Stakeholder
from store.people.stages import membership
from store.persistence.unsaved_drafts import HalfWritten
from store.updates.stakeholders import due_list


class UpdatesScreen(BookScreen):
    """The composer."""

    ROOM = "updates"
    VIEWS = VIEWS
    CSS_PATH = "updates.tcss"
    ACTIONS = (ReaderCommands, ComposeCommands, SendCommands, OtherTextCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *SendCommands.keys("copy", "sent"),
        Binding(
            "v",
            "view",
            "Sent",
            id="updates.view",
            tooltip="Go to the next view: sent updates, comms plan or stakeholder map",
        ),
        previous_view("updates"),
        view_menu("updates", "Go to updates, sent updates, comms plan or map"),
        *SendCommands.keys("save"),
        *ComposeCommands.keys("whole"),
        *SendCommands.keys("copy_as"),
        *ComposeCommands.keys("kind", "template"),
        *OtherTextCommands.keys(),
        Binding("escape,backspace", "back", "Back", show=False, id="updates.back", tooltip="Back to stakeholders"),
    ]

    def body(self) -> ComposeResult:
        """Stakeholders and sections at the left, the draft at the right."""
        with Horizontal():
            with Vertical(id="left"):
                yield Readers(
                    Column(share=1),
                    Column(22, right=True),
                    title="Stakeholders",
                    id="readers",
                    empty=lambda: (
                        f"No stakeholders yet. Press {key_of('readers.add')} to add the first, such as your manager."
                    ),
                )
                yield FactList(Column(3), Column(24), Column(share=1), title="Sections", id="facts")
            yield Paper(id="draft").when_empty("Update", "The update to the selected stakeholder appears here.")

    def on_mount(self) -> None:
        """Begin with the stakeholders."""
        self.set_focus(self.query_one("#readers"))

    @property
    def composing(self) -> ComposeCommands:
        """The draft."""
        return self.commands.of(ComposeCommands)

    @property
    def addressing(self) -> ReaderCommands:
        """The recipients."""
        return self.commands.of(ReaderCommands)

    def facts(self) -> FactList:
        """The list of its sections."""
        return self.query_one("#facts", FactList)

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected section, and with the selected stakeholder's update."""
        draft, reader, section = self.composing.draft, self.reader(), self.composing.section()
        writing = draft and not self.composing.rests(draft)
        return {
            "facts.toggle": section,
            "facts.words": section,
            "updates.copy": draft,
            "updates.sent": writing,
            **{f"readers.{name}": reader for name in ("together", "page", "contact", "thank", "edit", "delete")},
            **dict.fromkeys(("updates.save", "updates.copy_as"), draft),
            **dict.fromkeys(("updates.whole", "updates.kind"), writing),
            "facts.reset": section,
        }

    # -- what is shown ---------------------------------------------------------------------------

    def get_ready(self) -> Iterator[None]:
        """The draft for the stakeholder due first."""
        membership(self.book)
        yield
        if dues := due_list(self.book, self.today):
            self.composing.composed((dues[0].stakeholder,))
            yield

    def fill(self) -> None:
        """Show who is due, and the draft for the selected one."""
        self.addressing.keep()
        together = self.addressing.together
        dues = due_list(self.book, self.today)
        late = sum(due.on is not None and due.on <= self.today for due in dues)
        readers = self.query_one("#readers", Readers)
        several = f"one text for {len(together)}" if together else ""
        parts = [f"Stakeholders · {len(dues)}" if dues else "Stakeholders", f"{late} due" if late else ""]
        readers.titled(" · ".join(filter(None, parts)), several)
        readers.show(reader_row(due, self.today, ticked=due.stakeholder.id in together) for due in dues)
        self._compose_draft()

    def reader(self) -> Stakeholder | None:
        """The selected stakeholder."""
        return self.book.stakeholders.get(self.query_one("#readers", Readers).key)

    def person(self) -> str:
        """The selected stakeholder."""
        return self.query_one("#readers", Readers).key

    def arrive(self, key: str) -> None:
        """Open the update for a stakeholder, or the note to a manager."""
        if key.startswith(MANAGER):
            self.call_after_refresh(self.commands.of(OtherTextCommands).offer_note, key)
            return
        self.addressing.separate()
        self.query_one("#readers", Readers).highlight(key)
        self._compose_draft()
        self._open_reader()

    def resume(self, half: HalfWritten) -> None:
        """Continue a text that was being typed when the program stopped."""
        self.addressing.together = half.to if len(half.to) > 1 else ()
        self.fill()
        self.query_one("#readers", Readers).highlight(half.to[0])
        self._compose_draft()
        self.to_parts()
        self.composing.resume(half)

    def _compose_draft(self) -> None:
        readers, said = self.addressing.recipients(), self.composing.template_problem
        self.composing.draft = self.composing.composed(readers) if readers else None
        if self.composing.template_problem and self.composing.template_problem != said:
            self.say(self.composing.template_problem, problem=True)
        self._show_facts()
        self._show_paper()
        self.commands.of(SendCommands).copy_awaited()

    def _show_facts(self) -> None:
        facts, draft = self.facts(), self.composing.draft
        if draft is None:
            facts.titled("Sections")
            facts.empty_text(
                f"No stakeholders yet. Press {key_of('updates.back')}, then {key_of('readers.add')} to add the first."
            )
            facts.show([])
            return
        if self.composing.rests(draft):
            tomorrow = self.today + timedelta(days=1)
            facts.titled(f"{label_of(draft.kind).capitalize()} sent today")
            facts.empty_text(
                f"Sent today. The next draft covers the period from {format_day(tomorrow, self.today)}."
            )
            facts.show([])
            return
        taken = sum(section.taken for section in draft.sections)
        facts.titled(
            f"{label_of(draft.kind).capitalize()} since {format_day(draft.facts.since, self.today)}",
            f"{taken} of {pluralize(len(draft.sections), 'section')}",
        )
        facts.show(section_rows(draft))

    @on(Listing.Moved, "#facts")
    @on(events.DescendantFocus)
    def _show_paper(self) -> None:
        """The draft; the passage of the selected section is set off only while among the sections."""
        paper, draft = self.query_one("#draft", Paper), self.composing.draft
        if draft is None:
            paper.titled("")
            paper.show("")
        elif self.composing.rests(draft):
            text = sent_text(self.book, draft)
            paper.titled(f"Sent to {draft.names} today", pluralize(len(text.split()), "word"))
            paper.show(text)
        else:
            text, meter = shown(draft)
            paper.titled(addressed(draft), meter)
            here = next((p for p in draft.passages if p.name == self.facts().key), None)
            marked = here.text if here and self.facts().has_focus else ""
            paper.show(text, marked)

    # -- events ----------------------------------------------------------------------------------

    @on(Listing.Moved, "#readers")
    def _another_reader(self) -> None:
        composed = self.composing.draft is not None and self.composing.draft.readers == self.addressing.recipients()
        if not self.addressing.together and not composed:
            self._compose_draft()

    @on(Listing.Opened, "#readers")
    def _open_reader(self) -> None:
        if self.reader():
            self.to_parts()

    def to_parts(self) -> None:
        """From the stakeholders to the sections of the draft."""
        self.add_class("-composing")
        self.set_focus(self.facts())

    @on(Listing.Opened, "#facts")
    def _open_fact(self, event: Listing.Opened) -> None:
        section = self.composing.section()
        if section is None or self.composing.draft is None:
            return
        if section.name == "promised":
            self.composing.ask_promises(self.composing.draft)
            return
        if section.question:
            self.composing.ask_about_request(self.composing.draft, section)
            return
        if not section.rows:
            self.say(f"{quoted(section.title)} is not based on records.")
            return
        from screens.widgets.lists.picker import Picker

        options = [Option(str(number), row.text) for number, row in enumerate(section.rows)]
        self.app.push_screen(Picker(f"{section.title}: based on {pluralize(len(section.rows), 'record')}", options))

    def action_back(self) -> None:
        """End the filter, go back to the stakeholders, untick them, or go back to the previous screen."""
        self.commands.of(SendCommands).awaited_by = ()
        if self.filtering.holds_back():
            self.commands.let_go()
        elif self.query_one("#readers").has_focus and self.addressing.together:
            self.addressing.separate()
        elif self.query_one("#readers").has_focus and not self.has_class("-composing"):
            self.post_message(GoBack())
        else:
            self.remove_class("-composing")
            self.set_focus(self.query_one("#readers"))

    def action_view(self, step: int = 1) -> None:
        """Go to the sent updates, or to the stakeholder map."""
        self.post_message(GoTo("sent" if step > 0 else "support", self.person()))
