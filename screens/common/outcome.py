"""What a toast says of a change: participle, object, and the key that undoes it."""

from __future__ import annotations

from screens.widgets.keys import to_undo

_PARTICIPLES = {
    "Add": "Added",
    "Ask": "Asked",
    "Assign": "Assigned",
    "Bring back": "Brought back",
    "Certify": "Certified",
    "Change": "Changed",
    "Complete": "Completed",
    "Confirm": "Confirmed",
    "Delete": "Deleted",
    "Dismiss": "Dismissed",
    "Edit": "Edited",
    "Hand over": "Handed over",
    "Import": "Imported",
    "Keep": "Kept",
    "Log": "Logged",
    "Mark": "Marked",
    "Merge": "Merged",
    "Move": "Moved",
    "Note": "Noted",
    "Pause": "Paused",
    "Plan": "Planned",
    "Prepare": "Prepared",
    "Record": "Recorded",
    "Save": "Saved",
    "Set": "Set",
    "Skip": "Skipped",
    "Snooze": "Snoozed",
    "Start": "Started",
    "Thank": "Thanked",
    "Update": "Updated",
    "Write up": "Wrote up",
}
"""The verbs that name changes, and how a toast says that they are done."""


def done(label: str) -> str:
    """What was done, from the name that undo gives it: ‘Added Ana Ruiz. Press u to undo.’"""
    for verb, participle in _PARTICIPLES.items():
        if label.startswith(f"{verb} "):
            return f"{participle} {label.removeprefix(verb).lstrip()}. {to_undo()}"
    return f"Saved: {label}. {to_undo()}"
