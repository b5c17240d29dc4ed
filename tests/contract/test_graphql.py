"""The GraphQL that is asked, and the GraphQL that our scripted GitHub answers, against GitHub's published schema.

The schema comes as the npm package @octokit/graphql-schema (`.ci/run` installs it). It lags behind: what it lacks is
taken from the sections of our own schema that say so.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLSchema,
    build_schema,
    extend_schema,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_object_type,
    is_specified_scalar_type,
    is_union_type,
    parse,
)
from graphql import validate as mistakes_of

from outcome_lint.sources.live.github.documents import DOCUMENTS
from tests.fakes.github import graphql as scripted

ROOT = Path(__file__).parents[2]
PACKAGE = "@octokit/graphql-schema@15.26.1"
FILE = ROOT / "build" / "npm" / "node_modules" / "@octokit" / "graphql-schema" / "schema.graphql"
SHA256 = "3c62d0526d133cee53221c89de9b455ade24db78b9e7ad56d642c4c15bce2654"
YOUNGER = frozenset({"assigned_actors", "issue_fields", "issue_types"})
"""Of the scripted server's features those that the package does not know."""


@cache
def published() -> GraphQLSchema:
    if not FILE.is_file():
        message = f"npm install --prefix build/npm --no-save --ignore-scripts {PACKAGE} would let this test run"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    data = FILE.read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256, "this is another schema than the one that was looked at"
    known = build_schema(data.decode(), assume_valid=True, assume_valid_sdl=True)
    younger = "\n".join(sdl for needed, sdl in scripted.sections() if needed & YOUNGER)
    return extend_schema(known, parse(younger), assume_valid=True, assume_valid_sdl=True)


def validate(document: str) -> list[str]:
    """What GitHub would say against a document."""
    return [str(each) for each in mistakes_of(published(), parse(document))]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_asked(name: str) -> None:
    assert validate(DOCUMENTS[name]) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_asked_of_the_scripted_server(name: str) -> None:
    document, mistakes = scripted.parsed(DOCUMENTS[name], scripted.EVERYTHING)
    assert document
    assert [str(each) for each in mistakes] == []


@pytest.mark.parametrize(
    ("document", "word"),
    [
        ("{ viewer { logn } }", "logn"),
        ("{ organization { id } }", "login"),
        ('query($n: String!) { organization(login: "a") { projectV2(number: $n) { id } } }', "Int!"),
        ("""{ node(id: "x") { ... on Issue { issueFieldValues(first: 1) { nodes {
          ... on IssueFieldTextValue { value } ... on IssueFieldNumberValue { value } } } } } }""", "conflict"),
    ],
)  # fmt: skip
def test_mistakes_are_found(document: str, word: str) -> None:
    [message] = validate(document)
    assert word in message


def test_the_scripted_server_offers_nothing_that_github_does_not() -> None:
    assert _strangers(scripted.schema(), published()) == []


def test_inventions_are_found() -> None:
    ours = build_schema("""
      type Query { viewer: Int invented: String repository(owner: ID!, name: String!): Repository }
      type Repository { id: ID! } type Invented { id: ID! } enum IssueState { OPEN LOST } union Assignee = Repository
    """)
    assert _strangers(ours, published()) == [
        "Query.viewer: Int, not User!",
        "Query.invented: String, not None",
        "Query.repository(owner: ID!)",
        "Invented",
        "IssueState.LOST",
        "Assignee = Repository",
    ]


def _strangers(ours: GraphQLSchema, theirs: GraphQLSchema) -> list[str]:
    """Types, fields, arguments, values and members of ours that are not theirs, or are of another type."""
    found: list[str] = []
    for name, kind in ours.type_map.items():
        known = theirs.type_map.get(name)
        if name.startswith("__") or is_specified_scalar_type(kind):
            continue
        if type(known) is not type(kind):
            found.append(name)
        elif is_enum_type(kind):
            found += [f"{name}.{value}" for value in kind.values if value not in known.values]
        elif is_union_type(kind):
            members = {each.name for each in known.types}
            found += [f"{name} = {each.name}" for each in kind.types if each.name not in members]
        elif is_object_type(kind) or is_interface_type(kind):
            interfaces = {each.name for each in known.interfaces}
            found += [f"{name} implements {each.name}" for each in kind.interfaces if each.name not in interfaces]
            found += _other_fields(name, kind.fields, known.fields)
        elif is_input_object_type(kind):
            found += _other_fields(name, kind.fields, known.fields)
    return found


def _other_fields(name: str, ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    found = []
    for field, said in ours.items():
        known = theirs.get(field)
        if known is None or str(known.type) != str(said.type):
            found.append(f"{name}.{field}: {said.type}, not {known and known.type}")
            continue
        arguments = getattr(said, "args", {})
        found += [
            f"{name}.{field}({each}: {argument.type})"
            for each, argument in arguments.items()
            if each not in known.args or str(known.args[each].type) != str(argument.type)
        ]
    return found
