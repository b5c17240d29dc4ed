"""`outcome-lint config`: what is in force, and who said so."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from outcome_lint.cli import options, streams
from outcome_lint.cli.session import Session
from outcome_lint.config import config_schema
from outcome_lint.model import Severity
from outcome_lint.rulebook import rule_schema

# key of the configuration: the parameter that overrules it
_OVERRULED = {
    "profile": "profile",
    "baseline": "baseline",
    "gate.fail-on": "fail_on",
    "gate.max-ffr": "max_ffr",
    "group-by": "group_by",
    "min-severity": "min_severity",
    "min-confidence": "min_confidence",
}
_OF_THE_RUN = ("config", "rules", "select", "ignore", "since", "no_baseline", "ratchet")


@click.group("config")
def command() -> None:
    """Show, validate or describe the configuration."""


@command.command("show")
@options.configured
@options.rules
@options.scope
@options.gate
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def show(context: click.Context, /, format_: str, **values: Any) -> int:
    """Print every effective value and where it came from, under the same flags and environment as `check`."""
    session = Session(options.wishes(values))
    session.prepare()  # tells every mistake
    rows = [*_values(session, context), *_run_values(session, context), *_rules(session)]
    if format_ == "json":
        encoded = msgspec.json.encode(
            [{"key": key, "value": value, "origin": origin} for key, value, origin in rows], enc_hook=str
        )
        streams.write_out([msgspec.json.format(encoded).decode(), "\n"])
        return 0
    keys = max(len(key) for key, _, _ in rows)
    origins = max(len(origin) for _, _, origin in rows)
    streams.write_out(f"{key:{keys}}  {origin:{origins}}  {_shown(value)}\n" for key, value, origin in rows)
    return 0


def _values(session: Session, context: click.Context) -> list[tuple[str, Any, str]]:
    """Each key of the configuration but the rules, with defaults filled in."""
    found = session.found
    whole = msgspec.to_builtins(found.config)
    mapping = session.mapping
    whole |= {"fields": dict(mapping.fields), "levels": dict(mapping.levels), "work-kinds": dict(mapping.work_kinds)}
    rows = []
    for key, value in whole.items():
        if key == "rules":
            continue
        nested = value if isinstance(value, dict) and value else {"": value}
        for name, part in nested.items():
            where = (key, name) if name else (key,)
            full = ".".join(where)
            overruling = _OVERRULED.get(full, "")
            said = _said_by(context, overruling)
            shown = getattr(session.wishes, overruling) if said else part
            rows.append((full, shown, said or found.place(*where) or "default"))
    return rows


def _run_values(session: Session, context: click.Context) -> list[tuple[str, Any, str]]:
    """What flags and environment say that no key of the configuration could."""
    said = [(name, _said_by(context, name)) for name in _OF_THE_RUN]
    return [(f"--{name.replace('_', '-')}", getattr(session.wishes, name), origin) for name, origin in said if origin]


def _said_by(context: click.Context, parameter: str) -> str:
    """The flag or the variable that sets the parameter, or "" where neither does."""
    option = next((each for each in context.command.params if each.name == parameter), None)
    source = context.get_parameter_source(parameter) if option else None
    if option and source is click.core.ParameterSource.COMMANDLINE:
        return f"flag {max(option.opts, key=len)}"
    return f"env {option.envvar}" if option and source is click.core.ParameterSource.ENVIRONMENT else ""


def _rules(session: Session) -> list[tuple[str, Any, str]]:
    settings = session.resolver.settings(session.profile)
    return [
        (f"rules.{name}", {"severity": setting.severity or "off", **setting.options}, setting.origin)
        for name, setting in settings.items()
    ]


def _shown(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"severity"}:
        return str(value["severity"])
    if isinstance(value, str | Path | date | Severity):
        return str(value) or '""'
    text = msgspec.json.encode(value, enc_hook=str).decode()
    return text if len(text) <= 100 else text[:97] + "…"  # noqa: PLR2004


@command.command("validate")
@options.configured
def validate(**values: Any) -> int:
    """Tell every mistake of the configuration, its profiles, rules and baseline; exit 2 where there is one."""
    session = Session(options.wishes(values))
    session.prepare()
    document = session.found.document
    said = f"{document.path} is fine" if document else "no configuration file: the defaults are in force"
    streams.write_out([said, "\n"])
    return 0


@command.command("schema")
@click.argument(
    "which", type=click.Choice(["config", "rule", "result", "work-item", "gate", "report"]), default="config"
)
def schema(which: str) -> int:
    """Print the JSON Schema of the configuration, rule files, JSON results, snapshot lines, gate answers or reports."""
    from outcome_lint.output.report.schema import report_schema
    from outcome_lint.output.schema import gate_schema, result_schema, work_item_schema

    makers = {
        "config": config_schema,
        "rule": rule_schema,
        "result": result_schema,
        "work-item": work_item_schema,
        "gate": gate_schema,
        "report": report_schema,
    }
    streams.write_out([msgspec.json.format(msgspec.json.encode(makers[which]())).decode(), "\n"])
    return 0
