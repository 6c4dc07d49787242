"""Retention: people whose data has no use any more, because they left or were never heard of again."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from store.book.book import Book
from store.insights.gone_quiet import last_seen_of_all
from store.model.people import Volunteer
from store.people.stages import MEMBERS, StageStatus, standings


class Unheard(Struct, frozen=True):
    """Someone who left, or never became a member, and was not heard from since."""

    standing: StageStatus
    since: date
    """The last day anything happened with them: a stage, an attendance, a contribution, a contact, a consent."""
    due: date
    """The first day on which it is asked whether to keep them."""

    @property
    def volunteer(self) -> Volunteer:
        """The person."""
        return self.standing.volunteer

    @property
    def left(self) -> bool:
        """Whether they are alumni."""
        return self.standing.stage == "alumni"


def unheard(book: Book, today: date) -> list[Unheard]:
    """People to keep or erase, those silent longest first.

    Members are not among them (:mod:`store.insights.gone_quiet` names those who went quiet), nor anyone who is to be asked
    again on a later day. Whether they were kept already is for the one who asks to know.
    """
    months = book.community.keep_months
    if months <= 0:
        return []
    seen, found = last_seen_of_all(book, today), []
    kept_for = relativedelta(months=months, days=1)
    for standing in standings(book, today).values():
        who = standing.volunteer
        if standing.stage in MEMBERS or (who.quiet_until and who.quiet_until > today):
            continue
        since = max(day for day in (standing.since, seen.get(who.id), who.yes_on) if day)
        if (due := since + kept_for) <= today:
            found.append(Unheard(standing, since, due))
    return sorted(found, key=lambda one: (one.since, one.volunteer.name, one.volunteer.id))
