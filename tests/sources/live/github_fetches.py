"""Read a whole fake GitHub as a run does, with a clock that only waiting moves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from outcome_lint.errors import OutcomeLintError
from outcome_lint.model import WorkItem
from outcome_lint.sources import ALL_FIELDS, Intake, Mapping, read
from outcome_lint.sources.live.reach import Reach
from outcome_lint.trackers import GithubSource, Selecting, github
from tests.fakes.github import Server
from tests.sources.live.fetches import Clock

ROADMAP = "acme/roadmap"
PROJECT = "project/acme/1"


class Fetch:
    """One read of `github:WHERE`; an error ends it, and is kept. `lines` are the requests of it."""

    def __init__(  # noqa: PLR0913 - all that a read is made of
        self,
        server: Server,
        where: str = ROADMAP,
        *,
        token: str = "pat-eva",  # noqa: S107
        clock: Clock | None = None,
        cache: Path | None = None,
        only: tuple[str, ...] = (),
        confirm: str = "",
        budget: float = 600,
        env: dict[str, str] | None = None,
        needs: frozenset[str] = ALL_FIELDS,
        fields: dict[str, tuple[str, ...]] | None = None,
        levels: tuple[str, ...] = ("initiative", "epic"),
        select: dict[str, Any] | None = None,
        **source: Any,
    ) -> None:
        self.server = server
        self.clock = clock or Clock(server.host.clock())
        self.intake = Intake()
        self.error: OutcomeLintError | None = None
        self.items: list[WorkItem] = []
        self.context: list[WorkItem] = []
        known = {"GITHUB_API_URL": server.api_url, "GITHUB_TOKEN": token} | (env or {})
        self.reach = Reach(
            environ={name: value for name, value in known.items() if value},
            cache=cache,
            only=only,
            confirm=frozenset(confirm.split()),
            budget=budget,
            clock=self.clock,
            sleep=self.clock.sleep,
            chance=lambda: 0.5,
        )
        before = len(server.requests)
        mapping = Mapping.default().merged(fields=fields or {}).only_levels(levels)
        base = GithubSource(select=Selecting(**(select or {})), **source)
        spec = github(where, base)
        try:
            for item in read([spec], mapping, needs, self.intake, None, self.reach):
                (self.context if item.context else self.items).append(item)
        except OutcomeLintError as error:
            self.error = error
        self.requests = server.requests[before:]

    @property
    def lines(self) -> list[str]:
        return [each.line for each in self.requests]

    def count(self, path: str) -> int:
        """Requests of that path, whatever was asked."""
        return sum(each.path == path for each in self.requests)

    def item(self, key: str) -> WorkItem:
        return {item.key.removeprefix(ROADMAP): item for item in self.items}[key]

    @property
    def keys(self) -> list[str]:
        """`#7` for those of the roadmap."""
        return [item.key.removeprefix(ROADMAP) for item in self.items]

    @property
    def levels(self) -> dict[str, str]:
        return {item.key.removeprefix(ROADMAP): item.level for item in self.items}

    @property
    def problems(self) -> list[str]:
        return [f"{problem.message} | {problem.hint}" for problem in self.intake.problems]

    @property
    def problem(self) -> str:
        [problem] = self.problems
        return problem

    @property
    def notes(self) -> list[str]:
        return [note.text for note in self.intake.notes]

    @property
    def warnings(self) -> list[str]:
        return [note.text for note in self.intake.notes if note.level == "warning"]

    @property
    def said(self) -> str:
        assert self.error is not None, self.problems
        return f"{self.error} | {self.error.hint}"

    @property
    def whole(self) -> bool:
        return self.error is None and not self.intake.problems
