"""The kick-off planner: seven topics in one or several short sessions, each session a gathering with its agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.launch.base import AgreeingScreen, launch_menu
from screens.launch.kickoff_actions import KickoffCommands
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import one_line, pluralize
from store.launch.charter import words_of
from store.launch.facilitation import ideas_of
from store.launch.kickoff import Session, sessions
from store.model.agreement import Talk
from store.model.calendar import Gathering
from store.people.directory import name_of

LOOSE = "loose"


class KickoffScreen(AgreeingScreen):
    """Parts and their topics at the left, the selected one at the right."""

    NEXT = "charter"
    PREVIOUS = "survey"
    CSS_PATH = "kickoff.tcss"
    ACTIONS = (KickoffCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *KickoffCommands.keys("split", "move(1)", "move(-1)", "edit", "copy"),
        Binding("v", "view", "Charter", id="kickoff.view", tooltip="Next view: charter, then survey"),
        previous_view("kickoff"),
        launch_menu("kickoff"),
        *KickoffCommands.keys("add", "once", "host", "hold", "delete"),
    ]
    sessions: list[Session]

    def body(self) -> ComposeResult:
        """The plan, and what is selected in it."""
        with Horizontal():
            yield Listing(Column(1), Column(share=1), Column(22), Column(16, right=True), id="plan")
            yield Pane(id="about").when_empty("Session", "The selected session or topic appears here.")

    # -- what is shown ---------------------------------------------------------------------------

    def fill(self) -> None:
        """Show every session with its agenda, then the topics without a session."""
        self.sessions = sessions(self.book)
        listing = self.query_one(Listing)
        planned = sum(session.gathering is not None for session in self.sessions)
        loose = len(self.sessions[-1].talks)
        below = f"{pluralize(loose, 'topic')} without a session" if loose else "every topic has a session"
        listing.titled(f"Kick-off · {pluralize(planned, 'session')}", below)
        listing.show((row for session in self.sessions for row in self._rows(session)), self.arrived())
        self._show_about()

    def _rows(self, session: Session) -> list[Row]:
        g = session.gathering
        if g is None:
            rows = [Row(LOOSE, ("", ("Without a session", "heading")))] if session.talks else []
        else:
            at = f" {g.at:%H:%M}" if g.at else ""
            over = g.minutes is not None and session.minutes > g.minutes
            told = (
                f"{session.minutes} of {g.minutes} min" if g.minutes else pluralize(session.minutes, "min", "min")
            )
            day = (f"{format_day(g.on, self.today)}{at}", "" if session.open else "dim")
            rows = [Row(g.id, (self._mark(g), (g.name, "heading"), day, (told, "warn" if over else "dim")))]
        return rows + [self._row(talk) for talk in session.talks]

    @staticmethod
    def _mark(gathering: Gathering) -> tuple[str, str]:
        return {"held": ("✓", "good"), "skipped": ("–", "dim")}.get(gathering.state, ("", ""))

    def _row(self, talk: Talk) -> Row:
        settled = talk.topic != "other" and bool(words_of(self.book, talk.topic))
        mark = ("✓", "good") if settled else ("·", "dim")
        return Row(talk.id, (mark, f"  {talk.name}", (label_of(talk.technique), "dim"), f"{talk.minutes} min"))

    @on(Listing.Moved)
    def _show_about(self) -> None:
        pane, session, talk = self.query_one("#about", Pane), self.session(), self.talk()
        if talk:
            pane.titled(talk.name)
            pane.show(self._about_talk(talk))
        elif session and session.gathering:
            pane.titled(session.gathering.name)
            pane.show(self._about_session(session, session.gathering))
        else:
            pane.titled("Kick-off topics")
            pane.show(
                [
                    f"Topics to agree at the kick-off. Press {key_of('kickoff.split')} to split them into sessions or {key_of('kickoff.later')} to move a topic."
                ]
            )

    def _about_talk(self, talk: Talk) -> list[str | list[Span]]:
        """How a topic stands, what to do next, then its question, time and ideas."""
        said = len(ideas_of(self.book, talk))
        words = words_of(self.book, talk.topic) if talk.topic != "other" else ""
        lines = [
            f"Press {key_of('list.open')} to open the timer.",
            talk.question,
            f"{label_of(talk.technique)}, {pluralize(talk.minutes, 'minute')}",
            f"{pluralize(said, 'idea')} recorded" if said else "",
            f"In the charter: {one_line(words)}" if words else "",
        ]
        stands = ("✓ Agreed.", "good") if words else ("Not agreed yet.", "warn")
        return [[stands], *filter(None, lines)]

    def _about_session(self, session: Session, g: Gathering) -> list[str | list[Span]]:
        """How a session stands, what to do next, then place, host, agenda, attendees and notes."""
        day, held = format_day(g.on, self.today), g.state == "held"
        due = g.state == "planned" and g.on <= self.today
        lines = [
            f"Press {key_of('kickoff.hold')} to record it." if due else "",
            "" if g.host else f"Press {key_of('kickoff.host')} to choose a host.",
            g.place,
            f"Host: {name_of(self.book, g.host)}" if g.host else "",
            f"{pluralize(len(session.talks), 'topic')} on the agenda",
            pluralize(len(g.attended), "attendee") if held else "",
            g.notes,
        ]
        stands = (f"✓ Held on {day}.", "good") if held else (f"{label_of(g.state).capitalize()}, {day}.", "accent")
        return [[stands], *filter(None, lines)]

    def talk(self) -> Talk | None:
        """The selected topic."""
        key = self.query_one(Listing).key
        return next((t for session in self.sessions for t in session.talks if t.id == key), None)

    def session(self) -> Session | None:
        """The session that is selected, or that holds the selected topic."""
        key = self.query_one(Listing).key
        for session in self.sessions:
            if session.gathering and session.gathering.id == key:
                return session
            if any(talk.id == key for talk in session.talks):
                return session
        return None

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected topic or session; one that was held stays as it is."""
        talk, session = self.talk(), self.session()
        meeting = session and session.gathering
        changes = session is None or session.open
        topic: dict[str, object] = {"kickoff.later": talk and changes, "kickoff.earlier": talk and changes}
        held: dict[str, object] = {"kickoff.hold": meeting and meeting.on <= self.today, "kickoff.host": meeting}
        return {
            "kickoff.split": self.sessions[-1].talks,
            **(topic | held if talk else held | topic),
            "kickoff.edit": talk or meeting,
            "kickoff.add": changes,
            "kickoff.delete": changes and (meeting or (talk and talk.topic == "other")),
        }

    @on(Listing.Opened)
    def _opened(self) -> None:
        if talk := self.talk():
            self.post_message(GoTo("facilitate", talk.id))
        elif (session := self.session()) and session.gathering:
            self.post_message(GoTo("calendar", session.gathering.id))
        else:
            KickoffCommands(self).action_split()
