"""Sockets that listen: one for a process alone, or several that share a port."""

import errno
import socket
import sys
from typing import Final

from controlroom.domain.errors import InvalidValue, PortInUse

BACKLOG: Final = 4096


def listen(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """Listen at an address; port 0 picks one. `shared`: other sockets may have the same port.

    Raises PortInUse, and InvalidValue where the address is of no use.
    """
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        found = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, _, _, _, where = min(found, key=lambda entry: entry[0] != socket.AF_INET)
        return socket.create_server(where[:2], family=family, backlog=BACKLOG, reuse_port=shared)
    except OSError as failure:
        if failure.errno == errno.EADDRINUSE:
            raise PortInUse("port-in-use", address=address) from None
        why = failure.strerror or str(failure)
        raise InvalidValue("cannot-listen", address=address, why=why) from None


def listen_together(host: str, port: int, count: int) -> list[socket.socket]:
    """One socket for each of several processes, all on one port; raises as `listen`.

    Linux spreads connections over sockets that share a port. Elsewhere all of them accept from
    one.
    """
    alone = listen(host, port)
    if sys.platform != "linux":
        return [alone] * count
    # Whether somebody else has the port tells only one that does not share it.
    port = alone.getsockname()[1]
    alone.close()
    return [listen(host, port, shared=True) for _ in range(count)]
