"""Colours as they are typed, and shades of them that can be read on a light or a dark page."""

from __future__ import annotations

import colorsys
import re

from store.core.text import in_brief

USUAL = "#2f6f9f"
"""The colour of a community that chose none."""
READABLE = 4.5
"""The least contrast of text with what is behind it (WCAG 2, level AA)."""
_STEPS = 100


def parse_colour(typed: str) -> str:
    """Colour by its code: ``#2F6F9F``, ``2f6f9f`` and ``#29f`` are read.

    Raises:
        ValueError: it is no code.
    """
    digits = typed.strip().removeprefix("#").lower()
    if not re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", digits):
        raise ValueError(f"‘{in_brief(typed)}’ is not a colour: type a code such as {USUAL}")
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def readable_on(colour: str, *grounds: str) -> str:
    """A colour, made darker for light grounds or lighter for dark ones until text in it can be read on each."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    end = max(("#000000", "#ffffff"), key=lambda shade: contrast(shade, grounds[0]))
    goal = _parts(end)[0]
    for step in range(_STEPS):
        shade = _code(colorsys.hls_to_rgb(hue, lightness + (goal - lightness) * step / _STEPS, saturation))
        if all(contrast(shade, ground) >= READABLE for ground in grounds):
            return shade
    return end


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21, as WCAG 2 reckons it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _code(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
