"""When, as companies, schools and trackers say it; and the past, seasons and mishaps that only bear a date."""

import pytest

from outcome_lint.language import anatomy

DATED = (
    # Periods of the books, sprints and milestones.
    "Shelf gaps down 15 % by end of P9",
    "Half as many complaints about lag by S8",
    "Ten bakeries deliver by P4",
    "98 % of reviews held on time in SFY28",
    "A third of forms filled in without a call in FY 28",
    "Fewer idle cranes in the year 28/29",
    "Störungen unter 4 h bis Ende GJ 28/29",
    "No job dies of a full disk in WW30-WW40",
    "D2.1 Survey (M6), D2.2 Model (M18)",
    "Stage 1 recording (PI 28.4)\nStage 2 training",
    "Should be done in 28.08.",
    "Payment per kerb follows in S9",
    # Labels of a plan.
    "OUTCOME: customers wait less\nDUE: PI 28.2",
    "Result: no broken welds\nDue: before model year change",
    "Roadmap: 2029",
    "Ferries report their load\nTimeline: 2028",
    # Days of the calendar.
    "Gifts from 2 to 3 % of visits before Giving Tuesday",
    "Kiosks in six lobbies by Memorial Day",
    "300k wishes before Next Fest",
    "Halls are staffed before open enrollment",
    "Tills hold on election night",
    "Fewer than 100 calls in welcome week",
    "Last depot migrated 30/6.",
    "cut → colour → mix → release 13/12",
    "Report in hand by 9/30",
    "Two mailings (March and September) to all mayors",
    # Seasons in which something is done once.
    "Access points replaced in 40 halls over the summer",
    "Pilot at two fairs in spring",
    "Mock runs first, then cutover at a weekend in autumn",
    "Acceptance planned for autumn",
    "Claims are found faster after the summer.",
    "12 more languages in the autumn release",
    "Beta with the October release",
    "75 % of pupils pass in the autumn term",
    # Windows.
    "20 % of thefts reported online in year one",
    "We expect 15 % of tickets to be bought this way in the first year, and fewer repairs",
    "Spoilage at 1 % within one harvest season of roll-out",
    "Readers up 20 % within six months after the relaunch",
    "Workshops with all wards in the first half of the year",
    "Modules ready by the end of the third quarter",
    "Reduce waiting times for tenants this year",
    "For H2 the plan is plain: 50k readers",
    "Audit has announced a visit for Q3, all closed by then",
    "Target: 80 % of the enrolments of 2029",
    # Other languages.
    "Zum Schulbeginn 2028/29 melden 70 % der Eltern online an",
    "Umbau in der Betriebsruhe Ende Dez.",
    "Im 3. Quartal warten Kunden nur noch halb so lang",
    "Noch dieses Halbjahr sinkt die Wartezeit der Bürger",
    "15 % d'offres en ligne en plus au T3",
    "D'ici la rentrée, les familles attendent moins",
    "Plus aucune charge sur le vieux serveur au 30/06",
    "Menos colas a lo largo del segundo semestre para los vecinos",
    "Reducir la espera de los pacientes en el 2º trimestre",
    "Reduzir a fila dos alunos até o fim do semestre",
    "Integrar 120 serviços ainda neste semestre para o cidadão",
    "Meta: 80% das matrículas de 2029 pela internet, sem fila na escola",
    "Entro fine anno la metà delle code; primo avvio nel 3° trimestre",
    "Nog dit jaar wachten huurders half zo lang op antwoord",
    "Jeszcze w tym roku klienci czekają o połowę krócej",
    "離脱率を8%→4%に下げる(今期中)",
    "未返信の件数を今年度末までに100件未満に",
    "年末セール(12/20〜)でもエラー率0.1%未満",
    "利用率を令和10年度末時点で80%にする",
    "応需率をR10年度下期に85%へ",
    "応需率 85%(R6実績 71%)をR10年度下期に達成",
    "Reduzir a espera dos utentes até ao fim do 4.º trimestre",
    "Menos colas para los vecinos: 2.º semestre de 2028",
    "Abnahme durch das Referat, Pilotbetrieb ab Q1/2029",
    # A date alone, in doubt or of the books.
    "2029 (maybe)",
    "someday, 2029?",
    "T2 2029",
    "FY28 W48",
    "Fall 2029",
    "Week 14",
    "令和10年度",
    "来春",
)
UNDATED = (
    # What was.
    "Outage of 14 March showed that the pump has no spare",
    "On the agenda of 14 March",
    "Mail from 3 June",
    "Repeat the poll with the questions from 2023",
    "The spike from February handled 7 models",
    "Lessons from the 2018 attempt, which was stopped",
    "One tenant must not stop the others (happened twice in March)",
    "Tender published (Feb), award next",
    "Contract with the vendor (signed in Feb)",
    "The pilot took place in January",
    "Wards agreed in principle in April",
    "Following the workshop in December criteria are final",
    "After the audit in March 2026 with 17 findings rights are assigned more reliably",
    "No third party call is lost (baseline: 214 in FY26)",
    "Today: 9 min in January",
    "Scan the files from 2015",
    "Old releases 2024.1 are kept",
    "Taux de satisfaction : 82 % (T4 2024 : 78 %)",
    "Une première vague a été migrée en mars",
    "Se reunió el comité en octubre, contrato firmado",
    "旧ツール(2016年導入)の後継を内製する",
    "2023年10月の開始以来、毎月20件発生している",
    # What comes anyway, or each year.
    "The one who knows the code retires in 2029",
    "Fewer angry calls in March",
    "In January our lines see waits of 38 minutes",
    "Lorries wait less in winter, and drivers in summer",
    "月末に手で直す集計ミスがなくなる",
    # Names and means.
    "p95 below 300 ms",
    "All P1 bugs are closed",
    "Findings M7 and S12 are fixed",
    "Faults caused by P1 batches are rarer",
    "Fewer incidents are caused by releases",
    "Tips are triggered by search terms",
    "Fewer faults by automating the rollout",
    "Acceptance by internal audit",
    "Coders see gaps before submission instead of in the audit",
    "Faster delivery: teams can release a change in an hour",
    # How long.
    "Old plugins get fixes for 18 months following GA",
    "Pull two years of renewal data",
    "Dropout rate in the first year down from 22 % to 15 %",
    "22 % have muted us within the first month",
    "Keep women engineers from leaving in year two",
    "Pupils in year 3 read an hour a day",
    "#roadmap #2029",
)


@pytest.mark.parametrize("text", DATED)
def test_dated(text: str):
    assert anatomy(text).undated is None


@pytest.mark.parametrize("text", UNDATED)
def test_undated(text: str):
    assert anatomy(text).undated is not None
