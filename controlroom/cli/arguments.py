"""Options that several commands share."""

from __future__ import annotations

import argparse
import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from controlroom.cli.catalogue import COMMANDS

if TYPE_CHECKING:
    from controlroom.cli.context import Context

Handler = Callable[[argparse.Namespace, "Context"], Awaitable[int | None]]


def file(text: str) -> Path:
    """The name of a file, as `type` of an option.

    What no file can be called Python would refuse later, and each time in another way.
    """
    try:
        usable = b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        usable = False
    if not usable:
        from controlroom.cli.output import plain
        from controlroom.words.texts import ENGLISH

        raise argparse.ArgumentTypeError(ENGLISH.sentence("not-a-file", value=plain(text)[:80]))
    return Path(text)


def secret(given: str | None, prompt: str) -> str | None:
    """A secret as it was given; - has it asked for at a terminal, or read from standard input."""
    if given != "-":
        return given
    import sys

    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(prompt)
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError as failure:
        from controlroom.domain.errors import InvalidValue

        raise InvalidValue("unprintable", name=prompt.partition(":")[0].lower()) from failure


def shared(*, top: bool = False) -> argparse.ArgumentParser:
    """`--database` and `--json`, accepted before and after any subcommand.

    Only the `top` parser has defaults: those of a subcommand would replace what was said before.
    """
    parent = argparse.ArgumentParser(
        add_help=False, argument_default=None if top else argparse.SUPPRESS
    )
    parent.add_argument(
        "--database", metavar="URL", help="sqlite:///FILE or postgresql://USER@HOST/NAME"
    )
    parent.add_argument(
        "--json",
        action="store_true",
        default=False if top else argparse.SUPPRESS,
        help="print JSON and nothing else",
    )
    return parent


def beginning_options(*, top: bool = False) -> argparse.ArgumentParser:
    """How a window begins, said before or after `demo`."""
    parent = argparse.ArgumentParser(
        add_help=False, argument_default=None if top else argparse.SUPPRESS
    )
    parent.add_argument("--view", metavar="NAME", help="the screen to begin with")
    parent.add_argument(
        "--fullscreen",
        action="store_true",
        default=False if top else argparse.SUPPRESS,
        help="fill the monitor; with --view wall, wall-map or wall-alarms nobody signs in, and "
        "what hangs is started again",
    )
    parent.add_argument(
        "--screen", metavar="N", type=int, help="the monitor to begin on, 1 is the first"
    )
    parent.add_argument("--heartbeat", type=file, help=argparse.SUPPRESS)
    return parent


def refuse_nothing(given: Mapping[str, object], *options: str) -> None:
    """See that a command that changes something is told what. Raises InvalidValue."""
    if given:
        return
    from controlroom.domain.errors import InvalidValue

    raise InvalidValue("nothing-given", options=", ".join(options))


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return words[0].upper() + words[1:] + "."


def about(name: str) -> str:
    """What a command or a noun is for, as the list of all has it."""
    return COMMANDS[name].about


def command(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    handler: Handler,
    does: str,
    example: str,
    ends: str = "",
) -> argparse.ArgumentParser:
    """A command with its help, its example and what carries it out.

    `ends` tells its exit statuses, where they say more than whether it is done.
    """
    parser = subparsers.add_parser(
        name,
        help=does,
        description=sentence(does),
        epilog=f"example:\n  controlroom {example}" + (f"\n\nexit status:\n{ends}" if ends else ""),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared()],
    )
    parser.set_defaults(handler=handler)
    return parser


def noun(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], name: str
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """A noun whose verbs are commands."""
    parser = subparsers.add_parser(
        name, help=about(name), description=sentence(about(name)), parents=[shared()]
    )
    return parser.add_subparsers(required=True, metavar="VERB")
