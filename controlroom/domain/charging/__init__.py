"""Charge points, their links and connectors; transactions, sessions, metering; commands."""
