"""SARIF 2.1.0 for code scanning. Every result is pinned to one file: GitHub rejects a whole upload for one without."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from msgspec import json

from outcome_lint import __version__
from outcome_lint.model import Finding, Run, Severity
from outcome_lint.output import figures
from outcome_lint.output.ci import Names, broken, clip, words, worst
from outcome_lint.output.escape import link_target
from outcome_lint.output.look import Anchor, Look, RuleHelp
from outcome_lint.output.rule_page import marked

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
LARGEST = 9_000_000  # bytes, compressed; GitHub takes 10 MB, what comes after the results included
_NAMED = 100
_TEXT = 1000


def render(run: Run, look: Look) -> Iterator[str]:
    """The worst results first, so that a limit cuts off the mildest; the end says how many. Ignored ones are out."""
    findings = worst(run)
    codes = {finding.rule: finding.code for finding in findings} | {gap.rule: gap.code for gap in run.abstentions}
    rules = {name: number for number, name in enumerate(sorted(codes))}
    about = [_rule(name, codes[name], look.rules.get(name)) for name in rules]
    driver = {"name": "outcome-lint", "semanticVersion": __version__, "rules": about}
    yield f'{{\n"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n'
    yield f'"tool": {_text({"driver": driver})},\n"columnKind": "unicodeCodePoints",\n"results": ['
    written = yield from _results(findings, look.anchor, rules)
    yield f'\n],\n"invocations": [{_text(_invocation(run, len(run.findings) - written, rules))}]\n}}]\n}}\n'


def _text(value: Any) -> str:
    return json.encode(value).decode()


def _results(findings: list[Finding], anchor: Anchor, rules: dict[str, int]) -> Generator[str, None, int]:
    """Results up to the size that GitHub takes; returns how many."""
    names, packer, size, written = Names(), zlib.compressobj(), 0, 0
    for finding in findings:
        text = _text(_result(finding, names.name(finding), anchor, rules[finding.rule]))
        size += len(packer.compress(text.encode()))
        if size > LARGEST:
            break
        yield f"{',' if written else ''}\n{text}"
        written += 1
    return written


def _result(finding: Finding, name: str, anchor: Anchor, rule: int) -> dict[str, Any]:
    """`primaryLocationLineHash` is the fingerprint that code scanning tells alerts on the same line apart by."""
    url = link_target(finding.item.url)
    uri = {"uri": quote(anchor.path), "uriBaseId": "%SRCROOT%"}
    result = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _unlinked(words(finding))},
        "locations": [{"physicalLocation": {"artifactLocation": uri, "region": {"startLine": anchor.line}}}],
        "partialFingerprints": {"primaryLocationLineHash": name, "outcomeLint/v1": name},
        "properties": {"confidence": finding.confidence, "item": clip(finding.item.key, _TEXT)},
    }
    return {**result, "workItemUris": [url]} if url else result


def _unlinked(text: str) -> str:
    """A message may hold links as Markdown has them (SARIF 2.1.0, 3.11.6); those in a title are none of ours."""
    return text.replace("](", "] (")


def _rule(name: str, code: str, about: RuleHelp | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name, "name": name, "properties": {"code": code}}
    if about is None:
        return rule
    more = f"outcome-lint rule {name}"
    parts = {"Ask": about.question, "Why": about.why, "How to fix": about.fix}
    told = {title: " ".join(text.split()) for title, text in parts.items()}
    text = "\n\n".join(f"{title}: {words}" for title, words in told.items())
    page = "\n\n".join(f"**{title}:** {marked(words)}" for title, words in told.items())
    return {
        **rule,
        "shortDescription": {"text": clip(about.asks, _TEXT)},
        "fullDescription": {"text": clip(about.why, _TEXT)},
        "help": {"text": f"{text}\n\nMore: {more}", "markdown": f"{page}\n\nMore: `{more}`"},
        "properties": {"code": code, "tags": ["outcomes", about.section]},
    }


def _invocation(run: Run, left_out: int, rules: dict[str, int]) -> dict[str, Any]:
    notices = [_notice("error", broken(problem)) for problem in run.problems[:_NAMED]]
    if not run.complete:
        notices.insert(0, _notice("error", f"{figures.NO_RATIO} ({figures.many(len(run.problems), 'problem')})"))
    if left_out:
        what = figures.many(left_out, "more finding")
        notices.append(
            _notice("warning", f"{what}, milder than these, left out: the file holds as many as GitHub takes")
        )
    for gap in run.abstentions:
        text = clip(f"Not judged: {figures.abstained(gap)} {figures.some_keys(gap)}", _TEXT)
        notices.append({**_notice("note", text), "associatedRule": {"id": gap.rule, "index": rules[gap.rule]}})
    when = datetime.fromisoformat(run.generated).astimezone(UTC)
    return {
        "executionSuccessful": run.complete,
        "endTimeUtc": f"{when:%Y-%m-%dT%H:%M:%SZ}",
        "toolExecutionNotifications": notices,
    }


def _notice(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _unlinked(text)}}
