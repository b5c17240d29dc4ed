"""Where a report goes beside standard output and files: all of it has to be asked for, and is only shown off the CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct

from outcome_lint import publish
from outcome_lint.cli import options, streams
from outcome_lint.cli.app import tell
from outcome_lint.errors import UsageError
from outcome_lint.output.report import pages, words
from outcome_lint.output.report.chat import Chat, payload
from outcome_lint.output.report.markdown import pieces
from outcome_lint.report import Report

LABEL = "outcome-report"
PLACES = ("summary", "issue", "webhook", "pages")
_SITE = (("html", "index.html"), ("json", "report.json"), ("badge", "badge.svg"))


class Delivery(Struct, frozen=True, kw_only=True):
    """What the command line asks for; `dry` shows what would be sent."""

    places: tuple[str, ...] = ()
    dry: bool = True
    repository: str = ""
    label: str = LABEL
    chat: Chat | None = None
    link: str = ""
    folder: Path = Path("public")


def delivering(function: options.F) -> options.F:
    """The options of a delivery."""
    words_ = "Publish the report there, too; repeatable. The address of a webhook is in OUTCOME_LINT_WEBHOOK_URL."
    return options.apply(
        function,
        [
            click.option("--publish", "places", multiple=True, type=click.Choice(PLACES), help=words_),
            click.option(
                "--dry-run/--no-dry-run", default=None, help="Only show what would be published; default off the CI."
            ),
            click.option("--repo", metavar="OWNER/NAME", help="Repository of the issue; default: GITHUB_REPOSITORY."),
            click.option("--label", default=LABEL, show_default=True, help="Label of the issue."),
            click.option("--chat", type=click.Choice(["slack", "teams"]), help="Of the webhook; default: by its host."),
            click.option("--link", default="", metavar="URL", help="Where the whole report is, for the message."),
            click.option(
                "--pages-dir", type=options.EXISTING, default=Path("public"), show_default=True,
                help="Folder of the page, for GitHub Pages.",
            ),
        ],
    )  # fmt: skip


def asked_for(values: Mapping[str, Any], environment: Mapping[str, str]) -> Delivery:
    """What is to be delivered. Raises UsageError before any data is read."""
    dry = values["dry_run"]
    wanted = Delivery(
        places=tuple(dict.fromkeys(values["places"])),
        dry=environment.get("CI", "").lower() not in ("true", "1") if dry is None else dry,
        repository=values["repo"] or environment.get("GITHUB_REPOSITORY", ""),
        label=values["label"],
        chat=values["chat"],
        link=values["link"],
        folder=values["pages_dir"],
    )
    if "issue" in wanted.places and "/" not in wanted.repository:
        raise UsageError("--publish issue: in which repository?", "--repo OWNER/NAME")
    if "webhook" in wanted.places and not wanted.dry:
        publish.chat_of(environment, wanted.chat)
    return wanted


def deliver(report: Report, wanted: Delivery) -> bool:
    """Whether all of it arrived. Of an incomplete run there is only a summary: it must not replace a good report."""
    ways: dict[str, Callable[[Report, Delivery], publish.Published]] = {
        "summary": _summary, "issue": _issue, "webhook": _webhook, "pages": _pages,
    }  # fmt: skip
    arrived = True
    for place in wanted.places:
        if not report.complete and place != "summary":
            tell(f"--publish {place}: nothing was published, as the data is incomplete")
            arrived = False
            continue
        done = ways[place](report, wanted)
        arrived = arrived and done.done
        if done.notice or done.url:
            tell(f"--publish {place}: {done.notice or done.url}")
    return arrived


def _show(place: str, lines: Iterable[str]) -> publish.Published:
    tell(f"--publish {place}, a dry run: nothing is sent (--no-dry-run sends it)")
    for line in lines:
        tell(f"  {line}")
    return publish.Published(done=True)


def _summary(report: Report, wanted: Delivery) -> publish.Published:
    if wanted.dry:
        size = sum(map(len, pieces(report)))
        return _show("summary", [f"{size:,} characters of Markdown would be added to the job summary"])
    return publish.append_summary(pieces(report), os.environ)


def _issue(report: Report, wanted: Delivery) -> publish.Published:
    one = told(report, wanted.label)
    if wanted.dry:
        about = f"issue “{one.title}” in {wanted.repository}, labelled {wanted.label}"
        return _show("issue", [about, *(f"page {n}: {len(page):,} characters" for n, page in enumerate(one.pages, 1))])
    return publish.publish_issue(publish.connect(os.environ), wanted.repository, one)


def told(report: Report, label: str) -> publish.Told:
    """The report as the issue of its period."""
    title = f"{words.TITLE}: {report.period.title}"
    return publish.Told(report.period.name, title, tuple(pages("markdown", report)), label)


def _webhook(report: Report, wanted: Delivery) -> publish.Published:
    if wanted.dry:
        body = payload(report, wanted.chat or "slack", wanted.link)
        return _show("webhook", msgspec.json.format(msgspec.json.encode(body)).decode().splitlines())
    return publish.send(os.environ, payload(report, publish.chat_of(os.environ, wanted.chat), wanted.link))


def _pages(report: Report, wanted: Delivery) -> publish.Published:
    files = [(name, wanted.folder / file) for name, file in _SITE]
    if wanted.dry:
        return _show("pages", [str(path) for _, path in files])
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for name, path in files:
        streams.write_file(path, pages(name, report))
    return publish.Published(done=True)
