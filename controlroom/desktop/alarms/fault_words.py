"""Planted faults in words, by the name that the simulator has for them."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_WORDS = {
    "boot-loop": QT_TRANSLATE_NOOP("faults", "Restarts again and again"),
    "cable-cut": QT_TRANSLATE_NOOP("faults", "Charging cable cut"),
    "clock-drift": QT_TRANSLATE_NOOP("faults", "Clock is wrong"),
    "dead-phase": QT_TRANSLATE_NOOP("faults", "A phase carries nothing"),
    "deaf": QT_TRANSLATE_NOOP("faults", "Answers no command"),
    "emergency-stop": QT_TRANSLATE_NOOP("faults", "Emergency stop pressed"),
    "enclosure-open": QT_TRANSLATE_NOOP("faults", "Cabinet open"),
    "firmware-failed": QT_TRANSLATE_NOOP("faults", "Firmware installation failed"),
    "firmware-signature": QT_TRANSLATE_NOOP("faults", "Firmware with a wrong signature"),
    "flapping": QT_TRANSLATE_NOOP("faults", "Link comes and goes"),
    "frozen": QT_TRANSLATE_NOOP("faults", "Link open, nothing heard"),
    "full-battery": QT_TRANSLATE_NOOP("faults", "Full vehicle stays connected"),
    "gone": QT_TRANSLATE_NOOP("faults", "Link lost for good"),
    "ground-failure": QT_TRANSLATE_NOOP("faults", "Residual current device tripped"),
    "held": QT_TRANSLATE_NOOP("faults", "Gives no power"),
    "hung-connector": QT_TRANSLATE_NOOP("faults", "Card accepted, no charge begins"),
    "idle-voltage": QT_TRANSLATE_NOOP("faults", "Voltage on an idle plug"),
    "latch-worn": QT_TRANSLATE_NOOP("faults", "Worn latch of the plug"),
    "link-loss": QT_TRANSLATE_NOOP("faults", "Link lost"),
    "lock-failure": QT_TRANSLATE_NOOP("faults", "Plug lock stuck"),
    "log-cleared": QT_TRANSLATE_NOOP("faults", "Security log cleared"),
    "low-power": QT_TRANSLATE_NOOP("faults", "Gives a part of its power"),
    "low-voltage": QT_TRANSLATE_NOOP("faults", "Voltage too low"),
    "meter-backwards": QT_TRANSLATE_NOOP("faults", "Meter runs backwards"),
    "meter-failure": QT_TRANSLATE_NOOP("faults", "Meter does not answer"),
    "meter-jump": QT_TRANSLATE_NOOP("faults", "Meter jumps"),
    "no-samples": QT_TRANSLATE_NOOP("faults", "Charges without meter values"),
    "out-of-service": QT_TRANSLATE_NOOP("faults", "Taken out of service on site"),
    "over-current": QT_TRANSLATE_NOOP("faults", "Overcurrent"),
    "over-temperature": QT_TRANSLATE_NOOP("faults", "Cabinet too warm"),
    "over-voltage": QT_TRANSLATE_NOOP("faults", "Supply voltage too high"),
    "overstay": QT_TRANSLATE_NOOP("faults", "Vehicle stays after charging"),
    "pilot-fault": QT_TRANSLATE_NOOP("faults", "Vehicle and outlet cannot talk"),
    "plug-overheated": QT_TRANSLATE_NOOP("faults", "Plug overheated"),
    "power-loss": QT_TRANSLATE_NOOP("faults", "Power failure"),
    "power-module": QT_TRANSLATE_NOOP("faults", "Power module failed"),
    "reader-failure": QT_TRANSLATE_NOOP("faults", "Card reader does not answer"),
    "silence": QT_TRANSLATE_NOOP("faults", "Whole site silent"),
    "tamper": QT_TRANSLATE_NOOP("faults", "Cabinet tampered with"),
    "tilted": QT_TRANSLATE_NOOP("faults", "Cabinet leans"),
    "unbalance": QT_TRANSLATE_NOOP("faults", "Voltage unbalanced"),
    "under-voltage": QT_TRANSLATE_NOOP("faults", "Supply voltage too low"),
    "unknown-cards": QT_TRANSLATE_NOOP("faults", "Nobody's card is accepted"),
    "water-inside": QT_TRANSLATE_NOOP("faults", "Water in the cabinet"),
    "weak-signal": QT_TRANSLATE_NOOP("faults", "Weak signal"),
    "welded-contactor": QT_TRANSLATE_NOOP("faults", "Contactor does not open"),
    "zero-energy": QT_TRANSLATE_NOOP("faults", "Sessions without energy"),
}


def fault(name: str) -> str:
    """A fault in the language of the screen; one without words by its name."""
    words = _WORDS.get(name)
    return name if words is None else QCoreApplication.translate("faults", str(words))


def named() -> frozenset[str]:
    """The faults that have words."""
    return frozenset(_WORDS)
