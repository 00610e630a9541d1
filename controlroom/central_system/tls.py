"""TLS as OCPP demands it: the four suites, 1.2 and newer, little memory a connection."""

import asyncio.sslproto
import ssl
from pathlib import Path
from typing import Final

from controlroom.domain.errors import InvalidValue

# A00.FR.318 and .319. Python's own list leaves out the two with RSA key exchange.
CIPHERS: Final = "ECDHE+AESGCM:AES128-GCM-SHA256:AES256-GCM-SHA384"
RECORD_BYTES: Final = 16_384
"""One TLS record. asyncio keeps 256 KiB a connection for reading; 53 KiB in all are enough."""


def context(certificate: Path | str, key: Path | str) -> ssl.SSLContext:
    """The server's side of TLS. Raises InvalidValue where the files cannot be used."""
    built = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    built.minimum_version = ssl.TLSVersion.TLSv1_2
    built.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    built.set_ciphers(CIPHERS)
    for file in (certificate, key):
        try:
            with Path(file).open("rb"):
                pass
        except OSError as unreadable:
            raise InvalidValue("tls-unreadable", file=file, why=unreadable.strerror) from None
    try:
        built.load_cert_chain(certificate, key)
    except ssl.SSLError as refused:
        why = refused.reason or "it is no certificate with its key, in PEM"
        raise InvalidValue("tls-unreadable", file=certificate, why=why) from None
    asyncio.sslproto.SSLProtocol.max_size = RECORD_BYTES
    return built
