"""What can be done for a gathering from more than one screen: record it, write it up, find a host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.common.outcome import done
from screens.common.record_forms import open_form
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.calendar import occurrences
from store.calendar.occurrences import Skipping, left_to_prepare, to_prepare
from store.calendar.rituals import attendances, likely_host
from store.core.dates import format_day
from store.core.fields import fields
from store.core.record import ORGANISER
from store.core.text import pluralize, quoted
from store.model.calendar import Gathering
from store.model.evaluation import FEEDBACK
from store.model.people import Ask, Contact, Volunteer
from store.people import stages as adoption
from store.people.absences import absence_on, closing_on, told_absence, told_away
from store.people.directory import department_of, name_of
from store.training.readiness import in_words, leads_early
from store.week.plan import host_name
from store.week.recording import held_values, with_links

HELD_ASKS = ("attended", "notes", "decisions", "links", "learners", "quotes", "host", "cohosts")
"""What is asked of a gathering that was held, in this order."""


class GatheringCommands(Commands[Host]):
    """What is done for a gathering."""

    def mark_held(self, gathering: Gathering) -> None:
        """Record a gathering as held: attendees, host, notes."""
        if gathering.on > self.today:
            self.screen.say(
                f"{gathering.name} is on {format_day(gathering.on, self.today)}. Record it once it has been held.",
                problem=True,
            )
            return
        preset = held_values(self.book, gathering, self.today)
        self.screen.ask_record(
            f"Record {gathering.name}, {format_day(gathering.on, self.today)}",
            Gathering,
            lambda g: with_links(self.book, f"Record {g.name}", g),
            base=gathering,
            preset=preset,
            names=HELD_ASKS,
            also=self._follow_up,
            intro=(
                f"Usual attendees are ticked. Press {key_of('form.pick')} to change them, then {key_of('form.save')} to save."
                if preset["attended"]
                else f"Press {key_of('form.pick')} to pick the attendees, then {key_of('form.save')} to save."
            ),
        )

    def import_attendance(self, gathering: Gathering) -> None:
        """Import who attended a gathering, from a report or a list of names."""
        from screens.common.attendance_dialog import BringInAttendance

        if self.screen.may_write():
            self.screen.app.push_screen(BringInAttendance(self.book, self.today, self.screen.changing, gathering))

    def write_up(self, gathering: Gathering) -> None:
        """Write up a gathering: notes, decisions, quotes, links."""
        self.screen.ask_record(
            f"Write up {gathering.name}, {format_day(gathering.on, self.today)}",
            Gathering,
            lambda g: with_links(self.book, f"Write up {g.name}", g),
            base=gathering,
            names=("notes", "decisions", "quotes", "links"),
            also=self._follow_up,
        )

    def _follow_up(self, change: Change, gathering: Gathering) -> None:
        """Put its links into the library, and offer what was decided as requests once it is saved."""
        from store.capture.decisions import requests_in
        from store.library.gathering_links import new_resources

        for resource in new_resources(self.book, gathering):
            change.put(resource)
        if found := requests_in(gathering.decisions, self.book, self.today):
            self.screen.call_after_refresh(self._offer_requests, found)

    def _offer_requests(self, found: Sequence[Ask]) -> None:
        """Offer requests, each with its day; those that are ticked are added."""
        from screens.widgets.lists.picker import Picker

        by_id = {ask.id: ask for ask in found}
        options = [
            Option(
                ask.id,
                f"{name_of(self.book, ask.who)}: {ask.what}",
                f"by {format_day(ask.by, self.today)}" if ask.by else "",
            )
            for ask in found
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                label = f"Add {pluralize(len(picked), 'request')}"
                self.screen.attempt(label, lambda change: [change.put(by_id[key]) for key in picked], done(label))

        title = "Add requests from the decisions"
        self.screen.app.push_screen(Picker(title, options, picked=tuple(by_id), several=True), chosen)

    def skip(self, gathering: Gathering) -> None:
        """Skip a gathering, with the reason; of a ritual, also those that follow."""
        if not self.screen.may_write():
            return
        several = occurrences.comes_back(self.book, gathering) is not None
        known = {field.name: field for field in fields(Skipping)}
        on = format_day(gathering.on, self.today)

        def save(values: dict[str, Any]) -> None:
            scope = values.get("scope", "this one")
            with self.screen.changing(f"Skip {gathering.name}") as change:
                occurrences.skip(self.book, change, gathering, self.today, why=values["why"] or "", scope=scope)
            name = quoted(gathering.name)
            said = {
                "this one": f"Skipped {name}.",
                "this and following": f"Skipped {name} from {on} onwards.",
                "all": f"Skipped all future gatherings of {name}.",
            }
            self.screen.say(f"{said[scope]} {to_undo()}")

        open_form(
            self.screen,
            f"Skip {quoted(gathering.name)}, {on}",
            [known["why"], *([known["scope"]] if several else [])],
            {},
            save,
            enter_saves=True,
            intro=f"It stays in the calendar as skipped. Press {key_of('calendar.bring_back')} there to bring it back.",
        )

    def prepare(self, gathering: Gathering) -> None:
        """Tick what is prepared for a gathering."""
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return
        items = to_prepare(self.book, gathering)
        if not items:
            self.screen.say(
                f"{quoted(gathering.name)} has no preparation list. Add one to its ritual.", problem=True
            )
            return

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked is not None:
                done = replace(gathering, prepared=tuple(item for item in items if item in picked))
                words = f"{quoted(gathering.name)}: {len(done.prepared)} of {len(items)} prepared."
                self.screen.attempt(f"Prepare {gathering.name}", lambda change: change.put(done), words)

        title = f"Prepare {quoted(gathering.name)}, {format_day(gathering.on, self.today)}"
        self.screen.app.push_screen(
            Picker(
                title,
                [Option(item, item) for item in items],
                picked=gathering.prepared,
                several=True,
                selected=next(iter(left_to_prepare(self.book, gathering)), ""),
            ),
            chosen,
        )

    def record_feedback(self, gathering: Gathering) -> None:
        """Record the feedback on a gathering, and what a test of the learning showed."""
        if gathering.on > self.today:
            self.screen.say(
                f"{gathering.name} is on {format_day(gathering.on, self.today)}. Record feedback once it has been held.",
                problem=True,
            )
            return
        self.screen.ask_record(
            f"Record feedback on {gathering.name}, {format_day(gathering.on, self.today)}",
            Gathering,
            lambda g: f"Record feedback on {g.name}",
            base=gathering,
            preset={"state": "held", "host": gathering.host or ORGANISER},
            names=(*FEEDBACK, "quotes"),
            intro="Enter the best quotes one per line, without names.",
        )

    def remind_host(self, gathering: Gathering) -> None:
        """Copy a reminder for the host, and note the contact."""
        from screens.common.text_export import copy_text
        from store.week.reminding import host_reminder

        name = name_of(self.book, gathering.host)
        label = f"Record reminder to {name}"
        contact = Contact(who=gathering.host, on=self.today, note=f"Reminded of {gathering.name}")
        noted = self.screen.attempt(label, lambda change: change.put(contact))
        text, about = host_reminder(self.book, gathering), f"gathering reminder {gathering.on} {gathering.id}"
        copy_text(self.screen, text, about, also=done(label) if noted else "")

    def pick_host(self, gathering: Gathering) -> None:
        """Pick who hosts a gathering, the likeliest first and who is away that day last."""
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return
        often = attendances(
            [g for g in self.book.gatherings.values() if g.state == "held" and g.ritual == gathering.ritual]
        )
        likely = likely_host(self.book, gathering, self.today)
        people = adoption.who_may_host(self.book)
        away = {v.id: absence for v in people if (absence := absence_on(self.book, v.id, gathering.on))}
        people.sort(key=lambda v: (v.id in away, not likely or v.id != likely[0].id, -often[v.id]))

        def known(v: Volunteer) -> str:
            if v.id in away:
                return told_away(away[v.id], self.today)
            return f"attended {pluralize(often[v.id], 'time')}" if often[v.id] else department_of(self.book, v)

        options = [Option(v.id, v.name, known(v)) for v in people]
        options.append(Option(ORGANISER, "you", "the organiser"))

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._let_host(gathering, picked[0])

        title = f"Find a host for {gathering.name}, {format_day(gathering.on, self.today)}"
        self.screen.app.push_screen(
            Picker(title, options, empty="No one has said yes yet. Only people who have said yes can host."), chosen
        )

    def who_is_away(self, values: Mapping[str, Any]) -> str:
        """That a host picked in a form is away on the day typed there, or the community closed."""
        if not isinstance(day := values.get("on"), date):
            return ""
        if closing := closing_on(self.book, day):
            return f"{told_absence(self.book, closing, self.today)}."
        hosts = (values.get("host") or "", *(values.get("cohosts") or ()))
        found = (absence_on(self.book, who, day) for who in filter(None, hosts))
        told = (f"{told_absence(self.book, away, self.today)}." for away in found if away)
        return next(told, "")

    def pick_turn(self, volunteer: Volunteer, turns: Sequence[Gathering]) -> None:
        """Pick which of the gatherings to come someone hosts; those without a host stand first."""
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return
        by_id = {g.id: g for g in sorted(turns, key=lambda g: (bool(g.host), g.on, g.id))}
        options = [
            Option(g.id, f"{format_day(g.on, self.today)}  {g.name}", host_name(self.book, g))
            for g in by_id.values()
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._let_host(by_id[picked[0]], volunteer.id)

        title = f"Find a gathering for {volunteer.name} to host"
        self.screen.app.push_screen(
            Picker(title, options, empty="No gatherings in the coming weeks. Plan one in the calendar first."),
            chosen,
        )

    def _let_host(self, gathering: Gathering, who: str) -> None:
        hosted, name = replace(gathering, host=who), name_of(self.book, who)
        label = f"Assign {gathering.name} to {name}"
        self.screen.attempt(
            label,
            lambda change: change.put(hosted),
            done(label),
        )
        if away := absence_on(self.book, who, gathering.on):
            self.screen.say(f"{told_absence(self.book, away, self.today)}.", problem=True)
        if early := leads_early(self.book, hosted):
            self.screen.say(f"{name} {in_words(early)}", problem=True)
