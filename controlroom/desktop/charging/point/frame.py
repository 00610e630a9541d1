"""What holds the parts of a charge point's screen, and the line that says whether it is there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.status import place_beside
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.domain.charging.charge_point import Phase
from controlroom.domain.charging.network import Network


class Middle(QStackedWidget):
    """Asks for no more room than the page that is shown."""

    @override
    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


def scrolled(column: QVBoxLayout, width: int) -> QScrollArea:
    """A column of panels of a fixed width, as long as they are."""
    inner = QWidget()
    inner.setLayout(column)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFixedWidth(width)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inner)
    return scroll


def where_words(network: Network, charge_point: str) -> str:
    """Site and place; of what is not in operation, its phase."""
    registration = network.registrations.get(charge_point)
    if registration is None:
        return ""
    place = place_beside(registration.site, network.sites.get(registration.site))
    phase = registration.phase
    after = "" if phase is Phase.OPERATION else texts.name(phase).lower()
    return ", ".join(part for part in (registration.site, place, after) if part)


class LinkLabel(PlainLabel):
    """Whether a charge point is heard, and since when it is not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", role="secondary", tabular=True)
        self._desk = desk

    def show_point(self, charge_point: str) -> None:
        network, now = self._desk.bridge.network, self._desk.overview.now
        point = network.charge_point(charge_point)
        seen = network.last_seen.get(charge_point)
        if point.heard:
            words = self.tr("Online, last event {0} ago").format(formats.age(seen, now))
        elif point.connected:
            words = self.tr("Silent for {0}").format(formats.age(seen, now))
        elif seen is None:
            words = self.tr("Never seen")
        else:
            words = self.tr("Offline, last seen {0} ago").format(formats.age(seen, now))
        self.setText(words)
        self.set_weight(None, italic=not point.heard)
