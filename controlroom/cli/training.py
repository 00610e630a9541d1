"""What a training prints when it is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from controlroom.cli.output import Output, time
from controlroom.operations.alarms.exercise import Finding, Report

COLUMNS = ("planted", "what", "where", "alarm", "acknowledged", "acted", "took", "outcome")


def report_json(report: Report, seed: int) -> dict[str, Any]:
    """Times in seconds after the fault was planted, None where it did not happen."""
    return {
        "seed": seed,
        "began": time(report.began),
        "ended": time(report.ended),
        "planted": len(report.findings),
        "found": report.found,
        "median_s": report.median_s,
        "other_alarms": report.others,
        "faults": [_finding(finding) for finding in report.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    fault = finding.planted

    def after(at: datetime | None) -> float | None:
        return None if at is None else round(max(0.0, (at - fault.at).total_seconds()), 1)

    return {
        "number": fault.number,
        "behaviour": fault.name,
        "says": fault.says,
        "planted": time(fault.at),
        "site": fault.site,
        "charge_points": fault.charge_points,
        "alarm": None if finding.alarm is None else finding.alarm.code,
        "alarm_s": after(finding.raised),
        "acknowledged_s": after(finding.acknowledged),
        "acted_s": after(finding.acted),
        "action": finding.action or None,
        "by": finding.by or None,
        "took_s": finding.took_s,
        "outcome": finding.outcome.value,
    }


def tell(report: Report, seed: int, output: Output) -> None:
    """The report: JSON, or a table and what it comes to."""
    if output.as_json:
        output.item(report_json(report, seed))
        return
    rows = [
        {
            "planted": _span((f.planted.at - report.began).total_seconds()),
            "what": f.planted.says,
            "where": f.planted.site if f.planted.whole_site else f.planted.charge_points[0],
            "alarm": "" if f.alarm is None else f"{f.alarm.code} {_after(f, f.raised)}",
            "acknowledged": _after(f, f.acknowledged),
            "acted": f"{f.action} {_after(f, f.acted)}" if f.acted else "",
            "took": _span(f.took_s),
            "outcome": f.outcome.value,
        }
        for f in report.findings
    ]
    output.table(rows, COLUMNS, "No fault was planted before the window closed.")
    if rows:
        missed = len(rows) - report.found
        median = (
            "" if report.median_s is None else f", half of them within {_span(report.median_s)}"
        )
        output.item(
            {},
            f"\n{report.found} of {len(rows)} faults found{median}; {missed} missed. "
            f"{report.others} other alarms. The same again: controlroom demo --training "
            f"--seed {seed}",
        )


def _after(finding: Finding, at: datetime | None) -> str:
    return "" if at is None else "+" + _span((at - finding.planted.at).total_seconds())


def _span(seconds: float | None) -> str:
    if seconds is None:
        return ""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
