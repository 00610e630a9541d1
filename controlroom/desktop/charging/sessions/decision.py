"""Why a session is held, what a person decided on it, and the form to decide or to end it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from controlroom.desktop.charging.sessions.decision_box import (
    KEYS,
    Case,
    DecisionBox,
    button,
    reopen,
)
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.keys import HERE, on_keys
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.panel import Section
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.billing.review import Review, Verdict, offered
from controlroom.domain.charging.session import Closing, Hold
from controlroom.operations.billing.reviews import Reviews
from controlroom.operations.ports.billing import SessionRecord
from controlroom.operations.ports.session_search import held_for


class SessionDecision(Section):
    """Hidden for a session that is neither held nor decided on, unless it is being ended."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(line=False)
        self._desk = desk
        self._record: SessionRecord | None = None
        self.body.setSpacing(Space.INSIDE)
        self.title = PlainLabel("", weight=theme.SEMIBOLD, wrap=True)
        self.reasons = PlainLabel("", wrap=True)
        self.by = PlainLabel("", Type.LABEL, role="secondary", wrap=True)
        self.billed = PlainLabel("", role="secondary", tabular=True, wrap=True)
        for part in (self.title, self.reasons, self.billed, self.by):
            self.body.addWidget(part)
        self.buttons = {v: button(v) for v in (*KEYS, Verdict.REOPENED)}
        row = QHBoxLayout()
        row.setContentsMargins(0, Space.INSIDE, 0, 0)
        row.setSpacing(Space.BETWEEN)
        for verdict, pressed in self.buttons.items():
            row.addWidget(pressed)
            pressed.clicked.connect(partial(self.decide, verdict))
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addSpacing(Space.INSIDE)
        self.box = DecisionBox(desk, wide=False)
        self.body.addWidget(self.box)
        self.box.decided.connect(self._done)
        self.box.ended.connect(self._done_ending)
        self.box.left.connect(self._left)
        self.hide()

    def take_letters(self, table: QWidget) -> None:
        """G, R and S decide while a list has the keyboard."""
        for verdict, letter in KEYS.items():
            on_keys(table, letter, partial(self.decide, verdict), HERE)

    def show_record(self, record: SessionRecord) -> None:
        """The session as it is now."""
        other = self._record is None or self._record.session.id != record.session.id
        if other:
            self.box.forget()
        self._record = record
        hold, decided = held_for(record), record.decided
        self.setVisible(bool(hold) or decided is not None or self.box.asks)
        self.title.setVisible(not record.session.active)
        reasons = [one.value for one in record.session.holds]
        if hold and hold not in reasons:
            reasons.insert(0, hold)
        if hold:
            self.title.setText(self.tr("Held: no invoice may carry it yet"))
        elif decided is not None:
            self.title.setText(texts.name(decided.verdict))
        self.reasons.setText(" · ".join(texts.hold(reason) for reason in reasons))
        self.reasons.setVisible(bool(reasons))
        self._show_review(record, stands=decided is not None)
        self._offer(record, hold, decided)

    def _show_closing(self, closing: Closing | None) -> None:
        """Who ended it, until somebody decides on it."""
        self.by.setVisible(closing is not None)
        if closing is not None:
            self.by.setText(f"{closing.by}, {_moment(closing.at)}: {closing.reason}")

    def _show_review(self, record: SessionRecord, *, stands: bool) -> None:
        review = record.review
        shown = review is not None and not review.open
        self.by.setVisible(shown)
        self.billed.setVisible(shown and stands and review is not None and not _as_measured(review))
        if review is None or not shown:
            self._show_closing(record.session.evidence.closed)
            return
        words = f"{review.by}, {_moment(review.at)}: {review.reason}"
        if not stands:
            words = f"{texts.name(review.verdict)}, {words}"
        self.by.setText(words)
        energy = formats.energy(review.corrected_wh or 0)
        self.billed.setText(self.tr("Billed energy: {0} kWh").format(energy))

    def _offer(self, record: SessionRecord, hold: str, decided: Review | None) -> None:
        may = self._desk.may(Reviews.decide) and not record.invoice
        shown = {
            verdict: may and (decided is not None if verdict is Verdict.REOPENED else bool(hold))
            for verdict in self.buttons
        }
        focus = QApplication.focusWidget()
        for verdict, pressed in self.buttons.items():
            if shown[verdict]:
                pressed.show()
                pressed.setEnabled(verdict is Verdict.REOPENED or self._helps(verdict))
        left = [pressed for verdict, pressed in self.buttons.items() if not shown[verdict]]
        stays = next((p for v, p in self.buttons.items() if shown[v] and p.isEnabled()), None)
        if focus in left and stays is not None:
            # Else the keyboard would go to whatever comes next, and the pane would follow it.
            stays.setFocus(Qt.FocusReason.OtherFocusReason)
        for pressed in left:
            pressed.hide()

    def _helps(self, verdict: Verdict) -> bool:
        """Whether a verdict is of use for the session that is shown."""
        record = self._record
        if record is None or record.invoice or not held_for(record):
            return False
        return offered(verdict, {*record.session.holds, Hold(held_for(record))})

    def decide(self, verdict: Verdict) -> None:
        """Decide on the session that is shown, or take back what was decided."""
        record = self._record
        if record is None or self.isHidden():
            return
        case = _case(record)
        if verdict is Verdict.REOPENED:
            if record.decided is not None and not record.invoice:
                begin(self._take_back(case), "reopen a session")
        elif self._helps(verdict):
            focus = QApplication.focusWidget()
            self.box.ask(case, verdict, focus or self.buttons[verdict])

    def end(self, before: QWidget) -> None:
        """Let a person end the session that is shown, where it is open."""
        record = self._record
        if record is not None and record.session.active:
            self.box.ask(_case(record), None, before)
            self.setVisible(self.box.asks)

    def _left(self) -> None:
        if self._record is not None and self._record.session.active:
            self.hide()

    def _done_ending(self, case: Case) -> None:
        self._desk.told.emit(self.tr("{0}: ended.").format(case.name))

    def _done(self, case: Case, review: Review) -> None:
        words = texts.name(review.verdict).lower()
        self._desk.told.emit(self.tr("{0}: {1}.").format(case.name, words))

    async def _take_back(self, case: Case) -> None:
        review = await reopen(self._desk, case.session)
        if review is not None and isValid(self):
            self._desk.told.emit(self.tr("{0} is open again.").format(case.name))


def _moment(at: datetime) -> str:
    return f"{formats.day(formats.local(at).date())} {formats.minute(at)}"


def _case(record: SessionRecord) -> Case:
    session = record.session
    name = f"{session.charge_point}, {record.customer}"
    return Case(session.id, name if record.customer else session.charge_point, session.energy_wh)


def _as_measured(review: Review) -> bool:
    return review.corrected_wh is None
