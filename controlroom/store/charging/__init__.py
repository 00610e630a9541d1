"""Charge points, commands, sessions, frames: their queries."""
