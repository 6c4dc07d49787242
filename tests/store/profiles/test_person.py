"""One person's page: every record about them has its line, and they are found by name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.book.book import Book
from store.book.references import naming
from store.core.errors import GuildbookError
from store.model.people import Volunteer
from store.profiles import person
from tests.store.integrity.test_erasure import records
from tests.support.making import TODAY, fill


def filled(book: Book) -> Volunteer:
    fill(book, *records())
    return book.volunteers["zoe"]


def test_every_record_that_names_them_has_a_line(book: Book) -> None:
    zoe = filled(book)
    page = person.page(book, zoe, TODAY)
    shown = {line.record.id for section in (*page.now, *page.history) for line in section.lines if line.record}
    assert shown == {record.id for record in naming(book, "zoe")} - {"k"} | {"l"}  # the checklist is a title
    keys = [line.key for section in (*page.now, *page.history) for line in section.lines]
    assert len(keys) == len({*keys})


def test_the_page_as_text(book: Book) -> None:
    lines = person.as_text(book, filled(book), TODAY).splitlines()
    assert lines[:3] == ["Zoë Quarrel, active for 40 days, Ops", "", "Ahead"]
    assert "Offboarding since 22 Nov · 0/1" in lines
    assert "- Last contact: Fri 20 Nov, 3 days ago" in lines
    assert "- Recently: 1 request in 60 days, 1 open" in lines
    assert "- [ ] Role: Moderator" in lines
    assert "- role: Moderator" in lines
    assert "- Thu 19 Nov: host, open" in lines
    assert "- Sat 24 Oct: Moderator, volunteered, current" in lines


def test_somebody_of_whom_nothing_is_known_has_a_page(book: Book) -> None:
    fill(book, Volunteer(id="x", name="[/x] Ann [Ops]"))
    text = person.as_text(book, book.volunteers["x"], TODAY)
    assert text.splitlines()[0] == "[/x] Ann [Ops], interested for 0 days"
    assert "- Last contact: no contact recorded" in text
    assert "- Recently: no requests so far" in text


@pytest.mark.parametrize("name", ["zoe quarrel", "ZOË", "zoe.q@example.com", " Zoë Quarrel ", "zoe"])
def test_found_by_name_beginning_or_address(book: Book, name: str) -> None:
    filled(book)
    assert person.find(book, name).id == "zoe"


def test_nobody_and_several_are_said(book: Book) -> None:
    filled(book)
    fill(
        book,
        Volunteer(id="twin", name="Zoë Quarrel", email="twin@x.org"),
        Volunteer(id="third", name="Zoë Q", met_on=TODAY - timedelta(days=1)),
    )
    with pytest.raises(GuildbookError, match=r"matches Zoë Quarrel \(.*\) and Zoë Quarrel \(.*\)"):
        person.find(book, "zoe quarrel")
    with pytest.raises(GuildbookError, match="No one in the book is called ‘’"):
        person.find(book, " ")
    with pytest.raises(GuildbookError, match="No one in the book is called ‘Yara’"):
        person.find(book, "Yara")
    assert person.find(book, "twin@x.org").id == "twin"
