"""The program as its users start it: real processes, real exit codes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from tests.forks import Fork, Forks

COMMAND = [sys.executable, "-m", "controlroom"]


class Refused(Exception):
    """Exit status and what standard error said."""

    def __init__(self, status: int, told: str, out: str) -> None:
        super().__init__(f"{status}: {told}")
        self.status = status
        self.told = told
        self.out = out


class Program:
    """Commands on one database, and a server that can be killed."""

    def __init__(self, database: str, folder: Path, forks: Forks) -> None:
        self.database = database
        self.folder = folder
        self.forks = forks
        self.server: Fork | subprocess.Popen[str] | None = None
        self.url = ""

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("CONTROLROOM_")}
        return {
            **kept,
            "CONTROLROOM_DATABASE": self.database,
            "CONTROLROOM_DATA_FOLDER": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
        }

    async def run(self, *words: str, typed: str = "") -> Any:
        """Run a command with --json; its result. Raises `Refused` where it did not exit 0."""
        return json.loads(await self.text(*words, "--json", typed=typed))

    async def text(self, *words: str, typed: str = "") -> str:
        """Run a command; what it printed. Raises `Refused` where it did not exit 0."""
        status, out, err = await asyncio.to_thread(self._ran, words, typed)
        if status != 0:
            raise Refused(status, err, out)
        return out

    def _ran(self, words: Sequence[str], typed: str) -> tuple[int, str, str]:
        """Exit status and both outputs, which are files, so that no reader can be waited for."""
        with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
            stdin.write(typed.encode())
            stdin.seek(0)
            process = self.forks.start(
                words, environment=self._environment(), stdin=stdin, stdout=stdout, stderr=stderr
            )
            status = process.wait()
            stdout.seek(0)
            stderr.seek(0)
            return status, stdout.read().decode(), stderr.read().decode()

    async def serve(
        self,
        *options: str,
        descriptors: tuple[int, int] | None = None,
        command: Sequence[str] | None = None,
    ) -> str:
        """Start serving; returns the URL once charge points may connect.

        `command`: what a new interpreter is started as, where it matters that nothing has been
        imported before, or something else is to be run. `descriptors`: its soft and its hard
        limit of file descriptors.
        """
        words = ("serve", "--listen", "127.0.0.1:0", *options)
        limited: tuple[str, ...] = ()
        if descriptors is not None:
            soft, hard = descriptors
            limited = ("sh", "-c", f'ulimit -Sn {soft}; ulimit -Hn {hard}; exec "$@"', "sh")
            command = command or COMMAND
        if command is None:
            self.server = self.forks.start(
                words, environment=self._environment(), stdout=subprocess.PIPE, stderr=sys.stderr
            )
        else:
            self.server = subprocess.Popen(  # noqa: ASYNC220 - a moment, and Fork is the same
                [*limited, *command, *words],
                stdout=subprocess.PIPE,
                encoding="utf-8",
                env=self._environment(),
            )
        assert self.server.stdout is not None
        line = await asyncio.wait_for(asyncio.to_thread(self.server.stdout.readline), 30)
        word = "listening on "
        assert line.startswith(word), line
        self.url = line.removeprefix(word).strip()
        return self.url

    async def kill(self) -> None:
        """kill -9: nothing is said goodbye to."""
        assert self.server is not None
        self.server.kill()
        await self._ended()

    async def terminate(self) -> int:
        """SIGTERM; the exit status."""
        assert self.server is not None
        self.server.send_signal(signal.SIGTERM)
        return await self._ended()

    async def _ended(self) -> int:
        server, self.server = self.server, None
        assert server is not None
        status = await asyncio.to_thread(server.wait, 20)
        if server.stdout is not None:
            server.stdout.close()
        return status

    async def close(self) -> None:
        if self.server is not None:
            await self.kill()
