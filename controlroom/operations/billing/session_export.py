"""Writing every session that a filter finds to a file, a page at a time, until somebody stops it.

The file itself is another room's: here is only the order of the work, the same for a window and
for a command.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from controlroom import private_files
from controlroom.domain.billing.tariff import Version
from controlroom.domain.errors import InvalidValue
from controlroom.operations.ports.billing import SessionRecord, TariffQueries
from controlroom.operations.ports.session_search import Place, SessionFilter, SessionSearch

AT_ONCE = 200
"""Sessions read together: few enough that a window that exports is not felt to."""
ENDINGS = (".csv", ".xlsx")


class SessionFile(Protocol):
    """A file of sessions that is being written; its methods are slow, and raise OSError."""

    def add(
        self,
        records: Iterable[SessionRecord],
        tariffs: Mapping[str, Sequence[Version]],
        now: datetime,
    ) -> None:
        """Write sessions; what runs costs what it has cost until `now`."""
        ...

    def close(self) -> None: ...
    def abandon(self) -> None: ...


class OpenSessionFile(Protocol):
    def __call__(self, file: Path, language: str, *, whole_tokens: bool) -> SessionFile:
        """Begin a file in "sv" or "en". `whole_tokens`: for whom a token is no secret."""
        ...


def refuse_ending(file: Path) -> None:
    """Raises InvalidValue for a file that names no kind of table, or is a database."""
    if file.suffix.lower() not in ENDINGS:
        raise InvalidValue("table-ending", file=file.name)
    private_files.refuse_database(file)


async def export(
    search: SessionSearch,
    tariffs: TariffQueries,
    wanted: SessionFilter,
    begin: Callable[[], SessionFile],
    *,
    file: Path,
    now: datetime,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> int | None:
    """Write all that is found; answers how many, or None where it was stopped.

    `progress` gets how many are written and how many there are. What was stopped or failed
    leaves no file behind, and one that was there before as it was. Raises InvalidValue where
    the file cannot be written, and StoreUnavailable.
    """
    refuse_ending(file)
    try:
        table = await asyncio.to_thread(begin)
        try:
            done = await _write(search, tariffs, wanted, table, now, progress, stopped)
            if done is not None:
                await asyncio.to_thread(table.close)
                return done
        except BaseException:
            await asyncio.to_thread(table.abandon)
            raise
        await asyncio.to_thread(table.abandon)
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise InvalidValue("folder-unwritable", folder=file.parent, why=why) from failure
    return None


async def _write(
    search: SessionSearch,
    tariffs: TariffQueries,
    wanted: SessionFilter,
    table: SessionFile,
    now: datetime,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> int | None:
    versions = await tariffs.versions()
    total, _wh = (await search.counts(wanted)).of(wanted.which)
    done = 0
    after: Place | None = None
    while not stopped():
        progress(done, max(done, total))
        page = await search.page(wanted, after=after, limit=AT_ONCE)
        await asyncio.to_thread(table.add, page.records, versions, now)
        done += len(page.records)
        after = page.after
        if after is None:
            progress(done, done)
            return done
    return None
