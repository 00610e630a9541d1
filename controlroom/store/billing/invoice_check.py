"""What a check finds wrong with invoices: numbers that lack, sessions that lie twice or nowhere."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from controlroom.domain.billing.review import Verdict
from controlroom.store import schema

_MOST = 5
"""Examples in a sentence."""
_invoice = schema.invoice.c
_carried = schema.invoice_session.c
_session = schema.session.c
_review = schema.session_review.c
_price = schema.session_price.c


async def invoice_findings(connection: AsyncConnection) -> list[str]:
    """In sentences; nothing where every number is used once and every session stands right."""
    return [*await _numbers(connection), *await _sessions(connection)]


async def _numbers(connection: AsyncConnection) -> list[str]:
    """Each year's serial numbers run from 1 to what the counter says, without a gap."""
    counter = schema.invoice_counter.c
    rows = (await connection.execute(select(counter.year, counter.last))).all()
    counted = {row.year: row.last for row in rows}
    issued = {
        year: (many, highest)
        for year, many, highest in await connection.execute(
            select(_invoice.year, func.count(), func.max(_invoice.serial)).group_by(_invoice.year)
        )
    }
    findings = []
    for year in sorted(counted.keys() | issued.keys()):
        many, highest = issued.get(year, (0, 0))
        if many != highest:
            findings.append(f"{highest - many} invoice numbers of {year} are missing.")
        if highest != counted.get(year, 0):
            findings.append(
                f"The last invoice number given in {year} is {counted.get(year, 0)}, the highest "
                f"on an invoice is {highest}."
            )
    return findings


async def _sessions(connection: AsyncConnection) -> list[str]:
    """An invoice has sessions; a session that is on one is billed, one that ended is, or waits."""
    empty = select(_invoice.number).where(_invoice.number.not_in(select(_carried.invoice)))
    on_paper = _session.id.in_(select(_carried.session))
    again = select(_session.id).where(on_paper, _session.unbilled)
    struck = select(_review.session).where(
        _review.verdict == Verdict.STRUCK.value, _review.session.in_(select(_carried.session))
    )
    undecided = select(_price.session).where(
        _price.review > 0, _price.session.not_in(select(_review.session))
    )
    lost = select(_session.id).where(~on_paper, _session.ended.is_not(None), ~_session.unbilled)
    findings = []
    for statement, words in (
        (empty, "Invoices without a session"),
        (again, "Sessions that are on an invoice and yet would be billed again"),
        (lost, "Sessions that are on no invoice and yet count as billed"),
        (struck, "Sessions that a person struck and that are on an invoice all the same"),
        (undecided, "Sessions that are priced by a decision that is not there"),
    ):
        found = sorted((await connection.execute(statement)).scalars())
        if found:
            more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
            findings.append(f"{words}: {', '.join(found[:_MOST])}{more}.")
    return findings
