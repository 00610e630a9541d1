"""The central system: OCPP-J over WebSockets, the only reader of the wire."""

from controlroom.central_system.server import CentralSystem

__all__ = ["CentralSystem"]
