"""Fetching from a tracker beside its usual library, both from our scripted fake: `make bench-fetch`.

The fake runs in a process of its own and waits before each answer, as networks do. `--write` refreshes the section of
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from memory import peak
from page import HEAD, PAGE, Row, tell, write
from pairs import CLEAN, output, ratio, seconds, spread
from rows_github import EPICS
from rows_github import rows as rows_of_github

HERE = Path(__file__).parent
ITEMS, LATENCY = 10_000, 150
TOOL = str(Path(sys.executable).with_name("outcome-lint"))
CONFIG = "scope: {levels: [epic]}\n"
ABOUT = """
## Fetching

Wall time of whole processes that read {items:,} epics from a scripted fake on the same machine, which waits {latency}
ms before each answer, divided by that of the tracker's usual library, which reads the same fields of the same epics.
Each pair is run back to back. `check` reads twice what would be missing. GitHub holds as many issues, of which one in
{every} is an epic. `make bench-fetch` measures it again.
"""


class Subject(NamedTuple):
    """A tracker: its fake, the variables that lead there, our child and the library's, and the source for `check`."""

    name: str
    fake: list[str]
    script: str
    source: str
    library: str
    call: str


GITHUB = Subject("GitHub", ["tests.fakes.github", "--epics", "{epics}", "--issues"], "", "", "pygithub", "")
SUBJECTS = (
    Subject(
        "Jira Cloud",
        ["tests.fakes.jira", "--epics"],
        "fetch_jira.py",
        "jira:issuetype = Epic",
        "jira",
        "enhanced_search_issues(maxResults=0)",
    ),
)


class Fake:
    """A running fake."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child
        self.url = self._line()

    def requests(self) -> int:
        """How many came since this was asked last."""
        assert self._child.stdin is not None
        self._child.stdin.write("\n")
        self._child.stdin.flush()
        return int(self._line())

    def _line(self) -> str:
        assert self._child.stdout is not None
        return self._child.stdout.readline().strip()


@contextmanager
def running(subject: Subject, items: int, latency: float) -> Iterator[Fake]:
    fake = [word.format(epics=items // EPICS) for word in subject.fake]
    command = [sys.executable, "-m", *fake, str(items), "--latency", str(latency)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE.parent, env=CLEAN
    ) as child:
        try:
            yield Fake(child)
        finally:
            child.terminate()


def rows(subject: Subject, fake: Fake, folder: Path, pairs: int) -> Iterator[Row]:
    from tests.fakes.jira.small import FULL

    CLEAN.update(JIRA_URL=fake.url, JIRA_EMAIL=FULL.name, JIRA_TOKEN=FULL.secret, XDG_CACHE_HOME=str(folder / "none"))
    script = [sys.executable, str(HERE / subject.script)]
    again = [*script, "--cache", str(folder / "cache")]
    first = [*again, "--cold"]
    (folder / "outcome-lint.yml").write_text(CONFIG, encoding="utf-8")
    config = str(folder / "outcome-lint.yml")
    check = [TOOL, "check", subject.source, "-c", config, "--profile", "crawl@1", "-f", "json", "--no-progress"]
    tell(f"{subject.name}: do both read the same?")
    found = json.loads(output(first))
    many = fake.requests()
    repeated = json.loads(output(again))
    few = fake.requests()
    library = [*script, "--library", ",".join(found["fields"])]
    if not json.loads(output(library))["items"] == found["items"] == repeated["items"]:
        sys.exit("the library read another number of epics")
    name = f"{subject.name}: "
    peer = f"`{subject.call}`"
    yield Row(f"{name}requests of the first run", spread([many]), 110, " ")
    yield Row(f"{name}requests of a second run, nothing changed", spread([few]), 6, " ")
    tell(f"{name}time")
    yield Row(f"{name}fetch ÷ {peer}", ratio(first, library, pairs), 1 / 7)
    yield Row(f"{name}a second run ÷ {peer}", ratio(again, library, 1))
    tell(f"{name}memory")
    yield Row(f"{name}peak memory of a fetch", spread([peak(first)]), 100, " MiB")
    yield Row(f"{name}peak memory of {peer}", spread([peak(library)]), None, " MiB")
    tell(f"{name}check")
    yield Row(f"{name}`check --no-cache` ÷ {peer}", ratio([*check, "--no-cache"], library, 1))
    fake.requests()
    seconds(check)
    yield Row(f"{name}requests of `check`, first run", spread([fake.requests()]), None, " ")
    seconds(check)
    yield Row(f"{name}requests of `check`, second run", spread([fake.requests()]), None, " ")
    yield Row(f"{name}peak memory of `check --no-cache`", spread([peak([*check, "--no-cache"])]), 100, " MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--latency", type=float, default=LATENCY, help="milliseconds a request")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"write the section of {PAGE.name}, too")
    parser.add_argument("--only", choices=["jira", "github"], help="measure one tracker")
    options = parser.parse_args()
    if options.write and options.only:
        parser.error("--write needs all trackers")
    sys.path.insert(0, str(HERE.parent))
    found: list[Row] = []
    for subject in SUBJECTS if options.only != "github" else ():
        with running(subject, options.items, options.latency) as fake, tempfile.TemporaryDirectory() as folder:
            found += rows(subject, fake, Path(folder), options.pairs)
    if options.only != "jira":
        with running(GITHUB, options.items, options.latency) as fake, tempfile.TemporaryDirectory() as folder:
            found += rows_of_github(fake.url, fake.requests, Path(folder), options.pairs)
    where = f"CPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    peers = ", ".join(f"{subject.library} {version(subject.library)}" for subject in (*SUBJECTS, GITHUB))
    about = ABOUT.format(items=options.items, latency=round(options.latency), every=EPICS)
    text = "\n".join([about, HEAD, *map(str, found), "", f"{options.pairs} pairs; {where}; {peers}.\n"])
    print(text, end="")
    if options.write:
        write(Path(__file__).name, text)


if __name__ == "__main__":
    main()
