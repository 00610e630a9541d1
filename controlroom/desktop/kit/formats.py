"""Numbers, money, times and ages as a reader of the chosen language writes them.

Times are shown in Swedish time, because the network, its months and its invoices are; the
journal keeps UTC.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from controlroom.domain.local_time import STOCKHOLM

DASH = "—"
MINUS = "\u2212"
# The widest that a date, a moment and a time of day can be, where figures have one width.
DAY, MOMENT, CLOCK = "2000-00-00", "2000-00-00 00:00", "00:00:00"

translate = QCoreApplication.translate

_SEPARATORS = {
    "sv": str.maketrans({",": "\u00a0", ".": ",", "-": MINUS}),
    "en": str.maketrans({"-": MINUS}),
}


class _Active:
    """The language in use; set with the translators, which are one a process as well."""

    language = "en"


def set_language(language: str) -> None:
    """Choose how numbers and months are written: "sv" or "en"."""
    _Active.language = language


def language() -> str:
    """The language in use: "sv" or "en"."""
    return _Active.language


def number(value: float | Decimal, places: int = 0) -> str:
    """A number with separators. A Decimal is written exactly."""
    written = f"{value:,.{places}f}".translate(_SEPARATORS[_Active.language])
    return written.removeprefix(MINUS) if written.strip(f"{MINUS}0.,") == "" else written


def percent(value: float, places: int = 0) -> str:
    """`value` in percent, with the sign where the language puts it."""
    gap = "\u00a0" if _Active.language == "sv" else ""
    return f"{number(value, places)}{gap}%"


def power(watts: float | None) -> tuple[str, str]:
    """Watts as a figure and its unit: kW, from 1,000 kW on MW."""
    if watts is None:
        return DASH, "kW"
    if abs(watts) >= 1_000_000:
        return number(watts / 1_000_000, 1), "MW"
    return number(watts / 1000, 1), "kW"


def kilowatts(watts: float | None) -> str:
    """Watts in kW, one decimal, without unit."""
    return DASH if watts is None else number(watts / 1000, 1)


def energy(wh: int | None, places: int = 3) -> str:
    """Wh in kWh, without unit."""
    return DASH if wh is None else number(Decimal(wh) / 1000, places)


def money(amount: Decimal) -> str:
    """An amount with two decimals, without currency."""
    return number(amount, 2)


def currency(amount: Decimal, code: str = "SEK") -> str:
    """An amount with its currency, where the language puts it."""
    if _Active.language == "sv":
        return f"{money(amount)}\u00a0kr" if code == "SEK" else f"{money(amount)}\u00a0{code}"
    return f"{code}\u00a0{money(amount)}"


def local(at: datetime) -> datetime:
    """The moment in Swedish time."""
    return at.astimezone(STOCKHOLM)


def clock(at: datetime | None) -> str:
    """Hours, minutes, seconds."""
    return DASH if at is None else local(at).strftime("%H:%M:%S")


def clock_ms(at: datetime) -> str:
    """Hours, minutes, seconds and thousandths."""
    return local(at).strftime("%H:%M:%S.%f")[:-3]


def minute(at: datetime) -> str:
    """Hours and minutes."""
    return local(at).strftime("%H:%M")


def day(at: datetime | date) -> str:
    """A date, year first."""
    return (local(at) if isinstance(at, datetime) else at).strftime("%Y-%m-%d")


def moment(at: datetime | None, now: datetime) -> str:
    """The clock today, the date and the minute before."""
    if at is None:
        return DASH
    there = local(at)
    if there.date() == local(now).date():
        return there.strftime("%H:%M:%S")
    return there.strftime("%Y-%m-%d %H:%M")


def month_name(year: int, month: int) -> str:
    """A month in words: "October 2026"."""
    from babel.dates import format_date

    return str(format_date(date(year, month, 1), "LLLL y", locale=_Active.language))


def span(length: timedelta) -> str:
    """How long something lasts: seconds, then minutes, hours, days, each with the next smaller."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:
        return translate("formats", "{0} s").format(seconds)
    if seconds < 3600:
        return translate("formats", "{0} min").format(seconds // 60)
    if seconds < 86_400:
        return translate("formats", "{0} h {1} min").format(seconds // 3600, seconds % 3600 // 60)
    return translate("formats", "{0} d {1} h").format(seconds // 86_400, seconds % 86_400 // 3600)


def long_span(length: timedelta) -> str:
    """As `span`, minutes with their seconds: for what is running now."""
    seconds = max(0, int(length.total_seconds()))
    if 60 <= seconds < 3600:
        return translate("formats", "{0} min {1} s").format(seconds // 60, seconds % 60)
    return span(length)


def age(at: datetime | None, now: datetime) -> str:
    """How old a value is, in one unit."""
    if at is None:
        return DASH
    seconds = max(0, int((now - at).total_seconds()))
    if seconds < 60:
        return translate("formats", "{0} s").format(seconds)
    if seconds < 3600:
        return translate("formats", "{0} min").format(seconds // 60)
    if seconds < 86_400:
        return translate("formats", "{0} h").format(seconds // 3600)
    return translate("formats", "{0} d").format(seconds // 86_400)


def time_left(left: timedelta) -> str:
    """Time left to act: m:ss under ten minutes, then minutes, then hours."""
    seconds = max(0, int(left.total_seconds()))
    if seconds < 600:
        return f"{seconds // 60}:{seconds % 60:02}"
    if seconds < 3600:
        return translate("formats", "{0} min").format(seconds // 60)
    return translate("formats", "{0} h {1:02}").format(seconds // 3600, seconds % 3600 // 60)


def position(latitude: float, longitude: float) -> str:
    """Degrees as they are read out and pasted into a map, in either language: four decimals."""
    north, east = ("N" if latitude >= 0 else "S"), ("E" if longitude >= 0 else "W")
    return f"{abs(latitude):.4f} {north} {abs(longitude):.4f} {east}"
