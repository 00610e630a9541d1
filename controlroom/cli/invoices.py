"""`controlroom invoice`: closing a month, and what was issued."""

from __future__ import annotations

import argparse
from typing import Any

from controlroom.cli.arguments import command, file, noun
from controlroom.cli.context import Context
from controlroom.cli.output import money
from controlroom.domain.errors import NotFound
from controlroom.operations.billing.month_run import Held, Month, RunInvoice
from controlroom.operations.ports.billing import IssuedInvoice
from controlroom.store.bodies import body_of
from controlroom.words.texts import ENGLISH


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "invoice")
    parser = command(
        verbs,
        "run",
        _run,
        "close a month: price, number and issue its invoices and write their PDFs",
        "invoice run 2026-10 --out invoices/",
    )
    parser.add_argument("month", metavar="YYYY-MM")
    parser.add_argument("--out", required=True, type=file, metavar="DIR")
    parser = command(verbs, "list", _list, "list the issued invoices", "invoice list --json")
    parser.add_argument("--month", metavar="YYYY-MM", help="those that the month's runs issued")
    parser = command(
        verbs, "show", _show, "show every amount on an invoice", "invoice show 202600001 --json"
    )
    parser.add_argument("number")


async def _run(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    month = Month.parse(args.month)

    def progress(done: int, total: int, customer: str) -> None:
        if total and (done == total or done % max(1, total // 20) == 0):
            context.output.progress(f"{done} of {total} {customer}".rstrip())

    run = await room.billing.run(context.actor, month, args.out, progress)
    invoices = [_run_json(i) for i in run.invoices]
    held = [_held_json(h) for h in run.held]
    if context.output.as_json:
        context.output.item({"month": run.month, "invoices": invoices, "held": held})
        return
    columns = ("number", "customer", "sessions", "net", "vat", "total", "due", "new", "file")
    context.output.table(invoices, columns, f"Nothing to invoice for {run.month}.")
    for row in held:
        context.output.progress(
            f"held: {row['session'] or row['customer']}: {row['detail'] or row['reason']}"
        )


def _run_json(entry: RunInvoice) -> dict[str, Any]:
    return {
        **_json(entry.invoice),
        "file": str(entry.file),
        "new": entry.new,
    }


def _json(entry: IssuedInvoice) -> dict[str, Any]:
    invoice = entry.invoice
    return {
        "number": invoice.number,
        "customer": invoice.buyer.name,
        "net": money(invoice.net),
        "vat": money(invoice.vat),
        "total": money(invoice.total),
        "rounding": money(invoice.rounding),
        "due": money(invoice.due),
        "sessions": len(entry.sessions),
    }


def _held_json(held: Held) -> dict[str, Any]:
    refused = ENGLISH.catalogue.has("", held.reason)
    return {
        "session": held.session or None,
        "customer": held.customer or None,
        "reason": held.reason,
        "detail": ENGLISH.sentence(held.reason, **held.placeholders) if refused else None,
    }


async def _list(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    month = None if args.month is None else Month.parse(args.month).text
    rows = [
        {
            **_json(entry),
            "month": entry.month,
            "issued": entry.invoice.issued.isoformat(),
            "due_date": entry.invoice.due_date.isoformat(),
            "ocr": entry.invoice.ocr,
        }
        for entry in await room.store.invoices.invoices(month)
    ]
    columns = ("number", "customer", "month", "issued", "due_date", "net", "vat", "total", "due")
    context.output.table(
        rows,
        columns,
        "No invoices yet. Issue a month's: `controlroom invoice run YYYY-MM --out DIR`.",
    )


async def _show(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    entry = await room.store.invoices.invoice(args.number)
    if entry is None:
        raise NotFound("unknown-invoice", number=args.number)
    document = {
        **body_of(entry.invoice),
        "month": entry.month,
        "customer": entry.invoice.buyer.name,
        "session_ids": list(entry.sessions),
        "issued_by": entry.issued_by,
    }
    context.output.item(document)
