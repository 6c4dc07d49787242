"""Comms plan: the posts that promote the community, internally and externally."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view, view_menu
from screens.common.screen import BookScreen
from screens.updates.lists import VIEWS
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.dates import format_day_short
from store.core.text import quoted
from store.insights.community_milestones import milestone_of
from store.launch.posts import plan_of, state_of, ticked
from store.model.stakeholders import Post
from store.people.directory import name_of


def no_post_yet() -> str:
    """The empty plan, and the key that fills it."""
    return f"No posts yet. Press {key_of('posts.add')} to plan the first, such as a member's story or an event."


def plan_first() -> str:
    """What is said where there is no post."""
    return f"No posts yet. Press {key_of('posts.add')} to plan the first."


def no_text_yet() -> str:
    """What stands in place of a post's text."""
    return f"No text yet. Press {key_of('posts.edit')} to write a draft."


MILESTONE = "milestone:"
"""Before the key of a milestone, where a to-do opens a post about it."""


class PostsScreen(BookScreen):
    """Every post with its day, channel and owner."""

    ROOM = "updates"
    NEXT = "support"
    PREVIOUS = "sent"
    BACK = "updates"
    AUTO_FOCUS = "#posts"
    VIEWS = VIEWS
    CSS_PATH = "posts.tcss"
    AT_ONCE = frozenset({"posts.tick"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Done", id="posts.tick", tooltip="Mark this post done, or not done"),
        Binding("a", "add", "Add post", id="posts.add", tooltip="Plan a post"),
        Binding("e", "edit", "Edit", id="posts.edit", tooltip="Edit this post"),
        Binding("d", "delete", "Delete", id="posts.delete", tooltip="Delete this post (can be undone)"),
        Binding("v", "view", "Map", id="posts.view", tooltip="Next view: stakeholder map and responsibilities"),
        previous_view("posts"),
        view_menu("posts", "Go to updates, sent updates, comms plan or map"),
        Binding("escape,backspace", "leave", "Back", id="posts.leave", tooltip="Back to Updates"),
    ]
    _wanted = ""

    def body(self) -> ComposeResult:
        """The plan, and below it the selected post."""
        yield Listing(
            Column(11), Column(8), Column(share=3), Column(share=1), Column(share=1), Column(16, right=True),
            title="Comms plan", id="posts", empty=no_post_yet,
        )  # fmt: skip
        yield Pane(id="post").when_empty("Post", "The text of the selected post appears here.")

    def arrive(self, key: str) -> None:
        """Select a post, or plan one that tells of a milestone."""
        if key.startswith(MILESTONE):
            self.call_after_refresh(self._celebrate, key.removeprefix(MILESTONE))
            return
        self._wanted = key
        if self.is_mounted:
            self.fill()
            self.set_focus(self.query_one("#posts"))

    def fill(self) -> None:
        """List the plan: overdue, coming and done posts."""
        plan = plan_of(self.book, self.today)
        posts = [post for found in plan.values() for post in found if post.done_on is None]
        internal = sum(post.side == "internal" for post in posts)
        listing = self.query_one("#posts", Listing)
        listing.titled(
            f"Comms plan · to do: {internal} internal, {len(posts) - internal} external",
            f"Press {key_of('posts.view')} to see the stakeholder map",
        )
        listing.show(self._rows(plan), self._wanted)
        self._wanted = ""
        self._show_post()

    def _rows(self, plan: dict[str, list[Post]]) -> Iterator[Row]:
        for title, posts in plan.items():
            if posts:
                yield Row("", (f"{title} · {len(posts)}",), heading=True)
            for post in posts:
                look = "warn" if post.done_on is None and post.on < self.today else "dim"
                yield Row(
                    post.id,
                    (
                        (format_day_short(post.on, self.today), "dim"),
                        post.side,
                        (post.what, "strong"),
                        post.channel,
                        name_of(self.book, post.owner) if post.owner else ("no owner", "warn"),
                        (state_of(post, self.today), look),
                    ),
                    search=post.text,
                )

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected post."""
        return dict.fromkeys(("posts.tick", "posts.edit", "posts.delete"), self.here())

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
        """Edit the selected post."""
        if post := self.here():
            self.ask_record(f"Edit post: {post.what}", Post, lambda made: f"Edit {quoted(made.what)}", base=post)
        else:
            self.say(plan_first(), problem=True)

    def _celebrate(self, key: str) -> None:
        """Plan a post that tells of a milestone."""
        if milestone := milestone_of(self.book, key):
            self._plan({"what": f"{milestone.words[:1].upper()}{milestone.words[1:]}"})

    def action_add(self) -> None:
        """Plan a post."""
        self._plan({})

    def _plan(self, preset: dict[str, str]) -> None:
        self.ask_record(
            "Plan post",
            Post,
            lambda post: f"Plan {quoted(post.what)}",
            preset={"on": self.today, **preset},
            names=("what", "on", "side", "channel", "owner", "text"),
            also=lambda _, post: self.call_after_refresh(self.arrive, post.id),
        )

    def action_tick(self) -> None:
        """Mark the selected post done today, or not done."""
        if post := self.here():
            told = ticked(post, self.today)
            what = f"{quoted(post.what)} {'done' if told.done_on else 'not done'}"
            self.attempt(f"Mark {what}", lambda change: change.put(told), f"Marked {what}.")
        else:
            self.say(plan_first(), problem=True)

    def action_delete(self) -> None:
        """Delete the selected post."""
        post = self.here()
        self.delete(post, quoted(post.what) if post else "")
