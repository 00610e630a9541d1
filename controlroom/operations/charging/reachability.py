"""Whether charge points find a central system at an address: a connection is tried."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import secrets
import socket
import ssl
from dataclasses import dataclass
from enum import Enum, auto

NO_IDENTITY = "End the address with the charge point's identity, 48 characters at most.\n"
"""What this program's central system answers to a handshake that names no charge point.

Nobody has knocked with it, and nothing else says the same.
"""
_MOST = 16_384


class Reach(Enum):
    """What answers."""

    OURS = auto()
    OTHER = auto()
    """Something that is not this program's central system."""
    CLOSED = auto()
    """Nothing listens there, or the machine is not found."""
    SILENT = auto()
    """No answer in time, as where a firewall drops what comes."""


@dataclass(frozen=True, slots=True)
class Reached:
    """`why` is the system's or the other program's own word, "" where it gave none."""

    reach: Reach
    why: str = ""


async def reach(host: str, port: int, *, tls: bool, seconds: float = 3.0) -> Reached:
    """Try an OCPP handshake that names no charge point.

    Certificates are not judged here: whether a charge point trusts one depends on what was
    installed there.
    """
    try:
        async with asyncio.timeout(seconds):
            answer = await _shaken(host, port, _unjudged() if tls else None)
    except TimeoutError:
        return Reached(Reach.SILENT)
    except ssl.SSLError as failure:
        return Reached(Reach.OTHER, failure.reason or str(failure))
    except (OSError, UnicodeError) as failure:
        return Reached(Reach.CLOSED, _why(failure))
    head, _, body = answer.partition("\r\n\r\n")
    if body == NO_IDENTITY:
        return Reached(Reach.OURS)
    return Reached(Reach.OTHER, head.partition("\r\n")[0][:100])


def _why(failure: OSError | UnicodeError) -> str:
    """The system's own word, without the address that asyncio puts around it."""
    if isinstance(failure, socket.gaierror) or not isinstance(failure, OSError):
        return getattr(failure, "strerror", None) or str(failure)
    return os.strerror(failure.errno) if failure.errno else str(failure)


async def _shaken(host: str, port: int, tls: ssl.SSLContext | None) -> str:
    reader, writer = await asyncio.open_connection(host, port, ssl=tls)
    try:
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        shown = f"[{host}]" if ":" in host else host
        lines = (
            "GET / HTTP/1.1",
            f"Host: {shown}:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: ocpp1.6, ocpp2.0.1",
        )
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        answer = b""
        # Somebody is there: one who hangs up without a word is another.
        with contextlib.suppress(ConnectionError):
            while len(answer) < _MOST and (more := await reader.read(_MOST)):
                answer += more
                if answer.endswith(NO_IDENTITY.encode()):
                    break
        return answer.decode("utf-8", "replace")
    finally:
        writer.close()


def _unjudged() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
