"""Customers, tokens and staff: their queries."""
