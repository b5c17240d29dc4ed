"""Which items a pull request or an issue asks about, and in which of the configured sources they are."""

from __future__ import annotations

from msgspec import Struct

from outcome_lint.cli.event import Event, PullRequest
from outcome_lint.cli.inputs import Only
from outcome_lint.cli.session import Session
from outcome_lint.errors import UsageError
from outcome_lint.sources.mentions import github_keys, jira_keys
from outcome_lint.trackers import JiraSource, listed

_MOST = 20  # items of one pull request


class Subject(Struct, frozen=True):
    """`keys` of items; without any, `why` says it in a sentence. `sources` replace the configured ones if given."""

    keys: tuple[str, ...] = ()
    why: str = ""
    sources: tuple[str, ...] = ()


def subject_of(only: Only, event: Event, session: Session) -> Subject | None:
    """None where all items are asked about. Raises UsageError where the event is not about one."""
    if only == "all":
        return None
    if only == "issue":
        if event.issue is None:
            raise UsageError(
                f"the input only is 'issue', but the event {event.name!r} is about none", "on: issues: [opened, edited]"
            )
        return Subject((f"{event.repository}#{event.issue}",), sources=(f"github:{event.repository}",))
    if event.pull_request is None:
        raise UsageError(
            f"the input only is 'pull-request', but the event {event.name!r} is about none", "on: pull_request:"
        )
    return _named(event.pull_request, event.repository, session)


def _named(pull: PullRequest, repository: str, session: Session) -> Subject:
    if pull.by_robot:
        return Subject(why="A robot's pull request: nothing is asked about it.")
    words = (pull.title, pull.body)
    live = [spec for spec in session.specs if not isinstance(spec, str)]
    jiras = [spec for spec in live if isinstance(spec, JiraSource)]
    projects = [name for spec in jiras for name in listed(spec.projects)]
    keys = jira_keys(words, pull.branch, projects) if jiras else []
    keys += [key for key in github_keys(words, repository) if key != f"{repository}#{pull.number}"]
    if not keys:
        return Subject(
            why="This pull request names no work item: a key such as PAY-12 in its branch or title, "
            "or `Closes #12` in its description, would tell what it is for."
        )
    kinds = {"#" in key for key in keys}
    sources: tuple[str, ...] = ()
    if kinds == {True} and not any(not isinstance(spec, JiraSource) for spec in live):
        sources = (f"github:{repository}",)
    return Subject(tuple(keys[:_MOST]), sources=sources)


def nothing_to_ask(subject: Subject) -> str:
    """The sentence for keys behind which there is no epic or initiative."""
    names = ", ".join(subject.keys)
    return f"No epic or initiative stands behind {names}."
