from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from outcome_lint.model import Run
from outcome_lint.publish import outputs_of, write_outputs

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))


def read(text: str) -> dict[str, str]:
    """As the runner reads the file."""
    values, lines = {}, iter(text.split("\n"))
    for line in lines:
        if line:
            name, _, end = line.partition("<<")
            values[name] = "\n".join(takewhile(end.__ne__, lines))
    return values


def test_figures_are_plain_numbers(make_run: Callable[..., Run]):
    values = outputs_of(make_run(12))
    assert values.pop("summary").startswith(
        "40 items, 12 findings: 12 errors · Feature Factory Ratio 30.0 % · 12 of 40"
    )
    assert values == {
        "complete": "true",
        "passed": "false",
        "items": "40",
        "findings": "12",
        "errors": "12",
        "warnings": "0",
        "feature-factory-ratio": "30.00",
        "without-outcome": "12",
        "judged": "40",
    }


def test_an_incomplete_scan_has_no_ratio(make_run: Callable[..., Run]):
    values = outputs_of(replace(make_run(12), complete=False))
    assert (values["complete"], values["feature-factory-ratio"], values["judged"]) == ("false", "", "")


@given(values=st.dictionaries(st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,20}", fullmatch=True), TEXT, max_size=4))
def test_a_value_sets_only_its_own_output(values: dict[str, str], tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("outputs") / "file"
    path.write_text("before<<x\ny\nx\n", "utf-8")
    assert write_outputs(values, {"GITHUB_OUTPUT": str(path)}).done
    assert read(path.read_bytes().decode()) == {"before": "y", **values}


def test_a_value_that_looks_like_an_end_is_none(environment: dict[str, str]):
    hostile = "end-0\nevil=1\nevil<<x\n1\nx"
    write_outputs({"a": hostile}, environment)
    write_outputs({"b": hostile}, environment)
    text = Path(environment["GITHUB_OUTPUT"]).read_text("utf-8")
    assert read(text) == {"a": hostile, "b": hostile}
    ends = [line.partition("<<")[2] for line in text.splitlines() if line.startswith(("a<<", "b<<"))]
    assert len(set(ends)) == 2


def test_names_are_names(environment: dict[str, str]):
    with pytest.raises(ValueError, match="not names"):
        write_outputs({"a<<b": "1"}, environment)
    assert not Path(environment["GITHUB_OUTPUT"]).exists()


def test_without_a_runner_there_is_a_notice(tmp_path: Path):
    assert "not set" in write_outputs({"a": "b"}, {}).notice
    assert "directory" in write_outputs({"a": "b"}, {"GITHUB_OUTPUT": str(tmp_path)}).notice
