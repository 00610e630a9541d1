"""One charge point: what happens, what happened, what may be done."""
