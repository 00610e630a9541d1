"""Security events that the central system tells of itself, by their `type`.

A charge point's own are named by OCPP; ours are kept as the same kind of fact, so that one list
and one rule serve both. The charge point is the one that is concerned, "" where none is known.
"""

from __future__ import annotations

from typing import Final

WRONG_KEY: Final = "FailedToAuthenticateAtCsms"
"""Somebody gave the identity of a charge point, and not its key."""
SECOND_LINK: Final = "SecondConnectionRefused"
"""Somebody with the right key came while the charge point's own connection lived."""
FOREIGN_ORIGIN: Final = "ForeignOriginRefused"
"""A web page gave the identity of a charge point that needs no key."""
UNKNOWN_IDENTITIES: Final = "UnknownIdentitiesRefused"
"""More unknown identities than the list of the door holds."""
TOO_FAST: Final = "MessageRateExceeded"
"""A charge point has used up its allowance of messages or bytes; it is read slower."""
WITHIN_RATE: Final = "MessageRateRestored"
"""Its allowance is filled up again."""
TEXT_CUT: Final = "MessageTextCut"
"""A text that it sent was longer than what is kept."""
NO_ROOM: Final = "ConnectionsExhausted"
"""No further connection fits into this process; newcomers wait."""
