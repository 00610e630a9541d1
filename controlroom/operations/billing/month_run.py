"""Closing a month: priced sessions become numbered invoices, one customer at a time."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from controlroom import private_files
from controlroom.domain.billing.invoice import (
    Invoice,
    PricedSession,
    build_invoice,
    month_bounds,
    rounds_to_nothing,
)
from controlroom.domain.billing.invoice_rows import vat_rows
from controlroom.domain.billing.parties import Buyer, Seller
from controlroom.domain.errors import InvalidValue, InvoiceRefused, Refused
from controlroom.domain.local_time import STOCKHOLM
from controlroom.domain.money import Money, whole_krona
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.user import Right
from controlroom.operations.billing.month import (
    SESSION_OPEN,
    UNPRICED_COUNTED,
    Held,
    Month,
    MonthRun,
    Outcome,
    Outlook,
    RunInvoice,
)
from controlroom.operations.billing.pricing import Pricing
from controlroom.operations.consumers import catch_up
from controlroom.operations.people.rights import Rights, needs
from controlroom.operations.ports.billing import Due, Invoices, IssuedInvoice, SessionRecord
from controlroom.operations.ports.link import Clock
from controlroom.operations.ports.parts import Parts
from controlroom.operations.ports.people import Customers

PATIENCE = 20
"""How often it is looked whether another process has priced what is left."""

_LATIN = "\u024f"
"""The last of the letters that every font of ours has."""
_NAMED = 40
"""Characters of a refusal for the letters that it names."""

Render = Callable[[Invoice], bytes]
Progress = Callable[[int, int, str], None]
"""(done, of how many, name of the customer)."""
Stop = Callable[[], bool]
"""Whether to end before the next customer."""
__all__ = [
    "UNPRICED_COUNTED",
    "Billing",
    "Held",
    "Month",
    "MonthRun",
    "Outcome",
    "Outlook",
    "Progress",
    "Render",
    "RunInvoice",
    "Stop",
]


@dataclass(frozen=True, slots=True)
class _Job:
    """One run: what all its invoices have in common."""

    month: Month
    seller: Seller
    day: date
    by: str
    progress: Progress | None
    stop: Stop | None


_Issued: TypeAlias = tuple[list[IssuedInvoice], list[Held], int]
"""What was issued, what was not and why, and how many customers it did not come to."""


class Billing:
    """`render` turns an invoice into a PDF; it runs in a thread.

    `pause_s` is how long it waits, each time, for another process that prices.
    """

    def __init__(
        self,
        parts: Parts,
        invoices: Invoices,
        customers: Customers,
        render: Render,
        clock: Clock,
        rights: Rights,
        *,
        unprintable: Callable[[str], str] = lambda _text: "",
        pause_s: float = 0.5,
    ) -> None:
        """`unprintable`: the letters of a text that `render` cannot draw."""
        self._parts = parts
        self._invoices = invoices
        self._customers = customers
        self._render = render
        self._clock = clock
        self._rights = rights
        self._unprintable = unprintable
        self._pause_s = pause_s

    async def _held(self, end: datetime) -> list[Held]:
        """Sessions that ended before a moment and are held, and those that should have ended."""
        sessions = self._parts.sessions
        held = [_held(record) for record in await sessions.held(end)]
        long = await sessions.long_open(end, self._clock.now())
        return held + [_held_open(record) for record in long]

    async def outlook(self, month: Month) -> Outlook:
        """What `close` would do now. Nothing is priced or written by asking."""
        start, end = month_bounds(month.year, month.month)
        sessions = self._parts.sessions
        owed: dict[int, list[Due]] = defaultdict(list)
        for due in await sessions.dues(end, start):
            owed[due.customer].append(due)
        sums = {customer: _sums(dues) for customer, dues in owed.items()}
        # What is free needs no paper, and what rounds to nothing waits.
        waiting = {customer: both[1] for customer, both in sums.items() if _waits(both[1])}
        paying = {c: both for c, both in sums.items() if both[1] and c not in waiting}
        carried = [due for customer in paying for due in owed[customer]]
        unpriced = await sessions.unpriced(UNPRICED_COUNTED)
        return Outlook(
            month.text,
            customers=len(paying),
            sessions=sum(due.sessions for due in carried),
            net=sum((net for net, _gross in paying.values()), Decimal("0.00")),
            gross=sum((gross for _net, gross in paying.values()), Decimal("0.00")),
            unpriced=sum(1 for s in unpriced if s.ended is not None and s.ended < end),
            held=(
                *await self._held(end),
                *[await self._waiting(customer, gross) for customer, gross in waiting.items()],
            ),
            earlier_sessions=sum(due.sessions for due in carried if due.earlier),
            earlier_net=sum((due.net for due in carried if due.earlier), Decimal("0.00")),
        )

    async def _waiting(self, number: int, gross: Decimal) -> Held:
        customer = await self._customers.customer(number)
        name = str(number) if customer is None else customer.name
        return _refused(name, rounds_to_nothing(name, Money(gross)))

    @needs(Right.BILLING)
    async def close(
        self, actor: Actor, month: Month, progress: Progress | None = None, stop: Stop | None = None
    ) -> Outcome:
        """Issue what the month owes; papers are printed when somebody wants them."""
        issued, held, left = await self._close(month, None, actor.name, progress, stop)
        return Outcome(
            month.text,
            invoices=len(issued),
            net=sum((entry.invoice.net for entry in issued), Decimal("0.00")),
            gross=sum((entry.invoice.total for entry in issued), Decimal("0.00")),
            held=tuple(held),
            left=left,
        )

    @needs(Right.BILLING)
    async def run(
        self,
        actor: Actor,
        month: Month,
        out: Path | None,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> MonthRun:
        """Issue what the month owes and write its PDFs. A repeat issues nothing twice.

        `stop` is asked before each customer; what is issued by then stays issued.
        """
        issued, held, left = await self._close(month, out, actor.name, progress, stop)
        fresh = {i.invoice.number for i in issued}
        files: list[RunInvoice] = []
        for entry in await self._invoices.invoices(month.text):
            file = await self._write(entry, out)
            files.append(RunInvoice(entry, file, entry.invoice.number in fresh))
        return MonthRun(month.text, tuple(files), tuple(held), left)

    async def _close(
        self,
        month: Month,
        out: Path | None,
        by: str,
        progress: Progress | None,
        stop: Stop | None,
    ) -> _Issued:
        now = self._clock.now()
        _start, end = month_bounds(month.year, month.month)
        if now < end:
            first = end.astimezone(STOCKHOLM).date().isoformat()
            raise Refused("month-not-over", month=month.text, first=first)
        seller = await self._invoices.company()
        if seller is None:
            raise Refused("company-missing")
        if letters := await self._odd_letters(seller.name, *seller.address, seller.seat):
            raise Refused("company-letters", letters=letters)
        if out is not None:
            await asyncio.to_thread(_writable, out)
        await self._price(end)
        day = now.astimezone(STOCKHOLM).date()
        return await self._issue(_Job(month, seller, day, by, progress, stop), end)

    async def _price(self, end: datetime) -> None:
        """Bring pricing to the end of the month. What has ended since then may wait."""
        pricing = Pricing(self._parts.sessions, self._parts.tariffs)
        for _attempt in range(PATIENCE):
            stand = await catch_up(self._parts, self._clock, [pricing])
            oldest = await self._parts.sessions.unpriced(1)
            if not oldest or (oldest[0].ended or end) >= end:
                return
            await asyncio.sleep(self._pause_s)
        head = (await self._parts.feed.snapshot()).head
        raise Refused("pricing-behind", cursor=stand[pricing.name], head=head)

    async def _issue(self, job: _Job, end: datetime) -> _Issued:
        held = await self._held(end)
        owed: dict[int, list[SessionRecord]] = defaultdict(list)
        for record in await self._parts.sessions.owed(end):
            owed[record.session.customer or 0].append(record)
        issued: list[IssuedInvoice] = []
        for done, number in enumerate(sorted(owed)):
            if job.stop is not None and job.stop():
                return issued, held, len(owed) - done
            customer = await self._customers.customer(number)
            if customer is None:
                continue
            if job.progress is not None:
                job.progress(done, len(owed), customer.name)
            try:
                entry = await self._issue_one(job, customer, owed[number])
            except InvoiceRefused as refusal:
                # What is free needs no paper.
                if refusal.key != "nothing-to-invoice":
                    held.append(_refused(customer.name, refusal))
                continue
            if entry is not None:
                issued.append(entry)
        if job.progress is not None:
            job.progress(len(owed), len(owed), "")
        return issued, held, 0

    async def _issue_one(
        self, job: _Job, customer: Customer, records: Sequence[SessionRecord]
    ) -> IssuedInvoice | None:
        buyer = buyer_of(customer)
        if letters := await self._odd_letters(buyer.name, *buyer.address, buyer.reference):
            raise InvoiceRefused("buyer-letters", customer=buyer.name, letters=letters)

        def build(serial: int) -> Invoice:
            return build_invoice(
                serial=serial,
                issued=job.day,
                year=job.month.year,
                month=job.month.month,
                seller=job.seller,
                buyer=buyer,
                customer_number=customer.number,
                sessions=[s for r in records if (s := priced_session(r)) is not None],
            )

        invoice = await self._invoices.issue(
            build,
            month=job.month.text,
            year=job.day.year,
            customer=customer.number,
            sessions={r.session.id: r.session.revision for r in records},
            by=job.by,
        )
        if invoice is None:
            return None
        ids = tuple(r.session.id for r in records)
        return IssuedInvoice(invoice, job.month.text, customer.number, ids, job.by)

    async def _odd_letters(self, *texts: str) -> str:
        """The letters that no invoice can print: it would be wrong for ever."""
        odd = [text for text in texts if max(text, default="") > _LATIN]
        found = [await asyncio.to_thread(self._unprintable, text) for text in odd]
        return " ".join(dict.fromkeys("".join(found)))[:_NAMED]

    async def _write(self, entry: IssuedInvoice, out: Path | None) -> Path:
        """The file of an invoice; always the same bytes, so writing it again changes nothing."""
        if out is None:
            return Path()
        file = out / f"faktura-{entry.invoice.number}.pdf"
        document = await asyncio.to_thread(self._render, entry.invoice)
        await asyncio.to_thread(_replace, file, document)
        return file


def _sums(dues: Iterable[Due]) -> tuple[Decimal, Decimal]:
    """Net and gross of one customer's invoice."""
    rows = vat_rows((due.vat_percent, due.net) for due in dues)
    net = sum((row.net for row in rows), Decimal("0.00"))
    return net, net + sum((row.vat for row in rows), Decimal(0))


def buyer_of(customer: Customer) -> Buyer:
    """A customer as it stands on paper."""
    return Buyer(
        name=customer.name,
        address=customer.address,
        organisation_number=customer.organisation_number,
        vat_number=customer.vat_number,
        reference=customer.reference,
    )


def priced_session(record: SessionRecord) -> PricedSession | None:
    """A session as an invoice takes it; None where it has no price."""
    session, result = record.session, record.price
    if result is None or result.price is None or session.ended is None:
        return None
    return PricedSession(
        site=session.site,
        charge_point=session.charge_point,
        started=session.started,
        ended=session.ended,
        energy_wh=result.energy_wh,
        duration_s=result.duration_s,
        price=result.price,
    )


def _waits(gross: Decimal) -> bool:
    """Whether an amount is too little for an invoice."""
    return gross > 0 and whole_krona(Money(gross))[0].amount <= 0


def _refused(customer: str, refusal: InvoiceRefused) -> Held:
    return Held("", customer, refusal.key, refusal.placeholders)


def _held(record: SessionRecord) -> Held:
    result = record.price
    return Held(
        record.session.id,
        record.customer,
        result.hold if result is not None else "",
        charge_point=record.session.charge_point,
        site=record.session.site,
        ended=record.session.ended,
        net=None if result is None or result.price is None else result.price.net,
        energy_wh=record.session.energy_wh,
    )


def _held_open(record: SessionRecord) -> Held:
    """A session that no invoice carries because nobody has ended it."""
    return Held(
        record.session.id,
        record.customer,
        SESSION_OPEN,
        charge_point=record.session.charge_point,
        site=record.session.site,
        energy_wh=record.session.energy_wh,
    )


def _writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".controlroom-write-test"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise InvalidValue("folder-unwritable", folder=folder, why=why) from failure


def _replace(file: Path, document: bytes) -> None:
    """Whole or not at all, and readable while it is replaced."""
    private_files.refuse_database(file)
    try:
        part = file.with_suffix(".part")
        part.write_bytes(document)
        part.replace(file)
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise InvalidValue("folder-unwritable", folder=file.parent, why=why) from failure
