"""What to do, for a person at a window.

The domain's sentences advise somebody at a terminal, down to the option. Where that is no help at
a window, another sentence stands here under the same key: it names the key to press, the setting
to change or, where only an administrator's command helps, that command without its options.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP

from controlroom.domain.sentences import SENTENCES

ON_SCREEN: Mapping[str, object] = {
    "unknown-charge-point": QT_TRANSLATE_NOOP(
        "advice", "No charge point is called {id}. Look for it with Ctrl+F on the live status."
    ),
    "no-charge-points": QT_TRANSLATE_NOOP(
        "advice",
        "No charge points yet. A technician adds them in the settings, Ctrl+, under Charge points.",
    ),
    "charge-point-exists": QT_TRANSLATE_NOOP(
        "advice",
        "There is a charge point called {id} already. Change that one, or choose another name.",
    ),
    "key-over-link": QT_TRANSLATE_NOOP(
        "advice",
        "{id} is connected, and a key that it does not know would cut it off. Give it a new one "
        "over its link. If the old unit is still there, unplug it first.",
    ),
    "key-unneeded": QT_TRANSLATE_NOOP(
        "advice",
        "{id} connects without a key (security profile 0). Give it a profile that has one first.",
    ),
    "site-exists": QT_TRANSLATE_NOOP(
        "advice", "There is a site called {name} already. Change that one, or choose another name."
    ),
    "nobody-knocked": QT_TRANSLATE_NOOP(
        "advice", "Nobody called {id} waits at the door any more. Wait until it tries again."
    ),
    "unknown-user": QT_TRANSLATE_NOOP(
        "advice", "No user is called {name} any more. Look at the list again."
    ),
    "unknown-alarm": QT_TRANSLATE_NOOP("advice", "There is no alarm {id}. See the alarms, F5."),
    "alarm-over": QT_TRANSLATE_NOOP(
        "advice", "Alarm {id} is over or acknowledged already. See the alarms, F5."
    ),
    "unknown-session": QT_TRANSLATE_NOOP(
        "advice", "There is no session {id}. See the sessions, F7."
    ),
    "unknown-invoice": QT_TRANSLATE_NOOP(
        "advice", "No invoice has the number {number}. See billing, F8."
    ),
    "folder-unwritable": QT_TRANSLATE_NOOP(
        "advice", "Cannot write to {folder}: {why}. Save again, in another folder."
    ),
    "unknown-customer": QT_TRANSLATE_NOOP(
        "advice", "No customer is called {name}. Look for it with Ctrl+F among the customers."
    ),
    "customer-exists": QT_TRANSLATE_NOOP(
        "advice", "There is a customer called {name} already. Change that one, or choose a name."
    ),
    "unknown-token": QT_TRANSLATE_NOOP(
        "advice", "No token {uid} is registered. Add it to its customer."
    ),
    "token-exists": QT_TRANSLATE_NOOP(
        "advice", "Token {uid} is registered here already. Change it in the list."
    ),
    "token-taken": QT_TRANSLATE_NOOP(
        "advice",
        "Token {uid} charges the account of {customer} already. Choose another token, or block "
        "that one there.",
    ),
    "token-same-card": QT_TRANSLATE_NOOP(
        "advice",
        "{uid} is the same card as {known}, which charges the account of {customer} already: "
        "colons, hyphens and blanks make no other card. Change that one, or choose another.",
    ),
    "company-missing": QT_TRANSLATE_NOOP(
        "advice",
        "No company is set, so nobody can invoice. An administrator sets it in the settings, "
        "Ctrl+, under Company. Then run the month again.",
    ),
    "buyer-address-missing": QT_TRANSLATE_NOOP(
        "advice",
        "{customer} owes {total} {currency}. Without the buyer’s address the law allows at most "
        "{limit} SEK. Write it at the customer, then run the month again.",
    ),
    "seller-address-missing": QT_TRANSLATE_NOOP(
        "advice",
        "{customer} owes {total} {currency}. Without the seller’s address the law allows at most "
        "{limit} SEK. An administrator sets it in the settings, Ctrl+, under Company. Then run "
        "the month again.",
    ),
    "addresses-missing": QT_TRANSLATE_NOOP(
        "advice",
        "{customer} owes {total} {currency}. Without the addresses of buyer and seller the law "
        "allows {limit} SEK at most. Write them at the customer and, as administrator, in the "
        "settings, Ctrl+comma. Then run the month again.",
    ),
    "database-away": QT_TRANSLATE_NOOP(
        "advice",
        "Cannot reach {database}: {why}. Start it, or correct `database` in settings.toml.",
    ),
    "database-encoding": QT_TRANSLATE_NOOP(
        "advice",
        "{database} keeps its text as {encoding}, in which not every name can be written. Make one "
        "that keeps UTF-8, and name that in the settings file: {command}",
    ),
    "database-on-share": QT_TRANSLATE_NOOP(
        "advice",
        "{database} lies on a network share ({kind}), where a database file breaks sooner or "
        "later. Choose a data folder on a disk of this machine, or use PostgreSQL to share it.",
    ),
    "database-no-folder": QT_TRANSLATE_NOOP(
        "advice",
        "There is no folder {folder} for {database}. Make it, or correct `database` in "
        "settings.toml.",
    ),
    "database-empty": QT_TRANSLATE_NOOP(
        "advice",
        "{database} is empty, so there is nothing to work on. Correct `database` in settings.toml.",
    ),
    "database-forbidden": QT_TRANSLATE_NOOP(
        "advice",
        "{database} does not let this user in: {why}. Correct the user or the password of "
        "`database` in settings.toml.",
    ),
    "port-in-use": QT_TRANSLATE_NOOP(
        "advice",
        "{address} is in use by another program. Stop that one, or choose another port with "
        "`listen` in settings.toml.",
    ),
    "cannot-listen": QT_TRANSLATE_NOOP(
        "advice",
        "Cannot listen on {address}: {why}. Choose another address with `listen` in settings.toml.",
    ),
    "tls-unreadable": QT_TRANSLATE_NOOP(
        "advice",
        "Cannot use the certificate {file}: {why}. Check `tls_certificate` and `tls_key` in "
        "settings.toml.",
    ),
    "tls-half": QT_TRANSLATE_NOOP(
        "advice",
        "A certificate needs its key. Set both `tls_certificate` and `tls_key` in settings.toml.",
    ),
}


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """What each sentence looks like when it is filled in; the longest first."""
    found = []
    for key, template in sorted(SENTENCES.items(), key=lambda item: -len(item[1])):
        pattern = ""
        seen: set[str] = set()
        for part in re.split(r"(\{\w+\})", template):
            name = part[1:-1]
            if not (part.startswith("{") and part.endswith("}")):
                pattern += re.escape(part)
            elif name in seen:
                pattern += f"(?P={name})"
            else:
                seen.add(name)
                pattern += f"(?P<{name}>.*?)"
        found.append((key, re.compile(pattern, re.DOTALL)))
    return found


def recognised(told: str) -> tuple[str, dict[str, str]] | None:
    """The key of a sentence that another process of ours said in English, and what filled it."""
    for key, pattern in _patterns():
        match = pattern.fullmatch(told.strip())
        if match is not None:
            return key, match.groupdict()
    return None
