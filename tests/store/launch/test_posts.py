"""The comms plan: posts by state, and a late one as a to-do."""

from __future__ import annotations

from store.book.book import Book
from store.launch.posts import overdue, plan_of, state_of, ticked
from store.model.stakeholders import Post
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill


def test_the_plan_of_posts(book: Book) -> None:
    fill(
        book, Post(id="late", what="A", on=ago(3)), Post(id="today", what="B", on=TODAY, side="external"),
        Post(id="soon", what="C", on=ago(-3)), Post(id="old", what="D", on=ago(9), done_on=ago(9)),
        Post(id="done", what="E", on=ago(9), done_on=ago(1)),
    )  # fmt: skip
    assert {name: [post.id for post in posts] for name, posts in plan_of(book, TODAY).items()} == {
        "Overdue": ["late"], "Upcoming": ["today", "soon"], "Posted": ["done", "old"],
    }  # fmt: skip
    states = {key: state_of(post, TODAY) for key, post in book.posts.items()}
    assert (states["late"], states["today"], states["soon"]) == ("3 days overdue", "today", "")
    assert states["done"] == "posted Sun 22 Nov"
    assert ticked(book.posts["late"], TODAY).done_on == TODAY
    assert ticked(book.posts["done"], TODAY).done_on is None


def test_a_late_post_is_an_act_until_it_is_done(book: Book) -> None:
    fill(book, Post(id="late", what="A story", on=ago(3), channel="intranet"))
    [act] = [act for act in plan(book, TODAY).acts if act.verb == "Post"]
    assert (act.subject, act.name, act.reason) == (
        "late",
        "A story",
        "3 days overdue · internal, intranet",
    )
    fill(book, ticked(overdue(book, TODAY)[0], TODAY))
    assert not [act for act in plan(book, TODAY).acts if act.verb == "Post"]
