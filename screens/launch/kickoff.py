"""The kick-off planner: seven topics in one or several short sessions, each session a gathering with its agenda."""

from __future__ import annotations

from datetime import time, timedelta
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.gathering_actions import GatheringCommands
from screens.common.messages import GoTo
from screens.common.people_actions import PersonCommands
from screens.common.text_export import copy_text
from screens.common.thanks_actions import ThanksCommands
from screens.launch.base import AgreeingScreen
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of, to_undo
from screens.widgets.line_widget import Pane
from screens.widgets.list_view import Column, Listing, Row
from screens.widgets.option import Option
from store.core.dates import shown
from store.core.record import ORGANISER
from store.core.text import counted, one_line
from store.launch.charter import words_of
from store.launch.facilitation import ideas_of
from store.launch.kickoff import Session, agenda, moved, plan, reshaped, sessions, share_out
from store.model.agreement import Talk
from store.model.calendar import Gathering
from store.people.directory import name_of

MOST_SESSIONS = 7
IN_DAYS = 7
"""Days from today on which a first session is suggested."""
LOOSE = "loose"
HELD = "That session was held already; its agenda stays as it was."
SESSION_FIELDS = ("name", "on", "at", "minutes", "place", "host")


class KickoffScreen(AgreeingScreen):
    """Sessions and their talks at the left, what is highlighted at the right."""

    NEXT = "charter"
    CSS_PATH = "kickoff.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    AT_ONCE = frozenset({"kickoff.later", "kickoff.earlier"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "split", "Split", id="kickoff.split", tooltip="Put the topics into one or several sessions"),
        Binding("greater_than_sign", "move(1)", "Later", key_display=">", id="kickoff.later",
                tooltip="This topic later on the agenda, and on into the next session"),
        Binding("less_than_sign", "move(-1)", "Earlier", key_display="<", show=False, id="kickoff.earlier",
                tooltip="This topic earlier on the agenda, and back into the session before"),
        Binding("e", "edit", "Edit", id="kickoff.edit", tooltip="Change technique and minutes, or day and place"),
        Binding("y", "copy", "Copy agenda", id="kickoff.copy", tooltip="Copy the agenda of this session, or of all"),
        Binding("v", "view", "Charter", id="kickoff.view", tooltip="On to the charter, then the survey"),
        Binding("a", "add", "Add topic", id="kickoff.add", tooltip="A topic of your own on this agenda"),
        Binding("o", "once", "Add session", id="kickoff.session", tooltip="One more session, still without topics"),
        Binding("w", "host", "Host", show=False, id="kickoff.host", tooltip="Say who hosts this session"),
        Binding("m", "hold", "Mark held", show=False, id="kickoff.hold", tooltip="It took place: who came, what was said"),
        Binding("d", "delete", "Delete", show=False, id="kickoff.delete",
                tooltip="Take this topic off the agenda, or the session out of the calendar"),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """The plan, and what is highlighted in it."""
        with Horizontal():
            yield Listing(Column(1), Column(share=3), Column(share=2), Column(16, right=True), id="plan")
            yield Pane(id="about")

    # -- what is shown ---------------------------------------------------------------------------

    def fill(self) -> None:
        """Show every session with its agenda, then what is in none."""
        self._sessions = sessions(self.book)
        listing = self.query_one(Listing)
        planned = sum(session.gathering is not None for session in self._sessions)
        loose = len(self._sessions[-1].talks)
        below = (
            f"{loose} in no session yet: {key_of('kickoff.split')} splits them"
            if loose
            else "every topic has its session"
        )
        listing.titled(f"Kick-off · {counted(planned, 'session')}", below)
        listing.show((row for session in self._sessions for row in self._rows(session)), self.arrived())
        self._show_about()

    def _rows(self, session: Session) -> list[Row]:
        g = session.gathering
        if g is None:
            rows = [Row(LOOSE, ("", ("In no session yet", "heading")))] if session.talks else []
        else:
            at = f" {g.at:%H:%M}" if g.at else ""
            over = g.minutes is not None and session.minutes > g.minutes
            told = f"{session.minutes} of {g.minutes} min" if g.minutes else counted(session.minutes, "min", "min")
            day = (f"{shown(g.on, self.today)}{at}", "" if session.open else "dim")
            rows = [Row(g.id, (self._mark(g), (g.name, "heading"), day, (told, "warn" if over else "dim")))]
        return rows + [self._row(talk) for talk in session.talks]

    @staticmethod
    def _mark(gathering: Gathering) -> tuple[str, str]:
        return {"held": ("✓", "good"), "skipped": ("–", "dim")}.get(gathering.state, ("", ""))

    def _row(self, talk: Talk) -> Row:
        settled = talk.topic != "other" and bool(words_of(self.book, talk.topic))
        mark = ("✓", "good") if settled else ("·", "dim")
        return Row(talk.id, (mark, f"  {talk.name}", (talk.technique, "dim"), f"{talk.minutes} min"))

    @on(Listing.Moved)
    def _show_about(self) -> None:
        pane, session, talk = self.query_one("#about", Pane), self._session(), self._talk()
        if talk:
            pane.titled(talk.name, f"{key_of('list.open')}: open the timer")
            pane.show(self._about_talk(talk))
        elif session and session.gathering:
            pane.titled(session.gathering.name, f"{key_of('list.open')}: open it in the calendar")
            pane.show(self._about_session(session, session.gathering))
        else:
            pane.titled("")
            pane.show(
                [
                    f"What a kick-off settles, together. Press {key_of('kickoff.split')} to split it into sessions, {key_of('kickoff.later')} to take a topic on."
                ]
            )

    def _about_talk(self, talk: Talk) -> list[str]:
        said = len(ideas_of(self.book, talk))
        words = words_of(self.book, talk.topic) if talk.topic != "other" else ""
        lines = [talk.question, f"{talk.technique}, {counted(talk.minutes, 'minute')}"]
        lines.append(f"{counted(said, 'idea')} noted" if said else "")
        return [line for line in (*lines, f"In the charter: {one_line(words)}" if words else "") if line]

    def _about_session(self, session: Session, g: Gathering) -> list[str]:
        host = (
            f"Host: {name_of(self.book, g.host)}"
            if g.host
            else f"Needs a host. Press {key_of('kickoff.host')} to pick one."
        )
        lines = [shown(g.on, self.today), g.place, host, f"{counted(len(session.talks), 'topic')} on the agenda"]
        lines.append(f"{counted(len(g.attended), 'person', 'people')} came" if g.state == "held" else "")
        return [line for line in (*lines, g.notes) if line]

    def _talk(self) -> Talk | None:
        key = self.query_one(Listing).key
        return next((t for session in self._sessions for t in session.talks if t.id == key), None)

    def _session(self) -> Session | None:
        """The session that is highlighted, or that holds the highlighted topic."""
        key = self.query_one(Listing).key
        for session in self._sessions:
            if session.gathering and session.gathering.id == key:
                return session
            if any(talk.id == key for talk in session.talks):
                return session
        return None

    def _gathering(self) -> Gathering | None:
        session = self._session()
        if session is None or session.gathering is None:
            self.say(
                f"Highlight a session first, or press {key_of('kickoff.split')} to split the topics into some.",
                problem=True,
            )
            return None
        return session.gathering

    # -- keys ------------------------------------------------------------------------------------

    @on(Listing.Opened)
    def _opened(self) -> None:
        if talk := self._talk():
            self.post_message(GoTo("facilitate", talk.id))
        elif (session := self._session()) and session.gathering:
            self.post_message(GoTo("calendar", session.gathering.id))
        else:
            self.action_split()

    def action_split(self) -> None:
        """Put what is in no session into one or several: how many, then when the first one is."""
        from screens.widgets.picker import Picker

        loose = self._sessions[-1].talks
        if not loose:
            self.say(
                f"Every topic has its session. Press {key_of('kickoff.delete')} to take one off its agenda, {key_of('kickoff.later')} to move it on.",
                problem=True,
            )
            return
        if not self.may_write():
            return
        options = []
        for count in range(1, min(MOST_SESSIONS, len(loose)) + 1):
            longest = max(sum(talk.minutes for talk in share) for share in share_out(loose, count))
            each = f"up to {longest} min each" if count > 1 else f"{longest} min"
            options.append(Option(str(count), counted(count, "session"), each))

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._ask_first(int(picked[0]))

        self.app.push_screen(Picker("In how many sessions?", options), chosen)

    def _ask_first(self, count: int) -> None:
        waiting = [s.gathering for s in self._sessions if s.gathering and s.open and not s.talks]
        fresh = Gathering(name="Kick-off", on=self.today + timedelta(days=IN_DAYS), at=time(14), host=ORGANISER)
        first = next(iter(waiting), fresh)
        self.ask_record(
            "The first session" if count > 1 else "The session",
            Gathering,
            lambda _: f"Plan the kick-off in {counted(count, 'session')}",
            base=first,
            names=SESSION_FIELDS,
            also=lambda change, gathering: plan(self.book, change, gathering, count),
            intro="Those after it are a week apart; each can be changed. Empty minutes: as long as its topics take.",
        )

    def action_move(self, step: int) -> None:
        """The highlighted topic later or earlier, over the edge of its session into the next open one."""
        talk, session = self._talk(), self._session()
        if talk is None:
            self.say(
                f"Highlight a topic first; {key_of('kickoff.later')} and {key_of('kickoff.earlier')} take it along the agenda.",
                problem=True,
            )
        elif session and not session.open:
            self.say(HELD, problem=True)
        elif changed := moved(self.book, talk.id, step):
            self.attempt(f"Move {talk.name}", lambda change: [change.put(one) for one in changed])
            self.query_one(Listing).highlight(talk.id)
        else:
            way = "after" if step > 0 else "before"
            self.say(f"Nothing comes {way} it. Press {key_of('kickoff.session')} to add a session.", problem=True)

    def action_add(self) -> None:
        """A topic of one's own on the highlighted agenda."""
        session = self._session()
        if session and not session.open:
            self.say(HELD, problem=True)
            return
        g = session.gathering if session else None
        place = max((talk.place for talk in session.talks), default=-1) + 1 if session else 0
        self.ask_record(
            f"A topic for {g.name}" if g else "A topic of your own",
            Talk,
            lambda talk: f"Add {talk.name}",
            preset={"gathering": g.id if g else "", "place": place},
            names=("title", "technique", "minutes"),
            also=lambda _, talk: self.call_after_refresh(self.arrive, talk.id),
        )

    def action_once(self) -> None:
        """One more session."""
        number = sum(session.gathering is not None for session in self._sessions) + 1
        on = max((s.gathering.on for s in self._sessions if s.gathering), default=self.today)
        base = Gathering(
            name=f"Kick-off, part {number}" if number > 1 else "Kick-off",
            on=max(on, self.today) + timedelta(days=IN_DAYS),
            at=time(14),
            host=ORGANISER,
        )
        self.ask_record(
            "One more session",
            Gathering,
            lambda gathering: f"Plan {gathering.name}",
            base=base,
            names=SESSION_FIELDS,
            also=lambda _, gathering: self.call_after_refresh(self.arrive, gathering.id),
        )

    def action_edit(self) -> None:
        """Technique and minutes of a topic; name, day and place of a session."""
        if talk := self._talk():
            names = ("title",) if talk.topic == "other" else ()
            self.ask_record(
                talk.name,
                Talk,
                lambda t: f"Edit {t.name} on the agenda",
                base=talk,
                names=(*names, "technique", "minutes", "people"),
                also=lambda change, t: change.put(reshaped(talk, t)),
            )
        elif (session := self._session()) and session.gathering:
            g = session.gathering
            self.ask_record(g.name, Gathering, lambda changed: f"Edit {changed.name}", base=g, names=SESSION_FIELDS)
        else:
            self.say("Highlight a topic or a session first.", problem=True)

    def action_host(self) -> None:
        """Say who hosts the highlighted session."""
        if gathering := self._gathering():
            GatheringCommands(self).pick_host(gathering)

    def action_hold(self) -> None:
        """Mark the highlighted session held."""
        if gathering := self._gathering():
            GatheringCommands(self).mark_held(gathering)

    def action_delete(self) -> None:
        """Take a topic off the agenda, or a session out of the calendar; its topics stay, in no session."""
        talk, session = self._talk(), self._session()
        if session and not session.open:
            self.say(HELD, problem=True)
        elif talk and talk.topic == "other":
            self.delete(talk, talk.name)
        elif talk and talk.gathering:
            off = replace(talk, gathering="", place=0)
            done = f"{talk.name} is in no session now. {to_undo()}"
            self.attempt(f"Take {talk.name} off the agenda", lambda change: change.put(off), done)
        elif talk:
            self.say(f"{talk.name} is in no session, and one of the seven; it stays on this list.", problem=True)
        else:
            gathering = session.gathering if session else None
            self.delete(gathering, gathering.name if gathering else "")

    def action_copy(self) -> None:
        """Copy the agenda of the highlighted session, or of all those still to come."""
        session = self._session()
        wanted = [session] if session and session.gathering else [s for s in self._sessions if s.open]
        text = agenda(self.book, wanted)
        if text:
            copy_text(self, text, f"agenda {self.today}")
        else:
            self.say(
                f"No session is planned yet. Press {key_of('kickoff.split')} to split the topics into some.",
                problem=True,
            )
