"""The journal as people read it: newest first, a page at a time, new facts on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.journal.journal_words import Told, Topic, kinds, told
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.cells import IconCell, MarkCell, TextCell, Weight
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.desktop.kit.timers import later
from controlroom.domain.event import Event
from controlroom.operations.ports.facts import FactPage, Facts
from controlroom.operations.ports.journal import Entry

PAGE = 200
SOON_MS = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts. "" means any site, any charge point; None any time."""

    topic: Topic = Topic.ALL
    site: str = ""
    charge_point: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A fact with its words."""

    position: int
    event: Event
    told: Told

    def matches(self, sought: str) -> bool:
        """Whether a word, in small letters, stands in it."""
        parts = (
            self.told.what,
            self.told.detail,
            self.told.who,
            self.told.site,
            self.event.charge_point,
        )
        return any(sought in part.casefold() for part in parts)


class JournalList(TableModel[JournalRow]):
    """Asks for pages; what comes in live is asked for too, so that it reads alike."""

    paged = Signal()
    """A page came, or is asked for."""

    def __init__(self, bridge: Bridge, facts: Facts, parent: QObject | None = None) -> None:
        self._bridge = bridge
        self._facts = facts
        super().__init__(
            [], key=lambda row: row.position, order=lambda row: -row.position, parent=parent
        )
        self.columns = tuple(self._declare())
        self._asked = Wanted()
        self._following = self._waiting = False
        self.reached: int | None = None
        """Where the next page begins; 0 at the beginning of the journal, None before any came."""
        self.back_to: datetime | None = None
        self._older = Question("journal", self)
        self._newer = Question("newest of the journal", self)
        self._soon = later(self, SOON_MS, self._ask_newer)
        bridge.changed.connect(self._take)
        bridge.reloaded.connect(self._reloaded)

    def _declare(self) -> list[Column[JournalRow]]:
        return [
            Column("", _sign, 56),
            Column(
                self.tr("Time"),
                lambda row: TextCell(formats.day(row.event.received), role="secondary"),
                104,
                widest=formats.DAY,
            ),
            Column(
                "",
                lambda row: TextCell(formats.clock(row.event.received)),
                88,
                widest=formats.CLOCK,
            ),
            Column(
                self.tr("What"),
                lambda row: TextCell(row.told.what, weight=Weight.MEDIUM),
                360,
                tabular=False,
                grow=3,
            ),
            Column(
                self.tr("Object"), lambda row: TextCell(row.event.charge_point), 136, tabular=False
            ),
            Column(
                self.tr("Site"),
                lambda row: TextCell(row.told.site, role="secondary"),
                224,
                tabular=False,
                grow=1,
            ),
            Column(self.tr("Who"), lambda row: TextCell(row.told.who), 136, tabular=False),
            Column(
                self.tr("Details"),
                lambda row: TextCell(row.told.detail, role="secondary"),
                240,
                tabular=False,
                grow=2,
            ),
        ]

    @property
    def busy(self) -> bool:
        """A page is on its way."""
        return self._waiting and self._older.busy

    @property
    def wanted(self) -> Wanted:
        return self._asked

    def show(self, wanted: Wanted) -> None:
        """Begin again, from the newest or from a moment."""
        self._asked, self._following = wanted, True
        self.reached = self.back_to = None
        self._newer.forget()
        self._soon.stop()
        self.replace_all([])
        self._ask_older(None)

    def more(self) -> None:
        """The page before."""
        if self.reached and not self.busy:
            self._ask_older(self.reached)

    # Asking

    def _ask_older(self, before: int | None) -> None:
        self._waiting = True
        self._older.ask(
            self._page(before, self._asked.until if before is None else None), self._take_older
        )
        self.paged.emit()

    async def _page(self, before: int | None, until: datetime | None) -> FactPage:
        wanted = self._asked
        return await self._facts.newest(
            kinds(wanted.topic),
            charge_points=self._points(),
            before=before,
            until=until,
            limit=PAGE,
        )

    def _points(self) -> list[str] | None:
        wanted = self._asked
        if wanted.charge_point:
            return [wanted.charge_point]
        if not wanted.site:
            return None
        registrations = self._bridge.network.registrations.values()
        # What concerns the site as a whole names no charge point.
        return [r.id for r in registrations if r.site == wanted.site] + [""]

    def _made(self, entries: Iterable[Entry]) -> list[JournalRow]:
        network, site = self._bridge.network, self._asked.site
        rows = [JournalRow(e.position, e.event, told(e.event, network)) for e in entries]
        return [row for row in rows if not site or row.told.site == site]

    def _take_older(self, page: FactPage) -> None:
        self._waiting = False
        self.reached, self.back_to = page.reached, page.back_to
        self.put(self._made(page.entries))
        self.flush()
        self.paged.emit()

    # Following

    def _take(self, batch: Batch) -> None:
        live = self._following and self._asked.until is None and self.reached is not None
        if live and batch.has(*kinds(self._asked.topic)) and not self._soon.isActive():
            self._soon.start()

    def _ask_newer(self) -> None:
        if self._newer.busy or self.busy:
            self._soon.start()
        else:
            self._newer.ask(self._page(None, None), self._take_newer)

    def _take_newer(self, page: FactPage) -> None:
        newest = max((row.position for row in self.rows), default=0)
        fresh = [entry for entry in page.entries if entry.position > newest]
        if newest and len(fresh) == PAGE:
            # More has happened than one page holds: rather begin again than leave a gap.
            self.show(self._asked)
        elif fresh:
            self.put(self._made(fresh))
            self.flush()

    def _reloaded(self) -> None:
        if self._following:
            self.show(self._asked)


def _sign(row: JournalRow) -> MarkCell | IconCell:
    if row.told.mark is not None:
        return MarkCell(row.told.mark)
    return IconCell(row.told.icon or "info-circle")


def end_of(moment: datetime, *, day_only: bool) -> datetime:
    """What "until" means: the whole of a day, or the whole of a minute."""
    return moment + (timedelta(days=1) if day_only else timedelta(minutes=1))
