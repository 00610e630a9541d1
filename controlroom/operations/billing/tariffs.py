"""Setting tariffs: from now or from a moment to come, at one site or at several.

Shared by the commands and the screens. A moment that is over is refused: sessions that started
since have been priced, and told to drivers, by the tariff that held then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from controlroom.domain.billing.pricing import Price
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.errors import ControlroomError, InvalidValue
from controlroom.domain.money import SEK, Money, split_by_largest_remainder
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.user import Right
from controlroom.operations.people.rights import Rights, needs
from controlroom.operations.ports.billing import Tariffs
from controlroom.operations.ports.link import Clock


@dataclass(frozen=True, slots=True)
class Spread:
    """What became of a tariff that was to hold at several sites."""

    sites: tuple[str, ...]
    """Where it is set."""
    refused: tuple[tuple[str, ControlroomError], ...]
    """Where it is not, and why."""


class PriceList:
    """Setting tariffs, for the command line and for windows."""

    def __init__(self, tariffs: Tariffs, clock: Clock, rights: Rights) -> None:
        self._tariffs = tariffs
        self._clock = clock
        self._rights = rights

    @needs(Right.TARIFFS)
    async def set_tariff(
        self, actor: Actor, site: str, tariff: Tariff, valid_from: datetime | None = None
    ) -> None:
        """Set a new version; `valid_from` None is now, and of a first one from the beginning.

        Raises InvalidValue for a moment that is over, NotFound for a site that there is not.
        """
        self._check(valid_from)
        await self._tariffs.set_tariff(site, tariff, valid_from, actor.name)

    @needs(Right.TARIFFS)
    async def spread_tariff(
        self,
        actor: Actor,
        sites: Sequence[str],
        tariff: Tariff,
        valid_from: datetime | None = None,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> Spread:
        """Set one tariff at several sites, one after another; one that refuses stops no other.

        Raises InvalidValue for a moment that is over: then none is set.
        """
        self._check(valid_from)
        done: list[str] = []
        refused: list[tuple[str, ControlroomError]] = []
        for number, site in enumerate(sites, 1):
            try:
                await self._tariffs.set_tariff(site, tariff, valid_from, actor.name)
                done.append(site)
            except ControlroomError as refusal:
                refused.append((site, refusal))
            progress(number)
        return Spread(tuple(done), tuple(refused))

    def _check(self, valid_from: datetime | None) -> None:
        if valid_from is not None and valid_from < self._clock.now():
            raise InvalidValue("tariff-too-late", name="valid from")


def including_vat(price: Price) -> tuple[Decimal, ...]:
    """Each line of a price with its VAT, so that they add up to the very sum.

    VAT is counted on the sum; a line's share of it is whole öre by largest remainder.
    """
    if not price.net:
        return tuple(line.amount for line in price.lines)
    weights = [line.amount for line in price.lines]
    # The division is of numbers; which currency they are in does not matter to it.
    return tuple(
        part.amount for part in split_by_largest_remainder(Money(price.gross, SEK), weights)
    )
