"""`controlroom` and `controlroom demo`: the window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from controlroom.cli.arguments import about, beginning_options, sentence, shared
from controlroom.cli.output import Output
from controlroom.domain.errors import InvalidValue, Refused
from controlroom.domain.user_input import number
from controlroom.settings import Settings

if TYPE_CHECKING:
    from controlroom.app.exercise import Exercise
    from controlroom.desktop.shell.start_options import Beginning

LOG = "watchdog.log"
HOW = "demo --training"
LEAST_MINUTES, MOST_MINUTES = 3, 24 * 60


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "demo",
        help=about("demo"),
        description=sentence(about("demo")),
        epilog="example:\n  controlroom demo --view alarms",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared(), beginning_options()],
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep the network for the next time (else it is new)"
    )
    parser.add_argument(
        "--training",
        action="store_true",
        help="with planted faults; at the end it is told what was found, how fast, what was missed",
    )
    parser.add_argument("--seed", metavar="N", type=int, help="of the training's faults")
    parser.add_argument(
        "--minutes", metavar="N", help="end the training after so long (else with the window)"
    )
    parser.set_defaults(window=demo)


def need_screen() -> None:
    """A sentence instead of Qt's abort where there is no screen."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.environ.get("QT_QPA_PLATFORM")
    ):
        raise Refused("no-screen")


def desktop(args: argparse.Namespace, settings: Settings) -> int:
    need_screen()
    if is_watched(args):
        return watched(args, settings)
    from controlroom.app.window import run_desktop

    return run_desktop(settings, _beginning(args))


def demo(args: argparse.Namespace, settings: Settings) -> int:
    need_screen()
    # A training ends by itself, and tells its end here.
    if is_watched(args) and not args.training:
        return watched(args, settings, "demo", *(["--keep"] if args.keep else []))
    if not args.training and (args.seed is not None or args.minutes is not None):
        raise InvalidValue("training-missing", how=HOW)
    from controlroom.app.window import run_demo

    exercise = _exercise(args) if args.training else None
    status = run_demo(settings, _beginning(args), keep=args.keep, exercise=exercise)
    if exercise is not None and exercise.report is not None:
        from controlroom.cli.training import tell

        tell(exercise.report, exercise.seed, Output(as_json=bool(args.json)))
    return status


def _exercise(args: argparse.Namespace) -> Exercise:
    from controlroom.app.exercise import Exercise

    minutes = None if args.minutes is None else number("--minutes", args.minutes)
    if minutes is not None and not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise InvalidValue(
            "out-of-range",
            name="--minutes",
            value=args.minutes,
            least=LEAST_MINUTES,
            most=MOST_MINUTES,
        )
    return Exercise(
        SystemRandom().randrange(10**6) if args.seed is None else args.seed, minutes, not args.json
    )


def _beginning(args: argparse.Namespace) -> Beginning:
    from controlroom.desktop.shell.start_options import Beginning

    return Beginning(args.view, args.fullscreen, args.screen, args.heartbeat)


def is_watched(args: argparse.Namespace) -> bool:
    """Whether this process is to watch over another one, which is the window of a wall."""
    wall = args.fullscreen and (args.view or "").startswith("wall")
    return bool(wall and args.heartbeat is None)


def watched(args: argparse.Namespace, settings: Settings, *words: str) -> int:
    """The same again in a process of its own, and this one beside it."""
    from controlroom.app.watchdog import watch
    from controlroom.app.worker import command

    def again(heartbeat: Path) -> Sequence[str]:
        screen = [] if args.screen is None else ["--screen", str(args.screen)]
        database = ["--database", args.database] if args.database else []
        begin = ["--view", args.view, "--fullscreen", "--heartbeat", str(heartbeat)]
        return command(*words, *begin, *screen, *database)

    return watch(again, settings.data_folder / LOG)
