"""Whether a newcomer has said enough to be dealt with: seen without taking it from the socket.

A connection costs a place only once its first message is whole: a ClientHello where TLS is on,
the head of an HTTP request where it is not. Whatever says half of it waits, and costs a look.

Source: RFC 8446 sections 4.1.2 and 5.1.
"""

import asyncio
import socket
from typing import Final

LONGEST: Final = 16_384
"""Bytes of a first message that are looked at; ordinary ones have 200 to 2,000."""
HELLO_S: Final = 5.0
"""How long a first message may take, two retransmissions of a lost packet included."""
_LOOK: Final = LONGEST + 4_096
_AGAIN_S: Final = 0.01
_SELDOM_S: Final = 0.5
_HANDSHAKE_RECORD: Final = 22
_CLIENT_HELLO: Final = 1
_RECORD_HEAD: Final = 5
_HELLO_HEAD: Final = 4


def is_whole_hello(said: bytes) -> bool:
    """Whether a ClientHello is there from beginning to end, or something that is none.

    TLS itself refuses the latter at once, in its own words. Raises ValueError where a
    ClientHello would be longer than any.
    """
    handshake = b""
    at = 0
    while at < len(said):
        if said[at] != _HANDSHAKE_RECORD:
            return True
        if len(said) < at + _RECORD_HEAD:
            return False
        length = int.from_bytes(said[at + 3 : at + 5], "big")
        at += _RECORD_HEAD
        handshake += said[at : at + length]
        at += length
        if handshake[:1] not in (b"", bytes([_CLIENT_HELLO])):
            return True
        if len(handshake) >= _HELLO_HEAD:
            wanted = int.from_bytes(handshake[1:4], "big")
            if wanted > LONGEST:
                raise ValueError("the ClientHello is too long")
            if len(handshake) >= _HELLO_HEAD + wanted:
                return True
    return False


def is_whole_request(said: bytes) -> bool:
    """Whether the head of an HTTP request is there, or more than a head may be long."""
    return b"\r\n\r\n" in said or len(said) >= LONGEST


def has_hello(accepted: socket.socket, *, tls: bool) -> bool:
    """Whether the first message of a connection is whole.

    Raises OSError where the peer is gone, and ValueError where it will never be whole.
    """
    try:
        said = accepted.recv(_LOOK, socket.MSG_PEEK)
    except (BlockingIOError, InterruptedError):
        return False
    if not said:
        raise ConnectionResetError("the peer is gone")
    return is_whole_hello(said) if tls else is_whole_request(said)


async def wait_for_hello(accepted: socket.socket, *, tls: bool) -> None:
    """Return once `has_hello`. Raises as it does."""
    pause = 0.0
    while not has_hello(accepted, tls=tls):
        await readable(accepted)
        # With half a message it stays readable: it is looked at more and more seldom.
        await asyncio.sleep(pause)
        pause = min(max(2 * pause, _AGAIN_S), _SELDOM_S)


async def readable(waiting: socket.socket) -> None:
    """Wait until there is something to read, or somebody to accept."""
    loop = asyncio.get_running_loop()
    said = asyncio.Event()
    try:
        loop.add_reader(waiting, said.set)
    except NotImplementedError:  # Windows: there it is looked at again and again
        await asyncio.sleep(_SELDOM_S / 10)
        return
    try:
        await said.wait()
    finally:
        loop.remove_reader(waiting)
