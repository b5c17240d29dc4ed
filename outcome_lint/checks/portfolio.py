"""What is known of the whole portfolio once every item was seen: who hangs from whom, who says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from outcome_lint.language import normal

if TYPE_CHECKING:
    from outcome_lint.model import WorkItem

_DEPTH = 20  # levels of ancestors; a real hierarchy has fewer than ten


class _Node(NamedTuple):
    parent: Any  # key, None or UNSET
    okr: bool | None  # None: unknown
    outcome: bool | None


class Portfolio:
    """Grows by `add`, item by item; answers when all are in."""

    __slots__ = ("_nodes", "_texts")

    def __init__(self) -> None:
        self._nodes: dict[str, _Node] = {}
        self._texts: dict[int, str | set[str]] = {}  # hash of a text: the parent under which it stands, or all of them

    def add(self, item: WorkItem, *, states_outcome: bool | None, keep_text: bool) -> None:
        """`states_outcome`: whether its outcome has content; None where that is unknown."""
        okr = None if item.okr is UNSET else bool(item.okr)
        self._nodes[item.key] = _Node(item.parent, okr, states_outcome)
        if keep_text and states_outcome and isinstance(item.outcome, str):
            # without a parent, an item stands for itself
            self._stands(hash(normal(item.outcome)), {item.parent or item.key})

    def mention(self, item: WorkItem, *, states_outcome: bool | None) -> None:
        """An item outside the scan, unless it is in it after all: others hang from it, and its own text is no echo."""
        if item.key not in self._nodes:
            self.add(item, states_outcome=states_outcome, keep_text=False)

    def _stands(self, text: int, parents: set[str]) -> None:
        """Most texts stand once, and a set takes five times the memory of a word."""
        before = self._texts.get(text)
        if before is not None:
            parents = parents | ({before} if isinstance(before, str) else before)
        self._texts[text] = parents if len(parents) > 1 else next(iter(parents))

    def absorb(self, later: Portfolio) -> None:
        """Add what was seen of items that come after mine."""
        self._nodes.update(later._nodes)
        for text, parents in later._texts.items():
            self._stands(text, {parents} if isinstance(parents, str) else parents)

    def okr_of(self, key: str) -> bool | None:
        """Whether that item or an ancestor is tied; None where that can't be known."""
        for _ in range(_DEPTH):
            node = self._nodes.get(key)
            if node is None or node.okr is None:
                return None
            if node.okr:
                return True
            if node.parent is UNSET:
                return None
            if not node.parent:
                return False
            key = node.parent
        return None

    def states_outcome(self, key: str) -> bool | None:
        """Whether that item states an outcome; None where that can't be known."""
        node = self._nodes.get(key)
        return node.outcome if node else None

    def repetitions(self, text: str) -> int:
        """On how many items the text stands, those under one parent counted once."""
        parents = self._texts.get(hash(normal(text)), set[str]())
        return 1 if isinstance(parents, str) else len(parents)
