"""Erasing someone: no byte of them is left beside the book, and nothing else is lost."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import BookChanged, BookReadOnly
from store.core.record import Record
from store.integrity.check import findings
from store.integrity.erasure import Erasure, as_json, erase, everything, records_lost
from store.model.calendar import Gathering, Ritual
from store.model.library import Resource
from store.model.people import Ask, Checklist, Contact, Department, Role, Task, Tenure, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.model.stakeholders import Stakeholder, Update
from store.persistence.backups import backups
from store.persistence.book_paths import backup_folder, latest_backup
from tests.support.making import TODAY, ago, fill

NEEDLES = (
    "Zoë Quarrel",
    "zoe quarrel",
    "Zoë",
    "Quarrel",
    "zoe-quarrel",
    "zoe.q@example.com",
    "555-0199",
    "Gladly, said",
)


def records() -> list[Record]:
    """Zoë is in everything; Bo and Eve have done things with her."""
    return [
        Volunteer(id="zoe", name="Zoë Quarrel", email="zoe.q@example.com", phone="555-0199", yes_on=ago(50),
                  yes_words="Gladly, said she", topics=("Excel",), department="ops"),
        Volunteer(id="bo", name="Bo Çelik", manager="Zoë Quarrel", notes="Sits beside Zoë."),
        Volunteer(id="eve", name="Eve Holt"),
        Department(id="ops", name="Ops", champion="zoe", next_move="ask Zoë Quarrel"),
        Move(id="m", volunteer="zoe", stage="active", on=ago(40), note="zoe quarrel is ready"),
        Role(id="mod", name="Moderator", purpose="what Quarrel did well"),
        Tenure(id="t", role="mod", volunteer="zoe", since=ago(30)),
        Ritual(id="ama", name="Ask me anything", start=ago(60), hosts=("zoe", "bo")),
        Gathering(id="g", name="Zoë Quarrel's clinic", on=ago(9), state="held", host="zoe", attended=("zoe", "bo", "eve"),
                  notes="Zoë showed ZOË QUARREL's sheet.", quotes="‘Thank you Zoë!’", links=("rec/zoe-quarrel.mp4",)),
        Gathering(id="h", name="Lab", on=ago(2), state="held", host="bo", attended=("bo", "eve")),
        Contribution(id="c", volunteer="zoe", kind="led_session", on=ago(9)),
        Contribution(id="d", volunteer="bo", kind="co_led_session", on=ago(9), note="with Zoë Quarrel", minutes=30),
        Recognition(id="r", to=("zoe", "bo"), named=("Zoe Quarrel", "Max"), behaviour="helps others",
                    words="Thank you, Zoë and Bo", on=ago(5)),
        Recognition(id="s", to=("zoe",), behaviour="helps others", words="Thank you, Zoë", on=ago(5), contribution="c"),
        Contact(id="w", who="zoe", on=ago(3), note="Gladly, said Zoë"),
        Contact(id="x", who="bo", on=ago(3), note="zoe.q@example.com knows"),
        Ask(id="a", who="zoe", what="host", on=ago(4)),
        Ask(id="b", who="bo", what="host", on=ago(4), note="from Zoë Quarrel"),
        Checklist(id="k", volunteer="zoe", kind="offboarding", on=ago(1)),
        Task(id="l", checklist="k", text="Role: Moderator", held="t"),
        Resource(id="p", title="How Zoë Quarrel plans", owner="zoe"),
        Stakeholder(id="coo", name="Marta", notes="likes Zoë"),
        Update(id="u", to=("coo",), since=ago(30), until=ago(2), state="sent", text="Zoë Quarrel led.", sent_on=ago(2)),
        Update(id="v", to=("coo",), since=ago(2), until=TODAY, words={"wins": "Zoë again"}),
    ]  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book with a history to undo, backups, copied texts, and what a killed save left."""
    path = tmp_path / "books" / "book.json"
    path.parent.mkdir()
    with Book.open(path, Clock(ago(5)), create=True) as first, first.change("Add Zoë Quarrel-Old") as change:
        for record in records():
            change.put(record)
        change.put(replace(first.volunteers.get("zoe") or records()[0], name="Zora Formername"))
    with Book.open(path, Clock(ago(3))) as second, second.change("Rename Zora Formername") as change:
        change.put(records()[0])
    copies = path.with_name("book.json.copies")
    copies.mkdir()
    (copies / "update-2026-11-01-marta.txt").write_text("Zoë did well", encoding="utf-8")
    (copies / "update-2026-11-01-zoe-quarrel.txt").write_text("no name inside", encoding="utf-8")
    (copies / "update-2026-11-01-other.txt").write_text("Bo did well", encoding="utf-8")
    (path.with_name("book.json.drafts")).mkdir()
    (path.with_name("book.json.drafts") / "form.json").write_text('{"name":"Zoë Quarrel"}', encoding="utf-8")
    shutil.copy(path, path.with_name("book kept 2026-11-01 101010.json"))
    (path.with_name(".book.json.0123456789ab.tmp")).write_bytes(path.read_bytes())
    (backup_folder(path) / "2026-11-01T090000-unreadable.json").write_bytes(path.read_bytes()[:2000])
    with Book.open(path, Clock(TODAY)) as book:
        with book.change("Note a word with Zoë Quarrel") as change:
            change.put(Contact(id="y", who="zoe", on=TODAY, note="Zoë again"))
        book.undo()
        yield book


def found_in(folder: Path, needles: tuple[str, ...]) -> dict[str, list[str]]:
    """The files of a folder that hold one of the needles, in their bytes or name, however composed or cased."""
    hits: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        text = path.name + (path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else "")
        for form in ("NFC", "NFD"):
            seen = unicodedata.normalize(form, text).casefold()
            for needle in needles:
                if unicodedata.normalize(form, needle).casefold() in seen:
                    hits.setdefault(path.name, []).append(needle)
    return hits


def test_no_byte_is_left(book: Book) -> None:
    folder = book.path.parent
    everywhere = found_in(folder, (*NEEDLES, "Formername"))
    assert {"book.json", "latest.json", "update-2026-11-01-marta.txt", "form.json"} <= {*everywhere}
    told = erase(book, book.volunteers["zoe"])
    assert found_in(folder, (*NEEDLES, "Formername", "Zora")) == {}
    assert told.left == ()
    assert list(findings(book)) == []
    with Book.open(book.path, Clock(TODAY), write=False) as again:
        assert {n: dict(t.items()) for n, t in again.tables.items()} == {
            n: dict(t.items()) for n, t in book.tables.items()
        }


def test_other_peoples_records_stay(book: Book) -> None:
    erase(book, book.volunteers["zoe"])
    assert {*book.volunteers} == {"bo", "eve"}
    assert {*book.contributions} == {"d"}
    assert (book.contributions["d"].note, book.contributions["d"].minutes) == ("with someone", 30)
    assert (book.volunteers["bo"].manager, book.volunteers["bo"].notes) == ("someone", "Sits beside someone.")
    held = book.gatherings["g"]
    assert (held.host, held.attended, held.name) == ("", ("bo", "eve"), "someone's clinic")
    assert held.notes == "someone showed someone's sheet."
    assert held.links == ("rec/someone.mp4",)
    assert book.gatherings["h"].attended == ("bo", "eve")
    assert (book.recognitions["r"].to, book.recognitions["r"].words) == (("bo",), "Thank you, someone and Bo")
    assert book.recognitions["r"].named == ("someone", "Max")
    assert "s" not in book.recognitions
    assert book.rituals["ama"].hosts == ("bo",)
    assert (book.resources["p"].owner, book.resources["p"].title) == ("", "How someone plans")
    assert book.updates["u"].text == "someone led."
    assert book.updates["v"].words == {"wins": "someone again"}
    assert not book.asks.keys() - {"b"}
    assert not book.checklists
    assert not book.tasks


def test_what_happened_is_said_and_deleted_files_by_name(book: Book) -> None:
    before = {path for path in book.path.parent.rglob("*") if path.is_file()}
    told = erase(book, book.volunteers["zoe"])
    assert told.attended == 1
    assert told.backups >= 2
    gone = {path for path in before if not path.exists() and not path.name.endswith(".tmp")}
    assert {path.name for path in gone} == {
        "latest.json",
        "2026-11-01T090000-unreadable.json",
        "update-2026-11-01-marta.txt",
        "update-2026-11-01-zoe-quarrel.txt",
        "form.json",
    }
    assert {*told.deleted} == gone
    assert all(f"Deleted: {path}" in told.lines for path in gone)


def test_backups_still_open_and_keep_their_day(book: Book) -> None:
    before = {b.path.name: b.made for b in backups(book.path) if b.path != latest_backup(book.path)}
    erase(book, book.volunteers["zoe"])
    after = {b.path.name: b.made for b in backups(book.path)}
    assert {name: after.get(name) for name in before if "unreadable" not in name} == before
    for backup in backups(book.path):
        with Book.open(backup.path, Clock(TODAY), write=False) as old:
            assert list(findings(old)) == []
            assert not old.steps
    assert not latest_backup(book.path).exists()


def test_nothing_is_lost_when_the_book_was_changed_meanwhile(book: Book) -> None:
    data = book.path.read_bytes()
    book.path.write_bytes(data + b"\n")
    with pytest.raises(BookChanged):
        erase(book, book.volunteers["zoe"])
    assert book.path.read_bytes() == data + b"\n"
    assert "zoe" in book.volunteers
    book.reload()
    erase(book, book.volunteers["zoe"])
    assert found_in(book.path.parent, NEEDLES) == {}


def test_a_book_open_for_reading_only_is_left_alone(book: Book, tmp_path: Path) -> None:
    with Book.open(book.path, Clock(TODAY), write=False) as other:
        before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
        with pytest.raises(BookReadOnly):
            erase(other, other.volunteers["zoe"])
        assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_file_of_somebody_else_is_named_and_left(book: Book) -> None:
    other = book.path.with_name("book (conflicted copy).json")
    other.write_text("Zoë Quarrel", encoding="utf-8")
    told = erase(book, book.volunteers["zoe"])
    assert told.left == (other,)
    assert any(str(other) in line for line in told.lines)
    assert other.read_text(encoding="utf-8") == "Zoë Quarrel"


def told_of(tmp_path: Path, name: str, *others: str, note: str) -> tuple[str, Erasure]:
    """What a note says once someone of that name is erased, while others are in the book."""
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book:
        with book.change("Fill") as change:
            change.put(Volunteer(id="gone", name=name))
            for number, other in enumerate(others):
                change.put(Volunteer(id=f"o{number}", name=other))
            change.put(Contact(id="n", who="o0", on=TODAY, note=note))
        told = erase(book, book.volunteers["gone"])
        assert [v.name for v in book.volunteers.values()] == [*others]
        return book.contacts["n"].note, told


@pytest.mark.parametrize(
    ("name", "others", "note", "left"),
    [
        ("Ana Ruiz", ("Ana Holm",), "Ana Ruiz met Ana and Mr Ruiz", "someone met Ana and Mr someone"),
        ("Ana Ruiz", ("Ana Ruiz Gomez",), "Ana Ruiz Gomez met Ana Ruiz", "Ana Ruiz Gomez met someone"),
        ("Ana Ruiz", ("Ana",), "Ana met Ana Ruiz", "Ana met someone"),
        ("Ann", ("Bo",), "Ann and Anna and ann", "someone and Anna and ann"),
        ("Will Best", ("Bo",), "Will will do his best", "someone will do his best"),
        ("佐藤 美咲", ("Bo",), "佐藤さん、佐藤 美咲さん", "someoneさん、someoneさん"),
        ("Олена Коваль", ("Bo",), "ОЛЕНА КОВАЛЬ і Олена", "someone і someone"),
        ("[/x] Ann [Ops]", ("Bo",), "‘[/x] Ann [Ops]’ came", "‘someone’ came"),
        ("李", ("Bo",), "李说", "someone说"),
        ("A.*", ("Bo",), "A.* and ABC", "someone and ABC"),
    ],
)
def test_names_go_out_of_texts_and_others_stay(
    tmp_path: Path, name: str, others: tuple[str, ...], note: str, left: str
) -> None:
    assert told_of(tmp_path, name, *others, note=note)[0] == left


def test_a_namesake_is_not_erased_too(tmp_path: Path) -> None:
    note, told = told_of(tmp_path, "Ana Ruiz", "Ana Ruiz", note="Ana Ruiz came")
    assert note == "Ana Ruiz came"
    assert told.shared == ("Ana Ruiz",)
    assert any("someone else shares it" in line and "‘Ana Ruiz’" in line for line in told.lines)


# -- certain and likely ----------------------------------------------------------------------------


def likely_of(tmp_path: Path, name: str, *records: Record, email: str = "") -> tuple[Book, dict[str, list[str]]]:
    """A book without someone, and what is listed as likely: for each record what stands there."""
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book:
        fill(book, Volunteer(id="gone", name=name, email=email), *records)
        told = erase(book, book.volunteers["gone"])
        found: dict[str, list[str]] = {}
        for place in told.likely:
            assert place.word in place.around
            assert any(place.around in line and place.label in line for line in told.lines)
            found.setdefault(place.record.id, []).append(place.word)
        return book, found


BO = Volunteer(id="bo", name="Bo Çelik")


def noted(note: str) -> tuple[Record, Record]:
    return BO, Contact(id="n", who="bo", on=TODAY, note=note)


def test_in_a_title_a_name_before_an_apostrophe_goes_and_another_is_listed(tmp_path: Path) -> None:
    hers = Ritual(id="r", name="Zora's coffee corner", start=TODAY)
    plain = Ritual(id="s", name="Zora corner", start=TODAY)
    link = Resource(id="p", title="Slides", link="https://wiki/zora/slides")
    book, likely = likely_of(tmp_path, "Zora Quill", hers, plain, link)
    assert book.rituals["r"].name == "someone's coffee corner"
    assert likely == {"s": ["Zora"], "p": ["zora"]}


@pytest.mark.parametrize(
    ("note", "left", "likely"),
    [
        ("zora and ZORA met Zora", "zora and ZORA met someone", ["zora", "ZORA"]),
        ("Anne-Marie, Anne or marie", "someone, Anne or marie", ["Anne", "marie"]),
        ("See https://wiki/~zquill1 and z.quill", "See https://wiki/~zquill1 and z.quill", ["zquill", "z.quill"]),
        ("Mail zora.q@old.example.org", "Mail someone@old.example.org", []),
        ("Joan Zoraida and Aquilla", "Joan Zoraida and Aquilla", []),
        ("Zora_Quill.pdf, ZORA QUILL", "someone.pdf, someone", []),
    ],
)
def test_what_is_certain_goes_and_what_is_likely_is_listed(
    tmp_path: Path, note: str, left: str, likely: list[str]
) -> None:
    name = "Anne-Marie Quill" if "Anne" in note else "Zora Quill"
    book, found = likely_of(tmp_path, name, *noted(note), email="zora.q@example.com")
    assert book.contacts["n"].note == left
    assert found.get("n", []) == likely


def test_what_others_are_called_is_no_likely_place(tmp_path: Path) -> None:
    records = (
        Volunteer(id="ana", name="Ana Holm", email="ana@example.com"),
        Department(id="d", name="Sales"),
        Contact(id="n", who="ana", on=TODAY, note="Ana Holm of Sales, ana@example.com; then Ana"),
    )
    _, likely = likely_of(tmp_path, "Ana Sales", *records)
    assert likely == {"n": ["Ana"]}


def test_an_ordinary_word_does_not_drown_the_list(tmp_path: Path) -> None:
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book:
        with book.change("Fill") as change:
            change.put(Volunteer(id="gone", name="Will Quill"))
            change.put(BO)
            for number in range(40):
                change.put(Contact(id=f"n{number}", who="bo", on=TODAY, note="He will come"))
        told = erase(book, book.volunteers["gone"])
    assert len(told.likely) == 40
    assert sum("will" in line for line in told.lines) == 11
    assert any("30 more places" in line for line in told.lines)


def test_a_telephone_number_goes_however_it_is_spaced(tmp_path: Path) -> None:
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book:
        fill(
            book,
            Volunteer(id="gone", name="Zora Quill", phone="+44 20 7946 0018"),
            *noted("Ring +44 (20) 79460018 or 4420794600189"),
        )
        erase(book, book.volunteers["gone"])
        assert book.contacts["n"].note == "Ring +someone or 4420794600189"


# -- everything about one person -------------------------------------------------------------------


def test_the_export_holds_every_record_that_names_them_and_every_text(book: Book) -> None:
    told = everything(book, book.volunteers["zoe"])
    held: dict[str, Any] = told["records"]
    ids = {name: sorted(row["id"] for row in rows) for name, rows in held.items()}
    assert ids == {
        "asks": ["a"], "checklists": ["k"], "contacts": ["w"], "contributions": ["c"], "departments": ["ops"],
        "gatherings": ["g"], "moves": ["m"], "recognitions": ["r", "s"], "resources": ["p"], "rituals": ["ama"],
        "tasks": ["l"], "tenures": ["t"],
    }  # fmt: skip
    elsewhere = {name: sorted(row["id"] for row in rows) for name, rows in told["mentions elsewhere"].items()}
    assert elsewhere == {
        "asks": ["b"], "contacts": ["x"], "contributions": ["d"], "roles": ["mod"], "stakeholders": ["coo"],
        "updates": ["u", "v"], "volunteers": ["bo"],
    }  # fmt: skip
    assert told["person"]["phone"] == "555-0199"
    assert "Moderator" in told["names behind IDs"].values()
    assert "Note a word with Zoë Quarrel" in [step["label"] for step in told["can be undone"]]


def test_the_export_is_json_and_names_nobody_else_it_need_not(book: Book) -> None:
    data = as_json(book, book.volunteers["eve"])
    told = json.loads(data)
    assert told["person"] == {"id": "eve", "name": "Eve Holt"}
    assert sorted(row["id"] for row in told["records"]["gatherings"]) == ["g", "h"]
    assert not re.search(r"Bo Çelik", json.dumps(told["names behind IDs"], ensure_ascii=False))


@pytest.mark.parametrize(("others", "verb"), [(1, "names"), (2, "name")])
def test_how_many_records_named_them(tmp_path: Path, others: int, verb: str) -> None:
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book:
        with book.change("Fill") as change:
            change.put(Volunteer(id="gone", name="Zora Quill"))
            change.put(BO)
            for number in range(others):
                change.put(Contact(id=f"n{number}", who="bo", on=TODAY, note="Met Zora Quill"))
            change.put(Contact(id="own", who="gone", on=TODAY))
        lost = records_lost(book, [book.volunteers["gone"]])
        told = erase(book, book.volunteers["gone"])
    assert (told.removed, told.changed) == (lost, others) == (2, others)
    assert f"no longer {verb} them" in told.sentences[0]
