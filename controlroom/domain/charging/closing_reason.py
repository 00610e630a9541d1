"""Why a link ended, as our side found it."""

from __future__ import annotations

from enum import StrEnum


class ClosingReason(StrEnum):
    CONNECTION_LOST = "connection-lost"
    CLOSED_WITH = "closed-with"
    """The charge point gave no reason, only a code."""
    CONNECTED_ELSEWHERE = "connected-elsewhere"
    CONNECTED_ALREADY = "connected-already"
    RETIRED = "retired"
    PROFILE_CHANGED = "profile-changed"
    KEY_CHANGED = "key-changed"
    GIVEN_UP = "given-up"
    """It ended while the journal was told that it is open."""
    TRY_AGAIN = "try-again"
    SERVER_STOPS = "server-stops"
    SERVER_STOPPED = "server-stopped"
    SERVER_FAILED = "server-failed"
    DATABASE_AWAY = "database-away"
