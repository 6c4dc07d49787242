"""The words a line is known by, and what they make of it."""

from __future__ import annotations

from store.core.old_names import EMAIL
from store.model.recognition import ContributionKind

THANK = ("thank", "thanks", "thanked", "thx", "kudos", "praise", "praised")
MET = (
    "met", "called", "rang", "phoned", "talked", "spoke", "spoken", "saw", "emailed", "mailed", "wrote", "texted", "messaged",
    "chatted", "coffee", "lunch", "lunched", "heard", "visited",
)  # fmt: skip
ASKED = ("asked",)
SPENT = ("spent", "paid", "bought", "spend", "pay")
PLANNED = ("planned", "budgeted")
STAKEHOLDER = ("stakeholder",)
NEW_ONE = ("new", "add", "newcomer")
DO = (
    "call", "ring", "phone", "email", *EMAIL, "mail", "write", "text", "message", "ping", "talk", "speak", "meet", "see", "ask",
    "tell", "remind", "invite", "chase", "nudge", "follow", "catch", "visit", "check", "send", "book", "buy", "order", "prepare",
    "plan", "find", "fix", "read", "review", "print", "bring", "todo", "do", "remember", "get", "give", "make", "set", "look",
    "share", "welcome", "introduce", "congratulate", "reply", "answer", "confirm", "cancel", "organise", "organize",
)  # fmt: skip
TO_PEOPLE = (
    "call", "ring", "phone", "email", *EMAIL, "mail", "text", "message", "ping", "meet", "see", "ask", "tell", "remind", "invite",
    "chase", "nudge", "visit", "welcome", "introduce", "congratulate",
)  # fmt: skip
"""Verbs after which someone is named; a word with a capital there is a name."""
NEEDS = ("needs", "need", "wants", "requests", "requested")
DID: dict[str, ContributionKind] = {
    **dict.fromkeys(("led", "ran", "gave", "taught", "held", "delivered", "facilitated", "trained"), "led_session"),
    **dict.fromkeys(("co-led", "coled", "co-ran", "co-taught", "assisted"), "co_led_session"),
    **dict.fromkeys(("hosted", "moderated", "organised", "organized"), "hosted_ritual"),
    **dict.fromkeys(("mentored", "coached"), "mentored_trainer"),
    **dict.fromkeys(("shared", "made", "wrote", "prepared", "recorded", "created"), "shared_material"),
    **dict.fromkeys(("answered", "helped"), "answered_question"),
    **dict.fromkeys(("suggested", "proposed", "brought"), "brought_idea"),
}
"""What someone did, and how it counts."""
HELD = ("led_session", "hosted_ritual")
"""What may be a gathering of the calendar."""
ME = ("i", "me", "we")
JOINTS = ("to", "with", "up", "from", "at")
"""Words between a verb and whom it is about."""
