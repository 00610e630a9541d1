"""The window sees that something serves its database, and does not disturb what does."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from controlroom.app import own_server
from controlroom.app.desk import central_system, pulse, words
from controlroom.app.window import ended_by_signals
from controlroom.app.worker import Worker, stop_process
from controlroom.central_system.reachability import reach
from controlroom.domain.errors import Refused
from controlroom.operations.charging.reachability import Reach
from controlroom.settings import Address, Settings, load
from controlroom.store import open_store, served_by, serving_file
from tests.sentences import says


@pytest.fixture
async def settings(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Settings]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    yield replace(
        load(),
        database=sqlite_url,
        data_folder=tmp_path / "data",
        listen=Address("127.0.0.1", 0),
    )
    pid = served_by(sqlite_url)
    if pid is not None:
        await stop_process(pid)


def _nothing(_words: str, _share: float | None) -> None:
    pass


async def test_a_worker_serves_for_as_long_as_the_window_is_open(settings: Settings) -> None:
    said = []
    async with central_system(settings, lambda *told: said.append(told)):
        first = served_by(settings.database)
        assert first is not None
        # A second window finds it.
        keeping = replace(settings, keep_serving=True)
        async with central_system(keeping, lambda *told: said.append(told)):
            assert served_by(settings.database) == first
        assert served_by(settings.database) == first
    assert served_by(settings.database) is None
    assert said == [("Starting the central system", None)]


async def test_a_worker_that_goes_on_is_found_by_the_next_window(settings: Settings) -> None:
    async with central_system(replace(settings, keep_serving=True), _nothing):
        first = served_by(settings.database)
    assert served_by(settings.database) == first is not None
    async with central_system(settings, _nothing):
        assert served_by(settings.database) == first
    assert served_by(settings.database) is None


async def test_the_last_window_that_is_closed_ends_what_the_first_one_started(
    settings: Settings,
) -> None:
    async with AsyncExitStack() as second:
        async with central_system(settings, _nothing):
            first = served_by(settings.database)
            await second.enter_async_context(central_system(settings, _nothing))
        assert served_by(settings.database) == first is not None
        # A window that fell leaves its file, and no lock.
        file = serving_file(settings.database)
        assert file is not None
        file.with_name(f"{file.name}.window-fallen").touch()
    assert served_by(settings.database) is None
    assert not [*file.parent.glob("*.window-*")]


async def test_what_somebody_serves_by_hand_is_theirs_to_end(settings: Settings) -> None:
    words_ = ("serve", "--listen", "127.0.0.1:0", "--database", settings.database)
    by_hand = Worker.start(settings.data_folder / "serve.log", *words_)
    await by_hand.first_line()
    pid = served_by(settings.database)
    async with central_system(settings, _nothing) as serving:
        assert serving is not None
        with pytest.raises(Refused, check=says("no window started it")):
            await serving.move(Address("127.0.0.1", _free_port()))
    assert served_by(settings.database) == pid is not None
    await by_hand.stop()


async def test_a_central_system_that_fell_is_started_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_server, "LOOK_S", 0.2)
    async with central_system(settings, _nothing), central_system(settings, _nothing):
        first = served_by(settings.database)
        assert first is not None
        os.kill(first, signal.SIGKILL)
        for _ in range(200):
            if served_by(settings.database) not in (None, first):
                break
            await asyncio.sleep(0.1)
        assert served_by(settings.database) not in (None, first)
    assert served_by(settings.database) is None


async def test_why_it_cannot_serve_is_said(settings: Settings) -> None:
    with pytest.raises(Refused, check=says("could not start")):
        async with central_system(replace(settings, listen=Address("192.0.2.1", 1)), _nothing):
            pass
    assert served_by(settings.database) is None


async def test_a_window_that_is_closed_while_it_opens_leaves_nothing(settings: Settings) -> None:
    async def open_it() -> None:
        async with central_system(settings, _nothing):
            raise AssertionError

    opening = asyncio.create_task(open_it())
    await asyncio.sleep(0.2)
    (worker,) = (p for p in psutil.Process().children() if "serve" in p.cmdline())
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert not worker.is_running()
    assert served_by(settings.database) is None


async def test_a_worker_listens_elsewhere_when_it_is_told_to(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        async with central_system(settings, _nothing) as serving:
            assert serving is not None
            first, before = served_by(settings.database), serving.address
            assert before.port
            assert (await reach("127.0.0.1", before.port, tls=False)).reach is Reach.OURS
            await serving.move(wanted := Address("127.0.0.1", _free_port()))
            assert serving.address == wanted
            assert served_by(settings.database) not in (None, first)
            assert (await reach("127.0.0.1", wanted.port, tls=False)).reach is Reach.OURS
            assert load().listen == wanted
            # Where it cannot, it goes on where it was, and the file says so.
            with pytest.raises(Refused, check=says("in use")):
                await serving.move(Address("127.0.0.1", taken.getsockname()[1]))
            assert serving.address == wanted == load().listen
            assert (await reach("127.0.0.1", wanted.port, tls=False)).reach is Reach.OURS
    assert served_by(settings.database) is None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


async def test_postgresql_has_servers_of_its_own(settings: Settings) -> None:
    elsewhere = replace(settings, database="postgresql://nobody@nowhere.invalid/x")
    async with central_system(elsewhere, _nothing) as serving:
        assert serving is None


@pytest.mark.qt_loop
@pytest.mark.skipif(not hasattr(signal, "SIGTERM"), reason="signals of POSIX")
async def test_a_signal_closes_the_window(qapp: QApplication) -> None:
    # As the desktop has it: the loop ends when everything is closed in order.
    qapp.setQuitOnLastWindowClosed(False)
    closed = asyncio.Event()

    class Window(QWidget):
        @override
        def closeEvent(self, event: QCloseEvent) -> None:
            closed.set()

    window = Window()
    window.show()
    async with ended_by_signals():
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(closed.wait(), 20)
    window.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)


def test_what_is_being_done_is_said_in_the_language_of_the_screen(qapp: QApplication) -> None:
    from controlroom.desktop.kit.translations import Translator, read

    assert words("Opening the database") == "Opening the database"
    translator = Translator(read("sv"))
    qapp.installTranslator(translator)
    try:
        assert words("Opening the database") == "Öppnar databasen"
    finally:
        qapp.removeTranslator(translator)


async def test_the_window_knows_at_once_that_what_served_fell(settings: Settings) -> None:
    """Its beats would tell some seconds later; a quarter of a minute is too late for a screen."""
    async with central_system(settings, _nothing):
        store = await open_store(settings.database, upgrade=False)
        try:
            heard = pulse(store, settings.database)
            assert await heard() is not None
            pid = served_by(settings.database)
            assert pid is not None
            process = psutil.Process(pid)
            process.kill()
            with suppress(psutil.TimeoutExpired):
                process.wait(0.1)
            assert await store.servers.heard() is not None, "by its beats it lives"
            assert await heard() is None
        finally:
            await store.close()
