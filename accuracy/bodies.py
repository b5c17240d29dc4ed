"""How often the sources find the outcome that people see in a body, and how often they take the right text of it.

Every labelled body is put into a record of its tracker, as an export has it, and read by the very code that `check`
runs. A body counts as one with an outcome when what was found is no placeholder. `python accuracy/bodies.py --mistakes`
lists what is read otherwise in the worked-on part; of the unseen part only figures are ever printed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from outcome_lint.cli.session import Session, Wishes  # noqa: E402
from outcome_lint.language import normal, placeholder  # noqa: E402
from outcome_lint.model import Confidence, WorkItem  # noqa: E402
from outcome_lint.sources import Intake, read  # noqa: E402

NEEDS = frozenset({"outcome", "actual_outcome"})
ALIKE = 0.9
TARGETS = {"found": 0.90, "right": 0.85}


class Body(NamedTuple):
    """A labelled body, what was found in it, and whether that says something."""

    body: str | dict[str, Any]
    markup: str
    family: str
    wanted: str | None
    found: str | None
    says: bool
    actual: tuple[str | None, str | None] | None


class Figures(NamedTuple):
    """The confusion of "has an outcome section with content", and of the hits how many hold the right text."""

    tp: int
    fp: int
    fn: int
    tn: int
    alike: int
    equal: int
    actual: int
    actual_right: int

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp + self.fp + self.fn else 1.0

    @property
    def right(self) -> float:
        return self.alike / self.tp if self.tp else 1.0

    @property
    def total(self) -> int:
        return self.tp + self.fp + self.fn + self.tn


def likeness(one: str, other: str) -> float:
    """F1 of the words that two texts share; case, punctuation and markup don't count. Japanese counts by character."""
    first, second = (Counter(_words(text)) for text in (one, other))
    shared = sum((first & second).values())
    return 2 * shared / (first.total() + second.total()) if shared else float(first == second)


def _words(text: str) -> list[str]:
    return [piece for word in normal(text).split() for piece in (list(word) if max(word) > "\u2e80" else [word])]


def labelled(part: str) -> list[dict[str, Any]]:
    """The bodies of a part, `work` or `unseen`."""
    paths = sorted((HERE / "bodies" / part).glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def record(number: int, body: str | dict[str, Any], markup: str) -> dict[str, Any]:
    """The body in an issue of GitHub (Markdown) or Jira (v3 for ADF, v2 for wiki markup)."""
    if markup == "markdown":
        place = f"repos/acme/roadmap/issues/{number}"
        return {"number": number, "title": "Epic", "body": body, "labels": [{"name": "epic"}], "state": "open",
                "url": f"https://api.github.com/{place}", "html_url": f"https://github.com/acme/roadmap/issues/{number}",
                "repository_url": "https://api.github.com/repos/acme/roadmap"}  # fmt: skip
    version = 3 if markup == "adf" else 2
    return {"id": str(number), "key": f"ACME-{number}", "self": f"https://acme.example/rest/api/{version}/issue/{number}",
            "fields": {"summary": "Epic", "issuetype": {"name": "Epic", "hierarchyLevel": 1}, "description": body,
                       "project": {"key": "ACME"}, "status": {"name": "Open"}}}  # fmt: skip


def items(bodies: list[dict[str, Any]]) -> dict[int, WorkItem]:
    """What the sources make of them, by place in the list. Raises RuntimeError if one could not be read."""
    mapping, intake = Session(Wishes(no_config=True)).mapping, Intake()
    with tempfile.TemporaryDirectory() as folder:
        specs = []
        for markup in sorted({each["markup"] for each in bodies}):
            rows = [record(n, each["body"], markup) for n, each in enumerate(bodies, 1) if each["markup"] == markup]
            path = Path(folder) / f"{markup}.json"
            path.write_text(json.dumps(rows if markup == "markdown" else {"issues": rows, "names": {}}), "utf-8")
            specs.append(str(path))
        found = {int(item.key.translate({ord("#"): "-"}).rpartition("-")[2]): item
                 for item in read(specs, mapping, NEEDS, intake)}  # fmt: skip
    if intake.problems or len(found) != len(bodies):
        raise RuntimeError(f"{len(bodies) - len(found)} bodies were not read: {intake.problems[:1]}")
    return found


def says(text: str | None) -> bool:
    """Whether a text is there and no placeholder, as OL101 and OL102 would have it."""
    if not text:
        return False
    void = placeholder(text, "Epic")
    return void is None or void.confidence is Confidence.LOW


def judged(part: str) -> Iterator[Body]:
    """Every body of a part with what was found."""
    bodies = labelled(part)
    found = items(bodies)
    for n, each in enumerate(bodies, 1):
        outcome, actual = found[n].outcome or None, found[n].actual_outcome or None
        both = (each["actual"], actual) if "actual" in each else None
        yield Body(each["body"], each["markup"], each["family"], each["outcome"], outcome, says(outcome), both)


def score(part: str) -> Figures:
    """The figures of a part."""
    counts: Counter[str] = Counter()
    for each in judged(part):
        wanted = each.wanted is not None
        counts[("tp" if wanted else "fp") if each.says else ("fn" if wanted else "tn")] += 1
        if wanted and each.says:
            counts["alike"] += likeness(each.wanted or "", each.found or "") >= ALIKE
            counts["equal"] += normal(each.wanted or "") == normal(each.found or "")
        if each.actual:
            counts["actual"] += 1
            counts["actual_right"] += _same(*each.actual)
    return Figures(**{name: counts[name] for name in Figures._fields})


def _same(wanted: str | None, found: str | None) -> bool:
    return likeness(wanted, found or "") >= ALIKE if wanted else not says(found)


def mistakes() -> None:
    """The worked-on bodies that we read otherwise than people did."""
    for each in judged("work"):
        wanted = each.wanted is not None
        wrong = each.says != wanted or (wanted and likeness(each.wanted or "", each.found or "") < ALIKE)
        if wrong or (each.actual and not _same(*each.actual)):
            kind = "ACTUAL" if not wrong else "WRONG" if each.says == wanted else "FALSE" if each.says else "MISSED"
            body = each.body if isinstance(each.body, str) else json.dumps(each.body, ensure_ascii=False)
            print(
                f"{kind} [{each.family}] wanted {each.wanted!r}, found {each.found!r} {each.actual or ''}\n{body}\n---"
            )


if __name__ == "__main__":
    if "--mistakes" in sys.argv:
        mistakes()
    for part_ in ("work", "unseen") if "--unseen" in sys.argv else ("work",):
        print(part_, score(part_), f"F1 {score(part_).f1:.3f} right {score(part_).right:.3f}")
