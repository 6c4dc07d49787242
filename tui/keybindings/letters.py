"""What each letter and sign means on every screen: one idea each.

A new binding takes the letter of its idea; an idea that is new gets a line here first.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from screens.widgets.keys import written
from tui.keybindings.registry import Key, Place, places, typed_in


class Idea(Struct, frozen=True):
    """One letter, and the one idea that it stands for wherever it works."""

    key: str
    """As it is written."""
    means: str
    names: frozenset[str]
    """What it is called there: the last part of a binding's id, or the whole id where that part is another idea's."""


def _idea(key: str, means: str, *names: str) -> Idea:
    return Idea(key, means, frozenset(names))


IDEAS = (
    _idea("a", "Add a record", "add", "plan", "note", "ask", "checkups.answer"),
    _idea("A", "Add another kind: a one-off, session, session plan, pair, personal rate or text", "once", "pair", "session_plan", "session", "own_rate", "other_text"),
    _idea("b", "Group lines, or split into sessions", "group", "split"),
    _idea("B", "Bring back a skipped gathering or a set-aside to-do", "bring_back"),
    _idea("c", "Record a contribution", "contribute"),
    _idea("d", "Delete, dismiss or discard", "delete", "dismiss", "take_back", "drop", "facts.reset"),
    _idea("D", "Erase for good", "erase"),
    _idea("e", "Edit", "edit", "facts.words", "weights"),
    _idea("E", "Edit templates, behaviours, set-up or a session plan", "template", "templates", "behaviours", "set_up", "write_plan"),
    _idea("f", "Filter by", "narrow"),
    _idea("F", "Open saved filters", "filters"),
    _idea("g", "Go to the first", "first"),
    _idea("G", "Go to the last", "last"),
    _idea("h", "Go left", "left"),
    _idea("H", "Set an hourly rate", "rate"),
    _idea("i", "Import", "import", "bring_in"),
    _idea("I", "Import a calendar", "bring_in_calendar"),
    _idea("j", "Go down", "down"),
    _idea("k", "Go up", "up"),
    _idea("l", "Go right", "right"),
    _idea("L", "Offboard a leaver", "leaving"),
    _idea(
        "m", "Mark as held, spent, sent, reviewed or scheduled",
        "hold", "book", "sent", "mark", "review", "take_up", "settle",
    ),
    _idea("M", "Merge two records", "merge"),
    _idea("n", "Record a contact", "contact"),
    _idea("N", "Record a need", "need"),
    _idea("o", "Open a screen that belongs to this one", "rooms"),
    _idea("O", "Options: change the kind, length or number", "kind", "depth", "all", "switch"),
    _idea("p", "Open a person’s page", "page", "person"),
    _idea("P", "Pitch", "pitch"),
    _idea("q", "Quit, or close", "quit", "help.leave", "welcome.leave"),
    _idea("r", "Record an answer, feedback or a reading", "answer", "read", "feedback"),
    _idea("R", "Readiness", "ready"),
    _idea("s", "Skip, or decline", "skip", "decline"),
    _idea("S", "Sort", "sort", "order"),
    _idea("t", "Thank", "thank"),
    _idea("T", "Set a budget or hosting target", "budget", "target"),
    _idea("u", "Undo", "undo"),
    _idea("U", "Redo", "redo"),
    _idea("v", "Next view", "view"),
    _idea("V", "Previous view", "view_before"),
    _idea("w", "Choose a host, owner, moderator or successor", "host", "owner", "moderator", "over"),
    _idea("W", "Write it yourself", "whole", "words", "write"),
    _idea("x", "Save or export as a file", "save", "export"),
    _idea("y", "Copy", "copy"),
    _idea("Y", "Copy in another format", "copy_as"),
    _idea("z", "Set aside: snooze, ‘Not now’, absence, closing days or pause", "snooze", "not_now", "away", "closed", "pause"),
    _idea(">", "Move to the next stage, later or deeper", "next", "kickoff.later", "pitch.later", "deeper"),
    _idea("<", "Move to the previous stage, earlier or higher", "back", "kickoff.earlier", "pitch.earlier", "out"),
    _idea("[", "Go to an earlier month, week or version", "earlier"),
    _idea("]", "Go to a later month, week or version", "later"),
    _idea(".", "Go to today, or back to the start", "today", "now", "reset"),
    _idea("+", "Add one", "more"),
    _idea("-", "Remove one", "less"),
    _idea("/", "Filter as you type", "filter"),
    _idea(":", "Find anything", "palette"),
    _idea(";", "Record anything in one line", "capture"),
    _idea("?", "Help", "help", "help.leave"),
)  # fmt: skip
"""Every letter and sign that is bound, lower case before its capital; digits go to screens."""


def ideas_of(name: str) -> list[Idea]:
    """The ideas that a binding belongs to, by its id: one, or several where several keys close a place."""
    return _named(name) or _named(name.rpartition(".")[2])


def _named(name: str) -> list[Idea]:
    return [idea for idea in IDEAS if name in idea.names]


def lettered() -> Iterator[tuple[str, Place, Key]]:
    """Every letter or sign that is a key, with its place and binding; not digits, nor where letters are typed."""
    for place in places():
        for key in place.keys:
            for pressed in map(written, key.keys):
                if len(pressed) == 1 and pressed.isascii() and not pressed.isdigit() and not typed_in(place):
                    yield pressed, place, key
