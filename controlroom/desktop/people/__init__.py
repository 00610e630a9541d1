"""Customers and their tokens."""
