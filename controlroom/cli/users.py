"""`controlroom user`: people who sign in at the desktop."""

from __future__ import annotations

import argparse
from typing import Any

from controlroom.cli.arguments import command, noun, secret
from controlroom.cli.context import Context
from controlroom.domain.people.user import Role, User, user_name


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "user")
    roles = [r.value for r in Role]
    for verb, handler, does in (
        ("add", _add, "add a user; shows a made-up password this once, or reads one"),
        ("reset-password", _reset, "give a user a new password; the old one is void"),
    ):
        parser = command(verbs, verb, handler, does, f"user {verb} anna")
        parser.add_argument("name")
        if verb == "add":
            parser.add_argument("--role", choices=roles, default=Role.OPERATOR.value)
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )
    parser = command(
        verbs, "set-role", _set_role, "change what a user may do", "user set-role anna supervisor"
    )
    parser.add_argument("name")
    parser.add_argument("role", choices=roles)
    command(verbs, "list", _list, "list the users", "user list --json")


def _password(args: argparse.Namespace) -> str | None:
    """The password that was read; None where one is to be made."""
    return secret("-" if args.password_stdin else None, "Password: ")


async def _add(args: argparse.Namespace, context: Context) -> None:
    user = User(user_name(args.name), Role(args.role))
    room = await context.attached()
    made = await room.staff.add(context.actor, user, _password(args))
    _tell(context, user.name, f"{user.name} may sign in as {args.role}.", made)


async def _reset(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    made = await room.staff.set_password(context.actor, args.name, _password(args))
    _tell(context, args.name, f"{args.name} has a new password.", made)


def _tell(context: Context, name: str, told: str, made: str | None) -> None:
    result: dict[str, Any] = {"name": name}
    if made:
        result["password"] = made
        told += f" Shown this once: {made}"
    context.output.item(result, told)


async def _set_role(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    await room.staff.set_role(context.actor, args.name, Role(args.role))
    context.output.item(
        {"name": args.name, "role": args.role}, f"{args.name} is {args.role} from now on."
    )


async def _list(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    rows = [{"name": u.name, "role": u.role.value} for u in await room.store.users.users()]
    context.output.table(
        rows, ("name", "role"), "No users yet. The desktop's first start creates the first one."
    )
