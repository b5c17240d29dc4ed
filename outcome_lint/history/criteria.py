"""What each stage of adoption asks of the history before the next one is worth its while."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import asdict, replace

Stage = Literal["crawl", "walk", "run"]
STAGES: tuple[Stage, ...] = ("crawl", "walk", "run")

Weeks = Annotated[int, Meta(ge=1, le=520)]
Percent = Annotated[float, Meta(ge=0, le=100)]


class Criteria(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a stage asks for; a share is in percent and at least, and what is not given is not asked."""

    weeks: Annotated[Weeks | None, Meta(description="Weeks of history that are looked at.")] = None
    seen: Annotated[Weeks | None, Meta(description="Weeks of these with a complete run.")] = None
    unreadable: Annotated[
        Weeks | None, Meta(description="Weeks in a row in which no run was complete, after which to stop.")
    ] = None
    readable: Annotated[Percent | None, Meta(description="Share of runs that were complete.")] = None
    known: Annotated[Percent | None, Meta(description="Share of items whose outcome the source told.")] = None
    new_stated: Annotated[Percent | None, Meta(description="Share of the items that came that state one.")] = None
    outcome: Annotated[Percent | None, Meta(description="Share of items that state an outcome.")] = None
    fell: Annotated[
        Percent | None, Meta(description="Points that this share may have fallen in these weeks, at most.")
    ] = None
    owner: Annotated[Percent | None, Meta(description="Share of items with an owner.")] = None
    answered: Annotated[
        Percent | None, Meta(description="Share of the items without an outcome then that state one now.")
    ] = None
    okr: Annotated[Percent | None, Meta(description="Share of items that are tied to an OKR.")] = None
    measured: Annotated[Percent | None, Meta(description="Share of outcomes that can be measured.")] = None
    reflected: Annotated[
        Percent | None, Meta(description="Share of the items done that say what actually happened.")
    ] = None
    concluded: Annotated[
        Percent | None,
        Meta(description="Share of these that draw a conclusion: confirmed, refuted, inconclusive or not measured."),
    ] = None

    def over(self, base: Criteria) -> Criteria:
        """These, and the other's where these say nothing."""
        return replace(base, **{name: value for name, value in asdict(self).items() if value is not None})


class TeamStage(Struct, frozen=True, forbid_unknown_fields=True):
    """Where one team stands."""

    at: Annotated[Stage | None, Meta(description="Its stage; default: that of the profile for its items.")] = None
    stop: Annotated[str, Meta(description="Why it has chosen to stop; the answer is then stop.")] = ""


class Stages(Struct, frozen=True, forbid_unknown_fields=True):
    """The gates between crawl, walk and run."""

    at: Annotated[Stage | None, Meta(description="Where we stand; default: the stage of the profile.")] = None
    stop: Annotated[str, Meta(description="Why we have chosen to stop; the answer is then stop.")] = ""
    teams: Annotated[dict[str, TeamStage], Meta(description="Teams that stand elsewhere, or have stopped.")] = {}
    crawl: Annotated[Criteria, Meta(description="Instead of what the profile asks before walking.")] = Criteria()
    walk: Annotated[Criteria, Meta(description="Instead of what the profile asks before running.")] = Criteria()
    run: Annotated[Criteria, Meta(description="Instead of what the profile asks of running.")] = Criteria()
