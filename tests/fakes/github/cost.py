"""What a query costs before it runs, by GitHub's published formula: calls needed for its connections, by a hundred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
    ValueNode,
    VariableNode,
)

Fragments = dict[str, FragmentDefinitionNode]


@dataclass
class Bill:
    """Adds up the calls and the nodes of a selection for so many parents."""

    fragments: Fragments
    variables: dict[str, Any]
    calls: int = 0
    nodes: int = 0

    def add(self, selections: Iterable[SelectionNode], parents: int) -> None:
        for each in selections:
            if isinstance(each, FragmentSpreadNode):
                self.add(self.fragments[each.name.value].selection_set.selections, parents)
            elif isinstance(each, InlineFragmentNode):
                self.add(each.selection_set.selections, parents)
            elif isinstance(each, FieldNode) and each.selection_set:
                size = self.size(each)
                if size is not None:
                    self.calls += parents
                    self.nodes += parents * size
                self.add(each.selection_set.selections, parents * (1 if size is None else size))

    def size(self, field: FieldNode) -> int | None:
        """Of a connection, or of a list of ids."""
        for argument in field.arguments or ():
            found, name = self.value(argument.value), argument.name.value
            if name in ("first", "last") and isinstance(found, int):
                return found
            if name == "ids" and isinstance(found, list | tuple):
                return len(found)
        return None

    def value(self, node: ValueNode) -> Any:
        if isinstance(node, VariableNode):
            return self.variables.get(node.name.value)
        if isinstance(node, IntValueNode):
            return int(node.value)
        return node.values if isinstance(node, ListValueNode) else None


def points(document: DocumentNode, variables: dict[str, Any]) -> tuple[int, int]:
    """Points (at least 1) and the most nodes that could come back."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    bill = Bill(fragments, {})
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            defaults = {one.variable.name.value: one.default_value for one in each.variable_definitions or ()}
            bill.variables = {name: bill.value(node) for name, node in defaults.items() if node} | variables
            bill.add(each.selection_set.selections, 1)
    return max(1, round(bill.calls / 100)), bill.nodes
