"""Error codes: one meaning, spelt as each version spells it."""

from enum import Enum, auto
from typing import Final

from controlroom.wire.frames import Fault
from controlroom.wire.version import Version


class ErrorCode(Enum):
    """Why a CALL is refused."""

    NOT_IMPLEMENTED = auto()
    """The action is in no schema of this version."""
    NOT_SUPPORTED = auto()
    """The action is known and not carried out here."""
    INTERNAL = auto()
    PROTOCOL = auto()
    SECURITY = auto()
    FORMAT = auto()
    """The payload is not of the action's form."""
    PROPERTY_CONSTRAINT = auto()
    """A value lies outside what its field allows."""
    OCCURRENCE_CONSTRAINT = auto()
    """A member or an item is missing, or there are too many."""
    TYPE_CONSTRAINT = auto()
    """A value is of another type than its field."""
    GENERIC = auto()
    FRAMEWORK = auto()
    """The frame around the payload is not that of a CALL (2.0.1 on)."""
    MESSAGE_TYPE = auto()
    """The message type is not known (2.0.1 on)."""


_CODES_201: Final = {
    ErrorCode.NOT_IMPLEMENTED: "NotImplemented",
    ErrorCode.NOT_SUPPORTED: "NotSupported",
    ErrorCode.INTERNAL: "InternalError",
    ErrorCode.PROTOCOL: "ProtocolError",
    ErrorCode.SECURITY: "SecurityError",
    ErrorCode.FORMAT: "FormatViolation",
    ErrorCode.PROPERTY_CONSTRAINT: "PropertyConstraintViolation",
    ErrorCode.OCCURRENCE_CONSTRAINT: "OccurrenceConstraintViolation",
    ErrorCode.TYPE_CONSTRAINT: "TypeConstraintViolation",
    ErrorCode.GENERIC: "GenericError",
    ErrorCode.FRAMEWORK: "RpcFrameworkError",
    ErrorCode.MESSAGE_TYPE: "MessageTypeNotSupported",
}

# "Occurence" is 1.6's own spelling (OCPP-J 1.6, table 7).
_CODES_16: Final = _CODES_201 | {
    ErrorCode.FORMAT: "FormationViolation",
    ErrorCode.OCCURRENCE_CONSTRAINT: "OccurenceConstraintViolation",
    ErrorCode.FRAMEWORK: "FormationViolation",
    ErrorCode.MESSAGE_TYPE: "GenericError",
}

_CODES: Final = {
    Version.V16: _CODES_16,
    Version.V201: _CODES_201,
    Version.V21: _CODES_201,
}

_FAULTS: Final = {Fault.FRAME: ErrorCode.FRAMEWORK, Fault.PAYLOAD: ErrorCode.FORMAT}


def spelling(version: Version, code: ErrorCode) -> str:
    """The code as it stands in a CALLERROR of that version."""
    return _CODES[version][code]


def spelling_of_fault(version: Version, fault: Fault) -> str:
    """The code that answers a malformed frame."""
    return spelling(version, _FAULTS[fault])
