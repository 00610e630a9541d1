"""Alarms: their queries."""
