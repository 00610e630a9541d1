"""The program as its users start it: real processes, real exit codes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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

    def __init__(self, database: str, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.server: asyncio.subprocess.Process | None = None
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
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            *words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._environment(),
        )
        out, err = await process.communicate(typed.encode())
        if process.returncode != 0:
            raise Refused(process.returncode or 0, err.decode(), out.decode())
        return out.decode()

    async def serve(
        self,
        *options: str,
        descriptors: tuple[int, int] | None = None,
        command: Sequence[str] = COMMAND,
    ) -> str:
        """Start serving; answers the URL once charge points may connect.

        `descriptors`: the soft and the hard limit of file descriptors. `command`: what the
        program is started as.
        """
        limited: tuple[str, ...] = ()
        if descriptors is not None:
            soft, hard = descriptors
            limited = ("sh", "-c", f'ulimit -Hn {hard}; ulimit -Sn {soft}; exec "$@"', "sh")
        self.server = await asyncio.create_subprocess_exec(
            *limited,
            *command,
            "serve",
            "--listen",
            "127.0.0.1:0",
            *options,
            stdout=asyncio.subprocess.PIPE,
            env=self._environment(),
        )
        assert self.server.stdout is not None
        line = await asyncio.wait_for(self.server.stdout.readline(), 30)
        word = b"listening on "
        assert line.startswith(word), line
        self.url = line.removeprefix(word).decode().strip()
        return self.url

    async def kill(self) -> None:
        """kill -9: nothing is said goodbye to."""
        assert self.server is not None
        self.server.kill()
        await self.server.wait()
        self.server = None

    async def terminate(self) -> int:
        """SIGTERM; the exit status."""
        assert self.server is not None
        self.server.send_signal(signal.SIGTERM)
        status = await asyncio.wait_for(self.server.wait(), 20)
        self.server = None
        return status

    async def close(self) -> None:
        if self.server is not None and self.server.returncode is None:
            self.server.kill()
            await self.server.wait()
