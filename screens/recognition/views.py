"""The views of Recognition, for the menu that each of them has."""

from __future__ import annotations

from textual.binding import Binding

from screens.common.actions.general_actions import View, view_menu

LOG = "recognition"
VIEWS = (
    View(LOG, "Timeline", "thank-yous, newest first", "timeline"),
    View(LOG, "By person", "thank-yous per person", "by person"),
    View(LOG, "By behaviour", "thank-yous per behaviour", "by behaviour"),
    View(LOG, "Contributions", "contributions, with or without a thank-you", "contributions"),
    View(LOG, "Wall", "public thank-yous", "wall"),
    View("seen", "Balance", "spread of thank-yous"),
    View("orbit", "Orbit", "love, reach and gravity"),
)


def recognition_menu(room: str) -> Binding:
    """The key for the menu."""
    return view_menu(room, "Go to a view of the log, balance or orbit")
