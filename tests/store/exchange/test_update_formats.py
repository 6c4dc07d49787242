"""The forms of an update: the same words and figures in each, and text of the book never more than text."""

from __future__ import annotations

import email
import re
from collections import Counter
from datetime import date, time
from decimal import Decimal
from email import policy
from email.message import EmailMessage
from functools import partial
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace
from msgspec.structs import replace as replace_record

from store.book.book import Book
from store.core.text import one_line
from store.exchange.blocks import Block
from store.exchange.text_forms import DOCUMENT_FORMS, FORMS
from store.exchange.update_formats import (
    CHANNEL_WRITERS,
    PAGE_WRITERS,
    Document,
    address_of,
    as_eml,
    as_text,
    html_of,
    in_form,
    markdown_of,
    page_of,
)
from store.model.calendar import Gathering
from store.model.community import Community
from store.model.finance import Cost
from store.model.people import Volunteer
from store.model.recognition import Contribution
from store.model.stakeholders import Kind, Stakeholder
from store.people.stages import move
from store.updates.compose import compose
from store.updates.draft import Draft, Passage, Section
from store.updates.metrics import Facts
from tests.support.making import fill

as_markdown, as_slack, as_html = (partial(page_of, form=form) for form in ("markdown", "slack", "html"))
KINDS: tuple[Kind, ...] = get_args(Kind)
HOSTILE = (
    "[/x] Ann [Ops]",
    "<script>alert(1)</script>",
    "\"Ann\" 'O'Neill' & <b>",
    "Ann\r\nBcc: everybody@example.org",
    '=cmd|" /C calc"!A0',
    "<!channel> <@U123> @here *all* _now_ `x` ~y~",
    "![x](https://example.org/x.png) [y](javascript:z) &lt;i&gt; &#60;",
    "\x1b[31mred\x1b]8;;https://example.org\x07 \u202egnp",
    "# Title",
    "1. first",
    "--- > quote",
)


@pytest.fixture
def told(book: Book) -> Book:
    """A book with something to tell in every section, and large figures among it."""
    names = ("Ana Ruiz", "Li Chen", "[/x] Ann [Ops]", "Tom Okafor", "Bo Berg")
    people = [Volunteer(id=f"person{n}", name=name, yes_on=date(2026, 10, 25 + n)) for n, name in enumerate(names)]
    with book.change("Set up") as change:
        change.put(Community(name="Trainers' guild", organiser="Ida Holm", currency="EUR"))
        for person in people:
            change.put(person)
            move(book, change, person, "newcomer", date(2026, 11, 2))
        change.put(
            Stakeholder(
                id="marta", name="Marta Weiss", email="marta@example.org", ask="A room on 1 December, for 25"
            )
        )
        for n, (topic, learners) in enumerate((("Feedback basics", 1234), ("Excel 101", 7), ("Pivot_tables", 3))):
            done = Contribution(
                volunteer=people[n].id,
                kind="led_session",
                on=date(2026, 11, 3 + n),
                topic=topic,
                learners=learners,
            )
            change.put(done)
        change.put(
            Gathering(
                name="Ask me anything",
                on=date(2026, 11, 10),
                state="held",
                attended=(people[0].id, people[1].id),
                quotes="«Best hour of my 5 years here»\nMore of this",
            )
        )
        change.put(Gathering(name="Café", on=date(2026, 11, 12), state="skipped", why="3 of 4 were ill"))
        change.put(Gathering(name="Kick-off", on=date(2026, 11, 27), at=time(14), host="person0"))
        change.put(Cost(what="Room", amount=Decimal("1240.50"), on=date(2026, 11, 10)))
    return book


def draft_of(book: Book, today: date, kind: Kind) -> Draft:
    return compose(book, book.stakeholders["marta"], today, kind=kind)


def made_of(words: str, *, name: str = "Marta Weiss", kind: Kind = "detailed_report") -> Draft:
    """A draft that says little more than these words."""
    day = date(2026, 11, 23)
    facts = Facts(day, day, (), (), (), (), 0, (), 0, 0, 0, (), 0, 0, (), (), (), (), Decimal(0))
    sections = (
        Section("opening", "", "In one line.", (), True, False),
        Section("wins", "", words, (), True, True),
        Section("lessons", "", "", (), True, False),
        Section("ask", "", "struck", (), False, True),
    )
    outline = (
        Passage("greeting", "", f"Hello {name},"),
        Passage("opening", "", "In one line."),
        Passage("wins", "Key wins" if kind != "quick_overview" else "", words),
        Passage("lessons", "", "", waits=True),
        Passage("closing", "", f"Best wishes,\n{name}"),
    )
    readers = (Stakeholder(name=name, email="marta@example.org"),)
    return Draft(readers, facts, kind, "INFO", f"INFO: {name}", sections, outline)


class Page(HTMLParser):
    """What stands on a page: its text as read aloud, its tags, its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.text += "\n"


def body_of(html: str) -> Page:
    return Page(html.partition("<body")[2].partition(">")[2].partition("</body>")[0])


def parsed(letter: bytes) -> EmailMessage:
    message = email.message_from_bytes(letter, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def part_of(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def forms(draft: Draft) -> dict[str, str]:
    """Every form as the words a reader sees."""
    message = parsed(as_eml(draft, "Ida Holm"))
    return {
        "text": as_text(draft).removeprefix("Subject: "),
        "markdown": Page(MarkdownIt("commonmark").render(as_markdown(draft))).text,
        "slack": as_slack(draft).replace("\N{WORD JOINER}", ""),
        "html": body_of(as_html(draft)).text,
        "eml, text": f"{message['Subject']}\n{part_of(message, 'plain')}",
        "eml, html": f"{message['Subject']}\n{body_of(part_of(message, 'html')).text}",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_has_the_same_figures(told: Book, today: date, kind: Kind) -> None:
    draft = draft_of(told, today, kind)
    found = {form: numbers(text) for form, text in forms(draft).items()}
    expected = numbers(draft.subject + "\n" + draft.body)
    assert ("1,241" in expected) is (kind != "quick_overview")
    assert len(expected) > 15
    assert found == dict.fromkeys(found, expected)


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_has_the_same_words(told: Book, today: date, kind: Kind) -> None:
    draft = draft_of(told, today, kind)
    found = {form: words_in(text) for form, text in forms(draft).items()}
    assert found == dict.fromkeys(found, words_in(draft.subject + "\n" + draft.body))


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_what_the_draft_says(told: Book, today: date, kind: Kind) -> None:
    draft = draft_of(told, today, kind)
    assert as_text(draft) == draft.text


def test_text_keeps_a_paragraph_on_one_line() -> None:
    long = "word " * 200 + "end"
    assert f"\n{long}\n" in as_text(made_of(long))
    assert long in part_of(parsed(as_eml(made_of(long), "")), "plain")


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_where_the_text_has_them(kind: Kind) -> None:
    draft = made_of("- one\n- two", kind=kind)
    headed = kind != "quick_overview"
    assert ("Key wins\n" in as_text(draft)) is headed
    assert ("## Key wins\n\n- one\n- two\n" in as_markdown(draft)) is headed
    assert ("*Key wins*\n• one\n• two\n" in as_slack(draft)) is headed
    assert (">Key wins</h2>" in as_html(draft)) is headed
    assert "In one line</h2>" not in as_html(draft)


def test_sections_without_words_or_struck_are_left_out() -> None:
    for text in forms(made_of("won")).values():
        assert "won" in text
        assert "Lessons" not in text
        assert "struck" not in text


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_reads_the_same_everywhere(name: str, kind: Kind) -> None:
    draft = made_of(f"- {name}\n- and\n{name}", name=name, kind=kind)
    found = forms(draft)
    expected = words_in(found["text"])
    assert expected.count("and") == 1
    assert {form: words_in(text) for form, text in found.items()} == dict.fromkeys(found, expected)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_never_markup_in_html(name: str) -> None:
    page = as_html(made_of(f"- {name}\n{name}", name=name))
    assert Page(page).tags <= {"html", "head", "meta", "title", "body", "h1", "h2", "p", "br", "ul", "li"}
    assert {key for key, _ in Page(page).attributes} <= {"lang", "charset", "style"}
    assert "url(" not in page


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("flavour", ["commonmark", "js-default", "gfm-like"])
def test_hostile_text_is_never_markup_in_markdown(name: str, flavour: str) -> None:
    made = MarkdownIt(flavour).render(as_markdown(made_of(f"- {name}\n{name}", name=name)))
    page = Page(made)
    assert page.tags <= {"h1", "h2", "p", "ul", "li", "a"}
    links = [value for key, value in page.attributes if key == "href"]
    assert all(link.startswith(("https://", "mailto:everybody@example.org")) for link in links)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_calls_nobody_in_slack(name: str) -> None:
    text = as_slack(made_of(f"- {name}\n{name}", name=name))
    assert not re.search(r"(?<!\w)@\w", text)
    assert not re.search(r"^>", text, re.MULTILINE)
    marks = [
        line for line in text.split("\n") if not (line.startswith("*") and line.endswith("*"))
    ]  # headings are meant
    assert not re.search(r"(?<![\w\u2060])[*_~`](?=\w)", "\n".join(marks))


def test_slack_text_is_read_as_it_was_typed() -> None:
    name = "R&D <lab> *all* _now_ `x` a_b 2*3"
    text = as_slack(made_of(f"- {name}"))
    assert f"• {name}\n" in text.replace("\N{WORD JOINER}", "")
    assert "a_b 2*3" in text  # inside a word a sign is none of markup
    assert "*all*" not in text


@pytest.mark.parametrize("name", HOSTILE)
def test_no_form_steers_the_terminal(name: str) -> None:
    draft = made_of(f"- {name}\n{name}", name=name)
    letters = (as_text(draft), as_markdown(draft), as_slack(draft), as_html(draft), as_eml(draft, name).decode())
    for letter in letters:
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", letter)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_add_no_header(name: str) -> None:
    message = parsed(as_eml(made_of("won", name=name), f"{name} <ida@example.org>"))
    assert set(message.keys()) <= {"X-Unsent", "Subject", "From", "To", "MIME-Version", "Content-Type"}
    assert [address.addr_spec for address in message["To"].addresses] == ["marta@example.org"]
    shown = message["To"].addresses[0].display_name
    assert "".join(shown.split()) == "".join(one_line(name).split())  # Python 3.11 reads folded names with a blank
    assert "\n" not in message["Subject"]
    assert not any(part.defects for part in message.walk())


def test_a_draft_opens_as_one_in_the_mail_program(told: Book, today: date) -> None:
    draft = draft_of(told, today, "quick_overview")
    letter = as_eml(draft, "Ida Holm")
    message = parsed(letter)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == draft.subject
    assert str(message["To"]) == "Marta Weiss <marta@example.org>"
    assert not {"From", "Date", "Message-ID", "Bcc"} & set(message.keys())
    assert message.get_content_type() == "multipart/alternative"
    assert part_of(message, "plain").replace("\r\n", "\n") == draft.body
    assert b"\n" not in letter.replace(b"\r\n", b"")
    assert letter.isascii()
    assert max(len(line) for line in letter.splitlines()) < 998


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Ida Holm", None),
        ("", None),
        ("Ida Holm <ida@example.org>", "Ida Holm <ida@example.org>"),
        ("Ida <ida@example.org>\nBcc: x@example.org", "Ida <ida@example.org>"),
        ("Holm, Ida <ida@example.org>", '"Holm, Ida" <ida@example.org>'),
        ('"Holm, Ida" <ida@example.org>', '"Holm, Ida" <ida@example.org>'),
        ("Ida (Ops) <ida@example.org>, b@example.org", '"Ida (Ops)" <ida@example.org>'),
        ("ida@example.org", "ida@example.org"),
    ],
)
def test_the_sender_is_named_only_with_an_address(sender: str, expected: str | None) -> None:
    message = parsed(as_eml(made_of("won"), sender))
    assert "Bcc" not in message
    assert message["From"] == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "marta",
        "marta@",
        "@example.org",
        "a b@example.org",
        "a@x.org, b@x.org",
        "a@x..org",
        "ü@x.org",
        "a@x.org\n",
    ],
)
def test_what_is_no_address_is_left_out(typed: str) -> None:
    draft = made_of("won")
    message = parsed(as_eml(replace(draft, readers=(Stakeholder(name="Marta", email=typed),)), ""))
    assert message["To"] == ("Marta <a@x.org>" if typed == "a@x.org\n" else None)


def test_an_address_with_a_foreign_domain_is_kept() -> None:
    found = address_of("Bücher, «X»", "post@bücher.example")
    assert found is not None
    assert found.addr_spec == "post@xn--bcher-kva.example"


def test_bars_stand_in_a_table_that_screen_readers_can_skip() -> None:
    page = as_html(made_of("- ██████░░░░ 6 of 10 learners: <b>\n- ░░░░░░░░░░ 0 of 10 learners: x", kind="charts"))
    assert [*re.findall(r'width="(\d+)" bgcolor', page)] == ["72", "48", "120"]  # full and empty, then empty alone
    assert page.count('aria-hidden="true"><table') == 2
    assert not {"█", "░"} & {*page}
    assert ">6 of 10 learners: &lt;b&gt;</td>" in page
    assert "<table" not in as_html(made_of("- ██████░░░░ 6 of 10\n- without a bar", kind="charts"))


def test_two_lists_after_another_stay_two_in_markdown() -> None:
    draft = made_of("- one\n\n- two\n\n- three")
    assert MarkdownIt("commonmark").render(as_markdown(draft)).count("<ul>") == 3


def test_addresses_of_the_web_become_links_in_markdown_only() -> None:
    address = "https://example.org/_a_/b*c*?d=[1]&lt;e"
    draft = made_of(f"See {address}, please.")
    html = MarkdownIt("commonmark").render(as_markdown(draft))
    assert re.findall(r'href="([^"]+)"', html) == ["https://example.org/_a_/b*c*?d=%5B1%5D&amp;lt;e"]
    assert address in as_slack(draft)
    assert "<a " not in as_html(draft)
    assert "href" not in as_html(draft)


@given(
    st.lists(
        st.text(st.sampled_from(list("ab 1.)(#-+=*_`~[]<>&;|!\\\"'@:/\n\t")), max_size=24)
        | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=12),
        max_size=4,
    )
)
def test_any_text_reads_the_same_in_markdown_and_html(lines: list[str]) -> None:
    draft = made_of("\n".join(["won", *lines]))
    html = MarkdownIt("commonmark").render(as_markdown(draft))
    page = body_of(as_html(draft))
    assert Page(html).tags <= {"h1", "h2", "p", "ul", "li"}
    assert "".join(Page(html).text.split()) == "".join(page.text.split())


# -- the same facts in every kind and form -----------------------------------------------------------

FIGURES = {
    "gatherings": r" at (\d[\d,]*) gathering",
    "attended": r"Members’ attendance: \d+%, (\d[\d,]* of \d[\d,]*) at ",
    "share": r"Members’ attendance: (\d+)%, ",
    "leaders": r"(\d[\d,]*) colleagues? have taught",
    "learners": r"have taught \d+ sessions?, with (\d[\d,]*) learner attendances",
    "most reached": r"‘Feedback basics’ to (\d[\d,]*)|‘Feedback basics’: (\d[\d,]*) of \d[\d,]* learner attendances",
    "spent of the year": r"Budget: €(\d[\d,]*) of",
    "budget": r"Budget: €\d[\d,]* of €(\d[\d,]*) spent",
    "learners this year": r"Learner attendances this year: (\d[\d,]*)",
    "target": r"attendances this year: [\d,]+ \(target (\d[\d,]*)\)",
    "taught for the first time": r"taught for the (first) time",
    "asked by": r"By \w+ (\d+ \w+), please",
}
"""How each figure is found in a text, in whichever kind it stands."""


def test_all_kinds_and_forms_tell_the_same_figures(told: Book, today: date) -> None:
    fill(
        told,
        replace_record(told.community, target_learners=2000, budget=Decimal(9500)),
        replace_record(told.stakeholders["marta"], ask_by=date(2026, 12, 1)),
    )
    found: dict[tuple[str, str], dict[str, str]] = {}
    for kind in KINDS:
        for form, text in forms(draft_of(told, today, kind)).items():
            read = " ".join(text.split())
            parsed_back = {name: re.search(pattern, read) for name, pattern in FIGURES.items()}
            assert all(parsed_back.values()), (kind, form, [n for n, m in parsed_back.items() if not m], read)
            found[kind, form] = {
                name: next(filter(None, match.groups())) for name, match in parsed_back.items() if match
            }
    assert len(found) == 3 * 6  # a mail draft counts twice: it has two parts
    expected = {
        "gatherings": "1", "attended": "2 of 5", "share": "40", "leaders": "3", "learners": "1,244", "most reached": "1,234",
        "spent of the year": "1,241", "budget": "9,500", "learners this year": "1,244", "target": "2,000",
        "taught for the first time": "first", "asked by": "1 Dec",
    }  # fmt: skip
    assert found == dict.fromkeys(found, expected)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "\"Ann\" 'O'Neill'", "Ann\nOps\r\nBcc: x@example.org"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_strange_names_in_the_book_break_neither_mail_nor_page(
    book: Book, today: date, name: str, kind: Kind
) -> None:
    named = one_line(name)  # as forms and imports keep names
    fill(
        book,
        Community(name=named, organiser=named),
        Volunteer(id="ann", name=named),
        Stakeholder(id="eva", name=name, email="eva@example.org", stake=name, ask=name),
        Contribution(volunteer="ann", kind="led_session", on=today, topic=name, learners=5),
    )
    draft = compose(book, book.stakeholders["eva"], today, kind=kind)
    page, message = Page(as_html(draft)), parsed(as_eml(draft, "Ida"))
    assert page.tags <= {
        "html",
        "head",
        "meta",
        "title",
        "body",
        "h1",
        "h2",
        "p",
        "br",
        "ul",
        "li",
        "table",
        "tr",
        "td",
    }
    assert set(message.keys()) == {"X-Unsent", "Subject", "To", "MIME-Version", "Content-Type"}
    assert message["Subject"] == one_line(draft.subject)
    assert b"?q??=" not in as_eml(draft, "Ida")  # an empty word, which some mail programs would show
    assert message["To"].addresses[0].addr_spec == "eva@example.org"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert words_in(part_of(message, "plain")) == words_in(body_of(part_of(message, "html")).text)
    assert not any(part.defects for part in message.walk())


def test_one_text_to_several_goes_to_all_who_have_an_address() -> None:
    readers = tuple(
        Stakeholder(name=name, email=mail) for name, mail in (("Eva", "e@x.org"), ("Bo", ""), ("Cy", "c@x.org"))
    )
    message = parsed(as_eml(replace(made_of("won"), readers=readers), ""))
    assert [address.addr_spec for address in message["To"].addresses] == ["e@x.org", "c@x.org"]


def test_a_trend_is_a_line_of_its_own_in_the_table() -> None:
    page = as_html(made_of("- ▁▄█ came, Sep to Nov: 1, 4, 9\n- ██████████ places taken", kind="charts"))
    assert re.search(r'<td style="font-family:Consolas[^"]*" aria-hidden="true">▁▄█</td>', page)
    assert ">came, Sep to Nov: 1, 4, 9</td>" in page
    assert page.count("bgcolor") == 1  # the full bar has no empty part


def test_every_form_is_told_from_the_others_by_its_ending() -> None:
    assert len({form.ending for form in FORMS.values()}) == len(FORMS)


def test_every_form_has_its_writer() -> None:
    assert {*PAGE_WRITERS, *CHANNEL_WRITERS} == {*FORMS} - {"text", "eml"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["chat", "points"])
def test_other_channels_tell_figures_of_the_letter(told: Book, today: date, kind: Kind, form: str) -> None:
    draft = draft_of(told, today, kind)
    found = numbers(in_form(draft, form, "").decode().replace("\n", " "))
    places = ["1", "2", "3", "4", "5"] if form == "points" else []
    assert not [*(Counter(found) - Counter(numbers(f"{draft.about} {draft.text} {draft.worry}") + places))]
    assert len(found) > 5


def test_a_list_has_room_for_its_marks_in_outlook() -> None:
    style = next(value for key, value in Page(as_html(made_of("- one"))).attributes if "24pt" in value)
    assert "padding:0" in style


@pytest.mark.parametrize("form", FORMS)
def test_other_texts_have_the_forms_of_documents_and_else_are_plain(form: str) -> None:
    document = Document("Charter", (("Scope", "All & sundry"),))
    written = in_form(document, form, "Ida")
    assert (written == in_form(document, "text", "Ida")) == (form == "text" or form not in DOCUMENT_FORMS)


def test_each_kind_of_block_in_markdown() -> None:
    blocks = [
        Block("heading", ("A",)),
        Block("subheading", ("B",)),
        Block("bullets", ("c", "d")),
        Block("text", ("e", "f")),
    ]
    assert markdown_of("T", blocks) == "# T\n\n## A\n\n### B\n\n- c\n- d\n\ne\n\nf\n"


def test_each_block_is_an_element_of_its_own() -> None:
    blocks = [
        Block("heading", ("Results",)),
        Block("subheading", ("Sales & more",)),
        Block("paragraph", ("a", "b")),
    ]
    page = html_of("T", blocks)
    assert re.findall(r"<(h1|h2|h3|p)[^>]*>(.*?)</", page) == [
        ("h1", "T"), ("h2", "Results"), ("h3", "Sales &amp; more"), ("p", "a<br>b"),
    ]  # fmt: skip
