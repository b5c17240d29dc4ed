"""Jira's CSV export, and what Excel makes of it."""

from __future__ import annotations

import pytest
from msgspec import UNSET

from outcome_lint.errors import UsageError
from outcome_lint.model import Person
from tests.sources.helpers import Sources

HEADER = "Summary,Issue key,Issue Type,Status,Custom field (Anticipated Outcome)"
ROW = "Title,PAY-1,Epic,To Do,Fewer calls"


def table(*rows: str, header: str = HEADER) -> str:
    return "\r\n".join([header, *rows]) + "\r\n"


def test_a_row(sources: Sources) -> None:
    [item] = sources.items(table(ROW))
    assert (item.key, item.title, item.level, item.type, item.status, item.project) == (
        "PAY-1",
        "Title",
        "epic",
        "Epic",
        "To Do",
        "PAY",
    )
    assert (item.outcome, item.status_category, item.url, item.source) == ("Fewer calls", UNSET, None, "jira")
    assert 'outcome: read from "Anticipated Outcome" in in0.json' in sources.notes
    assert not sources.problems


@pytest.mark.parametrize(
    "content",
    [
        table(ROW).encode(),
        b"\xef\xbb\xbf" + table(ROW).encode(),
        table(ROW).replace("\r\n", "\n").encode(),
        table(ROW).replace(",", ";").encode(),
        table(ROW).replace(",", "\t").encode(),
        table(ROW).encode("utf-16"),
        table(ROW).replace(",", "\t").encode("utf-16-le"),
        b"\xff\xfe" + table(ROW).replace(",", "\t").encode("utf-16-le"),
        ("sep=;\r\n" + table(ROW).replace(",", ";")).encode(),
        b"\xef\xbb\xbf" + ("sep=,\r\n" + table(ROW)).encode(),
        ("\r\n" + table(ROW)).encode(),
        table(ROW).rstrip("\r\n").encode(),
        (table(ROW) + "\r\n\r\n,,,,\r\n").encode(),
        table(",".join(f'"{cell}"' for cell in ROW.split(","))).encode(),
    ],
)
def test_the_ways_of_excel(sources: Sources, content: bytes) -> None:
    assert [(item.key, item.outcome) for item in sources.items(content)] == [("PAY-1", "Fewer calls")]
    assert not sources.problems
    assert not sources.warnings
    assert len(sources.read("-", stdin=content)) == 1


def test_windows_1252_is_read_with_a_warning(sources: Sources) -> None:
    content = table("Größe – neu,PAY-1,Epic,To Do,Weniger Rückfragen für 5 €").encode("cp1252")
    [item] = sources.items(content)
    assert (item.title, item.outcome) == ("Größe – neu", "Weniger Rückfragen für 5 €")
    assert "Windows-1252" in sources.warnings[0]
    assert not sources.problems


def test_cells_of_several_lines_and_repeated_columns(sources: Sources) -> None:
    header = HEADER + ",Labels,Labels,Labels,Custom field (Anticipated Outcome)"
    [item, other] = sources.items(
        table(
            'T,PAY-1,Epic,To Do,"h2. Outcome\n\nFewer ""calls"", *really*\n* one\n* two",a,,b,',
            "T,PAY-2,Epic,To Do,,,,,second column",
            header=header,
        )
    )
    assert item.labels == ("a", "b")
    assert 'Fewer "calls", really' in str(item.outcome)
    assert "- two" in str(item.outcome)
    assert (other.outcome, other.labels) == ("second column", ())


@pytest.mark.parametrize("cell", ["", "  ", "\u00a0", "{}", "----"])
def test_a_blank_cell_is_empty(sources: Sources, cell: str) -> None:
    [item] = sources.items(table(f"T,PAY-1,Epic,To Do,{cell}"))
    assert not item.outcome or cell == "----"
    assert item.outcome is not UNSET


def test_no_outcome_column_is_unknown_and_one_note_that_names_the_columns(sources: Sources) -> None:
    rows = [f"T,PAY-{n},Epic,x" for n in range(9)]
    items = sources.items(table(*rows, header="Summary,Issue key,Issue Type,Custom field (Wirkung)"))
    assert {item.outcome for item in items} == {UNSET}
    [note] = sources.warnings
    assert "Wirkung" in note
    assert "Issue key" in note
    assert "fields: {outcome: …}" in note
    items = sources.items(
        table(*rows, header="Summary,Issue key,Issue Type,Custom field (Wirkung)"), fields={"outcome": ("wirkung",)}
    )
    assert {item.outcome for item in items} == {"x"}


def test_a_column_by_its_plain_name(sources: Sources) -> None:
    [item] = sources.items(table("T,PAY-1,Epic,x,Eva", header="Summary,Key,Type,Expected outcome,Outcome Owner"))
    assert (item.outcome, item.owner) == ("x", Person("Eva", "Eva"))


def test_the_description_answers_where_no_column_does(sources: Sources) -> None:
    header = "Summary,Issue key,Issue Type,Description"
    found, none = sources.items(table('T,PAY-1,Epic,"h3. Outcome\n\nx"', "T,PAY-2,Epic,y", header=header))
    assert (found.outcome, none.outcome) == ("x", UNSET)


def test_people(sources: Sources) -> None:
    header = "Summary,Issue key,Issue Type,Assignee,Assignee Id"
    first, second = sources.items(table("T,PAY-1,Epic,Eva M,id-eva", "T,PAY-2,Epic,Unassigned,", header=header))
    assert (first.owner, first.assignee) == (Person("id-eva", "Eva M"), Person("id-eva", "Eva M"))
    assert (second.owner, second.assignee) == (None, None)
    header = "Summary,Issue key,Issue Type,Assignee,Custom field (Outcome Owner)"
    [item] = sources.items(table("T,PAY-1,Epic,Eva,Bo", header=header))
    assert (item.owner, item.assignee) == (Person("Bo", "Bo"), Person("Eva", "Eva"))
    [item] = sources.items(table("T,PAY-1,Epic", header="Summary,Issue key,Issue Type"))
    assert (item.owner, item.assignee, item.parent, item.labels) == (UNSET,) * 4


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("03/Sep/26 9:14 AM", "2026-09-03T09:14:00-00:00"),
        ("03/Sep/26 12:14 AM", "2026-09-03T00:14:00-00:00"),
        ("3/Sep/26 12:14 PM", "2026-09-03T12:14:00-00:00"),
        ("03/Okt/26 21:14", "2026-10-03T21:14:00-00:00"),
        ("2026-09-03 09:14", "2026-09-03T09:14:00-00:00"),
        ("2026-09-03T09:14:00.000+0200", "2026-09-03T09:14:00+02:00"),
        ("2026-09-03", "2026-09-03"),
        ("03/Sep/26", "2026-09-03"),
        ("", None),
    ],
)
def test_jiras_dates(sources: Sources, cell: str, moment: str | None) -> None:
    [item] = sources.items(table(f"T,PAY-1,Epic,{cell}", header="Summary,Issue key,Issue Type,Created"))
    assert item.created == moment


@pytest.mark.parametrize("cell", ["09/03/26", "yesterday", "99/Sep/26 9:14 AM", "30/Feb/26"])
def test_a_date_that_can_mean_two_days_is_unknown(sources: Sources, cell: str) -> None:
    [item] = sources.items(table(f"T,PAY-1,Epic,{cell}", header="Summary,Issue key,Issue Type,Created"))
    assert item.created is UNSET
    assert cell in sources.warnings[-1] or cell in sources.warnings[0]


def test_a_target_date_is_a_day(sources: Sources) -> None:
    header = "Summary,Issue key,Issue Type,Custom field (Target end),Due date"
    one, two = sources.items(
        table("T,PAY-1,Epic,30/Nov/26 12:00 AM,", "T,PAY-2,Epic,,01/Dec/26 12:00 AM", header=header)
    )
    assert (one.target_date, two.target_date) == ("2026-11-30", "2026-12-01")


@pytest.mark.parametrize(
    ("header", "cell", "parent"),
    [
        ("Parent key", "PAY-9", "PAY-9"),
        ("Parent,Parent key", "10001,PAY-9", "PAY-9"),
        ("Custom field (Epic Link)", "PAY-9", "PAY-9"),
        ("Custom field (Parent Link)", "PAY-9", "PAY-9"),
        ("Parent key,Custom field (Epic Link)", ",PAY-9", "PAY-9"),
        ("Parent key", "", None),
    ],
)
def test_parents(sources: Sources, header: str, cell: str, parent: str | None) -> None:
    [item] = sources.items(table(f"T,PAY-1,Epic,{cell}", header=f"Summary,Issue key,Issue Type,{header}"))
    assert item.parent == parent


def test_okr_links_and_tiers(sources: Sources) -> None:
    links = "Outward issue link (Contributes to objective),Outward issue link (Blocks)"
    header = f"Summary,Issue key,Issue Type,{links},Custom field (Business Driver)"
    one, two, three = sources.items(
        table("T,A-1,Epic,OBJ-1,X-1,", "T,A-2,Epic,,X-1,", "T,A-3,Epic,,,Cost", header=header)
    )
    assert (one.okr, two.okr, three.okr) == ("OBJ-1", None, "Business driver: Cost")


def test_status_category_resolution_and_kind(sources: Sources) -> None:
    header = "Summary,Issue key,Issue Type,Status,Status Category,Resolution,Labels"
    one, two = sources.items(
        table("T,A-1,Epic,Live,Done,Fixed,tech-debt", "T,A-2,Epic,Open,To Do,Unresolved,", header=header)
    )
    assert (one.status_category, one.resolution, one.work_kind) == ("done", "Fixed", "debt")
    assert (two.status_category, two.resolution, two.work_kind) == ("todo", None, None)


def test_the_newer_and_the_german_column_names(sources: Sources) -> None:
    [item] = sources.items(table("T,A-1,Epic", header="Summary,Work item key,Work type"))
    assert item.key == "A-1"
    [item] = sources.items(
        table(
            "T;A-1;Epic;x",
            header="Zusammenfassung;Vorgangsschlüssel;Vorgangstyp;Benutzerdefiniertes Feld (Erwartetes Ergebnis)",
        )
    )
    assert (item.title, item.outcome) == ("T", "x")


def test_other_levels_are_counted(sources: Sources) -> None:
    assert not sources.items(table("T,A-1,Story,To Do,x", "T,A-2,Story,To Do,x"))
    assert sources.intake.skipped == {"issues of type Story": 2}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("T,PAY-9,Epic,To Do", "4 cells where the header has 5"),
        ("T,PAY-9,Epic,To Do,x,y", "6 cells where the header has 5"),
        ("T,,Epic,To Do,x", "no issue key"),
        ("T,PAY-9,Epic,To Do,a\0b", "zero bytes"),
        ('T,PAY-9,Epic,To Do,"a"b', "can't be read"),
    ],
)
def test_a_damaged_row_costs_only_itself(sources: Sources, row: str, message: str) -> None:
    items = sources.items(table(ROW, row, ROW.replace("PAY-1", "PAY-2")))
    assert [item.key for item in items] == ["PAY-1", "PAY-2"]
    [problem] = sources.problems
    assert problem.startswith("in0.json:3: ")
    assert message in problem


def test_the_line_of_a_row_counts_line_breaks_in_cells(sources: Sources) -> None:
    sources.items("sep=,\r\n" + table('T,PAY-1,Epic,To Do,"a\nb\nc"', "T,PAY-2,Epic"))
    assert sources.problems[0].startswith("in0.json:6: ")


def test_an_open_quote_is_a_problem_not_a_value(sources: Sources) -> None:
    items = sources.items(table(ROW, 'T,PAY-2,Epic,To Do,"never closed', ROW.replace("PAY-1", "PAY-3")))
    assert [item.key for item in items] == ["PAY-1"]
    assert sources.problems[0].startswith("in0.json:3: ")


def test_a_cell_of_20_mb(sources: Sources) -> None:
    [item] = sources.items(table("T,PAY-1,Epic,To Do," + "word " * 4_000_000), needs=frozenset({"outcome"}))
    assert len(str(item.outcome)) > 19_000_000


def test_two_exports_behind_each_other(sources: Sources) -> None:
    other = table("Epic,PAY-2,T2,second", header="Issue Type,Issue key,Summary,Custom field (Outcome)")
    items = sources.items(table(ROW) + table(ROW.replace("PAY-1", "PAY-3")) + other)
    assert [(item.key, item.title, item.outcome) for item in items] == [
        ("PAY-1", "Title", "Fewer calls"), ("PAY-3", "Title", "Fewer calls"), ("PAY-2", "T2", "second")
    ]  # fmt: skip


def test_jiras_limit_is_suspicious(sources: Sources) -> None:
    sources.items(table(*[f"T,A-{n},Epic,To Do,x" for n in range(1000)]))
    assert "1000 rows" in sources.warnings[0]


def test_a_table_without_key_or_type(sources: Sources) -> None:
    with pytest.raises(UsageError, match="without Jira's columns"):
        sources.items("Summary,Description\r\na,b\r\n")
    assert not sources.items("Summary,Issue key\r\nT,A-1\r\n")
    assert "export the column Issue Type" in sources.intake.problems[0].hint


def test_only_a_header(sources: Sources) -> None:
    assert not sources.items(table())
    assert not sources.problems
