"""What is at stake for the readers of an update, and what they are asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from store.model.stakeholders import Stakeholder
from store.texts import updates as texts

_DECISION = re.compile(r"\b(decid\w*|decision\w*|approv\w*|choose)\b", re.IGNORECASE)


def mail_of(ask: str) -> str:
    """Kind of mail in the subject: INFO, ACTION, or DECISION where one is asked."""
    return ("DECISION" if _DECISION.search(ask) else "ACTION") if ask.strip() else "INFO"


def stakes_of(readers: Iterable[Stakeholder]) -> str:
    """What is at stake for the readers, each thing once."""
    return "; ".join(dict.fromkeys(reader.stake.strip().rstrip(".") for reader in readers if reader.stake.strip()))


def is_overdue(reader: Stakeholder, until: date) -> bool:
    """Whether the day by which a reader was to answer has passed."""
    return reader.ask_by is not None and reader.ask_by < until


def asked_of(reader: Stakeholder, until: date) -> str:
    """What a reader is asked, as sentences, with its day unless that has passed."""
    return texts.asked(reader.ask.strip(), None if is_overdue(reader, until) else reader.ask_by)
