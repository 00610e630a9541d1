"""Configuration keys or the device model: read, searched, and changed one at a time."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.bridge import Batch
from controlroom.desktop.charging.point.command_offers import Offer
from controlroom.desktop.charging.point.configuration_model import LONGEST, Setting, problem
from controlroom.desktop.charging.point.setting_list import SettingList
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import message_words
from controlroom.desktop.kit.armed_box import Armed
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.domain.charging.commands import OPEN_STATES, Command, CommandChanged
from controlroom.domain.charging.wishes import ChangeConfiguration, GetConfiguration, Send, Wish

VALUE = 2
"""Column of the value, which is edited in its place."""
TYPING_MS = 200


class ConfigurationView(QWidget):
    """Enter edits the current key; Enter again arms the change; Esc leaves it as it was."""

    wished = Signal(object)
    """An `Offer` to be armed."""

    def __init__(self, desk: Desk, search: QLineEdit, blink: Blink) -> None:
        super().__init__()
        self._desk = desk
        self.search = search
        self._charge_point = ""
        self._waiting: dict[int, Setting] = {}
        """Changes asked for here: once accepted, their values are read again."""
        self._armed: Setting | None = None
        self._editor: QLineEdit | None = None
        self._edited: Setting | None = None
        services = desk.services
        self.settings = SettingList(desk.bridge, services.commands, services.facts, self)
        self._panel = Panel(" ")
        self._panel.title.setText(self.tr("Configuration"))
        self.read = Button(self.tr("Read"), icon_name="refresh", small=True)
        self.edit = Button(self.tr("Change"), icon_name="pencil", key="Enter", small=True)
        for widget in (search, self.edit, self.read):
            self._panel.head.addWidget(widget)
        self.table = TableView(self.settings, blink, row_height=Size.LONG_ROW)
        self.stack = ListStack(self.table)
        self._problem = PlainLabel("", Type.LABEL, wrap=True)
        holder = QHBoxLayout()
        holder.setContentsMargins(Space.PANEL, Space.INSIDE, Space.PANEL, Space.INSIDE)
        holder.addWidget(self._problem)
        self._panel.body.setContentsMargins(0, 0, 0, 0)
        self._panel.body.addWidget(self.stack)
        self._panel.body.addLayout(holder)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._join()

    def _join(self) -> None:
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._find)
        self.read.clicked.connect(self.ask_all)
        self.edit.clicked.connect(self._edit_current)
        self.table.opened.connect(self._edit)
        self.table.picked.connect(self._pick)
        self.settings.loaded.connect(self._say)
        self._desk.asked.connect(self._note)
        self._desk.bridge.changed.connect(self._take)

    # Which

    def follow(self, charge_point: str) -> None:
        """Show another charge point's; "" while it is hidden."""
        if charge_point != self._charge_point:
            self._charge_point = charge_point
            self._close_editor()
            self.settings.follow(charge_point)
        self._say()

    def forget(self) -> None:
        """What was armed is not sent."""
        self._armed = None

    def _find(self) -> None:
        self._close_editor()
        self.settings.search(self.search.text())
        self._say()

    def _say(self) -> None:
        if not self._charge_point:
            return
        linked = self._desk.bridge.network.charge_point(self._charge_point).heard
        self.read.setVisible(self._desk.may(GetConfiguration.right))
        self.read.setEnabled(linked)
        self.edit.setVisible(self._desk.may(ChangeConfiguration.right))
        whole = self.settings.whole
        self._panel.note.setText(self._age())
        if len(self.settings):
            self.stack.show_list(self.table)
        elif not self.settings.known:
            self.stack.say_empty(self.tr("Looking for the last reading…"), "")
        elif whole.settings:
            self.stack.say_empty(
                self.tr("Nothing matches"), self.tr("Search for less, or for another word.")
            )
        else:
            self.stack.say_empty(
                self.tr("Its configuration has not been read yet"),
                self.tr("Press Read: the station is asked for all of it.")
                if linked
                else self.tr("It can be read as soon as the station is connected."),
            )
        self._pick(self.table.current_key)

    def _age(self) -> str:
        whole = self.settings.whole
        if whole.partial:
            return self.tr("being read…")
        if whole.incomplete:
            return message_words.incomplete(whole.missing)
        if whole.read is None:
            return ""
        age = formats.age(whole.read, self._desk.overview.now)
        count = formats.number(len(whole.settings))
        return self.tr("{0} keys, read {1} ago").format(count, age)

    def _pick(self, key: Hashable) -> None:
        setting = None if key is None else self.settings.find(key)
        linked = self._desk.bridge.network.charge_point(self._charge_point).heard
        self.edit.setEnabled(setting is not None and setting.editable and linked)

    # Asking

    def ask_all(self) -> None:
        """Arm the reading of all keys."""
        words = Armed(
            self.tr("read configuration"),
            self.tr("{0}, whole charge point").format(self._charge_point),
            self._age() or self.tr("never read"),
            self.tr("Nobody notices"),
        )
        self.wished.emit(Offer(GetConfiguration(), words))

    def _edit_current(self) -> None:
        if self.table.current_key is not None:
            self._edit(self.table.current_key)

    def _edit(self, key: Hashable) -> None:
        """A field in the place of the value."""
        setting = self.settings.find(key)
        if setting is None or not self._desk.may(ChangeConfiguration.right):
            return
        if not setting.editable:
            self._refuse(
                self.tr("{0} is secret: rotate the key instead.").format(setting.place.name)
                if setting.place.secret
                else self.tr("The station says that {0} can only be read.").format(
                    setting.place.name
                )
            )
            return
        place = self.settings.position(key)
        if place is None:
            return
        self._close_editor()
        self._edited = setting
        self.settings.hold(True)
        editor = QLineEdit(setting.value or "")
        editor.setMaxLength(2 * LONGEST)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        editor.setAccessibleName(setting.place.name)
        editor.installEventFilter(self)
        self._editor = editor
        self.table.setIndexWidget(self.settings.index(place, VALUE), editor)
        editor.selectAll()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and isinstance(event, QKeyEvent):
            shortcut = event.type() is QEvent.Type.ShortcutOverride
            if event.key() == Qt.Key.Key_Escape:
                if not shortcut:
                    self._close_editor()
                    self.table.setFocus()
                event.accept()
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.type() is QEvent.Type.KeyPress:
                self._propose()
                return True
        return super().eventFilter(watched, event)

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        self._edited = None
        self._refuse("")
        if editor is not None:
            self.settings.hold(False)
            for place in range(len(self.settings)):
                index = self.settings.index(place, VALUE)
                if self.table.indexWidget(index) is editor:
                    self.table.setIndexWidget(index, None)  # type: ignore[arg-type]  # Qt: none

    def _refuse(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _propose(self) -> None:
        """Arm what was written, or say beside it why it cannot be sent."""
        setting, editor = self._edited, self._editor
        if setting is None or editor is None:
            return
        text = editor.text()
        wrong = problem(setting, text)
        if wrong:
            self._refuse(self._words(wrong, setting))
            return
        if text == setting.value:
            self._close_editor()
            self.table.setFocus()
            return
        self._close_editor()
        self.table.setFocus()
        self.wished.emit(self._offer(setting, text))
        self._armed = setting

    def _words(self, wrong: str, setting: Setting) -> str:
        name = setting.place.name
        limits = ", ".join(setting.options)
        words = {
            "integer": self.tr("{0} is a whole number: write digits only."),
            "decimal": self.tr("{0} is a number: write it with a point, as 0.5."),
            "boolean": self.tr("{0} is either true or false."),
            "low": self.tr("{0} must be at least {1}."),
            "high": self.tr("{0} may be at most {1}."),
            "options": self.tr("{0} is one of {1}."),
            "long": self.tr("{0} is too long: the station takes {1} characters."),
        }[wrong]
        bound = {"low": setting.low, "high": setting.high}.get(wrong)
        given = limits if bound is None else f"{bound:g}"
        return words.format(name, str(LONGEST) if wrong == "long" else given)

    def _offer(self, setting: Setting, text: str) -> Offer:
        place = setting.place
        wish: Wish = ChangeConfiguration(place.name, text)
        if not place.plain:
            item = {"attributeValue": text, **place.payload()}
            wish = Send("SetVariables", {"setVariableData": [item]})
        old = formats.DASH if setting.value is None else setting.value
        words = Armed(
            self.tr("change {0}").format(place.name),
            self.tr("{0}, whole charge point").format(self._charge_point),
            old,
            f"{old} → {text}",
        )
        return Offer(wish, words)

    # Fate

    def _note(self, command: Command) -> None:
        """What was armed here has been written down."""
        changing = isinstance(command.wish, ChangeConfiguration | Send)
        if self._armed is not None and changing and command.charge_point == self._charge_point:
            self._waiting[command.id] = self._armed
            self._armed = None

    def _take(self, batch: Batch) -> None:
        changed = {event.command.id for event in batch.of(CommandChanged)}
        for identity in changed & self._waiting.keys():
            command = self._desk.bridge.commands.get(identity)
            if command is None or command.state in OPEN_STATES:
                continue
            setting = self._waiting.pop(identity)
            if command.status.accepted:
                self._read_again(command.charge_point, setting)

    def _read_again(self, charge_point: str, setting: Setting) -> None:
        place = setting.place
        why = self.tr("read after a change")
        wish: Wish = GetConfiguration((place.name,))
        if not place.plain:
            wish = Send("GetVariables", {"getVariableData": [place.payload()]})
        self._desk.ask(wish, charge_point, why)
