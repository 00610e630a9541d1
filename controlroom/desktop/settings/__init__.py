"""The settings, a section a file."""
