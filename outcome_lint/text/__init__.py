"""From markup to plain text with paragraphs, and to its sections: one module a markup."""

from outcome_lint.text.clean import tidy

__all__ = ["tidy"]
