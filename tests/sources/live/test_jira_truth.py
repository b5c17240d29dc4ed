"""Against what the site really holds: "missing" is said only of a field that applies, is visible, and is empty."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from tests.fakes.jira import Account, Limits, Server, Site
from tests.fakes.jira.faults import mixture
from tests.fakes.jira.small import ACTUAL, BLIND, FULL, LAB_OUTCOME, ONLY_PAY, OUTCOME, PAT, READER, small
from tests.sources.live.fetches import Fetch
from tests.sources.live.meanings import Scan

Start = Callable[..., Server]
HIDING = replace(READER, hidden_fields=frozenset({ACTUAL}))
LIMITS = [
    Limits(projects_fields=flag, absent_as_null=null, create_denied=denied, parent_as_null=null)
    for flag, null, denied in product((True, False), (True, False), ("empty", "400"))
]


def fillable(site: Site, account: Account, key: str, idents: tuple[str, ...]) -> list[str]:
    """The fields among these that somebody could fill in for the issue and the account can see."""
    [issue] = [each for each in site.issues if each.key == key]
    return [
        field.id
        for field in site.fields
        if field.id in idents and field.id not in account.hidden_fields and field.applies(issue.project, issue.type)
    ]


@pytest.mark.parametrize("limits", LIMITS)
@pytest.mark.parametrize(
    ("flavour", "account"),
    [
        ("cloud", FULL),
        ("cloud", HIDING),
        ("cloud", BLIND),
        ("cloud", ONLY_PAY),
        ("datacenter", PAT),
        ("datacenter", READER),
    ],
)
def test_missing_is_never_said_of_what_cannot_be_filled_in(
    jira: Start, flavour: str, account: Account, limits: Limits
) -> None:
    accounts = (account, *small(flavour).accounts)  # type: ignore[arg-type]
    site = small(flavour, limits=limits, accounts=accounts)  # type: ignore[arg-type]
    scan = Scan(jira(site), account=account)
    held = {each.key: each.fields for each in site.issues}
    assert scan.items
    for item in scan.items.values():
        for value, idents in ((item.outcome, (OUTCOME, LAB_OUTCOME)), (item.actual_outcome, (ACTUAL,))):
            applying = fillable(site, account, item.key, idents)
            filled = [ident for ident in applying if held[item.key].get(ident)]
            if value is None:
                assert applying
                assert not filled
            elif value is UNSET:
                assert not filled
            else:
                assert filled or value in str(item.description)
    known = {item.project for item in scan.items.values() if item.outcome is not UNSET}
    assert known or account is BLIND


@pytest.mark.parametrize("flavour", ["cloud", "datacenter"])
@pytest.mark.parametrize("seed", range(5))
def test_a_very_bad_day_changes_nothing_or_is_told(jira: Start, flavour: str, seed: int) -> None:
    """With ancestors, web links, properties and every proof to be asked for."""
    limits = Limits(projects_fields=False, absent_as_null=True)
    how: dict[str, Any] = {
        "jql": "issuetype = Epic", "remote_links": True, "properties": "okr", "confirm": "okr outcome parent",
    }  # fmt: skip
    good, bad = (
        Fetch(jira(small(flavour, limits=limits), faults=faults), **how)  # type: ignore[arg-type]
        for faults in ([], mixture(35, seed))
    )
    assert not good.problems
    same = (bad.items, bad.context) == (good.items, good.context)
    assert same or bad.problems or bad.error
