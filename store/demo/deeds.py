"""What the people of the sample community did, and who was thanked for it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from store.core.names.given_names import given_name
from store.demo import words
from store.demo.sample import Person, Sample
from store.model.recognition import ContributionKind, Recognition
from store.model.stages import Stage
from store.recognition.recognition import THANKS_WITHIN, Deed, deeds

_RATES: dict[Stage, float] = {"newcomer": 0.4, "active": 1.0, "core": 1.4}
"""Contributions in thirty days, by stage."""

_KINDS: dict[Stage, tuple[tuple[ContributionKind, int], ...]] = {
    "newcomer": (("co_led_session", 2), ("answered_question", 2), ("brought_idea", 1)),
    "active": (
        ("led_session", 5),
        ("co_led_session", 2),
        ("shared_material", 2),
        ("answered_question", 2),
        ("mentored_trainer", 1),
    ),
    "core": (
        ("led_session", 4),
        ("mentored_trainer", 2),
        ("co_led_session", 1),
        ("shared_material", 1),
        ("answered_question", 1),
    ),
}
"""What someone in a stage does, and how often against the rest."""

_NO_TOPIC = ("brought_idea", "mentored_trainer")


def contributions(s: Sample) -> None:
    """What the story says, and what people did besides."""
    for did in words.LATELY:
        who, on = s.named[did.who].id, s.ago(did.ago)
        s.did(who, did.kind, on, did.topic, minutes=did.minutes, learners=did.learners, note=did.note)
    tomorrow = s.today + timedelta(days=1)
    for person in s.people:
        ends = [*(on for on, *_ in person.steps[1:]), tomorrow]
        for (since, stage, _), end in zip(person.steps, ends, strict=True):
            if stage in _RATES:
                _contributed(s, person, stage, since, end)


def _contributed(s: Sample, person: Person, stage: Stage, since: date, end: date) -> None:
    """What someone did while in one stage."""
    rate = _RATES[stage] * person.zeal / 0.6 / 30
    kinds, weights = zip(*_KINDS[stage], strict=True)
    day = since + timedelta(days=s.rng.expovariate(rate))
    while day < end:
        on = max(since, s.at_work(day))
        day += timedelta(days=s.rng.expovariate(rate))
        if person.busy_on(on):
            continue
        kind: ContributionKind = s.rng.choices(kinds, weights)[0]
        topic = "" if kind in _NO_TOPIC else s.rng.choice(person.record.topics)
        learners = s.rng.randint(5, 16) if kind in ("led_session", "co_led_session") else None
        s.did(person.id, kind, on, topic, learners=learners, note=s.rng.choice(words.DEED_NOTES[kind]))


def thanks(s: Sample) -> None:
    """Who was thanked, for what they had done by then."""
    done: defaultdict[str, list[Deed]] = defaultdict(list)
    for deed in deeds(s.book):
        done[deed.volunteer].append(deed)
    for person in s.people:
        _thank(s, person, sorted(done[person.id], key=lambda deed: (deed.on, deed.source)))


def _thank(s: Sample, person: Person, done: list[Deed]) -> None:
    """Thanks soon after a deed, mostly; each answers for everything that was done before it."""
    thanked = date.min
    lately = s.today - timedelta(days=THANKS_WITHIN + 1)
    for deed in done:
        late = deed.on <= thanked or deed.on > person.thanked_until
        if late or (deed.on < lately and s.chance(0.3)):
            continue
        thanked = min(s.soon_after(deed.on, 6), person.thanked_until)
        _thank_for(s, person, deed, thanked)


def _thank_for(s: Sample, person: Person, deed: Deed, on: date) -> None:
    behaviour, text = s.rng.choice(words.THANKS[deed.kind])
    form, where, public = s.rng.choice(words.FORMS)
    given = given_name(person.record.name)
    s.add(
        Recognition(
            id=s.new_id(),
            to=(person.id,),
            behaviour=behaviour,
            words=text.format(given=given, topic=deed.what, learners=deed.learners),
            on=on,
            form=form,
            where=where,
            public=public,
            contribution=deed.source if deed.source in s.book.contributions else "",
        )
    )
