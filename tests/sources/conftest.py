"""A reader for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.helpers import Sources


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path)
