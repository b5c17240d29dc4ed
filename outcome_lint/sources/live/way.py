"""The way to a server, in words: proxy, certificates, cache."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

from outcome_lint.health import Step
from outcome_lint.sources.live.reach import Reach


def told(reach: Reach, address: str, *, proxy: str = "", bundle: str = "") -> Step:
    """Through which proxy, with which certificates, and where answers are kept; secrets of a proxy are left out."""
    proxy, said_by = (_bare(proxy), "proxy:") if proxy else _proxy(reach, address)
    bundle = bundle or reach.environ.get("REQUESTS_CA_BUNDLE") or reach.environ.get("CURL_CA_BUNDLE") or ""
    parts = [
        f"proxy {proxy} ({said_by})" if proxy else "no proxy",
        f"certificates of {bundle}" if bundle else "usual certificates",
        f"cache in {reach.cache}" if reach.cache else "no cache",
    ]
    if bundle and not Path(bundle).exists():
        return Step("way", "wrong", f"there is no file of certificates {bundle}", "ca-bundle: names one")
    return Step("way", "fine", ", ".join(parts))


def _proxy(reach: Reach, address: str) -> tuple[str, str]:
    url, environ = urlsplit(address), reach.environ
    without = environ.get("NO_PROXY") or environ.get("no_proxy") or ""
    if proxy_bypass_environment(url.hostname or "", {"no": without}):
        return "", ""
    for name in (f"{url.scheme}_proxy", f"{url.scheme}_proxy".upper(), "all_proxy", "ALL_PROXY"):
        if found := environ.get(name):
            return _bare(found), name
    return "", ""


def _bare(address: str) -> str:
    return address.rpartition("@")[2].removeprefix("http://").removeprefix("https://").rstrip("/")
