"""People told from one another: by what they are found, in which order, and what speaks against it."""

from __future__ import annotations

import pytest

from store.core.faces import Faces


@pytest.fixture
def faces() -> Faces[str]:
    known: Faces[str] = Faces()
    known.add("Ana Ruiz", "Ana@x.org", "Sales", "ana")
    known.add("Ana Ruiz", "", "Legal", "other")
    known.add("Bo Ek", "", "", "bo")
    known.add("Cy Lund", "ana@x.org", "", "later")
    return known


EMAIL, BOTH, NAME = "same email", "same name and department", "same name"


@pytest.mark.parametrize(
    ("name", "email", "department", "found"),
    [
        ("Zoe Fry", "ANA@X.ORG", "", [("ana", EMAIL)]),  # who was added first
        ("Zoe Fry", "", "Sales", []),
        ("Ruiz, Ana", "", "sales", [("ana", BOTH), ("ana", NAME)]),
        ("Ana Ruiz", "", "", [("ana", NAME), ("other", NAME)]),
        ("Ana Ruiz", "", "Works", []),
        ("Ana Ruiz", "new@x.org", "", [("other", NAME)]),
        ("Ana Ruiz", "new@x.org", "Sales", [("ana", BOTH)]),
        ("Ana Ruiz", "ana@x.org", "Sales", [("ana", EMAIL), ("ana", BOTH), ("ana", NAME)]),
        ("Bo Ek", "bo@x.org", "Works", [("bo", NAME)]),
    ],
)
def test_who_is_likely_the_same(
    faces: Faces[str], name: str, email: str, department: str, found: list[tuple[str, str]]
) -> None:
    assert [*faces.find(name, email, department)] == found
