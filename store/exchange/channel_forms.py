"""An update for other channels than a mail: five talking points for a meeting, and a short message for a chat.

Both are made of the sections of the letter as its sender left them, so that they say the same figures.
"""

from __future__ import annotations

import re

from store.core.text import ended, one_line
from store.exchange.blocks import BAR, BULLET, TREND
from store.exchange.slack import bold, literal
from store.texts import channels as texts
from store.texts.update_results import what_is_to_be_won, what_matters
from store.updates.asks import stakes_of
from store.updates.draft import Draft
from store.updates.templates import MARK

MOST_IN_CHAT = 60
"""Words of a chat message."""
MOST_STEPS = 2
"""Next steps that are told."""
_TOLD_IN_CHAT = ("wins", "participation", "figures")
"""Of which sections a chat message tells the first line, as far as there is room."""
_BETWEEN = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Dr|Mr|Ms|St)\.)(?<!\bMrs\.)(?<!\bProf\.)(?<!\b(?:e\.g|i\.e)\.)"
    r"\s+(?=\W?[^\W\d_a-z]|\d)"
)
"""Between two sentences, which is not after the dot of a title or an initial."""


def as_points(draft: Draft) -> str:
    """The update as talking points: five lines."""
    told = (_result(draft), _win(draft), _worry(draft), "; ".join(_steps(draft)), _ask(draft))
    f = draft.facts
    instead = (
        "",
        texts.no_win(f.since, f.until),
        texts.NO_WORRY,
        texts.NOTHING_PLANNED,
        texts.NOTHING_ASKED,
    )
    points = (
        texts.point(number, label, ended(words) if words else none)
        for number, (label, words, none) in enumerate(zip(texts.LABELS, told, instead, strict=True), 1)
    )
    return "\n".join(points) + "\n"


def as_chat(draft: Draft) -> str:
    """The update as a chat message: at most :data:`MOST_IN_CHAT` words, without salutation."""
    return f"{bold(one_line(draft.about))}: {' '.join(map(literal, _message(draft)))}\n"


def chat_meter(draft: Draft) -> str:
    """How long the chat message is beside how long it may be, in words."""
    words = _words(draft.about) + sum(map(_words, _message(draft)))
    return texts.length(words, MOST_IN_CHAT, too_long=words > MOST_IN_CHAT)


def _message(draft: Draft) -> list[str]:
    """The sentences of a message: the result and what is asked, and what else there is room for, the most telling first."""
    first, *others = opening_of(draft) or [""]
    asked = texts.request(_ask(draft)) if _ask(draft) else texts.NO_ACTION
    coming = [texts.next_steps("; ".join(steps)) for steps in (_steps(draft), _steps(draft)[:1]) if steps]
    more = [*others, *(line for name in _TOLD_IN_CHAT for line in lines_of(draft, name)[:1])]
    room = MOST_IN_CHAT - sum(map(_words, (draft.about, first, asked)))
    last = [one for one in coming if _words(one) <= room][:1]
    room -= sum(map(_words, last))
    told = list[str]()
    for one in more:
        if _words(one) <= room:
            told.append(ended(one))
            room -= _words(one)
    return [one for one in (ended(first) if first else "", *told, *last, asked) if one]


def _words(text: str) -> int:
    return len(text.split())


# -- what is told of which section --------------------------------------------------------------------


def lines_of(draft: Draft, name: str, *, spared: bool = False) -> list[str]:
    """What a section that is sent says, a line each, without bullets and bars.

    Args:
        draft: the update.
        name: the section.
        spared: whether it is told even where the letter had no room for it.
    """
    section = draft.section(name)
    if section is None or not (section.taken or spared):
        return []
    return [words for line in section.words.split("\n") if (words := _plain(line))]


def _plain(line: str) -> str:
    """A line in words; nothing for a bar or heading that says no figure of its own."""
    line = one_line(line).removeprefix(BULLET).removeprefix(MARK)
    if drawn := BAR.fullmatch(line) or TREND.fullmatch(line):
        told = drawn["told"]
        return told if any(map(str.isdigit, told)) else ""
    return line


def opening_of(draft: Draft) -> list[str]:
    """The first sentences, without what is at stake for the readers, which they know."""
    words, stake = " ".join(lines_of(draft, "opening")), stakes_of(draft.readers)
    if stake:
        words = words.removesuffix(what_matters(stake)).removesuffix(what_is_to_be_won(stake))
    return [one for one in _BETWEEN.split(words.strip()) if one]


def _result(draft: Draft) -> str:
    return (opening_of(draft) or [""])[0]


def _win(draft: Draft) -> str:
    """The first outcome; else what else was told first, or who attended."""
    found = [*lines_of(draft, "wins"), *opening_of(draft)[1:], *lines_of(draft, "participation")]
    return found[0] if found else ""


def _worry(draft: Draft) -> str:
    """What the records give reason to worry about; else what went wrong or was learned."""
    return next(iter([*filter(None, [draft.worry]), *lines_of(draft, "lessons")]), "")


def _steps(draft: Draft) -> list[str]:
    """Day and name of what comes next, with a comma between them, as a colon stands before; or what its sender wrote."""
    section = draft.section("next")
    if section is None or not section.taken:
        return []
    if section.edited:
        return [line.rstrip(".") for line in lines_of(draft, "next")[:MOST_STEPS]]
    return [row.brief.replace(": ", ", ", 1) for row in section.rows[:MOST_STEPS]]


def _ask(draft: Draft) -> str:
    return " ".join(map(ended, lines_of(draft, "ask")))
