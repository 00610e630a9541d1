"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from controlroom.domain.errors import InvalidValue

if TYPE_CHECKING:
    from controlroom.cli.context import Context

Handler = Callable[[argparse.Namespace, "Context"], Awaitable[int | None]]


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


def command(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    handler: Handler,
    does: str,
    example: str,
) -> argparse.ArgumentParser:
    """A command with its help, its example and what carries it out."""
    parser = subparsers.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog=f"example:\n  controlroom {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared()],
    )
    parser.set_defaults(handler=handler)
    return parser


def noun(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """A noun whose verbs are commands."""
    parser = subparsers.add_parser(
        name, help=about, description=about[0].upper() + about[1:] + ".", parents=[shared()]
    )
    return parser.add_subparsers(required=True, metavar="VERB")


def decimal(name: str, text: str) -> Decimal:
    """A number with a decimal point. A comma, or 12.345 for twelve thousand, is never guessed."""
    try:
        value = Decimal(text)
    except InvalidOperation as failure:
        raise InvalidValue("not-a-number", name=name, value=text) from failure
    if not value.is_finite() or "_" in text:
        raise InvalidValue("not-a-number", name=name, value=text)
    return value


def number(name: str, text: str) -> float:
    return float(decimal(name, text))


def moment(text: str) -> datetime:
    """A time in ISO 8601; without a zone it is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as failure:
        raise InvalidValue("not-a-time", value=text) from failure
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def written(name: str, text: str, most: int = 200) -> str:
    """Text that a person gave: printable, and not endless."""
    text = text.strip()
    if len(text) > most:
        raise InvalidValue("too-long", name=name, most=most)
    if not text.isprintable() or any("\ud800" <= c <= "\udfff" for c in text):
        raise InvalidValue("unprintable", name=name)
    return text
