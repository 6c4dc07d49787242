"""A person of the pipeline as a card, as a row, and in the pane below."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from screens.widgets.facts import Fact
from screens.widgets.keys import key_of
from screens.widgets.lists.card import Card
from screens.widgets.lists.list_view import Row
from store.book.book import Book
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import join_words, pluralize
from store.insights.gone_quiet import last_seen
from store.people.absences import away_today, is_away
from store.people.checklists import progress
from store.people.directory import department_of, last_contact
from store.people.offboarding import told_leaving
from store.people.requests import NEVER, loads
from store.people.stages import StageStatus
from store.profiles.people_filters import FilterContext
from store.recognition.recognition import last_thanks

PEOPLE_LIST = "list of people"
"""What the way to the pipeline leads to in place of a record: the list, where it begins with the board."""


class PeopleLines:
    """The lines about people, each written when it is seen."""

    def __init__(
        self,
        book: Book,
        today: date,
        statuses: Mapping[str, StageStatus],
        sieve: FilterContext,
        ticked: Collection[str],
    ) -> None:
        """Look up what all lines need.

        Args:
            book: the book.
            today: for days.
            statuses: the stage of every volunteer, by id.
            sieve: who has not been thanked yet, and who has gone quiet.
            ticked: the ids of those who are ticked.
        """
        self._ticked, self._quiet = ticked, sieve.quiet
        self._book, self._today, self.statuses, self._waiting = book, today, statuses, sieve.waiting
        self._progress, self._asked = progress(book), loads(book, today)

    def card(self, key: str) -> Card:
        """The card of a volunteer on the board."""
        status = self.statuses[key]
        volunteer = status.volunteer
        leaving = told_leaving(self._book, volunteer.id, self._today)
        away = is_away(self._book, volunteer.id, self._today)
        quiet = key in self._quiet
        days = f"{status.days} d{self._onboarding(status)}{' !' if status.stuck else ''}"
        return Card(
            volunteer.id,
            f"{'✓ ' if volunteer.id in self._ticked else ''}{volunteer.name}",
            department_of(self._book, volunteer),
            badge="♥" if volunteer.id in self._waiting else "",
            tail=leaving or ("away" if away else "quiet" if quiet else days),
            warn=status.stuck or quiet or bool(leaving),
            search=" ".join([*volunteer.topics, *volunteer.tags, volunteer.email]),
        )

    def _onboarding(self, status: StageStatus) -> str:
        """The items ticked of the onboarding checklist, during onboarding."""
        done, total = self._progress.get(status.volunteer.id, (0, 0))
        return f" {done}/{total}" if total and status.stage == "onboarding" else ""

    def row(self, status: StageStatus, fact: str) -> Row:
        """The row of a volunteer in the list; once anyone is ticked, all names make room for the tick.

        Args:
            status: the volunteer's stage.
            fact: what the order goes by; the topics where it is empty.
        """
        volunteer = status.volunteer
        leaving = told_leaving(self._book, volunteer.id, self._today)
        mark = "" if not self._ticked else "✓ " if volunteer.id in self._ticked else "  "
        days = (f"{status.days} d{' !' if status.stuck else ''}", "warn" if status.stuck else "dim")
        leaving = " · ".join(filter(None, (leaving, away_today(self._book, volunteer.id, self._today))))
        told = (leaving, fact) if fact else (leaving, self._silence(volunteer.id), ", ".join(volunteer.topics))
        cells = (
            (f"{mark}{volunteer.name}", "strong"),
            department_of(self._book, volunteer),
            label_of(status.stage),
            days,
            (
                " · ".join(filter(None, told)),
                "warn" if leaving or volunteer.id in self._quiet else "dim",
            ),
        )
        return Row(volunteer.id, cells, search=" ".join([*volunteer.tags, volunteer.email]))

    def _silence(self, who: str) -> str:
        days = self._quiet.get(who)
        return "" if days is None else f"gone quiet for {pluralize(days, 'day')}"

    def about(self, status: StageStatus) -> Iterator[Fact]:
        """How the selected volunteer stands, what to do next, and the facts."""
        volunteer, today = status.volunteer, self._today
        away = away_today(self._book, volunteer.id, today)
        gone = [told_leaving(self._book, volunteer.id, today), away, self._silence(volunteer.id)]
        since = f"{label_of(status.stage).capitalize()} since {format_day(status.since, today)}"
        yield Fact(" · ".join(filter(None, (since, *gone))), "warn" if any(gone) else "strong")
        yield Fact(self.next_step(status), "accent")
        asked = self._asked.get(volunteer.id, NEVER)
        facts = volunteer.job, department_of(self._book, volunteer), volunteer.email
        yield Fact(" · ".join(filter(None, facts)))
        contact, thanked = last_contact(self._book).get(volunteer.id), last_thanks(self._book).get(volunteer.id)
        seen = last_seen(self._book, volunteer.id, today)
        days = (
            format_day(contact, today) if contact else "none yet",
            f"last seen {format_day(seen, today)}" if seen else "",
            f"thanked {format_day(thanked, today)}" if thanked else "never thanked",
            asked.words,
        )
        yield Fact(" · ".join(filter(None, days)), "warn" if asked.too_much else "", "Contact")
        yield Fact(join_words(list(volunteer.topics)) or "none yet", label="Topics")
        yes = (
            f"{format_day(volunteer.yes_on, today)}: {volunteer.yes_words}" if volunteer.yes_on else "not recorded"
        )
        yield Fact(yes, "dim", "Consent")

    def next_step(self, status: StageStatus) -> str:
        """What to do next for a volunteer, the most pressing only; nothing where nothing is."""
        volunteer = status.volunteer
        if volunteer.quiet_until:
            waits = volunteer.quiet_until > self._today
            return f"Next: ask again {f'on {format_day(volunteer.quiet_until, self._today)}' if waits else 'now'}."
        if told_leaving(self._book, volunteer.id, self._today):
            return f"Next: hand over the items they hold. Press {key_of('list.open')} for the list."
        if volunteer.id in self._quiet:
            return f"Next: check in with them. Press {key_of('person.contact')} to record it."
        if status.stage == "interested":
            return f"Next: ask for their answer. Press {key_of('pipeline.next')} to record consent."
        if status.stage == "said_yes":
            return f"Next: press {key_of('pipeline.next')} to start their onboarding."
        if status.stuck:
            return f"Next: check in with them after {pluralize(status.days, 'day')} at this stage. Press {key_of('person.contact')} to record contact."
        if volunteer.id in self._waiting:
            return f"Next: press {key_of('person.thank')} to thank them."
        done, total = self._progress.get(volunteer.id, (0, 0))
        if total and status.stage == "onboarding":
            return f"Next: complete their onboarding checklist ({done} of {total} ticked). Press {key_of('list.open')} to open it."
        return ""
