"""Customers and tokens: entering and changing them."""
