"""`controlroom customer` and `controlroom token`: who is charged, and by which card."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from controlroom.cli.arguments import command, noun
from controlroom.cli.company import lines
from controlroom.cli.context import Context
from controlroom.cli.output import time
from controlroom.domain.authorisation import Token
from controlroom.domain.customer import Customer
from controlroom.domain.entered import moment, written
from controlroom.domain.errors import AlreadyExists, NotFound

_FIELDS = ("organisation_number", "vat_number", "email", "reference")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    customers = noun(subparsers, "customer", "who is charged for energy")
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

    tokens = noun(subparsers, "token", "cards and other id tokens")
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
        name: written(name.replace("_", " "), getattr(args, name))
        for name in _FIELDS
        if getattr(args, name) is not None
    }
    if args.address is not None:
        given["address"] = lines(args.address)
    return given


async def _add(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    name = written("name", args.name)
    if await room.store.customers.customer_named(name) is not None:
        raise AlreadyExists("customer-exists", name=name)
    customer = Customer(0, name, **_given(args))
    customer = await room.store.customers.set_customer(customer, context.user)
    context.output.item(_json(customer), f"{name} is customer {customer.number}.")


async def _set(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    customer = await room.store.customers.customer_named(args.name)
    if customer is None:
        raise NotFound("unknown-customer", name=args.name)
    given = _given(args)
    if args.new_name is not None:
        given["name"] = written("name", args.new_name)
        other = await room.store.customers.customer_named(given["name"])
        if other is not None and other.number != customer.number:
            raise AlreadyExists("customer-exists", name=given["name"])
    customer = await room.store.customers.set_customer(replace(customer, **given), context.user)
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
        customer = await room.store.customers.set_customer(Customer(0, name), context.user)
    return customer


async def _token_add(args: argparse.Namespace, context: Context) -> None:
    room = await context.attached()
    uid = written("token", args.uid, most=64)
    if await room.store.customers.token(uid) is not None:
        raise AlreadyExists("token-exists", uid=uid)
    expires = None if args.expires is None else moment(args.expires)
    customer = await _customer(context, args.customer)
    token = Token(
        uid=uid,
        customer=customer.number,
        type=written("type", args.type or "RFID", most=36),
        group=written("group", args.group or "", most=36),
        expires=expires,
    )
    await room.store.customers.set_token(token, context.user, new=True)
    context.output.item(
        _token_json(token, customer.name), f"{uid} charges the account of {customer.name}."
    )


async def _known(context: Context, uid: str) -> Token:
    room = await context.attached()
    token = await room.store.customers.token(uid)
    if token is None:
        raise NotFound("unknown-token", uid=uid)
    return token


async def _token_set(args: argparse.Namespace, context: Context) -> None:
    token = await _known(context, args.uid)
    given: dict[str, Any] = {}
    if args.customer is not None:
        given["customer"] = (await _customer(context, args.customer)).number
    if args.type is not None:
        given["type"] = written("type", args.type, most=36)
    if args.group is not None:
        given["group"] = written("group", args.group, most=36)
    if args.expires is not None:
        given["expires"] = moment(args.expires)
    await _change(context, replace(token, **given), f"{token.uid} is changed.")


async def _block(args: argparse.Namespace, context: Context) -> None:
    token = await _known(context, args.uid)
    await _change(context, replace(token, blocked=True), f"{token.uid} is blocked.")


async def _unblock(args: argparse.Namespace, context: Context) -> None:
    token = await _known(context, args.uid)
    await _change(context, replace(token, blocked=False), f"{token.uid} may charge again.")


async def _change(context: Context, token: Token, told: str) -> None:
    room = await context.attached()
    await room.store.customers.set_token(token, context.user, new=False)
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
