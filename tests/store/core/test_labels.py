"""Labels of stored names, and nouns for kinds of records."""

from __future__ import annotations

from store.book.schema import Tables
from store.core.labels import noun_of


def test_every_kind_of_record_has_a_noun_of_its_own_in_reports() -> None:
    kinds = [table.kind for table in Tables().tables.values()]
    nouns = {noun_of(kind) for kind in kinds}
    assert len(nouns) == len(kinds)
    assert not nouns & {"ask", "outsidequote", "ownrate", "talk", "tenure", "wish", "word"}
