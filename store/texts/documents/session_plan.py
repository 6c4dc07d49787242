"""A session plan as a text: for whom, what for, and how the session goes."""

from __future__ import annotations

from collections.abc import Iterable


def session_plan(topic: str, facts: Iterable[tuple[str, str]], parts: Iterable[tuple[str, str]]) -> str:
    """A plan, its facts in a line each and its parts below their headings; what is empty is left out.

    Args:
        topic: what the session is about.
        facts: what is known in a few words: session, audience, author.
        parts: the headings, and what is planned there, as it was typed.
    """
    head = [f"Session plan: {topic}", *(f"{name}: {value}" for name, value in facts if value)]
    blocks = ["\n".join(head), *(f"{heading}\n{text}" for heading, text in parts if text)]
    return "\n\n".join(blocks) + "\n"
