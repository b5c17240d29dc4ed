"""What is measured of GitHub: requests, and time beside PyGithub's own iteration at its defaults."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from memory import peak
from page import Row, tell
from pairs import CLEAN, output, ratio, seconds, spread

HERE = Path(__file__).parent
TOOL = str(Path(sys.executable).with_name("outcome-lint"))
EPICS = 20  # one issue in so many
TOKEN = "pat-eva"  # noqa: S105 - the fake's
PEER = "`get_issues(state='all')`"
FILTERED = "`get_issues(labels=['epic'])`"


def rows(url: str, requests: Callable[[], int], folder: Path, pairs: int) -> Iterator[Row]:
    """Of a running fake that holds some thousand issues."""
    CLEAN.update(GITHUB_API_URL=url, GITHUB_TOKEN=TOKEN, XDG_CACHE_HOME=str(folder / "none"))
    script = [sys.executable, str(HERE / "fetch_github.py")]
    chosen, everything = [*script, "--select", "Epic"], script
    library, filtered = [*script, "--library"], [*script, "--library", "--select", "Epic"]
    tell("GitHub: do both read the same?")
    found = [json.loads(output(command)) for command in (chosen, everything, library, filtered)]
    if any(each != found[0] for each in found):
        sys.exit(f"not the same epics: {found}")
    yield from _requests(requests, folder, everything, chosen)
    tell("GitHub: time")
    yield Row(f"GitHub: all issues ÷ {PEER}", ratio(everything, library, 1), 1 / 5)
    yield Row(f"GitHub: `select: {{type: Epic}}` ÷ {PEER}", ratio(chosen, library, 1), 1 / 5)
    yield Row(f"GitHub: `select: {{type: Epic}}` ÷ {FILTERED}", ratio(chosen, filtered, pairs))
    tell("GitHub: memory")
    yield Row("GitHub: peak memory of a fetch of all issues", spread([peak(everything)]), 100, " MiB")


def _requests(requests: Callable[[], int], folder: Path, everything: list[str], chosen: list[str]) -> Iterator[Row]:
    requests()
    cached = [*chosen, "--cache", str(folder / "cache")]
    for what, command, budget in (
        ("all issues", everything, None),
        ("all issues, with the fields of a Project", [*everything, "--project", "acme/1"], 205),
        ("`select: {type: Epic}`", [*cached, "--cold"], 16),
        ("`select: {type: Epic}`, a second run", cached, 16),
        ("`select: {type: Epic}`, with the fields of a Project", [*chosen, "--project", "acme/1"], 16),
    ):
        seconds(command)
        yield Row(f"GitHub: requests for {what}", spread([requests()]), budget, " ")
    for what, select, budget in (
        ("`select: {type: Epic}`", "{repo: acme/roadmap, select: {type: Epic}}", 16),
        ("all issues, with a Project", "{repo: acme/roadmap, project: acme/1}", 205),
    ):
        config = folder / "github.yml"
        config.write_text(f"sources: [{{github: {select}}}]\n", encoding="utf-8")
        seconds([TOOL, "check", "-c", str(config), "--profile", "crawl@1", "--no-cache", "--no-progress"])
        yield Row(f"GitHub: requests of `check`, {what}", spread([requests()]), budget, " ")
