"""The templates of pages, in which every value is escaped unless it says itself that it is markup."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from outcome_lint import _data

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """An undefined name is a mistake of ours, and told as one."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_data.templates_dir() / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
