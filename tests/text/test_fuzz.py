import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcome_lint.text import adf, adf_blocks, blocks, markdown, tidy, wiki
from outcome_lint.text.blocks import Section

SHARED = Path(os.environ.get("OUTCOME_LINT_SHARED", Path(__file__).parents[2].parent / "shared"))
PIECES = r"""
# ## - * ** 1. > ``` ~~~ ` _ + {code} {quote} {noformat} {panel:title=x} {panel} {color:red} {expand:y} {{ }} [ ] ( ) ](
! \ \\ h1. h2. bq. ---- === --- <!-- --> <details> <summary> </summary> </details> <b> </b> <td> <tr> &amp; &#2; | || A
Goal: **Goal:** a bc 5 % 🎯 é http://x.y [x] ~ ^ ? ： , .
""".split()
SPACES = ["\n", "\n\n", "\r\n", " ", "\t", "\u00a0", "\u200d", "\x02", "\x03"]
MARKUP = st.lists(st.sampled_from(PIECES + SPACES * 3), max_size=60).map("".join)
TEXTS = st.text(max_size=60) | MARKUP
READERS = [(markdown.plain, markdown.sections), (wiki.plain, wiki.sections)]


@given(TEXTS)
def test_tidy_is_idempotent(source: str):
    assert tidy(tidy(source)) == tidy(source)
    tidy(source).encode()


@pytest.mark.parametrize(("plain", "sections"), READERS)
@given(source=TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(plain: Callable[[str], str], sections: Callable[[str], list[Section]], source: str):
    assert plain(source) == tidy(plain(source))
    for section in sections(source):
        assert section.title
        assert section.text == tidy(section.text)
        assert section.level >= 1


WORDS = st.sampled_from(["", " ", "a", "Goal:", "Goal: b", "b\n", "\n", "é\u200d", "\x02", "5 %"]) | st.text(max_size=5)
LEAVES = st.one_of(
    st.builds(
        lambda text, bold: {"type": "text", "text": text, "marks": [{"type": "strong"}] * bold}, WORDS, st.booleans()
    ),
    st.just({"type": "hardBreak"}),
)
PARAGRAPHS = st.lists(LEAVES, max_size=3).map(lambda content: {"type": "paragraph", "content": content})
LISTS = st.lists(PARAGRAPHS.map(lambda each: {"type": "listItem", "content": [each]}), max_size=3)
SIMPLE = st.lists(PARAGRAPHS | LISTS.map(lambda content: {"type": "bulletList", "content": content}), max_size=4)


@given(SIMPLE)
@settings(max_examples=300, deadline=None)
def test_the_short_cut_reads_as_the_long_way(content: list[dict[str, Any]]):
    found = adf.from_obj({"type": "doc", "content": content})
    assert adf.plain(found).split() == blocks.plain(adf_blocks.read(found)).split()


@cache
def schema() -> dict[str, Any]:
    path = SHARED / "contracts" / "adf.schema.json"
    if not path.exists():
        pytest.skip(f"the ADF schema is not at {path}; set OUTCOME_LINT_SHARED")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def kinds() -> dict[str, list[str]]:
    """Every node type of the schema and the attributes that it may carry."""
    found: dict[str, set[str]] = {}
    for name, each in schema()["definitions"].items():
        if name.endswith("_node") and "properties" in each:
            properties = each["properties"]
            attrs = properties.get("attrs", {})
            options = attrs.get("anyOf", [attrs])
            names = {key for option in options for key in option.get("properties", {})}
            found.setdefault(properties["type"]["enum"][0], set()).update(names)
    return {kind: sorted(names) for kind, names in found.items()}


VALUES = WORDS | st.integers(-(10**18), 10**18).map(str) | st.none() | st.floats(-1e18, 1e18) | st.just({"url": "u"})


@cache
def documents() -> st.SearchStrategy[dict[str, Any]]:
    every = kinds()

    def of(children: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
        return st.sampled_from(sorted(every)).flatmap(
            lambda kind: st.fixed_dictionaries(
                {
                    "type": st.just(kind),
                    "attrs": st.dictionaries(st.sampled_from([*every[kind], "x"]), VALUES, max_size=3),
                },
                optional={"content": st.lists(children, max_size=4) | st.none(), "text": WORDS},
            )
        )

    return st.recursive(LEAVES, of, max_leaves=20)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_any_document_is_read(data: st.DataObject):
    found = adf.from_obj(data.draw(documents()))
    text = adf.plain(found)
    assert text == tidy(text)
    assert adf.has_content(found) == bool(adf.plain(found, content_only=True))
    assert all(section.text == tidy(section.text) and section.title for section in adf.sections(found))
    assert all(adf.links(found))
