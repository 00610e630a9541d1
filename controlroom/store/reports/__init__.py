"""Sums by quarter-hour."""
