"""`controlroom` and `controlroom demo`: the window."""

from __future__ import annotations

import argparse
import os
import sys

from controlroom.cli.arguments import shared
from controlroom.domain.errors import Refused
from controlroom.settings import Settings


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "demo",
        help="open the control room on a made-up Swedish network that lives",
        description="Open the control room on a made-up Swedish network that lives.",
        epilog="example:\n  controlroom demo --view alarms",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared()],
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep the network for the next time (else it is new)"
    )
    parser.add_argument("--view", metavar="NAME", help="the screen to begin with")
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
    from controlroom.app.window import run_desktop

    return run_desktop(settings, view=getattr(args, "view", None))


def demo(args: argparse.Namespace, settings: Settings) -> int:
    need_screen()
    from controlroom.app.window import run_demo

    return run_demo(settings, keep=args.keep, view=args.view)
