"""One file a screen. A view shows what models hold, and asks; it never edits, never awaits."""
