from typing import Any

import msgspec
import pytest

from outcome_lint.text import adf, adf_blocks, blocks
from outcome_lint.text.adf import Node

BOLD = [{"type": "strong"}]


def text(value: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "text", "text": value, "marks": list(marks)}


def node(kind: str, *content: dict[str, Any], **attrs: Any) -> dict[str, Any]:
    return {"type": kind, "content": list(content), "attrs": attrs}


def para(*content: Any) -> dict[str, Any]:
    return node("paragraph", *(text(each) if isinstance(each, str) else each for each in content))


def head(value: str, level: float = 2) -> dict[str, Any]:
    return node("heading", text(value), level=level)


def items(*content: Any) -> dict[str, Any]:
    return node("bulletList", *(node("listItem", para(each) if isinstance(each, str) else each) for each in content))


def table(*rows: list[str], head_cells: int = 0) -> dict[str, Any]:
    kinds = ["tableHeader"] * head_cells + ["tableCell"] * 99
    made = [
        node("tableRow", *(node(kind, para(cell)) for kind, cell in zip(kinds, cells, strict=False))) for cells in rows
    ]
    return node("table", *made)


def doc(*content: dict[str, Any]) -> Node:
    return adf.from_obj({"type": "doc", "version": 1, "content": list(content)})


def under(title: str, *content: dict[str, Any]) -> str:
    (found,) = [section.text for section in adf.sections(doc(*content)) if section.title == title]
    return found


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([para("Reduce churn")], "Reduce churn"),
        ([para("  Re\u200bduce\u00a0churn ")], "Reduce churn"),
        ([para("a"), para(), para("b")], "a\n\nb"),
        ([para("a ", text("b", *BOLD), node("hardBreak"), "c")], "a b\nc"),
        ([para("a"), items("b", "c"), para("d")], "a\n\n- b\n- c\n\nd"),
        ([items(para("a"), items("b", items("c")))], "- a\n- b\n- c"),
        ([node("orderedList", node("listItem", para("a"), items("b")), node("listItem", para("c")))], "- a\n- b\n- c"),
        ([node("panel", para("a"), items("b"))], "a\n\n- b"),
        ([node("expand", para("a"), title="T")], "T\n\na"),
        ([node("taskList", node("taskItem", text("a"), state="TODO"), node("taskItem"))], "- a"),
        ([node("decisionList", node("decisionItem", text("a")))], "- a"),
        ([node("codeBlock", text("x = 1\ny"))], "x = 1\ny"),
        ([node("blockquote", para("a"), para("b"))], "a\n\nb"),
        ([node("layoutSection", node("layoutColumn", para("a")), node("layoutColumn", para("b")))], "a\n\nb"),
        ([table(["h", "i"], ["a", ""])], "h | i\na |"),
        ([head("H"), node("rule"), para("a")], "H\n\na"),
        ([node("mysteryBlock", para("a"), node("mysteryInline"))], "a"),
        ([node("mediaSingle", node("media"), node("caption", text("a chart")))], "[media]\n\na chart"),
        ([node("bodiedSyncBlock", para("a"))], "a"),
    ],
)
def test_plain(content: list[dict[str, Any]], expected: str):
    assert adf.plain(doc(*content)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (para(node("inlineCard", url="https://okr.example/1")), "https://okr.example/1"),
        (para(node("inlineCard", data={"url": "https://okr.example/2"})), "https://okr.example/2"),
        (node("blockCard", url="https://okr.example/3"), "https://okr.example/3"),
        (node("embedCard", url="https://okr.example/4"), "https://okr.example/4"),
        (node("blockCard", datasource={"id": "x"}), "[card]"),
        (para(node("mention", id="5b1", text="@Eva")), "@Eva"),
        (para(node("mention", id="5b1")), "@5b1"),
        (para(node("status", text="ON TRACK", color="green")), "ON TRACK"),
        (para(node("date", timestamp="1790726400000")), "2026-09-30"),
        (para(node("date", timestamp=1790726400000)), "2026-09-30"),
        (para(node("date", timestamp="soon")), "soon"),
        (para(node("emoji", shortName=":dart:", text="🎯")), "🎯"),
        (para(node("emoji", shortName=":corp:")), ":corp:"),
        (node("mediaGroup", node("media", id="1")), "[media]"),
        (node("mediaSingle", node("media", alt="a chart")), "a chart"),
        (node("extension", extensionKey="x"), "[extension]"),
        (para(node("inlineExtension", text="Roadmap")), "Roadmap"),
        (node("syncBlock", resourceId="1"), "[synced block]"),
    ],
)
def test_content_without_a_text(content: dict[str, Any], expected: str):
    assert adf.plain(doc(content)) == expected
    assert adf.has_content(doc(content))
    assert adf.plain(doc(content), content_only=True) == expected


@pytest.mark.parametrize(
    "content",
    [
        [],
        [para()],
        [para(), para(" \u00a0\u200b")],
        [{"type": "paragraph"}, {"type": "paragraph", "content": None}],
        [para(node("placeholder", text="What changes?"))],
        [para(node("hardBreak"), node("hardBreak"))],
        [node("rule"), node("rule")],
        [head("Customer"), head("Metric", 3)],
        [items("", " ")],
        [node("taskList", node("taskItem", state="TODO"))],
        [table(["", " "])],
        [node("codeBlock")],
        [node("panel", para())],
        [node("expand", para(), title="More")],
    ],
)
def test_no_content(content: list[dict[str, Any]]):
    assert not adf.has_content(doc(*content))
    assert adf.plain(doc(*content), content_only=True) == ""
    assert under("Outcome", head("Outcome", 1), *content) == ""


def test_headings_are_text_unless_content_is_asked_for():
    assert adf.plain(doc(head("Outcome"))) == "Outcome"


def test_links_are_found_in_order_and_once():
    link = {"type": "link", "attrs": {"href": "https://okr.example/1"}}
    card = node("inlineCard", url="https://okr.example/2")
    found = doc(para(text("KR", link), card, text("again", link)), node("blockCard", url="https://okr.example/3"))
    assert adf.links(found) == [f"https://okr.example/{n}" for n in (1, 2, 3)]
    assert adf.plain(doc(para(text("KR", link)))) == "KR"


@pytest.mark.parametrize(
    "content",
    [
        [head("🎯 Outcome:"), para("fewer calls"), head("Owner"), para("Eva")],
        [head("Outcome", 2.0), para("fewer calls")],
        [para(text("Outcome", *BOLD)), para("fewer calls"), para(text("Owner", *BOLD)), para("Eva")],
        [para(text("Outcome:", *BOLD), " fewer calls"), para(text("Owner:", *BOLD), " Eva")],
        [para(text("Outcome", *BOLD), text(":", *BOLD), "fewer calls")],
        [para("Outcome: fewer calls", node("hardBreak"), "Owner: Eva")],
        [para("Outcome:"), para("fewer calls")],
        [items(para(text("Outcome: ", *BOLD), "fewer calls"), para(text("Owner: ", *BOLD), "Eva"))],
        [table(["Outcome", "fewer calls"], ["Owner", "Eva"], head_cells=1)],
        [table(["Outcome", "Owner"], head_cells=2) | {"content": table(["Outcome", "Owner"], head_cells=2)["content"]
            + table(["fewer calls", "Eva"])["content"]}],
        [node("expand", para("fewer calls"), title="Outcome"), para("after")],
        [node("panel", head("Outcome"), para("fewer calls"))],
        [node("table", node("tableRow", node("tableCell", head("Outcome"), para("fewer calls"))))],
        [head("Outcome"), node("blockquote", para("Why?")), para("fewer calls"), node("codeBlock", text("x"))],
    ],
)  # fmt: skip
def test_outcome_under_titles_of_every_kind(content: list[dict[str, Any]]):
    found = [section.text for section in adf.sections(doc(*content)) if section.title == "Outcome"]
    assert [each for each in found if each] == ["fewer calls"]


class Issue(msgspec.Struct):
    """As a source decodes it: one field, any value."""

    field: Node | str | float | bool | list[str] | None | msgspec.UnsetType = msgspec.UNSET


@pytest.mark.parametrize(
    "raw",
    [
        {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": "a"}]}]},
        {
            "type": "doc",
            "content": [{"type": "paragraph", "unheard": [{}], "content": [{"type": "text", "text": "a"}]}],
        },
        {"type": "doc", "content": [{"type": "paragraph", "attrs": {"localId": 1}, "content": [text("a")]}]},
        {"type": "doc", "content": [{"type": "heading", "attrs": {"level": "3"}, "content": [text("a")]}]},
    ],
)
def test_a_node_is_a_decode_target(raw: dict[str, Any]):
    field = msgspec.json.decode(msgspec.json.encode({"field": raw}), type=Issue).field
    assert isinstance(field, Node)
    assert adf.plain(field) == "a"


def test_no_field_is_taken_for_a_document():
    assert msgspec.json.decode(b"{}", type=Issue).field is msgspec.UNSET
    assert msgspec.json.decode(b'{"field": null}', type=Issue).field is None
    assert msgspec.json.decode(b'{"field": 0}', type=Issue).field == 0


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        (None, ""),
        ([], ""),
        ({"type": 5, "content": "no"}, ""),
        (
            {
                "type": "doc",
                "content": [None, "x", {"type": "paragraph", "content": [{"type": "text", "text": 5}, text("a")]}],
            },
            "a",
        ),
        ({"type": "doc", "content": [{"type": "paragraph", "attrs": [], "marks": {}, "content": [text("a")]}]}, "a"),
        ({"type": "text", "text": "a"}, "a"),
        ({"type": "paragraph", "content": [text("a")]}, "a"),
    ],
)
def test_damaged_documents_are_salvaged(damaged: Any, expected: str):
    assert adf.plain(adf.from_obj(damaged)) == expected


@pytest.mark.parametrize(
    "kind", ["blockquote", "bulletList", "listItem", "panel", "expand", "table", "tableRow", "tableCell", "text", "x"]
)
def test_deep_nesting_ends(kind: str):
    deep = para("deep")
    for _ in range(10_000):
        deep = {"type": kind, "content": [deep], "attrs": {"title": "t"}}
    found = doc(head("Outcome"), deep)
    assert isinstance(adf.plain(found), str)
    assert adf.sections(found)
    assert adf.has_content(found) in (True, False)
    assert adf.links(found) == []


def test_the_short_cut_reads_as_the_long_way():
    found = doc(para("a:"), items("b", "Goal: c", ""), para("d ", text("e", *BOLD), node("hardBreak"), "f"), para())
    assert adf.plain(found) == blocks.plain(adf_blocks.read(found))
