"""Which actions each version knows, and who may ask whom.

The tables are the specification's own; that they name exactly what the schemas hold is checked
by a test, so that neither can drift.
"""

from typing import Final

from controlroom.wire.version import Version

_FROM_16 = """
    Authorize BootNotification DataTransfer DiagnosticsStatusNotification
    FirmwareStatusNotification Heartbeat LogStatusNotification MeterValues
    SecurityEventNotification SignCertificate SignedFirmwareStatusNotification StartTransaction
    StatusNotification StopTransaction
"""
_TO_16 = """
    CancelReservation CertificateSigned ChangeAvailability ChangeConfiguration ClearCache
    ClearChargingProfile DataTransfer DeleteCertificate ExtendedTriggerMessage
    GetCompositeSchedule GetConfiguration GetDiagnostics GetInstalledCertificateIds
    GetLocalListVersion GetLog InstallCertificate RemoteStartTransaction RemoteStopTransaction
    ReserveNow Reset SendLocalList SetChargingProfile SignedUpdateFirmware TriggerMessage
    UnlockConnector UpdateFirmware
"""
_FROM_201 = """
    Authorize BootNotification ClearedChargingLimit DataTransfer FirmwareStatusNotification
    Get15118EVCertificate GetCertificateStatus Heartbeat LogStatusNotification MeterValues
    NotifyChargingLimit NotifyCustomerInformation NotifyDisplayMessages NotifyEVChargingNeeds
    NotifyEVChargingSchedule NotifyEvent NotifyMonitoringReport NotifyReport
    PublishFirmwareStatusNotification ReportChargingProfiles ReservationStatusUpdate
    SecurityEventNotification SignCertificate StatusNotification TransactionEvent
"""
_TO_201 = """
    CancelReservation CertificateSigned ChangeAvailability ClearCache ClearChargingProfile
    ClearDisplayMessage ClearVariableMonitoring CostUpdated CustomerInformation DataTransfer
    DeleteCertificate GetBaseReport GetChargingProfiles GetCompositeSchedule GetDisplayMessages
    GetInstalledCertificateIds GetLocalListVersion GetLog GetMonitoringReport GetReport
    GetTransactionStatus GetVariables InstallCertificate PublishFirmware RequestStartTransaction
    RequestStopTransaction ReserveNow Reset SendLocalList SetChargingProfile SetDisplayMessage
    SetMonitoringBase SetMonitoringLevel SetNetworkProfile SetVariableMonitoring SetVariables
    TriggerMessage UnlockConnector UnpublishFirmware UpdateFirmware
"""
_FROM_21 = """
    BatterySwap ClosePeriodicEventStream GetCertificateChainStatus NotifyDERAlarm
    NotifyDERStartStop NotifyPeriodicEventStream NotifyPriorityCharging NotifySettlement
    NotifyWebPaymentStarted OpenPeriodicEventStream PullDynamicScheduleUpdate ReportDERControl
    VatNumberValidation
"""
_TO_21 = """
    AFRRSignal AdjustPeriodicEventStream ChangeTransactionTariff ClearDERControl ClearTariffs
    GetDERControl GetPeriodicEventStream GetTariffs NotifyAllowedEnergyTransfer
    RequestBatterySwap SetDERControl SetDefaultTariff UpdateDynamicSchedule UsePriorityCharging
"""

FROM_CHARGE_POINT: Final[dict[Version, frozenset[str]]] = {
    Version.V16: frozenset(_FROM_16.split()),
    Version.V201: frozenset(_FROM_201.split()),
    Version.V21: frozenset((_FROM_201 + _FROM_21).split()),
}
"""Actions that a charge point may ask of a central system."""

TO_CHARGE_POINT: Final[dict[Version, frozenset[str]]] = {
    Version.V16: frozenset(_TO_16.split()),
    Version.V201: frozenset(_TO_201.split()),
    Version.V21: frozenset((_TO_201 + _TO_21).split()),
}
"""Actions that a central system may ask of a charge point."""

KNOWN: Final[dict[Version, frozenset[str]]] = {
    version: FROM_CHARGE_POINT[version] | TO_CHARGE_POINT[version] for version in Version
}
"""Every action that a version has a schema for."""

UNANSWERED: Final[frozenset[str]] = frozenset({"NotifyPeriodicEventStream"})
"""Actions that travel as SEND and have no answer (OCPP 2.1)."""
