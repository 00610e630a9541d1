<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
<context>
    <name>AboutSection</name>
    <message>
        <source>About</source>
        <translation>Om programmet</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Licensens text</translation>
    </message>
    <message>
        <source>A control room for charging networks: OCPP, alarms, sessions and invoices.</source>
        <translation>Ett kontrollrum för laddnät: OCPP, larm, sessioner och fakturor.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licens</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Körs på</translation>
    </message>
    <message>
        <source>Bundled with the program</source>
        <translation>Följer med programmet</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Läs</translation>
    </message>
    <message>
        <source>Read the licence of {0}</source>
        <translation>Läs licensen för {0}</translation>
    </message>
</context>
<context>
    <name>AlarmCard</name>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Åtgärdsråd</translation>
    </message>
</context>
<context>
    <name>AlarmDock</name>
    <message>
        <source>Alarms</source>
        <translation>Larm</translation>
    </message>
    <message>
        <source>All alarms</source>
        <translation>Alla larm</translation>
    </message>
    <message>
        <source>{0} active</source>
        <translation>{0} aktiva</translation>
    </message>
    <message>
        <source>{0} unacknowledged</source>
        <translation>{0} okvitterade</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>Inga larm</translation>
    </message>
    <message>
        <source>Nothing in the network waits for you. New alarms appear here.</source>
        <translation>Inget i nätet väntar på dig. Nya larm visas här.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n till</numerusform>
            <numerusform>%n till</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlarmDockList</name>
    <message>
        <source>Alarm</source>
        <translation>Larm</translation>
    </message>
    <message>
        <source>Act within</source>
        <translation>Åtgärd inom</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>{0} kvar</translation>
    </message>
</context>
<context>
    <name>AlarmHealth</name>
    <message>
        <source>Now, 10 min</source>
        <translation>Nu, 10 min</translation>
    </message>
    <message>
        <source>goal at most 2</source>
        <translation>mål högst 2</translation>
    </message>
    <message>
        <source>Mean, 24 h</source>
        <translation>Medel, 24 h</translation>
    </message>
    <message>
        <source>goal ≤ 1</source>
        <translation>mål ≤ 1</translation>
    </message>
    <message>
        <source>Flooded</source>
        <translation>Flodtid</translation>
    </message>
    <message>
        <source>goal &lt; 1%</source>
        <translation>mål &lt; 1 %</translation>
    </message>
    <message>
        <source>Chattering</source>
        <translation>Tjattrande</translation>
    </message>
    <message>
        <source>goal 0</source>
        <translation>mål 0</translation>
    </message>
    <message>
        <source>Standing &gt; 24 h</source>
        <translation>Stående &gt; 24 h</translation>
    </message>
    <message>
        <source>goal &lt; 5</source>
        <translation>mål &lt; 5</translation>
    </message>
    <message>
        <source>Ten most frequent</source>
        <translation>Tio vanligaste</translation>
    </message>
    <message>
        <source>goal ≤ 5%</source>
        <translation>mål ≤ 5 %</translation>
    </message>
    <message>
        <source>P1 seen after</source>
        <translation>Till kvittering, P1</translation>
    </message>
    <message>
        <source>New alarms per 10 minutes</source>
        <translation>Nya larm per 10 minuter</translation>
    </message>
    <message>
        <source>goal: 1 on average, 2 at most</source>
        <translation>mål: 1 i medel, 2 som mest</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} d</translation>
    </message>
    <message>
        <source>flood since {0}</source>
        <translation>flod sedan {0}</translation>
    </message>
    <message>
        <source>Flooded, {0}</source>
        <translation>Flodtid, {0}</translation>
    </message>
    <message>
        <source>median, {0}</source>
        <translation>median, {0}</translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
    <message>
        <source>Raised</source>
        <translation>Inträffade</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Larm</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Antal</translation>
    </message>
    <message>
        <source>Act within</source>
        <translation>Åtgärd inom</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tillstånd</translation>
    </message>
</context>
<context>
    <name>AlarmPane</name>
    <message>
        <source>No alarm selected</source>
        <translation>Inget larm valt</translation>
    </message>
    <message>
        <source>Select one with the arrow keys, or press N for the worst.</source>
        <translation>Välj ett med piltangenterna, eller tryck N för det värsta.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>Open charge point</source>
        <translation>Öppna laddpunkt</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Åtgärdsråd</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Connector</source>
        <translation>Uttag</translation>
    </message>
    <message>
        <source>The station says</source>
        <translation>Stationen säger</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Antal</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Händelser</translation>
    </message>
    <message>
        <source>No alarm is active</source>
        <translation>Inget larm är aktivt</translation>
    </message>
    <message>
        <source>When there is one, what to do about it is explained here.</source>
        <translation>När det kommer ett förklaras här vad som ska göras.</translation>
    </message>
    <message>
        <source>If nothing is done: {0}.</source>
        <translation>Om inget görs: {0}.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Uppgifter</translation>
    </message>
    <message>
        <source>{0} earlier in the journal, F6</source>
        <translation>{0} tidigare i journalen, F6</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>Inträffade</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Återgick</translation>
    </message>
    <message>
        <source>Acknowledged by {0}</source>
        <translation>Kvitterad av {0}</translation>
    </message>
    <message>
        <source>left of {0}</source>
        <translation>kvar av {0}</translation>
    </message>
</context>
<context>
    <name>AlarmRate</name>
    <message>
        <source>New alarms per 10 minutes: {0} now, {1} at most in eight hours</source>
        <translation>Nya larm per 10 minuter: {0} nu, som mest {1} på åtta timmar</translation>
    </message>
    <message>
        <source>flood: more than 10 in 10 min</source>
        <translation>flod: fler än 10 på 10 min</translation>
    </message>
</context>
<context>
    <name>AlarmSlot</name>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nästa</translation>
    </message>
    <message>
        <source>No unacknowledged alarms</source>
        <translation>Inga okvitterade larm</translation>
    </message>
    <message>
        <source>{0} · act within</source>
        <translation>{0} · åtgärd inom</translation>
    </message>
</context>
<context>
    <name>AlarmView</name>
    <message>
        <source>Alarms</source>
        <translation>Larm</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>Alla platser</translation>
    </message>
    <message>
        <source>Find alarm</source>
        <translation>Sök larm</translation>
    </message>
    <message>
        <source>Rows hold still while you select</source>
        <translation>Raderna står still medan du väljer</translation>
    </message>
    <message>
        <source>Sorted: unacknowledged, priority, time left</source>
        <translation>Sorterat: okvitterade, prioritet, tid kvar</translation>
    </message>
    <message>
        <source>Acknowledge those in sight</source>
        <translation>Kvittera de synliga</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Inget stämmer</translation>
    </message>
    <message>
        <source>Choose another filter, or clear the search with Esc.</source>
        <translation>Välj ett annat filter, eller töm sökningen med Esc.</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>Inga larm</translation>
    </message>
    <message>
        <source>Nothing in the network waits for you. New alarms appear here.</source>
        <translation>Inget i nätet väntar på dig. Nya larm visas här.</translation>
    </message>
    <message>
        <source>Active {0}</source>
        <translation>Aktiva {0}</translation>
    </message>
    <message>
        <source>Unacknowledged {0}</source>
        <translation>Okvitterade {0}</translation>
    </message>
    <message>
        <source>Acknowledged {0}</source>
        <translation>Kvitterade {0}</translation>
    </message>
    <message>
        <source>Nothing in sight can be acknowledged together. P1 takes A, one by one.</source>
        <translation>Inget synligt kan kvitteras tillsammans. P1 kvitteras med A, ett i taget.</translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge %n alarm(s) in sight? P1 are acknowledged one by one.</source>
        <translation>
            <numerusform>Kvittera %n synligt larm? P1 kvitteras ett i taget.</numerusform>
            <numerusform>Kvittera %n synliga larm? P1 kvitteras ett i taget.</numerusform>
        </translation>
    </message>
    <message>
        <source>Worst unacknowledged</source>
        <translation>Värsta okvitterade</translation>
    </message>
    <message>
        <source>No alarm is active, so there is nothing to do. F1 explains the next one.</source>
        <translation>Inget larm är aktivt, så det finns inget att göra. F1 förklarar nästa larm.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>Those in sight</source>
        <translation>De synliga</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>AnswerDialog</name>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>ArmedBox</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Mål</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nu</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Verkan</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Skäl</translation>
    </message>
    <message>
        <source>Armed: {0}</source>
        <translation>Att bekräfta: {0}</translation>
    </message>
    <message>
        <source>expires in {0} s</source>
        <translation>utgår om {0} s</translation>
    </message>
</context>
<context>
    <name>BadList</name>
    <message>
        <source>Line</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Vad som är fel</translation>
    </message>
</context>
<context>
    <name>BillingView</name>
    <message>
        <source>Billing</source>
        <translation>Fakturor</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>Månaden före</translation>
    </message>
    <message>
        <source>Print all</source>
        <translation>Skriv ut alla</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>Spara alla</translation>
    </message>
    <message>
        <source>Customer, number or OCR</source>
        <translation>Kund, nummer eller OCR</translation>
    </message>
    <message>
        <source>Open. Run it to issue its invoices.</source>
        <translation>Öppen. Kör den för att utfärda fakturorna.</translation>
    </message>
    <message>
        <source>It was stopped before the first invoice. Nothing was issued.</source>
        <translation>Den stoppades före den första fakturan. Inget utfärdades.</translation>
    </message>
    <message>
        <source>It ended before it could tell how far it had come. What is issued stays issued; run the month again for the rest.</source>
        <translation>Den tog slut innan den kunde säga hur långt den kommit. Det utfärdade gäller; kör månaden igen för resten.</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) issued.</source>
        <translation>
            <numerusform>%n faktura utfärdad.</numerusform>
            <numerusform>%n fakturor utfärdade.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not over yet. It can be run from {0}.</source>
        <translation>Pågår än. Kan köras från {0}.</translation>
    </message>
    <message>
        <source>Issued. Another run adds what came late.</source>
        <translation>Utfärdad. En ny körning tar det som kom sent.</translation>
    </message>
    <message>
        <source>Invoice {0}</source>
        <translation>Faktura {0}</translation>
    </message>
    <message>
        <source>Invoices, {0}</source>
        <translation>Fakturor, {0}</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Läs</translation>
    </message>
    <message>
        <source>Run the month</source>
        <translation>Kör månaden</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Skriv ut</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Spara PDF</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nästa sida</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Större</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>ChargedList</name>
    <message>
        <source>Begun</source>
        <translation>Började</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Screen, site, charge point, customer, invoice or command</source>
        <translation>Skärm, plats, laddpunkt, kund, faktura eller kommando</translation>
    </message>
    <message>
        <source>Go to or do</source>
        <translation>Gå till eller gör</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Träffar</translation>
    </message>
    <message>
        <source>Nothing is called that. Try fewer letters.</source>
        <translation>Inget heter så. Prova färre bokstäver.</translation>
    </message>
</context>
<context>
    <name>CommandPanel</name>
    <message>
        <source>Commands</source>
        <translation>Kommandon</translation>
    </message>
    <message>
        <source>Last commands</source>
        <translation>Senaste kommandon</translation>
    </message>
    <message>
        <source>Your role may not do this. Ask a supervisor.</source>
        <translation>Din roll får inte göra det. Be en arbetsledare.</translation>
    </message>
    <message>
        <source>The charge point is not connected.</source>
        <translation>Laddpunkten är inte ansluten.</translation>
    </message>
    <message>
        <source>Nothing to do in the state it is in.</source>
        <translation>Inget att göra i det läge den är i.</translation>
    </message>
    <message>
        <source>Ask for status</source>
        <translation>Fråga om status</translation>
    </message>
    <message>
        <source>Soft reset</source>
        <translation>Mjuk omstart</translation>
    </message>
    <message>
        <source>Hard reset</source>
        <translation>Hård omstart</translation>
    </message>
    <message>
        <source>Set inoperative</source>
        <translation>Ta ur drift</translation>
    </message>
    <message>
        <source>Set operative</source>
        <translation>Ta i drift</translation>
    </message>
    <message>
        <source>Read configuration</source>
        <translation>Läs inställningar</translation>
    </message>
    <message>
        <source>Clear cache</source>
        <translation>Töm minneslista</translation>
    </message>
    <message>
        <source>No commands yet</source>
        <translation>Inga kommandon än</translation>
    </message>
</context>
<context>
    <name>CommissioningPanel</name>
    <message>
        <source>Life</source>
        <translation>Livscykel</translation>
    </message>
    <message>
        <source>Begin commissioning</source>
        <translation>Börja driftsätta</translation>
    </message>
    <message>
        <source>Confirm: it works</source>
        <translation>Bekräfta: den fungerar</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>Ta ur bruk</translation>
    </message>
    <message>
        <source>Commission again</source>
        <translation>Driftsätt igen</translation>
    </message>
    <message>
        <source>Into operation again</source>
        <translation>Ta i drift direkt</translation>
    </message>
    <message>
        <source>It is on paper only: its alarms are not raised.</source>
        <translation>Den finns bara på papper: inga larm utlöses.</translation>
    </message>
    <message>
        <source>It is let in no more. Its history stays.</source>
        <translation>Den släpps inte in längre. Historiken finns kvar.</translation>
    </message>
    <message>
        <source>A technician can confirm that it works.</source>
        <translation>En tekniker kan bekräfta att den fungerar.</translation>
    </message>
    <message>
        <source>It can be confirmed when the other steps are done.</source>
        <translation>Den kan bekräftas när de andra stegen är klara.</translation>
    </message>
    <message>
        <source>Confirmed {0} by {1}</source>
        <translation>Bekräftad {0} av {1}</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Ansluten</translation>
    </message>
    <message>
        <source>Give the station our address and its key.</source>
        <translation>Ge stationen vår adress och dess nyckel.</translation>
    </message>
    <message>
        <source>Configured</source>
        <translation>Konfigurerad</translation>
    </message>
    <message>
        <source>Read its configuration, or change a key.</source>
        <translation>Läs konfigurationen, eller ändra en nyckel.</translation>
    </message>
    <message>
        <source>Test session</source>
        <translation>Provladdning</translation>
    </message>
    <message>
        <source>Charge at least 0.1 kWh, then end it.</source>
        <translation>Ladda minst 0,1 kWh och avsluta.</translation>
    </message>
    <message>
        <source>Confirmed by a person</source>
        <translation>Bekräftad av en person</translation>
    </message>
    <message>
        <source>Look at it, then confirm.</source>
        <translation>Titta på den och bekräfta.</translation>
    </message>
    <message>
        <source>It is let in no more; its history stays</source>
        <translation>Den släpps inte in längre; historiken finns kvar</translation>
    </message>
    <message numerus="yes">
        <source>%n car(s) are charging; it is let in no more</source>
        <translation>
            <numerusform>%n bil laddar; den släpps inte in längre</numerusform>
            <numerusform>%n bilar laddar; den släpps inte in längre</numerusform>
        </translation>
    </message>
    <message>
        <source>retire</source>
        <translation>ta ur bruk</translation>
    </message>
</context>
<context>
    <name>CompanyMissing</name>
    <message>
        <source>The company that invoices is not set: no month can be run before it is.</source>
        <translation>Företaget som fakturerar är inte angivet: ingen månad kan köras dessförinnan.</translation>
    </message>
    <message>
        <source>The company that invoices is not set. Ask an administrator to set it.</source>
        <translation>Företaget som fakturerar är inte angivet. Be en administratör ange det.</translation>
    </message>
    <message>
        <source>Set the company</source>
        <translation>Ange företaget</translation>
    </message>
</context>
<context>
    <name>CompanySection</name>
    <message>
        <source>Company</source>
        <translation>Företag</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logotyp</translation>
    </message>
    <message>
        <source>Who invoices</source>
        <translation>Vem som fakturerar</translation>
    </message>
    <message>
        <source>This stands on every invoice from now on. Invoices that are issued keep what they were issued with.</source>
        <translation>Detta står på varje faktura från och med nu. Utställda fakturor behåller det som de ställdes ut med.</translation>
    </message>
    <message>
        <source>It stands on every invoice, so it is needed.</source>
        <translation>Det står på varje faktura och behövs därför.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Organisation number</source>
        <translation>Organisationsnummer</translation>
    </message>
    <message>
        <source>VAT number</source>
        <translation>Momsregistreringsnummer</translation>
    </message>
    <message>
        <source>Bankgiro</source>
        <translation>Bankgiro</translation>
    </message>
    <message>
        <source>Swish</source>
        <translation>Swish</translation>
    </message>
    <message>
        <source>With it, invoices carry a QR code.</source>
        <translation>Med det får fakturorna en QR-kod.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adress</translation>
    </message>
    <message>
        <source>A line each. Above 4 000 SEK no invoice may be issued without it.</source>
        <translation>En rad för var del. Över 4 000 kr får ingen faktura ställas ut utan den.</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-post</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Seat of the board</source>
        <translation>Styrelsens säte</translation>
    </message>
    <message>
        <source>Approved for F-tax</source>
        <translation>Godkänd för F-skatt</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nej</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Sparat.</translation>
    </message>
</context>
<context>
    <name>ConfigurationView</name>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Läs</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändra</translation>
    </message>
    <message>
        <source>Looking for the last reading…</source>
        <translation>Letar efter senaste avläsningen…</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Inget passar</translation>
    </message>
    <message>
        <source>Search for less, or for another word.</source>
        <translation>Sök på mindre, eller på ett annat ord.</translation>
    </message>
    <message>
        <source>Its configuration has not been read yet</source>
        <translation>Konfigurationen har inte lästs än</translation>
    </message>
    <message>
        <source>Press Read: the station is asked for all of it.</source>
        <translation>Tryck på Läs: stationen tillfrågas om alltihop.</translation>
    </message>
    <message>
        <source>It can be read as soon as the station is connected.</source>
        <translation>Den kan läsas så snart stationen är ansluten.</translation>
    </message>
    <message>
        <source>being read…</source>
        <translation>läses…</translation>
    </message>
    <message>
        <source>{0} keys, read {1} ago</source>
        <translation>{0} nycklar, lästa för {1} sedan</translation>
    </message>
    <message>
        <source>read configuration</source>
        <translation>läs konfiguration</translation>
    </message>
    <message>
        <source>{0}, whole charge point</source>
        <translation>{0}, hela laddpunkten</translation>
    </message>
    <message>
        <source>never read</source>
        <translation>aldrig läst</translation>
    </message>
    <message>
        <source>Nobody notices</source>
        <translation>Ingen märker något</translation>
    </message>
    <message>
        <source>{0} is secret: rotate the key instead.</source>
        <translation>{0} är hemlig: byt nyckeln i stället.</translation>
    </message>
    <message>
        <source>The station says that {0} can only be read.</source>
        <translation>Stationen säger att {0} bara kan läsas.</translation>
    </message>
    <message>
        <source>{0} is a whole number: write digits only.</source>
        <translation>{0} är ett heltal: skriv bara siffror.</translation>
    </message>
    <message>
        <source>{0} is a number: write it with a point, as 0.5.</source>
        <translation>{0} är ett tal: skriv det med punkt, som 0.5.</translation>
    </message>
    <message>
        <source>{0} is either true or false.</source>
        <translation>{0} är antingen true eller false.</translation>
    </message>
    <message>
        <source>{0} must be at least {1}.</source>
        <translation>{0} måste vara minst {1}.</translation>
    </message>
    <message>
        <source>{0} may be at most {1}.</source>
        <translation>{0} får vara högst {1}.</translation>
    </message>
    <message>
        <source>{0} is one of {1}.</source>
        <translation>{0} är ett av {1}.</translation>
    </message>
    <message>
        <source>{0} is too long: the station takes {1} characters.</source>
        <translation>{0} är för lång: stationen tar {1} tecken.</translation>
    </message>
    <message>
        <source>change {0}</source>
        <translation>ändra {0}</translation>
    </message>
    <message>
        <source>read after a change</source>
        <translation>läst efter en ändring</translation>
    </message>
</context>
<context>
    <name>ConfirmBar</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>ConnectorCard</name>
    <message>
        <source>Connector {0}</source>
        <translation>Uttag {0}</translation>
    </message>
    <message>
        <source>Of {0} kW offered</source>
        <translation>Av {0} kW erbjudna</translation>
    </message>
    <message>
        <source>SoC {0}</source>
        <translation>SoC {0}</translation>
    </message>
    <message>
        <source>value {0} old</source>
        <translation>värdet {0} gammalt</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>sedan {0}</translation>
    </message>
    <message>
        <source>last known: {0}</source>
        <translation>senast känt: {0}</translation>
    </message>
</context>
<context>
    <name>ConnectorList</name>
    <message>
        <source>Connector</source>
        <translation>Uttag</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tillstånd</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sedan</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Effekt</translation>
    </message>
    <message>
        <source>kW now</source>
        <translation>kW nu</translation>
    </message>
    <message>
        <source>Session kWh</source>
        <translation>Session kWh</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Tagg</translation>
    </message>
    <message>
        <source>Value age</source>
        <translation>Värdets ålder</translation>
    </message>
</context>
<context>
    <name>CopyRow</name>
    <message>
        <source>Copy</source>
        <translation>Kopiera</translation>
    </message>
    <message>
        <source>Copy: {0}</source>
        <translation>Kopiera: {0}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopierat</translation>
    </message>
</context>
<context>
    <name>Counter</name>
    <message>
        <source>{0} unack</source>
        <translation>{0} okv.</translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message>
        <source>Events</source>
        <translation>Händelser</translation>
    </message>
    <message>
        <source>Reading the journal</source>
        <translation>Läser journalen</translation>
    </message>
    <message>
        <source>The journal tells nothing of it: it was brought in.</source>
        <translation>Journalen säger inget om den: den har förts in utifrån.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more, in the journal</source>
        <translation>
            <numerusform>och %n till, i journalen</numerusform>
            <numerusform>och %n till, i journalen</numerusform>
        </translation>
    </message>
    <message>
        <source>received {0}</source>
        <translation>mottagen {0}</translation>
    </message>
    <message>
        <source>Session begins</source>
        <translation>Sessionen börjar</translation>
    </message>
    <message>
        <source>Session ends</source>
        <translation>Sessionen slutar</translation>
    </message>
    <message>
        <source>{0} asked: {1}</source>
        <translation>{0} bad om: {1}</translation>
    </message>
</context>
<context>
    <name>CustomerList</name>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kund</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Org. no.</source>
        <translation>Org.nr</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-post</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Taggar</translation>
    </message>
</context>
<context>
    <name>CustomerPane</name>
    <message>
        <source>Sessions</source>
        <translation>Sessioner</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>Fakturor</translation>
    </message>
    <message>
        <source>All its sessions</source>
        <translation>Alla kundens sessioner</translation>
    </message>
    <message>
        <source>No customer is chosen</source>
        <translation>Ingen kund är vald</translation>
    </message>
    <message>
        <source>Choose one in the list, or add one: Ctrl+N.</source>
        <translation>Välj en i listan, eller lägg till en: Ctrl+N.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Write a name.</source>
        <translation>Skriv ett namn.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adress</translation>
    </message>
    <message>
        <source>A line each. Above 4 000 SEK no invoice may be issued without it.</source>
        <translation>En rad var. Över 4 000 kr får ingen faktura utfärdas utan adress.</translation>
    </message>
    <message>
        <source>Organisation number</source>
        <translation>Organisationsnummer</translation>
    </message>
    <message>
        <source>Or personal number. Abroad with the country, as NO 923 609 016.</source>
        <translation>Eller personnummer. Utomlands med landet, till exempel NO 923 609 016.</translation>
    </message>
    <message>
        <source>VAT number</source>
        <translation>Momsreg.nr</translation>
    </message>
    <message>
        <source>With the country, as SE559999000801.</source>
        <translation>Med landet, till exempel SE559999000801.</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-post</translation>
    </message>
    <message>
        <source>Your reference</source>
        <translation>Er referens</translation>
    </message>
    <message>
        <source>Printed on the invoice, as the customer wants it.</source>
        <translation>Står på fakturan, som kunden vill ha det.</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunder</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Ny kund</translation>
    </message>
    <message>
        <source>Customer {0}</source>
        <translation>Kund {0}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Uppgifter</translation>
    </message>
    <message>
        <source>Tokens {0}</source>
        <translation>Taggar {0}</translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation>Ingen session än</translation>
    </message>
    <message>
        <source>A session appears when one of its tokens begins to charge.</source>
        <translation>En session visas när någon av kundens taggar börjar ladda.</translation>
    </message>
    <message>
        <source>No invoice yet</source>
        <translation>Ingen faktura än</translation>
    </message>
    <message>
        <source>Invoices are issued when a month is run, F8.</source>
        <translation>Fakturor utfärdas när en månad körs, F8.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Sparat.</translation>
    </message>
    <message>
        <source>Created as customer {0}.</source>
        <translation>Upplagd som kund {0}.</translation>
    </message>
</context>
<context>
    <name>CustomerView</name>
    <message>
        <source>Customers</source>
        <translation>Kunder</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Ny kund</translation>
    </message>
    <message>
        <source>Name, number, token</source>
        <translation>Namn, nummer, tagg</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>Inga kunder än</translation>
    </message>
    <message>
        <source>Add the first with Ctrl+N, then the tokens that charge on its account.</source>
        <translation>Lägg till den första med Ctrl+N, sedan taggarna som laddar på dess räkning.</translation>
    </message>
    <message>
        <source>Reading the customers</source>
        <translation>Läser kunderna</translation>
    </message>
    <message>
        <source>Customer {0} is saved.</source>
        <translation>Kund {0} är sparad.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändra</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Ny tagg</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Spärra</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Details, tokens, sessions, invoices</source>
        <translation>Uppgifter, taggar, sessioner, fakturor</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>DayChart</name>
    <message>
        <source>No power measured in the last 24 h</source>
        <translation>Ingen effekt mätt de senaste 24 h</translation>
    </message>
    <message>
        <source>now</source>
        <translation>nu</translation>
    </message>
    <message>
        <source>main fuse {0} kW</source>
        <translation>huvudsäkring {0} kW</translation>
    </message>
</context>
<context>
    <name>DecisionBox</name>
    <message>
        <source>End session</source>
        <translation>Avsluta session</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Godkänn</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Rätta</translation>
    </message>
    <message>
        <source>Strike</source>
        <translation>Stryk</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Öppna igen</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energi</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Skäl</translation>
    </message>
    <message>
        <source>It is kept with your name.</source>
        <translation>Skälet sparas med ditt namn.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Approve {0}: it is billed as it stands.</source>
        <translation>Godkänn {0}: den debiteras som den är.</translation>
    </message>
    <message>
        <source>Correct {0}: it is billed for the energy you write.</source>
        <translation>Rätta {0}: den debiteras för den energi du skriver.</translation>
    </message>
    <message>
        <source>Strike {0}: it is never billed.</source>
        <translation>Stryk {0}: den debiteras aldrig.</translation>
    </message>
    <message>
        <source>End {0}: at its last reading, and held until somebody decides.</source>
        <translation>Avsluta {0}: vid senaste avläsningen, och den hålls tills någon beslutar.</translation>
    </message>
    <message>
        <source>Measured: {0} kWh</source>
        <translation>Uppmätt: {0} kWh</translation>
    </message>
</context>
<context>
    <name>DoorSection</name>
    <message>
        <source>Nobody is chosen</source>
        <translation>Ingen är vald</translation>
    </message>
    <message>
        <source>Choose somebody in the list.</source>
        <translation>Välj någon i listan.</translation>
    </message>
    <message>
        <source>At the door</source>
        <translation>Vid dörren</translation>
    </message>
    <message>
        <source>Identity, address</source>
        <translation>Identitet, adress</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Släpp in</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>One that is new is created.</source>
        <translation>En som är ny skapas.</translation>
    </message>
    <message>
        <source>Security profile</source>
        <translation>Säkerhetsprofil</translation>
    </message>
    <message>
        <source>With a key it comes in once the key is entered there.</source>
        <translation>Med nyckel kommer den in när nyckeln är inskriven där.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Nyckel</translation>
    </message>
    <message>
        <source>The one that it has already. Empty: one is made and shown once.</source>
        <translation>Den som laddpunkten redan har. Tomt: en skapas och visas en gång.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Glöm</translation>
    </message>
    <message>
        <source>This charge point is registered without a key, and the connection says that it comes from a web page. Give the charge point a key under Charge points: with security profile 1 or higher it comes in whatever the connection says.</source>
        <translation>Den här laddpunkten är registrerad utan nyckel, och anslutningen säger att den kommer från en webbsida. Ge laddpunkten en nyckel under Laddpunkter: med säkerhetsprofil 1 eller högre släpps den in vad anslutningen än säger.</translation>
    </message>
    <message>
        <source>from {0}, OCPP {1}</source>
        <translation>från {0}, OCPP {1}</translation>
    </message>
    <message>
        <source>Nobody waits at the door</source>
        <translation>Ingen väntar vid dörren</translation>
    </message>
    <message>
        <source>Enter the address of this central system in a charge point; it appears here within seconds.</source>
        <translation>Skriv in det här centralsystemets adress i en laddpunkt; den syns här inom några sekunder.</translation>
    </message>
    <message>
        <source>{0} is let in.</source>
        <translation>{0} är insläppt.</translation>
    </message>
</context>
<context>
    <name>EventStrip</name>
    <message>
        <source>Events</source>
        <translation>Händelser</translation>
    </message>
</context>
<context>
    <name>ExerciseDialog</name>
    <message>
        <source>Found</source>
        <translation>Hittat</translation>
    </message>
    <message>
        <source>Found late</source>
        <translation>Hittat för sent</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Missat</translation>
    </message>
    <message>
        <source>Missed, no alarm came</source>
        <translation>Missat, inget larm kom</translation>
    </message>
    <message>
        <source>The exercise is over</source>
        <translation>Övningen är slut</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>No fault was planted in so short a time.</source>
        <translation>Inget fel hann planteras på så kort tid.</translation>
    </message>
    <message>
        <source>{found} of {planted} faults were found.</source>
        <translation>{found} av {planted} fel hittades.</translation>
    </message>
    <message>
        <source>Half of them within {time}.</source>
        <translation>Hälften av dem inom {time}.</translation>
    </message>
    <message>
        <source>Planted at</source>
        <translation>Planterat vid</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fel</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Var</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Larm</translation>
    </message>
    <message>
        <source>Time to act</source>
        <translation>Tid till åtgärd</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Utfall</translation>
    </message>
    <message>
        <source>What became of each fault</source>
        <translation>Vad som hände med varje fel</translation>
    </message>
</context>
<context>
    <name>FateLine</name>
    <message>
        <source>Answer</source>
        <translation>Svar</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Sparar</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Inte sparat</translation>
    </message>
</context>
<context>
    <name>FrameList</name>
    <message>
        <source>Received</source>
        <translation>Mottaget</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Meddelande</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Innehåll</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Besvarat</translation>
    </message>
</context>
<context>
    <name>FuseField</name>
    <message>
        <source>{0} A in three phases of 400 V, which is {1} kW</source>
        <translation>{0} A i tre faser om 400 V, alltså {1} kW</translation>
    </message>
    <message>
        <source>In amperes or watts, as 63 A or 43600 W</source>
        <translation>I ampere eller watt, som 63 A eller 43600 W</translation>
    </message>
</context>
<context>
    <name>GraphView</name>
    <message>
        <source>Network graphs</source>
        <translation>Nätets diagram</translation>
    </message>
    <message>
        <source>Power of each site, last 24 h</source>
        <translation>Effekt per plats, senaste 24 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>28 d</source>
        <translation>28 d</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 år</translation>
    </message>
    <message>
        <source>Find site</source>
        <translation>Sök plats</translation>
    </message>
    <message>
        <source>Whole network</source>
        <translation>Hela nätet</translation>
    </message>
    <message>
        <source>{0} now</source>
        <translation>{0} nu</translation>
    </message>
    <message>
        <source>usual at this time {0}</source>
        <translation>vanligt vid den här tiden {0}</translation>
    </message>
    <message>
        <source>Line: mean of each day. Band: its lowest to highest quarter-hour.</source>
        <translation>Linje: dygnets medelvärde. Band: dygnets lägsta till högsta kvart.</translation>
    </message>
    <message>
        <source>Band: 10 to 90% of the last four weeks, same time of the week.</source>
        <translation>Band: 10 till 90 % av de senaste fyra veckorna, samma tid i veckan.</translation>
    </message>
    <message>
        <source>The database does not answer; tried again within 5 min</source>
        <translation>Databasen svarar inte; nytt försök inom 5 min</translation>
    </message>
    <message>
        <source>Loading the past …</source>
        <translation>Hämtar historik …</translation>
    </message>
    <message>
        <source>Availability known since {0}</source>
        <translation>Tillgängligheten är känd sedan {0}</translation>
    </message>
    <message>
        <source>Nothing is known of this time yet</source>
        <translation>Inget är känt om den här tiden ännu</translation>
    </message>
    <message>
        <source>Sites, last 24 h: those with alarms first, then by how far from usual</source>
        <translation>Platser, senaste 24 h: de med larm först, sedan efter avvikelse från det vanliga</translation>
    </message>
    <message>
        <source>not usual at this time</source>
        <translation>ovanligt vid den här tiden</translation>
    </message>
    <message>
        <source>Loading the network</source>
        <translation>Läser in nätet</translation>
    </message>
    <message>
        <source>No sites yet</source>
        <translation>Inga platser ännu</translation>
    </message>
    <message>
        <source>Graphs begin with the first charge point: add it in the settings.</source>
        <translation>Diagrammen börjar med den första laddpunkten: lägg till den i inställningarna.</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Inget matchar</translation>
    </message>
    <message>
        <source>Clear the search with Esc.</source>
        <translation>Rensa sökningen med Esc.</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>Tidsspann</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>Visa stort</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>Nästa del</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
</context>
<context>
    <name>GroupSums</name>
    <message numerus="yes">
        <source>%n charge point(s)</source>
        <translation>
            <numerusform>%n laddpunkt</numerusform>
            <numerusform>%n laddpunkter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n site(s)</source>
        <translation>
            <numerusform>%n plats</numerusform>
            <numerusform>%n platser</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeldList</name>
    <message>
        <source>Ended</source>
        <translation>Avslutad</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kund</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Orsak</translation>
    </message>
    <message>
        <source>Net, SEK</source>
        <translation>Netto, SEK</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Beslut</translation>
    </message>
    <message>
        <source>Approve, correct or strike</source>
        <translation>Godkänn, rätta eller stryk</translation>
    </message>
    <message>
        <source>Correct or strike</source>
        <translation>Rätta eller stryk</translation>
    </message>
    <message>
        <source>End the session</source>
        <translation>Avsluta sessionen</translation>
    </message>
    <message>
        <source>Set a tariff</source>
        <translation>Sätt en tariff</translation>
    </message>
    <message>
        <source>Write the address</source>
        <translation>Skriv adressen</translation>
    </message>
    <message>
        <source>Give the token an owner</source>
        <translation>Ge taggen en ägare</translation>
    </message>
    <message>
        <source>Write our address</source>
        <translation>Skriv vår adress</translation>
    </message>
    <message>
        <source>Look at the session</source>
        <translation>Se på sessionen</translation>
    </message>
</context>
<context>
    <name>HeldPanel</name>
    <message>
        <source>Held</source>
        <translation>Hållna</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) wait for a decision or for data</source>
        <translation>
            <numerusform>%n session väntar på beslut eller uppgifter</numerusform>
            <numerusform>%n sessioner väntar på beslut eller uppgifter</numerusform>
        </translation>
    </message>
    <message>
        <source>That does not help here: {0}.</source>
        <translation>Det hjälper inte här: {0}.</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}: {1}.</translation>
    </message>
    <message>
        <source>{0} is open again.</source>
        <translation>{0} är öppen igen.</translation>
    </message>
</context>
<context>
    <name>IdentityPanel</name>
    <message>
        <source>Identity</source>
        <translation>Identitet</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>Programvara</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Serienummer</translation>
    </message>
    <message>
        <source>Booted</source>
        <translation>Startade</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Länk</translation>
    </message>
    <message>
        <source>Security profile</source>
        <translation>Säkerhetsprofil</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Skede</translation>
    </message>
    <message>
        <source>Message allowance</source>
        <translation>Meddelandekvot</translation>
    </message>
    <message>
        <source>up since {0}</source>
        <translation>uppe sedan {0}</translation>
    </message>
    <message>
        <source>never connected</source>
        <translation>aldrig ansluten</translation>
    </message>
    <message>
        <source>down since {0}</source>
        <translation>nere sedan {0}</translation>
    </message>
    <message>
        <source>used up: read slower</source>
        <translation>slut: läses långsammare</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>{0} kvar</translation>
    </message>
</context>
<context>
    <name>ImportSection</name>
    <message>
        <source>Import charge points</source>
        <translation>Importera laddpunkter</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Välj fil</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Save the keys</source>
        <translation>Spara nycklarna</translation>
    </message>
    <message>
        <source>I have them</source>
        <translation>Jag har dem</translation>
    </message>
    <message>
        <source>Rows to add</source>
        <translation>Rader att lägga till</translation>
    </message>
    <message>
        <source>Rows that cannot be added</source>
        <translation>Rader som inte kan läggas till</translation>
    </message>
    <message numerus="yes">
        <source>Add %n charge point(s)</source>
        <translation>
            <numerusform>Lägg till %n laddpunkt</numerusform>
            <numerusform>Lägg till %n laddpunkter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) cannot be added</source>
        <translation>
            <numerusform>%n rad kan inte läggas till</numerusform>
            <numerusform>%n rader kan inte läggas till</numerusform>
        </translation>
    </message>
    <message>
        <source>No file is chosen</source>
        <translation>Ingen fil är vald</translation>
    </message>
    <message>
        <source>Choose a CSV file with the columns id and site and, where wanted, latitude, longitude, security_profile, key, phase and rated_w. Nothing is added before you have seen it.</source>
        <translation>Välj en CSV-fil med kolumnerna id och plats och, om så önskas, latitud, longitud, säkerhetsprofil, nyckel, fas och effekt_w. Ingenting läggs till innan du har sett det.</translation>
    </message>
    <message>
        <source>No row can be added</source>
        <translation>Ingen rad kan läggas till</translation>
    </message>
    <message>
        <source>Correct the file and choose it again.</source>
        <translation>Rätta filen och välj den igen.</translation>
    </message>
    <message>
        <source>CSV (*.csv *.txt);;All files (*)</source>
        <translation>CSV (*.csv *.txt);;Alla filer (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n charge point(s) added.</source>
        <translation>
            <numerusform>%n laddpunkt tillagd.</numerusform>
            <numerusform>%n laddpunkter tillagda.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out, because it was stopped.</source>
        <translation>
            <numerusform>%n utelämnad, eftersom det stoppades.</numerusform>
            <numerusform>%n utelämnade, eftersom det stoppades.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the keys now: they are shown this once.</source>
        <translation>Spara nycklarna nu: de visas bara den här gången.</translation>
    </message>
    <message>
        <source>keys.csv</source>
        <translation>nycklar.csv</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>Sparat som {0}.</translation>
    </message>
</context>
<context>
    <name>InvoiceList</name>
    <message>
        <source>Invoice</source>
        <translation>Faktura</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kund</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Antal</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>Moms</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Utfärdad</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Förfaller</translation>
    </message>
</context>
<context>
    <name>InvoicePane</name>
    <message>
        <source>No invoice selected</source>
        <translation>Ingen faktura vald</translation>
    </message>
    <message>
        <source>Select one with the arrow keys to see it as it is printed.</source>
        <translation>Välj en med piltangenterna för att se den som den trycks.</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Att betala</translation>
    </message>
    <message>
        <source>OCR, bankgiro</source>
        <translation>OCR, bankgiro</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Utfärdad av</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Sidan före</translation>
    </message>
    <message>
        <source>The invoice as it is printed</source>
        <translation>Fakturan som den skrivs ut</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Mindre</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Större</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nästa sida</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Skriv ut</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Spara PDF</translation>
    </message>
    <message>
        <source>Invoice {0}</source>
        <translation>Faktura {0}</translation>
    </message>
    <message>
        <source>issued {0}</source>
        <translation>utfärdad {0}</translation>
    </message>
    <message>
        <source>rounding {0}</source>
        <translation>öresavrundning {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} av {1}</translation>
    </message>
</context>
<context>
    <name>InvoicesPanel</name>
    <message>
        <source>Invoices</source>
        <translation>Fakturor</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} av {1}</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summa</translation>
    </message>
    <message>
        <source>{0} invoices, {1}</source>
        <translation>{0} fakturor, {1}</translation>
    </message>
    <message>
        <source>The month is being run</source>
        <translation>Månaden körs</translation>
    </message>
    <message>
        <source>Its invoices appear when all are issued. Charging goes on meanwhile.</source>
        <translation>Fakturorna visas när alla är utfärdade. Laddningen fortsätter under tiden.</translation>
    </message>
    <message>
        <source>Reading the invoices</source>
        <translation>Läser fakturorna</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Inget stämmer</translation>
    </message>
    <message>
        <source>Clear the search with Esc.</source>
        <translation>Rensa sökningen med Esc.</translation>
    </message>
    <message>
        <source>No invoices of this month</source>
        <translation>Inga fakturor för månaden</translation>
    </message>
    <message>
        <source>Run the month to issue them. Sessions without a price are priced first.</source>
        <translation>Kör månaden för att utfärda dem. Sessioner utan pris prissätts först.</translation>
    </message>
    <message>
        <source>The month is not over yet</source>
        <translation>Månaden är inte slut än</translation>
    </message>
    <message>
        <source>Its invoices are issued when it is. Go back a month with the arrow.</source>
        <translation>Fakturorna utfärdas när den är det. Gå tillbaka en månad med pilen.</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} · {3}</source>
        <translation>{0}: {1} av {2} · {3}</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Stoppar</translation>
    </message>
</context>
<context>
    <name>JournalList</name>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Händelse</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Vem</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Uppgifter</translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Allt</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Larm</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Kommandon</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personer</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Förbindelser</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>Alla platser</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>All charge points</source>
        <translation>Alla laddpunkter</translation>
    </message>
    <message>
        <source>Until, as 2026-11-20 14:30</source>
        <translation>Till, som 2026-11-20 14:30</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Till</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Rensa filter</translation>
    </message>
    <message>
        <source>Find in what is loaded</source>
        <translation>Sök i det hämtade</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Tidigare</translation>
    </message>
    <message>
        <source>Reading the journal</source>
        <translation>Läser journalen</translation>
    </message>
    <message>
        <source>Nothing found yet</source>
        <translation>Inget funnet ännu</translation>
    </message>
    <message>
        <source>Press Earlier to look further back, or clear the filters.</source>
        <translation>Tryck Tidigare för att söka längre bakåt, eller rensa filtren.</translation>
    </message>
    <message>
        <source>Nothing in the journal</source>
        <translation>Inget i journalen</translation>
    </message>
    <message>
        <source>What alarms, commands, people and links do appears here.</source>
        <translation>Vad larm, kommandon, personer och förbindelser gör visas här.</translation>
    </message>
    <message>
        <source>{0} of {1} loaded</source>
        <translation>{0} av {1} hämtade</translation>
    </message>
    <message>
        <source>{0}, back to the beginning</source>
        <translation>{0}, från början</translation>
    </message>
    <message>
        <source>{0}, back to {1}</source>
        <translation>{0}, tillbaka till {1}</translation>
    </message>
    <message>
        <source>Alarm or charge point</source>
        <translation>Larm eller laddpunkt</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>KeyActs</name>
    <message>
        <source>New key</source>
        <translation>Ny nyckel</translation>
    </message>
    <message>
        <source>New key for a replaced unit</source>
        <translation>Ny nyckel för utbytt enhet</translation>
    </message>
    <message>
        <source>new key</source>
        <translation>ny nyckel</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Ansluten</translation>
    </message>
    <message>
        <source>The new key is sent to it; the old one works until it uses the new one</source>
        <translation>Den nya nyckeln skickas till den; den gamla fungerar tills den använder den nya</translation>
    </message>
    <message>
        <source>Send key</source>
        <translation>Skicka nyckel</translation>
    </message>
    <message>
        <source>New key of {0}: {1}</source>
        <translation>Ny nyckel för {0}: {1}</translation>
    </message>
    <message>
        <source>{0} has accepted its new key: there is nothing to enter in it.</source>
        <translation>{0} har godtagit sin nya nyckel: inget behöver skrivas in i den.</translation>
    </message>
    <message>
        <source>Accepted key of {0}</source>
        <translation>Godtagen nyckel för {0}</translation>
    </message>
    <message>
        <source>The key is shown this once.</source>
        <translation>Nyckeln visas bara den här gången.</translation>
    </message>
    <message>
        <source>new key for a replaced unit</source>
        <translation>ny nyckel för utbytt enhet</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Inte ansluten</translation>
    </message>
    <message>
        <source>Only the new key lets it in; it is shown once</source>
        <translation>Bara den nya nyckeln släpper in den; den visas en gång</translation>
    </message>
    <message>
        <source>Make key</source>
        <translation>Skapa nyckel</translation>
    </message>
    <message>
        <source>Address of {0}</source>
        <translation>Adress för {0}</translation>
    </message>
    <message>
        <source>Key of {0}</source>
        <translation>Nyckel för {0}</translation>
    </message>
    <message>
        <source>Enter this in the charge point. The key is shown this once.</source>
        <translation>Skriv in detta i laddpunkten. Nyckeln visas bara den här gången.</translation>
    </message>
    <message>
        <source>Enter this in the charge point.</source>
        <translation>Skriv in detta i laddpunkten.</translation>
    </message>
    <message>
        <source>Some charge points add their identity to the address themselves: then leave it out.</source>
        <translation>Vissa laddpunkter lägger själva till sin identitet i adressen: utelämna den då.</translation>
    </message>
</context>
<context>
    <name>KnockList</name>
    <message>
        <source>Unknown</source>
        <translation>Okänd</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webbsida</translation>
    </message>
    <message>
        <source>Calls itself</source>
        <translation>Kallar sig</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Från</translation>
    </message>
    <message>
        <source>Last tried</source>
        <translation>Försökte senast</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Gånger</translation>
    </message>
    <message>
        <source>Refused as</source>
        <translation>Avvisad som</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>How to read the map</source>
        <translation>Så läses kartan</translation>
    </message>
    <message>
        <source>Normal, number of charge points</source>
        <translation>Normalt, antal laddpunkter</translation>
    </message>
    <message>
        <source>Dashed: not heard from</source>
        <translation>Streckad: hörs inte av</translation>
    </message>
    <message>
        <source>Worst alarm in the group, acknowledged</source>
        <translation>Värsta larm i gruppen, kvitterat</translation>
    </message>
    <message>
        <source>Double outline: unacknowledged, blinks</source>
        <translation>Dubbel ram: okvitterat, blinkar</translation>
    </message>
</context>
<context>
    <name>LinkHistory</name>
    <message>
        <source>When</source>
        <translation>När</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Vad</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>request {0} by {1}</source>
        <translation>begäran {0} av {1}</translation>
    </message>
    <message>
        <source>Boot</source>
        <translation>Uppstart</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostik</translation>
    </message>
    <message>
        <source>Fell silent</source>
        <translation>Tystnade</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>Programvara</translation>
    </message>
    <message>
        <source>Heard again</source>
        <translation>Hörs igen</translation>
    </message>
    <message>
        <source>Key changed</source>
        <translation>Nyckel bytt</translation>
    </message>
    <message>
        <source>Link closed</source>
        <translation>Förbindelse stängd</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Ansluten</translation>
    </message>
    <message>
        <source>Changed by a person</source>
        <translation>Ändrad av en person</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Säkerhet</translation>
    </message>
    <message>
        <source>request {0}</source>
        <translation>begäran {0}</translation>
    </message>
</context>
<context>
    <name>LinkLabel</name>
    <message>
        <source>Online, last event {0} ago</source>
        <translation>Ansluten, senaste händelse för {0} sedan</translation>
    </message>
    <message>
        <source>Silent for {0}</source>
        <translation>Tyst sedan {0}</translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation>Aldrig sedd</translation>
    </message>
    <message>
        <source>Offline, last seen {0} ago</source>
        <translation>Offline, senast sedd för {0} sedan</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} av {1}</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Inget stämmer</translation>
    </message>
    <message>
        <source>Clear the search with Esc.</source>
        <translation>Rensa sökningen med Esc.</translation>
    </message>
</context>
<context>
    <name>ListeningPanel</name>
    <message>
        <source>Address for charge points</source>
        <translation>Adress för laddpunkter</translation>
    </message>
    <message>
        <source>Test the address</source>
        <translation>Prova adressen</translation>
    </message>
    <message>
        <source>Let charge points in from the network</source>
        <translation>Släpp in laddpunkter från nätet</translation>
    </message>
    <message>
        <source>Enter in the charge point, with its identity at the end</source>
        <translation>Skriv in i laddpunkten, med dess identitet sist</translation>
    </message>
    <message>
        <source>Only programs on this machine find this address. To let charge points in from the network, press the button: it writes the setting and starts the central system anew.</source>
        <translation>Bara program på den här datorn hittar adressen. För att släppa in laddpunkter från nätet: tryck på knappen, som skriver inställningen och startar om centralsystemet.</translation>
    </message>
    <message>
        <source>Only programs on that machine find this address. To let charge points in from the network, write listen = &quot;0.0.0.0:9220&quot; into settings.toml and start the program again.</source>
        <translation>Bara program på den datorn hittar den här adressen. För att släppa in laddpunkter från nätet: skriv listen = &quot;0.0.0.0:9220&quot; i settings.toml och starta programmet igen.</translation>
    </message>
    <message>
        <source>Charge points connect to the machine that serves this database; this is what the settings of this one say.</source>
        <translation>Laddpunkter ansluter till den dator som betjänar databasen; så här säger den här datorns inställningar.</translation>
    </message>
    <message>
        <source>Charge points on the same network find the central system here.</source>
        <translation>Laddpunkter på samma nät hittar centralsystemet här.</translation>
    </message>
    <message>
        <source>Trying</source>
        <translation>Provar</translation>
    </message>
    <message>
        <source>Tried from this machine. If a charge point still does not come, a firewall stands between: let port {0} through.</source>
        <translation>Provat från den här datorn. Kommer en laddpunkt ändå inte, står en brandvägg emellan: släpp igenom port {0}.</translation>
    </message>
    <message>
        <source>{0}: the central system answers.</source>
        <translation>{0}: centralsystemet svarar.</translation>
    </message>
    <message>
        <source>{0}: another program answers ({1}). Stop it, or choose another port.</source>
        <translation>{0}: ett annat program svarar ({1}). Stoppa det, eller välj en annan port.</translation>
    </message>
    <message>
        <source>{0}: no answer. Look at the firewall of this machine.</source>
        <translation>{0}: inget svar. Se över den här datorns brandvägg.</translation>
    </message>
    <message>
        <source>{0}: nothing answers ({1}). Start the central system, or look at its address.</source>
        <translation>{0}: ingenting svarar ({1}). Starta centralsystemet, eller se över dess adress.</translation>
    </message>
    <message>
        <source>Starting the central system anew</source>
        <translation>Startar om centralsystemet</translation>
    </message>
</context>
<context>
    <name>LiveClock</name>
    <message>
        <source>Server time</source>
        <translation>Servertid</translation>
    </message>
    <message>
        <source>No tick, {0} s</source>
        <translation>Inget på {0} s</translation>
    </message>
    <message>
        <source>late</source>
        <translation>sen</translation>
    </message>
    <message>
        <source>live</source>
        <translation>direkt</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>sedan {0}</translation>
    </message>
    <message>
        <source>NO LIVE DATA</source>
        <translation>INGA LIVEDATA</translation>
    </message>
</context>
<context>
    <name>LiveGraph</name>
    <message>
        <source>Power</source>
        <translation>Effekt</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Ström</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>Spänning</translation>
    </message>
    <message>
        <source>SoC</source>
        <translation>SoC</translation>
    </message>
    <message>
        <source>Mean power</source>
        <translation>Medeleffekt</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energi</translation>
    </message>
    <message>
        <source>offered {0} kW</source>
        <translation>erbjudet {0} kW</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Diagram</translation>
    </message>
</context>
<context>
    <name>LiveLegend</name>
    <message>
        <source>Charging</source>
        <translation>Laddar</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Ledig</translation>
    </message>
    <message>
        <source>Preparing, paused or finishing</source>
        <translation>Förbereder, pausad eller avslutar</translation>
    </message>
    <message>
        <source>Out of service or fault</source>
        <translation>Ur drift eller fel</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Okänd</translation>
    </message>
    <message>
        <source>range · value · limit</source>
        <translation>område · värde · gräns</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Live status</source>
        <translation>Liveläge</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Platser</translation>
    </message>
    <message>
        <source>Charge points</source>
        <translation>Laddpunkter</translation>
    </message>
    <message>
        <source>Connectors</source>
        <translation>Uttag</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppera</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>Inte grupperat</translation>
    </message>
    <message>
        <source>By site</source>
        <translation>Per plats</translation>
    </message>
    <message>
        <source>Grouped by site</source>
        <translation>Per plats</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Per klass</translation>
    </message>
    <message>
        <source>Grouped by class</source>
        <translation>Per klass</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klass</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alla klasser</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>All places</source>
        <translation>Alla orter</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Ström</translation>
    </message>
    <message>
        <source>DC and AC</source>
        <translation>DC och AC</translation>
    </message>
    <message>
        <source>DC, 44 kW and more</source>
        <translation>DC, 44 kW och mer</translation>
    </message>
    <message>
        <source>AC, below 44 kW</source>
        <translation>AC, under 44 kW</translation>
    </message>
    <message>
        <source>Rated power not known</source>
        <translation>Märkeffekt okänd</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Rensa filter</translation>
    </message>
    <message>
        <source>Find site or charge point</source>
        <translation>Sök plats eller laddpunkt</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} av {1}</translation>
    </message>
    <message>
        <source>Loading the network</source>
        <translation>Läser in nätet</translation>
    </message>
    <message>
        <source>No charge points yet</source>
        <translation>Inga laddpunkter än</translation>
    </message>
    <message>
        <source>A technician or an administrator adds them in the settings, Ctrl+, where it is also seen who knocks at the door.</source>
        <translation>En tekniker eller administratör lägger till dem i inställningarna, Ctrl+, där det också syns vem som knackar på.</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Inget stämmer</translation>
    </message>
    <message>
        <source>Choose another filter, or clear the search with Esc.</source>
        <translation>Välj ett annat filter, eller töm sökningen med Esc.</translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation>Alla {0}</translation>
    </message>
    <message>
        <source>Abnormal {0}</source>
        <translation>Avvikande {0}</translation>
    </message>
    <message>
        <source>Charging {0}</source>
        <translation>Laddar {0}</translation>
    </message>
    <message>
        <source>Offline {0}</source>
        <translation>Offline {0}</translation>
    </message>
    <message>
        <source>Out of service {0}</source>
        <translation>Ur drift {0}</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Åtgärdsråd</translation>
    </message>
    <message>
        <source>Worst unacknowledged</source>
        <translation>Värsta okvitterade</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detalj</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
</context>
<context>
    <name>LogoField</name>
    <message>
        <source>Choose a picture</source>
        <translation>Välj bild</translation>
    </message>
    <message>
        <source>No logo</source>
        <translation>Ingen logotyp</translation>
    </message>
    <message>
        <source>PNG or JPEG, at most 1 MB. It stands at the head of invoices.</source>
        <translation>PNG eller JPEG, högst 1 MB. Den står överst på fakturorna.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Choose a logo</source>
        <translation>Välj logotyp</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>Bilder (*.png *.jpg *.jpeg)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Full screen</source>
        <translation>Helskärm</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>Öppna i eget fönster</translation>
    </message>
    <message>
        <source>Columns of this list</source>
        <translation>Kolumner i listan</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Mörka färger</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Ljusa färger</translation>
    </message>
    <message>
        <source>Run the month</source>
        <translation>Kör månaden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Logga ut</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Avsluta</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>North</source>
        <translation>Norr</translation>
    </message>
    <message>
        <source>East</source>
        <translation>Öster</translation>
    </message>
    <message>
        <source>South</source>
        <translation>Söder</translation>
    </message>
    <message>
        <source>West</source>
        <translation>Väster</translation>
    </message>
    <message>
        <source>Norrland</source>
        <translation>Norrland</translation>
    </message>
    <message>
        <source>{0}, alarms</source>
        <translation>{0}, larm</translation>
    </message>
    <message>
        <source>{0}, no alarms</source>
        <translation>{0}, inga larm</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>Map of the network</source>
        <translation>Karta över nätet</translation>
    </message>
    <message>
        <source>{0} charge points, {1} with alarms</source>
        <translation>{0} laddpunkter, {1} med larm</translation>
    </message>
</context>
<context>
    <name>MapSearch</name>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Inget stämmer</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map</source>
        <translation>Karta</translation>
    </message>
    <message>
        <source>Find place, site or charge point</source>
        <translation>Sök plats eller laddpunkt</translation>
    </message>
    <message>
        <source>No charge points yet</source>
        <translation>Inga laddpunkter ännu</translation>
    </message>
    <message>
        <source>Add sites and charge points in Settings; they appear here at once.</source>
        <translation>Lägg till platser och laddpunkter i Inställningar; de syns här genast.</translation>
    </message>
    <message numerus="yes">
        <source>%n site(s) have no position: set it in Settings</source>
        <translation>
            <numerusform>%n plats saknar läge: ange det i Inställningar</numerusform>
            <numerusform>%n platser saknar läge: ange det i Inställningar</numerusform>
        </translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation>Alla {0}</translation>
    </message>
    <message>
        <source>Abnormal {0}</source>
        <translation>Avvikande {0}</translation>
    </message>
    <message>
        <source>Charging {0}</source>
        <translation>Laddar {0}</translation>
    </message>
    <message>
        <source>Offline {0}</source>
        <translation>Offline {0}</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Åtgärdsråd</translation>
    </message>
    <message>
        <source>Worst unacknowledged</source>
        <translation>Värsta okvitterade</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>Next site</source>
        <translation>Nästa plats</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detalj</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zooma</translation>
    </message>
    <message>
        <source>Whole network</source>
        <translation>Hela nätet</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
</context>
<context>
    <name>MessageLog</name>
    <message>
        <source>OCPP messages</source>
        <translation>OCPP-meddelanden</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Båda</translation>
    </message>
    <message>
        <source>From the station</source>
        <translation>Från stationen</translation>
    </message>
    <message>
        <source>To the station</source>
        <translation>Till stationen</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Riktning</translation>
    </message>
    <message>
        <source>Hide heartbeats</source>
        <translation>Dölj hjärtslag</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Frys</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meddelande</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiera</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Fråga</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Show heartbeats</source>
        <translation>Visa hjärtslag</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsätt</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Inget passar</translation>
    </message>
    <message>
        <source>Search for less, or for another word.</source>
        <translation>Sök på mindre, eller på ett annat ord.</translation>
    </message>
    <message>
        <source>No messages in the last 24 hours</source>
        <translation>Inga meddelanden det senaste dygnet</translation>
    </message>
    <message>
        <source>They are listed as soon as the station connects.</source>
        <translation>De listas så snart stationen ansluter.</translation>
    </message>
    <message>
        <source>{0}, all of the last 24 h</source>
        <translation>{0}, alla från det senaste dygnet</translation>
    </message>
    <message>
        <source>{0}, back to {1}</source>
        <translation>{0}, tillbaka till {1}</translation>
    </message>
    <message>
        <source>Choose a message to read it.</source>
        <translation>Välj ett meddelande för att läsa det.</translation>
    </message>
    <message>
        <source>No OCPP frame</source>
        <translation>Ingen OCPP-ram</translation>
    </message>
    <message>
        <source>to the station</source>
        <translation>till stationen</translation>
    </message>
    <message>
        <source>from the station</source>
        <translation>från stationen</translation>
    </message>
    <message>
        <source>answered in {0} ms</source>
        <translation>besvarat på {0} ms</translation>
    </message>
</context>
<context>
    <name>MomentField</name>
    <message>
        <source>YYYY-MM-DD HH:MM</source>
        <translation>ÅÅÅÅ-MM-DD TT:MM</translation>
    </message>
</context>
<context>
    <name>MonthBar</name>
    <message>
        <source>Month before</source>
        <translation>Månaden före</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nästa månad</translation>
    </message>
    <message>
        <source>Print all</source>
        <translation>Skriv ut alla</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>Spara alla</translation>
    </message>
    <message>
        <source>Run the month</source>
        <translation>Kör månaden</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>Visa körningen</translation>
    </message>
    <message>
        <source>Ask an accountant.</source>
        <translation>Be en ekonom.</translation>
    </message>
</context>
<context>
    <name>MonthPane</name>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Run {0}</source>
        <translation>Kör {0}</translation>
    </message>
    <message>
        <source>Counting what the month owes</source>
        <translation>Räknar vad månaden är skyldig</translation>
    </message>
    <message>
        <source>Nothing to invoice: nobody owes anything.</source>
        <translation>Inget att fakturera: ingen är skyldig något.</translation>
    </message>
    <message>
        <source>An issued invoice is never changed or taken back. A mistake is credited.</source>
        <translation>En utfärdad faktura ändras eller återtas aldrig. Ett fel krediteras.</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) not invoiced</source>
        <translation>
            <numerusform>%n ofakturerad laddning</numerusform>
            <numerusform>%n ofakturerade laddningar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n kund</numerusform>
            <numerusform>%n kunder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) are issued</source>
        <translation>
            <numerusform>%n faktura utfärdas</numerusform>
            <numerusform>%n fakturor utfärdas</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} incl. VAT</source>
        <translation>{0} inkl. moms</translation>
    </message>
    <message>
        <source>run the month</source>
        <translation>kör månaden</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Kör</translation>
    </message>
    <message>
        <source>{0} is being run</source>
        <translation>{0} körs</translation>
    </message>
    <message>
        <source>Pricing what has no price yet</source>
        <translation>Prissätter det som saknar pris</translation>
    </message>
    <message>
        <source>Charging goes on meanwhile. What is issued stays issued, stop or not.</source>
        <translation>Laddningen pågår under tiden. Det utfärdade gäller även om du stoppar.</translation>
    </message>
    <message>
        <source>{0} of {1} · {2}</source>
        <translation>{0} av {1} · {2}</translation>
    </message>
    <message>
        <source>{0} was stopped</source>
        <translation>{0} stoppades</translation>
    </message>
    <message>
        <source>{0} is run</source>
        <translation>{0} är körd</translation>
    </message>
    <message>
        <source>Invoices issued</source>
        <translation>Utfärdade fakturor</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>No invoice was issued.</source>
        <translation>Ingen faktura utfärdades.</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) were not reached.</source>
        <translation>
            <numerusform>%n kund hanns inte med.</numerusform>
            <numerusform>%n kunder hanns inte med.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} was not run</source>
        <translation>{0} kördes inte</translation>
    </message>
    <message>
        <source>Stopping after the customer that it is at</source>
        <translation>Stoppar efter kunden som den är vid</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) of earlier months</source>
        <translation>
            <numerusform>%n session från tidigare månader</numerusform>
            <numerusform>%n sessioner från tidigare månader</numerusform>
        </translation>
    </message>
    <message>
        <source>Among them {0}: {1} of {2} net.</source>
        <translation>Däribland {0}: {1} av {2} netto.</translation>
    </message>
    <message>
        <source>{0} sessions or more have no price yet. They are priced first and add to this.</source>
        <translation>{0} laddningar eller fler saknar pris. De prissätts först och tillkommer.</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) have no price yet. They are priced first and add to this.</source>
        <translation>
            <numerusform>%n laddning saknar pris. Den prissätts först och tillkommer.</numerusform>
            <numerusform>%n laddningar saknar pris. De prissätts först och tillkommer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) left out: {0}</source>
        <translation>
            <numerusform>%n laddning utelämnad: {0}</numerusform>
            <numerusform>%n laddningar utelämnade: {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>och %n till</numerusform>
            <numerusform>och %n till</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MonthSteps</name>
    <message>
        <source>Sessions</source>
        <translation>Sessioner</translation>
    </message>
    <message>
        <source>Priced</source>
        <translation>Prissatta</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Granskning</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>Fakturor</translation>
    </message>
    <message>
        <source>of {0} are issued</source>
        <translation>av {0} är utfärdade</translation>
    </message>
    <message>
        <source>counting</source>
        <translation>räknar</translation>
    </message>
    <message numerus="yes">
        <source>%n still running</source>
        <translation>
            <numerusform>%n pågår än</numerusform>
            <numerusform>%n pågår än</numerusform>
        </translation>
    </message>
    <message>
        <source>so far</source>
        <translation>hittills</translation>
    </message>
    <message>
        <source>all have ended</source>
        <translation>alla avslutade</translation>
    </message>
    <message>
        <source>all that can be</source>
        <translation>alla som kan</translation>
    </message>
    <message numerus="yes">
        <source>%n without a price</source>
        <translation>
            <numerusform>%n utan pris</numerusform>
            <numerusform>%n utan pris</numerusform>
        </translation>
    </message>
    <message>
        <source>after pricing</source>
        <translation>efter prissättningen</translation>
    </message>
    <message>
        <source>nothing is held</source>
        <translation>inget hålls</translation>
    </message>
    <message numerus="yes">
        <source>%n held</source>
        <translation>
            <numerusform>%n hållen</numerusform>
            <numerusform>%n hållna</numerusform>
        </translation>
    </message>
    <message>
        <source>of {0} sessions</source>
        <translation>av {0} sessioner</translation>
    </message>
    <message>
        <source>when the month is over</source>
        <translation>när månaden är slut</translation>
    </message>
    <message numerus="yes">
        <source>%n to issue</source>
        <translation>
            <numerusform>%n att utfärda</numerusform>
            <numerusform>%n att utfärda</numerusform>
        </translation>
    </message>
    <message>
        <source>all issued</source>
        <translation>alla utfärdade</translation>
    </message>
    <message>
        <source>nothing to issue</source>
        <translation>inget att utfärda</translation>
    </message>
</context>
<context>
    <name>NetworkGraph</name>
    <message>
        <source>Power</source>
        <translation>Effekt</translation>
    </message>
    <message>
        <source>Running sessions</source>
        <translation>Pågående sessioner</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Tillgänglighet</translation>
    </message>
    <message>
        <source>Power, running sessions and availability over time</source>
        <translation>Effekt, pågående sessioner och tillgänglighet över tid</translation>
    </message>
    <message>
        <source>Mean power</source>
        <translation>Medeleffekt</translation>
    </message>
    <message>
        <source>Lowest–highest</source>
        <translation>Lägsta–högsta</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Vanligt</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessioner</translation>
    </message>
</context>
<context>
    <name>NewestMessages</name>
    <message>
        <source>OCPP messages</source>
        <translation>OCPP-meddelanden</translation>
    </message>
    <message>
        <source>Enter shows one in full</source>
        <translation>Enter visar ett i sin helhet</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Inga meddelanden än</translation>
    </message>
    <message>
        <source>They are listed as soon as the station connects.</source>
        <translation>De listas så snart stationen ansluter.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>OfferedList</name>
    <message>
        <source>Line</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Security profile</source>
        <translation>Säkerhetsprofil</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Skede</translation>
    </message>
    <message>
        <source>Key, shown this once</source>
        <translation>Nyckel, visas bara nu</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
</context>
<context>
    <name>PaneHead</name>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>PaperJobs</name>
    <message>
        <source>Print</source>
        <translation>Skriv ut</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Skriver ut</translation>
    </message>
    <message>
        <source>Printing was stopped. Nothing of it is sent to the printer.</source>
        <translation>Utskriften stoppades. Inget av den är skickat till skrivaren.</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) sent to the printer</source>
        <translation>
            <numerusform>%n faktura skickad till skrivaren</numerusform>
            <numerusform>%n fakturor skickade till skrivaren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n sida</numerusform>
            <numerusform>%n sidor</numerusform>
        </translation>
    </message>
    <message>
        <source>Save all in a folder</source>
        <translation>Spara alla i en mapp</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Sparar</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written to {0}.</source>
        <translation>
            <numerusform>%n fil sparad i {0}.</numerusform>
            <numerusform>%n filer sparade i {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already, unchanged.</source>
        <translation>
            <numerusform>%n fanns redan, oförändrad.</numerusform>
            <numerusform>%n fanns redan, oförändrade.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} och {1} till</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were there with other contents and are left as they are: {0}.</source>
        <translation>
            <numerusform>%n fil fanns med annat innehåll och är lämnad som den är: {0}.</numerusform>
            <numerusform>%n filer fanns med annat innehåll och är lämnade som de är: {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n invoice(s) were not reached.</source>
        <translation>
            <numerusform>Stoppad; %n faktura hanns inte med.</numerusform>
            <numerusform>Stoppad; %n fakturor hanns inte med.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Spara PDF</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>Sparad som {0}.</translation>
    </message>
    <message>
        <source>Wait until what is under way is done, or stop it.</source>
        <translation>Vänta tills det som pågår är klart, eller stoppa det.</translation>
    </message>
</context>
<context>
    <name>PaperList</name>
    <message>
        <source>Invoice</source>
        <translation>Faktura</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Utfärdad</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Förfaller</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
</context>
<context>
    <name>PointAlarms</name>
    <message>
        <source>Alarms</source>
        <translation>Larm</translation>
    </message>
    <message>
        <source>No alarms on this charge point.</source>
        <translation>Inga larm på laddpunkten.</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Åtgärdsråd</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>{0} active</source>
        <translation>{0} aktiva</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>sedan {0}</translation>
    </message>
    <message>
        <source>left to act</source>
        <translation>kvar att agera</translation>
    </message>
    <message>
        <source>{0} by {1}, {2}</source>
        <translation>{0} av {1}, {2}</translation>
    </message>
</context>
<context>
    <name>PointEntryList</name>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Skede</translation>
    </message>
    <message>
        <source>Security profile</source>
        <translation>Säkerhetsprofil</translation>
    </message>
    <message>
        <source>Boot</source>
        <translation>Uppstart</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Länk</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Ansluten</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Inte ansluten</translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation>Aldrig sedd</translation>
    </message>
</context>
<context>
    <name>PointEvents</name>
    <message>
        <source>Session begins</source>
        <translation>Session börjar</translation>
    </message>
    <message>
        <source>Session ends</source>
        <translation>Session slutar</translation>
    </message>
    <message>
        <source>Boot</source>
        <translation>Uppstart</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Ansluten</translation>
    </message>
    <message>
        <source>Link closed</source>
        <translation>Förbindelse stängd</translation>
    </message>
    <message>
        <source>Fell silent</source>
        <translation>Tystnade</translation>
    </message>
    <message>
        <source>Heard again</source>
        <translation>Hörs igen</translation>
    </message>
</context>
<context>
    <name>PointFacts</name>
    <message>
        <source>Links, boots, messages and changes</source>
        <translation>Förbindelser, uppstarter, meddelanden och ändringar</translation>
    </message>
    <message>
        <source>All that it said</source>
        <translation>Allt som det sade</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Slag</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Värd</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Access code</source>
        <translation>Portkod</translation>
    </message>
    <message>
        <source>Electrician</source>
        <translation>Elektriker</translation>
    </message>
    <message>
        <source>Electrician’s phone</source>
        <translation>Elektrikerns telefon</translation>
    </message>
    <message>
        <source>Grid owner</source>
        <translation>Nätägare</translation>
    </message>
    <message>
        <source>Installation id</source>
        <translation>Anläggnings-id</translation>
    </message>
    <message>
        <source>Uplink</source>
        <translation>Uppkoppling</translation>
    </message>
    <message>
        <source>Main fuse</source>
        <translation>Huvudsäkring</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Läge</translation>
    </message>
    <message>
        <source>Open the camera</source>
        <translation>Öppna kameran</translation>
    </message>
    <message>
        <source>Nobody to call is entered: add the host and the phone in Settings, Sites.</source>
        <translation>Ingen att ringa är inlagd: lägg till värd och telefon under Inställningar, Platser.</translation>
    </message>
    <message>
        <source>Nothing is known of it yet</source>
        <translation>Inget är känt om den än</translation>
    </message>
    <message>
        <source>Links and boots are listed here once it connects.</source>
        <translation>Förbindelser och uppstarter listas här när den ansluter.</translation>
    </message>
</context>
<context>
    <name>PointGraph</name>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>30 min</source>
        <translation>30 min</translation>
    </message>
    <message>
        <source>2 h</source>
        <translation>2 h</translation>
    </message>
    <message>
        <source>8 h</source>
        <translation>8 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 månad</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 månader</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Frys</translation>
    </message>
    <message>
        <source>No connector known yet</source>
        <translation>Inget uttag är känt än</translation>
    </message>
    <message>
        <source>Connector {0}, live</source>
        <translation>Uttag {0}, just nu</translation>
    </message>
    <message>
        <source>Connector {0}</source>
        <translation>Uttag {0}</translation>
    </message>
    <message>
        <source>values as the station sent them</source>
        <translation>oförändrade värden från stationen</translation>
    </message>
    <message>
        <source>mean power of each quarter-hour, from the meter</source>
        <translation>medeleffekt per kvart, från mätaren</translation>
    </message>
    <message>
        <source>mean power of each hour, from the meter</source>
        <translation>medeleffekt per timme, från mätaren</translation>
    </message>
    <message>
        <source>energy of each day, from the meter</source>
        <translation>energi per dygn, från mätaren</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsätt</translation>
    </message>
    <message>
        <source>Reading the values…</source>
        <translation>Läser värdena…</translation>
    </message>
    <message>
        <source>A station names its connectors when it connects.</source>
        <translation>En station namnger sina uttag när den ansluter.</translation>
    </message>
    <message>
        <source>No values in this time</source>
        <translation>Inga värden under den här tiden</translation>
    </message>
    <message>
        <source>Values come while a car charges.</source>
        <translation>Värden kommer medan en bil laddar.</translation>
    </message>
    <message>
        <source>The newest is from {0}: choose a longer time to see it.</source>
        <translation>Det senaste är från {0}: välj en längre tid för att se det.</translation>
    </message>
</context>
<context>
    <name>PointList</name>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Connectors</source>
        <translation>Uttag</translation>
    </message>
    <message>
        <source>Charging / free</source>
        <translation>Laddar / lediga</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Effekt</translation>
    </message>
    <message>
        <source>kW now</source>
        <translation>kW nu</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>OCPP</source>
        <translation>OCPP</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Länk</translation>
    </message>
    <message>
        <source>Value age</source>
        <translation>Värdets ålder</translation>
    </message>
    <message>
        <source>live</source>
        <translation>direkt</translation>
    </message>
    <message>
        <source>never seen</source>
        <translation>aldrig sedd</translation>
    </message>
</context>
<context>
    <name>PointView</name>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
    <message>
        <source>Text, action</source>
        <translation>Text, åtgärd</translation>
    </message>
    <message>
        <source>Key, value</source>
        <translation>Nyckel, värde</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nu</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meddelanden</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Site and history</source>
        <translation>Plats och historik</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>Connectors, session and identity</source>
        <translation>Uttag, session och identitet</translation>
    </message>
    <message>
        <source>Alarms and commands</source>
        <translation>Larm och kommandon</translation>
    </message>
    <message numerus="yes">
        <source>%n connector(s)</source>
        <translation>
            <numerusform>%n uttag</numerusform>
            <numerusform>%n uttag</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was sent: the time to send “{0}” ran out.</source>
        <translation>Inget skickades: tiden för att skicka ”{0}” gick ut.</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Åtgärdsråd</translation>
    </message>
    <message>
        <source>Worst unacknowledged</source>
        <translation>Värsta okvitterade</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Sidor</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Send armed command</source>
        <translation>Skicka kommandot</translation>
    </message>
    <message>
        <source>Cancel, back</source>
        <translation>Avbryt, tillbaka</translation>
    </message>
</context>
<context>
    <name>PointsSection</name>
    <message>
        <source>Charge points</source>
        <translation>Laddpunkter</translation>
    </message>
    <message>
        <source>Charge point, site</source>
        <translation>Laddpunkt, plats</translation>
    </message>
    <message>
        <source>New charge point</source>
        <translation>Ny laddpunkt</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identitet</translation>
    </message>
    <message>
        <source>As it stands in the charge point, without colon or slash.</source>
        <translation>Som den står i laddpunkten, utan kolon eller snedstreck.</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>One that is new is created.</source>
        <translation>En som är ny skapas.</translation>
    </message>
    <message>
        <source>Security profile</source>
        <translation>Säkerhetsprofil</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Nyckel</translation>
    </message>
    <message>
        <source>16 to 40 characters. Empty: one is made and shown once.</source>
        <translation>16 till 40 tecken. Tomt: en skapas och visas en gång.</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Skede</translation>
    </message>
    <message>
        <source>In operation after the steps of commissioning.</source>
        <translation>I drift efter idrifttagningens steg.</translation>
    </message>
    <message>
        <source>Rated power of a connector</source>
        <translation>Märkeffekt för ett uttag</translation>
    </message>
    <message>
        <source>Answer to a boot</source>
        <translation>Svar på uppstart</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Latitud</translation>
    </message>
    <message>
        <source>Empty: the site’s.</source>
        <translation>Tomt: platsens.</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Longitud</translation>
    </message>
    <message>
        <source>Keys in one request</source>
        <translation>Nycklar per förfrågan</translation>
    </message>
    <message>
        <source>Empty unless the charge point takes few at a time.</source>
        <translation>Tomt om inte laddpunkten tar få åt gången.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>It is let in as soon as it is added.</source>
        <translation>Den släpps in så snart den är tillagd.</translation>
    </message>
    <message>
        <source>No charge points yet</source>
        <translation>Inga laddpunkter än</translation>
    </message>
    <message>
        <source>Add the first with Ctrl+N, or connect it: who is unknown is seen at the door.</source>
        <translation>Lägg till den första med Ctrl+N, eller anslut den: den som är okänd syns vid dörren.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Sparat.</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>Nothing is chosen</source>
        <translation>Inget är valt</translation>
    </message>
    <message>
        <source>Choose one in the list, or add one: Ctrl+N.</source>
        <translation>Välj i listan, eller lägg till: Ctrl+N.</translation>
    </message>
</context>
<context>
    <name>ScreenSection</name>
    <message>
        <source>This screen</source>
        <translation>Den här skärmen</translation>
    </message>
    <message>
        <source>Language and colours</source>
        <translation>Språk och färger</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mörkt</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ljust</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Färger</translation>
    </message>
    <message>
        <source>Windows and columns</source>
        <translation>Fönster och kolumner</translation>
    </message>
    <message>
        <source>This workstation remembers where its windows stood, how wide columns are and how they are sorted.</source>
        <translation>Den här arbetsplatsen minns var fönster stod, hur breda kolumner är och hur de sorteras.</translation>
    </message>
    <message>
        <source>Forget places and columns</source>
        <translation>Glöm fönster och kolumner</translation>
    </message>
    <message>
        <source>Forgotten. It shows when the program is started again.</source>
        <translation>Glömt. Det märks när programmet startas igen.</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>Map</source>
        <translation>Karta</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Liveläge</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Larm</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessioner</translation>
    </message>
    <message>
        <source>Graphs</source>
        <translation>Diagram</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>Fakturor</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Vägg</translation>
    </message>
    <message>
        <source>Wall, map only</source>
        <translation>Vägg, bara karta</translation>
    </message>
    <message>
        <source>Wall, alarms only</source>
        <translation>Vägg, bara larm</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunder</translation>
    </message>
    <message>
        <source>Tariffs</source>
        <translation>Tariffer</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>This screen</source>
        <translation>Den här skärmen</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Anslutning</translation>
    </message>
    <message>
        <source>Charge points</source>
        <translation>Laddpunkter</translation>
    </message>
    <message>
        <source>At the door</source>
        <translation>Vid dörren</translation>
    </message>
    <message>
        <source>Import charge points</source>
        <translation>Importera laddpunkter</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Platser</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Företag</translation>
    </message>
    <message>
        <source>Users and roles</source>
        <translation>Användare och roller</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Om programmet</translation>
    </message>
</context>
<context>
    <name>SendView</name>
    <message>
        <source>Send any action</source>
        <translation>Skicka valfri åtgärd</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Åtgärd</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Innehåll</translation>
    </message>
    <message>
        <source>Check and arm</source>
        <translation>Pröva och gör redo</translation>
    </message>
    <message>
        <source>Payload, as JSON</source>
        <translation>Innehåll, som JSON</translation>
    </message>
    <message>
        <source>Write an action, as TriggerMessage.</source>
        <translation>Skriv en åtgärd, som TriggerMessage.</translation>
    </message>
    <message>
        <source>The payload is too long for one message.</source>
        <translation>Innehållet är för långt för ett meddelande.</translation>
    </message>
</context>
<context>
    <name>SessionCurve</name>
    <message>
        <source>Power and register over the session</source>
        <translation>Effekt och mätarställning under sessionen</translation>
    </message>
    <message>
        <source>Reading values</source>
        <translation>Läser värden</translation>
    </message>
    <message>
        <source>No values measured</source>
        <translation>Inga värden uppmätta</translation>
    </message>
    <message>
        <source>Power, kW</source>
        <translation>Effekt, kW</translation>
    </message>
    <message>
        <source>Energy, kWh</source>
        <translation>Energi, kWh</translation>
    </message>
</context>
<context>
    <name>SessionDecision</name>
    <message>
        <source>Held: no invoice may carry it yet</source>
        <translation>Hållen: ingen faktura får bära den än</translation>
    </message>
    <message>
        <source>Billed energy: {0} kWh</source>
        <translation>Debiterad energi: {0} kWh</translation>
    </message>
    <message>
        <source>{0}: ended.</source>
        <translation>{0}: avslutad.</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}: {1}.</translation>
    </message>
    <message>
        <source>{0} is open again.</source>
        <translation>{0} är öppen igen.</translation>
    </message>
</context>
<context>
    <name>SessionExport</name>
    <message>
        <source>Written so far</source>
        <translation>Skrivet hittills</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Export sessions</source>
        <translation>Exportera sessioner</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel-arbetsbok (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV for a spreadsheet (*.csv)</source>
        <translation>CSV för kalkylprogram (*.csv)</translation>
    </message>
    <message>
        <source>Writing {0} of {1} sessions</source>
        <translation>Skriver {0} av {1} sessioner</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) written to {0}.</source>
        <translation>
            <numerusform>%n session skriven till {0}.</numerusform>
            <numerusform>%n sessioner skrivna till {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped; no file was written.</source>
        <translation>Stoppad; ingen fil skrevs.</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>Started</source>
        <translation>Började</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kund</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>Cost incl. VAT</source>
        <translation>Kostnad inkl. moms</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tillstånd</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Faktura</translation>
    </message>
</context>
<context>
    <name>SessionPane</name>
    <message>
        <source>Energy</source>
        <translation>Energi</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Idle time</source>
        <translation>Overksam tid</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>VAT {0}%</source>
        <translation>Moms {0} %</translation>
    </message>
    <message>
        <source>To pay incl. VAT</source>
        <translation>Att betala inkl. moms</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tillstånd</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Transaktion</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kund</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Tagg</translation>
    </message>
    <message>
        <source>Stop reason</source>
        <translation>Stopporsak</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Slut</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Varaktighet</translation>
    </message>
    <message>
        <source>Register at start</source>
        <translation>Mätarställning vid start</translation>
    </message>
    <message>
        <source>Register at end</source>
        <translation>Mätarställning vid slut</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Faktura</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>Mätare</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>End session…</source>
        <translation>Avsluta session…</translation>
    </message>
    <message>
        <source>{0}, connector {1}</source>
        <translation>{0}, uttag {1}</translation>
    </message>
    <message>
        <source>Invoice {0}</source>
        <translation>Faktura {0}</translation>
    </message>
    <message>
        <source>not told by the station</source>
        <translation>ej meddelat av stationen</translation>
    </message>
    <message>
        <source>estimated: our clock, for the station’s was wrong</source>
        <translation>uppskattad: vår klocka, för stationens gick fel</translation>
    </message>
    <message>
        <source>by the station’s clock</source>
        <translation>enligt stationens klocka</translation>
    </message>
    <message>
        <source>{0} · received {1}</source>
        <translation>{0} · mottagen {1}</translation>
    </message>
    <message>
        <source>Register now</source>
        <translation>Mätarställning nu</translation>
    </message>
    <message>
        <source>{0} kWh billed, {1} kWh read after the stop</source>
        <translation>{0} kWh faktureras, {1} kWh avläst efter stoppet</translation>
    </message>
    <message>
        <source>Cost so far</source>
        <translation>Kostnad hittills</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Pris</translation>
    </message>
    <message>
        <source>no tariff held at its start</source>
        <translation>ingen tariff gällde vid start</translation>
    </message>
    <message>
        <source>first tariff of the site</source>
        <translation>platsens första tariff</translation>
    </message>
    <message>
        <source>tariff of {0}</source>
        <translation>tariff från {0}</translation>
    </message>
    <message>
        <source>The site has no tariff: it costs nothing.</source>
        <translation>Platsen har ingen tariff: den kostar ingenting.</translation>
    </message>
    <message>
        <source>It was struck: it is never billed.</source>
        <translation>Den är struken: den debiteras aldrig.</translation>
    </message>
    <message>
        <source>It is priced in a moment.</source>
        <translation>Den prissätts strax.</translation>
    </message>
    <message>
        <source>No energy was delivered: it costs nothing.</source>
        <translation>Ingen energi levererades: den kostar ingenting.</translation>
    </message>
</context>
<context>
    <name>SessionPanel</name>
    <message>
        <source>Session in progress</source>
        <translation>Pågående session</translation>
    </message>
    <message>
        <source>Running cost incl. VAT</source>
        <translation>Kostnad hittills inkl. moms</translation>
    </message>
    <message>
        <source>Energy, kWh</source>
        <translation>Energi, kWh</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Började</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Slutade</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Längd</translation>
    </message>
    <message>
        <source>Why it ended</source>
        <translation>Slutade för att</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kund</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Tagg</translation>
    </message>
    <message>
        <source>Tariff excl. VAT</source>
        <translation>Tariff exkl. moms</translation>
    </message>
    <message>
        <source>Charging time fee</source>
        <translation>Laddtidsavgift</translation>
    </message>
    <message>
        <source>Idle fee</source>
        <translation>Tomgångsavgift</translation>
    </message>
    <message>
        <source>Meter at start</source>
        <translation>Mätare vid start</translation>
    </message>
    <message>
        <source>Meter, newest</source>
        <translation>Mätare senast</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Hålls</translation>
    </message>
    <message>
        <source>No session</source>
        <translation>Ingen session</translation>
    </message>
    <message>
        <source>connector {0}</source>
        <translation>uttag {0}</translation>
    </message>
    <message>
        <source>Nobody charges here. A session appears as soon as a car begins.</source>
        <translation>Ingen laddar här. En session visas så snart en bil börjar.</translation>
    </message>
    <message>
        <source>Last session</source>
        <translation>Senaste sessionen</translation>
    </message>
    <message>
        <source>Cost incl. VAT</source>
        <translation>Kostnad inkl. moms</translation>
    </message>
    <message>
        <source>connector {0} · transaction {1}</source>
        <translation>uttag {0} · transaktion {1}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>none: set one for the site</source>
        <translation>ingen: sätt en för platsen</translation>
    </message>
    <message>
        <source>start {0}</source>
        <translation>start {0}</translation>
    </message>
    <message>
        <source>after {0} min, {1} / min</source>
        <translation>efter {0} min, {1} / min</translation>
    </message>
</context>
<context>
    <name>SessionView</name>
    <message>
        <source>Sessions</source>
        <translation>Sessioner</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>31 d</source>
        <translation>31 d</translation>
    </message>
    <message>
        <source>92 d</source>
        <translation>92 d</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Allt</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Månad</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>Alla platser</translation>
    </message>
    <message>
        <source>All charge points</source>
        <translation>Alla laddpunkter</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kund</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>Alla kunder</translation>
    </message>
    <message>
        <source>Zero energy</source>
        <translation>Ingen energi</translation>
    </message>
    <message>
        <source>Ended with less than 0.1 kWh</source>
        <translation>Avslutad med mindre än 0,1 kWh</translation>
    </message>
    <message>
        <source>Estimated time</source>
        <translation>Uppskattad tid</translation>
    </message>
    <message>
        <source>Start or end is our clock, for the station’s was wrong</source>
        <translation>Start eller slut är vår klocka, för stationens gick fel</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Rensa filter</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportera</translation>
    </message>
    <message>
        <source>Customer, token, charge point</source>
        <translation>Kund, tagg, laddpunkt</translation>
    </message>
    <message>
        <source>Load more</source>
        <translation>Hämta fler</translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation>Alla {0}</translation>
    </message>
    <message>
        <source>In progress {0}</source>
        <translation>Pågår {0}</translation>
    </message>
    <message>
        <source>Ended {0}</source>
        <translation>Avslutade {0}</translation>
    </message>
    <message>
        <source>Held {0}</source>
        <translation>Hållna {0}</translation>
    </message>
    <message>
        <source>Energy {0} kWh</source>
        <translation>Energi {0} kWh</translation>
    </message>
    <message>
        <source>{0} · only those loaded are sorted</source>
        <translation>{0} · endast de hämtade är sorterade</translation>
    </message>
    <message>
        <source>Reading sessions</source>
        <translation>Läser sessioner</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Inget stämmer</translation>
    </message>
    <message>
        <source>Choose another filter or a longer time, or clear the search with Esc.</source>
        <translation>Välj ett annat filter eller en längre tid, eller töm sökningen med Esc.</translation>
    </message>
    <message>
        <source>No sessions in this time</source>
        <translation>Inga laddningar under tiden</translation>
    </message>
    <message>
        <source>Choose a longer time. A session appears as soon as a car begins to charge.</source>
        <translation>Välj en längre tid. En laddning visas så snart en bil börjar ladda.</translation>
    </message>
    <message>
        <source>Charge point</source>
        <translation>Laddpunkt</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>sessioner</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>SettingList</name>
    <message>
        <source>Key</source>
        <translation>Nyckel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Värde</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Senaste ändring</translation>
    </message>
    <message>
        <source>Last read</source>
        <translation>Senast läst</translation>
    </message>
    <message>
        <source>requested</source>
        <translation>begärd</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>skickad</translation>
    </message>
    <message>
        <source>restart required</source>
        <translation>omstart krävs</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>godkänd</translation>
    </message>
    <message>
        <source>accepted, read back</source>
        <translation>godkänd, återläst</translation>
    </message>
    <message>
        <source>accepted, yet it reads {0}</source>
        <translation>godkänd, men avläses som {0}</translation>
    </message>
    <message>
        <source>secret: rotate the key</source>
        <translation>hemlig: byt nyckeln</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>kan inte läsas</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>inte angett</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Avsnitt</translation>
    </message>
    <message>
        <source>Into the section</source>
        <translation>In i avsnittet</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Ny</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>ShownOnce</name>
    <message>
        <source>I have it</source>
        <translation>Jag har den</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>At least {0} characters.</source>
        <translation>Minst {0} tecken.</translation>
    </message>
    <message>
        <source>Opening the database</source>
        <translation>Öppnar databasen</translation>
    </message>
    <message>
        <source>The database cannot be opened.</source>
        <translation>Databasen kan inte öppnas.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Försök igen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Lösenord</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Lösenord igen</translation>
    </message>
    <message>
        <source>Nobody can sign in to this database yet. Choose the name and password of its first administrator; more people are added later.</source>
        <translation>Ännu kan ingen logga in i den här databasen. Välj namn och lösenord för dess första administratör; fler personer läggs till senare.</translation>
    </message>
    <message>
        <source>Create administrator</source>
        <translation>Skapa administratör</translation>
    </message>
    <message>
        <source>Sign in to go on.</source>
        <translation>Logga in för att fortsätta.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Logga in</translation>
    </message>
    <message>
        <source>Write a name.</source>
        <translation>Skriv ett namn.</translation>
    </message>
    <message>
        <source>The two passwords differ. Write the same one twice.</source>
        <translation>Lösenorden skiljer sig. Skriv samma två gånger.</translation>
    </message>
</context>
<context>
    <name>SiteContacts</name>
    <message>
        <source>On site</source>
        <translation>På plats</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Värd</translation>
    </message>
    <message>
        <source>Electrician</source>
        <translation>Elektriker</translation>
    </message>
    <message>
        <source>Access code</source>
        <translation>Portkod</translation>
    </message>
</context>
<context>
    <name>SiteEntryList</name>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Serves</source>
        <translation>Betjänar</translation>
    </message>
    <message>
        <source>Main fuse</source>
        <translation>Huvudsäkring</translation>
    </message>
    <message>
        <source>Charge points</source>
        <translation>Laddpunkter</translation>
    </message>
</context>
<context>
    <name>SiteList</name>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Connectors</source>
        <translation>Uttag</translation>
    </message>
    <message>
        <source>Charging / free</source>
        <translation>Laddar / lediga</translation>
    </message>
    <message>
        <source>Power against normal range</source>
        <translation>Effekt mot normalt intervall</translation>
    </message>
    <message>
        <source>kW now</source>
        <translation>kW nu</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Value age</source>
        <translation>Värdets ålder</translation>
    </message>
    <message>
        <source>live</source>
        <translation>direkt</translation>
    </message>
</context>
<context>
    <name>SitePane</name>
    <message>
        <source>Power, 24 h</source>
        <translation>Effekt, 24 h</translation>
    </message>
    <message>
        <source>Charge points</source>
        <translation>Laddpunkter</translation>
    </message>
    <message>
        <source>Energy, 24 h</source>
        <translation>Energi, 24 h</translation>
    </message>
    <message>
        <source>Usual now</source>
        <translation>Normalt nu</translation>
    </message>
    <message>
        <source>Charge points offline</source>
        <translation>Laddpunkter offline</translation>
    </message>
    <message>
        <source>Tariff excl. VAT</source>
        <translation>Taxa exkl. moms</translation>
    </message>
    <message>
        <source>Grid owner, installation</source>
        <translation>Nätägare, anläggning</translation>
    </message>
    <message>
        <source>Uplink</source>
        <translation>Uppkoppling</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Open charge point</source>
        <translation>Öppna laddpunkt</translation>
    </message>
    <message>
        <source>On map</source>
        <translation>På kartan</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessioner</translation>
    </message>
    <message numerus="yes">
        <source>%n charge point(s)</source>
        <translation>
            <numerusform>%n laddpunkt</numerusform>
            <numerusform>%n laddpunkter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connector(s)</source>
        <translation>
            <numerusform>%n uttag</numerusform>
            <numerusform>%n uttag</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} charging</source>
        <translation>{0} laddar</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>{0} lediga</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>sedan {0}</translation>
    </message>
    <message>
        <source>acked by {0}</source>
        <translation>kvitt. av {0}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
</context>
<context>
    <name>SitePopover</name>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Effekt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Kvittera</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Ring</translation>
    </message>
    <message numerus="yes">
        <source>%n charge point(s)</source>
        <translation>
            <numerusform>%n laddpunkt</numerusform>
            <numerusform>%n laddpunkter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connector(s)</source>
        <translation>
            <numerusform>%n uttag</numerusform>
            <numerusform>%n uttag</numerusform>
        </translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>Öppna {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n charging</source>
        <translation>
            <numerusform>%n laddar</numerusform>
            <numerusform>%n laddar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n busy</source>
        <translation>
            <numerusform>%n upptagen</numerusform>
            <numerusform>%n upptagna</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>%n fel</numerusform>
            <numerusform>%n fel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n out of service</source>
        <translation>
            <numerusform>%n ur drift</numerusform>
            <numerusform>%n ur drift</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n free</source>
        <translation>
            <numerusform>%n ledig</numerusform>
            <numerusform>%n lediga</numerusform>
        </translation>
    </message>
    <message>
        <source>act within {0}</source>
        <translation>åtgärd inom {0}</translation>
    </message>
    <message>
        <source>acked by {0}</source>
        <translation>kvitterad av {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n more charge point(s)</source>
        <translation>
            <numerusform>%n laddpunkt till</numerusform>
            <numerusform>%n laddpunkter till</numerusform>
        </translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>of {0} kW</source>
        <translation>av {0} kW</translation>
    </message>
    <message>
        <source>normal {0}–{1}</source>
        <translation>normalt {0}–{1}</translation>
    </message>
    <message>
        <source>limit {0}</source>
        <translation>gräns {0}</translation>
    </message>
</context>
<context>
    <name>SitesSection</name>
    <message>
        <source>Sites</source>
        <translation>Platser</translation>
    </message>
    <message>
        <source>Site, place, host</source>
        <translation>Plats, ort, värd</translation>
    </message>
    <message>
        <source>New site</source>
        <translation>Ny plats</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Serves</source>
        <translation>Betjänar</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Latitud</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Longitud</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>På platsen</translation>
    </message>
    <message>
        <source>Whom to ask for</source>
        <translation>Fråga efter</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Access code</source>
        <translation>Portkod</translation>
    </message>
    <message>
        <source>How a technician gets in.</source>
        <translation>Så kommer en tekniker in.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>A link, as https://camera.example/view</source>
        <translation>En länk, som https://camera.example/view</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Effekt</translation>
    </message>
    <message>
        <source>Main fuse</source>
        <translation>Huvudsäkring</translation>
    </message>
    <message>
        <source>Grid owner</source>
        <translation>Nätägare</translation>
    </message>
    <message>
        <source>Installation id</source>
        <translation>Anläggnings-id</translation>
    </message>
    <message>
        <source>Electrician</source>
        <translation>Elektriker</translation>
    </message>
    <message>
        <source>Electrician’s phone</source>
        <translation>Elektrikerns telefon</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Nät</translation>
    </message>
    <message>
        <source>Uplink</source>
        <translation>Uppkoppling</translation>
    </message>
    <message>
        <source>As Telia 4G. Sites that share an uplink fall together, and are told as one.</source>
        <translation>Som Telia 4G. Platser som delar uppkoppling faller samtidigt och visas som en händelse.</translation>
    </message>
    <message>
        <source>Its name stays: sessions and invoices carry it.</source>
        <translation>Namnet består: det står i sessioner och fakturor.</translation>
    </message>
    <message numerus="yes">
        <source>%n charge point(s)</source>
        <translation>
            <numerusform>%n laddpunkt</numerusform>
            <numerusform>%n laddpunkter</numerusform>
        </translation>
    </message>
    <message>
        <source>No sites yet</source>
        <translation>Inga platser än</translation>
    </message>
    <message>
        <source>Add the first with Ctrl+N.</source>
        <translation>Lägg till den första med Ctrl+N.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Sparat.</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Up</source>
        <translation>Uppe</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>Laddar</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Lediga</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fel</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Power now</source>
        <translation>Effekt nu</translation>
    </message>
</context>
<context>
    <name>SystemSection</name>
    <message>
        <source>Connection</source>
        <translation>Anslutning</translation>
    </message>
    <message>
        <source>Connected to</source>
        <translation>Ansluten till</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Databas</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datamapp</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Inloggad som</translation>
    </message>
    <message>
        <source>From server to screen</source>
        <translation>Från server till skärm</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Inställningsfil</translation>
    </message>
    <message>
        <source>These are read once, when the program starts. Change them in the file with any text editor, a line each, then start the program again.</source>
        <translation>De läses en gång, när programmet startar. Ändra dem i filen med valfri textredigerare, en rad för var och en, och starta sedan programmet igen.</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Filen</translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n månad</numerusform>
            <numerusform>%n månader</numerusform>
        </translation>
    </message>
    <message>
        <source>Charge points connect to</source>
        <translation>Laddpunkter ansluter till</translation>
    </message>
    <message>
        <source>Certificate for wss://</source>
        <translation>Certifikat för wss://</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>Its key</source>
        <translation>Dess nyckel</translation>
    </message>
    <message>
        <source>Go on serving when the window is closed</source>
        <translation>Fortsätt betjäna när fönstret stängs</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nej</translation>
    </message>
    <message>
        <source>Raw meter values are kept</source>
        <translation>Råa mätvärden sparas</translation>
    </message>
    <message>
        <source>Messages are kept</source>
        <translation>Meddelanden sparas</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n timme</numerusform>
            <numerusform>%n timmar</numerusform>
        </translation>
    </message>
    <message>
        <source>Map tiles</source>
        <translation>Kartrutor</translation>
    </message>
    <message>
        <source>the map that comes with the program</source>
        <translation>kartan som följer med programmet</translation>
    </message>
    <message>
        <source>for example {0}</source>
        <translation>till exempel {0}</translation>
    </message>
    <message>
        <source>{0} s, 95 of 100 within {1} s</source>
        <translation>{0} s, 95 av 100 inom {1} s</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Columns</source>
        <translation>Kolumner</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortera efter</translation>
    </message>
    <message>
        <source>As at the beginning</source>
        <translation>Som från början</translation>
    </message>
    <message>
        <source>All as at the beginning</source>
        <translation>Allt som från början</translation>
    </message>
</context>
<context>
    <name>TariffList</name>
    <message>
        <source>From the beginning</source>
        <translation>Från början</translation>
    </message>
    <message>
        <source>after {0} min</source>
        <translation>efter {0} min</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Slag</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minut</translation>
    </message>
    <message>
        <source>Idle minute</source>
        <translation>Blockerad minut</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Ändras</translation>
    </message>
    <message>
        <source>no tariff</source>
        <translation>ingen tariff</translation>
    </message>
</context>
<context>
    <name>TariffPane</name>
    <message>
        <source>Versions</source>
        <translation>Versioner</translation>
    </message>
    <message>
        <source>SEK</source>
        <translation>kr</translation>
    </message>
    <message>
        <source>Energy, per kWh</source>
        <translation>Energi, per kWh</translation>
    </message>
    <message>
        <source>Start, per session</source>
        <translation>Start, per session</translation>
    </message>
    <message>
        <source>Idle, per minute</source>
        <translation>Blockerad, per minut</translation>
    </message>
    <message>
        <source>Charging time, per minute</source>
        <translation>Laddtid, per minut</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Idle time without fee</source>
        <translation>Blockerad utan avgift</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>Moms</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gäller från</translation>
    </message>
    <message>
        <source>No site is chosen</source>
        <translation>Ingen plats är vald</translation>
    </message>
    <message>
        <source>Choose one in the list.</source>
        <translation>Välj en i listan.</translation>
    </message>
    <message>
        <source>No tariff yet: sessions here cannot be priced.</source>
        <translation>Ingen tariff än: sessioner här kan inte prissättas.</translation>
    </message>
    <message>
        <source>Swedish time. Empty: for all sessions here, earlier ones too.</source>
        <translation>Svensk tid. Tomt: för alla sessioner här, även tidigare.</translation>
    </message>
    <message>
        <source>Swedish time. Empty: for sessions that begin from now on.</source>
        <translation>Svensk tid. Tomt: för sessioner som börjar från och med nu.</translation>
    </message>
    <message>
        <source>{0} incl. VAT</source>
        <translation>{0} inkl. moms</translation>
    </message>
    <message>
        <source>{0} has a new tariff.</source>
        <translation>{0} har en ny tariff.</translation>
    </message>
    <message>
        <source>Holds for all sessions here.</source>
        <translation>Gäller alla sessioner här.</translation>
    </message>
    <message>
        <source>Holds for sessions that begin now.</source>
        <translation>Gäller sessioner som börjar nu.</translation>
    </message>
    <message>
        <source>Set; it holds from its moment on.</source>
        <translation>Sparad, gäller från angiven tid.</translation>
    </message>
</context>
<context>
    <name>TariffView</name>
    <message>
        <source>Tariffs</source>
        <translation>Tariffer</translation>
    </message>
    <message>
        <source>Sites and their tariffs</source>
        <translation>Platser och deras tariffer</translation>
    </message>
    <message>
        <source>Site or place</source>
        <translation>Plats eller ort</translation>
    </message>
    <message numerus="yes">
        <source>%n site(s) without a tariff</source>
        <translation>
            <numerusform>%n plats utan tariff</numerusform>
            <numerusform>%n platser utan tariff</numerusform>
        </translation>
    </message>
    <message>
        <source>No sites yet</source>
        <translation>Inga platser än</translation>
    </message>
    <message>
        <source>Add a site and its charge points first, in the settings: Ctrl+comma.</source>
        <translation>Lägg först till en plats och dess laddpunkter, i inställningarna: Ctrl+komma.</translation>
    </message>
    <message>
        <source>Reading the tariffs</source>
        <translation>Läser tarifferna</translation>
    </message>
    <message numerus="yes">
        <source>Set at %n marked site(s)</source>
        <translation>
            <numerusform>Inför på %n markerad plats</numerusform>
            <numerusform>Inför på %n markerade platser</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a site and correct its prices first: they are what is copied.</source>
        <translation>Välj först en plats och rätta dess priser: det är de som kopieras.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>nu</translation>
    </message>
    <message numerus="yes">
        <source>one tariff at %n site(s)</source>
        <translation>
            <numerusform>en tariff på %n plats</numerusform>
            <numerusform>en tariff på %n platser</numerusform>
        </translation>
    </message>
    <message>
        <source>as in the form of {0}</source>
        <translation>som i formuläret för {0}</translation>
    </message>
    <message>
        <source>Holds for sessions that begin from: {0}</source>
        <translation>Gäller sessioner som börjar från: {0}</translation>
    </message>
    <message numerus="yes">
        <source>Set at %n site(s)</source>
        <translation>
            <numerusform>Inför på %n plats</numerusform>
            <numerusform>Inför på %n platser</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n site(s) have the tariff.</source>
        <translation>
            <numerusform>%n plats har tariffen.</numerusform>
            <numerusform>%n platser har tariffen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändra</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markera</translation>
    </message>
    <message>
        <source>Mark all</source>
        <translation>Markera alla</translation>
    </message>
    <message>
        <source>Set at the marked sites</source>
        <translation>Inför på markerade</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
</context>
<context>
    <name>TokenList</name>
    <message>
        <source>Token</source>
        <translation>Tagg</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupp</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Läge</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Spärrad</translation>
    </message>
    <message>
        <source>May charge</source>
        <translation>Får ladda</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Gick ut</translation>
    </message>
    <message>
        <source>to {0}</source>
        <translation>t.o.m. {0}</translation>
    </message>
</context>
<context>
    <name>TokenPanel</name>
    <message>
        <source>Tokens</source>
        <translation>Taggar</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Ny tagg</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Spärra</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Tagg</translation>
    </message>
    <message>
        <source>Write the number that the charge point reads from it.</source>
        <translation>Skriv numret som laddpunkten läser från taggen.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupp</translation>
    </message>
    <message>
        <source>Tokens of one group may stop each other’s sessions.</source>
        <translation>Taggar i samma grupp får avsluta varandras sessioner.</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>Giltig till</translation>
    </message>
    <message>
        <source>Empty: for ever.</source>
        <translation>Tomt: tills vidare.</translation>
    </message>
    <message>
        <source>No token yet</source>
        <translation>Ingen tagg än</translation>
    </message>
    <message>
        <source>Add the card that this customer charges with: Ctrl+T.</source>
        <translation>Lägg till kortet som kunden laddar med: Ctrl+T.</translation>
    </message>
    <message>
        <source>As the charge point reads it: 1 to 36 letters, digits and * - _ = : + | @ .</source>
        <translation>Som laddpunkten läser den: 1 till 36 bokstäver, siffror och * - _ = : + | @ .</translation>
    </message>
    <message>
        <source>It stays. For another number, block this token and add a new one.</source>
        <translation>Ligger fast. För ett annat nummer: spärra taggen och lägg till en ny.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Häv spärr</translation>
    </message>
    <message>
        <source>Added; it may charge now.</source>
        <translation>Tillagd, får ladda nu.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Sparat.</translation>
    </message>
    <message>
        <source>{0} is blocked.</source>
        <translation>{0} är spärrad.</translation>
    </message>
    <message>
        <source>{0} may charge again.</source>
        <translation>{0} får ladda igen.</translation>
    </message>
</context>
<context>
    <name>TornWindow</name>
    <message>
        <source>Close this window</source>
        <translation>Stäng fönstret</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Ångra</translation>
    </message>
</context>
<context>
    <name>UnsavedBar</name>
    <message>
        <source>What you changed here is not saved.</source>
        <translation>Det du ändrat här är inte sparat.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Kasta</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Fortsätt redigera</translation>
    </message>
</context>
<context>
    <name>UserList</name>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Roll</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Får</translation>
    </message>
</context>
<context>
    <name>UsersSection</name>
    <message>
        <source>Users and roles</source>
        <translation>Användare och roller</translation>
    </message>
    <message>
        <source>Name, role</source>
        <translation>Namn, roll</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>Ny användare</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Roll</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Lösenord</translation>
    </message>
    <message>
        <source>At least 10 characters.</source>
        <translation>Minst 10 tecken.</translation>
    </message>
    <message>
        <source>Make a new password</source>
        <translation>Skapa nytt lösenord</translation>
    </message>
    <message>
        <source>May: {0}.</source>
        <translation>Får: {0}.</translation>
    </message>
    <message>
        <source>Without a password, one is made and shown once.</source>
        <translation>Utan lösenord skapas ett och visas en gång.</translation>
    </message>
    <message>
        <source>No users yet</source>
        <translation>Inga användare än</translation>
    </message>
    <message>
        <source>Add the first with Ctrl+N.</source>
        <translation>Lägg till den första med Ctrl+N.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Sparat.</translation>
    </message>
    <message>
        <source>new password</source>
        <translation>nytt lösenord</translation>
    </message>
    <message>
        <source>has a password</source>
        <translation>har ett lösenord</translation>
    </message>
    <message>
        <source>The old password is void at once.</source>
        <translation>Det gamla lösenordet slutar gälla genast.</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Skapa</translation>
    </message>
    <message>
        <source>Hand this over. The password is shown this once.</source>
        <translation>Lämna över detta. Lösenordet visas bara den här gången.</translation>
    </message>
    <message>
        <source>Password of {0}</source>
        <translation>Lösenord för {0}</translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Valid from</source>
        <translation>Gäller från</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minut</translation>
    </message>
    <message>
        <source>Idle minute</source>
        <translation>Blockerad minut</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>Moms</translation>
    </message>
    <message>
        <source>over</source>
        <translation>har gällt</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>gäller nu</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>kommer</translation>
    </message>
</context>
<context>
    <name>WallCounters</name>
    <message>
        <source>{0} unack</source>
        <translation>{0} okv.</translation>
    </message>
</context>
<context>
    <name>WallCover</name>
    <message>
        <source>No tick for {0} s</source>
        <translation>Ingen puls på {0} s</translation>
    </message>
    <message>
        <source>NO LIVE DATA</source>
        <translation>INGA LIVEDATA</translation>
    </message>
    <message>
        <source>NO LIVE DATA since {0}</source>
        <translation>INGA LIVEDATA sedan {0}</translation>
    </message>
    <message>
        <source>Trust nothing here. Phone IT duty; use the list of site phones.</source>
        <translation>Lita inte på bilden. Ring it-jouren; använd telefonlistan.</translation>
    </message>
</context>
<context>
    <name>WallLine</name>
    <message>
        <source>Up</source>
        <translation>Uppe</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Effekt</translation>
    </message>
</context>
<context>
    <name>WallMap</name>
    <message>
        <source>No site has a place on the map</source>
        <translation>Ingen plats finns på kartan</translation>
    </message>
</context>
<context>
    <name>WallPage</name>
    <message>
        <source>No alarms</source>
        <translation>Inga larm</translation>
    </message>
</context>
<context>
    <name>WallRate</name>
    <message>
        <source>New alarms per 10 min</source>
        <translation>Nya larm per 10 min</translation>
    </message>
    <message>
        <source>{0} now</source>
        <translation>{0} nu</translation>
    </message>
</context>
<context>
    <name>WallStrip</name>
    <message>
        <source>Up</source>
        <translation>Uppe</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>Laddar</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Effekt</translation>
    </message>
    <message>
        <source>off</source>
        <translation>av</translation>
    </message>
</context>
<context>
    <name>WelcomeSteps</name>
    <message>
        <source>Open it</source>
        <translation>Öppna den</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>Visa listan</translation>
    </message>
    <message>
        <source>Connect the first charge point</source>
        <translation>Anslut den första laddpunkten</translation>
    </message>
    <message>
        <source>Enter the address below in a charge point. It knocks at the door and is let in with one press; or add it first and enter its key. Everything here is found again in the settings.</source>
        <translation>Skriv in adressen nedan i en laddpunkt. Den knackar på och släpps in med ett tryck; eller lägg till den först och skriv in dess nyckel. Allt här finns också i inställningarna.</translation>
    </message>
    <message>
        <source>Who knocks at the door</source>
        <translation>Vem som knackar på</translation>
    </message>
    <message>
        <source>Add a charge point</source>
        <translation>Lägg till en laddpunkt</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Ansluten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identitet</translation>
    </message>
    <message>
        <source>As it stands in the charge point, without colon or slash.</source>
        <translation>Som den står i laddpunkten, utan kolon eller snedstreck.</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Plats</translation>
    </message>
    <message>
        <source>Security profile</source>
        <translation>Säkerhetsprofil</translation>
    </message>
    <message>
        <source>Nobody yet. Whoever tries is seen here within seconds.</source>
        <translation>Ingen än. Den som försöker syns här inom några sekunder.</translation>
    </message>
    <message>
        <source>from {0}, OCPP {1}</source>
        <translation>från {0}, OCPP {1}</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Släpp in</translation>
    </message>
    <message>
        <source>Let in {0}</source>
        <translation>Släpp in {0}</translation>
    </message>
    <message>
        <source>Whoever is let in is added at the site {0}, with security profile {1}. Change both beside.</source>
        <translation>Den som släpps in läggs till på platsen {0}, med säkerhetsprofil {1}. Båda ändras här bredvid.</translation>
    </message>
    <message>
        <source>First site</source>
        <translation>Första platsen</translation>
    </message>
    <message>
        <source>A proposal: write what your site is called, as Slussen P-hus. Its name stays.</source>
        <translation>Ett förslag: skriv vad platsen heter, till exempel Slussen P-hus. Namnet går inte att ändra sedan.</translation>
    </message>
    <message>
        <source>With a key, nobody else can connect under this identity.</source>
        <translation>Med en nyckel kan ingen annan ansluta med den här identiteten.</translation>
    </message>
    <message>
        <source>{0} is added.</source>
        <translation>{0} är tillagd.</translation>
    </message>
    <message>
        <source>{0} connected at {1}, OCPP {2}</source>
        <translation>{0} anslöt {1}, OCPP {2}</translation>
    </message>
    <message>
        <source>Waiting for {0}</source>
        <translation>Väntar på {0}</translation>
    </message>
    <message>
        <source>No charge point yet</source>
        <translation>Ingen laddpunkt än</translation>
    </message>
</context>
<context>
    <name>Wishes</name>
    <message>
        <source>{0}, whole charge point</source>
        <translation>{0}, hela laddpunkten</translation>
    </message>
    <message>
        <source>Start on {0}</source>
        <translation>Starta på {0}</translation>
    </message>
    <message>
        <source>Stop session {0}</source>
        <translation>Stoppa session {0}</translation>
    </message>
    <message>
        <source>Unlock connector {0}</source>
        <translation>Lås upp uttag {0}</translation>
    </message>
    <message>
        <source>Ask for status</source>
        <translation>Fråga om status</translation>
    </message>
    <message>
        <source>Ask for a message</source>
        <translation>Be om meddelande</translation>
    </message>
    <message>
        <source>Soft reset</source>
        <translation>Mjuk omstart</translation>
    </message>
    <message>
        <source>Hard reset</source>
        <translation>Hård omstart</translation>
    </message>
    <message>
        <source>Set {0} inoperative</source>
        <translation>Ta uttag {0} ur drift</translation>
    </message>
    <message>
        <source>Set {0} operative</source>
        <translation>Ta uttag {0} i drift</translation>
    </message>
    <message>
        <source>Set inoperative</source>
        <translation>Ta ur drift</translation>
    </message>
    <message>
        <source>Set operative</source>
        <translation>Ta i drift</translation>
    </message>
    <message>
        <source>Read configuration</source>
        <translation>Läs konfiguration</translation>
    </message>
    <message>
        <source>Clear cache</source>
        <translation>Töm minneslista</translation>
    </message>
    <message>
        <source>Rotate key</source>
        <translation>Byt nyckel</translation>
    </message>
    <message>
        <source>ask for {0}</source>
        <translation>be om {0}</translation>
    </message>
    <message>
        <source>Nobody notices</source>
        <translation>Ingen märker något</translation>
    </message>
    <message>
        <source>Sent exactly as written; what it does depends on the action</source>
        <translation>Skickas precis som det är skrivet; verkan beror på åtgärden</translation>
    </message>
    <message>
        <source>send {0}</source>
        <translation>skicka {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n car(s) will stop</source>
        <translation>
            <numerusform>%n bil stannar</numerusform>
            <numerusform>%n bilar stannar</numerusform>
        </translation>
    </message>
    <message>
        <source>No car is charging</source>
        <translation>Ingen bil laddar</translation>
    </message>
    <message numerus="yes">
        <source>Lets %n session(s) end, then restarts</source>
        <translation>
            <numerusform>Låter %n session ta slut, startar sedan om</numerusform>
            <numerusform>Låter %n sessioner ta slut, startar sedan om</numerusform>
        </translation>
    </message>
    <message>
        <source>Restarts at once, no car is charging</source>
        <translation>Startar om genast, ingen bil laddar</translation>
    </message>
    <message>
        <source>No new session; running ones may end first</source>
        <translation>Ingen ny session; pågående får sluta först</translation>
    </message>
    <message>
        <source>Drivers can charge again</source>
        <translation>Förare kan ladda igen</translation>
    </message>
    <message>
        <source>Tokens are asked for anew; nobody is stopped</source>
        <translation>Taggar frågas om på nytt; ingen stoppas</translation>
    </message>
    <message>
        <source>It gets a new key; the old one holds until the new one is used</source>
        <translation>Den får en ny nyckel; den gamla gäller tills den nya används</translation>
    </message>
    <message>
        <source>{0}, connector {1}</source>
        <translation>{0}, uttag {1}</translation>
    </message>
    <message>
        <source>The token’s owner pays</source>
        <translation>Taggens ägare betalar</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Tagg</translation>
    </message>
    <message>
        <source>The cable can be taken out</source>
        <translation>Kabeln kan tas ut</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>no connector known yet</source>
        <translation>inget uttag känt än</translation>
    </message>
</context>
<context>
    <name>WorkedExample</name>
    <message>
        <source>Energy</source>
        <translation>Energi</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Idle part of it</source>
        <translation>Varav blockerad</translation>
    </message>
    <message>
        <source>What a session costs</source>
        <translation>Vad en session kostar</translation>
    </message>
    <message>
        <source>Write the prices, and what the session uses, to see what it costs.</source>
        <translation>Skriv priserna, och vad sessionen använder, så visas vad den kostar.</translation>
    </message>
    <message>
        <source>Public charge points of 50 kW or more may take a price per kWh and an idle fee per minute, nothing else (AFIR article 5).</source>
        <translation>Publika laddpunkter från 50 kW får ta pris per kWh och en blockeringsavgift per minut, inget annat (AFIR artikel 5).</translation>
    </message>
    <message>
        <source>Excl. VAT</source>
        <translation>Exkl. moms</translation>
    </message>
    <message>
        <source>Incl. VAT</source>
        <translation>Inkl. moms</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>VAT {0}</source>
        <translation>Moms {0}</translation>
    </message>
    <message>
        <source>The driver pays</source>
        <translation>Föraren betalar</translation>
    </message>
    <message>
        <source>Each line is rounded to öre, VAT is counted on their sum. Whole minutes count: one is idle while the vehicle asks for no energy and none flows, and charging time while it is not idle.</source>
        <translation>Varje rad avrundas till öre, momsen räknas på summan. Hela minuter räknas: en minut är blockerad när bilen inte begär energi och ingen energi flödar, annars är den laddtid.</translation>
    </message>
    <message>
        <source>Charging time, {0}</source>
        <translation>Laddtid, {0}</translation>
    </message>
    <message>
        <source>Energy, {0}</source>
        <translation>Energi, {0}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Idle after {1} min, {0}</source>
        <translation>Blockerat efter {1} min, {0}</translation>
    </message>
    <message>
        <source>Idle, {0}</source>
        <translation>Blockerat, {0}</translation>
    </message>
</context>
<context>
    <name>ZoomButtons</name>
    <message>
        <source>Zoom in</source>
        <translation>Zooma in</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zooma ut</translation>
    </message>
    <message>
        <source>Whole network</source>
        <translation>Hela nätet</translation>
    </message>
</context>
<context>
    <name>_Contact</name>
    <message>
        <source>Call {0}, {1}</source>
        <translation>Ring {0}, {1}</translation>
    </message>
    <message>
        <source>{0} is copied: nothing on this computer dials.</source>
        <translation>{0} är kopierat: inget på den här datorn ringer.</translation>
    </message>
</context>
<context>
    <name>_Popup</name>
    <message>
        <source>Type to narrow</source>
        <translation>Skriv för att söka</translation>
    </message>
</context>
<context>
    <name>advice</name>
    <message>
        <source>No charge point is called {id}. Look for it with Ctrl+F on the live status.</source>
        <translation>Ingen laddpunkt heter {id}. Sök efter den med Ctrl+F i liveläget.</translation>
    </message>
    <message>
        <source>No charge points yet. A technician adds them in the settings, Ctrl+, under Charge points.</source>
        <translation>Inga laddpunkter än. En tekniker lägger till dem i inställningarna, Ctrl+, under Laddpunkter.</translation>
    </message>
    <message>
        <source>There is a charge point called {id} already. Change that one, or choose another name.</source>
        <translation>Det finns redan en laddpunkt som heter {id}. Ändra den, eller välj ett annat namn.</translation>
    </message>
    <message>
        <source>{id} is connected, and a key that it does not know would cut it off. Give it a new one over its link. If the old unit is still there, unplug it first.</source>
        <translation>{id} är ansluten, och en nyckel som den inte känner till skulle stänga den ute. Ge den en ny över dess förbindelse. Sitter den gamla enheten kvar, koppla ur den först.</translation>
    </message>
    <message>
        <source>{id} connects without a key (security profile 0). Give it a profile that has one first.</source>
        <translation>{id} ansluter utan nyckel (säkerhetsprofil 0). Ge den först en profil som har en.</translation>
    </message>
    <message>
        <source>There is a site called {name} already. Change that one, or choose another name.</source>
        <translation>Det finns redan en plats som heter {name}. Ändra den, eller välj ett annat namn.</translation>
    </message>
    <message>
        <source>Nobody called {id} waits at the door any more. Wait until it tries again.</source>
        <translation>Ingen som heter {id} väntar vid dörren längre. Vänta tills den försöker igen.</translation>
    </message>
    <message>
        <source>No user is called {name} any more. Look at the list again.</source>
        <translation>Ingen användare heter {name} längre. Se efter i listan igen.</translation>
    </message>
    <message>
        <source>There is no alarm {id}. See the alarms, F5.</source>
        <translation>Det finns inget larm {id}. Se larmen, F5.</translation>
    </message>
    <message>
        <source>Alarm {id} is over or acknowledged already. See the alarms, F5.</source>
        <translation>Larm {id} är redan över eller kvitterat. Se larmen, F5.</translation>
    </message>
    <message>
        <source>There is no session {id}. See the sessions, F7.</source>
        <translation>Det finns ingen laddning {id}. Se sessionerna, F7.</translation>
    </message>
    <message>
        <source>No invoice has the number {number}. See billing, F8.</source>
        <translation>Ingen faktura har numret {number}. Se fakturorna, F8.</translation>
    </message>
    <message>
        <source>Cannot write to {folder}: {why}. Save again, in another folder.</source>
        <translation>Det går inte att skriva i {folder}: {why}. Spara igen, i en annan mapp.</translation>
    </message>
    <message>
        <source>No customer is called {name}. Look for it with Ctrl+F among the customers.</source>
        <translation>Ingen kund heter {name}. Sök med Ctrl+F bland kunderna.</translation>
    </message>
    <message>
        <source>There is a customer called {name} already. Change that one, or choose a name.</source>
        <translation>Det finns redan en kund som heter {name}. Ändra den, eller välj ett annat namn.</translation>
    </message>
    <message>
        <source>No token {uid} is registered. Add it to its customer.</source>
        <translation>Taggen {uid} är inte registrerad. Lägg till den hos sin kund.</translation>
    </message>
    <message>
        <source>Token {uid} is registered here already. Change it in the list.</source>
        <translation>Taggen {uid} finns redan här. Ändra den i listan.</translation>
    </message>
    <message>
        <source>Token {uid} charges the account of {customer} already. Choose another token, or block that one there.</source>
        <translation>Taggen {uid} hör redan till {customer}. Välj en annan tagg, eller spärra den där.</translation>
    </message>
    <message>
        <source>{uid} is the same card as {known}, which charges the account of {customer} already: colons, hyphens and blanks make no other card. Change that one, or choose another.</source>
        <translation>{uid} är samma tagg som {known}, som redan hör till {customer}: kolon, bindestreck och mellanslag gör ingen annan tagg. Ändra den, eller välj en annan.</translation>
    </message>
    <message>
        <source>No company is set, so nobody can invoice. An administrator sets it in the settings, Ctrl+, under Company. Then run the month again.</source>
        <translation>Inget företag är angivet, så ingen kan fakturera. En administratör anger det i inställningarna, Ctrl+, under Företag. Kör sedan månaden igen.</translation>
    </message>
    <message>
        <source>{customer} owes {total} {currency}. Without the buyer’s address the law allows at most {limit} SEK. Write it at the customer, then run the month again.</source>
        <translation>{customer} är skyldig {total} {currency}. Utan köparens adress tillåter lagen högst {limit} SEK. Skriv den hos kunden och kör sedan månaden igen.</translation>
    </message>
    <message>
        <source>{customer} owes {total} {currency}. Without the seller’s address the law allows at most {limit} SEK. An administrator sets it in the settings, Ctrl+, under Company. Then run the month again.</source>
        <translation>{customer} är skyldig {total} {currency}. Utan säljarens adress tillåter lagen högst {limit} kr. En administratör anger den i inställningarna, Ctrl+, under Företag. Kör sedan månaden igen.</translation>
    </message>
    <message>
        <source>{customer} owes {total} {currency}. Without the addresses of buyer and seller the law allows {limit} SEK at most. Write them at the customer and, as administrator, in the settings, Ctrl+comma. Then run the month again.</source>
        <translation>{customer} är skyldig {total} {currency}. Utan köparens och säljarens adresser tillåter lagen högst {limit} SEK. Skriv dem hos kunden och, som administratör, i inställningarna, Ctrl+komma. Kör sedan månaden igen.</translation>
    </message>
    <message>
        <source>Cannot reach {database}: {why}. Start it, or correct `database` in settings.toml.</source>
        <translation>Det går inte att nå {database}: {why}. Starta den, eller rätta `database` i settings.toml.</translation>
    </message>
    <message>
        <source>{database} keeps its text as {encoding}, in which not every name can be written. Make one that keeps UTF-8, and name that in the settings file: {command}</source>
        <translation>{database} lagrar sin text som {encoding}, där inte alla namn kan skrivas. Skapa en som lagrar UTF-8 och ange den i inställningsfilen: {command}</translation>
    </message>
    <message>
        <source>{database} lies on a network share ({kind}), where a database file breaks sooner or later. Choose a data folder on a disk of this machine, or use PostgreSQL to share it.</source>
        <translation>{database} ligger på en nätverksplats ({kind}), där en databasfil förr eller senare går sönder. Välj en datamapp på en disk i den här datorn, eller använd PostgreSQL för att dela den.</translation>
    </message>
    <message>
        <source>There is no folder {folder} for {database}. Make it, or correct `database` in settings.toml.</source>
        <translation>Det finns ingen mapp {folder} för {database}. Skapa den, eller rätta `database` i settings.toml.</translation>
    </message>
    <message>
        <source>{database} is empty, so there is nothing to work on. Correct `database` in settings.toml.</source>
        <translation>{database} är tom, så det finns inget att arbeta med. Rätta `database` i settings.toml.</translation>
    </message>
    <message>
        <source>{database} does not let this user in: {why}. Correct the user or the password of `database` in settings.toml.</source>
        <translation>{database} släpper inte in den här användaren: {why}. Rätta användaren eller lösenordet i `database` i settings.toml.</translation>
    </message>
    <message>
        <source>{address} is in use by another program. Stop that one, or choose another port with `listen` in settings.toml.</source>
        <translation>{address} används av ett annat program. Stoppa det, eller välj en annan port med `listen` i settings.toml.</translation>
    </message>
    <message>
        <source>Cannot listen on {address}: {why}. Choose another address with `listen` in settings.toml.</source>
        <translation>Det går inte att lyssna på {address}: {why}. Välj en annan adress med `listen` i settings.toml.</translation>
    </message>
    <message>
        <source>Cannot use the certificate {file}: {why}. Check `tls_certificate` and `tls_key` in settings.toml.</source>
        <translation>Det går inte att använda certifikatet {file}: {why}. Kontrollera `tls_certificate` och `tls_key` i settings.toml.</translation>
    </message>
    <message>
        <source>A certificate needs its key. Set both `tls_certificate` and `tls_key` in settings.toml.</source>
        <translation>Ett certifikat behöver sin nyckel. Ange både `tls_certificate` och `tls_key` i settings.toml.</translation>
    </message>
</context>
<context>
    <name>causes</name>
    <message>
        <source>Silent</source>
        <translation>Tyst</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fel</translation>
    </message>
    <message>
        <source>E-stop</source>
        <translation>Nödstopp</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Jordfel</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Klocka</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Stannat</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Lagring</translation>
    </message>
    <message>
        <source>No room</source>
        <translation>Fullt</translation>
    </message>
    <message>
        <source>Flood</source>
        <translation>Flod</translation>
    </message>
    <message>
        <source>Wrong key</source>
        <translation>Fel nyckel</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Dubblett</translation>
    </message>
    <message>
        <source>Guessing</source>
        <translation>Gissar</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Behörighet</translation>
    </message>
    <message>
        <source>Central system</source>
        <translation>Centralsystem</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}, {1}</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>Cannot read {file}: {why}. Correct the file or remove it.</source>
        <translation>Kan inte läsa {file}: {why}. Rätta filen eller ta bort den.</translation>
    </message>
    <message>
        <source>{file}: unknown setting {name}. Known settings are: {known}.</source>
        <translation>{file}: okänd inställning {name}. Kända inställningar är: {known}.</translation>
    </message>
    <message>
        <source>{file}: {name} cannot be {value}. Write {expected}.</source>
        <translation>{file}: {name} kan inte vara {value}. Skriv {expected}.</translation>
    </message>
    <message>
        <source>{variable} is set in the environment and stands above the file. Change it there.</source>
        <translation>{variable} är satt i miljön och gäller före filen. Ändra den där.</translation>
    </message>
    <message>
        <source>{file} is written in a way that this program does not change. Write {line} there by hand.</source>
        <translation>{file} är skriven på ett sätt som programmet inte ändrar. Skriv {line} där för hand.</translation>
    </message>
    <message>
        <source>Cannot write {file}: {why}. Give yourself the right to write it.</source>
        <translation>Kan inte skriva {file}: {why}. Ge dig själv rätt att skriva den.</translation>
    </message>
    <message>
        <source>{value} is not HOST:PORT. Write for example 0.0.0.0:9220.</source>
        <translation>{value} är inte HOST:PORT. Skriv till exempel 0.0.0.0:9220.</translation>
    </message>
    <message>
        <source>{value} is not the address of a central system. Write for example ws://127.0.0.1:9220.</source>
        <translation>{value} är inte adressen till ett centralsystem. Skriv till exempel ws://127.0.0.1:9220.</translation>
    </message>
    <message>
        <source>Cannot use the scenario {file}: {why}.</source>
        <translation>Scenariot {file} kan inte användas: {why}.</translation>
    </message>
    <message>
        <source>No behaviour is called {name}{hint}. See `controlroom simulate --list-behaviours`.</source>
        <translation>Inget beteende heter {name}{hint}. Se `controlroom simulate --list-behaviours`.</translation>
    </message>
    <message>
        <source>{value} is not a month. Write YYYY-MM, for example 2026-10.</source>
        <translation>{value} är ingen månad. Skriv ÅÅÅÅ-MM, till exempel 2026-10.</translation>
    </message>
    <message>
        <source>{name} cannot be {value}. Write a number, with a point for decimals.</source>
        <translation>{name} kan inte vara {value}. Skriv ett tal, med punkt före decimalerna.</translation>
    </message>
    <message>
        <source>{value} is not a time. Write for example 2026-12-31T23:59:59Z.</source>
        <translation>{value} är ingen tid. Skriv till exempel 2026-12-31T23:59:59Z.</translation>
    </message>
    <message>
        <source>{value} is not a JSON object: {why}. Write for example {example}.</source>
        <translation>{value} är inget JSON-objekt: {why}. Skriv till exempel {example}.</translation>
    </message>
    <message>
        <source>{name} is missing. Give it with {how}.</source>
        <translation>{name} saknas. Ange det med {how}.</translation>
    </message>
    <message>
        <source>The id is missing. Write it into the file, and read the file again.</source>
        <translation>Identiteten saknas. Skriv in den i filen och läs in den igen.</translation>
    </message>
    <message>
        <source>The site is missing. Write it into the file, and read the file again.</source>
        <translation>Platsen saknas. Skriv in den i filen och läs in den igen.</translation>
    </message>
    <message>
        <source>{name} is longer than {most} characters. Shorten it.</source>
        <translation>{name} är längre än {most} tecken. Korta det.</translation>
    </message>
    <message>
        <source>{name} contains control characters. Write it as plain text.</source>
        <translation>{name} innehåller styrtecken. Skriv det som vanlig text.</translation>
    </message>
    <message>
        <source>No charge point is called {id}. See `controlroom charge-point list`, or add it with `controlroom charge-point add {id} --site NAME`.</source>
        <translation>Ingen laddpunkt heter {id}. Se `controlroom charge-point list`, eller lägg till den med `controlroom charge-point add {id} --site NAMN`.</translation>
    </message>
    <message>
        <source>There is a charge point called {id} already. Change it with `controlroom charge-point set {id}`, or choose another name.</source>
        <translation>Det finns redan en laddpunkt som heter {id}. Ändra den med `controlroom charge-point set {id}`, eller välj ett annat namn.</translation>
    </message>
    <message>
        <source>{id} cannot name a charge point. Use 1 to 48 printable characters without colon or slash.</source>
        <translation>{id} kan inte vara namn på en laddpunkt. Använd 1 till 48 skrivbara tecken utan kolon eller snedstreck.</translation>
    </message>
    <message>
        <source>The key has {length} bytes; use 16 to 40 printable characters, or none: one is made.</source>
        <translation>Nyckeln har {length} byte; använd 16 till 40 skrivbara tecken, eller ingen: då skapas en.</translation>
    </message>
    <message>
        <source>No site is called {name}. See `controlroom site list`.</source>
        <translation>Ingen plats heter {name}. Se `controlroom site list`.</translation>
    </message>
    <message>
        <source>There is a site called {name} already. Change it with `controlroom site set`.</source>
        <translation>Det finns redan en plats som heter {name}. Ändra den med `controlroom site set`.</translation>
    </message>
    <message>
        <source>Nobody called {id} waits at the door. See `controlroom charge-point door`, or add it with `controlroom charge-point add {id} --site NAME`.</source>
        <translation>Ingen som heter {id} väntar vid dörren. Se `controlroom charge-point door`, eller lägg till den med `controlroom charge-point add {id} --site NAMN`.</translation>
    </message>
    <message>
        <source>The security profile cannot be {value}. Write 0, 1 or 2.</source>
        <translation>Säkerhetsprofilen kan inte vara {value}. Skriv 0, 1 eller 2.</translation>
    </message>
    <message>
        <source>The phase cannot be {value}. Write one of {known}.</source>
        <translation>Fasen kan inte vara {value}. Skriv någon av {known}.</translation>
    </message>
    <message>
        <source>The kind of site cannot be {value}. Write one of {known}.</source>
        <translation>Platsens slag kan inte vara {value}. Skriv något av {known}.</translation>
    </message>
    <message>
        <source>The main fuse cannot be {value}. Write amperes or watts, for example 63 A or 43.6 kW.</source>
        <translation>Huvudsäkringen kan inte vara {value}. Skriv ampere eller watt, till exempel 63 A eller 43,6 kW.</translation>
    </message>
    <message>
        <source>{value} is not a link. Write for example https://camera.example/view.</source>
        <translation>{value} är ingen länk. Skriv till exempel https://camera.example/view.</translation>
    </message>
    <message>
        <source>Latitude {value} is outside -90 to 90 degrees.</source>
        <translation>Latitud {value} ligger utanför -90 till 90 grader.</translation>
    </message>
    <message>
        <source>Longitude {value} is outside -180 to 180 degrees.</source>
        <translation>Longitud {value} ligger utanför -180 till 180 grader.</translation>
    </message>
    <message>
        <source>{id} is not connected. Try again when it is back, or phone the site.</source>
        <translation>{id} är inte ansluten. Försök igen när den är tillbaka, eller ring platsen.</translation>
    </message>
    <message>
        <source>{action} is not an action that a central system sends in OCPP {version}. Known: {known}.</source>
        <translation>{action} är inget som ett centralsystem skickar i OCPP {version}. Kända: {known}.</translation>
    </message>
    <message>
        <source>The payload does not fit {action} of OCPP {version}: {why}.</source>
        <translation>Innehållet passar inte {action} i OCPP {version}: {why}.</translation>
    </message>
    <message>
        <source>Its clock leaves the status in doubt.</source>
        <translation>Klockan gör statusen osäker.</translation>
    </message>
    <message>
        <source>It names too many connectors.</source>
        <translation>Den nämner för många uttag.</translation>
    </message>
    <message>
        <source>{id} has connected to another central system since. What this one still hears of it is not stored, and comes again over the newer connection.</source>
        <translation>{id} har sedan dess anslutit till ett annat centralsystem. Det som det här ännu hör lagras inte, utan kommer på nytt över den nyare anslutningen.</translation>
    </message>
    <message>
        <source>{verb} needs {name}.</source>
        <translation>{verb} behöver {name}.</translation>
    </message>
    <message>
        <source>No charge points yet. Add one: `controlroom charge-point add ID --site NAME`.</source>
        <translation>Inga laddpunkter än. Lägg till en: `controlroom charge-point add ID --site NAMN`.</translation>
    </message>
    <message>
        <source>A key is not sent by hand: it would stand in the journal. Use `controlroom charge-point rotate-key {id}`.</source>
        <translation>En nyckel skickas inte för hand: den skulle stå i journalen. Använd `controlroom charge-point rotate-key {id}`.</translation>
    </message>
    <message>
        <source>Cannot read {file}: {why}.</source>
        <translation>Kan inte läsa {file}: {why}.</translation>
    </message>
    <message>
        <source>{file} needs a first line with the columns {needed}; it has {found}.</source>
        <translation>{file} behöver en första rad med kolumnerna {needed}; den har {found}.</translation>
    </message>
    <message>
        <source>{file} is not a text file. Save it as CSV in the spreadsheet program.</source>
        <translation>{file} är ingen textfil. Spara den som CSV i kalkylprogrammet.</translation>
    </message>
    <message>
        <source>{file} is larger than {most} MB. Divide it.</source>
        <translation>{file} är större än {most} MB. Dela upp den.</translation>
    </message>
    <message>
        <source>{id} stands on line {line} already. Keep one of the two.</source>
        <translation>{id} står redan på rad {line}. Behåll den ena.</translation>
    </message>
    <message>
        <source>No customer is called {name}. See `controlroom customer list`.</source>
        <translation>Ingen kund heter {name}. Se `controlroom customer list`.</translation>
    </message>
    <message>
        <source>There is a customer called {name} already. Change it with `customer set`.</source>
        <translation>Det finns redan en kund som heter {name}. Ändra den med `customer set`.</translation>
    </message>
    <message>
        <source>{value} is not a VAT number. Begin with the country, for example SE559999000801.</source>
        <translation>{value} är inget momsregistreringsnummer. Börja med landet, till exempel SE559999000801.</translation>
    </message>
    <message>
        <source>{uid} is not what a charge point can read. Write 1 to 36 letters, digits or the signs * - _ = : + | @ and full stop, without spaces.</source>
        <translation>{uid} är inget som en laddpunkt kan läsa. Skriv 1 till 36 bokstäver (a–z), siffror eller tecknen * - _ = : + | @ och punkt, utan mellanslag.</translation>
    </message>
    <message>
        <source>{value} is not an e-mail address. Write for example invoice@company.example.</source>
        <translation>{value} är ingen e-postadress. Skriv till exempel faktura@foretag.example.</translation>
    </message>
    <message>
        <source>No token {uid} is registered. Add it with `controlroom token add {uid} --customer NAME`.</source>
        <translation>Ingen tagg {uid} är registrerad. Lägg till den med `controlroom token add {uid} --customer NAMN`.</translation>
    </message>
    <message>
        <source>Token {uid} is registered already. Change it with `controlroom token set {uid}`.</source>
        <translation>Taggen {uid} är redan registrerad. Ändra den med `controlroom token set {uid}`.</translation>
    </message>
    <message>
        <source>Token {uid} charges the account of {customer} already. Move it with `controlroom token set {uid} --customer NAME`, or choose another token.</source>
        <translation>Taggen {uid} hör redan till {customer}. Flytta den med `controlroom token set {uid} --customer NAMN`, eller välj en annan tagg.</translation>
    </message>
    <message>
        <source>A tariff cannot begin in the past: sessions since then have their price. Let it begin now, or later.</source>
        <translation>En tariff kan inte börja gälla bakåt i tiden: sessionerna sedan dess har redan sitt pris. Låt den gälla från nu, eller senare.</translation>
    </message>
    <message>
        <source>No user is called {name}. See `controlroom user list`.</source>
        <translation>Ingen användare heter {name}. Se `controlroom user list`.</translation>
    </message>
    <message>
        <source>There is a user called {name} already. Choose another name.</source>
        <translation>Det finns redan en användare som heter {name}. Välj ett annat namn.</translation>
    </message>
    <message>
        <source>{name} is the last administrator. Make somebody else administrator first.</source>
        <translation>{name} är den sista administratören. Gör först någon annan till administratör.</translation>
    </message>
    <message>
        <source>The password has {length} characters; use at least {least}.</source>
        <translation>Lösenordet har {length} tecken; använd minst {least}.</translation>
    </message>
    <message>
        <source>The name or the password is wrong. Try again, or ask an administrator.</source>
        <translation>Namnet eller lösenordet är fel. Försök igen, eller fråga en administratör.</translation>
    </message>
    <message>
        <source>{role} may not do this. Ask a colleague who is {allowed}.</source>
        <translation>{role} får inte göra det. Be en kollega som är {allowed}.</translation>
    </message>
    <message>
        <source>No contact with the charge point</source>
        <translation>Ingen kontakt med laddpunkten</translation>
    </message>
    <message>
        <source>Emergency stop pressed</source>
        <translation>Nödstopp intryckt</translation>
    </message>
    <message>
        <source>Wrong server clock</source>
        <translation>Serverns klocka går fel</translation>
    </message>
    <message>
        <source>Central system stopped</source>
        <translation>Centralsystemet har stannat</translation>
    </message>
    <message>
        <source>Check its neighbours. Restart the modem. Else order a visit.</source>
        <translation>Se efter om grannarna svarar. Starta om modemet. Annars: beställ ett besök.</translation>
    </message>
    <message>
        <source>Phone the site. Do not reset before a person on site says that it is safe.</source>
        <translation>Ring platsen. Återställ inte förrän någon på plats säger att det är säkert.</translation>
    </message>
    <message>
        <source>Phone IT: the time synchronisation (NTP) of this machine must be put right, unless somebody has just set its clock. Look at the times of sessions since then before they are invoiced.</source>
        <translation>Ring IT: datorns tidssynkronisering (NTP) måste rättas, om ingen just har ställt klockan. Se över tiderna på laddningar sedan dess innan de faktureras.</translation>
    </message>
    <message>
        <source>State unknown</source>
        <translation>Läget är okänt</translation>
    </message>
    <message>
        <source>Unknown hazard</source>
        <translation>Okänd fara</translation>
    </message>
    <message>
        <source>There is no alarm {id}. See `controlroom alarm list`.</source>
        <translation>Det finns inget larm {id}. Se `controlroom alarm list`.</translation>
    </message>
    <message>
        <source>Alarm {id} is over or acknowledged already. See `controlroom alarm list`.</source>
        <translation>Larm {id} är över eller redan kvitterat. Se `controlroom alarm list`.</translation>
    </message>
    <message>
        <source>There is no session {id}. See `controlroom session list`.</source>
        <translation>Det finns ingen laddning {id}. Se `controlroom session list`.</translation>
    </message>
    <message>
        <source>{id} is not held: there is nothing to decide. It is billed as it stands.</source>
        <translation>{id} är inte hållen: det finns inget att besluta. Den debiteras som den är.</translation>
    </message>
    <message>
        <source>Nothing was decided on {id}, so there is nothing to take back.</source>
        <translation>Inget är beslutat om {id}, så det finns inget att ta tillbaka.</translation>
    </message>
    <message>
        <source>Somebody else decided on {id} just now. Look at it again.</source>
        <translation>Någon annan beslutade nyss om {id}. Se på den igen.</translation>
    </message>
    <message>
        <source>The reason is missing. Write why you decide so.</source>
        <translation>Skälet saknas. Skriv varför du beslutar så.</translation>
    </message>
    <message>
        <source>Write the energy in kWh, above 0 and at most {most}. To bill none, strike the session.</source>
        <translation>Skriv energin i kWh, över 0 och högst {most}. Ska inget debiteras, stryk sessionen.</translation>
    </message>
    <message>
        <source>{id} belongs to no customer, so nobody can be billed. Give its token an owner and decide afterwards, or strike it.</source>
        <translation>{id} hör inte till någon kund, så ingen kan debiteras. Ge dess tagg en ägare och besluta sedan, eller stryk den.</translation>
    </message>
    <message>
        <source>{id} began at a site without a tariff. Set the site&apos;s tariff and decide afterwards, or strike it.</source>
        <translation>{id} började på en plats utan tariff. Sätt platsens tariff och besluta sedan, eller stryk den.</translation>
    </message>
    <message>
        <source>{id} has no meter reading to approve. Correct it with the right energy, or strike it.</source>
        <translation>{id} har ingen mätaravläsning att godkänna. Rätta den med rätt energi, eller stryk den.</translation>
    </message>
    <message>
        <source>Anybody on this machine can read {file}. Close it: chmod 600 {file}.</source>
        <translation>Vem som helst på den här datorn kan läsa {file}. Stäng den: chmod 600 {file}.</translation>
    </message>
    <message>
        <source>{name} cannot be {value}. Write a whole number from {least} to {most}.</source>
        <translation>{name} kan inte vara {value}. Skriv ett heltal från {least} till {most}.</translation>
    </message>
    <message>
        <source>{value} kW is no rated power. Write one above 0 and up to {most} kW.</source>
        <translation>{value} kW är ingen märkeffekt. Skriv en över 0 och högst {most} kW.</translation>
    </message>
    <message>
        <source>{value} cannot name a file. Write another name.</source>
        <translation>{value} kan inte vara namn på en fil. Skriv ett annat namn.</translation>
    </message>
    <message>
        <source>Nothing is given to change. Give at least one of {options}.</source>
        <translation>Inget att ändra är angivet. Ange minst ett av {options}.</translation>
    </message>
    <message>
        <source>--seed and --minutes belong to a training. Ask for one with {how}.</source>
        <translation>--seed och --minutes hör till en övning. Be om en med {how}.</translation>
    </message>
    <message>
        <source>{id} did not answer within {seconds} s, and may still do it. Look with `controlroom status`, then try again; a slow one needs a longer --timeout.</source>
        <translation>{id} svarade inte inom {seconds} s och kan ändå utföra det. Se efter med `controlroom status` och försök sedan igen; en långsam behöver längre --timeout.</translation>
    </message>
    <message>
        <source>{id}: the connection was closed before an answer came, so it may have done it or not. Look with `controlroom status`, then try again.</source>
        <translation>{id}: förbindelsen stängdes innan ett svar kom, så det kan vara utfört eller inte. Titta med `controlroom status` och försök sedan igen.</translation>
    </message>
    <message>
        <source>The central system stopped while {id} was asked, so it may have done it or not. Look with `controlroom status`, then try again.</source>
        <translation>Centralsystemet stannade medan {id} tillfrågades, så det kan vara utfört eller inte. Titta med `controlroom status` och försök sedan igen.</translation>
    </message>
    <message>
        <source>{id} refused {refused} of {asked}: {items}. Correct these and send them again.</source>
        <translation>{id} avvisade {refused} av {asked}: {items}. Rätta dem och skicka dem igen.</translation>
    </message>
    <message>
        <source>{id} does not do it: {status}. Change what it objects to, or see what went over the wire with `controlroom log frames {id}`.</source>
        <translation>{id} utför det inte: {status}. Ändra det som den invänder mot, eller se vad som gick över ledningen med `controlroom log frames {id}`.</translation>
    </message>
    <message>
        <source>{id} answered, but its answer does not fit OCPP ({status}), so it may have done it or not. Look with `controlroom status`; `controlroom log frames {id}` shows what it sent.</source>
        <translation>{id} svarade, men svaret följer inte OCPP ({status}), så den kan ha utfört det eller inte. Se efter med `controlroom status`; `controlroom log frames {id}` visar vad den skickade.</translation>
    </message>
    <message>
        <source>That is all: {count} frames of {id}. They are kept for {hours} hours (message_log_hours).</source>
        <translation>Det är allt: {count} meddelanden från {id}. De sparas i {hours} timmar (message_log_hours).</translation>
    </message>
    <message>
        <source>Stopped after the newest {count} frames of {id}, because of --limit. Without it, all that are kept are printed.</source>
        <translation>Slutade efter de {count} nyaste meddelandena från {id}, på grund av --limit. Utan den skrivs alla som sparats.</translation>
    </message>
    <message>
        <source>The connector is free, and the end of its session was not told: is it still going on?</source>
        <translation>Uttaget är ledigt, men slutet på sessionen har inte meddelats: pågår den fortfarande?</translation>
    </message>
    <message>
        <source>Certificates are not issued here yet. Have the request signed elsewhere, and send the certificate with CertificateSigned.</source>
        <translation>Certifikat utfärdas inte här än. Låt begäran signeras någon annanstans och skicka certifikatet med CertificateSigned.</translation>
    </message>
    <message>
        <source>Messages of the transaction are missing between those that came.</source>
        <translation>Meddelanden om laddningen saknas mellan dem som har kommit.</translation>
    </message>
    <message>
        <source>Contract certificates are not fetched from a provider here yet.</source>
        <translation>Avtalscertifikat hämtas inte från någon leverantör här än.</translation>
    </message>
    <message>
        <source>Whether a certificate is revoked cannot be looked up here yet.</source>
        <translation>Om ett certifikat är spärrat kan inte slås upp här än.</translation>
    </message>
    <message>
        <source>Charging schedules for a vehicle&apos;s own needs are not made here yet.</source>
        <translation>Laddscheman efter ett fordons egna behov görs inte här än.</translation>
    </message>
    <message>
        <source>{id} is connected, and a key that it does not know would cut it off. Give it a new one over its link: `controlroom charge-point rotate-key {id}`. If the old unit is still there, unplug it first.</source>
        <translation>{id} är ansluten, och en nyckel som den inte känner till skulle stänga den ute. Ge den en ny över dess förbindelse: `controlroom charge-point rotate-key {id}`. Sitter den gamla enheten kvar, koppla ur den först.</translation>
    </message>
    <message>
        <source>{id} connects without a key (security profile 0). Give it a profile that has one first: `controlroom charge-point set {id} --security-profile 1`.</source>
        <translation>{id} ansluter utan nyckel (säkerhetsprofil 0). Ge den först en profil som har en: `controlroom charge-point set {id} --security-profile 1`.</translation>
    </message>
    <message>
        <source>What is asked of {id} holds asterisks where a secret belongs. Write the secret again.</source>
        <translation>Det som begärs av {id} har asterisker där en hemlighet hör hemma. Skriv hemligheten igen.</translation>
    </message>
    <message>
        <source>{id} has connected to another central system since this was asked, which cannot read the secret in it. Ask again.</source>
        <translation>{id} har sedan detta begärdes anslutit till ett annat centralsystem, som inte kan läsa hemligheten i det. Begär igen.</translation>
    </message>
    <message>
        <source>The central system that {id} is connected to cannot be handed a secret. Ask again in a moment.</source>
        <translation>Centralsystemet som {id} är ansluten till kan inte få någon hemlighet. Begär igen om en stund.</translation>
    </message>
    <message>
        <source>{value} is not a Swedish organisation number or personal number. Write ten digits, the last of which checks the others, for example 559999-0008. Abroad, begin with the country, for example NO 923 609 016.</source>
        <translation>{value} är inget svenskt organisationsnummer eller personnummer. Skriv tio siffror, där den sista kontrollerar de andra, till exempel 559999-0008. Utomlands: börja med landet, till exempel NO 923 609 016.</translation>
    </message>
    <message>
        <source>{uid} is the same card as {known}, which charges the account of {customer} already: colons, hyphens and blanks make no other card. Change it with `controlroom token set {known}`.</source>
        <translation>{uid} är samma tagg som {known}, som redan hör till {customer}: kolon, bindestreck och mellanslag gör ingen annan tagg. Ändra den med `controlroom token set {known}`.</translation>
    </message>
    <message>
        <source>Too many wrong passwords in a row. Wait {seconds} s; then the right one lets you in.</source>
        <translation>För många fel lösenord i rad. Vänta {seconds} s; sedan släpper det rätta in dig.</translation>
    </message>
    <message>
        <source>Somebody can sign in to this database already. Ask an administrator to add you.</source>
        <translation>Någon kan redan logga in i den här databasen. Be en administratör lägga till dig.</translation>
    </message>
    <message>
        <source>Fault without a code</source>
        <translation>Fel utan felkod</translation>
    </message>
    <message>
        <source>Ground failure</source>
        <translation>Jordfel</translation>
    </message>
    <message>
        <source>Journal not written</source>
        <translation>Journalen ej skriven</translation>
    </message>
    <message>
        <source>No room for charge points</source>
        <translation>Inte plats för fler stationer</translation>
    </message>
    <message>
        <source>Sends too much</source>
        <translation>Skickar för mycket</translation>
    </message>
    <message>
        <source>Wrong key at the door</source>
        <translation>Fel nyckel vid dörren</translation>
    </message>
    <message>
        <source>Second connection refused</source>
        <translation>Andra anslutning nekad</translation>
    </message>
    <message>
        <source>Passwords are guessed</source>
        <translation>Lösenord gissas</translation>
    </message>
    <message>
        <source>Right denied</source>
        <translation>Behörighet nekad</translation>
    </message>
    <message>
        <source>Read what the station says. If it tells of current, voltage, water or damage, do not reset it: set it inoperative and order a visit. Else reset it once from here. If that fails, order a visit.</source>
        <translation>Läs vad laddpunkten säger. Gäller det ström, spänning, vatten eller skada ska den inte återställas: ta den ur drift och beställ ett besök. Annars: återställ den en gång härifrån. Hjälper det inte, beställ ett besök.</translation>
    </message>
    <message>
        <source>Do not reset it. Take it out of operation: set it inoperative. Send an electrician.</source>
        <translation>Återställ den inte. Ta den ur drift. Skicka en elektriker.</translation>
    </message>
    <message>
        <source>Phone IT: it must be started again. Its charge points connect to another central system by themselves, where there is one.</source>
        <translation>Ring IT: det måste startas igen. Dess laddstationer ansluter själva till ett annat centralsystem, om det finns något.</translation>
    </message>
    <message>
        <source>Phone IT duty: see that the database&apos;s disk has room and the database stays up. Look in the journal whether commands and sessions of that time are complete.</source>
        <translation>Ring IT-jouren: se till att databasens disk har plats och att databasen är igång. Se i journalen om kommandon och sessioner från den tiden är kompletta.</translation>
    </message>
    <message>
        <source>Phone IT duty: raise the limit of open files, or start another central system. Look at the door for who takes the places.</source>
        <translation>Ring IT-jouren: höj gränsen för öppna filer eller starta ett centralsystem till. Se vid dörren vem som tar platserna.</translation>
    </message>
    <message>
        <source>Look at its messages. Ask for fewer meter values. If it goes on, ask its maker for a newer firmware.</source>
        <translation>Se på dess meddelanden. Begär färre mätvärden. Om det fortsätter: begär nyare mjukvara av tillverkaren.</translation>
    </message>
    <message>
        <source>If it was replaced or reset, give it a new key. Else somebody else tries to connect as it: phone the security duty with the address in the journal.</source>
        <translation>Om den har bytts ut eller återställts: ge den en ny nyckel. Annars försöker någon annan ansluta som den: ring säkerhetsjouren med adressen i journalen.</translation>
    </message>
    <message>
        <source>Compare the two addresses in the journal. If the second is not the charge point&apos;s own router, phone the security duty and rotate its key.</source>
        <translation>Jämför de två adresserna i journalen. Om den andra inte är laddstationens egen router: ring säkerhetsjouren och byt dess nyckel.</translation>
    </message>
    <message>
        <source>Phone the person whose name it is. If it was nobody&apos;s mistake, phone the security duty with the workstation&apos;s name.</source>
        <translation>Ring den vars namn det är. Om ingen bara skrev fel: ring säkerhetsjouren med arbetsstationens namn.</translation>
    </message>
    <message>
        <source>Ask the person what it was for. Give the right role, or tell the administrator.</source>
        <translation>Fråga personen vad det var till för. Ge rätt roll, eller säg till administratören.</translation>
    </message>
    <message>
        <source>Nobody can charge there</source>
        <translation>Ingen kan ladda där</translation>
    </message>
    <message>
        <source>Danger of electric shock if it is switched on again</source>
        <translation>Risk för elchock om den kopplas in igen</translation>
    </message>
    <message>
        <source>Wrong times on sessions and prices</source>
        <translation>Fel tider på laddningar och priser</translation>
    </message>
    <message>
        <source>Its charge points are out of reach until they connect again</source>
        <translation>Dess laddstationer kan inte nås förrän de ansluter igen</translation>
    </message>
    <message>
        <source>Charge points had to wait; what people did then may be missing</source>
        <translation>Laddstationer fick vänta; det folk gjorde då kan saknas</translation>
    </message>
    <message>
        <source>Charge points that reconnect stay outside</source>
        <translation>Laddstationer som ansluter igen blir utanför</translation>
    </message>
    <message>
        <source>It is read slower, and what it says comes late</source>
        <translation>Den läses långsammare, och det den säger kommer sent</translation>
    </message>
    <message>
        <source>It cannot connect, or somebody pretends to be it</source>
        <translation>Den kan inte ansluta, eller någon utger sig för att vara den</translation>
    </message>
    <message>
        <source>Its key is known to somebody else</source>
        <translation>Någon annan känner till dess nyckel</translation>
    </message>
    <message>
        <source>Somebody gets in under another name</source>
        <translation>Någon kommer in under ett annat namn</translation>
    </message>
    <message>
        <source>Somebody may do what was not meant</source>
        <translation>Någon kan göra det som inte var meningen</translation>
    </message>
    <message>
        <source>{id} is still open. Decide when it has ended, or end it with `controlroom session end {id}`.</source>
        <translation>{id} är fortfarande öppen. Besluta när den är slut, eller avsluta den med `controlroom session end {id}`.</translation>
    </message>
    <message>
        <source>Open unusually long</source>
        <translation>Ovanligt länge öppen</translation>
    </message>
    <message>
        <source>{id} has ended already.</source>
        <translation>{id} är redan avslutad.</translation>
    </message>
    <message>
        <source>{id} stands on invoice {invoice}, which is never changed. Put it right with a credit note.</source>
        <translation>{id} står på faktura {invoice}, som aldrig ändras. Rätta med en kreditfaktura.</translation>
    </message>
    <message>
        <source>{id} says more energy than its connector can give in the time. Correct it with the right energy, or strike it.</source>
        <translation>{id} säger mer energi än uttaget kan ge på den tiden. Rätta den till rätt energi, eller stryk den.</translation>
    </message>
    <message>
        <source>No company is set, so nobody can invoice. Set it first: `controlroom company set --name … --organisation-number … --vat-number … --bankgiro …`.</source>
        <translation>Inget företag är angivet, så ingen kan fakturera. Ange det först: `controlroom company set --name … --organisation-number … --vat-number … --bankgiro …`.</translation>
    </message>
    <message>
        <source>Cannot read {file}: {why}. Choose another file.</source>
        <translation>Kan inte läsa {file}: {why}. Välj en annan fil.</translation>
    </message>
    <message>
        <source>The picture is larger than {most} MB. Save it smaller.</source>
        <translation>Bilden är större än {most} MB. Spara den mindre.</translation>
    </message>
    <message>
        <source>The picture is {width} × {height} pixels. Save it smaller, for example 1000 pixels wide.</source>
        <translation>Bilden är {width} × {height} bildpunkter. Spara den mindre, till exempel 1000 bildpunkter bred.</translation>
    </message>
    <message>
        <source>This is not a PNG or JPEG picture. Save the logo as PNG or JPEG.</source>
        <translation>Det här är ingen bild i PNG eller JPEG. Spara logotypen som PNG eller JPEG.</translation>
    </message>
    <message>
        <source>{month} is not over yet (Swedish time). Run it from {first} on.</source>
        <translation>{month} är inte slut än (svensk tid). Kör den från och med {first}.</translation>
    </message>
    <message>
        <source>{file} ends neither in .csv nor in .xlsx; give the file one of these endings.</source>
        <translation>{file} slutar varken på .csv eller .xlsx; ge filen en av dessa ändelser.</translation>
    </message>
    <message>
        <source>Cannot write to {folder}: {why}. Choose another folder with --out.</source>
        <translation>Kan inte skriva till {folder}: {why}. Välj en annan mapp.</translation>
    </message>
    <message>
        <source>{printer} does not take the job. See that it is on and has paper, or choose another.</source>
        <translation>{printer} tar inte emot utskriften. Se efter att den är på och har papper, eller välj en annan.</translation>
    </message>
    <message>
        <source>No invoice has the number {number}. See `controlroom invoice list`.</source>
        <translation>Ingen faktura har nummer {number}. Se `controlroom invoice list`.</translation>
    </message>
    <message>
        <source>Pricing does not come to an end: another program holds it and stands at {cursor} of {head}. Wait a moment and run again.</source>
        <translation>Prissättningen blir inte klar: ett annat program håller i den och står på {cursor} av {head}. Vänta en stund och kör igen.</translation>
    </message>
    <message>
        <source>{value} is not a currency. Write three capital letters, for example SEK.</source>
        <translation>{value} är ingen valuta. Skriv tre versaler, till exempel SEK.</translation>
    </message>
    <message>
        <source>{one} and {other} cannot be added. Keep one currency.</source>
        <translation>{one} och {other} kan inte läggas ihop. Håll er till en valuta.</translation>
    </message>
    <message>
        <source>{currency} has no öre to round away; only SEK is rounded to kronor.</source>
        <translation>{currency} har inga ören att avrunda; bara SEK avrundas till kronor.</translation>
    </message>
    <message>
        <source>{value} is not a whole number of öre. Round it first.</source>
        <translation>{value} är inte ett helt antal ören. Avrunda det först.</translation>
    </message>
    <message>
        <source>Nothing can be divided by weights that are negative or all zero.</source>
        <translation>Inget kan delas efter vikter som är negativa eller alla noll.</translation>
    </message>
    <message>
        <source>{name} cannot be {value}. Write {least} to {most}.</source>
        <translation>{name} kan inte vara {value}. Skriv {least} till {most}.</translation>
    </message>
    <message>
        <source>{name} cannot be {value}. Write at most {most} decimals.</source>
        <translation>{name} kan inte vara {value}. Skriv högst {most} decimaler.</translation>
    </message>
    <message>
        <source>{name} cannot be {value}: nothing charged is negative.</source>
        <translation>{name} kan inte vara {value}: inget som debiteras är negativt.</translation>
    </message>
    <message>
        <source>The {kind} line, {amount}, is not quantity times price. Price it again.</source>
        <translation>Raden {kind}, {amount}, är inte antal gånger pris. Prissätt igen.</translation>
    </message>
    <message>
        <source>Net {net} and VAT {vat} do not give {gross}. Price it again.</source>
        <translation>Netto {net} och moms {vat} blir inte {gross}. Prissätt igen.</translation>
    </message>
    <message>
        <source>{vat} is not the VAT on {net}. Price it again.</source>
        <translation>{vat} är inte momsen på {net}. Prissätt igen.</translation>
    </message>
    <message>
        <source>The session&apos;s parts give {parts}, not {net}. Price it again.</source>
        <translation>Laddningens delar blir {parts}, inte {net}. Prissätt igen.</translation>
    </message>
    <message>
        <source>Invoice {number} does not add up ({what}). It was not issued; restore a backup where it stands in the database so.</source>
        <translation>Faktura {number} går inte ihop ({what}). Den utfärdades inte; återställ en säkerhetskopia om den står så i databasen.</translation>
    </message>
    <message>
        <source>{ocr} is not the OCR number of invoice {number}.</source>
        <translation>{ocr} är inte OCR-numret för faktura {number}.</translation>
    </message>
    <message>
        <source>Invoice {number} ends before it begins. Check the computer&apos;s clock.</source>
        <translation>Faktura {number} slutar innan den börjar. Kontrollera datorns klocka.</translation>
    </message>
    <message>
        <source>Invoice {number} of {total} SEK is simplified where it may not be, or not where it must.</source>
        <translation>Faktura {number} på {total} SEK är förenklad där den inte får vara det, eller inte där den måste.</translation>
    </message>
    <message>
        <source>{year} has no invoice number left: {most} are the most in a year.</source>
        <translation>{year} har inget fakturanummer kvar: {most} är det mesta på ett år.</translation>
    </message>
    <message>
        <source>{value} is not an organisation number. Write ten digits, for example 559999-0008.</source>
        <translation>{value} är inget organisationsnummer. Skriv tio siffror, till exempel 559999-0008.</translation>
    </message>
    <message>
        <source>{value} is not a Swedish VAT number. Write for example SE559999000801.</source>
        <translation>{value} är inget svenskt momsregistreringsnummer. Skriv till exempel SE559999000801.</translation>
    </message>
    <message>
        <source>{value} is not a bankgiro number. Write 7 or 8 digits, for example 5999-0002.</source>
        <translation>{value} är inget bankgironummer. Skriv 7 eller 8 siffror, till exempel 5999-0002.</translation>
    </message>
    <message>
        <source>{value} is not a company&apos;s Swish number. Write ten digits from 123.</source>
        <translation>{value} är inget Swishnummer för företag. Skriv tio siffror som börjar med 123.</translation>
    </message>
    <message>
        <source>{value} cannot be paid by OCR. Use 1 to 23 digits.</source>
        <translation>{value} kan inte betalas med OCR. Använd 1 till 23 siffror.</translation>
    </message>
    <message>
        <source>The {who} has no name. Give it one.</source>
        <translation>{who} saknar namn. Ge den ett.</translation>
    </message>
    <message>
        <source>Invoices are written in sv or en, not in {value}.</source>
        <translation>Fakturor skrivs på sv eller en, inte på {value}.</translation>
    </message>
    <message>
        <source>{customer} has nothing to pay: no charging of the month costs anything.</source>
        <translation>{customer} har inget att betala: ingen laddning under månaden kostar något.</translation>
    </message>
    <message>
        <source>{customer} charged in several currencies ({currencies}). Set tariffs of one currency.</source>
        <translation>{customer} har laddat i flera valutor ({currencies}). Sätt taxor i en valuta.</translation>
    </message>
    <message>
        <source>{customer} is not invoiced: the invoice cannot print these letters of the name, the address or the reference: {letters}. Write them in another script, for example in Latin.</source>
        <translation>{customer} faktureras inte: fakturan kan inte skriva ut dessa tecken i namnet, adressen eller referensen: {letters}. Skriv dem med en annan skrift, till exempel latinska bokstäver.</translation>
    </message>
    <message>
        <source>The invoice cannot print these letters of the company&apos;s name or address: {letters}. Write them in another script, for example in Latin.</source>
        <translation>Fakturan kan inte skriva ut dessa tecken i företagets namn eller adress: {letters}. Skriv dem med en annan skrift, till exempel latinska bokstäver.</translation>
    </message>
    <message>
        <source>{customer} owes {total} {currency}, which rounds to nothing: no invoice is issued, and it goes to the next month.</source>
        <translation>{customer} är skyldig {total} {currency}, som avrundas till noll: ingen faktura skapas, och det går över till nästa månad.</translation>
    </message>
    <message>
        <source>{customer} owes {total} {currency}. Without the buyer&apos;s address the law allows at most {limit} SEK. Set it with `controlroom customer set NAME --address …`, then run again.</source>
        <translation>{customer} är skyldig {total} {currency}. Utan köparens adress tillåter lagen högst {limit} SEK. Ange den med `controlroom customer set NAMN --address …` och kör igen.</translation>
    </message>
    <message>
        <source>{customer} owes {total} {currency}. Without the seller&apos;s address the law allows at most {limit} SEK. Set it with `controlroom company set --address …`, then run again.</source>
        <translation>{customer} är skyldig {total} {currency}. Utan säljarens adress tillåter lagen högst {limit} SEK. Ange den med `controlroom company set --address …` och kör igen.</translation>
    </message>
    <message>
        <source>{customer} owes {total} {currency}. Without the addresses of buyer and seller the law allows {limit} SEK at most. Set them with `controlroom customer set NAME --address …` and `controlroom company set --address …`, then run again.</source>
        <translation>{customer} är skyldig {total} {currency}. Utan köparens och säljarens adresser tillåter lagen högst {limit} SEK. Ange dem med `controlroom customer set NAMN --address …` och `controlroom company set --address …` och kör igen.</translation>
    </message>
    <message>
        <source>The database is of version {found}; this program knows up to {known}. Start a newer controlroom, or restore a backup into another database.</source>
        <translation>Databasen är av version {found}; det här programmet kan upp till {known}. Starta ett nyare controlroom, eller återställ en säkerhetskopia till en annan databas.</translation>
    </message>
    <message>
        <source>The database is of version {found}, older than this program&apos;s {known}. Run `controlroom database upgrade` while nothing serves it.</source>
        <translation>Databasen är av version {found}, äldre än programmets {known}. Kör `controlroom database upgrade` medan inget betjänar den.</translation>
    </message>
    <message>
        <source>{database} is locked by another program. Close that one, or wait, and try again.</source>
        <translation>{database} är låst av ett annat program. Stäng det, eller vänta, och försök igen.</translation>
    </message>
    <message>
        <source>{database} cannot be written. Give yourself the right to write the file and its folder.</source>
        <translation>{database} kan inte skrivas. Ge dig rätt att skriva filen och dess mapp.</translation>
    </message>
    <message>
        <source>There is no file {database}. Put it back to where it was, or correct --database.</source>
        <translation>Filen {database} finns inte. Lägg tillbaka den där den var, eller rätta --database.</translation>
    </message>
    <message>
        <source>{database} is damaged or is not a database. Keep the file, and restore a backup with `controlroom database restore FILE`.</source>
        <translation>{database} är skadad eller ingen databas. Behåll filen, och återställ en säkerhetskopia med `controlroom database restore FIL`.</translation>
    </message>
    <message>
        <source>Cannot reach {database}: {why}. Start it, or correct --database.</source>
        <translation>Når inte {database}: {why}. Starta den, eller rätta --database.</translation>
    </message>
    <message>
        <source>{database} is not a database address. Write sqlite:///FILE or postgresql://….</source>
        <translation>{database} är ingen databasadress. Skriv sqlite:///FIL eller postgresql://….</translation>
    </message>
    <message>
        <source>{database}: {name} cannot stand behind the question mark. Known there: {known}.</source>
        <translation>{database}: {name} kan inte stå efter frågetecknet. Där känns igen: {known}.</translation>
    </message>
    <message>
        <source>{database}: ssl cannot be {value}. Write one of these: {known}.</source>
        <translation>{database}: ssl kan inte vara {value}. Skriv ett av dessa: {known}.</translation>
    </message>
    <message>
        <source>{database} answered with an error: {why}. Look with `controlroom database check`; if that finds damage, restore a backup.</source>
        <translation>{database} svarade med ett fel: {why}. Undersök med `controlroom database check`; hittar den skador, återställ en säkerhetskopia.</translation>
    </message>
    <message>
        <source>{database} is a folder. Name a file in it, for example {database}/controlroom.db.</source>
        <translation>{database} är en mapp. Ange en fil i den, till exempel {database}/controlroom.db.</translation>
    </message>
    <message>
        <source>There is no folder {folder} for {database}. Make it, or correct --database.</source>
        <translation>Det finns ingen mapp {folder} för {database}. Skapa den, eller rätta --database.</translation>
    </message>
    <message>
        <source>{database} keeps its text as {encoding}, in which not every name can be written. Make one that keeps UTF-8, and name that in --database: `{command}`</source>
        <translation>{database} lagrar sin text som {encoding}, där inte alla namn kan skrivas. Skapa en som lagrar UTF-8 och ange den i --database: `{command}`</translation>
    </message>
    <message>
        <source>{database} lies on a network share ({kind}), where SQLite&apos;s file breaks sooner or later. Put it on a disk of this machine, or use PostgreSQL to share it.</source>
        <translation>{database} ligger på en nätverksplats ({kind}), där SQLites fil förr eller senare går sönder. Lägg den på en disk i den här datorn, eller använd PostgreSQL för att dela den.</translation>
    </message>
    <message>
        <source>{database} holds something that controlroom did not make. Give it a database of its own.</source>
        <translation>{database} innehåller något som controlroom inte har gjort. Ge det en egen databas.</translation>
    </message>
    <message>
        <source>{database} is empty, so there is nothing to work on. Correct --database.</source>
        <translation>{database} är tom, så det finns inget att arbeta med. Rätta --database.</translation>
    </message>
    <message>
        <source>The database does not take this: {why}. Correct it and try again.</source>
        <translation>Databasen tar inte emot detta: {why}. Rätta det och försök igen.</translation>
    </message>
    <message>
        <source>This machine is short of file descriptors or memory: {why}. Let this process have more.</source>
        <translation>Datorn har ont om filbeskrivare eller minne: {why}. Låt processen få mer.</translation>
    </message>
    <message>
        <source>{database} is being closed. Start the program again.</source>
        <translation>{database} håller på att stängas. Starta programmet igen.</translation>
    </message>
    <message>
        <source>{database} does not let this user in: {why}. Correct the user or the password in --database.</source>
        <translation>{database} släpper inte in användaren: {why}. Rätta användaren eller lösenordet i --database.</translation>
    </message>
    <message>
        <source>There is no database {database}: {why}. Create it first, for example with `createdb`.</source>
        <translation>Det finns ingen databas {database}: {why}. Skapa den först, till exempel med `createdb`.</translation>
    </message>
    <message>
        <source>{file} exists already, and a backup never replaces anything. Choose another name.</source>
        <translation>{file} finns redan, och en säkerhetskopia ersätter aldrig något. Välj ett annat namn.</translation>
    </message>
    <message>
        <source>{file} is a database, or belongs to one. Choose another name.</source>
        <translation>{file} är en databas, eller hör till en. Välj ett annat namn.</translation>
    </message>
    <message>
        <source>Cannot write {file}: {why}. Choose another place.</source>
        <translation>Kan inte skriva {file}: {why}. Välj en annan plats.</translation>
    </message>
    <message>
        <source>The disk of {database} is full. Make room; nothing that was answered is lost.</source>
        <translation>Disken för {database} är full. Gör plats; inget som har besvarats är förlorat.</translation>
    </message>
    <message>
        <source>{database} is served by another controlroom (process {pid}). Stop that one first.</source>
        <translation>{database} betjänas av ett annat controlroom (process {pid}). Stoppa det först.</translation>
    </message>
    <message>
        <source>Process {pid} serves the database, and no window started it. Change its --listen there, or stop it first.</source>
        <translation>Process {pid} betjänar databasen, och inget fönster startade den. Ändra dess --listen där, eller stoppa den först.</translation>
    </message>
    <message>
        <source>{database} is being served. Stop `controlroom serve` first.</source>
        <translation>{database} betjänas. Stoppa `controlroom serve` först.</translation>
    </message>
    <message>
        <source>{database} holds data already. Restore into an empty database.</source>
        <translation>{database} innehåller redan data. Återställ till en tom databas.</translation>
    </message>
    <message>
        <source>{file} is not a backup of controlroom: {why}.</source>
        <translation>{file} är ingen säkerhetskopia av controlroom: {why}.</translation>
    </message>
    <message>
        <source>The database cannot keep this message as what it is; it is kept as text: {why}.</source>
        <translation>Databasen kan inte behålla meddelandet som det är; det behålls som text: {why}.</translation>
    </message>
    <message>
        <source>{address} is in use by another program. Stop that one, or choose another port with --listen.</source>
        <translation>{address} används av ett annat program. Stoppa det, eller välj en annan port med --listen.</translation>
    </message>
    <message>
        <source>Cannot listen on {address}: {why}. Choose another address with --listen.</source>
        <translation>Kan inte lyssna på {address}: {why}. Välj en annan adress med --listen.</translation>
    </message>
    <message>
        <source>Cannot use the certificate {file}: {why}. Check --tls-certificate and --tls-key.</source>
        <translation>Kan inte använda certifikatet {file}: {why}. Kontrollera --tls-certificate och --tls-key.</translation>
    </message>
    <message>
        <source>A certificate needs its key. Give both --tls-certificate and --tls-key.</source>
        <translation>Ett certifikat behöver sin nyckel. Ange både --tls-certificate och --tls-key.</translation>
    </message>
    <message>
        <source>The central system could not start. {why}</source>
        <translation>Centralsystemet kunde inte starta. {why}</translation>
    </message>
    <message>
        <source>{value} is no source of map tiles. Write an http(s) address with {{z}}, {{x}} and {{y}}, or the path of an .mbtiles or .pmtiles file.</source>
        <translation>{value} är ingen källa för kartbilder. Skriv en http(s)-adress med {{z}}, {{x}} och {{y}}, eller sökvägen till en .mbtiles- eller .pmtiles-fil.</translation>
    </message>
    <message>
        <source>{value} is a whole file on a server. Fetch it, and write the path where it lies.</source>
        <translation>{value} är en hel fil på en server. Hämta den och skriv sökvägen dit där den ligger.</translation>
    </message>
    <message>
        <source>Cannot read the map tiles {file}: {why}. Choose another file.</source>
        <translation>Kan inte läsa kartbilderna {file}: {why}. Välj en annan fil.</translation>
    </message>
    <message>
        <source>{file} holds no map tiles. Choose another file.</source>
        <translation>{file} innehåller inga kartbilder. Välj en annan fil.</translation>
    </message>
    <message>
        <source>{file} does not hold pictures. Vector tiles cannot be shown: choose a file with raster tiles (PNG, JPEG or WebP).</source>
        <translation>{file} innehåller inga bilder. Vektorkartor kan inte visas: välj en fil med rasterkartor (PNG, JPEG eller WebP).</translation>
    </message>
    <message>
        <source>There is no screen {number} here. Choose among these: {there}.</source>
        <translation>Det finns ingen skärm {number} här. Välj bland: {there}.</translation>
    </message>
    <message>
        <source>There is no screen called {name}. Choose one of these: {known}.</source>
        <translation>Det finns ingen skärm som heter {name}. Välj en av: {known}.</translation>
    </message>
    <message>
        <source>There is no screen here. Start it on a virtual one (`xvfb-run controlroom`), or run `controlroom serve` without a window.</source>
        <translation>Det finns ingen skärm här. Starta på en virtuell (`xvfb-run controlroom`), eller kör `controlroom serve` utan fönster.</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>Restarts again and again</source>
        <translation>Startar om gång på gång</translation>
    </message>
    <message>
        <source>Charging cable cut</source>
        <translation>Laddkabel avkapad</translation>
    </message>
    <message>
        <source>Clock is wrong</source>
        <translation>Klockan går fel</translation>
    </message>
    <message>
        <source>A phase carries nothing</source>
        <translation>En fas är död</translation>
    </message>
    <message>
        <source>Answers no command</source>
        <translation>Svarar inte på kommandon</translation>
    </message>
    <message>
        <source>Emergency stop pressed</source>
        <translation>Nödstopp intryckt</translation>
    </message>
    <message>
        <source>Cabinet open</source>
        <translation>Skåpet står öppet</translation>
    </message>
    <message>
        <source>Firmware installation failed</source>
        <translation>Installation av programvara misslyckades</translation>
    </message>
    <message>
        <source>Firmware with a wrong signature</source>
        <translation>Programvara med fel signatur</translation>
    </message>
    <message>
        <source>Link comes and goes</source>
        <translation>Förbindelsen kommer och går</translation>
    </message>
    <message>
        <source>Link open, nothing heard</source>
        <translation>Förbindelsen öppen, inget hörs</translation>
    </message>
    <message>
        <source>Full vehicle stays connected</source>
        <translation>Fulladdat fordon står kvar anslutet</translation>
    </message>
    <message>
        <source>Link lost for good</source>
        <translation>Förbindelsen borta för gott</translation>
    </message>
    <message>
        <source>Residual current device tripped</source>
        <translation>Jordfelsbrytaren löste ut</translation>
    </message>
    <message>
        <source>Gives no power</source>
        <translation>Ger ingen effekt</translation>
    </message>
    <message>
        <source>Card accepted, no charge begins</source>
        <translation>Tagg godkänd, ingen laddning börjar</translation>
    </message>
    <message>
        <source>Voltage on an idle plug</source>
        <translation>Spänning på ledigt uttag</translation>
    </message>
    <message>
        <source>Worn latch of the plug</source>
        <translation>Sliten spärr på kontakten</translation>
    </message>
    <message>
        <source>Link lost</source>
        <translation>Förbindelsen bröts</translation>
    </message>
    <message>
        <source>Plug lock stuck</source>
        <translation>Kontaktlåset har fastnat</translation>
    </message>
    <message>
        <source>Security log cleared</source>
        <translation>Säkerhetsloggen raderad</translation>
    </message>
    <message>
        <source>Gives a part of its power</source>
        <translation>Ger bara en del av sin effekt</translation>
    </message>
    <message>
        <source>Voltage too low</source>
        <translation>För låg spänning</translation>
    </message>
    <message>
        <source>Meter runs backwards</source>
        <translation>Mätaren går baklänges</translation>
    </message>
    <message>
        <source>Meter does not answer</source>
        <translation>Mätaren svarar inte</translation>
    </message>
    <message>
        <source>Meter jumps</source>
        <translation>Mätaren hoppar</translation>
    </message>
    <message>
        <source>Charges without meter values</source>
        <translation>Laddar utan mätvärden</translation>
    </message>
    <message>
        <source>Taken out of service on site</source>
        <translation>Tagen ur drift på plats</translation>
    </message>
    <message>
        <source>Overcurrent</source>
        <translation>Överström</translation>
    </message>
    <message>
        <source>Cabinet too warm</source>
        <translation>Skåpet för varmt</translation>
    </message>
    <message>
        <source>Supply voltage too high</source>
        <translation>För hög nätspänning</translation>
    </message>
    <message>
        <source>Vehicle stays after charging</source>
        <translation>Fordon står kvar efter laddning</translation>
    </message>
    <message>
        <source>Vehicle and outlet cannot talk</source>
        <translation>Fordon och uttag når inte varandra</translation>
    </message>
    <message>
        <source>Plug overheated</source>
        <translation>Kontakten överhettad</translation>
    </message>
    <message>
        <source>Power failure</source>
        <translation>Strömavbrott</translation>
    </message>
    <message>
        <source>Power module failed</source>
        <translation>Effektmodul ur funktion</translation>
    </message>
    <message>
        <source>Card reader does not answer</source>
        <translation>Kortläsaren svarar inte</translation>
    </message>
    <message>
        <source>Whole site silent</source>
        <translation>Hela platsen tyst</translation>
    </message>
    <message>
        <source>Cabinet tampered with</source>
        <translation>Åverkan på skåpet</translation>
    </message>
    <message>
        <source>Cabinet leans</source>
        <translation>Skåpet lutar</translation>
    </message>
    <message>
        <source>Voltage unbalanced</source>
        <translation>Spänningsobalans</translation>
    </message>
    <message>
        <source>Supply voltage too low</source>
        <translation>För låg nätspänning</translation>
    </message>
    <message>
        <source>Nobody&apos;s card is accepted</source>
        <translation>Ingens tagg godkänns</translation>
    </message>
    <message>
        <source>Water in the cabinet</source>
        <translation>Vatten i skåpet</translation>
    </message>
    <message>
        <source>Weak signal</source>
        <translation>Svag signal</translation>
    </message>
    <message>
        <source>Contactor does not open</source>
        <translation>Kontaktorn öppnar inte</translation>
    </message>
    <message>
        <source>Sessions without energy</source>
        <translation>Sessioner utan energi</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
    <message>
        <source>{0} d {1} h</source>
        <translation>{0} d {1} h</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} min {1} s</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} d</translation>
    </message>
    <message>
        <source>{0} h {1:02}</source>
        <translation>{0} h {1:02}</translation>
    </message>
</context>
<context>
    <name>journal</name>
    <message>
        <source>Command {0}: {1}</source>
        <translation>Kommando {0}: {1}</translation>
    </message>
    <message>
        <source>Session {0} ended</source>
        <translation>Session {0} avslutad</translation>
    </message>
    <message>
        <source>came back, {0} times</source>
        <translation>kom tillbaka, {0} gånger</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>inträffade</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>kvitterat</translation>
    </message>
    <message>
        <source>returned, unacknowledged</source>
        <translation>återgick, okvitterat</translation>
    </message>
    <message>
        <source>acknowledged, over</source>
        <translation>kvitterat, över</translation>
    </message>
    <message>
        <source>over</source>
        <translation>över</translation>
    </message>
    <message>
        <source>Site changed</source>
        <translation>Plats ändrad</translation>
    </message>
    <message>
        <source>Charge point changed</source>
        <translation>Laddpunkt ändrad</translation>
    </message>
    <message>
        <source>Key rotated</source>
        <translation>Nyckel bytt</translation>
    </message>
    <message>
        <source>Token changed</source>
        <translation>Tagg ändrad</translation>
    </message>
    <message>
        <source>Tariff changed</source>
        <translation>Tariff ändrad</translation>
    </message>
    <message>
        <source>Customer {0} changed</source>
        <translation>Kund {0} ändrad</translation>
    </message>
    <message>
        <source>Company changed</source>
        <translation>Företag ändrat</translation>
    </message>
    <message>
        <source>Invoice {0} issued</source>
        <translation>Faktura {0} utfärdad</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Inloggad</translation>
    </message>
    <message>
        <source>Wrong name or password</source>
        <translation>Fel namn eller lösenord</translation>
    </message>
    <message>
        <source>Not allowed: {0}</source>
        <translation>Inte tillåtet: {0}</translation>
    </message>
    <message>
        <source>User {0} added</source>
        <translation>Användare {0} tillagd</translation>
    </message>
    <message>
        <source>Role of {0} changed</source>
        <translation>Roll för {0} ändrad</translation>
    </message>
    <message>
        <source>Password of {0} changed</source>
        <translation>Lösenord för {0} bytt</translation>
    </message>
    <message>
        <source>User {0} changed</source>
        <translation>Användare {0} ändrad</translation>
    </message>
    <message>
        <source>the disk was full</source>
        <translation>disken var full</translation>
    </message>
    <message>
        <source>it was read-only</source>
        <translation>den var skrivskyddad</translation>
    </message>
    <message>
        <source>it was locked</source>
        <translation>den var låst</translation>
    </message>
    <message>
        <source>the database was away</source>
        <translation>databasen var borta</translation>
    </message>
    <message>
        <source>Connected, OCPP {0}</source>
        <translation>Ansluten, OCPP {0}</translation>
    </message>
    <message>
        <source>Connection ended</source>
        <translation>Förbindelsen upphörde</translation>
    </message>
    <message>
        <source>Fell silent</source>
        <translation>Tystnade</translation>
    </message>
    <message>
        <source>Heard again</source>
        <translation>Hörs igen</translation>
    </message>
    <message>
        <source>Booted</source>
        <translation>Startade om</translation>
    </message>
    <message>
        <source>Security event: {0}</source>
        <translation>Säkerhetshändelse: {0}</translation>
    </message>
    <message>
        <source>The clock is right again</source>
        <translation>Klockan går rätt igen</translation>
    </message>
    <message>
        <source>The clock is out by {0} s</source>
        <translation>Klockan går {0} s fel</translation>
    </message>
    <message>
        <source>Central system gone, process {0}</source>
        <translation>Centralsystem borta, process {0}</translation>
    </message>
    <message>
        <source>The journal could not be written: {0}</source>
        <translation>Journalen kunde inte skrivas: {0}</translation>
    </message>
    <message>
        <source>Central system serves again, process {0}</source>
        <translation>Centralsystem igång igen, process {0}</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Customer information</source>
        <translation>Kunduppgifter</translation>
    </message>
    <message>
        <source>Display messages</source>
        <translation>Meddelanden på skärmen</translation>
    </message>
    <message>
        <source>Monitoring report</source>
        <translation>Övervakning</translation>
    </message>
    <message>
        <source>Firmware publishing</source>
        <translation>Publicering av programvara</translation>
    </message>
    <message>
        <source>Charging profiles</source>
        <translation>Laddprofiler</translation>
    </message>
    <message>
        <source>Reservation over</source>
        <translation>Reservation slut</translation>
    </message>
    <message>
        <source>External limit lifted</source>
        <translation>Yttre gräns hävd</translation>
    </message>
    <message>
        <source>Contract certificate</source>
        <translation>Avtalscertifikat</translation>
    </message>
    <message>
        <source>Certificate status</source>
        <translation>Certifikatstatus</translation>
    </message>
    <message>
        <source>External limit</source>
        <translation>Yttre gräns</translation>
    </message>
    <message>
        <source>Vehicle’s needs</source>
        <translation>Fordonets laddbehov</translation>
    </message>
    <message>
        <source>Vehicle’s schedule</source>
        <translation>Fordonets laddschema</translation>
    </message>
    <message>
        <source>Device model</source>
        <translation>Enhetsmodell</translation>
    </message>
    <message>
        <source>Certificate request</source>
        <translation>Certifikatbegäran</translation>
    </message>
    <message>
        <source>parts: {0}</source>
        <translation>delar: {0}</translation>
    </message>
    <message>
        <source>incomplete: the rest did not come</source>
        <translation>ofullständig: resten kom inte</translation>
    </message>
    <message>
        <source>incomplete: part {0} did not come</source>
        <translation>ofullständig: del {0} kom inte</translation>
    </message>
</context>
<context>
    <name>opening</name>
    <message>
        <source>Starting the central system</source>
        <translation>Startar centralsystemet</translation>
    </message>
    <message>
        <source>Opening the database</source>
        <translation>Öppnar databasen</translation>
    </message>
    <message>
        <source>Sites, charge points and customers</source>
        <translation>Platser, laddpunkter och kunder</translation>
    </message>
    <message>
        <source>90 days of charging sessions</source>
        <translation>90 dagars laddsessioner</translation>
    </message>
    <message>
        <source>Meter values of the last 24 hours</source>
        <translation>Mätvärden för det senaste dygnet</translation>
    </message>
    <message>
        <source>The network is ready</source>
        <translation>Nätet är klart</translation>
    </message>
</context>
<context>
    <name>reading</name>
    <message>
        <source>Write a number, for example {0}.</source>
        <translation>Skriv ett tal, till exempel {0}.</translation>
    </message>
    <message>
        <source>This may be {0} or {1}. Write one of them.</source>
        <translation>Det kan vara {0} eller {1}. Skriv ett av dem.</translation>
    </message>
    <message>
        <source>Write a whole number, for example 10.</source>
        <translation>Skriv ett heltal, till exempel 10.</translation>
    </message>
    <message>
        <source>Write a date and a time, for example 2026-12-01 00:00.</source>
        <translation>Skriv datum och klockslag, till exempel 2026-12-01 00:00.</translation>
    </message>
    <message>
        <source>The clock skips this hour when summer time begins.</source>
        <translation>Den timmen finns inte: klockan ställs fram när sommartiden börjar.</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>Free</source>
        <translation>Ledig</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Förbereder</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>Laddar</translation>
    </message>
    <message>
        <source>Paused by the car</source>
        <translation>Pausad av bilen</translation>
    </message>
    <message>
        <source>Paused by the station</source>
        <translation>Pausad av stationen</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Avslutar</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reserverad</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Ur drift</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fel</translation>
    </message>
    <message>
        <source>Occupied</source>
        <translation>Upptagen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Okänd</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <translation>Okvitterad</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Kvitterad</translation>
    </message>
    <message>
        <source>Returned, unacknowledged</source>
        <translation>Återgången okvitterad</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Över</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Pågår</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Avslutad</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Hållen</translation>
    </message>
    <message>
        <source>Another session began before its end was told</source>
        <translation>En annan laddning började innan slutet meddelades</translation>
    </message>
    <message>
        <source>The station never told its end</source>
        <translation>Stationen meddelade aldrig slutet</translation>
    </message>
    <message>
        <source>A person ended it</source>
        <translation>Avslutad av en person</translation>
    </message>
    <message>
        <source>Its start was never told</source>
        <translation>Starten meddelades aldrig</translation>
    </message>
    <message>
        <source>Stop value below an earlier reading</source>
        <translation>Slutvärdet är lägre än en tidigare avläsning</translation>
    </message>
    <message>
        <source>More was read after the stop</source>
        <translation>Mer avlästes efter stoppet</translation>
    </message>
    <message>
        <source>The meter register fell</source>
        <translation>Mätarställningen sjönk</translation>
    </message>
    <message>
        <source>More energy than the connector can give</source>
        <translation>Mer energi än uttaget kan ge</translation>
    </message>
    <message>
        <source>No meter reading</source>
        <translation>Ingen mätarställning</translation>
    </message>
    <message>
        <source>The token was not authorised</source>
        <translation>Taggen var inte godkänd</translation>
    </message>
    <message>
        <source>The station’s clock was wrong</source>
        <translation>Stationens klocka gick fel</translation>
    </message>
    <message>
        <source>The site has no tariff</source>
        <translation>Platsen har ingen taxa</translation>
    </message>
    <message>
        <source>No customer owns the token</source>
        <translation>Ingen kund äger taggen</translation>
    </message>
    <message>
        <source>Changed since the decision</source>
        <translation>Ändrad efter beslutet</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Godkänd</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Rättad</translation>
    </message>
    <message>
        <source>Struck</source>
        <translation>Struken</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Öppnad igen</translation>
    </message>
    <message>
        <source>Session {0} approved</source>
        <translation>Session {0} godkänd</translation>
    </message>
    <message>
        <source>Session {0} corrected</source>
        <translation>Session {0} rättad</translation>
    </message>
    <message>
        <source>Session {0} struck</source>
        <translation>Session {0} struken</translation>
    </message>
    <message>
        <source>Session {0} reopened</source>
        <translation>Session {0} öppnad igen</translation>
    </message>
    <message>
        <source>send</source>
        <translation>skicka</translation>
    </message>
    <message>
        <source>start session</source>
        <translation>starta laddning</translation>
    </message>
    <message>
        <source>stop session</source>
        <translation>stoppa laddning</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>omstart</translation>
    </message>
    <message>
        <source>unlock connector</source>
        <translation>lås upp uttag</translation>
    </message>
    <message>
        <source>change availability</source>
        <translation>ändra tillgänglighet</translation>
    </message>
    <message>
        <source>ask for a message</source>
        <translation>fråga om status</translation>
    </message>
    <message>
        <source>read configuration</source>
        <translation>läs inställningar</translation>
    </message>
    <message>
        <source>change configuration</source>
        <translation>ändra inställning</translation>
    </message>
    <message>
        <source>clear cache</source>
        <translation>töm minneslista</translation>
    </message>
    <message>
        <source>rotate key</source>
        <translation>byt nyckel</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operatör</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Arbetsledare</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>Tekniker</translation>
    </message>
    <message>
        <source>Accountant</source>
        <translation>Ekonom</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administratör</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Vägg</translation>
    </message>
    <message>
        <source>acknowledge alarms</source>
        <translation>kvittera larm</translation>
    </message>
    <message>
        <source>give commands that stop nobody</source>
        <translation>ge kommandon som inte stoppar någon</translation>
    </message>
    <message>
        <source>give every command</source>
        <translation>ge alla kommandon</translation>
    </message>
    <message>
        <source>close months and print invoices</source>
        <translation>stänga månader och skriva ut fakturor</translation>
    </message>
    <message>
        <source>change customers and tokens</source>
        <translation>ändra kunder och taggar</translation>
    </message>
    <message>
        <source>change tariffs</source>
        <translation>ändra tariffer</translation>
    </message>
    <message>
        <source>change sites and charge points</source>
        <translation>ändra platser och laddpunkter</translation>
    </message>
    <message>
        <source>change company and users</source>
        <translation>ändra företag och användare</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Planerad</translation>
    </message>
    <message>
        <source>In commissioning</source>
        <translation>I drifttagning</translation>
    </message>
    <message>
        <source>In operation</source>
        <translation>I drift</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Avvecklad</translation>
    </message>
    <message>
        <source>To wait</source>
        <translation>Vänta</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Avvisad</translation>
    </message>
    <message>
        <source>0 No key</source>
        <translation>0 Ingen nyckel</translation>
    </message>
    <message>
        <source>1 Key</source>
        <translation>1 Nyckel</translation>
    </message>
    <message>
        <source>2 Key and TLS</source>
        <translation>2 Nyckel och TLS</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Publik</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Besöksmål</translation>
    </message>
    <message>
        <source>Workplace</source>
        <translation>Arbetsplats</translation>
    </message>
    <message>
        <source>Residential</source>
        <translation>Bostad</translation>
    </message>
    <message>
        <source>Depot</source>
        <translation>Depå</translation>
    </message>
    <message>
        <source>Stopped at the station</source>
        <translation>Stoppad vid stationen</translation>
    </message>
    <message>
        <source>Stopped remotely</source>
        <translation>Fjärrstoppad</translation>
    </message>
    <message>
        <source>Car unplugged</source>
        <translation>Bilen kopplades ur</translation>
    </message>
    <message>
        <source>Emergency stop</source>
        <translation>Nödstopp</translation>
    </message>
    <message>
        <source>Token refused</source>
        <translation>Taggen nekades</translation>
    </message>
    <message>
        <source>Hard reset</source>
        <translation>Hård omstart</translation>
    </message>
    <message>
        <source>Soft reset</source>
        <translation>Mjuk omstart</translation>
    </message>
    <message>
        <source>Power lost</source>
        <translation>Strömavbrott</translation>
    </message>
    <message>
        <source>Reboot</source>
        <translation>Omstart</translation>
    </message>
    <message>
        <source>Connector unlocked</source>
        <translation>Uttaget låstes upp</translation>
    </message>
    <message>
        <source>Other reason</source>
        <translation>Annat skäl</translation>
    </message>
    <message>
        <source>Not told: another session began</source>
        <translation>Ej meddelad: en annan session började</translation>
    </message>
    <message>
        <source>Not told: the connector became free</source>
        <translation>Ej meddelad: uttaget blev ledigt</translation>
    </message>
    <message>
        <source>Not told: a person ended it</source>
        <translation>Ej meddelad: en person avslutade den</translation>
    </message>
    <message>
        <source>Accepted, earlier one cancelled</source>
        <translation>Godkänd, den förra avbruten</translation>
    </message>
    <message>
        <source>Not known to the station</source>
        <translation>Okänd för stationen</translation>
    </message>
    <message>
        <source>Not supported</source>
        <translation>Stöds inte</translation>
    </message>
    <message>
        <source>Refused: a session runs</source>
        <translation>Avvisad: en session pågår</translation>
    </message>
    <message>
        <source>Partly accepted</source>
        <translation>Delvis godkänd</translation>
    </message>
    <message>
        <source>Accepted, restart required</source>
        <translation>Godkänd, omstart krävs</translation>
    </message>
    <message>
        <source>Not sent: it cannot be said</source>
        <translation>Inte skickad: den går inte att uttrycka</translation>
    </message>
    <message>
        <source>Accepted for later</source>
        <translation>Godkänd för senare</translation>
    </message>
    <message>
        <source>Unknown component</source>
        <translation>Okänd komponent</translation>
    </message>
    <message>
        <source>Unknown connector</source>
        <translation>Okänt uttag</translation>
    </message>
    <message>
        <source>Unknown key</source>
        <translation>Okänd nyckel</translation>
    </message>
    <message>
        <source>Could not unlock</source>
        <translation>Kunde inte låsa upp</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>Upplåst</translation>
    </message>
    <message>
        <source>Published no more</source>
        <translation>Publiceras inte längre</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>förbindelsen bröts</translation>
    </message>
    <message>
        <source>connected anew elsewhere</source>
        <translation>ansluten på nytt på annat håll</translation>
    </message>
    <message>
        <source>connected already</source>
        <translation>redan ansluten</translation>
    </message>
    <message>
        <source>the central system stopped</source>
        <translation>centralsystemet stannade</translation>
    </message>
    <message>
        <source>the server stopped</source>
        <translation>servern stannade</translation>
    </message>
    <message>
        <source>the database is away</source>
        <translation>databasen svarar inte</translation>
    </message>
    <message>
        <source>Application restarted</source>
        <translation>Programmet startade om</translation>
    </message>
    <message>
        <source>New firmware</source>
        <translation>Ny programvara</translation>
    </message>
    <message>
        <source>Restarted at the station</source>
        <translation>Omstartad på plats</translation>
    </message>
    <message>
        <source>Power came on</source>
        <translation>Strömmen kom</translation>
    </message>
    <message>
        <source>Restarted remotely</source>
        <translation>Omstartad på distans</translation>
    </message>
    <message>
        <source>Restarted as scheduled</source>
        <translation>Omstartad enligt plan</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>På begäran</translation>
    </message>
    <message>
        <source>Unknown reason</source>
        <translation>Okänd orsak</translation>
    </message>
    <message>
        <source>Watchdog</source>
        <translation>Vakthund</translation>
    </message>
    <message>
        <source>closed with {0}</source>
        <translation>stängd med kod {0}</translation>
    </message>
    <message>
        <source>hard reset</source>
        <translation>hård omstart</translation>
    </message>
    <message>
        <source>soft reset</source>
        <translation>mjuk omstart</translation>
    </message>
    <message>
        <source>set operative</source>
        <translation>ta i drift</translation>
    </message>
    <message>
        <source>set inoperative</source>
        <translation>ta ur drift</translation>
    </message>
    <message>
        <source>{0} and others</source>
        <translation>{0} med flera</translation>
    </message>
    <message>
        <source>Accepted, but not {0}</source>
        <translation>Godkänd, men inte {0}</translation>
    </message>
    <message>
        <source>Answer does not fit OCPP</source>
        <translation>Svaret följer inte OCPP</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Begärd</translation>
    </message>
    <message>
        <source>Not sent: not connected</source>
        <translation>Inte skickad: ej ansluten</translation>
    </message>
    <message>
        <source>The connection was closed</source>
        <translation>Förbindelsen stängdes</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Inget svar i tid</translation>
    </message>
    <message>
        <source>Not sent: unknown charge point</source>
        <translation>Inte skickad: okänd laddpunkt</translation>
    </message>
    <message>
        <source>Unknown: the server stopped while it was under way</source>
        <translation>Okänt: servern stannade under tiden</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Skickad</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Godkänd</translation>
    </message>
    <message>
        <source>The report is whole</source>
        <translation>Rapporten är hel</translation>
    </message>
    <message>
        <source>Confirmed by telemetry</source>
        <translation>Bekräftad av mätvärden</translation>
    </message>
    <message>
        <source>The report is incomplete</source>
        <translation>Rapporten är ofullständig</translation>
    </message>
    <message>
        <source>Not confirmed by telemetry</source>
        <translation>Inte bekräftad av mätvärden</translation>
    </message>
    <message>
        <source>Fault: {0}</source>
        <translation>Fel: {0}</translation>
    </message>
    <message>
        <source>{0}, connector {1}</source>
        <translation>{0}, uttag {1}</translation>
    </message>
    <message>
        <source>{0}, EVSE {1}</source>
        <translation>{0}, EVSE {1}</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>Inträffade</translation>
    </message>
    <message>
        <source>Acknowledged by {0}</source>
        <translation>Kvitterat av {0}</translation>
    </message>
    <message>
        <source>Came back, {0} times</source>
        <translation>Kom tillbaka, {0} gånger</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Återgick</translation>
    </message>
    <message>
        <source>look</source>
        <translation>titta</translation>
    </message>
</context>
</TS>
