"""What the user's own templates say, so that a text left as the template has it counts as a placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from outcome_lint.config import Forms, forms_of
from outcome_lint.language import normal, placeholder
from outcome_lint.model import Confidence
from outcome_lint.sources import Mapping, Reach, Spec
from outcome_lint.trackers import GithubSource

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])")


def prompts(templates: Iterable[str], forms: Forms) -> frozenset[str]:
    """Every text, paragraph, line and sentence of the templates in the form that placeholders are compared in."""
    texts = [*templates, *forms.prompts]
    for page in forms.pages:
        texts += [_plain(page), *(comment.strip() for comment in _COMMENT.findall(page))]
    pieces = (normal(piece) for text in texts for piece in _pieces(text))
    return frozenset(piece for piece in pieces if piece)


def elsewhere(specs: Iterable[Spec], reach: Reach) -> Forms:
    """The templates of the GitHub repositories among the sources."""
    sources = [spec for spec in specs if isinstance(spec, GithubSource)]
    if not sources:
        return Forms()
    from outcome_lint.sources.live.github import templates

    found = [template for source in sources for template in templates(source, reach)]
    return forms_of(found, "the repositories to be read")


def _pieces(text: str) -> Iterator[str]:
    plain = _plain(text)
    for whole in (text, plain):
        yield whole
        for paragraph in whole.split("\n\n"):
            yield paragraph
            for line in paragraph.split("\n"):
                yield line
                yield from _SENTENCE.split(line)


def with_hollow(mapping: Mapping, templates: frozenset[str]) -> Mapping:
    """The mapping, which then passes by sections that hold a placeholder."""
    return mapping.with_hollow(partial(_hollow, templates))


def _hollow(templates: frozenset[str], text: str) -> bool:
    found = placeholder(text, templates)
    return found is not None and found.confidence is not Confidence.LOW


def _plain(text: str) -> str:
    from outcome_lint.text import markdown  # only where there are templates

    return markdown.plain(text)
