"""Commands for the kick-off: split and move its topics; plan, record and copy its sessions."""

from __future__ import annotations

from datetime import time, timedelta
from typing import ClassVar, Protocol

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.host import Host
from screens.common.text_export import copy_text
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lists.option import Option
from store.core.record import ORGANISER
from store.core.text import pluralize, quoted
from store.launch.kickoff import Session, agenda, moved, plan, reshaped, share_out
from store.model.agreement import Talk
from store.model.calendar import Gathering

MOST_SESSIONS = 7
IN_DAYS = 7
"""Days from today on which a first session is suggested."""
HELD = "Not changed: this session has already been held."
SESSION_FIELDS = ("name", "on", "at", "minutes", "place", "host")


class KickoffHost(Host, Protocol):
    """A screen on which sessions and their topics are selected."""

    sessions: list[Session]

    def talk(self) -> Talk | None:
        """The selected topic."""

    def session(self) -> Session | None:
        """The session that is selected, or that holds the selected topic."""

    def arrive(self, key: str) -> None:
        """Select a topic or a session."""


class KickoffCommands(Commands[KickoffHost]):
    """Commands for the selected topic or session."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("b", "split", "Split", id="kickoff.split", tooltip="Split the topics into sessions"),
        Binding("greater_than_sign", "move(1)", "Later", key_display=">", id="kickoff.later",
                tooltip="Move this topic later, or into the next session"),
        Binding("less_than_sign", "move(-1)", "Earlier", key_display="<", show=False, id="kickoff.earlier",
                tooltip="Move this topic earlier, or into the previous session"),
        Binding("e", "edit", "Edit", id="kickoff.edit", tooltip="Edit technique and minutes, or day and place"),
        Binding("y", "copy", "Copy agenda", id="kickoff.copy", tooltip="Copy the agenda of this session or of all sessions"),
        Binding("a", "add", "Add topic", id="kickoff.add", tooltip="Add your own topic to this agenda"),
        Binding("A", "once", "Add session", id="kickoff.session", tooltip="Add a session without topics"),
        Binding("w", "host", "Host", show=False, id="kickoff.host", tooltip="Choose the host of this session"),
        Binding("m", "hold", "Mark held", show=False, id="kickoff.hold", tooltip="Record attendees, notes and decisions"),
        Binding("d", "delete", "Delete", show=False, id="kickoff.delete",
                tooltip="Remove this topic from the agenda, or delete the session"),
    ]  # fmt: skip
    AT_ONCE = frozenset({"kickoff.later", "kickoff.earlier"})

    def _gathering(self) -> Gathering | None:
        session = self.screen.session()
        if session is None or session.gathering is None:
            self.screen.say(
                f"Select a session first, or press {key_of('kickoff.split')} to split the topics into sessions.",
                problem=True,
            )
            return None
        return session.gathering

    def action_split(self) -> None:
        """Split the topics without a session: how many sessions, then the day of the first."""
        from screens.widgets.lists.picker import Picker

        loose = self.screen.sessions[-1].talks
        if not loose:
            self.screen.say(
                f"Every topic has a session. Press {key_of('kickoff.delete')} to remove a topic from its agenda or {key_of('kickoff.later')} to move it.",
                problem=True,
            )
            return
        if not self.screen.may_write():
            return
        options = []
        for count in range(1, min(MOST_SESSIONS, len(loose)) + 1):
            longest = max(sum(talk.minutes for talk in share) for share in share_out(loose, count))
            each = f"up to {longest} min each" if count > 1 else f"{longest} min"
            options.append(Option(str(count), pluralize(count, "session"), each))

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._ask_first(int(picked[0]))

        self.screen.app.push_screen(Picker("Split into how many sessions?", options), chosen)

    def _ask_first(self, count: int) -> None:
        waiting = [s.gathering for s in self.screen.sessions if s.gathering and s.open and not s.talks]
        fresh = Gathering(name="Kick-off", on=self.today + timedelta(days=IN_DAYS), at=time(14), host=ORGANISER)
        first = next(iter(waiting), fresh)
        self.screen.ask_record(
            "Plan first session" if count > 1 else "Plan session",
            Gathering,
            lambda _: f"Plan the kick-off in {pluralize(count, 'session')}",
            base=first,
            names=SESSION_FIELDS,
            also=lambda change, gathering: plan(self.book, change, gathering, count),
            intro="The sessions are a week apart; you can change each one. Leave the minutes empty to fit the topics.",
        )

    def action_move(self, step: int) -> None:
        """Move the selected topic later or earlier, at the edge of its session into the next open one."""
        talk, session = self.screen.talk(), self.screen.session()
        if talk is None:
            self.screen.say(
                f"Select a topic first. Press {key_of('kickoff.later')} or {key_of('kickoff.earlier')} to move it.",
                problem=True,
            )
        elif session and not session.open:
            self.screen.say(HELD, problem=True)
        elif changed := moved(self.book, talk.id, step):
            self.screen.attempt(f"Move {talk.name}", lambda change: [change.put(one) for one in changed])
            self.screen.arrive(talk.id)
        else:
            way = "after" if step > 0 else "before"
            self.screen.say(
                f"No session {way} this one. Press {key_of('kickoff.session')} to add one.", problem=True
            )

    def action_add(self) -> None:
        """Add one's own topic to the selected agenda."""
        session = self.screen.session()
        if session and not session.open:
            self.screen.say(HELD, problem=True)
            return
        g = session.gathering if session else None
        place = max((talk.place for talk in session.talks), default=-1) + 1 if session else 0
        self.screen.ask_record(
            f"Add topic: {g.name}" if g else "Add topic",
            Talk,
            lambda talk: f"Add {talk.name}",
            preset={"gathering": g.id if g else "", "place": place},
            names=("title", "technique", "minutes"),
            also=lambda _, talk: self.screen.call_after_refresh(self.screen.arrive, talk.id),
        )

    def action_once(self) -> None:
        """Add a session."""
        number = sum(session.gathering is not None for session in self.screen.sessions) + 1
        on = max((s.gathering.on for s in self.screen.sessions if s.gathering), default=self.today)
        base = Gathering(
            name=f"Kick-off, part {number}" if number > 1 else "Kick-off",
            on=max(on, self.today) + timedelta(days=IN_DAYS),
            at=time(14),
            host=ORGANISER,
        )
        self.screen.ask_record(
            "Add session",
            Gathering,
            lambda gathering: f"Plan {gathering.name}",
            base=base,
            names=SESSION_FIELDS,
            also=lambda _, gathering: self.screen.call_after_refresh(self.screen.arrive, gathering.id),
        )

    def action_edit(self) -> None:
        """Technique and minutes of a topic; name, day and place of a session."""
        if talk := self.screen.talk():
            names = ("title",) if talk.topic == "other" else ()
            self.screen.ask_record(
                f"Edit {talk.name}",
                Talk,
                lambda t: f"Edit {t.name} on the agenda",
                base=talk,
                names=(*names, "technique", "minutes", "people"),
                also=lambda change, t: change.put(reshaped(talk, t)),
            )
        elif (session := self.screen.session()) and session.gathering:
            g = session.gathering
            self.screen.ask_record(
                f"Edit {g.name}", Gathering, lambda changed: f"Edit {changed.name}", base=g, names=SESSION_FIELDS
            )
        else:
            self.screen.say("Select a topic or a session first.", problem=True)

    def action_host(self) -> None:
        """Choose the host of the selected session."""
        if gathering := self._gathering():
            GatheringCommands(self.screen).pick_host(gathering)

    def action_hold(self) -> None:
        """Mark the selected session held."""
        if gathering := self._gathering():
            GatheringCommands(self.screen).mark_held(gathering)

    def action_delete(self) -> None:
        """Remove a topic from the agenda, or delete a session; its topics stay, without a session."""
        talk, session = self.screen.talk(), self.screen.session()
        if session and not session.open:
            self.screen.say(HELD, problem=True)
        elif talk and talk.topic == "other":
            self.screen.delete(talk, talk.name)
        elif talk and talk.gathering:
            off = replace(talk, gathering="", place=0)
            done = f"Removed {quoted(talk.name)} from its session. {to_undo()}"
            self.screen.attempt(f"Remove {talk.name} from its session", lambda change: change.put(off), done)
        elif talk:
            self.screen.say(
                f"{quoted(talk.name)} is one of the charter topics and cannot be deleted.", problem=True
            )
        else:
            gathering = session.gathering if session else None
            self.screen.delete(gathering, gathering.name if gathering else "")

    def action_copy(self) -> None:
        """Copy the agenda of the selected session, or of all those still to come."""
        session = self.screen.session()
        wanted = [session] if session and session.gathering else [s for s in self.screen.sessions if s.open]
        text = agenda(self.book, wanted)
        if text:
            copy_text(self.screen, text, f"agenda {self.today}")
        else:
            self.screen.say(
                f"No sessions yet. Press {key_of('kickoff.split')} to split the topics into sessions.",
                problem=True,
            )
