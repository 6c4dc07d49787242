"""The themes, and which of them was chosen."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from textual.theme import Theme

from screens.widgets.styles import FEW
from store.persistence.atomic_files import put_beside, read_regular_file
from store.persistence.book_paths import resolve_link

VARIABLE = "GUILDBOOK_THEME"
"""Says the colours for once, whatever was chosen."""

# Blue and amber keep apart for every kind of colour sight; nothing is said by colour alone.
THEMES = [
    Theme(
        name="guildbook-dark",
        primary="#3b6ea8",
        secondary="#7a9cc6",
        accent="#e0a84e",
        warning="#e0a84e",
        error="#d9745f",
        success="#7fb8a4",
        foreground="#d9dee5",
        background="#12161c",
        surface="#171c23",
        panel="#222933",
        dark=True,
        variables={
            "border": "#5b8fca",
            "border-blurred": "#474c53",
            "scrollbar": "#6f8196",
            "scrollbar-hover": "#8798ab",
            "scrollbar-active": "#5b8fca",
        },
    ),
    Theme(
        name="guildbook-light",
        primary="#2f5f98",
        secondary="#54779f",
        accent="#8a5a00",
        warning="#8a5a00",
        error="#a33b25",
        success="#2c6b57",
        foreground="#1d232b",
        background="#f6f4ef",
        surface="#fbfaf6",
        panel="#e6e2d8",
        dark=False,
        variables={
            "border": "#2f5f98",
            "border-blurred": "#c3c4c3",
            "scrollbar": "#6d7884",
            "scrollbar-hover": "#56616d",
            "scrollbar-active": "#2f5f98",
        },
    ),
    Theme(
        name="guildbook-contrast",
        primary="#0046b8",
        secondary="#ffffff",
        accent="#ffd700",
        warning="#ffd700",
        error="#ff9c9c",
        success="#80ffc0",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        dark=True,
        variables={
            "border": "#ffd700",
            "border-blurred": "#9a9a9a",
            "block-cursor-background": "#8cc4ff",
            "block-cursor-foreground": "#000000",
            "scrollbar": "#9a9a9a",
            "scrollbar-hover": "#c8c8c8",
            "scrollbar-active": "#ffd700",
            FEW: "yes",
            "text-primary": "#a8ccff",
            "text-muted": "#c8c8c8",
            "text-disabled": "#b0b0b0",
        },
    ),
]
WORDS = {"dark": "Dark", "light": "Light", "contrast": "High contrast"}
"""The word that is kept for each theme, and what it is called."""
DEFAULT = "dark"
_LONGEST = 20


def theme_of(word: str) -> str:
    """The name of the theme that a word stands for."""
    return f"guildbook-{word}"


def chosen(kept_in: Path | None) -> str:
    """The word of the theme to begin with.

    The variable's, or the one that was kept; the usual one where neither is known.
    """
    said = os.environ.get(VARIABLE, "").strip().lower()
    if said in WORDS:
        return said
    kept = ""
    if kept_in:
        with suppress(OSError, ValueError):
            kept = read_regular_file(kept_in, _LONGEST).decode("ascii").strip()
    return kept if kept in WORDS else DEFAULT


def save(word: str, kept_in: Path) -> None:
    """Remember a theme for the next time.

    Raises OSError where the folder cannot be written.
    """
    put_beside(resolve_link(kept_in), f"{word}\n".encode())
