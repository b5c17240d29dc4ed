"""The words of the benchmark's portfolio: mostly ASCII, with the umlauts, dashes and emoji of real trackers."""

from __future__ import annotations

PROJECTS = (
    "PAY SRCH CHK MOB WEB DATA MLP CRM BILL AUTH INFRA SRE SEC LOG INV SHIP RET MKT SEO ADS PART API DOC HR FIN LEG OPS"
    " CX GROW PLAT"
).split()
VERBS = [
    "Rebuild",
    "Migrate",
    "Implement",
    "Launch",
    "Redesign",
    "Add",
    "Introduce",
    "Roll out",
    "Consolidate",
    "Automate",
]
NOUNS = [
    "checkout flow", "search index", "billing engine", "invoice export", "partner API", "loyalty dashboard",
    "onboarding wizard", "fraud scoring", "feature store", "notification hub", "returns portal", "Rückgabe-Prozess",
    "consent banner", "reporting cube",
]  # fmt: skip
ADDITIONS = [
    "for EU customers", "v2", "on Kubernetes", "in the mobile app", "for enterprise tenants", "(phase 1)", "with SSO",
    "– pilot", "2026",
]  # fmt: skip
GAINS = ["Reduce", "Increase", "Cut", "Grow", "Improve", "Lower", "Raise"]
METRICS = [
    "checkout abandonment", "median search latency", "support contacts per order", "trial-to-paid conversion",
    "monthly active partners", "chargeback rate", "time to first invoice", "net revenue retention",
    "self-service resolution", "onboarding drop-off", "Rücksendequote",
]  # fmt: skip
WHOM = [
    "for returning customers", "in DACH", "for enterprise tenants", "among first-time buyers", "for partners in the US",
    "🚀 across all markets",
]  # fmt: skip
PLACEHOLDERS = [
    "TBD", "tbd.", "N/A", "To be defined", "TODO", "???", "-", "as discussed", "improve UX", "See description",
    "to be defined later!", "Lorem ipsum dolor sit amet, consectetur adipiscing elit", "Will be filled in later",
    "none", "xxx",
]  # fmt: skip
OKRS = [
    "O2 KR1: NRR above 112%", "2026-Q1 / O1 / KR3", "https://okr.acme.example/o/4711", "KR-18 Reduce churn to 3%",
    "O4: be the fastest checkout in DACH",
]  # fmt: skip
LABELS = "q1-2026 q2-2026 platform tech-debt customer compliance growth experiment dach us".split()
FIRST = "Anna Björn Chen Dilip Eva Farid Greta Hugo Ines Jonas Kofi Lena Mario Nadia Olek Petra".split()
LAST = "Schmidt Müller Okafor Rossi Silva Novak Iyer Larsen Dubois Kim Weiß Moreno".split()
PROSE = (
    "the team will deliver a service that lets customers manage their orders and invoices without contacting support"
    " this includes the new pipeline for events the migration of legacy tables and the rollout plan with feature flags"
    " per market we expect dependencies on identity and on data platform as well as a security review before go live"
    " open questions are tracked in the linked page für die Einführung"
).split()
