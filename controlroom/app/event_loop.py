"""The event loop of what serves many links: uvloop where that exists."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


def server_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """What makes the loop; None for asyncio's own."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
