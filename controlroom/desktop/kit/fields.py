"""Labelled fields of a form, each with its error as a sentence below it.

A field is filled with a value and read back as one; between the two a person types. What cannot
be read is said in a sentence, and what was typed stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from controlroom.desktop.kit import theme, typed_values
from controlroom.desktop.kit.drop_box import DropBox
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.theme import Space, Type
from controlroom.desktop.kit.typed_values import Unreadable
from controlroom.words.plain import plain

SHORT, MIDDLE = 128, 192
"""Widths of a number and of a moment."""
WIDE = 10_000
"""A control that may be wider has no width of its own."""


class Field(QWidget):
    """A label, the control, and below it a hint or what is wrong.

    Subclasses give `typed` and `show_value`. `needed` refuses an empty one by that sentence.
    """

    changed = Signal()
    """A person typed."""
    entered = Signal()
    """Enter was pressed in a field of one line."""

    def __init__(
        self,
        name: str,
        label: str,
        control: QWidget,
        *,
        hint: str = "",
        needed: str = "",
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.label = label
        self.control = control
        self._hint = hint
        self._needed = needed
        self._saved: object = None
        self._refusal = ""
        self._editable = True
        self._fixed = False
        control.setAccessibleName(f"{label}, {unit}" if unit else label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.INSIDE)
        column.addWidget(PlainLabel(label, Type.LABEL, role="secondary", whole=True))
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(control)
        if unit:
            row.addWidget(PlainLabel(unit, role="secondary", whole=True))
        policy = control.sizePolicy().horizontalPolicy()
        if unit or policy is QSizePolicy.Policy.Fixed or control.maximumWidth() < WIDE:
            row.addStretch(1)
        column.addLayout(row)
        self.note = PlainLabel("", Type.LABEL, wrap=True)
        column.addWidget(self.note)
        self._say()

    # Values

    def fill(self, value: object) -> None:
        """Show a value as the saved one; what was typed before is forgotten."""
        self._saved = value
        self.show_value(value)
        self.refuse("")

    def take(self) -> None:
        """What stands there is the saved value."""
        try:
            self._saved = self.typed()
        except Unreadable:
            self._saved = None

    def follow(self, value: object) -> None:
        """The saved value changed elsewhere. Where a person has typed, that stays."""
        if self.dirty:
            self._saved = value
        elif value != self._saved:
            self.fill(value)

    def revert(self) -> None:
        """Show what is saved again."""
        self.fill(self._saved)

    @property
    def saved(self) -> object:
        return self._saved

    @property
    def dirty(self) -> bool:
        """Whether what stands there is another value than the saved one, or none."""
        try:
            return bool(self.typed() != self._saved)
        except Unreadable:
            # An empty number is none, and so is what was never filled.
            return not (self._saved is None and self._blank())

    def _blank(self) -> bool:
        """Nothing stands there."""
        return False

    def read(self) -> object:
        """The value. Raises Unreadable with a sentence."""
        value = self.typed()
        if self._needed and value in ("", (), None):
            raise Unreadable(self._needed)
        return value

    def typed(self) -> object:
        """The value that stands there, an empty one too. Raises Unreadable."""
        raise NotImplementedError

    def show_value(self, value: object) -> None:
        raise NotImplementedError

    # What is wrong

    @property
    def refusal(self) -> str:
        """The sentence shown, "" where nothing is wrong."""
        return self._refusal

    def refuse(self, sentence: str) -> None:
        """Say what is wrong; "" takes it back."""
        if sentence != self._refusal:
            self._refusal = sentence
            self._say()

    def advise(self, hint: str) -> None:
        """What is said below it while nothing is wrong."""
        if hint != self._hint:
            self._hint = hint
            self._say()

    def _say(self) -> None:
        wrong = bool(self._refusal)
        self.note.set_role("text" if wrong else "stale")
        self.note.set_weight(theme.MEDIUM if wrong else None)
        self.note.setText(self._refusal or self._hint)
        self.note.setVisible(bool(self.note.text()))
        self.control.setAccessibleDescription(self._described())
        self.control.setProperty("refused", wrong)
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)

    def _described(self) -> str:
        """What is read out after the name."""
        return self.note.text()

    def set_editable(self, *, on: bool) -> None:
        """Whether a person may change it; else it is only read."""
        self._editable = on
        self.control.setEnabled(on and not self._fixed)

    def set_fixed(self, *, on: bool) -> None:
        """Whether it stays as it is, whatever becomes of the rest of its form."""
        self._fixed = on
        self.control.setEnabled(self._editable and not on)

    def _typed(self) -> None:
        self.refuse("")
        self.changed.emit()


class TextField(Field):
    """One line of text: a str, without spaces around it."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        needed: str = "",
        unit: str = "",
        most: int = 200,
        width: int | None = None,
    ) -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(most)
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if width is not None:
            self.line.setFixedWidth(width)
        super().__init__(name, label, self.line, hint=hint, needed=needed, unit=unit)
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self.entered)

    @property
    def text(self) -> str:
        return self.line.text().strip()

    @override
    def _blank(self) -> bool:
        return not self.text

    @override
    def typed(self) -> object:
        return self.text

    @override
    def show_value(self, value: object) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)


class DecimalField(TextField):
    """A number or an amount: a Decimal, written as the language writes it.

    `empty` is what an empty field means; without it a number is needed.
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        unit: str = "",
        hint: str = "",
        places: int = 2,
        empty: Decimal | None = None,
    ) -> None:
        self._places = places
        self._empty = empty
        super().__init__(name, label, hint=hint, unit=unit, most=40, width=SHORT)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFont(theme.font(Type.BODY, tabular=True))

    @override
    def typed(self) -> object:
        text = self.text
        if not text and self._empty is not None:
            return self._empty
        return typed_values.decimal(text)

    @override
    def show_value(self, value: object) -> None:
        super().show_value(exact(value, self._places) if isinstance(value, Decimal) else value)


class IntegerField(TextField):
    """A whole number: an int. An empty field is `empty`."""

    def __init__(
        self, name: str, label: str, *, unit: str = "", hint: str = "", empty: int | None = None
    ) -> None:
        self._empty = empty
        super().__init__(name, label, hint=hint, unit=unit, most=20, width=SHORT)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFont(theme.font(Type.BODY, tabular=True))

    @override
    def typed(self) -> object:
        text = self.text
        if not text and self._empty is not None:
            return self._empty
        return typed_values.integer(text)


class MomentField(TextField):
    """A day and a minute in Swedish time: an aware datetime in UTC; None where it is empty."""

    def __init__(self, name: str, label: str, *, hint: str = "", needed: str = "") -> None:
        super().__init__(name, label, hint=hint, needed=needed, most=20, width=MIDDLE)
        self.line.setPlaceholderText(self.tr("YYYY-MM-DD HH:MM"))
        self.line.setFont(theme.font(Type.BODY, tabular=True))

    @override
    def typed(self) -> object:
        text = self.text
        return typed_values.moment(text) if text else None

    @override
    def show_value(self, value: object) -> None:
        there = formats.local(value) if isinstance(value, datetime) else None
        super().show_value(None if there is None else there.strftime("%Y-%m-%d %H:%M"))

    @override
    def fill(self, value: object) -> None:
        # What is shown has no seconds, so neither has what it is compared with.
        super().fill(
            value.replace(second=0, microsecond=0) if isinstance(value, datetime) else value
        )


class LinesField(Field):
    """Several lines, as an address: a tuple of the lines that are not blank. Tab leaves it."""

    def __init__(
        self, name: str, label: str, *, hint: str = "", needed: str = "", rows: int = 3
    ) -> None:
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFixedHeight(rows * Type.BODY.line + 2 * Space.BETWEEN)
        super().__init__(name, label, self.area, hint=hint, needed=needed)
        self._filling = False
        self.area.textChanged.connect(self._area_changed)

    def _area_changed(self) -> None:
        if not self._filling:
            self._typed()

    @override
    def typed(self) -> object:
        lines = (line.strip() for line in self.area.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    @override
    def show_value(self, value: object) -> None:
        self._filling = True
        self.area.setPlainText("\n".join(value) if isinstance(value, tuple) else "")
        self._filling = False


class ChoiceField(Field):
    """One of a few values, all of them in sight."""

    def __init__(
        self, name: str, label: str, choices: Sequence[tuple[object, str]], *, hint: str = ""
    ) -> None:
        self._values = [value for value, _ in choices]
        self.row = Segmented([text for _, text in choices])
        super().__init__(name, label, self.row, hint=hint)
        self.row.set_texts([text for _, text in choices])
        self.row.chosen.connect(self._typed)

    @override
    def _described(self) -> str:
        # A row of segments is named by its choice, so the label stands in the description.
        return f"{self.label}. {self.note.text()}".strip()

    @override
    def typed(self) -> object:
        return self._values[self.row.current]

    @override
    def show_value(self, value: object) -> None:
        self.row.set_current(self._values.index(value) if value in self._values else 0)


class DropField(Field):
    """One of many values, in a list that drops down."""

    def __init__(
        self, name: str, label: str, choices: Sequence[tuple[object, str]], *, hint: str = ""
    ) -> None:
        self._values: list[object] = []
        self.box = DropBox()
        self.box.setMaxVisibleItems(16)
        super().__init__(name, label, self.box, hint=hint)
        self.offer(choices)
        self.box.activated.connect(self._typed)

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Other values to choose from; the chosen one stays where it is among them."""
        chosen = self.typed()
        self._values = [value for value, _ in choices]
        self.box.clear()
        self.box.addItems([plain(text) for _, text in choices])
        self.show_value(chosen)

    @override
    def typed(self) -> object:
        place = self.box.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    @override
    def show_value(self, value: object) -> None:
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else -1)


def exact(value: Decimal, places: int = 2) -> str:
    """A number with at least `places` decimals, and more where it has them: 0.035 is not 0.04."""
    exponent = value.normalize().as_tuple().exponent
    return formats.number(value, max(places, -exponent if isinstance(exponent, int) else 0))
