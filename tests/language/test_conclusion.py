from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcome_lint.language import concluded, normal
from outcome_lint.language.lexicon import FOLDER, sections

SECTIONS = {
    "confirmed": "confirmed",
    "refuted": "refuted",
    "inconclusive": "inconclusive",
    "not_measured": "not measured",
}
ENTRIES = [
    (entry, conclusion)
    for path in sorted(FOLDER.glob("*.txt"))
    for name, conclusion in SECTIONS.items()
    for entry in sections(path.stem).get(name, ())
]


@pytest.mark.parametrize(
    ("text", "conclusion"),
    [
        ("Confirmed in the survey of Q3", "confirmed"),
        ("**Confirmed** - 12 % fewer calls", "confirmed"),
        ("Support volume fell by 30 %, as hoped", "confirmed"),
        ("Refuted: customers call as often as before", "refuted"),
        ("Hypothesis not confirmed.", "refuted"),
        ("Shipped in May. It made no difference to the calls.", "refuted"),
        ("The result could not be confirmed", "inconclusive"),
        ("Partly confirmed: 5 of 10", "inconclusive"),
        ("Inconclusive, the sample was too small", "inconclusive"),
        ("We didn't measure it", "not measured"),
        ("not measured", "not measured"),
        ("Nicht gemessen.", "not measured"),
        ("Hypothèse confirmée par les chiffres", "confirmed"),
        ("Widerlegt: die Anrufe stiegen", "refuted"),
        ("No hay datos", "not measured"),
        ("Nie potwierdziło się", "refuted"),
        ("Gedeeltelijk bevestigd", "inconclusive"),
        ("Não medido", "not measured"),
        ("Ipotesi smentita dai dati", "refuted"),
        ("目標達成しました", "confirmed"),
        ("まだ測定していません", "not measured"),
        ("Failed", "refuted"),
    ],
)
def test_a_conclusion_is_heard(text: str, conclusion: str):
    assert concluded(text) == conclusion


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Calls fell by 12 %, not the 20 % we hoped for",
        "Nurses use it on three of nine wards",
        "Legal confirmed the date",
        "We reached Berlin",
        "Failed payments fell by half",
        "Checkout opens faster",
        "Done, shipped",
    ],
)
def test_no_conclusion_is_made_up(text: str):
    assert concluded(text) is None


@pytest.mark.parametrize(("entry", "conclusion"), ENTRIES)
def test_every_phrase_concludes_what_its_section_says(entry: str, conclusion: str):
    assert concluded(entry) == conclusion


def test_no_word_stands_alone_that_no_section_has():
    known = {entry for entry, _ in ENTRIES}
    alone = {word for path in FOLDER.glob("*.txt") for word in sections(path.stem).get("alone", ())}
    assert alone <= known
    assert alone == {normal(word) for word in alone}


@given(st.text())
def test_any_text_is_read(text: str):
    assert concluded(text) in {None, *SECTIONS.values()}
