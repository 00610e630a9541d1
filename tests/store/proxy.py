"""A proxy before PostgreSQL: it counts how often a client waits for it, and keeps answers back."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from itertools import count

from controlroom.store.address import parse

_STARTUP = 196_608
"""The number of the protocol, in the first message that is not about encryption."""


class Proxy:
    """Of each connection, by its number: the round trips it made."""

    def __init__(self, url: str) -> None:
        _arguments, options = parse(url).get_dialect()().create_connect_args(parse(url))
        self._host = options.get("host") or "127.0.0.1"
        self._port = options.get("port") or 5432
        self._name, self._user = options["database"], options["user"]
        self.trips: Counter[int] = Counter()
        self._kept_back: dict[int, list[bytes]] = {}
        self._came = asyncio.Event()
        self._writers: dict[int, asyncio.StreamWriter] = {}
        self._numbers = count()
        self._links: list[asyncio.Task[None]] = []
        self.url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Proxy]:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        self.url = f"postgresql://{self._user}@127.0.0.1:{port}/{self._name}?ssl=disable"
        try:
            yield self
        finally:
            server.close()
            for link in self._links:
                link.cancel()
            await asyncio.gather(*self._links, return_exceptions=True)

    def counted(self) -> list[int]:
        """The round trips since this was last asked, of each connection that made any."""
        made, self.trips = self.trips, Counter()
        return sorted(made.values())

    def made(self) -> list[int]:
        """The connections that made round trips since they were last counted."""
        return sorted(self.trips)

    def keep_back(self, number: int) -> None:
        """Answers on a connection are under way from now on until they are handed over."""
        self._kept_back[number] = []

    async def answered(self, number: int) -> None:
        """Wait until the database has answered on a connection whose answers are kept back."""
        while not self._kept_back[number]:
            self._came.clear()
            await self._came.wait()

    def hand_over(self, number: int, *, all_of_them: bool = False) -> None:
        """What was answered on a connection; what comes later, too, with `all_of_them`."""
        for part in self._kept_back[number]:
            self._writers[number].write(part)
        self._kept_back[number] = []
        if all_of_them:
            del self._kept_back[number]

    async def _connected(self, client: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        number = next(self._numbers)
        if str(self._host).startswith("/"):
            path = f"{self._host}/.s.PGSQL.{self._port}"
            server, questions = await asyncio.open_unix_connection(path)
        else:
            server, questions = await asyncio.open_connection(str(self._host), int(self._port))
        self._writers[number] = answers
        self._links.append(asyncio.create_task(self._answer(number, server, answers)))
        self._links.append(asyncio.create_task(self._ask(number, client, questions)))

    async def _ask(
        self, number: int, client: asyncio.StreamReader, questions: asyncio.StreamWriter
    ) -> None:
        """Hand on message by message. A client waits after a Query, a Sync and a Flush."""
        started = False
        with closing(questions), suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                kind = await client.readexactly(1) if started else b""
                length = await client.readexactly(4)
                body = await client.readexactly(int.from_bytes(length) - 4)
                started = started or int.from_bytes(body[:4]) == _STARTUP
                self.trips[number] += kind in (b"Q", b"S", b"H")
                questions.write(kind + length + body)
                await questions.drain()

    async def _answer(
        self, number: int, server: asyncio.StreamReader, answers: asyncio.StreamWriter
    ) -> None:
        with closing(answers), suppress(ConnectionError):
            while part := await server.read(65_536):
                if number in self._kept_back:
                    self._kept_back[number].append(part)
                    self._came.set()
                    continue
                answers.write(part)
                await answers.drain()
