"""What is done with the kick-off: its topics shared out and moved, its sessions planned, held and handed on."""

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
from store.core.text import pluralize
from store.launch.kickoff import Session, agenda, moved, plan, reshaped, share_out
from store.model.agreement import Talk
from store.model.calendar import Gathering

MOST_SESSIONS = 7
IN_DAYS = 7
"""Days from today on which a first session is suggested."""
HELD = "That session was held already; its agenda stays as it was."
SESSION_FIELDS = ("name", "on", "at", "minutes", "place", "host")


class KickoffHost(Host, Protocol):
    """A screen that highlights sessions and their topics."""

    sessions: list[Session]

    def talk(self) -> Talk | None:
        """The selected topic."""

    def session(self) -> Session | None:
        """The session that is selected, or that holds the selected topic."""

    def arrive(self, key: str) -> None:
        """Highlight a topic or a session."""


class KickoffCommands(Commands[KickoffHost]):
    """What is done with the selected topic or session."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("s", "split", "Split", id="kickoff.split", tooltip="Put the topics into one or several sessions"),
        Binding("greater_than_sign", "move(1)", "Later", key_display=">", id="kickoff.later",
                tooltip="This topic later on the agenda, and on into the next session"),
        Binding("less_than_sign", "move(-1)", "Earlier", key_display="<", show=False, id="kickoff.earlier",
                tooltip="This topic earlier on the agenda, and back into the session before"),
        Binding("e", "edit", "Edit", id="kickoff.edit", tooltip="Change technique and minutes, or day and place"),
        Binding("y", "copy", "Copy agenda", id="kickoff.copy", tooltip="Copy the agenda of this session, or of all"),
        Binding("a", "add", "Add topic", id="kickoff.add", tooltip="A topic of your own on this agenda"),
        Binding("o", "once", "Add session", id="kickoff.session", tooltip="One more session, still without topics"),
        Binding("w", "host", "Host", show=False, id="kickoff.host", tooltip="Say who hosts this session"),
        Binding("m", "hold", "Mark held", show=False, id="kickoff.hold", tooltip="It took place: who came, what was said"),
        Binding("d", "delete", "Delete", show=False, id="kickoff.delete",
                tooltip="Take this topic off the agenda, or the session out of the calendar"),
    ]  # fmt: skip
    AT_ONCE = frozenset({"kickoff.later", "kickoff.earlier"})

    def _gathering(self) -> Gathering | None:
        session = self.screen.session()
        if session is None or session.gathering is None:
            self.screen.say(
                f"Highlight a session first, or press {key_of('kickoff.split')} to split the topics into some.",
                problem=True,
            )
            return None
        return session.gathering

    def action_split(self) -> None:
        """Put what is in no session into one or several: how many, then when the first one is."""
        from screens.widgets.lists.picker import Picker

        loose = self.screen.sessions[-1].talks
        if not loose:
            self.screen.say(
                f"Every topic has its session. Press {key_of('kickoff.delete')} to take one off its agenda, {key_of('kickoff.later')} to move it on.",
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

        self.screen.app.push_screen(Picker("In how many sessions?", options), chosen)

    def _ask_first(self, count: int) -> None:
        waiting = [s.gathering for s in self.screen.sessions if s.gathering and s.open and not s.talks]
        fresh = Gathering(name="Kick-off", on=self.today + timedelta(days=IN_DAYS), at=time(14), host=ORGANISER)
        first = next(iter(waiting), fresh)
        self.screen.ask_record(
            "The first session" if count > 1 else "The session",
            Gathering,
            lambda _: f"Plan the kick-off in {pluralize(count, 'session')}",
            base=first,
            names=SESSION_FIELDS,
            also=lambda change, gathering: plan(self.book, change, gathering, count),
            intro="Those after it are a week apart; each can be changed. Empty minutes: as long as its topics take.",
        )

    def action_move(self, step: int) -> None:
        """The selected topic later or earlier, over the edge of its session into the next open one."""
        talk, session = self.screen.talk(), self.screen.session()
        if talk is None:
            self.screen.say(
                f"Highlight a topic first; {key_of('kickoff.later')} and {key_of('kickoff.earlier')} take it along the agenda.",
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
                f"Nothing comes {way} it. Press {key_of('kickoff.session')} to add a session.", problem=True
            )

    def action_add(self) -> None:
        """A topic of one's own on the selected agenda."""
        session = self.screen.session()
        if session and not session.open:
            self.screen.say(HELD, problem=True)
            return
        g = session.gathering if session else None
        place = max((talk.place for talk in session.talks), default=-1) + 1 if session else 0
        self.screen.ask_record(
            f"A topic for {g.name}" if g else "A topic of your own",
            Talk,
            lambda talk: f"Add {talk.name}",
            preset={"gathering": g.id if g else "", "place": place},
            names=("title", "technique", "minutes"),
            also=lambda _, talk: self.screen.call_after_refresh(self.screen.arrive, talk.id),
        )

    def action_once(self) -> None:
        """One more session."""
        number = sum(session.gathering is not None for session in self.screen.sessions) + 1
        on = max((s.gathering.on for s in self.screen.sessions if s.gathering), default=self.today)
        base = Gathering(
            name=f"Kick-off, part {number}" if number > 1 else "Kick-off",
            on=max(on, self.today) + timedelta(days=IN_DAYS),
            at=time(14),
            host=ORGANISER,
        )
        self.screen.ask_record(
            "One more session",
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
                talk.name,
                Talk,
                lambda t: f"Edit {t.name} on the agenda",
                base=talk,
                names=(*names, "technique", "minutes", "people"),
                also=lambda change, t: change.put(reshaped(talk, t)),
            )
        elif (session := self.screen.session()) and session.gathering:
            g = session.gathering
            self.screen.ask_record(
                g.name, Gathering, lambda changed: f"Edit {changed.name}", base=g, names=SESSION_FIELDS
            )
        else:
            self.screen.say("Highlight a topic or a session first.", problem=True)

    def action_host(self) -> None:
        """Say who hosts the selected session."""
        if gathering := self._gathering():
            GatheringCommands(self.screen).pick_host(gathering)

    def action_hold(self) -> None:
        """Mark the selected session held."""
        if gathering := self._gathering():
            GatheringCommands(self.screen).mark_held(gathering)

    def action_delete(self) -> None:
        """Take a topic off the agenda, or a session out of the calendar; its topics stay, in no session."""
        talk, session = self.screen.talk(), self.screen.session()
        if session and not session.open:
            self.screen.say(HELD, problem=True)
        elif talk and talk.topic == "other":
            self.screen.delete(talk, talk.name)
        elif talk and talk.gathering:
            off = replace(talk, gathering="", place=0)
            done = f"{talk.name} is in no session now. {to_undo()}"
            self.screen.attempt(f"Take {talk.name} off the agenda", lambda change: change.put(off), done)
        elif talk:
            self.screen.say(
                f"{talk.name} is in no session, and one of the seven; it stays on this list.", problem=True
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
                f"No session is planned yet. Press {key_of('kickoff.split')} to split the topics into some.",
                problem=True,
            )
