"""Charge points let in, asked and judged; reports in parts."""
