"""One person's page: everything the book holds about them, on one screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.certificate_actions import CertificateCommands
from screens.common.actions.general_actions import other_list
from screens.common.actions.need_actions import NeedCommands
from screens.common.actions.orbit_actions import SCORE, OrbitCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.readiness_actions import ReadinessCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.host import highlighted_volunteer
from screens.common.messages import GoTo
from screens.common.record_page import RecordPage, RecordScreen
from screens.people.lifecycle_actions import LifecycleCommands
from screens.people.mentoring_actions import MentoringCommands
from screens.widgets.keys import key_of
from store.core.record import Record
from store.model.calendar import Gathering
from store.model.people import Ask, Task
from store.model.stages import Move
from store.model.training import Buddies
from store.people.offboarding import may_take
from store.people.requests import open_asks
from store.profiles import person
from store.profiles.record_page import Line, Page

EDITED: dict[type[Record], tuple[str, ...]] = {
    Task: ("text", "done_on", "note", "to"),
    Move: ("on", "note"),  # where it led was agreed: < and > change that, and ask for a yes
}
"""The fields asked where a record keeps more than a person should change: a stage is changed by moving."""
ONLY_THEIRS = (
    "Move",
    "Tenure",
    "Contribution",
    "Recognition",
    "Contact",
    "Ask",
    "Reminder",
    "Task",
    "Need",
    "Absence",
    "Readiness",
    "Teaching",
    "Buddies",
)
"""What is deleted on a person's page; everything else is not this person's alone."""


def no_history() -> str:
    """An empty past, and the keys that begin one."""
    return f"No history yet. Press {key_of('person.contact')} to record a contact, {key_of('person.contribute')} to record a contribution or {key_of('person.thank')} to thank them."


def _deletable(line: Line) -> bool:
    """Whether a line is a record of this person alone."""
    return not line.key.startswith("lost:") and type(line.record).__name__ in ONLY_THEIRS


class VolunteerScreen(RecordScreen):
    """Everything about one volunteer."""

    ROOM = "pipeline"
    ACTIONS = (
        LifecycleCommands,
        MentoringCommands,
        ReadinessCommands,
        OrbitCommands,
        NeedCommands,
        PersonCommands,
        ThanksCommands,
        CertificateCommands,
    )
    AT_ONCE = frozenset({"volunteer.tick", "volunteer.next", "volunteer.back"})
    BINDINGS: ClassVar[list[BindingType]] = [
        *ThanksCommands.keys("thank"),
        *PersonCommands.keys("contact"),
        Binding("a", "ask_for", "Add request", id="volunteer.ask", tooltip="Record a request to this person"),
        Binding("w", "hand_over", "Hand over", id="volunteer.over", tooltip="Hand over the selected item"),
        Binding("r", "answer", "Answer", id="volunteer.answer", tooltip="Record the answer to a request"),
        *ReadinessCommands.keys(),
        *NeedCommands.keys(),
        Binding("space", "tick", "Tick", id="volunteer.tick", tooltip="Tick the selected checklist item"),
        Binding(
            "greater_than_sign",
            "move(1)",
            "Next stage",
            key_display=">",
            id="volunteer.next",
            tooltip="Move this person to the next stage",
        ),
        Binding(
            "less_than_sign",
            "move(-1)",
            "Previous stage",
            key_display="<",
            id="volunteer.back",
            show=False,
            tooltip="Move this person to the previous stage",
        ),
        Binding(
            "e", "edit", "Edit", id="volunteer.edit", tooltip="Edit the selected line, or this person"
        ),
        *ThanksCommands.keys("contribute"),
        *CertificateCommands.keys(),
        Binding(
            "d",
            "delete",
            "Delete",
            id="volunteer.delete",
            tooltip="Delete the selected line (can be undone)",
        ),
        *MentoringCommands.keys(),
        *LifecycleCommands.keys("away", "leaving", "merge", "erase"),
        other_list("volunteer"),
        *LifecycleCommands.keys("templates"),
        Binding("escape,backspace", "leave", "Back", id="volunteer.leave", tooltip="Back to the previous screen"),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """The page."""
        yield RecordPage(no_history)

    def person(self) -> str:
        """The volunteer of this page."""
        return self._id

    def page(self) -> Page | None:
        """Everything about them, their scores last: nothing is to be done about these."""
        if (volunteer := self.book.volunteers.get(self._id)) is None:
            return None
        page = person.page(self.book, volunteer, self.today)
        return replace(page, now=(*page.now, *OrbitCommands(self).orbit_section(volunteer)))

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected line; where it is no record, for the person."""
        line = self.view.here()
        record = line.record if line else None
        task, ask = isinstance(record, Task), isinstance(record, Ask)
        keys: dict[str, object] = {
            **self.view.fold_keys(),
            "volunteer.tick": task,
            "volunteer.over": isinstance(record, Task) and not record.done_on and may_take(self.book, record)[0],
            "volunteer.answer": ask or next(iter(open_asks(self.book, self._id)), None),
            "volunteer.edit": line,
            "volunteer.delete": line and _deletable(line),
        }
        return keys if record else {"person.thank": True, "person.contact": True, **keys}

    def action_move(self, step: int) -> None:
        """One stage on or back."""
        PersonCommands(self).move_by(step)

    def action_edit(self) -> None:
        """Change the selected record, or the person's facts."""
        self.open_line(self.view.here())

    def open_line(self, line: Line | None) -> None:
        """Change what a line is about, or the person's facts; answer a request that awaits it, go to a gathering ahead."""
        record = line.record if line else None
        if line is None or record is None:
            self._edit_person(line)
        elif line.key.startswith("ask:"):
            PersonCommands(self).answer_ask(self.book.asks[record.id])
        elif isinstance(record, Gathering) and line.key.startswith("host:"):
            self.post_message(GoTo("calendar", record.id))
        elif isinstance(record, Buddies):
            MentoringCommands(self).edit_pair(record)
        else:
            label = f"Edit ‘{line.what}’" if line.what else "Edit this line"
            self.ask_record(label, type(record), lambda _: label, base=record, names=EDITED.get(type(record), ()))

    def _edit_person(self, line: Line | None) -> None:
        """Change their facts, or open the rows behind a score."""
        volunteer = highlighted_volunteer(self)
        if volunteer and line and line.key.startswith(SCORE):
            OrbitCommands(self).open_score(volunteer, line.key)
        elif volunteer:
            PersonCommands(self).edit_person(volunteer)

    def action_delete(self) -> None:
        """Delete the selected record; what is not this person's alone stays."""
        line = self.view.here()
        record = line.record if line else None
        if line is None or record is None:
            self.say("Select a dated line to delete. To delete the person, go to the pipeline.", problem=True)
        elif line.key.startswith("feedback:"):
            self.say("This is feedback on a session. Edit it to change it.", problem=True)
        elif isinstance(record, Gathering):
            self.say("This is a gathering. Delete it in the calendar.", problem=True)
        elif not _deletable(line):
            self.say("This person holds the item shown here. Delete it on its own screen.", problem=True)
        else:
            self.delete(record, f"‘{line.what}’")

    def action_answer(self) -> None:
        """Record the answer to the selected request, or to the oldest open one."""
        line = self.view.here()
        PersonCommands(self).answer_ask(
            line.record
            if line and isinstance(line.record, Ask)
            else next(iter(open_asks(self.book, self._id)), None)
        )

    def action_tick(self) -> None:
        """Tick or untick the selected item."""
        line = self.view.here()
        task = line.record if line else None
        if not isinstance(task, Task):
            some = any(c.volunteer == self._id for c in self.book.checklists.values())
            hint = (
                "Select a checklist item to tick it."
                if some
                else f"No checklist yet. Press {key_of('volunteer.leaving')} to start offboarding."
            )
            self.say(hint, problem=True)
        else:
            LifecycleCommands(self).tick(task)

    def action_hand_over(self) -> None:
        """Pick who takes what the selected item is about."""
        line = self.view.here()
        task = line.record if line else None
        if isinstance(task, Task):
            LifecycleCommands(self).hand_over(task)
        else:
            self.say(
                f"Select an offboarding item first, or press {key_of('volunteer.leaving')} to start offboarding.",
                problem=True,
            )
