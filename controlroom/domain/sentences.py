"""What went wrong and what to do, in English, by key.

One table, so that the command line and the desktop say the same; the desktop
finds the Swedish under the same English text.
"""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # settings and the command line
    "settings-unreadable": "Cannot read {file}: {why}. Correct the file or remove it.",
    "settings-unknown-key": "{file}: unknown setting {name}. Known settings are: {known}.",
    "settings-bad-value": "{file}: {name} cannot be {value}. Write {expected}.",
    "settings-environment": (
        "{variable} is set in the environment and stands above the file. Change it there."
    ),
    "settings-by-hand": (
        "{file} is written in a way that this program does not change. Write {line} there by hand."
    ),
    "settings-unwritable": "Cannot write {file}: {why}. Give yourself the right to write it.",
    "open-to-all": "Anybody on this machine can read {file}. Close it: chmod 600 {file}.",
    "not-an-address": "{value} is not HOST:PORT. Write for example 0.0.0.0:9220.",
    "not-a-central-system": (
        "{value} is not the address of a central system. Write for example ws://127.0.0.1:9220."
    ),
    "scenario-bad": "Cannot use the scenario {file}: {why}.",
    "unknown-behaviour": (
        "No behaviour is called {name}{hint}. See `controlroom simulate --list-behaviours`."
    ),
    "not-a-month": "{value} is not a month. Write YYYY-MM, for example 2026-10.",
    "not-a-number": "{name} cannot be {value}. Write a number, with a point for decimals.",
    "not-a-whole-number": (
        "{name} cannot be {value}. Write a whole number from {least} to {most}."
    ),
    "not-a-power": "{value} kW is no rated power. Write one above 0 and up to {most} kW.",
    "not-a-time": "{value} is not a time. Write for example 2026-12-31T23:59:59Z.",
    "not-a-file": "{value} cannot name a file. Write another name.",
    "not-json": "{value} is not a JSON object: {why}. Write for example {example}.",
    "missing": "{name} is missing. Give it with {how}.",
    "nothing-given": "Nothing is given to change. Give at least one of {options}.",
    "import-no-id": "The id is missing. Write it into the file, and read the file again.",
    "import-no-site": "The site is missing. Write it into the file, and read the file again.",
    "training-missing": "--seed and --minutes belong to a training. Ask for one with {how}.",
    "too-long": "{name} is longer than {most} characters. Shorten it.",
    "unprintable": "{name} contains control characters. Write it as plain text.",
    # charge points
    "unknown-charge-point": (
        "No charge point is called {id}. See `controlroom charge-point list`, or add it with "
        "`controlroom charge-point add {id} --site NAME`."
    ),
    "charge-point-exists": (
        "There is a charge point called {id} already. Change it with `controlroom charge-point "
        "set {id}`, or choose another name."
    ),
    "bad-identity": (
        "{id} cannot name a charge point. Use 1 to 48 printable characters without colon or slash."
    ),
    "key-too-short": (
        "The key has {length} bytes; use 16 to 40 printable characters, or none: one is made."
    ),
    "unknown-site": "No site is called {name}. See `controlroom site list`.",
    "site-exists": "There is a site called {name} already. Change it with `controlroom site set`.",
    "nobody-knocked": (
        "Nobody called {id} waits at the door. See `controlroom charge-point door`, or add it "
        "with `controlroom charge-point add {id} --site NAME`."
    ),
    "not-a-profile": "The security profile cannot be {value}. Write 0, 1 or 2.",
    "not-a-phase": "The phase cannot be {value}. Write one of {known}.",
    "not-a-kind": "The kind of site cannot be {value}. Write one of {known}.",
    "not-a-fuse": (
        "The main fuse cannot be {value}. Write amperes or watts, for example 63 A or 43.6 kW."
    ),
    "not-a-link": "{value} is not a link. Write for example https://camera.example/view.",
    "latitude-range": "Latitude {value} is outside -90 to 90 degrees.",
    "longitude-range": "Longitude {value} is outside -180 to 180 degrees.",
    # commands
    "no-link": "{id} is not connected. Try again when it is back, or phone the site.",
    "no-answer": (
        "{id} did not answer within {seconds} s, and may still do it. Look with `controlroom "
        "status`, then try again; a slow one needs a longer --timeout."
    ),
    "link-closed": (
        "{id}: the connection was closed before an answer came, so it may have done it or not. "
        "Look with `controlroom status`, then try again."
    ),
    "command-unknown": (
        "The central system stopped while {id} was asked, so it may have done it or not. Look "
        "with `controlroom status`, then try again."
    ),
    "items-refused": (
        "{id} refused {refused} of {asked}: {items}. Correct these and send them again."
    ),
    "answer-refused": (
        "{id} does not do it: {status}. Change what it objects to, or see what went over the wire "
        "with `controlroom log frames {id}`."
    ),
    "answer-misfits": (
        "{id} answered, but its answer does not fit OCPP ({status}), so it may have done it or "
        "not. Look with `controlroom status`; `controlroom log frames {id}` shows what it sent."
    ),
    "frames-all": (
        "That is all: {count} frames of {id}. They are kept for {hours} hours (message_log_hours)."
    ),
    "frames-limited": (
        "Stopped after the newest {count} frames of {id}, because of --limit. Without it, all "
        "that are kept are printed."
    ),
    "unknown-action": (
        "{action} is not an action that a central system sends in OCPP {version}. Known: {known}."
    ),
    "bad-payload": "The payload does not fit {action} of OCPP {version}: {why}.",
    "status-doubted": "Its clock leaves the status in doubt.",
    "session-doubted": (
        "The connector is free, and the end of its session was not told: is it still going on?"
    ),
    "connectors-counted": "It names too many connectors.",
    "link-elsewhere": (
        "{id} has connected to another central system since. What this one still hears of it is "
        "not stored, and comes again over the newer connection."
    ),
    "needs-argument": "{verb} needs {name}.",
    "certificates-not-issued": (
        "Certificates are not issued here yet. Have the request signed elsewhere, and send the "
        "certificate with CertificateSigned."
    ),
    "messages-missing": "Messages of the transaction are missing between those that came.",
    "no-contract-certificates": "Contract certificates are not fetched from a provider here yet.",
    "no-revocation-check": "Whether a certificate is revoked cannot be looked up here yet.",
    "no-vehicle-schedules": "Charging schedules for a vehicle's own needs are not made here yet.",
    "no-charge-points": (
        "No charge points yet. Add one: `controlroom charge-point add ID --site NAME`."
    ),
    "key-by-send": (
        "A key is not sent by hand: it would stand in the journal. Use `controlroom charge-point "
        "rotate-key {id}`."
    ),
    "key-over-link": (
        "{id} is connected, and a key that it does not know would cut it off. Give it a new one "
        "over its link: `controlroom charge-point rotate-key {id}`. If the old unit is still "
        "there, unplug it first."
    ),
    "key-unneeded": (
        "{id} connects without a key (security profile 0). Give it a profile that has one first: "
        "`controlroom charge-point set {id} --security-profile 1`."
    ),
    "secret-masked": (
        "What is asked of {id} holds asterisks where a secret belongs. Write the secret again."
    ),
    "secret-elsewhere": (
        "{id} has connected to another central system since this was asked, which cannot read the "
        "secret in it. Ask again."
    ),
    "secret-unsealed": (
        "The central system that {id} is connected to cannot be handed a secret. Ask again in a "
        "moment."
    ),
    "import-unreadable": "Cannot read {file}: {why}.",
    "import-columns": "{file} needs a first line with the columns {needed}; it has {found}.",
    "import-not-text": "{file} is not a text file. Save it as CSV in the spreadsheet program.",
    "import-too-large": "{file} is larger than {most} MB. Divide it.",
    "import-repeated": "{id} stands on line {line} already. Keep one of the two.",
    # customers and tokens
    "unknown-customer": "No customer is called {name}. See `controlroom customer list`.",
    "customer-exists": "There is a customer called {name} already. Change it with `customer set`.",
    "bad-buyer-vat-number": (
        "{value} is not a VAT number. Begin with the country, for example SE559999000801."
    ),
    "bad-buyer-number": (
        "{value} is not a Swedish organisation number or personal number. Write ten digits, the "
        "last of which checks the others, for example 559999-0008. Abroad, begin with the country, "
        "for example NO 923 609 016."
    ),
    "bad-token": (
        "{uid} is not what a charge point can read. Write 1 to 36 letters, digits or the signs "
        "* - _ = : + | @ and full stop, without spaces."
    ),
    "bad-email": "{value} is not an e-mail address. Write for example invoice@company.example.",
    "unknown-token": (
        "No token {uid} is registered. Add it with `controlroom token add {uid} --customer NAME`."
    ),
    "token-exists": (
        "Token {uid} is registered already. Change it with `controlroom token set {uid}`."
    ),
    "token-taken": (
        "Token {uid} charges the account of {customer} already. Move it with `controlroom token "
        "set {uid} --customer NAME`, or choose another token."
    ),
    "token-same-card": (
        "{uid} is the same card as {known}, which charges the account of {customer} already: "
        "colons, hyphens and blanks make no other card. Change it with `controlroom token set "
        "{known}`."
    ),
    # tariffs
    "tariff-too-late": (
        "A tariff cannot begin in the past: sessions since then have their price. Let it begin "
        "now, or later."
    ),
    # users
    "unknown-user": "No user is called {name}. See `controlroom user list`.",
    "user-exists": "There is a user called {name} already. Choose another name.",
    "last-administrator": (
        "{name} is the last administrator. Make somebody else administrator first."
    ),
    "password-short": "The password has {length} characters; use at least {least}.",
    "wrong-password": "The name or the password is wrong. Try again, or ask an administrator.",
    "sign-in-wait": (
        "Too many wrong passwords in a row. Wait {seconds} s; then the right one lets you in."
    ),
    "user-not-first": "Somebody can sign in to this database already. Ask an administrator to add "
    "you.",
    "not-allowed": "{role} may not do this. Ask a colleague who is {allowed}.",
    # alarms and sessions
    "alarm-CP-SILENT": "No contact with the charge point",
    "alarm-CON-FAULT": "Fault without a code",
    "alarm-HW-ESTOP": "Emergency stop pressed",
    "alarm-HW-GND": "Ground failure",
    "alarm-SYS-CLOCK": "Wrong server clock",
    "alarm-SYS-DOWN": "Central system stopped",
    "alarm-SYS-LOG": "Journal not written",
    "alarm-SYS-LINKS": "No room for charge points",
    "alarm-CP-RATE": "Sends too much",
    "alarm-SEC-AUTH": "Wrong key at the door",
    "alarm-SEC-SHADOW": "Second connection refused",
    "alarm-SEC-LOGIN": "Passwords are guessed",
    "alarm-SEC-RIGHT": "Right denied",
    "guidance-CP-SILENT": "Check its neighbours. Restart the modem. Else order a visit.",
    "guidance-CON-FAULT": (
        "Read what the station says. If it tells of current, voltage, water or damage, do not "
        "reset it: set it inoperative and order a visit. Else reset it once from here. If that "
        "fails, order a visit."
    ),
    "guidance-HW-ESTOP": (
        "Phone the site. Do not reset before a person on site says that it is safe."
    ),
    "guidance-HW-GND": (
        "Do not reset it. Take it out of operation: set it inoperative. Send an electrician."
    ),
    "guidance-SYS-CLOCK": (
        "Phone IT: the time synchronisation (NTP) of this machine must be put right, unless "
        "somebody has just set its clock. Look at the times of sessions since then before they are "
        "invoiced."
    ),
    "guidance-SYS-DOWN": (
        "Phone IT: it must be started again. Its charge points connect to another central system "
        "by themselves, where there is one."
    ),
    "guidance-SYS-LOG": (
        "Phone IT duty: see that the database's disk has room and the database stays up. Look in "
        "the journal whether commands and sessions of that time are complete."
    ),
    "guidance-SYS-LINKS": (
        "Phone IT duty: raise the limit of open files, or start another central system. Look at "
        "the door for who takes the places."
    ),
    "guidance-CP-RATE": (
        "Look at its messages. Ask for fewer meter values. If it goes on, ask its maker for a "
        "newer firmware."
    ),
    "guidance-SEC-AUTH": (
        "If it was replaced or reset, give it a new key. Else somebody else tries to connect as "
        "it: phone the security duty with the address in the journal."
    ),
    "guidance-SEC-SHADOW": (
        "Compare the two addresses in the journal. If the second is not the charge point's own "
        "router, phone the security duty and rotate its key."
    ),
    "guidance-SEC-LOGIN": (
        "Phone the person whose name it is. If it was nobody's mistake, phone the security duty "
        "with the workstation's name."
    ),
    "guidance-SEC-RIGHT": (
        "Ask the person what it was for. Give the right role, or tell the administrator."
    ),
    "consequence-CP-SILENT": "State unknown",
    "consequence-CON-FAULT": "Nobody can charge there",
    "consequence-HW-ESTOP": "Unknown hazard",
    "consequence-HW-GND": "Danger of electric shock if it is switched on again",
    "consequence-SYS-CLOCK": "Wrong times on sessions and prices",
    "consequence-SYS-DOWN": "Its charge points are out of reach until they connect again",
    "consequence-SYS-LOG": "Charge points had to wait; what people did then may be missing",
    "consequence-SYS-LINKS": "Charge points that reconnect stay outside",
    "consequence-CP-RATE": "It is read slower, and what it says comes late",
    "consequence-SEC-AUTH": "It cannot connect, or somebody pretends to be it",
    "consequence-SEC-SHADOW": "Its key is known to somebody else",
    "consequence-SEC-LOGIN": "Somebody gets in under another name",
    "consequence-SEC-RIGHT": "Somebody may do what was not meant",
    "unknown-alarm": "There is no alarm {id}. See `controlroom alarm list`.",
    "alarm-over": "Alarm {id} is over or acknowledged already. See `controlroom alarm list`.",
    "unknown-session": "There is no session {id}. See `controlroom session list`.",
    # decisions on held sessions
    "review-running": (
        "{id} is still open. Decide when it has ended, or end it with `controlroom session end "
        "{id}`."
    ),
    "session-open": "Open unusually long",
    "session-over": "{id} has ended already.",
    "review-not-held": "{id} is not held: there is nothing to decide. It is billed as it stands.",
    "review-nothing": "Nothing was decided on {id}, so there is nothing to take back.",
    "review-invoiced": (
        "{id} stands on invoice {invoice}, which is never changed. Put it right with a credit note."
    ),
    "review-overtaken": "Somebody else decided on {id} just now. Look at it again.",
    "review-reasonless": "The reason is missing. Write why you decide so.",
    "review-energy": (
        "Write the energy in kWh, above 0 and at most {most}. To bill none, strike the session."
    ),
    "review-needs-energy": (
        "{id} has no meter reading to approve. Correct it with the right energy, or strike it."
    ),
    "review-implausible": (
        "{id} says more energy than its connector can give in the time. Correct it with the right "
        "energy, or strike it."
    ),
    "review-needs-customer": (
        "{id} belongs to no customer, so nobody can be billed. Give its token an owner and decide "
        "afterwards, or strike it."
    ),
    "review-needs-tariff": (
        "{id} began at a site without a tariff. Set the site's tariff and decide afterwards, or "
        "strike it."
    ),
    # billing
    "company-missing": (
        "No company is set, so nobody can invoice. Set it first: `controlroom company set "
        "--name … --organisation-number … --vat-number … --bankgiro …`."
    ),
    "picture-unreadable": "Cannot read {file}: {why}. Choose another file.",
    "picture-too-large": "The picture is larger than {most} MB. Save it smaller.",
    "picture-too-many-pixels": (
        "The picture is {width} × {height} pixels. Save it smaller, for example 1000 pixels wide."
    ),
    "not-a-picture": "This is not a PNG or JPEG picture. Save the logo as PNG or JPEG.",
    "month-not-over": "{month} is not over yet (Swedish time). Run it from {first} on.",
    "table-ending": "{file} ends neither in .csv nor in .xlsx; give the file one of these endings.",
    "folder-unwritable": "Cannot write to {folder}: {why}. Choose another folder with --out.",
    "print-failed": (
        "{printer} does not take the job. See that it is on and has paper, or choose another."
    ),
    "unknown-invoice": "No invoice has the number {number}. See `controlroom invoice list`.",
    "pricing-behind": (
        "Pricing does not come to an end: another program holds it and stands at {cursor} of "
        "{head}. Wait a moment and run again."
    ),
    # money and paper
    "not-a-currency": "{value} is not a currency. Write three capital letters, for example SEK.",
    "currencies-differ": "{one} and {other} cannot be added. Keep one currency.",
    "only-kronor-round": "{currency} has no öre to round away; only SEK is rounded to kronor.",
    "not-whole-ore": "{value} is not a whole number of öre. Round it first.",
    "weights-unusable": "Nothing can be divided by weights that are negative or all zero.",
    "out-of-range": "{name} cannot be {value}. Write {least} to {most}.",
    "too-many-decimals": "{name} cannot be {value}. Write at most {most} decimals.",
    "negative": "{name} cannot be {value}: nothing charged is negative.",
    "line-does-not-add-up": (
        "The {kind} line, {amount}, is not quantity times price. Price it again."
    ),
    "price-does-not-add-up": "Net {net} and VAT {vat} do not give {gross}. Price it again.",
    "vat-does-not-add-up": "{vat} is not the VAT on {net}. Price it again.",
    "session-does-not-add-up": "The session's parts give {parts}, not {net}. Price it again.",
    "invoice-does-not-add-up": (
        "Invoice {number} does not add up ({what}). It was not issued; restore a backup where it "
        "stands in the database so."
    ),
    "bad-ocr": "{ocr} is not the OCR number of invoice {number}.",
    "dates-out-of-order": "Invoice {number} ends before it begins. Check the computer's clock.",
    "simplified-wrongly": (
        "Invoice {number} of {total} SEK is simplified where it may not be, or not where it must."
    ),
    "serial-out-of-range": "{year} has no invoice number left: {most} are the most in a year.",
    "bad-organisation-number": (
        "{value} is not an organisation number. Write ten digits, for example 559999-0008."
    ),
    "bad-vat-number": "{value} is not a Swedish VAT number. Write for example SE559999000801.",
    "bad-bankgiro": "{value} is not a bankgiro number. Write 7 or 8 digits, for example 5999-0002.",
    "bad-swish-number": "{value} is not a company's Swish number. Write ten digits from 123.",
    "bad-ocr-base": "{value} cannot be paid by OCR. Use 1 to 23 digits.",
    "nameless": "The {who} has no name. Give it one.",
    "unknown-language": "Invoices are written in sv or en, not in {value}.",
    "nothing-to-invoice": "{customer} has nothing to pay: no charging of the month costs anything.",
    "several-currencies": (
        "{customer} charged in several currencies ({currencies}). Set tariffs of one currency."
    ),
    "buyer-letters": (
        "{customer} is not invoiced: the invoice cannot print these letters of the name, the "
        "address or the reference: {letters}. Write them in another script, for example in Latin."
    ),
    "company-letters": (
        "The invoice cannot print these letters of the company's name or address: {letters}. "
        "Write them in another script, for example in Latin."
    ),
    "rounds-to-nothing": (
        "{customer} owes {total} {currency}, which rounds to nothing: no invoice is issued, and it "
        "goes to the next month."
    ),
    "buyer-address-missing": (
        "{customer} owes {total} {currency}. Without the buyer's address the law allows at most "
        "{limit} SEK. Set it with `controlroom customer set NAME --address …`, then run again."
    ),
    "seller-address-missing": (
        "{customer} owes {total} {currency}. Without the seller's address the law allows at most "
        "{limit} SEK. Set it with `controlroom company set --address …`, then run again."
    ),
    "addresses-missing": (
        "{customer} owes {total} {currency}. Without the addresses of buyer and seller the law "
        "allows {limit} SEK at most. Set them with `controlroom customer set NAME --address …` and "
        "`controlroom company set --address …`, then run again."
    ),
    # database
    "database-newer": (
        "The database is of version {found}; this program knows up to {known}. Start a newer "
        "controlroom, or restore a backup into another database."
    ),
    "database-older": (
        "The database is of version {found}, older than this program's {known}. Run "
        "`controlroom database upgrade` while nothing serves it."
    ),
    "database-locked": (
        "{database} is locked by another program. Close that one, or wait, and try again."
    ),
    "database-read-only": (
        "{database} cannot be written. Give yourself the right to write the file and its folder."
    ),
    "database-gone": (
        "There is no file {database}. Put it back to where it was, or correct --database."
    ),
    "database-corrupt": (
        "{database} is damaged or is not a database. Keep the file, and restore a backup with "
        "`controlroom database restore FILE`."
    ),
    "database-away": "Cannot reach {database}: {why}. Start it, or correct --database.",
    "database-unknown": (
        "{database} is not a database address. Write sqlite:///FILE or postgresql://…."
    ),
    "database-query": (
        "{database}: {name} cannot stand behind the question mark. Known there: {known}."
    ),
    "database-ssl": "{database}: ssl cannot be {value}. Write one of these: {known}.",
    "database-failed": (
        "{database} answered with an error: {why}. Look with `controlroom database check`; if that "
        "finds damage, restore a backup."
    ),
    "database-folder": (
        "{database} is a folder. Name a file in it, for example {database}/controlroom.db."
    ),
    "database-no-folder": (
        "There is no folder {folder} for {database}. Make it, or correct --database."
    ),
    "database-encoding": (
        "{database} keeps its text as {encoding}, in which not every name can be written. Make one "
        "that keeps UTF-8, and name that in --database: `{command}`"
    ),
    "database-on-share": (
        "{database} lies on a network share ({kind}), where SQLite's file breaks sooner or later. "
        "Put it on a disk of this machine, or use PostgreSQL to share it."
    ),
    "database-foreign": (
        "{database} holds something that controlroom did not make. Give it a database of its own."
    ),
    "database-empty": "{database} is empty, so there is nothing to work on. Correct --database.",
    "database-refused": "The database does not take this: {why}. Correct it and try again.",
    "short-of-resources": (
        "This machine is short of file descriptors or memory: {why}. Let this process have more."
    ),
    "database-closed": "{database} is being closed. Start the program again.",
    "database-forbidden": (
        "{database} does not let this user in: {why}. Correct the user or the password in "
        "--database."
    ),
    "database-missing": (
        "There is no database {database}: {why}. Create it first, for example with `createdb`."
    ),
    "backup-exists": (
        "{file} exists already, and a backup never replaces anything. Choose another name."
    ),
    "file-is-database": "{file} is a database, or belongs to one. Choose another name.",
    "backup-unwritable": "Cannot write {file}: {why}. Choose another place.",
    "disk-full": "The disk of {database} is full. Make room; nothing that was answered is lost.",
    "already-served": (
        "{database} is served by another controlroom (process {pid}). Stop that one first."
    ),
    "served-by-hand": (
        "Process {pid} serves the database, and no window started it. Change its --listen there, "
        "or stop it first."
    ),
    "database-served": "{database} is being served. Stop `controlroom serve` first.",
    "database-not-empty": "{database} holds data already. Restore into an empty database.",
    "backup-unreadable": "{file} is not a backup of controlroom: {why}.",
    "event-refused": (
        "The database cannot keep this message as what it is; it is kept as text: {why}."
    ),
    # the central system
    "port-in-use": (
        "{address} is in use by another program. Stop that one, or choose another port with "
        "--listen."
    ),
    "cannot-listen": "Cannot listen on {address}: {why}. Choose another address with --listen.",
    "tls-unreadable": (
        "Cannot use the certificate {file}: {why}. Check --tls-certificate and --tls-key."
    ),
    "tls-half": "A certificate needs its key. Give both --tls-certificate and --tls-key.",
    # the desktop
    "worker-ended": "The central system could not start. {why}",
    "tiles-unknown": (
        "{value} is no source of map tiles. Write an http(s) address with {{z}}, {{x}} and {{y}}, "
        "or the path of an .mbtiles or .pmtiles file."
    ),
    "tiles-remote": (
        "{value} is a whole file on a server. Fetch it, and write the path where it lies."
    ),
    "tiles-unreadable": "Cannot read the map tiles {file}: {why}. Choose another file.",
    "tiles-empty": "{file} holds no map tiles. Choose another file.",
    "tiles-vector": (
        "{file} does not hold pictures. Vector tiles cannot be shown: choose a file with raster "
        "tiles (PNG, JPEG or WebP)."
    ),
    "no-such-monitor": "There is no screen {number} here. Choose among these: {there}.",
    "no-such-view": "There is no screen called {name}. Choose one of these: {known}.",
    "no-screen": (
        "There is no screen here. Start it on a virtual one (`xvfb-run controlroom`), or run "
        "`controlroom serve` without a window."
    ),
}
