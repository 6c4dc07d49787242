"""The fixtures of the screens: books to open the app on."""

from tests.support.harness import circle, copied, demo, demo_file, empty, own_colours

__all__ = ["circle", "copied", "demo", "demo_file", "empty", "own_colours"]
