"""What a sentence says: spans for beneficiary, measure, timeframe, effect and deliverable, and verdicts."""

from __future__ import annotations

from .conclusion import concluded
from .placeholders import placeholder
from .reading import Anatomy, anatomy
from .tokens import normal
from .values import DEFAULT, Placeholder, Span, Verdict, Vocabulary

__all__ = [
    "DEFAULT",
    "Anatomy",
    "Placeholder",
    "Span",
    "Verdict",
    "Vocabulary",
    "anatomy",
    "concluded",
    "normal",
    "placeholder",
]
