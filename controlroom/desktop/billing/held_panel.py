"""What no invoice may carry yet, above the invoices that it keeps waiting; Enter leads to why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy
from shiboken6 import isValid

from controlroom.desktop.billing.invoice_list import HeldList, offers, remedy
from controlroom.desktop.charging.sessions.decision_box import (
    KEYS,
    Case,
    DecisionBox,
    button,
    reopen,
    verb,
)
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.keys import HERE, on_keys
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size
from controlroom.desktop.kit.undo_bar import UndoBar
from controlroom.domain.billing.review import Review, Verdict
from controlroom.operations.billing.month_run import Held
from controlroom.operations.billing.reviews import Reviews

SHOWN = 6
"""Lines in sight; the others are scrolled to."""


class HeldPanel(Panel):
    """Hidden while nothing is held, and nothing can be taken back.

    G, R and S decide on the line that is chosen, while the list has the keyboard.
    """

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(" ")
        self._desk = desk
        self._list = HeldList(self)
        self._held: tuple[Held, ...] = ()
        self._decided: set[str] = set()
        """Sessions that were decided on here, and are not priced by that yet."""
        self.title.setText(self.tr("Held"))
        self.table = TableView(self._list, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(self.tr("Held"))
        self.buttons = {verdict: button(verdict) for verdict in KEYS}
        self.box = DecisionBox(desk, wide=True)
        self.undo = UndoBar()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.table)
        self.body.addWidget(self.box)
        self.body.addWidget(self.undo)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.table.opened.connect(self._opened)
        self.table.picked.connect(self._offer)
        self.box.decided.connect(self._done)
        self.undo.ended.connect(self._fit)
        if desk.may(Reviews.decide):
            self.add_tools(*self.buttons.values())
            self._join()
        self.show_held(())

    def _join(self) -> None:
        for verdict, pressed in self.buttons.items():
            pressed.clicked.connect(partial(self.decide, verdict))
            on_keys(self.table, KEYS[verdict], partial(self.decide, verdict), HERE)

    def __len__(self) -> int:
        return len(self._list.rows)

    @property
    def chosen(self) -> Held | None:
        key = self.table.current_key
        return self._list.find(key) if isinstance(key, tuple) else None

    def show_held(self, held: Sequence[Held]) -> None:
        """Other lines."""
        self._held = tuple(held)
        if self.box.session not in {one.session for one in held}:
            self.box.forget()
        self._show()

    def priced(self, sessions: Collection[str]) -> None:
        """Sessions have the price that the decisions on them led to."""
        self._decided.difference_update(sessions)

    def _show(self) -> None:
        waiting = [one for one in self._held if one.session not in self._decided]
        self._list.replace_all(waiting)
        self.note.setText(
            self.tr("%n session(s) wait for a decision or for data", "", len(waiting))
        )
        self._offer()
        self._fit()

    def _fit(self) -> None:
        lines = min(len(self), SHOWN)
        self.table.setFixedHeight(Size.HEADER + lines * Size.LONG_ROW + 4)
        self.table.setVisible(lines > 0)
        self.setVisible(lines > 0 or self.box.asks or not self.undo.isHidden())

    def _offer(self, _key: object = None) -> None:
        chosen = self.chosen
        for verdict, pressed in self.buttons.items():
            pressed.setEnabled(chosen is not None and offers(chosen, verdict))

    # Deciding

    def decide(self, verdict: Verdict) -> None:
        """Ask why; the line that is chosen is decided on so."""
        held = self.chosen
        if held is None or not held.session:
            return
        if not offers(held, verdict):
            self._desk.refused.emit(
                self.tr("That does not help here: {0}.").format(held_words(held))
            )
            return
        name = f"{held.charge_point}, {held.customer}" if held.customer else held.charge_point
        self.box.ask(Case(held.session, name, held.energy_wh), verdict, self.table)
        self._fit()

    def _done(self, case: Case, review: Review) -> None:
        place = self.table.currentIndex().row()
        self._decided.add(case.session)
        words = self.tr("{0}: {1}.").format(case.name, texts.name(review.verdict).lower())
        self.undo.offer(words, partial(self._reopen, case))
        self._show()
        if len(self):
            key = self._list.key_at(min(max(place, 0), len(self) - 1))
            self.table.pick(key)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.undo.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reopen(self, case: Case) -> None:
        begin(self._take_back(case), "reopen a session")

    async def _take_back(self, case: Case) -> None:
        review = await reopen(self._desk, case.session)
        if review is None or not isValid(self):
            return
        self._decided.discard(case.session)
        self._show()
        self._desk.told.emit(self.tr("{0} is open again.").format(case.name))

    def keys(self) -> list[tuple[str, str]]:
        """For the footer; none for whom may not decide."""
        if not self._desk.may(Reviews.decide):
            return []
        return [(KEYS[verdict], verb(verdict)) for verdict in KEYS]

    def back(self) -> bool:
        """Esc: decide nothing; False where nothing is being decided."""
        left = self.box.forget()
        self._fit()
        return left

    def _opened(self, key: object) -> None:
        """Where the cause is put right."""
        held = self._list.find(key) if isinstance(key, tuple) else None
        if held is None:
            return
        screen, sought = remedy(held)
        if screen == "sessions":
            self._desk.open_sessions.emit(sought)
        else:
            self._desk.open_screen.emit(screen, sought)


def held_words(held: Held) -> str:
    """Why a line is held, within a sentence."""
    return texts.hold(held.reason, **held.placeholders).rstrip(".")
