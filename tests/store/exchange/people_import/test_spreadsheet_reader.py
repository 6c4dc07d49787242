"""Reading sheets: every encoding and delimiter, workbooks, pasted ranges, and files that are none of these."""

from __future__ import annotations

import datetime
import os
import re
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.core.errors import GuildbookError
from store.exchange.people_import import sheet as sheets
from store.exchange.people_import import sheet_extent as peeking
from store.exchange.people_import.column_mapping import kind_of
from store.exchange.people_import.sheet import MOST_ROWS, Sheet, SheetNeeded, letter
from store.exchange.people_import.spreadsheet_reader import MOST_BYTES, read_pasted, read_sheet
from tests.support.files import PEOPLE
from tests.support.spies import spied

HEADER = ["Name", "E-mail", "Department"]
ROWS = [["Jürgen Groß", "j@example.org", "Qualität"], ["[/x] Ann [Ops]", "ann@example.org", "Ops, EMEA"]]


def quoted(rows: list[list[str]], delimiter: str, end: str = "\r\n") -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + end for row in rows)


def contents(sheet: Sheet) -> tuple[list[str], list[list[str]], list[int]]:
    return sheet.columns, sheet.rows, sheet.numbers


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_delimiter_and_line_end(
    tmp_path: Path, codec: str, named: str, delimiter: str, end: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(quoted([HEADER, *ROWS], delimiter, end).encode(codec))
    sheet = read_sheet(path)
    assert contents(sheet) == (HEADER, ROWS, [2, 3])
    assert (sheet.encoding, sheet.delimiter, sheet.kind, sheet.has_header) == (named, delimiter, "plain", True)


@pytest.mark.parametrize(
    ("name", "kind", "encoding", "delimiter"),
    [
        ("google.csv", "google", "UTF-8", ","),
        ("google-older.csv", "google", "UTF-8", ","),
        ("outlook-classic.csv", "outlook", "Windows-1252", ","),
        ("outlook-web.csv", "outlook", "UTF-8", ","),
        ("excel-german.csv", "plain", "Windows-1252", ";"),
        ("excel-unicode.txt", "plain", "UTF-16", "\t"),
        ("plain.csv", "plain", "UTF-8", ","),
    ],
)
def test_the_usual_exports_are_recognised(name: str, kind: str, encoding: str, delimiter: str) -> None:
    sheet = read_sheet(PEOPLE / name)
    assert (sheet.kind, sheet.encoding, sheet.delimiter) == (kind, encoding, delimiter)


def test_what_was_recognised_in_words(tmp_path: Path) -> None:
    assert read_sheet(PEOPLE / "google.csv").described == "Google Contacts export, comma-separated, UTF-8"
    assert read_sheet(PEOPLE / "excel-unicode.txt").described == "Plain list, tab-separated, UTF-16"
    assert read_pasted("Name\nAna\n").described == "Plain list"
    assert (
        read_sheet(workbook(tmp_path / "b.xlsx", People=[["Name"], ["Ana"]])).described
        == "Plain list, sheet ‘People’"
    )


def test_outlooks_92_columns_all_have_their_name() -> None:
    sheet = read_sheet(PEOPLE / "outlook-classic.csv")
    assert (len(sheet.columns), sheet.columns[0], sheet.columns[-1]) == (92, "Title", "Web Page")
    assert {len(row) for row in sheet.rows} == {92}


def test_one_damaged_byte_does_not_turn_the_whole_file_strange(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("Name,Notes\nJürgen,größer\n".encode() + b"Zo\xff,x\n")
    sheet = read_sheet(path)
    assert (sheet.encoding, sheet.rows[0]) == ("UTF-8", ["Jürgen", "größer"])
    assert sheet.rows[1][0] == "Zo\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("text", "delimiter", "rows"),
    [
        ("Name\nRuiz, Ana\nOkafor, Tom\n", "\t", [["Ruiz, Ana"], ["Okafor, Tom"]]),
        ("Ana Ruiz;Sales, EMEA\nTom;IT, Ops\n", ";", [["Ana Ruiz", "Sales, EMEA"], ["Tom", "IT, Ops"]]),
        ("Ana Ruiz,a@x\nTom,t@x,IT\n", ",", [["Ana Ruiz", "a@x", ""], ["Tom", "t@x", "IT"]]),
        ("Name;Notes\nAna;a, b, c\nTom;d, e, f\n", ";", [["Ana", "a, b, c"], ["Tom", "d, e, f"]]),
    ],
)
def test_what_divides_the_cells_is_told_by_the_whole(text: str, delimiter: str, rows: list[list[str]]) -> None:
    sheet = read_pasted(text)
    assert (sheet.delimiter, sheet.rows) == (delimiter, rows)


def test_excels_separator_line_is_obeyed_and_not_counted() -> None:
    sheet = read_pasted("sep=|\nName|E-mail\nAna|ana@example.org\n")
    assert contents(sheet) == (["Name", "E-mail"], [["Ana", "ana@example.org"]], [2])


def test_rows_are_counted_as_excel_counts_them() -> None:
    sheet = read_pasted(
        'Volunteers 2026\n\nName,E-mail,Notes\n\nAna,a@example.org,"one\ntwo"\n,,\nTom,t@example.org,\n'
    )
    assert sheet.columns == [*HEADER[:2], "Notes"]
    assert list(zip(sheet.numbers, (row[0] for row in sheet.rows), strict=True)) == [(5, "Ana"), (7, "Tom")]
    assert sheet.rows[0][2] == "one\ntwo"


def test_columns_get_names_of_their_own() -> None:
    sheet = read_pasted("Name\tE-mail\tE-mail\t\t E-\x1bmail \nAna\ta\tb\tc\td\te\n")
    assert sheet.columns == ["Name", "E-mail", "E-mail (2)", "Column D", "E-␛mail", "Column F"]


def test_letters_as_in_excel() -> None:
    assert [letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_quotation_mark_nobody_closed_costs_one_row() -> None:
    text = 'Name,E-mail,Notes\nAna,a@x,"fine"\n"Tom,t@x,oops\nLi,l@x,"has, comma"\n"Nick" Jones,n@x,\n'
    sheet = read_pasted(text)
    rows = dict(zip(sheet.numbers, sheet.rows, strict=True))
    assert rows[2] == ["Ana", "a@x", "fine"]
    assert rows[3] == ['"Tom', "t@x", "oops"]
    assert rows[4] == ["Li", "l@x", "has, comma"]
    assert rows[5][:2] == ["Nick Jones", "n@x"]


def test_excel_copies_quotation_marks_as_they_stand() -> None:
    sheet = read_pasted(
        'Name\tNotes\r\n"Nick" Jones\t5" disk\r\nAna\t"one\ntwo"\r\n"Kit\tx\r\n""Bo""\t"a ""b"" c"\r\n'
    )
    assert sheet.rows[:2] == [['"Nick" Jones', '5" disk'], ["Ana", "one\ntwo"]]
    assert sheet.rows[2][0] == '"Kit'
    assert sheet.rows[3][1] == 'a "b" c'


def test_a_pasted_range_without_header() -> None:
    sheet = read_pasted("Ana Ruiz\tana@example.org\tSales\r\nTom Okafor\ttom@example.org\tIT\r\n")
    assert not sheet.has_header
    assert sheet.columns == ["Column A", "Column B", "Column C"]
    assert sheet.numbers == [1, 2]


def test_a_header_in_an_unknown_language_is_not_a_person() -> None:
    sheet = read_pasted("Naam;E-mailadres\nAna Ruiz;ana@example.org\nTom Okafor;tom@example.org\n")
    assert sheet.has_header
    assert sheet.columns == ["Naam", "E-mailadres"]


def test_words_that_are_somebodys_job_do_not_make_a_header() -> None:
    sheet = read_pasted("Ana Ruiz\tTrainer\tTeam\nTom Okafor\tManager\tNotes\n")
    assert (sheet.has_header, len(sheet.rows)) == (False, 2)


# -- workbooks ---------------------------------------------------------------------------------


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Our trainers", None, None],
        ["Name", "Phone", "Interested since", "Head"],
        ["Jürgen Groß", 436641234567.0, datetime.datetime(2026, 11, 3, 14, 30), True],
        [],
        ["Ana Ruiz", None, datetime.date(2026, 10, 1), None],
    ]
    sheet = read_sheet(workbook(tmp_path / "people.csv", People=rows))  # told by content, not by name
    assert sheet.columns == ["Name", "Phone", "Interested since", "Head"]
    assert sheet.rows == [["Jürgen Groß", "436641234567", "2026-11-03", "yes"], ["Ana Ruiz", "", "2026-10-01", ""]]
    assert (sheet.numbers, sheet.name) == ([3, 5], "People")


def test_the_sheet_with_a_header_is_taken_by_itself(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", Lists=[["a"], ["b"]], Empty=[], People=[["Name"], ["Ana"]])
    assert read_sheet(path).name == "People"
    assert read_sheet(path, "lists").rows == [["a"], ["b"]]


def test_several_sheets_want_a_choice(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", Here=[["Name"], ["Ana"]], There=[["Name"], ["Tom"]])
    with pytest.raises(SheetNeeded, match="2 sheets: Here and There") as several:
        read_sheet(path)
    assert several.value.sheets == ["Here", "There"]
    with pytest.raises(SheetNeeded, match=r"‘Where’.*Here and There"):
        read_sheet(path, "Where")
    assert read_sheet(path, "There").rows == [["Tom"]]


def test_hidden_sheets_are_not_offered(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = workbook(tmp_path / "b.xlsx", Here=[["Name"], ["Ana"]], Hidden=[["Name"], ["Tom"]])
    book = openpyxl.load_workbook(path)
    book["Hidden"].sheet_state = "hidden"
    book.save(path)
    assert read_sheet(path).name == "Here"


def test_a_workbook_without_the_library_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "b.xlsx", Here=[["Name"], ["Ana"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(GuildbookError, match=r"CSV.*pip install 'guildbook\[excel\]'"):
        read_sheet(path)


def test_an_empty_workbook(tmp_path: Path) -> None:
    with pytest.raises(GuildbookError, match="is empty"):
        read_sheet(workbook(tmp_path / "b.xlsx", Here=[]))


@pytest.mark.parametrize("keep", [30, 400, -40])
def test_a_damaged_workbook(tmp_path: Path, keep: int) -> None:
    path = workbook(tmp_path / "b.xlsx", Here=[["Name"], ["Ana"]])
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(GuildbookError, match="not an Excel workbook, or it is damaged"):
        read_sheet(path)


def rewritten(path: Path, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> Path:
    """A workbook of which one part was written otherwise."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


def test_too_many_rows_are_refused_before_any_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many: list[list[object]] = [["Name"], *([f"Ana {number}"] for number in range(30))]
    path = workbook(tmp_path / "b.xlsx", Many=many, Few=[["Name"], ["Tom"]])
    alone = workbook(tmp_path / "a.xlsx", Many=many)
    monkeypatch.setattr(sheets, "MOST_ROWS", 20)
    assert read_sheet(path, "Few").rows == [["Tom"]]
    with pytest.raises(SheetNeeded):
        read_sheet(path)
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: pytest.fail("read all the same"))
    for refused, name in ((alone, ""), (path, "many")):
        with pytest.raises(GuildbookError, match="more than 20 rows"):
            read_sheet(refused, name)


def test_a_sheet_of_unusual_making_is_read_no_further_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "b.xlsx", Many=[["Name"], *([f"Ana {number}"] for number in range(300))])
    with zipfile.ZipFile(path) as packed:
        plain = packed.read("xl/worksheets/sheet1.xml")
    named = re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", plain).replace(b"xmlns=", b"xmlns:x=")
    rewritten(path, plain, named)
    monkeypatch.setattr(sheets, "MOST_ROWS", 20)
    read = counting_rows(monkeypatch)
    with pytest.raises(GuildbookError, match="more than 20 rows"):
        read_sheet(path)
    assert len(read) == 21


def counting_rows(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Each row that the library makes cells of."""
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    return spied(monkeypatch, ReadOnlyWorksheet, "_get_row")


def test_a_sheet_formatted_far_beyond_its_people_is_read_as_far_as_they_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "b.xlsx", Here=[["Name"], ["Ana"], [], ["Tom"]])
    formatted = b"".join(b'<row r="%d" ht="20"><c r="A%d" s="0"/></row>' % (n, n) for n in range(5, 500))
    read = counting_rows(monkeypatch)
    sheet = read_sheet(rewritten(path, b"</sheetData>", formatted + b"</sheetData>"))
    assert (sheet.rows, sheet.numbers) == ([["Ana"], ["Tom"]], [2, 4])
    assert len(read) <= 4


def test_a_row_beyond_all_that_excel_has_does_not_hang_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", Here=[["Name"], ["Ana"]])
    for part in (b'<row r="2"', b'<row r="9999999999999"'):
        with pytest.raises(GuildbookError, match="damaged"):
            read_sheet(rewritten(path, part, b'<row r="9999999999999"'))


@pytest.mark.parametrize("chunk", [1, 7, 64, 1 << 20])
def test_how_much_a_sheet_holds_is_seen_in_any_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    rows: list[list[object]] = [["Name", "x" * 9_000], [None], ["Ana", 1.5, True], [datetime.date(2026, 11, 3)]]
    path = rewritten(
        workbook(tmp_path / "b.xlsx", Here=rows, There=[], Where=[["a"]]),
        b"</sheetData>",
        b'<row r="9"><c r="A9" t="inlineStr"><is><t xml:space="preserve"> b</t></is></c></row><row r="10"><c r="A10"><v/></c></row></sheetData>',
    )
    monkeypatch.setattr(peeking, "_CHUNK", chunk)
    with zipfile.ZipFile(path) as packed:
        assert peeking.extents(packed, 10) == {"Here": peeking.Extent(4, 9), "Where": peeking.Extent(1, 1)}
        assert peeking.extents(packed, 2)["Here"] == peeking.Extent(3, None)
    assert read_sheet(path, "Here").numbers[-1] == 9


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    path = tmp_path / "people.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(GuildbookError, match="not an Excel workbook"):
        read_sheet(path)


def test_a_workbook_that_unpacks_to_far_too_much(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/workbook.xml", "w") as part:
        for _ in range(401):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < MOST_BYTES
    with pytest.raises(GuildbookError, match="unpacked"):
        read_sheet(path)


# -- what is no sheet --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b",,\n,,\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog >>\n", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an old or password-protected Excel file"),
        (b"{\\rtf1\\ansi Name}", "a text document"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "a calendar.*guildbook import calendar"),
        (b'{"people": [{"name": "Ana"}]}', "JSON"),
        (b'\xef\xbb\xbf[\n{"name": "Ana"}\n]', "JSON"),
        (b'{\n"guildbook":{\n"file":{"format":3}}}', "a Guildbook book.*guildbook merge"),
        (b"From: a@x.org\nTo: b@x.org\nSubject: Hello\n\nDear all,\n", "an email"),
        (b"Dear all,\nthank you for coming to the kick-off\nSee you in a week or so\nBest wishes\n", "a letter"),
        (
            b"1. Summary\nMeeting title\tKick-off\n\n2. Participants\nName\tFirst Join\tLast Leave\n",
            "an attendance report",
        ),
        (
            b"Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\nAna,,,,3\n",
            "an attendance report",
        ),
        (
            b"First name,Last name,Email,Duration,Time joined,Time exited\nAna,Ruiz,a@x.org,1,2,3\n",
            "an attendance report",
        ),
        (b"Full Name\tUser Action\tTimestamp\nAna Ruiz\tJoined\t11/23/2026\n", "an attendance report"),
        (b"Name;Beitrittszeit;Verlassen um;Dauer\nAna;1;2;3\n", "an attendance report"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><title>Sign in</title>", "a web page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "neither CSV nor an Excel workbook"),
        (b"\x1f\x8b\x08" + bytes(range(1, 256)), "neither CSV nor an Excel workbook"),
        (b"Name,E-mail\nAna\x00,a@example.org\n", "neither CSV nor an Excel workbook"),
    ],
)
def test_other_files_are_refused_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(GuildbookError, match=said) as refused:
        read_sheet(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_missing_files_folders_and_pipes(tmp_path: Path) -> None:
    with pytest.raises(GuildbookError, match="no file at"):
        read_sheet(tmp_path / "people.csv")
    with pytest.raises(GuildbookError, match="is a folder"):
        read_sheet(tmp_path)
    with pytest.raises(GuildbookError, match=r"cannot be read|File not found:|no file at"):
        read_sheet(tmp_path / ("x" * 5000))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(GuildbookError, match="is not a file"):
            read_sheet(tmp_path / "pipe")


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(GuildbookError, match="50 MB"):
        read_sheet(path)
    with pytest.raises(GuildbookError, match="more than 100,000 rows"):
        read_pasted("Name\n" + "Ana\n" * (MOST_ROWS + 1))
    with pytest.raises(GuildbookError, match="more than 500 columns"):
        read_pasted("Name\t" + "x\t" * 500 + "y\n")


def test_nothing_pasted() -> None:
    with pytest.raises(GuildbookError, match="Copy the cells first"):
        read_pasted(" \r\n")


@given(st.binary(max_size=400) | st.text(alphabet="aä,;\t\n\r\"' @.\x00\x1b", max_size=200).map(str.encode))
def test_no_file_ends_in_anything_but_a_sheet_or_one_clear_line(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        path.write_bytes(content)
        try:
            sheet = read_sheet(path)
        except GuildbookError:
            return
        assert len(sheet.rows) == len(sheet.numbers)
        assert len(set(sheet.columns)) == len(sheet.columns)
        assert all(len(row) >= len(sheet.columns) for row in sheet.rows)


def test_a_title_shorter_than_the_rows_below_is_no_header() -> None:
    sheet = read_pasted("Nimi\nAna Ruiz;ana@example.org\nTom Okafor;tom@example.org\nBo;bo@example.org\n")
    assert not sheet.has_header
    assert sheet.rows[1] == ["Ana Ruiz", "ana@example.org"]


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        ("Organization Name|Labels", "google"),
        ("Name|Organization Name|Labels", "google"),
        ("Name|Labels", "plain"),
        ("Given Name|Group Membership", "google"),
        ("Given Name|Labels", "plain"),
        ("Name|E-mail 1 - Value", "google"),
        ("Name|Phone 1 - Value", "google"),
        ("E-mail Address|Business Phone", "outlook"),
        ("E-Mail-Adresse|Telefon geschäftlich", "outlook"),
        ("E-mail Address|Name", "plain"),
        ("Business Phone|Name", "plain"),
    ],
)
def test_whose_export_it_is(columns: str, kind: str) -> None:
    assert kind_of(columns.split("|")) == kind
