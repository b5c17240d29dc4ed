"""`python -m outcome_lint` is `outcome-lint`."""

from outcome_lint.cli import main

main()
