"""Adopting the linter today: set aside what is there, fail only on what is new, never flatter the ratio."""

from __future__ import annotations

import json

import pytest

from tests.cli.helpers import Cli, item

FILE = ".outcome-lint-baseline.json"


@pytest.fixture
def adopted(cli: Cli) -> Cli:
    """One of three states no outcome, and that is in the baseline."""
    cli.write("items.jsonl", item("A-1", outcome=None), item("A-2"), item("A-3"))
    assert cli("baseline", "create", "items.jsonl").code == 0
    cli.write("outcome-lint.yml", f"baseline: {FILE}")
    return cli


def entries(cli: Cli) -> list[tuple[str, str]]:
    return [(entry["rule"], entry["item"]) for entry in json.loads(cli.read(FILE))["entries"]]


def test_what_is_there_passes_and_still_counts(adopted: Cli) -> None:
    result = adopted("check", "items.jsonl", "-f", "json")
    assert (result.code, result.findings, result.ratio) == (0, [], (1, 3))
    assert result.json["scorecard"]["after_exceptions"]["without"] == 0
    assert [each["via"] for each in result.json["ignored"]] == ["baseline"]
    assert adopted("check", "items.jsonl", "--no-baseline").code == 1


def test_a_swap_does_not_hide(adopted: Cli) -> None:
    adopted.write("items.jsonl", item("A-1"), item("A-2", outcome=None), item("A-3"))
    result = adopted("check", "items.jsonl", "-f", "json")
    assert (result.code, result.findings) == (1, ["A-2 missing-outcome", "A-1 unused-ignore"])


def test_the_ratchet(adopted: Cli) -> None:
    assert adopted("check", "items.jsonl", "--ratchet").code == 0
    adopted.write("items.jsonl", item("A-1", outcome=None), item("A-2", outcome=None), item("A-3"))
    worse = adopted("check", "items.jsonl", "--ratchet", "--fail-on", "never", "-f", "json")
    assert worse.code == 1
    assert "rose to 66.7 % (2 of 3) from 33.3 % (1 of 3)" in worse.json["gate"]["reasons"][0]
    adopted.write(
        "items.jsonl", item("A-1", outcome=None), item("A-2", outcome=None), *(item(f"A-{n}") for n in range(3, 7))
    )
    assert adopted("check", "items.jsonl", "--ratchet", "--fail-on", "never").code == 0


def test_update_adds_and_drops_prune_only_drops(adopted: Cli) -> None:
    adopted.write("items.jsonl", item("A-1"), item("A-2", outcome=None), item("A-3", outcome="TBD"))
    assert "1 dropped" in adopted("baseline", "prune", "items.jsonl").err
    assert entries(adopted) == []
    assert "2 added, 0 dropped" in adopted("baseline", "update", "items.jsonl").err
    assert entries(adopted) == [("missing-outcome", "A-2"), ("placeholder-outcome", "A-3")]


def test_create_does_not_replace(adopted: Cli) -> None:
    result = adopted("baseline", "create", "items.jsonl")
    assert (result.code, "--force" in result.err) == (2, True)
    assert adopted("baseline", "create", "items.jsonl", "--force").code == 0


@pytest.mark.parametrize("command", ["create", "update", "prune"])
def test_half_a_scan_makes_no_baseline(adopted: Cli, command: str) -> None:
    before = adopted.read(FILE)
    adopted.write("items.jsonl", item("A-1"), "{broken")
    result = adopted("baseline", command, "items.jsonl", *(["--force"] if command == "create" else []))
    assert result.code == 3
    assert "items.jsonl:2" in result.err
    assert adopted.read(FILE) == before


@pytest.mark.parametrize("content", ["", "{}", "[]", "[" * 100_000, '{"schema": "other"}', "\x00"])
def test_a_broken_baseline_is_named(adopted: Cli, content: str) -> None:
    adopted.write(FILE, content)
    for line in (("check", "items.jsonl"), ("baseline", "update", "items.jsonl"), ("config", "validate")):
        result = adopted(*line)
        assert (result.code, result.out) == (2, "")
        assert f"{FILE}: not a baseline" in result.err


def test_ignores_are_reasoned_and_end(adopted: Cli) -> None:
    adopted.write(
        "outcome-lint.yml",
        "ignore:",
        "  - {rule: OL101, item: A-1, reason: legal freeze, owner: Eva, expires: 2999-01-01}",
        "  - {rule: missing-outcome, item: A-2, reason: nothing to see, expires: 2999-01-01}",
        "  - {rule: missing-outcome, item: A-3, reason: over, expires: 2020-01-01}",
    )
    result = adopted("check", "items.jsonl", "-f", "json")
    assert result.findings == ["A-3 expired-ignore", "A-2 unused-ignore"]
    assert result.ratio == (1, 3)
    [ignored] = result.json["ignored"]
    assert (ignored["via"], ignored["reason"], ignored["owner"]) == ("config", "legal freeze", "Eva")


@pytest.mark.parametrize(
    "label", ["outcome-lint:ignore", "outcome-lint:ignore-missing-outcome", "Outcome-Lint:Ignore:OL101"]
)
def test_a_label_sets_aside_and_still_counts(cli: Cli, label: str) -> None:
    cli.write("items.jsonl", item("A-1", outcome=None, labels=[label]), item("A-2"))
    result = cli("check", "items.jsonl", "-f", "json")
    assert (result.code, result.findings, result.ratio) == (0, [], (1, 2))


def test_a_label_for_another_rule_does_not(cli: Cli) -> None:
    cli.write("items.jsonl", item("A-1", outcome=None, labels=["outcome-lint:ignore-missing-owner"]))
    assert cli("check", "items.jsonl", "-f", "json").findings == ["A-1 missing-outcome", "A-1 unused-ignore"]


def test_a_part_of_the_portfolio_calls_nothing_unused(adopted: Cli) -> None:
    adopted.write("items.jsonl", item("A-2"))
    for flags in (("--select", "missing-owner,unused-ignore"), ("--since", "2020-01-01")):
        assert adopted("check", "items.jsonl", "-f", "json", *flags).findings == []
