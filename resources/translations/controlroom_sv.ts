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
    <name>CommandOffers</name>
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
    <name>causes</name>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}, {1}</translation>
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
</TS>
