"""The issue fields of organisations: which matter here, and which are hidden from whoever asks."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.github_values import LEVEL_FIELDS, Rankings
from outcome_lint.sources.live.github import documents
from outcome_lint.sources.live.github.client import Github
from outcome_lint.sources.matching import normal

_MEMBERS = "organization_members_only"


class IssueField(Struct, frozen=True):
    """A field as the organisation defines it; `visibility` says who is shown its values."""

    name: str = ""
    data_type: str = ""
    visibility: str = ""


class IssueFields:
    """Asks each organisation once; None where it does not tell this account, or the server has no such thing."""

    def __init__(self, client: Github, rankings: Rankings) -> None:
        self._client = client
        self._rankings = rankings
        self._known: dict[str, list[IssueField] | None] = {}
        self._hidden: dict[str, tuple[str, ...]] = {}

    def of(self, owner: str) -> list[IssueField] | None:
        """All of an organisation's."""
        if owner not in self._known:
            try:
                answer = self._client.get(f"/orgs/{owner}/issue-fields", {"per_page": "100"})
                self._known[owner] = msgspec.json.decode(answer.body, type=list[IssueField])
            except (IncompleteError, msgspec.MsgspecError):
                self._known[owner] = None
        return self._known[owner]

    def tell_level(self, owner: str) -> bool:
        """Whether one of them may say that an issue is an epic."""
        known = self.of(owner)
        return known is None or any(normal(field.name) in LEVEL_FIELDS for field in known)

    def matter(self, owner: str) -> bool:
        """Whether one of them may say something of an epic."""
        known = self.of(owner)
        return known is None or any(self._rankings.takes(field.name) for field in known)

    def hidden(self, owner: str) -> tuple[str, ...]:
        """Those that are looked at, and whose values only members of the organisation see, where we are none."""
        if owner not in self._hidden:
            names = tuple(
                field.name
                for field in self.of(owner) or ()
                if field.visibility == _MEMBERS and self._rankings.takes(field.name)
            )
            self._hidden[owner] = names if names and self._stranger(owner) else ()
        return self._hidden[owner]

    def _stranger(self, owner: str) -> bool:
        """Whether a person asks who is no member; an App or a workflow sees what it was installed for."""
        try:
            self._client.get("/user")
            answer = self._client.graphql(documents.MEMBER, {"login": owner})
        except IncompleteError:
            return False
        return (answer.get("organization") or {}).get("viewerIsAMember") is False
