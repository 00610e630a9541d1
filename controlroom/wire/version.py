"""The protocol versions that the wire speaks."""

from enum import Enum


class Version(Enum):
    """An OCPP version; the value is its WebSocket subprotocol."""

    V16 = "ocpp1.6"
    V201 = "ocpp2.0.1"
    V21 = "ocpp2.1"

    @property
    def subprotocol(self) -> str:
        """The name in ``Sec-WebSocket-Protocol``."""
        return self.value

    @property
    def number(self) -> str:
        """The version as people write it: ``1.6``, ``2.0.1``, ``2.1``."""
        return self.value.removeprefix("ocpp")
