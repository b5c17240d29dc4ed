"""Whatever the bytes, a reader raises nothing but our own errors."""

from __future__ import annotations

import io
import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outcome_lint.errors import OutcomeLintError
from outcome_lint.model import WorkItem
from outcome_lint.sources import ALL_FIELDS, Intake, Mapping, read
from tests.sources.samples import OUTCOME, adf, github, heading, issue, page, user

FULL = issue(
    "A-1",
    assignee=user(),
    labels=["x"],
    description=adf(heading("Outcome"), "x"),
    parent={"key": "A-9"},
    created="2026-01-02T03:04:05.000+0100",
    duedate="2026-01-02",
    issuelinks=[{"type": {"name": "OKR"}, "inwardIssue": {"key": "O-1"}}],
    **{OUTCOME: adf("Fewer calls")},
)
HEADER = "Summary,Issue key,Issue Type,Created,Labels,Custom field (Outcome)\r\n"
CSV = HEADER + 'T,A-1,Epic,03/Sep/26 9:14 AM,a,"x\ny"\r\nT,A-2,Epic,,b,z\r\n'
SEEDS = [
    json.dumps(page(FULL, issue("A-2"))).encode(),
    json.dumps(page(FULL, issue("A-2")), indent=1).encode(),
    b"".join(
        msgspec.json.encode(each) + b"\n" for each in (FULL, issue("A-2"), issue("A-3", api="2", **{OUTCOME: "*x*"}))
    ),
    json.dumps(
        [
            github(1, body="### Outcome\n\nx\n\n### Owner\n\n@eva"),
            github(2, issue_field_values=[{"issue_field_name": "OKR", "value": 3}]),
        ]
    ).encode(),
    b"".join(msgspec.json.encode(WorkItem(key=f"S-{n}", level="epic", outcome="x")) + b"\n" for n in range(4)),
    CSV.encode(),
    ("sep=;\n" + CSV.replace(",", ";")).encode("utf-16"),
]
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def swallow(data: bytes) -> list[WorkItem]:
    intake = Intake()
    try:
        items = list(read(["-"], Mapping.default(), ALL_FIELDS, intake, io.BytesIO(data)))
    except OutcomeLintError:
        return []
    for item in items:
        assert item.key
        assert item.level in ("initiative", "epic")
        msgspec.json.decode(msgspec.json.encode(item), type=WorkItem)
    return items


@FUZZ
@given(st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    swallow(data)


@FUZZ
@given(
    st.sampled_from(
        [b"{", b"[", b"[{", b'{"issues":[', b'{"key":', b"Issue key,Issue Type\n", b"\xff\xfe", b"\xef\xbb\xbf{"]
    ),
    st.binary(max_size=100),
)
def test_random_bytes_behind_a_promising_start(start: bytes, data: bytes) -> None:
    swallow(start + data)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["cut", "insert", "replace", "delete", "double"])):
            case "cut":
                del data[at:]
            case "insert":
                data[at:at] = draw(
                    st.sampled_from(
                        [
                            b"\x00",
                            b"\xff",
                            b'"',
                            b"{",
                            b"}",
                            b"[",
                            b"]",
                            b",",
                            b"\n",
                            b"\r",
                            b"null",
                            b"\\",
                            b"\xc3",
                            b";",
                        ]
                    )
                )
            case "replace":
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=2))
            case "delete":
                del data[at : at + draw(st.integers(1, 40))]
            case _:
                data[at:at] = data[at : at + draw(st.integers(1, 200))]
    return bytes(data)


@FUZZ
@given(mutated())
def test_mutated_exports(data: bytes) -> None:
    swallow(data)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["doc", "Epic", "{}", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "content",
                    "text",
                    "value",
                    "name",
                    "id",
                    "key",
                    "data",
                    "child",
                    "accountId",
                    "displayName",
                    "active",
                    "attrs",
                    "marks",
                ]
            )
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
JIRA_FIELDS = [
    OUTCOME,
    "summary",
    "issuetype",
    "status",
    "project",
    "assignee",
    "labels",
    "description",
    "parent",
    "issuelinks",
    "created",
    "duedate",
]


def well_formed(value: Any) -> str:
    return json.dumps(value).replace("NaN", "1").replace("-Infinity", "2").replace("Infinity", "3")


@FUZZ
@given(st.sampled_from(JIRA_FIELDS), JSON)
def test_any_value_in_any_jira_field(name: str, value: Any) -> None:
    record = issue("A-1") | {"fields": issue("A-1")["fields"] | {name: value}}
    document = page(record, issue("A-2"))
    for text in (
        well_formed(document),
        well_formed([document]),
        well_formed(record) + "\n" + well_formed(issue("A-2")),
    ):
        assert "A-2" in [item.key for item in swallow(text.encode())]


@FUZZ
@given(st.sampled_from([*github(), "issue_field_values", "type", "sub_issues_summary", "parent_issue_url"]), JSON)
def test_any_value_in_any_github_field(name: str, value: Any) -> None:
    text = well_formed([github(1) | {name: value}, github(2)])
    assert "acme/roadmap#2" in [item.key for item in swallow(text.encode())]


@FUZZ
@given(
    st.sampled_from(
        [
            "names",
            "schema",
            "isLast",
            "nextPageToken",
            "total",
            "startAt",
            "warnings",
            "issueErrors",
            "issues",
            "errorMessages",
        ]
    ),
    JSON,
)
def test_any_value_in_any_part_of_a_page(name: str, value: Any) -> None:
    swallow(well_formed(page(issue("A-1")) | {name: value}).encode())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cut_of_an_export(seed: bytes) -> None:
    whole = [item.key for item in swallow(seed)]
    assert whole
    for end in range(0, len(seed), max(1, len(seed) // 150)):
        keys = [item.key for item in swallow(seed[:end])]
        assert keys[:-1] == whole[: max(len(keys) - 1, 0)]
