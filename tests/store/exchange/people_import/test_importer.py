"""Bringing people in: what headers mean, who is known, what is reported, and one change for it all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.book.book import Book
from store.core.errors import GuildbookError
from store.core.fields import fields
from store.exchange.people_import.explicit_mapping import read_mapping
from store.exchange.people_import.import_fields import FIELD_LABELS
from store.exchange.people_import.import_plan import ImportPlan, summary
from store.exchange.people_import.importer import carry_out, plan_import
from store.exchange.people_import.sheet import Sheet
from store.exchange.people_import.spreadsheet_reader import read_pasted, read_sheet
from store.integrity.check import findings
from store.model.people import Department, Volunteer
from store.people.directory import department_of
from store.people.stages import standings
from tests.support.files import PEOPLE
from tests.support.making import TODAY, fill

CONSENT = FIELD_LABELS["yes_on"]
HOSTILE = "[/x] Ann [Ops] 👩‍🏫 \"q\" 'n' \\ {$name}"


def planned(book: Book, text: str, **mapping: str) -> ImportPlan:
    return plan_import(book, read_pasted(text), TODAY, mapping)


def only(plan: ImportPlan) -> Volunteer:
    assert plan.problems == []
    (newcomer,) = plan.newcomers
    return newcomer.volunteer


def taken_in(book: Book, plan: ImportPlan) -> None:
    with book.change("Bring people in") as change:
        carry_out(book, plan, change)


def problems(plan: ImportPlan) -> list[tuple[int, str]]:
    return [(problem.row, problem.field) for problem in plan.problems]


def test_a_year_of_two_digits_is_in_the_nearest_century(book: Book) -> None:
    plan = planned(book, "Name\tMet on\nAna\t10/27/98\nTom\t11/2/26\n")
    assert [newcomer.volunteer.met_on for newcomer in plan.newcomers] == [date(1998, 10, 27), date(2026, 11, 2)]


# -- the exports people have -------------------------------------------------------------------


def test_a_google_export(book: Book) -> None:
    plan = plan_import(book, read_sheet(PEOPLE / "google.csv"), TODAY)
    ana, tom, soren, ann = (newcomer.volunteer for newcomer in plan.newcomers)
    assert ana == Volunteer(
        id=ana.id,
        name="Ana Ruiz",
        email="ana.ruiz@example.org",
        job="Account Manager",
        phone="+43 1 555 01",
        tags=("Trainers", "Excel"),
        met_on=TODAY,
        notes='Led the feedback workshop.\nAsked for "slides, please".',
    )
    assert (tom.name, tom.email, tom.tags) == ("Tom E. Okafor", "tom.okafor@example.org", ())
    assert (soren.name, soren.email) == ("Søren Ødegård", "soren@example.net")
    assert ann.name == "[/x] Ann [Ops]"
    assert [newcomer.department for newcomer in plan.newcomers] == ["Sales", "Sales", "IT", "Ops"]
    assert plan.new_departments == ["Sales", "IT", "Ops"]
    assert problems(plan) == [(5, "Name")]
    assert plan.mapping["E-mail 1 - Value"] == "email"
    assert plan.mapping["Organization Department"] == "department"
    assert "Photo" in plan.unmapped
    assert "Address 1 - City" not in plan.unmapped, "an empty column is nothing to tell of"


def test_googles_older_export(book: Book) -> None:
    plan = plan_import(book, read_sheet(PEOPLE / "google-older.csv"), TODAY)
    assert [(n.volunteer.name, n.volunteer.job, n.volunteer.tags, n.department) for n in plan.newcomers] == [
        ("Li Chen", "Analyst", ("Mentors",), "IT"),
        ("Priya Nair", "", (), "IT"),
    ]


def test_outlooks_classic_export(book: Book) -> None:
    plan = plan_import(book, read_sheet(PEOPLE / "outlook-classic.csv"), TODAY)
    ida, raj, sam = (newcomer.volunteer for newcomer in plan.newcomers)
    assert ida == Volunteer(
        id=ida.id,
        name="Ida Hölm",
        email="ida.holm@example.org",
        job="Développeuse",
        phone="+45 555 10",
        manager="Marta Weiß",
        tags=("Trainers", "Green Category"),
        met_on=TODAY,
        notes="Met at the fair.\nLikes role play; not slides.",
    )
    assert (raj.name, raj.email) == ("Raj K. Patel", ""), "an Exchange path is no address"
    assert (sam.email, sam.phone) == ("sam.levy@example.org", ""), "the phone at home is nobody's business"
    assert "Title" in plan.unmapped, "in Outlook, a title is Mr or Dr"


def test_outlooks_export_from_the_web(book: Book) -> None:
    plan = plan_import(book, read_sheet(PEOPLE / "outlook-web.csv"), TODAY)
    assert [(n.volunteer.name, n.volunteer.job, n.department) for n in plan.newcomers] == [
        ("Marta Weiß", "Trainer", "HR"),
        ("Jo", "", "Sales"),
    ]


def test_a_german_sheet(book: Book) -> None:
    plan = plan_import(book, read_sheet(PEOPLE / "excel-german.csv"), TODAY)
    juergen, zoe, sean = (newcomer.volunteer for newcomer in plan.newcomers)
    assert (juergen.name, juergen.job, juergen.manager) == ("Jürgen Müller", "Einkäufer", "Inge Größl")
    assert (juergen.topics, juergen.met_on) == (("Excel", "Verhandeln"), date(2026, 11, 3))
    assert zoe.name == "Zoë Straßer"
    assert (sean.name, sean.met_on, sean.notes) == ("Seán O’Brien", date(2026, 10, 14), "sagt: „gern“")
    assert plan.new_departments == ["Einkauf", "Qualität & Prüfung"]


def test_excels_unicode_text(book: Book) -> None:
    plan = plan_import(book, read_sheet(PEOPLE / "excel-unicode.txt"), TODAY)
    assert [n.volunteer.name for n in plan.newcomers] == ["Łukasz Żak", "Ewa Wójcik", "山田 太郎"]
    assert plan.newcomers[0].volunteer.notes == "zwei\nZeilen"


# -- what headers mean -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("NAME", "Ana Ruiz", "Ana Ruiz"),
        ("First name\tLast name", "Ana\tRuiz", "Ana Ruiz"),
        ("last_name\tfirst_name", "Ruiz\tAna", "Ana Ruiz"),
        ("Name\tVorname", "Ruiz\tAna", "Ana Ruiz"),
        ("Name\tFirst name", "Ana Ruiz\tAna", "Ana Ruiz"),
        ("Given Name\tSurname", "Ana\t", "Ana"),
        ("Vor- und Nachname\tAbteilung", "Ana Ruiz\tIT", "Ana Ruiz"),
        ("Full Name:\tE-mail *", "Ana Ruiz\ta@x.org", "Ana Ruiz"),
        ("Name (as in the directory)", "Ana Ruiz", "Ana Ruiz"),
        ("Display name\tUser principal name", "Ana Ruiz\ta@x.org", "Ana Ruiz"),
        ("Trainer\tE-mail", "Ana Ruiz\ta@x.org", "Ana Ruiz"),
    ],
)
def test_names_in_the_forms_they_come(book: Book, header: str, row: str, name: str) -> None:
    assert only(planned(book, f"{header}\n{row}\n")).name == name


def test_department_wins_over_team_and_job_title_over_role(book: Book) -> None:
    plan = planned(book, "Team\tRole\tName\tDepartment\tJob title\nBlue\tHost\tAna\tSales\tEngineer\n")
    assert (only(plan).job, plan.newcomers[0].department) == ("Engineer", "Sales")
    assert plan.unmapped == ["Team", "Role"]


def test_title_is_a_job_unless_it_is_mr_or_dr(book: Book) -> None:
    assert only(planned(book, "Title\tName\nEngineer\tAna Ruiz\n")).job == "Engineer"
    assert only(planned(book, "Title\tName\nDr.\tAna Ruiz\n")).job == ""


def test_status_is_a_stage_only_where_it_holds_stages(book: Book) -> None:
    plan = planned(book, "Name\tStatus\nAna\tinterested\nTom\tnot now\n")
    assert [newcomer.stage for newcomer in plan.newcomers] == ["interested", "not_now"]
    plan = planned(book, "Name\tStatus\nAna\tfull time\nTom\tnot now\n")
    assert (len(plan.newcomers), plan.unmapped) == (2, ["Status"])


def test_a_sign_up_forms_timestamps_say_when_they_showed_interest(book: Book) -> None:
    plan = planned(
        book, "Timestamp\tEmail Address\tName\n10/27/2026 14:03:22\ta@x.org\tAna\n11/2/2026 9:00:00\tt@x.org\tTom\n"
    )
    assert [newcomer.volunteer.met_on for newcomer in plan.newcomers] == [date(2026, 10, 27), date(2026, 11, 2)]


def test_several_addresses_and_phones_give_the_first_and_tags_are_gathered(book: Book) -> None:
    text = "Name\tE-mail\tE-mail 2\tPhone\tMobile\tTags\tLabels\nAna\t\tAna Ruiz <a@x.org>; b@x.org\t\t0650\tone; two\ttwo\n"
    ana = only(planned(book, text))
    assert (ana.email, ana.phone, ana.tags) == ("a@x.org", "0650", ("one", "two"))


def test_a_range_without_header_is_told_by_what_it_holds(book: Book) -> None:
    plan = planned(book, "Sales\tana@example.org\tAna Ruiz\nIT\ttom@example.org\tTom Okafor\n")
    assert [(n.row, n.volunteer.name, n.volunteer.email) for n in plan.newcomers] == [
        (1, "Ana Ruiz", "ana@example.org"),
        (2, "Tom Okafor", "tom@example.org"),
    ]
    assert plan.unmapped == ["Column A"]
    plan = planned(book, "Sales\tana@example.org\tAna Ruiz\n", A="department")
    assert plan.newcomers[0].department == "Sales"


def test_a_header_in_an_unknown_language(book: Book) -> None:
    ana = only(planned(book, "Naam;E-mailadres\nAna Ruiz;ana@example.org\n"))
    assert (ana.name, ana.email) == ("Ana Ruiz", "ana@example.org")


# -- explicit mapping --------------------------------------------------------------------------


def test_the_users_mapping_goes_before_what_was_recognised(book: Book) -> None:
    text = "Name\tNickname\tTeam\tE-mail\tPrivate\nAna Ruiz\tAnita\tBlue\ta@x.org\tp@x.org\n"
    plan = planned(book, text, **{"nickname": "Name", "team": "Topics", "Private": "email", "E-mail": "-"})
    ana = only(plan)
    assert (ana.name, ana.topics, ana.email) == ("Anita", ("Blue",), "p@x.org")
    assert plan.mapping == {"Nickname": "name", "Team": "topics", "Private": "email"}
    assert plan.unmapped == ["Name", "E-mail"]


def test_a_mapping_to_first_and_last_name_puts_the_name_aside(book: Book) -> None:
    plan = planned(book, "Name\tX\tY\nRUIZ ANA\tAna\tRuiz\n", X="first name", Y="last_name")
    assert only(plan).name == "Ana Ruiz"


def test_a_mapping_to_what_is_not_there_lists_what_is(book: Book) -> None:
    with pytest.raises(GuildbookError, match=r"no column ‘Nickname’.*Name and E-mail"):
        planned(book, "Name\tE-mail\nAna\ta@x.org\n", Nickname="name")
    with pytest.raises(GuildbookError, match=r"no field ‘shoe size’.*Name, First name,.* Stage and Stage since"):
        planned(book, "Name\tE-mail\nAna\ta@x.org\n", Name="shoe size")


def test_no_column_of_names_is_one_clear_line(book: Book) -> None:
    with pytest.raises(GuildbookError, match=r"Room and E-mail.*Room=name"):
        planned(book, "Room\tE-mail\n12\ta@x.org\n")
    assert only(planned(book, "Room\tE-mail\n12\ta@x.org\n", Room="name")).name == "12"


def test_mappings_as_they_are_typed() -> None:
    assert read_mapping(["Who = name", "a=b=tags"]) == {"Who": "name", "a=b": "tags"}
    for wrong in ("Who", "=name"):
        with pytest.raises(GuildbookError, match=f"‘{wrong}’.*Column=field"):
            read_mapping([wrong])


# -- who is known ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["google.csv", "google-older.csv", "outlook-classic.csv", "excel-german.csv", "plain.csv"]
)
def test_importing_twice_adds_nobody_twice(book: Book, name: str) -> None:
    sheet = read_sheet(PEOPLE / name)
    first = plan_import(book, sheet, TODAY)
    taken_in(book, first)
    before = book.path.read_bytes()
    again = plan_import(book, sheet, TODAY)
    assert (again.newcomers, again.new_departments) == ([], [])
    assert [known.row for known in again.known] == [newcomer.row for newcomer in first.newcomers]
    taken_in(book, again)
    assert book.path.read_bytes() == before


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ("Somebody Else\tANA@example.org\tIT", "same email"),
        ("ana  RUÍZ\tother@example.org\tsales", "same name and department"),
        ("Ana Ruiz\t\t", "same name"),
        ("Ana Ruiz\tother@example.org\t", ""),
        ("Ana Ruiz\t\tIT", ""),
        ("Ana Ruiz-Lopez\t\tSales", ""),
    ],
)
def test_who_is_known(book: Book, row: str, known: str) -> None:
    with book.change("Begin") as change:
        sales = change.put(Department(name="Sales"))
        change.put(Volunteer(name="Ana Ruiz", email="ana@example.org", department=sales.id))
    plan = planned(book, f"Name\tE-mail\tDepartment\n{row}\n")
    assert [someone.where for someone in plan.known] == ([f"already in the book ({known})"] if known else [])
    assert len(plan.newcomers) == (not known)


def test_the_same_person_twice_in_one_sheet(book: Book) -> None:
    plan = planned(book, "Name\tE-mail\nAna\ta@x.org\nTom\tt@x.org\nAna R.\tA@X.org\nTom\t\n")
    assert [(k.row, k.name, k.where) for k in plan.known] == [
        (4, "Ana R.", "already in row 2 (same email)"),
        (5, "Tom", "already in row 3 (same name)"),
    ]


def test_namesakes_with_addresses_of_their_own_both_come_in(book: Book) -> None:
    plan = planned(book, "Name\tE-mail\nTom Smith\tt1@x.org\nTom Smith\tt2@x.org\n")
    assert len(plan.newcomers) == 2


# -- into the book -----------------------------------------------------------------------------


def test_one_save_one_undo_step_and_a_sound_book(book: Book) -> None:
    with book.change("Begin") as change:
        old = change.put(Department(name="sales"))
    before = {name: dict(table) for name, table in book.tables.items() if name != "steps"}
    saves: list[set[str]] = []
    book.subscribe(saves.append)
    text = (
        "Name\tDepartment\tStage\tConsent recorded on\tStage since\n"
        "Ana\tSales\tactive\t2026-03-01\t2026-06-01\nTom\tIT\tsaid yes\t2026-10-05\t\nLi\tit\t\t\t\nIda\t\tnot now\t\t\n"
        "Raj\tIT\tcore\t2026-02-01\t\nSam\tHR\t\t2026-08-01\t\n"
    )
    taken_in(book, planned(book, text))
    assert saves == [{"volunteers", "departments", "moves", "steps"}]
    where = {
        s.volunteer.name: (department_of(book, s.volunteer), s.stage, s.since)
        for s in standings(book, TODAY).values()
    }
    assert where == {
        "Ana": ("sales", "active", date(2026, 6, 1)),
        "Tom": ("IT", "said_yes", date(2026, 10, 5)),
        "Li": ("IT", "interested", TODAY),
        "Ida": ("", "not_now", TODAY),
        "Raj": ("IT", "core", TODAY),
        "Sam": ("HR", "said_yes", date(2026, 8, 1)),
    }
    assert {v.name: v.met_on for v in book.volunteers.values()}["Ana"] == date(2026, 3, 1), "no yes before interest"
    assert sorted(department.name for department in book.departments.values()) == ["HR", "IT", "sales"]
    assert old.id in book.departments
    assert list(findings(book)) == []
    assert book.undo() == "Bring people in"
    assert {name: dict(table) for name, table in book.tables.items() if name != "steps"} == before


def test_planning_writes_nothing(book: Book) -> None:
    before = book.path.read_bytes(), book.path.stat().st_mtime_ns
    plan_import(book, read_sheet(PEOPLE / "google.csv"), TODAY)
    assert (book.path.read_bytes(), book.path.stat().st_mtime_ns) == before
    assert book.is_empty


def test_hostile_names_arrive_as_they_are(book: Book, tmp_path: Path) -> None:
    quoted = HOSTILE.replace('"', '""')
    path = tmp_path / "people.csv"
    path.write_text(f'Name,Department,Notes\n"{quoted}","{quoted}",\n"A\x1b[31mB\u202eC",=x,\n', encoding="utf-8")
    taken_in(book, plan_import(book, read_sheet(path), TODAY))
    names = {v.name: department_of(book, v) for v in book.volunteers.values()}
    assert names == {HOSTILE: HOSTILE, "A␛[31mB\N{REPLACEMENT CHARACTER}C": "=x"}


@pytest.mark.parametrize(
    "text", ["=1+1", "+43 650", "-x", "@home", "＝x", "\u200b=x", "'quoted'", "O'Hara", "'til"]
)
def test_the_guard_of_our_own_export_is_taken_off_again(book: Book, text: str) -> None:
    guarded = text if text[0] in "'O" else f"'{text}"
    assert only(planned(book, f"Name\tJob\nAna\t{guarded}\n")).job == text


def test_our_own_labels_are_understood(book: Book) -> None:
    labels = [field.label for field in fields(Volunteer) if not field.hidden]
    plan = planned(book, "\t".join([*labels, "Stage"]) + "\n" + "\t".join(["x"] * len(labels)) + "\tx\n")
    assert sorted(plan.mapping.values()) == sorted([f.name for f in fields(Volunteer) if not f.hidden] + ["stage"])


def test_labels_of_earlier_versions_are_understood(book: Book) -> None:
    plan = planned(book, "Name\tTheir yes, on\tTheir yes\tQuiet until\nAna\t1/9/2026\tgladly\t1/2/2027\n")
    assert list(plan.mapping.values()) == ["name", "yes_on", "yes_words", "quiet_until"]


def test_nothing_below_the_header(book: Book) -> None:
    plan = planned(book, "Name\tE-mail\n")
    assert (plan.rows, plan.newcomers, plan.mapping) == (0, [], {"Name": "name", "E-mail": "email"})
    assert len(summary(plan, TODAY)) == 4
    assert "header row" in summary(plan, TODAY)[-1]


# -- what is wrong, by row and field -----------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ("\ta@x.org\t\t\t", "Name", "Name is required"),
        ("Ana\tana at x\t\t\t", "Email", "Email: ‘ana at x’ is not an email address"),
        ("Ana\t\t31/02/2026\t\t", "Interested since", "Interested since: ‘31/02/2026’ is not a day"),
        ("Ana\t\t\tkeen\t", "Stage", "Stage: ‘keen’ is not one of interested,"),
        ("Ana\t\t\tactive\t", "Stage", "Stage: ‘Active’ requires consent; add a column ‘"),
        ("Ana\t\t\tactive\tsure", CONSENT, f"{CONSENT}: ‘sure’ is not a day"),
        ("A" * 501 + "\t\t\t\t", "Name", "Name is longer than 500 characters"),
    ],
)
def test_a_bad_value_is_named_by_row_and_field(book: Book, row: str, field: str, said: str) -> None:
    plan = planned(book, f"Name\tE-mail\tInterested since\tStage\tConsent recorded on\nTom\t\t\t\t\n{row}\n")
    assert problems(plan) == [(3, field)]
    assert plan.problems[0].text.startswith(said)
    assert [newcomer.volunteer.name for newcomer in plan.newcomers] == ["Tom"]


def test_every_field_at_fault_in_a_row_is_named(book: Book) -> None:
    plan = planned(book, "Name\tE-mail\tAsk again on\tStage\n\tx\ty\tz\n")
    assert problems(plan) == [(2, "Name"), (2, "Email"), (2, FIELD_LABELS["quiet_until"]), (2, "Stage")]
    assert plan.bad_rows == [2]


def test_a_comma_too_many_is_said_and_not_swallowed(book: Book) -> None:
    plan = planned(book, "Name,E-mail\nRuiz, Ana,a@x.org\nTom,t@x.org,\nLi,l@x.org\n")
    assert problems(plan) == [(2, "Columns")]
    assert "3 cells, but the header has 2" in plan.problems[0].text
    assert [newcomer.volunteer.name for newcomer in plan.newcomers] == ["Tom", "Li"]


def test_dashes_and_excels_errors_are_nothing(book: Book) -> None:
    plan = planned(book, "Name\tE-mail\tDepartment\tJob\nAna\t-\t#N/A\t–\n")
    assert (only(plan).email, only(plan).job, plan.new_departments) == ("", "", [])


def many(count: int) -> list[list[str]]:
    return [
        [f"Person {n} {HOSTILE}", f"p{n}@example.org", f"Department {n % 12}", "2026-05-04", "active", "3/6/2026"]
        for n in range(count)
    ]


def test_a_thousand_rows_with_forty_bad_ones(book: Book) -> None:
    rows = many(1000)
    spoilt = {25 * n: n % 5 for n in range(40)}
    for index, fault in spoilt.items():
        column, value = [(0, ""), (1, "nowhere"), (3, "someday"), (4, "keen"), (5, "")][fault]
        rows[index][column] = value
    sheet = Sheet(
        columns=["Name", "E-mail", "Department", "Interested since", "Stage", "Consent recorded on"],
        rows=rows,
        numbers=list(range(2, 1002)),
    )
    seen: list[tuple[int, int]] = []
    plan = plan_import(book, sheet, TODAY, progress=lambda done, of: seen.append((done, of)))
    taken_in(book, plan)
    assert len(book.volunteers) == 960
    labels = ["Name", "Email", "Interested since", "Stage", "Stage"]
    assert problems(plan) == [(index + 2, labels[fault]) for index, fault in spoilt.items()]
    assert (seen[0], seen[-1]) == ((0, 1000), (1000, 1000))
    assert seen == sorted(seen)
    lines = summary(plan, TODAY)
    assert any("960 people" in line and "12 new departments" in line for line in lines)
    assert any("40 rows" in line for line in lines)
    assert [line.split(":")[0] for line in lines[-40:]] == [f"  row {index + 2}" for index in spoilt]


def test_a_summary_in_plain_lines(book: Book) -> None:
    fill(book, Volunteer(name="Tom", email="t@x.org"))
    text = "Name;E-mail;Abteilung;Shoe size\nAna;a@x.org;Sales;38\nTom;t@x.org;IT;\n;x;;\n"
    assert summary(planned(book, text), TODAY) == [
        "Plain list, semicolon-separated: 3 rows.",
        "  Name → Name",
        "  E-mail → Email",
        "  Abteilung → Department",
        "Columns left out: Shoe size.",
        "To import: 1 person, with 1 new department: Sales.",
        "Already known: 1 person.",
        "  row 3: Tom is already in the book (same email); to add: Department: IT",
        "Not imported: 1 row. Correct the values listed below, then import the file again.",
        "  row 4: Name is required",
        "  row 4: Email: ‘x’ is not an email address",
    ]


def test_a_stopped_import_changes_nothing(book: Book) -> None:
    def stop(done: int, _: int) -> None:
        if done:
            raise KeyboardInterrupt

    sheet = read_pasted("Name\n" + "\n".join(f"Person {n}" for n in range(500)))
    with pytest.raises(KeyboardInterrupt):
        plan_import(book, sheet, TODAY, progress=stop)
    assert book.is_empty


@given(st.text(alphabet="aÄ@.,;\t\n\"'=-:<> \u200b\u202e\ud83d👩", max_size=120))
def test_whatever_is_below_a_header_can_be_taken_in(text: str) -> None:
    with TemporaryDirectory() as folder, Book.open(Path(folder) / "book.json", create=True) as book:
        plan = planned(book, f"Name\tE-mail\tDepartment\tTags\tNotes\n{text}")
        assert len(plan.newcomers) + len(plan.known) + len(plan.bad_rows) == plan.rows
        taken_in(book, plan)
        again = planned(book, f"Name\tE-mail\tDepartment\tTags\tNotes\n{text}")
        assert again.newcomers == []
        assert list(findings(book)) == []


def test_a_newcomer_whose_name_is_a_slip_away_from_a_known_one_is_pointed_out(book: Book) -> None:
    fill(book, Volunteer(id="ana", name="Ana Ruiz"))
    plan = planned(book, "Name\tDepartment\nAna Ruitz\tSales\nTom Berg\tSales\n")
    assert [newcomer.volunteer.name for newcomer in plan.newcomers] == ["Ana Ruitz", "Tom Berg"]
    (note,) = [note for note in plan.notes if "may be" in note]
    assert note.startswith("Row 2: Ana Ruitz may be Ana Ruiz")
    assert note in summary(plan, TODAY)
