"""A pasted list of names, and which of the options it names."""

from __future__ import annotations

from collections.abc import Iterable

from screens.widgets.lists.option import Option
from store.core.text import join_words, pluralize

_BETWEEN = "\n\t;,"
_MOST_TOLD = 4


def is_list(text: str) -> bool:
    """Whether a text holds several names, so that it is not typed to find one."""
    return any(mark in text.strip() for mark in _BETWEEN)


def named_in(text: str, options: Iterable[Option]) -> tuple[list[str], list[str]]:
    """The keys of the options that a pasted list names, and the names that are no option's, or more than one's."""
    from store.core.names.person_names import name_keys
    from store.exchange.attendance_import.name_list import names_in

    known: dict[str, set[str]] = {}
    for option in options:
        for word in (*name_keys(option.label), *([option.email.casefold()] if option.email else [])):
            known.setdefault(word, set()).add(option.key)

    def meant(name: str, email: str = "") -> set[str]:
        return known.get(email.casefold(), set()) or {
            key for word in name_keys(name) for key in known.get(word, ())
        }

    if len(whole := meant(text.strip())) == 1:  # ‘Ruiz, Ana’ is one name
        return [*whole], []
    found: dict[str, None] = {}
    missing: list[str] = []
    for one in names_in(text):
        if len(keys := meant(one.name, one.email)) == 1:
            found |= dict.fromkeys(keys)
        else:
            missing.append(one.name)
    return [*found], missing


def told(found: list[str], missing: list[str], others: int) -> str:
    """The result of a pasted list, in a sentence or two, and how many others are still ticked."""
    ticked = f"Ticked {pluralize(len(found), 'name')}." if found else "None of these names is in the list."
    stay = f"{pluralize(others, 'other stays', 'others stay')} ticked." if found and others else ""
    absent = f"Not found: {join_words(missing, most=_MOST_TOLD)}." if found and missing else ""
    return " ".join(filter(None, (ticked, stay, absent)))
