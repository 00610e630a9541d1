import json

import pytest

from controlroom.central_system.masking import masked
from controlroom.domain.charging.masking import masked_payload

SECRET = "hunter2-hunter2-hunter2"


def frame(action: str, payload: object) -> bytes:
    return json.dumps([2, "1", action, payload]).encode()


@pytest.mark.parametrize(
    "raw",
    (
        frame("ChangeConfiguration", {"key": "AuthorizationKey", "value": SECRET}),
        frame("ChangeConfiguration", {"value": SECRET, "key": "authorizationkey"}),
        frame(
            "SetVariables",
            {
                "setVariableData": [
                    {
                        "attributeValue": SECRET,
                        "component": {"name": "SecurityCtrlr"},
                        "variable": {"name": "BasicAuthPassword"},
                    }
                ]
            },
        ),
        frame(
            "NotifyReport",
            {
                "reportData": [
                    {
                        "component": {"name": "SecurityCtrlr"},
                        "variable": {"name": "BasicAuthPassword"},
                        "variableAttribute": [{"type": "Actual", "value": SECRET}],
                    }
                ]
            },
        ),
        frame(
            "SetNetworkProfile",
            {"connectionData": {"apn": {"apnPassword": SECRET}, "ocppCsmsUrl": "wss://x/"}},
        ),
        frame("SetNetworkProfile", {"vpn": {"password": SECRET, "key": SECRET}}),
        frame("GetDiagnostics", {"location": f"ftp://user:{SECRET}@host/path"}),
        frame("GetLog", {"log": {"remoteLocation": f"https://u:{SECRET}@h/?q=1"}}),
        frame("DataTransfer", {"vendorId": "v", "data": f'{{"Password":"{SECRET}"}}'}),
        frame("DataTransfer", {"vendorId": "v", "data": f"password={SECRET}"}),
        frame("X", {"key": "AuthorizationKey", "value": SECRET}).replace(b"A", b"\\u0041"),
        json.dumps(
            [3, "1", {"configurationKey": [{"key": "AuthorizationKey", "value": SECRET}]}]
        ).encode(),
        f'[2,"1","ChangeConfiguration",{{"key":"AuthorizationKey","value":"{SECRET}"'.encode(),
        f'[2,"1","GetDiagnostics",{{"location":"ftp://user:{SECRET}@host/'.encode(),
        f'[2,"1","A",{{"key":"AuthorizationKey","value":"{SECRET}\xe5"}}]'.encode("latin-1"),
        b"\xef\xbb\xbf" + frame("A", {"password": SECRET}),
    ),
)
def test_no_secret_is_kept(raw: bytes) -> None:
    assert SECRET in raw.decode("latin-1").replace("\\u0041", "A")
    text = masked(raw)
    assert SECRET not in text
    assert "***" in text


@pytest.mark.parametrize(
    "raw",
    (
        frame("MeterValues", {"a": "å" * 5}),
        frame("GetConfiguration", {"key": ["AuthorizationKey"]}),
        frame("DataTransfer", {"data": "https://example.com/a:b@c"}),
        b"\xff not a frame",
        b'[2,"1","A",{"a":"\\u00e5\\ud800"}]',
    ),
)
def test_everything_else_is_kept(raw: bytes) -> None:
    assert "***" not in masked(raw)


def test_a_frame_without_secrets_is_kept_to_the_letter() -> None:
    raw = b'[2, "1","A" ,{"b":1.0,"a":"\xc3\xa5"}]'
    assert masked(raw) == raw.decode()


def test_a_key_that_a_station_reads_out_is_not_kept() -> None:
    keys = {"configurationKey": [{"key": "AuthorizationKey", "readonly": False, "value": "abc"}]}
    assert masked_payload(keys)["configurationKey"][0]["value"] == "***"
    item = {
        "component": {"name": "SecurityCtrlr"},
        "variable": {"name": "BasicAuthPassword"},
        "variableAttribute": [{"type": "Actual", "value": "abc"}],
    }
    assert masked_payload(item)["variableAttribute"][0]["value"] == "***"
    assert masked_payload({"status": "Accepted"}) == {"status": "Accepted"}
