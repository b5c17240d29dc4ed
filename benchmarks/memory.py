"""The peak memory of a command with all the processes that it starts, by looking at them all the time.

Pages that processes share count once (PSS), where the system tells it; elsewhere the largest process speaks for all.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pairs import CLEAN, check

_EVERY = 0.01  # seconds
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
_UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10  # what ru_maxrss counts in, to MiB


def peak(command: list[str]) -> float:
    """MiB at the worst moment of one run. Exits where the command fails."""
    most = 0.0
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=CLEAN
    ) as child:
        while os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            most = max(most, sum(map(_pss, _family(child.pid))))
            time.sleep(_EVERY)
        assert child.stderr is not None
        error = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    check(command, child.returncode, error)
    return most / 1024 or usage.ru_maxrss / _UNIT


def _family(process: int) -> Iterator[int]:
    """The process and its descendants."""
    yield process
    with suppress(OSError):  # it may be gone by now
        for child in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split():
            yield from _family(int(child))


def _pss(process: int) -> int:
    with suppress(OSError):
        if found := _PSS.search(Path(f"/proc/{process}/smaps_rollup").read_text("ascii")):
            return int(found[1])
    return 0
