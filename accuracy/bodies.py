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

from shares import Sums, wilson  # noqa: E402

from outcome_lint.cli.session import Session, Wishes  # noqa: E402
from outcome_lint.language import normal, placeholder  # noqa: E402
from outcome_lint.model import Confidence, WorkItem  # noqa: E402
from outcome_lint.sources import Intake, read  # noqa: E402

NEEDS = frozenset({"outcome", "actual_outcome"})
ALIKE = 0.9
TARGETS = {"found": 0.90, "right": 0.85}
WATCHED = ("f1", "right")


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
    """The confusion of "has an outcome section with content", and of the hits how many hold the right text.

    Right is what shares nine words in ten with the label (`alike`); `equal` is the same but for case and punctuation.
    """

    sums: Sums
    alike: int
    equal: int
    actual: int
    actual_right: int

    @property
    def right(self) -> float:
        return self.alike / self.sums.tp if self.sums.tp else 1.0

    def rows(self) -> list[tuple[str, float, float | None, int, int]]:
        """Name, value, goal, and the counts that a share is of (0, 0 for what is none)."""
        one = self.sums
        return [
            ("F1", one.f1, TARGETS["found"], 0, 0),
            ("precision", one.precision, None, one.tp, one.tp + one.fp),
            ("recall", one.recall, None, one.tp, one.tp + one.fn),
            ("right text", self.right, TARGETS["right"], self.alike, one.tp),
            ("same text", self.equal / one.tp if one.tp else 1.0, None, self.equal, one.tp),
            ("actual outcome", self.actual_right / (self.actual or 1), None, self.actual_right, self.actual),
        ]

    def as_json(self) -> dict[str, Any]:
        return {"f1": round(self.sums.f1, 4), "right": round(self.right, 4), **self.sums._asdict(), "equal": self.equal}


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
    void = placeholder(text)
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
    sums = Sums(*(counts[name] for name in Sums._fields))
    return Figures(sums, counts["alike"], counts["equal"], counts["actual"], counts["actual_right"])


def shown(part: str, figures: Figures) -> str:
    """A table for the terminal."""
    out = [f"{part}: {sum(figures.sums)} bodies, has an outcome section with content"]
    for name, value, goal, hits, total in figures.rows():
        low, high = wilson(hits, total)
        share = f"({low:.2f} to {high:.2f}) {hits} of {total}" if total else ""
        if total or name == "F1":
            out.append(f"{name:<15} {value:5.3f} {'' if goal is None else f'{goal:.2f}':>5} {share}".rstrip())
    return "\n".join([*out, ""])


def as_markdown(parts: dict[str, Figures]) -> list[str]:
    """The lines of the documentation's table."""
    out = ["### The outcome section of a body", "", "| part | bodies | F1 | goal | precision (95 %) | recall (95 %) "]
    out[-1] += "| right text, goal 0.85 (95 %) | the very same text |"
    out.append("|---|---|---|---|---|---|---|---|")
    for part, figures in parts.items():
        cells = {name: f"{value:.2f} ({'–'.join(f'{edge:.2f}' for edge in wilson(hits, total))})"
                 for name, value, _, hits, total in figures.rows()}  # fmt: skip
        out.append(
            f"| {part} | {sum(figures.sums)} | {figures.sums.f1:.2f} | {TARGETS['found']:.2f} | {cells['precision']} "
            f"| {cells['recall']} | {cells['right text']} | {cells['same text']} |"
        )
    return out


def fallen(figures: Figures, before: dict[str, Any], most: float) -> list[str]:
    """What fell by more than `most`."""
    now = figures.as_json()
    return [
        f"bodies {name}: {now[name]:.3f}, was {before[name]:.3f}" for name in WATCHED if now[name] < before[name] - most
    ]


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
        print(shown(part_, score(part_)))
