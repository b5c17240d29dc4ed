"""`outcome-lint explain`: how an outcome is read, part by part, and what to ask."""

from __future__ import annotations

import os
import sys
from typing import Any

import click
from msgspec.structs import replace

from outcome_lint.checks import Miss, Subject, Surroundings
from outcome_lint.cli import options, streams
from outcome_lint.cli.session import Session
from outcome_lint.errors import NothingMatchedError, UsageError
from outcome_lint.language import Anatomy, anatomy
from outcome_lint.linter import activate
from outcome_lint.model import Confidence, Severity, WorkItem
from outcome_lint.output.look import Look
from outcome_lint.output.reading import Gap, Reading, render
from outcome_lint.rulebook import Rule

_PARTS = ("beneficiary", "effect", "measure", "baseline", "target", "timeframe", "deliverable")
_WANTED = ("beneficiary", "effect", "measure", "timeframe")  # worth saying when they are not there
_RULES = ("missing-outcome", "placeholder-outcome", "restated-title", "output-not-outcome", "no-beneficiary",
          "no-measure", "no-timeframe")  # fmt: skip
_EXAMPLES = 2


@click.command("explain")
@click.argument("text", metavar="TEXT|KEY")
@options.sources
@click.option("--title", default="", help="The item's title, to see whether the text adds to it.")
def command(text: str, title: str, **values: Any) -> int:
    """Show how outcome-lint reads TEXT, or the outcome of the item KEY in the SOURCES (or the demo).

    Quotes the parts that it found, names what it looked for in vain, and asks the questions that follow. With `-`
    the text comes from standard input.
    """
    wishes = options.wishes(values)
    if wishes.sources:
        wishes = replace(wishes, only=(text,))
    session = Session(wishes, sys.stdin.buffer)
    if wishes.sources or wishes.demo:
        item = _item(session, text)
    else:
        said = sys.stdin.read() if text == "-" else text
        item = WorkItem(key="-", title=title, outcome=said.strip() or None, target_date=None)
    around = session.prepare()[0].surroundings
    look = Look(width=streams.width(os.environ), color=streams.wants_color(sys.stdout, os.environ))
    streams.write_out(render(_reading(session, item, around), look))
    return 0


def _item(session: Session, key: str) -> WorkItem:
    found = next((item for item in session.items() if item.key == key), None)
    if found is None:
        raise NothingMatchedError(f"no work item {key} in the sources")
    if not isinstance(found.outcome, str | None):
        raise UsageError(f"the outcome of {key} is unknown: the source does not tell it")
    return found


def _reading(session: Session, item: WorkItem, around: Surroundings) -> Reading:
    text = item.outcome or ""
    found = anatomy(text, item.title or "", around.vocabulary, around.templates)
    parts = {name: quotes for name in _PARTS if (quotes := _quotes(found, name))}
    gaps = tuple(gap for name in _RULES if (rule := session.rulebook.get(name)) and (gap := _gap(rule, item, around)))
    lacking = tuple(name for name in _WANTED if name not in parts)
    return Reading(text, item.title or "", parts, lacking, gaps)


def _quotes(found: Anatomy, part: str) -> tuple[str, ...]:
    """The words of a part's spans; neighbours are one quote."""
    quotes: list[tuple[int, int]] = []
    for span in sorted(getattr(found, part), key=lambda span: span.start):
        if quotes and not found.text[quotes[-1][1] : span.start].strip():
            quotes[-1] = (quotes[-1][0], max(span.end, quotes[-1][1]))
        else:
            quotes.append((span.start, span.end))
    return tuple(dict.fromkeys(" ".join(found.text[start:end].split()) for start, end in quotes))


def _gap(rule: Rule, item: WorkItem, around: Surroundings) -> Gap | None:
    active = activate(rule, Severity.INFO, rule.options)
    verdict = active.judge(Subject(item, around))
    if not isinstance(verdict, Miss) or verdict.confidence is Confidence.LOW:
        return None
    message = active.message(item, verdict)
    return Gap(rule.name, rule.code, message, verdict.confidence, rule.question, _alike(rule, item))


def _alike(rule: Rule, item: WorkItem) -> tuple[tuple[str, str], ...]:
    """The rule's good examples that share most words with the item: the same kind of work, if there is one."""
    mine = set(f"{item.title or ''} {item.outcome or ''}".casefold().split())
    pairs = [(str(each.get("title", "")), str(each.get("outcome") or "")) for each in rule.examples.good]
    told = [pair for pair in pairs if all(pair)]
    told.sort(key=lambda pair: -len(mine & set(" ".join(pair).casefold().split())))
    return tuple(told[:_EXAMPLES])
