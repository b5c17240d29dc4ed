"""A short digest for a chat: what changed, the ratio, the conversations to have; whatever a title says stays text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from outcome_lint.output import figures
from outcome_lint.output.escape import link_target, terminal
from outcome_lint.output.report import words
from outcome_lint.output.report.sections import first_words
from outcome_lint.report.values import Report

Chat = Literal["slack", "teams"]
_LONGEST = 2900  # Slack takes 3,000 characters a block
_CARD = "application/vnd.microsoft.card.adaptive"


def digest(report: Report) -> tuple[str, list[str]]:
    """A title and a few lines of plain text."""
    return f"{words.TITLE} · {report.period.title}", [terminal(line)[:_LONGEST] for line in _lines(report)]


def _lines(report: Report) -> Iterator[str]:
    if not report.complete:
        yield f"{figures.NO_RATIO}: {figures.many(len(report.problems), 'problem')}."
        return
    yield first_words(report)
    for figure in report.figures[:1]:
        moved = words.change(figure, report.compared)
        yield f"{words.label(figure)}: {figures.percent(figure.now.percent)} · {words.counts(figure.now)}"
        yield from [moved] if moved else []
    if report.talk:
        yield "Talk about: " + "; ".join(f"{each.item.key} {each.item.title}".strip() for each in report.talk)
    yield "A ratio is for awareness, not a target."


def payload(report: Report, chat: Chat, link: str = "") -> dict[str, Any]:
    """What an incoming webhook of that chat takes; `link` leads to the whole report."""
    title, lines = digest(report)
    return (_slack if chat == "slack" else _teams)(title, lines, link_target(link))


def _slack(title: str, lines: list[str], link: str) -> dict[str, Any]:
    """Blocks of plain text: no mention, no link, no markup in them is one."""
    blocks: list[dict[str, Any]] = [{"type": "header", "text": _plain(title[:150])}]
    blocks += [{"type": "section", "text": _plain(line)} for line in lines]
    if link:
        button = {"type": "button", "text": _plain("Open the report"), "url": link}
        blocks.append({"type": "actions", "elements": [button]})
    return {"text": title, "blocks": blocks}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _teams(title: str, lines: list[str], link: str) -> dict[str, Any]:
    """An adaptive card; a run of text in it is no Markdown, as a block of text would be."""
    styles: list[dict[str, Any]] = [{"size": "Large", "weight": "Bolder"}, *({} for _ in lines)]
    body = [
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **style}]}
        for text, style in zip([title, *lines], styles, strict=True)
    ]
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    if link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": "Open the report", "url": link}]
    return {"type": "message", "attachments": [{"contentType": _CARD, "contentUrl": None, "content": card}]}
