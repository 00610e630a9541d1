"""The listening socket, and how many may come through it at once.

websockets' own server accepts without limit. Here no more sockets are accepted than there are
descriptors for; a newcomer costs nothing before its first message is whole, and then waits for
one of a few places for its TLS handshake. Those that stall go first where room is needed.
"""

import asyncio
import logging
import socket
import ssl
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, cast

from typing_extensions import override
from websockets.asyncio.connection import Connection
from websockets.asyncio.server import Server, ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.http11 import Request, Response
from websockets.protocol import State
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from controlroom.central_system import half_open
from controlroom.central_system.door import Admitted
from controlroom.central_system.half_open import HalfOpen, Opening
from controlroom.central_system.handshakes import Handshakes
from controlroom.central_system.upgrade_request import HELLO_S, has_hello, readable, wait_for_hello
from controlroom.operations.tasks import stop

_log = logging.getLogger(__name__)

MAX_FRAME: Final = 65_536
MAX_QUEUE: Final = 8
OPEN_S: Final = 10.0
CLOSE_S: Final = 5.0

# RFC 7692: 2^11 bytes of history a direction; 32 KiB less a connection than the default.
_DEFLATE: Final = ServerPerMessageDeflateFactory(
    server_max_window_bits=11, client_max_window_bits=11, compress_settings={"memLevel": 4}
)


class Socket(ServerConnection):
    """A WebSocket on its way in. `admitted` is set once it proved who it is."""

    admitted: Admitted | None = None
    opening: Opening | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # The library would begin a task of its own here; the listener has one already.
        Connection.connection_made(self, transport)

    @property
    def address(self) -> str:
        """The peer's address, without its port."""
        peer = self.transport.get_extra_info("peername")
        return str(peer[0]) if isinstance(peer, tuple) and peer else ""

    @property
    def secure(self) -> bool:
        """Whether TLS carries it."""
        return self.transport.get_extra_info("ssl_object") is not None


class Listener:
    """Accepts, shakes hands, and hands open sockets on."""

    def __init__(
        self,
        judge: Callable[[Socket, Request], Awaitable[Response | None]],
        serve: Callable[[Socket], Awaitable[None]],
        subprotocols: tuple[str, ...],
        tls: ssl.SSLContext | None,
        *,
        most: int,
        full: Callable[[], None],
    ) -> None:
        """`most`: sockets at once; `full` is called when nobody can be sent away for another."""
        self._judge = judge
        self._serve = serve
        self._subprotocols = [Subprotocol(name) for name in subprotocols]
        self._tls = tls
        self._most = most
        self._full = full
        self._handshakes = Handshakes()
        self._half_open = HalfOpen(min(half_open.MOST, max(1, most // 2)))
        self._moved = asyncio.Event()
        """Set when a socket has gone, come to its upgrade, or begun to stall."""
        self._listening: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, listening: socket.socket) -> None:
        """Accept on a socket that listens already."""
        listening.setblocking(False)  # noqa: FBT003 - Python's own signature
        self._listening = listening
        loop = asyncio.get_running_loop()
        self._accepting = loop.create_task(self._accept(listening), name="accept")

    def is_serving(self) -> bool:
        """Whether newcomers are let in; asked by every handshake before it answers."""
        return self._accepting is not None and not self._accepting.done()

    async def close(self) -> None:
        """Let nobody else in, and leave who stands in the door outside."""
        await stop(self._accepting)
        await asyncio.sleep(0)  # a task that never ran could not close its socket
        await stop(*self._half_open.tasks)
        if self._listening is not None:
            self._listening.close()

    async def wait_closed(self, seconds: float) -> None:
        """Wait until every connection has ended; cut those that do not in time."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            await stop(*late)

    # --- one connection -----------------------------------------------------------------------

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._room(listening)
            try:
                accepted, peer = await loop.sock_accept(listening)
            except OSError as failure:
                # Out of file descriptors, or a peer that was gone already.
                _log.warning("cannot accept a connection: %s", failure)
                await asyncio.sleep(0.1)
                continue
            opening = Opening(str(peer[0]) if isinstance(peer, tuple) and peer else "")
            self._half_open.add(opening)
            task = opening.task = loop.create_task(self._enter(accepted, opening))
            self._tasks.add(task)
            task.add_done_callback(partial(self._ended, opening))

    async def _room(self, listening: socket.socket) -> None:
        """Wait until one more socket fits; where somebody waits for that, make room."""
        while True:
            if len(self._tasks) < self._most and len(self._half_open) < self._half_open.most:
                return
            await readable(listening)
            self._moved.clear()
            if not self._half_open.make_room() and not self._half_open:
                self._full()
            await self._moved.wait()

    def _ended(self, opening: Opening, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._half_open.discard(opening)
        self._moved.set()

    async def _enter(self, accepted: socket.socket, opening: Opening) -> None:
        opened = await self._opened(accepted, opening)
        if opened is None:
            return
        self._half_open.discard(opening)
        self._moved.set()
        try:
            async with opened:
                await self._serve(opened)
        except Exception:  # noqa: BLE001 - a task nobody awaits must tell of its end
            _log.exception("a connection from %s failed", opened.address)

    async def _judged(self, connection: ServerConnection, request: Request) -> Response | None:
        opening = cast("Socket", connection)
        if opening.opening is not None:
            self._half_open.work(opening.opening)
        return await self._judge(opening, request)

    async def _opened(self, accepted: socket.socket, opening: Opening) -> Socket | None:
        """The WebSocket after its upgrade; None where it did not come to one."""
        try:
            connection = await self._connected(accepted, opening)
        except (OSError, ValueError) as failure:  # TimeoutError and ssl.SSLError among them
            _log.info("a connection ended before its request: %s", failure)
            accepted.close()
            return None
        except asyncio.CancelledError:
            accepted.close()
            raise
        try:
            async with asyncio.timeout(OPEN_S):
                await connection.handshake(self._judged, server_header="controlroom")
        except (TimeoutError, ConnectionClosed) as failure:
            _log.debug("a handshake was not finished: %s", failure)
        except asyncio.CancelledError:
            connection.transport.abort()
            raise
        if connection.protocol.state is State.OPEN:
            return connection
        connection.transport.abort()
        return None

    async def _connected(self, accepted: socket.socket, opening: Opening) -> Socket:
        """The connection, TLS and all. Raises OSError and ValueError where it fails."""
        loop = asyncio.get_running_loop()
        # The protocol that the loop answers is uvloop's own where TLS is on.
        connection = self._connection()
        connection.opening = opening
        await self._hello(accepted, opening)
        if self._tls is None:
            await loop.connect_accepted_socket(lambda: connection, accepted)
            return connection
        stalls = partial(self._stalls, opening)
        async with self._handshakes.place(opening.address, stalls):
            await loop.connect_accepted_socket(
                lambda: connection,
                accepted,
                ssl=self._tls,
                ssl_handshake_timeout=OPEN_S,
                ssl_shutdown_timeout=CLOSE_S,
            )
        stalls()  # until its request is there
        return connection

    async def _hello(self, accepted: socket.socket, opening: Opening) -> None:
        """Wait for the first message. Most have sent it by now."""
        tls = self._tls is not None
        if has_hello(accepted, tls=tls):
            return
        self._stalls(opening)
        async with asyncio.timeout(HELLO_S):
            await wait_for_hello(accepted, tls=tls)
        self._half_open.work(opening)

    def _stalls(self, opening: Opening) -> None:
        self._half_open.stall(opening)
        self._moved.set()

    def _connection(self) -> Socket:
        protocol = ServerProtocol(
            subprotocols=self._subprotocols,
            extensions=[_DEFLATE],
            max_size=MAX_FRAME,
            logger=logging.getLogger("websockets.server"),
        )
        # Links ping for themselves: a pong is news that the spine wants to hear.
        return Socket(
            protocol,
            cast("Server", self),
            ping_interval=None,
            close_timeout=CLOSE_S,
            max_queue=MAX_QUEUE,
        )
