"""Read a whole fake Jira as a run does, with a clock that only waiting moves."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from outcome_lint.errors import OutcomeLintError
from outcome_lint.model import WorkItem
from outcome_lint.sources import ALL_FIELDS, Intake, Mapping, read
from outcome_lint.sources.live.reach import Reach
from outcome_lint.trackers import JiraSource
from tests.fakes.jira import Account, Server
from tests.sources.live.meanings import environ

START = 1_780_315_200.0  # 2026-06-01T12:00Z, which is when the clock of the small site stands still


class Clock:
    """`waited` holds what was slept, in order."""

    def __init__(self, now: float = START) -> None:
        self.now = now
        self.waited: list[float] = []
        self._lock = threading.Lock()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.waited.append(seconds)
            self.now += seconds


class Fetch:
    """One read; an error ends it, and is kept. `asked` lists the requests of it as (method, path, status)."""

    def __init__(  # noqa: PLR0913 - all that a read is made of
        self,
        server: Server,
        *,
        account: Account | None = None,
        clock: Clock | None = None,
        cache: Path | None = None,
        confirm: str = "",
        resume: bool = False,
        only: tuple[str, ...] = (),
        budget: float = 600,
        env: dict[str, str] | None = None,
        needs: frozenset[str] = ALL_FIELDS,
        fields: dict[str, tuple[str, ...]] | None = None,
        progress: Any = None,
        **source: Any,
    ) -> None:
        self.clock = clock or Clock()
        self.intake = Intake(progress)
        self.error: OutcomeLintError | None = None
        self.items: list[WorkItem] = []
        self.context: list[WorkItem] = []
        reach = Reach(
            environ=environ(server, account) | {"OUTCOME_LINT_JIRA_GATEWAY": server.url} | (env or {}),
            cache=cache,
            resume=resume,
            only=only,
            confirm=frozenset(confirm.split()),
            budget=budget,
            clock=self.clock,
            sleep=self.clock.sleep,
            chance=lambda: 0.5,
        )
        before = len(server.requests)
        mapping = Mapping.default().merged(fields=fields or {})
        try:
            for item in read([JiraSource(**source)], mapping, needs, self.intake, None, reach):
                (self.context if item.context else self.items).append(item)
        except OutcomeLintError as error:
            self.error = error
        self.requests = server.requests[before:]

    @property
    def asked(self) -> list[tuple[str, str, int]]:
        return [(each.method, each.path.rpartition("/rest/api/")[2][2:], each.status) for each in self.requests]

    def count(self, path: str, method: str = "") -> int:
        return sum(asked[1] == path and method in {"", asked[0]} for asked in self.asked)

    def item(self, key: str) -> WorkItem:
        return {item.key: item for item in self.items}[key]

    @property
    def keys(self) -> list[str]:
        return [item.key for item in self.items]

    @property
    def problems(self) -> list[str]:
        return [problem.message for problem in self.intake.problems]

    @property
    def said(self) -> str:
        assert self.error is not None
        return f"{self.error} | {self.error.hint}"

    @property
    def code(self) -> int:
        return self.error.exit_code if self.error else 0
