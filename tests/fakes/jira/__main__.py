"""`python -m tests.fakes.jira --epics 10000 --latency 150`: prints its address, and ends with stdin or SIGTERM.

For each line of stdin it prints how many requests came since the line before.
"""

from __future__ import annotations

import argparse
import signal
import sys
from typing import Any

from tests.fakes.jira import serve
from tests.fakes.jira.big import big
from tests.fakes.jira.faults import mixture


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.fakes.jira", description=__doc__)
    options.add_argument("--epics", type=int, default=1000)
    options.add_argument("--latency", type=float, default=0, help="milliseconds a request")
    options.add_argument("--datacenter", action="store_true")
    options.add_argument("--faults", type=float, default=0, help="percent of the requests")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--port", type=int, default=0)
    given = options.parse_args()
    site = big(given.epics, "datacenter" if given.datacenter else "cloud")
    faults = mixture(given.faults, given.seed) if given.faults else []
    signal.signal(signal.SIGTERM, _stop)
    with serve(site, faults=faults, latency=given.latency / 1000, port=given.port) as server:
        print(server.url, flush=True)
        counted = 0
        for _ in sys.stdin:
            counted, before = len(server.requests), counted
            print(counted - before, flush=True)


def _stop(*_: Any) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
