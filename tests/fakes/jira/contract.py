"""Requests and answers of Cloud held against Atlassian's OpenAPI document, and every ADF value against the ADF schema.

Both lie beside the repository and not in it. What was answered by a fault is exempt; v2 is held against v3's paths.
"""

from __future__ import annotations

import functools
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from jsonschema import Draft4Validator, Draft202012Validator
from jsonschema.protocols import Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.fakes.jira.http import Answer, Request

CONTRACTS = Path(__file__).parents[4] / "shared" / "contracts"
_SPEC = CONTRACTS / "jira-cloud-v3.trim.json"
_ADF = CONTRACTS / "adf.schema.json"
MISSING = f"the contracts of Jira are not in {CONTRACTS.name}/ beside the repository"
_NEWER = {"warnings": {"type": "array"}}  # announced in 2026, after the document


def present() -> bool:
    return _SPEC.exists() and _ADF.exists()


class Contract:
    """Give its `check` to `serve`; `violations` says what was wrong, by request."""

    def __init__(self) -> None:
        self.violations: list[str] = []
        self._lock = threading.Lock()

    def check(self, request: Request, answer: Answer, exact: bool) -> None:  # noqa: FBT001 - the server's call
        operation = _operation(request)
        if operation is None:
            return
        found = [*_of_query(operation, request), *_of_body(operation, request)]
        if exact and request.api in {"2", "3"}:
            document = msgspec.json.decode(msgspec.json.encode(answer.document)) if answer.status == 200 else None
            if request.gateway is None or answer.status == 200:  # the gateway refuses in its own way
                found += _of_answer(operation, answer.status, document)
            found += list(_of_adf(document)) if request.api == "3" else []
        with self._lock:
            self.violations += [f"{request.method} {request.route}: {each}" for each in found]


@functools.cache
def _spec() -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(_SPEC.read_bytes())
    schemas = spec["components"]["schemas"]
    schemas["SearchAndReconcileResults"]["properties"] |= _NEWER
    schemas["RemoteIssueLink"] = {"type": "array", "items": schemas["RemoteIssueLink"]}  # documented as a single one
    return spec


@functools.cache
def _operations() -> list[tuple[str, re.Pattern[str], str]]:
    """Method, pattern of the route and path, those without parameters first."""
    paths = sorted(_spec()["paths"], key=lambda path: path.count("{"))
    patterns = {path: re.compile(re.sub(r"\{\w+\}", "[^/]+", path.removeprefix("/rest/api/3/"))) for path in paths}
    return [(method.upper(), patterns[path], path) for path in paths for method in _spec()["paths"][path]]


def _operation(request: Request) -> tuple[str, str] | None:
    for method, pattern, path in _operations():
        if method == request.method and pattern.fullmatch(request.route):
            return method.lower(), path
    return None


@functools.cache
def _validator(*place: str) -> Validator:
    """Of the schema at a place of the document."""
    pointer = "/".join(each.replace("~", "~0").replace("/", "~1") for each in place)
    registry: Registry[Any] = Registry().with_resource("urn:jira", Resource(_spec(), DRAFT202012))
    return Draft202012Validator({"$ref": f"urn:jira#/{pointer}"}, registry=registry)


def _errors(validator: Validator, value: Any) -> list[str]:
    return [f"{each.json_path}: {each.message}"[:300] for each in validator.iter_errors(value)]


def _of_query(operation: tuple[str, str], request: Request) -> Iterator[str]:
    method, path = operation
    known = {each["name"]: each for each in _spec()["paths"][path][method].get("parameters", ())}
    for name in request.query:
        if known.get(name, {}).get("in") != "query":
            yield f"no parameter {name}"
    for name, each in known.items():
        if each["in"] == "query" and each.get("required") and name not in request.query:
            yield f"parameter {name} is required"
        kind = each["schema"].get("items", each["schema"]).get("type")
        texts = [part for text in request.query.get(name, ()) for part in text.split(",")]
        if kind == "integer" and not all(re.fullmatch(r"-?\d+", text) for text in texts):
            yield f"parameter {name} is no integer: {texts}"
        if kind == "boolean" and not {*texts} <= {"true", "false"}:
            yield f"parameter {name} is neither true nor false: {texts}"


def _of_body(operation: tuple[str, str], request: Request) -> list[str]:
    method, path = operation
    if "requestBody" not in _spec()["paths"][path][method]:
        return []
    place = "paths", path, method, "requestBody", "content", "application/json", "schema"
    return _errors(_validator(*place), request.body)


def _of_answer(operation: tuple[str, str], status: int, document: Any) -> list[str]:
    method, path = operation
    known = _spec()["paths"][path][method]["responses"]
    if status != 200:
        return [] if str(status) in known or status >= 500 else [f"status {status} is not documented"]
    return _errors(
        _validator("paths", path, method, "responses", "200", "content", "application/json", "schema"), document
    )


@functools.cache
def _adf() -> Validator:
    return Draft4Validator(json.loads(_ADF.read_bytes()))


@functools.lru_cache(maxsize=4096)
def _adf_errors(document: bytes) -> tuple[str, ...]:
    return tuple(_errors(_adf(), msgspec.json.decode(document)))


def _of_adf(value: Any) -> Iterator[str]:
    """Errors of every document in an answer, wherever it stands."""
    if isinstance(value, dict):
        if value.get("type") == "doc" and "content" in value:
            yield from _adf_errors(msgspec.json.encode(value))
        else:
            for each in value.values():
                yield from _of_adf(each)
    elif isinstance(value, list):
        for each in value:
            yield from _of_adf(each)
