"""Errors in the log as English sentences, whoever writes it."""

from __future__ import annotations

import logging

from typing_extensions import override

from controlroom.domain.errors import ControlroomError


class _Record(logging.LogRecord):
    @override
    def getMessage(self) -> str:
        if isinstance(self.args, tuple) and any(isinstance(a, ControlroomError) for a in self.args):
            from controlroom.words.texts import ENGLISH

            self.args = tuple(
                ENGLISH.error(arg) if isinstance(arg, ControlroomError) else arg
                for arg in self.args
            )
        return super().getMessage()


def install() -> None:
    """For every logger of this process."""
    logging.setLogRecordFactory(_Record)
