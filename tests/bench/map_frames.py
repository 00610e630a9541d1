"""What a frame of the map costs: panned, zoomed, and with 300 marks in other states.

    python -m tests.bench map

On 3840 x 2160 pixels in memory, with 10,000 and 50,000 charge points scattered around Nordic
towns; once gathered into groups, as the program shows them, and once each mark for itself. The
yardstick is to clear a picture of that size and to copy another one over it: what no map of this
kind can be cheaper than. Times are CPU of the UI thread, so that other programs are not counted;
the wall clock's median stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter, thread_time

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.marks import Blink, Mark
from controlroom.desktop.map.basemap import load
from controlroom.desktop.map.canvas import MapCanvas
from controlroom.desktop.map.field import Field, severity

WIDTH, HEIGHT = 3840, 2160
FRAMES = 120
CHANGES = 300
GOAL_PAN_MS = 1000 / 30
GOAL_CHANGES_MS = 33.0


@dataclass(frozen=True, slots=True)
class Cost:
    """One thing measured. CPU of the UI thread, and `ratio` of its median to the yardstick's."""

    name: str
    marks: int
    drawn: int
    median_ms: float
    p95_ms: float
    wall_ms: float
    ratio: float
    goal_median_ms: float | None = None
    goal_p95_ms: float | None = None

    @property
    def broken(self) -> bool:
        """A goal is missed."""
        return (self.goal_median_ms is not None and self.median_ms > self.goal_median_ms) or (
            self.goal_p95_ms is not None and self.p95_ms > self.goal_p95_ms
        )

    @property
    def goal(self) -> str:
        """What was wanted, in words."""
        if self.goal_median_ms is not None:
            return f"  median {self.goal_median_ms:.0f} ms wanted"
        return "" if self.goal_p95_ms is None else f"  p95 {self.goal_p95_ms:.0f} ms wanted"


def scattered(count: int, seed: int = 1) -> Field:
    """Charge points around towns, by population; one in a hundred has an alarm."""
    chance = np.random.default_rng(seed)
    towns = load().towns
    at = chance.choice(len(towns.x), count, p=towns.population / towns.population.sum())
    zeros = np.zeros(count, dtype=np.int64)
    states = zeros.copy()
    bad = chance.choice(count, count // 100, replace=False)
    states[bad] = [
        severity(Mark(int(p), unacknowledged=bool(u)))
        for p, u in zip(
            chance.choice([1, 2, 3, 3, 3], len(bad)), chance.random(len(bad)) < 0.5, strict=True
        )
    ]
    names = [f"CP-{number}" for number in range(count)]
    return Field(
        x=towns.x[at] + chance.normal(0, 2e-4, count),
        y=towns.y[at] + chance.normal(0, 2e-4, count),
        site=np.arange(count),
        worth=zeros + 1,
        severity=states,
        silent=zeros.copy(),
        charging=zeros.astype(bool),
        sites=names,
        places=[towns.name(int(town), "sv") for town in at],
        points=names,
    )


def _timed(act: Callable[[int], object], times: int = FRAMES) -> tuple[list[float], float]:
    """CPU of each time in ms, and the wall clock's median."""
    spent, passed = [], []
    for number in range(times):
        begun, cpu = perf_counter(), thread_time()
        act(number)
        spent.append((thread_time() - cpu) * 1000)
        passed.append((perf_counter() - begun) * 1000)
    return spent, float(np.median(passed))


class Easel:
    """A canvas on a screen in memory, and what a frame of it costs."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self._other = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self._other.fill(theme.palette().panel)
        self._canvas = MapCanvas(Blink())
        _timed(self._plain, 20)
        spent, self.yardstick_wall = _timed(self._plain)
        self.yardstick = float(np.median(spent))

    def _plain(self, _number: int) -> None:
        self._screen.fill(0)
        painter = QPainter(self._screen)
        painter.drawImage(0, 0, self._other)
        painter.end()

    def put(self, count: int, *, gathered: bool) -> None:
        """Another canvas with so many marks, painted until it is sharp."""
        self._canvas = MapCanvas(Blink())
        self._canvas.crowd.single = not gathered
        self._canvas.resize(WIDTH, HEIGHT)
        self._canvas.set_field(scattered(count))
        self._frame()
        while not self._canvas.sharp:
            self._application.processEvents()
        self._frame()

    def cost(
        self, name: str, act: Callable[[int], None], pan: float | None, late: float | None
    ) -> Cost:
        """`pan` and `late`: goals for the median and for 95 of 100 frames, in ms."""
        spent, wall = _timed(act)
        middle, most = (float(value) for value in np.quantile(spent, [0.5, 0.95]))
        canvas = self._canvas
        drawn = len(canvas.crowd.visible(canvas.view)[0])
        marks = len(canvas.crowd.field)
        ratio = middle / self.yardstick
        return Cost(name, marks, drawn, middle, most, wall, ratio, pan, late)

    def _frame(self) -> None:
        self._canvas.render(self._screen)

    def pan(self, number: int) -> None:
        self._canvas.pan_by(*((3, 2) if number % 2 else (-3, -2)))
        self._frame()

    def zoom(self, number: int) -> None:
        self._canvas.zoom_by(0.25 if number % 20 < 10 else -0.25)
        self._application.processEvents()
        self._frame()

    def change(self, number: int) -> None:
        chance = np.random.default_rng(number)
        field = self._canvas.crowd.field
        some = chance.choice(len(field), CHANGES, replace=False)
        field.severity[some] = chance.choice([0, 10, 14, 22], CHANGES)
        self._canvas.states_changed()
        self._frame()


def measure(counts: Sequence[int] = (10_000, 50_000)) -> list[Cost]:
    """Everything; takes about a minute."""
    application = QApplication.instance() or QApplication(["bench", "-platform", "offscreen"])
    if not isinstance(application, QApplication):
        raise TypeError(application)
    theme.load_fonts()
    theme.apply(application, theme.ThemeName.DARK)
    easel = Easel(application)
    alone = easel.yardstick
    wall = easel.yardstick_wall
    found = [Cost("yardstick: clear and copy", 0, 0, alone, alone, wall, 1.0)]
    for count in counts:
        for gathered in (True, False):
            how = "groups" if gathered else "single marks"
            asked = gathered or count <= 10_000
            easel.put(count, gathered=gathered)
            pan = GOAL_PAN_MS if asked else None
            found.append(easel.cost(f"pan, {how}", easel.pan, pan, None))
            late = GOAL_CHANGES_MS if gathered and count <= 10_000 else None
            found.append(easel.cost(f"{CHANGES} changes, {how}", easel.change, None, late))
            if gathered:
                found.append(easel.cost(f"zoom, {how}", easel.zoom, None, None))
    return found


def table(costs: list[Cost]) -> str:
    """As a person reads it."""
    lines = [f"Map, {WIDTH} x {HEIGHT}, in memory", ""]
    lines.append(
        f"{'':30} {'marks':>7} {'drawn':>7} {'median':>9} {'p95':>9} {'wall':>9} {'ratio':>7}"
    )
    for cost in costs:
        verdict = cost.goal + (": MISSED" if cost.broken else "")
        lines.append(
            f"{cost.name:30} {cost.marks:7} {cost.drawn:7} {cost.median_ms:6.1f} ms "
            f"{cost.p95_ms:6.1f} ms {cost.wall_ms:6.1f} ms {cost.ratio:7.2f}{verdict}"
        )
    return "\n".join(lines)


def as_json(costs: list[Cost]) -> list[dict[str, object]]:
    return [asdict(cost) for cost in costs]
