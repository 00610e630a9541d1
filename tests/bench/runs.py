"""One server under one load, and what must hold whatever the speed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from tests.bench import servers
from tests.bench.databases import Database
from tests.bench.generator import Load, Measured
from tests.bench.servers import ROOT, Server, started

_SLACK_S = 240
_QUOTED = 5


@dataclass(frozen=True, slots=True)
class Run:
    """A measurement with its name. `broken`: what should hold and did not, as sentences."""

    name: str
    load: Load
    measured: Measured
    rows: int | None = None
    """Messages of charge points that the database holds."""
    behind: int | None = None
    """How far the slowest consumer was behind the journal when the load ended."""
    broken: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Messages answered a second."""
        return self.measured.answered / self.measured.seconds

    @property
    def server_us(self) -> float:
        """CPU of the server a message, in microseconds."""
        return self._us(self.measured.server_cpu_s)

    @property
    def busiest_us(self) -> float:
        """CPU a message of the server's busiest process, which decides how many it can take."""
        return self._us(self.measured.busiest_cpu_s)

    @property
    def database_us(self) -> float:
        """CPU of the database server a message, in microseconds."""
        return self._us(self.measured.database_cpu_s)

    @property
    def cost_us(self) -> float:
        """CPU a message of the server and its database, in microseconds."""
        return self.server_us + self.database_us

    @property
    def bytes_a_connection(self) -> float:
        more = self.measured.resident_after - self.measured.resident_before
        return more / (self.load.stations - self.load.before)

    def _us(self, seconds: float) -> float:
        return seconds / max(self.measured.answered, 1) * 1e6


def yardstick(load: Load, *, tls: bool = False) -> Run:
    """Server A under the same load."""
    words = servers.yardstick(tls=tls)
    return run("A: websockets, asyncio, json.loads", words, replace(load, key=None))


def wire(load: Load, *, tls: bool = False) -> Run:
    """The product's wire under the load."""
    return run("wire: every check, no store", servers.wire(tls=tls), load)


def run(name: str, words: Sequence[str], load: Load, database: Database | None = None) -> Run:
    """Begin the server, put the load on it, end it, and see what held."""
    with started(words) as server:
        load = replace(
            load,
            url=server.url,
            processes=(server.pid,),
            database=None if database is None else database.postmaster,
        )
        measured = _generate(load)
        behind = None if database is None else database.behind()
        broken = _broken(load, measured, server)
    # Counted after the orderly end: what was under way is committed by then.
    rows = None if database is None else database.rows()
    if rows is not None and rows < measured.acknowledged:
        broken.append(f"{measured.acknowledged} messages were acknowledged, {rows} are stored")
    return Run(name, load, measured, rows, behind, broken)


def _generate(load: Load) -> Measured:
    """The load, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.generator", json.dumps(asdict(load))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=load.seconds + _SLACK_S,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the load ended with {done.returncode}: {done.stderr}")
    return Measured(**json.loads(done.stdout))


def _broken(load: Load, measured: Measured, server: Server) -> list[str]:
    broken = []
    if measured.errors:
        broken.append(f"{measured.errors} messages were not answered as they should be")
    if measured.lost:
        broken.append(f"{measured.lost} connections were lost")
    if measured.booted < load.stations:
        broken.append(f"{load.stations - measured.booted} stations never booted")
    if measured.unanswered:
        broken.append(f"{measured.unanswered} messages were never answered")
    complaints = server.complaints()
    if complaints:
        broken.append(f"the server wrote {len(complaints)} lines to standard error")
    return [*broken, *measured.examples, *complaints[:_QUOTED]] if broken else []
