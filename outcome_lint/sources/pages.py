"""Pages of a search: which say whether they are the whole result, and the ledger that holds them to it."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from outcome_lint.sources.intake import Intake
from outcome_lint.sources.jira_standard import standard_name
from outcome_lint.sources.scan import BAD

_DIGITS = re.compile(r"\d+")


class Page(Struct, gc=False):
    """Any answer of any API that we know, and any single record: enough to tell which it is."""

    # a Jira search, bulkfetch or agile page
    issues: Raw | UnsetType = UNSET
    names: Raw | UnsetType = UNSET
    schema: Raw | UnsetType = UNSET
    isLast: Any = UNSET
    nextPageToken: Any = UNSET
    total: Any = UNSET
    startAt: Any = UNSET
    issueErrors: Any = UNSET
    warnings: Any = UNSET
    errorMessages: Any = UNSET
    errors: Any = UNSET
    # a GitHub search, or an error of it
    items: Raw | UnsetType = UNSET
    total_count: Any = UNSET
    incomplete_results: Any = UNSET
    message: Any = UNSET
    documentation_url: Any = UNSET
    # a record
    key: Raw | UnsetType = UNSET
    id: Raw | UnsetType = UNSET
    fields: Raw | UnsetType = UNSET
    number: Raw | UnsetType = UNSET
    html_url: Raw | UnsetType = UNSET
    repository_url: Raw | UnsetType = UNSET
    url: Raw | UnsetType = UNSET
    title: Raw | UnsetType = UNSET


class Ledger:
    """Counts pages and issues by input; files whose names differ in their numbers only are one input."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._open: dict[str, str] = {}
        self._lasts: dict[str, int] = {}
        self._files: dict[str, set[str]] = {}
        self._searches: dict[str, list[list[int]]] = {}

    def page(self, source: str, page: Page, count: int) -> None:
        """Note what the page says of itself; `count` is how many issues it holds."""
        family = _DIGITS.sub("#", source)
        self._files.setdefault(family, set()).add(source)
        more = page.isLast is False or bool(page.nextPageToken)
        if more:
            self._open[family] = source
        else:
            self._lasts[family] = self._lasts.get(family, 0) + (page.isLast is True or page.nextPageToken is None)
            self._open.pop(family, None)
        total = page.total if page.total is not UNSET else page.total_count
        if isinstance(total, int) and not isinstance(total, bool):
            searches = self._searches.setdefault(family, [])
            start = page.startAt if isinstance(page.startAt, int) else 0
            if not searches or (start == 0 and len(self._files[family]) == 1 and searches[-1][1] >= searches[-1][0]):
                searches.append([total, 0])
            searches[-1][0] = max(searches[-1][0], total)
            searches[-1][1] += count

    def close(self) -> None:
        """A page that is not the last, and nothing after it, is half an export: say so."""
        hint = "fetch all pages (nextPageToken, or startAt) and pass them together"
        for family, source in self._open.items():
            if len(self._files[family]) > 1 and self._lasts.get(family):
                continue
            self._intake.problem(source, source, "the last page says that more pages follow, but none does", hint)
        for family, searches in self._searches.items():
            for total, count in searches:
                if count < total:
                    source = min(self._files[family])
                    self._intake.problem(
                        source, source, f"the search found {total} issues, but only {count} are here", hint
                    )


def names_of(page: Page | Any) -> dict[str, str] | None:
    """The table from id to name that `expand=names` adds to a page or issue.

    Epic Link, Parent Link and others are also known by their schema, since their names are translated.
    """
    names = _object(page.names)
    if names is None:
        return None
    table = {ident: name for ident, name in names.items() if isinstance(name, str)}
    for ident, schema in (_object(page.schema) or {}).items():
        if name := standard_name(schema.get("custom") if isinstance(schema, dict) else None):
            table[ident] = name
    return table


def _object(raw: Raw | UnsetType) -> dict[str, Any] | None:
    if raw is UNSET:
        return None
    try:
        value = msgspec.json.decode(raw)
    except BAD:
        return None
    return value if isinstance(value, dict) and value else None


def complaints(page: Page) -> list[str]:
    """What an answer says went wrong: Jira's errorMessages and errors, GitHub's message."""
    found: list[str] = []
    if isinstance(page.errorMessages, list):
        found += [str(text) for text in page.errorMessages]
    if isinstance(page.errors, dict):
        found += [f"{name}: {text}" for name, text in page.errors.items()]
    if isinstance(page.message, str):
        found.append(page.message)
    return found


def holes(page: Page) -> list[str]:
    """What a page says it left out: bulkfetch's issueErrors, a truncating warning, GitHub's incomplete_results."""
    found: list[str] = []
    found += [
        f"issue {error.get('id')} could not be fetched: {error.get('errorMessage')}"
        for error in _listed(page.issueErrors)
    ]
    found += [f"Jira warns: {warning.get('message') or warning.get('type')}" for warning in _listed(page.warnings)]
    if page.incomplete_results is True:
        found.append("GitHub says that the search timed out: incomplete_results")
    return found


def _listed(value: Any) -> list[dict[str, Any]]:
    entries = value if isinstance(value, list) else []
    return [entry if isinstance(entry, dict) else {"message": entry, "errorMessage": entry} for entry in entries]
