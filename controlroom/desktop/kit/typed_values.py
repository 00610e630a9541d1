"""What a person typed, read as the number or the moment that they meant.

The other half of `formats`: whatever that writes, this reads. Nothing is guessed: what could mean
two things is refused, with the two ways of writing it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from controlroom.desktop.kit.language import formats
from controlroom.domain.local_time import STOCKHOLM

translate = QCoreApplication.translate

_SPACES = re.compile(r"\s")
_NUMBER = re.compile(r"(-?)([0-9]*)(?:([.,])([0-9]+))?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3}){2,}|-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+")
"""English thousands that cannot be decimals."""
_MOMENT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]+([0-9]{1,2})[:.]([0-9]{2}))?")


class Unreadable(ValueError):
    """A sentence that says how to write it, in the language of the screen."""


def decimal(text: str) -> Decimal:
    """A number with the decimal sign of the language, or the other where that is unmistakable.

    "3,99" and "3.99" are both read; spaces separate thousands. "12.345" in Swedish and "12,345"
    in English are refused: they may be twelve or twelve thousand. Raises Unreadable.
    """
    compact = _SPACES.sub("", text).replace(formats.MINUS, "-")
    if formats.language == "en" and _GROUPED.fullmatch(compact):
        compact = compact.replace(",", "")
    found = _NUMBER.fullmatch(compact)
    if found is None or not (found[2] or found[4]):
        example = formats.number(Decimal("3.99"), 2)
        raise Unreadable(translate("reading", "Write a number, for example {0}.").format(example))
    sign, whole, mark, fraction = found[1], found[2], found[3], found[4] or ""
    own = formats.decimal_mark
    if mark and mark != own and len(fraction) == 3 and whole.lstrip("0"):
        raise Unreadable(
            translate("reading", "This may be {0} or {1}. Write one of them.").format(
                f"{whole}{own}{fraction}", f"{whole}{fraction}"
            )
        )
    return Decimal(f"{sign}{whole or '0'}.{fraction or '0'}") if fraction else Decimal(sign + whole)


def integer(text: str) -> int:
    """A whole number. Raises Unreadable."""
    try:
        value = decimal(text)
    except Unreadable:
        value = None
    if value is None or value != value.to_integral_value():
        raise Unreadable(translate("reading", "Write a whole number, for example 10."))
    return int(value)


def moment(text: str) -> datetime:
    """A day, or a day and a minute, in Swedish time; answered in UTC. Raises Unreadable.

    A minute that the clock skips in spring is refused; one that it shows twice in autumn is the
    first of the two.
    """
    found = _MOMENT.fullmatch(text.strip())
    wrong = Unreadable(
        translate("reading", "Write a date and a time, for example 2026-12-01 00:00.")
    )
    if found is None:
        raise wrong
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        local = datetime(year, month, day, hour, minute, tzinfo=STOCKHOLM)
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise wrong from None
    if at.astimezone(STOCKHOLM).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Unreadable(translate("reading", "The clock skips this hour when summer time begins."))
    return at
