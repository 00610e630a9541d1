"""Prices, decisions on sessions, and the month."""
