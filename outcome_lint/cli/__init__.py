"""The front door: it alone touches argv, environment, streams and exit codes, and it alone knows everyone."""

from __future__ import annotations

import sys

from outcome_lint import __version__


def main() -> None:
    """The `outcome-lint` command. `--version` is answered before anything slow is imported."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"outcome-lint {__version__}")  # noqa: T201 - before click is imported
        sys.exit(0)
    try:
        from outcome_lint.cli.app import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # while the modules are still being imported
        sys.exit(130)
