"""A form: fields in a column, Save and Revert, and what became of them.

Who makes one gives it fields and a coroutine that saves. The form reads the fields, says beside
each what is wrong, is busy while it saves, maps what the domain refuses to the field that it
concerns, and never loses what a person typed: leaving a changed form asks first, in a bar.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.fields import Field
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.desktop.kit.typed_values import Unreadable
from controlroom.desktop.kit.unsaved_bar import UnsavedBar
from controlroom.domain.errors import ControlroomError

Save = Callable[[dict[str, Any]], Awaitable[str]]
"""Saves the values by field name; answers what is told then. Refuses by a ControlroomError."""
Act = Callable[[], object]


class Form(QWidget):
    """`add` fields, `fill` it with a record, and hear of what was saved.

    `save` is asked with the values once all are readable. `concerns` says which field a refusal
    of the domain belongs to, by its key; without an entry the placeholder "name" says it, and a
    refusal that belongs to none stands above the buttons.
    """

    saved = Signal()
    touched = Signal()
    """A person typed, or the values were filled in: for what is worked out beside the form."""

    def __init__(
        self, save: Save, *, concerns: Mapping[str, str] | None = None, save_text: str = ""
    ) -> None:
        super().__init__()
        self._save = save
        self._concerns = dict(concerns or {})
        self.fields: dict[str, Field] = {}
        self._busy = False
        self._editable = True
        self._then: Act | None = None
        self._else: Act | None = None
        self._before: QWidget | None = None
        """Who had the keyboard when the bar asked."""
        self._foot: QWidget | None = None
        self._guard = UnsavedBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.GROUP)
        self.refusal = PlainLabel("", weight=theme.MEDIUM, wrap=True)
        self.refusal.hide()
        self.state = PlainLabel("", Type.LABEL, role="secondary")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.progress.setFixedHeight(4)
        keep = self.progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keep)
        self.progress.hide()
        self.save_button = Button(save_text or self.tr("Save"), key="Ctrl+S", look=Look.PRIMARY)
        self.revert_button = Button(self.tr("Revert"))
        self._lay_out()
        self.save_button.clicked.connect(self.submit)
        self.revert_button.clicked.connect(self.revert)
        self._guard.save.clicked.connect(self._save_and_go)
        self._guard.discard.clicked.connect(self._discard)
        self._guard.stay.clicked.connect(self.stay)
        self._show_state()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.GROUP)
        column.addWidget(self._guard)
        column.addLayout(self.body)
        self._end = QWidget()
        end = QVBoxLayout(self._end)
        end.setContentsMargins(0, 0, 0, 0)
        end.setSpacing(Space.GROUP)
        end.addWidget(self.refusal)
        end.addWidget(self.progress)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(Space.BETWEEN)
        self.buttons.addWidget(self.save_button)
        self.buttons.addWidget(self.revert_button)
        self.buttons.addWidget(self.state, 1)
        end.addLayout(self.buttons)
        column.addWidget(self._end)

    def foot(self) -> QWidget:
        """The buttons and the bar that asks, apart: for below an area that scrolls.

        A form that is longer than its pane is saved without searching for the button.
        """
        if self._foot is None:
            self._foot = QWidget()
            column = QVBoxLayout(self._foot)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(Space.GROUP)
            column.addWidget(self._guard)
            column.addWidget(self._end)
        return self._foot

    def _has(self, widget: QWidget) -> bool:
        """Whether a widget is a part of this form, wherever it is placed."""
        apart = self._foot is not None and self._foot.isAncestorOf(widget)
        return apart or self.isAncestorOf(widget)

    def add(self, field: Field, *beside: Field) -> None:
        """Add a field at the end, or several in one row."""
        if not beside:
            self.body.addWidget(field)
        else:
            row = QHBoxLayout()
            row.setSpacing(Space.PANEL)
            for one in (field, *beside):
                row.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        for one in (field, *beside):
            self.fields[one.name] = one
            one.take()
            one.changed.connect(self._touched)
            one.entered.connect(self.focusNextChild)
            self._order(one)

    def _order(self, field: Field) -> None:
        """Tab comes to the buttons after the fields, as they stand there."""
        window = field.window()
        stops = [
            part
            for part in field.findChildren(QWidget)
            # A list that drops down is a window of its own.
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.window() is window
        ]
        if stops and self._foot is None:
            QWidget.setTabOrder(stops[-1], self.save_button)
            QWidget.setTabOrder(self.save_button, self.revert_button)

    # Values

    def fill(self, values: Mapping[str, object]) -> None:
        """Show a record as the saved one. What was typed before is forgotten: `leave` asks."""
        self._forget_going()
        self.state.setText("")
        for name, field in self.fields.items():
            field.fill(values.get(name))
        self._refuse("")
        self._touched()

    def follow(self, values: Mapping[str, object]) -> None:
        """The record changed elsewhere. Where a person has typed, that stays."""
        for name, field in self.fields.items():
            field.follow(values.get(name))
        self._touched()

    def begin_with(self, values: Mapping[str, object]) -> None:
        """Propose values as if a person had typed them: they are not saved yet."""
        for name, value in values.items():
            self.fields[name].show_value(value)
        self._touched()

    def revert(self) -> None:
        """Show what is saved again."""
        for field in self.fields.values():
            field.revert()
        self._refuse("")
        self._forget_going()
        self._touched()

    def read(self) -> dict[str, Any] | None:
        """The values by field; None where one cannot be read, which is then said beside it."""
        values: dict[str, Any] = {}
        wrong: list[Field] = []
        for name, field in self.fields.items():
            try:
                values[name] = field.read()
            except Unreadable as failure:
                field.refuse(str(failure))
                wrong.append(field)
        if wrong:
            wrong[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return values

    def glance(self) -> dict[str, Any] | None:
        """The values as they stand, without saying anything where one cannot be read."""
        try:
            return {name: field.read() for name, field in self.fields.items()}
        except Unreadable:
            return None

    @property
    def dirty(self) -> bool:
        """A person changed something that is not saved."""
        return any(field.dirty for field in self.fields.values())

    @property
    def busy(self) -> bool:
        """It is being saved."""
        return self._busy

    def set_editable(self, *, on: bool) -> None:
        """Whether it may be changed; else it is only read."""
        self._editable = on
        for field in self.fields.values():
            field.set_editable(on=on)
        self._show_state()

    def focus(self) -> None:
        """Give the keyboard to the first field."""
        for field in self.fields.values():
            if field.control.isEnabled():
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # Saving

    def submit(self) -> None:
        """Ctrl+S: save, where something changed and nothing is wrong."""
        if self._busy or not self._editable or not self.dirty:
            return
        self._refuse("")
        values = self.read()
        if values is not None:
            focus = QApplication.focusWidget()
            if focus is not None and self._has(focus):
                # Else it would wander through the fields as they are locked, and end elsewhere.
                focus.clearFocus()
            self._set_busy(on=True)
            begin(self._submit(values, focus), "save a form")

    async def _submit(self, values: dict[str, Any], focus: QWidget | None) -> None:
        told, refusal = "", None
        try:
            told = await self._save(values)
        except ControlroomError as failure:
            refusal = failure
        finally:
            if isValid(self):
                self._set_busy(on=False)
        if not isValid(self):
            return
        self._give_back(focus)
        if refusal is not None:
            self._go_on()
            self.refuse(refusal)
            return
        for name, field in self.fields.items():
            field.fill(values[name])
        going = self._then
        self._forget_going()
        self._touched()
        self.state.setText(told)
        self.saved.emit()
        if going is not None:
            going()

    def _give_back(self, focus: QWidget | None) -> None:
        """The keyboard returns to where the person was, unless it was given away meanwhile."""
        if focus is not None and isValid(focus) and QApplication.focusWidget() is None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
            if not focus.hasFocus() and self._has(focus):
                self.focus()

    def refuse(self, failure: ControlroomError) -> None:
        """Say what the domain refused, beside the field that it concerns."""
        named = failure.placeholders.get("name")
        name = self._concerns.get(failure.key, named if isinstance(named, str) else "")
        field = self.fields.get(name)
        if field is None:
            self._refuse(texts.error(failure))
            return
        words: dict[str, object] = dict(failure.placeholders)
        if named == name:
            words["name"] = field.label
        field.refuse(texts.sentence(failure.key, **words))
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _set_busy(self, *, on: bool) -> None:
        self._busy = on
        for field in self.fields.values():
            field.set_editable(on=self._editable and not on)
        self.progress.setVisible(on)
        self._show_state()

    def _touched(self) -> None:
        self._show_state()
        self.touched.emit()

    def _show_state(self) -> None:
        dirty = self.dirty
        free = self._editable and not self._busy
        self.save_button.setVisible(self._editable)
        self.revert_button.setVisible(self._editable)
        self.save_button.setEnabled(free and dirty)
        self.revert_button.setEnabled(free and dirty)
        if self._busy:
            self.state.setText(self.tr("Saving"))
        elif dirty:
            self.state.setText(self.tr("Not saved"))
        elif self.state.text() in (self.tr("Saving"), self.tr("Not saved")):
            self.state.setText("")

    # Leaving

    def leave(self, go: Act, stay: Act | None = None) -> None:
        """Do `go` where nothing is unsaved; else ask, and do what the person says.

        `stay` is done where they go on editing, as to select the old row again.
        """
        if not self.dirty and not self._busy:
            go()
            return
        self._then, self._else = go, stay
        if self._busy:
            return  # goes when it is saved
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus) and not self._guard.isAncestorOf(focus):
            self._before = focus
        self._guard.show()
        self._look()
        # Whoever asked may still turn the page, and give the keyboard to its list.
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        """The question has the keyboard, and is in sight."""
        if not self.asks:
            return
        inside = QApplication.focusWidget()
        if inside is None or not self._guard.isAncestorOf(inside):
            self._guard.stay.setFocus(Qt.FocusReason.OtherFocusReason)
        area: QWidget | None = self._guard.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self._guard)

    @property
    def asks(self) -> bool:
        """The bar asks what to do with the changes."""
        return not self._guard.isHidden()

    def stay(self) -> bool:
        """Keep editing; False where nothing was asked."""
        if not self.asks:
            return False
        before = self._before
        self._go_on()
        if before is not None and isValid(before) and before.isEnabled() and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus()
        return True

    def _go_on(self) -> None:
        """Nobody leaves after all."""
        otherwise = self._else
        self._forget_going()
        if otherwise is not None:
            otherwise()

    def _save_and_go(self) -> None:
        self._guard.hide()
        self.submit()
        if not self._busy:
            self._go_on()

    def _discard(self) -> None:
        going = self._then
        self.revert()
        if going is not None:
            going()

    def _forget_going(self) -> None:
        self._then = self._else = self._before = None
        self._guard.hide()
