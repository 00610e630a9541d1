"""Figures for people: absolute, and as ratio to the yardstick of the same run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from tests.bench.runs import Run

_NAME = 36
_BUSY = 0.9
"""Of one core: beyond it the load is what is measured."""
_INVARIANTS = "no error answer, nothing unanswered, no link lost, stored ≥ answered, no complaint"


def throughput(title: str, runs: Sequence[Run]) -> None:
    """Closed loop: the first run is the yardstick."""
    _head(title, "messages/s", "x A", "µs/message", "x A", "server", "database", "p50 ms", "p99 ms")
    first = runs[0]
    for run in runs:
        measured = run.measured
        _run(
            run,
            f"{run.rate:,.0f}",
            _ratio(run.rate, first.rate),
            f"{run.cost_us:,.0f}",
            _ratio(run.cost_us, first.cost_us),
            f"{run.server_us:,.0f}",
            f"{run.database_us:,.0f}" if run.load.database is not None else "",
            f"{measured.p50_ms:.1f}",
            f"{measured.p99_ms:.1f}",
        )
    _held(runs)


def together(title: str, runs: Sequence[Run]) -> None:
    """Closed loop: the first run is one process.

    `room` is how many times its messages fit until the busiest process of a run fills a core: what
    a machine with a core for each process, for the database and for the load would show.
    """
    costs = ("µs/message", "x one", "server", "busiest", "room", "database")
    _head(title, "messages/s", "x one", *costs, "p50 ms", "p99 ms")
    first = runs[0]
    for run in runs:
        _run(
            run,
            f"{run.rate:,.0f}",
            _ratio(run.rate, first.rate),
            f"{run.cost_us:,.0f}",
            _ratio(run.cost_us, first.cost_us),
            f"{run.server_us:,.0f}",
            f"{run.busiest_us:,.0f}",
            _ratio(first.busiest_us, run.busiest_us),
            f"{run.database_us:,.0f}",
            f"{run.measured.p50_ms:.1f}",
            f"{run.measured.p99_ms:.1f}",
        )
    _held(runs)


def latency(title: str, runs: Sequence[Run]) -> None:
    """Open loop: one yardstick for each rate."""
    _head(title, "offered/s", "p50 ms", "x A", "p99 ms", "x A", "load's p99", "µs/message", "x A")
    of_a = {run.load.rate: run for run in reversed(runs)}
    for run in runs:
        measured, first = run.measured, of_a[run.load.rate].measured
        cost, cost_of_a = run.cost_us, of_a[run.load.rate].cost_us
        _run(
            run,
            f"{run.load.rate:,.0f}",
            f"{measured.p50_ms:.1f}",
            _ratio(measured.p50_ms, first.p50_ms),
            f"{measured.p99_ms:.1f}",
            _ratio(measured.p99_ms, first.p99_ms),
            f"{measured.lag_p99_ms:.1f}",
            f"{cost:,.0f}",
            _ratio(cost, cost_of_a),
        )
    _held(runs)


def memory(title: str, runs: Sequence[Run]) -> None:
    _head(title, "KiB each", "x A", "CPU at rest")
    first = runs[0].bytes_a_connection
    for run in runs:
        each = run.bytes_a_connection
        rest = (run.measured.server_cpu_s + run.measured.database_cpu_s) / run.measured.seconds
        _run(run, f"{each / 1024:.1f}", _ratio(each, first), f"{rest:.1%}")
    _held(runs)


def ramp(title: str, runs: Sequence[Run]) -> None:
    _head(title, "seconds", "x A", "stations/s")
    for run in runs:
        seconds = run.measured.ramp_s
        _run(
            run,
            f"{seconds:.1f}",
            _ratio(seconds, runs[0].measured.ramp_s),
            f"{run.measured.booted / seconds:,.0f}",
        )
    _held(runs)


def as_json(runs: Sequence[Run]) -> list[dict[str, object]]:
    """Everything that was measured, for programs."""
    return [asdict(run) | {"answered_per_s": run.rate} for run in runs]


def _head(title: str, *columns: str) -> None:
    print(f"\n{title}")
    _line("", *columns, "answered", "stored")


def _run(run: Run, *cells: str) -> None:
    stored = "" if run.rows is None else f"{run.rows:,}"
    _line(run.name, *cells, f"{run.measured.acknowledged:,}", stored)


def _line(name: str, *cells: str) -> None:
    print(f"  {name:<{_NAME}}" + "".join(f"{cell:>12}" for cell in cells))


def _ratio(value: float, yardstick: float) -> str:
    return f"{value / yardstick:.2f}" if yardstick else ""


def _held(runs: Sequence[Run]) -> None:
    if not any(run.broken for run in runs):
        print(f"  held: {_INVARIANTS}")
    for run in runs:
        for sentence in run.broken:
            print(f"  BROKEN in {run.name}: {sentence}")
        if run.behind:
            print(f"  {run.name}: consumers {run.behind:,} positions behind as the load ended")
        busy = run.measured.load_cpu_s / run.measured.seconds
        if busy > _BUSY:
            print(f"  {run.name}: the load itself was {busy:.0%} busy; the server may do more")
