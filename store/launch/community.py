"""The community itself: its name and what the book needs to know of it; what it agreed on is in the charter."""

from collections.abc import Iterable
from typing import get_args

from msgspec.structs import replace

from store.core.errors import Invalid
from store.core.text import normalize
from store.model.community import Community, WeekStart

WEEK_STARTS: tuple[WeekStart, ...] = get_args(WeekStart)


def with_behaviours(community: Community, typed: Iterable[str]) -> Community:
    """The community with more behaviours on its list; a comma would part one in two where the list is typed.

    Raises:
        Invalid: a behaviour with a comma in it.
    """
    known = {normalize(behaviour) for behaviour in community.behaviours}
    fresh = [behaviour for behaviour in typed if normalize(behaviour) not in known]
    if any("," in behaviour or ";" in behaviour for behaviour in fresh):
        raise Invalid(
            {"behaviour": "A behaviour cannot contain a comma or semicolon. Enter each behaviour separately."}
        )
    return replace(community, behaviours=(*community.behaviours, *fresh))
