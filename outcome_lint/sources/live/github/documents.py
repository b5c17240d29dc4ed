"""The GraphQL that is asked, and how it gets along with a server that does not know all of it.

Checked against GitHub's published schema in tests/contract/test_graphql.py.
"""

from __future__ import annotations

import re

FIELDS = """
query($owner: String!, $number: Int!) {
  repositoryOwner(login: $owner) {
    ... on ProjectV2Owner {
      projectV2(number: $number) {
        id title url closed
        fields(first: 100) { nodes { ... on ProjectV2FieldCommon { name dataType } } }
      }
    }
  }
}
"""

_VALUE = """{
  __typename
  ... on ProjectV2ItemFieldTextValue { text }
  ... on ProjectV2ItemFieldNumberValue { number }
  ... on ProjectV2ItemFieldDateValue { date }
  ... on ProjectV2ItemFieldSingleSelectValue { name }
  ... on ProjectV2ItemFieldIterationValue { title startDate duration }
  ... on ProjectV2ItemFieldUserValue { users(first: 10) { nodes { login } } }
  ... on ProjectV2ItemFieldMilestoneValue { milestone { title } }
  ... on ProjectV2ItemFieldLabelValue { labels(first: 20) { nodes { name } } }
  ... on ProjectV2ItemFieldRepositoryValue { repository { nameWithOwner } }
  %(issue_fields)s
}"""

_ISSUE_FIELDS = """... on ProjectV2ItemIssueFieldValue {
    issueFieldValue {
      __typename
      ... on IssueFieldTextValue { value }
      ... on IssueFieldNumberValue { valueNumber: value }
      ... on IssueFieldDateValue { value }
      ... on IssueFieldSingleSelectValue { name }
    }
  }"""

_ISSUE = """
  number title body url state stateReason locked createdAt updatedAt closedAt
  repository { nameWithOwner }
  labels(first: 100) { nodes { name } pageInfo { hasNextPage } }
  %(assignees)s
  milestone { title dueOn }
  %(issueType)s %(parent)s %(subIssuesSummary)s
"""

OPTIONAL = {
    "issue_fields": _ISSUE_FIELDS,
    "issueType": "issueType { name }",
    "parent": "parent { url }",
    "subIssuesSummary": "subIssuesSummary { total completed }",
    "assignees": """assignees: assignedActors(first: 20) {
    nodes { __typename ... on Actor { login } }
  }""",
}
"""What younger servers know: without it the query is asked again, and what it would have told stays unknown."""

_OLDER = {"assignees": "assignees(first: 20) { nodes { __typename login } }"}
_TELLTALES = {
    "ProjectV2ItemIssueFieldValue": "issue_fields", "issueFieldValue": "issue_fields", "IssueField": "issue_fields",
    "issueType": "issueType", "'parent'": "parent", "subIssuesSummary": "subIssuesSummary",
    "assignedActors": "assignees",
}  # fmt: skip
_ANY = re.compile("|".join(_TELLTALES))


def lacking(messages: list[str]) -> frozenset[str]:
    """Which optional parts a server complains of; empty when it complains of something else."""
    return frozenset(_TELLTALES[found] for message in messages for found in _ANY.findall(message))


def _parts(without: frozenset[str]) -> dict[str, str]:
    return {name: _OLDER.get(name, "") if name in without else text for name, text in OPTIONAL.items()}


def _asked(fields: int, parts: dict[str, str]) -> tuple[str, str]:
    """The variables and the selections for so many fields of a Project, by name."""
    variables = "".join(f", $f{number}: String!" for number in range(fields))
    value = _VALUE % parts
    return variables, "\n".join(f"f{number}: fieldValueByName(name: $f{number}) {value}" for number in range(fields))


def items(fields: int, without: frozenset[str]) -> str:
    """A page of a Project's items, with the values of so many fields (`$f0`, `$f1` …)."""
    parts = _parts(without)
    variables, values = _asked(fields, parts)
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
            ... on DraftIssue {{ id title body createdAt updatedAt assignees(first: 20) {{ nodes {{ login }} }} }}
          }}
          {values}
        }}
      }}
    }}
  }}
}}
"""


def nodes(fields: int, without: frozenset[str]) -> str:
    """Of up to 100 issues by node id: the parent, and the values of so many fields in the Projects they are in."""
    parts = _parts(without)
    variables, values = _asked(fields, parts)
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
      {projects if fields else ""}
    }}
  }}
}}
"""


DOCUMENTS = {
    "fields": FIELDS,
    "items": items(2, frozenset()),
    "items of an older server": items(1, frozenset(OPTIONAL)),
    "nodes": nodes(2, frozenset()),
    "parents": nodes(0, frozenset()),
}
"""Every kind of document that is sent, for whoever checks them."""
