"""Roll-ups of what was measured."""
