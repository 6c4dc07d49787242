"""Pages from the templates of this package: everything put into them is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.colours import USUAL, parse_colour, readable_on

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).with_name("templates")
LIGHT, LIGHT_BOX = "#ffffff", "#f3f4f6"
DARK, DARK_BOX = "#15181c", "#20252b"
"""The grounds of a light and of a dark page, and of what stands out on them."""


def render(template: str, **values: object) -> str:
    """Fill in a template."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def palette(colour: str) -> dict[str, str]:
    """The community's colour as it can be read on a light and on a dark page, with the grounds of both."""
    try:
        wanted = parse_colour(colour) if colour else USUAL
    except ValueError:
        wanted = USUAL
    return {
        "accent": readable_on(wanted, LIGHT_BOX, LIGHT),
        "accent_dark": readable_on(wanted, DARK_BOX, DARK),
        "light": LIGHT,
        "light_box": LIGHT_BOX,
        "dark": DARK,
        "dark_box": DARK_BOX,
    }
