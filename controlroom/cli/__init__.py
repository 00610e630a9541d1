"""The command line: one command, one outcome; whatever a window can do, a script can too."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from controlroom import __version__
from controlroom.cli.arguments import beginning_options, shared
from controlroom.cli.catalogue import COMMANDS

if TYPE_CHECKING:
    from controlroom.settings import Settings

PROGRAM = "controlroom"


class _Later(argparse.ArgumentParser):
    """A command. What it takes is known, and its module imported, once it is called."""

    @override
    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        name = self.prog.rpartition(" ")[2]
        commands = argparse.ArgumentParser(prog=PROGRAM).add_subparsers()
        import_module(f"controlroom.cli.{COMMANDS[name].module}").add(commands)
        return commands.choices[name].parse_known_args(args, namespace)


def parser() -> argparse.ArgumentParser:
    """Every command by its name."""
    top = argparse.ArgumentParser(
        prog=PROGRAM,
        description="The control room of an EV-charging network. No command opens the desktop.",
        epilog=f"example:\n  {PROGRAM} demo",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared(top=True), beginning_options(top=True)],
    )
    top.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    top.set_defaults(window=_desktop)
    commands = top.add_subparsers(metavar="COMMAND", prog=PROGRAM, parser_class=_Later)
    for name, known in COMMANDS.items():
        commands.add_parser(name, help=known.about, add_help=False)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    args = parser().parse_args(arguments)
    from controlroom.cli.context import run

    return run(args)


def _desktop(args: argparse.Namespace, settings: Settings) -> int:
    from controlroom.cli.desk import desktop

    return desktop(args, settings)
