"""The fixtures of the fakes, for their own tests."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.fakes.github.fixtures import github, github_server
from tests.fakes.jira.fixtures import cloud, contract, datacenter, jira

__all__ = ["cloud", "contract", "datacenter", "github", "github_server", "jira"]


@pytest.fixture(scope="session")
def signing_key() -> str:
    """An App's private key, made for this run."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(*form).decode()
