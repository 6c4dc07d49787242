"""The sample community's stakeholders, the words had with people, and the updates sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from store.demo import words
from store.demo.people import address
from store.demo.sample import Sample, workday_before
from store.demo.update_texts import UpdateTexts
from store.model.recognition import Recognition
from store.model.stakeholders import Duty, Post, Stakeholder, Update
from store.people.directory import last_contact
from store.people.stages import standings
from store.updates.stakeholders import changes, first_day, sent_updates

UPDATES_BACK = 365
"""Days back that updates were written; recipients of earlier ones have left."""


def allies(s: Sample) -> None:
    """The stakeholders."""
    made = {}
    for ally in words.ALLIES:
        made[ally.name] = s.add(
            Stakeholder(
                id=s.new_id(),
                name=ally.name,
                email=address(ally.name),
                job=ally.job,
                leg=ally.leg,
                stake=ally.stake,
                cadence=ally.cadence,
                channel=ally.channel,
                kind=ally.kind,
                ask=ally.ask,
                since=s.ago(ally.since),
                notes=ally.notes,
                department=s.departments.get(words.TEAM_OF.get(ally.name, ""), ""),
                **_standing(s, ally.name),
            )
        )
        s.talked(made[ally.name].id, s.ago(s.rng.randint(15, 80)), words.ALLY_NOTES)
    for name, days, text in words.ALLY_THANKS:
        s.add(
            Recognition(
                id=s.new_id(),
                to=(made[name].id,),
                behaviour="speaks up for us",
                words=text,
                on=s.ago(days),
                where="by email",
            )
        )


def _standing(s: Sample, name: str) -> dict[str, Any]:
    """What is known of a stakeholder's power and interest, and by when they are to answer."""
    days = words.ASK_BY.get(name)
    return {**words.STANDING.get(name, {}), **({"ask_by": s.today + timedelta(days=days)} if days else {})}


def contacts(s: Sample) -> None:
    """Words had with people."""
    for person in s.people:
        name = person.record.name
        if name == words.TO_ASK:
            continue
        s.talked(person.id, s.soon_after(person.steps[0][0], 3), words.MET_NOTES)
        for on, stage, _ in person.steps[1:]:
            if stage in words.WORD_NOTES and name != words.TO_HELP and s.chance(0.5):
                s.talked(person.id, s.soon_after(on, 8), words.WORD_NOTES[stage])
    _words_with_the_stuck(s)


def _words_with_the_stuck(s: Sample) -> None:
    """No one stays unheard, but for the two of the story."""
    latest = last_contact(s.book)
    for one in standings(s.book, s.today).values():
        stuck = one.stuck and (s.today - latest.get(one.volunteer.id, date.min)).days > (one.limit or 0)
        if stuck and one.volunteer.name not in (words.TO_ASK, words.TO_HELP):
            on = s.at_work(s.today - timedelta(days=s.rng.randint(1, 8)))
            s.talked(one.volunteer.id, on, words.WORD_NOTES[one.stage])


def updates(s: Sample) -> None:
    """The last update sent to each stakeholder; what each says is composed later (:mod:`store.demo.update_texts`).

    Earlier ones are left out: each takes two milliseconds.
    """
    s.update_texts = UpdateTexts(s.book, s.today)
    days = [(_last_sent(s, reader), reader) for reader in s.book.stakeholders.values()]
    for day, reader in sorted(((day, reader) for day, reader in days if day), key=lambda one: (one[0], one[1].id)):
        since = max(s.start, first_day(reader, None, day))
        s.update_texts.add(s.add(_without_text(s.new_id(), reader, since, day)))
    _draft(s)


def _without_text(key: str, reader: Stakeholder, since: date, day: date) -> Update:
    """An update sent on a day, still without its text."""
    return Update(
        id=key,
        to=(reader.id,),
        since=since,
        until=day,
        kind=reader.kind,
        state="sent",
        sent_on=day,
        channel=reader.channel,
    )


def _last_sent(s: Sample, who: Stakeholder) -> date | None:
    """The last day on which a stakeholder was written to."""
    ally = next(ally for ally in words.ALLIES if ally.name == who.name)
    first = max(s.ago(ally.since), s.today - timedelta(days=UPDATES_BACK))
    if ally.cadence == "on_change":
        told: date | None = None
        for day, _ in changes(s.book):
            if (told or first) <= day <= s.today:
                told = s.soon_after(day, 2)
        return told
    day = workday_before(_before_this_week(s) if ally.name == words.DUE_SOON else s.ago(ally.last))
    return day if day >= first else None


def _before_this_week(s: Sample) -> date:
    """The day of a monthly update whose next one is due in what is left of this week, in two days if it can be."""
    sunday = s.monday + timedelta(days=6)
    wanted = min(s.today + timedelta(days=2), sunday)
    days = [max(s.start, s.today - timedelta(days=back)) for back in range(24, 33)]
    pairs = [(day, day + relativedelta(months=1)) for day in days]
    fits = [
        ((day.weekday() > 4) + (due.weekday() > 4), abs(due - wanted), day)
        for day, due in pairs
        if s.today <= due <= sunday
    ]
    return min(fits)[2] if fits else s.at_work(s.today - timedelta(days=31))


def _draft(s: Sample) -> None:
    """One update begun but not yet sent, with a lesson in the organiser's own words."""
    reader = next(who for who in s.book.stakeholders.values() if who.name == words.DUE_SOON)
    last = sent_updates(s.book, reader.id)[-1:]
    s.add(
        Update(
            id=s.new_id(),
            to=(reader.id,),
            since=first_day(reader, last[0] if last else None, s.today),
            until=s.today,
            kind=reader.kind,
            channel=reader.channel,
            words={"lessons": words.LESSON},
        )
    )


def duties(s: Sample) -> None:
    """Who answers for which phase of training."""
    for phase, who, note in words.DUTIES:
        s.add(Duty(id=s.new_id(), phase=phase, who=_somebody(s, who), note=note))


def posts(s: Sample) -> None:
    """The plan of posts."""
    for what, side, channel, days, owner, done in words.POSTS:
        on = s.today + timedelta(days=days)
        s.add(
            Post(
                id=s.new_id(), what=what, side=side, channel=channel, on=on, owner=_somebody(s, owner),
                done_on=on if done else None,
            )
        )  # fmt: skip


def _somebody(s: Sample, name: str) -> str:
    """The id behind a name of the story."""
    ids = {who.name: who.id for who in s.book.volunteers.values()}
    ids |= {who.name: who.id for who in s.book.stakeholders.values()}
    return ids.get(name, name)
