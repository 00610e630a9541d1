"""What children of the tests do; they are imported by a new interpreter."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from controlroom.domain.errors import StoreUnavailable

Ready = Callable[[], None]


async def wait(file: Path, ready: Ready, asked: asyncio.Event) -> None:
    """Ready until asked to end, which is written down."""
    ready()
    await asked.wait()
    file.write_text("in order", encoding="ascii")  # noqa: ASYNC240 - the end of its loop


async def refuse(_file: Path, _ready: Ready, _asked: asyncio.Event) -> None:
    raise StoreUnavailable("database-away", database="x", why=OSError("gone"))


async def end(_file: Path, _ready: Ready, _asked: asyncio.Event) -> None:
    """Before it was ready."""
    raise SystemExit(3)


async def hang(_file: Path, ready: Ready, _asked: asyncio.Event) -> None:
    """Hear of nothing any more."""
    ready()
    await asyncio.sleep(0.05)
    time.sleep(60)  # noqa: ASYNC251 - the point of it
