from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from outcome_lint.checks import Miss
from outcome_lint.conditions import Condition
from outcome_lint.linter import Engine, tell
from outcome_lint.model import Confidence, Evidence, ItemRef, Severity, WorkItem
from tests.helpers import EVA, GOOD, abstained, finding, found, item, lint, plan, rule, task
from tests.linter.test_ratio import EVERYTHING, PORTFOLIOS

BARE = item("A-1", outcome=None)


def test_a_finding_tells_where_whose_and_what_to_ask():
    subject = item(outcome=None, title="T", url="u", level="epic", project="P", team="Blue", owner=EVA)
    told = finding(lint([subject], "missing-outcome", severity="warning"))
    assert told.item == ItemRef("A-1", "u", "T", "epic", "P", "Blue", "Eva")
    assert (told.rule, told.code, told.severity) == ("missing-outcome", "OL101", Severity.WARNING)
    assert told.message == "states no anticipated outcome"
    assert told.question == "What are we hoping to achieve, and for whom?"
    assert told.evidence is UNSET


def test_what_is_not_known_of_an_item_is_left_out_of_its_finding():
    assert finding(lint([BARE])).item == ItemRef("A-1")


def test_findings_come_in_the_order_of_items_and_codes():
    judged = lint([item("B", outcome=None, owner=None), item("A", outcome=None)], "missing-outcome", "missing-owner")
    assert found(judged) == [("missing-outcome", "B"), ("missing-owner", "B"), ("missing-outcome", "A")]
    assert judged.by_rule == {"missing-outcome": 2, "missing-owner": 1}
    assert judged.by_severity == {"error": 3}


def test_abstentions_are_counted_and_the_first_few_are_named():
    judged = lint([item(f"A-{n}") for n in range(8)], "missing-outcome", "missing-owner")
    first = tuple(f"A-{n}" for n in range(5))
    assert abstained(judged) == {
        "missing-outcome": ("outcome unknown", 8, first),
        "missing-owner": ("owner unknown", 8, first),
    }
    assert not judged.findings


def test_what_does_not_arise_is_no_abstention():
    assert lint([BARE], "placeholder-outcome", "no-measure", "copied-outcome").abstentions == ()


def test_one_rule_may_abstain_for_several_reasons():
    items = [item("A"), item("B", work_kind="debt"), item("C", work_kind="feature")]
    reasons = {(each.reason, each.items) for each in lint(items, "debt-without-impact").abstentions}
    assert reasons == {("work kind unknown", ("A",)), ("outcome unknown", ("B",))}


def confident(least: str, confidence: Confidence) -> int:
    from msgspec.structs import replace

    from outcome_lint.linter import Plan, Plans
    from outcome_lint.linter import lint as run

    (active,) = plan("missing-outcome").rules
    unsure = Plan((replace(active, judge=lambda _: Miss(confidence)),))
    return len(run([BARE], replace(task(min_confidence=least), plans=Plans(lambda _: unsure))).findings)


@pytest.mark.parametrize(("least", "told"), [("high", 1), ("medium", 2), ("low", 3)])
def test_findings_below_the_confidence_asked_for_are_not_told(least: str, told: int):
    assert sum(confident(least, each) for each in Confidence) == told


def test_messages_are_filled_with_the_item_and_the_reason():
    own = rule(message="{title} of {owner} in {team}: {why}", check={"length": {"field": "outcome", "min-words": 2}})
    assert finding(lint([item(outcome="x", title="T {why}", owner=EVA)], own)).message == (
        "T {why} of Eva in unknown: has 1 words, 1 characters"
    )


def test_braces_in_a_message():
    assert finding(lint([BARE], rule(message="{{not}} a {{name}}"))).message == "{not} a {name}"


def evidence(text: str, start: int, end: int) -> Evidence:
    return tell.evidence(item(outcome=text), Miss(field="outcome", start=start, end=end))


def test_evidence_quotes_the_words_and_their_line():
    told = finding(lint([item(outcome="Naïve 🚂 first line\nBuild the best in class thing\nlast")], best())).evidence
    assert (told.field, told.text) == ("outcome", "best in class")
    assert (told.excerpt, told.at) == ("Build the best in class thing", 10)


def best() -> Any:
    return rule(check={"lacks": {"field": "outcome", "words": ["best in class"]}})


LINES = st.text(st.sampled_from("ab \né🚂"), max_size=600)


@given(LINES, st.integers(0, 600), st.integers(0, 300))
def test_evidence_offsets_point_into_the_text(text: str, start: int, length: int):
    start = min(start, len(text))
    end = min(start + length, len(text))
    told = evidence(text, start, end)
    assert (told.start, told.text) == (start, text[told.start : told.end])
    assert told.end <= end
    assert text[start:end].startswith(told.text)
    assert "\n" not in told.excerpt
    assert len(told.excerpt) <= 160
    shown = told.text.partition("\n")[0]
    assert told.excerpt[told.at :].startswith(shown[:80])


def test_evidence_in_a_field_of_ones_own():
    own = rule(check={"lacks-pattern": {"field": "region", "pattern": "n.rth"}})
    assert finding(lint([item(extra={"region": "the north"})], own)).evidence.text == "north"


def test_a_field_without_text_gives_no_evidence():
    own = rule(check={"lacks": {"field": "labels", "words": ["x"]}})
    assert finding(lint([item(labels=("x",))], own)).evidence is UNSET


def test_rules_of_the_whole_portfolio_wait_and_are_answered():
    items = [
        item("E-1", okr=None, parent="I-1", outcome=GOOD),
        item("E-2", okr=None, parent="I-2", outcome=GOOD),
        item("E-3", okr=None, parent="GONE", outcome=GOOD),
        item("I-1", okr="KR-1", parent=None, outcome=None),
        item("I-2", okr=None, parent=None, outcome="TBD"),
    ]
    judged = lint(items, "copied-outcome", "missing-okr", "unanchored-parent")
    assert set(found(judged)) == {
        ("missing-okr", "E-2"),
        ("missing-okr", "I-2"),
        ("unanchored-parent", "E-1"),
        ("unanchored-parent", "E-2"),
        ("copied-outcome", "E-1"),
        ("copied-outcome", "E-2"),
        ("copied-outcome", "E-3"),
    }
    assert abstained(judged) == {
        "missing-okr": ("the parent's OKR link was not read", 1, ("E-3",)),
        "unanchored-parent": ("parent not in scope", 1, ("E-3",)),
    }


def test_a_rule_that_waited_still_knows_its_item():
    own = rule(
        check={"all": [{"anchored": {}}, {"filled": "region"}]},
        message="hangs from {parent}, {status}",
        when={"label": "x"},
    )
    fields = {"title": "T", "parent": "P", "status": "Open", "owner": EVA, "labels": ("x",), "extra": {"region": "n"}}
    told = finding(lint([item(**fields), item("P", outcome=None, labels=None)], own))
    assert told.message == "hangs from P, Open"
    assert told.item == ItemRef("A-1", title="T", owner="Eva")


def test_what_is_out_of_scope_is_not_known_to_the_portfolio():
    items = [item("A", parent="P"), item("P", outcome=GOOD)]
    judged = lint(items, "unanchored-parent", excluded=lambda each: "x" if each.key == "P" else None)
    assert abstained(judged) == {"unanchored-parent": ("parent not in scope", 1, ("A",))}


PAY, BLUE = Condition(project="PAY"), Condition(team="Blue")


def test_overrides_hold_for_the_items_that_fit():
    strict = plan("missing-outcome", "missing-owner", severity="error")
    items = [item(key, outcome=None, owner=None, project=key) for key in ("PAY", "WEB")] + [item("ANY", outcome=None)]
    judged = lint(items, "missing-outcome", severity="info", overrides=[(PAY, strict)])
    assert [(each.severity, each.rule, each.item.key) for each in judged.findings] == [
        ("error", "missing-outcome", "PAY"),
        ("error", "missing-owner", "PAY"),
        ("info", "missing-outcome", "WEB"),
        ("info", "missing-outcome", "ANY"),
    ]


def test_a_rule_that_waits_under_an_override_is_answered_under_it():
    waiting = plan("missing-owner", "unanchored-parent", severity="warning")
    items = [item("A", parent="P", project="PAY"), item("B", parent="P"), item("P", outcome=None)]
    judged = lint(items, "missing-outcome", overrides=[(BLUE, plan()), (PAY, waiting)])
    assert found(judged) == [("missing-outcome", "P"), ("unanchored-parent", "A")]
    assert finding(lint(items[:1] + items[2:], "missing-owner", overrides=[(PAY, waiting)])).severity == "warning"


def test_coverages_are_those_of_all_overrides():
    judged = lint([item(owner=EVA)], "missing-outcome", overrides=[(PAY, plan("missing-owner"))])
    assert list(judged.card.coverage) == ["outcome", "owner"]


def test_what_a_task_needs_is_what_somebody_looks_at():
    needs = task("missing-okr", by=("team", "region"), overrides=[(PAY, plan("missing-actual-outcome"))]).needs
    assert needs >= {"okr", "parent", "project", "team", "region", "outcome", "owner", "labels", "actual_outcome"}
    assert "description" not in needs


def test_nothing_at_all():
    judged = lint([], *EVERYTHING)
    assert (judged.items, len(judged.findings), judged.abstentions, judged.ignored) == (0, 0, (), ())
    assert judged.card.ffr.percent is None


IGNORES = [{"rule": "ALL", "item": "K-1"}, {"rule": "no-measure", "item": "K-2"}]
BASELINE = [("missing-outcome", "K-3"), ("missing-owner", "K-4")]


def engine(items: list[WorkItem]) -> Engine:
    made = Engine(task(*EVERYTHING, ignores=IGNORES, baseline=BASELINE, by=("team",)))
    made.take_all(items)
    return made


@settings(deadline=None)
@given(PORTFOLIOS, st.integers(0, 8))
def test_counted_in_parts_and_joined_is_the_same_as_counted_at_once(portfolio: list[WorkItem], cut: int):
    first, second = engine(portfolio[:cut]), engine(portfolio[cut:])
    first.absorb(second.counts, second.task.exemptions, second.log.written(), second.waiting.written())
    joined, whole = first.finish(whole=True), engine(portfolio).finish(whole=True)
    assert joined.card == whole.card
    assert list(joined.findings) == list(whole.findings)
    assert joined._replace(findings=None, card=None) == whole._replace(findings=None, card=None)
