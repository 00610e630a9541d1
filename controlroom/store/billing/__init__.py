"""Prices, decisions, tariffs, invoices: their queries."""
