"""Finds, reads, validates and explains the configuration."""

from outcome_lint.config.effective import Resolver, Selection, Setting, Settings, builtin_gates, builtin_profiles, plans
from outcome_lint.config.find import NAMES, Found, config_schema, find, read, shown
from outcome_lint.config.forms import Forms, forms_of, read_forms
from outcome_lint.config.shape import Config, Profile
from outcome_lint.trackers import listed

__all__ = [
    "NAMES",
    "Config",
    "Forms",
    "Found",
    "Profile",
    "Resolver",
    "Selection",
    "Setting",
    "Settings",
    "builtin_gates",
    "builtin_profiles",
    "config_schema",
    "find",
    "forms_of",
    "listed",
    "plans",
    "read",
    "read_forms",
    "shown",
]
