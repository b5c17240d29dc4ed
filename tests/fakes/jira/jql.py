"""JQL, read: words into a tree, or Jira's own words on what is wrong."""

from __future__ import annotations

import re
from typing import Any, NoReturn

from msgspec import Struct

_TOKEN = re.compile(
    r"""\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<sign>!=|!~|<=|>=|&&|\|\||[=~<>(),!])
    |(?P<word>[^\s"'(),=!~<>&|]+)
    |(?P<open>["'].*)
    |(?P<other>\S))""",
    re.VERBOSE | re.DOTALL,
)
_OPERATORS = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'"
_SIGNS = {"=", "!=", "<", ">", "<=", ">=", "~", "!~"}
MOST_ORDERS = 7


class JqlError(Exception):
    """Every message is one of `errorMessages`."""

    def __init__(self, *messages: str) -> None:
        super().__init__(*messages)
        self.messages = messages


class Call(Struct, frozen=True):
    name: str
    arguments: tuple[str, ...] = ()


class Clause(Struct, frozen=True):
    """`operand` is None for EMPTY, a tuple for lists."""

    field: str
    operator: str
    operand: str | Call | tuple[str | Call, ...] | None


class Both(Struct, frozen=True):
    parts: tuple[Any, ...]


class Either(Struct, frozen=True):
    parts: tuple[Any, ...]


class Not(Struct, frozen=True):
    part: Any


class Order(Struct, frozen=True):
    field: str
    descending: bool = False


class Query(Struct, frozen=True):
    where: Clause | Both | Either | Not | None
    orders: tuple[Order, ...] = ()


class _Token(Struct, frozen=True):
    text: str
    kind: str
    at: int

    def says(self, *words: str) -> bool:
        return self.kind != "quoted" and self.text.upper() in words


def parse(jql: str) -> Query:
    """Raises JqlError."""
    return _Parser(jql).query()


class _Parser:
    def __init__(self, jql: str) -> None:
        self._jql, self._next, self._tokens = jql, 0, []
        for found in _TOKEN.finditer(jql):
            kind = found.lastgroup or ""
            at = found.start(kind)
            if kind == "open":
                self._wrong(f"The quoted string '{found[kind][1:]}' has not been completed.", at)
            if kind == "other":
                self._wrong(f"The character '{found[kind]}' is a reserved JQL character.", at)
            text = re.sub(r"\\(.)", r"\1", found[kind][1:-1]) if kind == "quoted" else found[kind]
            self._tokens.append(_Token(text, kind, at))

    def query(self) -> Query:
        where = None if self._peek() is None or self._peek_says("ORDER") else self._either()
        orders = self._orders() if self._skip("ORDER") else ()
        left = self._peek()
        if left:
            self._wrong(f"Expecting either 'OR' or 'AND' but got '{left.text}'.", left.at)
        return Query(where, orders)

    def _either(self) -> Any:
        parts = [self._both()]
        while self._skip("OR", "||"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self) -> Any:
        parts = [self._one()]
        while self._skip("AND", "&&"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _one(self) -> Any:
        if self._skip("NOT", "!"):
            return Not(self._one())
        if self._skip("("):
            inner = self._either()
            self._close("Expecting ')'")
            return inner
        return self._clause()

    def _clause(self) -> Clause:
        field = self._take("a field name")
        operator = self._operator()
        if operator in {"IS", "IS NOT"}:
            word = self._take("either 'EMPTY' or 'NULL'")
            if not word.says("EMPTY", "NULL"):
                self._wrong(f"Expecting either 'EMPTY' or 'NULL' but got '{word.text}'.", word.at)
            return Clause(field.text, operator, None)
        if operator in {"IN", "NOT IN"}:
            return Clause(field.text, operator, self._list())
        return Clause(field.text, operator, self._operand())

    def _operator(self) -> str:
        token = self._peek()
        if token is None:
            self._wrong(f"Expecting operator before the end of the query. The valid operators are {_OPERATORS}.", None)
        self._next += 1
        if token.kind == "sign" and token.text in _SIGNS:
            return token.text
        if token.says("IN"):
            return "IN"
        if token.says("NOT") and self._skip("IN"):
            return "NOT IN"
        if token.says("IS"):
            return "IS NOT" if self._skip("NOT") else "IS"
        return self._wrong(
            f"Expecting operator but got '{token.text}'. The valid operators are {_OPERATORS}.", token.at
        )

    def _list(self) -> Any:
        first = self._peek()
        if first and first.kind == "word":
            return self._operand()
        if not self._skip("("):
            self._wrong(f"Expecting '(' but got '{first.text if first else ''}'.", first.at if first else None)
        found = [self._operand()]
        while self._skip(","):
            found.append(self._operand())
        self._close("Expecting ')'")
        return tuple(found)

    def _operand(self) -> Any:
        token = self._take("either a value, list or function")
        if token.kind == "sign":
            self._wrong(f"Expecting either a value, list or function but got '{token.text}'.", token.at)
        if token.kind == "word" and self._skip("("):
            arguments = []
            while not self._peek_says(")"):
                arguments.append(self._take("an argument").text)
                self._skip(",")
            self._close("Expecting ')'")
            return Call(token.text, tuple(arguments))
        return None if token.says("EMPTY", "NULL") else token.text

    def _orders(self) -> tuple[Order, ...]:
        by = self._take("'by'")
        if not by.says("BY"):
            self._wrong(f"Expecting 'by' but got '{by.text}'.", by.at)
        found = []
        while not found or self._skip(","):
            field = self._take("a field name").text
            descending = self._skip("DESC")
            if not descending:
                self._skip("ASC")
            found.append(Order(field, descending))
        if len(found) > MOST_ORDERS:
            raise JqlError(f"The maximum number of fields in the ORDER BY clause is {MOST_ORDERS}.")
        return tuple(found)

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _peek_says(self, *words: str) -> bool:
        token = self._peek()
        return token is not None and token.says(*words)

    def _skip(self, *words: str) -> bool:
        found = self._peek_says(*words)
        self._next += found
        return found

    def _take(self, expected: str) -> _Token:
        token = self._peek()
        if token is None:
            self._wrong(f"Expecting {expected} before the end of the query.", None)
        self._next += 1
        return token

    def _close(self, expected: str) -> None:
        token = self._peek()
        if token is None:
            self._wrong(f"{expected} before the end of the query.", None)
        if not self._skip(")"):
            self._wrong(f"Expecting either ')' or 'OR' or 'AND' but got '{token.text}'.", token.at)

    def _wrong(self, message: str, at: int | None) -> NoReturn:
        place = ""
        if at is not None:
            before = self._jql[:at].split("\n")
            place = f" (line {len(before)}, character {len(before[-1]) + 1})"
        raise JqlError(f"Error in the JQL Query: {message}{place}")
