"""The commands that screens are composed of: each key leads somewhere, none is told of that is not there."""

from __future__ import annotations

from typing import Any, get_args, get_origin

import pytest
from textual.dom import DOMNode

from screens.common.actions.commands import Commands
from screens.common.actions.filter_support import FilterCommands
from screens.common.actions.general_actions import GeneralCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.screen import BookScreen
from store.book.book import Book
from store.core.dates import Clock
from tui.keybindings.registry import Place, bindings, class_at, places
from tui.keybindings.screen_registry import ROOMS

SCREENS = {room: class_at(f"{about.module}:{about.screen}") for room, about in ROOMS.items()}
EVERYWHERE = (FilterCommands, GeneralCommands)


def parts(kind: type[DOMNode]) -> list[type]:
    """What acts on a screen: itself, and the commands it is composed of."""
    return [kind, *getattr(kind, "ACTIONS", ()), *(EVERYWHERE if issubclass(kind, BookScreen) else ())]


def test_an_action_it_has_not_itself_is_that_of_its_commands(circle: Book, clock: Clock) -> None:
    class Some(Commands[BookScreen]):
        def action_greet(self) -> str:
            return f"greet {self.screen.person()}"

    class Other(Some):
        def action_greet(self) -> str:
            return "never asked"

        def action_part(self) -> str:
            return "part"

    class Page(BookScreen):
        ACTIONS = (Some, Other)

        def person(self) -> str:
            return "ann"

    page = Page(circle, clock, ())
    assert page.action_greet() == "greet ann"  # type: ignore[attr-defined]
    assert page.action_part() == "part"  # type: ignore[attr-defined]
    assert not hasattr(page, "action_greeet")
    assert not hasattr(page, "greet")
    assert page.commands.of(Other).action_part() == "part"


def test_keys_are_picked_by_the_name_of_their_action() -> None:
    (binding,) = ThanksCommands.keys("contribute")
    assert getattr(binding, "id", "") == "person.contribute"
    with pytest.raises(KeyError):
        ThanksCommands.keys("contibute")


@pytest.mark.parametrize("place", [place for place in places() if place.room], ids=lambda place: place.name)
def test_every_key_of_a_screen_leads_to_an_action(place: Place) -> None:
    owners = [*parts(place.kind), *parts(SCREENS[place.room])]
    for several in bindings(place.kind).values():
        space, _, action = several[0].action.partition("(")[0].rpartition(".")
        assert space == "app" or any(hasattr(owner, f"action_{action}") for owner in owners), several[0]


@pytest.mark.parametrize("place", places(), ids=lambda place: f"{place.name}-{place.kind.__name__}")
def test_what_acts_at_once_is_a_key_there(place: Place) -> None:
    told = {name for part in parts(place.kind) for name in getattr(part, "AT_ONCE", ())}
    assert told <= set(bindings(place.kind))


def asked_of(kind: type[Commands[Any]]) -> set[str]:
    """What commands ask of their screen: the members of the protocol they name."""
    hosts = [get_args(base)[0] for part in kind.__mro__ for base in getattr(part, "__orig_bases__", ())
             if get_origin(base) is Commands]  # fmt: skip
    return {name for host in hosts for base in host.__mro__ if base.__module__.startswith("screens.")
            for name in (*vars(base), *base.__annotations__) if not name.startswith("_")}  # fmt: skip


@pytest.mark.parametrize("room", SCREENS)
def test_a_screen_has_what_its_commands_ask_of_it(room: str, circle: Book, clock: Clock) -> None:
    kind: Any = SCREENS[room]
    screen = kind(circle, clock, ())
    known = {
        *dir(kind),
        *vars(screen),
        *(name for part in kind.__mro__ for name in getattr(part, "__annotations__", ())),
    }
    for commands in (*kind.ACTIONS, *EVERYWHERE):
        assert {"say", "book"} < asked_of(commands) <= known, commands
