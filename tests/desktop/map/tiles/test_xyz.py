"""A tile server on this machine, obliging and not; and what may stand in the setting."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from controlroom.desktop.map.tiles import network
from controlroom.desktop.map.tiles.memory import Key
from controlroom.desktop.map.tiles.opening import open_tiles
from controlroom.desktop.map.tiles.xyz import Xyz
from controlroom.domain.errors import InvalidValue
from controlroom.words.texts import ENGLISH
from tests.desktop.map.tiles.files import colour, picture
from tests.sentences import says


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[Key] = []
        self.agents: set[str] = set()
        self.busy = 0
        self.most_busy = 0
        self.turn = threading.Lock()
        self.held = threading.Event()
        self.held.set()
        self.answer: Callable[[Key], tuple[int, bytes]] = lambda key: (200, picture(key))
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def template(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{{z}}/{{x}}/{{y}}.png"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        server = self.server
        found = re.fullmatch(r"/(\d+)/(\d+)/(\d+)\.png", self.path)
        assert found is not None
        key = (int(found[1]), int(found[2]), int(found[3]))
        with server.turn:
            server.asked.append(key)
            server.agents.add(self.headers["User-Agent"])
            server.busy += 1
            server.most_busy = max(server.most_busy, server.busy)
        server.held.wait(5)
        status, body = server.answer(key)
        with server.turn:
            server.busy -= 1
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=lambda: made.serve_forever(0.02))
    thread.start()
    yield made
    made.held.set()
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def source(server: Server, tmp_path: Path) -> Iterator[Xyz]:
    made = open_tiles(f"{server.template} © Someone", tmp_path)
    assert isinstance(made, Xyz)
    yield made
    made.close()


def _come(qtbot: QtBot, source: Xyz, key: Key) -> str | None:
    arrived: list[Key] = []
    source.arrived.connect(lambda *which: arrived.append(which))
    source.tile(*key)
    qtbot.waitUntil(lambda: key in arrived, timeout=5000)
    image = source.tile(*key)
    return None if image is None else image.pixelColor(0, 0).name()


def test_tiles_come_from_the_server(server: Server, source: Xyz, qtbot: QtBot) -> None:
    assert source.attribution == "© Someone"
    assert _come(qtbot, source, (2, 1, 3)) == colour((2, 1, 3)).name()
    assert server.asked == [(2, 1, 3)]
    (agent,) = server.agents
    assert agent.startswith("controlroom/"), "a server may know who asks"


def test_what_was_fetched_is_kept_on_disk(
    server: Server, source: Xyz, tmp_path: Path, qtbot: QtBot
) -> None:
    assert _come(qtbot, source, (2, 1, 1)) is not None
    source.close()
    again = open_tiles(server.template, tmp_path)
    assert isinstance(again, Xyz)
    assert _come(qtbot, again, (2, 1, 1)) == colour((2, 1, 1)).name()
    again.close()
    assert server.asked == [(2, 1, 1)]


def test_a_server_is_asked_for_few_tiles_at_once(server: Server, source: Xyz, qtbot: QtBot) -> None:
    server.held.clear()
    for x in range(4):
        for y in range(4):
            source.tile(2, x, y)
    qtbot.waitUntil(lambda: server.busy == 4, timeout=5000)
    qtbot.wait(50)
    assert server.most_busy == 4
    server.held.set()
    qtbot.waitUntil(lambda: len(source.memory) == 16, timeout=5000)
    assert server.most_busy == 4


def test_what_is_not_there_is_not_asked_for_again(
    server: Server, source: Xyz, qtbot: QtBot
) -> None:
    server.answer = lambda _key: (404, b"no")
    assert _come(qtbot, source, (2, 0, 0)) is None
    assert _come(qtbot, source, (2, 0, 1)) is None
    source.tile(2, 0, 0)
    qtbot.wait(50)
    assert server.asked == [(2, 0, 0), (2, 0, 1)]


def test_nonsense_and_floods_are_no_tiles(server: Server, source: Xyz, qtbot: QtBot) -> None:
    server.answer = lambda _key: (200, b"<html>Please log in</html>")
    assert _come(qtbot, source, (2, 0, 0)) is None
    server.answer = lambda _key: (200, bytes(20_000_000))
    assert _come(qtbot, source, (2, 0, 1)) is None
    server.answer = lambda key: (200, picture(key))
    assert _come(qtbot, source, (2, 0, 2)) is not None


def test_a_server_that_is_busy_is_left_alone_and_the_cache_shown(
    server: Server, source: Xyz, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _come(qtbot, source, (2, 1, 1)) is not None
    source.close()
    monkeypatch.setattr(network, "REST_S", 0.3)
    server.asked.clear()
    server.answer = lambda _key: (503, b"")
    again = open_tiles(server.template, tmp_path)
    assert isinstance(again, Xyz)
    assert _come(qtbot, again, (2, 0, 0)) is None
    assert _come(qtbot, again, (2, 2, 0)) is None
    assert server.asked == [(2, 0, 0)], "not asked while it rests"
    assert _come(qtbot, again, (2, 1, 1)) is not None, "from the disk"
    server.answer = lambda key: (200, picture(key))
    qtbot.wait(1100)
    again._look_again()
    assert _come(qtbot, again, (2, 0, 0)) is not None
    again.close()


def test_a_server_that_is_away_does_not_take_the_map_away(
    source: Xyz, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    assert _come(qtbot, source, (1, 0, 0)) is not None
    source.close()
    server.shutdown()
    server.server_close()
    again = open_tiles(server.template, tmp_path)
    assert isinstance(again, Xyz)
    assert _come(qtbot, again, (1, 0, 1)) is None
    assert _come(qtbot, again, (1, 0, 0)) is not None
    again.close()


def test_closing_drops_what_is_under_way(server: Server, source: Xyz, qtbot: QtBot) -> None:
    server.held.clear()
    source.tile(2, 0, 0)
    qtbot.waitUntil(lambda: server.busy == 1, timeout=5000)
    source.close()
    assert source.tile(2, 0, 0) is None
    assert source._thread.isFinished()


@pytest.mark.parametrize(
    "setting",
    (
        "",
        "map",
        "map.png",
        "ftp://tile.example/{z}/{x}/{y}.png",
        "https://tile.example/",
        "https://tile.example/{z}/{x}.png",
        "https://tile.example/{z}/{x}/{y}/{key}.png",
        "https://{z}.{x}.{y}.example/tile.png",
        "https:///{z}/{x}/{y}.png",
        "https://tile.example:port/{z}/{x}/{y}.png",
        "https://[::1/{z}/{x}/{y}.png",
    ),
)
def test_bad_settings_are_refused_with_what_to_write(setting: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        open_tiles(setting, tmp_path)
    assert refused.value.key == "tiles-unknown"
    assert "{z}, {x} and {y}" in ENGLISH.error(refused.value)


def test_a_whole_file_on_a_server_is_to_be_fetched(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, check=says("Fetch it")):
        open_tiles("https://tile.example/sweden.pmtiles", tmp_path)


@pytest.mark.parametrize(
    ("setting", "thanks", "size", "first"),
    (
        (
            "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
            "© OpenStreetMap contributors",
            256,
            "https://tile.openstreetmap.org/1/1/0.png",
        ),
        (
            "https://{s}.tile.example/t?z={z}&x={x}&y={y}",
            "tile.example",
            256,
            "https://b.tile.example/t?z=1&x=1&y=0",
        ),
        (
            "https://tile.example/{z}/{x}/{y}@2x.webp <b>© E</b> AB",
            "© E AB",
            512,
            "https://tile.example/1/1/0@2x.webp",
        ),
    ),
)
def test_addresses(setting: str, thanks: str, size: int, first: str, tmp_path: Path) -> None:
    source = open_tiles(setting, tmp_path)
    assert isinstance(source, Xyz)
    assert (source.attribution, source.tile_size) == (thanks, size)
    assert source.address((1, 1, 0)) == first
    source.close()
