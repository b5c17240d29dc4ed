"""The GraphQL that is asked, and how it gets along with a server that does not know all of it.

Each connection inside of a page costs a point a page, so people and labels are asked for only where they are wanted.
Checked against GitHub's published schema in tests/contract/test_graphql.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

FIELDS = """
query($owner: String!, $number: Int!) {
  repositoryOwner(login: $owner) {
    ... on ProjectV2Owner {
      projectV2(number: $number) {
        id title url closed
        fields(first: 100) { pageInfo { hasNextPage } nodes { ... on ProjectV2FieldCommon { name dataType } } }
      }
    }
  }
}
"""

MEMBER = "query($login: String!) { organization(login: $login) { viewerIsAMember } }"

_VALUES = {
    "ASSIGNEES": "... on ProjectV2ItemFieldUserValue { users(first: 20) { nodes { login } } }",
    "LABELS": "... on ProjectV2ItemFieldLabelValue { labels(first: 100) { nodes { name } } }",
    "MILESTONE": "... on ProjectV2ItemFieldMilestoneValue { milestone { title } }",
    "REPOSITORY": "... on ProjectV2ItemFieldRepositoryValue { repository { nameWithOwner } }",
}
"""By the type of a field; all others are asked for whatever they may be."""

_VALUE = """... on ProjectV2ItemFieldTextValue { text }
    ... on ProjectV2ItemFieldNumberValue { number }
    ... on ProjectV2ItemFieldDateValue { date }
    ... on ProjectV2ItemFieldSingleSelectValue { name }
    ... on ProjectV2ItemFieldIterationValue { title startDate duration }
    %(shown)s"""

_CONTENTS = """... on IssueFieldTextValue { %(field)s value }
      ... on IssueFieldNumberValue { %(field)s valueNumber: value }
      ... on IssueFieldDateValue { %(field)s value }
      ... on IssueFieldSingleSelectValue { %(field)s name }
      ... on IssueFieldMultiSelectValue { %(field)s options { name } }"""

_ISSUE = """
  id number title body url state %(stateReason)s locked createdAt updatedAt closedAt
  repository { nameWithOwner }
  labels(first: 100) { nodes { name } pageInfo { hasNextPage } }
  milestone { title dueOn }
  %(issueType)s %(parent)s %(subIssuesSummary)s
"""

OPTIONAL = {
    "shown": f"... on ProjectV2ItemIssueFieldValue {{ issueFieldValue {{ __typename {_CONTENTS % {'field': ''}} }} }}",
    "issueFieldValues": f"""issueFieldValues(first: 50) {{
      pageInfo {{ hasNextPage }}
      nodes {{ __typename {_CONTENTS % {"field": "field { ... on IssueFieldCommon { name } }"}} }}
    }}""",
    "issueType": "issueType { name }",
    "parent": "parent { url }",
    "subIssuesSummary": "subIssuesSummary { total completed }",
    "stateReason": "stateReason(enableDuplicate: true)",
    "assignees": "assignees: assignedActors(first: 20) { nodes { __typename ... on Actor { login } } }",
}
"""What younger servers know: without it the query is asked again, and what it would have told stays unknown."""

_OLDER = {"assignees": "assignees(first: 20) { nodes { __typename login } }", "stateReason": "stateReason"}
_TELLTALES = {
    "ProjectV2ItemIssueFieldValue": "shown", "issueFieldValues": "issueFieldValues", "issueType": "issueType",
    "'parent'": "parent", "subIssuesSummary": "subIssuesSummary", "assignedActors": "assignees",
    "enableDuplicate": "stateReason",
}  # fmt: skip
_ANY = re.compile("|".join(_TELLTALES))
_STRANGE = re.compile(
    r"doesn't exist|doesn't accept|No such type|Cannot query|Unknown (?:type|argument)|undefined", re.IGNORECASE
)


def lacking(messages: list[str]) -> frozenset[str]:
    """Which optional parts a server does not know; empty when it complains of something else."""
    strange = [message for message in messages if _STRANGE.search(message)]
    found = {_TELLTALES[word] for message in strange for word in _ANY.findall(message)}
    if any("IssueField" in message for message in strange) and not found & {"shown", "issueFieldValues"}:
        found |= {"shown", "issueFieldValues"}
    return frozenset(found)


def _parts(without: frozenset[str]) -> dict[str, str]:
    return {name: _OLDER.get(name, "") if name in without else text for name, text in OPTIONAL.items()}


def _asked(kinds: Sequence[str], parts: dict[str, str]) -> tuple[str, str]:
    """The variables and the selections for fields of a Project, by name; `kinds` are their types."""
    variables = "".join(f", $f{number}: String!" for number in range(len(kinds)))
    values = (
        f"f{number}: fieldValueByName(name: $f{number}) {{ __typename {_VALUES.get(kind, _VALUE % parts)} }}"
        for number, kind in enumerate(kinds)
    )
    return variables, "\n          ".join(values)


def items(kinds: Sequence[str], without: frozenset[str]) -> str:
    """A page of a Project's items, with the values of some fields (`$f0`, `$f1` …)."""
    parts = _parts(without)
    variables, values = _asked(kinds, parts)
    return f"""
query($project: ID!, $size: Int!, $after: String{variables}) {{
  rateLimit {{ cost remaining resetAt }}
  node(id: $project) {{
    ... on ProjectV2 {{
      items(first: $size, after: $after) {{
        totalCount
        pageInfo {{ hasNextPage endCursor }}
        nodes {{
          id isArchived type
          content {{
            __typename
            ... on Issue {{ {_ISSUE % parts} }}
            ... on DraftIssue {{ id title body createdAt updatedAt }}
          }}
          {values}
        }}
      }}
    }}
  }}
}}
"""


def nodes(kinds: Sequence[str], without: frozenset[str]) -> str:
    """Of up to 100 issues by node id: the parent, and the values of some fields in the Projects they are in."""
    parts = _parts(without)
    variables, values = _asked(kinds, parts)
    projects = f"""projectItems(first: 20, includeArchived: false) {{
        pageInfo {{ hasNextPage }}
        nodes {{ project {{ id }} {values} }}
      }}"""
    return f"""
query($ids: [ID!]!{variables}) {{
  rateLimit {{ cost remaining resetAt }}
  nodes(ids: $ids) {{
    ... on Issue {{
      id {parts["parent"]}
      {projects if kinds else ""}
    }}
  }}
}}
"""


def details(without: frozenset[str], *, people: bool = False, fields: bool = False) -> str:
    """Of up to 100 issues and drafts by node id: their assignees, and the values of their own issue fields."""
    parts = _parts(without)
    return f"""
query($ids: [ID!]!) {{
  rateLimit {{ cost remaining resetAt }}
  nodes(ids: $ids) {{
    ... on Issue {{ id {parts["assignees"] if people else ""} {parts["issueFieldValues"] if fields else ""} }}
    {"... on DraftIssue { id assignees(first: 20) { nodes { __typename login } } }" if people else ""}
  }}
}}
"""


DOCUMENTS = {
    "fields": FIELDS,
    "member": MEMBER,
    "items": items(("TEXT", "ASSIGNEES", "LABELS", "MILESTONE", "REPOSITORY"), frozenset()),
    "items of an older server": items(("TEXT",), frozenset(OPTIONAL)),
    "nodes": nodes(("TEXT", "SINGLE_SELECT"), frozenset()),
    "parents": nodes((), frozenset()),
    "details": details(frozenset(), people=True, fields=True),
    "people of an older server": details(frozenset(OPTIONAL), people=True),
}
"""Every kind of document that is sent, for whoever checks them."""
