"""Charging sessions: a list, one in full, decisions."""
