"""Which languages a text is in: English unless its script or its function words say otherwise.

Nearly every text is English, so that answer comes first and costs a few substring tests; only a text without common
English words, or with a marker of another language, is counted word by word.
"""

from __future__ import annotations

import re
from typing import Final

Languages = tuple[str, ...]
ENGLISH: Final[Languages] = ("en",)

# Function words, and a few nouns for texts too short to have any. Words that English prose has too ("die", "in", "on",
# "an", "a", "come", "per", "main") are left out, or stand only where their own language would be missed without them.
_WORDS: Final = {
    "de": "es der die das den dem des ein eine einen einem einer eines und oder nicht kein keine keinen ist sind wird"
    " werden wurde hat haben mit ohne für von vom zu zum zur bei beim nach bis ab auf aus durch über unter sich"
    " wir unsere unser dass damit wenn weil als auch nur mehr weniger noch schon können kann müssen soll sollen"
    " statt alle niemand pro kunden nutzer kosten weiter sie ihre ihren im am tagen wochen stunden einführung"
    " heute innerhalb pünktlich gesenkt reduzieren senken erhöhen verbessern neue neuer neues neuen schneller"
    " länger kürzer einfacher zeit projekt ziel bürger mitarbeitende",
    "fr": "le la les des du une et ou est sont pas plus pour par avec sans dans sur au aux ce cette ces qui que dont"
    " nous notre nos leur leurs ne être avoir peut peuvent aucun aucune tous toutes moins chaque depuis dès afin"
    " entre vers clients utilisateurs usagers délai mise avant après jours mois fin selon permettre réduire de en"
    " à d'ici écran accueil nouveau nouvelle création refonte améliorer enseignants familles temps délais"
    " l'application d'un d'une l'accueil n'est n'ont qu'il",
    "es": "el la los las un una unos y o es son no del al para por con sin en que se su sus más menos como cada ningún"
    " ninguna nadie todos todas desde hasta antes después cuando puede pueden clientes usuarios nuestro nuestra lo"
    " de está están sobre entre sea días meses finales reducir tiempo pacientes hoy nueva nuevo creación mejorar"
    " espera empleados firma ver gestión servicio",
    "pt": "o os as um uma e ou é são não do da dos das no na nos nas ao aos para por com sem em que se seu sua seus"
    " mais menos como cada nenhum nenhuma ninguém todos todas desde até antes depois quando pode podem pelo pela"
    " clientes usuários utilizadores nosso nossa de está estão dias meses reduzir tempo hoje painel taxa nova novo"
    " criação melhorar espera pacientes funcionários gestão serviço criado criar",
    "it": "il lo la gli le un una e o è sono non di del della dei delle degli al alla alle da dal dalla nel nella per"
    " con senza che si più meno ogni nessun nessuna tutti tutte entro quando può possono clienti utenti nostro"
    " nostra anche giorni mesi ridurre tempi oggi dopo prima fino i ha hanno sotto nuovo nuova pazienti cittadini"
    " dipendenti attesa gestione servizio tempo vedi risultato firma sulla sulle",
    "nl": "de het een en of is zijn niet geen van voor met zonder in op bij naar uit door over om te dat die deze dit"
    " wij onze ons hun zij we wordt worden kan kunnen moeten meer minder elke alle niemand vanaf tot binnen tegen"
    " klanten gebruikers kosten medewerkers zodat als dan nog ook wie eind dagen weken uur vandaag nieuwe krijgen"
    " sneller beter leerlingen patiënten burgers hulp wachten tijd langer korter besparen zie inwoners",
    "pl": "i w z na do od dla nie jest są się że o po przez przed bez oraz lub jak aby żeby który która które każdy"
    " każdej każda żaden żadnych wszyscy wszystkie więcej mniej niż nasz nasze klienci klientów użytkownicy"
    " użytkowników może mogą dni tygodni końca obecnie dziś nowy nowego wraz zamiast za przy nowe nowa pacjenci"
    " pracownicy czas danych system szybciej czekają mieszkańcy wdrożenie utworzenie systemu tracą",
}  # fmt: skip
_ENGLISH: Final = frozenset(
    "the and of to is are for with that this by from or be it its we our they their not no will can so without"
    " all a an on at as have has more less than which who what when new in per over under into out do does only"
    " every each one two user users customer customers team teams time was were if then up down use get make"
    " after before least most".split()
)
# English prose has these too, in other senses or in names: a third of a hint.
_FAINT: Final = frozenset(
    "a al all also com non an as at bij come con da dal dan das de des die do don door du e el en fin for hat"
    " hoy hun i in is la las le les los main man me met more na no not o of om on os over per plus po pro ser"
    " sin so son sur te tour u un una van w war was will y z".split()
)
_LETTERS: Final = {
    "de": "ßäöü", "fr": "èêçùœâîë", "es": "ñ¿¡áíóú", "pt": "ãõçâêáíóú", "it": "òìù", "nl": "", "pl": "łąęśżźćń",
}  # fmt: skip
# Endings that tell a noun's language where a short text has no function word.
_ENDINGS: Final = {
    "de": ("ung", "ungen", "keit", "heit", "ieren"), "fr": ("eurs", "euse", "euses", "té"),
    "es": ("ción", "ciones", "idad"), "pt": ("ção", "ções", "idade", "mento"),
    "it": ("zione", "zioni", "mento", "tà"), "nl": ("ijk", "heid"),
    "pl": ("anie", "enie", "ość", "ania", "enia", "ości"),
}  # fmt: skip


def _by_word() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word to its languages; one of a single language weighs twice that of several."""
    languages: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in set(words.split()):
            languages.setdefault(word, []).append(language)
    return {
        word: tuple((each, 0.4 if word in _FAINT else 2.0 if len(found) == 1 else 1.0) for each in found)
        for word, found in languages.items()
    }


_BY_WORD: Final = _by_word()
_TELLING: Final = _BY_WORD.keys() - _FAINT - _ENGLISH
_ANY_ENDING: Final = tuple(ending for endings in _ENDINGS.values() for ending in endings)
_JAPANESE: Final = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_SPLIT: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST: Final = 1.2
_READ: Final = 1500
_SHORT: Final = 60


def choose(text: str, title: str = "") -> Languages:
    """The languages of a text, likeliest first; a few words without evidence are of the title's.

    English need not be named beside another: words that the other doesn't know are always looked up in English.
    """
    if text.isascii() or not _JAPANESE.search(text):
        if " the " in text:
            sure = " to " in text or " and " in text or " of " in text
            if (sure or (" die " not in text and " la " not in text)) and " de " not in text and " und " not in text:
                return ENGLISH
        elif (" and " in text or " to " in text or " with " in text or " for " in text) and not (
            " de " in text or " die " in text or " der " in text or " und " in text or " la " in text or " di " in text
            or " en " in text or " que " in text or " w " in text or " het " in text or " i " in text
        ):  # fmt: skip
            return ENGLISH
    elif " the " not in text:
        return ("ja",)
    found = _counted(text[:_READ])
    if found is None and title and len(text) < _SHORT:
        found = _counted(title)
    return found or ENGLISH


def _ends(words: list[str]) -> bool:
    """Some word is as long and ends as only words of other languages do."""
    return any(len(word) > 6 and word.endswith(_ANY_ENDING) for word in words)


def _counted(text: str) -> Languages | None:
    """By the words, the letters and the endings that only some languages have; None when nothing tells."""
    low = text.lower()
    words = _SPLIT.findall(low)
    if not text.isascii():
        if len(_JAPANESE.findall(low)) > len(words):
            return ("ja",)
    elif _TELLING.isdisjoint(words) and not _ends(words):
        return None if _ENGLISH.isdisjoint(words) else ENGLISH
    english = sum(word in _ENGLISH for word in words)
    weights = _weights(low, words, counts_endings=english < 2)
    best = sorted(weights.items(), key=lambda pair: -pair[1])[:2]
    if not best or best[0][1] < _LEAST or best[0][1] < 0.75 * english:
        return ENGLISH if english else None
    if len(best) > 1 and best[1][1] == best[0][1]:
        return best[0][0], best[1][0]
    return (best[0][0],)


def _weights(low: str, words: list[str], *, counts_endings: bool) -> dict[str, float]:
    """What speaks for each language."""
    weights = dict.fromkeys(_WORDS, 0.0)
    for word in words:
        for language, weight in _BY_WORD.get(word, ()):
            weights[language] += weight
    if not low.isascii():
        for language, letters in _LETTERS.items():
            weights[language] += 1.2 * sum(letter in low for letter in letters)
    if counts_endings:
        for language, endings in _ENDINGS.items():
            weights[language] += sum(word.endswith(endings) and len(word) > 6 for word in words)
    return weights
