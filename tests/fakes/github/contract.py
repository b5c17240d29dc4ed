"""Calls and answers against the published description of GitHub's REST API, as far as the trimmed copy has its paths.

A copy is looked for beside the repository; without one nothing is checked and `load` gives None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.fakes.github.server import Request

FILE = Path(__file__).parents[3].parent / "shared" / "contracts" / "github-rest.trim.json"
WHERE = "urn:github"
ANY_TIME = frozenset({301, 304, 307, 401, 403, 404, 410, 422, 429})
CURSORS = frozenset({"after", "before"})


def _nullable(node: Any) -> Any:
    """OpenAPI 3.0's `nullable`, as JSON Schema says it."""
    if isinstance(node, list):
        return [_nullable(each) for each in node]
    if not isinstance(node, dict):
        return node
    shown = {name: _nullable(value) for name, value in node.items() if name not in ("nullable", "example", "examples")}
    if node.get("nullable") is True:
        return {"anyOf": [shown, {"type": "null"}]}
    return shown


def _path(template: str) -> re.Pattern[str]:
    inner = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
    return re.compile(inner.replace("/repos/[^/]+/[^/]+", "(?:/repos/[^/]+/[^/]+|/repositories/[0-9]+)", 1))


@dataclass
class Contract:
    """`watch` a server with it; `violations` are what it found, each with the call."""

    document: dict[str, Any]
    registry: Registry[Any]
    paths: list[tuple[re.Pattern[str], str]]
    violations: list[str] = field(default_factory=list)
    seen: set[tuple[str, int]] = field(default_factory=set)
    checked: int = 0

    def watch(self, request: Request) -> None:
        path = request.path.removeprefix("/api/v3")
        found = next((template for pattern, template in self.paths if pattern.fullmatch(path)), None)
        operation = self.document["paths"].get(found, {}).get(request.method.lower())
        if operation is None:
            return
        self.checked += 1
        where = f"#/paths/{quote(found.replace('/', '~1'), safe='~')}/{request.method.lower()}"
        for problem in (*self._asked(request, operation, where), *self._answered(request, operation, where)):
            self.violations.append(f"{request.line}: {problem}")

    def _asked(self, request: Request, operation: dict[str, Any], where: str) -> Iterator[str]:
        known = {each["name"]: each for each in map(self._parameter, operation.get("parameters", []))}
        for name, text in request.query.items():
            if name not in known:
                if name not in CURSORS:
                    yield f"there is no parameter {name}"
                continue
            schema = known[name]["schema"]
            value: Any = int(text) if schema.get("type") == "integer" and text.isdigit() else text
            for error in Draft202012Validator(_nullable(schema)).iter_errors(value):
                yield f"parameter {name}: {error.message}"
        if request.body is not None and "requestBody" in operation:
            yield from self._errors(f"{where}/requestBody/content/application~1json/schema", request.body)

    def _parameter(self, parameter: dict[str, Any]) -> dict[str, Any]:
        name = parameter.get("$ref", "").rpartition("/")[2]
        return self.document["components"]["parameters"][name] if name else parameter

    def _answered(self, request: Request, operation: dict[str, Any], where: str) -> Iterator[str]:
        answer = operation["responses"].get(str(request.status))
        if answer is None:
            if request.fault is None and request.status not in ANY_TIME:
                yield f"no answer {request.status} is known"
            return
        target = answer.get("$ref", f"{where}/responses/{request.status}")
        if "$ref" in answer:
            answer = self.document["components"]["responses"][target.rpartition("/")[2]]
        schema = answer.get("content", {}).get("application/json", {}).get("schema")
        if schema is None or request.fault is not None:
            return
        yield from self._body(f"{target}/content/application~1json/schema", schema, request.answer)

    def _body(self, pointer: str, schema: dict[str, Any], answer: bytes) -> Iterator[str]:
        """Of a list every entry once: pages repeat what they show, and checking is slow."""
        if schema.get("type") != "array":
            yield from self._errors(pointer, json.loads(answer))
            return
        for raw in msgspec.json.decode(answer, type=list[msgspec.Raw]):
            key = (pointer, hash(bytes(raw)))
            if key not in self.seen:
                self.seen.add(key)
                yield from self._errors(f"{pointer}/items", json.loads(bytes(raw)))

    def _errors(self, pointer: str, value: Any) -> Iterator[str]:
        for error in self._validator(pointer).iter_errors(value):
            yield f"{'/'.join(map(str, error.absolute_path)) or 'body'}: {_deepest(error).message[:200]}"

    def _validator(self, pointer: str) -> Draft202012Validator:
        return Draft202012Validator({"$ref": f"{WHERE}{pointer}"}, registry=self.registry)


def _deepest(error: ValidationError) -> ValidationError:
    while error.context:
        error = max(error.context, key=lambda each: len(each.absolute_path))
    return error


@cache
def _parts() -> tuple[dict[str, Any], Registry[Any], list[tuple[re.Pattern[str], str]]] | None:
    if not FILE.is_file():
        return None
    document = json.loads(FILE.read_text(encoding="utf-8"))
    resource = Resource.from_contents(_nullable(document), default_specification=DRAFT202012)
    paths = [(_path(each), each) for each in document["paths"]]
    return document, Registry().with_resource(WHERE, resource), paths


def load() -> Contract | None:
    """A fresh one, or None where the description isn't there."""
    parts = _parts()
    return None if parts is None else Contract(*parts)
