"""What a charge point of the load says in OCPP 2.0.1: as `traffic`, and by the same names.

Its meter values come as updates of the transaction, with the state and a number in each.
"""

from __future__ import annotations

from tests.bench.traffic import masked, stamp

SUBPROTOCOL = "ocpp2.0.1"


def boot(message: int) -> bytes:
    return masked(
        b'[2,"%d","BootNotification",{"reason":"PowerUp","chargingStation":{"vendorName":"Bench",'
        b'"model":"B22","serialNumber":"B22-0001","firmwareVersion":"1.4.2"}}]' % message
    )


def status(message: int) -> bytes:
    return masked(
        b'[2,"%d","StatusNotification",{"timestamp":"%b","connectorStatus":"Available",'
        b'"evseId":1,"connectorId":1}]' % (message, stamp())
    )


def start(message: int, id_tag: bytes, meter: int) -> bytes:
    """The message's number names the transaction; what follows is counted from it."""
    return masked(
        b'[2,"%d","TransactionEvent",{"eventType":"Started","timestamp":"%b",'
        b'"triggerReason":"Authorized","seqNo":0,"transactionInfo":{"transactionId":"%d",'
        b'"chargingState":"Charging"},"evse":{"id":1,"connectorId":1},'
        b'"idToken":{"idToken":"%b","type":"ISO14443"},"meterValue":[{"timestamp":"%b",'
        b'"sampledValue":[{"value":%d,"context":"Transaction.Begin"}]}]}]'
        % (message, stamp(), message, id_tag, stamp(), meter)
    )


def stop(message: int, transaction: int, id_tag: bytes, meter: int) -> bytes:
    return masked(
        b'[2,"%d","TransactionEvent",{"eventType":"Ended","timestamp":"%b",'
        b'"triggerReason":"EVDeparted","seqNo":%d,"transactionInfo":{"transactionId":"%d",'
        b'"stoppedReason":"EVDisconnected"},"evse":{"id":1,"connectorId":1},'
        b'"idToken":{"idToken":"%b","type":"ISO14443"},"meterValue":[{"timestamp":"%b",'
        b'"sampledValue":[{"value":%d,"context":"Transaction.End"}]}]}]'
        % (message, stamp(), message - transaction, transaction, id_tag, stamp(), meter)
    )


def meter_values(message: int, transaction: int, meter: int) -> bytes:
    """Fifteen sampled values, about 1.7 KB."""
    number = message - transaction
    return masked(_UPDATED % (message, stamp(), number, transaction, stamp(), meter))


_SAMPLES = (
    '{"value":%d,"measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}}',
    '{"value":10973.4,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}}',
    *(
        f'{{"value":{value},"measurand":"{measurand}","phase":"{phase}",'
        f'"unitOfMeasure":{{"unit":"{unit}"}}}}'
        for measurand, unit, values in (
            ("Power.Active.Import", "W", {"L1": 3652.1, "L2": 3661.8, "L3": 3659.5}),
            ("Current.Import", "A", {"L1": 15.82, "L2": 15.87, "L3": 15.85}),
            ("Voltage", "V", {"L1-N": 230.8, "L2-N": 230.7, "L3-N": 230.9}),
        )
        for phase, value in values.items()
    ),
    '{"value":16.0,"measurand":"Current.Offered","unitOfMeasure":{"unit":"A"}}',
    '{"value":11040,"measurand":"Power.Offered","unitOfMeasure":{"unit":"W"}}',
    '{"value":61,"measurand":"SoC","location":"EV","unitOfMeasure":{"unit":"Percent"}}',
    '{"value":50.02,"measurand":"Frequency","unitOfMeasure":{"unit":"Hz"}}',
)
_UPDATED = (
    '[2,"%d","TransactionEvent",{"eventType":"Updated","timestamp":"%b",'
    '"triggerReason":"MeterValuePeriodic","seqNo":%d,"transactionInfo":{"transactionId":"%d",'
    '"chargingState":"Charging"},"evse":{"id":1,"connectorId":1},'
    '"meterValue":[{"timestamp":"%b","sampledValue":[' + ",".join(_SAMPLES) + "]}]}]"
).encode()
