"""A field that nobody answered: what its form left there, who demands it, asides; and answers that look like it."""

import pytest

from outcome_lint.language import anatomy, placeholder
from tests.language.test_guide import said

LEFT_STANDING = [
    "## Outcome\n<!-- What will be different, and for whom? -->\n## How would we know?\n<!-- A number -->",
    "**Definition of success**\n_What will patients or staff notice?_\n\n**Review date**\n_When will we check?_",
    "Tick all that apply\n- [ ] Cost\n- [ ] Risk\n- [ ] Revenue",
    "☐ Cost ☐ Burden reduction ☐ Security ☐ Other (explain)",
    "( ) Ahorro ( ) Ingresos ( ) Imagen",
    "□コスト削減 □品質向上 □法令対応",
    "What is the point here? Savings? Growth?",
]
ANSWERED = [
    "**Definition of success**\n_What will patients or staff notice?_\n\nNobody waits for an hour in the lounge.",
    "**Definition of success**\n_Repeat blood tests fall by half, and doctors see results the same day_",
    "Tick all that apply\n- [ ] Cost\n- [x] Risk: no pager rings for a full disk any more\n- [ ] Revenue",
    "- [ ] gateway and ledger read their secrets from Vault\n- [ ] the old wrapper is deleted",
    "☐ 312 of 312 reports moved\n☐ 18 of 18 interfaces moved\n☐ 0 left on the old server",
    "# Faster checkout\n## One in five fewer people give up",
]


@pytest.mark.parametrize("text", LEFT_STANDING)
def test_what_the_form_left_there_is_no_answer(text: str) -> None:
    assert said(placeholder(text))


@pytest.mark.parametrize("text", ANSWERED)
def test_an_answer_within_a_form_is_one(text: str) -> None:
    assert placeholder(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Regulatory requirement, no discussion.",
        "EU regulation 2024/982",
        "ISO 26262",
        "CMS mandate",
        "Required by law",
        "Gesetzliche Verpflichtung",
        "exigence réglementaire",
    ],
)
def test_that_it_must_be_done_is_no_outcome(text: str) -> None:
    assert said(placeholder(text))


@pytest.mark.parametrize(
    "text",
    [
        "compliance",
        "GDPR conformity",
        "No audit findings",
        "Deletion requests are answered within the statutory month",
        "Required permits are issued in two days",
        "Mandatory training completed by all staff",
    ],
)
def test_a_mandate_with_something_to_reach_is_content(text: str) -> None:
    assert placeholder(text) is None


@pytest.mark.parametrize("text", ["n.a. (KTLO)", "ask Bernd (sales training)", "see the deck (Lisbon offsite)"])
def test_an_aside_in_brackets_adds_nothing(text: str) -> None:
    assert said(placeholder(text))


@pytest.mark.parametrize("text", ["TBD (fewer calls by 20 %)", "Shorter queues (figure to be confirmed)"])
def test_an_aside_that_says_something_is_heard(text: str) -> None:
    assert placeholder(text) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "### Expected outcome\n\nTracing with OpenTelemetry.\n\n### Who benefits?\n\n_No response_",
            "OpenTelemetry tracing",
        ),
        ("Profile sync for the IVI", "[IVI] Profile sync"),
        ("Slack integration, version 2", "Slack integration v2"),
        ("Digital nameplate (AAS)", "Digital nameplate"),
    ],
)
def test_a_title_said_again_in_a_form_or_with_its_tags(text: str, title: str) -> None:
    assert said(anatomy(text, title).restates_title)


def test_a_number_at_the_start_is_no_numbering() -> None:
    assert not said(anatomy("50 templates at launch", "Template gallery").restates_title)
