"""Whatever is pasted or named as a report, a form or a survey is read, or refused in one sentence."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.book.book import Book
from store.core.errors import GuildbookError
from store.exchange.attendance_import import report_reader
from store.exchange.feedback_import import form_reader, survey_reader

CELLS = st.one_of(
    st.sampled_from(
        [
            "Name", "Email", "Duration", "Join time", "Leave time", "1. Summary", "2. Participants", "Ann Lee (External)", "ann@x.org", "1h 3m", "33",
            "11/24/26, 9:58:07 AM", "31.31.2026 25:61", "99/99/9999 1:00", "Joined", "Left", "", '"', "5", "10 / 0", "1/1", "0", "★★", "Yes", "Would you recommend it?",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=8)


@pytest.mark.parametrize("mark", ["\t", ",", ";"])
@given(rows=TABLES)
@settings(max_examples=60, deadline=None)
def test_every_text_is_read_or_refused(scratch: Book, rows: list[list[str]], mark: str) -> None:
    text = "\n".join(mark.join(row) for row in rows)
    with suppress(GuildbookError):
        for one in report_reader.read_pasted(text).participants:
            assert one.name or one.email
            assert one.seconds is None or one.seconds >= 0
    with suppress(GuildbookError):
        for question in form_reader.read_pasted(text).questions:
            assert 0 <= question.yes <= question.number
            assert question.scale is None or 1 <= question.scale.rating <= 5
    with suppress(GuildbookError):
        assert all(topic.title.strip() for topic in survey_reader.read_pasted(scratch, text))


@given(data=st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_every_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "anything"
    path.write_bytes(data)
    with suppress(GuildbookError):
        report_reader.read_report(path)
    with suppress(GuildbookError):
        form_reader.read_form(path)
