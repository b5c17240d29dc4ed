"""Occasions that no list names, years of the books, plans for a month; and the dates of things that come anyway."""

import pytest

from outcome_lint.language import anatomy

DATED = (
    # What is spoken of as the next one.
    "Fewer rejected returns by the next quarterly filing",
    "Yield from lead to visit up to 30 % in the coming recruitment cycle",
    "Half as many leaks in the heating season ahead",
    # What begins or ends once.
    "Clerks sleep well before early voting opens",
    "Under 90 open reports when the hackweek ends",
    "Wards go paperless six weeks after the pilot ends",
    "No double entry before the lease expires",
    "At the end of the 10-week Leeds pilot, sales per guest are 8 % above the other shops",
    "The guide is 70 % translated by the end of GSoC",
    # Rows.
    "The planner stays under 300 MB by beta 2",
    "Students get marks in ten days from semester 2",
    "After three release cycles, half of the users open the layer weekly",
    "Kick-off in week 9, then reviews each month",
    # Plans.
    "Shorter queues. Launch is planned for October.",
    "300 lockers stand between now and Easter",
    "Complaints down to 3 % (from 9 %) this quarter",
    "£2m less paid to agencies in 28/29",
    "Empty homes re-let in 28 days by the end of 28/29",
    "From model year 28 customers get a truck in 8 weeks",
    "Less manual sorting after the new hub opens in March",
    "Detection in place for the autumn call",
    "Actions complete, visit expected in the autumn",
    "No customer fights with the installer. ETA: 8.4.1",
    "Settings delivered for the go-live of 15/11",
    "Share of digital files up to 60 % over three years",
    # Other languages.
    "Zum Start der Freibadsaison warten Gäste nur noch fünf Minuten",
    "Weniger Wartezeit für Bürger, geplant für Oktober",
    "Moins de réclamations des clients à l'issue du pilote",
    "A los seis meses del arranque, las familias esperan la mitad",
    "Menos espera para los pacientes, previsto para octubre",
    "台風シーズンまでに、住民が避難先を迷わず見つけられる",
    "次の市議選に間に合うように開票の誤りを減らす",
    "移転(来年5月)までに、来庁者が一つの窓口で手続きを終えられる",
)
UNDATED = (
    "Groups apply online; bids must be in by 31 January each year",
    "Quicker grants. Applications close on 30 June as in previous years.",
    "The vendor's contract renews each 1 June",
    "Charts going back to January 2020",
    "Alerts for deadlines such as the choice of modules (1-14 May)",
    "Move off a tool that is unsupported from next year",
    "Wrong premiums sent out, as in January, mustn't happen again",
    "The oldest complaint is from November",
    "97 % of deliveries before shop opening",
    "Nobody stands in line in the week before Christmas",
    "Neighbours hear of it before the lease expires rather than after",
    "Agents quitting within six months: from 38 to 20 %",
    "Calls resolved first time: 58 % in the Q2 sample",
    "Nurses know before the next patient arrives",
    "Tutors don't print reports at the end of term",
    "Stories planned for release 6.2",
    "Parallel run over three months, then handover",
    "We threw away 5 tonnes in the first half of the year",
    "Clientes recebem o estorno em 2 dias úteis (em março levou 14).",
    "2025年10月にサポートが終了したため、端末を入れ替える。",
)


@pytest.mark.parametrize("text", DATED)
def test_dated(text: str):
    assert anatomy(text).timeframe


@pytest.mark.parametrize("text", UNDATED)
def test_undated(text: str):
    assert not anatomy(text).timeframe
