"""Text that is there and says nothing: each segment of it is a word, a prompt, a slot, a pointer, a promise, …

A text is a placeholder only when *every* segment is void; one segment that says something is enough to be content.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from outcome_lint.model import Confidence

from .tokens import normal
from .values import Placeholder, Span

_LONG: Final = 600
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_SPLIT: Final = re.compile(r"\n+|(?<=[.!?…;])\s+")
_DECORATION: Final = " \t\r\n*_#>-–—•·~`|:;.,!?…()[]{}<>\"'“”‘’/\\=+✅❌☐☑️"
# Cheap proof of innocence: ordinary prose holds none of these words and none of these signs.
_SIGNS: Final = ("?", "[", "<", "{", "_", "http", "…", "...", "xx", "XX")
_TRIGGERS: Final = frozenset(
    "tbd tba tbc todo n/a na none nil null nothing pending placeholder wip lorem ipsum asdf foo see refer same cf describe"
    " explain please list specify state outline provide insert enter fill write what why how who which e.g. eg example"
    " later defined determined decided confirmed added updated filled completed discussed purely technical internal"
    " applicable outcome outcomes unknown unclear coming soon follow here your template sample test dummy ditto idem above"
    " below document link page ticket doc description parent epic blah business value refactoring".split()
)
_EDGES: Final = tuple(".,:;!?)")
_ALL_TRIGGERS: Final = _TRIGGERS | {word + edge for word in _TRIGGERS for edge in _EDGES}

_WORDS: Final = frozenset(
    "tbd|tba|tbc|todo|to do|n a|na|none|nil|null|nothing|no|not applicable|not available|pending|placeholder|wip|unknown"
    "|undefined|unclear|not sure|no idea|dunno|later|soon|coming soon|to come|tbd tbd|to be defined|to be determined"
    "|to be decided|to be confirmed|to be announced|to be discussed|to be added|to be done|to be completed|to be filled"
    "|to be filled in|to be specified|to be updated|to be written|to follow|follows|work in progress|in progress"
    "|not defined|not defined yet|not yet defined|not specified|not yet|no response|no outcome|no outcomes|no description"
    "|no description provided|none provided|not provided|outcome|outcomes|expected outcome|expected outcomes|empty|blank"
    "|anticipated outcome|desired outcome|same|ditto|idem|as above|see above|as discussed|as agreed|see title|see below"
    "|self explanatory|obvious|test|testing|test test|foo|bar|foo bar|foobar|sample|example|dummy|dummy text|text|blah"
    "|blah blah|blah blah blah|bla|bla bla|bla bla bla|x|y|z|yes|ok|okay|done|etc|and so on|value|business value|goal"
    "|improve ux|technical|tech debt|technical debt|refactoring|maintenance|internal|housekeeping|chore|misc".split("|")
)
_POINTER: Final = re.compile(
    r"(?:please )?(?:see|refer to|cf|same as|as per|per|as in|as described in|as stated in|described in|check|read|look at"
    r"|inherit(?:s|ed)? from|covered (?:by|in)|tracked in|documented in|defined in|outlined in|listed in|copied from|link to"
    r"|details in|more (?:info|details) in|outcomes? (?:is|are) (?:described|defined|documented|listed|in))\b"
)
_PROMISE: Final = re.compile(
    r"\b(?:tbd|tbc|tba|todo|to be (?:defined|determined|decided|confirmed|added|completed|filled|discussed|specified|updated"
    r"|refined|clarified|agreed|detailed|provided|written|announced|worked out|fleshed out)"
    r"|(?:will|needs? to|should|must|still has to|yet to) be (?:defined|determined|decided|confirmed|added|filled|specified"
    r"|updated|refined|clarified|agreed|detailed|provided|written|worked out|fleshed out|shared|documented|described)"
    r"|(?:fill|add|complete|define|update|write|specify)(?:ed)? (?:this |it |these |them |the outcomes? )?(?:in |out )?(?:later|soon|after"
    r"|once|when)|not (?:yet )?(?:defined|decided|known|clear|determined)|coming soon|to follow|will (?:follow|add|update|fill|define)"
    r"|placeholder|need(?:s)? to (?:think|discuss|define|decide|talk|figure)|waiting (?:for|on))\b"
)
_REFUSAL: Final = re.compile(
    r"\b(?:(?:purely|just|only|merely|simply) (?:an? )?(?:technical|internal|tech|refactor\w*|maintenance|housekeeping|engineering)"
    r"|no (?:direct |measurable |real |clear |specific |expected |anticipated |visible )?(?:business |customer |user |user facing |end user )*"
    r"(?:outcomes?|value|benefits?)|(?:not|isn t|is not) applicable|does not apply|doesn t apply|not (?:needed|required|relevant)|n a\b)"
)
_PROMPT: Final = re.compile(
    r"(?:please |briefly )*(?:describe|explain|specify|state|outline|summari[sz]e|insert|enter|list|fill in|write|provide|add|give"
    r"|tell us|replace|define|detail|include|indicate|mention)\b.{0,40}?\b(?:what|how|why|who|the|your|here|a clear|any|this)\b"
)
_QUESTION: Final = re.compile(r"(?:what|why|how|who|which|when|where|is|are|do|does|can|will|should)\b")
_KEY: Final = re.compile(r"(?:[A-Z][A-Z0-9_]{1,9}-\d+|#\d+|[\w.-]+/[\w.-]+#\d+)")
_LINK: Final = re.compile(r"<?(?:https?://|www\.)\S+>?|\[[^\]\n]{0,200}\]\((?:https?://|/|#|\.)[^)\s]{0,500}\)")
_TAG: Final = re.compile(r"(?:\[[\w \-/]{1,30}\]|#[^\W\d]\w{1,30}|@\w{1,30}|:\w{1,30}:|p[0-4]|[smlx]{1,3})")
_DATE: Final = re.compile(r"(?:by |in |end of )?(?:q[1-4]|h[12]|fy)?[ /-]?(?:20\d\d)?(?:[-/. ]\d{1,2}){0,2}(?: ?q[1-4])?")
_SLOT: Final = re.compile(r"<[^<>\n]{1,80}>|\[[^\[\]\n]{1,80}\]|\{\{?[^{}\n]{1,80}\}\}?|_{2,}|\.{3,}|…|\b[xX]{1,4}\b ?%?")
_FRAME: Final = frozenset(
    "as a an the i we want need to so that can in order by from for of with believe will result achieve know are right when"
    " see is and or be our this these it role user outcome measure metric benefit goal increase decrease improve reduce date"
    " baseline target action feature if then because doing expected success kpi at least on us have".split()
)
_MASH: Final = re.compile(r"(?:asd|sdf|dfg|fgh|ghj|hjk|jkl|qwe|wer|ert|rty|tyu|uio|zxc|xcv|cvb|vbn|bnm|yxc|qaz|wsx|qwertz|azerty)")
_REPEAT: Final = re.compile(r"(.{1,3}?)\1{2,}.{0,2}")


def placeholder(text: str, title: str = "", templates: frozenset[str] = frozenset()) -> Placeholder | None:
    """How this text says nothing, or None when it says something; ordinary prose is let through in about 1 µs."""
    if len(text) > 24 and not templates:
        if len(text) > _LONG and not text.startswith(("<!--", "_", "[", "{")):
            return None
        if _ALL_TRIGGERS.isdisjoint(text.lower().split()) and not any(sign in text for sign in _SIGNS):
            return None
    return _judged(text, templates)


def _judged(text: str, templates: frozenset[str]) -> Placeholder | None:
    whole = Span(0, len(text))
    bare = _COMMENT.sub(" ", text)
    if templates and normal(text) in templates:
        return Placeholder("template", Confidence.HIGH, whole)
    if not bare.strip(_DECORATION):
        return Placeholder("template" if "<!--" in text else "marker", Confidence.HIGH, whole)
    kinds: list[str] = []
    for segment in _SPLIT.split(bare):
        if not segment.strip(_DECORATION) and kinds:
            continue
        kind = _void(segment.strip())
        if not kind:
            return None
        kinds.append(kind)
    kind = next((each for each in kinds if each != "label"), "prompt") if kinds else "marker"
    sure = Confidence.MEDIUM if kind in _SOFT else Confidence.HIGH
    return Placeholder(kind, sure, whole)


_SOFT: Final = frozenset(("refusal", "prompt", "slot", "promise", "pointer"))


def _void(segment: str) -> str | None:
    """The way in which one segment says nothing."""
    for kind, test in _tests():
        if test(segment):
            return kind
    return None


@cache
def _tests() -> tuple[tuple[str, Callable[[str], object]], ...]:
    return (
        ("marker", lambda text: not text.strip(_DECORATION)),
        ("word", lambda text: normal(text) in _WORDS),
        ("link", lambda text: not _LINK.sub("", text).strip(_DECORATION)),
        ("pointer", lambda text: _KEY.fullmatch(text.strip(" .:*-")) is not None),
        ("tag", lambda text: _TAG.fullmatch(text.strip(" .").lower()) is not None),
        ("date", lambda text: _DATE.fullmatch(text.strip(" .").lower()) is not None),
        ("filler", lambda text: "lorem ipsum" in text.lower() or "dolor sit" in text.lower()),
        ("mash", _is_mash),
        ("pointer", lambda text: len(text) < 160 and _POINTER.match(normal(text)) is not None),
        ("promise", lambda text: len(text) < 160 and _PROMISE.search(normal(text)) is not None),
        ("refusal", lambda text: len(text) < 160 and _REFUSAL.search(normal(text)) is not None),
        ("prompt", lambda text: len(text) < 300 and _PROMPT.match(normal(text)) is not None),
        ("prompt", lambda text: text.rstrip(" *_)").endswith("?") and _QUESTION.match(normal(text)) is not None),
        ("prompt", lambda text: normal(text).startswith(("e g ", "eg ", "for example", "example "))),
        ("slot", _is_slot),
        ("label", lambda text: text.startswith("#") or text.rstrip(" *_").endswith(":")),
    )


def _is_mash(text: str) -> bool:
    word = normal(text).replace(" ", "")
    if not word or len(word) > 60:
        return False
    if word.isdigit():
        return True
    return bool(_MASH.match(word) and len(_MASH.findall(word)) * 3 >= len(word) // 2) or bool(_REPEAT.fullmatch(word))


def _is_slot(text: str) -> bool:
    """A frame of template words around unfilled slots."""
    rest, slots = _SLOT.subn(" ", text)
    return slots > 0 and all(word in _FRAME for word in normal(rest).split())
