"""The company that invoices: its numbers, its address, its logo."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QSize, QStandardPaths, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.bridge import Batch
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.section import Act, Section, titled
from controlroom.desktop.kit import theme
from controlroom.desktop.kit.background_query import Question, begin
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.fields import ChoiceField, Field, LinesField, TextField
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.read_field import CheckedField
from controlroom.desktop.kit.theme import Space, Type
from controlroom.domain.billing import picture
from controlroom.domain.billing.events import CompanyChanged, InvoiceIssued
from controlroom.domain.billing.parties import Seller
from controlroom.domain.errors import ControlroomError, InvalidValue
from controlroom.domain.people import identifiers
from controlroom.domain.people.customer import email
from controlroom.operations.files import read_picture

CONCERNS = {
    "nameless": "name",
    "bad-organisation-number": "organisation_number",
    "bad-vat-number": "vat_number",
    "bad-bankgiro": "bankgiro",
    "bad-swish-number": "swish",
    "not-a-picture": "logo",
    "picture-too-large": "logo",
    "picture-too-many-pixels": "logo",
    "picture-unreadable": "logo",
}
PREVIEW = QSize(280, 80)
"""Twice the size that it has on paper, which a screen shows about as sharp."""
NAMES = (
    "name",
    "organisation_number",
    "vat_number",
    "bankgiro",
    "swish",
    "address",
    "email",
    "phone",
    "seat",
    "f_tax",
    "logo",
)


class LogoField(Field):
    """The digest of a picture, "" for none. `body` is one that was chosen and is not kept yet."""

    def __init__(self, name: str, label: str) -> None:
        self.choose = Button("", icon_name="file-download")
        self.remove = Button("", icon_name="trash")
        self.preview = QLabel()
        self.preview.setFixedSize(PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body: bytes | None = None
        self._digest = ""
        self._dialog: QFileDialog | None = None
        holder = QFrame()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.PANEL)
        buttons = QVBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        row.addWidget(self.preview)
        row.addLayout(buttons)
        row.addStretch(1)
        super().__init__(name, label, holder)
        holder.setFocusProxy(self.choose)
        self.choose.setText(self.tr("Choose a picture"))
        self.remove.setText(self.tr("Remove"))
        for button in (self.choose, self.remove):
            button.setAccessibleName(f"{label}: {button.text()}")
        self._hint = self.tr("PNG or JPEG, at most 1 MB. It stands at the head of invoices.")
        self.choose.clicked.connect(self.ask)
        self.remove.clicked.connect(self._take_off)
        self.show_value("")
        self._say()

    @override
    def typed(self) -> object:
        return self._digest

    @override
    def show_value(self, value: object) -> None:
        self._digest = str(value or "")
        self.body = None
        self.show_picture(None)

    def show_picture(self, body: bytes | None) -> None:
        """What the digest stands for, as soon as it is known."""
        image = QImage.fromData(body) if body else QImage()
        if image.isNull():
            self.preview.setPixmap(QPixmap())
            self.preview.setText(self.tr("No logo") if not self._digest else "")
        else:
            smooth = Qt.TransformationMode.SmoothTransformation
            keep = Qt.AspectRatioMode.KeepAspectRatio
            sharp = self.devicePixelRatioF()
            shown = QPixmap.fromImage(image.scaled(PREVIEW * sharp, keep, smooth))
            shown.setDevicePixelRatio(sharp)
            self.preview.setPixmap(shown)
        # Logos are made for white paper, whatever the colours of the screen are.
        paper = "white" if not image.isNull() else "transparent"
        edge = theme.palette().edge.name()
        self.preview.setStyleSheet(
            f"background: {paper}; border: 1px solid {edge}; border-radius: 4px;"
        )
        self.remove.setEnabled(bool(self._digest))

    def ask(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self.window(), self.tr("Choose a logo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Pictures (*.png *.jpg *.jpeg)"))
        wanted = QStandardPaths.StandardLocation.PicturesLocation
        folder = QStandardPaths.writableLocation(wanted)
        dialog.setDirectory(folder if QDir(folder).exists() else QDir.homePath())
        dialog.fileSelected.connect(lambda file: self.take_file(Path(file)))
        self._dialog = dialog
        dialog.open()

    def take_file(self, file: Path) -> None:
        """Take the picture in a file, or say beside the field why not."""
        try:
            body = read_picture(file)
            if QImage.fromData(body).isNull():
                raise InvalidValue("not-a-picture")
        except ControlroomError as refusal:
            self.refuse(texts.error(refusal))
            return
        self._digest = picture.digest(body)
        self.body = body
        self.show_picture(body)
        self._typed()

    def _take_off(self) -> None:
        self.show_value("")
        self._typed()


class CompanySection(Section):
    """One form; what is issued already keeps what it was issued with."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink, "")
        self.title.setText(self.tr("Company"))
        self.bar.addStretch(1)
        self.logo = LogoField("logo", self.tr("Logo"))
        self.form = self._make_form()
        self._question = Question("company", self)
        self._picture = Question("logo", self)
        self.outer.addWidget(self.title_bar())
        self.outer.addWidget(self.column(self._panel()), 1)
        desk.bridge.changed.connect(self._changed)
        self.form.fill(_values(None))
        self._ask()

    def _panel(self) -> Panel:
        panel = titled(self.tr("Who invoices"))
        panel.body.setSpacing(Space.PANEL)
        words = self.tr(
            "This stands on every invoice from now on. Invoices that are issued keep what they "
            "were issued with."
        )
        panel.body.addWidget(PlainLabel(words, Type.LABEL, role="secondary", wrap=True))
        panel.body.addWidget(self.form)
        return panel

    def _make_form(self) -> Form:
        form = Form(self._save, concerns=CONCERNS)
        needed = self.tr("It stands on every invoice, so it is needed.")
        form.add(TextField("name", self.tr("Name"), needed=needed))
        form.add(
            CheckedField(
                "organisation_number",
                self.tr("Organisation number"),
                identifiers.organisation_number,
                needed=needed,
            ),
            CheckedField(
                "vat_number", self.tr("VAT number"), identifiers.vat_number, needed=needed
            ),
        )
        form.add(
            CheckedField("bankgiro", self.tr("Bankgiro"), identifiers.bankgiro, needed=needed),
            CheckedField(
                "swish",
                self.tr("Swish"),
                identifiers.swish_number,
                hint=self.tr("With it, invoices carry a QR code."),
            ),
        )
        form.add(
            LinesField(
                "address",
                self.tr("Address"),
                hint=self.tr("A line each. Above 4 000 SEK no invoice may be issued without it."),
            )
        )
        form.add(
            CheckedField("email", self.tr("E-mail"), email),
            TextField("phone", self.tr("Phone"), most=40),
        )
        form.add(
            TextField("seat", self.tr("Seat of the board"), most=100),
            ChoiceField(
                "f_tax",
                self.tr("Approved for F-tax"),
                [(True, self.tr("Yes")), (False, self.tr("No"))],
            ),
        )
        form.add(self.logo)
        return form

    # Contents

    def _changed(self, batch: Batch) -> None:
        if batch.has(InvoiceIssued, CompanyChanged):
            self._ask()

    def _ask(self) -> None:
        self._question.ask(self.desk.services.invoices.company(), self._take)

    def _take(self, seller: Seller | None) -> None:
        if self.form.busy:
            return
        self.form.follow(_values(seller))
        if seller is not None and seller.logo and self.logo.typed() == seller.logo:
            self._picture.ask(
                self.desk.services.pictures.picture(seller.logo), self.logo.show_picture
            )

    async def _save(self, values: dict[str, Any]) -> str:
        body = self.logo.body
        company = self.desk.services.company
        values.update(_values(await company.set(self.desk.actor, Seller(**values), body)))
        if body is not None and isValid(self):
            begin(self._show_again(body), "show the logo")
        return self.tr("Saved.")

    async def _show_again(self, body: bytes) -> None:
        """The form shows what was saved as a digest; its picture is at hand."""
        if isValid(self) and self.logo.typed() == picture.digest(body):
            self.logo.show_picture(body)

    # Section

    @override
    def entered(self) -> None:
        self._ask()

    @override
    def focus(self) -> None:
        self.form.focus()

    @override
    def save(self) -> None:
        self.form.submit()

    @override
    def back(self) -> bool:
        return self.form.stay()

    @override
    def leave(self, go: Act, stay: Act) -> None:
        self.form.leave(go, stay)


def _values(seller: Seller | None) -> Mapping[str, object]:
    if seller is None:
        return {name: () if name == "address" else name == "f_tax" or "" for name in NAMES}
    return {name: getattr(seller, name) for name in NAMES}
