"""Charge points and sites as people enter them: one by one, from a file, from the door."""
