"""The handover and the page of what is kept about someone: each fact that the book has, and what stands where it has none."""

from __future__ import annotations

import re
from html import unescape

import pytest

from store.book.book import Book
from store.exchange.readable.handover import handover
from store.exchange.readable.kept_data import kept_about
from store.model.agreement import Article
from store.model.community import Community
from store.model.library import Resource
from store.model.people import Ask, Checklist, Department, Need, Reminder, Role, Task, Tenure
from store.model.stakeholders import Stakeholder
from store.model.training_requests import TrainingRequest
from tests.support.making import (
    TODAY,
    ago,
    cost,
    department,
    fill,
    gathering,
    held,
    led,
    member,
    members,
    person,
    ritual,
    sent,
    stakeholder,
    thanks,
)


def lines(book: Book) -> list[str]:
    """The page of a handover as it reads, a line each."""
    page = handover(book, TODAY, [("Overdue", ["Thank Ann"])], b"{}")["handover.html"]
    text = page.decode() if isinstance(page, bytes) else page
    return [line for raw in re.sub(r"<[^>]+>", "\n", text).split("\n") if (line := unescape(raw).strip())]


def test_an_empty_book_is_handed_over_with_what_is_missing(book: Book) -> None:
    told = lines(book)
    assert "Organiser: not recorded" in told
    assert "Members: 0" in told
    assert not [line for line in told if line.startswith("Charter")]
    assert [*handover(book, TODAY, [], b"{}")] == ["handover.html", "book.json"]


def test_each_fact_stands_in_its_line(book: Book) -> None:
    fill(
        book, Community(organiser="Pat Quist"), Department(id="it", name="IT", champion="ann", next_move="ask Eva"), department("hr", "HR"),
        *member("ann", "active", 300, department="it", email="a@x.org", yes_words="Gladly", topics=("Excel", "Word"), notes="Likes\ntea", quiet_until=ago(-9)), person("bo"),
        Role(id="mod", name="Moderator", purpose="Keeps time"), Role(id="open", name="Greeter"), Tenure(role="mod", volunteer="ann", since=ago(9)),
        ritual("lab", "Lab", start=ago(-2), place="Hall", gain="friends", hosts=("ann",)), ritual("ama", "AMA", start=ago(-2)), ritual("old", "Old", retired_on=TODAY), ritual("last", "Last", start=ago(-3), retired_on=ago(-5)),
        Stakeholder(id="eva", name="Eva", job="COO", email="eva@x.org", ask="A room", ask_by=ago(-3), stake="fewer errors", notes="calm"), stakeholder("ivo"), sent(ago(3)),
        Ask(who="ann", what="host", on=ago(5)), Ask(who="ann", what="no", on=ago(5), outcome="declined"), Reminder(what="call Ann", on=TODAY, who="ann"), Reminder(what="done", on=TODAY, done_on=TODAY),
        Need(what="a room", on=ago(5)), Need(what="met one", on=ago(5), status="met", done="x"), TrainingRequest(topic="Rust", department="it", on=ago(5)), TrainingRequest(topic="Gone", department="it", on=ago(5), declined_on=ago(3), reason="x"),
        Resource(title="Deck", owner="ann", link="https://x.org"), Resource(title="Guide"), Article(topic="purpose", text="To teach", on=ago(9)), cost("10.00", ago(3)),
    )  # fmt: skip
    told = lines(book)
    for line in (
        "Organiser: Pat Quist", "Members: 1", "HR: no champion", "IT: champion Ann; next step: ask Eva", "Moderator: Ann; Keeps time", "Greeter: no holder", "Overdue: Thank Ann",
        "Ann was asked on Wed 18 Nov: host (answer by Wed 2 Dec)", "To-do for Mon 23 Nov: call Ann, with Ann", "Need raised by several people: a room (open)", "Bo, interested since Mon 23 Nov; no consent recorded",
        "‘Deck’, shared material; owner: Ann; https://x.org", "‘Guide’, shared material; no owner", "AMA: every Wednesday; no host rota; next: Wed 25 Nov, no host",
    ):  # fmt: skip
        assert line in told, (line, [one for one in told if one[:4] == line[:4]])
    start = {line.split(";")[0]: line for line in told}
    ann = next(line for line in told if line.startswith("Ann, active since"))
    assert [
        part
        for part in (
            "IT",
            "a@x.org",
            "Gladly",
            "ask again on Wed 2 Dec",
            "topics: Excel and Word",
            "notes: Likes tea",
        )
        if part not in ann
    ] == []
    lab = next(line for line in told if line.startswith("Lab:"))
    assert [
        part
        for part in ("Hall", "benefit for members: friends", "host rota: Ann", "next: Wed 25 Nov, Ann")
        if part not in lab
    ] == []
    eva = next(line for line in told if line.startswith("Eva, COO"))
    assert [
        part
        for part in (
            "eva@x.org",
            "last update sent on Fri 20 Nov",
            "fewer errors",
            "notes: calm",
            "current stance: not set",
        )
        if part not in eva
    ] == []
    assert "no update sent yet" in start["Ivo"]
    assert "Eva: Request: A room. Respond by Thu 26 Nov." in told
    assert [line for line in told if line.startswith("Training request")] == [
        next(line for line in told if "Rust" in line)
    ]
    assert any(line.startswith("Last:") for line in told)
    assert not [
        line
        for line in told
        if line.startswith(("Old:", "To-do for Mon 23 Nov: done")) or "met one" in line or ": no (" in line
    ]
    assert any(name.startswith("tables/") for name in handover(book, TODAY, [], b"{}"))


# -- what is kept about someone ----------------------------------------------------------------------


def kept(book: Book) -> str:
    document = kept_about(book, book.volunteers["ann"], TODAY)
    return "\n".join(f"{heading}\n{text}" for heading, text in document.parts)


@pytest.mark.parametrize(
    ("who", "named", "told"),
    [(("ann",), (), "Ann"), (("ann", "bo"), (), "Ann, 1 other person"), (("ann", "bo", "cy"), (), "Ann, 2 other people"), (("ann", "bo"), ("Eva",), "Ann, 2 other people")],
)  # fmt: skip
def test_others_are_counted_and_not_named(
    book: Book, who: tuple[str, ...], named: tuple[str, ...], told: str
) -> None:
    fill(book, *members("ann", "bo", "cy"), thanks(3, *who, named=named))
    text = kept(book)
    assert "Bo" not in text
    assert (f"To: {told}" in text) == (who != ("ann",))


def test_what_names_them_is_told_by_its_part_in_it(book: Book) -> None:
    fill(
        book, *members("ann", "bo"), held(3, "ann", "bo", host="bo", name="Lab", notes="Ann brought tea.\nBo sang."), gathering(-3, "Fair", host="ann"), led(5, topic="Excel"), led(6, "bo", together=("ann",), topic="Word"),
        Checklist(id="c", volunteer="ann", kind="onboarding", on=ago(9)), Task(checklist="c", text="badge"), person("eve", notes="Knows Ann well."), Resource(title="Deck", owner="ann"),
    )  # fmt: skip
    text = kept(book)
    for words in (
        "Lab, Fri 20 Nov, Attendees",
        "Ann brought tea.",
        "Fair, Thu 26 Nov, Host",
        "Excel",
        "badge",
        "Knows Ann well.",
        "Deck",
    ):
        assert words in text, text
    assert "Bo sang" not in text
    assert "Eve" not in text
