"""The alarm list and what belongs to it."""
