"""The command line: one command, one outcome; whatever a window can do, a script can too."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from controlroom import __version__
from controlroom.cli import (
    alarms,
    charge_points,
    company,
    customers,
    database,
    desk,
    invoices,
    live,
    serving,
    sessions,
    sites,
    tariffs,
    users,
)
from controlroom.cli.arguments import shared
from controlroom.cli.context import run

_NOUNS = (
    serving,
    desk,
    live,
    charge_points,
    sites,
    customers,
    tariffs,
    sessions,
    alarms,
    company,
    invoices,
    users,
    database,
)


def parser() -> argparse.ArgumentParser:
    """Every command and its options."""
    top = argparse.ArgumentParser(
        prog="controlroom",
        description="The control room of an EV-charging network. No command opens the desktop.",
        epilog="example:\n  controlroom demo",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared(top=True), desk.beginning_options(top=True)],
    )
    top.add_argument("--version", action="version", version=f"controlroom {__version__}")
    top.set_defaults(window=desk.desktop)
    subparsers = top.add_subparsers(metavar="COMMAND")
    for noun in _NOUNS:
        noun.add(subparsers)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; answers its exit status."""
    args = parser().parse_args(arguments)
    return run(args)
