"""Where a charge point stands and whom to call there; its links and boots, back to the first."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desktop.charging.point.frames import pretty
from controlroom.desktop.charging.point.link_history import LinkHistory
from controlroom.desktop.charging.point.messages import FrameText
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import place_beside
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel, ValueRow
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space
from controlroom.domain.charging.charge_point import Site
from controlroom.domain.charging.events import MessageReceived, ReportClosed

WIDTH = 320
NEAR_END = 400


class PointFacts(QWidget):
    """Refreshed by its page."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__()
        self._desk = desk
        self._camera = ""
        self.history = LinkHistory(desk.bridge, desk.services.facts, desk.services.commands, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self._site_panel())
        history = Panel(" ")
        history.title.setText(self.tr("Links, boots, messages and changes"))
        self.table = TableView(self.history, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(history.title.text())
        self.stack = ListStack(self.table)
        history.body.setContentsMargins(0, 0, 0, 0)
        history.body.addWidget(self.stack, 3)
        self.about = PlainLabel("", role="secondary", wrap=True)
        self.about.setContentsMargins(Space.PANEL, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        self.about.hide()
        history.body.addWidget(self.about)
        self.content = FrameText()
        self.content.setAccessibleName(self.tr("All that it said"))
        self.content.hide()
        history.body.addWidget(self.content, 2)
        row.addWidget(history, 1)
        self._reading = Question("what a message said", self)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda _key: self.content.setFocus())
        self.history.loaded.connect(self._loaded)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _site_panel(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(WIDTH)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        self._panel = Panel(" ")
        self._panel.title.setText(self.tr("Site"))
        self._panel.body.setSpacing(0)
        self._rows = {
            "name": ValueRow(self.tr("Name"), tabular=False, wrap=True),
            "place": ValueRow(self.tr("Place"), tabular=False, wrap=True),
            "kind": ValueRow(self.tr("Class"), tabular=False),
            "host": ValueRow(self.tr("Host"), tabular=False, wrap=True),
            "phone": ValueRow(self.tr("Phone"), tabular=False),
            "access_code": ValueRow(self.tr("Access code"), tabular=False, wrap=True),
            "electrician": ValueRow(self.tr("Electrician"), tabular=False, wrap=True),
            "electrician_phone": ValueRow(self.tr("Electrician’s phone"), tabular=False),
            "grid_owner": ValueRow(self.tr("Grid owner"), tabular=False, wrap=True),
            "installation_id": ValueRow(self.tr("Installation id"), tabular=False),
            "uplink": ValueRow(self.tr("Uplink"), tabular=False, wrap=True),
            "fuse": ValueRow(self.tr("Main fuse")),
            "position": ValueRow(self.tr("Position")),
        }
        for value in self._rows.values():
            self._panel.body.addWidget(value)
        self.camera = Button(self.tr("Open the camera"), icon_name="device-tv", stretch=True)
        self.camera.clicked.connect(self._open_camera)
        self._panel.body.addSpacing(Space.BETWEEN)
        self._panel.body.addWidget(self.camera)
        self._advice = PlainLabel("", role="secondary", wrap=True)
        self._panel.body.addWidget(self._advice)
        column.addWidget(self._panel)
        column.addStretch(1)
        return holder

    def show_point(self, charge_point: str) -> None:
        """Its site, as people entered it."""
        network = self._desk.bridge.network
        registration = network.registrations.get(charge_point)
        site = None if registration is None else network.sites.get(registration.site)
        if registration is None:
            return
        site = site or Site(registration.site)
        latitude = site.latitude if registration.latitude is None else registration.latitude
        longitude = site.longitude if registration.longitude is None else registration.longitude
        shown = {
            "place": place_beside(registration.site, site),
            "kind": texts.name(site.kind),
            "fuse": "" if site.fuse_w is None else f"{formats.kilowatts(site.fuse_w)} kW",
            "position": ""
            if latitude is None or longitude is None
            else formats.position(latitude, longitude),
        }
        for name, row in self._rows.items():
            text = shown[name] if name in shown else str(getattr(site, name))
            # A line that says nothing is not there; what to add is said below.
            row.setVisible(bool(text))
            row.show_value(text)
        self._camera = site.camera
        self.camera.setVisible(self._camera.startswith(("http://", "https://")))
        missing = not (site.host or site.phone)
        self._advice.setText(
            self.tr("Nobody to call is entered: add the host and the phone in Settings, Sites.")
            if missing
            else ""
        )
        self._advice.setVisible(missing)

    def _open_camera(self) -> None:
        url = QUrl(self._camera, QUrl.ParsingMode.StrictMode)
        if url.isValid() and url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)

    def _loaded(self) -> None:
        if len(self.history):
            self.stack.show_list(self.table)
        else:
            self.stack.say_empty(
                self.tr("Nothing is known of it yet"),
                self.tr("Links and boots are listed here once it connects."),
            )

    def _pick(self, key: Hashable) -> None:
        """Show the whole of a message or a report below the list."""
        entry = None if key is None else self.history.find(key)
        event = None if entry is None else entry.event
        if not isinstance(event, (MessageReceived, ReportClosed)):
            self._reading.forget()
            self.about.hide()
            self.content.hide()
            return
        self.about.setText(self.history.more(event))
        self._reading.ask(self.history.content(event), self._read)

    def _read(self, text: str) -> None:
        self.content.setPlainText(pretty(text))
        self.about.show()
        self.content.show()

    def _scrolled(self, value: int) -> None:
        if value >= self.table.verticalScrollBar().maximum() - NEAR_END:
            self.history.earlier()
