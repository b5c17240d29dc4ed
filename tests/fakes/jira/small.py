"""A small site that is like real ones: three projects, one of them team-managed with an outcome field of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from tests.fakes.jira.site import (
    Account,
    Context,
    Field,
    Flavour,
    Issue,
    IssueType,
    Limits,
    Link,
    LinkType,
    Project,
    Site,
    Status,
    User,
)
from tests.fakes.jira.system_fields import (
    epic_link,
    epic_name,
    goals,
    parent_link,
    system_fields,
    team,
    textarea,
    textfield,
    userpicker,
)

OUTCOME, OKR, ACTUAL, OWNER = "customfield_10050", "customfield_10051", "customfield_10052", "customfield_10053"
GOALS, TEAM, LAB_OUTCOME = "customfield_10054", "customfield_10055", "customfield_10190"
EPIC, STORY, SUBTASK, INITIATIVE, LAB_EPIC, LAB_TASK = "10000", "10001", "10002", "10007", "10100", "10101"

EVA = User(account="5b10a2844c20165700ede001", name="Eva Moreno", login="eva")
BO = User(account="5b10a2844c20165700ede002", name="Bo Larsen", login="bo", active=False)
BOT = User(account="557058:a1b2c3d4-0000", name="Automation for Jira", login="automation", kind="app")

TOKEN = "ATATT3xFfGF0-not-a-real-token"  # noqa: S105 - opens nothing but the fake
FULL = Account(name="eva@acme.example", secret=TOKEN, user=EVA)
READER = Account(name="bo@acme.example", secret=f"{TOKEN}-reader", user=BO, create=frozenset(), edit=frozenset())
ONLY_PAY = Account(name="pay@acme.example", secret=f"{TOKEN}-pay", user=EVA, browse=frozenset({"PAY"}))
BLIND = Account(name="blind@acme.example", secret=f"{TOKEN}-blind", user=EVA, hidden_fields=frozenset({OUTCOME}))
CLASSIC = frozenset({"read:jira-work", "read:jira-user"})
SCOPED = Account(name="eva@acme.example", secret=f"{TOKEN}-scoped", user=EVA, kind="scoped", scopes=CLASSIC)
SHORT = Account(
    name="eva@acme.example", secret=f"{TOKEN}-short", user=EVA, kind="scoped", scopes=frozenset({"read:jira-user"})
)
OAUTH = Account(name="oauth", secret=f"{TOKEN}-oauth", user=EVA, kind="oauth", scopes=CLASSIC)
PAT = Account(name="pat", secret=f"{TOKEN}-pat", user=EVA, kind="pat")
LOGIN = Account(name="eva", secret=f"{TOKEN}-password", user=EVA)

STATUSES = (
    Status(id="10000", name="Backlog"),
    Status(id="10001", name="In Progress", category="indeterminate"),
    Status(id="10002", name="Done", category="done"),
)
LINK_TYPES = (
    LinkType(id="10100", name="Blocks", inward="is blocked by", outward="blocks"),
    LinkType(id="10101", name="Contributes", inward="is contributed to by", outward="contributes to key result"),
)
TYPES = (
    IssueType(id=INITIATIVE, name="Initiative", level=2),
    IssueType(id=EPIC, name="Epic", level=1),
    IssueType(id=STORY, name="Story"),
    IssueType(id=SUBTASK, name="Sub-task", level=-1),
    IssueType(id=LAB_EPIC, name="Epic", level=1, project="LAB"),
    IssueType(id=LAB_TASK, name="Task", project="LAB"),
)
PROJECTS = (
    Project(id=10200, key="PAY", name="Payments"),
    Project(id=10201, key="WEB", name="Web Shop"),
    Project(id=10202, key="LAB", name="Lab", team_managed=True),
)
_TRACKED = tuple(Context(project=key, type=type_) for key in ("PAY", "WEB") for type_ in (EPIC, INITIATIVE))
CUSTOM = (
    epic_link(),
    parent_link(),
    textarea(10050, "Anticipated Outcome", contexts=_TRACKED),
    textfield(10051, "OKR", contexts=_TRACKED),
    textarea(10052, "Actual Outcome", contexts=_TRACKED),
    userpicker(10053, "Outcome Owner"),
    goals(10054),
    team(10055),
    textarea(10190, "Anticipated Outcome", project="LAB"),
)
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
_DAY = 86_400_000


def at(text: str) -> int:
    """Milliseconds of a time such as 2026-05-01T09:00Z."""
    return int(datetime.fromisoformat(text).timestamp() * 1000)


def issue(number: int, key: str, type_: str = EPIC, **more: Any) -> Issue:
    """An issue with the id 10000 + number, created a day after the one before it."""
    created = at("2026-01-05T09:00+00:00") + number * _DAY
    own = {name: more.pop(name) for name in list(more) if name in Issue.__struct_fields__}
    own = {"summary": f"Title of {key}", "created": created, "updated": created + 3_600_000, "fields": more} | own
    return Issue(id=10_000 + number, key=key, project=key.rpartition("-")[0], type=type_, **own)


def text(words: str, *links: tuple[str, str]) -> dict[str, Any]:
    """A document of one paragraph, with links as (words, address) at its end."""
    marked = [
        {"type": "text", "text": said, "marks": [{"type": "link", "attrs": {"href": href}}]} for said, href in links
    ]
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": words}, *marked]}
    return {"type": "doc", "version": 1, "content": [paragraph]}


def card(address: str) -> dict[str, Any]:
    paragraph = {"type": "paragraph", "content": [{"type": "inlineCard", "attrs": {"url": address}}]}
    return {"type": "doc", "version": 1, "content": [paragraph]}


ISSUES = (
    issue(1, "PAY-1", INITIATIVE, summary="One checkout for all", status="10001", assignee=EVA,
          **{OUTCOME: "Shoppers pay in half the time, 90 s instead of 180 s, by Q4", OKR: "O1 KR2", OWNER: EVA}),
    issue(2, "PAY-2", parent="PAY-1", summary="Faster checkout", status="10001", assignee=BO,
          **{OUTCOME: text("Checkout takes returning customers 40 s less by the end of Q3"), OKR: "O1 KR1", OWNER: BO}),
    issue(3, "PAY-3", parent="PAY-1", summary="Invoice export", assignee=BOT),
    issue(4, "PAY-4", summary="Refunds", **{OUTCOME: text("TBD"), OKR: None}),
    issue(5, "PAY-5", STORY, parent="PAY-2", summary="Remember the address", assignee=EVA),
    issue(6, "PAY-6", SUBTASK, parent="PAY-5", summary="Write the migration"),
    issue(7, "PAY-7", status="10002", summary="Partner API", assignee=EVA,
          resolutiondate="2026-04-01T10:00:00.000+0200",
          resolution={"id": "10000", "name": "Done"}, labels=["platform"],
          **{OUTCOME: text("Partners see orders 2 h earlier, see ", ("KR 3", "https://okr.acme.example/o1/kr3")),
             ACTUAL: text("Partners see them 90 minutes earlier"), OWNER: EVA}),
    issue(8, "WEB-1", INITIATIVE, summary="A shop that everybody can use", assignee=EVA,
          **{OUTCOME: text("Complaints about access fall from 40 to 10 a month by Q4"), OWNER: EVA,
             GOALS: [{"id": "ari:cloud:townsquare:goal/1"}]}),
    issue(9, "WEB-2", parent="WEB-1", summary="Screen readers", assignee=EVA, description="Outcome: see the parent",
          links=(Link(type="10101", to="PAY-1"),), **{OUTCOME: card("https://okr.acme.example/o2/kr1")}),
    issue(10, "WEB-3", summary="Search", labels=["experiment"], duedate="2026-09-30",
          remote=({"globalId": "okr-7", "relationship": "key result",
                   "object": {"url": "https://okr.acme.example/o2/kr2", "title": "O2 KR2: half the dead ends"}},),
          properties={"okr": {"key": "O2 KR2"}},
          **{OUTCOME: text("Shoppers find what they look for: dead ends fall from 12 % to 6 % by Q3")}),
    issue(11, "WEB-4", parent="WEB-1", summary="Kept between us", security="board"),
    issue(12, "LAB-1", LAB_EPIC, summary="Prices that follow demand", assignee=EVA,
          **{LAB_OUTCOME: text("Margin on perishables grows by 2 points until December")}),
    issue(13, "LAB-2", LAB_EPIC, summary="Voice ordering", assignee=EVA),
    issue(14, "LAB-3", LAB_TASK, parent="LAB-1", summary="Ask ten grocers"),
)  # fmt: skip

_ON_SERVER = {LAB_EPIC: EPIC, LAB_TASK: STORY}
_CLOUD_ACCOUNTS = (FULL, READER, ONLY_PAY, BLIND, SCOPED, SHORT, OAUTH)
_SERVER_ACCOUNTS = (PAT, LOGIN, READER, ONLY_PAY)


def small(
    flavour: Flavour = "cloud", *, limits: Limits | None = None, fields: tuple[Field, ...] = (), **more: Any
) -> Site:
    """The site, whose clock stands at NOW; `fields` come on top of its own, anything else replaces what it has."""
    cloud = flavour == "cloud"
    own: dict[str, Any] = {
        "base_url": "https://acme.atlassian.net" if cloud else "https://jira.acme.example",
        "version": "1001.0.0-SNAPSHOT" if cloud else "9.12.4",
        "projects": PROJECTS if cloud else tuple(replace(each, team_managed=False) for each in PROJECTS),
        "types": TYPES if cloud else tuple(each for each in TYPES if each.project is None),
        "statuses": STATUSES,
        "link_types": LINK_TYPES,
        "issues": ISSUES
        if cloud
        else tuple(replace(each, type=_ON_SERVER.get(each.type, each.type)) for each in ISSUES),
        "accounts": _CLOUD_ACCOUNTS if cloud else _SERVER_ACCOUNTS,
        "limits": limits or Limits(),
        "now": NOW,
    }
    custom = CUSTOM if cloud else (*map(_unscoped, CUSTOM), epic_name())
    return Site(flavour=flavour, fields=(*system_fields(cloud=cloud), *custom, *fields), **(own | more))


def _unscoped(field: Field) -> Field:
    """Data Center knows no team-managed projects: the field gets a context instead."""
    return replace(field, project=None, contexts=(Context(project=field.project),)) if field.project else field
