"""Roles: what each is good for, who holds it, who held it before, and handing it over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import other_list
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.dates import format_day_short
from store.core.text import quoted
from store.model.people import Role, Tenure
from store.people.directory import name_of, role_of
from store.people.roles import all_roles, holders, how_chosen, is_present, present, tenures_of


class RolesScreen(BookScreen):
    """Every role above, and who held the selected one below."""

    ROOM = "pipeline"
    CSS_PATH = "roles.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "hand_over", "Hand over", id="roles.over", tooltip="Hand over this role"),
        Binding("a", "add", "Add", id="roles.add", tooltip="Add a role"),
        Binding("e", "edit", "Edit", id="roles.edit", tooltip="Edit the selected role or tenure"),
        Binding("d", "delete", "Delete", id="roles.delete", tooltip="Delete the selected role or tenure (can be undone)"),
        Binding("p", "page", "Person", id="roles.person", tooltip="Open the holder’s page"),
        other_list("roles"),
        *ThanksCommands.keys(),
        *PersonCommands.keys(),
        Binding("escape,backspace", "leave", "Back", id="roles.leave", tooltip="Back to the previous screen"),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """The roles, and the holders of one."""
        yield Listing(
            Column(share=2), Column(share=2), Column(11), Column(share=4), id="roles",
            empty=lambda: f"No roles yet. Press {key_of('roles.add')} to add the first, for example moderator or welcome host.",
        )  # fmt: skip
        yield Listing(
            Column(11), Column(12), Column(share=2), Column(share=3), id="holders",
            empty=lambda: f"No one has held this role yet. Press {key_of('roles.over')} to fill it.",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Begin among the roles."""
        self.set_focus(self.query_one("#roles"))

    def arrive(self, key: str) -> None:
        """Select a role."""
        if self.is_mounted:
            self.query_one("#roles", Listing).highlight(key)

    def fill(self) -> None:
        """Show every role with its holders."""
        roles, listing = all_roles(self.book), self.query_one("#roles", Listing)
        rows = [self._row(role) for role in roles]
        unfilled = sum(not holders(self.book, role.id, self.today) for role in roles)
        listing.titled(f"Roles · {len(roles)} · {f'{unfilled} open' if unfilled else 'all filled'}")
        listing.show(rows)
        self._show_holders()

    def _row(self, role: Role) -> Row:
        now = present(self.book, role.id, self.today)
        who = holders(self.book, role.id, self.today)
        since = format_day_short(now[0].since, self.today) if now else ""
        cells = ((role.name, "strong"), (who or "open", "" if who else "warn"), (since, "dim"))
        return Row(role.id, (*cells, (role.purpose or " ", "dim")))

    @on(Listing.Moved, "#roles")
    def _show_holders(self) -> None:
        role, listing = self._role(), self.query_one("#holders", Listing)
        held = tenures_of(self.book, role.id) if role else []
        listing.titled(f"Holders of {quoted(role.name)} · {len(held)}" if role else "Holders")
        purpose = [Row("", (role.purpose,), heading=True)] if role and role.purpose and held else []
        listing.show([*purpose, *map(self._tenure, held)])

    def _tenure(self, tenure: Tenure) -> Row:
        until = "now" if is_present(tenure, self.today) else "upcoming"
        if tenure.until and not is_present(tenure, self.today):
            until = format_day_short(tenure.until, self.today)
        name = name_of(self.book, tenure.volunteer)
        return Row(
            tenure.id,
            (
                (format_day_short(tenure.since, self.today), "dim"),
                (until, "dim"),
                (name, "strong"),
                (how_chosen(tenure), ""),
            ),
        )

    def _role(self) -> Role | None:
        return self.book.roles.get(self.query_one("#roles", Listing).key)

    def _held(self) -> Tenure | None:
        """The selected tenure, while the cursor is among the holders."""
        listing = self.query_one("#holders", Listing)
        return self.book.tenures.get(listing.key) if self.focused is listing else None

    def person(self) -> str:
        """The selected holder, or the one who holds the selected role now."""
        if tenure := self._held():
            return tenure.volunteer
        role = self._role()
        now = present(self.book, role.id, self.today) if role else []
        return now[0].volunteer if now else ""

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected role or tenure, and for its holder."""
        line, person = self._held() or self._role(), self.person()
        return {
            "roles.over": line,
            "roles.person": person,
            "roles.edit": line,
            "person.thank": person,
            "person.contact": person,
            "person.contribute": person,
            "roles.delete": line,
        }

    def action_hand_over(self) -> None:
        """Say who takes the role: the present tenure ends and the new one starts, in one change."""
        role, held = self._role(), self._held()
        if role is None:
            self.say(f"No roles yet. Press {key_of('roles.add')} to add one.", problem=True)
            return
        now = present(self.book, role.id, self.today)
        if held and held not in now:
            self.say(
                f"{name_of(self.book, held.volunteer)} no longer holds this role. Select the current holder.",
                problem=True,
            )
        elif not held and len(now) > 1:
            self.say(
                f"Several people hold this role. Press {key_of('roles.other')}, select one, then press {key_of('roles.over')}.",
                problem=True,
            )
        else:
            PersonCommands(self).fill_role(role, held or next(iter(now), None))

    def action_add(self) -> None:
        """Add a role."""
        self.ask_record(
            "Add role",
            Role,
            lambda role: f"Add role {role.name}",
            also=lambda _, role: self.call_after_refresh(self.arrive, role.id),
        )

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Change the selected role, or one of its tenures."""
        role = self._role()
        if tenure := self._held():
            name = name_of(self.book, tenure.volunteer)
            self.ask_record(
                f"Edit tenure of {name} as {role_of(self.book, tenure)}",
                Tenure,
                lambda _: f"Edit tenure of {name}",
                base=tenure,
                names=("volunteer", "since", "until", "chosen", "tally"),
            )
        elif role:
            self.ask_record(f"Edit role {role.name}", Role, lambda r: f"Edit role {r.name}", base=role)
        else:
            self.say(f"No roles yet. Press {key_of('roles.add')} to add one.", problem=True)

    def action_delete(self) -> None:
        """Delete the selected role with its history, or one tenure."""
        if tenure := self._held():
            self.delete(tenure, f"tenure of {name_of(self.book, tenure.volunteer)}")
        elif role := self._role():
            self.delete(role, f"role {role.name}")
        else:
            self.say(f"No roles yet. Press {key_of('roles.add')} to add one.", problem=True)

    def action_page(self) -> None:
        """Open the page of the holder."""
        if who := self.person():
            self.post_message(GoTo("volunteer", who))
        else:
            self.say(f"No one holds this role. Press {key_of('roles.over')} to fill it.", problem=True)
