"""Which languages a text is in: English unless its script or its function words say otherwise.

Nearly every text is English, so that answer comes first and costs a few substring tests; only a text without common
English words, or with a marker of another language, is counted word by word.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

Languages = tuple[str, ...]
ENGLISH: Final[Languages] = ("en",)

# Function words, and a few nouns for texts too short to have any. Words that English prose has too ("die", "in", "on",
# "an", "a", "come", "per", "main") are left out, or stand only where their own language would be missed without them.
_WORDS: Final = {
    "de": "der die das den dem des ein eine einen einem einer eines und oder nicht kein keine keinen ist sind wird werden"
    " wurde hat haben mit ohne für von vom zu zum zur bei beim nach bis ab auf aus durch über unter sich wir unsere unser"
    " dass damit wenn weil als auch nur mehr weniger noch schon können kann müssen soll sollen statt alle niemand pro"
    " kunden nutzer kosten weiter sie ihre ihren im am tagen wochen stunden einführung heute innerhalb pünktlich",
    "fr": "le la les des du une et ou est sont pas plus pour par avec sans dans sur au aux ce cette ces qui que dont nous"
    " notre nos leur leurs ne être avoir peut peuvent aucun aucune tous toutes moins chaque depuis dès afin entre vers"
    " clients utilisateurs usagers délai mise avant après jours mois fin selon permettre réduire de en à d'ici",
    "es": "el la los las un una unos y o es son no del al para por con sin en que se su sus más menos como cada ningún"
    " ninguna nadie todos todas desde hasta antes después cuando puede pueden clientes usuarios nuestro nuestra lo de"
    " está están sobre entre sea días meses finales reducir tiempo pacientes hoy",
    "pt": "o os as um uma e ou é são não do da dos das no na nos nas ao aos para por com sem em que se seu sua seus mais"
    " menos como cada nenhum nenhuma ninguém todos todas desde até antes depois quando pode podem pelo pela clientes"
    " usuários utilizadores nosso nossa de está estão dias meses reduzir tempo hoje painel taxa",
    "it": "il lo la gli le un una e o è sono non di del della dei delle degli al alla ai alle da dal dalla nel nella per con"
    " senza che si più meno ogni nessun nessuna tutti tutte entro quando può possono clienti utenti nostro nostra anche"
    " giorni mesi ridurre tempi oggi dopo prima fino i ha hanno sotto",
    "nl": "de het een en of is zijn niet geen van voor met zonder in op bij naar uit door over om te dat die deze dit wij"
    " onze ons hun zij we wordt worden kan kunnen moeten meer minder elke alle niemand vanaf tot binnen tegen klanten"
    " gebruikers kosten medewerkers zodat als dan nog ook wie eind dagen weken uur vandaag",
    "pl": "i w z na do od dla nie jest są się że o po przez przed bez oraz lub jak aby żeby który która które każdy każdej"
    " każda żaden żadnych wszyscy wszystkie więcej mniej niż nasz nasze klienci klientów użytkownicy użytkowników może"
    " mogą dni tygodni końca obecnie dziś nowy nowego wraz zamiast za przy",
}  # fmt: skip
_ENGLISH: Final = frozenset(
    "the and of to in is are for with that this by from or be it its we our they their not no will can so without all a an on"
    " at as have has more less than which who what when new".split()
)
# `w`, `i`, `o`, `e`, `y` stand alone in lists of options too: half a hint.
_LETTERS: Final = {
    "de": "ßäöü", "fr": "èêçùœâîë", "es": "ñ¿¡áíóú", "pt": "ãõçâêáíóú", "it": "òìù", "nl": "", "pl": "łąęśżźćń",
}  # fmt: skip
# Endings that tell a noun's language where a short text has no function word.
_ENDINGS: Final = {
    "de": ("ung", "ungen", "keit", "heit", "ieren"), "fr": ("eur", "eurs", "euse", "ement"), "es": ("ción", "ciones", "idad"),
    "pt": ("ção", "ções", "idade", "mento"), "it": ("zione", "zioni", "mento", "tà"), "nl": ("ijk", "heid"),
    "pl": ("anie", "enie", "ość", "ania", "enia", "ości"),
}  # fmt: skip


def _by_word() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word to its languages; one of a single language weighs twice that of several."""
    languages: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            languages.setdefault(word, []).append(language)
    return {
        word: tuple((each, 2.0 if len(found) == 1 and len(word) > 1 and word not in _ENGLISH else 1.0) for each in found)
        for word, found in languages.items()
    }


_BY_WORD: Final = _by_word()
_JAPANESE: Final = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_SPLIT: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST: Final = 2.0
_READ: Final = 1500


def choose(text: str) -> Languages:
    """The languages of a text, likeliest first. Any other language is read with English beside it: teams mix them."""
    if (" the " in text or " to " in text or " and " in text or " of " in text or " for " in text or " with " in text
            or " by " in text or " from " in text):  # fmt: skip
        if not (
            " de " in text or " la " in text or " die " in text or " der " in text or " het " in text or " di " in text
            or " para " in text or " que " in text or " w " in text or " und " in text or " een " in text
        ) and (text.isascii() or not _JAPANESE.search(text)):  # fmt: skip
            return ENGLISH
    elif not text.isascii() and _JAPANESE.search(text):
        return ("ja",)
    return _counted(text[:_READ])


def _counted(text: str) -> Languages:
    """By the weight of the words, the letters and the endings that only some languages have."""
    low = text.lower()
    words = _SPLIT.findall(low)
    japanese = 0 if text.isascii() else len(_JAPANESE.findall(low))
    if japanese > len(words):
        return ("ja",)
    weights: Counter[str] = Counter()
    english = 0
    for word in words:
        english += word in _ENGLISH
        for language, weight in _BY_WORD.get(word, ()):
            weights[language] += weight
    if not text.isascii():
        for language, letters in _LETTERS.items():
            weights[language] += 1.5 * sum(letter in low for letter in letters)
    if english < 2:
        for language, endings in _ENDINGS.items():
            weights[language] += sum(word.endswith(endings) and len(word) > 6 for word in words)
    if not weights:
        return ENGLISH
    (best, most), *others = weights.most_common(2)
    if most < _LEAST or most < 0.75 * english:
        return ENGLISH
    if others and others[0][1] == most:
        return best, others[0][0]
    return (best,)
