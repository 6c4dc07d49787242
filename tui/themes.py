"""Calm colours: dark, light, and one with as much contrast as a terminal gives."""

from __future__ import annotations

from textual.theme import Theme

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
    ),
    Theme(
        name="guildbook-contrast",
        primary="#0050d0",
        secondary="#ffffff",
        accent="#ffd700",
        warning="#ffd700",
        error="#ff8080",
        success="#80ffc0",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        dark=True,
    ),
]
