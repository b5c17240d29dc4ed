"""What a report says, section by section, in the order in which it is talked about."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_lint.output import figures
from outcome_lint.output.report import tables, words
from outcome_lint.output.report.blocks import (
    Block,
    Card,
    Cards,
    Entries,
    Entry,
    Pie,
    Replies,
    Reply,
    Say,
    Section,
)
from outcome_lint.report.values import Changed, Data, Figure, Moved, Reflections, Report, Share, Talk, Upstream
from outcome_lint.scorecard import percent

SHOWN = 25  # items of a list that people read
_FIVE = {1: "this one", 2: "these two", 3: "these three", 4: "these four", 5: "these five"}


def sections(report: Report) -> Iterator[Section]:
    """All sections; of an incomplete run what broke, the data notes and the caution."""
    if not report.complete:
        yield Section("problems", figures.NO_RATIO, tuple(_problems(report)))
    else:
        yield Section("changed", "What changed", tuple(_changed(report)))
        yield Section("figures", "Headline figures", tuple(_figures(report)))
        yield Section("groups", "Where coverage stands", tuple(_groups(report)))
        title = f"Talk about {_FIVE[len(report.talk)]}" if report.talk else "Talk about these"
        yield Section("talk", title, tuple(_talks(report)))
        yield Section("reflections", "Reflections due, and what was learned", tuple(_reflections(report.reflections)))
        yield Section("investment", "Investment at risk", tuple(_investment(report)))
        yield Section("upstream", "Upstream signals", tuple(_upstream(report.upstream)))
        yield Section("checklist", "Leader’s Checklist", tuple(_checklist(report)))
    yield Section("data", "Data notes", tuple(_data(report)))
    yield Section("caution", "Before you use these figures", (Say(report.caution),))


def _problems(report: Report) -> Iterator[Block]:
    yield Say("Part of the data could not be read, and figures of the rest could flatter or accuse wrongly.", "warning")
    entries = [Entry(None, f"{each.place}: {each.message}", each.hint) for each in report.problems]
    yield Entries(figures.NOT_READ, tuple(entries[:SHOWN]), max(0, len(entries) - SHOWN))


def first_words(report: Report) -> str:
    """What changed, in a sentence."""
    changed, compared = report.changed, report.compared
    if compared is None:
        return "There is no earlier run to compare with."
    since = f"run {compared.run} of {words.day(compared.at)}"
    if changed is None:
        return f"Not compared with {since}: {'; '.join(compared.reasons)}. The figures below stand alone."
    told = words.moved(changed.counts)
    return f"Since {since}: {told}." if told else f"Nothing moved since {since}. Is it still what you hope for?"


def _changed(report: Report) -> Iterator[Block]:
    changed, compared = report.changed, report.compared
    if compared is None:
        yield Say(_first(report))
        return
    yield Say(first_words(report), "" if changed else "warning")
    if changed is None:
        return
    if changed.counts:
        yield tables.movement(changed)
    yield from _flocks(changed, report.figures[0].now)
    for reason in changed.rules_unlike:
        yield Say(f"What the rules found is not compared: {reason}.", "quiet")
    for team in changed.teams:
        if team.moved:
            entries = tuple(_moved(each) for each in team.moved[:SHOWN])
            total = max(len(team.moved), 0)
            yield Entries(team.team or "no team", entries, total - len(entries))


def _first(report: Report) -> str:
    words_ = "There is no earlier run to compare with, so nothing can have moved: these figures are a starting point."
    if not report.data.run:
        words_ += " Keep a history (--history FILE), and the next report tells what changed."
    if report.data.strangers:
        runs = figures.many(report.data.strangers, "run")
        words_ += f" The history holds {runs} of other sources or another scope; those are not comparable."
    return words_


def _flocks(changed: Changed, ratio: Share) -> Iterator[Block]:
    """Outcomes that came in the same words, and what the ratio would be without them."""
    for flock in changed.copied:
        bare = percent(ratio.part + flock.count, ratio.total)
        yield Say(
            f"{flock.count} items came to their outcome in the same words at once: a copy, or a template? If they say "
            f"nothing of each item, the ratio is {figures.percent(bare)}.",
            "warning",
        )
        entries = tuple(Entry(each) for each in flock.items[:SHOWN])
        yield Entries("The same words at once", entries, flock.count - len(entries))


def _moved(moved: Moved) -> Entry:
    told = [words.move(kind) for kind in moved.kinds if kind not in ("fixed", "regressed")]
    told += [f"no longer {rule}" for rule in moved.fixed]
    told += [f"now {rule}" for rule in moved.regressed]
    return Entry(moved.item, ", ".join(told))


def _figures(report: Report) -> Iterator[Block]:
    yield from (Say(warning, "warning") for warning in report.warnings)
    yield Cards(tuple(_card(each, report) for each in report.figures))


def _card(figure: Figure, report: Report) -> Card:
    return Card(
        figure,
        words.label(figure),
        figures.percent(figure.now.percent),
        words.counts(figure.now),
        words.change(figure, report.compared),
        words.trend(figure.trend),
    )


def _groups(report: Report) -> Iterator[Block]:
    if not report.matrices:
        yield Say("All items are of one group: there is nothing to break down.")
        return
    yield Say(
        "In alphabetical order, as groups differ in what they do: a row is a place to ask, not a place in a ranking. "
        "“Change” is of outcomes stated, in percentage points."
    )
    yield from (tables.coverage(matrix) for matrix in report.matrices)
    if any(row.small for matrix in report.matrices for row in matrix.rows):
        yield Say("Groups of fewer than five items are greyed, with their counts alone.", "quiet")


def _talks(report: Report) -> Iterator[Block]:
    if not report.talk:
        yield Say("No item that is open lacks an outcome. Pick one that states one: is it still what you hope for?")
        return
    yield Say(
        "Open items without an outcome: those in flight first, then by the time they take and what hangs from them."
    )
    yield Entries("", tuple(_talk(each) for each in report.talk), numbered=True)


def _talk(talk: Talk) -> Entry:
    whom = f"Talk to {talk.owner}" if talk.owner else "Find out who answers for it"
    return Entry(talk.item, "; ".join(talk.why), talk.question, whom)


def _reflections(found: Reflections | None) -> Iterator[Block]:
    if found is None:
        return
    taught = sum(found.learned.values())
    yield Say(_due(found))
    if found.due_items:
        entries = tuple(Entry(each) for each in found.due_items[:SHOWN])
        yield Entries("Due: what actually happened?", entries, found.due - len(entries))
    if not taught:
        yield Say("Nothing has been concluded yet: no item done says whether its hope came true.")
        return
    yield Pie(f"What {figures.many(taught, 'item')} taught", found.learned)
    if found.learned.get("refuted"):
        yield Say("Refuted is a good answer: somebody looked, and now knows what not to do again.")
    lessons = [
        Entry(each.item, each.conclusion + (", new" if each.new else ""), mark=each.conclusion)
        for each in found.lessons
    ]
    yield Entries("Learned", tuple(lessons[:SHOWN]), max(0, len(lessons) - SHOWN))


def _due(found: Reflections) -> str:
    due = f"{figures.many(found.due, 'item')} done {'owes' if found.due == 1 else 'owe'} a look back"
    parts = [due if found.due else "No look back is due"]
    if found.fresh:
        parts.append(
            f"{figures.count(found.fresh)} more {'was' if found.fresh == 1 else 'were'} done too recently to ask"
        )
    if found.said:
        parts.append(
            f"{figures.count(found.said)} {'tells' if found.said == 1 else 'tell'} what happened without a conclusion"
        )
    return "; ".join(parts) + "."


_WEIGHED = {
    "points": "of the points estimated are for items without an outcome",
    "elapsed": "of the weeks in flight are spent on items without an outcome (counted since an item was created, where "
    "its start is not known)",
    "children": "of the items below a parent hang from one without an outcome",
}


def _investment(report: Report) -> Iterator[Block]:
    if not report.investment:
        yield Say(
            "The data has neither points, nor children, nor times of items in flight: there is nothing to weigh by."
        )
        return
    first = report.investment[0]
    yield Say(
        f"{figures.percent(first.percent)} {_WEIGHED[first.by]}. What it costs is not in the "
        "tracker; this is the nearest that it tells."
    )
    yield tables.weights(report.investment)


def _upstream(found: Upstream | None) -> Iterator[Block]:
    if found is None:
        return
    share = found.inherited
    if share.total:
        told = (
            f"{figures.some_of(share.part, share.total)} gaps below a parent whose outcome is known hang from one that "
        )
        yield Say(f"{told}states none itself." + " Those conversations begin a level up." * bool(share.part))
    else:
        yield Say("No gap hangs from a parent whose outcome is known.")
    if found.unparented:
        items = figures.many(found.unparented, "item")
        yield Say(f"{items} without an outcome {'hangs' if found.unparented == 1 else 'hang'} from no parent.")
    if found.branches:
        yield tables.branches(found.branches)
    if len(found.portfolios) > 1:
        yield tables.portfolios(found.portfolios)


def _checklist(report: Report) -> Iterator[Block]:
    for chapter in report.checklist:
        replies = tuple(Reply(each.question, _begun(each.evidence), each.ask) for each in chapter.questions)
        yield Replies(f"{chapter.number}. {chapter.title}", replies)


def _begun(text: str | None) -> str | None:
    return text and text[:1].upper() + text[1:]


def _data(report: Report) -> Iterator[Block]:
    yield Entries("", tuple(Entry(None, text) for text in _facts(report.data, complete=report.complete)))
    if report.data.abstentions:
        silent = figures.silences(report.data.abstentions)
        told = [f"{rules}: {figures.abstained(gap)} {figures.some_keys(gap)}".strip() for rules, gap in silent]
        yield Entries(figures.NOT_JUDGED, tuple(Entry(None, each) for each in told[:SHOWN]), max(0, len(told) - SHOWN))
    if report.data.notes:
        notes = report.data.notes
        yield Entries(figures.NOTES, tuple(Entry(None, each) for each in notes[:SHOWN]), max(0, len(notes) - SHOWN))
    yield tables.fingerprints(report.data)


def _facts(data: Data, *, complete: bool) -> Iterator[str]:
    yield f"{figures.many(data.items, 'item')} in scope; the data is {'complete' if complete else 'incomplete'}."
    if data.unknown:
        yield f"{figures.many(data.unknown, 'item')} of unknown outcome: in no ratio, and called missing by nobody."
    if data.excluded:
        yield f"Out of scope: {figures.tally(data.excluded)}."
    if data.set_aside:
        yield f"Set aside: {figures.tally(data.set_aside)}. Their items still count."
    if data.run:
        yield f"Remembered as run {data.run}."
    if data.runs and data.first:
        broke = f", {figures.count(data.incomplete)} of them incomplete" if data.incomplete else ""
        yield f"History: {figures.many(data.runs, 'run')} of this portfolio since {words.day(data.first)}{broke}."
    if data.strangers:
        yield f"{figures.many(data.strangers, 'run')} of other sources or another scope left aside."
