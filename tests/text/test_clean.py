import pytest

from outcome_lint.text import tidy
from outcome_lint.text.clean import title


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Reduce churn", "Reduce churn"),
        ("  Reduce\u00a0churn\u3000now ", "Reduce churn now"),
        ("\ufeffRe\u00adduce\u200b churn\u2060", "Reduce churn"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a \t\n\n\n\n\u00a0\nb", "a\n\nb"),
        ("bell\x07 and \x1b[0m", "bell and [0m"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f", "👨\u200d👩\u200d👧 ❤\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200db", "ab"),
        ("\u202ertl\u202c", "rtl"),
    ],
)
def test_tidy(raw: str, expected: str):
    assert tidy(raw) == expected


@pytest.mark.parametrize(
    "blank", ["", " ", "\u00a0", "\u200b\ufeff", "\n \t\r\n", "\u2800", "\u3164", "\ufe0f", "\u200d\u200d"]
)
def test_what_nobody_sees_is_blank(blank: str):
    assert tidy(blank) == ""


@pytest.mark.parametrize(
    "raw",
    [
        "Outcome",
        "🎯 Outcome",
        ":dart: Outcome:",
        "1. Outcome",
        "2) Outcome",
        "1.2 Outcome：",
        "[Outcome]",
        "(Outcome):",
        "  **Outcome** ",
        "— Outcome —",
        "1️⃣ Outcome",
        "[ Outcome ]\u00a0",
    ],
)
def test_title_is_the_words_alone(raw: str):
    assert title(raw) == "Outcome"


@pytest.mark.parametrize(
    "raw", ["Goal(s)", "Expected Results (2026)", "Warum? Für wen?", "期待される成果", "2026 goals", "A/B"]
)
def test_title_keeps_what_it_says(raw: str):
    assert title(raw) == raw
