from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from outcome_lint.history import Answer, Standing
from outcome_lint.output import standing
from outcome_lint.output.schema import gate_schema

MET = Answer("outcome", "do items state an outcome", True, 30, 40, 4, 10)  # noqa: FBT003 - it is met
FEW = Answer("concluded", "do these draw a conclusion", None, 50, None, 0, 0)
WHOLE = Standing(None, "crawl", "proceed", ("all that crawl asks is met",), (MET, FEW), "walk", 4, 4, 10)
FINE = Standing("Red", "crawl", "proceed", WHOLE.reasons, next="walk")
SMALL = Standing("\x1b[31mFew", "walk", None, ("3 items: too few to tell",))


def test_the_json_is_what_its_schema_says():
    schema = gate_schema()
    Draft202012Validator.check_schema(schema)
    told = json.loads("".join(standing.json(7, WHOLE, (FINE, SMALL))))
    Draft202012Validator(schema).validate(told)
    assert (told["schema"], told["run"], told["overall"]["say"], told["teams"][1]["say"]) == (
        "outcome-lint/gate-1", 7, "proceed", None,
    )  # fmt: skip


def test_the_text_has_the_evidence_once_and_the_teams_with_their_reasons():
    assert "".join(standing.text(WHOLE, (FINE, SMALL))).splitlines()[:-2] == [
        "crawl · proceed to walk",
        "  all that crawl asks is met",
        "",
        "Evidence of 4 weeks, 4 complete runs",
        "  ✓ do items state an outcome: 40.0 % (4 of 10), 30 % asked for",
        "  · do these draw a conclusion: too few to tell (0 of 0)",
        "",
        "Teams",
        "  Red: crawl · proceed to walk, for the same reason",
        "  ␛[31mFew: walk · too small to tell",
        "    3 items: too few to tell",
    ]
