"""Every alarm that there is, written down once more, so that none changes unnoticed."""

from __future__ import annotations

from controlroom.domain.alarms.catalogue import CATALOGUE


def test_the_catalogue() -> None:
    assert {code: (t.priority, t.off_delay.total_seconds()) for code, t in CATALOGUE.items()} == {
        "CP-SILENT": (3, 30),
        "CON-FAULT": (3, 60),
        "HW-ESTOP": (2, 60),
        "HW-GND": (3, 60),
        "SYS-CLOCK": (2, 60),
        "SYS-DOWN": (2, 60),
        "SYS-LOG": (2, 60),
        "SYS-LINKS": (2, 60),
        "CP-RATE": (3, 60),
        "SEC-AUTH": (3, 60),
        "SEC-SHADOW": (2, 60),
        "SEC-LOGIN": (2, 60),
        "SEC-RIGHT": (3, 60),
    }


def test_parents_are_in_the_catalogue() -> None:
    assert {parent for kind in CATALOGUE.values() for parent in kind.parents} <= CATALOGUE.keys()
