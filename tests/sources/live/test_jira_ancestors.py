"""What stands above the items of a query, and what is not known of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from outcome_lint.sources.live.jira import ancestors
from tests.fakes.jira import IssueType, Limits, Server
from tests.fakes.jira.faults import Fault, dropping, failing, omitted, with_errors
from tests.fakes.jira.small import EPIC, INITIATIVE, TYPES, issue, small
from tests.sources.live.meanings import Scan

Start = Callable[..., Server]
TOKEN = "only-epics"  # noqa: S105 - opens nothing but the fake
THEME = IssueType(id="10009", name="Theme", level=3)
TOWER = (
    issue(1, "PAY-1", "10009", customfield_10054=[{"id": "g1"}]),
    issue(2, "PAY-2", INITIATIVE, parent="PAY-1"),
    issue(3, "PAY-3", INITIATIVE, parent="PAY-2"),
    issue(4, "PAY-4", EPIC, parent="PAY-3"),
)


def tower(flavour: str = "cloud", **more: object) -> object:
    types = (THEME, *(each for each in TYPES if each.project is None))
    return small(flavour, issues=TOWER, types=types, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("flavour", ["cloud", "datacenter"])
def test_ancestors_are_read_level_by_level_to_the_top_as_context(jira: Start, flavour: str) -> None:
    scan = Scan(jira(tower(flavour)), "PAY-4")
    above = scan.ancestors()
    assert list(above) == ["PAY-3", "PAY-2", "PAY-1"]
    assert all(item.context for item in above.values())
    assert [item.parent for item in above.values()] == ["PAY-2", "PAY-1", None]
    assert above["PAY-1"].okr == "Goal: g1"
    assert not scan.intake.skipped


def test_what_is_in_the_scan_is_not_read_twice(jira: Start) -> None:
    server = jira(tower())
    assert list(Scan(server, "PAY-4", "PAY-3").ancestors()) == ["PAY-2", "PAY-1"]


def test_levels_out_of_scope_are_ancestors_too(jira: Start) -> None:
    above = Scan(jira(tower()), "PAY-4", levels=("epic",)).ancestors()
    assert [item.level for item in above.values()] == ["Initiative", "Initiative", "Theme"]


def test_a_parent_that_the_account_cannot_see_is_no_missing_parent(jira: Start) -> None:
    hidden = replace(TOWER[1], security="board")
    scan = Scan(jira(small(issues=(TOWER[0], hidden, *TOWER[2:]), types=(THEME, *TYPES))), "PAY-4")
    above = scan.ancestors()
    assert list(above) == ["PAY-3"]
    assert above["PAY-3"].parent is UNSET
    assert "parent: some items have a parent that this account can't see; it is unknown" in scan.notes


def test_an_item_whose_parent_is_hidden_is_no_orphan(cloud: Server) -> None:
    cloud.store.edit("WEB-1", security="board")
    scan = Scan(cloud)
    assert scan.item("WEB-2").parent is UNSET
    assert scan.item("PAY-4").parent is None


def test_a_key_that_the_account_cannot_see_leaves_the_chain_unknown(jira: Start) -> None:
    hidden = replace(TOWER[1], security="board")
    server = jira(small("datacenter", issues=(TOWER[0], hidden, *TOWER[2:]), types=(THEME, *TYPES[:4])))
    scan = Scan(server, "PAY-4")
    assert list(scan.ancestors()) == ["PAY-3"]
    assert "parents that this account can't see: PAY-2; what they would say of others is unknown" in scan.notes


def test_a_search_that_hides_parent_links_is_not_believed(jira: Start) -> None:
    server = jira(tower("datacenter", limits=Limits(parent_link_in_search=False)))
    assert list(Scan(server, "PAY-4").ancestors()) == ["PAY-3", "PAY-2", "PAY-1"]


def test_ancestors_that_cannot_be_fetched_leave_the_chain_unknown(jira: Start) -> None:
    server = jira(tower())
    scan = Scan(server, "PAY-4")
    server.script.faults.append(failing(403, on="bulkfetch"))
    assert scan.ancestors() == {}
    assert [note for note in scan.notes if "PAY-3" in note]


def test_a_chain_that_bites_its_tail_ends(jira: Start) -> None:
    ring = (issue(1, "PAY-1", INITIATIVE, parent="PAY-2"), issue(2, "PAY-2", INITIATIVE, parent="PAY-1"))
    assert list(Scan(jira(small(issues=(*ring, issue(3, "PAY-3", parent="PAY-1")))), "PAY-3").ancestors()) == [
        "PAY-1",
        "PAY-2",
    ]


def test_ancestors_are_needed_where_parents_are() -> None:
    assert ancestors.needed(frozenset({"okr", "parent"}))
    assert not ancestors.needed(frozenset({"okr", "outcome"}))


@pytest.mark.parametrize(
    "fault",
    [
        with_errors("10003", on="bulkfetch", nth=(2,)),
        omitted("PAY-3", on="bulkfetch", nth=(2,)),
        failing(503, on="bulkfetch", nth=(2, 3)),
        dropping("customfield_10054", "PAY-3", on="bulkfetch"),
    ],
    ids=lambda fault: fault.name,
)
def test_a_fault_on_the_way_up_changes_nothing(jira: Start, fault: Fault) -> None:
    issues = (issue(3, "PAY-3", INITIATIVE, customfield_10054=[{"id": "g1"}]), issue(4, "PAY-4", parent="PAY-3"))
    scan = Scan(jira(small(issues=issues), faults=[fault]), "PAY-4", confirm=frozenset({"okr"}))
    assert [item.okr for item in scan.ancestors().values()] == ["Goal: g1"]
    assert not scan.intake.problems


def test_a_parent_that_never_comes_is_a_problem(jira: Start) -> None:
    server = jira(tower(), faults=[with_errors("10003", message="payload too large", on="bulkfetch")])
    scan = Scan(server, "PAY-4")
    assert scan.ancestors() == {}
    [problem] = scan.intake.problems
    assert problem.message == "parents of items could not be read (PAY-3): payload too large"


def test_a_value_that_cannot_be_confirmed_is_unknown(jira: Start) -> None:
    server = jira(tower(), faults=[failing(400, on="search/jql", method="GET")])
    scan = Scan(server, "PAY-4", confirm=frozenset({"okr"}))
    assert list(scan.ancestors()) == []
    assert "parents that this account can't see: PAY-3; what they would say of others is unknown" in scan.notes


def test_whether_a_parent_is_hidden_is_asked_once_for_each_issue(jira: Start) -> None:
    server = jira(tower())
    scan = Scan(server, "PAY-4", confirm=frozenset({"okr"}))
    assert len(scan.ancestors()) == 3
    asked = [each.body["jql"] for each in server.asked_for("search/jql") if each.method == "POST"]
    assert asked == ["id in (10001) AND parent is not EMPTY"]
