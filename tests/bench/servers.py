"""Servers under load: each in a process of its own, begun, awaited and ended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

CERTIFICATE = ROOT / "tests" / "central_system" / "certificate.pem"
KEY = ROOT / "tests" / "central_system" / "key.pem"

_READY = re.compile(r"listening on (wss?://\S+)")
_STOP_S = 30


@dataclass(frozen=True, slots=True)
class Server:
    """One that listens. `log` is the file of its standard error."""

    url: str
    pid: int
    log: Path

    def complaints(self) -> list[str]:
        """What it said that nobody expects to read."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()


def yardstick(*, tls: bool) -> list[str]:
    """Server A."""
    return ["-m", "tests.bench.yardstick", *(map(str, (CERTIFICATE, KEY)) if tls else ())]


def wire(*, tls: bool) -> list[str]:
    """The product's wire with nothing behind it."""
    return ["-m", "tests.bench.wire_only", *(map(str, (CERTIFICATE, KEY)) if tls else ())]


def serve(database: str, *, tls: bool = False, processes: int = 1) -> list[str]:
    """The product, as its users start it."""
    words = ["-m", "controlroom", "serve", "--listen", "127.0.0.1:0", "--database", database]
    if processes > 1:
        words += ["--processes", str(processes)]
    if tls:
        words += ["--tls-certificate", str(CERTIFICATE), "--tls-key", str(KEY)]
    return words


def environment(folder: Path) -> dict[str, str]:
    """Without the settings of whoever runs this, and with their folders replaced."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CONTROLROOM_")}
    homes = {f"XDG_{kind}_HOME": str(folder) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return kept | homes


@contextmanager
def started(words: Sequence[str]) -> Iterator[Server]:
    """Python with these words, from its first line on; SIGTERM at the end.

    Raises RuntimeError, with what it said, where it ends instead of listening.
    """
    with tempfile.TemporaryDirectory(prefix="controlroom-bench-") as name:
        log = Path(name) / "stderr"
        with log.open("w", encoding="utf-8") as errors:
            process = subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=environment(Path(name)),
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            ready = _READY.search(line)
            if ready is None:
                process.kill()
                told = log.read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"{' '.join(words)} did not start: {line}{told}")
            yield Server(ready[1], process.pid, log)
        finally:
            process.terminate()
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
