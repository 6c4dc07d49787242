"""A screen is built on few classes and has few methods of ours."""

from __future__ import annotations

from inspect import isfunction
from typing import Any

import pytest

from screens.common.screen import BookScreen
from tui.keybindings.registry import class_at
from tui.keybindings.screen_registry import ROOMS

SCREENS: dict[str, type[Any]] = {room: class_at(f"{about.module}:{about.screen}") for room, about in ROOMS.items()}
MOST_ABOVE = 2
"""Classes of ours that a screen may be built on, apart from what draws."""
MOST_METHODS = 40


def ours(kind: type[Any]) -> bool:
    """Whether a class is one of the project."""
    return kind.__module__.partition(".")[0] in ("screens", "store", "tui")


def methods(kind: type[Any]) -> set[str]:
    """The methods and properties of ours, with those inherited."""
    return {
        name
        for part in kind.__mro__
        if ours(part)
        for name, value in vars(part).items()
        if isfunction(getattr(value, "__func__", value)) or isinstance(value, property)
    }


def test_every_kind_of_method_is_counted() -> None:
    class Part:
        def method(self) -> None: ...

        @property
        def value(self) -> int:
            return 1

        @staticmethod
        def static() -> None: ...

        @classmethod
        def of_class(cls) -> None: ...

        shared = BookScreen.leave
        number = 1

    Part.__module__ = "screens.part"

    class Whole(Part, list[int]):
        def method(self) -> None: ...

    assert methods(Whole) == {"method", "value", "static", "of_class", "shared"}


@pytest.mark.parametrize("room", SCREENS)
def test_a_screen_is_built_on_few_classes(room: str) -> None:
    above = [kind for kind in SCREENS[room].__mro__[1:] if ours(kind) and ".widgets." not in kind.__module__]
    assert BookScreen in above
    assert len(above) <= MOST_ABOVE


@pytest.mark.parametrize("room", SCREENS)
def test_a_screen_has_few_methods(room: str) -> None:
    found = methods(SCREENS[room])
    assert len(found) <= MOST_METHODS, sorted(found)


def test_a_room_of_more_than_three_views_has_their_menu_on_each() -> None:
    for start in SCREENS:
        way = [start]
        while (onward := SCREENS[way[-1]].NEXT) and onward not in way:
            way.append(onward)
        menus = [{view.room for view in SCREENS[room].VIEWS} for room in way]
        if len(way) > 3:
            assert all({*way} <= menu for menu in menus), way
