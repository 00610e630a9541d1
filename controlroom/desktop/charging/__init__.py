"""The network: live status, map, graphs, one charge point, sessions."""
