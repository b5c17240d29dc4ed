"""Whatever the ADF schema allows is read: nothing raises, no text is lost, and what is empty stays empty."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from outcome_lint.text import adf, tidy
from tests.text.adf_documents import MISSING, SCHEMA, blocks, documents, nodes, schema

pytestmark = pytest.mark.skipif(not SCHEMA.exists(), reason=MISSING)
LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
many = settings(max_examples=8, deadline=None, suppress_health_check=LARGE)
few = settings(max_examples=1, deadline=None, suppress_health_check=LARGE, phases=[Phase.explicit, Phase.generate])
BLOCKS = blocks() if SCHEMA.exists() else ["doc_node"]
CARDS = {"inlineCard", "blockCard", "embedCard"}


@pytest.mark.parametrize("block", BLOCKS)
@given(data=st.data())
@few
def test_what_is_drawn_is_valid(block: str, data: st.DataObject):
    assert [each.message for each in Draft4Validator(schema()).iter_errors(data.draw(documents(block, size=20)))] == []


@pytest.mark.parametrize("block", BLOCKS)
@given(data=st.data())
@many
def test_nothing_raises_and_no_text_is_lost(block: str, data: st.DataObject):
    drawn = data.draw(documents(block))
    found = adf.from_obj(drawn)
    text = adf.plain(found)
    assert text == tidy(text)
    assert [node["text"] for node in nodes(drawn) if "text" in node and node["text"] not in text] == []
    assert all(section.title and section.text == tidy(section.text) for section in adf.sections(found))
    assert adf.has_content(found) == bool(adf.plain(found, content_only=True))


@pytest.mark.parametrize("block", BLOCKS)
@given(data=st.data())
@many
def test_every_address_is_found(block: str, data: st.DataObject):
    drawn = data.draw(documents(block))
    marks = [mark for node in nodes(drawn) for mark in node.get("marks", ()) if mark["type"] == "link"]
    cards = [node["attrs"] for node in nodes(drawn) if node["type"] in CARDS]
    addresses = {mark["attrs"]["href"] for mark in marks} | {card["url"] for card in cards if card.get("url")}
    assert addresses - {*adf.links(adf.from_obj(drawn))} == set()


@pytest.mark.parametrize("block", blocks(void=True) if SCHEMA.exists() else BLOCKS)
@given(data=st.data())
@many
def test_a_document_without_a_word_is_empty(block: str, data: st.DataObject):
    found = adf.from_obj(data.draw(documents(block, void=True)))
    assert not adf.has_content(found)
    assert adf.plain(found, content_only=True) == ""
