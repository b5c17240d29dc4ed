"""Steps of the Action that pages show: inputs and outputs that there are, and values that it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outcome_lint import yamlfile
from outcome_lint.cli.inputs import PREFIX, read_inputs

ROOT = Path(__file__).resolve().parents[2]
ACTION = yamlfile.read(ROOT / "action.yml").value
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ELSEWHERE = {"token", "project-token", "python"}  # handed over by names of their own


def snippets() -> Iterator[Any]:
    for page in PAGES:
        for found in re.findall(r"^```ya?ml\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
            if "uses: outcome-lint/" in found:
                yield pytest.param(yamlfile.parse(found, page.name).value, id=page.stem)


def steps(value: Any) -> Iterator[dict[str, Any]]:
    """Our steps, however deep they stand."""
    if isinstance(value, dict) and str(value.get("uses", "")).startswith("outcome-lint/"):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from steps(each)


@pytest.mark.parametrize("shown", list(snippets()))
def test_each_step_hands_over_inputs_that_there_are(shown: Any) -> None:
    assert list(steps(shown))
    for step in steps(shown):
        given = step.get("with", {})
        assert given.keys() <= ACTION["inputs"].keys()
        written = {PREFIX + name.replace("-", "_").upper(): str(value) for name, value in given.items()}
        own = [name for name in given if name not in ELSEWHERE]
        assert own == [] or read_inputs(written) != read_inputs({})


def test_each_output_that_a_page_speaks_of_is_one() -> None:
    told = {
        name for page in PAGES for name in re.findall(r"steps\.outcomes\.outputs\.([\w-]+)", page.read_text("utf-8"))
    }
    assert told
    assert told <= ACTION["outputs"].keys()
