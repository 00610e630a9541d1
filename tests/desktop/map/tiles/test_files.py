"""Tiles of MBTiles and PMTiles files, and files that are none."""

from __future__ import annotations

import gzip
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from pytestqt.qtbot import QtBot

from controlroom.desktop.map.tiles.loader import Loader
from controlroom.desktop.map.tiles.memory import Key
from controlroom.desktop.map.tiles.opening import open_tiles
from controlroom.desktop.map.tiles.source import TileSource
from controlroom.domain.errors import InvalidValue
from controlroom.words.texts import ENGLISH
from tests.desktop.map.tiles.files import WORLD, colour, make_mbtiles, make_pmtiles, picture

Opened = Callable[[Path], Loader]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Open a file; closed at the end."""
    sources: list[TileSource] = []

    def open_one(file: Path) -> Loader:
        source = open_tiles(str(file))
        sources.append(source)
        assert isinstance(source, Loader)
        return source

    yield open_one
    for source in sources:
        source.close()


def _seen(qtbot: QtBot, source: Loader, key: Key) -> str | None:
    """The colour of a tile once it has come; None where it is absent."""
    if source.tile(*key) is None:
        arrived: list[Key] = []
        source.arrived.connect(lambda *which: arrived.append(which))
        qtbot.waitUntil(lambda: key in arrived, timeout=3000)
    image = source.tile(*key)
    return None if image is None else image.pixelColor(0, 0).name()


@pytest.mark.parametrize(
    ("make", "name"), ((make_mbtiles, "a.mbtiles"), (make_pmtiles, "a.pmtiles"))
)
def test_every_tile_lies_where_the_map_asks_for_it(
    make: Callable[..., Path], name: str, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    source = opened(make(tmp_path / name))
    assert (source.min_zoom, source.max_zoom, source.tile_size) == (0, 2, 256)
    assert source.attribution == "© Someone"
    for key in ((0, 0, 0), (1, 1, 0), (2, 0, 3), (2, 3, 1)):
        assert source.tile(*key) is None, "never waits"
        assert _seen(qtbot, source, key) == colour(key).name()


@pytest.mark.parametrize(
    ("make", "name"), ((make_mbtiles, "a.mbtiles"), (make_pmtiles, "a.pmtiles"))
)
def test_what_is_not_in_the_file_is_told_once(
    make: Callable[..., Path], name: str, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    source = opened(make(tmp_path / name, keys=[(0, 0, 0), (2, 1, 1)]))
    assert _seen(qtbot, source, (2, 2, 2)) is None
    assert source._waiting == {}
    assert source._under_way == set()
    for outside in ((3, 0, 0), (2, 4, 0), (2, -1, 0), (-1, 0, 0), (99, 0, 0)):
        assert source.tile(*outside) is None
    assert source._waiting == {}, "nobody asks the file for what cannot be in it"


@pytest.mark.parametrize(("kind", "side"), (("png", 512), ("jpeg", 256), ("webp", 256)))
def test_pictures_of_maps_are_read(
    kind: str, side: int, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    data = picture((0, 0, 0), kind, side)
    file = make_mbtiles(tmp_path / "a.mbtiles", keys=[(0, 0, 0)], told={}, data=data)
    source = opened(file)
    assert source.tile_size == side
    seen = _seen(qtbot, source, (0, 0, 0))
    assert seen is not None


def test_a_directory_of_directories_is_followed(
    tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    """A large archive has leaves below its root."""
    stream = BytesIO()
    writer = Writer(stream)
    first = zxy_to_tileid(9, 0, 0)
    chance = random.Random(1)
    pictures = [picture(key) for key in WORLD]
    for number in [0, *sorted(chance.sample(range(1, 4**9), 30_000))]:
        # Gaps and no runs, so that the directory cannot be packed small.
        writer.write_tile(first + number, chance.choice(pictures) if number else pictures[-1])
    writer.finalize({"tile_type": TileType.PNG, "tile_compression": Compression.NONE}, {})
    file = tmp_path / "large.pmtiles"
    file.write_bytes(stream.getvalue())
    source = opened(file)
    assert source._archive.header["leaf_directory_length"] > 0  # type: ignore[attr-defined]
    assert (source.min_zoom, source.max_zoom) == (9, 9)
    assert _seen(qtbot, source, (9, 0, 0)) == colour(WORLD[-1]).name()
    assert source.attribution == ""


def test_markup_in_an_attribution_is_read_as_text(tmp_path: Path, opened: Opened) -> None:
    told = {"attribution": '<a href="https://e.example">&copy; E</a>\n\u202e ' + "x" * 500}
    source = opened(make_mbtiles(tmp_path / "a.mbtiles", told=told))
    assert source.attribution.startswith("© E xxx")
    assert len(source.attribution) == 120


def _refused(file: Path) -> InvalidValue:
    with pytest.raises(InvalidValue) as refused:
        open_tiles(str(file))
    return refused.value


def test_vector_tiles_are_refused(tmp_path: Path) -> None:
    layer = gzip.compress(b"\x1a\x05layer")
    mb = make_mbtiles(tmp_path / "a.mbtiles", told={"format": "pbf"}, data=layer)
    assert _refused(mb).key == "tiles-vector"
    unsaid = make_mbtiles(tmp_path / "b.mbtiles", told={}, data=layer)
    assert _refused(unsaid).key == "tiles-vector"
    pm = make_pmtiles(tmp_path / "a.pmtiles", kind=TileType.MVT, data=layer)
    assert _refused(pm).key == "tiles-vector"
    assert "raster" in ENGLISH.error(_refused(pm))
    lying = make_pmtiles(tmp_path / "b.pmtiles", kind=TileType.PNG, data=layer)
    assert _refused(lying).key == "tiles-vector"


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    for name in ("a.mbtiles", "a.pmtiles"):
        assert _refused(tmp_path / name).key == "tiles-unreadable"
        assert not (tmp_path / name).exists(), "none is made"
        (tmp_path / name).write_bytes(b"no such thing" * 100)
        assert _refused(tmp_path / name).key == "tiles-unreadable"
    empty = make_mbtiles(tmp_path / "empty.mbtiles", keys=[])
    assert _refused(empty).key == "tiles-empty"
    deep = make_mbtiles(tmp_path / "deep.mbtiles", keys=[(0, 0, 0)])
    with closing(sqlite3.connect(deep)) as connection, connection:
        connection.execute("UPDATE tiles SET zoom_level = 4000")
    assert _refused(deep).key == "tiles-unreadable"


@pytest.mark.parametrize("cut", (3, 100, 126, 200, 400))
def test_an_archive_that_ends_early_is_refused(cut: int, tmp_path: Path) -> None:
    whole = make_pmtiles(tmp_path / "whole.pmtiles").read_bytes()
    file = tmp_path / "cut.pmtiles"
    file.write_bytes(whole[:cut])
    assert _refused(file).key == "tiles-unreadable"


@pytest.mark.parametrize("place", (8, 16, 56, 97, 100, 101))
def test_an_archive_whose_head_lies_is_refused(place: int, tmp_path: Path) -> None:
    raw = bytearray(make_pmtiles(tmp_path / "whole.pmtiles").read_bytes())
    raw[place : place + 1] = b"\xff"
    if place in {8, 16, 56}:
        raw[place : place + 8] = b"\xff" * 8
    file = tmp_path / "lying.pmtiles"
    file.write_bytes(bytes(raw))
    assert _refused(file).key == "tiles-unreadable"


def test_a_directory_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    raw = bytearray(make_pmtiles(tmp_path / "whole.pmtiles").read_bytes())
    bomb = gzip.compress(b"\x01" * 50_000_000)
    raw[8:16] = len(raw).to_bytes(8, "little")
    raw[16:24] = len(bomb).to_bytes(8, "little")
    file = tmp_path / "bomb.pmtiles"
    file.write_bytes(bytes(raw) + bomb)
    assert "too large" in str(_refused(file))


def test_a_view_that_never_ends_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "endless.mbtiles"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(
            "CREATE TABLE metadata (name text, value text);"
            "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i AS zoom_level, i AS tile_column, i AS tile_row, x'00' AS tile_data FROM n"
        )
    assert _refused(file).key == "tiles-unreadable"


def test_a_damaged_tile_is_absent_and_the_others_come(
    tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    file = make_mbtiles(tmp_path / "a.mbtiles")
    with closing(sqlite3.connect(file)) as connection, connection:
        change = "UPDATE tiles SET tile_data = ? WHERE zoom_level = 1 AND tile_column = ?"
        connection.execute(change, (b"\x89PNG\r\n\x1a\nnonsense", 0))
        connection.execute(change, ("text", 1))
    source = opened(file)
    assert _seen(qtbot, source, (1, 0, 0)) is None
    assert _seen(qtbot, source, (1, 1, 1)) is None
    assert _seen(qtbot, source, (2, 1, 1)) == colour((2, 1, 1)).name()


def test_a_closed_source_gives_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    source = open_tiles(str(make_mbtiles(tmp_path / "a.mbtiles")))
    assert isinstance(source, Loader)
    assert _seen(qtbot, source, (0, 0, 0)) is not None
    source.tile(2, 0, 0)
    source.close()
    assert source.tile(0, 0, 0) is None
    source.close()
