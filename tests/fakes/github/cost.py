"""What a query costs before it runs, by GitHub's published formula: calls needed for its connections, by a hundred."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    VariableNode,
)


def points(document: DocumentNode, variables: dict[str, Any]) -> tuple[int, int]:
    """Points (at least 1) and the most nodes that could come back."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    calls = nodes = 0

    def walk(selections: Iterable[SelectionNode], parents: int) -> None:
        nonlocal calls, nodes
        for each in selections:
            if isinstance(each, FragmentSpreadNode):
                walk(fragments[each.name.value].selection_set.selections, parents)
            elif isinstance(each, InlineFragmentNode):
                walk(each.selection_set.selections, parents)
            elif isinstance(each, FieldNode) and each.selection_set:
                size = asked(each)
                if size is not None:
                    calls += parents
                    nodes += parents * size
                walk(each.selection_set.selections, parents * (1 if size is None else size))

    def asked(field: FieldNode) -> int | None:
        for argument in field.arguments or ():
            value = argument.value
            if isinstance(value, VariableNode):
                found = variables.get(value.name.value)
            elif isinstance(value, IntValueNode):
                found = int(value.value)
            else:
                found = list(value.values) if isinstance(value, ListValueNode) else None
            if argument.name.value in ("first", "last") and isinstance(found, int):
                return found
            if argument.name.value == "ids" and isinstance(found, list):
                return len(found)
        return None

    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            walk(each.selection_set.selections, 1)
    return max(1, round(calls / 100)), nodes
