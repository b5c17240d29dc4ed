"""Which languages a text is in: English unless its script or its function words say otherwise.

Nearly every text is English, so that answer comes first and costs a few substring tests; only a text without common
English words, or with a marker of another language, is counted word by word.
"""

from __future__ import annotations

import re
from functools import lru_cache
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
    " länger kürzer einfacher zeit projekt ziel bürger mitarbeitende wie wo wer siehe bitte hier ihr ihm uns"
    " januar februar märz juni juli oktober dezember jahr jahre monat monate quartal halbjahr herbst frühjahr"
    " sommer ende anfang antrag anträge eltern mehrwert nutzen beschreibung bereits künftig selbst jeder jede"
    " jedes kommt bekommen erhalten fehler daten dauert sinkt steigt wartezeit offen folgt später weiß muss"
    " abgelöst erstellt technisch",
    "fr": "le la les des du une et ou est sont pas plus pour par avec sans dans sur au aux ce cette ces qui que dont"
    " nous notre nos leur leurs ne être avoir peut peuvent aucun aucune tous toutes moins chaque depuis dès afin"
    " entre vers clients utilisateurs usagers délai mise avant après jours mois fin selon permettre réduire de en"
    " à d'ici écran accueil nouveau nouvelle création refonte améliorer enseignants familles temps délais"
    " l'application d'un d'une l'accueil n'est n'ont qu'il janvier février avril juin juillet août septembre"
    " octobre novembre décembre année trimestre semestre printemps automne hiver taux nombre demande demandes"
    " recule baisse passe voir ici attendu résultat objectif objectifs bénéfice définir préciser compléter venir"
    " on je il elle ils elles lors sera seront ont fait été ça c'est pourquoi quel quelle comment métier technique"
    " ancien réunion jour semaine semaines élèves chez eux gens moitié obligatoire décrire",
    "es": "hay el la los las un una unos y o es son no del al para por con sin en que se su sus más menos como cada"
    " ningún ninguna nadie todos todas desde hasta antes después cuando puede pueden clientes usuarios nuestro"
    " nuestra lo de está están sobre entre sea días meses finales reducir tiempo pacientes hoy nueva nuevo"
    " creación mejorar espera empleados firma ver gestión servicio enero febrero abril mayo junio julio agosto"
    " septiembre octubre noviembre diciembre año años trimestre semestre otoño verano invierno partir ya hacer"
    " falta aquí mismo misma próxima próximo nosotros ellos reunión expediente expedientes familias alumnos"
    " vecinos trámite trámites plazo tarda baja sube ciento objetivo resultado beneficio pendiente definir qué"
    " quién cuál negocio datos horas semana semanas mitad ahora cualquier indicadores queda quedan reciben saben"
    " impacto mejora técnica técnico hacia durante según mediante tras",
    "pt": "documento a o os as um uma e ou é são não do da dos das no na nos nas ao aos para por com sem em que se seu"
    " sua seus mais menos como cada nenhum nenhuma ninguém todos todas desde até antes depois quando pode podem"
    " pelo pela clientes usuários utilizadores nosso nossa de está estão dias meses reduzir tempo hoje painel taxa"
    " nova novo criação melhorar espera pacientes funcionários gestão serviço criado criar janeiro fevereiro março"
    " abril maio junho julho agosto setembro outubro novembro dezembro ano anos trimestre semestre partir já fazer"
    " falta aqui mesmo mesma próxima próximo eles elas reunião processos famílias alunos moradores prazo cai sobe"
    " objetivo resultado benefício pendente definir preencher quem qual negócio dados horas semana semanas metade"
    " agora qualquer fica ficam recebem sabem impacto melhoria técnica técnico durante segundo conforme vamos você"
    " gente só também deixa deixam pessoas equipe equipa cidadão cidadãos utentes ver",
    "it": "documento il lo la gli le un una e o è sono non di del della dei delle degli al alla alle da dal dalla nel"
    " nella per con senza che si più meno ogni nessun nessuna tutti tutte entro quando può possono clienti utenti"
    " nostro nostra anche giorni mesi ridurre tempi oggi dopo prima fino i ha hanno sotto nuovo nuova pazienti"
    " cittadini dipendenti attesa gestione servizio tempo vedi risultato firma sulla sulle gennaio febbraio marzo"
    " aprile maggio giugno luglio agosto settembre ottobre novembre dicembre anno anni trimestre semestre"
    " primavera autunno inverno partire già qui stesso stessa prossima prossimo loro riunione pratica pratiche"
    " famiglie studenti obiettivo beneficio definire chi quale quali cosa perché dati settimana settimane metà ora"
    " qualsiasi impatto tecnico tecnica durante secondo tramite dagli dai dalle nei negli nelle dello agli vecchio"
    " viene vengono",
    "nl": "vervangen de het een en of is zijn niet geen van voor met zonder in op bij naar uit door over om te dat die"
    " deze dit wij onze ons hun zij we wordt worden kan kunnen moeten meer minder elke alle niemand vanaf tot"
    " binnen tegen klanten gebruikers kosten medewerkers zodat als dan nog ook wie eind dagen weken uur vandaag"
    " nieuwe krijgen sneller beter leerlingen patiënten burgers hulp wachten tijd langer korter besparen zie"
    " inwoners januari februari maart juni juli augustus oktober jaar jaren maand maanden kwartaal halfjaar najaar"
    " voorjaar zomer doel resultaat moet hoe wat waarom hier staat volgt daalt stijgt gegevens werk aanvraag"
    " aanvragen gemeente beheer technisch waren was heeft hebben puur volgende zelf hoeven hoeft",
    "pl": "i w z na do od dla nie jest są się że o po przez przed bez oraz lub jak aby żeby który która które każdy"
    " każdej każda żaden żadnych wszyscy wszystkie więcej mniej niż nasz nasze klienci klientów użytkownicy"
    " użytkowników może mogą dni tygodni końca obecnie dziś nowy nowego wraz zamiast za przy nowe nowa pacjenci"
    " pracownicy czas danych system szybciej czekają mieszkańcy wdrożenie utworzenie systemu tracą styczeń"
    " stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia rok roku"
    " miesiąc kwartał kwartału cel wynik korzyść później tutaj opis opisz czeka spada rośnie wzrost wniosków"
    " wniosek kto dlaczego jaki jaka jakie zadanie techniczne pracy mniejsza jeszcze tylko będzie będą został"
    " została wymiana",
}  # fmt: skip
_ENGLISH: Final = frozenset(
    "the and of to is are for with that this by from or be it its we our they their not no will can so without"
    " all a an on at as have has more less than which who what when new in per over under into out do does only"
    " every each one two user users customer customers team teams time was were if then up down use get make"
    " after before least most".split()
)
# English prose has these too, in other senses or in names: a third of a hint.
_FAINT: Final = frozenset(
    "a ab al all also am an as at bij clients com come comment con da dal dan das de dei des die do don door dos"
    " du e el en es fin for ha hat hoy hun i in is la las le les los main man me met more na no non not o of om on"
    " os over per plus po pro ser sin so son sur system te tour u un una van w war was will y z".split()
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
# `d'abandon`, `l'utente`: English cuts nothing short but before a word.
_ELIDED: Final = re.compile(r"(?<![^\W_])(?:[cdjlmnst]|qu)['’](?=[^\W\d_]{2})")
_ANY_ENDING: Final = tuple(ending for endings in _ENDINGS.values() for ending in endings)
_JAPANESE: Final = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_SOME_JAPANESE: Final = re.compile(r"[ぁ-ゖァ-ヺ一-鿿][ぁ-ゖァ-ヺ一-鿿ー]")  # not the face `(ツ)`
_SPLIT: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST: Final = 1.2
_LEAST_ALONE: Final = 1.0  # where no word is English
_FEW: Final = 2
_READ: Final = 1500
_SHORT: Final = 60


@lru_cache(maxsize=4)
def choose(text: str, title: str = "") -> Languages:
    """The languages of a text, likeliest first; a few words without evidence are of the title's.

    English need not be named beside another: words that the other doesn't know are always looked up in English.
    The last answers are kept, as several ask of the same text.
    """
    if text.isascii() or not _SOME_JAPANESE.search(text):
        if " the " in text:
            sure = " to " in text or " and " in text or " of " in text
            if (sure or (" die " not in text and " la " not in text)) and " de " not in text and " und " not in text:
                return ENGLISH
        elif (
            " and " in text or " to " in text or " with " in text or " for " in text or " by " in text or " of " in text
        ) and not (
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
    elif _TELLING.isdisjoint(words) and not _ends(words) and not _ELIDED.search(low):
        if not _ENGLISH.isdisjoint(words):
            return ENGLISH
        if sum(word in _BY_WORD for word in words) < _FEW:
            return None
    english = sum(word in _ENGLISH for word in words)
    weights = _weights(low, words, counts_endings=english < 2)
    best = sorted(weights.items(), key=lambda pair: -pair[1])[:2]
    if not best or best[0][1] < (_LEAST if english else _LEAST_ALONE) or best[0][1] < 0.75 * english:
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
        weights["fr"] += 0.7 * ("é" in low)
    for elided in _ELIDED.findall(low):
        weights["fr"] += 1.0
        weights["it"] += elided[0] in "dl"
    if counts_endings:
        for language, endings in _ENDINGS.items():
            weights[language] += sum(word.endswith(endings) and len(word) > 6 for word in words)
    return weights
