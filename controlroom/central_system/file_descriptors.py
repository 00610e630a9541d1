"""File descriptors: as many as the system lets us have, and some kept for everything but sockets.

A process without descriptors cannot open its database, and so loses what its charge points say
although each of them is connected.
"""

from typing import Final

RESERVE: Final = 128
"""Kept for the store (its pools and their files), the log, and what the libraries open."""
_PLENTY: Final = 1 << 20
_LIMITS: Final = (_PLENTY, 65_536, 10_240)
"""Tried in turn where the hard limit itself is refused, as macOS does."""


def raise_limit() -> int:
    """Take as many descriptors as this process may have; returns how many that are."""
    try:
        import resource
    except ImportError:  # Windows counts handles, and has plenty
        return _PLENTY
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    bound = _PLENTY if hard == resource.RLIM_INFINITY else min(hard, _PLENTY)
    for wanted in (bound, *_LIMITS):
        if soft == resource.RLIM_INFINITY or not soft < wanted <= bound:
            continue
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (ValueError, OSError):
            continue
        return wanted
    return _PLENTY if soft == resource.RLIM_INFINITY else min(soft, _PLENTY)


def sockets_that_fit(descriptors: int) -> int:
    """How many connections may be open at once."""
    return max(descriptors - RESERVE, descriptors // 2)
