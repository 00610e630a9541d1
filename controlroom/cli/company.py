"""`controlroom company`: who invoices."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from controlroom.cli.arguments import command, noun, refuse_nothing
from controlroom.cli.context import Context
from controlroom.domain.billing.parties import Seller
from controlroom.domain.errors import InvalidValue, Refused
from controlroom.domain.people.customer import email
from controlroom.domain.user_input import written
from controlroom.operations.files import read_picture


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verbs = noun(subparsers, "company")
    parser = command(
        verbs,
        "set",
        _set,
        "set or change the company that invoices",
        'company set --name "Exempel Laddning AB" --organisation-number 559999-0008 '
        "--vat-number SE559999000801 --bankgiro 5999-0002",
    )
    parser.add_argument("--name")
    parser.add_argument("--organisation-number", metavar="NUMBER", help="ten digits")
    parser.add_argument("--vat-number", metavar="NUMBER", help="SE and twelve digits")
    parser.add_argument("--bankgiro", metavar="NUMBER")
    parser.add_argument(
        "--address", metavar="TEXT", help='lines separated by commas: "Gatan 1, 111 22 Stockholm"'
    )
    parser.add_argument("--swish", metavar="NUMBER", help="Swish number for the QR code")
    parser.add_argument("--email")
    parser.add_argument("--phone")
    parser.add_argument(
        "--f-tax",
        choices=("yes", "no"),
        help='whether invoices say "Godkänd för F-skatt" (yes unless told otherwise)',
    )
    parser.add_argument("--seat", metavar="TOWN", help="where the board has its seat")
    parser.add_argument(
        "--logo",
        metavar="FILE",
        help='PNG or JPEG of at most 1 MB for the head of invoices; "" for none',
    )
    command(verbs, "show", _show, "show the company", "company show --json")


FIELDS = (
    "name",
    "organisation_number",
    "vat_number",
    "bankgiro",
    "swish",
    "email",
    "phone",
    "seat",
)
NEEDED = ("name", "organisation_number", "vat_number", "bankgiro")


async def _set(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    given: dict[str, Any] = {
        name: written(name.replace("_", " "), getattr(args, name))
        for name in FIELDS
        if getattr(args, name) is not None
    }
    if "email" in given:
        given["email"] = email(given["email"])
    if args.address is not None:
        given["address"] = lines(args.address)
    if args.f_tax is not None:
        given["f_tax"] = args.f_tax == "yes"
    if args.logo is not None:
        given["logo"] = ""
    logo = read_picture(Path(args.logo)) if args.logo else None
    current = await room.store.invoices.company()
    if current is not None:
        fields = (f"--{name.replace('_', '-')}" for name in FIELDS)
        refuse_nothing(given, *fields, "--address", "--f-tax", "--logo")
        seller = replace(current, **given)
    else:
        for name in NEEDED:
            if not given.get(name):
                how = f"--{name.replace('_', '-')}"
                raise InvalidValue("missing", name=name.replace("_", " ").capitalize(), how=how)
        seller = Seller(**given)
    seller = await room.company.set(context.actor, seller, logo)
    context.output.item(company_json(seller), f"{seller.name} invoices from now on.")


async def _show(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    seller = await room.store.invoices.company()
    if seller is None:
        raise Refused("company-missing")
    context.output.item(company_json(seller))


def lines(text: str) -> tuple[str, ...]:
    """An address as its lines."""
    return tuple(line for part in text.split(",") if (line := written("address", part)))


def company_json(seller: Seller) -> dict[str, Any]:
    return {
        **{name: getattr(seller, name) for name in FIELDS},
        "address": list(seller.address),
        "f_tax": seller.f_tax,
        "logo": seller.logo,
    }
