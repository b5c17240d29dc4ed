"""The report for a pull request or a wiki: one function a section, so that a long report can be cut between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import UNSET

from outcome_lint.model import Evidence, Finding, Group, Ratio, Run, Scorecard
from outcome_lint.output import figures
from outcome_lint.output.digest import Digest, Entry, Section, digest
from outcome_lint.output.escape import link_target
from outcome_lint.output.escape import markdown as plain
from outcome_lint.output.look import Look
from outcome_lint.output.measure import quote

_EXCERPT = 200
_BAR = 50
_PROBLEMS = 100  # named one by one: a page that is cut for their sake would name none


def render(run: Run, look: Look) -> Iterator[str]:
    """The sections with a blank line between them; `quiet` keeps the headline, the gate and what broke."""
    first = True
    for text in sections(run, look):
        yield text if first else "\n" + text
        first = False


def sections(run: Run, look: Look) -> Iterator[str]:
    """Each ends with a newline; the most important come first, so that what is cut off is cut from the end."""
    yield headline(run)
    yield gate(run)
    if run.problems:
        yield problems(run)
    if look.quiet:
        return
    yield caution()
    if changes := figures.since(run):
        yield since(run, changes)
    seen = digest(run, look)
    if run.complete and run.scorecard and run.items:
        yield coverage(run.scorecard)
        yield from groups(run.scorecard)
    if asked := figures.questions(run, {name: facts.question for name, facts in seen.rules.items()}):
        yield _list(figures.ASK_NEXT, [f"*{plain(question)}* ({plain(why)})" for question, why in asked])
    if look.statistics and run.by_rule:
        yield statistics(run, seen)
    yield from (findings(section, look) for section in seen.sections)
    if run.abstentions:
        yield abstentions(run)
    if run.ignored:
        yield set_aside(run, look)
    if notes := figures.notes(run, verbose=look.verbose):
        yield _list(figures.NOTES, [plain(note.text) for note in notes])


def headline(run: Run) -> str:
    """The ratio with its counts, or why there is none."""
    scanned = plain(figures.scanned(run))
    if run.scorecard is None or not run.complete:
        return f"## {figures.NO_RATIO}\n\n{figures.NO_RATIO_WHY}\n\n{scanned}\n"
    ratio = run.scorecard.ffr
    beside = [figures.not_counted(ratio)]
    beside += [figures.after_exceptions(run.scorecard.after_exceptions)] if run.scorecard.after_exceptions else []
    lines = [
        f"## {figures.NAME}: {plain(figures.percent(ratio.percent))}",
        *_bar(ratio),
        f"**{figures.without(ratio)}**",
    ]
    return "\n\n".join([*lines, figures.meaning(ratio), *map(plain, filter(None, beside)), scanned]) + "\n"


def _bar(ratio: Ratio) -> Iterator[str]:
    """All judged items as one bar, in code so that its cells are equally wide; what there is none of has no bar."""
    if ratio.total:
        cells = zip("█▓░", figures.stacked(ratio, _BAR), strict=True)
        yield f"`{''.join(mark * number for mark, number in cells)}`<br>\n{figures.LEGEND}"


def since(run: Run, changes: list[str]) -> str:
    """What has changed since the baseline was made."""
    day = f" of {run.since.created[:10]}" if run.since else ""
    return _list(plain(f"Since the baseline{day}"), [plain(change) for change in changes])


def gate(run: Run) -> str:
    """Whether the run holds, and why not."""
    mark = "✓" if run.gate.passed else "✗"
    reasons = "".join(f"- {plain(why)}\n" for why in run.gate.reasons)
    verdict = f"{mark} **{plain(figures.verdict(run.gate))}** · {plain(figures.totals(run))}\n"
    return f"{verdict}\n{reasons}" if reasons else verdict


def coverage(scorecard: Scorecard) -> str:
    """The headline figures, each with its counts."""
    rows = [
        (plain(name), plain(figures.percent(value.percent)), figures.covered(value))
        for name, value in figures.coverages(scorecard)
    ]
    return _table(("Coverage", "", "Items"), "lrl", rows)


def groups(scorecard: Scorecard) -> Iterator[str]:
    """A table a dimension, in the scorecard's own order: the ratio, then what else is stated, each with its counts."""
    names = [name for name in scorecard.coverage if name != "outcome"]
    for by in dict.fromkeys(group.by for group in scorecard.groups):
        rows = [_group(group, names) for group in scorecard.groups if group.by == by]
        heads = (figures.SHORT_NAMES.get(name, name) for name in names)
        head = (f"By {plain(by)}", "Ratio", "Without", "Missing", "Placeholder", "Unknown", *map(plain, heads))
        yield _table(head, "lrlrrr" + "r" * len(names), rows)


def _group(group: Group, names: list[str]) -> tuple[str, ...]:
    ratio = group.ffr
    percent = figures.TOO_SMALL if group.small else plain(figures.percent(ratio.percent))
    kinds = map(figures.count, (ratio.missing, ratio.placeholder, ratio.unknown))
    shares = (group.coverage.get(name) for name in names)
    others = (f"{share.covered}/{share.total}" if share and share.total else "" for share in shares)
    return plain(group.name), percent, figures.some_of(ratio.without, ratio.total), *kinds, *others


def findings(section: Section, look: Look) -> str:
    """One group: each item once, with all that was found in it."""
    name = plain(figures.group_name(section.name, look.group)) + (" (small)" if section.small else "")
    lines = [f"### {name}", "", figures.in_items(section.by_severity, section.items), ""]
    for entry in section.entries:
        lines.append(_item(entry))
        lines += [f"  - {_finding(finding)}" for finding in entry.findings]
    if section.hidden:
        lines += ["", plain(figures.hidden(section.hidden))]
    return "\n".join(lines) + "\n"


def _item(entry: Entry) -> str:
    item, url = entry.item, link_target(entry.item.url)
    key = f"[**{plain(item.key)}**]({url})" if url else f"**{plain(item.key)}**"
    owner = f" (talk to {plain(item.owner)})" if item.owner else ""
    return f"- {figures.MARKS[entry.findings[0].severity]} {key} {plain(item.title)}{owner}"


def _finding(finding: Finding) -> str:
    lines = [f"**{plain(finding.rule)}** {plain(finding.code)} {finding.severity}: {plain(finding.message)}"]
    lines += [_quote(finding.evidence)] if finding.evidence is not UNSET else []
    lines += [f"*{plain(finding.question)}*"] if finding.question else []
    return "<br>\n    ".join(lines)


def _quote(evidence: Evidence) -> str:
    """Bold by HTML, since asterisks inside a word or beside punctuation may stay asterisks."""
    before, words, after = quote(evidence, _EXCERPT)
    return f"“{_spaced(before)}<b>{_spaced(words)}</b>{_spaced(after)}”"


def _spaced(text: str) -> str:
    """Escaped, with the spaces at its ends, which matter beside another part of the line."""
    left, right = " " * text.startswith(" "), " " * text.endswith(" ")
    return f"{left}{plain(text)}{right}" if text.strip() else text


def statistics(run: Run, seen: Digest) -> str:
    """Findings by rule, most frequent first."""
    counts = sorted(run.by_rule.items(), key=lambda pair: (-pair[1], pair[0]))
    codes = {name: facts.code for name, facts in seen.rules.items()}
    rows = [(plain(rule), plain(codes.get(rule, "")), figures.count(number)) for rule, number in counts]
    return _table(("Rule", "Code", "Findings"), "llr", rows)


def abstentions(run: Run) -> str:
    """Who kept silent, on how many items, and why."""
    rows = [
        (rules, " ".join(filter(None, (figures.abstained(gap), figures.some_keys(gap)))))
        for rules, gap in figures.silences(run.abstentions)
    ]
    return _list(figures.NOT_JUDGED, [f"**{plain(rules)}**: {plain(why)}" for rules, why in rows])


def set_aside(run: Run, look: Look) -> str:
    """How many findings were set aside, and which in a verbose report."""
    rows = [
        f"**{plain(exempt.item)}** {plain(exempt.rule)} {plain(exempt.code)}: {plain(figures.exemption(exempt))}"
        for exempt in (run.ignored if look.verbose else ())
    ]
    return _list(figures.SET_ASIDE, [figures.set_aside(run.ignored), *rows])


def problems(run: Run) -> str:
    """What could not be read, and what to do about it."""
    told, more = run.problems[:_PROBLEMS], len(run.problems) - _PROBLEMS
    hints = [f" → *{plain(problem.hint)}*" if problem.hint else "" for problem in told]
    rows = [f"**{plain(problem.place)}**: {plain(problem.message)}" for problem in told]
    rest = [f"… and {figures.many(more, 'more problem')}"] if more > 0 else []
    return _list(figures.NOT_READ, [*map(str.__add__, rows, hints), *rest])


def caution() -> str:
    """How not to use the figures."""
    return f"> {figures.CAUTION}\n"


def _list(title: str, rows: list[str]) -> str:
    return "\n".join([f"### {title}", "", *(f"- {row}" for row in rows)]) + "\n"


def _table(head: tuple[str, ...], align: str, rows: Sequence[tuple[str, ...]]) -> str:
    marks = tuple("--:" if side == "r" else ":--" for side in align)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows)) + "\n"
