"""Which work items a text refers to: Jira keys, and issues of GitHub by number, `owner/repo#7`, or address."""

from __future__ import annotations

import re
from collections.abc import Iterable

_JIRA = re.compile(r"(?:(?<=/browse/)|(?<![\w/.-]))([A-Z][A-Z0-9_]{1,19})-([1-9]\d{0,8})(?![\w.]*\w)")
_BRANCH = re.compile(r"(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9]{1,19})-([1-9]\d{0,8})(?![A-Za-z0-9])")
_GITHUB = re.compile(
    r"https?://[^\s/()]+/([\w.-]+/[\w.-]+)/issues/(\d+)|(?<![\w/])([\w.-]+/[\w.-]+)#(\d+)\b|(?<![\w&/])(?:#|GH-)(\d+)\b"
)
_SILENT = re.compile(r"<!--.*?-->|```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`", re.DOTALL)
_NO_KEYS = frozenset(
    "AES ASCII BASE64 CP CVE CWE EC ECMA EN FIPS GB GHSA GPT HTTP IEEE IPV ISO JDK JEP JSR MD NIST OL PEP PR PY RFC "
    "RSA SHA SHA1 SHA2 SHA3 SOC TLS UTC UTF VERSION WCAG WIN X".split()
)  # what looks like a key and names a standard


def spoken(text: str) -> str:
    """The text without HTML comments and code, where a key is an example."""
    return _SILENT.sub(" ", text)


def jira_keys(texts: Iterable[str], branch: str = "", projects: Iterable[str] = ()) -> list[str]:
    """In order, each once; of the `projects` only, where they are known: then a branch may be lower case."""
    known = {project.upper() for project in projects}
    found = [match for text in texts for match in _JIRA.findall(spoken(text))]
    found += [(project.upper(), number) for project, number in _BRANCH.findall(branch) if project.upper() in known]
    found += _JIRA.findall(branch.replace("/", " ").replace("_", " "))
    return list(
        dict.fromkeys(
            f"{project}-{number}"
            for project, number in found
            if (project in known if known else project not in _NO_KEYS)
        )
    )


def github_keys(texts: Iterable[str], repository: str) -> list[str]:
    """In order, each once, as `owner/repo#7`; a bare number is of the repository."""
    found: dict[str, None] = {}
    for text in texts:
        for match in _GITHUB.finditer(spoken(text)):
            name = match[1] or match[3] or repository
            found[f"{name}#{match[2] or match[4] or match[5]}"] = None
    return list(found)
