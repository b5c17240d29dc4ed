"""Does the text add anything to the title beyond grammar, tags, numbering, word forms and synonyms?"""

from __future__ import annotations

import re
from typing import Final

from outcome_lint.model import Confidence

from .lexicon import BIT, Lexicon
from .tokens import Tokens, words_of
from .values import Span, Verdict

_TAGS: Final = re.compile(
    r"\[[^\]\n]{0,40}\]|\(#?\w{1,4}\)|^\s*[A-Z]{2,9}-\d+\b[\s|:–-]*|[*_`~]+|^\s*#+|<!--.*?-->"
    r"|^[\s*_]*(?:epic|initiative|feature|goal|outcome|objective|kr ?\d*|key result|o ?\d*|ziel|objectif|objetivo|aim|purpose)\s*[:–-]+",
    re.IGNORECASE | re.MULTILINE,
)
_FREE: Final = BIT["stop"] | BIT["build"] | BIT["agency"] | BIT["done"] | BIT["enable"]
_EFFECT: Final = BIT["role"] | BIT["business"] | BIT["compare"] | BIT["move"] | BIT["problem"] | BIT["later"] | BIT["month"]
# Words that add nothing once everything else is in the title.
_PALE: Final = frozenset(
    "ability able support available new experience carry tool way aim goal initiative epic project programme program purpose"
    " possible existing successful successfully good regular regularly perform existent contain reach exist take place decision meant want wish"
    " system overall general various different respective corresponding own ready place short called so-called need able in being"
    " within following current future modern central functionality feature capability implementation work working up running anymore"
    " more another one sind ist neue neuer neues eine einen ein una un une nouveau nuevo novo nuovo por para".split()
)
_SAME: Final = {
    word: group[0]
    for group in (
        "reduce lower decrease cut fewer less reduction drop fall minimise minimize shrink lessen down save saving savings smaller decline".split(),
        "improve better enhance improvement increase higher more grow raise boost growth enhancement optimise optimize rise up good mejor melhor".split(),
        "fast faster quick quicker quickly speed accelerate speedier quickly rapid snel snellere sneller".split(),
        "easy easier easily simple simpler simplify simplification ease".split(),
        "satisfaction happy satisfied happier satisfy".split(),
        "remove no none zero without eliminate drop removal anymore never nobody retire".split(),
        "sign-on sign-in login log-in signin sso logon sign-up".split(),
        "website site web webpage".split(),
        "electronic digital e online elektronisch".split(),
        "kubernetes k8s".split(),
        "production prod".split(),
        "environment env".split(),
        "long longer length".split(),
        "administrator admin admins".split(),
        "github gh".split(),
        "proof-of-concept poc".split(),
        "database db".split(),
        "document doc docs documentation".split(),
        "employee staff worker colleague".split(),
        "customer client buyer".split(),
        "vulnerability vulnerabilities cve".split(),
        "frontend front-end".split(),
        "relieve relief".split(),
        "until by before till".split(),
    )
    for word in group
}
_PHRASES: Final = (("proof of concept", "poc"), ("centre", "center"), ("catalogue", "catalog"), ("front end", "frontend"), ("bar code", "barcode"),
                   ("back end", "backend"), ("single sign on", "sso"), ("e mail", "email"), ("go live", "golive"), ("goes live", "golive"),
                   ("no more ", "no "), ("a more ", "a "), ("no longer", "no"))  # fmt: skip


def restated(text: str, title: str, lexicon: Lexicon) -> Verdict | None:
    """High when nothing is new, medium when one pale word is, low when one word of weight is."""
    if not title or len(text) > 5 * len(title) + 90:
        return None
    known, said = _content(title, lexicon), _content(text, lexicon)
    if not said or not known:
        return None
    new = [word for word in said if not _is_known(word, known, title)]
    whole = Span(0, len(text))
    if not new:
        missing = sum(not _is_known(word, said, text) for word in known)
        sure = Confidence.HIGH if missing * 2 <= len(known) else Confidence.MEDIUM
        return Verdict(sure, whole, "adds nothing to the title")
    if len(new) == 1 and len(said) >= 4:
        weighty = said[new[0]] & _EFFECT or new[0][0].isdigit()
        return Verdict(Confidence.LOW if weighty else Confidence.MEDIUM, whole, "adds one word to the title")
    return None


def _content(text: str, lexicon: Lexicon) -> dict[str, int]:
    """The words that carry meaning, in the plain form of their group, with their tags."""
    bare = " ".join(_TAGS.sub(" ", text).lower().split())
    for phrase, one in _PHRASES:
        if phrase in bare:
            bare = bare.replace(phrase, one)
    tokens = Tokens(bare, words_of(lexicon))
    found: dict[str, int] = {}
    for word, lemma, tags in zip(tokens.words, tokens.lemmas, tokens.tags, strict=True):
        plain = lemma if lemma[0].isalpha() else word
        for part in plain.split("-") if "-" in plain and plain not in _SAME else (plain,):
            if part and (part in _SAME or part[0].isdigit() or (part[0].isalpha() and not tags & _FREE and part not in _PALE)):
                found[_SAME.get(part, part)] = tags
    return found


def _is_known(word: str, known: dict[str, int], title: str) -> bool:
    """The same word, a form of it ("consolidation"), or the initials of some words in a row ("DPIA")."""
    if word in known:
        return True
    if word[0].isdigit():
        return False
    if any(_same_root(word, other) for other in known):
        return True
    return 2 <= len(word) <= 6 and word in _initials(title)


def _same_root(one: str, other: str) -> bool:
    """The words share a beginning of at least four letters and most of the shorter one; or one ends a compound."""
    shorter = min(len(one), len(other))
    if shorter < 4:
        return shorter == 3 and one[:3] == other[:3] and abs(len(one) - len(other)) <= 2
    common = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return common >= 4 and common >= 0.65 * shorter or (shorter >= 6 and (one.endswith(other) or other.endswith(one)))


_LETTERS: Final = re.compile(r"[^\W\d_]+")


def _initials(title: str) -> set[str]:
    """All runs of two to six initials: "data protection impact assessment" → dp, dpi, dpia, …"""
    letters = "".join(word[0] for word in _LETTERS.findall(title.lower())[:30])
    return {letters[at : at + size] for size in range(2, 7) for at in range(len(letters) - size + 1)}
