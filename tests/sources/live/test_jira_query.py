"""Which issues a live Jira is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from outcome_lint.errors import UsageError
from outcome_lint.sources import Mapping
from outcome_lint.sources.live.jira import query
from outcome_lint.sources.live.jira.query import IssueType, Place, Scope, Types
from outcome_lint.trackers import JiraSource
from tests.fakes.jira import IssueType as Type
from tests.fakes.jira import Server
from tests.fakes.jira.small import EPIC, INITIATIVE, LAB_EPIC, small
from tests.sources.live.meanings import client

EPICS = Types((IssueType("10000", "Epic"),), {"10000": "epic"})


def jql(words: str = "", types: Types = EPICS, **source: object) -> str:
    return query.jql(JiraSource(jql=words, **source), types)  # type: ignore[arg-type]


def levels(server: Server, mapping: Mapping | None = None) -> dict[str, str]:
    return query.type_ids(client(server), mapping or Mapping.default()).levels


def only(*names: str, **levels: tuple[str, ...]) -> Mapping:
    return Mapping.default().merged(levels=levels).only_levels(names)


def test_levels_are_those_of_the_hierarchy_also_of_team_managed_projects(cloud: Server) -> None:
    assert levels(cloud) == {INITIATIVE: "initiative", EPIC: "epic", LAB_EPIC: "epic"}


def test_a_translated_name_is_no_matter_where_there_is_a_hierarchy(jira: Callable[..., Server]) -> None:
    server = jira(small(types=(Type(id="1", name="Großes Vorhaben", level=1), Type(id="2", name="Thema", level=3))))
    assert levels(server) == {"1": "epic", "2": "initiative"}


def test_without_a_hierarchy_the_names_decide(datacenter: Server) -> None:
    assert levels(datacenter) == {INITIATIVE: "initiative", EPIC: "epic"}
    assert levels(datacenter, only("epic", epic=("Story",))) == {EPIC: "epic", "10001": "epic"}


def test_only_the_levels_in_scope_are_asked_for(cloud: Server) -> None:
    assert levels(cloud, only("initiative")) == {INITIATIVE: "initiative"}


def test_no_type_in_scope_is_told_with_those_that_there_are(datacenter: Server) -> None:
    with pytest.raises(UsageError, match=r"is capability; it has Initiative, Epic, Story, Sub-task") as error:
        levels(datacenter, only("capability"))
    assert "levels: {epic: [Feature]" in error.value.hint


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("project = A ORDER BY created DESC", "project = A"),
        ("project = A order  by\n created", "project = A"),
        ("ORDER BY created", ""),
        ("", ""),
        ('summary ~ "order by hand"', 'summary ~ "order by hand"'),
        ("summary ~ 'it\\'s order by' ORDER BY key", "summary ~ 'it\\'s order by'"),
        ("border by = 1", "border by = 1"),
    ],
)
def test_an_order_of_the_users_own_is_taken_off(words: str, kept: str) -> None:
    assert query.without_order(words) == kept


def test_the_users_words_stand_in_brackets() -> None:
    assert jql("a = 1 OR b = 2 ORDER BY c") == "(a = 1 OR b = 2) AND issuetype in (10000) ORDER BY key ASC"


def test_projects_narrow_the_query_and_are_quoted() -> None:
    said = jql("labels = bet", projects=("ABC", 'D"E\\'))
    assert said == r'project in ("ABC", "D\"E\\") AND (labels = bet) AND issuetype in (10000) ORDER BY key ASC'


def test_a_query_is_bounded_even_if_nobody_asks_for_anything() -> None:
    assert jql() == "issuetype in (10000) ORDER BY key ASC"


def test_types_of_other_projects_are_left_out() -> None:
    own = IssueType("2", "Epic", scope=Scope(Place("7", "LAB")))
    types = Types((IssueType("1", "Epic"), own), {"1": "epic", "2": "epic"})
    assert "issuetype in (1)" in jql(types=types, projects="PAY")
    assert "issuetype in (1, 2)" in jql(types=types, projects="lab")
    assert "issuetype in (1, 2)" in jql(types=types)


def test_too_many_types_are_asked_for_by_name() -> None:
    many = tuple(IssueType(str(number), "Epic") for number in range(query.MOST_IDS + 1))
    assert 'issuetype in ("Epic")' in jql(types=Types(many, {}))
