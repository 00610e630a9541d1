"""What a person does at a form, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.desktop.kit.form import Form
from controlroom.desktop.settings.screen import SettingsView
from controlroom.domain.people.user import Role, User
from tests.desktop.room import Room, until

CTRL = Qt.KeyboardModifier.ControlModifier


async def opened(room: Room, number: int, role: Role = Role.ADMINISTRATOR) -> SettingsView:
    """The settings by Ctrl+comma, and a section by its number, entered."""
    window = await room.show(User("Operator 1", role))
    press(window, Qt.Key.Key_Comma, CTRL)
    page = window.page
    assert isinstance(page, SettingsView)
    press(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
    return page


def press(
    where: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(QApplication.focusWidget() or where, key, modifier)


def write(form: Form, **texts: str) -> None:
    """Type into fields, each reached as Tab reaches it."""
    for name, text in texts.items():
        control = form.fields[name].control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        control.setFocus(Qt.FocusReason.TabFocusReason)
        press(control, Qt.Key.Key_A, CTRL)
        press(control, Qt.Key.Key_Delete)
        QTest.keyClicks(control, text)


async def saved(form: Form) -> None:
    press(form, Qt.Key.Key_S, CTRL)
    await until(lambda: not form.busy)
    assert not [field.refusal for field in form.fields.values() if field.refusal]
    assert form.refusal.isHidden()
