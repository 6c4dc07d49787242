"""The charter: dated words by topic, none of them ever lost; who moderates, when to look again, how it leaves."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from store.book.book import Book
from store.core.fields import fields
from store.exchange.update_formats import Document, as_text, page_of
from store.integrity.check import findings
from store.launch import charter
from store.launch.charter import Version
from store.model.agreement import TOPICS, Article
from store.model.community import Community
from store.model.people import Role, Tenure, Volunteer
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill

ANN = "[/x] Ann [Ops]"


def agree(book: Book, topic: charter.Topic, text: str, days: int = 0) -> None:
    with book.change("Agree") as change:
        charter.settle(book, change, topic, text, on=ago(days))


def test_nothing_is_agreed_at_first(book: Book) -> None:
    assert charter.versions(book) == []
    assert [charter.words_of(book, topic) for topic in TOPICS] == [""] * 10
    assert list(charter.parts(book, TODAY)) == []
    assert charter.title(book) == "Charter of Trainers' community"


def test_later_words_follow_and_those_before_are_kept(book: Book) -> None:
    agree(book, "vision", "Everyone teaches", 100)
    agree(book, "vision", "Every team has a teacher", 10)
    agree(book, "rules", "- No one has to", 10)
    assert charter.words_of(book, "vision") == "Every team has a teacher"
    assert charter.words_of(book, "vision", ago(11)) == "Everyone teaches"
    assert charter.words_of(book, "vision", ago(101)) == ""
    assert [article.text for article in charter.history(book, "vision")] == [
        "Everyone teaches",
        "Every team has a teacher",
    ]
    assert charter.versions(book) == [Version(ago(100), ("vision",)), Version(ago(10), ("vision", "rules"))]
    changed = [t for t in charter.TOPICS if charter.words_of(book, t, ago(50)) != charter.words_of(book, t)]
    assert changed == ["vision", "rules"]
    assert charter.title(book, ago(50)) == "Charter of Trainers' community, Sat 15 Aug 2026"


def test_of_two_wordings_on_one_day_the_later_holds_and_both_are_kept(book: Book) -> None:
    for text in ("one", "two", "three", "two"):
        agree(book, "mission", text)
    assert [article.text for article in charter.history(book, "mission")] == ["one", "two", "three", "two"]
    assert charter.words_of(book, "mission") == "two"


def test_the_same_words_again_are_no_new_version(book: Book) -> None:
    agree(book, "mission", "one", 5)
    agree(book, "mission", " one \n", 0)
    agree(book, "vision", "", 0)
    assert len(book.articles) == 1


def test_a_topic_stays_on_the_hub_in_its_new_words_and_leaves_it_without_new_ones(book: Book) -> None:
    fill(book, Community(vision="Everyone teaches"))

    def shown(text: str, on_hub: bool | None = None) -> tuple[bool, int]:
        with book.change("Agree") as change:
            charter.settle(book, change, "vision", text, on=TODAY, on_hub=on_hub)
        standing = charter.standing(book, "vision")
        return bool(standing and standing.on_hub), len(charter.history(book, "vision"))

    assert shown("Everyone teaches", on_hub=True) == (True, 1)
    assert shown("Every team has a teacher") == (True, 2)
    assert shown("Every team has a teacher", on_hub=False) == (False, 2)


def test_a_topic_can_be_struck_and_agreed_anew(book: Book) -> None:
    agree(book, "roles", "one", 5)
    agree(book, "roles", "", 3)
    assert charter.standing(book, "roles") is None
    assert charter.words_of(book, "roles", ago(4)) == "one"
    agree(book, "roles", "two", 1)
    assert [article.text for article in charter.history(book, "roles")] == ["one", "", "two"]


def test_the_words_of_an_older_book_are_the_first_ones(book: Book) -> None:
    """They were kept with the community, without a day."""
    fill(book, Community(purpose="We bring together", talks="by mail", meets="on Mondays", vision="V", mission="M"))
    assert charter.words_of(book, "purpose") == "We bring together"
    assert (charter.words_of(book, "channels"), charter.words_of(book, "meetings")) == ("by mail", "on Mondays")
    assert charter.versions(book) == [Version(None, ("vision", "mission", "purpose", "channels", "meetings"))]
    agree(book, "purpose", "We meet so that we can", 3)
    assert charter.words_of(book, "purpose") == "We meet so that we can"
    assert charter.words_of(book, "purpose", ago(9)) == "We bring together"
    assert [(a.text, a.on) for a in charter.history(book, "purpose")] == [
        ("We bring together", None), ("We meet so that we can", ago(3)),
    ]  # fmt: skip
    assert book.community.purpose == "We bring together"
    assert charter.words_of(book, "purpose", date.min) == "We bring together"


def test_the_settings_ask_for_nothing_that_the_charter_holds() -> None:
    asked = {field.name for field in fields(Community) if not field.hidden}
    assert asked.isdisjoint({*charter.BEFORE_IT_WAS_DATED.values(), "review_on"})
    assert {"name", "organiser", "currency"} <= asked


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(TOPICS), st.sampled_from("ab "), st.integers(0, 6)), max_size=12))
def test_any_day_gives_back_what_held_then(steps: list[tuple[charter.Topic, str, int]]) -> None:
    """On records alone: what was said last up to a day is what held on it."""
    from types import SimpleNamespace

    steps.sort(key=lambda step: -step[2])
    book = SimpleNamespace(articles={}, community=Community())
    change = SimpleNamespace(put=lambda article: book.articles.setdefault(article.id, article))
    told: dict[int, dict[str, str]] = {}
    now: dict[str, str] = {}
    for topic, text, days in steps:
        charter.settle(book, change, topic, text, on=ago(days))  # type: ignore[arg-type]
        now[topic] = text.strip()
        told[days] = dict(now)
    for days, held in told.items():
        for topic in TOPICS:
            assert charter.words_of(book, topic, ago(days)) == held.get(topic, "")  # type: ignore[arg-type]


def test_the_moderator_is_who_holds_that_role_with_the_tally_of_the_vote(book: Book) -> None:
    assert charter.moderator(book, TODAY) == ""
    fill(
        book,
        Volunteer(id="ann", name=ANN),
        Role(id="other", name="A moderator's deputy"),
        Role(id="mod", name="moderator"),
        Tenure(role="mod", volunteer="ann", since=ago(9), chosen="elected", tally="9 of 12"),
        Tenure(role="other", volunteer="ann", since=ago(3)),
    )
    assert charter.moderator(book, TODAY) == f"{ANN}, elected, 9 of 12, since Sat 14 Nov"
    assert ("Moderator", f"{ANN}, elected, 9 of 12, since Sat 14 Nov") in charter.parts(book, TODAY)
    assert list(charter.parts(book, TODAY, TODAY)) == []


def test_a_review_that_is_due_is_on_week(book: Book) -> None:
    def acts(day: date) -> list[str]:
        return [f"{act.verb} {act.name}: {act.reason}" for act in plan(book, day).acts]

    assert acts(TODAY) == []
    fill(book, Community(review_on=TODAY + timedelta(days=6)))
    assert acts(TODAY) == ["Review the charter: review due Sun 29 Nov"]
    assert acts(TODAY - timedelta(days=1)) == []
    assert len(acts(TODAY + timedelta(days=300))) == 1


def test_it_leaves_as_text_markdown_and_html_with_nothing_in_it_becoming_markup(book: Book) -> None:
    fill(book, Community(name=f"{ANN}\x1b[31m"), Article(topic="rules", text="- <b>*no*</b>\n- [/x]", on=ago(3)))
    document = Document(charter.title(book), tuple(charter.parts(book, TODAY)))
    assert as_text(document) == f"Charter of {ANN}␛[31m, Fri 20 Nov 2026\n\nRules\n- <b>*no*</b>\n- [/x]\n"
    assert "## Rules\n\n- \\<b\\>\\*no\\*\\</b\\>\n- \\[/x\\]\n" in page_of(document, "markdown")
    page = page_of(document, "html")
    assert "<li>&lt;b&gt;*no*&lt;/b&gt;</li>" in page
    assert "<b>" not in page
    assert not list(findings(book))
