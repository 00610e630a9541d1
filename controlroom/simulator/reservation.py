"""Outlets that are kept for somebody, until a moment."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from controlroom.simulator.agenda import Agenda
from controlroom.simulator.messages import Message, ReservationEnded
from controlroom.simulator.outlet import Outlet
from controlroom.simulator.phase import Phase, Reservation


class Keeper(Protocol):
    """What reservations need of a station."""

    @property
    def agenda(self) -> Agenda:
        """What will happen."""

    @property
    def outlets(self) -> list[Outlet]:
        """What may be kept."""

    @property
    def now(self) -> float:
        """Simulated seconds since 1970."""

    def expect(self, reservation: Reservation, outlet: Outlet) -> None:
        """Whoever reserved may come."""

    def say(self, message: Message) -> None:
        """Have a message sent."""


class Reservations:
    """The reservations of one station: one an outlet, gone at their time or with their charge."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def reserve(self, reservation: Reservation, number: int | None) -> str:
        """Keep an outlet, or any that is free. Answers OCPP's status.

        The same number again changes what was reserved.
        """
        keeper = self._keeper
        if reservation.until <= keeper.now:
            return "Rejected"
        outlets = [o for o in keeper.outlets if number in (None, o.number)]
        if not outlets:
            return "Rejected"
        free = [o for o in outlets if self._is_free(o, reservation.number)]
        if not free:
            if all(o.fault is not None for o in outlets):
                return "Faulted"
            return "Occupied" if any(o.operative for o in outlets) else "Unavailable"
        self._forget(reservation.number)
        free[0].keep(keeper.now, reservation)
        keeper.agenda.plan(reservation.until, partial(self._expire, reservation))
        keeper.expect(reservation, free[0])
        return "Accepted"

    def _is_free(self, outlet: Outlet, number: int) -> bool:
        kept = outlet.kept is not None and outlet.kept.number != number
        return outlet.phase is Phase.FREE and outlet.operative and not outlet.fault and not kept

    def cancel(self, number: int) -> bool:
        """Keep it no more. False: there is no such reservation."""
        return self._forget(number)

    def _forget(self, number: int) -> bool:
        for outlet in self._keeper.outlets:
            if outlet.kept is not None and outlet.kept.number == number:
                outlet.keep_no_more(self._keeper.now)
                return True
        return False

    def _expire(self, reservation: Reservation, at: float) -> None:
        for outlet in self._keeper.outlets:
            if outlet.kept is reservation:
                outlet.keep_no_more(at)
                ended = ReservationEnded(at=at, number=reservation.number, expired=True)
                self._keeper.say(ended)
