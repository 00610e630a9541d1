"""The tokens of one customer: add, change, block, and take a block back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.fields import MomentField, TextField
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space
from controlroom.desktop.kit.undo_bar import UndoBar
from controlroom.desktop.people.customer_list import TokenList
from controlroom.domain.people.authorisation import Token
from controlroom.operations.people.accounts import GROUP_MOST, TYPE_MOST, Accounts

CONCERNS = {
    "token-exists": "uid",
    "token-taken": "uid",
    "token-same-card": "uid",
    "nameless": "uid",
    "bad-token": "uid",
    "unprintable": "uid",
}


class TokenPanel(QWidget):
    """A table of tokens, and below it the one that is chosen, or a new one."""

    changed = Signal()
    """Something was written."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__()
        self._desk = desk
        self._customer = 0
        self._shown: Token | None = None
        self._list = TokenList(desk.services.clock.now, self)
        self.table = TableView(self._list, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(self.tr("Tokens"))
        self.stack = ListStack(self.table)
        self.undo = UndoBar()
        self.new = Button(self.tr("New token"), key="Ctrl+T", icon_name="plus")
        self.block = Button(self.tr("Block"), key="Ctrl+B")
        self.form = Form(self._save, concerns=CONCERNS)
        self.form.add(
            TextField(
                "uid",
                self.tr("Token"),
                needed=self.tr("Write the number that the charge point reads from it."),
            )
        )
        self.form.add(
            TextField("type", self.tr("Type"), most=TYPE_MOST),
            TextField(
                "group",
                self.tr("Group"),
                most=GROUP_MOST,
                hint=self.tr("Tokens of one group may stop each other’s sessions."),
            ),
        )
        self.form.add(MomentField("expires", self.tr("Valid to"), hint=self.tr("Empty: for ever.")))
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.new.clicked.connect(self.begin_new)
        self.block.clicked.connect(self.turn)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.undo)
        column.addWidget(self.stack, 1)
        column.addWidget(Line())
        below = QVBoxLayout()
        below.setContentsMargins(Space.PANEL, Space.GROUP, Space.PANEL, Space.PANEL)
        below.setSpacing(Space.GROUP)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.new)
        row.addWidget(self.block)
        row.addStretch(1)
        below.addLayout(row)
        below.addWidget(self.form)
        column.addLayout(below)

    # Contents

    def show_tokens(self, customer: int, tokens: tuple[Token, ...]) -> None:
        """Show the tokens of a customer. Where a person is typing, that stays."""
        if customer != self._customer:
            self._customer = customer
            self.undo.forget()
            self.table.pick(None)
            self._show(None)
        self._list.replace_all(tokens)
        if self._list.rows:
            self.stack.show_list(self.table)
        else:
            self.stack.say_empty(
                self.tr("No token yet"),
                self.tr("Add the card that this customer charges with: Ctrl+T."),
            )
        if self._shown is not None:
            now = self._list.find(self._shown.uid)
            if now is not None:
                self._shown = now
                self.form.follow(_values(now))
        self._show_buttons()

    def _picked(self, key: object) -> None:
        token = self._list.find(key) if isinstance(key, str) else None
        if token is None or (self._shown is not None and token.uid == self._shown.uid):
            return
        before = self._shown.uid if self._shown is not None else None
        self.form.leave(partial(self._show, token), lambda: self.table.pick(before))

    def _show(self, token: Token | None) -> None:
        self._shown = token
        self.form.fill(_values(token) if token is not None else _values(Token("", 0)))
        self._fix()
        self._show_buttons()

    def _fix(self) -> None:
        """What a token is called is what it is found by: another number is another token."""
        uid, new = self.form.fields["uid"], self._shown is None
        uid.set_fixed(on=not new)
        uid.advise(
            self.tr("As the charge point reads it: 1 to 36 letters, digits and * - _ = : + | @ .")
            if new
            else self.tr("It stays. For another number, block this token and add a new one.")
        )

    def _show_buttons(self) -> None:
        token = self._shown
        self.block.setEnabled(token is not None)
        words = self.tr("Unblock") if token is not None and token.blocked else self.tr("Block")
        self.block.setText(words)
        self.block.setAccessibleName(words)
        self.block.updateGeometry()

    def begin_new(self) -> None:
        """Ctrl+T: an empty form."""
        before = self._shown.uid if self._shown is not None else None
        self.form.leave(self._empty, lambda: self.table.pick(before))

    def _empty(self) -> None:
        self.table.pick(None)
        self._show(None)
        self.form.focus()

    # Writing

    async def _save(self, values: dict[str, Any]) -> str:
        desk, customer = self._desk, self._customer
        shown = self._shown
        wanted = Token(
            uid=values["uid"] if shown is None else shown.uid,
            customer=customer,
            type=values["type"],
            group=values["group"],
            expires=values["expires"],
            blocked=shown is not None and shown.blocked,
        )
        accounts = desk.services.accounts
        keep = accounts.register_token if shown is None else accounts.change_token
        kept = await keep(desk.actor, wanted)
        values.update(_values(kept))
        self._shown = kept
        if isValid(self):
            self._fix()
        self.changed.emit()
        if shown is None:
            return self.tr("Added; it may charge now.")
        return self.tr("Saved.")

    def turn(self) -> None:
        """Ctrl+B: block the chosen token, or let it charge again."""
        token = self._shown
        if token is not None and self._desk.allowed(Accounts.set_blocked):
            begin(self._turn(token.uid, blocked=not token.blocked, back=True), "block a token")

    async def _turn(self, uid: str, *, blocked: bool, back: bool) -> None:
        desk = self._desk
        writing = desk.services.accounts.set_blocked(desk.actor, uid, blocked=blocked)
        token = await desk.told_or_refused(writing)
        if token is None or not isValid(self):
            return
        self.changed.emit()
        if self._customer != token.customer:
            return
        if self._shown is not None and self._shown.uid == token.uid:
            self._shown = replace(self._shown, blocked=blocked)
        self._show_buttons()
        done = self.tr("{0} is blocked.") if blocked else self.tr("{0} may charge again.")
        if back:
            self.undo.offer(
                done.format(token.uid), partial(self._take_back, token.uid, blocked=not blocked)
            )
        else:
            desk.told.emit(done.format(token.uid))

    def _take_back(self, uid: str, *, blocked: bool) -> None:
        begin(self._turn(uid, blocked=blocked, back=False), "undo a block")

    def leave(self, go: Callable[[], object], stay: Callable[[], object]) -> None:
        """Do something where nothing is unsaved, else ask first."""
        self.form.leave(go, stay)

    def focus(self) -> None:
        if self._list.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus()


def _values(token: Token) -> dict[str, object]:
    return {
        "uid": token.uid,
        "type": token.type,
        "group": token.group,
        "expires": token.expires,
    }
