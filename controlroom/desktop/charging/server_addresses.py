"""Where charge points find this machine: its addresses, and what is entered in a charge point."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import quote

from PySide6.QtNetwork import QNetworkInterface

from controlroom.settings import Address

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


def loopback(host: str) -> bool:
    """Whether only programs on this machine find the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def own_addresses() -> list[str]:
    """This machine's addresses on its networks, IPv4 first, loopback and link-local left out."""
    found: list[str] = []
    flags = QNetworkInterface.InterfaceFlag
    for interface in QNetworkInterface.allInterfaces():
        up = interface.flags() & flags.IsUp and interface.flags() & flags.IsRunning
        if not up or interface.flags() & flags.IsLoopBack:
            continue
        for entry in interface.addressEntries():
            address = entry.ip()
            if not address.isLinkLocal() and not address.isLoopback():
                found.append(address.toString())
    return sorted(set(found), key=lambda text: (":" in text, text))


def hosts(listen: Address) -> list[str]:
    """The addresses under which charge points find what listens there."""
    if listen.host in EVERYWHERE:
        own = own_addresses()
        if ":" not in listen.host:
            own = [address for address in own if ":" not in address]
        return own or ["127.0.0.1"]
    return [listen.host]


def entered(listen: Address, *, tls: bool, identity: str) -> str:
    """The address that a charge point of that id connects to."""
    return url(hosts(listen)[0], listen.port, tls=tls, identity=identity)


def url(host: str, port: int, *, tls: bool, identity: str = "") -> str:
    """What is entered in a charge point; with its identity, as most want it."""
    shown = f"[{host}]" if ":" in host else host
    return f"{'wss' if tls else 'ws'}://{shown}:{port}/{quote(identity, safe='')}"
