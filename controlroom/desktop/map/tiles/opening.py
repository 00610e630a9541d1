"""The source that the setting `map_tiles` names, by the form of what is written there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from controlroom.desktop.map.tiles.attribution import one_line
from controlroom.desktop.map.tiles.mbtiles import MbTiles
from controlroom.desktop.map.tiles.pmtiles import PmTiles
from controlroom.desktop.map.tiles.source import TileSource
from controlroom.desktop.map.tiles.xyz import Xyz
from controlroom.domain.errors import InvalidValue

_NEEDED, _KNOWN = {"z", "x", "y"}, {"z", "x", "y", "s"}


def open_tiles(setting: str, cache: Path | None = None) -> TileSource:
    """Open what the setting names; close it when it is no longer shown.

    An address of http(s) with {z}, {x}, {y} and perhaps {s}, after which, behind a blank, may
    stand whom to thank; or the path of an .mbtiles or .pmtiles file. `cache` is where tiles of a
    server are kept; the user's own cache folder unless it is given. Raises InvalidValue.
    """
    wanted = setting.strip()
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", wanted):
        return _server(wanted, cache)
    file = Path(wanted).expanduser()
    if file.suffix.lower() == ".mbtiles":
        return MbTiles(file)
    if file.suffix.lower() == ".pmtiles":
        return PmTiles(file)
    raise InvalidValue("tiles-unknown", value=setting)


def _server(wanted: str, cache: Path | None) -> Xyz:
    template, _, thanks = wanted.partition(" ")
    try:
        parts = urlsplit(template)
        host = parts.hostname or ""
        _port = parts.port  # raises where it is none
    except ValueError:
        raise InvalidValue("tiles-unknown", value=wanted) from None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise InvalidValue("tiles-unknown", value=wanted)
    if parts.path.lower().endswith((".mbtiles", ".pmtiles")):
        raise InvalidValue("tiles-remote", value=wanted)
    fields = set(re.findall(r"\{([^{}]*)\}", template))
    elsewhere = set(re.findall(r"\{([^{}]*)\}", f"{parts.path}?{parts.query}"))
    if not fields <= _KNOWN or not elsewhere >= _NEEDED:
        raise InvalidValue("tiles-unknown", value=wanted)
    folder = cache or platformdirs.user_cache_path("controlroom", appauthor=False) / "tiles"
    return Xyz(template, one_line(thanks) or _thanks(host), folder)


def _thanks(host: str) -> str:
    """Whom to thank where nobody is named: the server."""
    if host == "openstreetmap.org" or host.endswith(".openstreetmap.org"):
        return "© OpenStreetMap contributors"
    return host.removeprefix("{s}.")
