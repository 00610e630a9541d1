"""A contract certificate opens nothing on its token alone (ISO 15118, use case C07)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from controlroom.domain.charging.events import TokenPresented
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from tests.central_system.doubles import Memory, serving

EMAID = {"idToken": "SEABC000000001X", "type": "eMAID"}
HASH = {
    "hashAlgorithm": "SHA256",
    "issuerNameHash": "aa",
    "issuerKeyHash": "bb",
    "serialNumber": "1",
    "responderURL": "http://127.0.0.1:9/ocsp",
}
HASHED = {"iso15118CertificateHashData": [HASH]}
CHAIN = {"certificate": "-----BEGIN CERTIFICATE-----"}


def station_of(status: AuthorisationStatus | None) -> Memory:
    memory = Memory()
    memory.add("CP1")
    if status is not None:
        expires = datetime(2020, 1, 1, tzinfo=UTC) if status == "Expired" else None
        memory.tokens[EMAID["idToken"]] = Authorisation(status, 1, expires=expires)
    return memory


@pytest.mark.parametrize("brought", (HASHED, CHAIN, HASHED | CHAIN, HASHED | {"certificate": None}))
@pytest.mark.parametrize(
    ("known", "token", "certificate"),
    (
        # C07.FR.17: what cannot be verified
        (AuthorisationStatus.ACCEPTED, "Invalid", "CertChainError"),
        (AuthorisationStatus.CONCURRENT, "Invalid", "CertChainError"),
        (None, "Invalid", "CertChainError"),
        # C07.FR.13: an operator who hears that a contract is revoked blocks its token
        (AuthorisationStatus.BLOCKED, "Blocked", "ContractCancelled"),
        (AuthorisationStatus.EXPIRED, "Expired", "ContractCancelled"),
    ),
)
async def test_it_is_never_accepted_unverified(
    known: AuthorisationStatus | None, token: str, certificate: str, brought: dict[str, Any]
) -> None:
    memory = station_of(known)
    async with serving(memory) as rig, rig.station(version="2.0.1") as station:
        answer = await station.call("Authorize", {"idToken": EMAID, **brought})
        assert answer["idTokenInfo"]["status"] == token
        assert answer["certificateStatus"] == certificate
        (event,) = rig.memory.of(TokenPresented)
        assert event.contract
        assert event.authorisation.status == token


@pytest.mark.parametrize("absent", ({}, {"certificate": None}, dict.fromkeys(HASHED)))
async def test_a_token_without_a_certificate_is_judged_as_ever(absent: dict[str, Any]) -> None:
    memory = station_of(AuthorisationStatus.ACCEPTED)
    async with serving(memory) as rig, rig.station(version="2.0.1") as station:
        answer = await station.call("Authorize", {"idToken": EMAID, **absent})
        assert answer == {"idTokenInfo": {"status": "Accepted"}}
        assert not rig.memory.of(TokenPresented)[0].contract
