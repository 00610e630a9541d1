"""Processes beside the window: they start, say where they are, and end."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from controlroom.app.worker import Worker, command, stop_process
from controlroom.domain.errors import Refused
from controlroom.store import served_by
from controlroom.words.texts import ENGLISH
from tests.sentences import says

PROGRAM = """
import asyncio, sys
from pathlib import Path
from controlroom.app.worker import Worker

async def main():
    log, *words = sys.argv[1:]
    worker = Worker.start(Path(log), *words, tied=True)
    print(worker._process.pid, await worker.first_line(), flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers find no settings but their own; none is left behind."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CONTROLROOM_DATA_FOLDER", str(tmp_path / "data"))
    yield
    for process in psutil.Process().children(recursive=True):
        if str(tmp_path) in " ".join(process.cmdline()):
            process.kill()
            pytest.fail(f"left behind: {process}")


def _serve(url: str) -> tuple[str, ...]:
    return ("serve", "--listen", "127.0.0.1:0", "--database", url)


async def test_a_worker_says_its_first_line_and_ends_when_asked(
    sqlite_url: str, tmp_path: Path
) -> None:
    worker = Worker.start(tmp_path / "logs" / "serve.log", *_serve(sqlite_url))
    assert (await worker.first_line()).startswith("listening on ws://127.0.0.1:")
    assert served_by(sqlite_url) == worker._process.pid
    await worker.stop()
    assert not worker.running
    assert served_by(sqlite_url) is None
    await worker.stop()
    assert (tmp_path / "logs" / "serve.log").read_text() == ""


async def test_the_refusal_of_a_worker_is_handed_on(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'missing' / 'a.db').as_posix()}"
    worker = Worker.start(tmp_path / "serve.log", *_serve(url))
    with pytest.raises(Refused, check=says("could not start")) as refused:
        await worker.first_line()
    assert "missing" in ENGLISH.error(refused.value)
    assert "controlroom: " not in ENGLISH.error(refused.value)
    assert not worker.running


async def test_a_worker_that_says_nothing_is_ended(sqlite_url: str, tmp_path: Path) -> None:
    worker = Worker.start(tmp_path / "serve.log", *_serve(sqlite_url))
    with pytest.raises(Refused, check=says("said nothing")):
        await worker.first_line(seconds=0.01)
    assert not worker.running


async def test_a_tied_worker_ends_when_asked_and_says_nothing_of_it(
    sqlite_url: str, tmp_path: Path
) -> None:
    worker = Worker.start(tmp_path / "serve.log", *_serve(sqlite_url), tied=True)
    await worker.first_line()
    await worker.stop()
    assert worker._process.returncode == 0
    assert (tmp_path / "serve.log").read_text() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
async def test_a_tied_worker_ends_with_a_parent_that_was_killed(
    sqlite_url: str, tmp_path: Path
) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROGRAM,
        str(tmp_path / "serve.log"),
        *_serve(sqlite_url),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert parent.stdout is not None
    pid, line = (await parent.stdout.readline()).decode().split(" ", 1)
    assert line.startswith("listening on ")
    worker = psutil.Process(int(pid))
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    await asyncio.to_thread(worker.wait, 20)
    assert served_by(sqlite_url) is None


async def test_a_worker_of_another_window_can_be_stopped(sqlite_url: str, tmp_path: Path) -> None:
    worker = Worker.start(tmp_path / "serve.log", *_serve(sqlite_url))
    await worker.first_line()
    pid = served_by(sqlite_url)
    assert pid is not None
    stopping = asyncio.create_task(stop_process(pid))
    # It is this process's own child, too: somebody has to see it end.
    await worker.stop()
    await stopping
    assert served_by(sqlite_url) is None
    await stop_process(pid)


def test_the_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("serve") == [sys.executable, "-m", "controlroom", "serve"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command("serve") == [sys.executable, "serve"]
