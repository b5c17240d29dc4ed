"""The native snapshot."""

from __future__ import annotations

from tests.sources.helpers import Sources


def test_reads_items_and_makes_blank_texts_empty(sources: Sources) -> None:
    [item] = sources.items('{"key":"A-1","level":"epic","title":"T","outcome":" "}\n')
    assert (item.key, item.level, item.title, item.outcome) == ("A-1", "epic", "T", None)
