"""What writes to the outside world: summary and outputs of a step, check run, comment, issue, chat, history branch.

None of it decides whether a run holds: what can't be published ends in a notice, never in an error of the lint.
"""

from __future__ import annotations

from outcome_lint.publish.check_run import create_check
from outcome_lint.publish.client import Published, connect, head_sha
from outcome_lint.publish.comment import publish_comment, upsert_comment
from outcome_lint.publish.history_branch import Branch, read_history, write_run
from outcome_lint.publish.issue import Told, publish_issue
from outcome_lint.publish.outputs import outputs_of, write_outputs
from outcome_lint.publish.summary import append_summary, write_summary
from outcome_lint.publish.webhook import chat_of, send

__all__ = [
    "Branch",
    "Published",
    "Told",
    "append_summary",
    "chat_of",
    "connect",
    "create_check",
    "head_sha",
    "outputs_of",
    "publish_comment",
    "publish_issue",
    "read_history",
    "send",
    "upsert_comment",
    "write_outputs",
    "write_run",
    "write_summary",
]
