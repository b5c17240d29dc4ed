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
        "Expected Change", "Desired Change", "Expected Effect", "Expected Effects", "Desired Effect", "Intended Effect",
        "Expected Value", "Expected Business Value", "Expected Improvement", "Desired State", "Target State",
        "Future State", "Hoped-for Outcome", "Ideal Outcome", "Anticipated",
        "What we expect…", "What do we expect…", "What outcome…", "What outcomes…", "Which outcome…", "Which outcomes…",
        "What is the outcome…", "What is the expected…", "What is the desired…", "What is the intended…",
        "What are the expected…", "What are the desired…", "What result…", "What results…",
        "What will be better…", "What gets better…", "What will be different…", "What will change…", "What changes…",
        "What should change…", "What should be different…", "What will this change…", "What are we hoping…",
        "What we hope…", "What do we hope…", "What do we want to achieve…", "What we want to achieve…",
        "What are we trying to achieve…", "What we are trying to achieve…", "What do we want…", "What will be true…",
        "Hypothesis", "Hypotheses", "Business Value", "Customer Value", "User Value", "Value Proposition",
        "Value Statement", "Value Hypothesis", "Business Benefit", "Business Benefits", "Impact", "Impacts",
        "Impact Statement", "Benefits", "Benefit", "Value", "Value add", "Added value", "What value…",
        "What is the value…", "What is the benefit…", "What are the benefits…", "Who benefits…", "How will this help…",
        "How does this help…", "What is the impact…", "What impact…",
        "What success looks like", "What does success look like…", "Success", "Success looks like…",
        "What good looks like", "What does good look like…", "What would success look like…",
        "What will success look like…",
        "What would good look like…", "How does success look…", "Vision of success",
        "Definition of success", "Goals", "Goal", "Goal Statement", "What is the goal…", "What are the goals…",
        "Objectives", "Objective", "Objective s", "Goal s", "Outcome s", "Aim", "Aims", "Purpose", "Intent",
        "Business Case", "Why", "Why are we…", "Why do we…", "Why should…", "Why would…", "Why we…", "Why is this…",
        "Why is it…",
        "Why does this…", "Why does it…", "Why this…", "Why now", "Why now…", "Why it matters", "Why it is…",
        "Why bother", "The why", "Motivation", "Rationale", "Justification", "Business Justification",
        # de
        "Was soll sich ändern…", "Was soll besser werden…", "Was wird besser…", "Was wollen wir erreichen…",
        "Was wir erreichen wollen…", "Was erwarten wir…", "Erwartete Ergebnisse",
        "Erwarteter Mehrwert", "Erwartete Effekte", "Erwarteter Effekt", "Gewünschter Effekt", "Gewünschter Zustand",
        "Zielbild", "Zielzustand", "Soll-Zustand", "Hypothese", "Nutzenhypothese", "Ergebnis", "Ergebnisse", "Wirkung",
        "Wirkungsziel", "Nutzen", "Kundennutzen", "Geschäftsnutzen", "Geschäftswert", "Mehrwert", "Nutzenversprechen",
        "Wert", "Effekt", "Erfolg", "Wie sieht Erfolg aus…", "Ziele", "Ziel", "Zielsetzung", "Zielsetzungen",
        "Projektziel", "Projektziele", "Epic-Ziel", "Epicziel", "Zweck", "Wozu", "Wozu…", "Warum", "Warum…", "Wieso",
        "Weshalb", "Begründung",
        # fr
        "Effet attendu", "Effets attendus", "Impacts attendus", "Résultats recherchés", "Résultat souhaité",
        "Résultats souhaités", "Gains attendus", "Gain attendu", "Valeur attendue", "Ce que nous attendons",
        "Ce qui va changer…", "Qu'est-ce qui va changer…", "Résultat", "Résultats", "Hypothèse", "Impact", "Impacts",
        "Bénéfice", "Bénéfices", "Gains", "Valeur", "Valeur ajoutée", "Valeur métier", "Objectifs", "Objectif", "But",
        "Buts", "Finalité", "Pourquoi", "Pourquoi…", "À quoi bon",
        # es
        "Resultado deseado", "Resultados deseados", "Efecto esperado", "Efectos esperados", "Impactos esperados",
        "Valor esperado", "Qué va a cambiar…", "Qué esperamos…", "Qué queremos lograr…", "Hipótesis", "Resultado",
        "Resultados", "Impacto", "Impactos", "Beneficio", "Beneficios", "Valor", "Valor de negocio", "Objetivos",
        "Objetivo", "Meta", "Metas", "Propósito", "Finalidad", "Por qué", "Por qué…", "¿Por qué…", "Para qué",
        "Para qué…",
        # pt
        "Resultados desejados", "Efeito esperado", "Impactos esperados", "O que esperamos…", "O que vai mudar…",
        "O que queremos alcançar…", "Hipótese", "Benefício", "Benefícios", "Valor de negócio", "Finalidade",
        "Por quê", "Por que", "Por que…", "Para quê",
        # it
        "Risultato desiderato", "Risultati desiderati", "Effetto atteso", "Benefici attesi", "Impatti attesi",
        "Valore atteso", "Cosa cambierà…", "Cosa vogliamo ottenere…", "Ipotesi", "Risultato", "Risultati", "Esito",
        "Impatto", "Benefici", "Beneficio", "Valore", "Obiettivi", "Obiettivo", "Scopo", "Finalità", "Perché",
        "Perché…",
        # nl
        "Gewenste resultaten", "Gewenste situatie", "Gewenst effect", "Verwacht effect", "Verwachte waarde",
        "Verwachte impact", "Verwachte opbrengst", "Beoogde resultaten", "Beoogde uitkomst", "Wat gaat er veranderen…",
        "Wat willen we bereiken…", "Hypothese", "Resultaat", "Resultaten", "Uitkomst", "Uitkomsten", "Effect",
        "Opbrengst", "Voordelen", "Waarde", "Toegevoegde waarde", "Doelen", "Doel", "Doelstelling", "Doelstellingen",
        "Waarom", "Waarom…",
        # pl
        "Oczekiwane wyniki", "Oczekiwane efekty", "Oczekiwana korzyść", "Oczekiwane korzyści", "Spodziewany efekt",
        "Spodziewane rezultaty", "Pożądany rezultat", "Pożądany efekt", "Co chcemy osiągnąć…", "Co się zmieni…",
        "Hipoteza", "Rezultat", "Rezultaty", "Efekt", "Efekty", "Korzyści", "Korzyść", "Wartość", "Wartość biznesowa",
        "Cele", "Cel", "Cel biznesowy", "Dlaczego", "Dlaczego…", "Po co", "Po co…",
        # ja, zh, ko
        "期待成果", "期待する効果", "想定効果", "想定される効果", "達成したいこと", "実現したいこと", "得たい成果",
        "目指す姿", "目指す状態", "あるべき姿", "ゴール", "狙い", "ねらい", "仮説", "効果", "価値", "提供価値",
        "ビジネス価値",
        "メリット", "目標", "目的", "なぜ", "なぜやるのか", "なぜやるか", "背景と目的", "背景・目的",
        "预期成果", "预期结果", "预期效果", "期望成果", "期望结果", "預期成果", "預期結果", "预期收益", "成果", "目标",
        "目標",
        "价值", "業務價值", "业务价值", "目的", "为什么", "為什麼",
        "기대 결과", "기대 성과", "기대 효과", "기대효과", "예상 결과", "예상 효과", "성과", "효과", "가치", "목표",
        "목적", "왜", "이유",
        # ru, uk, cs, tr
        "Ожидаемый результат", "Ожидаемые результаты", "Ожидаемый эффект", "Желаемый результат", "Результат", "Эффект",
        "Гипотеза", "Ценность", "Польза", "Цель", "Цели", "Зачем", "Зачем…", "Почему", "Очікуваний результат",
        "Очікувані результати", "Мета", "Цілі", "Навіщо", "Očekávaný výsledek", "Očekávané výsledky",
        "Očekávaný přínos", "Očekávané přínosy", "Požadovaný výsledek", "Výsledek", "Přínos", "Přínosy", "Cíl", "Cíle",
        "Proč", "Beklenen sonuç", "Beklenen sonuçlar", "Beklenen etki", "Beklenen fayda", "Hedeflenen sonuç", "Sonuç",
        "Etki", "Fayda", "Amaç", "Hedef", "Hedefler", "Neden",
        # sv, da, nb, fi, hu, ro, el, ar
        "Förväntat resultat", "Förväntade resultat", "Önskat resultat", "Förväntad effekt", "Förväntad nytta",
        "Önskad effekt", "Effektmål", "Nytta", "Värde", "Syfte", "Mål", "Varför", "Forventet resultat",
        "Forventede resultater", "Forventet effekt", "Forventet udbytte", "Forventet gevinst", "Ønsket resultat",
        "Ønsket effekt", "Effekt", "Nytte", "Gevinst", "Gevinster", "Værdi", "Verdi", "Formål", "Hvorfor",
        "Odotettu tulos", "Odotetut tulokset", "Odotettu hyöty", "Odotettu vaikutus", "Tavoiteltu tulos", "Tulos",
        "Hyöty", "Hyödyt", "Vaikutus", "Tavoite", "Tavoitteet", "Miksi", "Elvárt eredmény", "Várt eredmény",
        "Várható eredmény", "Eredmény", "Cél", "Célok", "Miért", "Rezultat așteptat", "Rezultate așteptate",
        "Rezultatul așteptat", "Beneficii", "Scop", "Obiectiv", "Obiective", "De ce", "Αναμενόμενο αποτέλεσμα",
        "Στόχος", "Στόχοι", "Γιατί", "النتيجة المتوقعة", "النتائج المتوقعة", "الهدف", "الأهداف", "لماذا",
        # last of all, how success is told
        "Success criteria", "Success criterion", "Success metrics", "Success metric", "Success measures",
        "Success indicators", "Measures of success", "Measure of success", "Measuring success", "Outcome metrics",
        "How will we measure success…", "How do we measure success…", "How we measure success…",
        "How will we know…", "How do we know…", "Erfolgskriterien", "Erfolgskriterium", "Erfolgsmessung",
        "Critères de succès", "Critères de réussite", "Criterios de éxito", "Critérios de sucesso",
        "Criteri di successo", "Succescriteria", "Kryteria sukcesu", "成功基準", "成功の基準", "成功指標",
    ),
    "actual_outcome": (
        "Outcome so far", "Actual", "Actuals", "Results", "Result", "What happened", "Retrospective", "Learnings",
        "Résultats constatés", "Gemessene Wirkung", "Eingetretene Wirkung", "Was tatsächlich passiert ist",
        "Resultados reales", "Resultados reais", "Risultati effettivi", "Risultati ottenuti",
        "Werkelijke resultaten", "Behaalde resultaten", "Osiągnięte rezultaty", "実績", "実際の効果", "結果",
    ),
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
