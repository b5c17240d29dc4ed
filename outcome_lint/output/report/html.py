"""The report as one page that needs nothing else: no network, no script, and a policy that forbids both."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from outcome_lint.output import figures
from outcome_lint.output.escape import link_target, terminal
from outcome_lint.output.report import charts, words
from outcome_lint.output.report.blocks import Card
from outcome_lint.output.report.sections import sections
from outcome_lint.output.report.templates import environment
from outcome_lint.report.values import Report, Thing, Tick

_SLUG = re.compile(r"[^a-z0-9]+")


def pages(report: Report) -> list[str]:
    """One page."""
    from markupsafe import Markup

    style = _style()
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'"
    page = environment().get_template("page.html")
    made = page.render(
        report=report,
        sections=list(sections(report)),
        style=Markup(style),  # noqa: S704 - our own file
        policy=policy,
        words=words,
        clean=terminal,
        link=_link,
        picture=_picture,
        ident=Idents().make,
        kind=lambda block: type(block).__name__,
        count=figures.count,
        percent=figures.percent,
        ticks=_ticks,
    )
    return [made]


class Idents:
    """Names for links within the page, each used once."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def make(self, text: str) -> str:
        """`coverage-by-team`, and `coverage-by-team-2` the next time."""
        name = _SLUG.sub("-", text.lower()).strip("-") or "part"
        number = self._used[name] = self._used.get(name, 0) + 1
        return f"{name}-{number}" if number > 1 else name


def _style() -> str:
    environment_ = environment()
    assert environment_.loader is not None  # noqa: S101 - it has just been made with one
    source, _, _ = environment_.loader.get_source(environment_, "style.css")
    return source


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _link(thing: Thing) -> str:
    return link_target(thing.url)


def _picture(card: Card, name: str, *, large: bool) -> list[tuple[str, object]]:
    """Pictures of the trend by their class: for wide and narrow screens, or one small one; none without pygal."""
    from markupsafe import Markup

    sizes = {"wide": charts.WIDE, "narrow": charts.NARROW} if large else {"spark": charts.SPARK}
    title = f"{card.label} week by week"
    drawn = (
        (kind, charts.trend(card.figure.trend, size, f"{name}-{kind}", title, card.trend))
        for kind, size in sizes.items()
    )
    return [(kind, Markup(svg)) for kind, svg in drawn if svg]  # noqa: S704 - ElementTree has escaped it


def _ticks(card: Card) -> Iterator[Tick]:
    """The newest first."""
    return reversed(card.figure.trend)
