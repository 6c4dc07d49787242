"""The fixtures of the screens: books to open the app on."""

from tests.support.harness import _own_colours, circle, demo, demo_file, empty

__all__ = ["_own_colours", "circle", "demo", "demo_file", "empty"]
