"""Dates of the background: surveys, mishaps, decisions and years that have gone; and plans that look like them."""

import pytest

from outcome_lint.language import anatomy

DATED = (
    # A plan, though a year has gone or a study is named.
    "The new till will be open to all bakeries in H2 2024.",
    "Keep ferry delays under 3 % in 2025",
    "We have to replace the kilns in 2025",
    "Half of the divers renew online by Q4 2025",
    "KR 1: 90 % of widows know the next step (exit survey, Q3 2024)",
    "Satisfaction of the tenants +15 in the survey of spring 2028",
    "From the first harvest in 2028 nobody carries a paper list",
    "Fewer refunds in the cohort of August 2028",
    "Live for the intake of 1 October",
    "Stages: 20 farms (50 % in 2028)",
    "We want this sorted for the autumn term 2028.",
    "**KRs (H1)**\n1. Waits at the curb 9 % down",
    "We want that in 7.3, i.e. February.",
    "Baseline (Q4 2027): 23 %, target (Q4 2028): 40 %",
    "The licence expires on 31 December 2027; until then all archives are moved.",
    "Form redrawn by the service unit, approved by legal and published in May.",
    "New fares apply from 1 January 2028.",
    # As of, by the time, effective: deadlines.
    "As of 1 January each kiosk takes cards, and customers never have to look for an ATM",
    "Gas bill of the pools under 100k as of 2029",
    "By the time the new depot opens, drivers know their stand",
    "New fares effective 1 May, pensioners pay half",
    "Sponsorship ends 31 March 2028, we need to be off the old host by then",
    # Done on a day, in the manner of plans.
    "Every lease signed on 30 June",
    "Last kiln switched off 30 June",
    "Costs reduced 20 % in Q3",
    "Calls fall by 20 % in March",
    "The tariff must be approved by the harbour board on 3 March",
    "Seven islands read the tide table in the first 90 days.",
)
UNDATED = (
    # Years that have gone, in a clause that plans nothing.
    "In September 2024 the batch overran into the day four times. Night staff sleep.",
    "A broken valve in October 2023 led to 61 floods. Cellars stay dry.",
    "The pilot closed in July 2024 with 27 farms. Farmers see their soil.",
    "The vendor ended support in 2025.",
    "A widow waited eleven weeks in 2025. We answer sooner.",
    "The 3.x branch moved to maintenance in March 2025.",
    "Letter of the sponsor received 10/2025.",
    "Missed trams: fewer than 5 a month (12 in 2025).",
    # Studies, mishaps and the sources of a figure.
    "In moderated tests of May 2025 readers needed 9 minutes.",
    "In our survey of May a third gave up. Readers find their book.",
    "Cause analysis in Q1: half have no keys. Keys are never missing.",
    'In our donor survey (Feb, 412 replies) "thanks" came second.',
    "Research with 44 drivers (Feb–Mar): nobody knew their pay.",
    "During the 4 Nov outage the page stayed green. Admins know sooner.",
    "During the January 2024 ice storm the line was down.",
    "New rules for metadata (4,212 maps as of January)",
    "As of PI 25, 71 of 118 silos have moved. Farmers search one silo.",
    "Busiest day so far (last: 30 December 2024)",
    "Today is November 2027 and we still print.",
    "According to the report for Q3 2027, 31 % hang up.",
    "Last year's audit (October 2027) lists 12 findings.",
    "In the last fiscal year (FY25) we paid 2.1 m in fines.",
    "Figures from the 2025 annual report: 12 % leave.",
    "Baseline (Q4 2027): 23 %.",
    "Interviews with 14 clerks (May 2027, n = 14)",
    # Decisions and papers.
    "The board decided on 3 June 2027 to stop the paper form.",
    "The scheme was approved by the metadata board on 19 February.",
    "The fee was fixed, as agreed by the cabinet on 11 February.",
    "Reviewed by the lead group on 6 May and 20 May.",
    "Old host closes, notice dated 9 January.",
    "Agree the contract (drafted January 2025, with legal)",
    "Follow-up of RFC 27, accepted 12 March.",
    "The clerk left on 30 April.",
    "The switch took 52 minutes when tested in March.",
    "The rule became effective on 31 March 2025; nobody objected.",
    "There'll be a workshop on 22 September with the nurses.",
    # What comes anyway, what returns, what only looks like a time.
    "EWS is being switched off by the vendor in October 2028.",
    "Support of the old press runs out in March 2028.",
    "The regulation applies from 1 January 2028.",
    "Modules (old certificates sunset Sept 2028)",
    "Volumes: 3 million letters a week, peak 5 million in April.",
    "Queues are long: by the time the nodes are there the burst is over.",
    "Our nurses are late, so by the time they phone nobody listens.",
    "Herders submitted 61 000 claims in the first six months, mostly on paper.",
    "Families know their rent, with less churn in the first 90 days.",
    "Restoring a herd book from S3 takes a night.",
    "The lift is moved to the target release 9.2 as the title says.",
    "Delay until somebody looks was 6.5 h.",
    "Reconcile the ledgers for two cycles before cutover.",
    "A fee calculator driven by the FY28 fee schedule",
    "See Licences > FY28 > Business case",
)


@pytest.mark.parametrize("text", DATED)
def test_dated(text: str):
    assert anatomy(text).timeframe


@pytest.mark.parametrize("text", UNDATED)
def test_undated(text: str):
    assert not anatomy(text).timeframe
