"""People told from one another by their email, name and department, wherever lists of them meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from msgspec import Struct

from store.core.names.person_names import name_keys
from store.core.text import alike

W = TypeVar("W")


class _Face(Struct, frozen=True):
    """What tells someone from others."""

    email: str
    department: str
    place: int
    """The order in which they were added."""

    def contradicts(self, email: str, department: str) -> bool:
        """Whether both say something, and not the same."""
        pairs = ((self.email, email), (self.department, department))
        return any(one and other and one != other for one, other in pairs)


class Faces(Generic[W]):
    """Known people, to be found by what is known of someone."""

    def __init__(self) -> None:
        self._who: list[W] = []
        self._addresses: dict[str, _Face] = {}
        self._names: dict[str, list[_Face]] = {}

    def add(self, name: str, email: str, department: str, who: W) -> None:
        """Remember someone; who was added first is found first.

        Args:
            name: their name.
            email: their address, or nothing.
            department: the name of their department, or nothing.
            who: what is found.
        """
        face = _Face(email.casefold(), alike(department), len(self._who))
        self._who.append(who)
        if face.email:
            self._addresses.setdefault(face.email, face)
        for key in name_keys(name):
            self._names.setdefault(key, []).append(face)

    def find(self, name: str, email: str, department: str) -> Iterator[tuple[W, str]]:
        """Everyone who is likely the same person, the likeliest first, and by what.

        By their email; by name and department; or by name alone where neither email nor department says otherwise.
        """
        email, place = email.casefold(), alike(department)
        if email and (face := self._addresses.get(email)):
            yield self._who[face.place], "same email"
        faces = [face for key in name_keys(name) for face in self._names.get(key, [])]
        for face in faces:
            if place and face.department == place:
                yield self._who[face.place], "same name and department"
        for face in faces:
            if not face.contradicts(email, place):
                yield self._who[face.place], "same name"
