"""What a command works with: settings, output, and the database once it asks for it."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from controlroom.cli.output import Output
from controlroom.domain.errors import ControlroomError
from controlroom.settings import Settings, load, make_data_folder
from controlroom.words import log_record

if TYPE_CHECKING:
    from controlroom.app.attached import Attached
    from controlroom.app.one_shot import Visit
    from controlroom.domain.people.actor import Actor

DONE = 0
REFUSED = 1
NOT_DELIVERED = 2


class Context:
    """One command's surroundings."""

    def __init__(self, settings: Settings, output: Output, stack: AsyncExitStack) -> None:
        self.settings = settings
        self.output = output
        self._stack = stack
        self._attached: Attached | None = None
        self._visit: Visit | None = None

    @property
    def actor(self) -> Actor:
        """Who acts: the operating-system user."""
        from controlroom.domain.people.actor import console

        try:
            return console(getpass.getuser())
        except (KeyError, OSError):
            return console("unknown")

    async def attached(self) -> Attached:
        """The database and what works on it; opened once."""
        if self._attached is None:
            from controlroom.app.attached import attach

            self._attached = await self._stack.enter_async_context(attach(self.settings))
        return self._attached

    async def visit(self) -> Visit:
        """The same for what is over in a moment, with as little as will do."""
        if self._visit is None:
            from controlroom.app.one_shot import visit

            self._visit = await self._stack.enter_async_context(visit(self.settings))
        return self._visit


def run(args: argparse.Namespace) -> int:
    """Carry a command out; every refusal is a sentence on standard error."""
    log_record.install()
    try:
        settings = load()
        if getattr(args, "database", None):
            settings = replace(settings, database=args.database)
        make_data_folder(settings)
        if not hasattr(args, "handler"):
            window: int = args.window(args, settings)
            return window
        with asyncio.Runner(loop_factory=_loop_factory(args)) as runner:
            return runner.run(_run(args, settings))
    except ControlroomError as failure:
        if getattr(args, "worker", False):
            from controlroom.app.worker import tell_refusal

            tell_refusal(failure)
        # Words load where there is something to say: most commands end without.
        from controlroom.words.texts import ENGLISH

        sys.stderr.write(f"controlroom: {ENGLISH.error(failure)}\n")
        return REFUSED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader had enough; nothing is wrong. Python would complain at exit.
        sys.stdout = None
        return DONE


def _loop_factory(args: argparse.Namespace) -> Callable[[], asyncio.AbstractEventLoop] | None:
    """What serves many links runs on uvloop where that exists."""
    if not getattr(args, "server", False):
        return None
    from controlroom.app.event_loop import server_loop

    return server_loop()


async def _run(args: argparse.Namespace, settings: Settings) -> int:
    async with AsyncExitStack() as stack:
        context = Context(settings, Output(as_json=bool(getattr(args, "json", False))), stack)
        result: int | None = await args.handler(args, context)
        return DONE if result is None else result
