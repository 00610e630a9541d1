"""`controlroom database`: care of what is stored."""

from __future__ import annotations

import argparse

from controlroom.cli.arguments import command, file, noun
from controlroom.cli.context import DONE, REFUSED, Context


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "database")
    command(
        verbs, "upgrade", _upgrade, "bring the database to this program's version, after a backup",
        "database upgrade",
    )  # fmt: skip
    command(verbs, "check", _check, "check that the database is whole", "database check --json")
    parser = command(
        verbs, "backup", _backup, "write a backup while the network goes on",
        "database backup controlroom-2026-11-01.backup",
    )  # fmt: skip
    parser.add_argument("file", type=file)
    parser = command(
        verbs, "restore", _restore, "restore a backup into an empty database",
        "database restore controlroom-2026-11-01.backup --database sqlite:///new.db",
    )  # fmt: skip
    parser.add_argument("file", type=file)


async def _upgrade(_args: argparse.Namespace, context: Context) -> None:
    from controlroom.store import maintenance

    before, after, backup = await maintenance.upgrade(context.settings.database)
    result = {"from": before, "to": after, "backup": str(backup) if backup else None}
    if before == after:
        told = f"The database is of version {after} already."
    else:
        told = f"Upgraded from version {before} to {after}."
        if backup:
            told += f" The backup before it is {backup}."
    context.output.item(result, told)


async def _check(_args: argparse.Namespace, context: Context) -> int:
    from controlroom.store import maintenance

    findings = await maintenance.check(context.settings.database)
    told = "The database is whole." if not findings else "\n".join(findings)
    context.output.item({"whole": not findings, "findings": findings}, told)
    return REFUSED if findings else DONE


async def _backup(args: argparse.Namespace, context: Context) -> None:
    from controlroom.store import maintenance

    await maintenance.backup(context.settings.database, args.file)
    size = args.file.stat().st_size
    context.output.item(
        {"file": str(args.file), "bytes": size}, f"Backed up to {args.file} ({size:,} bytes)."
    )


async def _restore(args: argparse.Namespace, context: Context) -> None:
    from controlroom.store import maintenance

    await maintenance.restore(context.settings.database, args.file)
    context.output.item({"file": str(args.file)}, f"Restored from {args.file}.")
