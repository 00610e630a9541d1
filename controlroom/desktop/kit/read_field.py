"""A field whose text a function of the domain reads: what it refuses is said beside it."""

from __future__ import annotations

from collections.abc import Callable

from typing_extensions import override

from controlroom.desktop.kit.fields import TextField
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.typed_values import Unreadable
from controlroom.domain.charging import site_entry
from controlroom.domain.errors import ControlroomError
from controlroom.domain.user_input import degrees


def _shown(value: object) -> str:
    return "" if value is None else str(value)


class ReadField(TextField):
    """`read` makes the value from what is typed and raises ControlroomError; `write` shows it."""

    def __init__(
        self,
        name: str,
        label: str,
        read: Callable[[str], object],
        write: Callable[[object], str] = _shown,
        *,
        hint: str = "",
        needed: str = "",
        unit: str = "",
        most: int = 200,
        width: int | None = None,
    ) -> None:
        self._read = read
        self._write = write
        super().__init__(name, label, hint=hint, needed=needed, unit=unit, most=most, width=width)

    @property
    def _kept(self) -> bool:
        """What stands there is what is kept: it was taken once, and is not judged again."""
        return self.text == self._write(self.saved).strip()

    @property
    @override
    def dirty(self) -> bool:
        # What is needed and empty cannot be read, and yet nobody has typed anything.
        return not self._kept and super().dirty

    @override
    def typed(self) -> object:
        if self.text and self._kept:
            return self.saved
        try:
            return self._read(self.text)
        except ControlroomError as failure:
            raise Unreadable(texts.error(failure)) from failure

    @override
    def show_value(self, value: object) -> None:
        super().show_value(self._write(value))


class CheckedField(ReadField):
    """A text that is printed in a form of its own; empty it is "", or is `needed`."""

    def __init__(
        self,
        name: str,
        label: str,
        check: Callable[[str], str],
        *,
        hint: str = "",
        needed: str = "",
        most: int = 200,
    ) -> None:
        super().__init__(
            name,
            label,
            lambda text: check(text) if text else "",
            hint=hint,
            needed=needed,
            most=most,
        )


class DegreesField(ReadField):
    """Latitude or longitude: a float, None where it is empty; point and comma both read."""

    def __init__(self, name: str, label: str, *, hint: str = "") -> None:
        def read(text: str) -> float | None:
            return degrees(name, text.replace(",", "."), label) if text else None

        def write(value: object) -> str:
            return "" if value is None else str(value).replace(".", formats.decimal_mark)

        super().__init__(name, label, read, write, hint=hint, most=20)


class FuseField(ReadField):
    """The main fuse of a site: watts as an int, written in amperes or watts; both are shown."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, lambda text: site_entry.fuse(text, "a"), _fuse, most=20)
        self.changed.connect(self._show_both)

    @override
    def show_value(self, value: object) -> None:
        super().show_value(value)
        self._show_both()

    def _show_both(self) -> None:
        try:
            value = self.typed()
        except Unreadable:
            value = None
        if isinstance(value, int):
            self._hint = self.tr("{0} A in three phases of 400 V, which is {1} kW").format(
                formats.number(site_entry.amperes(value), 0), formats.number(value / 1000, 1)
            )
        else:
            self._hint = self.tr("In amperes or watts, as 63 A or 43600 W")
        self._say()


def _fuse(value: object) -> str:
    """As it would be written; read again it gives the same."""
    if not isinstance(value, int):
        return ""
    whole = round(site_entry.amperes(value))
    if site_entry.watts(whole) == value:
        return f"{whole} A"
    if value % 100 == 0:
        return f"{value / 1000:g} kW".replace(".", formats.decimal_mark)
    return f"{value} W"
