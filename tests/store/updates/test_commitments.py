"""What an update announced is asked after in the next one; several readers can get one text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.book.book import Book
from store.model.calendar import Gathering
from store.model.stakeholders import Kind, Stakeholder, Update
from store.persistence.book_paths import drafts_folder
from store.persistence.unsaved_drafts import Keeper, half_written
from store.texts.update_activity import delivered
from store.updates.archive import all_sent, compared, letter_of, readers_of
from store.updates.commitments import ANSWER, NOT_HELD, announced
from store.updates.compose import compose, keep, sent
from store.updates.draft import Draft
from store.updates.outcomes import Row
from store.updates.stakeholders import draft_for, due, in_brief, sent_updates, shared_draft
from tests.support.making import TODAY, ago, fill

EVA = Stakeholder(id="eva", name="Eva Horn", kind="detailed_report")
BO = Stakeholder(
    id="bo", name="Bo Çelik", stake="calm shifts", ask="Come on Friday.", ask_by=ago(-4), email="bo@x.org"
)
LATER = TODAY + timedelta(days=14)


def figure(draft: Draft) -> tuple[str, str, bool]:
    section = draft.section("promised")
    assert section
    return section.figure, section.words, section.taken


def told(draft: Draft) -> list[str]:
    return [f"{promise.text} → {promise.told}" for promise in draft.promises]


def announce(book: Book, *days: int) -> None:
    fill(book, EVA, *(Gathering(id=f"g{n}", name=f"G{n}", on=ago(-n)) for n in days))
    fill(book, keep(book, compose(book, EVA, TODAY), chosen={"lessons": False}))
    fill(book, sent(book, compose(book, EVA, TODAY), TODAY))


def test_what_is_told_under_next_is_promised(book: Book) -> None:
    announce(book, 2, 5, 20)
    [update] = sent_updates(book, "eva")
    assert update.promised == {"g2": "Wed 25 Nov: G2", "g5": "Sat 28 Nov: G5", "g20": "Sun 13 Dec: G20"}
    draft = compose(book, EVA, LATER)
    assert told(draft) == [
        "Wed 25 Nov: G2 → outcome due",
        "Sat 28 Nov: G5 → outcome due",
        "Sun 13 Dec: G20 → still to come",
    ]
    assert figure(draft) == ("outcome due: 2", "", False)
    fill(book, Gathering(id="g2", name="G2", on=ago(-2), state="held"))
    fill(book, Gathering(id="g5", name="G5", on=ago(-5), state="skipped", why="all ill"))
    draft = compose(book, EVA, LATER)
    assert told(draft)[:2] == ["Wed 25 Nov: G2 → held", "Sat 28 Nov: G5 → cancelled: all ill"]
    # the skipped one stands among the lessons, and is not told twice
    assert figure(draft) == ("1/2 delivered", delivered(1, 2, TODAY, LATER), True)
    fill(book, Gathering(id="g5", name="G5", on=ago(-5), state="held"))
    assert figure(compose(book, EVA, LATER)) == ("2/2 delivered", delivered(2, 2, TODAY, LATER), True)


def test_the_organiser_says_what_came_of_the_rest(book: Book) -> None:
    announce(book, 2)
    [update] = sent_updates(book, "eva")
    fill(book, Update(id=update.id, to=("eva",), since=update.since, until=TODAY, state="sent", sent_on=TODAY,
                      promised=announced("- a room of our own\n- Wed 25 Nov: G2\n- and 3 more gatherings\n# Soon",
                                         (Row("g2", "Wed 25 Nov: G2, hosted by Bo", "Wed 25 Nov: G2"),))))  # fmt: skip
    draft = compose(book, EVA, LATER)
    assert [(p.key, p.open) for p in draft.promises] == [("line 0", True), ("g2", True)]
    for word, expected in (
        ("held", "a room of our own → held"),
        ("not held", "a room of our own → not held"),
        ("We get it in January.", "a room of our own → We get it in January."),
    ):
        fill(book, keep(book, draft, words={f"{ANSWER}line 0": word, f"{ANSWER}g2": "held"}))
        draft = compose(book, EVA, LATER)
        assert told(draft)[0] == expected
    assert figure(draft)[1] == f"{delivered(1, 2, TODAY, LATER)}\n- a room of our own – We get it in January."


def test_an_update_without_next_promises_nothing(book: Book) -> None:
    fill(book, EVA, Gathering(id="g", name="G", on=ago(-2)))
    fill(book, keep(book, compose(book, EVA, TODAY), chosen={"lessons": False, "next": False}))
    fill(book, sent(book, compose(book, EVA, TODAY), TODAY))
    assert sent_updates(book, "eva")[0].promised == {}
    assert figure(compose(book, EVA, LATER)) == ("nothing due", "", False)


# -- several readers -------------------------------------------------------------------------------


def test_several_readers_get_one_text_and_each_counts_as_told(book: Book) -> None:
    fill(book, EVA, BO, Stakeholder(id="cy", name="Cy Young", stake="calm shifts"))
    fill(book, Update(to=("eva",), since=ago(30), until=ago(20), state="sent", sent_on=ago(20)))
    group = (book.stakeholders["eva"], BO, book.stakeholders["cy"])
    draft = compose(book, group, TODAY)
    assert draft.names == "Eva Horn, Bo Çelik and Cy Young"
    assert draft.body.startswith("Hello Eva, Bo and Cy,\n")
    assert draft.facts.since == ago(30)  # no one misses a day: the others hear for the first time
    assert draft.body.count("calm shifts") == 1  # the same stake is said once
    assert "- Bo Çelik: Come on Friday. By Fri 27 Nov, please." in draft.body
    assert draft.mail == "ACTION"
    kept = keep(book, draft, words={"lessons": "For all three."})
    fill(book, kept)
    assert kept.to == ("eva", "bo", "cy")
    assert draft_for(book, "cy", "bo", "eva") == kept
    assert shared_draft(book, "bo") == kept
    assert draft_for(book, "eva") is None  # each one's own draft is another
    assert "For all three." not in compose(book, EVA, TODAY).body
    fill(book, sent(book, compose(book, group, TODAY), TODAY))
    [update] = [found for found in all_sent(book) if found.sent_on == TODAY]
    assert update.to == ("eva", "bo", "cy")
    assert readers_of(book, update) == "Eva Horn, Bo Çelik and Cy Young"
    assert all(sent_updates(book, who)[-1] == update for who in update.to)
    with book.change("Delete Bo") as change:
        change.remove(BO)
    assert book.updates[update.id].to == ("eva", "cy")


@pytest.mark.parametrize(
    ("ask", "by", "reply"),
    [
        ("", None, "for information"),
        ("Join us.", None, "action needed"),
        ("Join us.", ago(-4), "action by Fri 27 Nov"),
        ("Please decide by Friday.", None, "decision needed"),
        ("Approve the plan.", ago(-4), "decision by Fri 27 Nov"),
    ],
)
def test_the_subject_says_the_result_and_what_the_mail_is_for(
    book: Book, ask: str, by: date | None, reply: str
) -> None:
    fill(book, Stakeholder(id="eva", name="Eva", ask=ask, ask_by=by), Gathering(name="G", on=ago(3), state="held"))
    draft = compose(book, book.stakeholders["eva"], TODAY)
    assert draft.subject == f"Trainers' community, 24 Oct – 23 Nov 2026: 1 gathering held ({reply})"
    fill(book, keep(book, draft, chosen={"ask": False}))
    assert compose(book, draft.readers, TODAY).mail == "INFO"  # what is struck asks for nothing
    fill(book, keep(book, draft, words={"mail": "DECISION", "subject": "Read me"}))
    assert compose(book, draft.readers, TODAY).mail == "DECISION"
    assert compose(book, draft.readers, TODAY).subject == "Read me"


# -- early and late --------------------------------------------------------------------------------


def test_who_waits_for_a_change_is_told_what_changed(book: Book) -> None:
    from store.model.calendar import Ritual

    reader = Stakeholder(id="abe", name="Abe", cadence="on_change")
    fill(book, reader, Ritual(id="m", name="Party", kind="milestone", start=ago(90)))
    fill(book, Update(to=("abe",), since=ago(60), until=ago(60), state="sent", sent_on=ago(60)))
    fill(book, Gathering(name="Party", ritual="m", on=ago(3), state="held"))
    found = due(book, reader, TODAY)
    assert (found.words(TODAY), in_brief(found, TODAY)) == ("Party was held, 3 days ago", "news, 3 days old")


# -- sent, and half written ------------------------------------------------------------------------


def test_two_texts_are_compared_line_by_line() -> None:
    found = compared("Hello\nsame\nold", "Hello\nnew\nsame")
    assert [(change.which, change.text) for change in found] == [
        ("same", "Hello"), ("new", "new"), ("same", "same"), ("gone", "old"),
    ]  # fmt: skip
    assert letter_of(Update(to=("eva",), since=TODAY, until=TODAY, subject="S", text="T")) == "Subject: S\n\nT"


def test_a_half_written_text_lies_beside_the_book_for_its_owner_only(book: Book) -> None:
    keeper = Keeper(book.path, ("eva", "bo"), "lessons")
    assert half_written(book.path) == []
    keeper.keep("We learned", book.clock.now())
    keeper.keep("We learned [/x] ‘ü’", book.clock.now())
    Keeper(book.path, ("eva",), "whole").keep("Hello", book.clock.now())
    found = half_written(book.path)
    assert {(half.part, half.text) for half in found} == {("lessons", "We learned [/x] ‘ü’"), ("whole", "Hello")}
    kept = keeper.kept()
    assert kept
    assert (kept.to, kept.at) == (("eva", "bo"), book.clock.now())
    folder = drafts_folder(book.path)
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    (folder / "broken.json").write_bytes(b'{"to":')
    assert len(half_written(book.path)) == 2
    (folder / "broken.json").unlink()
    keeper.drop()
    Keeper(book.path, ("eva",), "whole").drop()
    assert not folder.exists()


@pytest.mark.parametrize("kind", ["quick_overview", "detailed_report"])
@pytest.mark.parametrize("word", [NOT_HELD, "We get it in January."])
def test_what_did_not_come_true_is_told_in_brief_only_where_somebody_says_why(
    book: Book, kind: Kind, word: str
) -> None:
    promised = {"line 0": "a room of our own", "line 1": "a microphone", "line 2": "coffee"}
    last = Update(to=("eva",), since=ago(30), until=ago(9), state="sent", sent_on=ago(9), promised=promised)
    fill(book, EVA, last)
    answers = {f"{ANSWER}line 0": word, f"{ANSWER}line 1": "held", f"{ANSWER}line 2": NOT_HELD}
    fill(book, keep(book, compose(book, EVA, TODAY, kind=kind), words=answers))
    _, words, taken = figure(compose(book, EVA, TODAY, kind=kind))
    told = [line.removeprefix("- ") for line in words.split("\n")[1:]]
    brief = kind == "quick_overview" and word == NOT_HELD
    assert told == (
        []
        if brief
        else [f"a room of our own – {'not delivered' if word == NOT_HELD else word}", "coffee – not delivered"]
    )
    assert taken
