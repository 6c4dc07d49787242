"""The update: the draft made of the facts of a period, in the organiser's own words where there are any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day_month
from store.core.names.given_names import given_name
from store.core.text import join_words, one_line
from store.model.stakeholders import Kind, Stakeholder, Update
from store.texts import channels
from store.texts import updates as texts
from store.updates.asks import first_answer_by, mail_of
from store.updates.chart_figures import chart_figures
from store.updates.commitments import announced, last_promises
from store.updates.draft import MAIL, MOST_GREETED, SECTIONS, SUBJECT, Draft, Passage, Section
from store.updates.metrics import Facts, facts
from store.updates.narrative.context import Context, RenderedSection, activity_before
from store.updates.narrative.results import tells_what_was_saved
from store.updates.narrative.writer import FEWEST, MOST, Writer
from store.updates.stakeholders import draft_for, first_day, sent_updates
from store.updates.templates import Layout, built_in_layout, fill_in
from store.updates.told import told
from store.updates.worry import worry

_SPARE = ("figures", "participation", "cost", "feedback", "progress", "promised", "gains")
_SPARE_IN_BRIEF = ("participation", "feedback", "figures", "cost", "progress", "promised", "gains")
"""What is told only as far as there is room, the most important first; each is a key away."""
_FIRST = 2
"""So many of them come before the last win of an overview."""


def compose(
    book: Book,
    to: Stakeholder | Sequence[Stakeholder],
    today: date,
    *,
    since: date | None = None,
    until: date | None = None,
    kind: Kind | None = None,
    layout: Layout | None = None,
    kept: Update | None = None,
) -> Draft:
    """The update its readers would get today, in the words kept for them where there are any.

    The period starts the day after the last update's end (the earliest one's, for several readers) and runs to today
    unless said otherwise.

    Args:
        book: what it tells of.
        to: the reader, or several who get one text.
        today: the last day told of, unless given.
        since: the first day told of.
        until: the last day told of.
        kind: another kind than the one kept, or the reader's own.
        layout: the community's template; the built-in one unless given.
        kept: the words and choices it is made with; those of the draft in the book unless given.
    """
    readers = (to,) if isinstance(to, Stakeholder) else tuple(to)
    kept = kept or draft_for(book, *(reader.id for reader in readers))
    until = until or today
    since = since or min(_begins(book, readers, until), until)
    chosen = kind or (kept.kind if kept else readers[0].kind)
    heard = told(book, readers, until)
    context = Context(
        book=book,
        readers=readers,
        facts=facts(book, since, until, today),
        before=activity_before(book, heard, since, until),
        told=heard,
        kind=chosen,
        promises=last_promises(book, tuple(reader.id for reader in readers), kept, until),
    )
    draft = _Composer(context, kept, layout or built_in_layout(chosen), {}).fitted()
    about = channels.about(book.community.name, texts.period(since, until))
    chosen_out = frozenset(name for name, taken in (kept.chosen if kept else {}).items() if not taken)
    return replace(
        draft, left_out=chosen_out, about=about, worry=worry(context), charts=chart_figures(book, until, today)
    )


def _begins(book: Book, readers: tuple[Stakeholder, ...], until: date) -> date:
    """The first day that one of the readers has not heard of."""
    sent = ((reader, sent_updates(book, reader.id)) for reader in readers)
    return min(first_day(reader, found[-1] if found else None, until) for reader, found in sent)


def _spare(context: Context) -> Sequence[str]:
    """What is told only as far as there is room; to learners, what members gain comes early."""
    spare = _SPARE_IN_BRIEF if context.brief else _SPARE
    if context.leg != "learners":
        return spare
    return sorted(spare, key=lambda name: (name not in {"participation", "gains"}, spare.index(name)))


class _Composer(Struct, frozen=True):
    """All that a draft is made of; how much it tells of that is still open."""

    context: Context
    kept: Update | None
    layout: Layout
    writers: dict[int, Writer]
    """Those used so far, by how much they tell: each remembers what it wrote."""

    def fitted(self) -> Draft:
        """The draft that tells as much as can be told within the length of its kind.

        Only what the records say counts, so that nothing vanishes from the text while someone writes in it.
        """
        counted_alone, kind = replace(self, kept=None), self.context.kind
        spare = _spare(self.context)
        wanted = frozenset(spare[_FIRST:]) if self.context.brief else frozenset()
        most, spared = FEWEST[kind], frozenset(spare)
        for rows in range(MOST[kind], FEWEST[kind] - 1, -1):
            if counted_alone.draft(rows, wanted).fits:
                most, spared = rows, wanted
                break
        for name in spare:
            if name in spared and counted_alone.draft(most, spared - {name}).fits:
                spared -= {name}
        return self.draft(most, spared)

    def draft(self, most: int, spared: frozenset[str]) -> Draft:
        """The draft with at most so many rows of a kind, and some parts left out unless they are wanted."""
        writer, places = self._writer(most), self.layout.names
        sections = tuple(
            self._section(name, writer, placed=name in places, spared=name in spared) for name in SECTIONS
        )
        own = self.kept.words if self.kept else {}
        ask = next(section for section in sections if section.name == "ask")
        readers, found = self.context.readers, self.context.facts
        asked = ask.words if ask.edited else "\n".join(reader.ask for reader in readers)
        mail = own.get(MAIL) or mail_of(asked if ask.taken else "")
        values = _values(self.context.book, readers, found, mail, writer.lead.headline)
        return Draft(
            readers=readers,
            facts=found,
            kind=self.context.kind,
            mail=mail,
            subject=own.get(SUBJECT) or one_line(fill_in(self.layout.subject, values)),
            sections=sections,
            outline=tuple(_outline(self.layout, {s.name: s for s in sections}, own, values)),
            promises=self.context.promises,
            subject_edited=bool(own.get(SUBJECT)),
        )

    def _writer(self, most: int) -> Writer:
        if most not in self.writers:
            self.writers[most] = Writer(self.context, most, next(iter(self.writers.values()), None))
        return self.writers[most]

    def _section(self, name: str, writer: Writer, *, placed: bool, spared: bool) -> Section:
        written, kept = writer.write(name), self.kept
        own = kept.words.get(name) if kept else None
        by_default = self._by_default(name, written, spared=spared)
        by_default = by_default or bool(own and own.strip())  # what someone wrote is meant to be read
        return Section(
            name=name,
            figure=written.figure if placed else "not in the template",
            words=written.words if own is None else own,
            rows=written.rows,
            taken=placed and (kept.chosen.get(name, by_default) if kept else by_default),
            edited=own is not None,
            placed=placed,
            question=written.waits if own is None else "",
            suggestion=written.suggestion,
        )

    def _by_default(self, name: str, written: RenderedSection, *, spared: bool) -> bool:
        """Whether a part is in unless someone chose otherwise. Lessons always are, so that they are thought of."""
        if name == "lessons" or written.waits:
            return True
        if spared or (name == "cost" and self.context.brief and not tells_what_was_saved(self.context)):
            return False
        return bool(written.words.strip())


def _values(book: Book, readers: tuple[Stakeholder, ...], found: Facts, mail: str, result: str) -> dict[str, str]:
    """What the names of a template stand for."""
    community = book.community
    given = [given_name(reader.name) for reader in readers]
    return {
        "mail": mail,
        "community": community.name,
        "period": texts.period(found.since, found.until),
        "result": result,
        "reply": texts.reply(mail, first_answer_by(readers, found.until)),
        "since": format_day_month(found.since),
        "until": format_day_month(found.until),
        "organiser": community.organiser,
        "reader": join_words([reader.name for reader in readers]),
        "job": join_words([reader.job for reader in readers if reader.job]),
        "greeting": texts.greeting(given, MOST_GREETED),
        "closing": texts.closing(community.organiser),
    }


def _outline(
    layout: Layout, sections: Mapping[str, Section], own: Mapping[str, str], values: Mapping[str, str]
) -> Iterator[Passage]:
    """What the template has a place for, without what is struck."""
    for place in layout.places:
        section = sections.get(place.name)
        name = place.name or f"said:{place.heading}\n{place.text}"
        if section:
            words = section.words if section.taken else ""
        elif place.name:
            words = own.get(name, values[place.name])
        else:
            words = own.get(name, fill_in(place.text, values))
        heading = (own.get(f"title:{name}") if place.heading else "") or fill_in(place.heading, values)
        if own.get(f"title:{name}") == "":
            heading = ""
        waits = section is not None and section.to_fill
        alone = bool(heading.strip()) and not place.name and name not in own
        if words.strip() or waits or alone:
            yield Passage(name, heading.strip(), words.strip(), waits)


# -- keeping it ------------------------------------------------------------------------------------


def keep(
    book: Book,
    draft: Draft,
    *,
    words: Mapping[str, str | None] | None = None,
    chosen: Mapping[str, bool] | None = None,
) -> Update:
    """The draft record with some of its own words (None: back to the facts) or choices put in."""
    readers = tuple(reader.id for reader in draft.readers)
    kept = draft_for(book, *readers)
    all_words = {**(kept.words if kept else {}), **(words or {})}
    base = kept or Update(to=readers, since=draft.facts.since, until=draft.facts.until)
    return Update(
        id=base.id,
        to=base.to,
        since=draft.facts.since,
        until=draft.facts.until,
        kind=draft.kind,
        channel=draft.stakeholder.channel,
        words={name: text for name, text in all_words.items() if text is not None},
        chosen={**(kept.chosen if kept else {}), **(chosen or {})},
    )


def sent(book: Book, draft: Draft, on: date) -> Update:
    """The record of this draft as sent: the exact text, with day, channel and readers, and what it announces."""
    readers = tuple(reader.id for reader in draft.readers)
    kept = draft_for(book, *readers)
    coming = draft.section("next")
    fresh = Update(
        to=readers,
        since=draft.facts.since,
        until=draft.facts.until,
        kind=draft.kind,
        state="sent",
        sent_on=on,
        channel=draft.stakeholder.channel,
        subject=draft.subject,
        text=draft.body,
        promised=announced(coming.words, coming.rows) if coming and coming.taken else {},
    )
    return replace(fresh, id=kept.id) if kept else fresh
