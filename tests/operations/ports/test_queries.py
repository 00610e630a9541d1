"""Windows and commands write by operations alone: what they are handed of the store only reads."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import get_type_hints

import pytest

from controlroom.desktop.desk.services import Services
from controlroom.operations.ports.queries import Queries
from controlroom.store import facade
from controlroom.store.billing.sessions import StoreSessions
from controlroom.store.charging.charge_points import StoreChargePoints
from controlroom.store.people.users import StoreUsers

PACKAGE = Path(__file__).parents[3] / "controlroom"
PORTS = "controlroom.operations.ports."
WRITERS = {"_transactions.begin", "_transactions.alone", "_transactions.write", "_group"}
"""What a part of the store writes by."""

STORES: tuple[type, ...] = tuple(
    kind for name, kind in inspect.getmembers(facade, inspect.isclass) if name.startswith("Store")
)


def writing(kind: type) -> frozenset[str]:
    """The methods of a part of the store that write, by themselves or by what they call."""
    (tree,) = ast.parse(dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    methods = [m for m in tree.body if isinstance(m, ast.AsyncFunctionDef | ast.FunctionDef)]
    used = {method.name: set(own_names(method)) for method in methods}
    known = set(WRITERS)
    for attribute, made in parts_of(methods, kind):
        known |= {f"{attribute}.{name}" for name in writing(made)}
    del used["__init__"]
    while found := {name for name, names in used.items() if names & known} - known:
        known |= found
    return frozenset(known & set(used))


def own_names(method: ast.AST) -> Iterator[str]:
    """What a method uses of `self`: "name", and "part.name" of a part."""
    for node in ast.walk(method):
        if isinstance(node, ast.Attribute):
            text = ast.unparse(node)
            if text.startswith("self."):
                yield text.removeprefix("self.")


def parts_of(
    methods: list[ast.AsyncFunctionDef | ast.FunctionDef], kind: type
) -> Iterator[tuple[str, type]]:
    """(attribute, class) of the parts that `__init__` makes of classes of the store."""
    names = vars(sys.modules[kind.__module__])
    for node in ast.walk(next(method for method in methods if method.name == "__init__")):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            made = names.get(ast.unparse(node.value.func))
            if isinstance(made, type) and made.__name__.startswith("Store"):
                yield ast.unparse(node.targets[0]).removeprefix("self."), made


def ports(hints: Mapping[str, object]) -> Iterator[type]:
    """The ports of the store among what something is handed."""
    for kind in hints.values():
        if isinstance(kind, type) and kind.__module__.startswith(PORTS):
            yield kind


HANDED = {
    *ports(get_type_hints(Services)),
    *ports(
        {
            name: get_type_hints(read.fget)["return"]
            for name, read in vars(Queries).items()
            if isinstance(read, property)
        }
    ),
}


def test_what_writes_is_known() -> None:
    assert {"add_user", "set_role", "set_password", "sign_in", "deny"} <= writing(StoreUsers)
    assert "verify" not in writing(StoreUsers)
    assert {"register", "set_site", "forget_knock"} <= writing(StoreChargePoints)
    assert writing(StoreSessions) == {"review", "end"}


def test_windows_and_commands_are_handed_the_same() -> None:
    assert len(HANDED) > len(STORES) / 2
    assert {kind.__name__ for kind in ports({"": StoreUsers.__mro__[1]})} == {"Users"}


@pytest.mark.parametrize("port", sorted(HANDED, key=str))
def test_a_port_that_is_handed_out_only_reads(port: type) -> None:
    stores = [store for store in STORES if port in store.__mro__]
    assert stores or port.__name__ in ("Asking", "Clock"), "no part of the store, and known"
    methods = {name for kind in port.__mro__ for name in vars(kind) if not name.startswith("_")}
    for store in stores:
        assert not methods & writing(store)


@pytest.mark.parametrize("room", ("desktop", "cli"))
def test_no_view_and_no_command_names_what_writes(room: str) -> None:
    """Not the store itself, but for the care of a database as a whole; no port that writes."""
    writers = {
        port.__name__ for store in STORES for port in store.__mro__[1:] if is_writing(port, store)
    }
    assert {"Users", "ChargePoints", "Invoices"} <= writers
    strays = []
    for file in (PACKAGE / room).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                names = {alias.name for alias in node.names}
                if (node.module.startswith(PORTS) and names & writers) or (
                    node.module.startswith("controlroom.store") and names - HARMLESS
                ):
                    strays.append(f"{file.name}:{node.lineno}")
            elif isinstance(node, ast.Attribute) and node.attr == "_store":
                strays.append(f"{file.name}:{node.lineno}")
    assert strays == []


HARMLESS = {"maintenance", "body_of"}
"""Care of a whole database, and documents as JSON, which write nothing by a port."""


def is_writing(port: type, store: type) -> bool:
    return port.__module__.startswith(PORTS) and bool(set(vars(port)) & writing(store))
