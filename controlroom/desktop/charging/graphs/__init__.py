"""Network graphs."""
