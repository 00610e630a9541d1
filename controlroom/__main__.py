"""``python -m controlroom`` and the ``controlroom`` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the result is the exit status."""
    if getattr(sys, "frozen", False):
        # Each further process of a frozen program begins here, too, and is handed its own work.
        import multiprocessing

        multiprocessing.freeze_support()
    from controlroom.cli import main as command_line

    return command_line()


if __name__ == "__main__":
    sys.exit(main())
