"""Resources made of the links that were noted for a gathering."""

from __future__ import annotations

import pytest

from store.book.book import Book
from store.library.gathering_links import new_resources
from store.model.library import Resource
from tests.support.making import fill, held


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://youtu.be/abc", "recording"),
        ("https://firm.example/Recordings/lab.mp4", "recording"),
        ("~/talks/lab.mov", "recording"),
        ("https://drive.example/d/1x", "shared_material"),
        ("slides/lab.pdf", "shared_material"),
        ("https://firm.example/recipes", "shared_material"),
    ],
)
def test_the_kind_of_a_link_is_guessed(book: Book, link: str, kind: str) -> None:
    [made] = new_resources(book, held(3, name="Lab", links=(link,), host="bo"))
    assert (made.kind, made.link, made.owner) == (kind, link, "bo")


def test_a_link_that_the_library_holds_is_not_added_again(book: Book) -> None:
    fill(book, Resource(title="Slides", link="https://Drive.example/Slides/"))
    lab = held(3, name="Lab", links=("http://drive.example/slides", "shelf in room 2", "a.pdf", "A.pdf "))
    assert [made.link for made in new_resources(book, lab)] == ["a.pdf"]


def test_titles_name_the_gathering_and_differ(book: Book) -> None:
    links = ("https://x.example/week_1%20plan.pdf", "https://x.example/a", "https://x.example/b")
    titles = [made.title for made in new_resources(book, held(3, name="Lab", links=links))]
    assert titles[0] == "week 1 plan: Lab, Fri 20 Nov 2026"
    assert titles[1:] == ["Shared material: Lab, Fri 20 Nov 2026", "Shared material: Lab, Fri 20 Nov 2026 (2)"]
