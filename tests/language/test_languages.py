"""Eight languages besides English: which one a text is in, and what it says."""

from __future__ import annotations

import time
from typing import Final

import pytest

from outcome_lint.language import Anatomy, Verdict, anatomy, normal
from outcome_lint.language.choose import choose
from outcome_lint.language.glossed import read_in
from outcome_lint.language.lexicon import BIT, FOLDER, lexicon, sections
from outcome_lint.language.values import DEFAULT, Vocabulary
from outcome_lint.language.void import HEADS, TAILS
from outcome_lint.model import Confidence

LANGUAGES: Final = ("de", "es", "fr", "it", "ja", "nl", "pl", "pt")


def said(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.confidence is not Confidence.LOW


def of(text: str, part: tuple[object, ...]) -> list[str]:
    return [text[span.start : span.end] for span in part]  # type: ignore[attr-defined]


PLACEHOLDERS: Final = [
    ("de", "Wird im Workshop mit dem Fachbereich geklärt."),
    ("de", "noch nicht definiert"),
    ("de", "Siehe Beschreibung im Projektauftrag"),
    ("de", "Bitte hier das erwartete Ergebnis eintragen"),
    ("de", "Kein direkter Nutzen für den Kunden"),
    ("fr", "Sera précisé ultérieurement"),
    ("fr", "cf. cahier des charges"),
    ("fr", "Quel est le bénéfice attendu pour l'utilisateur ?"),
    ("fr", "Chantier purement technique"),
    ("es", "Se definirá más adelante"),
    ("es", "Véase el documento de alcance"),
    ("es", "¿Cuál es el resultado esperado?"),
    ("es", "No aplica, es un tema técnico"),
    ("pt", "Ainda não definido"),
    ("pt", "Conforme documento em anexo"),
    ("pt", "Qual é o resultado esperado?"),
    ("pt", "Não se aplica"),
    ("it", "Verrà definito dopo l'analisi"),
    ("it", "Come da descrizione"),
    ("it", "Qual è il risultato atteso?"),
    ("it", "Attività puramente tecnica"),
    ("nl", "Wordt later ingevuld"),
    ("nl", "Zie het projectplan op Confluence"),
    ("nl", "Beschrijf hier het verwachte resultaat"),
    ("nl", "n.v.t."),
    ("pl", "Zostanie określone później"),
    ("pl", "Patrz opis zadania"),
    ("pl", "Opisz tutaj oczekiwany rezultat"),
    ("pl", "czysto techniczne"),
    ("ja", "検討中"),
    ("ja", "詳細は仕様書を参照"),
    ("ja", "ここに期待される成果を記入してください。"),
    ("ja", "該当なし"),
]
OUTPUTS: Final = [
    ("de", "Einführung eines neuen CRM-Systems und Schulung der Mitarbeitenden"),
    ("de", "Das Dashboard wird erstellt und dokumentiert."),
    ("fr", "Développement d'un module de facturation et mise en place de l'interface"),
    ("fr", "Refonte de l'écran d'accueil de l'application."),
    ("es", "Creación de un nuevo módulo de informes e integración con el ERP"),
    ("pt", "Desenvolvimento de um novo módulo de relatórios e integração com o ERP"),
    ("it", "Sviluppo di un nuovo modulo e integrazione con il gestionale"),
    ("nl", "Ontwikkelen van een nieuwe module en koppeling met het ERP-systeem"),
    ("pl", "Opracowanie nowego modułu raportów i integracja z systemem ERP"),
    ("ja", "新しい予約システムを構築し、マニュアルを整備する"),
]
MEASURES: Final = [
    ("de", "Die Bearbeitungszeit sinkt von 12 auf 4 Tage.", "4"),
    ("de", "Kein Kunde wartet länger als 24 Stunden auf eine Antwort.", "24"),
    ("fr", "Le délai de traitement passe de 12 à 4 jours.", "4"),
    ("fr", "Aucun dossier n'est perdu.", "Aucun"),
    ("es", "El tiempo de espera baja de 12 a 4 días.", "4"),
    ("es", "Ningún paciente espera más de 30 minutos.", "30"),
    ("pt", "O tempo de espera cai de 12 para 4 dias.", "4"),
    ("it", "I tempi di attesa scendono del 30 %.", "30"),
    ("nl", "De wachttijd daalt van 12 naar 4 dagen.", "4"),
    ("pl", "Czas oczekiwania spada z 12 do 4 dni.", "4"),
    ("ja", "処理時間を12日から4日に短縮する", "4"),
    ("ja", "エラー率を5%以下に抑える", "5"),
]
BENEFICIARIES: Final = [
    ("de", "Vermieterinnen erhalten ihr Geld früher.", "Vermieterinnen"),
    ("de", "Der Kundendienst muss weniger nachfragen.", "Kundendienst"),
    ("fr", "Les enseignants passent moins de temps sur les bulletins.", "enseignants"),
    ("es", "Las enfermeras dedican menos tiempo al papeleo.", "enfermeras"),
    ("pt", "Os professores gastam menos tempo com chamadas.", "professores"),
    ("it", "Gli insegnanti perdono meno tempo.", "insegnanti"),
    ("nl", "Leerlingen krijgen sneller hulp.", "Leerlingen"),
    ("pl", "Nauczyciele tracą mniej czasu.", "Nauczyciele"),
    ("ja", "看護師の負担が軽くなる。", "看護師"),
]
TIMEFRAMES: Final = [
    ("de", "Bis Ende 2026 sinken die Kosten.", "Bis Ende 2026"),
    ("de", "Ab dem dritten Quartal sparen Kunden Zeit.", "dritten Quartal"),
    ("fr", "D'ici fin T3, les clients attendent moins.", "D'ici fin T3"),
    ("fr", "Moins d'appels avant la fin de l'année.", "avant la fin de l'année"),
    ("es", "Para finales de 2026 los clientes esperan menos.", "2026"),
    ("es", "Menos quejas antes del 30 de junio.", "30 de junio"),
    ("pt", "Até junho de 2027 os clientes esperam menos.", "junho"),
    ("it", "Entro il terzo trimestre i clienti aspettano meno.", "terzo trimestre"),
    ("nl", "Tegen eind 2026 wachten klanten minder lang.", "2026"),
    ("pl", "Do końca marca 2027 klienci czekają krócej.", "marca 2027"),
    ("ja", "2026年9月末までに離脱率を下げる", "2026年9月末までに"),
    ("ja", "リリース後3か月以内に解約率が下がる", "リリース後3か月以内に"),
]
UNDATED: Final = [
    ("de", "Anfragen werden innerhalb von 2 Tagen beantwortet."),
    ("fr", "Une réponse en moins de 48 heures."),
    ("es", "Respuesta en menos de 48 horas."),
    ("pt", "Resposta em menos de 48 horas."),
    ("it", "Risposta in meno di 48 ore."),
    ("nl", "Antwoord binnen 48 uur."),
    ("pl", "Odpowiedź w ciągu 48 godzin."),
    ("ja", "48時間以内に回答する"),
]
GOOD: Final = [
    ("de", "Bis Q2 2027 sparen Sachbearbeiterinnen 30 % der Zeit je Antrag."),
    ("de", "Kundinnen bekommen ihre Erstattung in 2 statt 14 Tagen, spätestens ab Oktober 2026."),
    ("fr", "D'ici juin 2027, les patients attendent 20 % de moins aux urgences."),
    ("es", "Antes de junio de 2027 los clientes reciben su pedido en 24 horas en lugar de 72."),
    ("pt", "Até dezembro de 2026 os pacientes esperam 30% menos pela consulta."),
    ("it", "Entro giugno 2027 i pazienti aspettano il 30% in meno."),
    ("nl", "Voor 1 juli 2027 wachten patiënten 30% minder lang op een afspraak."),
    ("pl", "Do końca 2027 pacjenci czekają na wizytę o 30% krócej."),
    ("ja", "2027年3月末までに、お客様の待ち時間を30%短縮する。"),
]


def read(text: str) -> Anatomy:
    return anatomy(text)


@pytest.mark.parametrize("text", [text for _, text in PLACEHOLDERS])
def test_says_nothing(text: str):
    assert read(text).placeholder is not None


@pytest.mark.parametrize("text", [text for _, text in OUTPUTS])
def test_names_only_what_is_delivered(text: str):
    found = read(text)
    assert found.placeholder is None
    assert said(found.output_only)


@pytest.mark.parametrize(("text", "number"), [row[1:] for row in MEASURES])
def test_counts(text: str, number: str):
    found = read(text)
    assert not said(found.unmeasured)
    assert any(number in each for each in of(text, found.measure))


@pytest.mark.parametrize(("text", "who"), [row[1:] for row in BENEFICIARIES])
def test_somebody_is_better_off(text: str, who: str):
    found = read(text)
    assert not said(found.nobody)
    assert any(who in each for each in of(text, found.beneficiary))


@pytest.mark.parametrize(("text", "when"), [row[1:] for row in TIMEFRAMES])
def test_says_by_when(text: str, when: str):
    assert any(when in each for each in of(text, read(text).timeframe))


@pytest.mark.parametrize("text", [text for _, text in UNDATED])
def test_a_reply_time_is_no_date(text: str):
    assert not read(text).timeframe


@pytest.mark.parametrize("text", [text for _, text in GOOD])
def test_a_good_outcome_is_let_alone(text: str):
    found = read(text)
    assert found.placeholder is None
    assert not any(map(said, (found.output_only, found.unmeasured, found.nobody, found.undated)))


@pytest.mark.parametrize(("language", "text"), [(each[0], each[1]) for each in (*OUTPUTS, *MEASURES, *GOOD)])
def test_the_language_is_told(language: str, text: str):
    assert choose(text)[0] == language


@pytest.mark.parametrize(
    "text",
    [
        "Customers wait 30 % less in the queue by June 2027.",
        "Die hard fans come back on their own",
        "De facto standard in the industry",
        "Café owners don’t have to call us — they see “paid” at once",
        "KR: p95 ≤ 300 ms",
        "",
        "TBD",
    ],
)
def test_english_is_told(text: str):
    assert choose(text) == ("en",)


def test_a_few_words_are_of_their_titles_language():
    assert choose("Hurtownia danych", "Utworzenie hurtowni danych dla działu") == ("pl",)


def test_mixed_texts_keep_their_english():
    found = read("Weniger churn, happy customers, weil der Login nicht mehr nervt")
    assert any("customers" in each for each in of(found.text, found.beneficiary))
    assert choose(found.text)[0] == "de"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Einführung eines Ticketsystems", "Das Ticketsystem ist eingeführt."),
        ("Création du portail", "Le portail est créé."),
        ("Implementar firma electrónica", "Firma electrónica implementada"),
    ],
)
def test_a_restated_title_in_other_cases_and_tenses(title: str, text: str):
    assert said(anatomy(text, title).restates_title)


def test_places_are_those_of_the_text():
    text = "Ab Juli: **Kundinnen** sparen 2 000 €, l'usager aussi"
    found = read(text)
    assert any("Kundinnen" in each for each in of(text, found.beneficiary))


def test_words_of_a_team_are_known_in_every_language():
    team = Vocabulary.of({"beneficiary": ["Kunstmaler", "匠"]})
    assert anatomy("Kunstmaler und die anderen warten nicht", "", team).beneficiary
    assert anatomy("匠が喜ぶこと", "", team).beneficiary


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gloss_is_english_that_carries_a_tag(language: str):
    english = lexicon(("en",))

    def carries(gloss: str) -> bool:
        return gloss == "-" or any(english.entry(word).mask or english.entry(word).phrases for word in gloss.split())

    unknown = [
        entry
        for tag, entries in sections(language).items()
        if tag in BIT and tag not in ("stop", "number")
        for entry in entries
        if not carries(entry.partition(" = ")[2])
    ]
    assert len(unknown) <= 6, unknown


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_that_say_nothing_are_in_canonical_form(language: str):
    found = sections(language)
    assert [
        entry
        for kind in ("void", "pointer_noun", "meta", "frame", "label", *HEADS, *TAILS)
        for entry in found.get(kind, ())
        if entry not in (normal(entry), "ー")
    ] == []


def test_every_language_has_its_file():
    assert {*LANGUAGES, "en"} <= {path.stem for path in FOLDER.glob("*.txt")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "En 2027, les agents gagnent une heure"),
        ("fr", "Le taux d'abandon recule de 8 points"),
        ("es", "A partir de enero de 2027"),
        ("pt", "Até junho de 2027"),
        ("it", "Dal 1° gennaio niente coda"),
        ("en", "Applicants upload a résumé"),
        ("en", "Clients comment on the system"),
        ("en", r"¯\_(ツ)_/¯"),
    ],
)
def test_a_short_text_is_told_by_few_words(language: str, text: str):
    assert choose(text) == (language,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On en reparle au prochain copil.", "fr"),
        ("Das stimmen wir am Donnerstag mit der Fachseite ab.", "de"),
        ("Lo vemos en la próxima reunión de seguimiento.", "es"),
        ("Vamos fechar isso na próxima sprint planning", "pt"),
        ("先方からの回答待ち", "ja"),
    ],
)
def test_what_no_list_foresees_is_told_by_its_english_words(text: str, language: str):
    assert choose(text) == (language,)
    assert said(anatomy(text).placeholder)


@pytest.mark.parametrize(
    "text",
    [
        "Der Kunde wird im Schnitt drei Tage früher beliefert",
        "Noch keine Störung im Netz dauert länger als eine Stunde",
        "Sin impacto en las cuentas, las familias ahorran 40 euros al mes",
        "A gente vê o saldo na hora e para de ligar",
        "利用者への影響はなく移行が完了する",
        "承認待ちの日数が5日から1日になる",
    ],
)
def test_an_opening_of_a_promise_is_no_promise_where_something_is_said(text: str):
    assert anatomy(text).placeholder is None


def test_japanese_years_of_a_record_and_days_in_brackets_are_cut_whole():
    japanese = read_in(("ja",))
    assert japanese.cut is not None
    assert japanese.cut("2022年度の実績")[1][:2] != ["by", "year-end"]
    assert japanese.cut("施行日(4月1日)までに対応")[1][:2] == ["by", "year-end"]


@pytest.mark.parametrize(("language", "text"), [("nl", "Patiënten waren te laat"), ("fr", "Nous avons eu des pannes")])
def test_the_past_is_read_as_past(language: str, text: str):
    cut = read_in((language,)).cut
    assert cut is not None
    assert {"were", "had"} & set(cut(text.lower())[1])


def test_an_english_text_needs_no_other_lexicon():
    assert read_in(choose("Customers wait less in the queue.")) is lexicon(("en",), DEFAULT)


@pytest.mark.parametrize("piece", ["だ", "とても", "bearbeitungs", "l'", "1 de ", "12年", "der ", "年末の"])
def test_hostile_lengths_are_read_in_time(piece: str):
    text = piece * (60_000 // len(piece))
    began = time.perf_counter()
    assert len(read(text).timeframe) < len(text)
    assert time.perf_counter() - began < 10  # a fraction of a second; minutes, were it quadratic
