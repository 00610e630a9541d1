"""The words on our paper, and how numbers and dates are written there.

Not those of the screen: a document speaks its reader's language, whatever the person at the
screen has chosen.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from controlroom.domain.billing.pricing import Unit
from controlroom.domain.errors import InvalidValue
from controlroom.words.catalogue import LANGUAGES, Catalogue
from controlroom.words.formats import NBSP, Formats, date_text


class Paper:
    """What a document says in "sv" or "en". Raises InvalidValue for another language."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise InvalidValue("unknown-language", value=language)
        catalogue = Catalogue(language)
        formats = Formats(catalogue)
        self.catalogue = catalogue
        self.locale = {"sv": "sv_SE", "en": "en_GB"}[language]
        self.money = formats.money
        self.name = catalogue.name
        self._number = formats.number

    def text(self, key: str, /, **fields: object) -> str:
        return self.catalogue.text("paper", key, **fields)

    def plural(self, key: str, number: int) -> str:
        return self.catalogue.plural("paper", key, number, n=self.count(number))

    def price(self, amount: Decimal) -> str:
        """At least two decimals, and more where the price has them."""
        return self._number(amount, max(2, _decimals(amount)))

    def energy_kwh(self, quantity: Decimal) -> str:
        return self._number(quantity, 3)

    def count(self, number: int | Decimal) -> str:
        return self._number(number)

    def amount_of(self, quantity: Decimal, unit: Unit) -> str:
        """A quantity with the decimals that its unit is measured in."""
        return self.energy_kwh(quantity) if unit is Unit.KWH else self.count(quantity)

    def percent(self, percent: Decimal) -> str:
        # English sets none before the sign, Swedish a no-break space.
        gap = NBSP if self.catalogue.language == "sv" else ""
        return f"{self._number(percent, _decimals(percent))}{gap}%"

    def day(self, day: date) -> str:
        """The day and the month in short: "6 okt"."""
        return date_text(day, "d MMM", self.locale).rstrip(".")

    def long_day(self, day: date) -> str:
        return date_text(day, "d MMMM", self.locale)


def _decimals(amount: Decimal) -> int:
    """How many decimals a number has, without noughts at the end."""
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
