"""What is done for one person over time: checklists ticked, things handed over, leaving, two records made one."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Protocol

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.host import Host, highlighted_volunteer
from screens.common.outcome import done
from screens.common.record_forms import open_form
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lists.option import Option
from store.core.fields import fields
from store.core.labels import label_of
from store.core.record import ORGANISER
from store.core.text import pluralize
from store.model.people import Absence, Checklist, ChecklistKind, Task, Template, Volunteer
from store.people import merge_people as merging
from store.people import offboarding as leaving
from store.people import stages as adoption
from store.people.checklists import DEFAULTS, tasks_of, template_of, unfinished
from store.people.directory import by_name, department_of, name_of
from store.people.stages import stage_of

KINDS: tuple[ChecklistKind, ...] = ("onboarding", "offboarding")


class PageHost(Host, Protocol):
    """A page about one person, with checklists."""

    def show_line(self, key: str) -> None:
        """Select a line of the page."""

    def arrive(self, key: str) -> None:
        """Turn to the page of someone."""


class LifecycleCommands(Commands[PageHost]):
    """Checklists, offboarding, merging and erasing, for the person of a page."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "L",
            "leaving",
            "Offboard",
            id="volunteer.leaving",
            tooltip="Start an offboarding checklist of everything they hold",
        ),
        Binding(
            "z",
            "away",
            "Away",
            show=False,
            id="volunteer.away",
            tooltip="Record the days when this person is away",
        ),
        Binding(
            "M",
            "merge",
            "Merge",
            id="volunteer.merge",
            tooltip="Merge two records of this person",
        ),
        Binding(
            "D",
            "erase",
            "Erase",
            show=False,
            id="volunteer.erase",
            tooltip="Erase this person for good, backups included",
        ),
        Binding(
            "E",
            "templates",
            "Templates",
            show=False,
            id="volunteer.templates",
            tooltip="Edit the onboarding and offboarding templates",
        ),
    ]

    # -- away --------------------------------------------------------------------------------------

    def action_away(self) -> None:
        """Note days on which the person of the page is away."""
        if not (volunteer := highlighted_volunteer(self.screen)):
            return
        self.screen.ask_record(
            f"Record {volunteer.name}’s absence",
            Absence,
            lambda _: f"Record {volunteer.name}’s absence",
            preset={"volunteer": volunteer.id, "since": self.today},
            names=("since", "until", "reason"),
        )

    # -- checklists --------------------------------------------------------------------------------

    def tick(self, task: Task) -> None:
        """Tick an item, or untick it; the last one of an offboarding checklist asks what comes after."""
        ticked = leaving.tick(task, self.today)
        label = f"{'Tick' if ticked.done_on else 'Untick'} ‘{task.text}’"
        if self.screen.attempt(label, lambda change: change.put(ticked)):
            self._after_the_last(task)

    def _after_the_last(self, task: Task) -> None:
        checklist = self.book.checklists[task.checklist]
        todo = any(not other.done_on for other in tasks_of(self.book, checklist))
        if not todo and checklist.kind == "offboarding":
            self._next_step(self.book.volunteers[checklist.volunteer])

    def _next_step(self, volunteer: Volunteer) -> None:
        """All is handed over: alumni, if they want it, and thanks."""
        from screens.widgets.lists.picker import Picker

        stays = stage_of(self.book, volunteer, self.today).stage == "alumni"
        options = [
            Option("both", "Move to alumni and thank", "they want to stay in touch"),
            Option("thank", "Thank only", "they keep their stage"),
            Option("alumni", "Only move to alumni", "already thanked"),
            Option("nothing", "Nothing else", ""),
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if not picked:
                return
            if picked[0] in ("both", "alumni") and not stays:
                PersonCommands(self.screen).move_to(volunteer, "alumni")
            if picked[0] in ("both", "thank"):
                ThanksCommands(self.screen).action_thank()

        self.screen.app.push_screen(
            Picker(f"{volunteer.name}’s offboarding is complete: next step", options), chosen
        )

    def hand_over(self, task: Task) -> None:
        """Pick who takes what an item is about; the records follow in the same change."""
        from screens.widgets.lists.picker import Picker

        some, organiser_may = leaving.may_take(self.book, task)
        if task.done_on or not some:
            self.screen.say(
                f"‘{task.text}’ is already done."
                if task.done_on
                else f"‘{task.text}’ needs no handover. Press {key_of('volunteer.tick')} to tick it.",
                problem=True,
            )
            return
        leaver = self.book.checklists[task.checklist].volunteer
        where = adoption.standings(self.book, self.today)
        there = [v for v in by_name(self.book.volunteers.values()) if v.id != leaver]
        there = [v for v in there if where[v.id].stage not in (*adoption.BEFORE_YES, "alumni")]
        there.sort(key=lambda v: where[v.id].stage not in adoption.MEMBERS)
        options = [
            Option(
                v.id, v.name, ", ".join(filter(None, [label_of(where[v.id].stage), department_of(self.book, v)]))
            )
            for v in there
        ]
        if organiser_may:
            options.append(Option(ORGANISER, "you", "the organiser"))

        def chosen(picked: tuple[str, ...] | None) -> None:
            if not picked:
                return
            name = name_of(self.book, picked[0])
            label = f"Hand over ‘{task.text}’ to {name}"
            work = lambda change: leaving.hand_over(self.book, change, task, picked[0], self.today)  # noqa: E731
            if self.screen.attempt(label, work, done(label)):
                self._after_the_last(task)

        self.screen.app.push_screen(
            Picker(f"Hand over: {task.text}", options, empty="No one else has said yes yet."), chosen
        )

    def action_leaving(self) -> None:
        """Start the offboarding checklist, made from what the leaver holds."""
        volunteer = highlighted_volunteer(self.screen)
        if volunteer is None:
            return
        if not self.screen.may_write():
            return
        begun = leaving.leavers(self.book, self.today).get(volunteer.id)
        field = next(field for field in fields(Checklist) if field.name == "last_day")
        held = pluralize(len(leaving.holdings(self.book, volunteer, self.today)), "item")
        open_form(
            self.screen,
            f"Change {volunteer.name}’s last day" if begun else f"Start {volunteer.name}’s offboarding",
            [field],
            {"last_day": begun.last_day if begun else None},
            lambda values: self._leaves_on(volunteer, begun, values["last_day"]),
            intro="Offboarding has already started." if begun else f"The checklist has {held} to hand over.",
            enter_saves=True,
        )

    def _leaves_on(self, volunteer: Volunteer, begun: Checklist | None, last_day: date | None) -> None:
        """Start the checklist of a leaver, or change the last day of one who is leaving."""
        if begun:
            with self.screen.changing(f"Change {volunteer.name}’s last day") as change:
                change.put(replace(begun, last_day=last_day))
            return
        held = len(leaving.holdings(self.book, volunteer, self.today))
        with self.screen.changing(f"Start {volunteer.name}’s offboarding") as change:
            leaving.begin(self.book, change, volunteer, self.today, last_day)
        checklist = unfinished(self.book, volunteer.id, "offboarding")
        if checklist is None:
            self.screen.say("Offboarding was completed recently. The checklist is on this page.", problem=True)
            return
        self.screen.call_after_refresh(self.screen.show_line, tasks_of(self.book, checklist)[0].id)
        self.screen.say(
            f"{pluralize(held, 'item')} to hand over. Press {key_of('volunteer.over')} on each. {to_undo()}"
        )

    def action_templates(self) -> None:
        """Edit what the checklists start with."""
        from screens.widgets.lists.picker import Picker

        options = [Option(kind, kind, f"{len(DEFAULTS[kind])} items by default") for kind in KINDS]

        def chosen(picked: tuple[str, ...] | None) -> None:
            kind = next((kind for kind in KINDS if picked == (kind,)), None)
            if kind:
                self._edit_template(kind)

        self.screen.app.push_screen(Picker("Edit template", options), chosen)

    def _edit_template(self, kind: ChecklistKind) -> None:
        self.screen.ask_record(
            f"Edit {kind} template",
            Template,
            lambda _: f"Edit {kind} template",
            base=template_of(self.book, kind),
            intro="Changes apply to new checklists. Those already started stay unchanged.",
        )

    # -- two records of one person -----------------------------------------------------------------

    def action_merge(self) -> None:
        """Pick the other record of this person, and make both one."""
        from screens.widgets.lists.picker import Picker

        here = highlighted_volunteer(self.screen)
        if here is None or not self.screen.may_write():
            return
        options = [
            Option(v.id, v.name, ", ".join(filter(None, [v.email, department_of(self.book, v)])))
            for v in merging.same_person(self.book, here)
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._which_stays(here, self.book.volunteers[picked[0]])

        title = f"Merge {here.name} with"
        self.screen.app.push_screen(
            Picker(title, options, empty="There is no one else in the book to merge with."), chosen
        )

    def _which_stays(self, here: Volunteer, other: Volunteer) -> None:
        """Show both records, the fuller one first, and merge into the one that is picked."""
        from screens.widgets.lists.picker import Picker

        pair = merging.fuller_first(self.book, here, other)
        options = [Option(v.id, v.name, self._in_brief(v)) for v in pair]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if not picked:
                return
            keep, gone = pair if picked[0] == pair[0].id else pair[::-1]
            if self.screen.attempt(
                f"Merge {gone.name} into {keep.name}",
                lambda change: merging.merge(self.book, change, keep, gone),
                f"Merged into {keep.name}. All records were kept. {to_undo()}",
            ):
                self.screen.arrive(keep.id)

        self.screen.app.push_screen(Picker("Choose the name and details to keep", options), chosen)

    def _in_brief(self, volunteer: Volunteer) -> str:
        """What tells one record of a person from another: stage, department, address, and how much is behind it."""
        stage = label_of(stage_of(self.book, volunteer, self.today).stage)
        records = pluralize(merging.known_of(self.book, volunteer)[0], "record")
        return ", ".join(filter(None, [stage, department_of(self.book, volunteer), volunteer.email, records]))

    # -- erasing -----------------------------------------------------------------------------------

    def action_erase(self) -> None:
        """Ask, then erase this person for good, and list where they may still be mentioned; or save what is kept first."""
        from screens.common.actions.retention_actions import decide

        if volunteer := highlighted_volunteer(self.screen):
            decide(self.screen, (volunteer,))
