"""`anatomy(text, title)`: the parts of an outcome and the verdicts on it, each computed when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar, overload

from outcome_lint.model import Confidence

from . import clauses, dates, effect, features, learned, numbers, placeholders, restate
from .choose import ENGLISH, choose
from .lexicon import BIT, Lexicon, lexicon
from .tokens import Tokens, normal, words_of
from .values import DEFAULT, Placeholder, Span, Verdict, Vocabulary

T = TypeVar("T")
# Log odds from which a learned verdict is of medium confidence: a false alarm costs more than a miss.
OUTPUT_FROM, NOBODY_FROM, UNMEASURED_FROM = -0.1, 0.3, 0.6


# Signs of a form around the answer.
_OF_FORMS: Final = ("##", "**", "<!--", "_No ")


def _sure(odds: float, medium: float) -> Confidence | None:
    """How sure log odds make us; None where they speak against it."""
    if odds < medium - 1.0:
        return None
    return Confidence.LOW if odds < medium else Confidence.MEDIUM if odds < medium + 1.7 else Confidence.HIGH


class lazy(Generic[T]):  # noqa: N801 - a decorator
    """Computed once, then an ordinary attribute; `functools.cached_property` of 3.11 takes a lock each time."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self.compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> lazy[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> lazy[T] | T:
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.compute(instance)
        return value


class Anatomy:
    """What a text says and what it leaves out. Spans are offsets into `text`; verdicts are None where all is well."""

    def __init__(self, text: str, title: str, vocabulary: Vocabulary, templates: frozenset[str]) -> None:
        self.text = text
        self.title = title
        self._vocabulary = vocabulary
        self._templates = templates

    @lazy
    def _lexicon(self) -> Lexicon:
        languages = choose(self.text, self.title)
        if languages == ENGLISH:
            return lexicon(ENGLISH, self._vocabulary)
        from .glossed import read_in  # an English portfolio never needs the grammar of others

        return read_in(languages, self._vocabulary)

    @lazy
    def _tokens(self) -> Tokens:
        return Tokens(self.text, words_of(self._lexicon))

    @lazy
    def placeholder(self) -> Placeholder | None:
        """OL102: the text is not empty and says nothing."""
        return placeholders.placeholder(self.text, self._templates, self.title)

    def _tagged(self, *names: str) -> tuple[Span, ...]:
        mask = sum(BIT[name] for name in names)
        tokens = self._tokens
        return tuple(
            Span(tokens.starts[place], tokens.ends[place]) for place, tags in enumerate(tokens.tags) if tags & mask
        )

    @lazy
    def beneficiary(self) -> tuple[Span, ...]:
        """Who or what is better off."""
        named = self._vocabulary.beneficiaries(self.text)
        return named if named or self.odds[1] < NOBODY_FROM - 1.0 else clauses.beneficiaries(self._tokens)

    @lazy
    def timeframe(self) -> tuple[Span, ...]:
        """By when."""
        return dates.spans(self._tokens, self._dated)

    @lazy
    def _dated(self) -> list[tuple[int, int]]:
        return dates.ranges(self._tokens)

    @lazy
    def _counts(self) -> list[numbers.Count]:
        return numbers.counts(self._tokens, self._dated)

    @lazy
    def features(self) -> set[str]:
        """What the learned part looks at."""
        return features.features(self._tokens, self._counts, dated=bool(self._dated), title=self.title)

    @lazy
    def odds(self) -> tuple[float, ...]:
        """Log odds of the learned part, in the order of `learned.LABELS`."""
        words = features.words(self._tokens, self._counts, dated=bool(self._dated), title=self.title)
        return learned.odds(words, "".join(self._tokens.letters))

    @lazy
    def measure(self) -> tuple[Span, ...]:
        """Numbers to reach, definite end states."""
        unlikely = self.odds[2] < UNMEASURED_FROM - 1.0 and not numbers.is_step(self._tokens, self._counts)
        return () if unlikely else numbers.spans(self._tokens, self._counts)

    @lazy
    def baseline(self) -> tuple[Span, ...]:
        """Where the measure stands today."""
        return numbers.baselines(self._tokens, self.measure)

    @lazy
    def target(self) -> tuple[Span, ...]:
        """Where the measure shall stand."""
        today = {span.start for span in self.baseline}
        return tuple(span for span in self.measure if span.start not in today)

    @lazy
    def effect(self) -> tuple[Span, ...]:
        """What changes."""
        return () if self.odds[0] > OUTPUT_FROM else clauses.effects(self._tokens)

    @lazy
    def deliverable(self) -> tuple[Span, ...]:
        """What is made or done."""
        return clauses.deliverables(self._tokens)

    @lazy
    def impact(self) -> tuple[Span, ...]:
        """OL501: reliability, scalability, security, cost or risk."""
        return self._tagged("impact")

    @lazy
    def business(self) -> tuple[Span, ...]:
        """OL502: customer experience, volume or long-term business performance."""
        return self._tagged("business_tie")

    @lazy
    def output_only(self) -> Verdict | None:
        """OL104."""
        sure = _sure(self.odds[0], OUTPUT_FROM)
        if sure is None or (sure is not Confidence.HIGH and self.baseline):
            return None  # what is 2 days "instead of 15" has changed for somebody
        if sure is Confidence.LOW and clauses.only_makes(self._tokens):
            sure = Confidence.MEDIUM
        named = self.deliverable or (Span(0, len(self.text)),)
        return Verdict(sure, named[0], "names what is delivered, not what changes")

    @lazy
    def restates_title(self) -> Verdict | None:
        """OL103."""
        formed = "\n" in self.text and any(sign in self.text for sign in _OF_FORMS)
        said = placeholders.said(self.text) if formed else self.text
        tokens = self._tokens if said is self.text else Tokens(said, words_of(self._lexicon))
        found = restate.restated(said, self.title, tokens, self._lexicon)
        return found and Verdict(found.confidence, Span(0, len(self.text)), found.why)

    @lazy
    def unmeasured(self) -> Verdict | None:
        """OL301."""
        kinds = {count.kind for count in self._counts}
        if "open" in kinds and not kinds & numbers.MEASURES:
            return Verdict(Confidence.MEDIUM, None, "a baseline without the number to reach")
        if not kinds and numbers.is_slot(self._tokens):
            return Verdict(Confidence.MEDIUM, None, "a letter where the number to reach should stand")
        if "no_state" in kinds or numbers.is_step(self._tokens, self._counts):
            return None
        sure = _sure(-self.odds[2], UNMEASURED_FROM)
        return None if sure is None else Verdict(sure, None, "no number to reach and no end state")

    @lazy
    def nobody(self) -> Verdict | None:
        """OL106."""
        sure = _sure(-self.odds[1], NOBODY_FROM)
        if sure is None or self._vocabulary.beneficiaries(self.text):
            return None
        if sure is not Confidence.LOW and self.measure and clauses.moves_a_property(self._tokens):
            sure = Confidence.LOW
        return Verdict(sure, None, "no customer, business, platform or team that is better off")

    @lazy
    def undated(self) -> Verdict | None:
        """OL302."""
        return None if self._dated else Verdict(Confidence.HIGH, None, "no date, quarter or window")

    @lazy
    def hollow(self) -> Verdict | None:
        """OL602: "done", "shipped", "delivered as planned"."""
        return effect.hollow(self._tokens)

    @lazy
    def delivery_only(self) -> Verdict | None:
        """OL303: success criteria that restate the delivery."""
        return effect.delivery_only(self._tokens, output=self.odds[0] > OUTPUT_FROM)


def anatomy(
    text: str, title: str = "", vocabulary: Vocabulary = DEFAULT, templates: frozenset[str] = frozenset()
) -> Anatomy:
    """Reads one text. `templates` are prompts of the user's own forms in `normal` form."""
    return Anatomy(text, title, vocabulary, templates)


__all__ = ["Anatomy", "anatomy", "normal"]
