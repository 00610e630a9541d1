"""The specification: every session of an invoice, and the sums of each site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from controlroom.documents.fitting import fit, fit_figures, plain, wrap
from controlroom.documents.flow import Block, Page, paginate
from controlroom.documents.style import (
    BODY_BOTTOM,
    FINE,
    HAIRLINE,
    LABEL,
    LARGE,
    LEFT,
    RIGHT,
    RULE,
    TABLE,
    TEXT,
    Align,
    Face,
    Pen,
    width,
)
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.billing.invoice_rows import SessionRow
from controlroom.domain.billing.pricing import PriceKind
from controlroom.domain.local_time import STOCKHOLM
from controlroom.words.paper import Paper

TOP = 122.0
_HEAD = 30.9
_ROW = 16.93
_MORE = 8.6
"""A further line of a long name."""
_NOTE = 9.9
_WH = Decimal(1000)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures; `group` names it and its neighbour of the same group."""

    label: str
    right: float
    room: float
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where things stand. Start and time fees have columns only where they were charged."""

    site: float
    point: float
    point_room: float
    columns: dict[str, _Column]


def plan(invoice: Invoice, words: Paper) -> list[Page]:
    """The pages of the specification."""
    grid = _grid(invoice, words)
    heading = Block(_HEAD, partial(_heading, grid, words), with_next=True)
    footnotes: list[str] = []
    blocks = [heading]
    for row in invoice.sessions:
        mark = ""
        if row.clock_changed:
            footnotes.append(_clock_note(row, words))
            mark = str(len(footnotes))
        blocks.append(_session(row, mark, invoice, grid, words, heading))
    # The last session goes with the sum, which never stands alone.
    last = blocks[-1]
    blocks[-1] = Block(last.height, last.draw, head=heading, with_next=True)
    sums = _summed(invoice.sessions)
    title = words.text("sum_sessions", sessions=words.plural("sessions", len(invoice.sessions)))
    blocks.append(Block(26.0, partial(_sum_row, title, sums, grid, words), head=heading))
    blocks += _notes(invoice, words, footnotes)
    blocks += _by_site(invoice, words)
    return paginate(blocks, TOP, BODY_BOTTOM)


def _grid(invoice: Invoice, words: Paper) -> _Grid:
    rows = invoice.sessions
    start, timed, idle = (
        any(getattr(row, name) for row in rows)
        for name in ("start_amount", "time_amount", "idle_amount")
    )
    tight = start or timed
    currency = invoice.currency
    wanted = [
        ("net", words.text("net_in", currency=currency), 48.0 if tight else 53.8, "", True),
        ("idle", currency, 33.1, words.text("idle"), idle),
        ("idle_minutes", "min", 34.0 if tight else 43.6, words.text("idle"), idle),
        ("time", currency, 36.0, words.text("time"), timed),
        ("start", currency, 36.0, words.text("start"), start),
        ("energy", currency, 40.0 if tight else 46.1, words.text("energy"), True),
        ("kwh", "kWh", 41.0 if tight else 46.7, words.text("energy"), True),
        ("minutes", words.text("duration"), 33.0, "", True),
        ("clock", words.text("clock"), 52.0, "", True),
    ]
    columns: dict[str, _Column] = {}
    right = RIGHT
    for name, label, room, group, shown in wanted:
        if shown:
            columns[name] = _Column(label, right, room - 5.0, group)
            right -= room
    point = right - (40.0 if tight else 44.0)
    # From left to right, as a person or a screen reader goes through a row.
    in_order = dict(reversed(columns.items()))
    return _Grid(LEFT + 33.0, point, right - point - 4.0, in_order)


def _heading(grid: _Grid, words: Paper, pen: Pen, top: float) -> None:
    baseline = top + 24.4
    for left, label in (
        (LEFT, words.text("started")),
        (grid.site, words.text("site")),
        (grid.point, words.text("point")),
    ):
        pen.text(left, baseline, label, size=FINE, grey=LABEL)
    groups: dict[str, list[_Column]] = {}
    for column in grid.columns.values():
        pen.text(column.right, baseline, column.label, size=FINE, grey=LABEL, align=Align.RIGHT)
        if column.group:
            groups.setdefault(column.group, []).append(column)
    for group, columns in groups.items():
        right = max(c.right for c in columns)
        left = min(c.right - min(c.room, 31.6) for c in columns)
        pen.text(right, top + 10.5, group, size=FINE, grey=LABEL, align=Align.RIGHT)
        pen.rule(left, right, top + 14.6, grey=RULE)
    pen.rule(LEFT, RIGHT, top + _HEAD)


def _session(
    row: SessionRow, mark: str, invoice: Invoice, grid: _Grid, words: Paper, heading: Block
) -> Block:
    sites = wrap(row.site, Face.REGULAR, TABLE, grid.point - grid.site - 6.0, 3)
    # Charge points differ in their last characters, so theirs are not cut: 48 at most.
    points, point_size = [plain(row.charge_point)], TABLE
    if width(plain(row.charge_point), Face.REGULAR, TABLE) > grid.point_room:
        point_size = FINE
        points = wrap(row.charge_point, Face.REGULAR, FINE, grid.point_room, 6)
    lines = max(len(sites), len(points))
    height = _ROW + (lines - 1) * _MORE
    shown = words.day(row.date)
    if row.date.year != invoice.period_end.year:
        shown = row.date.isoformat()

    def draw(pen: Pen, top: float) -> None:
        day, size = fit(shown, Face.REGULAR, TABLE, 30.0, least=0.6)
        pen.text(LEFT, top + 10.4, day, size=size)
        for left, texts, size in ((grid.site, sites, TABLE), (grid.point, points, point_size)):
            for place, text in enumerate(texts):
                pen.text(left, top + 10.4 + place * _MORE, text, size=size)
        clock = f"{row.start}–{row.end}"
        values = {**_values(_summed([row]), words), "clock": clock}
        _figures(pen, top + 10.4, grid, values, Face.FIGURES, Face.FIGURES_MEDIUM)
        if mark:
            right = grid.columns["clock"].right
            pen.text(right + 0.4, top + 7.6, mark, size=4.6)
        pen.rule(LEFT, RIGHT, top + height, grey=HAIRLINE)

    return Block(height, draw, head=heading)


@dataclass(frozen=True, slots=True)
class _Sums:
    sessions: int
    minutes: int
    energy_wh: int
    energy: Decimal
    start: Decimal
    time: Decimal
    idle_minutes: int
    idle: Decimal
    net: Decimal


def _summed(rows: Sequence[SessionRow]) -> _Sums:
    zero = Decimal("0.00")
    return _Sums(
        sessions=len(rows),
        minutes=sum(row.minutes for row in rows),
        energy_wh=sum(row.energy_wh for row in rows),
        energy=sum((row.energy_amount for row in rows), zero),
        start=sum((row.start_amount for row in rows), zero),
        time=sum((row.time_amount for row in rows), zero),
        idle_minutes=sum(row.idle_minutes for row in rows),
        idle=sum((row.idle_amount for row in rows), zero),
        net=sum((row.net for row in rows), zero),
    )


def _values(sums: _Sums, words: Paper) -> dict[str, str]:
    """What stands in each column; what was not charged stays empty."""
    return {
        "minutes": f"{sums.minutes // 60}:{sums.minutes % 60:02}",
        "kwh": words.energy_kwh(sums.energy_wh / _WH),
        "energy": words.money(sums.energy),
        "start": words.money(sums.start) if sums.start else "",
        "time": words.money(sums.time) if sums.time else "",
        "idle_minutes": words.count(sums.idle_minutes) if sums.idle_minutes else "",
        "idle": words.money(sums.idle) if sums.idle else "",
        "net": words.money(sums.net),
    }


def _figures(
    pen: Pen, baseline: float, grid: _Grid, values: dict[str, str], face: Face, net: Face
) -> None:
    for name, column in grid.columns.items():
        text = values.get(name, "")
        if text:
            used = net if name == "net" else face
            size = fit_figures(text, used, TABLE, column.room)
            pen.text(column.right, baseline, text, face=used, size=size, align=Align.RIGHT)


def _sum_row(title: str, sums: _Sums, grid: _Grid, words: Paper, pen: Pen, top: float) -> None:
    pen.text(LEFT, top + 12.1, title, face=Face.SEMIBOLD, size=TABLE)
    bold = Face.FIGURES_SEMIBOLD
    _figures(pen, top + 12.1, grid, _values(sums, words), bold, bold)


def _notes(invoice: Invoice, words: Paper, footnotes: list[str]) -> Iterator[Block]:
    charged = {line.kind for line in invoice.lines}
    prices = f"{_prices(invoice, words)} {words.text('register_note')}"
    lines = wrap(prices, Face.REGULAR, FINE, RIGHT - LEFT, 3)
    if charged & {PriceKind.TIME, PriceKind.IDLE}:
        lines.append(words.text("minutes_note"))
    yield Block(3.0, _nothing)
    for line in lines:
        yield Block(_NOTE, partial(_note, "", line))
    for number, note in enumerate(footnotes, start=1):
        yield Block(_NOTE, partial(_note, str(number), note))


def _nothing(pen: Pen, top: float) -> None:
    """Air."""


def _note(mark: str, text: str, pen: Pen, top: float) -> None:
    left = LEFT
    if mark:
        pen.text(left, top + 4.4, mark, size=4.4, grey=TEXT)
        left += 1.6 + 2.7 * len(mark)
    pen.text(left, top + 7.0, text, size=FINE, grey=TEXT)


def _prices(invoice: Invoice, words: Paper) -> str:
    """The prices in a sentence, where each kind has one; else where to find them."""
    kinds = [line.kind for line in invoice.lines]
    if len(set(kinds)) != len(kinds):
        return words.text("prices_elsewhere")
    parts = []
    for line in invoice.lines:
        keys = {
            PriceKind.ENERGY: "price_energy",
            PriceKind.START: "price_start",
            PriceKind.TIME: "price_time_apart" if line.idle_apart else "price_time",
            PriceKind.IDLE: "price_idle_after" if line.grace_minutes else "price_idle",
        }
        parts.append(
            words.text(
                keys[line.kind],
                price=words.price(line.unit_price),
                currency=invoice.currency,
                minutes=words.count(line.grace_minutes),
            )
        )
    listed = words.text("conjunction").join(
        [", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts
    )
    return words.text("prices", prices=listed)


def _clock_note(row: SessionRow, words: Paper) -> str:
    """Why the clock times do not give the duration."""
    day = row.date
    while day < row.ended.astimezone(STOCKHOLM).date() and not _changes(day):
        day += timedelta(days=1)
    before, after = _offset(day), _offset(day + timedelta(days=1))
    changed = "summer_ended" if after < before else "summer_began"
    return words.text(changed, day=words.long_day(day)) + words.text(
        "lasted", hours=row.minutes // 60, minutes=row.minutes % 60
    )


def _changes(day: date) -> bool:
    return _offset(day) != _offset(day + timedelta(days=1))


def _offset(day: date) -> timedelta:
    """Swedish time's distance from UTC at the day's beginning."""
    return datetime.combine(day, time(), STOCKHOLM).utcoffset() or timedelta()


def _by_site(invoice: Invoice, words: Paper) -> Iterator[Block]:
    sites: dict[str, list[SessionRow]] = {}
    for row in invoice.sessions:
        sites.setdefault(row.site, []).append(row)
    sums = {site: _summed(rows) for site, rows in sites.items()}
    order = sorted(sums, key=lambda site: (-sums[site].sessions, -sums[site].net, site))
    yield Block(34.0, partial(_per_site_title, words), with_next=True)
    heading = Block(17.6, partial(_per_site_heading, invoice, words), with_next=True)
    yield heading
    for place, site in enumerate(order):
        last = place == len(order) - 1
        draw = partial(_per_site_row, site, sums[site], words)
        yield Block(_ROW, draw, head=heading, with_next=last)
    whole = _summed(invoice.sessions)
    yield Block(18.0, partial(_per_site_sum, whole, words), head=heading)


_SITE_COLUMNS = (366.6, 460.7, RIGHT)


def _per_site_title(words: Paper, pen: Pen, top: float) -> None:
    pen.text(LEFT, top + 30.0, words.text("per_site"), face=Face.SEMIBOLD, size=LARGE)


def _per_site_heading(invoice: Invoice, words: Paper, pen: Pen, top: float) -> None:
    pen.text(LEFT, top + 10.6, words.text("site"), size=FINE, grey=LABEL)
    labels = (
        words.text("site_sessions"),
        words.text("site_energy"),
        words.text("net_in", currency=invoice.currency),
    )
    for right, label in zip(_SITE_COLUMNS, labels, strict=True):
        pen.text(right, top + 10.6, label, size=FINE, grey=LABEL, align=Align.RIGHT)
    pen.rule(LEFT, RIGHT, top + 17.6)


def _per_site_row(site: str, sums: _Sums, words: Paper, pen: Pen, top: float) -> None:
    text, size = fit(site, Face.REGULAR, TABLE, 260.0)
    pen.text(LEFT, top + 10.4, text, size=size)
    _per_site_figures(sums, words, pen, top + 10.4, Face.FIGURES)
    pen.rule(LEFT, RIGHT, top + _ROW, grey=HAIRLINE)


def _per_site_sum(sums: _Sums, words: Paper, pen: Pen, top: float) -> None:
    pen.text(LEFT, top + 12.1, words.text("sum"), face=Face.SEMIBOLD, size=TABLE)
    _per_site_figures(sums, words, pen, top + 12.1, Face.FIGURES_SEMIBOLD)


def _per_site_figures(sums: _Sums, words: Paper, pen: Pen, baseline: float, face: Face) -> None:
    values = (
        words.count(sums.sessions),
        words.energy_kwh(sums.energy_wh / _WH),
        words.money(sums.net),
    )
    for right, text in zip(_SITE_COLUMNS, values, strict=True):
        size = fit_figures(text, face, TABLE, 80.0)
        pen.text(right, baseline, text, face=face, size=size, align=Align.RIGHT)
