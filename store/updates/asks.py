"""What is at stake for the readers of an update, and what they are asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.model.stakeholders import Stakeholder
from store.texts import updates as texts

_DECISION = re.compile(r"\b(decid\w*|decision\w*|approv\w*|choose)\b", re.IGNORECASE)


def mail_of(ask: str) -> str:
    """Kind of mail in the subject: INFO, ACTION, or DECISION where one is asked."""
    return ("DECISION" if _DECISION.search(ask) else "ACTION") if ask.strip() else "INFO"


def stakes_of(readers: Iterable[Stakeholder]) -> str:
    """What is at stake for the readers, each thing once."""
    return "; ".join(dict.fromkeys(reader.stake.strip().rstrip(".") for reader in readers if reader.stake.strip()))


def asked_of(reader: Stakeholder) -> str:
    """What a reader is asked, with its day, as sentences."""
    return texts.asked(reader.ask.strip(), reader.ask_by)
