"""Thank-yous as they leave the house: text stays text, and only what is public stands on the wall."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from html.parser import HTMLParser

from store.book.book import Book
from store.exchange import thanks_formats as letters
from store.model.community import Community
from store.model.people import Volunteer
from store.model.recognition import Recognition
from store.model.stakeholders import Stakeholder
from store.texts.wall import EMPTY
from tests.support.making import TODAY, fill

NOV = date(2026, 11, 5)
BAD = '[/x] Ann <script>alert("1")</script> & Co'


def thanks(**more: object) -> Recognition:
    values = {
        "to": ("ann",),
        "behaviour": "helps <b>others</b>",
        "words": "Thank you\n<i>all</i>",
        "on": NOV,
        **more,
    }
    return Recognition(**values)  # type: ignore[arg-type]


def town(book: Book) -> None:
    fill(
        book, Community(organiser="Ida Berg"), Volunteer(id="ann", name=BAD, email="ann@example.org"),
        Stakeholder(id="eva", name="Eva\r\nBcc: all@example.org", email="eva@example.org"),
        Volunteer(id="bo", name="Bo", email="not an address"),
    )  # fmt: skip


class Seen(HTMLParser):
    """What a browser would see: tags, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_note_is_its_words_and_nothing_else() -> None:
    assert letters.note(thanks(where="secret", words=" Thank you \x1b[2J")) == "Thank you ␛[2J\n"


def test_a_mail_draft_is_addressed_to_everybody_with_an_address(book: Book) -> None:
    town(book)
    mail = message_from_bytes(
        letters.note_as_eml(book, thanks(to=("ann", "eva", "bo"), named=("Max Boss",))), policy=policy.default
    )
    assert mail["X-Unsent"] == "1"
    assert [address.addr_spec for address in mail["To"].addresses] == ["ann@example.org", "eva@example.org"]
    organisation = '[/x] Ann <script>alert("1")</script> & Co'  # an ampersand: no person, and left whole
    assert mail["Subject"].startswith(f"Thank you, {organisation}, Eva")
    assert mail["Subject"].endswith(", Bo and 1 more")
    assert mail["Bcc"] is None
    assert mail.get_content().replace("\r\n", "\n") == "Thank you\n<i>all</i>\n\nIda Berg\n"


def test_a_draft_to_nobody_with_an_address_has_no_recipient(book: Book) -> None:
    town(book)
    mail = message_from_bytes(letters.note_as_eml(book, thanks(to=(), named=("Max\nBoss",))), policy=policy.default)
    assert mail["To"] is None
    assert mail["Subject"] == "Thank you, Max"


def test_the_wall_shows_only_what_is_public_with_every_name_as_text(book: Book) -> None:
    town(book)
    fill(
        book,
        thanks(public=True),
        thanks(words="Between us"),
        thanks(words="Long ago", public=True, on=date(2026, 10, 31)),
    )
    text, page = letters.wall_as_text(book, TODAY), letters.wall_as_html(book, TODAY)
    assert text == f"Thank you · November 2026\n\n- {BAD} (helps <b>others</b>): Thank you <i>all</i>\n"
    seen = Seen(page)
    assert seen.tags == ["html", "head", "meta", "title", "body", "h1", "ul", "li", "strong", "br", "br"]
    assert BAD in seen.text
    assert "<i>all</i>" in seen.text
    assert "Between us" not in text + page
    assert "Long ago" not in text + page


def test_an_empty_wall_says_so(book: Book) -> None:
    assert letters.wall_as_text(book, TODAY).endswith(f"{EMPTY}\n")
    assert EMPTY in Seen(letters.wall_as_html(book, TODAY)).text
