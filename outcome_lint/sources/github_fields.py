"""GitHub's small shapes, and the marks by which teams tell an epic: type, label, title tag, issue field."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import UNSET, Struct, UnsetType

from outcome_lint.model import Person, PersonKind
from outcome_lint.sources.matching import normal

Text = str | None | UnsetType

_TAG = re.compile(r"[^\w\[(]*(?:[\[(]\s*([^\])]{1,30})[\])]\s*[:：]?|([^:：\[\]()]{1,30})[:：])\s*\S")
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_LABEL_PREFIXES = ("type", "kind", "level", "issue type", "issuetype", "work item", "is", "t")
_TEAM_LABEL = re.compile(r"^\W*(?:team|squad)\s*[:/=]\s*(.+)$", re.IGNORECASE)
_BOTS = frozenset({"copilot", "copilot-swe-agent", "github-actions", "dependabot"})


class Label(Struct, gc=False):
    """Its name."""

    name: str | None = None


class Type(Struct, gc=False):
    """An organisation's issue type."""

    name: str | None = None


class Milestone(Struct, gc=False):
    """Its due date, as REST and as gh spell it."""

    title: str | None = None
    due_on: str | None = None
    dueOn: str | None = None


class User(Struct, gc=False):
    """An account; `type` is User, Bot, Organization or Mannequin."""

    login: str | None = None
    type: str | None = None


def person(user: User) -> Person | None:
    """A bot is told apart; "ghost" stands for a deleted account."""
    login = user.login
    if not login:
        return None
    kind: PersonKind | UnsetType = UNSET
    if user.type == "Bot" or login.endswith("[bot]") or login.casefold() in _BOTS:
        kind = "bot"
    elif user.type == "User":
        kind = "human"
    elif user.type == "Organization":
        kind = "team"
    return Person(login, login, False if login == "ghost" else UNSET, kind)


class Marks:
    """Finds the level of an issue; case, emoji and punctuation don't count."""

    def __init__(self, names: dict[str, str]) -> None:
        """`names`: normal name of a type, label or tag → level."""
        self._names = names
        self._labels = {
            f"{prefix} {name}": level for name, level in names.items() for prefix in _LABEL_PREFIXES
        } | names

    def level(self, type_: str | None, labels: Iterable[str], title: str, words: Iterable[str]) -> str | None:
        """By issue type, then labels, then a tag in the title, then the `words` of issue fields."""
        if type_ and (level := self._names.get(normal(type_))):
            return level
        for label in labels:
            if level := self._labels.get(normal(_SHORTCODE.sub("", label))):
                return level
        tag = _TAG.match(title)
        if tag and (level := self._names.get(normal(tag[1] or tag[2]))):
            return level
        return next((level for word in words if (level := self._names.get(normal(word)))), None)

    @staticmethod
    def team(labels: Iterable[str]) -> str | None:
        """From a label such as `team: Payments`."""
        return next((found[1].strip() for label in labels if (found := _TEAM_LABEL.match(label))), None)
