"""Sums over the past: their queries."""
