"""Empty means "nobody filled it in" only where the field is proved to apply: never a false "missing"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from tests.fakes.jira import Account, Context, Issue, Limits, Project, Server, Site
from tests.fakes.jira.faults import failing
from tests.fakes.jira.small import EPIC, OUTCOME, READER, TYPES, issue, small, text
from tests.fakes.jira.system_fields import parent_link, system_fields, textarea
from tests.sources.live.meanings import Scan

Start = Callable[..., Server]
OFF = Limits(projects_fields=False)
OFF_AND_NULL = Limits(projects_fields=False, absent_as_null=True)
EDITOR = replace(READER, edit=None)
CONFIGURED = {"outcome": (OUTCOME,)}


def epics(*filled: str, key: str = "PAY", count: int = 3) -> tuple[Issue, ...]:
    return tuple(
        issue(number, f"{key}-{number}", **({OUTCOME: text(filled[0])} if filled and number == 1 else {}))
        for number in range(1, count + 1)
    )


def one_field(*issues: Issue, contexts: tuple[Context, ...] = (Context(),), **more: Any) -> Site:
    """A site with one custom field for outcomes; it applies everywhere unless told otherwise."""
    field = textarea(10050, "Anticipated Outcome", contexts=contexts, on_screens=more.pop("on_screens", True))
    base = small(issues=issues, **more)
    return replace(base, fields=(*system_fields(cloud=base.is_cloud), field))


def outcomes(server: Server, account: Account | None = None, **how: Any) -> tuple[list[object], list[str]]:
    scan = Scan(server, account=account, fields=CONFIGURED, **how)
    return [item.outcome for item in scan.items.values()], [n for n in scan.warnings if "not missing" in n]


def asked(server: Server) -> list[str]:
    """What was asked about fields of projects and screens."""
    return [
        each.path.partition("/rest/api/")[2][2:]
        for each in server.requests
        if "fields" in each.path or "meta" in each.path
    ]


def test_one_value_proves_the_field_for_all_and_asks_nothing(jira: Start) -> None:
    server = jira(one_field(*epics("Fewer calls")))
    assert outcomes(server) == (["Fewer calls", None, None], [])
    assert asked(server) == []


def test_projects_and_fields_prove_a_field_that_nobody_filled_in(jira: Start) -> None:
    server = jira(one_field(*epics(), limits=Limits(absent_as_null=True)))
    assert outcomes(server) == ([None] * 3, [])
    assert asked(server) == ["projects/fields"]


def test_a_null_where_the_field_does_not_apply_is_unknown_and_told_once(jira: Start) -> None:
    elsewhere = (Context(project="WEB"),)
    server = jira(one_field(*epics(), limits=Limits(absent_as_null=True), contexts=elsewhere))
    found, warnings = outcomes(server)
    assert found == [UNSET] * 3
    [warning] = warnings
    assert warning.startswith(f"outcome: {OUTCOME} is empty everywhere in PAY, and Jira does not say")
    assert "Create issues" in warning
    assert "fields: {outcome: …}" in warning


def test_create_screens_prove_where_projects_and_fields_is_switched_off(jira: Start) -> None:
    server = jira(one_field(*epics(), limits=OFF))
    assert outcomes(server) == ([None] * 3, [])
    assert asked(server) == ["projects/fields", f"issue/createmeta/10200/issuetypes/{EPIC}"]


def test_an_edit_screen_proves_where_nothing_may_be_created(jira: Start) -> None:
    server = jira(one_field(*epics(), limits=OFF, accounts=(EDITOR,)))
    assert outcomes(server, EDITOR) == ([None] * 3, [])
    assert asked(server)[-1] == "issue/PAY-1/editmeta"


def test_a_missing_permission_is_unknown_and_never_missing(jira: Start) -> None:
    for limits in (OFF, replace(OFF, create_denied="400")):
        server = jira(one_field(*epics(), limits=limits))
        found, warnings = outcomes(server, READER)
        assert (found, len(warnings)) == ([UNSET] * 3, 1)


def test_a_field_on_no_screen_is_unknown(jira: Start) -> None:
    server = jira(one_field(*epics(), limits=OFF, on_screens=False))
    found, warnings = outcomes(server)
    assert (found, len(warnings)) == ([UNSET] * 3, 1)


def test_a_value_of_one_type_proves_nothing_for_another(jira: Start) -> None:
    issues = (*epics("Fewer calls"), issue(9, "PAY-9", "10007"))
    server = jira(one_field(*issues, limits=OFF_AND_NULL, contexts=(Context(type=EPIC),)))
    found, _ = outcomes(server)
    assert found == ["Fewer calls", None, None, UNSET]


def test_data_center_is_asked_for_its_create_screens_only(jira: Start) -> None:
    server = jira(one_field(*epics(), flavour="datacenter"))
    assert outcomes(server) == ([None] * 3, [])
    assert asked(server) == [f"issue/createmeta/10200/issuetypes/{EPIC}"]


def test_an_empty_form_is_no_proof(jira: Start) -> None:
    empty = {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": []}]}
    server = jira(one_field(issue(1, "PAY-1", **{OUTCOME: empty}), limits=OFF))
    assert outcomes(server, READER)[0] == [UNSET]


def test_a_field_that_no_item_has_does_not_hide_that_another_is_empty(jira: Start) -> None:
    elsewhere = textarea(10060, "Business Outcome", contexts=(Context(project="WEB"),))
    site = one_field(*epics("Fewer calls"))
    scan = Scan(jira(replace(site, fields=(*site.fields, elsewhere))))
    assert [item.outcome for item in scan.items.values()] == ["Fewer calls", None, None]


def test_a_field_that_some_items_lack_keeps_them_unknown(jira: Start) -> None:
    server = jira(one_field(*epics("Fewer calls", count=2)))
    scan = Scan(server, fields=CONFIGURED)
    body = b'{"key":"PAY-2","fields":{"issuetype":{"id":"10000","name":"Epic"},"project":{"id":"10200","key":"PAY"}}}'
    item = scan.reading.item(body)
    assert item
    assert item.outcome is UNSET


def test_thirty_projects_cost_a_request_or_two(jira: Start) -> None:
    projects = tuple(Project(id=20_000 + number, key=f"P{chr(65 + number)}", name="x") for number in range(26))
    issues = tuple(issue(number, f"{each.key}-1") for number, each in enumerate(projects, 1))
    server = jira(one_field(*issues, projects=projects, types=TYPES[:2]))
    assert outcomes(server) == ([None] * 26, [])
    assert len(asked(server)) == 1


def test_an_unset_parent_link_without_a_licence_is_no_parent_and_no_proof(jira: Start) -> None:
    base = one_field(*epics("Fewer calls"), limits=Limits(premium=False))
    server = jira(replace(base, fields=(*base.fields, parent_link())))
    scan = Scan(server)
    assert [item.parent for item in scan.items.values()] == [None] * 3


def test_a_probe_that_fails_is_no_proof_and_no_end(jira: Start) -> None:
    broken = [failing(403, on=place) for place in ("projects/fields", "createmeta", "editmeta")]
    server = jira(one_field(*epics()), faults=broken)
    found, warnings = outcomes(server)
    assert (found, len(warnings)) == ([UNSET] * 3, 1)


def test_inactive_owners_are_owners(cloud: Server) -> None:
    owner = Scan(cloud).item("PAY-2").owner
    assert owner
    assert owner.active is False


def test_a_value_that_is_seen_later_proves_the_field_after_all(jira: Start) -> None:
    server = jira(one_field(*epics(), limits=OFF, on_screens=False))
    scan = Scan(server, fields=CONFIGURED)
    body = (
        b'{"id":"1","key":"PAY-%d","fields":{"issuetype":{"id":"10000","name":"Epic"},'
        b'"project":{"id":"10200","key":"PAY"},"customfield_10050":%s}}'
    )
    assert [scan.reading.item(body % (1, value)).outcome for value in (b"null", b'"x"')] == [UNSET, "x"]  # type: ignore[union-attr]
    scan.reading.see(body % (1, b'"x"'))
    item = scan.reading.item(body % (2, b"null"))
    assert item
    assert item.outcome is None
