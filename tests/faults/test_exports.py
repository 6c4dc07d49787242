"""What leaves the book cannot do harm where it arrives: each form is read back by the reader of its own kind."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from screens.common import clipboard
from store.book.book import Book
from store.core.dates import Clock
from store.core.text import clean, one_line
from store.exchange import pitch_formats as papers
from store.exchange import thanks_formats as thanks
from store.exchange import update_formats as letters
from store.exchange.csv_export import as_csv
from store.exchange.csv_tables import TABLES, table_of
from store.exchange.ical.exporter import as_ics
from store.exchange.people_import.cells import freed, guarded
from store.exchange.people_import.importer import plan_import
from store.exchange.people_import.spreadsheet_reader import read_pasted
from store.exchange.readable.handover import handover
from store.exchange.readable.kept_data import kept_about
from store.exchange.year_report import as_html
from store.integrity.erasure import as_json
from store.model.community import Community
from store.pitch.compose import write
from store.pitch.document import Depth
from store.updates.compose import compose
from store.updates.year import year_of
from tests.conftest import LONG
from tests.screens import test_hostile
from tests.support.making import TODAY

PAYLOADS = [
    '=HYPERLINK("http://evil.example","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "\n=1+1",
    " =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "＝1+1", "＠x", "'=1+1", '"=1+1', ";=1+1", ",=1+1", "%0A=1", "DDE",
    "Ann\r\nBcc: all@example.com", "Ann\nContent-Type: text/html\n\n<b>", "Ann\u2028Bcc: x@example.com", "a\x00b",
    "Ann <evil@example.com>", '"Ann" <a@b>, eve@example.com', "=?utf-8?q?=0ABcc:_x?=", "x" * 998 + "\r\nX: y",
    "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil", "a;b,c\\n\\,\\;", "\\nATTACH:file:///etc/passwd", "ü" * 80, "👩‍🏫" * 40,
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</title><script>", "<!--",
    "javascript:alert(1)", "[x](javascript:alert(1))", "![x](https://evil.example/p.png)", "<https://a.example/\"onload=x>",
    "https://evil.example/\"><script>", "&lt;script&gt;", "[x]: https://evil.example", "``` \n<b>", "<iframe src=//evil>",
    "<!channel> <@U1> <!here> @channel @here", "*bold* _it_ ~st~ `code`", "# head", "- bullet", "1. one", "> quote", "---",
    "\x1b]52;c;aGk=\x07", "\u202egpj.exe", "{{7*7}} ${7*7} %s {0}", "../../etc/passwd", "CON", "x" * 4000,
]  # fmt: skip
if LONG:
    PAYLOADS += [
        f"{mark}{text}" for mark in ("\u200b", "\u2060", " ", "\t", "'", '"', "\x0b") for text in PAYLOADS[:60]
    ]


AT_ONCE = 12
"""Texts that share a book."""


@pytest.fixture(
    scope="module", params=range(0, len(PAYLOADS), AT_ONCE), ids=lambda at: PAYLOADS[at][:12].encode().hex()
)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book in which every text of every table is one of a dozen payloads, as another program could have written it."""
    texts = tuple(PAYLOADS[request.param : request.param + AT_ONCE])
    path = tmp_path_factory.mktemp("payloads") / "book.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(test_hostile, "TEXTS", (*texts, *("plain",) * max(0, 6 - len(texts))))
        patch.setattr("store.book.transaction.tidied", lambda record, _: record)
        patch.setattr("store.book.table.tidied", lambda record, _: record)  # as if reading cleaned nothing
        Book.write_new(path, test_hostile.hostile_records(), book_id="payloads")
        with Book.open(path, Clock(TODAY)) as book:
            with book.change("Zone") as change:
                zone = {"timezone": "Europe/Vienna", "organiser": f"{texts[0]} <ida@example.org>"}
                change.put(Community(**{"name": texts[0], **zone}))
            yield book


# -- sheets ----------------------------------------------------------------------------------------

FORMULA = re.compile("[\\s\u200b-\u200f\u2060-\u2064\u00ad\ufeff]*[-=+@\t\r\uff1d\uff0b\uff0d\uff20]")
HARM = re.compile("[-=+@\uff1d\uff0b\uff0d\uff20](?! [^|!(]*$)")


@pytest.mark.parametrize("what", TABLES)
def test_a_sheet_runs_nothing(book: Book, what: str) -> None:
    text = as_csv(book, what, TODAY).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert rows or not book.tables[table_of(what)]
    for row in rows:
        assert len(row) == len(header)
        assert not [cell for cell in row if FORMULA.match(cell)]
    for delimiter in ";\t":  # read with other settings than ours
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE):
            assert not [
                cell for cell in line[1:] if HARM.match(cell.lstrip(" '\u200b\u2060")) and not cell.startswith("'")
            ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_guarded_comes_back_as_it_was(payload: str) -> None:
    text = clean(payload).strip()
    assert freed(guarded(text)) == text or text == "-"  # a lone dash is nothing


def test_people_who_are_called_so_come_in_again(book: Book, tmp_path: Path) -> None:
    sheet = read_pasted(as_csv(book, "people", TODAY).decode("utf-8-sig"))
    with Book.open(tmp_path / "other.json", Clock(TODAY), create=True) as other:
        plan = plan_import(other, sheet, TODAY)
    came = {newcomer.volunteer.name for newcomer in plan.newcomers}
    known = {one_line(v.name) for v in book.volunteers.values() if len(one_line(v.name)) < 400}
    assert len(came) + len(plan.known) + len(plan.problems) > 0
    assert came <= known


# -- mail ------------------------------------------------------------------------------------------

HEADERS = {"X-Unsent", "Subject", "From", "To", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


def mails(book: Book) -> Iterator[bytes]:
    """Every mail that can be made of a book."""
    for reader in book.stakeholders.values():
        yield letters.as_eml(compose(book, reader, TODAY), book.community.organiser)
    for note in book.recognitions.values():
        yield thanks.note_as_eml(book, note)


def test_a_mail_has_our_headers_and_no_others(book: Book) -> None:
    for data in mails(book):
        message = message_from_bytes(data, policy=policy.default)
        assert {*message.keys()} <= HEADERS
        assert not message.defects
        assert all(len(line) < 999 for line in data.split(b"\r\n"))
        assert not re.search(r"[\r\n]", message["Subject"])
        for field in ("To", "From"):
            known = {address_of(v.email) for v in (*book.volunteers.values(), *book.stakeholders.values())}
            assert {a.addr_spec for a in getattr(message[field], "addresses", ())} <= known | {
                *re.findall(r"[\w.]+@[\w.]+", book.community.organiser)
            }
        kinds = [part.get_content_type() for part in message.walk()]
        assert kinds in (["text/plain"], ["multipart/alternative", "text/plain", "text/html"])


def address_of(email: str) -> str:
    """What a mail program may be told of an address in the book."""
    found = letters.address_of("", email)
    return found.addr_spec if found else ""


# -- pages -----------------------------------------------------------------------------------------

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "body",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "br",
    "strong",
    "tbody",
}
ATTRIBUTES = {
    "lang",
    "charset",
    "style",
    "role",
    "cellpadding",
    "cellspacing",
    "width",
    "bgcolor",
    "aria-hidden",
    "name",
    "content",
}


DRAWING = re.compile(r"(?:viewbox|preserveaspectratio|height|fill|x)=[\w #.]+")
"""What a bar is drawn with."""


class Reader(HTMLParser):
    """Collects what a browser would act upon."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.wrong += [tag] * (tag not in TAGS)
        self.wrong += [
            f"{name}={value}" for name, value in attrs if name not in ATTRIBUTES or "url(" in (value or "")
        ]

    def handle_comment(self, data: str) -> None:
        self.wrong.append(data)

    def handle_pi(self, data: str) -> None:
        self.wrong.append(data)

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(data)


def texts_of(book: Book, form: str) -> Iterator[str]:
    """Everything that can be had in a form."""
    for reader in book.stakeholders.values():
        yield letters.in_form(compose(book, reader, TODAY), form, "").decode()
    if form in papers.FORMS:
        for depth in get_args(Depth):
            yield papers.FORMS[form](write(book, TODAY, depth))
    for month in {note.on.replace(day=1) for note in book.recognitions.values()}:
        if form == "html":
            yield thanks.wall_as_html(book, month)
        elif form == "text":
            yield thanks.wall_as_text(book, month)
    for person in [*book.volunteers.values()][: 2 * (form in papers.FORMS)]:
        yield letters.in_form(kept_about(book, person, TODAY), form, "").decode()
    if form == "html":
        yield handover(book, TODAY, [("To-dos", [who.name for who in book.volunteers.values()])], b"")[
            "handover.html"
        ].decode()


def test_the_report_on_a_year_has_only_our_tags_too(book: Book) -> None:
    found = year_of(book, TODAY.year, TODAY)
    assert found
    reader = Reader()
    reader.feed(as_html(book, found))
    reader.close()
    drawn = ("th", "thead", "svg", "rect", "style", "scope=col", "scope=row", "class=figures")
    assert {wrong for wrong in reader.wrong if wrong not in drawn and not DRAWING.fullmatch(wrong)} == set()


def test_a_page_has_only_our_tags_and_fetches_nothing(book: Book) -> None:
    for page in texts_of(book, "html"):
        reader = Reader()
        reader.feed(page)
        reader.close()
        assert reader.wrong == []


def test_markdown_holds_no_html_no_image_and_no_link_but_plain_addresses(book: Book) -> None:
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    for page in texts_of(book, "markdown"):
        tokens = [token for block in markdown.parse(page) for token in (block, *(block.children or ()))]
        kinds = {token.type for token in tokens}
        assert not kinds & {
            "html_block",
            "html_inline",
            "image",
            "fence",
            "code_block",
            "code_inline",
            "blockquote_open",
            "hr",
        }
        links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
        assert all(link.startswith(("https://", "http://")) for link in links)


def test_slack_calls_nobody(book: Book) -> None:
    for page in texts_of(book, "slack"):
        assert not re.search(r"<[!@#]", page)
        assert not re.search(r"(?<!\w)@\w", page)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "slack", "eml"])
def test_no_form_holds_what_steers_a_terminal(book: Book, form: str) -> None:
    for page in texts_of(book, form):
        assert not re.search(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", page
        )


# -- calendars -------------------------------------------------------------------------------------

PROPERTIES = {
    "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "RRULE", "EXDATE", "RDATE", "SEQUENCE",
    "RECURRENCE-ID", "STATUS", "TRANSP", "CLASS", "LAST-MODIFIED", "CREATED", "URL",
}  # fmt: skip


def test_a_calendar_has_our_properties_and_no_others(book: Book) -> None:
    calendars = pytest.importorskip("icalendar")
    data = as_ics(book)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = calendars.Calendar.from_ical(data)
    assert {part.name for part in calendar.walk()} <= {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
    events = [*calendar.walk("VEVENT")]
    assert len(events) == data.count(b"\r\nBEGIN:VEVENT\r\n") > 0
    for event in events:
        assert {*event.keys()} <= PROPERTIES
        assert not event.errors
    named = {one_line(g.name) for g in (*book.gatherings.values(), *book.rituals.values())}
    assert {one_line(str(event["SUMMARY"])) for event in events} <= named


# -- everything else -------------------------------------------------------------------------------


def test_the_export_of_one_person_is_plain_json(book: Book) -> None:
    for volunteer in book.volunteers.values():
        assert json.loads(as_json(book, volunteer))["person"]["id"] == volunteer.id


@pytest.mark.parametrize(
    "payload",
    [*PAYLOADS, "con", "COM1", "LPT9.txt", "aux.", " . ", "..", "/", "\\", "a/../../b", "~root", "", "é" * 300],
)
def test_a_name_of_a_file_is_a_name_on_every_system(payload: str) -> None:
    name = clipboard.file_name(payload)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", name)
    assert len(name) <= 200
    assert name.partition(".")[0] not in {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{d}{n}" for d in ("com", "lpt") for n in range(10)),
    }
