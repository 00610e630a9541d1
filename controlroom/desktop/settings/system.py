"""What this window is connected to, where it keeps things, and how charge points find it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from controlroom.desktop.charging.listening_address import ListeningPanel
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.section import Section, titled
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Panel, ValueRow
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.shown_once import CopyRow
from controlroom.desktop.kit.theme import Space, Type
from controlroom.settings import settings_file


class SystemSection(Section):
    """Connection, addresses, and the settings file."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink, "")
        self.title.setText(self.tr("Connection"))
        self.bar.addStretch(1)
        self.rows: dict[str, ValueRow] = {}
        """By the key of the setting."""
        self.listening = ListeningPanel(desk)
        self.listening.moved.connect(self._moved)
        self.outer.addWidget(self.title_bar())
        self.outer.addWidget(self.column(self._connected(), self.listening, self._file()), 1)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._show_delay)

    def _connected(self) -> Panel:
        panel = titled(self.tr("Connected to"))
        panel.body.setSpacing(0)
        user, services = self.desk.user, self.desk.services
        for name, value in (
            (self.tr("Database"), services.database),
            (self.tr("Data folder"), str(services.data_folder)),
            (self.tr("Signed in as"), f"{user.name} · {texts.name(user.role)}"),
        ):
            row = ValueRow(name, tabular=False, wrap=True)
            row.show_value(value)
            panel.body.addWidget(row)
        self._delay = ValueRow(self.tr("From server to screen"))
        panel.body.addWidget(self._delay)
        return panel

    def _file(self) -> Panel:
        """What the file says, read-only: a running central system is never changed by halves."""
        panel = titled(self.tr("Settings file"))
        panel.body.setSpacing(Space.BETWEEN)
        words = self.tr(
            "These are read once, when the program starts. Change them in the file with any text "
            "editor, a line each, then start the program again."
        )
        panel.body.addWidget(PlainLabel(words, role="secondary", wrap=True))
        self.file = CopyRow(self.tr("The file"), str(settings_file()))
        panel.body.addWidget(self.file)
        for line in self._lines():
            self._setting(panel, *line)
        return panel

    def _lines(self) -> list[tuple[str, str, str, str]]:
        """(what it is, its key, as it is now, an example)."""
        settings = self.desk.services.settings
        return [
            (
                self.tr("Database"),
                "database",
                self.desk.services.database,
                'database = "postgresql://controlroom@db.example/controlroom"',
            ),
            (
                self.tr("Charge points connect to"),
                "listen",
                str(self.desk.services.address),
                'listen = "0.0.0.0:9220"',
            ),
            (
                self.tr("Certificate for wss://"),
                "tls_certificate",
                str(settings.tls_certificate or self.tr("none")),
                'tls_certificate = "/etc/controlroom/server.pem"',
            ),
            (
                self.tr("Its key"),
                "tls_key",
                str(settings.tls_key or self.tr("none")),
                'tls_key = "/etc/controlroom/server.key"',
            ),
            (
                self.tr("Data folder"),
                "data_folder",
                str(settings.data_folder),
                'data_folder = "/srv/controlroom"',
            ),
            (
                self.tr("Go on serving when the window is closed"),
                "keep_serving",
                self.tr("yes") if settings.keep_serving else self.tr("no"),
                "keep_serving = true",
            ),
            (
                self.tr("Raw meter values are kept"),
                "meter_values_months",
                self.tr("%n month(s)", "", settings.meter_values_months),
                "meter_values_months = 24",
            ),
            (
                self.tr("Messages are kept"),
                "message_log_hours",
                self.tr("%n hour(s)", "", settings.message_log_hours),
                "message_log_hours = 48",
            ),
            (
                self.tr("Map tiles"),
                "map_tiles",
                settings.map_tiles or self.tr("the map that comes with the program"),
                'map_tiles = "maps/sweden.mbtiles"',
            ),
        ]

    def _setting(self, panel: Panel, what: str, key: str, now: str, example: str) -> None:
        row = self.rows[key] = ValueRow(what, tabular=False, wrap=True)
        row.show_value(now)
        panel.body.addWidget(row)
        line = QHBoxLayout()
        line.addWidget(
            PlainLabel(self.tr("for example {0}").format(example), Type.LABEL, role="stale")
        )
        panel.body.addLayout(line)

    def _moved(self) -> None:
        self.rows["listen"].show_value(str(self.desk.services.address))

    def _show_delay(self) -> None:
        typical, worst = (self.desk.delay.percentile(share) for share in (0.5, 0.95))
        if typical is not None and worst is not None:
            self._delay.show_value(
                self.tr("{0} s, 95 of 100 within {1} s").format(
                    formats.number(typical, 2), formats.number(worst, 2)
                )
            )

    @override
    def entered(self) -> None:
        self._show_delay()
        self._clock.start()
        self.listening.refresh()

    @override
    def left(self) -> None:
        self._clock.stop()

    @override
    def focus(self) -> None:
        self.listening.test.setFocus(Qt.FocusReason.OtherFocusReason)
