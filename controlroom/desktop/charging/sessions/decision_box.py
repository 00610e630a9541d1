"""Deciding on a session: why, and how much energy it was; below the list or in the pane."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import begin
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.fields import DecimalField, TextField
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Space
from controlroom.desktop.kit.typed_values import Unreadable
from controlroom.domain.billing.review import LONGEST_REASON, Review, Verdict, energy_wh
from controlroom.domain.errors import ControlroomError
from controlroom.operations.billing.reviews import Reviews

translate = QCoreApplication.translate
KEYS = {Verdict.APPROVED: "G", Verdict.CORRECTED: "R", Verdict.STRUCK: "S"}
"""The same in every language: who works with the keys does not learn them again."""
_REASON_WIDTH = 440


@dataclass(frozen=True, slots=True)
class Case:
    """What is decided on: the session's id, how a person knows it, and its energy in Wh."""

    session: str
    name: str
    energy_wh: int | None = None


def verb(verdict: Verdict | None) -> str:
    """What the button of a verdict says; None: of ending an open session."""
    if verdict is None:
        return translate("DecisionBox", "End session")
    return {
        Verdict.APPROVED: translate("DecisionBox", "Approve"),
        Verdict.CORRECTED: translate("DecisionBox", "Correct"),
        Verdict.STRUCK: translate("DecisionBox", "Strike"),
        Verdict.REOPENED: translate("DecisionBox", "Reopen"),
    }[verdict]


def button(verdict: Verdict, *, small: bool = True) -> Button:
    """The button that begins a decision."""
    text = verb(verdict)
    if verdict in (Verdict.CORRECTED, Verdict.STRUCK):
        text = f"{text}…"
    return Button(text, key=KEYS.get(verdict, ""), small=small)


class DecisionBox(QFrame):
    """Hidden while nothing is decided. Enter decides, Esc leaves everything as it was."""

    decided = Signal(object, object)
    """The `Case`, and the `Review` that it got."""
    left = Signal()
    """It is hidden again, whatever was decided."""
    ended = Signal(object)
    """The `Case` of an open session that was ended."""

    def __init__(self, desk: Desk, *, wide: bool) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._case: Case | None = None
        self._verdict: Verdict | None = Verdict.APPROVED
        self._before: QWidget | None = None
        self._busy = False
        self.words = PlainLabel("", weight=theme.SEMIBOLD, wrap=True)
        self.energy = DecimalField("energy", self.tr("Energy"), unit="kWh", places=3)
        self.reason = TextField(
            "reason",
            self.tr("Reason"),
            most=LONGEST_REASON,
            hint=self.tr("It is kept with your name."),
        )
        self.refusal = PlainLabel("", weight=theme.MEDIUM, wrap=True)
        self.confirm = Button("", key="Enter", look=Look.PRIMARY)
        self.cancel = Button(self.tr("Cancel"), key="Esc")
        self._lay_out(wide=wide)
        for field in (self.energy, self.reason):
            field.entered.connect(self.submit)
            field.changed.connect(lambda: self._refuse(""))
        self.confirm.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.forget)
        self.hide()

    def _lay_out(self, *, wide: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PANEL, Space.GROUP, Space.PANEL, Space.GROUP)
        column.setSpacing(Space.BETWEEN)
        column.addWidget(self.words)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.cancel)
        top = Qt.AlignmentFlag.AlignTop
        if wide:
            row = QHBoxLayout()
            row.setSpacing(Space.PANEL)
            self.reason.line.setMinimumWidth(_REASON_WIDTH)
            row.addWidget(self.energy, 0, top)
            row.addWidget(self.reason, 1, top)
            beside = QVBoxLayout()
            # The buttons stand level with the lines, below the labels.
            beside.addSpacing(Space.PAGE - 4)
            beside.addLayout(buttons)
            beside.addStretch(1)
            row.addLayout(beside)
            column.addLayout(row)
        else:
            column.addWidget(self.energy)
            column.addWidget(self.reason)
            buttons.addStretch(1)
        column.addWidget(self.refusal)
        if not wide:
            column.addLayout(buttons)
        self.refusal.hide()

    @property
    def asks(self) -> bool:
        return self._case is not None

    @property
    def session(self) -> str:
        """The id of the session that is being decided on; "" while none is."""
        return "" if self._case is None else self._case.session

    def ask(self, case: Case, verdict: Verdict | None, before: QWidget) -> None:
        """Let a person decide so, or end an open session; the keyboard goes back to `before`."""
        if self._busy:
            return
        if not self._desk.allowed(Reviews.end if verdict is None else Reviews.decide):
            return
        self._case, self._verdict, self._before = case, verdict, before
        words = {
            Verdict.APPROVED: self.tr("Approve {0}: it is billed as it stands."),
            Verdict.CORRECTED: self.tr("Correct {0}: it is billed for the energy you write."),
            Verdict.STRUCK: self.tr("Strike {0}: it is never billed."),
            None: self.tr("End {0}: at its last reading, and held until somebody decides."),
        }
        self.words.setText(words[verdict].format(case.name))
        self.confirm.setText(verb(verdict))
        self.confirm.setAccessibleName(verb(verdict))
        self.confirm.updateGeometry()
        corrects = verdict is Verdict.CORRECTED
        self.energy.setVisible(corrects)
        measured = "" if not case.energy_wh else formats.energy(case.energy_wh)
        self.energy.advise(self.tr("Measured: {0} kWh").format(measured) if measured else "")
        self.energy.fill(None)
        self.reason.fill("")
        self._refuse("")
        self._set_busy(on=False)
        self.show()
        first = self.energy if corrects else self.reason
        first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> bool:
        """Decide nothing; False where nothing was asked."""
        if self._case is None or self._busy:
            return False
        self._close()
        return True

    def _close(self) -> None:
        inside = self.focusWidget() is not None and self.isAncestorOf(self.focusWidget())
        before, self._case = self._before, None
        self.hide()
        self.left.emit()
        if inside and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Enter: decide, where nothing is missing."""
        if self._case is None or self._busy:
            return
        self._refuse("")
        corrected: Decimal | None = None
        try:
            if self._verdict is Verdict.CORRECTED:
                found = self.energy.read()
                corrected = found if isinstance(found, Decimal) else None
        except Unreadable as failure:
            self.energy.refuse(str(failure))
            self.energy.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._set_busy(on=True)
        begin(self._decide(self._case, self._verdict, corrected), "decide on a session")

    async def _decide(self, case: Case, verdict: Verdict | None, energy: Decimal | None) -> None:
        review, refusal = None, None
        try:
            review = await self._write(case, verdict, energy)
        except ControlroomError as failure:
            refusal = failure
        if not isValid(self):
            return
        self._set_busy(on=False)
        if refusal is not None:
            self._refuse_by(refusal)
            return
        self._close()
        if review is None:
            self.ended.emit(case)
        else:
            self.decided.emit(case, review)

    async def _write(
        self, case: Case, verdict: Verdict | None, energy: Decimal | None
    ) -> Review | None:
        """What was decided; None where a session was ended."""
        reviews, actor, reason = self._desk.services.reviews, self._desk.actor, self.reason.text
        if verdict is None:
            await reviews.end(actor, case.session, reason)
            return None
        corrected = None if energy is None else energy_wh(f"{energy:f}")
        return await reviews.decide(
            actor, case.session, verdict, reason=reason, corrected_wh=corrected
        )

    def _refuse_by(self, failure: ControlroomError) -> None:
        """Say what was refused, beside the field that it concerns."""
        named = str(failure.placeholders.get("name", ""))
        concerned = {"review-energy": "energy", "review-reasonless": "reason"}
        name = concerned.get(failure.key, named)
        field = {"energy": self.energy, "reason": self.reason}.get(name)
        if field is None:
            self._refuse(texts.error(failure))
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        words = {**failure.placeholders, "name": field.label} if named else failure.placeholders
        field.refuse(texts.sentence(failure.key, **words))
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _set_busy(self, *, on: bool) -> None:
        self._busy = on
        for field in (self.energy, self.reason):
            field.set_editable(on=not on)
        self.confirm.setEnabled(not on)
        self.cancel.setEnabled(not on)


async def reopen(desk: Desk, session: str) -> Review | None:
    """Take back what was decided on a session; a refusal is told, and None."""
    asking = desk.services.reviews.decide(desk.actor, session, Verdict.REOPENED)
    return await desk.told_or_refused(asking)
