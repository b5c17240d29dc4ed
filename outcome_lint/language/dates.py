"""By when: the spans that date an outcome. Cadence ("every quarter") and durations of a measure ("in 2 h") are not.

A time says by itself, by its form, how strong a word before it must be: a full date none, a month "in" or "by", an
event "by" or "before". What stands around it may speak against it: see `told`, `passing`.
"""

from __future__ import annotations

from typing import Final

from . import asides, leads, occasions, passing, plans, sources, told
from .bare_dates import is_date
from .classes import CODE, DIGIT
from .in_digits import FOR, GOES, SCHOOL, VERSION, Range, is_count, is_year, number
from .leads import AGAINST, NOTHING, STRONG, WEAK
from .lexicon import BIT
from .tokens import Tokens
from .values import Span
from .windows import RUNS_FROM, int_under, window

BY, WITHIN, MONTH, PERIOD, EVENT, SEASON, LATER, NEAR, SHORT, ON, VAGUE = (
    BIT[tag]
    for tag in (
        "by", "within", "month", "period", "event", "season", "later", "near", "short", "on", "vague_month",
    )
)  # fmt: skip
_TIME: Final = MONTH | PERIOD | EVENT | SEASON | SHORT | LATER | VAGUE | DIGIT | CODE
_ALSO_NAMES: Final = frozenset("h1 h2 h3 h4 s1 s2 s3 s4 t1 t2 t3 t4".split())
_OPEN: Final = frozenset("open training information field".split())
_RESULTS: Final = leads.AIMS | {"krs", "okr", "okrs", "results"}
_HALVES: Final = frozenset(("h1", "h2"))
# Days that a word before them must make a date: "ship Tuesday", "come Whitsun", "by database lock".
_WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DAYS: Final = _WEEKDAYS | frozenset("whitsun pentecost michaelmas lambing lock badesaison".split())
_LOCKED: Final = frozenset("database data db scope feature".split())
_SETS: Final = frozenset(
    "planned restart restarts resume resumes continue continues scheduled start starts begin begins open opens reopen"
    " reopens launch launches award tender deliver delivery live".split()
)
_READY: Final = frozenset("ready done filled finished live prepared set complete up booked hired".split())
_BREAKS: Final = frozenset("break recess holiday holidays vacation shutdown closure".split())
_OVER: Final = (["is", "over"], ["is", "out"], ["is", "up"], ["has", "ended"])
_CAUGHT: Final = frozenset("caught found detected discovered tested fixed spotted seen".split())
_DUE: Final = frozenset("date target eta due deadline when timeline timeframe until by end launch delivery".split())
_OFTEN: Final = frozenset(
    "release deadline term semester exam lesson shift peak drill audit tender budget handover deployment renewal"
    " expiry".split()
)
# More than one of them after "by" do something, they don't end anything: "caused by releases"; but "by the holidays".
_ENDS_AS_MANY: Final = frozenset("elections holidays olympics paralympics".split())
_EACH: Final = frozenset("each every any their your his her our before per a an".split())
_STARTS: Final = frozenset("starts start opens open begins begin launches ends reopens".split())
# Held so often that only "by the next call", or one that opens the sentence, is a deadline.
_HELD: Final = frozenset(("meeting", "call"))
_ONWARD: Final = frozenset(("on", "onward", "onwards", "an"))
_FROM_EVENTS: Final = frozenset("launch go-live golive season term school kickoff opening holidays day".split())
_BARE: Final = 6  # words that a text of nothing but a date has at most


def ranges(tokens: Tokens) -> list[Range]:
    """The first and the last token of everything that says by when, left to right."""
    return occasions.with_occasions(tokens, _ranges(tokens))


def _ranges(tokens: Tokens) -> list[Range]:
    found: list[Range] = []
    days = not _DAYS.isdisjoint(tokens.words)
    if not days and not tokens.union & _TIME:
        return found
    if len(tokens) < 2 * _BARE:
        words = [word for word in tokens.words if word not in leads.STOPS]
        if len(words) <= _BARE and "#" not in words and is_date(words):
            return [(0, len(tokens) - 1)]
    done = -1
    for place, tags in enumerate(tokens.tags):
        if not tags & _TIME and not (days and tokens.words[place] in _DAYS):
            continue
        if place <= done or (tags & DIGIT and is_count(tokens, place)):
            continue
        strength = leads.lead(tokens, place)
        span = None if strength == AGAINST else _form(tokens, place, tags, strength)
        if span is None:
            continue
        if (
            passing.is_of_a_thing(tokens, span[0])
            or asides.is_aside(tokens, *span)
            or passing.is_applied(tokens, span[0])
            or sources.is_as_of(tokens, *span)
            or (strength < STRONG and _is_spoken_against(tokens, *span))
        ):
            done = _grown(tokens, *span, done)[1]
        else:
            start, done = _grown(tokens, *span, done)
            found.append((start, done))
    return found


def spans(tokens: Tokens, found: list[Range]) -> tuple[Span, ...]:
    """The same in characters."""
    return tuple(Span(tokens.starts[start], tokens.ends[end]) for start, end in found)


def _is_spoken_against(tokens: Tokens, start: int, end: int) -> bool:
    if tokens.tags[start + 1 if start < end else end] & PERIOD and tokens.words[end] in RUNS_FROM:
        return False
    return (
        told.is_told(tokens, start, end)
        or passing.happens(tokens, start)
        or passing.is_of_today(tokens, start, end)
        or passing.recurs(tokens, start, end)
        or sources.is_source(tokens, start, end)
        or bool(
            tokens.tags[end] & (LATER | NEAR | PERIOD | SEASON)
            and not (start and _is_set_in(tokens, start))
            and passing.in_passing(tokens, start, end)
        )
    )


def _form(tokens: Tokens, place: int, tags: int, strength: int) -> Range | None:
    """What time stands here, when it is a deadline after a lead of this strength."""
    if tokens.words[place] in _DAYS:
        return (place, place) if _is_day_set(tokens, place, strength) else None
    if tags & DIGIT:
        return number(tokens, place, strength)
    if tags & CODE:
        return (place, place) if _is_code(tokens, place, strength) else None
    if tags & LATER:
        return None if passing.is_when_it_is(tokens, place) else (place, _while(tokens, place, LATER))
    if tags & (MONTH | VAGUE):
        return _month(tokens, place, strength, vague=bool(tags & VAGUE))
    if tags & SEASON and _is_season(tokens, place, strength):
        return place, place
    if tags & EVENT and _is_event(tokens, place, strength):
        return place, place
    return _period(tokens, place, tags, strength) if tags & (PERIOD | SHORT) else None


def _is_day_set(tokens: Tokens, place: int, strength: int) -> bool:
    """For "ship Tuesday", "deploy the Thursday after", "come Whitsun"; not "open Monday to Friday"."""
    words = tokens.words
    before = words[max(0, place - 3) : place]
    if words[place] == "lock":
        return strength == STRONG and before[-1:] != [] and before[-1] in _LOCKED
    if words[place] not in _WEEKDAYS:
        return strength == STRONG or _is_set_in(tokens, place)
    if before[-1:] == ["come"]:
        return True
    if not {"each", "every", "to", "until", "or", "and", "s"}.isdisjoint(words[place + 1 : place + 2] + before[-2:]):
        return False
    near = [word for word in before if word not in ("on", "the", "next", "this")]
    return near[-1:] != [] and near[-1] in GOES


def _is_set_in(tokens: Tokens, place: int) -> bool:
    """For "restart after Easter", "opens in autumn", "during summer break", "done for the Easter opening"."""
    words = tokens.words
    near = place - 2 if words[place - 1] == "the" else place - 1
    if near < 0:
        return False
    opens = near == 0 or tokens.is_break(near - 1)
    led = words[near]
    if led in ("for", "to"):
        ready = led == "for" and near < place - 1 and not _READY.isdisjoint(words[max(0, near - 4) : near])
        return ready or opens
    if led not in ("in", "after", "during", "over"):
        return False
    if led != "after" and not _BREAKS.isdisjoint(words[place + 1 : place + 2]):
        return True
    return not _SETS.isdisjoint(words[max(0, near - 2) : near]) or (opens and "live" in words[place + 1 : place + 6])


def _while(tokens: Tokens, place: int, mask: int) -> int:
    while place + 1 < len(tokens) and tokens.tags[place + 1] & mask:
        place += 1
    return place


def _is_code(tokens: Tokens, place: int, strength: int) -> bool:
    """A code of time is a date unless it opens a list or a name; `S3` and `H2` are names, too, and need a hint."""
    after = tokens.words[place + 1 : place + 2]
    if leads.named(tokens, place, place) or (place and tokens.words[place - 1] == ">" and after == [">"]):
        return False
    if plans.STEP.fullmatch(tokens.words[place]) and tokens.words[place] not in _ALSO_NAMES:
        return plans.is_step(tokens, place, strength)
    if tokens.words[place] in _ALSO_NAMES:
        of = tokens.words[max(0, place - 2) : place]
        part = (of[-1:] == ["("] and of[0] in _RESULTS) or (
            of[-1:] == ["of"] and of[0] in ("all", "month", "week", "end", "rest")
        )
        if tokens.words[place] in _HALVES:
            led = place > 0 and (tokens.tags[place - 1] & (BY | WITHIN | ON | NEAR) or of[-1:] == ["the"])
            part = part or (of[-1:] == ["for"] and (place == 1 or tokens.is_break(place - 2)))
        else:
            if of[-1:] == ["from"] and not is_year(tokens, place + 1):
                return False  # "restored from S3"
            part = part or (of[-1:] == ["to"] and (place == 1 or tokens.is_break(place - 2)))  # "au T2"
            led = place > 0 and tokens.tags[place - 1] & (BY | ON)
        return (
            part
            or (strength >= WEAK and bool(led))
            or is_year(tokens, place + 1)
            or (place > 0 and is_year(tokens, place - 1))
        )
    return after != [":"] or strength >= WEAK or not place or tokens.is_break(place - 1) or _is_for(tokens, place)


def _is_for(tokens: Tokens, place: int) -> bool:
    """For "target for Q4:", "per 2027"."""
    return tokens.words[place - 1] in FOR


def _month(tokens: Tokens, place: int, strength: int, *, vague: bool) -> Range | None:
    """A month is a date; "may" and "march" only beside a day, a year, or right after "by" or "in"."""
    after = tokens.words[place + 1 : place + 2]
    near = tokens.words[place - 1] if place else ""
    if after and after[0][0].isdigit() and len(after[0]) <= 7:
        year = is_year(tokens, place + 1)
        if year or not vague or (strength and tokens.tags[place - 1] & (BY | WITHIN)):
            return place, place + 1
    if int_under(near, 32):
        return place - 1, place
    if near == ":" and not _DUE.isdisjoint(tokens.words[max(0, place - 3) : place]):
        return place, place
    if plans.is_round(tokens, place):
        return place, place + 1
    if near == "(" and any(tag & (MONTH | VAGUE) for tag in tokens.tags[place + 2 : place + 3]):
        return place, place  # "two campaigns (March and September)"
    if vague:
        led = tokens.tags[place - (2 if near == "the" else 1)] if place > 1 or near not in ("", "the") else 0
        return (place, place) if led & (BY | (WITHIN | NEAR | ON if near != "the" else 0)) else None
    on = not _ONWARD.isdisjoint(tokens.words[place + 1 : place + 3])
    that_is = tokens.words[max(0, place - 3) : place] == ["i", "e", "."]
    if strength >= WEAK or after == [":"] or on or that_is or near in ("(", "mid", "early", "late", "starting"):
        return place, place
    return None


def _is_season(tokens: Tokens, place: int, strength: int) -> bool:
    """For "by summer", "this winter", "summer 2027"; not "in winter", "after three summers"."""
    if is_year(tokens, place + 1) or plans.is_round(tokens, place) or plans.is_once(tokens, place):
        return True
    near = tokens.tags[place - 1] if place else 0
    if tokens.words[max(0, place - 2)] == "after" and (place < 3 or tokens.is_break(place - 3)):
        return True
    if near & (NEAR | ON) or _begins(tokens, place) or (place and _is_set_in(tokens, place)):
        return True
    return strength == STRONG and not _moves(tokens, place)


def _moves(tokens: Tokens, place: int) -> bool:
    """For "before prices fall", the verb; and "by search terms"."""
    if tokens.words[place] == "terms":
        return True
    return tokens.lemmas[place] == "fall" and not (tokens.tags[place - 1] & BY or tokens.words[place - 1] == "the")


def _begins(tokens: Tokens, place: int) -> bool:
    """For "when term starts"."""
    words = tokens.words
    return "when" in words[max(0, place - 3) : place] and not _STARTS.isdisjoint(words[place + 1 : place + 2])


def _is_event(tokens: Tokens, place: int, strength: int) -> bool:
    """For "before the launch", "from launch day on"; not "before each release", "before deadlines", "two drills"."""
    words = tokens.words
    before = words[max(0, place - 4) : place]
    if place + 1 < len(tokens) and tokens.tags[place + 1] & EVENT and tokens.lemmas[place + 1] in _OFTEN:
        return False
    school = before[-2:] == ["to", "the"] and words[place] == "school"  # "à la rentrée"
    if _begins(tokens, place) or is_year(tokens, place + 1) or (school and _is_set_in(tokens, place)):
        return True
    if before[-1:] and VERSION.fullmatch(before[-1]) and "after" in before:
        return True
    if "by" in before and _is_means(tokens, place, before):
        return False
    if "from" in before and strength == STRONG:
        opens = place - 1 - before[::-1].index("from") == 0
        on = not _ONWARD.isdisjoint(words[place + 1 : place + 4])
        return opens or on or tokens.lemmas[place] in _FROM_EVENTS
    if words[place].removesuffix("s") in _HELD:
        by = [word for word in before[-3:] if word == "by"]
        return bool(by) and ("next" in before or place < 4 or tokens.is_break(place - 4))
    if tokens.lemmas[place] in _OFTEN and _is_check(tokens, place, before):
        return False
    if "before" in before and _is_offset(tokens, place - 1 - before[::-1].index("before")):
        return False
    if strength < STRONG or (before[-1:] and (before[-1][0].isdigit() or tokens.tags[place - 1] & BIT["number"])):
        return False
    return tokens.lemmas[place] not in _OFTEN or _EACH.isdisjoint(before[-3:])


def _is_means(tokens: Tokens, place: int, before: list[str]) -> bool:
    """For "caused by releases", "by search terms", "accepted by internal audit", "by automating the rollout"."""
    word = tokens.words[place]
    if word.endswith("s") and word != tokens.lemmas[place] and word not in _ENDS_AS_MANY:
        return True
    after = before[len(before) - before[::-1].index("by") :]
    return bool(after) and (after[0] in ("internal", "external") or (after[0].endswith("ing") and "the" in after))


def _is_check(tokens: Tokens, place: int, before: list[str]) -> bool:
    """For "caught before the release": what every one of them goes through."""
    words = tokens.words[max(0, place - 7) : place]
    exact = any(tag & (DIGIT | MONTH) for tag in tokens.tags[max(0, place - 2) : place])
    return not (_CAUGHT.isdisjoint(words) or {"before", "prior"}.isdisjoint(before) or exact)


def _is_offset(tokens: Tokens, place: int) -> bool:
    """For "a week before the event": a step of what goes on each time; not "open days before the harvest"."""
    if not place or tokens.words[place - 2] in _OPEN:
        return False
    return tokens.tags[place - 1] & (PERIOD | SHORT) > 0 or tokens.words[place - 1] in ("cycles", "rounds")


def _period(tokens: Tokens, place: int, tags: int, strength: int) -> Range | None:
    """For "this quarter", "within six months", "three weeks after launch"; not "every month", "within 2 days"."""
    words = tokens.words
    if words[place].endswith(("'s", "’s")):
        return None
    near = tokens.tags[place - 1] if place else 0
    if near & ON and words[place - 1] in SCHOOL and place > 1:
        near = tokens.tags[place - 2]
    if near & NEAR and tags & PERIOD:
        vague = words[place - 1] == "current" and tokens.lemmas[place] in ("week", "month", "period")
        return None if vague else (place - 1, place)
    if (found := window(tokens, place, tags)) is not None:
        return found
    if strength == STRONG and tags & PERIOD and words[place - 1] == "the" and words[place + 1 : place + 3] in _OVER:
        return place, place
    ended = any(tag & (ON | NEAR) for tag in tokens.tags[max(0, place - 4) : place])
    if strength == STRONG and ended and tags & PERIOD and not near & (DIGIT | BIT["number"]):
        return place, place
    return (place, place + 1) if tags & PERIOD and is_year(tokens, place + 1) and strength > NOTHING else None


def _grown(tokens: Tokens, start: int, end: int, done: int) -> Range:
    """Takes in the prepositions and articles before, and the year or the event after."""
    while start > done + 1 and (
        tokens.tags[start - 1] & (BY | WITHIN | ON | NEAR) or tokens.words[start - 1] in ("the", "of")
    ):
        if tokens.words[start - 1] in leads.STOPS:
            break
        start -= 1
    while end + 1 < len(tokens) and (is_year(tokens, end + 1) or tokens.tags[end + 1] & (CODE | EVENT)):
        end += 1
    return start, end
