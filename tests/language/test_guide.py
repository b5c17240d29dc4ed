"""Every phrase of the label guide ("What the words mean"): what it calls so, is called so."""

import pytest

from outcome_lint.language import Anatomy, Placeholder, Verdict, anatomy, placeholder
from outcome_lint.model import Confidence


def said(verdict: Verdict | Placeholder | None) -> bool:
    return verdict is not None and verdict.confidence is not Confidence.LOW


def quotes(found: Anatomy, part: str) -> list[str]:
    return [found.text[span.start : span.end] for span in getattr(found, part)]


VOID = [
    "TBD",
    "n/a",
    "-",
    "...",
    "_No response_",
    "asdf asdf",
    "Lorem ipsum dolor sit amet",
    "<!-- what changes for whom? -->",
    "Describe what success looks like.",
    "What are we hoping to achieve? Who benefits?",
    "[Insert outcome statement]",
    "As a [role], I want [capability] so that [benefit].",
    "https://wiki.example.org/outcome",
    "FLEET-2291",
    "see Confluence",
    "Same as parent epic.",
    "Will be filled in after discovery.",
    "Q3 2026",
    "2026-09-30",
    "#ux #mobile",
    "Purely technical, no outcome.",
    "From X to Y by <date>",
    "Outcome:",
    "1.\n2.\n3.",
    "wird noch ergänzt",
    "à compléter",
    "por definir",
    "da definire",
    "nog te bepalen",
    "do uzupełnienia",
    "未定",
]
CONTENT = [
    "_Describe the measurable result you expect._\n\nBrokers get a binding quote in under 4 minutes.",
    "By [date: 31 October] first-attempt success goes from 81 % to 90 %.",
    "[N0] MAU",
    "Same outcome as MOB-77: players on older phones stop losing their progress.",
    "Purely internal, yes, but engineers no longer wait for each other's locks.",
    "Users see what will happen next instead of calling us to ask.",
    "Get 40 users",
    "Fewer no-shows",
    "Describe the data model in the wiki and review it with the architects.",
    "0 incidents",
]


@pytest.mark.parametrize("text", VOID)
def test_says_nothing(text: str):
    assert said(placeholder(text))


@pytest.mark.parametrize("text", CONTENT)
def test_says_something(text: str):
    assert placeholder(text) is None


OUTPUT = [
    "Enable users to have a dashboard.",
    "Customers can use the export function.",
    "Publish 3 posts.",
    "Track NPS for the mobile app.",
    "Set a baseline for feature adoption.",
    "This epic tracks all maintenance work in Q3.",
    "Launch the new portal in all regions",
    "The database is migrated to the new cluster.",
    "As an outcome, the app is integrated with Microsoft Teams and SharePoint.",
]
EFFECT = [
    "Build X so that support answers in 2 h instead of 2 days",
    "40 customers run it in production",
    "Parcels delivered within the promised two-hour window: 91 % → 96 %",
    "Fewer callers give up before somebody answers",
    "Introduce a queue display; people leave the hall and come back on time",
    "Nurses spend 40 min less per shift on paperwork",
]


@pytest.mark.parametrize("text", OUTPUT)
def test_names_only_an_output(text: str):
    verdict = anatomy(text).output_only
    assert said(verdict)
    assert verdict is not None
    assert verdict.span is not None


@pytest.mark.parametrize("text", EFFECT)
def test_names_an_effect(text: str):
    assert not said(anatomy(text).output_only)


def test_quantified_work_is_output_yet_measured():
    found = anatomy("Publish 3 posts.")
    assert said(found.output_only)
    assert not said(found.unmeasured)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Reduce churn in the SMB segment", "SMB churn reduction"),
        ("[Epic] Introduce central print management", "Introduce central print management"),
        ("3.2 Rollout of the document scanner", "Document scanner rolled out"),
        ("Initiative: Establish a cloud centre of excellence", "To establish a Cloud Center of Excellence (CCoE)"),
        ("Data protection impact assessment for HR", "Carry out a DPIA for HR"),
        ("Reduce cloud spend", "Lower cloud spend"),
        ("(OPS) Kubernetes cluster upgrade", "Upgrade of K8s clusters"),
        ("Unified notifications 🔔", "UNIFIED NOTIFICATIONS"),
        ("As a nurse I can see allergies", "Nurses can see allergies."),
    ],
)
def test_restates_the_title(title: str, text: str):
    assert said(anatomy(text, title).restates_title)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Reduce churn SMB", "SMB churn from 2.9 % to 2.2 % by December"),
        ("Lower latency in search", "Search answers in 150 ms (600 now); shoppers refine instead of leaving"),
        (
            "Improve the documentation",
            "Improved documentation means that integrators get to the first call by themselves.",
        ),
        ("Night bus", "Shift workers get home after midnight"),
        ("", "Anything at all"),
    ],
)
def test_adds_to_the_title(title: str, text: str):
    assert not said(anatomy(text, title).restates_title)


@pytest.mark.parametrize(
    "text",
    [
        "At least 200 riders a day",
        "Zero lost parcels",
        "No release is blocked by a manual approval.",
        "Twice as many renewals",
        "Hosting costs fall by a third",
        "Every applicant gets an answer within 5 days",
        "p95 below 300 ms",
    ],
)
def test_is_measured(text: str):
    assert not said(anatomy(text).unmeasured)


@pytest.mark.parametrize(
    "text",
    [
        "Reduce the number of calls by X %.",
        "Ticket revenue grows from 3.1 % to TBD",
        "Reduce calls",
        "Pages load faster",
        "Upgrade to version 4.2",
        "Improve the experience of our five offices",
    ],
)
def test_is_not_measured(text: str):
    assert said(anatomy(text).unmeasured)


@pytest.mark.parametrize(
    "text",
    [
        "Nurses find a free bed without phoning round",
        "We stop guessing which price works",
        "Churn falls by a tenth",
        "Customer satisfaction rises to 8.1",
        "The team sleeps through the night",
    ],
)
def test_names_who_is_better_off(text: str):
    found = anatomy(text)
    assert not said(found.nobody)
    assert found.beneficiary


@pytest.mark.parametrize(
    "text", ["Publish the specification", "Migrate the scripts to Python", "A new table in the schema"]
)
def test_names_nobody(text: str):
    verdict = anatomy(text).nobody
    assert said(verdict)
    assert verdict is not None
    assert verdict.span is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Calls fall by 12 % by Q3", "by Q3"),
        ("Half of all members use it within six weeks of launch", "within six weeks of launch"),
        ("No paper forms by 2026-09-30", "by 2026-09-30"),
        ("By the end of June 2027 nobody queues", "By the end of June 2027"),
        ("Bis Ende 2026 sinken die Wartezeiten um die Hälfte", "Bis Ende 2026"),
    ],
)
def test_says_by_when(text: str, when: str):
    found = anatomy(text)
    assert found.undated is None
    assert quotes(found, "timeframe") == [when]


@pytest.mark.parametrize(
    "text", ["A report every quarter", "Claims are resolved in one week", "Answers within 2 days", "Python 3.12"]
)
def test_does_not_say_by_when(text: str):
    assert said(anatomy(text).undated)


@pytest.mark.parametrize(
    "text",
    [
        "Improve customer satisfaction by introducing a live chat",
        "Roll out a bot to reduce calls",
        "Establish an incident process, resulting in quicker recovery",
        "Introduce build caching for faster builds",
        "Provide an online form in order to save citizens a trip to the office",
        "Redesign the catalogue, leading to higher student satisfaction",
        "Set up automated backups so that no data is lost when a server fails",
    ],
)
def test_a_deliverable_with_its_effect_beside_it_is_no_output_only(text: str):
    assert not said(anatomy(text).output_only)


@pytest.mark.parametrize(
    "text",
    [
        "Build a portal to have a portal",
        "Set up a data platform in order to support the new process",
        "Replace access points in 18 school buildings",
        "Develop the module as part of the programme",
        "Create a report so that users can use the report",
    ],
)
def test_an_empty_purpose_is_no_effect(text: str):
    assert said(anatomy(text).output_only)
