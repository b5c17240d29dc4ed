"""How one segment of a text says nothing: a word, prompt, slot, pointer, promise or mandate; told by form or phrase."""

from __future__ import annotations

import re
from typing import Final

from .bare_dates import is_date
from .mash import is_mash
from .tokens import normal
from .void import Words, phrases

_COUNTS: Final = re.compile(r"[%€$£<>≤≥+]")
_LABELLED: Final = re.compile(r"[\s*_#>\-–•+\[\]xX☐]*([^\n:]{1,60}?)[*_ ]*(?::|[-–—]\s)[*_]*\s*(.*)")
_KEY: Final = re.compile(
    r"(?:[A-Z][A-Z0-9_]{1,9}-\d+|[\w.-]*/?[\w.-]*#\d+|GH-\d+)(?:[\s,;&]+(?:and )?(?:[A-Z][A-Z0-9_]{1,9}-\d+|#\d+))*"
)
_LINK: Final = re.compile(
    r"!?\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)|<?(?:https?://|www\.)[^\s>]+>?|\[\[[^\]\n]{1,100}\]\]"
)
_TAGS: Final = re.compile(r"(?:(?:\[[\w \-/]{1,30}\]|#[^\W\d][\w-]{1,30}|@[\w-]{1,30}|/cc)[\s,]*)+")
_SLOT: Final = re.compile(
    r"<[^<>\n\d][^<>\n]{0,80}>|\[[^\[\]\n]{2,80}\]|\{\{?[^{}\n]{1,80}\}\}?|_{2,}|\.{3,}|…|\b[xXyYzZ]{1,3}\b ?%?"
    r"|\$\{[^}\n]{1,60}\}"
)
_CHOICE: Final = re.compile(
    r"(?:low|medium|high|yes|no|small|large|tbd)(?:\s*[/|,]\s*(?:low|medium|high|yes|no|small|large|tbd))+"
)
MEASURED: Final = re.compile(r"\d ?(?:%|€|\$|ms\b)|[<>≤≥→] ?\d|[$€£]\d")
_FEW: Final = 7  # words of a text that anybody would hear out


def void(segment: str, templates: frozenset[str] = frozenset()) -> str | None:
    """The way in which one segment says nothing, or None; an aside in brackets at its end doesn't count."""
    found = _whole(segment, templates)
    if found is None and segment.endswith((")", ").")) and (match := _ASIDE.fullmatch(segment)):
        found = _whole(match[1], templates)
        return found if len(match[2].split()) <= _ASIDES.get(found or "", 0) else None
    return found


_ASIDE: Final = re.compile(r"(.{2,200}?)\s*\(((?:[^\s()\d]+\s+){0,4}[^\s()]+)\)\.?", re.DOTALL)
# How many words may stand in the brackets: "tbd (fewer calls)" says something.
_ASIDES: Final = {"word": 1, "promise": 3, "pointer": 5, "refusal": 3, "mandate": 5}


def _whole(segment: str, templates: frozenset[str]) -> str | None:
    """The same, of all that stands there."""
    canonical = normal(segment)
    if not canonical:
        return "marker"
    if canonical in templates:
        return "template"
    known = phrases()
    if len(canonical) < 40 and is_date(canonical.split()) and not _COUNTS.search(segment):
        return "date"
    if canonical in known.whole:
        return "word"
    if len(segment) > 400:
        return "link" if not normal(_LINK.sub(" ", segment)) else None
    words = canonical.split()
    return (
        _by_form(segment, canonical, words)
        or _by_phrase(segment, words)
        or _by_label(segment)
        or _by_mandate(segment, words)
        or ("slot" if _is_slot(segment) else None)
    )


def _by_form(segment: str, canonical: str, words: list[str]) -> str | None:
    """Links, keys, tags, dates, mash and filler: told by their shape."""
    known = phrases()
    bare = segment.strip(" .:*-_()[]\t>•")
    if "http" in segment or "](" in segment or "www." in segment or "[[" in segment:
        rest = normal(_LINK.sub(" ", segment)).split()
        if len(rest) <= 3 and all(word in known.meta or word in known.nouns or word in known.frame for word in rest):
            return "link"
    if ("#" in bare or "-" in bare) and _KEY.fullmatch(bare):
        return "pointer"
    if segment[0] in "#@[/" and _TAGS.fullmatch(segment) and not segment.startswith("# "):
        return "tag"
    if MEASURED.search(segment):
        return None
    low = segment.lower().strip(" .*_-!")
    if canonical.isdigit() or (len(words) <= 5 and all(word.isdigit() or word in known.whole for word in words)):
        return "word"
    if _KANA.fullmatch(canonical.replace(" ", "")):
        return "mash"
    if is_mash([word for word in words if not word.isdigit()]):
        return "mash"
    if known.filler.intersection(words) and len(known.filler.intersection(words)) >= min(2, len(words)):
        return "filler"
    return "prompt" if _CHOICE.fullmatch(low) else None


_KANA: Final = re.compile(r"([\u3040-\u30ff])\1{3,}")


def _by_phrase(segment: str, words: list[str]) -> str | None:  # noqa: C901 - a list of places
    """Promises, pointers, refusals and prompts: told by how they open or end."""
    known = phrases()
    for part, way in () if segment.isascii() else known.inside:
        if part in segment:
            return way
    if MEASURED.search(segment) and words[0] not in ("example", "e", "eg", "hint", "tip", "max"):
        return None
    kind = _head(words, segment)
    if kind:
        return kind
    skip = 0
    while skip < min(7, len(words) - 1) and (
        words[skip] in known.meta or words[skip] in known.frame or words[skip] in _SKIP
    ):
        skip += 1
        if skip and (kind := _head(words[skip:], segment, begun=True)):
            return kind
    if len(words) <= 9:
        for phrase, kind in known.tails.get(words[-1], ()):
            if tuple(words[-len(phrase) :]) == phrase and len(words) <= 5 + len(phrase):
                return kind
    if segment.rstrip(' *_)>]"').endswith(("?", "？")) and not _ASKS.isdisjoint(words[:8]):
        return "prompt"
    return None


_SKIP: Final = frozenset(
    ("statement", "anticipated", "desired", "actual", "numbers", "the", "outcome", "outcomes", "and")
)
_ASKS: Final = frozenset(
    "what why how who which when where is are do does can will should whom whose was warum wie wer wann wozu"
    " welche welcher"
    " welches que quel quelle quels quelles comment pourquoi qui qué cuál cuáles cómo quién por para o que qual"
    " quais como"
    " quem cosa quale quali come chi perché wat hoe wie waarom welke co jak kto jaki jaka jakie dlaczego in on"
    " for".split()
)


def _head(words: list[str], segment: str, *, begun: bool = False) -> str | None:
    """The kind of the longest phrase that opens `words`; `begun` when words about the outcome stood before."""
    known = phrases()
    for phrase, kind in known.heads.get(words[0], ()):
        if tuple(words[: len(phrase)]) == phrase and (found := _kept(kind, words, phrase, segment, begun=begun)):
            return found
    return None


def _kept(kind: str, words: list[str], phrase: Words, segment: str, *, begun: bool) -> str | None:
    """An opening counts when what follows is short, or about the form; nothing real may follow a colon."""
    known = phrases()
    rest = words[len(phrase) :]
    if phrase == ("placeholder",):
        return kind if len(rest) <= 10 else None
    if kind == "prompt_sure":
        return "prompt" if len(words) < 60 and not begun else None
    if kind == "prompt":
        return "prompt" if not begun and len(words) < 40 and _about_form(rest, known.meta, segment) else None
    if kind == "pointer_look":
        if not _points(rest, segment) or (phrase == ("check",) and rest[0] in ("in", "out")):
            return None
        return (
            "pointer" if len(rest) <= 9 and (phrase[0] in LOOKS or len(words) <= 6) and not _goes_on(segment) else None
        )
    if kind == "refusal" and (begun or len(rest) > 10):
        return None
    if len(rest) > (16 if begun or kind == "promise" else 12) or _goes_on(segment):
        return None
    return kind


def _points(rest: list[str], segment: str) -> bool:
    """A document, an issue key, a link or a name follows soon."""
    soon = not phrases().nouns.isdisjoint(rest[:7])
    return bool(rest) and (soon or "http" in segment or bool(_KEY.search(segment) or _NAMED.search(segment)))


_NAMED: Final = re.compile(r"(?:[Ss]ee|[Rr]ead|[Cc]heck|[Aa]sk) (?:the )?[A-Z][\w-]*[.)]?$")
LOOKS: Final = frozenset("see check read look consult open ask please pls siehe voir ver vedi zie zob".split())
_ON: Final = re.compile(r"(?:[:;]| but | – | — )\s*(?:\S+\s+){2,}\S+", re.IGNORECASE)


def _goes_on(segment: str) -> bool:
    """After a colon or a "but" stand at least three words more: "internal only: engineers no longer wait"."""
    match = _ON.search(segment)
    return bool(match) and _void_tail(segment[match.start() + 1 :].strip()) is None if match else False


def _void_tail(rest: str) -> str | None:
    words = normal(rest).split()
    if not words or " ".join(words) in phrases().whole:
        return "word"
    for phrase, kind in phrases().heads.get(words[0], ()):
        if kind in ("promise", "pointer", "refusal") and tuple(words[: len(phrase)]) == phrase:
            return kind
    return None


def _about_form(rest: list[str], meta: frozenset[str], segment: str) -> bool:
    """At least one word in six (and one at all) is about the form, and nothing is counted."""
    about = sum(word in meta for word in rest)
    return (
        about > 0
        and about * 6 >= len(rest)
        and (segment.startswith(("_", "*", "<", "(")) or not any(map(str.isdigit, segment)))
    )


_NAME: Final = re.compile(r"[A-Z][A-Z0-9]+")


def _by_mandate(segment: str, words: list[str]) -> str | None:
    """`Regulatory requirement`, `ISO 27001`, `CMS mandate`: that it must be done, and who says so."""
    known = phrases()
    if len(words) > _FEW or known.mandate.isdisjoint(words):
        return None
    names = set(normal(" ".join(_NAME.findall(segment))).split())
    free = known.mandate | known.mandate_by | names
    return "mandate" if all(word in free or word.isdigit() for word in words) else None


def _by_label(segment: str) -> str | None:
    """`Outcome:` alone, `Business value: tbd`, `**Outcome 1**`, a heading of label words only."""
    known = phrases()
    match = _LABELLED.fullmatch(segment)
    if match:
        rest = match[2].strip()
        label = normal(match[1])
        if len(label.split()) <= 6:
            if not normal(rest) and segment.rstrip(" *_").endswith(":"):
                return "label"
            inner = void(rest) if rest and len(rest) < 300 and not normal(rest).replace(" ", "").isdigit() else None
            if inner and inner != "label" and not _tells(label.split(), match[1], rest, inner):
                return inner
    words = [word for word in normal(segment).split() if not word.isdigit()]
    if segment.startswith("#") and len(words) <= 5 and not segment.startswith("#" * 7):
        return "label"
    if 0 < len(words) <= 5 and all(word in known.label for word in words):
        return "label"
    return None


def _tells(words: list[str], label: str, rest: str, inner: str) -> bool:
    """No label at all: "1:6 by Q1", "happier customers :)", "lower costs: describe them", "rejects: max 5 %"."""
    if label[-1:].isdigit() or rest[:1] == ")":
        return True
    return inner == "prompt" and phrases().about.isdisjoint(words)


def _is_slot(segment: str) -> bool:
    """A frame of template words around unfilled slots, or one bracketed sentence."""
    rest, slots = _SLOT.subn(" ", segment)
    if not slots:
        return False
    frame = phrases().frame
    unknown = [word for word in normal(rest).split() if word not in frame]
    return len(unknown) <= max(0, slots - 1) and not REDACTED.fullmatch(segment.strip()) and not MEASURED.search(rest)


REDACTED: Final = re.compile(r"\[(?:[A-Z]\d*|REDACTED|redacted)\]")
