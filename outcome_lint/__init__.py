"""outcome-lint: a data-quality linter for the outcomes of epics and initiatives."""

__version__ = "0.1.0"
