"""What a JSON object is, by the keys it has."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, Raw

from outcome_lint.sources import scan
from outcome_lint.sources.pages import Page

probe = msgspec.json.Decoder(Page).decode


def kind_of(page: Page) -> str:
    """jira, github or snapshot for a record, jira-page or github-page, error, ids-only, or unknown."""
    if page.issues is not UNSET:
        return "jira-page"
    if page.fields is not UNSET and (page.key is not UNSET or page.id is not UNSET):
        return "jira"
    if page.items is not UNSET and page.total_count is not UNSET:
        return "github-page"
    if page.number is not UNSET and (
        page.html_url is not UNSET or page.repository_url is not UNSET or page.url is not UNSET
    ):
        return "github"
    if page.key is not UNSET:
        return "snapshot"
    if page.errorMessages is not UNSET or page.documentation_url is not UNSET or page.errors is not UNSET:
        return "error"
    return "ids-only" if page.id is not UNSET and page.title is UNSET else "unknown"


def only(view: memoryview) -> Page | None:
    """The one object that the view holds; None for anything else."""
    try:
        return probe(view)
    except scan.BAD:
        return None


def keys(view: memoryview) -> list[str]:
    """The first names of an object, [] for anything else."""
    try:
        return list(msgspec.json.decode(view, type=dict[str, Raw]))[:40]
    except scan.BAD:
        return []


def text(raw: Any) -> str:
    """A raw value in words, "" where it is absent."""
    if not isinstance(raw, Raw):
        return ""
    try:
        return str(msgspec.json.decode(raw))
    except scan.BAD:
        return bytes(raw).decode("utf-8", "replace").strip('"')


def key_of(view: memoryview) -> str:
    """The key of a record that is otherwise of no use."""
    try:
        return text(probe(view).key)
    except scan.BAD:
        return ""
