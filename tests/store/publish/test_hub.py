"""The hub: what was ticked and no more, no one who may not be listed, links that work, valid pages, calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.colours import READABLE, contrast
from store.core.dates import Clock
from store.core.fields import Field, fields
from store.core.record import ORGANISER, Record
from store.core.validation import problems
from store.demo import build_demo
from store.insights.orbit import Orbit
from store.launch.charter import BEFORE_IT_WAS_DATED
from store.model.agreement import Article, Wish
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.library import Resource
from store.model.people import Role, Tenure
from store.model.recognition import Recognition
from store.model.undo import Step
from store.publish.hub import Hub, build_hub
from store.publish.listing import Listing
from store.publish.rendering import DARK, DARK_BOX, LIGHT, LIGHT_BOX, palette
from store.publish.ticking import choices, tick
from tests.support.making import TODAY, field, fill, member, move, person, stakeholder, thanks

VOID = {"meta", "link", "br", "input"}
MAY_APPEAR = {
    "communities": {"name", "organiser", "timezone"},
    "rituals": {"name", "kind", "gain", "meaning", "place", "invitation", "uid"},
    "gatherings": {"name", "topic", "place", "invitation", "uid"},
    "roles": {"name", "purpose"},
    "resources": {"title", "link"},
    "articles": {"text"},
    "wishes": {"title"},
    "recognitions": {"behaviour", "words"},
    "volunteers": {"name", "topics"},
}
"""By table the fields of ticked or public records that are on the hub; of volunteers, of those who may be listed."""
AMOUNT = 71_234
COUNTED = {"minutes", "votes"}
"""Numbers that the hub tells."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("hub") / "demo.json"
    build_demo(path, TODAY)
    with Book.open(path, Clock(TODAY), write=False) as book:
        yield book


class Page(HTMLParser):
    """A page with its ids and addresses; a tag that is closed wrongly, or an id that stands twice, is refused."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open
        assert len(self.ids) == len({*self.ids})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)
        told = dict(attrs)
        assert len(told) == len(attrs)
        self.ids += filter(None, [told.get("id")])
        self.links += filter(None, [told.get("href")])

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def texts_of(hub: Hub) -> dict[str, str]:
    return {name: data.decode().replace("\r\n ", "") for name, data in hub.files.items()}


def filled(kind: type[Record], table: str, **more: Any) -> Record:
    """A record each of whose texts is a needle named after its field."""

    def value(field: Field) -> Any:
        needle = f"needle{table}{field.name}".replace("_", "")
        examples = {"text": needle, "long": needle, "list": (needle,), "date": TODAY, "yes/no": True, "own": needle}
        numbers = {"number": AMOUNT, "money": Decimal(AMOUNT), "figure": Decimal(AMOUNT)}
        asked = {"ref": "bo", "refs": ("bo",), "choice": field.choices and field.choices[0]} if field.needed else {}
        return (examples | numbers | asked).get(field.kind)

    found = {
        field.name: found for field in fields(kind) if field.name != "id" and (found := value(field)) is not None
    }
    found |= dict.fromkeys(COUNTED & found.keys(), 3)
    whole = kind(**{**found, **more})
    return replace(whole, **{name: field(kind, name).default for name in problems(whole)})


def hostile(book: Book, *, on_hub: bool) -> None:
    """Fill a book with needles; Ada may be listed where things are ticked, Bo may not."""
    own: dict[str, dict[str, Any]] = {
        "volunteers": {"id": "ada", "name": "Ada Hubname"} if on_hub else {"may_be_listed_on": None},
        "communities": {"id": "community", "timezone": "Europe/Vienna", "colour": "#123456", "currency": "EUR", "hosting_target": 50},
        "rituals": {"id": "lab", "rule": "FREQ=WEEKLY", "start": TODAY, "retired_on": None, "hosts": ("bo",), "except_on": ()},
        "gatherings": {"on": TODAY, "due_on": None, "ritual": "", "host": "bo", "cohosts": ("ada",)},
        "tenures": {"role": "host", "volunteer": "bo", "until": None},
        "roles": {"id": "host"},
        "recognitions": {"to": ("ada",), "named": (), "public": on_hub, "on": TODAY},
        "articles": {"topic": "vision"},
        "wishes": {"gathering": ""},
        "moves": {"volunteer": "bo", "stage": "active"},
    }  # fmt: skip
    records = []
    for kind, table in book.kinds():
        if kind is not Step:
            more = own.get(table.name, {})
            ticked = {"on_hub": on_hub} if "on_hub" in kind.__struct_fields__ else {}
            records.append(filled(kind, table.name, **ticked, **more))
    secret = ("needlevolunteersname", "needlestakeholdersname", "needlevolunteersmanager")
    told = f"{secret[0]}, {secret[1]} and {secret[2]}: needlevolunteersemail@example.org or +43 650 71234 99"
    fill(
        book,
        *records,
        *member("bo", name=secret[0], email="needlevolunteersemail@example.org", phone="+43 650 7123499"),
        move("ada", "active", 9),
        Ritual(id="more", name=f"Lab of {told}", start=TODAY, rule="FREQ=WEEKLY", on_hub=on_hub, gain=told),
        Resource(title=f"Notes of {told}", link="C:\\Users\\needleresourcespath\\a.docx", on_hub=on_hub),
        Resource(title="Mail", link="mailto:needleresourcesmail@example.org", on_hub=on_hub),
        Article(topic="rules", text=told, on_hub=on_hub),
        Wish(title=told, on_hub=on_hub),
        Recognition(to=("bo",), behaviour="helps", words="needlerecognitionsother", on=TODAY, public=True),
        Recognition(to=("ada",), behaviour="helps", words="needlerecognitionsprivate", on=TODAY),
    )


def needles(hub: Hub) -> set[str]:
    whole = "\n".join(texts_of(hub).values()).lower()
    return {*re.findall(r"needle[a-z]+", whole), *re.findall(str(AMOUNT), whole)}


def allowed(*tables: str) -> set[str]:
    return {f"needle{table}{name}" for table in tables for name in MAY_APPEAR[table]}


def test_nothing_private_is_on_the_hub_and_all_that_is_ticked_is(book: Book) -> None:
    hostile(book, on_hub=True)
    found = needles(build_hub(book, TODAY))
    assert found <= allowed(*MAY_APPEAR)
    unseen = {"needlevolunteersname", "needlecommunitiestimezone", "needlerecognitionsname"}
    assert allowed(*MAY_APPEAR) - found - unseen == set()


def test_without_a_tick_only_the_community_and_its_organiser_are_named(book: Book) -> None:
    hostile(book, on_hub=False)
    assert needles(build_hub(book, TODAY)) == {"needlecommunitiesname", "needlecommunitiesorganiser"}


def test_it_is_made_without_reckoning_a_score(sample: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a score was reckoned for the hub")

    monkeypatch.setattr(Orbit, "__init__", refuse)
    assert build_hub(sample, TODAY).pages == 11


def test_every_page_is_valid_and_every_link_leads_somewhere(sample: Book) -> None:
    files = build_hub(sample, TODAY).files
    pages = {name: Page(data.decode()) for name, data in files.items() if name.endswith(".html")}
    assert len(pages) == 11
    for name, page in pages.items():
        assert files[name].startswith(b'<!DOCTYPE html>\n<html lang="en-GB">')
        for link in page.links:
            if not link.startswith("https://"):
                where, _, place = link.partition("#")
                assert (where or name) in files
                assert not place or place in pages[where or name].ids
        assert {link for link in page.links if link in pages} == {*pages}


def test_no_text_becomes_markup(book: Book) -> None:
    strange = "[/x] <b>&\"'</script>{{ 777 * 777 }}"
    texts = {"name": strange, "gain": strange, "meaning": strange, "place": strange, "kind": strange}
    fill(
        book,
        Community(name=strange, organiser=strange),
        Ritual(id="<b>", start=TODAY, on_hub=True, **texts),
        Role(name=strange, purpose=strange, on_hub=True),
        Resource(title=strange, link=f"https://example.org/{strange}", on_hub=True),
        Resource(title=strange, link="javascript:alert(1)", on_hub=True),
        Article(topic="purpose", text=f"{strange}\n- {strange}", on_hub=True),
        Wish(title=strange, on_hub=True),
        *member("ann", name=strange, topics=(strange,), may_be_listed_on=TODAY),
        thanks(1, "ann", words=strange, public=True, behaviour=strange),
    )
    files = build_hub(book, TODAY).files
    for name, data in files.items():
        if name.endswith(".html"):
            page = Page(data.decode())
            assert "<b>" not in data.decode()
            assert "603729" not in data.decode()
            assert not [link for link in page.links if link.startswith("javascript")]
    assert all(re.fullmatch(r"[a-z0-9-]+\.(html|css|ics)", name) for name in files)


def test_someone_is_named_from_the_day_on_which_they_may_be_listed(book: Book) -> None:
    fill(
        book,
        *member("ann", topics=("Excel",), may_be_listed_on=TODAY),
        *member("bo", topics=("Excel",), may_be_listed_on=TODAY + timedelta(days=1)),
        *member("cy", stage="alumni", topics=("Excel",), may_be_listed_on=TODAY),
        Role(id="host", name="Host", on_hub=True),
        Tenure(role="host", volunteer="bo", since=TODAY),
    )
    pages = texts_of(build_hub(book, TODAY))
    assert "<dd>Ann</dd>" in pages["people.html"]
    assert "Held by a colleague" in pages["roles.html"]
    assert "<dd>Ann and Bo</dd>" in texts_of(build_hub(book, TODAY + timedelta(days=1)))["people.html"]


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Ada Quist-Berg’s lab", "a colleague’s lab"),
        ("quist-berg, ada leads", "a colleague leads"),
        ("Ada alone, Quist alone", "Ada alone, Quist alone"),
        ("Will will come", "a colleague will come"),
        ("Li Chen and Li Chen", "Li Chen and Li Chen"),
        ("with 山田太郎さん", "with a colleagueさん"),
        ("write to ADA@x.org or 0650/12 34 56", "write to a colleague or a colleague"),
        ("Vic Lang and Eva Stake", "a colleague and a colleague"),
        ("at Nina Berger's", "at Nina Berger's"),
    ],
)
def test_a_text_keeps_only_those_who_may_be_listed(book: Book, text: str, public: str) -> None:
    fill(
        book,
        Community(organiser="Nina Berger"),
        person("ada", "Ada Quist-Berg", email="ada@x.org", phone="0650 123456", manager="Vic Lang"),
        person("will", "Will"),
        person("li", "Li Chen"),
        person("li2", "Li Chen", may_be_listed_on=TODAY),
        person("ya", "山田太郎"),
        stakeholder("eva", "Eva Stake"),
    )
    assert Listing(book, TODAY).text(text) == public


def test_the_calendar_has_the_uids_of_the_whole_one_and_no_host_who_may_not_be_listed(book: Book) -> None:
    fill(
        book,
        Community(timezone="Europe/Vienna"),
        *member("ann"),
        *member("bo", may_be_listed_on=TODAY),
        Ritual(id="lab", name="Lab", start=TODAY, rule="FREQ=WEEKLY", hosts=("ann", "bo"), on_hub=True),
        Ritual(id="inner", name="Inner circle", start=TODAY, rule="FREQ=WEEKLY"),
        Gathering(id="talk", name="Talk", on=TODAY, host=ORGANISER, on_hub=True),
        Gathering(id="board", name="Board", on=TODAY),
    )
    files = texts_of(build_hub(book, TODAY))
    assert {name for name in files if name.endswith(".ics")} == {"calendar.ics", "ritual-lab.ics"}
    whole = files["calendar.ics"]
    assert f"UID:lab.{book.id}@guildbook" in whole
    assert f"UID:talk.{book.id}@guildbook" in whole
    assert "Host rota: Bo" in whole
    assert not [word for word in ("Ann", "Inner", "Board") if word in "".join(files.values())]
    assert "Talk" not in files["ritual-lab.ics"]


def test_a_ritual_changed_from_one_day_on_keeps_the_name_of_its_calendar(book: Book) -> None:
    old = Ritual(
        id="old", name="Lab", start=TODAY, rule="FREQ=WEEKLY", on_hub=True, retired_on=TODAY - timedelta(days=1)
    )
    fill(book, old, replace(old, id="new", name="New lab", retired_on=None, continues="old"))
    files = texts_of(build_hub(book, TODAY))
    assert "SUMMARY:New lab" in files["ritual-old.ics"]
    assert 'href="ritual-old.ics"' in files["rituals.html"]


@pytest.mark.parametrize("colour", ["", "#ffff00", "#000", "#fff", "c0ffee", "no colour"])
def test_any_colour_can_be_read_on_light_and_on_dark(colour: str) -> None:
    told = palette(colour)
    for ground in (LIGHT, LIGHT_BOX):
        assert contrast(told["accent"], ground) >= READABLE
    for ground in (DARK, DARK_BOX):
        assert contrast(told["accent_dark"], ground) >= READABLE


def test_the_first_words_of_an_older_book_are_not_on_the_hub_unasked(book: Book) -> None:
    fill(book, Community(**dict.fromkeys(BEFORE_IT_WAS_DATED.values(), "old words")))
    assert "charter.html" not in build_hub(book, TODAY).files


def test_the_templates_lie_beside_what_renders_them() -> None:
    import store.publish

    folder = Path(store.publish.__file__).parent / "templates"
    assert {path.suffix for path in folder.iterdir()} == {".j2"}


def test_all_that_is_to_be_on_the_hub_is_ticked_in_one_change(book: Book) -> None:
    fill(
        book,
        Community(vision="Everyone teaches"),
        Ritual(id="lab", name="Lab", start=TODAY),
        Ritual(id="old", name="Old", start=TODAY, retired_on=TODAY - timedelta(days=1)),
        Role(id="host", name="Host", on_hub=True),
        Gathering(id="talk", name="Talk", on=TODAY),
        Wish(id="wish", title="Excel"),
    )
    keys = [choice.key for choice in choices(book, TODAY)]
    assert keys == ["ritual:lab", "gathering:talk", "role:host", "suggested topic:wish", "charter:vision"]
    with book.change("Choose") as change:
        assert tick(book, change, TODAY, {"ritual:lab", "charter:vision"}) == 3
    assert [choice.key for choice in choices(book, TODAY) if choice.record.on_hub] == [
        "ritual:lab",
        "charter:vision",
    ]


def test_a_suggested_topic_says_when_it_is_taken_up_and_is_gone_the_day_after(book: Book) -> None:
    days = {"past": -1, "today": 0, "later": 1}
    fill(
        book,
        Community(name="Makers"),
        *(
            Gathering(id=key, name=f"Lab {key}", on=TODAY + timedelta(days=days), on_hub=True)
            for key, days in days.items()
        ),
        Gathering(id="off", name="Lab off", on=TODAY, state="skipped", why="rain", on_hub=True),
        *(Wish(title=f"Topic {key}", gathering=key, on_hub=True) for key in (*days, "off")),
    )
    [topics] = [text for name, text in texts_of(build_hub(book, TODAY)).items() if name == "topics.html"]
    assert [key for key in (*days, "off") if f"Topic {key}" in topics] == ["today", "later"]
    assert [key for key in (*days, "off") if f"Lab {key}" in topics] == ["today", "later"]
