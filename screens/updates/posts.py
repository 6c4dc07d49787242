"""Posts: the plan that makes the community known, inside the house and outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.screen import BookScreen
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.dates import format_day_short
from store.model.stakeholders import Post
from store.people.directory import name_of
from store.updates.posts import plan_of, state_of, ticked


def no_post_yet() -> str:
    """The empty plan, and the key that fills it."""
    return f"No post planned yet. Press {key_of('posts.add')} to plan one: a story, a thank-you in public, a date to come to."


def plan_first() -> str:
    """What is said where no post is there."""
    return f"Press {key_of('posts.add')} to plan a post first."


def no_text_yet() -> str:
    """What stands in place of a post's text."""
    return f"No text yet. Press {key_of('posts.edit')} to write a draft of it."


class PostsScreen(BookScreen):
    """Every post with its day, channel and owner."""

    ROOM = "updates"
    NEXT = "support"
    BACK = "updates"
    AUTO_FOCUS = "#posts"
    CSS_PATH = "posts.tcss"
    AT_ONCE = frozenset({"posts.tick"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Done", id="posts.tick", tooltip="Tick this post as done, or not done after all"),
        Binding("a", "add", "Plan", id="posts.add", tooltip="Plan a post"),
        Binding("e", "edit", "Edit", id="posts.edit", tooltip="Change this post"),
        Binding("d", "delete", "Delete", id="posts.delete", tooltip="Delete this post; undo brings it back"),
        Binding(
            "v", "view", "Support", id="posts.view", tooltip="Whose support there is, and who answers for what"
        ),
        Binding("escape,backspace", "leave", "Back", id="posts.leave", tooltip="Back to the readers"),
    ]
    _wanted = ""

    def body(self) -> ComposeResult:
        """The plan, and below it the selected post."""
        yield Listing(
            Column(11), Column(8), Column(share=3), Column(share=1), Column(share=1), Column(16, right=True),
            title="Posts", id="posts", empty=no_post_yet,
        )  # fmt: skip
        yield Pane(id="post")

    def arrive(self, key: str) -> None:
        """Highlight a post."""
        self._wanted = key
        if self.is_mounted:
            self.fill()
            self.set_focus(self.query_one("#posts"))

    def fill(self) -> None:
        """List the plan: what is late, what comes, what was done."""
        plan = plan_of(self.book, self.today)
        posts = [post for found in plan.values() for post in found if post.done_on is None]
        inside = sum(post.side == "internal" for post in posts)
        listing = self.query_one("#posts", Listing)
        listing.titled(
            f"Posts · {inside} inside and {len(posts) - inside} outside to do", f"{key_of('posts.view')} support"
        )
        listing.show(self._rows(plan), self._wanted)
        self._wanted = ""
        self._show_post()

    def _rows(self, plan: dict[str, list[Post]]) -> Iterator[Row]:
        for title, posts in plan.items():
            if posts:
                yield Row("", (f"{title} · {len(posts)}",), heading=True)
            for post in posts:
                look = "warn" if title == "Overdue" else "dim"
                yield Row(
                    post.id,
                    (
                        (format_day_short(post.on, self.today), "dim"),
                        post.side,
                        (post.what, "strong"),
                        post.channel,
                        name_of(self.book, post.owner) if post.owner else ("no one yet", "warn"),
                        (state_of(post, self.today), look),
                    ),
                    search=post.text,
                )

    def here(self) -> Post | None:
        """The selected post."""
        return self.book.posts.get(self.query_one("#posts", Listing).key)

    @on(Listing.Moved, "#posts")
    def _show_post(self) -> None:
        pane, post = self.query_one("#post", Pane), self.here()
        pane.titled(post.what if post else "")
        told = [line for line in (post.text, post.link) if line] if post else []
        pane.show(told or ([no_text_yet()] if post else []))

    @on(Listing.Opened, "#posts")
    def action_edit(self) -> None:
        """Change the selected post."""
        if post := self.here():
            self.ask_record(post.what, Post, lambda made: f"Edit ‘{made.what}’", base=post)
        else:
            self.say(plan_first(), problem=True)

    def action_add(self) -> None:
        """Plan a post."""
        self.ask_record(
            "Plan a post",
            Post,
            lambda post: f"Plan ‘{post.what}’",
            preset={"on": self.today},
            names=("what", "on", "side", "channel", "owner", "text"),
            also=lambda _, post: self.call_after_refresh(self.arrive, post.id),
        )

    def action_tick(self) -> None:
        """Tick the selected post as done today, or take that back."""
        if post := self.here():
            told = ticked(post, self.today)
            label = f"‘{post.what}’ is done" if told.done_on else f"‘{post.what}’ is to do again"
            self.attempt(label, lambda change: change.put(told), f"{label}.")
        else:
            self.say(plan_first(), problem=True)

    def action_delete(self) -> None:
        """Delete the selected post."""
        post = self.here()
        self.delete(post, f"‘{post.what}’" if post else "")
