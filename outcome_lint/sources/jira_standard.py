"""Fields that come with Jira or its planning and have the same type everywhere, whatever they are called there."""

from __future__ import annotations

_NAMES = {
    "gh-epic-link": "Epic Link",
    "jpo-custom-field-parent": "Parent Link",
    "jpo-custom-field-baseline-end": "Target end",
    "atlassian-team": "Team",
    "rm-teams-custom-field-team": "Team",
    ":goals": "Goals",
}


def standard_name(custom: object) -> str | None:
    """The English name of the type in a field's schema, such as `com.pyxis.greenhopper.jira:gh-epic-link`."""
    if not isinstance(custom, str):
        return None
    return next((name for end, name in _NAMES.items() if custom.endswith(end)), None)
