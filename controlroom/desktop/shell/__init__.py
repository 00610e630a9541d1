"""Application, windows, strip, rail, palette, sign-in: what stands around every area."""
