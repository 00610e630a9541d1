"""Facts and rules. Standard library only; no clock, no files, no sockets."""
