"""Fields that a column of a sheet can be mapped to, and how each takes its values."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from store.core.fields import Field, fields
from store.model.people import Volunteer
from store.model.stages import Move

FIELD_LABELS = {
    "name": "Name",
    "first_name": "First name",
    "middle_name": "Middle name",
    "last_name": "Last name",
    **{field.name: field.label for field in fields(Volunteer) if not field.hidden},
    "consent": "Consent given",
    "stage": "Stage",
    "stage_since": "Stage since",
}
"""Every field a column can be mapped to, with its label."""

NAME_PARTS = ("first_name", "middle_name", "last_name")
CONSENT = "consent"
"""What a form's question for consent was answered with; the day and the words of a yes are recorded."""
NOT_EXPORTED = (*NAME_PARTS, CONSENT)
"""Fields that only sheets of others have."""
JOINED = ("topics", "delivery", "tags", "notes")
"""Fields that take what all their columns hold."""
FIRST_FILLED = ("email", "phone")
"""Fields that take the first of their columns with something in it; all other fields have one column."""
DATES = ("met_on", "yes_on", "may_be_listed_on", "quiet_until", "stage_since")


@cache
def described(field: str) -> Field:
    """A field's description, for reading its value."""
    if field in ("stage", "stage_since"):
        found = {f.name: f for f in fields(Move)}["stage" if field == "stage" else "on"]
    else:
        found = {f.name: f for f in fields(Volunteer)}["yes_words" if field == CONSENT else field]
    return replace(found, label=FIELD_LABELS[field])
