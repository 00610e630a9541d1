"""Tariffs and prices, decisions on sessions, invoices."""
