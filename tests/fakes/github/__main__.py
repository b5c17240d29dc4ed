"""The server as a process: prints its API URL, and ends with its standard input or on SIGTERM.

For each line of its input it prints how many calls came since the last.

usage: python -m tests.fakes.github --issues 10000 --epics 500 --latency 150 [--faults 5 --seed 7] [--log FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from tests.fakes.github import Faults, Host, Request, Server, big_repository, serve, small_org


def main() -> None:
    options = _options()
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    signal.signal(signal.SIGINT, lambda *_: stopped.set())
    faults = Faults(percent=options.faults, seed=options.seed)
    with (
        Path(options.log or os.devnull).open("w", encoding="utf-8") as log,
        serve(_host(options), port=options.port, latency=options.latency, faults=faults, watch=_writer(log)) as server,
    ):
        print(server.api_url, flush=True)
        threading.Thread(target=_count, args=(server, stopped), daemon=True).start()
        stopped.wait()


def _count(server: Server, stopped: threading.Event) -> None:
    counted = 0
    for _ in sys.stdin:
        counted, before = len(server.requests), counted
        print(counted - before, flush=True)
    stopped.set()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.github", description=__doc__.splitlines()[0])
    parser.add_argument("--issues", type=int, default=0, help="0 is the small organisation")
    parser.add_argument("--epics", type=int, default=500)
    parser.add_argument("--project", choices=("all", "epics", "none"), default="all", help="what Project 1 holds")
    parser.add_argument("--enterprise", metavar="VERSION", help="an Enterprise Server")
    parser.add_argument("--cursors", action="store_true", help="lists without a last page")
    parser.add_argument("--latency", type=float, default=0, help="milliseconds an answer")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--faults", type=float, default=0, help="per cent of the calls")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--log", metavar="FILE", help="every call as a line of JSON")
    return parser.parse_args()


def _host(options: argparse.Namespace) -> Host:
    host = Host.server(options.enterprise) if options.enterprise else Host()
    host.cursors = options.cursors
    if not options.issues:
        return small_org(host)
    return big_repository(options.issues, options.epics, project=options.project, host=host)


def _writer(log: IO[str]) -> Callable[[Request], None]:
    def write(request: Request) -> None:
        kept = ("number", "method", "path", "query", "body", "account", "status", "fault")
        log.write(json.dumps({name: getattr(request, name) for name in kept}) + "\n")
        log.flush()

    return write


if __name__ == "__main__":
    main()
