"""Lists that views show: a Python list each, and a Qt adapter viewing it."""
