"""What the operating system says of processes: CPU, memory, how many files they may open."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress

import psutil


def cpu_seconds(processes: Iterable[int]) -> float:
    """User and system time of the processes and all that they started, those that ended too."""
    total = 0.0
    for pid in processes:
        parent = psutil.Process(pid)
        times = parent.cpu_times()
        total += times.user + times.system
        # A child that ends moves its time to its parent's, so the sum never falls.
        total += getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        for child in parent.children(recursive=True):
            try:
                times = child.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system
    return total


def cpu_of_each(processes: Iterable[int]) -> dict[int, float]:
    """User and system time of each of the processes and of those that they started, by its id."""
    found = {}
    for pid in processes:
        parent = psutil.Process(pid)
        for one in (parent, *parent.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                times = one.cpu_times()
                found[one.pid] = times.user + times.system
    return found


def resident_bytes(processes: Iterable[int]) -> int:
    """Memory that is in use, of the processes themselves."""
    return sum(psutil.Process(pid).memory_info().rss for pid in processes)


def allow_many_files() -> None:
    """Raise the soft limit on open files to the hard one: a connection is a file."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
