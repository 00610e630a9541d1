"""The first screen: who is at the desk. Where nobody can sign in, it makes an administrator."""

from __future__ import annotations

import asyncio
import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.errors import ControlroomError
from controlroom.domain.people.user import LEAST_PASSWORD, User, user_name
from controlroom.domain.people.user import password as checked_password

if TYPE_CHECKING:
    # The ports import every fact and record; the first frame does without them.
    from controlroom.operations.people.staff import Staff

WIDTH = 400


class _Emblem(QWidget):
    """The charging pile, large."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(48, 48)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = QRectF(self.rect()).center()
        box = QRectF(middle.x() - 24, middle.y() - 24, 48, 48)
        paint_icon(painter, "charging-pile", theme.palette().text, box)
        painter.end()


class SignIn(QFrame):
    """Opening, signing in, or creating the first administrator: one of the three is shown."""

    signed_in = Signal(object)
    """A `User`."""
    again = Signal()
    """Open the database once more."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._staff: Staff | None = None
        self._first = False
        self._task: asyncio.Task[None] | None = None
        self._emblem = _Emblem()
        self._heading = PlainLabel("controlroom", Type.TITLE, align=Qt.AlignmentFlag.AlignHCenter)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._words = PlainLabel("", role="secondary", wrap=True, align=middle)
        self.name = QLineEdit()
        self.name.setMaxLength(100)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(1000)
        self.repeated = QLineEdit()
        self.repeated.setEchoMode(QLineEdit.EchoMode.Password)
        self.repeated.setMaxLength(1000)
        for field in (self.name, self.password, self.repeated):
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.rule = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        self.refusal = PlainLabel("", weight=theme.MEDIUM, wrap=True)
        self.button = Button("", look=Look.PRIMARY, key="Enter", stretch=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self._labels = [PlainLabel("", Type.LABEL, role="secondary") for _ in range(3)]
        self._lay_out()
        self.button.clicked.connect(self.submit)
        self.say_opening("")

    def _lay_out(self) -> None:
        panel = Panel()
        panel.setFixedWidth(WIDTH)
        body = panel.body
        body.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        body.addWidget(self._emblem, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addSpacing(Space.BETWEEN)
        body.addWidget(self._heading)
        body.addWidget(self._words)
        body.addSpacing(Space.BETWEEN)
        for label, field in zip(
            self._labels, (self.name, self.password, self.repeated), strict=True
        ):
            body.addWidget(label)
            body.addWidget(field)
            if field is self.password:
                body.addWidget(self.rule)
            body.addSpacing(Space.INSIDE)
        body.addWidget(self.refusal)
        body.addSpacing(Space.INSIDE)
        body.addWidget(self.progress)
        body.addWidget(self.button)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(panel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)

    # What is shown

    def _fields(self, count: int) -> None:
        fields = (self.name, self.password, self.repeated)
        for number, (label, field) in enumerate(zip(self._labels, fields, strict=True)):
            label.setVisible(number < count)
            field.setVisible(number < count)
        # Before a password is thought of, not after it was refused.
        asked = count == len(fields)
        rule = self.tr("At least {0} characters.").format(LEAST_PASSWORD) if asked else ""
        self.rule.setText(rule)
        self.rule.setVisible(asked)
        self.password.setAccessibleDescription(rule)

    def say_opening(self, words: str, share: float | None = None) -> None:
        """The database is being opened or filled; `share` of it is done, where that is known."""
        self._staff = None
        self._fields(0)
        self.refusal.hide()
        self.button.hide()
        self._words.setText(words or self.tr("Opening the database"))
        self.progress.show()
        self.progress.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self.progress.setValue(round(share * 1000))

    def refuse(self, sentence: str) -> None:
        """It could not be opened, and this is what to do."""
        self._staff = None
        self._fields(0)
        self.progress.hide()
        self._words.setText(self.tr("The database cannot be opened."))
        self.refusal.setText(sentence)
        self.refusal.show()
        self.button.setText(self.tr("Try again"))
        self.button.setEnabled(True)
        self.button.show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    async def ask(self, staff: Staff) -> None:
        """Ask who it is; where nobody is known yet, who is to be the first."""
        self._first = not await staff.has_users()
        self._staff = staff
        self._fields(3 if self._first else 2)
        self.progress.hide()
        self.refusal.hide()
        names = (self.tr("Name"), self.tr("Password"), self.tr("Password again"))
        for label, text in zip(self._labels, names, strict=True):
            label.setText(text)
        if self._first:
            self._words.setText(
                self.tr(
                    "Nobody can sign in to this database yet. Choose the name and password of "
                    "its first administrator; more people are added later."
                )
            )
            self.button.setText(self.tr("Create administrator"))
        else:
            self._words.setText(self.tr("Sign in to go on."))
            self.button.setText(self.tr("Sign in"))
        self.button.setEnabled(True)
        self.button.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    def submit(self) -> None:
        """Sign in, create, or try again: whatever the button says."""
        if self._staff is None:
            if not self.button.isHidden():
                self.again.emit()
            return
        if self._task is None or self._task.done():
            self._task = begin(self._submit(self._staff), "sign in")

    async def _submit(self, staff: Staff) -> None:
        name, password = self.name.text().strip(), self.password.text()
        self.button.setEnabled(False)
        try:
            user = await (
                self._create(staff, name, password)
                if self._first
                else self._verify(staff, name, password)
            )
        except ControlroomError as failure:
            self._say(texts.error(failure))
            return
        finally:
            self.button.setEnabled(True)
        if user is not None:
            for field in (self.password, self.repeated):
                field.clear()
            self.signed_in.emit(user)

    async def _verify(self, staff: Staff, name: str, password: str) -> User | None:
        user = await staff.sign_in(name, password, platform.node())
        if user is None:
            self.password.clear()
            self.password.setFocus()
            self._say(texts.sentence("wrong-password"))
        return user

    async def _create(self, staff: Staff, name: str, password: str) -> User | None:
        if not name:
            self._say(self.tr("Write a name."))
            return None
        name, password = user_name(name), checked_password(password)
        if password != self.repeated.text():
            self._say(self.tr("The two passwords differ. Write the same one twice."))
            return None
        return await staff.add_first(name, password)

    def _say(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
