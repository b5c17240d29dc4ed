"""Names that mean a field, as data: strongest first, English before the other main languages.

STRONG names hold for Jira fields, CSV columns, issue fields and section headings alike; WEAK names only for headings
of sections, where a template's author chose them on purpose. A trailing … matches every heading that begins so.
Sources: templates named in `facts/github.md` part 1 and the seeds' own words in `facts/peers.md` part 5.
"""

from __future__ import annotations

STRONG: dict[str, tuple[str, ...]] = {
    "outcome": (
        "Anticipated Outcome", "Anticipated Outcomes", "Anticipated Business Outcome", "Expected Outcome",
        "Expected Outcomes", "Expected Business Outcome", "Desired Outcome", "Desired Outcomes", "Intended Outcome",
        "Intended Outcomes", "Target Outcome", "Target Outcomes", "Planned Outcome", "Business Outcome",
        "Business Outcomes", "Customer Outcome", "Customer Outcomes", "User Outcome", "User Outcomes",
        "Product Outcome", "Product Outcomes", "Key Outcome", "Key Outcomes", "Outcome", "Outcomes",
        "Outcome Statement", "Outcome Hypothesis", "Benefit Hypothesis", "Business Outcome Hypothesis",
        "Epic Hypothesis Statement", "Expected Result", "Expected Results", "Expected Impact", "Expected Benefit",
        "Expected Benefits", "Intended Impact", "Desired Impact", "Anticipated Impact", "Business Impact",
        "Customer Impact", "Desired Result", "Desired Results", "Intended Result", "Intended Results",
        # de
        "Erwartetes Ergebnis", "Erwartete Ergebnisse", "Erwartete Wirkung", "Angestrebte Wirkung",
        "Angestrebtes Ergebnis", "Gewünschtes Ergebnis", "Gewünschte Wirkung", "Beabsichtigte Wirkung", "Zielwirkung",
        "Erwarteter Nutzen",
        # fr
        "Résultat attendu", "Résultats attendus", "Résultat escompté", "Résultats escomptés", "Résultat visé",
        "Impact attendu", "Bénéfice attendu", "Bénéfices attendus",
        # es
        "Resultado esperado", "Resultados esperados", "Resultado previsto", "Resultado deseado", "Impacto esperado",
        "Beneficio esperado", "Beneficios esperados",
        # pt
        "Resultado pretendido", "Resultado desejado", "Benefício esperado", "Benefícios esperados",
        # it
        "Risultato atteso", "Risultati attesi", "Esito atteso", "Impatto atteso", "Beneficio atteso",
        # nl
        "Verwacht resultaat", "Verwachte resultaten", "Gewenst resultaat", "Gewenste uitkomst", "Verwachte uitkomst",
        "Beoogd resultaat", "Beoogd effect",
        # pl
        "Oczekiwany rezultat", "Oczekiwane rezultaty", "Oczekiwany wynik", "Oczekiwany efekt", "Zamierzony rezultat",
        # ja
        "期待される成果", "期待する成果", "想定される成果", "期待される結果", "期待する結果",
        "期待効果", "期待される効果",
        "アウトカム", "成果",
    ),
    "actual_outcome": (
        "Actual Outcome", "Actual Outcomes", "Actual Business Outcome", "Achieved Outcome", "Achieved Outcomes",
        "Realized Outcome", "Realised Outcome", "Observed Outcome", "Measured Outcome", "Outcome Achieved",
        "Outcome Actual", "Actual Result", "Actual Results", "Actual Impact", "Actual Benefit", "Realized Benefit",
        "Realised Benefit", "Outcome Review", "Outcome Reflection", "What actually happened",
        "Tatsächliches Ergebnis", "Tatsächliche Wirkung", "Erreichtes Ergebnis", "Erzielte Wirkung",
        "Résultat obtenu", "Résultats obtenus", "Résultat réel", "Impact réel",
        "Resultado real", "Resultado obtenido", "Resultados obtenidos", "Resultado alcançado", "Resultado obtido",
        "Risultato effettivo", "Risultato ottenuto", "Werkelijk resultaat", "Behaald resultaat",
        "Rzeczywisty rezultat", "Osiągnięty rezultat", "Faktyczny wynik", "実際の成果", "実際の結果",
    ),
    "owner": (
        "Outcome Owner", "Accountable Owner", "Accountable", "Initiative Owner", "Epic Owner", "Business Owner",
        "Product Owner", "Product Manager", "Owner", "Owners", "DRI", "Directly Responsible Individual",
        "Responsible", "Lead", "Epic Lead", "Sponsor", "Point of contact",
        "Verantwortlich", "Verantwortliche", "Verantwortlicher", "Verantwortliche Person", "Responsable",
        "Propriétaire",
        "Responsable del resultado", "Propietario", "Responsável", "Proprietário", "Responsabile", "Proprietario",
        "Verantwoordelijke", "Eigenaar", "Właściciel", "Odpowiedzialny", "担当者", "責任者", "オーナー",
    ),
    "okr": (
        "OKR", "OKRs", "OKR Link", "OKR Links", "Linked OKR", "Related OKR", "Parent KR", "Parent OKR", "Key Result",
        "Key Results", "KR", "KRs", "Linked Key Result", "Objective and Key Result", "Objectives and Key Results",
        "Objective & Key Results", "Strategic Objective", "Strategic Objectives", "Company Objective", "Company Goal",
        "Strategic Goal", "Strategic Goals", "Linked Goal", "Linked Goals", "Strategic Theme", "Strategic Pillar",
        "Strategic Alignment", "Business Driver", "Business Drivers", "Product Metric", "Product Metrics",
        "North Star Metric", "Business Objective", "Business Objectives",
        "Schlüsselergebnis", "Schlüsselergebnisse", "Strategisches Ziel", "Résultat clé", "Résultats clés",
        "Objectif stratégique", "Resultado clave", "Resultados clave", "Objetivo estratégico", "Resultado-chave",
        "Resultados-chave", "Risultato chiave", "Obiettivo strategico", "Strategisch doel", "Kernresultaat",
        "Cel strategiczny", "Kluczowy rezultat", "主要な結果",
    ),
    "team": (
        "Team", "Squad", "Delivery Team", "Scrum Team", "Agile Team", "Responsible Team", "Owning Team", "Team Name",
        "Équipe", "Equipo", "Equipe", "Squadra", "Zespół", "チーム",
    ),
    "work_kind": (
        "Work kind", "Kind of work", "Work Category", "Work item kind", "Flow Item", "Flow Item Type",
        "Investment Category", "Investment Type", "Epic Type", "Category", "Arbeitsart",
    ),
    "target_date": (
        "Target end", "Target date", "Target completion date", "Due date", "Duedate", "Due", "Deadline", "End date",
        "Planned end", "Zieldatum", "Fälligkeitsdatum", "Fällig", "Date d'échéance", "Échéance", "Fecha de vencimiento",
        "Fecha límite", "Data de vencimento", "Data limite", "Data di scadenza", "Scadenza", "Vervaldatum",
        "Einddatum", "Termin", "Data wykonania", "期限",
    ),
    "started": (
        "Actual start", "Actual start date", "Started", "Work started", "In progress since", "Tatsächlicher Start",
        "Début réel", "Inicio real", "Início real", "Inizio effettivo", "Werkelijke start", "Rzeczywisty początek",
    ),
    "parent": ("Parent Link", "Epic Link"),
    "success_criteria": (
        "Success criteria", "Success criterion", "Success metrics", "Success metric", "Success measures",
        "Measures of success", "Measure of success", "Outcome metrics", "How will we measure success…",
        "How do we measure success…", "How we measure success…", "Metrics", "KPIs",
        "Erfolgskriterien", "Erfolgskriterium", "Critères de succès", "Criterios de éxito", "Critérios de sucesso",
        "Criteri di successo", "Succescriteria", "Kryteria sukcesu", "成功基準", "成功の基準",
    ),
}  # fmt: skip

WEAK: dict[str, tuple[str, ...]] = {
    "outcome": (
        "Hypothesis", "Business Value", "Customer Value", "User Value", "Value Proposition", "Value Statement",
        "Business Benefit", "Business Benefits", "Impact", "Benefits", "Benefit", "Value", "What success looks like",
        "What does success look like…", "Success", "Success looks like", "Goals", "Goal", "Objectives", "Objective",
        "Purpose", "Business Case", "Why", "Why are we…", "Why do we…", "Why is this…", "Why does this…", "Why this…",
        "Why now", "Why it matters", "Motivation", "Rationale",
        "Ergebnis", "Ergebnisse", "Wirkung", "Nutzen", "Mehrwert", "Ziele", "Ziel", "Warum", "Warum…",
        "Résultat", "Résultats", "Bénéfice", "Bénéfices", "Valeur", "Objectifs", "Objectif", "Pourquoi", "Pourquoi…",
        "Resultado", "Resultados", "Impacto", "Beneficio", "Beneficios", "Valor", "Objetivos", "Objetivo", "Por qué",
        "¿Por qué…", "Benefício", "Benefícios", "Por quê", "Por que", "Risultato", "Risultati", "Impatto", "Valore",
        "Obiettivi", "Obiettivo", "Perché", "Perché…", "Resultaat", "Uitkomst", "Effect", "Waarde", "Doelen", "Doel",
        "Waarom", "Waarom…", "Rezultat", "Efekt", "Wartość", "Cele", "Cel", "Dlaczego", "Dlaczego…",
        "効果", "価値", "目標", "目的", "なぜ", "なぜやるのか", "背景と目的",
    ),
    "actual_outcome": ("Retrospective", "Results", "Result", "What happened", "Learnings"),
    "okr": ("Alignment", "Strategic fit", "Strategy", "Related objective", "Related goal", "Related initiative OKR"),
    "parent": ("Related Initiative", "Parent Initiative", "Parent Epic", "Parent issue", "Initiative", "Parent"),
}  # fmt: skip

PLACES: dict[str, tuple[str, ...]] = {
    "outcome": ("body",),
    "actual_outcome": ("body",),
    "owner": ("body", "assignee"),
    "okr": ("Goals", "Goal", "Objective", "Objectives", "issuelinks", "body"),
    "success_criteria": ("body",),
}
"""Looked at after the names above."""

TIERS: dict[str, str] = {
    name: tier
    for tier, known in {
        "Business driver": ("business driver", "business drivers"),
        "Product metric": ("product metric", "product metrics"),
        "North star metric": ("north star metric",),
        "Strategic theme": ("strategic theme",),
        "Strategic pillar": ("strategic pillar",),
        "Goal": ("goal", "goals", "strategic goal", "strategic goals", "company goal", "linked goal", "linked goals"),
        "Objective": ("objective", "objectives", "strategic objective", "strategic objectives", "company objective",
                      "business objective", "business objectives"),
    }.items()
    for name in known
}  # fmt: skip
"""Normal name of a place for the OKR link → the tier that its text is prefixed with."""

LEVELS: dict[str, tuple[str, ...]] = {
    "initiative": ("Initiative", "Initiatives", "Portfolio Epic", "Initiativ", "イニシアチブ", "Iniciativa",
                   "Inicjatywa"),
    "epic": ("Epic", "Epics", "Épopée", "Epik", "Épica", "Epopeia", "エピック"),
}  # fmt: skip

WORK_KINDS: dict[str, tuple[str, ...]] = {
    "feature": ("Feature", "New Feature", "Enhancement", "Improvement", "Features"),
    "defect": ("Defect", "Defects", "Bug", "Bugs", "Bugfix", "Incident"),
    "risk": ("Risk", "Risks", "Compliance", "Security", "Regulatory"),
    "debt": ("Debt", "Tech Debt", "Technical Debt", "Techdebt", "Refactoring", "Enabler", "Tech-Debt", "Maintenance"),
}

CSV_COLUMNS: dict[str, tuple[str, ...]] = {
    "key": ("Issue key", "Key", "Work item key", "Vorgangsschlüssel", "Vorgangs-Schlüssel", "Schlüssel",
            "Clé de ticket", "Clé",
            "Clave de incidencia", "Clave", "Chave da item", "Chave do item", "Chave", "Chiave segnalazione", "Chiave",
            "Sleutel", "Klucz zgłoszenia", "Klucz", "課題キー", "キー"),
    "type": ("Issue Type", "Work type", "Work item type", "Type", "Vorgangstyp", "Typ", "Type de ticket",
             "Tipo de Incidencia", "Tipo de incidencia", "Tipo de item", "Tipo", "Tipo segnalazione", "Issuetype",
             "Typ zgłoszenia", "課題タイプ", "タイプ"),
    "title": ("Summary", "Zusammenfassung", "Résumé", "Resumen", "Resumo", "Riepilogo", "Samenvatting",
              "Podsumowanie", "要約"),
    "status": ("Status", "État", "Estado", "Stato", "ステータス"),
    "status_category": ("Status Category", "Statuskategorie", "Catégorie d'état", "Categoría de estado"),
    "resolution": ("Resolution", "Lösung", "Résolution", "Resolución", "Resolução", "Risoluzione", "解決状況"),
    "project": ("Project key", "Projektschlüssel", "Clé de projet", "Clave de proyecto"),
    "labels": ("Labels", "Label", "Stichwörter", "Étiquettes", "Etiquetas", "Etichette", "ラベル"),
    "components": ("Component/s", "Components", "Komponenten"),
    "assignee": ("Assignee", "Zugewiesene Person", "Bearbeiter", "Personne assignée", "Attribution", "Responsable",
                 "Persona asignada", "Responsável", "Assegnatario", "Toegewezen persoon", "Osoba przypisana", "担当者"),
    "assignee_id": ("Assignee Id",),
    "reporter": ("Reporter", "Autor", "Rapporteur", "Informador", "Relator", "Segnalatore", "報告者"),
    "parent": ("Parent key", "Custom field (Parent Link)", "Parent Link", "Custom field (Epic Link)", "Epic Link",
               "Parent", "Übergeordnet", "Epic-Link"),
    "description": ("Description", "Beschreibung", "Descripción", "Descrição", "Descrizione", "Beschrijving", "Opis",
                    "説明"),
    "created": ("Created", "Erstellt", "Création", "Creada", "Criado", "Creato", "Aangemaakt", "Utworzono", "作成日"),
    "updated": ("Updated", "Aktualisiert", "Mise à jour", "Actualizada", "Atualizado", "Aggiornato", "更新日"),
    "resolved": ("Resolved", "Erledigt", "Résolu", "Resuelta", "Resolvido", "Risolto", "解決日"),
}  # fmt: skip
"""Columns of the issue navigator's CSV export that are not mapped by anybody."""
