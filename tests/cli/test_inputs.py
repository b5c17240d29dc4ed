from __future__ import annotations

import pytest

from outcome_lint.cli.inputs import PREFIX, read_inputs
from outcome_lint.errors import UsageError


def given(**inputs: str) -> dict[str, str]:
    return {f"{PREFIX}{name.upper()}": value for name, value in inputs.items()}


def test_what_is_remembered_and_reported():
    inputs = read_inputs(given(history_branch="outcome-history", weekly_report="true", report_issue="yes"))
    assert (inputs.history_branch, inputs.weekly_report, inputs.report_issue) == ("outcome-history", True, True)


def test_nothing_is_remembered_unless_asked():
    inputs = read_inputs(given(history_branch="", weekly_report="", report_issue=""))
    assert (inputs.history_branch, inputs.weekly_report, inputs.report_issue) == ("", False, False)


@pytest.mark.parametrize("name", ["outcome-history", "data/outcomes", "v1.2", "_x"])
def test_names_of_branches(name: str):
    assert read_inputs(given(history_branch=name)).history_branch == name


@pytest.mark.parametrize(
    "name", ["refs/heads/x", "a..b", "a b", "/a", "a/", "a//b", "a.lock", "a/.b", "-a", "a?x=1", "a@{1}", "a."]
)
def test_what_is_no_name_of_a_branch_is_named(name: str):
    with pytest.raises(UsageError, match="the input history-branch is"):
        read_inputs(given(history_branch=name))


@pytest.mark.parametrize(
    ("inputs", "named"),
    [
        ({"weekly_report": "weekly"}, "the input weekly-report is 'weekly'"),
        ({"report_issue": "2"}, "the input report-issue is '2'"),
        ({"report_issue": "true"}, "the input report-issue is true, but there is no report"),
        ({"history_branch": "h", "only": "issue"}, "history-branch is about all items, but only is 'issue'"),
        ({"weekly_report": "true", "only": "pull-request"}, "weekly-report is about all items"),
    ],
)
def test_wrong_values_are_named(inputs: dict[str, str], named: str):
    with pytest.raises(UsageError, match=named):
        read_inputs(given(**inputs))
