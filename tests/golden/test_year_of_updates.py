"""A year of monthly updates to one recipient, to be read in a row: each file holds all twelve.

Renewed by ``python -m pytest tests/golden --snapshot-update``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from store.model.stakeholders import Kind
from tests.golden.test_texts import golden, named
from tests.support.making import TODAY
from tests.support.walks.year_of_updates import year_of_updates

__all__ = ["golden"]
pytestmark = pytest.mark.filterwarnings("ignore:\\s*Can not relate snapshot name")


@pytest.mark.parametrize("kind", ["quick_overview", "detailed_report"])
def test_a_year_of_updates(tmp_path: Path, golden: SnapshotAssertion, kind: Kind) -> None:
    told = year_of_updates(tmp_path, TODAY, "Marta", kind)
    assert "\n\n".join(draft.text for draft in told) == golden(name=named("year", kind))
