"""Spans are phrases of the text, from the right place to the right place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcome_lint.language import Vocabulary, anatomy

PARTS = ("beneficiary", "measure", "baseline", "target", "timeframe", "effect", "deliverable", "impact", "business")
VERDICTS = (
    "placeholder",
    "output_only",
    "restates_title",
    "unmeasured",
    "nobody",
    "undated",
    "hollow",
    "delivery_only",
)


def quotes(text: str, part: str) -> list[str]:
    return [text[span.start : span.end] for span in getattr(anatomy(text), part)]


def test_baseline_and_target():
    text = "Reduce churn from 40 % to 25 % by June 2027"
    assert quotes(text, "baseline") == ["40 %"]
    assert quotes(text, "target") == ["25 %"]
    assert quotes(text, "timeframe") == ["by June 2027"]


def test_an_arrow_leads_from_baseline_to_target():
    text = "Parcels on time: 91 % → 96 %"
    assert quotes(text, "baseline") == ["91 %"]
    assert quotes(text, "target") == ["96 %"]


def test_an_effect_is_a_clause():
    text = "Build X so that support answers in 2 h instead of 2 days"
    assert quotes(text, "effect") == ["support answers in 2 h instead of 2 days"]


def test_a_purpose_is_an_effect_without_its_verb_of_making():
    assert quotes("Build a kiosk to cut the queue at the counter", "effect") == ["cut the queue at the counter"]


def test_output_only_points_at_the_deliverable():
    text = "Launch a new dashboard for the board"
    verdict = anatomy(text).output_only
    assert verdict is not None
    assert verdict.span is not None
    assert "dashboard" in text[verdict.span.start : verdict.span.end]


def test_words_of_a_team_count():
    plain, known = (
        anatomy("Gaffers lift less"),
        anatomy("Gaffers lift less", "", Vocabulary.of({"beneficiary": ["gaffer"]})),
    )
    assert known.odds[1] > plain.odds[1]


def test_templates_of_the_user_are_placeholders():
    found = anatomy("Tell the guild", "", templates=frozenset({"tell the guild"})).placeholder
    assert found is not None
    assert found.kind == "template"


@pytest.mark.parametrize(
    "text", ["Delivered", "Shipped in release 4.2", "Everything went live on time", "Delivered as planned"]
)
def test_hollow(text: str):
    assert anatomy(text).hollow is not None


@pytest.mark.parametrize(
    "text", ["Confirmed", "Not measured", "Shipped in May; calls fell by 12 %", "Nurses use it on three wards"]
)
def test_not_hollow(text: str):
    assert anatomy(text).hollow is None


@pytest.mark.parametrize(
    "text", ["All stories are done and released", "Delivered on time and on budget", "The dashboard is live"]
)
def test_success_that_is_delivery(text: str):
    assert anatomy(text).delivery_only is not None


@pytest.mark.parametrize(
    "text", ["The dashboard is live and store managers open it every Monday", "Claims are paid within five days"]
)
def test_success_that_is_more(text: str):
    assert anatomy(text).delivery_only is None


def everything(text: str, title: str = "") -> list[object]:
    found = anatomy(text, title)
    return [getattr(found, name) for name in (*PARTS, *VERDICTS)]


WORDS = st.sampled_from(
    "build so that users from 3.1 % to TBD by Q3 2026 → [x] <name> … ? no longer İstanbul ﬁ 顧客 が _No response_"
    " http://x \n | # ** until".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=30).map(" ".join)), st.text(max_size=60))
def test_never_raises_and_stays_within_the_text(text: str, title: str):
    found = anatomy(text, title)
    for part in PARTS:
        for span in getattr(found, part):
            assert 0 <= span.start < span.end <= len(text)
    for name in VERDICTS:
        verdict = getattr(found, name)
        if verdict is not None and verdict.span is not None:
            assert 0 <= verdict.span.start <= verdict.span.end <= len(text)
    assert everything(text, title) == everything(text, title)
