"""JQL, answered: which issues a viewer finds, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import ge, gt, le, lt
from typing import Any

from tests.fakes.jira import jql_dates
from tests.fakes.jira.jql import Both, Call, Clause, Either, JqlError, Not, Order, Query
from tests.fakes.jira.jql_values import NO_ID, Value, parts, resolve, said
from tests.fakes.jira.render import Renderer
from tests.fakes.jira.site import Issue

Test = Callable[[Issue], bool]
MOST_OPERANDS = 1000  # lists in the thousands end in a 500: JRACLOUD-84010
_COMPARE = {"<": lt, "<=": le, ">": gt, ">=": ge}
_ALLOWED = {
    "text": {"~", "!~", "IS", "IS NOT"},
    "set": {"=", "!=", "IN", "NOT IN", "IS", "IS NOT"},
    "issue": {"=", "!=", "IN", "NOT IN", "IS", "IS NOT", "<", "<=", ">", ">="},
    "date": {"=", "!=", "IN", "NOT IN", "IS", "IS NOT", "<", "<=", ">", ">="},
    "number": {"=", "!=", "IN", "NOT IN", "IS", "IS NOT", "<", "<=", ">", ">="},
}


class TooManyOperandsError(Exception):
    pass


def search(renderer: Renderer, query: Query, reconciled: Iterable[int] = ()) -> list[Issue]:
    """The issues that the viewer sees and that match, in order. Raises JqlError."""
    test = _Compiler(renderer).test(query.where)
    orders = [(order, ordering(renderer, order)) for order in query.orders]
    found = [issue for issue in renderer.store.indexed(reconciled) if renderer.visible(issue) and test(issue)]
    if not orders:
        return found[::-1]  # newest first
    for order, key in reversed(orders):
        if not (order.field.lower() == "id" and not order.descending and len(orders) == 1):
            found.sort(key=key, reverse=order.descending)
    return found


def ordering(renderer: Renderer, order: Order) -> Callable[[Issue], Any]:
    values = resolve(renderer, order.field)
    return values[0].sort_key


class _Compiler:
    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._now, self._zone = renderer.store.now(), renderer.viewer.zone

    def test(self, node: Any) -> Test:
        if node is None:
            return lambda _: True
        if isinstance(node, Not):
            inner = self.test(node.part)
            return lambda issue: not inner(issue)
        if isinstance(node, Both):
            tests = [self.test(part) for part in node.parts]
            return lambda issue: all(test(issue) for test in tests)
        if isinstance(node, Either):
            tests = [self.test(part) for part in node.parts]
            return lambda issue: any(test(issue) for test in tests)
        return self._clause(node)

    def _clause(self, clause: Clause) -> Test:
        """Fields of one name are looked at together: any may match, none may for what is negated."""
        tests = [self._one(clause, value) for value in resolve(self._renderer, clause.field)]
        if len(tests) == 1:
            return tests[0]
        if clause.operator in {"!=", "NOT IN", "!~"}:
            return lambda issue: all(test(issue) for test in tests)
        return lambda issue: any(test(issue) for test in tests)

    def _one(self, clause: Clause, value: Value) -> Test:
        operator = clause.operator
        if operator not in _ALLOWED[value.kind]:
            raise JqlError(f"The operator '{operator.lower()}' is not supported by the '{clause.field}' field.")
        empty = clause.operand is None
        if empty:
            wanted = operator in {"IS", "="}
            return lambda issue: value.applies(issue) and value.filled(issue) != wanted
        if value.kind == "text":
            return self._text(clause, value)
        operands = clause.operand if isinstance(clause.operand, tuple) else (clause.operand,)
        if len(operands) > MOST_OPERANDS:
            raise TooManyOperandsError
        meant = [self._meant(operand, value, clause) for operand in operands]
        if operator in _COMPARE:
            compare, [(bound,)] = _COMPARE[operator], meant
            return lambda issue: any(compare(each, bound) for each in value.of(issue))
        chosen = {each for options in meant for each in options}
        if operator in {"=", "IN"}:
            return lambda issue: not chosen.isdisjoint(value.of(issue))
        return lambda issue: bool(found := value.of(issue)) and chosen.isdisjoint(found)

    def _meant(self, operand: str | Call | None, value: Value, clause: Clause) -> tuple[Any, ...]:
        """What an operand stands for among the field's values: a name may mean several."""
        if operand is None:
            return ()
        if isinstance(operand, Call):
            if operand.name.lower() == "currentuser":
                account = self._renderer.viewer.account
                return (account.user.account.lower(),) if account else ()
            return (jql_dates.called(operand, self._now, self._zone),)
        if value.kind == "date":
            return (jql_dates.milliseconds(operand, clause.field, self._now, self._zone),)
        if value.kind == "number":
            return (float(operand),)
        found = value.known(operand) if value.known else (operand.lower(),)
        if not found:
            words = NO_ID if value.kind == "issue" and operand.isdecimal() else value.unknown
            raise JqlError(words.format(value=operand, field=clause.field))
        return tuple(found)

    def _text(self, clause: Clause, value: Value) -> Test:
        wanted = said(str(clause.operand))
        if clause.operator == "~":
            return lambda issue: wanted <= parts(value.of(issue))
        return lambda issue: bool(found := value.of(issue)) and not wanted <= parts(found)
