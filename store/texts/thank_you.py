"""A thank-you: the subject of its mail, and a first sentence to keep or to change."""

from __future__ import annotations

from collections.abc import Sequence

from store.core.text import join_words, pluralize, quoted

MOST_NAMED = 3
_NAMED = {
    "led_session": "Thank you, {name}, for leading {what}.",
    "co_led_session": "Thank you, {name}, for co-leading {what}.",
    "hosted_ritual": "Thank you, {name}, for hosting {what}.",
    "mentored_trainer": "Thank you, {name}, for mentoring a fellow trainer.",
    "shared_material": "Thank you, {name}, for sharing your material on {what}.",
    "answered_question": "Thank you, {name}, for answering a colleague’s question.",
    "brought_idea": "Thank you, {name}, for your idea: {what}.",
    "took_on_role": "Thank you, {name}, for taking on a role.",
}
_UNNAMED = {
    **_NAMED,
    "led_session": "Thank you, {name}, for leading your session.",
    "co_led_session": "Thank you, {name}, for co-leading your session.",
    "hosted_ritual": "Thank you, {name}, for hosting our gathering.",
    "shared_material": "Thank you, {name}, for sharing your material.",
    "brought_idea": "Thank you, {name}, for your idea.",
}


def subject(given_names: Sequence[str]) -> str:
    """The subject of a mail with a thank-you."""
    return f"Thank you, {join_words(given_names, most=MOST_NAMED)}"


def beginning(given_name: str) -> str:
    """How a thank-you begins where nothing is known of what it is for."""
    return f"Thank you, {given_name}, for "


def first_sentence(given_name: str, kind: str, what: str, learners: int) -> str:
    """What someone is thanked for, and how many colleagues it reached.

    Args:
        given_name: who is thanked.
        kind: the kind of contribution, as it is kept.
        what: what it was about; empty where that was not noted.
        learners: those it reached; nought where no one counted.
    """
    thanks = (_NAMED if what else _UNNAMED)[kind].format(name=given_name, what=quoted(what))
    return f"{thanks} {reached(learners)}" if learners else thanks


def reached(learners: int) -> str:
    """How many colleagues a contribution reached."""
    return f"You reached {pluralize(learners, 'colleague')}."
