"""What the whole book is set up by, as forms: its settings, and what each activity weighs."""

from __future__ import annotations

from screens.common.host import Host
from store.model.community import Community


def ask_settings(screen: Host) -> None:
    """Change what the book is about: names, currency, and when someone counts as stuck."""
    screen.ask_record("Edit settings", Community, lambda _: "Edit settings", base=screen.book.community)


def ask_weights(screen: Host) -> None:
    """Change what each kind of activity weighs in love and level."""
    from store.insights.orbit import check_weights, weights
    from store.model.orbit_weights import Weights

    screen.ask_record(
        "Edit weights",
        Weights,
        lambda _: "Edit weights",
        base=weights(screen.book),
        also=lambda _, changed: check_weights(changed),
    )
