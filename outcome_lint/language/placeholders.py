"""Text that is there and says nothing: each segment of it is a word, a prompt, a slot, a pointer, a promise.

A text is a placeholder only when *every* segment is void; one segment that says something is enough to be content.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from outcome_lint.model import Confidence

from . import silence
from .bare_dates import is_date
from .choose import ENGLISH, choose
from .mash import is_mash
from .tokens import KEEP_ASCII, normal
from .values import Placeholder, Span
from .void import Words, phrases

_LONG: Final = 900
_WHOLE: Final = 4000
_FEW: Final = 7  # words of a text that anybody would hear out
_SHORT: Final = 26
_COUNTS: Final = re.compile(r"[%€$£<>≤≥+]")
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)|:[a-z_]{2,30}:", re.DOTALL)
_SPLIT: Final = re.compile(r"\n+|(?<=[.!?;。！？])\s+|(?<=[。！？])|\|")
_LABELLED: Final = re.compile(r"[\s*_#>\-–•+\[\]xX☐]*([^\n:]{1,60}?)[*_ ]*(?::|[-–—]\s)[*_]*\s*(.*)")
# Dots that end no sentence.
_ABBREVIATION: Final = re.compile(
    r"\b(?:t\.b\.[dac]|t\.b|n\.a|e\.g|i\.e|cf|z\.\s?b|n\.n|d\.h|p\.ej|p\.ex|resp|incl|approx|max|min|ca|vs|no|nr"
    r"|k\.a|s\.o|s\.u)\.",
    re.IGNORECASE,
)
_MENTION: Final = re.compile(r"^(?:@[\w.-]+[,:]?\s+)+")
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
# Signs without which ordinary prose can't be void: those of slots and links, and the others; `?` may close a prompt.
_SLOTTED: Final = re.compile(r"[\[<{…]|__|http|\.\.\.|e\.g\.")
_SIGNED: Final = re.compile(r"[?未予検別参記]|:\n|:\*|n/a")
_EXAMPLES: Final = ("Example", "example", "Hint", "hint", "Tip", "tip", "Eg", "eg", "Max", "max")
_MEASURED: Final = re.compile(r"\d ?(?:%|€|\$|ms\b)|[<>≤≥→] ?\d|[$€£]\d")


def placeholder(text: str, templates: frozenset[str] = frozenset(), title: str = "") -> Placeholder | None:
    """How this text says nothing, or None when it says something; ordinary prose is let through in about 2 µs."""
    if templates:
        return _judged(text, templates, title)
    if len(text) <= _SHORT:
        return _short(text, title)
    if len(text) > _LONG and "<!--" not in text:
        return None
    slotted = _SLOTTED.search(text)
    if not slotted and _MEASURED.search(text) and not text.startswith(_EXAMPLES):
        return None  # one segment that counts something is content, whatever stands around it
    if not slotted and not _SIGNED.search(text):
        words = text.lower().translate(KEEP_ASCII).split()
        if silence.asking().isdisjoint(words) and silence.asking().isdisjoint(_translated(text)):
            return None
    return _judged(text, frozenset(), title)


@lru_cache(maxsize=4096)
def _short(text: str, title: str) -> Placeholder | None:
    """The same few words stand on many items."""
    return _judged(text, frozenset(), title)


def _judged(text: str, templates: frozenset[str], title: str) -> Placeholder | None:
    whole = Span(0, len(text))
    if templates and normal(text) in templates:
        return Placeholder("template", Confidence.HIGH, whole)
    bare = _COMMENT.sub(" ", text)
    if not any(map(str.isalnum, bare)):
        return Placeholder("template" if "<!--" in text else "marker", Confidence.HIGH, whole)
    if "orem ipsum" in bare[:200]:
        return Placeholder("filler", Confidence.HIGH, whole)
    kinds, rest = ways(bare, templates)
    heard = in_english(rest)
    words = normal(heard).split()
    beside = title if heard is rest else ""  # the title of a text in another language isn't read in English
    asked = 0 < len(words) <= silence.MOST
    if all(kinds) and len(bare) <= _WHOLE:
        kind = next((each for each in kinds if each not in ("label", "marker")), "template")
        if kind in _SOFT and asked and silence.odds(heard, words, kinds, beside) < _CONTENT:
            return None
        return Placeholder(kind, _confidence(kind, kinds), whole)
    if not asked or _REDACTED.search(bare) or (len(words) > _FEW and silence.telling().isdisjoint(words)):
        return None
    odds = silence.odds(heard, words, kinds, beside)
    if odds < _SILENT:
        return None
    return Placeholder(_kind(bare, words), Confidence.HIGH if odds > 3 * _SILENT else Confidence.MEDIUM, whole)


def in_english(text: str) -> str:
    """The text in English: as it stands, or as the glosses of its language read it."""
    languages = choose(text)
    if languages == ENGLISH:
        return text
    from .glossed import as_english  # an English portfolio never needs the grammar of others

    return as_english(text, languages)


def _translated(text: str) -> list[str]:
    """The English words that a text of another language is read as; none for English."""
    heard = in_english(text)
    return [] if heard is text else normal(heard).split()


def ways(bare: str, templates: frozenset[str] = frozenset()) -> tuple[list[str], str]:
    """How each segment says nothing, "" where it says something; and what is said, or all if nothing is."""
    segments = _SPLIT.split(_ABBREVIATION.sub(_without_dots, bare[:_WHOLE]))
    kinds = [
        (_void(_MENTION.sub("", segment.strip()), templates) or "") if segment else "marker" for segment in segments
    ]
    said = [segment for segment, kind in zip(segments, kinds, strict=True) if not kind]
    return kinds, "\n".join(said) if said else bare[:_WHOLE]


def _kind(bare: str, words: list[str]) -> str:
    """In which way: by its question mark, by what it points at, by what it promises."""
    if bare.rstrip(" *_").endswith("?"):
        return "prompt"
    if words[0] in _LOOKS or (not phrases().nouns.isdisjoint(words[1:]) and len(words) < 9):
        return "pointer"
    return "promise" if not _LATER.isdisjoint(words) else "refusal" if not _NOT.isdisjoint(words) else "prompt"


# Odds from which the learned part speaks up, and below which it speaks against a phrase.
_SILENT, _CONTENT = 1.8, 0.3
_SOFT: Final = ("refusal", "prompt", "promise", "pointer")
_LATER: Final = frozenset("will later be once yet pending soon after when until next waiting still ll".split())
_NOT: Final = frozenset("no not none nothing because only just".split())


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "")


def _confidence(kind: str, kinds: list[str]) -> Confidence:
    soft = kind in (*_SOFT, "slot", "tag")
    return Confidence.MEDIUM if soft and len(kinds) < 3 else Confidence.HIGH


def _void(segment: str, templates: frozenset[str] = frozenset()) -> str | None:
    """The way in which one segment says nothing, or None."""
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
    if _MEASURED.search(segment):
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
    if _MEASURED.search(segment) and words[0] not in ("example", "e", "eg", "hint", "tip", "max"):
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
        near = set(rest[:7])
        if not rest or not (near & known.nouns or _KEY.search(segment) or "http" in segment or _NAMED.search(segment)):
            return None
        return (
            "pointer" if len(rest) <= 9 and (phrase[0] in _LOOKS or len(words) <= 6) and not _goes_on(segment) else None
        )
    if kind == "refusal" and (begun or len(rest) > 10):
        return None
    if len(rest) > (16 if begun or kind == "promise" else 12) or _goes_on(segment):
        return None
    return kind


_NAMED: Final = re.compile(r"(?:[Ss]ee|[Rr]ead|[Cc]heck|[Aa]sk) (?:the )?[A-Z][\w-]*[.)]?$")
_LOOKS: Final = frozenset("see check read look consult open ask please pls siehe voir ver vedi zie zob".split())
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
            inner = _void(rest) if rest and len(rest) < 300 and not normal(rest).replace(" ", "").isdigit() else None
            if inner and inner != "label":
                return inner
    words = [word for word in normal(segment).split() if not word.isdigit()]
    if segment.startswith("#") and len(words) <= 5 and not segment.startswith("#" * 7):
        return "label"
    if 0 < len(words) <= 5 and all(word in known.label for word in words):
        return "label"
    return None


def _is_slot(segment: str) -> bool:
    """A frame of template words around unfilled slots, or one bracketed sentence."""
    rest, slots = _SLOT.subn(" ", segment)
    if not slots:
        return False
    frame = phrases().frame
    unknown = [word for word in normal(rest).split() if word not in frame]
    return len(unknown) <= max(0, slots - 1) and not _REDACTED.fullmatch(segment.strip()) and not _MEASURED.search(rest)


_REDACTED: Final = re.compile(r"\[(?:[A-Z]\d*|REDACTED|redacted)\]")
