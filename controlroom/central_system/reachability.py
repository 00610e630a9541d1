"""Whether charge points find a central system at an address: a connection is tried."""

import asyncio
import os
import socket
import ssl

from typing_extensions import override
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, InvalidStatus
from websockets.typing import Subprotocol

from controlroom.operations.charging.reachability import NO_IDENTITY, Reach, Reached
from controlroom.wire.version import Version

_SHOWN = 100
"""Characters shown of what another program says."""


class _Attempt(connect):
    @override
    def process_redirect(self, exc: Exception) -> Exception:
        return exc  # what stands elsewhere is not what was asked for


async def reach(host: str, port: int, *, tls: bool, seconds: float = 3.0) -> Reached:
    """Try an OCPP handshake that names no charge point.

    Certificates are not judged here: whether a charge point trusts one depends on what was
    installed there.
    """
    url = f"{'wss' if tls else 'ws'}://{f'[{host}]' if ':' in host else host}:{port}/"
    attempt = _Attempt(
        url,
        ssl=_unjudged() if tls else None,
        subprotocols=[Subprotocol(v.subprotocol) for v in (Version.V16, Version.V201)],
        compression=None,
        proxy=None,
        open_timeout=None,
    )
    try:
        async with asyncio.timeout(seconds), attempt:
            return Reached(Reach.OTHER)
    except TimeoutError:
        return Reached(Reach.SILENT)
    except InvalidStatus as refused:
        answer = refused.response
        if answer.body == NO_IDENTITY.encode():
            return Reached(Reach.OURS)
        return Reached(
            Reach.OTHER, f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}"[:_SHOWN]
        )
    except (InvalidHandshake, ssl.SSLError) as failure:
        return Reached(Reach.OTHER, (getattr(failure, "reason", "") or str(failure))[:_SHOWN])
    except (OSError, UnicodeError) as failure:
        return Reached(Reach.CLOSED, _why(failure))


def _why(failure: OSError | UnicodeError) -> str:
    """The system's own word, without the address that asyncio puts around it."""
    if isinstance(failure, socket.gaierror) or not isinstance(failure, OSError):
        return getattr(failure, "strerror", None) or str(failure)
    return os.strerror(failure.errno) if failure.errno else str(failure)


def _unjudged() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
