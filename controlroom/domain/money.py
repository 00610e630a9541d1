"""Money: an exact amount in a currency, and the one rounding.

Amounts are `Decimal`, never float: binary fractions cannot hold an öre (1.005 would
become 1.00). Everything that is rounded is rounded here, half away from zero, which
is what a person with a pencil does; Python and Babel round half to even by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from controlroom.domain.errors import InvalidValue

SEK = "SEK"
ORE = Decimal("0.01")
_KRONA = Decimal(1)
_ZERO = Decimal(0)
_CURRENCY = re.compile(r"[A-Z]{3}")


def exact(name: str, value: object) -> Decimal:
    """A finite Decimal. Raises TypeError for another type, InvalidValue for NaN and infinity."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{name} must be a Decimal, not {type(value).__name__}")
    if not value.is_finite():
        raise InvalidValue("not-a-number", name=name, value=value)
    return value


def check_currency(currency: str) -> str:
    """Three capital letters of ISO 4217. Raises InvalidValue."""
    if _CURRENCY.fullmatch(currency) is None:
        raise InvalidValue("not-a-currency", value=currency)
    return currency


def round_ore(value: Decimal) -> Decimal:
    """Round to two decimals, halves away from zero. The one rounding of money."""
    # Adding zero turns -0.00 into 0.00.
    return exact("amount", value).quantize(ORE, rounding=ROUND_HALF_UP) + _ZERO


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount, of as many decimals as it has, in one currency."""

    amount: Decimal
    currency: str = SEK

    def __post_init__(self) -> None:
        exact("amount", self.amount)
        check_currency(self.currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._alike(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._alike(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: Decimal) -> Money:
        return Money(self.amount * exact("factor", factor), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._alike(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._alike(other)

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._alike(other)

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._alike(other)

    def rounded(self) -> Money:
        """To whole öre."""
        return Money(round_ore(self.amount), self.currency)

    def _alike(self, other: Money) -> Decimal:
        if other.currency != self.currency:
            raise InvalidValue("currencies-differ", one=self.currency, other=other.currency)
        return other.amount


def total(amounts: Iterable[Money], currency: str = SEK) -> Money:
    """The sum; zero in `currency` where there is nothing to add."""
    result = Money(Decimal("0.00"), currency)
    for amount in amounts:
        result += amount
    return result


def whole_krona(amount: Money) -> tuple[Money, Money]:
    """Round to whole kronor: 1 to 49 öre down, 50 to 99 up (act 1970:1029, section 2).

    Returns the rounded amount and the rounding, which added to `amount` gives it.
    Only kronor have öre: another currency raises InvalidValue.
    """
    if amount.currency != SEK:
        raise InvalidValue("only-kronor-round", currency=amount.currency)
    # A credit mirrors its invoice, so halves go away from zero on both sides.
    rounded = amount.amount.quantize(_KRONA, rounding=ROUND_HALF_UP).quantize(ORE) + _ZERO
    return Money(rounded), Money(rounded - amount.amount)


def split_by_largest_remainder(amount: Money, weights: Sequence[Decimal]) -> tuple[Money, ...]:
    """Divide whole öre by weight so that the parts add up to the very amount.

    Each part is first rounded towards zero; the öre left over go to the parts that
    lost most, the first of equals first. Raises InvalidValue for an amount with a
    fraction of an öre, for a negative weight, and for weights that are all zero.
    """
    if amount.amount != round_ore(amount.amount):
        raise InvalidValue("not-whole-ore", value=amount.amount)
    whole = sum((exact("weight", w) for w in weights), _ZERO)
    if whole <= 0 or any(w < 0 for w in weights):
        raise InvalidValue("weights-unusable")
    ideal = [amount.amount * w / whole for w in weights]
    parts = [i.quantize(ORE, rounding=ROUND_DOWN) for i in ideal]
    left = int((amount.amount - sum(parts, _ZERO)) / ORE)
    step = ORE if left >= 0 else -ORE
    by_loss = sorted(range(len(parts)), key=lambda n: -abs(ideal[n] - parts[n]))
    for n in by_loss[: abs(left)]:
        parts[n] += step
    return tuple(Money(p + _ZERO, amount.currency) for p in parts)
