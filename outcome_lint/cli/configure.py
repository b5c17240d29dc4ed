"""`outcome-lint config`: what is in force, and who said so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
import msgspec

from outcome_lint.cli import options, streams
from outcome_lint.cli.session import Session, Wishes
from outcome_lint.config import config_schema
from outcome_lint.model import Severity
from outcome_lint.rulebook import rule_schema

_FLAGS = {
    "profile": "OUTCOME_LINT_CHECK_PROFILE",
    "fail-on": "OUTCOME_LINT_CHECK_FAIL_ON",
    "max-ffr": "OUTCOME_LINT_CHECK_MAX_FFR",
}


@click.group("config")
def command() -> None:
    """Show, validate or describe the configuration."""


def _session(config: Path | None, no_config: bool) -> Session:
    session = Session(Wishes(config=config, no_config=no_config))
    session.task(session.baseline())  # tells every mistake
    return session


@command.command("show")
@click.option(
    "-c", "--config", type=options.EXISTING, help="Configuration file; default: the nearest outcome-lint.yml."
)
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def show(config: Path | None, no_config: bool, format_: str) -> int:
    """Print every effective value and where it came from."""
    session = _session(config, no_config)
    rows = [*_values(session), *_rules(session)]
    if format_ == "json":
        encoded = msgspec.json.encode([{"key": key, "value": value, "origin": origin} for key, value, origin in rows])
        streams.write_out([msgspec.json.format(encoded).decode(), "\n"])
        return 0
    keys = max(len(key) for key, _, _ in rows)
    origins = max(len(origin) for _, _, origin in rows)
    streams.write_out(f"{key:{keys}}  {origin:{origins}}  {_shown(value)}\n" for key, value, origin in rows)
    return 0


def _values(session: Session) -> list[tuple[str, Any, str]]:
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
            env = os.environ.get(_FLAGS.get(name or key, ""))
            origin = f"env {_FLAGS[name or key]}" if env else found.place(*where) or _general(session, key)
            rows.append((full, env or part, origin))
    return rows


def _general(session: Session, key: str) -> str:
    document = session.found.document
    return document.path if document and not document.places and key in document.value else "default"


def _rules(session: Session) -> list[tuple[str, Any, str]]:
    settings = session.resolver.settings(session.profile)
    return [
        (f"rules.{name}", {"severity": setting.severity or "off", **setting.options}, setting.origin)
        for name, setting in settings.items()
    ]


def _shown(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"severity"}:
        return str(value["severity"])
    if isinstance(value, str | Severity):
        return str(value) or '""'
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 100 else text[:97] + "…"  # noqa: PLR2004


@command.command("validate")
@click.option(
    "-c", "--config", type=options.EXISTING, help="Configuration file; default: the nearest outcome-lint.yml."
)
def validate(config: Path | None) -> int:
    """Tell every mistake of the configuration, its profiles, rules and baseline; exit 2 where there is one."""
    session = _session(config, no_config=False)
    document = session.found.document
    click.echo(f"{document.path} is fine" if document else "no configuration file: the defaults are in force")
    return 0


@command.command("schema")
@click.argument("which", type=click.Choice(["config", "rule", "result", "work-item"]), default="config")
def schema(which: str) -> int:
    """Print the JSON Schema of the configuration, of rule files, of JSON results or of snapshot lines."""
    from outcome_lint.output.schema import result_schema, work_item_schema

    makers = {"config": config_schema, "rule": rule_schema, "result": result_schema, "work-item": work_item_schema}
    streams.write_out([msgspec.json.format(msgspec.json.encode(makers[which]())).decode(), "\n"])
    return 0
