"""Words of headings beyond the names of fields, as data: what may stand around a name, and what turns it into another.

Headings are written for people: `Our expected outcomes`, `Goal of this epic`, `Outcomes we want`. FILLERS may be left
out of them, AROUND may follow a preposition, and a VETO word makes the name mean something else.
"""

from __future__ import annotations

FILLERS = frozenset(
    # en
    "our the a an your my their this that these epic epics initiative initiatives project projects program programme"
    " feature features product work team teams key main primary overall high level top big core long short term overall"
    " customer customers user users client clients business end member stakeholder stakeholders concrete specific clear"
    " measurable tangible general final ultimate proposed summary statement statements section brief s is are in of for"
    # de
    " unser unsere unserer der die das des den dem dieses diese epics projekt projekts vorhaben vorhabens initiative"
    " kunden nutzer nutzende anwender konkrete konkretes übergeordnetes übergeordnete für ist sind fachlicher"
    # fr
    " nos notre le la les l du de des d cet cette ce projet epic principaux principal principale pour clients métier"
    # es, pt, it
    " nuestro nuestros nuestra el los las del esta este proyecto épica iniciativa principal principales para cliente"
    " o os as do da dos das deste desta projeto épico principais negocio negócio usuario usuarios usuário usuários"
    " il lo gli i dell della di questo questa progetto principale obiettivo per clienti"
    # nl, pl
    " het onze deze dit van voor klant gebruiker belangrijkste nasz nasze tego tej projektu inicjatywy epiku główny"
    " główne dla klienta".split()
)
RELATIVES = frozenset("we you i us they wir nous nosotros nós noi wij my que die den che hope".split())
PREPOSITIONS = frozenset(
    "of for to in on from by after at once when für von des der bei auf nach pour de du des sur para del en do da em"
    " per di della su voor van op dla".split()
)
AROUND = FILLERS | frozenset(
    "everyone everybody people organisation organization company us platform system citizens residents patients staff"
    " employees developers maintainers community whom who kundinnen nutzerinnen organisation unternehmen quarter year"
    " release q1 q2 q3 q4 2025 2026 2027 2028 each all both who how them him what where".split()
)

VETO = frozenset(
    # en
    "actual achieved observed realised realized undesired unwanted unintended negative non not anti no related previous"
    " past last earlier review owner owners test tests testing tracking date link links id status type score"
    " environmental cost effort risk risks research spike meeting call survey experiment poc template example examples"
    " assessment analysis other others links out reference references dependencies breaking technical history log"
    # de, fr, es, pt, it, nl, pl
    " tatsächliches tatsächliche erreichtes erzielte unerwünschte unerwünschtes negative nicht verwandte vorherige"
    " besitzer verantwortlich réel réels obtenu obtenus indésirable indésirables non précédent real reales obtenido"
    " obtenidos no previo alcançado obtido obtidos não indesejado indesejados effettivo ottenuto werkelijk behaald"
    " niet ongewenst rzeczywisty osiągnięty nie niepożądane test testowe".split()
)
"""A word of a heading that makes it mean something else than the name in it, unless a name of the field has it."""

VETO_WHOLE = frozenset("acceptance done dod ready dor abnahme abnahmekriterien akzeptanzkriterien".split())
"""The same, wherever in the heading."""

REPRODUCE = frozenset(
    "reproduce reproduction repro reproduktion reproduzieren reproduire reproducir reproducción reproduzir reprodução"
    " riprodurre reproduceren odtworzenia 再現手順 再現方法".split()
)
"""A word of a heading that tells a report of a defect, whose expected result is no outcome."""
EXPECTED = frozenset(
    "expected actual observed erwartetes tatsächliches attendu obtenu réel esperado obtenido real obtido atteso"
    " ottenuto verwacht werkelijk oczekiwany rzeczywisty 期待される結果 期待する結果 実際の結果".split()
)

ELSEWHERE: tuple[str, ...] = (
    "Acceptance criteria", "Acceptance tests", "Definition of done", "Definition of ready", "DoD", "Test plan",
    "Test cases", "Test case", "Testing", "Tests", "Steps to reproduce", "Step", "Steps", "Out of scope", "Non-goals",
    "Non goals", "Anti-goals", "Related work", "Related issues", "Related epics", "Related outcomes", "Template",
    "Example", "Examples", "Retrospective", "Retro", "Alternatives", "Alternatives considered", "User research",
    "Research", "Actual", "Actuals", "Previous attempts", "Appendix", "References", "Task", "Tasks", "Test", "ID",
    "Undesired outcomes", "Risks", "Risk", "Risk assessment", "Risiken", "Checklist", "Story", "User story",
    "User stories", "Version", "Changelog",
    "Abnahmekriterien", "Akzeptanzkriterien", "Testplan", "Testfälle", "Nicht-Ziele", "Nicht im Umfang", "Aufgabe",
    "Critères d'acceptation", "Hors périmètre", "Plan de test", "Tâche", "Criterios de aceptación",
    "Fuera de alcance", "Tarea", "Critérios de aceitação", "Fora do escopo", "Tarefa", "Criteri di accettazione",
    "Acceptatiecriteria", "Kryteria akceptacji", "Poza zakresem", "受け入れ条件", "受入条件", "完了の定義",
)  # fmt: skip
"""Sections whose parts tell no outcome, and columns of tables that list something else."""

NEXT: tuple[str, ...] = (
    "Acceptance criteria", "Definition of done", "DoD", "Definition of ready", "Tasks", "Task list", "To do", "Todo",
    "To-dos", "Work items", "Work packages", "Work breakdown", "Breakdown", "Sub-tasks", "Subtasks", "Child issues",
    "Steps", "Next steps", "Plan", "Project plan", "Action items", "Actions", "Activities", "Scope", "In scope",
    "Out of scope", "Non-goals", "Deliverables", "Outputs", "Output", "Milestones", "Timeline", "Schedule", "Roadmap",
    "Implementation", "Implementation plan", "Implementation notes", "Approach", "Technical approach", "Solution",
    "Proposed solution", "Proposal", "Design", "Architecture", "Technical notes", "Technical details", "Dev notes",
    "Notes", "Dependencies", "Risks", "Background", "Context", "Problem", "Problem statement", "Current situation",
    "Owner", "Team", "Stakeholders", "Links", "Resources", "References", "Attachments", "Open questions", "Questions",
    "Updates", "Changelog", "Undesired outcomes", "Undesired outcome", "Rollout", "Rollout plan", "Budget", "Effort",
    "Aufgaben", "Umfang", "Abgrenzung", "Abnahmekriterien", "Akzeptanzkriterien", "Umsetzung", "Vorgehen", "Zeitplan",
    "Meilensteine", "Risiken", "Offene Fragen", "Lieferobjekte", "Arbeitspakete", "Hintergrund", "Ausgangslage",
    "Tâches", "Périmètre", "Hors périmètre", "Livrables", "Planning", "Critères d'acceptation", "Contexte", "Risques",
    "Tareas", "Alcance", "Fuera de alcance", "Entregables", "Criterios de aceptación", "Contexto", "Riesgos",
    "Tarefas", "Escopo", "Fora do escopo", "Entregáveis", "Entregas", "Critérios de aceitação", "Riscos",
    "Attività", "Ambito", "Criteri di accettazione", "Rischi", "Taken", "Omvang", "Acceptatiecriteria", "Risico's",
    "Zadania", "Zakres", "Kryteria akceptacji", "Ryzyka", "タスク", "スコープ", "受け入れ条件", "作業", "背景",
    "対象外",
)  # fmt: skip
"""Headings that end a section even where a slip of levels put them below it."""
