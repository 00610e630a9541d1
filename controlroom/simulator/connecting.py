"""How a station calls its central system."""

from __future__ import annotations

from base64 import b64encode
from ssl import SSLContext
from urllib.parse import quote

from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.wire_quirks import Manner
from controlroom.wire.version import Version

OPEN_S = 20.0
_PREFIX = "charging/v2/ws"


def dial(point: ChargePoint, url: str, version: Version, tls: SSLContext | None) -> connect:
    """A WebSocket that is being opened, with the manners that the station has."""
    manners, identity = point.manners, point.spec.id
    name = quote(identity, safe="")
    if Manner.ESCAPED_ID in manners:
        name = "".join(f"%{byte:02X}" for byte in identity.encode())
    prefix = f"/{_PREFIX}" if Manner.PATH_PREFIX in manners else ""
    headers = {}
    if point.key is not None:
        pair = identity.encode() + b":" + _password(point.key, raw=Manner.RAW_KEY in manners)
        headers["Authorization"] = f"Basic {b64encode(pair).decode()}"
    return connect(
        f"{url.rstrip('/')}{prefix}/{name}",
        subprotocols=[Subprotocol(version.subprotocol)],
        additional_headers=headers,
        compression="deflate" if Manner.DEFLATE in manners else None,
        open_timeout=OPEN_S,
        close_timeout=1,
        ping_interval=None,
        proxy=None,
        ssl=tls,
    )


def _password(key: str, *, raw: bool) -> bytes:
    """The key, literally, or the bytes that it is the hexadecimal form of."""
    try:
        return bytes.fromhex(key) if raw else key.encode()
    except ValueError:
        return key.encode()
