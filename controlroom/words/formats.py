"""Numbers, money, times and ages as a reader of the chosen language writes them.

Times are shown in Swedish time, because the network, its months and its invoices are; the
journal keeps UTC. Signs and separators are those of Babel's locales.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from controlroom.domain.local_time import STOCKHOLM
from controlroom.words.catalogue import Catalogue

DASH: Final = "—"
MINUS: Final = "\u2212"
NBSP: Final = "\u00a0"


@cache
def _signs(language: str) -> Mapping[int, str]:
    """What Python writes in a number, to what the language does."""
    from babel import Locale

    signs = Locale(language).number_symbols["latn"]
    return str.maketrans({",": signs["group"], ".": signs["decimal"], "-": MINUS})


@lru_cache(maxsize=256)
def date_text(day: date, pattern: str, locale: str) -> str:
    """A date by a pattern of Unicode's, such as "d MMM", in the words of a locale."""
    from babel.dates import format_date

    return format_date(day, pattern, locale=locale)


class Formats:
    """Writes for readers of a catalogue's language."""

    DASH = DASH
    MINUS = MINUS
    # The widest that a date, a moment and a time of day can be, where figures have one width.
    DAY, MOMENT, CLOCK = "2000-00-00", "2000-00-00 00:00", "00:00:00"

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._text = catalogue.text

    @property
    def language(self) -> str:
        """The language in use: "sv" or "en"."""
        return self.catalogue.language

    @property
    def decimal_mark(self) -> str:
        """What stands before the decimals."""
        return _signs(self.language)[ord(".")]

    def number(self, value: float | Decimal, places: int = 0) -> str:
        """A number with separators. A Decimal is written exactly."""
        written = f"{value:,.{places}f}".translate(_signs(self.language))
        return written.removeprefix(MINUS) if written.strip(f"{MINUS}0.,") == "" else written

    def percent(self, value: float, places: int = 0) -> str:
        """`value` in percent, with the sign where the language puts it."""
        gap = NBSP if self.language == "sv" else ""
        return f"{self.number(value, places)}{gap}%"

    def power(self, watts: float | None) -> tuple[str, str]:
        """Watts as a figure and its unit: kW, from 1,000 kW on MW."""
        if watts is None:
            return DASH, "kW"
        if abs(watts) >= 1_000_000:
            return self.number(watts / 1_000_000, 1), "MW"
        return self.number(watts / 1000, 1), "kW"

    def kilowatts(self, watts: float | None) -> str:
        """Watts in kW, one decimal, without unit."""
        return DASH if watts is None else self.number(watts / 1000, 1)

    def energy(self, wh: int | None, places: int = 3) -> str:
        """Wh in kWh, without unit."""
        return DASH if wh is None else self.number(Decimal(wh) / 1000, places)

    def money(self, amount: Decimal) -> str:
        """An amount with two decimals, without currency."""
        return self.number(amount, 2)

    def currency(self, amount: Decimal, code: str = "SEK") -> str:
        """An amount with its currency, where the language puts it."""
        if self.language == "en":
            return f"{code}{NBSP}{self.money(amount)}"
        return f"{self.money(amount)}{NBSP}{'kr' if code == 'SEK' else code}"

    def month_name(self, year: int, month: int) -> str:
        """A month in words: "October 2026"."""
        return self.date_by(date(year, month, 1), "LLLL y")

    def date_by(self, day: date, pattern: str) -> str:
        """A date by a pattern of Unicode's, such as "d MMM"."""
        return date_text(day, pattern, self.language)

    def span(self, length: timedelta) -> str:
        """How long something lasts: seconds, minutes, hours or days, each with the next smaller."""
        seconds = max(0, int(length.total_seconds()))
        if seconds < 60:
            return self._text("span", "seconds", seconds)
        if seconds < 3600:
            return self._text("span", "minutes", seconds // 60)
        if seconds < 86_400:
            return self._text("span", "hours-minutes", seconds // 3600, seconds % 3600 // 60)
        return self._text("span", "days-hours", seconds // 86_400, seconds % 86_400 // 3600)

    def long_span(self, length: timedelta) -> str:
        """As `span`, minutes with their seconds: for what is running now."""
        seconds = max(0, int(length.total_seconds()))
        if 60 <= seconds < 3600:
            return self._text("span", "minutes-seconds", seconds // 60, seconds % 60)
        return self.span(length)

    def age(self, at: datetime | None, now: datetime) -> str:
        """How old a value is, in one unit."""
        if at is None:
            return DASH
        seconds = max(0, int((now - at).total_seconds()))
        if seconds < 60:
            return self._text("span", "seconds", seconds)
        if seconds < 3600:
            return self._text("span", "minutes", seconds // 60)
        if seconds < 86_400:
            return self._text("span", "hours", seconds // 3600)
        return self._text("span", "days", seconds // 86_400)

    def time_left(self, left: timedelta) -> str:
        """Time left to act: m:ss under ten minutes, then minutes, then hours."""
        seconds = max(0, int(left.total_seconds()))
        if seconds < 600:
            return f"{seconds // 60}:{seconds % 60:02}"
        if seconds < 3600:
            return self._text("span", "minutes", seconds // 60)
        return self._text("span", "hours-left", seconds // 3600, seconds % 3600 // 60)

    @staticmethod
    def local(at: datetime) -> datetime:
        """The moment in Swedish time."""
        return at.astimezone(STOCKHOLM)

    @staticmethod
    def clock(at: datetime | None) -> str:
        """Hours, minutes, seconds."""
        return DASH if at is None else Formats.local(at).strftime("%H:%M:%S")

    @staticmethod
    def clock_ms(at: datetime) -> str:
        """Hours, minutes, seconds and thousandths."""
        return Formats.local(at).strftime("%H:%M:%S.%f")[:-3]

    @staticmethod
    def minute(at: datetime) -> str:
        """Hours and minutes."""
        return Formats.local(at).strftime("%H:%M")

    @staticmethod
    def day(at: datetime | date) -> str:
        """A date, year first."""
        return (Formats.local(at) if isinstance(at, datetime) else at).strftime("%Y-%m-%d")

    @staticmethod
    def moment(at: datetime | None, now: datetime) -> str:
        """The clock today, the date and the minute before."""
        if at is None:
            return DASH
        there = Formats.local(at)
        if there.date() == Formats.local(now).date():
            return there.strftime("%H:%M:%S")
        return there.strftime("%Y-%m-%d %H:%M")

    @staticmethod
    def position(latitude: float, longitude: float) -> str:
        """Degrees as they are read out and pasted into a map, in either language: four decimals."""
        north, east = ("N" if latitude >= 0 else "S"), ("E" if longitude >= 0 else "W")
        return f"{abs(latitude):.4f} {north} {abs(longitude):.4f} {east}"
