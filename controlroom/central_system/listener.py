"""The listening socket, and how many may come through it at once.

websockets' own server accepts without limit; ten thousand TLS handshakes at once stall the loop
for a minute. Here a newcomer waits for one of a few places before its handshake costs anything.
Only what has sent a first byte takes a place, so that silent sockets keep nobody out.
"""

import asyncio
import contextlib
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
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

from controlroom.central_system.door import Admitted
from controlroom.operations.tasks import stop

_log = logging.getLogger(__name__)

MAX_FRAME: Final = 65_536
MAX_QUEUE: Final = 8
BACKLOG: Final = 4096
OPEN_S: Final = 10.0
CLOSE_S: Final = 5.0
HANDSHAKES: Final = 64
"""TLS handshakes in flight."""
HANDSHAKE_S: Final = 2.0
"""How long a handshake keeps its place: what takes longer waits for its peer, not for us."""
HALF_OPEN: Final = 8192
"""Connections before their upgrade; further ones wait in the system's backlog."""

# RFC 7692: 2^11 bytes of history a direction; 32 KiB less a connection than the default.
_DEFLATE: Final = ServerPerMessageDeflateFactory(
    server_max_window_bits=11, client_max_window_bits=11, compress_settings={"memLevel": 4}
)


class Socket(ServerConnection):
    """A WebSocket on its way in. `admitted` is set once it proved who it is."""

    admitted: Admitted | None = None

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
    ) -> None:
        self._judge = judge
        self._serve = serve
        self._subprotocols = [Subprotocol(name) for name in subprotocols]
        self._tls = tls
        self._places = asyncio.Semaphore(HANDSHAKES)
        self._half_open = asyncio.Semaphore(HALF_OPEN)
        self._listening: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._opening: set[asyncio.Task[None]] = set()
        """Of the tasks, those whose connection has not come to its upgrade."""

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
        await stop(*self._opening)
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
            await self._half_open.acquire()
            try:
                accepted, _ = await loop.sock_accept(listening)
            except OSError as failure:
                # Out of file descriptors, or a peer that was gone already.
                _log.warning("cannot accept a connection: %s", failure)
                self._half_open.release()
                await asyncio.sleep(0.1)
                continue
            except asyncio.CancelledError:
                self._half_open.release()
                raise
            task = loop.create_task(self._enter(accepted))
            self._tasks.add(task)
            self._opening.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._left_the_door(task)

    def _left_the_door(self, task: asyncio.Task[None] | None) -> None:
        if task in self._opening:
            self._opening.discard(task)
            self._half_open.release()

    async def _enter(self, accepted: socket.socket) -> None:
        opened = await self._opened(accepted)
        if opened is None:
            return
        self._left_the_door(asyncio.current_task())
        try:
            async with opened:
                await self._serve(opened)
        except Exception:  # noqa: BLE001 - a task nobody awaits must tell of its end
            _log.exception("a connection from %s failed", opened.address)

    async def _judged(self, connection: ServerConnection, request: Request) -> Response | None:
        return await self._judge(cast("Socket", connection), request)

    async def _opened(self, accepted: socket.socket) -> Socket | None:
        """The WebSocket after its upgrade; None where it did not come to one."""
        try:
            connection = await self._connected(accepted)
        except OSError as failure:  # and what derives from it: TimeoutError, ssl.SSLError
            _log.info("a connection ended in its TLS handshake: %s", failure)
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

    async def _connected(self, accepted: socket.socket) -> Socket:
        """The connection, TLS and all. Raises OSError where it fails."""
        loop = asyncio.get_running_loop()
        # The protocol that the loop answers is uvloop's own where TLS is on.
        connection = self._connection()
        if self._tls is None:
            await loop.connect_accepted_socket(lambda: connection, accepted)
            return connection
        await _first_byte(accepted)
        async with _place(self._places):
            await loop.connect_accepted_socket(
                lambda: connection,
                accepted,
                ssl=self._tls,
                ssl_handshake_timeout=OPEN_S,
                ssl_shutdown_timeout=CLOSE_S,
            )
        return connection

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


@contextlib.asynccontextmanager
async def _place(places: asyncio.Semaphore) -> AsyncIterator[None]:
    """One of the places for handshakes, given back after HANDSHAKE_S at the latest."""
    await places.acquire()
    taken = True

    def give_back() -> None:
        nonlocal taken
        if taken:
            taken = False
            places.release()

    timer = asyncio.get_running_loop().call_later(HANDSHAKE_S, give_back)
    try:
        yield
    finally:
        timer.cancel()
        give_back()


async def _first_byte(accepted: socket.socket) -> None:
    """Wait until the peer says something. Raises TimeoutError where it does not in OPEN_S."""
    loop = asyncio.get_running_loop()
    said = asyncio.Event()
    try:
        loop.add_reader(accepted, said.set)
    except NotImplementedError:  # Windows: there silent sockets do take a place
        return
    try:
        async with asyncio.timeout(OPEN_S):
            await said.wait()
    finally:
        loop.remove_reader(accepted)
