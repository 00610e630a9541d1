"""`controlroom customer` and `controlroom token`: who is charged, and by which card."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from controlroom.cli.arguments import command, noun, refuse_nothing
from controlroom.cli.company import lines
from controlroom.cli.context import Context
from controlroom.cli.output import time
from controlroom.domain.errors import NotFound
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.domain.user_input import moment, written
from controlroom.operations.people.accounts import entered

_FIELDS = ("organisation_number", "vat_number", "email", "reference")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    customers = noun(subparsers, "customer")
    for verb, handler, does in (
        ("add", _add, "add a customer"),
        ("set", _set, "change a customer; what is not given stays"),
    ):
        parser = command(
            customers,
            verb,
            handler,
            does,
            f'customer {verb} "Björkdalens Åkeri AB" --address "Industrigatan 14, 352 45 Växjö"',
        )
        parser.add_argument("name")
        if verb == "set":
            parser.add_argument("--name", dest="new_name", help="the new name")
        parser.add_argument("--address", metavar="TEXT", help="lines separated by commas")
        parser.add_argument("--organisation-number", metavar="NUMBER")
        parser.add_argument("--vat-number", metavar="NUMBER")
        parser.add_argument("--email")
        parser.add_argument("--reference", help="printed as the customer's reference")
    command(customers, "list", _list, "list the customers", "customer list --json")

    tokens = noun(subparsers, "token")
    for verb, handler, does in (
        ("add", _token_add, "register a token; its customer is created when it is new"),
        ("set", _token_set, "change a token; what is not given stays"),
    ):
        parser = command(
            tokens, verb, handler, does, f'token {verb} 04A2B3C4D5E6F0 --customer "Anna Ek"'
        )
        parser.add_argument("uid")
        parser.add_argument("--customer", required=verb == "add")
        parser.add_argument("--type", help="RFID by default; for your own order only")
        parser.add_argument("--group", help="tokens of one group may stop each other's sessions")
        parser.add_argument("--expires", metavar="TIME", help="2026-12-31T23:59:59Z")
    for verb, handler in (("block", _block), ("unblock", _unblock)):
        parser = command(tokens, verb, handler, f"{verb} a token", f"token {verb} 04A2B3C4D5E6F0")
        parser.add_argument("uid")
    command(tokens, "list", _token_list, "list the tokens", "token list --json")


def _given(args: argparse.Namespace) -> dict[str, Any]:
    given: dict[str, Any] = {
        name: getattr(args, name) for name in _FIELDS if getattr(args, name) is not None
    }
    if args.address is not None:
        given["address"] = lines(args.address)
    return given


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}"


async def _add(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    wanted = Customer(0, args.name, **_given(args))
    customer = await room.accounts.keep_customer(context.actor, wanted)
    context.output.item(_json(customer), f"{customer.name} is customer {customer.number}.")


async def _set(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    customer = await room.store.customers.customer_named(args.name)
    if customer is None:
        raise NotFound("unknown-customer", name=args.name)
    given = _given(args)
    if args.new_name is not None:
        given["name"] = args.new_name
    refuse_nothing(given, "--name", "--address", *(_option(name) for name in _FIELDS))
    customer = await room.accounts.keep_customer(context.actor, replace(customer, **given))
    context.output.item(_json(customer), f"{customer.name} is changed.")


async def _list(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    rows = [_json(c) for c in await room.store.customers.customers()]
    columns = ("number", "name", "address", "organisation_number", "email")
    context.output.table(
        rows, columns, "No customers yet. Add one: `controlroom customer add NAME`."
    )


def _json(customer: Customer) -> dict[str, Any]:
    return {
        "number": customer.number,
        "name": customer.name,
        "address": list(customer.address),
        **{name: getattr(customer, name) for name in _FIELDS},
    }


async def _customer(context: Context, name: str) -> Customer:
    """The customer of a name, created when it is new."""
    room = await context.attached()
    name = written("customer", name)
    customer = await room.store.customers.customer_named(name)
    if customer is None:
        customer = await room.accounts.keep_customer(context.actor, Customer(0, name))
    return customer


async def _token_add(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    expires = None if args.expires is None else moment(args.expires)
    token = entered(
        Token(args.uid, 0, type=args.type or "", group=args.group or "", expires=expires)
    )
    # Before a customer is created for nothing.
    await room.accounts.refuse_known(token)
    customer = await _customer(context, args.customer)
    token = await room.accounts.register_token(
        context.actor, replace(token, customer=customer.number)
    )
    context.output.item(
        _token_json(token, customer.name), f"{token.uid} charges the account of {customer.name}."
    )


async def _token_set(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    token = await room.accounts.known_token(args.uid)
    given: dict[str, Any] = {}
    if args.customer is not None:
        given["customer"] = (await _customer(context, args.customer)).number
    if args.type is not None:
        given["type"] = args.type
    if args.group is not None:
        given["group"] = args.group
    if args.expires is not None:
        given["expires"] = moment(args.expires)
    refuse_nothing(given, "--customer", "--type", "--group", "--expires")
    token = await room.accounts.change_token(context.actor, replace(token, **given))
    await _tell(context, token, f"{token.uid} is changed.")


async def _block(args: argparse.Namespace, context: Context) -> None:
    await _set_blocked(context, args.uid, "{0} is blocked.", blocked=True)


async def _unblock(args: argparse.Namespace, context: Context) -> None:
    await _set_blocked(context, args.uid, "{0} may charge again.", blocked=False)


async def _set_blocked(context: Context, uid: str, told: str, *, blocked: bool) -> None:
    room = await context.attached()
    token = await room.accounts.set_blocked(context.actor, uid, blocked=blocked)
    await _tell(context, token, told.format(token.uid))


async def _tell(context: Context, token: Token, told: str) -> None:
    room = await context.attached()
    customer = await room.store.customers.customer(token.customer)
    context.output.item(_token_json(token, customer.name if customer else ""), told)


async def _token_list(_args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    names = {c.number: c.name for c in await room.store.customers.customers()}
    rows = [_token_json(t, names.get(t.customer, "")) for t in await room.store.customers.tokens()]
    columns = ("uid", "customer", "type", "group", "expires", "blocked")
    context.output.table(
        rows, columns, "No tokens yet. Add one: `controlroom token add UID --customer NAME`."
    )


def _token_json(token: Token, customer: str) -> dict[str, Any]:
    return {
        "uid": token.uid,
        "customer": customer,
        "type": token.type,
        "group": token.group,
        "expires": time(token.expires),
        "blocked": token.blocked,
    }
