"""Fields by name and id: those that were named and are not there are told before anything is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from outcome_lint.errors import UsageError
from tests.fakes.jira import Server, Site
from tests.fakes.jira.small import ACTUAL, BLIND, OUTCOME, small
from tests.fakes.jira.system_fields import epic_link, goals, parent_link, system_fields, team, textarea
from tests.sources.live.meanings import Scan

Start = Callable[..., Server]


def refusal(server: Server, **fields: tuple[str, ...]) -> str:
    with pytest.raises(UsageError) as error:
        Scan(server, "PAY-1", fields=fields)
    return str(error.value)


def test_every_name_that_is_not_there_is_told_at_once_with_the_nearest(cloud: Server) -> None:
    said = refusal(cloud, outcome=("Anticipatd Outcome",), actual_outcome=("customfield_99999",), okr=("Qwertz",))
    why = "a typing error, deleted, or hidden"
    near = f'; the nearest are "Anticipated Outcome" ({OUTCOME}), "Actual Outcome" ({ACTUAL})'
    assert said.splitlines() == [
        f'fields.actual_outcome: Jira shows this account no field "customfield_99999": {why}',
        f'fields.okr: Jira shows this account no field "Qwertz": {why}',
        f'fields.outcome: Jira shows this account no field "Anticipatd Outcome": {why}{near}',
    ]
    assert not cloud.asked_for("issue/bulkfetch")


def test_a_name_that_is_not_there_beside_one_that_is_is_a_warning(cloud: Server) -> None:
    scan = Scan(cloud, "PAY-2", fields={"outcome": ("Promise", "Anticipated Outcome")})
    assert scan.item("PAY-2").outcome
    assert [text for text in scan.warnings if 'no field "Promise"' in text]


def test_an_id_that_is_not_there_is_an_error_wherever_it_stands(cloud: Server) -> None:
    assert "customfield_99999" in refusal(cloud, outcome=("Anticipated Outcome", "customfield_99999"))


def test_a_hidden_field_is_an_error_and_no_finding(jira: Start) -> None:
    with pytest.raises(UsageError, match=OUTCOME):
        Scan(jira(small()), account=BLIND, fields={"outcome": (OUTCOME,)})


def test_two_fields_of_one_name_are_both_read_and_told(jira: Start) -> None:
    server = jira(small(fields=(textarea(10060, "Anticipated outcome:"),)))
    server.store.edit("PAY-3", customfield_10060="Clerks wait 5 minutes less")
    scan = Scan(server)
    assert scan.item("PAY-3").outcome == "Clerks wait 5 minutes less"
    assert scan.item("PAY-4").outcome == "TBD"
    [note] = [note for note in scan.notes if "are called" in note]
    assert note.startswith(f'outcome: 3 fields are called "Anticipated Outcome" ({OUTCOME}, ')


TRANSLATED = (
    epic_link(name="Epos-Link"),
    parent_link(name="Übergeordnet"),
    goals(10054, "Ziele"),
    team(10055, "Équipe"),
)


def translated() -> Site:
    outcome = textarea(10050, "Erwartetes Ergebnis")
    return replace(small(), fields=(*system_fields(cloud=True), *TRANSLATED, outcome))


def test_fields_that_come_with_jira_are_known_whatever_they_are_called(jira: Start) -> None:
    scan = Scan(jira(translated()), "WEB-1")
    assert [scan.reading.names[field.id] for field in TRANSLATED] == ["Epic Link", "Parent Link", "Goals", "Team"]
    assert scan.item("WEB-1").okr == "Goal: ari:cloud:townsquare:goal/1"
    assert scan.item("WEB-1").outcome


def test_a_translated_name_can_be_configured(jira: Start) -> None:
    scan = Scan(jira(translated()), "WEB-1", fields={"okr": ("Ziele",), "team": ("Équipe",)})
    assert scan.item("WEB-1").okr == "ari:cloud:townsquare:goal/1"
    assert scan.item("WEB-1").team is None


def test_names_of_other_trackers_are_no_mistake(cloud: Server) -> None:
    assert Scan(cloud, "PAY-2", fields={"target_date": ("milestone",)}).item("PAY-2").outcome
