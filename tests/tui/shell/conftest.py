"""The fixtures of the screens: books to open the app on."""

from tests.support.harness import circle, copied, demo, empty, own_colours

__all__ = ["circle", "copied", "demo", "empty", "own_colours"]
