"""Dataclasses of values: frozen to the type checker, plain to the interpreter.

A frozen dataclass sets each field through `object.__setattr__`; one of 24 fields takes
ten times as long to make as a plain one, and every meter value makes several. Who would
change a field is stopped by mypy, which is part of the test command, not at run time.

What the standard library compiles for each class (`__init__`, `__eq__` …) takes most of the time
that importing the domain takes. It is compiled when it is called first: a command that shows a
dozen connectors needs few of a hundred classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    _COMPILED = {"__init__": "init", "__repr__": "repr", "__eq__": "eq", "__hash__": "unsafe_hash"}
    """What is compiled late, and how `dataclasses.dataclass` is asked for it."""

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Any:  # noqa: ANN401
        """As `dataclasses.dataclass`: compared and hashed by its fields, and never changed."""
        if not frozen:
            raise TypeError("values are frozen")

        def made(kind: type) -> type:
            late = [name for name in _COMPILED if name not in vars(kind)]
            # Without one, the standard library writes down the signature, which takes long.
            kind.__doc__ = kind.__doc__ or kind.__name__
            kind = dataclasses.dataclass(
                init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
            )(kind)
            for name in late:
                setattr(kind, name, _stand_in(kind, name))
            return kind

        return made

    def _stand_in(kind: type, name: str) -> Any:  # noqa: ANN401 - a method
        """A method that puts the compiled one in its own place, and calls that."""

        def first(self: object, *args: object, **kwargs: object) -> object:
            method = _compiled(kind, name)
            setattr(kind, name, method)
            return method(self, *args, **kwargs)

        first.__name__, first.__qualname__ = name, f"{kind.__qualname__}.{name}"
        return first

    def _compiled(kind: type, name: str) -> Any:  # noqa: ANN401 - a method
        """The method that the standard library makes for a class with the same fields."""
        fields = dataclasses.fields(kind)
        body: dict[str, Any] = {field.name: field for field in fields}
        body["__annotations__"] = {field.name: field.type for field in fields}
        body["__module__"], body["__qualname__"] = kind.__module__, kind.__qualname__
        body["__doc__"] = kind.__doc__
        if hasattr(kind, "__post_init__"):
            body["__post_init__"] = kind.__post_init__
        wanted = dict.fromkeys(_COMPILED.values(), False) | {_COMPILED[name]: True}
        twin = dataclasses.dataclass(**wanted)(type(kind.__name__, (), body))
        return vars(twin)[name]
