<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AlarmDock</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlarmView</name>
    <message numerus="yes">
        <source>Acknowledge %n alarm(s) in sight? P1 are acknowledged one by one.</source>
        <translation>
            <numerusform>Acknowledge %n alarm in sight? P1 are acknowledged one by one.</numerusform>
            <numerusform>Acknowledge %n alarms in sight? P1 are acknowledged one by one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BillingView</name>
    <message numerus="yes">
        <source>%n invoice(s) issued.</source>
        <translation>
            <numerusform>%n invoice issued.</numerusform>
            <numerusform>%n invoices issued.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandOffers</name>
    <message numerus="yes">
        <source>%n car(s) will stop</source>
        <translation>
            <numerusform>%n car will stop</numerusform>
            <numerusform>%n cars will stop</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lets %n session(s) end, then restarts</source>
        <translation>
            <numerusform>Lets %n session end, then restarts</numerusform>
            <numerusform>Lets %n sessions end, then restarts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommissioningPanel</name>
    <message numerus="yes">
        <source>%n car(s) are charging; it is let in no more</source>
        <translation>
            <numerusform>%n car is charging; it is let in no more</numerusform>
            <numerusform>%n cars are charging; it is let in no more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message numerus="yes">
        <source>and %n more, in the journal</source>
        <translation>
            <numerusform>and %n more, in the journal</numerusform>
            <numerusform>and %n more, in the journal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupSums</name>
    <message numerus="yes">
        <source>%n charge point(s)</source>
        <translation>
            <numerusform>%n charge point</numerusform>
            <numerusform>%n charge points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n site(s)</source>
        <translation>
            <numerusform>%n site</numerusform>
            <numerusform>%n sites</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeldPanel</name>
    <message numerus="yes">
        <source>%n session(s) wait for a decision or for data</source>
        <translation>
            <numerusform>%n session waits for a decision or for data</numerusform>
            <numerusform>%n sessions wait for a decision or for data</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportSection</name>
    <message numerus="yes">
        <source>Add %n charge point(s)</source>
        <translation>
            <numerusform>Add %n charge point</numerusform>
            <numerusform>Add %n charge points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) cannot be added</source>
        <translation>
            <numerusform>%n row cannot be added</numerusform>
            <numerusform>%n rows cannot be added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n charge point(s) added.</source>
        <translation>
            <numerusform>%n charge point added.</numerusform>
            <numerusform>%n charge points added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out, because it was stopped.</source>
        <translation>
            <numerusform>%n left out, because it was stopped.</numerusform>
            <numerusform>%n left out, because it was stopped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message numerus="yes">
        <source>%n site(s) have no position: set it in Settings</source>
        <translation>
            <numerusform>%n site has no position: set it in Settings</numerusform>
            <numerusform>%n sites have no position: set it in Settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MonthPane</name>
    <message numerus="yes">
        <source>%n session(s) not invoiced</source>
        <translation>
            <numerusform>%n session not invoiced</numerusform>
            <numerusform>%n sessions not invoiced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) are issued</source>
        <translation>
            <numerusform>%n invoice is issued</numerusform>
            <numerusform>%n invoices are issued</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) were not reached.</source>
        <translation>
            <numerusform>%n customer was not reached.</numerusform>
            <numerusform>%n customers were not reached.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) of earlier months</source>
        <translation>
            <numerusform>%n session of earlier months</numerusform>
            <numerusform>%n sessions of earlier months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) have no price yet. They are priced first and add to this.</source>
        <translation>
            <numerusform>%n session has no price yet. It is priced first and adds to this.</numerusform>
            <numerusform>%n sessions have no price yet. They are priced first and add to this.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) left out: {0}</source>
        <translation>
            <numerusform>%n session left out: {0}</numerusform>
            <numerusform>%n sessions left out: {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MonthSteps</name>
    <message numerus="yes">
        <source>%n still running</source>
        <translation>
            <numerusform>%n still running</numerusform>
            <numerusform>%n still running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a price</source>
        <translation>
            <numerusform>%n without a price</numerusform>
            <numerusform>%n without a price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held</source>
        <translation>
            <numerusform>%n held</numerusform>
            <numerusform>%n held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to issue</source>
        <translation>
            <numerusform>%n to issue</numerusform>
            <numerusform>%n to issue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperJobs</name>
    <message numerus="yes">
        <source>%n invoice(s) sent to the printer</source>
        <translation>
            <numerusform>%n invoice sent to the printer</numerusform>
            <numerusform>%n invoices sent to the printer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written to {0}.</source>
        <translation>
            <numerusform>%n file written to {0}.</numerusform>
            <numerusform>%n files written to {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already, unchanged.</source>
        <translation>
            <numerusform>%n was there already, unchanged.</numerusform>
            <numerusform>%n were there already, unchanged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were there with other contents and are left as they are: {0}.</source>
        <translation>
            <numerusform>%n file was there with other contents and is left as it is: {0}.</numerusform>
            <numerusform>%n files were there with other contents and are left as they are: {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n invoice(s) were not reached.</source>
        <translation>
            <numerusform>Stopped; %n invoice was not reached.</numerusform>
            <numerusform>Stopped; %n invoices were not reached.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PointView</name>
    <message numerus="yes">
        <source>%n connector(s)</source>
        <translation>
            <numerusform>%n connector</numerusform>
            <numerusform>%n connectors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionExport</name>
    <message numerus="yes">
        <source>%n session(s) written to {0}.</source>
        <translation>
            <numerusform>%n session written to {0}.</numerusform>
            <numerusform>%n sessions written to {0}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SitePane</name>
    <message numerus="yes">
        <source>%n charge point(s)</source>
        <translation>
            <numerusform>%n charge point</numerusform>
            <numerusform>%n charge points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connector(s)</source>
        <translation>
            <numerusform>%n connector</numerusform>
            <numerusform>%n connectors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SitePopover</name>
    <message numerus="yes">
        <source>%n charge point(s)</source>
        <translation>
            <numerusform>%n charge point</numerusform>
            <numerusform>%n charge points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connector(s)</source>
        <translation>
            <numerusform>%n connector</numerusform>
            <numerusform>%n connectors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more charge point(s)</source>
        <translation>
            <numerusform>%n more charge point</numerusform>
            <numerusform>%n more charge points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n charging</source>
        <translation>
            <numerusform>%n charging</numerusform>
            <numerusform>%n charging</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n busy</source>
        <translation>
            <numerusform>%n busy</numerusform>
            <numerusform>%n busy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>%n fault</numerusform>
            <numerusform>%n faults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n out of service</source>
        <translation>
            <numerusform>%n out of service</numerusform>
            <numerusform>%n out of service</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n free</source>
        <translation>
            <numerusform>%n free</numerusform>
            <numerusform>%n free</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SitesSection</name>
    <message numerus="yes">
        <source>%n charge point(s)</source>
        <translation>
            <numerusform>%n charge point</numerusform>
            <numerusform>%n charge points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemSection</name>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TariffView</name>
    <message numerus="yes">
        <source>%n site(s) without a tariff</source>
        <translation>
            <numerusform>%n site without a tariff</numerusform>
            <numerusform>%n sites without a tariff</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set at %n marked site(s)</source>
        <translation>
            <numerusform>Set at %n marked site</numerusform>
            <numerusform>Set at %n marked sites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>one tariff at %n site(s)</source>
        <translation>
            <numerusform>one tariff at %n site</numerusform>
            <numerusform>one tariff at %n sites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set at %n site(s)</source>
        <translation>
            <numerusform>Set at %n site</numerusform>
            <numerusform>Set at %n sites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n site(s) have the tariff.</source>
        <translation>
            <numerusform>%n site has the tariff.</numerusform>
            <numerusform>%n sites have the tariff.</numerusform>
        </translation>
    </message>
</context>
</TS>
