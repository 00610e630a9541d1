"""Whether the token of a message may charge, judged before the message is decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from typing_extensions import TypeIs

from controlroom.domain.charging import transactions
from controlroom.domain.charging.events import (
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.network import Network
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import (
    UNKNOWN_TOKEN,
    AuthorisationStatus,
    card,
    unproven,
)
from controlroom.operations.ports.journal import Journal

OF_TRANSACTIONS: Final = (TransactionStarted, TransactionUpdated, TransactionEnded)
_JUDGED: Final = (TokenPresented, TransactionStarted, TransactionUpdated, TransactionEnded)
"""Events whose token the store judges."""


def _judged_unasked(
    event: TokenPresented | TransactionStarted | TransactionUpdated | TransactionEnded,
) -> Event | None:
    """The event where its token is judged already, or it has none; None otherwise."""
    if event.authorisation is not None:
        return event
    if event.token:
        return None
    answered = isinstance(event, TokenPresented) or not event.transaction
    return replace(event, authorisation=UNKNOWN_TOKEN) if answered else event


class TokenJudge:
    """Puts the judgement of a token into its event, so that deciding needs no look-up."""

    def __init__(self, store: Journal, network: Network) -> None:
        self._store = store
        self._network = network

    def at_once(self, event: Event) -> Event | None:
        """The event as it may be decided; None where the store must be asked first."""
        if isinstance(event, TransactionStarted):
            return None  # what it uses up, it uses up even where it is refused
        if not isinstance(event, _JUDGED):
            return event
        if isinstance(event, OF_TRANSACTIONS):
            sessions = self._network.sessions.get(event.charge_point, {})
            if transactions.wanted(event, sessions) or self._is_asked_for(event):
                return None
        return _judged_unasked(event)

    async def judged(self, event: Event) -> Event:
        """The event with its judgement, for which the store may be asked."""
        if not isinstance(event, _JUDGED):
            return event
        if self._is_asked_for(event):
            event = await self._with_asked_token(event)
        if (judged := _judged_unasked(event)) is not None:
            return judged
        at, starting = event.at, True
        if isinstance(event, TokenPresented):
            at, starting = event.received, False
        elif not isinstance(event, TransactionStarted):
            starting = self._pays_first(event)
        authorisation = await self._store.authorise(
            event.token, event.charge_point, at, starting=starting
        )
        if isinstance(event, TokenPresented):
            return replace(
                event, authorisation=unproven(authorisation) if event.contract else authorisation
            )
        if (
            starting
            and authorisation.status is AuthorisationStatus.ACCEPTED
            and self._charges_beside(event)
        ):
            authorisation = replace(authorisation, status=AuthorisationStatus.CONCURRENT)
        return replace(event, authorisation=authorisation)

    def _is_asked_for(self, event: Event) -> TypeIs[TransactionStarted | TransactionUpdated]:
        """Whether it tells the id of a remote start, and its session has no token yet."""
        if not isinstance(event, TransactionStarted | TransactionUpdated):
            return False
        if event.remote_start is None or event.token:
            return False
        sessions = self._network.sessions.get(event.charge_point, {})
        session = transactions.find(event, sessions)
        return session is None or not session.token

    async def _with_asked_token(
        self, event: TransactionStarted | TransactionUpdated
    ) -> TransactionStarted | TransactionUpdated:
        """The event with the token of the request whose id it tells."""
        for command in await self._store.asked_starts(event.charge_point):
            token, kind = command.asked_token(event.remote_start or 0)
            if token:
                return replace(event, token=token, token_type=kind)
        return event

    def _charges_beside(
        self, event: TransactionStarted | TransactionUpdated | TransactionEnded
    ) -> bool:
        """The same token charges at another connector of this charge point already."""
        token = card(event.token)
        return event.evse != 0 and any(
            card(session.token) == token
            and session.authorisation is AuthorisationStatus.ACCEPTED
            and session.evse not in (0, event.evse)
            and session.started <= event.at
            for session in self._network.active_sessions(event.charge_point)
        )

    def _pays_first(self, event: TransactionUpdated | TransactionEnded) -> bool:
        """OCPP 2.0.1 may present the token after the transaction began."""
        if isinstance(event, TransactionEnded):
            return False
        sessions = self._network.sessions.get(event.charge_point, {})
        session = transactions.find(event, sessions)
        return session is None or session.customer is None
