"""Server A, the yardstick: websockets, asyncio, json.loads, and the same answer every time.

``python -m tests.bench.yardstick [CERTIFICATE KEY]`` prints ``listening on ws://127.0.0.1:PORT``
(wss with a certificate) and serves until it is ended. It validates nothing and keeps nothing: what
a plain Python server costs at least.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from collections.abc import Sequence

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.bench.machine import allow_many_files

_TIME = "2026-01-01T00:00:00Z"
_ANSWERS: dict[str, dict[str, object]] = {
    "BootNotification": {"currentTime": _TIME, "interval": 300, "status": "Accepted"},
    "StatusNotification": {},
    "StartTransaction": {"transactionId": 1, "idTagInfo": {"status": "Accepted"}},
    "MeterValues": {},
    "StopTransaction": {"idTagInfo": {"status": "Accepted"}},
}


async def _answer(connection: ServerConnection) -> None:
    try:
        async for text in connection:
            _, message_id, action, _ = json.loads(text)
            await connection.send(json.dumps([3, message_id, _ANSWERS[action]]))
    except ConnectionClosed:
        return


async def _serve(files: Sequence[str]) -> None:
    ocpp = [Subprotocol("ocpp1.6")]
    context = None
    if files:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
    async with serve(
        _answer, "127.0.0.1", 0, subprotocols=ocpp, compression=None, ssl=context
    ) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"listening on {'wss' if files else 'ws'}://127.0.0.1:{port}", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    allow_many_files()
    asyncio.run(_serve(sys.argv[1:]))
