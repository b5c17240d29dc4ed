"""The command line, as a fixture."""

from __future__ import annotations

from tests.cli.helpers import cli

__all__ = ["cli"]
