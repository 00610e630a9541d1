"""The window, at once; what stands behind it is loaded while it is already seen.

The store and its libraries take longer to import than the first frame takes to paint.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from controlroom.desktop.shell.application import Opening, Report, run
from controlroom.desktop.shell.start_options import Beginning
from controlroom.domain.people.user import Role, User
from controlroom.operations.stopping import stopping
from controlroom.operations.tasks import spawn, stop
from controlroom.settings import Settings

if TYPE_CHECKING:
    from controlroom.app.exercise import Exercise
    from controlroom.desktop.desk.services import Services

WHO = User("Demo", Role.ADMINISTRATOR)
"""Who is at the demonstration's desk; nobody signs in."""


WATCHER = User("wall", Role.WALL)
"""Who is at a wall. No password is asked for: it may do nothing, and sees nobody's data."""


def run_desktop(settings: Settings, beginning: Beginning) -> int:
    """The window on the user's own database."""

    def load() -> Opening:
        from controlroom.app.desk import desktop_opening

        return desktop_opening(settings)

    return show(settings, load, beginning)


def run_demo(
    settings: Settings,
    beginning: Beginning,
    *,
    keep: bool,
    sites: int | None = None,
    exercise: Exercise | None = None,
) -> int:
    """Seed where it is new, start the central system and the fleet, open the window.

    `sites`: only the first so many; None takes all. `exercise`: with planted faults; it has
    its report afterwards.
    """
    with ExitStack() as stack:
        if keep:
            folder = settings.data_folder / "demo"
            folder.mkdir(parents=True, exist_ok=True)
        else:
            folder = Path(tempfile.mkdtemp(prefix="controlroom-demo-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)

        def load() -> Opening:
            from controlroom.app.demo import demo_opening

            return demo_opening(settings, folder, sites, exercise)

        return show(settings, load, beginning, user=WHO, exercise=exercise)


def show(
    settings: Settings,
    load: Callable[[], Opening],
    beginning: Beginning,
    *,
    user: User | None = None,
    exercise: Exercise | None = None,
) -> int:
    """Run the window until it is closed, or the time of an exercise is over.

    `load` is called in a thread.
    """
    # Whoever watches over this process has a pipe to it, and may be gone before it.
    tied = beginning.heartbeat is not None

    @asynccontextmanager
    async def opening(report: Report) -> AsyncIterator[Services]:
        async with ended_by_signals(tied=tied):
            loaded = await asyncio.to_thread(load)
            async with loaded(report) as services, ended_in_time(exercise):
                yield services

    return run(
        opening,
        language=settings.language.value,
        theme_name=settings.theme.value,
        file=Path(settings.data_folder) / "desktop.ini",
        user=WATCHER if beginning.wall else user,
        beginning=beginning,
    )


@asynccontextmanager
async def ended_in_time(exercise: Exercise | None) -> AsyncIterator[None]:
    """The window closes when the time of an exercise is over, and its report has been read."""
    if exercise is None or exercise.minutes is None:
        yield
        return
    ending = spawn(_end(exercise, exercise.minutes * 60), "end the exercise")
    try:
        yield
    finally:
        await stop(ending)


async def _end(exercise: Exercise, seconds: float) -> None:
    await asyncio.sleep(seconds)
    if exercise.judge is not None:
        exercise.report = await exercise.judge()
        if exercise.shown:
            from controlroom.desktop.alarms.exercise import ExerciseDialog

            read = asyncio.Event()
            dialog = ExerciseDialog(exercise.report, QApplication.activeWindow())
            dialog.finished.connect(read.set)
            dialog.open()
            await read.wait()
    QApplication.closeAllWindows()


@asynccontextmanager
async def ended_by_signals(*, tied: bool = False) -> AsyncIterator[None]:
    """SIGTERM and SIGINT close the window, so that what it started ends as after a click.

    `tied`: so does the end of standard input.
    """
    asked = asyncio.Event()

    async def close() -> None:
        await asked.wait()
        QApplication.closeAllWindows()

    with stopping(asked, tied=tied):
        closing = spawn(close(), "close the window on a signal")
        try:
            yield
        finally:
            await stop(closing)
