"""POST /graphql: a document is checked once, run over the world, and its mistakes told as GitHub tells them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    build_schema,
    execute_sync,
    is_abstract_type,
    is_object_type,
    parse,
    validate,
)

from tests.fakes.github import resolvers, resolvers_projects, resolving
from tests.fakes.github.access import rate_of
from tests.fakes.github.calls import Answer, Call, Refusal
from tests.fakes.github.cost import points
from tests.fakes.github.world import EVERYTHING

if TYPE_CHECKING:
    from tests.fakes.github.faults import Fault

MODULES = (resolvers, resolvers_projects)
SDL = Path(__file__).with_name("schema.graphql")
NODES = 500_000
_UNDEFINED = re.compile(r"Cannot query field '(\w+)' on type '(\w+)'\.")
_PROJECTS = re.compile(r"\bproject(?:V2|sV2|Items)\b")


def sections() -> list[tuple[frozenset[str], str]]:
    """The parts of the schema, each with the features that it needs."""
    first, *others = re.split(r"^#: (.+)$", SDL.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = [(frozenset(names.split()), sdl) for names, sdl in zip(others[::2], others[1::2], strict=True)]
    return [(frozenset(), first), *named]


@cache
def schema(features: frozenset[str] = EVERYTHING) -> GraphQLSchema:
    """What a server with these features offers."""
    built = build_schema("\n".join(sdl for needed, sdl in sections() if needed <= features))
    for kind in built.type_map.values():
        if is_object_type(kind):
            for name, field in kind.fields.items():
                field.resolve = resolving.RESOLVERS.get((kind.name, name)) or resolving.plain(name)
        elif is_abstract_type(kind):
            kind.resolve_type = resolving.type_of
    return built


@cache
def parsed(text: str, features: frozenset[str]) -> tuple[DocumentNode | None, list[GraphQLError]]:
    try:
        document = parse(text)
    except GraphQLError as error:
        return None, [error]
    return document, validate(schema(features), document)


def answer(call: Call, fault: Fault | None) -> Answer:
    """The answer to a POST; 401 to strangers."""
    account, host = call.account, call.host
    if account.kind == "anonymous":
        return Refusal(401, "This endpoint requires you to be authenticated.").answer
    if call.method != "POST" or not isinstance(call.body, dict) or not isinstance(call.body.get("query"), str):
        return Refusal(400, "A query attribute must be specified and must be a string.").answer
    budget, limited = rate_of(host, account, "graphql"), "rate_limit" in host.features
    text, variables = call.body["query"], call.body.get("variables") or {}
    document, mistakes = parsed(text, host.features)
    cost, nodes = points(document, variables) if document and not mistakes else (1, 0)
    if limited and (budget.remaining < cost or (fault and fault.kind == "rate-limited")):
        body = _errors("RATE_LIMIT", "API rate limit already exceeded for user ID 1.", code="graphql_rate_limit")
        if fault and fault.kind == "rate-limited":  # as it was told in earlier years
            body = _errors("RATE_LIMITED", "API rate limit exceeded for user ID 1.")
            budget.used, budget.reset = budget.limit, int(host.clock()) + fault.reset
    else:
        budget.used += cost if limited else 0
        body = _said(call, document, mistakes, resolving.Asked(call, cost, nodes, budget, fault))
    headers = {}
    if limited:
        headers = {
            "X-RateLimit-Limit": str(budget.limit), "X-RateLimit-Remaining": str(budget.remaining),
            "X-RateLimit-Used": str(budget.used), "X-RateLimit-Reset": str(budget.reset),
            "X-RateLimit-Resource": "graphql",
        }  # fmt: skip
    if host.enterprise:
        headers["X-GitHub-Enterprise-Version"] = host.enterprise
    return Answer(body, headers=headers | {"X-GitHub-Media-Type": "github.v4; format=json"})


def _said(
    call: Call, document: DocumentNode | None, mistakes: list[GraphQLError], asked: resolving.Asked
) -> dict[str, Any]:
    if mistakes or document is None:
        return {"errors": [_mistake(each) for each in mistakes]}
    if asked.nodes > NODES:
        message = (
            f"This query requests up to {asked.nodes:,} possible nodes which exceeds the maximum limit of 500,000."
        )
        return _errors("MAX_NODE_LIMIT_EXCEEDED", message)
    scopes = call.account.scopes
    if (
        call.account.kind == "classic"
        and _PROJECTS.search(call.body["query"])
        and not {"project", "read:project"} & set(scopes)
    ):
        message = (
            "Your token has not been granted the required scopes to execute this query. The 'id' field requires one of "
            f"the following scopes: ['read:project'], but your token has only been granted the: {list(scopes)} scopes. "
            "Please modify your token's scopes at: https://github.com/settings/tokens."
        )
        return _errors("INSUFFICIENT_SCOPES", message)
    fault = asked.fault.kind if asked.fault else ""
    if fault == "something-went-wrong":
        message = (
            "Something went wrong while executing your query. This may be the result of a timeout, or it could be a "
            "GitHub bug. Please include `F00D:CAFE` when reporting this issue."
        )
        return {"data": None, "errors": [{"message": message}]}
    done = execute_sync(
        schema(call.host.features), document, context_value=asked, variable_values=call.body.get("variables"),
        operation_name=call.body.get("operationName"),
    )  # fmt: skip
    body: dict[str, Any] = {"data": done.data}
    errors = [_mistake(each) for each in done.errors or ()] + asked.errors
    if errors:
        body["errors"] = errors
    return body


def _mistake(error: GraphQLError) -> dict[str, Any]:
    """In GitHub's words, where a client is likely to look at them."""
    shown: dict[str, Any] = {"message": error.message}
    if error.extensions and "type" in error.extensions:
        shown["type"] = error.extensions["type"]
    if error.path:
        shown["path"] = error.path
    if error.locations:
        shown["locations"] = [{"line": each.line, "column": each.column} for each in error.locations]
    if found := _UNDEFINED.match(error.message):
        shown["message"] = f"Field '{found[1]}' doesn't exist on type '{found[2]}'"
        shown["extensions"] = {"code": "undefinedField", "typeName": found[2], "fieldName": found[1]}
    return shown


def _errors(kind: str, message: str, **more: str) -> dict[str, Any]:
    return {"errors": [{"type": kind, **more, "message": message}]}
